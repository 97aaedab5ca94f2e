//! Tests promotions, rollbacks and impact analyses, and the text that they print.

use odc_builds_v1::types::BuildType;
use odc_examples::finding::{find_asset, find_stage};
use odc_sandbox::{Builder, Failure, Pace, Process, Sandbox, Snapshot};
use serde_json::Value;
use uuid::{Uuid, uuid};

use crate::support::{assert_prints, run_at};
use crate::{
    AUDIT_ROLES, BACKUP_SOURCES, DEPLOYED_ASSETS, IMPACT, PROMOTE, ROLLBACK, SETTINGS, STAGE_DRIFT,
};

const BOOKING_PORTAL: Uuid = uuid!("188d2160-fae1-440c-8324-1c0e57ebe3b3");

/// A tenant with Development, QA and Production, in which processes take no time.
pub async fn tenant(builder: Builder) -> Sandbox {
    let builder = builder.users(5).stages(3).pace(Pace::instant());
    builder.start().await.expect("a sandbox")
}

/// The operations that a program called, in order, without the status requests of a wait.
pub fn called(sandbox: &Sandbox) -> Vec<&'static str> {
    let entries = sandbox.journal().into_iter();
    let of_apis = entries.filter(|entry| entry.path.starts_with("/api/"));
    of_apis.filter_map(|entry| entry.operation).collect()
}

async fn refused(sandbox: &Sandbox, program: &str, arguments: &[&str]) -> String {
    let error = run_at(sandbox, program, arguments).await.failed();
    error.trim_start_matches("error: ").to_owned()
}

