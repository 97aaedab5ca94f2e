//! Which statuses mean that the same request may succeed later.

use http::StatusCode;

/// Whether the same request may succeed later, although nobody changes anything.
///
/// It may succeed after 408 and 429, and after a 5xx: the server failed, and the next request may reach a server that
/// works again, or another machine. This includes 500, because RFC 9110 (section 15) says that clients treat every
/// 5xx that they do not know as a 500. Six 5xx are final, because they name something that the server will never do:
/// 501, 505, 506, 508, 510 and 511.
///
/// A caller may retry a request only if sending it twice has the same effect as sending it once.
///
/// ```
/// use http::StatusCode;
///
/// assert!(odc_http::status::is_transient(StatusCode::SERVICE_UNAVAILABLE));
/// assert!(!odc_http::status::is_transient(StatusCode::NOT_IMPLEMENTED));
/// ```
#[must_use]
pub const fn is_transient(status: StatusCode) -> bool {
    match status.as_u16() {
        501 | 505 | 506 | 508 | 510 | 511 => false,
        408 | 429 | 500..=599 => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_these_statuses_are_transient() {
        let transient: Vec<u16> = (100..1000)
            .filter(|code| is_transient(StatusCode::from_u16(*code).unwrap()))
            .collect();
        let mut expected = vec![408, 429, 500, 502, 503, 504, 507, 509];
        expected.extend(512..=599);
        assert_eq!(transient, expected);
    }
}
