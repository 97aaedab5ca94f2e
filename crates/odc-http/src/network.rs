//! Why a connection failed: proxy, DNS, TLS, certificate or clock. Each reason has its advice.

use std::error::Error;
use std::io;

use crate::text::one_line;
use crate::tls::is_about_certificate;

/// How many characters of a cause are shown.
const LONGEST_CAUSE: usize = 200;

/// The reason for a failed connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Obstacle {
    ProxyCredentials,
    Proxy,
    Name,
    Clock,
    Certificate,
    Tls,
    Refused,
    Unknown,
}

/// The last cause of an error, on one line: what the operating system or the TLS library says.
///
/// ```
/// let error = std::io::Error::other("Connection refused\n(os error 111)");
/// assert_eq!(odc_http::network::root_cause(&error), "Connection refused (os error 111)");
/// ```
#[must_use]
pub fn root_cause(error: &(dyn Error + 'static)) -> String {
    let mut last = error;
    while let Some(source) = last.source() {
        last = source;
    }
    one_line(&last.to_string(), LONGEST_CAUSE)
}

/// Why no connection to a host of the tenant could be made, what to do about it, and the root cause, on one line.
///
/// The libraries have no common types for these errors, so this function looks at their words. A proxy is shown as in
/// the environment, without a password.
#[must_use]
pub fn no_connection(error: &(dyn Error + 'static)) -> String {
    let cause = root_cause(error);
    let proxy = || proxy_of(&|name| std::env::var(name).ok()).unwrap_or_default();
    match obstacle(error) {
        Obstacle::ProxyCredentials => format!(
            "the proxy {}asks for a user and a password (407); set HTTPS_PROXY=http://user:password@host:port",
            proxy()
        ),
        Obstacle::Proxy => format!(
            "the proxy {}makes no connection; check HTTPS_PROXY, and name hosts without a proxy in NO_PROXY: {cause}",
            proxy()
        ),
        Obstacle::Name => format!(
            "DNS does not know the host; check ODC_PORTAL_DOMAIN, and the network and DNS of this machine: {cause}"
        ),
        Obstacle::Clock => format!(
            "the server's certificate is not valid at the time of this machine; check this machine's clock: {cause}"
        ),
        Obstacle::Certificate => format!(
            "this machine does not accept the server's certificate; if a company's own authority or a sandbox signed \
             it, name that authority's PEM file in ODC_EXTRA_CA_CERTS, and check ODC_PORTAL_DOMAIN: {cause}"
        ),
        Obstacle::Tls => format!(
            "TLS failed; another server or a proxy may respond in place of the tenant, check ODC_PORTAL_DOMAIN: {cause}"
        ),
        Obstacle::Refused => format!(
            "no connection could be made: the host refuses it; check ODC_PORTAL_DOMAIN and its port: {cause}"
        ),
        Obstacle::Unknown => {
            format!("no connection could be made; check ODC_PORTAL_DOMAIN and the network: {cause}")
        }
    }
}

/// The reason that the causes of an error mention.
fn obstacle(error: &(dyn Error + 'static)) -> Obstacle {
    let mut words = String::new();
    let mut refused = false;
    // The outermost error may contain the URL. The words in a URL prove nothing.
    let mut cause = error.source().or(Some(error));
    while let Some(error) = cause {
        words.push_str(&error.to_string().to_ascii_lowercase());
        words.push('\n');
        let io = error.downcast_ref::<io::Error>();
        refused |= io.is_some_and(|io| io.kind() == io::ErrorKind::ConnectionRefused);
        cause = error.source();
    }
    let any = |list: &[&str]| list.iter().any(|word| words.contains(word));
    if any(&["proxy auth", "407 proxy"]) {
        Obstacle::ProxyCredentials
    } else if any(&["tunnel", "proxy", "socks"]) {
        Obstacle::Proxy
    } else if any(&[
        "dns error",
        "lookup address",
        "name or service not known",
        "no such host",
    ]) {
        Obstacle::Name
    } else if is_about_certificate(error) {
        let about_time = any(&["expired", "notvalidyet", "not valid yet", "not yet valid"]);
        if about_time {
            Obstacle::Clock
        } else {
            Obstacle::Certificate
        }
    } else if any(&["tls", "ssl", "handshake", "corrupt message", "fatal alert"]) {
        Obstacle::Tls
    } else if refused {
        Obstacle::Refused
    } else {
        Obstacle::Unknown
    }
}

/// The proxy for https from the environment, followed by a blank: only host and port.
fn proxy_of(read: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let names = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
    let text = names
        .iter()
        .find_map(|name| read(name).filter(|it| !it.is_empty()))?;
    let host = text.rsplit('@').next().unwrap_or_default();
    let host = host.split_once("://").map_or(host, |(_, host)| host);
    let host = host.split('/').next().unwrap_or_default();
    Some(format!("{} ", one_line(host, LONGEST_CAUSE)))
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use super::*;

    #[derive(Debug)]
    struct Inner(&'static str, io::Error);

    impl fmt::Display for Inner {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl Error for Inner {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.1)
        }
    }

    /// Contains the URL, like the error of reqwest.
    #[derive(Debug)]
    struct Outer(Inner);

    impl fmt::Display for Outer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("error sending request for url (https://ssl-proxy.acme.dev/)")
        }
    }

    impl Error for Outer {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn each_reason_has_its_own_line_with_the_root_cause() {
        let refused = || io::Error::new(io::ErrorKind::ConnectionRefused, "Connection refused");
        for (error, says, cause) in [
            (
                Inner(
                    "tunnel error: proxy authorization required",
                    io::Error::other("x"),
                ),
                "(407)",
                "",
            ),
            (
                Inner(
                    "tunnel error: failed to create underlying connection",
                    refused(),
                ),
                "the proxy ",
                "refused",
            ),
            (
                Inner("dns error", io::Error::other("Name or service not known")),
                "DNS",
                "not known",
            ),
            (
                Inner("c", io::Error::other("invalid peer certificate: Expired")),
                "clock",
                "Expired",
            ),
            (
                Inner(
                    "c",
                    io::Error::other("invalid peer certificate: NotValidYet"),
                ),
                "clock",
                "Yet",
            ),
            (
                Inner(
                    "c",
                    io::Error::other("invalid peer certificate: UnknownIssuer"),
                ),
                "ODC_EXTRA_CA_CERTS",
                "UnknownIssuer",
            ),
            (
                Inner("c", io::Error::other("received corrupt message")),
                "TLS failed",
                "corrupt",
            ),
            (
                Inner("tcp connect error", refused()),
                "refuses it",
                "Connection refused",
            ),
            (
                Inner("c", io::Error::other("Network is unreachable")),
                "the network",
                "unreachable",
            ),
        ] {
            let line = no_connection(&Outer(error));
            assert!(line.contains(says) && line.contains(cause), "{line}");
            assert!(!line.contains('\n'), "{line}");
        }
    }

    #[test]
    fn a_proxy_is_named_without_its_password() {
        for (value, named) in [
            (
                "http://user:p%40ss@proxy.corp:3128/",
                Some("proxy.corp:3128 "),
            ),
            ("proxy.corp:3128", Some("proxy.corp:3128 ")),
            ("user:a@b@proxy.corp", Some("proxy.corp ")),
            ("", None),
        ] {
            let found = proxy_of(&|name| (name == "ALL_PROXY").then(|| value.to_owned()));
            assert_eq!(found.as_deref(), named);
        }
    }
}
