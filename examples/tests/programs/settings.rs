//! Settings: their differences, and setting them from a file.

use std::path::Path;

use odc_sandbox::Sandbox;

use crate::SETTINGS;
use crate::delivery::{called, tenant};
use crate::support::{Ran, assert_prints, run_at, run_with};

const SECRET: &str = "sesame-open-now";
const FILE: &str = "\
settings:
  PageSize: 50
  ServiceToken: ${CLAIMS_TOKEN}
  Letterhead: aGVsbG8=
timers:
  NightlyCleanup:
    IsActive: false
    Priority: ${PRIORITY}
integrations:
  ExchangeRates:
    BaseUrl: https://rates.example/v2
    Password: ${CLAIMS_TOKEN}
libraries:
  Holiday Calendar:
    settings: {Language: pt}
    integrations:
      Updates: {Username: robot}
system:
  Email.Sender: claims@acme.example
";

/// Applies a file to Claims Desk in Production. Asserts that the program does not print the secret.
async fn apply(sandbox: &Sandbox, folder: &Path, text: &str, more: &[&str]) -> Ran {
    let file = folder.join("settings.yaml");
    std::fs::write(&file, text).expect("the file is written");
    let file = file.to_str().expect("a path");
    let allowed = ["CLAIMS_TOKEN", "PRIORITY", "NOT_SET"].map(|name| ["--var", name]);
    let begin = ["apply", "Claims Desk", "Production", file];
    let arguments = [&begin, allowed.as_flattened(), more].concat();
    let variables = [("CLAIMS_TOKEN", SECRET), ("PRIORITY", "High")];
    let ran = run_with(sandbox, SETTINGS, &arguments, &variables).await;
    assert!(!format!("{ran:?}").contains(SECRET), "{ran:?}");
    ran
}

#[tokio::test]
async fn settings_of_a_file_are_set_and_pending() {
    let sandbox = tenant(Sandbox::builder()).await;
    let folder = tempfile::tempdir().expect("a folder");
    let dry = apply(&sandbox, folder.path(), FILE, &["--dry-run"])
        .await
        .succeeded();
    assert_prints(
        &dry,
        r"
settings.PageSize: 20 -> 50
settings.ServiceToken: (secret) -> ${CLAIMS_TOKEN}
settings.Letterhead: - -> aGVsbG8=
timers.NightlyCleanup.IsActive: True -> False
timers.NightlyCleanup.Priority: Normal -> ${PRIORITY}
integrations.ExchangeRates.BaseUrl: https://rates.sandbox.example/v1 -> https://rates.example/v2
integrations.ExchangeRates.Password: (secret) -> ${CLAIMS_TOKEN}
libraries.Holiday Calendar.settings.Language: en -> pt
libraries.Holiday Calendar.integrations.Updates.Username: - -> robot
system.Email.Sender: no-reply@sandbox.example -> claims@acme.example
changes of Claims Desk in Production: 10
nothing was changed; leave out --dry-run to do it
",
    );
    sandbox.clear_journal();
    let set = apply(&sandbox, folder.path(), FILE, &[]).await.succeeded();
    assert_prints(
        &set,
        r"
settings.PageSize: 20 -> 50
settings.ServiceToken: (secret) -> ${CLAIMS_TOKEN}
settings.Letterhead: - -> aGVsbG8=
timers.NightlyCleanup.IsActive: True -> False
timers.NightlyCleanup.Priority: Normal -> ${PRIORITY}
integrations.ExchangeRates.BaseUrl: https://rates.sandbox.example/v1 -> https://rates.example/v2
integrations.ExchangeRates.Password: (secret) -> ${CLAIMS_TOKEN}
libraries.Holiday Calendar.settings.Language: en -> pt
libraries.Holiday Calendar.integrations.Updates.Username: - -> robot
system.Email.Sender: no-reply@sandbox.example -> claims@acme.example
changes of Claims Desk in Production: 10
set; they come into effect with the next deployment
",
    );
    assert_prints(
        &called(&sandbox).join(" "),
        "list_assets list_environments get_application_revision_configuration update_application_configuration",
    );

    let diff = ["diff", "Claims Desk", "Development", "Production"];
    assert_prints(
        &run_at(&sandbox, SETTINGS, &diff).await.succeeded(),
        r"
| setting                                                  | Development                      | Production                         |
|----------------------------------------------------------|----------------------------------|------------------------------------|
| settings.PageSize                                        | 20                               | 50 (pending)                       |
| settings.ServiceToken                                    | (secret, not set)                | (secret, set) (pending)            |
| settings.Letterhead                                      | -                                | (file without a name) (pending)    |
| system.Email.Sender                                      | no-reply@sandbox.example         | claims@acme.example (pending)      |
| timers.NightlyCleanup.IsActive                           | True                             | False (pending)                    |
| timers.NightlyCleanup.Priority                           | Normal                           | High (pending)                     |
| integrations.ExchangeRates.BaseUrl                       | https://rates.sandbox.example/v1 | https://rates.example/v2 (pending) |
| integrations.ExchangeRates.Password                      | (secret, not set)                | (secret, set) (pending)            |
| libraries.Holiday Calendar.settings.Language             | en                               | pt (pending)                       |
| libraries.Holiday Calendar.integrations.Updates.Username | -                                | robot (pending)                    |
",
    );
}

