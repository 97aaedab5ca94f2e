//! The routes of all APIs and of the authorization server.

use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, Request, State};
use axum::http::Method;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodFilter, MethodRouter, on};

use super::app::App;
use super::dispatch::dispatch;
use super::layers::{refuse_late, refuse_other_hosts, unknown_path, wrong_method};
use super::record::record;
use super::{documents, oidc};
use crate::api::operation::Served;
use crate::api::table::operations;

/// All routes, and the responses to other requests. All requests are recorded.
pub(crate) fn routes(app: &Arc<App>) -> Router<Arc<App>> {
    let mut router = Router::new()
        .merge(oidc::routes(app.realm))
        .merge(documents::routes());
    for served in operations() {
        let path = format!("{}{}", served.api.prefix(), served.operation.path());
        router = router.route(&path, route(served));
    }
    router
        .fallback(unknown_path)
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn(refuse_late))
        .layer(from_fn_with_state(app.clone(), record))
}

/// Adds the check of the host to all routes.
pub(crate) fn guarded(router: Router<Arc<App>>, app: Arc<App>) -> Router {
    router
        .layer(from_fn_with_state(app.clone(), refuse_other_hosts))
        .with_state(app)
}

fn route(served: &'static Served) -> MethodRouter<Arc<App>> {
    let filter = match *served.operation.method() {
        Method::POST => MethodFilter::POST,
        Method::PATCH => MethodFilter::PATCH,
        Method::PUT => MethodFilter::PUT,
        Method::DELETE => MethodFilter::DELETE,
        _ => MethodFilter::GET,
    };
    on(
        filter,
        move |State(app): State<Arc<App>>, path: Path, request: Request| async move {
            // A parameter that is not UTF-8 is left out. Then the operation reports a missing key.
            let path = path.iter().flatten();
            let path = path
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            dispatch(&app, served, path, request).await
        },
    )
}

type Path = Result<RawPathParams, RawPathParamsRejection>;
