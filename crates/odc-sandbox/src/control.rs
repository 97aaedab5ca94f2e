//! The control plane below `/_sandbox/`. With it, programs in any language can do the same as Rust code with the
//! handle.
//!
//! It serves its own OpenAPI document too.

mod clients;
mod delivery;
mod exchange;
mod tenant;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{any, get, post, put};

use crate::problem::Problem;
use crate::server::accept::Peer;
use crate::server::app::App;
use crate::server::documents::document;
use crate::server::layers::{refuse_late, unknown_path, wrong_method};
use crate::server::problem_response::problem_response;

/// The routes of the control plane. The journal does not record them, and faults do not affect them.
pub(crate) fn routes(app: &Arc<App>) -> Router<Arc<App>> {
    let snapshot = get(tenant::snapshot).put(tenant::restore);
    let faults = get(tenant::faults)
        .post(tenant::set_fault)
        .delete(tenant::clear_faults);
    let failures = get(delivery::failures)
        .post(delivery::set_failure)
        .delete(delivery::clear_failures);
    let client = get(clients::get)
        .patch(clients::edit)
        .delete(clients::delete);
    Router::new()
        .route("/_sandbox/tenant", get(tenant::describe))
        .route("/_sandbox/reset", post(tenant::reset))
        .route("/_sandbox/snapshot", snapshot)
        .route("/_sandbox/clock", get(tenant::clock))
        .route("/_sandbox/clock/advance", post(tenant::advance))
        .route("/_sandbox/limits", put(tenant::set_limits))
        .route("/_sandbox/paging", put(tenant::set_paging))
        .route("/_sandbox/faults", faults)
        .route(
            "/_sandbox/pace",
            get(delivery::pace).put(delivery::set_pace),
        )
        .route("/_sandbox/packages", put(delivery::set_packages))
        .route("/_sandbox/deletion", put(delivery::set_deletion))
        .route("/_sandbox/failures", failures)
        .route("/_sandbox/builds/{key}", put(delivery::clean_up))
        .route(
            "/_sandbox/journal",
            get(tenant::journal).delete(tenant::clear_journal),
        )
        .route(
            "/_sandbox/clients",
            get(clients::list).post(clients::create),
        )
        .route("/_sandbox/clients/{id}", client)
        .route("/_sandbox/clients/{id}/duplicate", post(clients::duplicate))
        .route(
            "/_sandbox/clients/{id}/secret",
            post(clients::regenerate_secret),
        )
        .route("/_sandbox/clients/{id}/suspend", post(clients::suspend))
        .route("/_sandbox/clients/{id}/resume", post(clients::resume))
        .route(
            "/_sandbox/clients/{id}/permissions",
            put(clients::set_permissions),
        )
        .route(
            "/_sandbox/openapi.json",
            document(include_str!("../openapi/control.json")),
        )
        .route("/_sandbox/", any(unknown_path))
        .route("/_sandbox/{*unknown}", any(unknown_path))
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn(refuse_late))
        .layer(from_fn_with_state(app.clone(), refuse_strangers))
}

/// The control plane needs no token, and some of its responses contain secrets. Therefore it refuses requests from
/// other machines, unless the sandbox allows them, and every request of a web page. A browser marks the requests of
/// pages with `Origin` or with `Sec-Fetch-Site`. The value `none` means that a person typed the address.
async fn refuse_strangers(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<Peer>();
    let is_local = peer.is_some_and(|Peer(address)| address.ip().to_canonical().is_loopback());
    if !is_local && !app.remote_control {
        return refusal("the control plane admits callers on this machine only");
    }
    let headers = request.headers();
    let mut sites = headers.get_all("sec-fetch-site").iter();
    if headers.contains_key(header::ORIGIN) || sites.any(|site| site != "none") {
        return refusal("the control plane admits no web pages");
    }
    next.run(request).await
}

fn refusal(detail: &str) -> Response {
    let problem = Problem::new(StatusCode::FORBIDDEN, detail);
    problem_response(&problem, "SBX", "/_sandbox/")
}