#[tokio::test]
async fn settings_come_into_effect_immediately_on_request() {
    let sandbox = tenant(Sandbox::builder()).await;
    let folder = tempfile::tempdir().expect("a folder");
    let set = apply(&sandbox, folder.path(), FILE, &[]).await;
    set.succeeded();
    let diff = ["diff", "Claims Desk", "Development", "Production"];
    let more = "settings: {PageSize: null}\n";
    let now = apply(&sandbox, folder.path(), more, &["--now"])
        .await
        .succeeded();
    assert_prints(
        &now,
        r"
settings.PageSize: 50 -> (default)
also pending, so it comes into effect too: settings.ServiceToken
also pending, so it comes into effect too: settings.Letterhead
also pending, so it comes into effect too: system.Email.Sender
also pending, so it comes into effect too: timers.NightlyCleanup.IsActive
also pending, so it comes into effect too: timers.NightlyCleanup.Priority
also pending, so it comes into effect too: integrations.ExchangeRates.BaseUrl
also pending, so it comes into effect too: integrations.ExchangeRates.Password
also pending, so it comes into effect too: libraries.Holiday Calendar.settings.Language
also pending, so it comes into effect too: libraries.Holiday Calendar.integrations.Updates.Username
changes of Claims Desk in Production: 1
in effect
",
    );
    assert_prints(
        &run_at(&sandbox, SETTINGS, &diff).await.succeeded(),
        r"
| setting                                                  | Development                      | Production               |
|----------------------------------------------------------|----------------------------------|--------------------------|
| settings.ServiceToken                                    | (secret, not set)                | (secret, set)            |
| settings.Letterhead                                      | -                                | (file without a name)    |
| system.Email.Sender                                      | no-reply@sandbox.example         | claims@acme.example      |
| timers.NightlyCleanup.IsActive                           | True                             | False                    |
| timers.NightlyCleanup.Priority                           | Normal                           | High                     |
| integrations.ExchangeRates.BaseUrl                       | https://rates.sandbox.example/v1 | https://rates.example/v2 |
| integrations.ExchangeRates.Password                      | (secret, not set)                | (secret, set)            |
| libraries.Holiday Calendar.settings.Language             | en                               | pt                       |
| libraries.Holiday Calendar.integrations.Updates.Username | -                                | robot                    |
",
    );
    // A value that is already set is not sent again.
    let again = "timers: {NightlyCleanup: {IsActive: false}}\n";
    let again = apply(&sandbox, folder.path(), again, &[]).await.succeeded();
    assert_prints(&again, "changes of Claims Desk in Production: 0");
}

