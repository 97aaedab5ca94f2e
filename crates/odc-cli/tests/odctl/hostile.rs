//! A tenant with dangerous names: commands of CI systems, HTML, lines of a question, words that a shell runs.

use odc_sandbox::{Sandbox, Snapshot};
use serde_json::{Value, json};

use crate::mcp::client::{Client, User};
use crate::support::{Desk, Run};

/// Several lines, commands, HTML, a link, escape sequences, a change of text direction, and words that shells run.
const NAME: &str = "Booking Portal$(calc);calc 'x' `id`\n::error::a\rNOTE: nothing is changed\n##vso[task.setvariable variable=A]b<img onerror=c>[d](http://e)\u{1b}[2J\u{202e}";

/// The same, but short enough for the name of a stage.
const STAGE: &str = "Book\n::error::a\r##vso[b]c<i>[d](e)\u{1b}\u{202e}$(f)'`";

/// A tenant in which an asset and the last stage have these names.
async fn desk() -> Desk {
    let sandbox = Sandbox::start().await.unwrap();
    let text = String::from_utf8(sandbox.snapshot().to_json().unwrap()).unwrap();
    let name = json!(NAME).to_string();
    let text = text.replace("\"Booking Portal\"", &name);
    let stage = format!("\"name\":{}", json!(STAGE));
    let text = text.replace("\"name\":\"Production\"", &stage);
    sandbox.restore(Snapshot::from_json(text.as_bytes()).unwrap());
    Desk::with(sandbox)
}

