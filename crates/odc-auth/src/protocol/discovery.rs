//! Reads the discovery document, which says where the tenant's tokens come from (OpenID Connect Discovery 1.0).
//!
//! The issuer of this service is not the URL from which the document is fetched, so the standard's check (section 4.3)
//! always fails. Instead, the issuer and the endpoints must be on one host, which is the portal's host or a host that
//! the caller allowed.

use odc_http::body::is_json;
use odc_http::text::one_line;
use serde::Deserialize;
use url::{Position, Url};

use super::reply::{Peer, Reply};
use super::token::ClientAuthMethod;
use crate::domain::{PortalDomain, is_loopback};
use crate::error::AuthError;

/// The members of the document that we use. Other members may be absent.
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
    pub token_endpoint: Url,
    /// Host and port of the token endpoint, for messages.
    pub host: String,
    pub method: ClientAuthMethod,
}

/// The URL of the discovery document of a tenant.
pub(crate) fn url(origin: &Url) -> Url {
    let path = "identity/.well-known/openid-configuration";
    origin.join(path).expect("a relative path joins any origin")
}

/// The hosts to which a discovery document may send the client secret.
pub(crate) struct Trust<'a> {
    pub portal: &'a PortalDomain,
    pub allowed_hosts: &'a [PortalDomain],
    /// Whether plain http is accepted for loopback addresses.
    pub plain_loopback: bool,
}

/// Reads a discovery document. The client sends its secret with the method `preferred`, or else with a method that the
/// document lists.
pub(crate) fn read_document(
    reply: &Reply,
    peer: Peer<'_>,
    trust: &Trust<'_>,
    preferred: Option<ClientAuthMethod>,
) -> Result<Provider, AuthError> {
    if reply.status != 200 {
        return Err(reply.unexpected_status(peer, None, 1));
    }
    if !reply.media_type.is_empty() && !is_json(&reply.media_type) {
        return Err(peer.malformed("the content type is not JSON"));
    }
    let document: Document = reply.json(peer)?;
    document
        .check(trust, preferred)
        .map_err(|problem| peer.malformed(problem))
}

impl Document {
    fn check(
        self,
        trust: &Trust<'_>,
        preferred: Option<ClientAuthMethod>,
    ) -> Result<Provider, String> {
        let issuer = trust.check("issuer", &self.issuer)?;
        let token_endpoint = trust.check("token_endpoint", &self.token_endpoint)?;
        let keys = match &self.jwks_uri {
            Some(uri) => trust.check("jwks_uri", uri)?,
            None => issuer.clone(),
        };
        let origin = token_endpoint.origin();
        if issuer.origin() != origin || keys.origin() != origin {
            return Err("issuer, token_endpoint and jwks_uri are not on one host".into());
        }
        let listed = self.token_endpoint_auth_methods_supported.as_deref();
        let method = preferred
            .or_else(|| ClientAuthMethod::choose(listed))
            .ok_or("the server takes a secret neither in the form nor in Basic")?;
        let host = token_endpoint[Position::BeforeHost..Position::AfterPort].to_owned();
        Ok(Provider {
            token_endpoint,
            host,
            method,
        })
    }
}