#[tokio::test]
async fn settings_of_an_agent_have_their_own_calls() {
    let sandbox = tenant(Sandbox::builder()).await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("agent.json");
    std::fs::write(&file, r#"{"settings": {"PageSize": "7"}}"#).expect("the file is written");
    let file = file.to_str().expect("a path");
    sandbox.clear_journal();
    let arguments = ["apply", "Contract Desk", "QA", file];
    run_at(&sandbox, SETTINGS, &arguments).await.succeeded();
    assert_prints(
        &called(&sandbox).join(" "),
        "list_assets list_environments get_agent_revision_configuration update_agent_configuration",
    );
}

#[tokio::test]
async fn a_file_that_cannot_be_used_is_refused_with_one_line() {
    let sandbox = tenant(Sandbox::builder()).await;
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("settings.yaml");
    let refusals = [
        (
            format!("settings: {{ServiceToken: {SECRET}}}"),
            "error: settings.ServiceToken is a secret: write ${NAME} in FILE, and put it into the environment variable NAME",
        ),
        (
            "settings: {ServiceToken: \"${NOT_SET}\"}".to_owned(),
            "error: the environment variable NOT_SET is not set; FILE takes settings.ServiceToken from it",
        ),
        (
            "settings: {ServiceToken: \"${HOME}\"}".to_owned(),
            "error: FILE takes settings.ServiceToken from the environment variable HOME; allow it with --var HOME",
        ),
        (
            "settings: {ServiceToken: \"${ODC_CLIENT_SECRET}\"}".to_owned(),
            "error: FILE takes settings.ServiceToken from ODC_CLIENT_SECRET, which is for signing in alone",
        ),
        (
            "settings: {PageSiez: 50}".to_owned(),
            "error: FILE names settings.PageSiez, which the asset does not have; it has settings.PageSize, settings.ServiceToken, settings.Letterhead",
        ),
        (
            "settings: {PageSize: 1.10}".to_owned(),
            "error: FILE cannot be used: settings.PageSize is a number whose digits could change; put it in quotes",
        ),
        (
            "settings: {PageSize: [1]}".to_owned(),
            "error: FILE cannot be used: settings.PageSize is neither a text, a number, true, false nor null",
        ),
        (
            "settings: {PageSize".to_owned(),
            "error: FILE is neither YAML nor JSON: did not find expected ',' or '}' at line 2 column 1, while parsing a flow mapping at line 1 column 11",
        ),
        (
            String::new(),
            "error: FILE has no settings; it has the form `settings: {PageSize: 50}`",
        ),
        (
            "settings: {PageSize: many}".to_owned(),
            "error: update_application_configuration: 400 Bad Request: PageSize must be a value of the type Integer",
        ),
    ];
    for (text, expected) in refusals {
        let error = apply(&sandbox, folder.path(), &text, &[]).await.failed();
        let error = error.replace(place.to_str().expect("a path"), "FILE");
        let known = error.split(" (trace").next().unwrap_or_default();
        assert_prints(known, expected);
    }
    let library = ["diff", "Charts", "QA", "Production"];
    assert_prints(
        &run_at(&sandbox, SETTINGS, &library).await.failed(),
        "error: Charts has the type WidgetLibrary and is not deployed on its own: the assets that use it contain it; name one of those",
    );
    let missing = ["apply", "Claims Desk", "QA", "no-such-file.yaml"];
    let error = run_at(&sandbox, SETTINGS, &missing).await.failed();
    let expected = "error: cannot read no-such-file.yaml: ";
    assert!(error.starts_with(expected), "{error}");
    let file = place.to_str().expect("a path");
    std::fs::write(&place, "settings: {PageSize: 5}").expect("the file is written");
    let elsewhere = ["apply", "Customer Desk", "QA", file, "--now"];
    assert_prints(
        &run_at(&sandbox, SETTINGS, &elsewhere).await.failed(),
        "error: Customer Desk is not deployed in QA, so no setting can come into effect there; leave out --now",
    );
}
