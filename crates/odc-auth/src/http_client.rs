//! The settings of every HTTP client that carries a secret or a token. They override the settings of the caller.

use std::net::{Ipv4Addr, Ipv6Addr};

use reqwest::ClientBuilder;
use url::Url;

/// Switches off everything that could send a secret to another place than `origin`, or write it into a log.
///
/// - Redirects: a secret is never sent after a redirect.
/// - reqwest's own retries: they are not counted as attempts.
/// - `connection_verbose`: it logs all bytes of a connection, before they are encrypted.
/// - For plain http, proxies and other addresses of `localhost`: it stays on this machine.
pub(crate) fn protected(http: ClientBuilder, origin: &Url) -> ClientBuilder {
    let http = http
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .connection_verbose(false);
    if origin.scheme() != "http" {
        return http;
    }
    // Port 0 stands for the port of the URL.
    let own = [
        (Ipv4Addr::LOCALHOST, 0).into(),
        (Ipv6Addr::LOCALHOST, 0).into(),
    ];
    http.no_proxy().resolve_to_addrs("localhost", &own)
}
