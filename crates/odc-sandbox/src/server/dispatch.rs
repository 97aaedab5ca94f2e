//! Carries out a request: checks token, budget and permission, reads the body, calls the operation, makes the
//! response.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;
use chrono::NaiveDate;
use odc_http::body::media_type;
use odc_runtime::Deprecation;

use super::app::App;
use super::oidc;
use super::problem_response::problem_response;
use super::receive::read_body;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::operation::{Api, Served};
use crate::api::query::Query;
use crate::model::client::ApiClient;
use crate::problem::Problem;

/// The body that an operation received, for the journal. It is in the extensions of the response.
#[derive(Debug, Clone)]
pub(super) struct Received(pub(super) Bytes);

/// Carries out one call.
pub(crate) async fn dispatch(
    app: &App,
    served: &'static Served,
    path: BTreeMap<String, String>,
    request: Request,
) -> Response {
    let instance = request.uri().path().to_owned();
    let (parts, body) = request.into_parts();
    let arrived = match admit(app, served, &parts.headers) {
        Ok(caller) => receive(served, &parts.headers, body)
            .await
            .map(|body| (caller, body)),
        Err(problem) => Err(problem),
    };
    let received = arrived
        .as_ref()
        .ok()
        .map(|(_, body)| Received(body.clone()));
    let outcome =
        arrived.and_then(|(caller, body)| perform(app, served, path, &parts, caller, body));
    let mut response = match outcome {
        Ok(reply) => success(reply),
        Err(problem) => problem_response(&problem, served.api.area(), &instance),
    };
    if let Some(received) = received {
        response.extensions_mut().insert(received);
    }
    if let Some(deprecation) = served.operation.deprecation() {
        announce(deprecation, response.headers_mut());
    }
    response
}

/// Adds headers like the service: since when an operation is deprecated, and from when it may be removed.
fn announce(deprecation: &Deprecation, headers: &mut HeaderMap) {
    let dates = [
        ("deprecation", deprecation.since),
        ("sunset", deprecation.sunset),
    ];
    for (name, date) in dates {
        let day = date.and_then(|date| date.parse::<NaiveDate>().ok());
        let text = day.map(|day| day.format("%a, %d %b %Y 00:00:00 UTC").to_string());
        let value = text.and_then(|text| HeaderValue::from_str(&text).ok());
        if let Some(value) = value {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
}

fn perform(
    app: &App,
    served: &'static Served,
    path: BTreeMap<String, String>,
    parts: &Parts,
    caller: ApiClient,
    body: Bytes,
) -> HandlerResult {
    let mut world = app.world();
    // The document of version 1 of the portfolio API says null.
    let offset_past_end = world.offset_past_end && served.api != Api::PortfolioV1;
    let call = Call {
        path,
        query: Query::parse(parts.uri.query()).offset_past_end(offset_past_end),
        content_type: media_type(&parts.headers),
        content_type_with_parameters: content_type(&parts.headers),
        body,
        caller: caller.permissions,
        subject: caller.subject,
        files: app.files.clone(),
        files_origin: app.files_origin(&parts.headers),
        now: app.clock.now(),
    };
    world.tenant.settle(call.now);
    (served.handler)(&call, &mut world.tenant)
}

/// Checks a call: first the token (401), then the budget (429), then the permission (403).
fn admit(app: &App, served: &Served, headers: &HeaderMap) -> Result<ApiClient, Problem> {
    let token = bearer(headers)?;
    let (_, client) = oidc::verify_token(app, token).ok_or_else(|| {
        Problem::unauthorized(
            "the access token is invalid or expired, or its API client is suspended or deleted",
        )
    })?;
    if !app.world().limits.admit(served.operation, app.clock.now()) {
        let detail = "the organization's request limit per minute is used up";
        return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, detail));
    }
    served.check(&client.permissions)?;
    Ok(client)
}

fn bearer(headers: &HeaderMap) -> Result<&str, Problem> {
    let value = headers.get(header::AUTHORIZATION).ok_or_else(|| {
        Problem::unauthorized("the Authorization header is missing").with_number(2)
    })?;
    let parts = value.to_str().ok().and_then(|text| text.split_once(' '));
    let token = parts.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    token.map(|(_, token)| token.trim()).ok_or_else(|| {
        Problem::unauthorized("the Authorization header is not a bearer token").with_number(2)
    })
}

fn content_type(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE);
    let text = value.and_then(|value| value.to_str().ok());
    text.unwrap_or_default().to_owned()
}

async fn receive(served: &Served, headers: &HeaderMap, body: Body) -> Result<Bytes, Problem> {
    let most = served.most_body_bytes();
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok());
    let announced = announced
        .and_then(|text| text.parse::<usize>().ok())
        .unwrap_or(0);
    if announced > most {
        return Err(too_large(most));
    }
    read_body(body, most).await.map_err(|_| too_large(most))
}

fn too_large(most: usize) -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        format!("the body is larger than {} MiB", most / (1024 * 1024)),
    )
}

fn success(reply: Reply) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = reply.status;
    if let Some(body) = reply.body {
        let json = HeaderValue::from_static("application/json; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        *response.body_mut() = Body::from(body);
    }
    response
}
