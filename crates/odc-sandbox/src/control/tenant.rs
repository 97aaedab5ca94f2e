//! The tenant as a whole: its data, clock, limits, paging, faults and journal.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use bytes::Bytes;
use serde::Deserialize;
use serde_json::json;

use super::exchange::{
    Received, read, read_or_default, received_body, respond, respond_done, respond_with,
};
use crate::api::call::Reply;
use crate::problem::Problem;
use crate::server::app::App;
use crate::server::faults::Fault;
use crate::snapshot::Snapshot;

type Shared = State<Arc<App>>;

pub(super) async fn describe(State(app): Shared) -> Response {
    description(&app)
}

fn description(app: &App) -> Response {
    let world = app.world();
    let tenant = &world.tenant;
    let stages = tenant.environments.iter();
    let stages = stages.map(|stage| json!({ "key": stage.key, "name": stage.name }));
    respond_with(&json!({
        "domain": app.domain,
        "now": app.clock.now(),
        "seed": tenant.plan.seed,
        "users": tenant.users.len(),
        "groups": tenant.groups.len(),
        "assets": tenant.assets.len(),
        "stages": stages.collect::<Vec<_>>(),
        "limits": world.limits.enforced,
        "offsetPastEnd": world.offset_past_end,
    }))
}

/// The new seed and sizes; an absent one leaves the old one.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reset {
    seed: Option<u64>,
    users: Option<usize>,
    stages: Option<usize>,
    portfolios: Option<usize>,
}

pub(super) async fn reset(State(app): Shared, body: Received) -> Response {
    let wanted: Reset = match read_or_default(body) {
        Ok(wanted) => wanted,
        Err(problem) => return respond(Err(problem)),
    };
    let mut plan = app.world().tenant.plan;
    plan.seed = wanted.seed.unwrap_or(plan.seed);
    plan.users = wanted.users.unwrap_or(plan.users);
    plan.stages = wanted.stages.unwrap_or(plan.stages);
    plan.portfolios = wanted.portfolios.unwrap_or(plan.portfolios);
    match plan.checked() {
        Ok(plan) => {
            app.reset(plan);
            description(&app)
        }
        Err(text) => respond(Err(Problem::bad_request(text))),
    }
}

pub(super) async fn snapshot(State(app): Shared) -> Response {
    respond_with(&app.snapshot())
}

/// Only one caller can restore at a time: snapshots can be large, and many of them would take all memory.
pub(super) async fn restore(State(app): Shared, request: Request) -> Response {
    let Ok(_turn) = app.restoring.try_acquire() else {
        let detail = "another snapshot is being restored; try again when it is";
        return respond(Err(Problem::conflict(detail)));
    };
    let body = Bytes::from_request(request, &()).await;
    let snapshot = received_body(body).and_then(|body| {
        Snapshot::from_json(&body).map_err(|error| Problem::bad_request(error.to_string()))
    });
    respond_done(snapshot.map(|snapshot| app.restore(snapshot)))
}

pub(super) async fn clock(State(app): Shared) -> Response {
    respond_with(&json!({ "now": app.clock.now() }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    seconds: f64,
}

pub(super) async fn advance(State(app): Shared, body: Received) -> Response {
    let by = read::<Advance>(body).and_then(|advance| {
        Duration::try_from_secs_f64(advance.seconds)
            .map_err(|_| Problem::bad_request("seconds must be 0 or more"))
    });
    match by {
        Ok(by) => {
            app.clock.advance(by);
            respond_with(&json!({ "now": app.clock.now() }))
        }
        Err(problem) => respond(Err(problem)),
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Enforced {
    enforced: bool,
}

pub(super) async fn set_limits(State(app): Shared, body: Received) -> Response {
    let wanted = read::<Enforced>(body);
    respond_done(wanted.map(|wanted| app.world().limits.enforced = wanted.enforced))
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Paging {
    offset_past_end: bool,
}

pub(super) async fn set_paging(State(app): Shared, body: Received) -> Response {
    let wanted = read::<Paging>(body);
    respond_done(wanted.map(|wanted| app.world().offset_past_end = wanted.offset_past_end))
}

pub(super) async fn faults(State(app): Shared) -> Response {
    respond_with(&app.world().faults.all())
}

pub(super) async fn set_fault(State(app): Shared, body: Received) -> Response {
    let fault = read::<Fault>(body);
    let fault = fault.and_then(|fault| fault.checked().map_err(Problem::bad_request));
    respond(fault.and_then(|fault| {
        let reply = Reply::json(StatusCode::CREATED, &fault);
        app.world().faults.set(fault).map_err(Problem::conflict)?;
        reply
    }))
}

pub(super) async fn clear_faults(State(app): Shared) -> Response {
    app.world().faults.clear();
    respond_done::<Problem>(Ok(()))
}

pub(super) async fn journal(State(app): Shared) -> Response {
    let entries = app.world().journal.entries();
    respond_with(&entries)
}

pub(super) async fn clear_journal(State(app): Shared) -> Response {
    app.world().journal.clear();
    respond_done::<Problem>(Ok(()))
}
