//! The control plane below `/_sandbox/`: what the Rust handle can do, for programs in any language.
//!
//! Its own document is served with it, and so are the published documents of the APIs.

mod clients;
mod tenant;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{MethodRouter, get, post, put};
use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::call::{Outcome, Reply, decode};
use crate::operation::Api;
use crate::problem::Problem;

/// The address of the caller.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// Whether a path belongs to the control plane.
pub(crate) fn is_at(path: &str) -> bool {
    path.starts_with("/_sandbox/")
}

pub(crate) fn routes(app: &Arc<App>) -> Router<Arc<App>> {
    let snapshot = get(tenant::snapshot).put(tenant::restore);
    let faults = get(tenant::faults)
        .post(tenant::set_fault)
        .delete(tenant::clear_faults);
    let client = get(clients::get)
        .patch(clients::edit)
        .delete(clients::delete);
    let guarded = Router::new()
        .route("/_sandbox/tenant", get(tenant::describe))
        .route("/_sandbox/reset", post(tenant::reset))
        .route(
            "/_sandbox/snapshot",
            snapshot.layer(DefaultBodyLimit::max(crate::snapshot::MOST_BYTES)),
        )
        .route("/_sandbox/clock", get(tenant::clock))
        .route("/_sandbox/clock/advance", post(tenant::advance))
        .route("/_sandbox/limits", put(tenant::set_limits))
        .route("/_sandbox/paging", put(tenant::set_paging))
        .route("/_sandbox/faults", faults)
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
        .layer(from_fn_with_state(app.clone(), refuse_strangers));
    guarded.merge(documents())
}

fn document(text: &'static str) -> MethodRouter<Arc<App>> {
    get(move || async move { json(StatusCode::OK, text.into()) })
}

/// The published documents, which everyone may read.
fn documents() -> Router<Arc<App>> {
    Api::ALL.into_iter().fold(Router::new(), |router, api| {
        let path = format!("{}/openapi.json", api.prefix());
        router.route(&path, document(api.document()))
    })
}

/// The control plane asks for no token, and some of its responses hold secrets. So it answers neither other machines,
/// unless the sandbox was told so, nor web pages, whatever they ask for. Browsers mark the requests of pages, by an
/// origin or by `Sec-Fetch-Site`; `none` is what a person typed into the address bar.
async fn refuse_strangers(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<Peer>();
    let is_local = peer.is_some_and(|Peer(address)| address.ip().to_canonical().is_loopback());
    if !is_local && !app.remote_control {
        return refusal("the control plane answers callers on this machine only");
    }
    let headers = request.headers();
    let mut sites = headers.get_all("sec-fetch-site").iter();
    if headers.contains_key(header::ORIGIN) || sites.any(|site| site != "none") {
        return refusal("the control plane does not answer web pages");
    }
    next.run(request).await
}

fn refusal(detail: &str) -> Response {
    Problem::new(StatusCode::FORBIDDEN, detail).answer("SBX", "/_sandbox/")
}

/// A body as it came, or not.
type Received = Result<Bytes, BytesRejection>;

/// The JSON of a body that has to be there.
fn read<T: DeserializeOwned>(body: Received) -> Result<T, Problem> {
    decode(&whole(body)?)
}

/// The JSON of a body, or the default when there is none.
fn read_or_default<T: DeserializeOwned + Default>(body: Received) -> Result<T, Problem> {
    let body = whole(body)?;
    if body.is_empty() {
        Ok(T::default())
    } else {
        decode(&body)
    }
}

fn whole(body: Received) -> Result<Bytes, Problem> {
    body.map_err(|rejection| Problem::new(rejection.status(), rejection.body_text()))
}

fn answer(outcome: Outcome) -> Response {
    match outcome {
        Ok(Reply {
            status,
            body: Some(body),
        }) => json(status, body.into()),
        Ok(Reply { status, body: None }) => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = status;
            response
        }
        Err(problem) => problem.answer("SBX", "/_sandbox/"),
    }
}

/// What a change without an answer comes to.
fn done<E: Into<Problem>>(result: Result<(), E>) -> Response {
    answer(
        result
            .map(|()| Reply::empty(StatusCode::NO_CONTENT))
            .map_err(Into::into),
    )
}

fn shown(value: &impl Serialize) -> Response {
    answer(Reply::ok(value))
}

fn json(status: StatusCode, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let json = HeaderValue::from_static("application/json; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}
