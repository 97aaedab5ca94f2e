//! Secrets in a working keychain: the program uses D-Bus to talk to a Secret Service in this process.

mod service;

use std::process::Stdio;

use self::service::SecretService;
use crate::support::{Desk, Run};

/// Runs the program of a user with a keychain.
async fn odctl(desk: &Desk, keychain: &SecretService, arguments: &[&str], input: &str) -> Run {
    let mut command = desk.signed_out(arguments);
    command
        .env("DBUS_SESSION_BUS_ADDRESS", keychain.address())
        .stdin(Stdio::piped());
    desk.run(command, arguments, input).await
}

fn login(desk: &Desk) -> [&str; 7] {
    let (domain, client) = (desk.sandbox.domain(), desk.sandbox.client_id());
    [
        "login",
        "--domain",
        domain,
        "--client-id",
        client,
        "--name",
        "acme",
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_is_stored_in_the_keychain_used_and_removed_with_its_profile() {
    let (desk, keychain) = (Desk::start().await, SecretService::start());
    let secret = desk.sandbox.client_secret().to_owned();
    let signed_in = odctl(&desk, &keychain, &login(&desk), &secret).await;
    assert_eq!(signed_in.code, 0, "{signed_in}");
    let place = "its secret is in the keychain of the system";
    assert!(signed_in.stderr.contains(place), "{signed_in}");
    let owner = format!("{}@{}", desk.sandbox.client_id(), desk.sandbox.domain());
    let items = keychain.items();
    assert_eq!(items.len(), 1);
    assert_eq!(items[0]["service"], "odctl");
    assert_eq!(items[0]["username"], owner);
    assert_no_file_has(&desk, &secret);

    // A new token is needed. The secret for it comes from the keychain.
    std::fs::remove_dir_all(desk.home.path().join("cache")).unwrap();
    desk.sandbox.clear_journal();
    let stages = odctl(&desk, &keychain, &["stages"], "").await;
    assert_eq!((stages.code, stages.stderr.as_str()), (0, ""), "{stages}");
    let journal = desk.sandbox.journal();
    let tokens = journal.iter().filter(|it| it.operation == Some("token"));
    assert_eq!(tokens.count(), 1);

    let removed = odctl(&desk, &keychain, &["profile", "remove", "acme"], "").await;
    assert_eq!(
        (removed.code, removed.stderr.as_str()),
        (0, "the profile acme is removed\n"),
        "{removed}"
    );
    assert!(keychain.items().is_empty());
    assert_eq!(odctl(&desk, &keychain, &["stages"], "").await.code, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_login_replaces_the_secret_and_a_shared_secret_stays_until_its_last_profile_is_removed()
 {
    let (desk, keychain) = (Desk::start().await, SecretService::start());
    let secret = desk.sandbox.client_secret().to_owned();
    for name in ["acme", "acme", "other"] {
        let arguments = login(&desk);
        let arguments = [&arguments[..6], &[name]].concat();
        let run = odctl(&desk, &keychain, &arguments, &secret).await;
        assert_eq!(run.code, 0, "{run}");
        assert_eq!(keychain.items().len(), 1, "{run}");
    }
    for (name, left) in [("acme", 1), ("other", 0)] {
        let run = odctl(&desk, &keychain, &["profile", "remove", name], "").await;
        let said = format!("the profile {name} is removed\n");
        assert_eq!((run.code, run.stderr.as_str()), (0, said.as_str()), "{run}");
        assert_eq!(keychain.items().len(), left);
    }
}

/// Asserts that no file of the user contains the secret.
fn assert_no_file_has(desk: &Desk, secret: &str) {
    let mut folders = vec![desk.home.path().to_owned()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            files += 1;
            let bytes = std::fs::read(&path).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(secret), "{}", path.display());
            let is_secret = path.extension().is_some_and(|it| it == "secret");
            assert!(!is_secret, "{}", path.display());
        }
    }
    assert!(files > 0);
}