#[tokio::test]
async fn a_promotion_first_shows_its_plan_and_then_carries_it_out() {
    let sandbox = tenant(Sandbox::builder()).await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("settings.json");
    std::fs::write(&file, r#"{"settings": {"PageSize": 50}}"#).expect("the file is written");
    let set = [
        "apply",
        "Order Desk",
        "Production",
        file.to_str().expect("a path"),
    ];
    run_at(&sandbox, SETTINGS, &set).await.succeeded();

    sandbox.clear_journal();
    let plan = ["order desk", "--to", "Production"];
    assert_prints(
        &run_at(&sandbox, PROMOTE, &plan).await.succeeded(),
        r"
asset      Order Desk 9e978852-5297-44d3-8072-1abdc81d3b76
plan       revision 8 to Production, where revision 6 runs
build      7e32dd8e-75f8-421d-9462-a277650cfb06 is Finished
impact     WarningsFound
| severity | asset       | revision | is a     | problem        | about                                |
|----------|-------------|----------|----------|----------------|--------------------------------------|
| Warning  | Claims Desk | 6        | Consumer | MissingElement | Entity RecordOrderDesk (Claims Desk) |
| Warning  | Loan Portal | 6        | Consumer | MissingElement | Entity RecordOrderDesk (Loan Portal) |
tag        1.7.4 for the revision, which has none
settings   pending values that go live with it: 1
           settings.PageSize: 20 -> 50
nothing was changed; add --apply to do it
",
    );
    assert_prints(
        &called(&sandbox).join(" "),
        "list_assets list_environments get_highest_tagged_revision list_builds get_application_revision_configuration start_deployment_analysis get_deployment_analysis list_assets",
    );
    let apply = [&plan[..], &["--apply"]].concat();
    let applied = run_at(&sandbox, PROMOTE, &apply).await;
    assert_prints(
        &applied.err,
        "impact analysis: Finished\ndeployment to Production: Finished",
    );
    assert_prints(
        &applied.succeeded(),
        r"
asset      Order Desk 9e978852-5297-44d3-8072-1abdc81d3b76
plan       revision 8 to Production, where revision 6 runs
build      7e32dd8e-75f8-421d-9462-a277650cfb06 is Finished
impact     WarningsFound
| severity | asset       | revision | is a     | problem        | about                                |
|----------|-------------|----------|----------|----------------|--------------------------------------|
| Warning  | Claims Desk | 6        | Consumer | MissingElement | Entity RecordOrderDesk (Claims Desk) |
| Warning  | Loan Portal | 6        | Consumer | MissingElement | Entity RecordOrderDesk (Loan Portal) |
tag        1.7.4 for the revision, which has none
settings   pending values that go live with it: 1
           settings.PageSize: 20 -> 50
tagged     1.7.4
deployed   revision 8 runs in Production
address    https://apps.sandbox.example/OrderDesk
",
    );
    // A second run finds that everything is done.
    assert_prints(
        &run_at(&sandbox, PROMOTE, &plan).await.succeeded(),
        r"
asset      Order Desk 9e978852-5297-44d3-8072-1abdc81d3b76
plan       revision 8 to Production, where revision 8 runs
build      7e32dd8e-75f8-421d-9462-a277650cfb06 is Finished
impact     WarningsFound
| severity | asset       | revision | is a     | problem        | about                                |
|----------|-------------|----------|----------|----------------|--------------------------------------|
| Warning  | Claims Desk | 6        | Consumer | MissingElement | Entity RecordOrderDesk (Claims Desk) |
| Warning  | Loan Portal | 6        | Consumer | MissingElement | Entity RecordOrderDesk (Loan Portal) |
tag        1.7.4, which the revision has
settings   pending values that go live with it: 0
deployed   revision 8 runs in Production already; it is not deployed again
nothing was changed; add --apply to do it
",
    );
}

#[tokio::test]
async fn a_running_revision_is_deployed_again_only_for_pending_settings() {
    let sandbox = tenant(Sandbox::builder()).await;
    let promote = ["Booking Portal", "--to", "QA", "--apply"];
    run_at(&sandbox, PROMOTE, &promote).await.succeeded();
    sandbox.clear_journal();
    let printed = run_at(&sandbox, PROMOTE, &promote).await.succeeded();
    let last = printed.lines().last().unwrap_or_default();
    assert_prints(
        last,
        "deployed   revision 8 runs in QA already; it is not deployed again",
    );
    assert!(!called(&sandbox).contains(&"start_deployment"));

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("settings.json");
    std::fs::write(&file, r#"{"settings": {"PageSize": 50}}"#).expect("the file is written");
    let set = [
        "apply",
        "Booking Portal",
        "QA",
        file.to_str().expect("a path"),
    ];
    run_at(&sandbox, SETTINGS, &set).await.succeeded();
    let printed = run_at(&sandbox, PROMOTE, &promote).await.succeeded();
    assert!(
        printed.contains("deployed   revision 8 runs in QA\n"),
        "{printed}"
    );
    assert!(called(&sandbox).contains(&"start_deployment"));
}

#[tokio::test]
async fn a_stage_is_searched_in_the_portfolio_of_the_asset() {
    let sandbox = tenant(Sandbox::builder().portfolios(2)).await;
    for stage in ["Production", "production", "qA"] {
        let plan = ["booking portal", "--to", stage];
        run_at(&sandbox, PROMOTE, &plan).await.succeeded();
        let diff = ["diff", "Booking Portal", "DEVELOPMENT", stage];
        run_at(&sandbox, SETTINGS, &diff).await.succeeded();
    }
    // For an asset with an unknown portfolio, no stage is preferred.
    let tenant = sandbox.tenant();
    let asset = find_asset(&tenant, "Booking Portal").await;
    let mut asset = asset.expect("an asset");
    asset.latest.portfolio_key = None;
    let found = find_stage(&tenant, &asset, "production").await;
    assert_prints(
        &found.expect_err("there are two").to_string(),
        "2 portfolios have a stage production; pass the key of one instead: b02a81c8-2d04-466a-9476-7c57b19c16e2 of portfolio 13d9de62-e3d8-4ace-b67f-cdd66f539282, 6431ee8a-b52c-4c8c-abc1-3333e27265cf of portfolio 2e04369d-34a3-43da-bd91-a22bc94abd19",
    );
}

#[tokio::test]
async fn foreign_text_is_escaped_before_it_reaches_the_terminal() {
    let sandbox = tenant(Sandbox::builder()).await;
    edit(&sandbox, |asset| {
        if asset["name"] == "Claims Desk" {
            asset["name"] = "Claims Desk\u{1b}[31m\nX\u{202e}".into();
        }
    });
    let shown = r"Claims Desk\u{1b}[31m\nX\u{202e}";
    let key = "530f44bc-1c17-442c-8532-6929f25f5439";
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().to_str().expect("a path");
    for (program, arguments) in [
        (PROMOTE, &[key, "--to", "QA"][..]),
        (IMPACT, &[key, "--format", "mermaid"]),
        (IMPACT, &["Order Desk", "--to", "Production"]),
        (BACKUP_SOURCES, &[place, "--name", "claims"]),
        (DEPLOYED_ASSETS, &["--name", "claims"]),
        (STAGE_DRIFT, &[]),
        (AUDIT_ROLES, &[]),
    ] {
        let ran = run_at(&sandbox, program, arguments).await;
        let text = format!("{}{}", ran.out, ran.err);
        let is_hostile = |c: char| c == '\u{202e}' || (c.is_control() && c != '\n');
        assert!(!text.contains(is_hostile), "{program}: {text:?}");
        assert!(ran.out.contains(shown), "{program}: {}", ran.out);
        ran.succeeded();
    }
    let error = refused(&sandbox, PROMOTE, &["Claims", "--to", "QA"]).await;
    assert_prints(
        &error,
        &format!("no asset has the name Claims; similar names are: {shown}, Claims Portal"),
    );
}

/// Changes the assets of a sandbox in a way that is not possible with the APIs.
fn edit(sandbox: &Sandbox, change: impl Fn(&mut Value)) {
    let json = sandbox.snapshot().to_json().expect("a snapshot");
    let mut snapshot: Value = serde_json::from_slice(&json).expect("JSON");
    let assets = snapshot["tenant"]["assets"].as_array_mut();
    assets.expect("assets").iter_mut().for_each(change);
    let json = serde_json::to_vec(&snapshot).expect("JSON");
    sandbox.restore(Snapshot::from_json(&json).expect("a snapshot"));
}

#[tokio::test]
async fn a_wait_ends_at_the_deadline() {
    let sandbox = tenant(Sandbox::builder()).await;
    let mut slow = Pace::instant();
    slow.deployment = 600_000;
    sandbox.set_pace(slow);
    let promote = ["Booking Portal", "--to", "QA", "--apply"];
    let soon = [&promote[..], &["--deadline", "2"]].concat();
    let error = refused(&sandbox, PROMOTE, &soon).await;
    let (_, end) = error.split_once(" did not end ").unwrap_or_default();
    assert_prints(
        end,
        "within 2s; its last state is Running; it may continue: wait for it again, with a longer deadline",
    );
    for text in ["0", "soon", "inf"] {
        let wrong = [&promote[..], &["--deadline", text]].concat();
        let error = refused(&sandbox, PROMOTE, &wrong).await;
        assert!(error.contains("--deadline"), "{error}");
    }
}

#[tokio::test]
async fn a_revision_without_a_build_is_built_for_its_promotion() {
    let sandbox = tenant(Sandbox::builder()).await;
    let arguments = [
        "Payroll Desk",
        "--to",
        "QA",
        "--revision",
        "4",
        "--tag",
        "2.0.0",
    ];
    let plan = run_at(&sandbox, PROMOTE, &arguments).await;
    assert_prints(
        &plan.succeeded(),
        r"
asset      Payroll Desk ce127c7e-ca0c-443f-97d3-2196a9471576
plan       revision 4 to QA, where revision 7 runs
build      a Release build has to be started
impact     NoIssuesFound
tag        2.0.0 for the revision, which has none
settings   pending values that go live with it: 0
nothing was changed; add --apply to do it
",
    );
    let apply = [&arguments[..], &["--apply"]].concat();
    assert_prints(
        &run_at(&sandbox, PROMOTE, &apply).await.succeeded(),
        r"
asset      Payroll Desk ce127c7e-ca0c-443f-97d3-2196a9471576
plan       revision 4 to QA, where revision 7 runs
build      a Release build has to be started
impact     NoIssuesFound
tag        2.0.0 for the revision, which has none
settings   pending values that go live with it: 0
built      334f1e49-efc7-428c-880a-6a83a14927b4
tagged     2.0.0
deployed   revision 4 runs in QA
address    https://sandbox-qa.outsystems.app/PayrollDesk
",
    );
}

#[tokio::test]
async fn an_impossible_promotion_is_refused_with_one_line() {
    let sandbox = tenant(Sandbox::builder().portfolios(2)).await;
    let of = |arguments: &'static [&'static str]| refused(&sandbox, PROMOTE, arguments);
    assert_prints(
        &of(&["Claims Desk", "--to", "Moon"]).await,
        "there is no stage Moon; the stages are: Development, QA, Production",
    );
    let sandbox = tenant(Sandbox::builder()).await;
    let of = |arguments: &'static [&'static str]| refused(&sandbox, PROMOTE, arguments);
    assert_prints(
        &of(&["Claims", "--to", "QA"]).await,
        "no asset has the name Claims; similar names are: Claims Desk, Claims Portal",
    );
    assert_prints(
        &of(&["8b6ad1c4-9c55-4b1e-8f0e-5d0b4c1d2a33", "--to", "QA"]).await,
        "no asset has the name or key 8b6ad1c4-9c55-4b1e-8f0e-5d0b4c1d2a33, or the API client may not open it",
    );
    assert_prints(
        &of(&["Charts", "--to", "QA"]).await,
        "Charts has the type WidgetLibrary and is not deployed on its own: the assets that use it contain it; name one of those",
    );
    assert_prints(
        &of(&["Claims Desk", "--to", "Development"]).await,
        "Development is the stage where assets are published; publish in ODC Studio, or name a later stage",
    );
    assert_prints(
        &of(&["Claims Desk", "--to", "QA", "--revision", "99"]).await,
        "Claims Desk has no revision 99; the newest is 8",
    );
    assert_prints(
        &of(&["", "--to", "QA"]).await,
        "the name of the asset is empty; pass its name or key",
    );
    assert_prints(
        &of(&["Claims Desk", "--to", " "]).await,
        "the name of the stage is empty; pass its name or key",
    );
    assert_prints(
        &of(&["Claims Desk", "--to", "QA", "--tag", "9.0.0"]).await,
        "revision 8 has the tag 1.8.0 already; leave out --tag 9.0.0",
    );
}

