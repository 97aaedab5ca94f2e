//! Reads members of a token response that servers write in several ways.
//!
//! If a member has a value of another type, this skips the value and does not store it. Stored as JSON values, it
//! would need much more memory than the text.

use std::fmt;
use std::time::Duration;

use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::secret::MAX_LIFETIME;

/// `expires_in` in the forms that servers write: a number, or a number in quotes.
pub(super) struct Seconds(Option<f64>);

impl Seconds {
    /// The lifetime of a token, up to the longest lifetime that we trust. `None` for less than a second.
    pub(super) fn lifetime(self) -> Option<Duration> {
        let seconds = self.0.filter(|seconds| *seconds >= 1.0)?;
        Some(Duration::from_secs_f64(
            seconds.min(MAX_LIFETIME.as_secs_f64()),
        ))
    }
}

impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberOrText)
    }
}

struct NumberOrText;

#[expect(
    clippy::cast_precision_loss,
    reason = "a life is at most thirty days of seconds"
)]
impl Visitor<'_> for NumberOrText {
    type Value = Seconds;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number of seconds")
    }

    fn visit_f64<E>(self, seconds: f64) -> Result<Seconds, E> {
        Ok(Seconds(Some(seconds)))
    }

    fn visit_u64<E>(self, seconds: u64) -> Result<Seconds, E> {
        Ok(Seconds(Some(seconds as f64)))
    }

    fn visit_i64<E>(self, seconds: i64) -> Result<Seconds, E> {
        Ok(Seconds(Some(seconds as f64)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Seconds, E> {
        // Rust's parser of numbers accepts `inf`. The parser of JSON does not.
        Ok(Seconds(serde_json::from_str(text).ok()))
    }
}

/// A text. Any other value counts as absent, and is not stored.
#[derive(Default)]
pub(super) struct OptionalText(pub Option<String>);

impl<'de> Deserialize<'de> for OptionalText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self(None))
    }
}

impl<'de> Visitor<'de> for OptionalText {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self, E> {
        Ok(Self(Some(text.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, values: A) -> Result<Self, A::Error> {
        IgnoredAny.visit_seq(values).map(|_| self)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Self, A::Error> {
        IgnoredAny.visit_map(members).map(|_| self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_is_a_text_and_any_other_value_is_ignored() {
        let read = |json: &str| serde_json::from_str::<OptionalText>(json).unwrap().0;
        assert_eq!(read("\"why\""), Some("why".to_owned()));
        for json in [
            "null",
            "true",
            "1",
            "-1",
            "1.5",
            "[1, [2]]",
            r#"{"a": {"b": 1}}"#,
        ] {
            assert_eq!(read(json), None, "{json}");
        }
    }

    #[test]
    fn a_lifetime_is_a_number_or_a_number_in_quotes() {
        let read = |json: &str| serde_json::from_str::<Seconds>(json).map(Seconds::lifetime);
        for json in ["60", "60.0", "\"60\""] {
            assert_eq!(read(json).unwrap(), Some(Duration::from_secs(60)), "{json}");
        }
        for json in ["0", "-1", "0.9", "\"inf\"", "\"soon\""] {
            assert_eq!(read(json).unwrap(), None, "{json}");
        }
        assert_eq!(
            read("1e300").unwrap(),
            Some(Duration::from_secs(30 * 24 * 3600))
        );
        let error = read("true").unwrap_err().to_string();
        assert!(error.contains("expected a number of seconds"), "{error}");
    }
}
