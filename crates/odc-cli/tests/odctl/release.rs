//! Shared by the tests of deliveries: a tenant without delays, a set of assets, and processes that are stopped.

use std::process::Stdio;
use std::time::Duration;

use odc_sandbox::{Pace, Sandbox};
use serde_json::Value;
use tokio::process::Child;
use uuid::Uuid;

use crate::support::Desk;

/// A tenant in which processes take no time.
pub async fn quick() -> Desk {
    let sandbox = Sandbox::builder().pace(Pace::instant()).start().await;
    Desk::with(sandbox.unwrap())
}

impl Desk {
    /// How often an operation was called.
    pub fn count(&self, operation: &str) -> usize {
        let calls = self.calls();
        calls.iter().filter(|name| **name == operation).count()
    }

    /// The revision of an asset that runs in Production.
    pub async fn in_production(&self, asset: &str) -> Option<i64> {
        let rows = self.odctl(&["where", asset, "-o", "json"]).await.json();
        let mut rows = rows.as_array().unwrap().iter();
        let row = rows.find(|row| row["stage"] == "Production");
        row.and_then(|row| row["revision"].as_i64())
    }
}

/// The key of the asset of a row.
pub fn key_of(row: &serde_json::Value) -> uuid::Uuid {
    row["assetKey"].as_str().unwrap().parse().unwrap()
}

/// Three assets (the second and the third use the first), and one that uses no asset and that no asset uses.
const SET: &str = "assets:\n- Loan Desk\n- Onboarding Portal\n- asset: Booking Desk\n  tag: 4.0.0\n  notes: Faster.\n- Onboarding Desk\n";

/// Writes the file of the set, and returns its path.
pub fn release(desk: &Desk) -> String {
    let file = desk.home.path().join("release.yaml");
    std::fs::write(&file, SET).unwrap();
    file.to_str().unwrap().to_owned()
}

/// The keys of the assets whose deployment was started, in that order.
pub fn started(desk: &Desk) -> Vec<Uuid> {
    let journal = desk.sandbox.journal();
    let starts = journal
        .iter()
        .filter(|entry| entry.operation == Some("start_deployment") && entry.status == Some(201));
    let body = |text: &String| serde_json::from_str::<Value>(text).unwrap();
    let bodies = starts.map(|entry| body(entry.body.as_ref().unwrap()));
    bodies
        .map(|body| body["assetKey"].as_str().unwrap().parse().unwrap())
        .collect()
}

pub const NAMES: [&str; 4] = [
    "Loan Desk",
    "Onboarding Portal",
    "Booking Desk",
    "Onboarding Desk",
];

/// The number of writes that the service has accepted.
pub fn writes(desk: &Desk) -> usize {
    let journal = desk.sandbox.journal();
    let names = ["start_build", "tag_revision", "start_deployment"];
    let is_write = |name: Option<&str>| name.is_some_and(|name| names.contains(&name));
    let done = journal
        .iter()
        .filter(|one| is_write(one.operation) && one.status.is_some_and(|status| status < 300));
    done.count()
}

/// Asserts that every asset was deployed once.
pub async fn assert_deployed_once(desk: &Desk) {
    let mut keys: Vec<Uuid> = started(desk);
    assert_eq!(keys.len(), NAMES.len());
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), NAMES.len());
    for name in NAMES {
        assert!(desk.in_production(name).await >= Some(8), "{name}");
    }
}

/// Writes a plan for the set, and returns its path.
pub async fn plan(desk: &Desk) -> String {
    let release = release(desk);
    let run = desk
        .odctl(&[
            "promote", "--file", &release, "--to", "prod", "--plan", "json",
        ])
        .await;
    assert_eq!(run.code, 0, "{run}");
    let file = desk.home.path().join("plan.json");
    // The name of the tenant is not shown in a transcript.
    let text = run.stdout.replace("HOST", desk.sandbox.domain());
    std::fs::write(&file, text).unwrap();
    file.to_str().unwrap().to_owned()
}

pub fn spawn(desk: &Desk, arguments: &[&str]) -> Child {
    let mut command = desk.command(arguments);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Waits until the child has ended, or until a condition is true. Returns the exit code of a child that has ended.
pub async fn until(child: &mut Child, holds: impl Fn() -> bool) -> Option<i32> {
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status.code().unwrap_or(-1));
        }
        if holds() {
            return None;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// A tenant in which a deployment takes a minute.
pub async fn slow() -> Desk {
    let desk = quick().await;
    let mut pace = Pace::instant();
    pace.deployment = 60_000;
    desk.sandbox.set_pace(pace);
    desk
}
