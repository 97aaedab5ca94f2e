//! The published documents of the APIs. No token is needed to read them.

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};

use super::app::App;
use crate::api::operation::Api;

/// One route for each API.
pub(super) fn routes() -> Router<Arc<App>> {
    Api::ALL.into_iter().fold(Router::new(), |router, api| {
        let path = format!("{}/openapi.json", api.prefix());
        router.route(&path, document(api.document()))
    })
}

/// A route that serves a document.
pub(crate) fn document(text: &'static str) -> MethodRouter<Arc<App>> {
    get(move || async move { json(text) })
}

fn json(text: &'static str) -> Response {
    let json = HeaderValue::from_static("application/json; charset=utf-8");
    ([(header::CONTENT_TYPE, json)], text).into_response()
}
