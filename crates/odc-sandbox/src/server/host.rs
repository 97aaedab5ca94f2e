//! The hosts that a request may have in `Host`.
//!
//! The owner of a web page can change the address of the page's host name to 127.0.0.1. Then the page can read from a
//! server on this machine (DNS rebinding). But the browser still sends the page's host name. Therefore the sandbox
//! serves a request only if it names loopback, the address that the sandbox listens on, or a name that was set at the
//! start.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

use axum::http::uri::Uri;
use axum::http::{HeaderMap, StatusCode, header};
use odc_http::text::one_line;

use crate::problem::Problem;

/// How many characters of a host an error shows.
const MOST_SHOWN: usize = 100;

/// A host, without a port.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Host {
    Address(IpAddr),
    /// In lower case, without a dot at the end.
    Name(String),
}

impl FromStr for Host {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if let Some(address) = text.strip_prefix('[') {
            let address: Ipv6Addr = address
                .strip_suffix(']')
                .ok_or(())?
                .parse()
                .map_err(|_| ())?;
            return Ok(Self::Address(IpAddr::V6(address).to_canonical()));
        }
        if let Ok(address) = text.parse() {
            return Ok(Self::Address(IpAddr::V4(address)));
        }
        let name = text.strip_suffix('.').unwrap_or(text);
        let is_label = |label: &str| {
            let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
            !label.is_empty() && label.bytes().all(known)
        };
        if name.split('.').all(is_label) {
            Ok(Self::Name(name.to_ascii_lowercase()))
        } else {
            Err(())
        }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(address) => write!(f, "{address}"),
            Self::Name(name) => f.write_str(name),
        }
    }
}

impl Host {
    /// The host in `host` or `host:port` (RFC 9110, section 7.2). `None` for any other text, also for one with user
    /// information.
    fn of_authority(text: &str) -> Option<Self> {
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, port),
            _ => (text, ""),
        };
        let is_port = port.bytes().all(|byte| byte.is_ascii_digit())
            && (port.is_empty() || port.parse::<u16>().is_ok());
        is_port.then(|| host.parse().ok()).flatten()
    }

    fn is_loopback(&self) -> bool {
        match self {
            Self::Address(address) => address.is_loopback(),
            Self::Name(name) => name == "localhost" || name.ends_with(".localhost"),
        }
    }
}

/// The hosts that requests may name, in addition to loopback.
#[derive(Debug, Clone)]
pub(crate) struct Hosts(Vec<Host>);

impl Hosts {
    /// The address that the sandbox listens on, and the names that were set at the start.
    ///
    /// # Errors
    ///
    /// Returns the name that is neither a host name nor an IP address.
    pub(crate) fn new(listening: IpAddr, names: &[String]) -> Result<Self, String> {
        let mut hosts = Vec::new();
        if !listening.is_unspecified() {
            hosts.push(Host::Address(listening.to_canonical()));
        }
        for name in names {
            let host = name.parse().or_else(|()| format!("[{name}]").parse());
            hosts.push(host.map_err(|()| name.clone())?);
        }
        Ok(Self(hosts))
    }

    /// Refuses a request for another host.
    pub(crate) fn check(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), Problem> {
        let mut named = headers.get_all(header::HOST).iter();
        let (Some(named), None) = (named.next(), named.next()) else {
            return Err(Problem::bad_request(
                "a request needs one Host header, and no more than one",
            ));
        };
        let named = named.to_str().ok().and_then(Host::of_authority);
        let named = named.ok_or_else(|| {
            Problem::bad_request("the Host header is not a host name or address with a port")
        })?;
        // A target in absolute form (RFC 9112, section 3.2.2) names a host too.
        if let Some(authority) = uri.authority()
            && Host::of_authority(authority.as_str()).as_ref() != Some(&named)
        {
            return Err(Problem::bad_request(
                "the Host header and the target name different hosts",
            ));
        }
        if named.is_loopback() || self.0.contains(&named) {
            return Ok(());
        }
        let shown = one_line(&named.to_string(), MOST_SHOWN);
        Err(Problem::new(
            StatusCode::MISDIRECTED_REQUEST,
            format!(
                "{shown} is not a name of this sandbox; start it with --host-name {shown} to be called so"
            ),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_has_many_spellings() {
        for text in [
            "localhost",
            "localhost:80",
            "LOCALHOST:1",
            "localhost.",
            "a.localhost:9",
            "A.LocalHost.:9",
            "127.0.0.1",
            "127.9.8.7:65535",
            "[::1]",
            "[::1]:8080",
            "[0:0::1]:8080",
            "[::ffff:127.0.0.1]:1",
            "localhost:",
        ] {
            let host = Host::of_authority(text).unwrap_or_else(|| panic!("{text}"));
            assert!(host.is_loopback(), "{text}");
        }
    }

    #[test]
    fn other_hosts_are_not_loopback() {
        for text in [
            "evil.example",
            "localhost.evil.example",
            "notlocalhost",
            "127.0.0.1.evil.example",
            "0.0.0.0:80",
            "128.0.0.1",
            "[::2]",
            "[::ffff:10.0.0.1]",
            "2130706433",
            "0x7f.1",
            "127.1",
        ] {
            let host = Host::of_authority(text).unwrap_or_else(|| panic!("{text}"));
            assert!(!host.is_loopback(), "{text}");
        }
    }

    #[test]
    fn an_invalid_host_is_not_read() {
        for text in [
            "",
            ":80",
            "user@localhost",
            "user:password@localhost",
            "localhost:http",
            "localhost:99999",
            "::1",
            "[::1",
            "[::1%lo]",
            "[localhost]",
            "localhost/",
            "local host",
            "localhost,evil.example",
            "a..localhost",
            ".localhost",
            "localhost..",
            "löcalhost",
            "localhost:1:2",
            "[::1]evil",
            "%6cocalhost",
            "localhost\t",
        ] {
            assert_eq!(Host::of_authority(text), None, "{text}");
        }
    }
}
