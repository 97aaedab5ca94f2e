//! The messages of an operation, oldest first. The offset is a text that only the sandbox understands.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::rollouts::found;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::model::{Rollout, RolloutKind, Tenant};
use crate::problem::Problem;
use crate::wire_name::WireName;

/// The beginning of the text of an offset, before encoding.
const CURSOR: &str = "message-";

/// `GET /deployment-operations/{operationKey}/messages`.
pub(super) fn of_deployment(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let rollout = found(call, tenant, false)?;
    Reply::ok(&page(call, &messages(tenant, rollout))?)
}

/// `GET /publish-operations/{operationKey}/messages`.
pub(super) fn of_publication(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let rollout = found(call, tenant, true)?;
    Reply::ok(&page(call, &messages(tenant, rollout))?)
}

fn page(call: &Call, messages: &[Value]) -> Result<Value, Problem> {
    let limit = match call.query.number("limit")? {
        None => 100,
        Some(limit) => usize::try_from(limit)
            .ok()
            .filter(|limit| (1..=100).contains(limit))
            .ok_or_else(|| Problem::bad_request("limit must be 1 to 100"))?,
    };
    let cursor = call.query.text("offset")?;
    let start = cursor.map_or(Ok(0), decoded)?;
    let results: Vec<_> = messages.iter().skip(start).take(limit).collect();
    let next = start.saturating_add(results.len());
    Ok(json!({
        "page": {
            "count": results.len(),
            "limit": limit,
            "offset": cursor,
            "nextPageOffset": (next < messages.len()).then(|| encoded(next)),
        },
        "results": results,
    }))
}

fn encoded(place: usize) -> String {
    URL_SAFE_NO_PAD.encode(format!("{CURSOR}{place}"))
}

fn decoded(cursor: &str) -> Result<usize, Problem> {
    let text = URL_SAFE_NO_PAD.decode(cursor).ok();
    let text = text.and_then(|bytes| String::from_utf8(bytes).ok());
    let place = text.as_deref().and_then(|text| text.strip_prefix(CURSOR));
    place
        .and_then(|place| place.parse().ok())
        .ok_or_else(|| Problem::bad_request("offset must be the nextPageOffset of another page"))
}

fn messages(tenant: &Tenant, rollout: &Rollout) -> Vec<Value> {
    let name = tenant.asset(rollout.asset).map(|asset| asset.name.as_str());
    let name = name.unwrap_or_default();
    let what = match rollout.kind {
        RolloutKind::Publish => "Publishing",
        RolloutKind::Deploy => "Deploying",
        RolloutKind::Undeploy => "Undeploying",
        RolloutKind::ApplyConfigs => "Applying the configurations of",
    };
    let text = format!("{what} {name}, revision {}", rollout.revision);
    let mut all = vec![message(rollout, 1, rollout.at, ("Info", "Started"), &text)];
    for warning in &rollout.warnings {
        all.push(message(
            rollout,
            2,
            rollout.at,
            ("Warning", "OS-DPL-50210"),
            warning,
        ));
    }
    if !rollout.is_done {
        return all;
    }
    if let Some(failed) = &rollout.failed {
        for one in &failed.messages {
            let kind = ("Error", one.code.as_str());
            all.push(message(rollout, 3, rollout.end, kind, &one.message));
        }
    } else {
        let kind = ("Info", rollout.status().name());
        all.push(message(rollout, 3, rollout.end, kind, "Done"));
    }
    all
}

/// `MessageDetailsV1TaskProgressMessage`.
fn message(
    rollout: &Rollout,
    step: u32,
    at: DateTime<Utc>,
    (severity, kind): (&str, &str),
    text: &str,
) -> Value {
    json!({
        "timestamp": at,
        "type": kind,
        "severity": severity,
        "message": text,
        "additionalInfo": { "stepId": format!("step-{step}"), "assetKey": rollout.asset },
    })
}
