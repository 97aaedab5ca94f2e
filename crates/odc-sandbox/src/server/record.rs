//! The layer that writes requests into the journal and applies faults. It does not see the control plane.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use super::app::App;
use super::dispatch::Received;
use super::fault_effects::disturbed;
use super::journal::redaction;
use crate::api::operation::Served;
use crate::api::table::operations;

/// Records a request and its response, and applies a fault if one is set.
pub(super) async fn record(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let operation = operation(&request);
    let name = match operation {
        Some(served) => Some(served.operation.id()),
        None => other_name(&request),
    };
    let (parts, body) = request.into_parts();
    let (number, effect) = {
        let mut world = app.world();
        let number = world.journal.open(&parts, name, operation, app.clock.now());
        (number, name.and_then(|name| world.faults.take(name)))
    };
    let request = Request::from_parts(parts, body);
    let response = match effect {
        None => next.run(request).await,
        Some(effect) => disturbed(effect, request, next).await,
    };
    let received = response.extensions().get::<Received>();
    let body = received
        .zip(operation)
        .and_then(|(Received(body), operation)| redaction::body(operation, body));
    app.world()
        .journal
        .close(number, response.status().as_u16(), body);
    response
}

fn operation(request: &Request) -> Option<&'static Served> {
    let path = request.extensions().get::<MatchedPath>()?.as_str();
    operations().find(|served| {
        request.method() == served.operation.method()
            && path.strip_prefix(served.api.prefix()) == Some(served.operation.path())
    })
}

/// The name of a request to the authorization server, or of a transfer of a file.
fn other_name(request: &Request) -> Option<&'static str> {
    let path = request.extensions().get::<MatchedPath>()?.as_str();
    let endings = [
        ("/openid-configuration", "discovery"),
        ("/certs", "keys"),
        ("/token", "token"),
        ("/introspect", "introspection"),
        ("/uploads/{id}", "upload"),
        ("/downloads/{kind}/{asset}/{of}", "download"),
    ];
    endings
        .into_iter()
        .find(|(ending, _)| path.ends_with(ending))
        .map(|(_, name)| name)
}
