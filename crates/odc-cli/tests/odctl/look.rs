//! The commands that read a tenant.

use insta::assert_snapshot;
use odc_sandbox::Sandbox;

use crate::support::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn stages_are_listed_in_every_format() {
    let desk = Desk::start().await;
    assert_snapshot!("stages", desk.odctl(&["stages"]).await);
    for format in ["json", "yaml", "csv", "markdown"] {
        let run = desk.odctl(&["stages", "-o", format]).await;
        assert_snapshot!(format!("stages-{format}"), run);
    }
    assert_snapshot!(
        "stages-columns",
        desk.odctl(&["stages", "--columns", "stage,order", "--no-header"])
            .await
    );
}

/// A tenant with few assets, so that its transcripts are short.
async fn small() -> Desk {
    let sandbox = Sandbox::builder().assets(4).revisions(3).start().await;
    Desk::with(sandbox.unwrap())
}

/// The first asset that runs in Development.
async fn some_asset(desk: &Desk) -> (String, String) {
    let assets = desk
        .odctl(&["assets", "--deployable", "-o", "json"])
        .await
        .json();
    let text = |name: &str| assets[0][name].as_str().unwrap().to_owned();
    (text("name"), text("assetKey"))
}

#[tokio::test(flavor = "multi_thread")]
async fn each_command_shows_a_table_and_json() {
    let desk = small().await;
    let (name, _) = some_asset(&desk).await;
    for arguments in [
        &["assets"][..],
        &["assets", "--deployable"],
        &["revisions", &name],
        &["builds", &name],
        &["deployments", "--limit", "3"],
        &["where", &name],
        &["diff", "Development", "Production"],
    ] {
        let plain = desk.odctl(arguments).await;
        assert_snapshot!(
            format!("{}-plain", arguments.join("-").replace(' ', "-")),
            plain
        );
        let json = desk.odctl(&[arguments, &["-o", "json"]].concat()).await;
        assert_eq!(json.code, plain.code);
        let rows = json.json();
        let lines = plain.stdout.lines().count() - 1;
        assert_eq!(rows.as_array().unwrap().len(), lines, "{plain}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn json_is_the_unchanged_json_of_the_service() {
    let desk = small().await;
    let (name, key) = some_asset(&desk).await;
    let sent = desk
        .odctl(&["api", "list-revisions", &key, "--all", "-o", "json"])
        .await
        .json();
    let mut shown = desk.odctl(&["revisions", &name, "-o", "json"]).await.json();
    shown
        .as_array_mut()
        .unwrap()
        .sort_by_key(|row| row["revision"].as_i64());
    let mut sent = sent;
    sent.as_array_mut()
        .unwrap()
        .sort_by_key(|row| row["revision"].as_i64());
    assert_eq!(shown, sent);
}

#[tokio::test(flavor = "multi_thread")]
async fn different_stages_end_with_exit_code_4_and_equal_ones_with_0() {
    let desk = small().await;
    let differ = desk.odctl(&["diff", "Development", "Production"]).await;
    assert_eq!(differ.code, 4, "{differ}");
    // A part of a name is enough, and one request reads both stages.
    desk.sandbox.clear_journal();
    let again = desk.odctl(&["diff", "dev", "prod"]).await;
    assert_eq!((again.code, &again.stdout), (4, &differ.stdout));
    assert_eq!(desk.calls(), ["list_environments", "list_deployed_assets"]);
    assert_eq!(desk.odctl(&["diff", "dev", "Development"]).await.code, 2);
    assert_eq!(desk.odctl(&["diff", "dev", "Staging"]).await.code, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_asset_is_named_by_key_name_or_part_and_looked_up_once() {
    let desk = small().await;
    let (name, key) = some_asset(&desk).await;
    desk.sandbox.clear_journal();
    let by_name = desk.odctl(&["builds", &name.to_lowercase()]).await;
    assert_eq!(desk.calls(), ["list_assets", "list_builds"]);
    desk.sandbox.clear_journal();
    let by_key = desk.odctl(&["builds", &key]).await;
    assert_eq!(desk.calls(), ["get_latest_revision", "list_builds"]);
    assert_eq!(by_name.stdout, by_key.stdout);
    let unknown = desk.odctl(&["where", &format!("{name}x")]).await;
    assert_eq!(unknown.code, 5, "{unknown}");
    assert!(
        unknown.stderr.contains(&format!("did you mean {name}")),
        "{unknown}"
    );
    let many = desk.odctl(&["where", "e"]).await;
    assert_eq!(many.code, 2, "{many}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_graph_is_drawn_as_tree_mermaid_and_dot() {
    let desk = small().await;
    let (name, _) = some_asset(&desk).await;
    for drawing in ["tree", "mermaid", "dot"] {
        let run = desk.odctl(&["graph", &name, "--as", drawing]).await;
        assert_snapshot!(format!("graph-{drawing}"), run);
    }
    let json = desk.odctl(&["graph", &name, "-o", "json"]).await.json();
    assert!(json["results"].is_array());
}

#[tokio::test(flavor = "multi_thread")]
async fn logs_are_found_for_every_kind_of_operation() {
    let desk = small().await;
    let (name, _) = some_asset(&desk).await;
    let deployments = desk.odctl(&["deployments", "-o", "json"]).await.json();
    let deployment = deployments[0]["key"].as_str().unwrap().to_owned();
    let builds = desk.odctl(&["builds", &name, "-o", "json"]).await.json();
    let build = builds[0]["buildKey"].as_str().unwrap().to_owned();
    for key in [deployment, build] {
        let run = desk.odctl(&["logs", &key]).await;
        assert_eq!(run.code, 0, "{run}");
        assert!(run.stdout.starts_with("time"), "{run}");
    }
    let unknown = desk
        .odctl(&["logs", "00000000-0000-4000-8000-000000000000"])
        .await;
    assert_eq!(unknown.code, 5, "{unknown}");
    assert_eq!(desk.odctl(&["logs", "nonsense"]).await.code, 2);
}
