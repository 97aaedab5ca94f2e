//! Commands that only read, under bad conditions: each prints the same as under good conditions.

use std::process::Stdio;
use std::time::Duration;

use futures_util::future::join_all;
use odc_sandbox::{Pace, Sandbox};

use crate::support::Desk;
use crate::writes::split;

/// The commands. `'` quotes, and `DEPLOYMENT` is the key of a deployment.
const READS: [&str; 28] = [
    "stages",
    "assets",
    "revisions 'Expense Desk'",
    "builds 'Expense Desk'",
    "deployments",
    "where 'Expense Desk'",
    "diff Development Production",
    "graph 'Expense Desk'",
    "logs DEPLOYMENT",
    "whoami",
    "doctor",
    "notes 'Expense Desk' --revision 2",
    "config get 'Expense Desk' --in Production",
    "config diff Development Production --asset 'Expense Desk'",
    "config export 'Expense Desk' --in Production",
    "users list",
    "users show uma.nguyen",
    "users export",
    "groups list",
    "groups show Development/Accounting",
    "roles list",
    "roles list --organization",
    "roles show Developer --organization",
    "audit roles",
    "audit roles --organization",
    "impact deploy 'Invoice Desk' --to Production",
    "impact delete 'Invoice Desk'",
    "api list-users --all",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_read_prints_the_same_with_429s_with_an_invalid_token_and_into_a_closed_pipe() {
    join_all(READS.map(read)).await;
}

async fn read(command: &'static str) {
    let sandbox = Sandbox::builder().users(4).assets(4).revisions(3);
    let desk = Desk::with(sandbox.pace(Pace::instant()).start().await.unwrap());
    let mut words = split(command);
    for word in words.iter_mut().filter(|word| *word == "DEPLOYMENT") {
        let rows = desk.odctl(&["deployments", "-o", "json"]).await.json();
        rows[0]["key"].as_str().unwrap().clone_into(word);
    }
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    // A token is already stored, so that the first request belongs to the command.
    assert_eq!(desk.odctl(&["stages"]).await.code, 0);
    desk.sandbox.clear_journal();
    let good = desk.odctl(&words).await;
    assert!([0, 4].contains(&good.code), "{good}");
    let mut operations = desk.calls();
    operations.sort_unstable();
    operations.dedup();

    let mut child = desk.command(&words);
    child.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = child.stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let closed = child.wait_with_output().await.unwrap();
    let stderr = String::from_utf8(closed.stderr).unwrap();
    assert_eq!(closed.status.code(), Some(good.code), "{words:?} {stderr}");
    assert!(!stderr.contains("error"), "{words:?} {stderr}");

    for operation in &operations {
        let wait = Duration::from_secs(1);
        let faults = desk.sandbox.faults();
        faults.on(*operation).status_with_retry_after(429, wait);
    }
    desk.sandbox.clear_journal();
    let late = desk.odctl(&words).await;
    let said = (late.code, &late.stdout);
    assert_eq!(said, (good.code, &good.stdout), "{late}\n{good}");
    let journal = desk.sandbox.journal();
    let refused = journal.iter().filter(|it| it.status == Some(429)).count();
    assert_eq!(refused, operations.len(), "{late}");

    // The tenant forgets the token while the first request is under way.
    let faults = desk.sandbox.faults();
    faults.on("*").latency(Duration::from_secs(2));
    desk.sandbox.clear_journal();
    let die = async {
        while desk.sandbox.journal().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        desk.sandbox.clock().advance(Duration::from_secs(13 * 3600));
    };
    let (died, ()) = tokio::join!(desk.odctl(&words), die);
    let said = (died.code, &died.stdout);
    assert_eq!(said, (good.code, &good.stdout), "{died}\n{good}");
    let journal = desk.sandbox.journal();
    let is_token = |name: Option<&str>| name == Some("token");
    assert!(journal.iter().any(|it| is_token(it.operation)), "{died}");
}