#[tokio::test]
async fn a_tag_that_cannot_be_given_is_refused_before_anything_is_started() {
    let sandbox = tenant(Sandbox::builder()).await;
    let not_higher = |tag| {
        format!(
            "the tag {tag} is not higher than the tags of Order Desk; the next free one is 1.7.4"
        )
    };
    for (tag, expected) in [
        (
            "garbage",
            "invalid value 'garbage' for '--tag <TAG>': the tag garbage is not valid; pass three whole numbers, such as 1.4.0; see --help".to_owned(),
        ),
        ("1.7.3", not_higher("1.7.3")),
        ("0.9.0", not_higher("0.9.0")),
    ] {
        let plan = ["Order Desk", "--to", "Production", "--tag", tag];
        for arguments in [&plan[..], &[&plan[..], &["--apply"]].concat()] {
            assert_prints(&refused(&sandbox, PROMOTE, arguments).await, &expected);
        }
    }
    let reads = [
        "list_environments",
        "list_assets",
        "get_highest_tagged_revision",
    ];
    let called = called(&sandbox);
    assert!(called.iter().all(|name| reads.contains(name)), "{called:?}");
}

#[tokio::test]
async fn an_asset_of_another_portfolio_is_not_promoted() {
    let sandbox = tenant(Sandbox::builder().portfolios(2)).await;
    let stages = sandbox.stages();
    let other = stages
        .iter()
        .rfind(|stage| stage.name == "Production")
        .expect("a stage")
        .key
        .to_string();
    let error = refused(&sandbox, PROMOTE, &["Invoice Portal", "--to", &other]).await;
    assert_prints(
        &error,
        "the stage 6431ee8a-b52c-4c8c-abc1-3333e27265cf does not belong to the portfolio of Invoice Portal; the stages there are: Development, QA, Production",
    );
}

