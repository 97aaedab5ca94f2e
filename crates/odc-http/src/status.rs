//! Which statuses say that the same request may succeed later.

use http::StatusCode;

/// Whether the same request may succeed later, without anybody changing anything.
///
/// It may after 408 and 429, and after a 5xx: the server failed, and the next request can reach it in health, or reach
/// another machine. 500 is among them, since RFC 9110 (section 15) has clients read every 5xx that they do not know as
/// a 500. A 5xx is final where it says what the server will never do: 501, 505, 506, 508, 510 and 511.
///
/// A caller repeats a request only if sending it twice does no more than sending it once.
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
    fn exactly_these_statuses_may_pass() {
        let transient: Vec<u16> = (100..1000)
            .filter(|code| is_transient(StatusCode::from_u16(*code).unwrap()))
            .collect();
        let mut expected = vec![408, 429, 500, 502, 503, 504, 507, 509];
        expected.extend(512..=599);
        assert_eq!(transient, expected);
    }
}
