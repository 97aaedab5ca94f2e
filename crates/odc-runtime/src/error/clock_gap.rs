//! The difference between this machine's clock and the clock of the service, for the error of a refused token.

use std::fmt;
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::DATE;
use odc_http::delay::http_date;

/// A shorter gap can come from a slow network, and services accept it.
const TOLERATED: Duration = Duration::from_secs(120);

/// The gap between two clocks that should show the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClockGap {
    length: Duration,
    is_ahead: bool,
}

impl ClockGap {
    /// The gap between `now` and the `Date` of a response that came just now, if the gap is too long.
    pub(super) fn of_response(headers: &HeaderMap, now: SystemTime) -> Option<Self> {
        let date = http_date(headers.get(DATE)?.to_str().ok()?)?;
        let (length, is_ahead) = match now.duration_since(date) {
            Ok(length) => (length, true),
            Err(behind) => (behind.duration(), false),
        };
        (length > TOLERATED).then_some(Self { length, is_ahead })
    }
}

impl fmt::Display for ClockGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.length.as_secs().saturating_add(30) / 60;
        let side = if self.is_ahead { "ahead of" } else { "behind" };
        match minutes {
            0..120 => write!(f, "{minutes} min {side}"),
            120..2880 => write!(f, "{} h {side}", (minutes + 30) / 60),
            _ => write!(f, "{} days {side}", (minutes + 720) / 1440),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(date: &str, now: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(DATE, date.parse().unwrap());
        let gap = ClockGap::of_response(&headers, http_date(now).unwrap());
        gap.map(|gap| gap.to_string())
    }

    #[test]
    fn a_gap_of_minutes_is_reported_with_its_side_and_a_shorter_one_is_not() {
        let noon = "Wed, 21 Oct 2015 12:00:00 GMT";
        for (date, words) in [
            (noon, None),
            ("Wed, 21 Oct 2015 11:58:00 GMT", None),
            ("Wed, 21 Oct 2015 12:02:00 GMT", None),
            ("Wed, 21 Oct 2015 11:57:59 GMT", Some("2 min ahead of")),
            ("Wed, 21 Oct 2015 13:59:00 GMT", Some("119 min behind")),
            ("Wed, 21 Oct 2015 17:50:00 GMT", Some("6 h behind")),
            ("Mon, 19 Oct 2015 12:00:00 GMT", Some("2 days ahead of")),
            ("no date", None),
        ] {
            assert_eq!(gap(date, noon).as_deref(), words, "{date}");
        }
        let none = ClockGap::of_response(&HeaderMap::new(), SystemTime::now());
        assert_eq!(none, None);
    }
}