#[tokio::test]
async fn errors_of_the_impact_analysis_stop_a_promotion() {
    let sandbox = tenant(Sandbox::builder()).await;
    let plan = ["Onboarding Portal", "--to", "Production"];
    assert_prints(
        &run_at(&sandbox, PROMOTE, &plan).await.succeeded(),
        r"
asset      Onboarding Portal 7334de47-cdaf-43bc-808e-e13021f1fd99
plan       revision 8 to Production, where revision 6 runs
build      5a1d539c-c2fe-4bc9-bb8f-3ca130be9dce is Finished
impact     ErrorsFound
| severity | asset           | revision | is a     | problem            | about           |
|----------|-----------------|----------|----------|--------------------|-----------------|
| Error    | Onboarding Desk | -        | Producer | MissingApplication | Onboarding Desk |
tag        1.6.2 for the revision, which has none
settings   pending values that go live with it: 0
nothing was changed; add --apply to do it
",
    );
    sandbox.clear_journal();
    let error = refused(&sandbox, PROMOTE, &[&plan[..], &["--apply"]].concat()).await;
    assert_prints(
        &error,
        "Onboarding Portal is not deployed, because the impact analysis found errors; correct them or add --despite-errors",
    );
    let changes = ["tag_revision", "start_deployment", "start_build"];
    assert!(!called(&sandbox).iter().any(|name| changes.contains(name)));
}

