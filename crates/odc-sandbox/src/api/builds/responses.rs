//! Responses about builds.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::model::{Asset, Build, BuildStatus};
use crate::wire_name::WireName;

/// `BuildDetails`.
pub(super) fn build(asset: &Asset, build: &Build, now: DateTime<Utc>) -> Value {
    let status = build.status(now);
    let start = (now >= build.start()).then(|| build.start());
    let end = build.is_final(now).then_some(build.end);
    json!({
        "buildKey": build.key,
        "assetKey": asset.key,
        "assetRevision": build.revision,
        "buildType": build.kind.name(),
        "startedDateTime": start,
        "finishedDateTime": end,
        "builtBy": build.by,
        "status": status.name(),
        "securityAudit": audit(build, status),
    })
}

/// `SecurityVulnerabilities`: some builds were never scanned, and some have vulnerabilities.
fn audit(build: &Build, status: BuildStatus) -> Value {
    let share = build.key.as_u128() % 5;
    if status != BuildStatus::Finished || share == 0 {
        return Value::Null;
    }
    let severities: &[&str] = match share {
        1 => &["High", "Low"],
        2 => &["Medium"],
        _ => &[],
    };
    let found = severities.iter().enumerate().map(|(place, severity)| {
        let id = format!("CVE-2026-{:04}", 1000 + share * 100 + place as u128);
        json!({
            "id": id,
            "severity": severity,
            "details": format!("https://vulnerabilities.sandbox.example/{id}"),
            "publishedDate": build.at - TimeDelta::days(30),
        })
    });
    json!({ "vulnerabilities": found.collect::<Vec<_>>() })
}

/// A list of `BuildFeedbackDetails`, oldest first.
pub(super) fn messages(asset: &Asset, build: &Build, now: DateTime<Utc>) -> Vec<Value> {
    let message = |at: DateTime<Utc>, severity: &str, text: &str, code: Option<&str>| {
        json!({
            "timestamp": at,
            "type": code.is_none().then_some("Progress"),
            "severity": severity,
            "message": text,
            "stepId": "build",
            "assetKey": asset.key,
            "errorCode": code,
        })
    };
    let mut all = Vec::new();
    if now >= build.start() {
        let text = format!("Building {}, revision {}", asset.name, build.revision);
        all.push(message(build.start(), "Info", &text, None));
    }
    if build.is_final(now) {
        match &build.failed {
            Some(failed) => {
                let errors = failed.messages.iter();
                all.extend(
                    errors.map(|one| message(build.end, "Error", &one.message, Some(&one.code))),
                );
            }
            None => all.push(message(build.end, "Info", "Done", None)),
        }
    }
    all
}
