//! `odctl promote`: its plan, its order, and what it does after a failure.

use insta::assert_snapshot;
use odc_asset_configurations_v1::types::SettingUpdate;
use odc_sandbox::{NewClient, Pace, Permission, Permissions, Sandbox};
use serde_json::Value;

use crate::release::{key_of, quick, release, started};
use crate::support::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn the_plan_is_shown_first_and_needs_a_yes() {
    let desk = quick().await;
    let arguments = [
        "promote",
        "Booking Desk",
        "--to",
        "Production",
        "--tag",
        "4.0.0",
    ];
    assert_snapshot!("promote-unanswered", desk.odctl(&arguments).await);
    assert_snapshot!(
        "promote-dry-run",
        desk.odctl(&[&arguments[..], &["--dry-run"]].concat()).await
    );
    assert_eq!(
        desk.count("start_deployment") + desk.count("tag_revision"),
        0
    );
    let columns = ["--columns", "asset,stage,revision,tag,URL", "--yes"];
    assert_snapshot!(
        "promote",
        desk.odctl(&[&arguments[..], &columns[..]].concat()).await
    );
    let again = desk
        .odctl(&["promote", "Booking Desk", "--to", "Production", "--yes"])
        .await;
    assert_eq!((again.code, again.stdout.as_str()), (0, ""), "{again}");
    assert!(
        again
            .stderr
            .contains("Booking Desk r8 runs in Production already"),
        "{again}"
    );
    // A tag for it is refused, because nothing would be deployed with it.
    let tagged = desk
        .odctl(&["promote", "Loan Portal", "--to", "prod", "--yes"])
        .await;
    assert_eq!(tagged.code, 0, "{tagged}");
    let tag = [
        "promote",
        "Loan Portal",
        "--to",
        "prod",
        "--yes",
        "--tag",
        "4.0.0",
    ];
    let tagged = desk.odctl(&tag).await;
    assert_eq!(tagged.code, 2, "{tagged}");
    assert!(tagged.stderr.contains("odctl tag"), "{tagged}");
    assert_eq!(started(&desk).len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_changes_that_another_deployment_of_a_running_revision_would_make_are_reported() {
    let desk = quick().await;
    let promote = ["promote", "Booking Portal", "--to", "Production", "--yes"];
    assert_eq!(desk.odctl(&promote).await.code, 0);
    let deploy = ["deploy", "Booking Portal", "--to", "Production"];
    let settings = desk.home.path().join("settings.yaml");
    std::fs::write(
        &settings,
        "assets:\n  Booking Portal:\n    settings: {PageSize: 77}\n",
    )
    .unwrap();
    let apply = [
        "config",
        "apply",
        settings.to_str().unwrap(),
        "--in",
        "Production",
        "--yes",
    ];
    let build = ["build", "Booking Portal", "--new"];
    for (before, news) in [
        (&apply[..], "settings are pending (PageSize)"),
        (&build, "a newer build of it is there"),
    ] {
        let before = desk.odctl(before).await;
        assert_eq!(before.code, 0, "{before}");
        let run = desk.odctl(&promote).await;
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run}");
        let line = format!(
            "r8 runs in Production already, and {news}; bring that into effect with: odctl deploy 'Booking Portal' --to Production"
        );
        assert!(run.stderr.contains(&line), "{run}");
        assert_eq!(desk.odctl(&deploy).await.code, 0);
        let run = desk.odctl(&promote).await;
        assert!(run.stderr.contains("runs in Production already\n"), "{run}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_makes_the_fewest_requests() {
    let desk = quick().await;
    let run = desk
        .odctl(&["promote", "Booking Desk", "--to", "Production", "--yes"])
        .await;
    assert_eq!(run.code, 0, "{run}");
    let mut calls = desk.calls();
    // Other tests check how permissions are found out.
    let probes = calls
        .iter()
        .filter(|name| ["list_assets", "list_deployed_assets"].contains(name));
    assert!(probes.count() <= 8, "{calls:?}");
    calls.retain(|name| !["list_assets", "list_deployed_assets"].contains(name));
    calls.sort_unstable();
    assert_eq!(
        calls,
        [
            "get_application_revision_configuration",
            "get_deployment",
            "get_deployment_analysis",
            "list_builds",
            // Once before the plan, and once more before it is carried out.
            "list_deployments",
            "list_deployments",
            "list_environments",
            "start_deployment",
            "start_deployment_analysis",
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_is_deployed_producers_first() {
    let desk = quick().await;
    let release = release(&desk);
    let run = desk
        .odctl(&[
            "promote", "--file", &release, "--to", "prod", "--yes", "-o", "json",
        ])
        .await;
    assert_eq!(run.code, 0, "{run}");
    let rows = run.json();
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 4);
    assert!(
        rows.iter()
            .all(|row| row["outcome"] == "deployed" && row["revision"] == 8),
        "{run}"
    );
    let keys = |name: &str| rows.iter().find(|row| row["asset"] == name).map(key_of);
    let started = started(&desk);
    let place = |name: &str| {
        started
            .iter()
            .position(|key| Some(*key) == keys(name))
            .unwrap()
    };
    assert!(place("Onboarding Desk") < place("Loan Desk"));
    assert!(place("Onboarding Desk") < place("Onboarding Portal"));
    let booking = rows
        .iter()
        .find(|row| row["asset"] == "Booking Desk")
        .unwrap();
    assert_eq!(booking["tag"], "4.0.0");
    let notes = desk.odctl(&["notes", "Booking Desk"]).await;
    assert_eq!(notes.stdout, "Faster.\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn all_changed_selects_the_assets_that_differ_between_the_stages() {
    let sandbox = Sandbox::builder().assets(8).pace(Pace::instant()).start();
    let desk = Desk::with(sandbox.await.unwrap());
    let run = desk
        .odctl(&["promote", "--all-changed", "--to", "prod", "--plan", "json"])
        .await;
    assert_eq!(run.code, 0, "{run}");
    let planned = run.json()["items"].as_array().unwrap().len();
    let diff = desk
        .odctl(&["diff", "dev", "prod", "-o", "json"])
        .await
        .json();
    let behind = |row: &&Value| !row["from"].is_null() && row["behind"].as_i64() != Some(0);
    let rows = diff.as_array().unwrap().iter().filter(behind);
    let built_in = desk
        .odctl(&["api", "list-deployed-assets", "--all", "-o", "json"])
        .await
        .json();
    let built_in = built_in
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["isBuiltIn"] == true)
        .count();
    assert_eq!(planned, rows.count() - built_in);
    assert_eq!(desk.count("start_deployment"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plan_names_pending_settings_without_values() {
    let desk = quick().await;
    let production = desk.sandbox.stages().last().unwrap().key;
    let deployed = desk.odctl(&["where", "Booking Desk", "-o", "json"]).await;
    assert_eq!(deployed.code, 0, "{deployed}");
    let assets = desk
        .odctl(&["assets", "Booking Desk", "-o", "json"])
        .await
        .json();
    let asset = key_of(&assets[0]);
    let tenant = desk.sandbox.tenant();
    let client = odc_asset_configurations_v1::Client::connect(&tenant);
    let call = client.get_application_revision_configuration(production, asset, 8);
    let settings = call.send().await.unwrap().into_inner().settings;
    let setting = settings
        .iter()
        .find(|one| one.is_secret != Some(true))
        .unwrap();
    let update = SettingUpdate::builder()
        .key(setting.key.as_str())
        .value("4711");
    let call = client
        .update_application_configuration(production, asset)
        .revision_baseline(8);
    call.settings(vec![update.build().unwrap()])
        .send()
        .await
        .unwrap();
    let run = desk
        .odctl(&["promote", "Booking Desk", "--to", "prod", "--dry-run"])
        .await;
    let name = setting.name.as_ref().unwrap();
    let line = format!("1 pending value in Production goes live with it: {name}");
    assert!(run.stderr.contains(&line), "{run}");
    assert!(!run.stderr.contains("4711"), "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plan_names_the_missing_permission() {
    let desk = quick().await;
    let stages: Vec<_> = desk
        .sandbox
        .stages()
        .iter()
        .map(|stage| stage.key)
        .collect();
    let held = Permissions::every(&stages[..1]).with(Permission::ViewStage, &stages[1..]);
    let weak = desk
        .sandbox
        .clients()
        .create(NewClient::named("weak").permissions(held))
        .unwrap();
    let arguments = ["promote", "Booking Desk", "--to", "prod", "--dry-run"];
    let mut command = desk.command(&arguments);
    command
        .env("ODC_CLIENT_ID", weak.client_id())
        .env("ODC_CLIENT_SECRET", weak.client_secret());
    let run = desk.run(command, &arguments, "").await;
    assert_eq!(run.code, 0, "{run}");
    let line = "missing permission in Production, as far as reading shows: ";
    let missing: Vec<_> = run
        .stderr
        .lines()
        .filter_map(|it| it.strip_prefix(line))
        .collect();
    assert!(
        missing
            .iter()
            .any(|it| it.contains("Release management > Deploy assets")),
        "{run}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_release_file_and_a_wrong_command_line_end_with_exit_code_2() {
    let desk = quick().await;
    let file = desk.home.path().join("release.yaml");
    std::fs::write(&file, "assets:\n- asset: Booking Desk\n  colour: red\n").unwrap();
    let file = file.to_str().unwrap();
    for arguments in [
        &["promote", "--file", file, "--to", "prod"][..],
        &["promote", "--to", "prod"],
        &["promote", "Booking Desk"],
        &["promote", "Booking Desk", "--all-changed", "--to", "prod"],
        &["promote", "--resume", file],
        &[
            "promote",
            "Booking Desk",
            "--to",
            "prod",
            "--yes",
            "--columns",
            "colour",
        ],
        &[
            "promote",
            "Booking Desk",
            "--to",
            "prod",
            "--yes",
            "--state",
            file,
        ],
        &[
            "promote",
            "Booking Desk",
            "--to",
            "prod",
            "--deadline",
            "99999",
        ],
        &["promote", "Booking Desk", "--to", "prod", "--from", "prod"],
        &[
            "promote",
            "Booking Desk",
            "--to",
            "prod",
            "--notes-file",
            file,
        ],
    ] {
        let run = desk.odctl(arguments).await;
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
    }
    assert_eq!(desk.count("start_deployment"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_is_awaited_with_the_list_of_deployments() {
    let desk = quick().await;
    let release = release(&desk);
    let mut pace = Pace::instant();
    pace.deployment = 1_000;
    desk.sandbox.set_pace(pace);
    let run = desk
        .odctl(&["promote", "--file", &release, "--to", "prod", "--yes"])
        .await;
    assert_eq!(run.code, 0, "{run}");
    // There are two levels. Each is read when it starts and when it has ended. A single operation is read alone.
    let (lists, single) = (desk.count("list_deployments"), desk.count("get_deployment"));
    assert!(
        lists + single <= 8,
        "{lists} lists and {single} single reads"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn if_two_portfolios_have_the_stage_name_the_portfolio_of_the_asset_decides() {
    let sandbox = Sandbox::builder()
        .portfolios(2)
        .pace(Pace::instant())
        .start();
    let desk = Desk::with(sandbox.await.unwrap());
    let assets = desk
        .odctl(&["api", "list-deployed-assets", "--all", "-o", "json"])
        .await
        .json();
    let mut portfolios = Vec::new();
    for asset in assets.as_array().unwrap() {
        let (key, portfolio) = (&asset["key"], &asset["deployments"][0]["portfolioKey"]);
        if portfolios.contains(portfolio) || asset["isBuiltIn"] == true {
            continue;
        }
        portfolios.push(portfolio.clone());
        let key = key.as_str().unwrap();
        let run = desk
            .odctl(&[
                "promote",
                key,
                "--to",
                "Production",
                "--despite-errors",
                "--dry-run",
            ])
            .await;
        assert_eq!(run.code, 0, "{run}");
    }
    assert_eq!(portfolios.len(), 2);
    let all = desk
        .odctl(&["promote", "--all-changed", "--to", "Production"])
        .await;
    assert_eq!(all.code, 2, "{all}");
    assert!(all.stderr.contains("is the name of 2 stages"), "{all}");
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_names_in_a_release_file_are_refused_with_their_place() {
    let desk = quick().await;
    let file = desk.home.path().join("release.yaml");
    let path = file.to_str().unwrap();
    for (line, code, problem) in [
        ("Nonsense", 5, "there is no deployed asset \"Nonsense\""),
        (
            "booking desk",
            2,
            "Booking Desk is named before; name it once",
        ),
        (
            "{asset: Loan Desk, revision: 99}",
            5,
            "Loan Desk has no revision 99",
        ),
    ] {
        std::fs::write(&file, format!("assets:\n- Booking Desk\n- {line}\n")).unwrap();
        let run = desk
            .odctl(&["promote", "--file", path, "--to", "prod", "--yes"])
            .await;
        assert_eq!(run.code, code, "{run}");
        let start = format!("error: {path} at line 3 column 3: {problem}");
        assert!(run.stderr.starts_with(&start), "{run}");
    }
    // The first one is searched before the others, to find the portfolio of the stage.
    for (line, code, problem) in [
        ("Nonsense", 5, "there is no deployed asset \"Nonsense\""),
        (
            "asset: Nonsense",
            5,
            "there is no deployed asset \"Nonsense\"",
        ),
        ("Desk", 2, "\"Desk\" is a part of the names of"),
        ("''", 2, "the deployed asset is empty"),
    ] {
        std::fs::write(&file, format!("assets:\n- {line}\n- Booking Desk\n")).unwrap();
        let run = desk
            .odctl(&["promote", "--file", path, "--to", "prod", "--yes"])
            .await;
        assert_eq!(run.code, code, "{run}");
        let start = format!("error: {path} at line 2 column 3: {problem}");
        assert!(run.stderr.starts_with(&start), "{run}");
    }
    assert_eq!(started(&desk).len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_that_is_too_low_is_refused_in_the_plan_before_another_asset_is_deployed() {
    let desk = quick().await;
    let tagged = desk.odctl(&["tag", "Loan Desk", "9.0.0", "--revision", "7", "-y"]);
    let tagged = tagged.await;
    assert_eq!(tagged.code, 0, "{tagged}");
    desk.sandbox.clear_journal();
    let file = desk.home.path().join("release.yaml");
    let path = file.to_str().unwrap();
    let text = "assets:\n- Booking Desk\n- {asset: Loan Desk, tag: 8.10.0}\n";
    std::fs::write(&file, text).unwrap();
    let problem = "the tag 8.10.0 is too low: Loan Desk r7 has 9.0.0; choose a tag above 9.0.0\n";
    for more in ["--yes", "--dry-run"] {
        let run = ["promote", "--file", path, "--to", "prod", more];
        let run = desk.odctl(&run).await;
        let line = format!("error: {path} at line 3 column 3: {problem}");
        assert_eq!((run.code, run.stderr), (2, line));
    }
    let alone = ["promote", "Loan Desk", "--to", "prod", "--tag", "8.10.0"];
    let alone = desk.odctl(&[&alone[..], &["-y"]].concat()).await;
    assert_eq!((alone.code, alone.stderr), (2, format!("error: {problem}")));
    assert_eq!(started(&desk).len(), 0);
    assert_eq!(desk.count("get_highest_tagged_revision"), 3);
}
