//! A transcript of every command, as a person sees it and as JSON. The commands run one after the other in one
//! tenant.

use std::collections::HashMap;

use clap::CommandFactory as _;
use insta::assert_snapshot;
use odc_cli::cli::Cli;
use odc_sandbox::{Pace, Sandbox};
use regex::Regex;

use crate::support::Desk;
use crate::writes::split;

/// The commands in their order. `'` quotes, and words in capitals stand for [`values`].
const STORY: &str = "
    stages
    stages -o json
    assets --deployable
    assets --deployable -o json
    revisions 'Expense Desk'
    revisions 'Expense Desk' -o json
    builds 'Expense Desk'
    builds 'Expense Desk' -o json
    deployments --limit 2
    deployments --limit 2 -o json
    where 'Expense Desk'
    where 'Expense Desk' -o json
    diff Development Production
    diff Development Production -o json
    graph 'Expense Desk'
    graph 'Expense Desk' -o json
    logs DEPLOYMENT
    logs DEPLOYMENT -o json
    whoami
    whoami -o json
    doctor
    doctor -o json
    profile list
    profile list -o json
    explain OS-APPS-40021
    explain OS-APPS-40021 -o json
    api list portfolios
    api list portfolios -o json
    impact deploy 'Invoice Desk' --to Production
    impact deploy 'Invoice Desk' --to Production -o json
    impact delete 'Invoice Desk'
    impact delete 'Invoice Desk' -o json
    build 'Expense Desk'
    build 'Expense Desk' -o json
    deploy 'Expense Desk' --to Production --columns asset,stage,revision,tag,URL
    rollback 'Expense Desk' --in Production --yes --columns asset,stage,revision,tag,URL
    promote 'Expense Desk' --to Production --yes --columns asset,stage,revision,tag,URL
    rollback 'Expense Desk' --in Production --yes -o json
    promote 'Expense Desk' --to Production --yes -o json
    deploy 'Expense Desk' --to Production --revision 2 -o json
    undeploy 'Invoice Desk' --from Production --yes
    undeploy 'Invoice Portal' --from Production --yes -o json
    tag 'Expense Desk' 9.0.0
    tag 'Expense Desk' 9.0.1 --yes -o json
    notes 'Expense Desk' --set NOTES
    notes 'Expense Desk'
    notes 'Expense Desk' -o json
    source download 'Expense Desk' --to OML
    source download 'Expense Desk' --to OML --force -o json
    source upload OML
    source upload OML -o json
    delete 'Product Search' --despite-use --yes
    delete 'Staff Handbook' --despite-use --yes -o json
    config get 'Expense Desk' --in Production
    config apply SETTINGS --in Production
    config get 'Expense Desk' --in Production --pending -o json
    config apply SETTINGS --in Development -o json
    config apply OTHERS --in Development
    config diff Development Production --asset 'Expense Desk'
    config diff Development Production --asset 'Expense Desk' -o json
    config export 'Expense Desk' --in Production
    users create ana@new.test --name Ana
    users create rui@new.test -o json
    users show ana@new.test
    users show ana@new.test -o json
    users list --limit 2
    users list --limit 2 -o json
    users deactivate ana@new.test
    users deactivate rui@new.test -o json
    users activate ana@new.test
    users activate rui@new.test -o json
    users import PEOPLE
    users import OTHERS_PEOPLE -o json
    users export
    users export -o json
    groups list --in Development
    groups list --in Development -o json
    groups add Development/Accounting ana@new.test
    groups add Development/Accounting rui@new.test -o json
    groups remove Development/Accounting ana@new.test
    groups remove Development/Accounting rui@new.test -o json
    groups show Development/Accounting
    groups show Development/Accounting -o json
    roles list --organization
    roles list Developer --organization -o json
    roles show Developer --organization
    roles show Developer --organization -o json
    grant ana@new.test ROLE
    grant rui@new.test ROLE -o json
    audit roles --user ana@new.test
    audit roles --user ana@new.test -o json
    revoke ana@new.test ROLE
    revoke rui@new.test ROLE -o json
";

/// The commands that are not in the list in both forms, each with the reason.
const EXCEPTIONS: [(&str, &str); 9] = [
    ("completion", "it prints a script of a shell"),
    (
        "config export",
        "it prints YAML in every format, for config apply",
    ),
    (
        "fleet status",
        "it needs a shared store, which the tests of fleet start",
    ),
    (
        "login",
        "it prints nothing; the tests of profiles and terminals show what it asks",
    ),
    ("man", "it prints pages in the language of man"),
    ("mcp", "it speaks a protocol, which tests of its own show"),
    ("profile remove", "it prints nothing"),
    ("profile use", "it prints nothing"),
    (
        "sandbox reset",
        "it prints nothing, and is about another tenant",
    ),
];

fn story() -> impl Iterator<Item = &'static str> {
    STORY.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// The commands without subcommands, by their words.