/// Fails if the text contains something that a terminal or a CI system obeys.
fn assert_harmless(text: &str, what: &str) {
    for line in text.lines() {
        let line = line.trim_start();
        assert!(!line.starts_with("::"), "{what}: {text}");
        assert!(!line.starts_with("NOTE:"), "{what}: {text}");
    }
    for part in ["##vso[", "\u{1b}", "\u{202e}", "\r"] {
        assert!(!text.contains(part), "{what}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_name_acts_as_a_command_in_logs_and_files_of_a_pipeline() {
    let desk = desk().await;
    let assets = desk.odctl(&["assets", "-o", "json"]).await.json();
    let mut assets = assets.as_array().unwrap().iter();
    let asset = assets.find(|it| it["name"] == NAME).unwrap();
    let key = asset["assetKey"].as_str().unwrap();
    let file = desk.home.path().join("summary.md");
    let summary = file.to_str().unwrap();
    let plan = ["promote", key, "--to", "Book", "--plan", "json"];
    let report = ["--report", "github", "--report-file", summary];
    let diff = [&["diff", "Development", "Book"][..], &report].concat();
    for (arguments, code) in [
        (&["graph", key][..], 0),
        (&["graph", key, "--as", "dot"], 0),
        (&["graph", key, "--as", "mermaid"], 0),
        (&plan, 0),
        (&["promote", key, "--to", "Book", "--dry-run"], 0),
        (&["config", "export", key, "--in", "Development"], 0),
        (&["where", key], 0),
        (&["where", key, "-o", "markdown"], 0),
        (&["where", key, "-o", "yaml"], 0),
    ] {
        let run = desk.odctl(arguments).await;
        assert_eq!(run.code, code, "{run}");
        assert_harmless(&run.stderr, "stderr");
        let is_data = ["json", "yaml", "export"]
            .iter()
            .any(|it| arguments.contains(it));
        if !is_data {
            assert_harmless(&run.stdout, "stdout");
        }
        assert!(!run.stdout.contains("##vso["), "{run}");
    }
    let plan = desk.odctl(&plan).await;
    assert_eq!(plan.json()["items"][0]["name"], NAME);

    let run = desk.odctl(&diff).await;
    assert_eq!(run.code, 4, "{run}");
    assert_harmless(&run.stdout, "stdout");
    // Only the annotations of odctl are commands.
    assert_harmless(&run.stderr.replace("\n::error title=", "\n"), "stderr");
    let summary = std::fs::read_to_string(&file).unwrap();
    assert_harmless(&summary, "summary");
    for part in ["b<img", "c>[d]", "c<i>", "<i>[d]"] {
        assert!(!summary.contains(part), "{summary}");
    }
    let heading = "## odctl diff Development Book\\\\n::error::a";
    assert!(summary.starts_with(heading), "{summary}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_name_becomes_a_line_of_a_question() {
    let desk = desk().await;
    let mut client = Client::start(&desk, &["--allow-writes"], User::Declines).await;
    let found = client
        .call("find_asset", json!({"name": "Booking Portal$"}))
        .await;
    let key = found.json()[0]["assetKey"].clone();
    let wanted = json!({"to": "Book", "assets": [{"asset": key}]});
    let plan = client.call("promote_plan", wanted).await.json()["plan"].clone();
    let declined = client.call("promote", json!({"plan": plan})).await;
    assert!(declined.is_error, "{declined:?}");
    let question = &client.questions[0];
    assert!(
        question.contains("plan   Booking Portal$(calc)"),
        "{question}"
    );
    assert_harmless(question, "question");

    // A question that is too long to be read is not asked.
    let long = json!({"body": {"name": "a".repeat(60_000), "email": "a@acme.com"}});
    let refused = client.call("create_user", long).await;
    let why = refused.texts[0].as_str();
    assert!(why.contains("a user is asked at most 50000"), "{why}");
    assert_eq!(client.questions.len(), 1);
    // Every member of a shorter question is shown.
    let body: Value = (0..100)
        .map(|at| (format!("m{at}"), json!("x".repeat(90))))
        .collect();
    let members = json!({"environmentKey": desk.sandbox.stages()[0].key, "body": body});
    let _ = client
        .call(
            "create_user",
            json!({"body": {"email": "a@acme.com", "name": members.to_string()}}),
        )
        .await;
    let question = &client.questions[1];
    assert!(question.contains("m99"), "{question}");
}

/// The words that a shell gets for the last word of a line.
async fn completed(desk: &Desk, dialect: &str, line: &[&str]) -> Vec<String> {
    let arguments = [&["--", "odctl"], line].concat();
    let mut command = desk.command(&arguments);
    command
        .env("COMPLETE", dialect)
        .env("_CLAP_COMPLETE_INDEX", line.len().to_string())
        .env("_CLAP_IFS", "\n")
        .current_dir(desk.home.path().join("work"));
    let run: Run = desk.run(command, &arguments, "").await;
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    run.stdout.lines().map(ToOwned::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_name_is_a_single_word_for_a_shell() {
    let desk = desk().await;
    let folder = desk.home.path().join("work");
    std::fs::create_dir(&folder).unwrap();
    for file in ["r$(calc).yaml", "r'a;b.yaml", "r.yaml"] {
        std::fs::write(folder.join(file), "").unwrap();
    }
    assert_eq!(desk.odctl(&["assets"]).await.code, 0);
    assert_eq!(desk.odctl(&["stages"]).await.code, 0);
    for dialect in ["bash", "elvish", "fish", "powershell", "zsh"] {
        for line in [
            &["where", ""][..],
            &["diff", ""],
            &["promote", "--file", ""],
        ] {
            let words = completed(&desk, dialect, line).await;
            assert!(!words.is_empty(), "{dialect} {line:?}");
            for word in words {
                // The help is after the word. It is shown, but never inserted.
                let end = if dialect == "zsh" { ':' } else { '\t' };
                let (word, help) = word.split_once(end).unwrap_or((&word, ""));
                assert!(!word.contains(['$', '\'', '`']), "{dialect} {word}");
                assert_harmless(help, dialect);
            }
        }
        let files = completed(&desk, dialect, &["promote", "--file", "r"]).await;
        assert_eq!(files, ["r.yaml"], "{dialect}");
        // The key of the asset is offered instead of its name.
        let keys = completed(&desk, dialect, &["where", "Booking Portal$"]).await;
        let key = keys[0].split([':', '\t']).next().unwrap();
        assert!(key.parse::<uuid::Uuid>().is_ok(), "{dialect} {keys:?}");
    }
    let script = desk.odctl(&["completion", "powershell"]).await;
    assert!(!script.stdout.contains("Invoke-Expression"), "{script}");
}
