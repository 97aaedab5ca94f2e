//! The whole tenant: its data, clock, limits, paging, faults and journal.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use futures_util::{StreamExt as _, stream};
use serde::Deserialize;
use serde_json::json;

use super::exchange::{Received, json, read, read_or_default, respond, respond_done, respond_with};
use crate::api::call::Reply;
use crate::problem::Problem;
use crate::server::app::App;
use crate::server::faults::Fault;
use crate::server::receive::read_body;
use crate::snapshot::{MOST_BYTES, Snapshot};

type Shared = State<Arc<App>>;

pub(super) async fn describe(State(app): Shared) -> Response {
    description(&app)
}

fn description(app: &App) -> Response {
    let mut world = app.world();
    // Processes that have ended by now are included, even if no operation was called since then.
    world.tenant.settle(app.clock.now());
    let tenant = &world.tenant;
    let stages = tenant.environments.iter();
    let stages = stages.map(|stage| json!({ "key": stage.key, "name": stage.name }));
    respond_with(&json!({
        "domain": app.domain,
        "now": app.clock.now(),
        "seed": tenant.plan.seed,
        "users": tenant.users.len(),
        "groups": tenant.groups.len(),
        "assets": tenant.deployable_assets(),
        "stages": stages.collect::<Vec<_>>(),
        "limits": world.limits.enforced,
        "offsetPastEnd": world.offset_past_end,
    }))
}

/// The new seed and sizes. An absent one does not change the old value.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reset {
    seed: Option<u64>,
    users: Option<usize>,
    stages: Option<usize>,
    portfolios: Option<usize>,
    assets: Option<usize>,
    revisions: Option<usize>,
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
    plan.assets = wanted.assets.unwrap_or(plan.assets);
    plan.revisions = wanted.revisions.unwrap_or(plan.revisions);
    let reset = match plan.checked() {
        Ok(plan) => in_turn(&app, move |app| app.reset(plan)).await,
        Err(text) => Err(Problem::bad_request(text)),
    };
    match reset {
        Ok(()) => description(&app),
        Err(problem) => respond(Err(problem)),
    }
}

pub(super) async fn snapshot(State(app): Shared) -> Response {
    let encoded = in_turn(&app, |app| Reply::ok(&app.snapshot())).await;
    respond(encoded.and_then(|reply| reply))
}

/// Does work on the whole tenant. In a large tenant it takes seconds and much memory. Therefore other threads than
/// those of the connections do it, and only one work at a time. If the caller closes its connection, the work still
/// continues to its end.
async fn in_turn<T, W>(app: &Arc<App>, work: W) -> Result<T, Problem>
where
    T: Send + 'static,
    W: FnOnce(&App) -> T + Send + 'static,
{
    let turn = app.working.clone().acquire_owned().await;
    let turn = turn.map_err(Problem::internal)?;
    let app = app.clone();
    let done = tokio::task::spawn_blocking(move || {
        let done = work(&app);
        drop(turn);
        done
    });
    done.await.map_err(Problem::internal)
}

/// Only one caller can restore at a time: snapshots can be large, and several of them would take all memory.
pub(super) async fn restore(State(app): Shared, request: Request) -> Response {
    let Ok(turn) = app.restoring.clone().try_acquire_owned() else {
        let detail = "another snapshot is being restored; try again when it is";
        return respond(Err(Problem::conflict(detail)));
    };
    let body = match read_body(request.into_body(), MOST_BYTES).await {
        Ok(body) => body,
        Err(reason) => return respond(Err(reason.into())),
    };
    let restored = in_turn(&app, move |app| {
        let snapshot = Snapshot::from_json(&body);
        drop(body);
        let restored = snapshot.map(|snapshot| app.restore(snapshot));
        drop(turn);
        restored.map_err(|error| Problem::bad_request(error.to_string()))
    });
    respond_done(restored.await.and_then(|restored| restored))
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

/// The response encodes one request after the other, so that a slow client does not take memory for all of them.
pub(super) async fn journal(State(app): Shared) -> Response {
    let entries = app.world().journal.entries();
    let items = entries.into_iter().enumerate().map(|(number, entry)| {
        let mut item = if number == 0 { Vec::new() } else { vec![b','] };
        serde_json::to_writer(&mut item, &*entry)?;
        Ok::<_, serde_json::Error>(item)
    });
    let items = stream::iter(items);
    let begin = stream::iter([Ok(vec![b'['])]);
    let end = stream::iter([Ok(vec![b']'])]);
    json(
        StatusCode::OK,
        Body::from_stream(begin.chain(items).chain(end)),
    )
}

pub(super) async fn clear_journal(State(app): Shared) -> Response {
    app.world().journal.clear();
    respond_done::<Problem>(Ok(()))
}
