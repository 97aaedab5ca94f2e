//! Where the tenant's tokens come from: the discovery document (OpenID Connect Discovery 1.0).
//!
//! The issuer of this service is not the URL that the document is fetched from, so the standard's check
//! (section 4.3) cannot hold. Instead, issuer and endpoints must share one host that is the portal's or
//! that the user allowed.

use std::sync::atomic::AtomicU32;

use reqwest::{Method, Request};
use serde::Deserialize;
use tokio::time::Instant;
use url::Url;

use crate::config::Config;
use crate::domain::is_loopback;
use crate::error::{AuthError, Step};
use crate::token::ClientAuthMethod;
use crate::wire::Ask;

const LARGEST: usize = 64 * 1024;

/// What we need of the document. Members that we do not use are not demanded.
#[derive(Deserialize)]
struct Document {
    issuer: String,
    token_endpoint: String,
    jwks_uri: Option<String>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
}

/// The identity provider of a tenant.
#[derive(Debug)]
pub(crate) struct Provider {
    pub issuer: String,
    pub token_endpoint: Url,
    /// Host and port of the token endpoint, for messages.
    pub host: String,
    pub method: ClientAuthMethod,
}

pub(crate) async fn fetch(
    config: &Config,
    attempts: u32,
    deadline: Instant,
) -> Result<Provider, AuthError> {
    let url = config
        .origin
        .join("identity/.well-known/openid-configuration")
        .expect("a relative path joins any origin");
    let host = config.portal.to_string();
    let ask = Ask {
        step: Step::Discovery,
        host: &host,
        limit: LARGEST,
        attempts,
        deadline,
        count: &AtomicU32::new(0),
    };
    let reply = config
        .wire
        .exchange(&ask, &*config.clock, &Request::new(Method::GET, url))
        .await?;
    if reply.status != 200 {
        return Err(reply.unexpected(&ask, None, 1));
    }
    if !reply.may_be_json() {
        return Err(ask.malformed("the content type is not JSON"));
    }
    let document: Document =
        serde_json::from_slice(reply.whole(&ask)?).map_err(|error| ask.bad_json(&error))?;
    document
        .check(config)
        .map_err(|problem| ask.malformed(problem))
}

impl Document {
    fn check(self, config: &Config) -> Result<Provider, String> {
        let issuer = trusted(config, "issuer", &self.issuer)?;
        let token_endpoint = trusted(config, "token_endpoint", &self.token_endpoint)?;
        let keys = self
            .jwks_uri
            .as_deref()
            .map(|uri| trusted(config, "jwks_uri", uri))
            .transpose()?;
        let origin = token_endpoint.origin();
        if issuer.origin() != origin || keys.is_some_and(|keys| keys.origin() != origin) {
            return Err("issuer, token_endpoint and jwks_uri are not on one host".into());
        }
        let listed = self.token_endpoint_auth_methods_supported.as_deref();
        let method = config
            .auth_method
            .or_else(|| ClientAuthMethod::choose(listed));
        let method = method.ok_or("the server takes a secret neither in the form nor in Basic")?;
        let host = token_endpoint[url::Position::BeforeHost..url::Position::AfterPort].to_owned();
        Ok(Provider {
            issuer: self.issuer,
            token_endpoint,
            host,
            method,
        })
    }
}

/// Parses a URL of the document and refuses it unless secrets may go there.
fn trusted(config: &Config, member: &str, text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|_| format!("{member} is not a URL"))?;
    let plain_ok =
        config.origin.scheme() == "http" && url.host().is_some_and(|host| is_loopback(&host));
    if url.scheme() != "https" && !(url.scheme() == "http" && plain_ok) {
        return Err(format!("{member} is not https"));
    }
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err(format!("{member} holds user information or a fragment"));
    }
    if !config.portal.serves(&url) && !config.allowed_hosts.iter().any(|host| host.serves(&url)) {
        let host = url.host_str().unwrap_or_default();
        return Err(format!(
            "{member} is on {host:.80}, which is not the portal's host; allow it with `allow_token_host` if it is yours"
        ));
    }
    Ok(url)
}
