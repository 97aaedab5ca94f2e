//! The output for shells and packages: completion of names, scripts, man pages.

use crate::support::{Desk, Run};

/// The words that bash offers for the last word, for a user with these options.
async fn completed(desk: &Desk, line: &[&str]) -> Vec<String> {
    let arguments = [&["--", "odctl"], line].concat();
    let mut command = desk.command(&arguments);
    command
        .env("COMPLETE", "bash")
        .env("_CLAP_COMPLETE_INDEX", line.len().to_string())
        .env("_CLAP_COMPLETE_COMP_TYPE", "9")
        .env("_CLAP_IFS", "\n");
    let run: Run = desk.run(command, &arguments, "").await;
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    run.stdout.lines().map(ToOwned::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn names_of_the_last_responses_are_completed_without_a_request() {
    let desk = Desk::start().await;
    assert_eq!(
        completed(&desk, &["revisions", "a"]).await,
        [""; 0],
        "nothing is known yet"
    );
    let assets = desk.odctl(&["assets", "-o", "json"]).await.json();
    assert_eq!(desk.odctl(&["stages"]).await.code, 0);
    desk.sandbox.clear_journal();

    let asset = assets.as_array().unwrap().iter().find(|it| {
        let name = it["name"].as_str().unwrap();
        name.contains(' ')
    });
    let asset = asset.unwrap();
    let name = asset["name"].as_str().unwrap();
    let escaped = name.replace(' ', "\\ ");
    let beginning = &escaped[..escaped.len() - 1];
    for command in ["revisions", "builds", "where", "graph"] {
        let names = completed(&desk, &[command, beginning]).await;
        assert!(names.contains(&escaped), "{command}: {names:?}");
    }
    let key = asset["assetKey"].as_str().unwrap();
    assert_eq!(completed(&desk, &["where", &key[..30]]).await, [key]);
    assert_eq!(completed(&desk, &["diff", "dev"]).await, ["Development"]);
    for line in [
        &["promote", "--to", "dev"][..],
        &["rollback", "x", "--in", "dev"],
        &["users", "list", "--in", "dev"],
        &["config", "diff", "dev"],
        &["impact", "deploy", "x", "--to", "dev"],
    ] {
        assert_eq!(completed(&desk, line).await, ["Development"], "{line:?}");
    }
    for line in [
        &["promote", &key[..30]][..],
        &["tag", &key[..30]],
        &["impact", "delete", &key[..30]],
        &["users", "list", "--app", &key[..30]],
        &["config", "export", &key[..30]],
    ] {
        assert_eq!(completed(&desk, line).await, [key], "{line:?}");
    }
    assert_eq!(
        completed(&desk, &["diff", "Development", "Prod"]).await,
        ["Production"]
    );
    assert!(desk.sandbox.journal().is_empty());

    let folder = desk.home.path().join("cache/odctl/names");
    let file = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap();
    let text = std::fs::read_to_string(file.path()).unwrap();
    assert!(!text.contains(desk.sandbox.client_secret()) && text.contains("Production"));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_api_client_has_its_own_names() {
    let desk = Desk::start().await;
    assert_eq!(desk.odctl(&["stages"]).await.code, 0);
    assert_eq!(
        completed(&desk, &["--sandbox", "diff", "dev"]).await,
        [""; 0]
    );
    assert_eq!(
        completed(&desk, &["--profile", "other", "diff", "dev"]).await,
        [""; 0]
    );
    let domain = format!("http://{}", desk.sandbox.domain());
    let client_id = desk.sandbox.client_id();
    let arguments = [
        "login",
        "--name",
        "acme",
        "--secret-store",
        "file",
        "--domain",
        &domain,
        "--client-id",
        client_id,
    ];
    let secret = desk.sandbox.client_secret();
    let signed_out = desk.signed_out(&arguments);
    let run = desk.run(signed_out, &arguments, secret).await;
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(completed(&desk, &["--profile", "ac"]).await, ["acme"]);
    let with_profile = ["--profile", "acme", "diff", "dev"];
    assert_eq!(completed(&desk, &with_profile).await, ["Development"]);
    assert_eq!(desk.odctl(&["profile", "remove", "acme"]).await.code, 0);
    let gone = completed(&desk, &["diff", "dev"]).await;
    assert_eq!(gone, [""; 0], "the names went with the profile");
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_flags_and_operations_can_be_completed() {
    let desk = Desk::start().await;
    assert_eq!(completed(&desk, &["who"]).await, ["whoami"]);
    assert_eq!(
        completed(&desk, &["api", "list-users", "--status"]).await,
        ["--status"]
    );
    assert_eq!(
        completed(&desk, &["api", "get-iden"]).await,
        ["get-identity-provider"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_completion_script_calls_the_program() {
    let desk = Desk::start().await;
    for dialect in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = desk.odctl(&["completion", dialect]).await;
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(
            run.stdout.contains("COMPLETE") && run.stdout.contains("odctl"),
            "{run}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_package_gets_man_pages_and_completion_scripts() {
    let desk = Desk::start().await;
    let folder = desk.home.path().join("package");
    let run = desk.odctl(&["man", folder.to_str().unwrap()]).await;
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run}");
    let read = |file: &str| std::fs::read_to_string(folder.join(file)).unwrap();
    let page = read("man1/odctl-diff.1");
    for part in [
        ".TH odctl-diff 1",
        "Compare what is deployed in two stages",
        "Examples:",
        "Stage > View stage",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(read("man1/odctl.1").contains("Exit codes:"));
    assert!(read("man1/odctl-api-list-users.1").contains("GET /api/identity/v1/users"));
    assert!(
        !folder.join("man1/odctl-man.1").exists(),
        "it is for packagers"
    );
    for script in [
        "odctl.bash",
        "_odctl",
        "odctl.fish",
        "odctl.elv",
        "_odctl.ps1",
    ] {
        assert!(
            read(&format!("completions/{script}")).contains("odctl"),
            "{script}"
        );
    }
    let no_folder = desk.home.path().join("file");
    std::fs::write(&no_folder, "").unwrap();
    assert_eq!(
        desk.odctl(&["man", no_folder.to_str().unwrap()]).await.code,
        1
    );
}
