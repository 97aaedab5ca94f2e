//! Signing in: profiles, secrets, and data that is never shown.

use insta::assert_snapshot;

use crate::support::{Desk, Run};

async fn login(desk: &Desk, more: &[&str], secret: &str) -> Run {
    named_login(desk, &[&["--name", "acme"], more].concat(), secret).await
}

async fn named_login(desk: &Desk, more: &[&str], secret: &str) -> Run {
    let domain = format!("http://{}/", desk.sandbox.domain());
    let client = desk.sandbox.client_id();
    let login = ["login", "--domain", &domain, "--client-id", client];
    let arguments = [&login, more].concat();
    desk.run(desk.signed_out(&arguments), &arguments, secret)
        .await
}

async fn signed_out(desk: &Desk, arguments: &[&str]) -> Run {
    desk.run(desk.signed_out(arguments), arguments, "").await
}

/// Writes the file with the profiles. Its mode is the default of most systems.
fn write_profiles(desk: &Desk, text: &str) {
    let folder = desk.home.path().join("config/odctl");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("profiles.yaml");
    std::fs::write(&file, text).unwrap();
    #[cfg(unix)]
    for (path, mode) in [(folder, 0o755), (file, 0o644)] {
        let rights = std::os::unix::fs::PermissionsExt::from_mode(mode);
        std::fs::set_permissions(path, rights).unwrap();
    }
}

