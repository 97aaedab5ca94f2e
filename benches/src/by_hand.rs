//! The code that a developer would write for this single call: structs with the properties, reqwest, a fixed header.

use chrono::{DateTime, Utc};
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderValue};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// A page of users.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the fields are those of the service")]
pub struct Page {
    pub results: Vec<User>,
    pub page: PageInfo,
}

/// A user, with every property that the service sends.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the fields are those of the service")]
pub struct User {
    pub key: Uuid,
    pub name: Option<String>,
    pub email: Option<String>,
    pub status: Status,
    pub access: Access,
    pub last_login_at: Option<DateTime<Utc>>,
    pub is_active: bool,
    pub photo_url: Option<String>,
    pub is_email_verified: Option<bool>,
    pub is_terms_and_conditions_accepted: bool,
}

/// A closed enum, as in hand-written code.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the service")]
pub enum Status {
    Active,
    Inactive,
    Invited,
    PendingRegistration,
}

/// The kinds of role that a user has.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the fields are those of the service")]
pub struct Access {
    pub has_organization_roles: bool,
    pub has_application_roles: bool,
}

/// The position of a page in the list.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the fields are those of the service")]
pub struct PageInfo {
    pub count: i32,
    pub limit: i32,
    pub offset: i32,
    pub total_results: Option<i32>,
    pub next_page_offset: Option<i32>,
    pub total_pages: Option<i32>,
}

/// An HTTP client that sends the token with every request.
#[must_use]
pub fn client(token: &str) -> reqwest::Client {
    let bearer = HeaderValue::try_from(format!("Bearer {token}")).expect("a token is plain ASCII");
    let headers = HeaderMap::from_iter([
        (ACCEPT, HeaderValue::from_static("application/json")),
        (AUTHORIZATION, bearer),
    ]);
    reqwest::Client::builder()
        .default_headers(headers)
        .no_proxy()
        .timeout(std::time::Duration::from_secs(30))
        .build()
        .expect("a client is built")
}

/// `GET /users`.
///
/// # Errors
/// There is no response, the status is an error, or the JSON does not match.
pub async fn list_users(
    http: &reqwest::Client,
    identity: &str,
    limit: i32,
) -> Result<Page, reqwest::Error> {
    list_users_as(http, identity, limit).await
}

/// The same request, decoded into a type that the caller chooses.
///
/// # Errors
/// There is no response, the status is an error, or the JSON does not match.
pub async fn list_users_as<T: DeserializeOwned>(
    http: &reqwest::Client,
    identity: &str,
    limit: i32,
) -> Result<T, reqwest::Error> {
    http.get(format!("{identity}/users"))
        .query(&[("limit", limit)])
        .send()
        .await?
        .error_for_status()?
        .json()
        .await
}
