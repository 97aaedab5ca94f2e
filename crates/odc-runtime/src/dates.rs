//! The dates in `Deprecation` and `Sunset` headers.

use std::time::{Duration, SystemTime};

/// The day of a `Deprecation` or `Sunset` header, as `2027-01-08`.
///
/// Reads an HTTP date, an ISO 8601 date and the `@seconds` of RFC 9745. From any other text it reads day, month and
/// year, if they are in the same order as in an HTTP date.
pub(crate) fn day(text: &str) -> Option<String> {
    let text = text.trim().trim_matches('"');
    if let Some(seconds) = text.strip_prefix('@') {
        let seconds = Duration::from_secs(seconds.parse().ok()?);
        let year_9999 = Duration::from_secs(253_402_300_799);
        return http_day(&httpdate::fmt_http_date(
            SystemTime::UNIX_EPOCH + seconds.min(year_9999),
        ));
    }
    iso_day(text).or_else(|| http_day(text))
}

fn iso_day(text: &str) -> Option<String> {
    let day = text.get(..10)?;
    let digits = |range: std::ops::Range<usize>| {
        let part = day.get(range)?;
        part.bytes().all(|b| b.is_ascii_digit()).then_some(())
    };
    digits(0..4)?;
    digits(5..7)?;
    digits(8..10)?;
    (day.as_bytes()[4] == b'-' && day.as_bytes()[7] == b'-').then(|| day.to_owned())
}

fn http_day(http: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let words: Vec<&str> = http
        .split([' ', ',', '-'])
        .filter(|word| !word.is_empty())
        .collect();
    words.windows(3).find_map(|date| {
        let day: u8 = date[0].parse().ok().filter(|day| (1..=31).contains(day))?;
        let month = MONTHS.iter().position(|month| {
            date[1]
                .get(..3)
                .is_some_and(|start| start.eq_ignore_ascii_case(month))
        })? + 1;
        let year: u16 = date[2].parse().ok().filter(|year| *year >= 1970)?;
        Some(format!("{year:04}-{month:02}-{day:02}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_all_forms() {
        for text in [
            "Fri, 08 Jan 2027 00:00:00 UTC",
            "Fri, 08 Jan 2027 00:00:00 GMT",
            "Mon, 8 january 2027",
            "Friday, 08-Jan-2027 00:00:00 GMT",
            "2027-01-08T00:00:00Z",
            "\"2027-01-08\"",
            "@1799366400",
        ] {
            assert_eq!(day(text).as_deref(), Some("2027-01-08"), "{text}");
        }
        for text in ["true", "", "@", "@-1", "99 Jan 2027", "2027-1-8"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