fn leaves(command: &clap::Command, words: &str) -> Vec<String> {
    let nested: Vec<_> = command.get_subcommands().collect();
    if nested.is_empty() {
        return vec![words.trim().to_owned()];
    }
    let all = nested.into_iter();
    all.flat_map(|it| leaves(it, &format!("{words} {}", it.get_name())))
        .collect()
}

/// The command in a line of the list.
fn command_of(line: &str, commands: &[String]) -> String {
    let is_its = |command: &&String| line == *command || line.starts_with(&format!("{command} "));
    let found = commands.iter().find(is_its);
    found.unwrap_or_else(|| panic!("{line}")).clone()
}

#[test]
fn every_command_has_a_transcript_in_both_forms_or_a_reason_for_none() {
    let commands = leaves(&Cli::command(), "");
    for command in &commands {
        let its = story().filter(|line| command_of(line, &commands) == *command);
        let (json, plain): (Vec<_>, Vec<_>) = its.partition(|line| line.ends_with(" -o json"));
        let has_both = !json.is_empty() && !plain.is_empty();
        let mut exceptions = EXCEPTIONS.iter();
        let is_exception = exceptions.any(|(it, _)| it == command);
        assert!(has_both != is_exception, "{command}: {plain:?} {json:?}");
    }
    for (exception, _) in EXCEPTIONS {
        assert!(commands.iter().any(|it| it == exception), "{exception}");
    }
}

const PROFILES: &str = "profiles:\n  acme:\n    domain: acme.outsystems.dev\n    client_id: acme-client\n    secret: !command vault read odc\n";

/// The values for the words in capitals.
async fn values(desk: &Desk) -> HashMap<&'static str, String> {
    let file = |name: &str, text: &str| {
        let path = desk.home.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let profiles = desk.home.path().join("config/odctl");
    std::fs::create_dir_all(&profiles).unwrap();
    file("config/odctl/profiles.yaml", PROFILES);
    let deployments = desk.odctl(&["deployments", "-o", "json"]).await.json();
    let roles = desk.odctl(&["roles", "list", "-o", "json"]).await.json();
    let role = ["stage", "app", "name"].map(|name| roles[0][name].as_str().unwrap());
    let settings = "assets:\n  Expense Desk:\n    settings: {PageSize: 80}\n";
    HashMap::from([
        (
            "DEPLOYMENT",
            deployments[0]["key"].as_str().unwrap().to_owned(),
        ),
        ("ROLE", role.join("/")),
        ("NOTES", file("notes.md", "# New\n- faster\n")),
        (
            "OML",
            desk.home.path().join("expense.oml").display().to_string(),
        ),
        ("SETTINGS", file("settings.yaml", settings)),
        ("OTHERS", file("others.yaml", &settings.replace("80", "90"))),
        (
            "OTHERS_PEOPLE",
            file("others.csv", "email,name\nrui@new.test,Rui\n"),
        ),
        (
            "PEOPLE",
            file("people.csv", "email,name\nana@new.test,Ana Maria\n"),
        ),
    ])
}

/// The text without the parts that are different in each run: keys, times, and the folder of the test.
fn steady(text: &str, desk: &Desk) -> String {
    let replace = |text: String, pattern: &str, with: &str| {
        let pattern = Regex::new(pattern).unwrap();
        pattern.replace_all(&text, with).into_owned()
    };
    let text = text.replace(&format!("{}/", desk.home.path().display()), "");
    let text = text.replace(desk.sandbox.client_id(), "CLIENT");
    let text = replace(text, "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "KEY");
    let text = replace(text, r"\d{4}-\d\d-\d\dT[0-9:.]+(Z|\+00:00)", "TIME");
    let text = replace(text, r#""seconds": \d+"#, r#""seconds": 0"#);
    replace(text, r"in \d+ s\b", "in 0 s")
}

#[tokio::test(flavor = "multi_thread")]
async fn each_command_prints_its_transcript() {
    let sandbox = Sandbox::builder().users(4).assets(4).revisions(3);
    let desk = Desk::with(sandbox.pace(Pace::instant()).start().await.unwrap());
    let values = values(&desk).await;
    let commands = leaves(&Cli::command(), "");
    let mut seen: HashMap<String, usize> = HashMap::new();
    for line in story() {
        let form = if line.ends_with(" -o json") {
            "json"
        } else {
            "plain"
        };
        let command = command_of(line, &commands).replace(' ', "-");
        let name = format!("{command}-{form}");
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        let name = if *count > 1 {
            format!("{name}-{count}")
        } else {
            name
        };
        let words = split(line).into_iter();
        let words = words.map(|word| values.get(word.as_str()).cloned().unwrap_or(word));
        let words: Vec<_> = words.collect();
        let words: Vec<_> = words.iter().map(String::as_str).collect();
        let run = desk.odctl(&words).await;
        if form == "json" {
            run.json();
        }
        assert_snapshot!(name, steady(&run.to_string(), &desk));
    }
}