#[tokio::test]
async fn a_deployment_that_fails_says_why() {
    let sandbox = tenant(Sandbox::builder()).await;
    let failure = Failure::of(Process::Deployment);
    sandbox.fail_next(failure.message("OS-DPL-50205", "the compute capacity is used up"));
    let arguments = ["Booking Portal", "--to", "QA", "--apply"];
    assert_prints(
        &refused(&sandbox, PROMOTE, &arguments).await,
        "the deployment e2f967e2-2869-490c-8b96-1d58295538a6 failed (FinishedWithError): OS-DPL-50205: the compute capacity is used up; and 1 more message; correct the cause, then start another deployment",
    );
}

#[tokio::test]
async fn a_rollback_deploys_the_earlier_revision() {
    let sandbox = tenant(Sandbox::builder()).await;
    let promote = ["Booking Portal", "--to", "Production", "--apply"];
    run_at(&sandbox, PROMOTE, &promote).await.succeeded();
    // The same revision again, as after a security patch.
    let production = sandbox.stages()[2].key;
    let builds = odc_builds_v1::Client::connect(&sandbox.tenant());
    let build = builds
        .list_builds()
        .asset_key(BOOKING_PORTAL)
        .asset_revision(8);
    let mut build = build
        .build_type(BuildType::Release)
        .send()
        .await
        .expect("builds");
    let build = build.builds.remove(0).build_key;
    let deployments = odc_deployments_v1::Client::connect(&sandbox.tenant());
    let again = deployments.deploy(BOOKING_PORTAL, 8, build, production);
    again.send().await.expect("a deployment");
    sandbox.clear_journal();
    let plan = ["Booking Portal", "--in", "Production"];
    assert_prints(
        &run_at(&sandbox, ROLLBACK, &plan).await.succeeded(),
        r"
asset      Booking Portal 188d2160-fae1-440c-8324-1c0e57ebe3b3
plan       revision 6 to Production, where revision 8 runs
build      9d6ee668-2603-4256-b5b4-3b8418ca4b6b
impact     NoIssuesFound
settings   pending values that go live with it: 0
nothing was changed; add --apply to do it
",
    );
    assert_prints(
        &called(&sandbox).join(" "),
        "list_assets list_environments list_deployments list_builds get_application_revision_configuration start_deployment_analysis get_deployment_analysis",
    );
    let apply = [&plan[..], &["--apply"]].concat();
    assert_prints(
        &run_at(&sandbox, ROLLBACK, &apply).await.succeeded(),
        r"
asset      Booking Portal 188d2160-fae1-440c-8324-1c0e57ebe3b3
plan       revision 6 to Production, where revision 8 runs
build      9d6ee668-2603-4256-b5b4-3b8418ca4b6b
impact     NoIssuesFound
settings   pending values that go live with it: 0
deployed   revision 6 runs in Production
address    https://apps.sandbox.example/BookingPortal
",
    );
}

