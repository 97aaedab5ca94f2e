//! A tenant that only sends prepared bytes, in its own thread.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Query;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use bytes::Bytes;
use odc_runtime::{BudgetPolicy, Tenant};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// A token with the length of the service's tokens.
#[must_use]
pub fn token() -> String {
    format!(
        "eyJhbGciOiJSUzI1NiJ9.{}.{}",
        "p".repeat(700),
        "s".repeat(342)
    )
}

/// A running server; it ends with the process.
#[derive(Debug, Clone)]
pub struct Server {
    domain: String,
}

impl Server {
    /// Serves a list of users in pages of `limit`, each after a delay of `latency`.
    #[must_use]
    pub fn start(users: usize, limit: usize, latency: Duration) -> Self {
        let (sender, receiver) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            crate::runtime().block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await;
                let listener = listener.expect("a free loopback port");
                let address = listener.local_addr().expect("a listener has an address");
                let domain = address.to_string();
                let router = router(&domain, users, limit, latency);
                sender.send(domain).expect("the starting thread waits");
                axum::serve(listener, router).await
            })
        });
        Self {
            domain: receiver.recv().expect("the server starts"),
        }
    }

    /// The base URL of the identity API.
    #[must_use]
    pub fn identity(&self) -> String {
        format!("http://{}/api/identity/v1", self.domain)
    }

    /// A tenant with the default settings, except that it does not wait for the rate budget.
    #[must_use]
    pub fn tenant(&self) -> Tenant {
        Tenant::builder()
            .portal_domain(self.domain.as_str())
            .client_id("bench")
            .client_secret("bench".to_owned())
            .allow_http_loopback(true)
            .budget(BudgetPolicy::Ignore)
            .build()
            .expect("the server's address is valid")
    }
}

fn router(domain: &str, users: usize, limit: usize, latency: Duration) -> Router {
    let issuer = format!("http://{domain}/auth/realms/2f0dd8f6-3f3a-4c5a-9a55-4a8f3c6ea001");
    let discovery = json!({
        "issuer": issuer,
        "token_endpoint": format!("{issuer}/protocol/openid-connect/token"),
        "jwks_uri": format!("{issuer}/protocol/openid-connect/certs"),
    });
    let grant = json!({"access_token": token(), "token_type": "Bearer", "expires_in": 43_200});
    let pages: Arc<[Bytes]> = (0..users)
        .step_by(limit)
        .map(|offset| page(offset, limit.min(users - offset), limit, users))
        .collect();
    let list = move |Query(query): Query<HashMap<String, usize>>| {
        let number = query.get("offset").copied().unwrap_or_default() / limit;
        let page = pages.get(number).cloned();
        async move {
            if !latency.is_zero() {
                tokio::time::sleep(latency).await;
            }
            response(page.unwrap_or_default())
        }
    };
    let grant = text(&grant);
    let discovery = text(&discovery);
    Router::new()
        .route("/api/identity/v1/users", get(list))
        .route(
            "/auth/realms/{realm}/protocol/openid-connect/token",
            post(move || async { response(grant) }),
        )
        .route(
            "/identity/.well-known/openid-configuration",
            get(move || async { response(discovery) }),
        )
}

fn response(body: Bytes) -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], body)
}

fn text(value: &Value) -> Bytes {
    value.to_string().into()
}

/// A page of users with all properties that the service sends.
#[must_use]
pub fn page(offset: usize, count: usize, limit: usize, total: usize) -> Bytes {
    let results: Vec<_> = (offset..offset + count).map(user).collect();
    let next = offset + count;
    text(&json!({
        "results": results,
        "page": {
            "count": count,
            "limit": limit,
            "offset": offset,
            "totalResults": total,
            "nextPageOffset": (next < total).then_some(next),
            "totalPages": total.div_ceil(limit),
        },
    }))
}

fn user(number: usize) -> Value {
    let key = uuid::Uuid::from_u128(0x9d5c_1f0e_77aa_4b1c_8e21_0000_0000_0000 | number as u128);
    json!({
        "key": key,
        "name": format!("Inês Almeida {number}"),
        "email": format!("ines.almeida{number}@acme.example"),
        "status": if number.is_multiple_of(7) { "Inactive" } else { "Active" },
        "access": {"hasOrganizationRoles": number.is_multiple_of(9), "hasApplicationRoles": true},
        "lastLoginAt": "2026-11-20T09:15:27.123Z",
        "isActive": !number.is_multiple_of(7),
        "photoUrl": format!("https://img.example/{key}.png"),
        "isEmailVerified": true,
        "isTermsAndConditionsAccepted": true,
    })
}
