//! The portal domain: the name that every URL of a tenant contains.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use odc_http::text::one_line;
use url::{Host, Url};

/// The portal domain of a tenant, as `host` or `host:port`.
///
/// ```
/// use odc_auth::PortalDomain;
///
/// let domain: PortalDomain = "acme.outsystems.dev".parse()?;
/// assert_eq!(domain.origin(false).as_str(), "https://acme.outsystems.dev/");
///
/// // Plain http needs the opt-in, and a loopback address.
/// let local: PortalDomain = "127.0.0.1:8080".parse()?;
/// assert_eq!(local.origin(false).as_str(), "https://127.0.0.1:8080/");
/// assert_eq!(local.origin(true).as_str(), "http://127.0.0.1:8080/");
/// assert_eq!(domain.origin(true).scheme(), "https");
/// # Ok::<(), odc_auth::InvalidDomain>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PortalDomain {
    host: Host<String>,
    port: Option<u16>,
}

/// An invalid portal domain. The message is one line and says what is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{text}\" is not a portal domain: {problem}")]
pub struct InvalidDomain {
    text: String,
    problem: Cow<'static, str>,
}

impl PortalDomain {
    /// The root URL of the tenant: `https://host[:port]/`.
    ///
    /// It is `http://` only when `allow_http_loopback` is on and the host is a loopback one.
    #[must_use]
    pub fn origin(&self, allow_http_loopback: bool) -> Url {
        let scheme = if allow_http_loopback && self.is_loopback() {
            "http"
        } else {
            "https"
        };
        Url::parse(&format!("{scheme}://{self}/")).expect("`from_str` has checked host and port")
    }

    /// Whether the host is `localhost`, in `127.0.0.0/8`, or `::1`.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.host)
    }

    /// Whether `url` names this host and port (443 or 80 without a port).
    pub(crate) fn serves(&self, url: &Url) -> bool {
        let own = Url::parse(&format!("{}://{self}/", url.scheme()));
        own.is_ok_and(|own| own.origin() == url.origin())
    }
}

impl FromStr for PortalDomain {
    type Err = InvalidDomain;

    /// # Errors
    ///
    /// [`InvalidDomain`] for a text that is not `host` or `host:port`: an empty text, a scheme, a path, user
    /// information, spaces.
    fn from_str(text: &str) -> Result<Self, InvalidDomain> {
        let refuse = |problem: Cow<'static, str>| {
            let text = quoted_line(text);
            Err(InvalidDomain { text, problem })
        };
        if let Some(problem) = what_is_wrong(text) {
            return refuse(problem);
        }
        let colon = text.rfind(':').filter(|at| !text[*at..].contains(']'));
        let (host, port) = match colon {
            Some(at) => (&text[..at], Some(&text[at + 1..])),
            None => (text, None),
        };
        let port = match port.map(|digits| (digits, digits.parse::<u16>())) {
            None => None,
            Some((digits, Ok(port))) if port > 0 && !digits.starts_with('+') => Some(port),
            Some(_) => {
                return refuse("write host or host:port with a port from 1 to 65535".into());
            }
        };
        match Host::parse(host) {
            Ok(host) => Ok(Self { host, port }),
            Err(_) => {
                refuse("the host is not valid; write host or host:port, IPv6 in brackets".into())
            }
        }
    }
}

/// Says why a text is not a host, and what to write instead. If there are several reasons, it is the reason that a
/// user would correct first.
fn what_is_wrong(text: &str) -> Option<Cow<'static, str>> {
    const SO: &str = "write host or host:port";
    if text.is_empty() {
        return Some("it is empty; write host or host:port, such as acme.outsystems.dev".into());
    }
    if text.contains(['"', '\'', '`', '“', '”', '‘', '’']) {
        return Some(format!("leave the quotes out, perhaps those of an .env file; {SO}").into());
    }
    let of_windows = text
        .strip_prefix('%')
        .and_then(|rest| rest.strip_suffix('%'));
    if text.contains(['$', '{', '}']) || of_windows.is_some() {
        let problem = "it holds the name of a variable, not its value";
        return Some(format!("{problem}; {SO}").into());
    }
    if text.contains("://") {
        return Some(match host_of_url(text) {
            Some(host) => format!("leave the scheme and the path out; write {host}").into(),
            None => format!("leave the scheme out; {SO}").into(),
        });
    }
    if text.contains('@') {
        return Some(format!("leave user and password out; {SO}").into());
    }
    if text.contains(char::is_whitespace) || text.contains(char::is_control) {
        return Some(format!("it holds a space or a control character; {SO}").into());
    }
    if text.contains(['/', '\\', '?', '#', '%']) {
        return Some(format!("leave the path out; {SO}").into());
    }
    if text.contains('*') {
        return Some("a wildcard names no host; write the host of one tenant".into());
    }
    let is_foreign = |c: &char| c.is_ascii_punctuation() && !"-._:[]".contains(*c);
    let host = text.rsplit_once(':').map_or(text, |(host, _)| host);
    if let Some(c) = host.chars().find(is_foreign) {
        return Some(format!("no host has a {c:?}; {SO}").into());
    }
    if text.contains(|c: char| c.is_alphanumeric())
        && (text.starts_with('.') || text.contains(".."))
    {
        return Some(format!("a part of the name between dots is empty; {SO}").into());
    }
    if host
        .split('.')
        .any(|part| part.starts_with('-') || part.ends_with('-'))
    {
        return Some(format!("no part of a name begins or ends with a dash; {SO}").into());
    }
    None
}