#[tokio::test]
async fn an_impossible_rollback_is_refused_with_one_line() {
    let sandbox = tenant(Sandbox::builder()).await;
    let of = |arguments: &'static [&'static str]| refused(&sandbox, ROLLBACK, arguments);
    assert_prints(
        &of(&["Booking Portal", "--in", "Production"]).await,
        "revision 6 is the only one of Booking Portal that was ever deployed to Production",
    );
    assert_prints(
        &of(&["Customer Desk", "--in", "QA"]).await,
        "Customer Desk was never deployed to QA",
    );
    assert_prints(
        &of(&["Charts", "--in", "QA"]).await,
        "Charts has the type WidgetLibrary and is not deployed on its own: the assets that use it contain it; name one of those",
    );
    let stage = sandbox.stages()[1].key;
    let deployments = odc_deployments_v1::Client::connect(&sandbox.tenant());
    deployments
        .undeploy(BOOKING_PORTAL, stage)
        .send()
        .await
        .expect("a deployment");
    assert_prints(
        &of(&["Booking Portal", "--in", "QA"]).await,
        "Booking Portal was removed from QA; deploy the revision that you want with promote",
    );
}

#[tokio::test]
async fn the_advised_command_works_after_a_build_was_cleaned_up() {
    let sandbox = tenant(Sandbox::builder()).await;
    let promote = ["Booking Portal", "--to", "Production", "--apply"];
    run_at(&sandbox, PROMOTE, &promote).await.succeeded();
    edit(&sandbox, |asset| {
        for build in asset["builds"].as_array_mut().expect("builds") {
            if build["revision"] == 6 {
                build["removal"] = "Deleted".into();
            }
        }
    });
    let rollback = ["Booking Portal", "--in", "Production", "--apply"];
    let error = refused(&sandbox, ROLLBACK, &rollback).await;
    let (problem, command) = error.split_once("; ").unwrap_or_default();
    assert_prints(
        problem,
        "revision 6 of Booking Portal has no Release build any more",
    );
    let command = command.strip_prefix("build and deploy it with: promote ");
    let arguments: Vec<_> = command.expect("a command").split(' ').collect();
    let printed = run_at(&sandbox, PROMOTE, &arguments).await.succeeded();
    assert!(printed.contains("runs in Production\n"), "{printed}");
}

#[tokio::test]
async fn the_impact_of_a_deployment_and_of_a_deletion_is_a_table() {
    let sandbox = tenant(Sandbox::builder()).await;
    sandbox.clear_journal();
    assert_prints(
        &run_at(&sandbox, IMPACT, &["Order Desk", "--to", "Production"])
            .await
            .succeeded(),
        r"
| severity | asset       | revision | is a     | problem        | about                                |
|----------|-------------|----------|----------|----------------|--------------------------------------|
| Warning  | Claims Desk | 6        | Consumer | MissingElement | Entity RecordOrderDesk (Claims Desk) |
| Warning  | Loan Portal | 6        | Consumer | MissingElement | Entity RecordOrderDesk (Loan Portal) |
revision 8 of Order Desk to Production: WarningsFound
",
    );
    assert_prints(
        &called(&sandbox).join(" "),
        "list_assets list_environments start_deployment_analysis get_deployment_analysis list_assets",
    );
    assert_prints(
        &run_at(&sandbox, IMPACT, &["Booking Portal", "--to", "QA"])
            .await
            .succeeded(),
        "revision 8 of Booking Portal to QA: NoIssuesFound",
    );
    assert_prints(
        &run_at(&sandbox, IMPACT, &["Order Desk", "--delete"])
            .await
            .succeeded(),
        r"
| severity | asset       | stage       | revision | uses it |
|----------|-------------|-------------|----------|---------|
| Warning  | Claims Desk | Development | 8        | Direct  |
| Warning  | Claims Desk | QA          | 7        | Direct  |
| Error    | Claims Desk | Production  | 6        | Direct  |
| Warning  | Loan Portal | Development | 8        | Direct  |
| Warning  | Loan Portal | QA          | 7        | Direct  |
| Error    | Loan Portal | Production  | 6        | Direct  |
Order Desk runs in Development
Order Desk runs in QA
Order Desk runs in Production
deletion of Order Desk: ErrorsFound
",
    );
    let library = run_at(&sandbox, IMPACT, &["Signature Pad", "--delete"]).await;
    assert_prints(
        &library.succeeded(),
        r"
| severity | asset             | stage       | revision | uses it |
|----------|-------------------|-------------|----------|---------|
| Warning  | Booking Portal    | Development | 8        | Direct  |
| Warning  | Booking Portal    | QA          | 7        | Direct  |
| Error    | Booking Portal    | Production  | 6        | Direct  |
| Warning  | Compliance Portal | Development | 8        | Direct  |
| Warning  | Compliance Portal | QA          | 7        | Direct  |
| Error    | Compliance Portal | Production  | 6        | Direct  |
| Warning  | Contract Desk     | Development | 8        | Direct  |
| Warning  | Contract Desk     | QA          | 7        | Direct  |
| Error    | Contract Desk     | Production  | 6        | Direct  |
| Warning  | Customer Portal   | Development | 8        | Direct  |
| Error    | Customer Portal   | Production  | 6        | Direct  |
| Warning  | Fleet Desk        | Development | 8        | Direct  |
| Warning  | Fleet Desk        | QA          | 7        | Direct  |
deletion of Signature Pad: ErrorsFound
",
    );
}

