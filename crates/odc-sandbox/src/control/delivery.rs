//! How long builds, deployments and analyses take, which of them fail, and which builds are cleaned up.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::exchange::{Received, read, respond, respond_done, respond_with};
use crate::api::call::Reply;
use crate::model::failures::Failure;
use crate::model::pace::Pace;
use crate::model::{Removal, Tenant};
use crate::problem::Problem;
use crate::server::app::App;

type Shared = State<Arc<App>>;

pub(super) async fn pace(State(app): Shared) -> Response {
    let pace = app.world().tenant.pace;
    respond_with(&pace)
}

pub(super) async fn set_pace(State(app): Shared, body: Received) -> Response {
    let pace = read::<Pace>(body);
    let pace = pace.and_then(|pace| pace.checked().map_err(Problem::bad_request));
    respond_done(pace.map(|pace| app.world().tenant.pace = pace))
}

pub(super) async fn failures(State(app): Shared) -> Response {
    let failures = app.world().tenant.failures.clone();
    respond_with(&failures.all())
}

pub(super) async fn set_failure(State(app): Shared, body: Received) -> Response {
    respond(read::<Failure>(body).and_then(|failure| {
        let reply = Reply::json(StatusCode::CREATED, &failure);
        let set = app.world().tenant.failures.set(failure);
        set.map_err(Problem::conflict)?;
        reply
    }))
}

pub(super) async fn clear_failures(State(app): Shared) -> Response {
    app.world().tenant.failures.clear();
    respond_done::<Problem>(Ok(()))
}

/// The size of packages of generated code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Packages {
    bytes: u64,
}

pub(super) async fn set_packages(State(app): Shared, body: Received) -> Response {
    let wanted = read::<Packages>(body);
    respond_done(wanted.map(|wanted| app.world().package_bytes = wanted.bytes))
}

/// Whether an asset can be deleted while it runs in Production.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Deletion {
    in_production: bool,
}

pub(super) async fn set_deletion(State(app): Shared, body: Received) -> Response {
    let wanted = read::<Deletion>(body);
    respond_done(wanted.map(|wanted| {
        app.world().tenant.deletes_in_production = wanted.in_production;
    }))
}

/// How the platform cleans a build up; None makes it usable again.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CleanUp {
    removal: Option<Removal>,
}

pub(super) async fn clean_up(
    State(app): Shared,
    Path(key): Path<String>,
    body: Received,
) -> Response {
    respond_done(read::<CleanUp>(body).and_then(|wanted| {
        let key = Uuid::parse_str(&key).unwrap_or_default();
        remove_build(&mut app.world().tenant, key, wanted.removal)
    }))
}

fn remove_build(tenant: &mut Tenant, key: Uuid, removal: Option<Removal>) -> Result<(), Problem> {
    let mut assets = tenant.assets.iter_mut();
    let build = assets.find_map(|asset| asset.build_mut(key));
    let build = build.ok_or_else(|| Problem::not_found("build"))?;
    build.removal = removal;
    Ok(())
}
