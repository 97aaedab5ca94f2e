//! Helpers that generated types name in their serde attributes.

use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

/// Reads `null` as the default value: an array that is null in a response is read as an empty one.
///
/// Use it as `#[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]`, so that a
/// missing field reads as the default too.
///
/// # Errors
///
/// The value is neither `null` nor a `T`.
pub fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Reads a timestamp of RFC 3339. One without an offset, which RFC 3339 does not allow but services write, is in UTC.
///
/// Use it as `#[serde(deserialize_with = "odc_runtime::de::timestamp")]` on a type that is parsed from such a text.
///
/// # Errors
///
/// The value is not a text, or not a timestamp.
pub fn timestamp<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    Timestamp::deserialize(deserializer).map(|Timestamp(time)| time)
}

/// Reads what [`timestamp`] reads, or `null`.
///
/// Use it as `#[serde(default, deserialize_with = "odc_runtime::de::optional_timestamp")]`, so that a missing field
/// reads as `None` too.
///
/// # Errors
///
/// The value is neither `null` nor a timestamp.
pub fn optional_timestamp<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    let read = Option::deserialize(deserializer)?;
    Ok(read.map(|Timestamp(time)| time))
}

struct Timestamp<T>(T);

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for Timestamp<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text(PhantomData))
    }
}

struct Text<T>(PhantomData<T>);

impl<T: FromStr<Err: Display>> Visitor<'_> for Text<T> {
    type Value = Timestamp<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date and time as RFC 3339 writes it")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        let time = text.parse().or_else(|error| {
            let in_utc = format!("{text}Z");
            in_utc.parse().map_err(|_| E::custom(error))
        });
        time.map(Timestamp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Page {
        #[serde(default, deserialize_with = "null_as_default")]
        results: Vec<i32>,
    }

    #[test]
    fn a_null_or_missing_array_reads_as_empty() {
        for text in ["{}", r#"{"results":null}"#, r#"{"results":[]}"#] {
            assert!(
                serde_json::from_str::<Page>(text)
                    .unwrap()
                    .results
                    .is_empty()
            );
        }
        let page: Page = serde_json::from_str(r#"{"results":[1]}"#).unwrap();
        assert_eq!(page.results, [1]);
    }

    /// A text that ends with its offset.
    #[derive(Debug, PartialEq)]
    struct Time(String);

    impl FromStr for Time {
        type Err = String;

        fn from_str(text: &str) -> Result<Self, String> {
            if text.ends_with('Z') {
                Ok(Self(text.to_owned()))
            } else {
                Err(format!("`{text}` has no offset"))
            }
        }
    }

    #[derive(Deserialize)]
    struct Span {
        #[serde(deserialize_with = "timestamp")]
        start: Time,
        #[serde(default, deserialize_with = "optional_timestamp")]
        end: Option<Time>,
    }

    #[test]
    fn a_timestamp_without_an_offset_is_read_as_utc() {
        for text in [r#"{"start":"1Z"}"#, r#"{"start":"1","end":null}"#] {
            let span: Span = serde_json::from_str(text).unwrap();
            assert_eq!((span.start, span.end), (Time("1Z".into()), None));
        }
        let span: Span = serde_json::from_str(r#"{"start":"1","end":"2"}"#).unwrap();
        assert_eq!(span.end, Some(Time("2Z".into())));
    }

    #[test]
    fn what_is_not_a_timestamp_is_refused() {
        let refused = serde_json::from_str::<Span>(r#"{"start":7}"#)
            .err()
            .unwrap();
        assert!(refused.to_string().contains("RFC 3339"), "{refused}");
    }
}
