//! Which assets break if an asset is deployed or deleted.

use std::process::Stdio;
use std::time::Duration;

use insta::assert_snapshot;
use odc_sandbox::Sandbox;
use serde_json::Value;

use crate::support::Desk;

async fn tenant() -> Desk {
    let sandbox = Sandbox::builder().users(4).assets(12).revisions(4);
    Desk::with(sandbox.start().await.unwrap())
}

async fn assets(desk: &Desk) -> Vec<(String, String)> {
    let rows = desk.odctl(&["assets", "-o", "json"]).await.json();
    let rows = rows.as_array().unwrap().iter();
    let pair = |row: &Value| {
        let part = |name: &str| row[name].as_str().unwrap().to_owned();
        (part("name"), part("assetType"))
    };
    rows.map(pair).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deletion_that_breaks_assets_ends_with_exit_code_4_and_names_them() {
    let desk = tenant().await;
    let mut codes = std::collections::BTreeMap::new();
    for (name, _) in assets(&desk).await {
        let run = desk.odctl(&["impact", "delete", &name]).await;
        if codes.insert(run.code, name).is_none() {
            assert_snapshot!(format!("impact-delete-{}", run.code), run);
        }
        if codes.len() == 2 {
            break;
        }
    }
    assert_eq!(codes.keys().collect::<Vec<_>>(), [&0, &4]);
    let json = desk
        .odctl(&["impact", "delete", &codes[&4], "-o", "json"])
        .await;
    let rows = json.json();
    assert!(
        rows.as_array()
            .unwrap()
            .iter()
            .any(|row| row["severity"] == "Error"),
        "{json}"
    );
    let calls = desk.calls();
    assert!(!calls.contains(&"delete_asset"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deployment_is_analyzed_for_the_newest_or_a_named_revision() {
    let desk = tenant().await;
    let apps: Vec<_> = assets(&desk).await;
    let (name, _) = apps
        .iter()
        .find(|(_, kind)| kind == "WebApplication")
        .unwrap();
    desk.sandbox.clear_journal();
    let run = desk
        .odctl(&["impact", "deploy", name, "--to", "prod"])
        .await;
    assert_snapshot!("impact-deploy", run);
    let calls = desk.calls();
    let writes = calls.iter().filter(|call| call.starts_with("start_"));
    assert_eq!(writes.collect::<Vec<_>>(), [&"start_deployment_analysis"]);
    let json = desk
        .odctl(&["impact", "deploy", name, "--to", "prod", "-o", "json"])
        .await;
    assert_eq!(json.code, run.code);
    assert!(json.json().is_array());
    let old = desk
        .odctl(&["impact", "deploy", name, "--to", "prod", "--revision", "1"])
        .await;
    assert!(
        old.stderr.contains(&format!("{name} r1 to Production")),
        "{old}"
    );
    let none = desk
        .odctl(&[
            "impact",
            "deploy",
            name,
            "--to",
            "prod",
            "--revision",
            "999",
        ])
        .await;
    assert!(![0, 4].contains(&none.code), "{none}");
    assert_eq!(desk.odctl(&["impact", "deploy", name]).await.code, 2);
    assert_eq!(
        desk.odctl(&["impact", "delete", "No Such Thing"])
            .await
            .code,
        5
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_analysis_that_takes_too_long_ends_with_exit_code_6_and_prints_nothing() {
    let desk = tenant().await;
    let (name, _) = assets(&desk).await.remove(0);
    let run = desk
        .odctl(&["impact", "delete", &name, "--deadline", "0.001"])
        .await;
    assert_eq!((run.code, run.stdout.as_str()), (6, ""), "{run}");
    let wrong = desk
        .odctl(&["impact", "delete", &name, "--deadline", "0"])
        .await;
    assert_eq!(wrong.code, 2, "{wrong}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_analysis_succeeds_after_a_429_and_with_a_closed_pipe() {
    let desk = tenant().await;
    let (name, _) = assets(&desk).await.remove(0);
    desk.sandbox
        .faults()
        .on("get_deletion_analysis")
        .status_with_retry_after(429, Duration::from_secs(1));
    let run = desk.odctl(&["impact", "delete", &name]).await;
    assert!([0, 4].contains(&run.code), "{run}");
    let mut child = desk
        .command(&["impact", "delete", &name])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().await.unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), stderr.as_str()), (Some(4), ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_error_at_the_deadline_names_the_flag_for_more_time() {
    let desk = Desk::start().await;
    let analysis = ["impact", "delete", "barcode", "--deadline", "0.0001"];
    let run = desk.odctl(&analysis).await;
    assert_eq!(run.code, 6, "{run}");
    let advice = "; give the command again with a longer --deadline\n";
    assert!(run.stderr.ends_with(advice), "{run}");
    assert!(!run.stderr.contains("wait for it"), "{run}");
    // The message says how to follow the operation that continues in the tenant.
    let build = ["build", "Booking Desk", "--new", "--deadline", "0.0001"];
    let run = desk.odctl(&build).await;
    assert_eq!(run.code, 6, "{run}");
    let advice = "continues in the tenant; follow it with: odctl logs ";
    assert!(run.stderr.contains(advice), "{run}");
    assert!(!run.stderr.contains("wait for it"), "{run}");
}
