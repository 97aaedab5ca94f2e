//! Unknown values and keys: a value that the API documents do not list is reported, and an unknown key is not found.

use crate::support::Desk;

const NOBODY: &str = "11111111-2222-4333-8444-555555555555";

/// The values of a parameter in the requests.
fn sent(desk: &Desk, parameter: &str) -> Vec<String> {
    let journal = desk.sandbox.journal();
    let queries = journal.iter().filter_map(|entry| entry.query.as_deref());
    let pairs = queries.flat_map(|query| query.split('&').filter_map(|it| it.split_once('=')));
    let named = pairs.filter(|(name, _)| *name == parameter);
    named.map(|(_, value)| value.to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_that_no_document_lists_is_sent_and_reported_once() {
    let desk = Desk::start().await;
    for (arguments, parameter, given, near) in [
        (
            &["deployments", "--status", "Fnished"][..],
            "status",
            "Fnished",
            "Finished",
        ),
        (
            &["users", "list", "--status", "Activ", "--all"],
            "status",
            "Activ",
            "Active",
        ),
        (
            &["assets", "--type", "Workflows"],
            "assetTypes",
            "Workflows",
            "Workflow",
        ),
        (
            &["builds", "Booking Desk", "--type", "Relase"],
            "byBuildType",
            "Relase",
            "Release",
        ),
        (
            &["api", "list-deployments", "--status", "Fnished"],
            "status",
            "Fnished",
            "Finished",
        ),
    ] {
        desk.sandbox.clear_journal();
        let run = desk.odctl(arguments).await;
        let warning = format!("warning: \"{given}\" is not a value that the API document lists (");
        assert!(run.stderr.starts_with(&warning), "{run}");
        assert_eq!(run.stderr.matches("warning:").count(), 1, "{run}");
        let hint = format!("; did you mean {near}?\n");
        assert!(run.stderr.contains(&hint), "{run}");
        let values = sent(&desk, parameter);
        assert!(
            !values.is_empty() && values.iter().all(|it| it == given),
            "{values:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listed_value_is_accepted_in_any_case_without_a_warning() {
    let desk = Desk::start().await;
    for (arguments, parameter, listed) in [
        (
            &["deployments", "--status", "finished"][..],
            "status",
            "Finished",
        ),
        (
            &["users", "list", "--status", "ACTIVE", "--all"],
            "status",
            "Active",
        ),
        (
            &["assets", "--type", "webapplication"],
            "assetTypes",
            "WebApplication",
        ),
        (
            &["builds", "Booking Desk", "--type", "release"],
            "byBuildType",
            "Release",
        ),
        (
            &["api", "list-users", "--status", "active", "--all"],
            "status",
            "Active",
        ),
    ] {
        desk.sandbox.clear_journal();
        let run = desk.odctl(arguments).await;
        assert_eq!(
            (run.code, run.stderr.contains("warning")),
            (0, false),
            "{run}"
        );
        let values = sent(&desk, parameter);
        assert!(
            !values.is_empty() && values.iter().all(|it| it == listed),
            "{values:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_of_a_body_accepts_unlisted_values_too() {
    let desk = Desk::start().await;
    let build = [
        "api",
        "start-build",
        "--asset-key",
        NOBODY,
        "--asset-revision",
        "3",
        "--build-type",
        "Relase",
        "--dry-run",
        "-o",
        "json",
    ];
    let run = desk.odctl(&build).await;
    assert_eq!(run.json()["body"]["buildType"], "Relase", "{run}");
    assert!(run.stderr.contains("did you mean Release?"), "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_key_is_not_found() {
    let desk = Desk::start().await;
    for arguments in [
        &["where", NOBODY][..],
        &["revisions", NOBODY],
        &["builds", NOBODY],
        &["builds", NOBODY, "--revision", "1"],
        &["deployments", "--asset", NOBODY],
        &["deployments", "--in", NOBODY],
        &["graph", NOBODY],
        &["graph", NOBODY, "--revision", "1"],
        &["logs", NOBODY],
        &["build", NOBODY],
        &["deploy", NOBODY, "--to", "Production"],
        &["promote", NOBODY, "--to", "Production", "--yes"],
        &["rollback", NOBODY, "--in", "Production", "--yes"],
        &["undeploy", NOBODY, "--from", "Production", "--yes"],
        &["tag", NOBODY, "9.0.0"],
        &["notes", NOBODY],
        &["delete", NOBODY, "--yes"],
        &["source", "download", NOBODY],
        &["impact", "deploy", NOBODY, "--to", "Production"],
        &["impact", "delete", NOBODY],
        &["config", "get", NOBODY, "--in", "Production"],
        &[
            "config",
            "diff",
            "Development",
            "Production",
            "--asset",
            NOBODY,
        ],
        &["config", "export", NOBODY, "--in", "Production"],
        &["users", "show", NOBODY],
        &["users", "list", "--app", NOBODY],
        &["users", "list", "--in", NOBODY],
        &["users", "deactivate", NOBODY],
        &["groups", "show", NOBODY],
        &["groups", "list", "--in", NOBODY],
        &["roles", "show", NOBODY],
        &["roles", "list", "--app", NOBODY],
        &["audit", "roles", "--app", NOBODY],
        &["grant", NOBODY, "Manager", "--in", "Production"],
        &["diff", NOBODY, "Production"],
        &["api", "get-user", NOBODY],
    ] {
        let run = desk.odctl(arguments).await;
        assert_eq!((run.code, run.stdout.as_str()), (5, ""), "{run}");
        assert!(run.stderr.starts_with("error: "), "{run}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_asset_that_runs_nowhere_is_found_by_its_key() {
    let desk = Desk::start().await;
    let libraries = ["assets", "barcode", "--columns", "key", "--no-header"];
    let key = desk.odctl(&libraries).await.stdout.trim().to_owned();
    let run = desk.odctl(&["where", &key]).await;
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(
        run.stderr,
        format!("{key} is not deployed in any stage that this API client may see\n")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_error_for_settings_of_a_library_says_which_assets_have_them() {
    let desk = Desk::start().await;
    let library = "Barcode Scanner";
    for arguments in [
        &["config", "get", library, "--in", "Production"][..],
        &[
            "config",
            "diff",
            "Development",
            "Production",
            "--asset",
            library,
        ],
        &["config", "export", library, "--in", "Production"],
    ] {
        let run = desk.odctl(arguments).await;
        let line = "error: Barcode Scanner is a MobileLibrary, which has no settings in a stage of its own; name an asset that uses it: its settings below libraries are those of Barcode Scanner\n";
        assert_eq!((run.code, run.stderr.as_str()), (2, line), "{run}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn deployments_accept_the_common_flag_for_a_stage_and_the_old_one() {
    let desk = Desk::start().await;
    let list = async |flag: &str| {
        let run = desk
            .odctl(&["deployments", flag, "Production", "-o", "json"])
            .await;
        assert_eq!(run.code, 0, "{run}");
        run.json()
    };
    let found = list("--in").await;
    assert!(found.as_array().is_some_and(|rows| !rows.is_empty()));
    assert_eq!(found, list("--stage").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_of_blanks_is_refused_before_anything_is_changed() {
    let desk = Desk::start().await;
    // If an empty name were accepted, it would select the only remaining role.
    let user = "ana.gupta@contractor.example";
    let grant = |role| {
        [
            "grant",
            user,
            role,
            "--in",
            "Development",
            "--app",
            "Claims Desk",
        ]
    };
    for (arguments, kind) in [
        (&grant("")[..], "role"),
        (&grant(" ")[..], "role"),
        (&["grant", "", "Editor"], "user"),
        (&["grant", user, "", "--organization"], "organization role"),
        (&["groups", "add", "", user], "group"),
        (&["undeploy", "", "--from", "Production", "-y"], "asset"),
        (&["deploy", "Claims Desk", "--to", ""], "stage"),
        (&["promote", "Claims Desk", "--to", "", "-y"], "stage"),
        (
            &["promote", "", "--to", "Production", "-y"],
            "deployed asset",
        ),
        (&["users", "list", "--in", ""], "stage"),
        (&["audit", "roles", "--who-can", ""], "role or permission"),
    ] {
        let run = desk.odctl(arguments).await;
        let line = format!("error: the {kind} is empty; write a name or a key\n");
        assert_eq!((run.code, run.stderr.as_str()), (2, line.as_str()), "{run}");
    }
    for arguments in [
        &["assets", ""][..],
        &["users", "list", ""],
        &["groups", "list", " "],
        &["roles", "list", ""],
        &["audit", "roles", "--user", ""],
    ] {
        let run = desk.odctl(arguments).await;
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
        assert!(run.stderr.contains("it is empty; write a part"), "{run}");
    }
    let calls = desk.calls();
    assert!(calls.iter().all(|it| it.starts_with("list_")), "{calls:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_error_for_an_unknown_revision_names_the_newest_one() {
    let desk = Desk::start().await;
    for arguments in [
        &["builds", "Booking Desk"][..],
        &["graph", "Booking Desk"],
        &["source", "download", "Booking Desk"],
        &["notes", "Booking Desk"],
        &["tag", "Booking Desk", "9.0.0"],
        &["build", "Booking Desk"],
        &["deploy", "Booking Desk", "--to", "Production"],
    ] {
        let run = desk
            .odctl(&[arguments, &["--revision", "99"]].concat())
            .await;
        let line = "error: Booking Desk has no revision 99; its newest is 8\n";
        assert_eq!((run.code, run.stderr.as_str()), (5, line), "{run}");
    }
}