/// Host and port of a URL, as a portal domain.
fn host_of_url(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let host = url.host_str().filter(|host| !host.is_empty())?;
    let domain = match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    what_is_wrong(&domain)
        .is_none()
        .then(|| one_line(&domain, 80))
}

impl fmt::Display for PortalDomain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.port {
            Some(port) => write!(f, "{}:{port}", self.host),
            None => write!(f, "{}", self.host),
        }
    }
}

/// A text that was given as a domain, safe to print. The text before an `@` may contain a password.
pub(crate) fn without_password(text: &str) -> String {
    one_line(text.rsplit('@').next().unwrap_or_default(), 80)
}

/// The text on one line. Spaces at its ends stay, because they may be the mistake.
fn quoted_line(text: &str) -> String {
    let space = |is_there: bool| if is_there { " " } else { "" };
    let before = space(text.starts_with(char::is_whitespace));
    let after = space(text.ends_with(char::is_whitespace));
    [before, &without_password(text), after].concat()
}

/// Whether a host is always this machine.
pub(crate) fn is_loopback<S: AsRef<str>>(host: &Host<S>) -> bool {
    match host {
        Host::Domain(name) => name.as_ref().eq_ignore_ascii_case("localhost"),
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_and_host_with_port_are_domains() {
        for text in [
            "acme.outsystems.dev",
            "127.0.0.1:8080",
            "localhost:1",
            "[::1]:8080",
            "[::1]",
        ] {
            let domain: PortalDomain = text.parse().unwrap();
            assert_eq!(domain.to_string(), text);
        }
        let port_443: PortalDomain = "127.0.0.1:443".parse().unwrap();
        assert_eq!(port_443.origin(true).port(), Some(443));
        assert_eq!(port_443.origin(false).as_str(), "https://127.0.0.1/");
    }

    #[test]
    fn other_texts_are_refused_in_one_line() {
        for text in [
            "",
            " ",
            "https://acme.dev",
            "acme.dev/",
            "acme.dev/path",
            "a b",
            "acme.dev\n",
            "user:pw@acme.dev",
            "acme.dev:",
            "acme.dev:0",
            "acme.dev:65536",
            "acme.dev:+80",
            ":80",
            "::1",
            "[::1",
            "acme.dev?x",
            "acme.dev#x",
            "a%41.dev",
            "a\\b",
            "a\u{7}b",
        ] {
            let error = text.parse::<PortalDomain>().expect_err(text).to_string();
            assert!(!error.contains('\n') && !error.contains("pw"), "{error}");
        }
    }

    #[test]
    fn a_refusal_says_what_is_wrong() {
        for (text, word) in [
            ("", "empty"),
            ("https://acme.dev", "scheme"),
            ("user:pw@acme.dev", "user and password"),
            ("a b", "space"),
            ("a\u{7}b", "control character"),
            ("acme.dev/path", "path"),
            ("acme.dev\\", "path"),
            ("acme.dev?x", "path"),
            ("acme.dev#x", "path"),
            ("a%41.dev", "path"),
            ("acme.dev:", "port from 1"),
            ("acme.dev:0", "port from 1"),
            ("acme.dev:+80", "port from 1"),
            ("acme.dev:65536", "port from 1"),
            ("[::1", "the host is not valid"),
            (":80", "the host is not valid"),
        ] {
            let error = text.parse::<PortalDomain>().unwrap_err().to_string();
            assert!(error.contains(word), "{text:?}: {error}");
        }
    }

    #[test]
    fn a_text_that_cannot_be_a_host_is_refused_with_the_right_reason() {
        for (text, words) in [
            ("\"acme.outsystems.dev\"", "leave the quotes out"),
            ("'acme.outsystems.dev'", "leave the quotes out"),
            ("“acme.outsystems.dev”", "leave the quotes out"),
            ("${ODC_PORTAL_DOMAIN}", "the name of a variable"),
            ("$ODC_PORTAL_DOMAIN", "the name of a variable"),
            ("{{domain}}", "the name of a variable"),
            ("%ODC_PORTAL_DOMAIN%", "the name of a variable"),
            ("-acme.outsystems.dev", "begins or ends with a dash"),
            ("acme-.outsystems.dev:443", "begins or ends with a dash"),
            ("acme.outsystems.dev;", "no host has a ';'"),
            ("acme.outsystems.dev,b.dev", "no host has a ','"),
            ("<acme>", "no host has a '<'"),
            ("a..b", "between dots is empty"),
            (".acme.dev", "between dots is empty"),
            ("*.outsystems.dev", "wildcard"),
            ("https://acme.outsystems.dev/", "write acme.outsystems.dev"),
            (
                "https://acme.outsystems.dev/a?b=c",
                "write acme.outsystems.dev",
            ),
            ("http://127.0.0.1:8080", "write 127.0.0.1:8080"),
            ("https://user:pw@acme.dev/", "write acme.dev"),
            ("https://", "leave the scheme out"),
        ] {
            let error = text.parse::<PortalDomain>().expect_err(text).to_string();
            assert!(error.contains(words), "{text}: {error}");
            assert!(!error.contains("pw"), "{error}");
        }
        for text in [
            "münchen.example",
            "a-b.x--y.x_y.dev",
            "acme.outsystems.dev.",
        ] {
            text.parse::<PortalDomain>().expect(text);
        }
    }

    #[test]
    fn plain_http_needs_a_loopback_host_and_the_opt_in() {
        for (text, loopback) in [
            ("localhost", true),
            ("127.9.9.9", true),
            ("[::1]:1", true),
            ("128.0.0.1", false),
            ("acme.dev", false),
            ("localhost.acme.dev", false),
            ("[::2]", false),
        ] {
            let domain: PortalDomain = text.parse().unwrap();
            assert_eq!(domain.origin(true).scheme() == "http", loopback, "{text}");
            assert_eq!(domain.origin(false).scheme(), "https");
        }
    }

    #[test]
    fn a_domain_matches_only_urls_of_its_own_host_and_port() {
        for (domain, url, serves) in [
            ("acme.dev", "https://acme.dev/a?b", true),
            ("acme.dev", "https://ACME.dev:443/", true),
            ("acme.dev:443", "https://acme.dev/", true),
            ("acme.dev", "http://acme.dev/", true),
            ("acme.dev", "https://acme.dev:80/", false),
            ("acme.dev", "https://acme.dev:8443/", false),
            ("acme.dev:8443", "https://acme.dev/", false),
            ("acme.dev:8443", "https://acme.dev:8443/", true),
            ("acme.dev", "https://evil.example/", false),
            ("acme.dev", "https://x.acme.dev/", false),
            ("acme.dev", "https://acme.dev.evil.example/", false),
            ("acme.dev:443", "ftp://acme.dev/", false),
            ("acme.dev", "data:text/plain,acme.dev", false),
            ("127.0.0.1:80", "http://127.0.0.1/", true),
            ("127.0.0.1", "http://127.0.0.2/", false),
            ("localhost", "http://127.0.0.1/", false),
        ] {
            let parsed: PortalDomain = domain.parse().unwrap();
            assert_eq!(
                parsed.serves(&url.parse().unwrap()),
                serves,
                "{domain} {url}"
            );
        }
    }

    #[test]
    fn a_refused_domain_is_shown_on_one_line_without_a_password() {
        let error = "user:pw@a\u{1b}[31m\nb"
            .parse::<PortalDomain>()
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            r#""a\u{1b}[31m b" is not a portal domain: leave user and password out; write host or host:port"#
        );
    }

    #[test]
    fn spaces_at_the_ends_are_shown() {
        let error = " 127.0.0.1:18999\n".parse::<PortalDomain>().unwrap_err();
        assert_eq!(
            error.to_string(),
            r#"" 127.0.0.1:18999 " is not a portal domain: it holds a space or a control character; write host or host:port"#
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_parsing_panic_and_every_domain_makes_an_origin(
            text in "(.{0,20}|[a-z0-9.:\\[\\]-]{0,24}|\\[[0-9a-f:.]{0,12}\\](:[0-9]{0,6})?)",
        ) {
            if let Ok(domain) = text.parse::<PortalDomain>() {
                let again: PortalDomain = domain.to_string().parse().unwrap();
                assert_eq!(again, domain);
                for allow in [false, true] {
                    let origin = domain.origin(allow);
                    assert!(domain.serves(&origin) && origin.path() == "/" && origin.username().is_empty());
                }
            }
        }
    }
}