impl Trust<'_> {
    /// Parses a URL of the document and refuses it unless secrets may go there.
    fn check(&self, member: &str, text: &str) -> Result<Url, String> {
        let url = Url::parse(text).map_err(|_| format!("{member} is not a URL"))?;
        let plain_ok = self.plain_loopback && url.host().is_some_and(|host| is_loopback(&host));
        if url.scheme() != "https" && !(url.scheme() == "http" && plain_ok) {
            return Err(format!("{member} is not https"));
        }
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            return Err(format!("{member} holds user information or a fragment"));
        }
        if !self.portal.serves(&url) && !self.allowed_hosts.iter().any(|host| host.serves(&url)) {
            let host = one_line(url.host_str().unwrap_or_default(), 80);
            return Err(format!(
                "{member} is on {host}, which is not the portal's host; allow it with `allow_token_host` if it is yours"
            ));
        }
        Ok(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The problem of a URL for a tenant at `portal`. The caller allowed one other host.
    fn problem(portal: &str, plain_loopback: bool, url: &str) -> Option<String> {
        let trust = Trust {
            portal: &portal.parse().unwrap(),
            allowed_hosts: &["idp.example:8443".parse().unwrap()],
            plain_loopback,
        };
        let problem = trust.check("issuer", url).err()?;
        Some(problem.strip_prefix("issuer ").unwrap().to_owned())
    }

    #[test]
    fn issuer_endpoint_and_keys_are_on_one_host() {
        let portal = "acme.dev".parse().unwrap();
        let trust = Trust {
            portal: &portal,
            allowed_hosts: &["idp.example".parse().unwrap()],
            plain_loopback: false,
        };
        let check = |issuer: &str, keys: Option<&str>| {
            let document = Document {
                issuer: issuer.into(),
                token_endpoint: "https://acme.dev/token".into(),
                jwks_uri: keys.map(str::to_owned),
                token_endpoint_auth_methods_supported: None,
            };
            document.check(&trust, Some(ClientAuthMethod::Basic))
        };
        for keys in [None, Some("https://acme.dev/keys")] {
            let provider = check("https://acme.dev/realm", keys).unwrap();
            assert_eq!(provider.token_endpoint.as_str(), "https://acme.dev/token");
            assert_eq!(
                (provider.host.as_str(), provider.method),
                ("acme.dev", ClientAuthMethod::Basic)
            );
        }
        for (issuer, keys) in [
            ("https://idp.example/realm", None),
            (
                "https://idp.example/realm",
                Some("https://idp.example/keys"),
            ),
            ("https://acme.dev/realm", Some("https://idp.example/keys")),
        ] {
            let problem = check(issuer, keys).unwrap_err();
            assert!(problem.contains("not on one host"), "{problem}");
        }
        let problem = check("https://acme.dev/realm", Some("http://acme.dev/keys")).unwrap_err();
        assert_eq!(problem, "jwks_uri is not https");
    }

    #[test]
    fn a_secret_goes_only_to_the_portal_and_to_an_allowed_host() {
        for url in [
            "https://acme.dev/token",
            "https://acme.dev:443/token?a=b",
            "https://ACME.dev",
            "https://idp.example:8443/token",
        ] {
            for plain_loopback in [false, true] {
                assert_eq!(problem("acme.dev", plain_loopback, url), None, "{url}");
            }
        }
    }

    #[test]
    fn each_condition_alone_is_enough_to_refuse_a_url() {
        const PLAIN: &str = "is not https";
        const USER: &str = "holds user information or a fragment";
        const HOST: &str =
            ", which is not the portal's host; allow it with `allow_token_host` if it is yours";
        for plain_loopback in [false, true] {
            for (url, expected) in [
                ("acme.dev/token", "is not a URL"),
                ("http://acme.dev/token", PLAIN),
                ("http://acme.dev:443/token", PLAIN),
                ("http://idp.example:8443/token", PLAIN),
                ("ftp://acme.dev:443/token", PLAIN),
                ("wss://acme.dev/token", PLAIN),
                ("https://user@acme.dev/token", USER),
                ("https://:pw@acme.dev/token", USER),
                ("https://user:pw@acme.dev/token", USER),
                ("https://acme.dev/token#part", USER),
                (
                    "https://acme.dev:8443/token",
                    &format!("is on acme.dev{HOST}"),
                ),
                (
                    "https://idp.example/token",
                    &format!("is on idp.example{HOST}"),
                ),
                (
                    "https://x.acme.dev/token",
                    &format!("is on x.acme.dev{HOST}"),
                ),
                (
                    "https://acme.dev.evil.example/",
                    &format!("is on acme.dev.evil.example{HOST}"),
                ),
                (
                    "https://evil.example/acme.dev",
                    &format!("is on evil.example{HOST}"),
                ),
            ] {
                assert_eq!(
                    problem("acme.dev", plain_loopback, url).as_deref(),
                    Some(expected),
                    "{url}"
                );
            }
        }
    }

    #[test]
    fn plain_http_needs_a_loopback_address_and_a_tenant_on_loopback() {
        let local = "http://127.0.0.1:8080/token";
        assert_eq!(problem("127.0.0.1:8080", true, local), None);
        assert_eq!(
            problem("127.0.0.1:8080", false, local).as_deref(),
            Some("is not https")
        );
        let secure = "https://127.0.0.1:8080/token";
        assert_eq!(problem("127.0.0.1:8080", true, secure), None);
        assert_eq!(problem("127.0.0.1:8080", false, secure), None);
        let other = problem("127.0.0.1:8080", true, "http://127.0.0.1:1/token").unwrap();
        assert!(other.starts_with("is on 127.0.0.1, which"), "{other}");
        assert_eq!(
            problem("127.0.0.1:8080", true, "ftp://127.0.0.1:8080/").as_deref(),
            Some("is not https")
        );
    }
}
