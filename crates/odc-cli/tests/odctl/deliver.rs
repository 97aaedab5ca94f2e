//! The commands that deliver one asset.

use insta::assert_snapshot;

use crate::release::quick;
use crate::support::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn a_build_is_reused_unless_a_new_one_is_wanted() {
    let desk = quick().await;
    let reused = desk.odctl(&["build", "Booking Desk"]).await;
    let reused_rows = reused.stdout.clone();
    assert_snapshot!("build-reused", reused);
    let dry = desk.odctl(&["build", "Booking Desk", "--dry-run"]).await;
    assert_eq!((dry.code, &dry.stdout), (0, &reused_rows));
    assert!(
        dry.stderr
            .ends_with("Booking Desk r8 has this Release build; nothing was changed (--dry-run)\n"),
        "{dry}"
    );
    assert_eq!(desk.count("start_build"), 0);
    let arguments = ["build", "Booking Desk", "--kind", "debug", "--new"];
    let made = desk
        .odctl(&[&arguments[..], &["-o", "json"]].concat())
        .await;
    assert_eq!(made.code, 0, "{made}");
    let row = made.json();
    assert_eq!(
        (&row["buildType"], &row["status"], &row["reused"]),
        (&"Debug".into(), &"Finished".into(), &false.into())
    );
    assert_eq!(desk.count("start_build"), 1);
    let dry = desk.odctl(&[&arguments[..], &["--dry-run"]].concat()).await;
    assert_eq!((dry.code, dry.stdout.as_str()), (0, ""), "{dry}");
    assert!(
        dry.stderr
            .contains("a Debug build of Booking Desk r8 would be made"),
        "{dry}"
    );
    let unknown = desk
        .odctl(&["build", "Booking Desk", "--revision", "99"])
        .await;
    assert_eq!(unknown.code, 5, "{unknown}");
    assert_eq!(desk.count("start_build"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_build_ends_with_exit_code_1_and_its_messages() {
    use odc_sandbox::{Failure, Process};
    let desk = quick().await;
    let failure = Failure::of(Process::Build).message("OS-BLD-1", "the model is broken");
    desk.sandbox.fail_next(failure);
    let run = desk.odctl(&["build", "Booking Desk", "--new"]).await;
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{run}");
    assert!(run.stderr.contains("the model is broken"), "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wait_reports_once_that_the_service_does_not_respond_and_continues() {
    let desk = quick().await;
    // Two requests for the build fail, including all their retries.
    desk.sandbox.faults().on("get_build").times(8).status(503);
    let run = desk.odctl(&["build", "Booking Desk", "--new"]).await;
    assert_eq!(run.code, 0, "{run}");
    let said = run
        .stderr
        .lines()
        .filter(|line| line.ends_with("; still waiting"));
    let said: Vec<_> = said.collect();
    assert_eq!(said.len(), 1, "{run}");
    assert!(said[0].starts_with("get-build: 503"), "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revision_is_deployed_and_its_address_is_shown() {
    let desk = quick().await;
    let arguments = ["deploy", "Booking Desk", "--to", "Production"];
    let dry = desk.odctl(&[&arguments[..], &["--dry-run"]].concat()).await;
    assert_snapshot!("deploy-dry-run", dry);
    assert_eq!(desk.count("start_deployment"), 0);
    let columns = ["--columns", "asset,stage,revision,tag,URL"];
    assert_snapshot!(
        "deploy",
        desk.odctl(&[&arguments[..], &columns[..]].concat()).await
    );
    assert_eq!(desk.in_production("Booking Desk").await, Some(8));
    // A build determines its revision.
    let builds = [
        "builds",
        "Booking Desk",
        "--revision",
        "7",
        "--type",
        "Release",
        "-o",
        "json",
    ];
    let build = desk.odctl(&builds).await.json()[0]["buildKey"]
        .as_str()
        .unwrap()
        .to_owned();
    let old = desk
        .odctl(&[&arguments[..], &["--build", &build, "-o", "json"]].concat())
        .await;
    assert_eq!(old.code, 0, "{old}");
    assert_eq!(old.json()[0]["revision"], 7);
    let other = desk
        .odctl(&[
            "deploy",
            "Booking Portal",
            "--to",
            "prod",
            "--build",
            &build,
        ])
        .await;
    assert_eq!(other.code, 2, "{other}");
    assert!(other.stderr.contains("is of another asset"), "{other}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_impossible_deployment_is_refused_before_anything_is_sent() {
    let desk = quick().await;
    for (arguments, code, why) in [
        (
            &["deploy", "Booking Desk", "--to", "Development"][..],
            2,
            "takes no deployment",
        ),
        (
            &["deploy", "Theme", "--to", "Production"],
            2,
            "runs inside the assets that use it",
        ),
        (
            &["deploy", "Booking Desk", "--to", "Moon"],
            5,
            "there is no stage \"Moon\"",
        ),
        (
            &["deploy", "Booking Desk", "--to", "prod", "--revision", "99"],
            5,
            "has no revision 99",
        ),
        (
            &["rollback", "Claims Desk", "--in", "prod"],
            5,
            "does not run in Production",
        ),
        (
            &["undeploy", "Claims Desk", "--from", "prod"],
            5,
            "does not run in Production",
        ),
        (
            &["promote", "Booking Desk", "--to", "Development"],
            2,
            "takes no deployment",
        ),
        (
            &["promote", "Nonsense", "--to", "prod"],
            5,
            "there is no deployed asset \"Nonsense\"",
        ),
        (&["tag", "Booking Desk", "1.x"], 2, "three whole numbers"),
    ] {
        let run = desk.odctl(arguments).await;
        assert_eq!((run.code, run.stdout.as_str()), (code, ""), "{run}");
        assert!(run.stderr.contains(why), "{run}");
    }
    assert_eq!(
        desk.count("start_deployment") + desk.count("tag_revision"),
        0
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn undeploying_asks_and_without_a_terminal_needs_yes() {
    let desk = quick().await;
    let arguments = ["undeploy", "Booking Desk", "--from", "Production"];
    assert_snapshot!("undeploy-unanswered", desk.odctl(&arguments).await);
    let dry = desk.odctl(&[&arguments[..], &["--dry-run"]].concat()).await;
    assert_eq!((dry.code, dry.stdout.as_str()), (0, ""), "{dry}");
    assert_eq!(desk.count("start_deployment"), 0);
    let done = desk
        .odctl(&[&arguments[..], &["--yes", "-o", "json"]].concat())
        .await;
    assert_eq!(done.code, 0, "{done}");
    assert_eq!(
        (&done.json()["asset"], &done.json()["revision"]),
        (&"Booking Desk".into(), &7.into())
    );
    assert_eq!(desk.in_production("Booking Desk").await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revision_is_tagged_once_and_a_tag_that_is_too_low_is_refused_before_it_is_sent() {
    let desk = quick().await;
    let dry = desk
        .odctl(&["tag", "Booking Desk", "4.0.0", "--dry-run"])
        .await;
    assert_eq!((dry.code, desk.count("tag_revision")), (0, 0), "{dry}");
    assert_snapshot!("tag", desk.odctl(&["tag", "Booking Desk", "4.0.0"]).await);
    let again = desk
        .odctl(&["tag", "Booking Desk", "4.0.0", "-o", "json"])
        .await;
    assert_eq!(
        (again.code, &again.json()["tag"]),
        (0, &"4.0.0".into()),
        "{again}"
    );
    assert_eq!(desk.count("tag_revision"), 1);
    let other = ["tag", "Booking Desk", "4.0.1"];
    let loss = "Booking Desk r8 loses the tag 4.0.0 and gets 4.0.1";
    let unanswered = desk.odctl(&other).await;
    assert_eq!(unanswered.code, 2, "{unanswered}");
    assert!(unanswered.stderr.contains(loss), "{unanswered}");
    let dry = desk.odctl(&[&other[..], &["--dry-run"]].concat()).await;
    assert!(dry.code == 0 && dry.stderr.contains(loss), "{dry}");
    assert_eq!(desk.count("tag_revision"), 1);
    let replaced = desk.odctl(&[&other[..], &["--yes"]].concat()).await;
    assert!(
        replaced.code == 0 && replaced.stderr.contains(loss),
        "{replaced}"
    );
    assert_eq!(desk.count("tag_revision"), 2);
    for (low, more) in [
        ("3.9.9", "--yes"),
        ("4.0.1", "--yes"),
        ("3.9.9", "--dry-run"),
    ] {
        let lower = desk
            .odctl(&["tag", "Booking Desk", low, "--revision", "6", more])
            .await;
        let line = format!(
            "error: the tag {low} is too low: Booking Desk r8 has 4.0.1; choose a tag above 4.0.1\n"
        );
        assert_eq!((lower.code, lower.stderr), (2, line));
    }
    assert_eq!(desk.count("tag_revision"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_are_set_from_stdin_and_shown_as_they_are() {
    let desk = quick().await;
    let untagged = desk.odctl(&["notes", "Booking Desk"]).await;
    assert_eq!(untagged.code, 5, "{untagged}");
    assert!(untagged.stderr.contains("odctl tag"), "{untagged}");
    assert_eq!(desk.odctl(&["tag", "Booking Desk", "4.0.0"]).await.code, 0);
    let set = ["notes", "Booking Desk", "--set", "-"];
    let dry = [&set[..], &["--dry-run"]].concat();
    let dry = desk.run(desk.command(&dry), &dry, "# New\n").await;
    assert_eq!((dry.code, desk.count("tag_revision")), (0, 1), "{dry}");
    let run = desk
        .run(desk.command(&set), &set, "# New\n- faster\n")
        .await;
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run}");
    let shown = desk.odctl(&["notes", "Booking Desk"]).await;
    assert_eq!(
        (shown.code, shown.stdout.as_str()),
        (0, "# New\n- faster\n"),
        "{shown}"
    );
    let json = desk
        .odctl(&["notes", "Booking Desk", "-o", "json"])
        .await
        .json();
    assert_eq!(
        (&json["tag"], &json["content"]),
        (&"4.0.0".into(), &"# New\n- faster\n".into())
    );
    let again = desk
        .run(desk.command(&set), &set, "# New\n- faster\n")
        .await;
    assert_eq!((again.code, desk.count("tag_revision")), (0, 2), "{again}");
    let loss = r##"Booking Desk r8 loses its notes "# New\n- faster\n""##;
    for (more, code, calls) in [(&[][..], 2, 2), (&["--dry-run"], 0, 2), (&["--yes"], 0, 3)] {
        let set = [&set[..], more].concat();
        let run = desk.run(desk.command(&set), &set, "# Newer\n").await;
        assert_eq!(
            (run.code, desk.count("tag_revision")),
            (code, calls),
            "{run}"
        );
        assert!(run.stderr.contains(loss), "{run}");
    }
    let missing = desk
        .odctl(&["notes", "Booking Desk", "--set", "nowhere.md"])
        .await;
    assert_eq!(missing.code, 2, "{missing}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rollback_shows_the_earlier_revision_and_deploys_it() {
    let desk = quick().await;
    assert_eq!(
        desk.odctl(&["deploy", "Booking Desk", "--to", "prod"])
            .await
            .code,
        0
    );
    let arguments = ["rollback", "Booking Desk", "--in", "Production"];
    assert_snapshot!("rollback-unanswered", desk.odctl(&arguments).await);
    assert_eq!(desk.in_production("Booking Desk").await, Some(8));
    let done = desk
        .odctl(&[&arguments[..], &["--yes", "-o", "json"]].concat())
        .await;
    assert_eq!(
        (done.code, &done.json()[0]["revision"]),
        (0, &7.into()),
        "{done}"
    );
    // A second rollback deploys the revision that the first one replaced.
    assert_eq!(
        desk.odctl(&[&arguments[..], &["--yes"]].concat())
            .await
            .code,
        0
    );
    assert_eq!(desk.in_production("Booking Desk").await, Some(8));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_is_downloaded_and_uploaded_as_the_next_revision() {
    let desk = quick().await;
    let file = desk.home.path().join("booking.oml");
    let file = file.to_str().unwrap();
    let download = [
        "source",
        "download",
        "Booking Desk",
        "--to",
        file,
        "-o",
        "json",
    ];
    let run = desk.odctl(&download).await;
    assert_eq!((run.code, &run.json()["revision"]), (0, &8.into()), "{run}");
    assert_eq!(run.json()["bytes"], std::fs::metadata(file).unwrap().len());
    let stdout = ["source", "download", "Booking Desk", "--to", "-"];
    let stdout = desk.odctl(&stdout).await;
    assert_eq!((stdout.code, stdout.stdout.as_str()), (2, ""), "{stdout}");
    assert!(stdout.stderr.contains("goes into a file"), "{stdout}");
    let again = desk.odctl(&download).await;
    assert_eq!(again.code, 2, "{again}");
    assert!(again.stderr.contains("--force"), "{again}");
    let dry = desk.odctl(&["source", "upload", file, "--dry-run"]).await;
    assert_eq!((dry.code, desk.count("create_revision")), (0, 0), "{dry}");
    let tagged = ["source", "upload", file, "--tag", "1.0.0", "--dry-run"];
    let tagged = desk.odctl(&tagged).await;
    let said = "would become a new revision with the tag 1.0.0, which is not compared with the highest one of the asset; nothing was changed (--dry-run)\n";
    assert!(tagged.stderr.ends_with(said), "{tagged}");
    let run = desk
        .odctl(&["source", "upload", file, "--tag", "5.0.0", "-o", "json"])
        .await;
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(
        (&run.json()["revision"], &run.json()["tag"]),
        (&9.into(), &"5.0.0".into())
    );
    // A URL that allows everyone to download it is not shown.
    assert!(!run.to_string().contains("http"), "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_asset_in_use_is_not_deleted_and_another_one_only_after_consent() {
    let desk = quick().await;
    let used = desk.odctl(&["delete", "Invoice Desk"]).await;
    assert_eq!((used.code, used.stdout.as_str()), (4, ""), "{used}");
    assert!(
        used.stderr.contains("used by ") && used.stderr.contains("--despite-use"),
        "{used}"
    );
    let rows = desk
        .odctl(&["assets", "--type", "WebApplication", "-o", "json"])
        .await
        .json();
    let free = find_free(&desk, &rows).await;
    let asked = desk.odctl(&["delete", &free]).await;
    assert_eq!(asked.code, 2, "{asked}");
    assert_eq!(desk.count("delete_asset"), 0);
    let done = desk.odctl(&["delete", &free, "--yes", "-o", "json"]).await;
    assert_eq!(
        (done.code, &done.json()["deleted"]),
        (0, &true.into()),
        "{done}"
    );
    assert_eq!(desk.odctl(&["revisions", &free]).await.code, 5);
}

/// The key of an asset that nobody uses and that runs only in Development.
async fn find_free(desk: &Desk, rows: &serde_json::Value) -> String {
    for row in rows.as_array().unwrap() {
        let key = row["assetKey"].as_str().unwrap();
        let dry = desk.odctl(&["delete", key, "--dry-run"]).await;
        let uses: Vec<_> = dry
            .stderr
            .lines()
            .filter(|line| line.starts_with("  "))
            .collect();
        if uses.iter().all(|line| line.trim() == "runs in Development") {
            return key.to_owned();
        }
    }
    panic!("every asset is in use");
}
