//! API clients, as on the page of the portal.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use super::exchange::{Received, read, read_or_default, respond, respond_done, respond_with};
use crate::api::call::Reply;
use crate::model::client::{ClientError, Credentials, NewClient};
use crate::model::permission::Permissions;
use crate::problem::Problem;
use crate::server::api_clients::ApiClients;
use crate::server::app::App;

type Shared = State<Arc<App>>;

impl From<ClientError> for Problem {
    fn from(error: ClientError) -> Self {
        let status = match error {
            ClientError::NotFound(_) => StatusCode::NOT_FOUND,
            ClientError::TooMany | ClientError::NotSuspended => StatusCode::CONFLICT,
            ClientError::Random => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        };
        Self::new(status, error.to_string())
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ClientRequest {
    name: String,
    #[serde(default)]
    description: String,
    secret_days: Option<u64>,
    #[serde(default)]
    permissions: Permissions,
}

fn credentials(status: StatusCode, made: Result<Credentials, Problem>) -> Response {
    respond(made.and_then(|made| {
        let shown: Value = json!({
            "clientId": made.client_id(),
            "clientSecret": made.client_secret(),
            "secretExpiresAt": made.expires_at(),
        });
        Reply::json(status, &shown)
    }))
}

pub(super) async fn list(State(app): Shared) -> Response {
    respond_with(&ApiClients(app).list())
}

pub(super) async fn create(State(app): Shared, body: Received) -> Response {
    let made = read::<ClientRequest>(body).and_then(|wanted| {
        let permissions = wanted
            .permissions
            .completed()
            .map_err(Problem::bad_request)?;
        let mut client = NewClient::named(wanted.name)
            .description(wanted.description)
            .permissions(permissions);
        if let Some(days) = wanted.secret_days {
            client = client.secret_days(days);
        }
        Ok(ApiClients(app).create(client)?)
    });
    credentials(StatusCode::CREATED, made)
}

pub(super) async fn get(State(app): Shared, Path(id): Path<String>) -> Response {
    respond(
        ApiClients(app)
            .get(&id)
            .map_err(Problem::from)
            .and_then(|client| Reply::ok(&client)),
    )
}

/// The new values. An absent one does not change the old value.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    name: Option<String>,
    description: Option<String>,
}

pub(super) async fn edit(State(app): Shared, Path(id): Path<String>, body: Received) -> Response {
    let clients = ApiClients(app);
    respond_done(read::<Edit>(body).and_then(|edit| {
        let now = clients.get(&id)?;
        let name = edit.name.unwrap_or(now.name);
        Ok(clients.edit(&id, name, edit.description.unwrap_or(now.description))?)
    }))
}

pub(super) async fn delete(State(app): Shared, Path(id): Path<String>) -> Response {
    respond_done(ApiClients(app).delete(&id))
}

pub(super) async fn duplicate(State(app): Shared, Path(id): Path<String>) -> Response {
    credentials(
        StatusCode::CREATED,
        ApiClients(app).duplicate(&id).map_err(Problem::from),
    )
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lifetime {
    days: Option<u64>,
}

pub(super) async fn regenerate_secret(
    State(app): Shared,
    Path(id): Path<String>,
    body: Received,
) -> Response {
    let made = read_or_default::<Lifetime>(body)
        .and_then(|lifetime| Ok(ApiClients(app).regenerate_secret(&id, lifetime.days)?));
    credentials(StatusCode::OK, made)
}

pub(super) async fn suspend(State(app): Shared, Path(id): Path<String>) -> Response {
    respond_done(ApiClients(app).suspend(&id))
}

pub(super) async fn resume(State(app): Shared, Path(id): Path<String>) -> Response {
    respond_done(ApiClients(app).resume(&id))
}

pub(super) async fn set_permissions(
    State(app): Shared,
    Path(id): Path<String>,
    body: Received,
) -> Response {
    respond_done(read::<Permissions>(body).and_then(|wanted| {
        let permissions = wanted.completed().map_err(Problem::bad_request)?;
        Ok(ApiClients(app).set_permissions(&id, permissions)?)
    }))
}
