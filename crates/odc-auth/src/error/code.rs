//! The error codes of the token endpoint, and what to do about each.

use std::fmt;

/// The error codes of RFC 6749, section 5.2, and all other codes that a server may send.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the variants are the codes")]
pub enum OAuthErrorCode {
    InvalidRequest,
    InvalidClient,
    InvalidGrant,
    UnauthorizedClient,
    UnsupportedGrantType,
    InvalidScope,
    Other(String),
}

/// Each code, and what to do about it.
const CODES: [(&str, OAuthErrorCode, &str); 6] = [
    (
        "invalid_client",
        OAuthErrorCode::InvalidClient,
        "the client id is unknown, the client is suspended, or the client secret is wrong, expired or was regenerated; look at \
         the client in the ODC portal (Management, API clients), create a new secret if need be and set ODC_CLIENT_SECRET",
    ),
    (
        "unauthorized_client",
        OAuthErrorCode::UnauthorizedClient,
        "this client may not get tokens; see in the ODC portal (Management, API clients) whether it is suspended or lacks \
         permissions",
    ),
    (
        "invalid_grant",
        OAuthErrorCode::InvalidGrant,
        "the grant was rejected; check the status of the client in the ODC portal and this machine's clock",
    ),
    (
        "invalid_scope",
        OAuthErrorCode::InvalidScope,
        "a scope is unknown or not granted; leave scopes out, ODC knows none",
    ),
    (
        "invalid_request",
        OAuthErrorCode::InvalidRequest,
        "the server did not understand the request; check the client id and the way the client authenticates",
    ),
    (
        "unsupported_grant_type",
        OAuthErrorCode::UnsupportedGrantType,
        "the server does not offer the client-credentials grant; check ODC_PORTAL_DOMAIN",
    ),
];

impl OAuthErrorCode {
    /// The code as it stands in a response.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Other(code) => code,
            known => known.entry().map_or("", |(text, ..)| text),
        }
    }

    pub(super) fn advice(&self) -> &'static str {
        let own = "the server returned an unknown error code; try later, then look at the client in the ODC portal";
        self.entry().map_or(own, |(.., advice)| advice)
    }

    fn entry(&self) -> Option<&'static (&'static str, Self, &'static str)> {
        CODES.iter().find(|(_, code, _)| code == self)
    }
}

impl From<&str> for OAuthErrorCode {
    fn from(text: &str) -> Self {
        let known = CODES.iter().find(|(code, ..)| *code == text);
        known.map_or_else(|| Self::Other(text.to_owned()), |(_, code, _)| code.clone())
    }
}

impl fmt::Display for OAuthErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_is_read_and_written_and_has_its_advice() {
        let mut seen = std::collections::HashSet::new();
        for (text, code, advice) in &CODES {
            assert_eq!(OAuthErrorCode::from(*text), *code);
            assert_eq!((code.as_str(), code.to_string().as_str()), (*text, *text));
            assert!(code.advice() == *advice && seen.insert(*advice));
        }
        let own = OAuthErrorCode::from("slow_down");
        assert_eq!(own, OAuthErrorCode::Other("slow_down".into()));
        assert_eq!(own.to_string(), "slow_down");
        assert!(own.advice().contains("an unknown error code"));
    }
}