#[tokio::test]
async fn the_assets_that_an_asset_uses_are_shown_as_a_diagram() {
    let sandbox = tenant(Sandbox::builder()).await;
    let of = |format| ["Invoice Portal", "--format", format];
    sandbox.clear_journal();
    assert_prints(
        &run_at(&sandbox, IMPACT, &of("mermaid")).await.succeeded(),
        r#"
graph LR
    n0["Invoice Portal r8"]
    n1["Address Check r1"]
    n2["Camera r7"]
    n3["Charts r6"]
    n4["Image Resizer r7"]
    n5["Invoice Desk r8"]
    n6["OutSystems UI r8"]
    n7["Theme r6"]
    n0 --> n5
    n0 --> n6
    n0 --> n7
    n1 --> n2
    n2 --> n3
    n4 --> n1
    n5 --> n3
    n5 --> n4
    n5 --> n0
    n7 --> n3
"#,
    );
    assert_eq!(called(&sandbox), ["list_assets", "list_producers"]);
    assert_prints(
        &run_at(&sandbox, IMPACT, &of("dot")).await.succeeded(),
        r#"
digraph dependencies {
    rankdir=LR;
    node [shape=box];
    n0 [label="Invoice Portal r8"];
    n1 [label="Address Check r1"];
    n2 [label="Camera r7"];
    n3 [label="Charts r6"];
    n4 [label="Image Resizer r7"];
    n5 [label="Invoice Desk r8"];
    n6 [label="OutSystems UI r8"];
    n7 [label="Theme r6"];
    n0 -> n5;
    n0 -> n6;
    n0 -> n7;
    n1 -> n2;
    n2 -> n3;
    n4 -> n1;
    n5 -> n3;
    n5 -> n4;
    n5 -> n0;
    n7 -> n3;
}
"#,
    );
}

#[tokio::test]
async fn an_impact_that_cannot_be_analyzed_is_refused_with_one_line() {
    let sandbox = tenant(Sandbox::builder()).await;
    let of = |arguments: &'static [&'static str]| refused(&sandbox, IMPACT, arguments);
    assert_prints(
        &of(&["Charts", "--to", "QA"]).await,
        "Charts has the type WidgetLibrary and is not deployed on its own: the assets that use it contain it; name one of those",
    );
    assert_prints(
        &of(&["Nothing", "--delete"]).await,
        "no asset has the name or key Nothing, or the API client may not open it",
    );
    let failure = Failure::of(Process::Analysis);
    sandbox.fail_next(failure.message("OS-DPM-50001", "the graph is not there"));
    assert_prints(
        &of(&["Charts", "--delete"]).await,
        "the deletion analysis 958fb53e-4481-45fa-bfe4-054556a06d04 failed (Failed): OS-DPM-50001: the graph is not there; correct the cause, then start another deletion analysis",
    );
}
