//! How long to wait: the time that a server asks for, and random pauses, so that clients do not send at the same
//! time.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

/// The longest wait that a server can ask for.
const LONGEST: Duration = Duration::from_secs(366 * 86_400);

/// How long the server asks to wait, from `Retry-After` in its two forms: seconds, and a date (RFC 9110, section
/// 10.2.3).
///
/// A date is compared with the `Date` header of the response, because the clocks of two machines may differ by
/// minutes. Without this header it is compared with `now`. A date in the past means no wait. A value in another form
/// is ignored. The wait is at most a year, so that it can be added to any clock.
#[must_use]
pub fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    // `parse` also accepts a plus, which the grammar does not allow.
    if !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit()) {
        // A number of seconds that does not fit into a u64 is too large, too.
        let seconds = text.parse().unwrap_or(u64::MAX);
        return Some(Duration::from_secs(seconds).min(LONGEST));
    }
    let until = http_date(text)?;
    let sent = headers
        .get(DATE)
        .and_then(|date| http_date(date.to_str().ok()?));
    let wait = until.duration_since(sent.unwrap_or(now));
    Some(wait.unwrap_or_default().min(LONGEST))
}

/// An HTTP date (RFC 9110, section 5.6.7), also one that ends in `UTC`, `Z` or `+0000`, as services write it.
#[must_use]
pub fn http_date(text: &str) -> Option<SystemTime> {
    let text = text.trim();
    let gmt = ["UTC", "Z", "+0000"]
        .iter()
        .find_map(|zone| text.strip_suffix(zone))
        .map(|rest| format!("{} GMT", rest.trim_end()));
    httpdate::parse_http_date(gmt.as_deref().unwrap_or(text)).ok()
}

/// A random duration below `most`. It is random enough to keep clients from sending at the same time, but not for
/// secrets.
#[must_use]
pub fn jitter(most: Duration) -> Duration {
    // A day is long enough for any pause, and short enough for the arithmetic.
    most.min(Duration::from_secs(86_400)).mul_f64(random_unit())
}

/// A random number in `0.0..1.0`, from the keys for hash maps of the standard library. Not for secrets.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
pub fn random_unit() -> f64 {
    let bits = RandomState::new().build_hasher().finish() >> 11;
    bits as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// The wait in seconds, if the response is read at noon.
    fn read(after: &str, date: &str) -> Option<u64> {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, after.parse().unwrap());
        if !date.is_empty() {
            headers.insert(DATE, date.parse().unwrap());
        }
        let noon = http_date("Wed, 21 Oct 2015 12:00:00 GMT").unwrap();
        retry_after(&headers, noon).map(|wait| wait.as_secs())
    }

    #[test]
    fn retry_after_is_read_in_seconds() {
        assert_eq!(read(" 7 ", ""), Some(7));
    }

    #[test]
    fn no_wait_is_longer_than_a_year() {
        for text in [
            "31622401",
            "18446744073709551615",
            "99999999999999999999999",
            "Fri, 31 Dec 9999 23:59:59 GMT",
        ] {
            assert_eq!(read(text, ""), Some(366 * 86_400), "{text}");
        }
    }

    #[test]
    fn retry_after_as_a_date_counts_from_the_servers_clock_or_else_from_ours() {
        let after = "Wed, 21 Oct 2015 12:00:09 GMT";
        assert_eq!(read(after, ""), Some(9));
        assert_eq!(read(after, "Wed, 21 Oct 2015 12:00:06 GMT"), Some(3));
        assert_eq!(read(after, "no date"), Some(9));
    }

    #[test]
    fn dates_that_end_in_utc_are_read_too() {
        for zone in ["UTC", "Z", "+0000"] {
            let date = |second| format!("Wed, 21 Oct 2015 12:00:{second} {zone}");
            assert_eq!(read(&date("09"), &date("06")), Some(3), "{zone}");
        }
    }

    #[test]
    fn a_date_in_the_past_means_no_wait() {
        assert_eq!(read("Sun, 06 Nov 1994 08:49:37 GMT", ""), Some(0));
    }

    #[test]
    fn nonsense_is_ignored() {
        for text in ["soon", "-1", "+1", "1.5", "", "1 2"] {
            assert_eq!(read(text, ""), None, "{text:?}");
        }
        assert_eq!(retry_after(&HeaderMap::new(), SystemTime::now()), None);
    }

    #[test]
    fn jitter_is_spread_evenly_below_its_limit() {
        let second = Duration::from_secs(1);
        let pauses: HashSet<_> = (0..1000).map(|_| jitter(second)).collect();
        assert!(pauses.len() > 990 && pauses.iter().all(|pause| *pause < second));
        let mean = pauses.iter().sum::<Duration>().as_secs_f64() / 1000.0;
        assert!((0.4..0.6).contains(&mean), "{mean}");
        assert!(jitter(Duration::MAX) <= Duration::from_secs(86_400));
        assert_eq!(jitter(Duration::ZERO), Duration::ZERO);
    }
}