/// All files below the home folder, as text.
fn files(desk: &Desk) -> Vec<(String, String)> {
    let mut folders = vec![desk.home.path().to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
                files.push((path.display().to_string(), text));
            }
        }
    }
    files
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_can_be_created_used_and_removed() {
    let desk = Desk::start().await;
    let secret = desk.sandbox.client_secret().to_owned();
    let run = login(&desk, &["--secret-store", "file"], &format!("{secret}\n")).await;
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run}");
    assert!(
        run.stderr.contains("encrypted file that only you can read"),
        "{run}"
    );

    let stages = signed_out(&desk, &["stages"]).await;
    assert_eq!((stages.code, stages.stderr.as_str()), (0, ""), "{stages}");
    // The token of the login serves the next command.
    let tokens = desk
        .sandbox
        .journal()
        .iter()
        .filter(|entry| entry.operation == Some("token"))
        .count();
    assert_eq!(tokens, 1);

    let list = signed_out(&desk, &["profile", "list"]).await;
    assert_snapshot!(
        "profile-list",
        list.to_string().replace(desk.sandbox.client_id(), "CLIENT")
    );
    let json = signed_out(&desk, &["profile", "list", "-o", "json"])
        .await
        .json();
    assert_eq!(json[0]["domain"], "HOST");
    assert_eq!(
        signed_out(&desk, &["profile", "use", "other"]).await.code,
        5
    );
    assert_eq!(signed_out(&desk, &["profile", "use", "acme"]).await.code, 0);
    for (path, text) in files(&desk) {
        assert!(!text.contains(&secret), "{path} shows the secret");
    }
    assert_eq!(
        signed_out(&desk, &["profile", "remove", "acme"]).await.code,
        0
    );
    assert!(
        !files(&desk)
            .iter()
            .any(|(path, _)| path.ends_with(".secret"))
    );
    assert_eq!(signed_out(&desk, &["stages"]).await.code, 3);
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn without_a_keychain_the_secret_is_stored_in_a_file_and_this_is_reported() {
    let desk = Desk::start().await;
    let run = login(&desk, &[], desk.sandbox.client_secret()).await;
    assert_eq!(run.code, 0, "{run}");
    assert!(
        run.stderr
            .contains("there is no keychain, so its secret is in an encrypted file"),
        "{run}"
    );
    let refused = login(
        &desk,
        &["--secret-store", "keychain"],
        desk.sandbox.client_secret(),
    )
    .await;
    assert_eq!(refused.code, 1, "{refused}");
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_profile_is_removed_even_if_its_keychain_cannot_be_reached() {
    let desk = Desk::start().await;
    let text = "current: acme\nprofiles:\n  acme:\n    domain: acme.outsystems.dev\n    client_id: x\n    secret: keychain\n";
    write_profiles(&desk, text);
    let stages = signed_out(&desk, &["stages"]).await;
    assert_eq!(stages.code, 1, "{stages}");
    assert!(stages.stderr.contains("--secret-store file"), "{stages}");
    let removed = signed_out(&desk, &["profile", "remove", "acme"]).await;
    assert_eq!(removed.code, 0, "{removed}");
    assert!(
        removed.stderr.contains("the secret is not removed"),
        "{removed}"
    );
    assert_eq!(
        signed_out(&desk, &["profile", "list", "-o", "json"])
            .await
            .stdout,
        "[]\n"
    );
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_secret_command_runs_each_time() {
    let desk = Desk::start().await;
    let vault = desk.home.path().join("vault");
    std::fs::write(&vault, desk.sandbox.client_secret()).unwrap();
    let command = format!(
        "IFS= read -r line < {} || :; echo \"$line\"",
        vault.display()
    );
    let run = login(&desk, &["--secret-command", &command], "").await;
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(signed_out(&desk, &["stages"]).await.code, 0);
    std::fs::remove_file(vault).unwrap();
    let run = signed_out(&desk, &["stages", "--profile", "acme"]).await;
    assert_ne!(run.code, 0, "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn credentials_that_the_tenant_refuses_are_not_saved() {
    let desk = Desk::start().await;
    let run = login(&desk, &["--secret-store", "file"], "wrong%2Fs3cret").await;
    assert_eq!(run.code, 3, "{run}");
    assert!(
        run.stderr.matches("looks URL-encoded").count() == 1
            && run.stderr.contains("nothing was kept"),
        "{run}"
    );
    assert!(!run.to_string().contains("s3cret"), "{run}");
    assert!(files(&desk).is_empty());
    for arguments in [
        &["login", "--client-id", "x"][..],
        &[
            "login",
            "--domain",
            "https://acme.outsystems.dev/Home",
            "--client-id",
            "x",
        ],
        &[
            "login",
            "--domain",
            "acme.outsystems.dev",
            "--client-id",
            "x",
        ],
        &["login", "--sandbox"],
    ] {
        let run = signed_out(&desk, arguments).await;
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_of_another_tenant_is_not_replaced() {
    let desk = Desk::start().await;
    let text =
        "profiles:\n  acme:\n    domain: acme.outsystems.dev\n    client_id: x\n    secret: file\n";
    write_profiles(&desk, text);
    let run = login(&desk, &[], desk.sandbox.client_secret()).await;
    assert_eq!(run.code, 2, "{run}");
    assert!(
        run.stderr
            .contains("the profile acme is of acme.outsystems.dev"),
        "{run}"
    );
    assert!(desk.sandbox.journal().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complete_environment_replaces_the_current_profile_and_a_named_profile_replaces_both() {
    let desk = Desk::start().await;
    assert_eq!(
        login(
            &desk,
            &["--secret-store", "file"],
            desk.sandbox.client_secret()
        )
        .await
        .code,
        0
    );
    let source = async |run: Run| run.json()["source"].as_str().unwrap().to_owned();
    let arguments = ["whoami", "-o", "json"];
    assert_eq!(
        source(desk.odctl(&arguments).await).await,
        "environment variables"
    );
    assert_eq!(
        source(signed_out(&desk, &arguments).await).await,
        "profile acme"
    );
    let named = ["whoami", "-o", "json", "--profile", "acme"];
    assert_eq!(source(desk.odctl(&named).await).await, "profile acme");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_that_replaces_a_profile_removes_its_old_secret() {
    let desk = Desk::start().await;
    let secret = desk.sandbox.client_secret();
    let kept = login(&desk, &["--secret-store", "file"], secret).await;
    assert_eq!(kept.code, 0, "{kept}");
    let is_kept = || {
        let files = files(&desk);
        files.iter().any(|(path, _)| path.ends_with("acme.secret"))
    };
    assert!(is_kept());
    let again = login(&desk, &["--secret-store", "file"], secret).await;
    assert_eq!((again.code, is_kept()), (0, true), "{again}");
    let command = format!("echo '{secret}'");
    let replaced = login(&desk, &["--secret-command", &command], "").await;
    assert_eq!((replaced.code, is_kept()), (0, false), "{replaced}");
    assert_eq!(signed_out(&desk, &["stages"]).await.code, 0);
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_login_says_when_the_secret_of_the_replaced_profile_stays() {
    let desk = Desk::start().await;
    let folder = desk.home.path().join("config/odctl");
    std::fs::create_dir_all(&folder).unwrap();
    let text = format!(
        "profiles:\n  acme:\n    domain: {}\n    client_id: old\n    secret: keychain\n",
        desk.sandbox.domain()
    );
    std::fs::write(folder.join("profiles.yaml"), text).unwrap();
    let run = login(
        &desk,
        &["--secret-store", "file"],
        desk.sandbox.client_secret(),
    )
    .await;
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stderr.contains("the secret is not removed"), "{run}");
    assert_eq!(signed_out(&desk, &["stages"]).await.code, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_logins_at_once_keep_both_profiles() {
    let desk = Desk::start().await;
    // Both have read the profiles before the tokens come.
    let token = desk.sandbox.faults();
    token
        .on("token")
        .always()
        .latency(std::time::Duration::from_secs(1));
    let secret = desk.sandbox.client_secret();
    let store = ["--secret-store", "file", "--name"];
    let (first, second) = ([&store[..], &["a"]].concat(), [&store[..], &["b"]].concat());
    let runs = tokio::join!(
        named_login(&desk, &first, secret),
        named_login(&desk, &second, secret)
    );
    assert_eq!((runs.0.code, runs.1.code), (0, 0), "{}\n{}", runs.0, runs.1);
    let list = signed_out(&desk, &["profile", "list", "-o", "json"]).await;
    assert_eq!(list.json().as_array().unwrap().len(), 2, "{list}");
    for name in ["a", "b"] {
        let run = signed_out(&desk, &["stages", "--profile", name]).await;
        assert_eq!(run.code, 0, "{run}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn choosing_and_removing_a_profile_is_reported_and_also_that_none_is_chosen() {
    let desk = Desk::start().await;
    for name in ["one", "three", "two"] {
        let run = named_login(
            &desk,
            &["--name", name, "--secret-store", "file"],
            desk.sandbox.client_secret(),
        )
        .await;
        assert_eq!(run.code, 0, "{run}");
    }
    for (arguments, code, said) in [
        (
            &["profile", "use", "three"][..],
            0,
            "the profile three is used from now on\n",
        ),
        (
            &["profile", "remove", "two"],
            0,
            "the profile two is removed\n",
        ),
        (&["stages"], 0, ""),
        (
            &["profile", "use", "one"],
            0,
            "the profile one is used from now on\n",
        ),
        (
            &["profile", "remove", "three"],
            0,
            "the profile three is removed\n",
        ),
        (
            &["profile", "remove", "one"],
            0,
            "the profile one is removed\n",
        ),
    ] {
        let run = signed_out(&desk, arguments).await;
        assert_eq!((run.code, run.stderr.as_str()), (code, said), "{run}");
    }
    for name in ["a", "b", "c"] {
        let more = ["--name", name, "--secret-store", "file"];
        named_login(&desk, &more, desk.sandbox.client_secret()).await;
    }
    let none = "no profile is chosen; there are a, b: odctl profile use NAME\n";
    let removed = signed_out(&desk, &["profile", "remove", "c"]).await;
    assert_eq!(
        (removed.code, removed.stderr),
        (0, format!("the profile c is removed; {none}"))
    );
    let stages = signed_out(&desk, &["stages"]).await;
    assert_eq!((stages.code, stages.stderr), (3, format!("error: {none}")));
    assert_eq!(signed_out(&desk, &["profile", "use", "a"]).await.code, 0);
    assert_eq!(signed_out(&desk, &["stages"]).await.code, 0);
}
