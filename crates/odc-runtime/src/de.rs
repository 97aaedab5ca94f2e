//! Helpers for the serde attributes of generated types.

use std::collections::HashMap;
use std::fmt::{self, Display};
use std::hash::BuildHasher;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::json_path::{JsonPath, PathStep};
use crate::metered::{Meter, Metered};
use crate::patch::Patch;

/// Reads `null` as the default value: an array that is null in a response is read as an empty one.
///
/// Use it as `#[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]`, so that a
/// missing field reads as the default too.
///
/// # Errors
///
/// The value is neither `null` nor a valid `T`.
pub fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Reads the members of an object that have no field of their own. It records which of them cannot be read. Without
/// this record, one wrong value would make the whole response fail.
///
/// Use it as `#[serde(flatten, deserialize_with = "odc_runtime::de::other_members")]`.
///
/// # Errors
///
/// The value of a member is not a valid `V`.
pub fn other_members<'de, D, V>(deserializer: D) -> Result<HashMap<String, V>, D::Error>
where
    D: Deserializer<'de>,
    V: Deserialize<'de>,
{
    deserializer.deserialize_map(OtherMembers(PhantomData))
}

/// Reads like [`other_members`]. The values contain timestamps, which are read like [`timestamps`].
///
/// # Errors
///
/// As [`other_members`].
pub fn other_timestamps<'de, D, C, T, P>(deserializer: D) -> Result<HashMap<String, C>, D::Error>
where
    D: Deserializer<'de>,
    C: HoldTimestamps<T, P>,
    T: FromStr<Err: Display>,
{
    let read: HashMap<String, Element<C, T, P>> = other_members(deserializer)?;
    let read = read.into_iter();
    Ok(read.map(|(name, element)| (name, element.0)).collect())
}

struct OtherMembers<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for OtherMembers<V> {
    type Value = HashMap<String, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let meter = Meter::current();
        let mut read = HashMap::new();
        while let Some(name) = map.next_key::<String>()? {
            let value = map.next_value_seed(OtherMember {
                name: &name,
                meter: &meter,
                of: PhantomData,
            })?;
            read.insert(name, value);
        }
        Ok(read)
    }
}

/// Reads a member. If reading fails, records the place inside the member.
struct OtherMember<'a, V> {
    name: &'a str,
    meter: &'a Meter,
    of: PhantomData<V>,
}

impl<'de, V: Deserialize<'de>> DeserializeSeed<'de> for OtherMember<'_, V> {
    type Value = V;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<V, D::Error> {
        let metered = Metered::new(deserializer, self.meter);
        let mut track = serde_path_to_error::Track::new();
        let tracked = serde_path_to_error::Deserializer::new(metered, &mut track);
        V::deserialize(tracked).inspect_err(|_| {
            let mut path = JsonPath(vec![PathStep::Member(self.name.to_owned())]);
            path.0
                .extend(JsonPath::of(&track.path()).unwrap_or_default().0);
            path.0.extend(self.meter.take_failed_member().0);
            self.meter.fail_in_member(path);
        })
    }
}

/// Reads a timestamp of RFC 3339. Services also write two forms that RFC 3339 does not allow: a timestamp without an
/// offset is in UTC, and a date means 00:00 UTC on that day.
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

/// Reads like [`timestamp`], but also accepts `null`. An empty text counts as `null`.
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
    let read: Option<TimestampOrEmpty<T>> = Option::deserialize(deserializer)?;
    Ok(read.and_then(|TimestampOrEmpty(time)| time))
}

/// Reads a list or a map of timestamps, or a list or map of these. Each timestamp is read like [`timestamp`].
///
/// Use it as `#[serde(deserialize_with = "odc_runtime::de::timestamps::<_, _, Time, _>")]`, where `Time` is the type of the
/// timestamps.
///
/// # Errors
///
/// The value has another form, or a text in it is not a timestamp.
pub fn timestamps<'de, D, C, T, P>(deserializer: D) -> Result<C, D::Error>
where
    D: Deserializer<'de>,
    C: HoldTimestamps<T, P>,
    T: FromStr<Err: Display>,
{
    C::read(deserializer)
}

/// Reads like [`timestamps`]. `null` becomes the default value.
///
/// # Errors
///
/// As [`timestamps`].
pub fn timestamps_or_default<'de, D, C, T, P>(deserializer: D) -> Result<C, D::Error>
where
    D: Deserializer<'de>,
    C: HoldTimestamps<T, P> + Default,
    T: FromStr<Err: Display>,
{
    Option::read(deserializer).map(Option::unwrap_or_default)
}

/// A timestamp of the type `T`, or a value that contains such timestamps. `P` says where they are. It is always
/// inferred.
pub trait HoldTimestamps<T, P>: Sized {
    /// Reads the value.
    ///
    /// # Errors
    ///
    /// The value has another form, or a text in it is not a timestamp.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// The value is a timestamp itself.
#[derive(Debug)]
pub enum IsTimestamp {}

/// The timestamps are within the value.
#[derive(Debug)]
pub struct Within<P>(PhantomData<P>);

impl<T: FromStr<Err: Display>> HoldTimestamps<T, IsTimestamp> for T {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        timestamp(deserializer)
    }
}

impl<T, P, C: HoldTimestamps<T, P>> HoldTimestamps<T, Within<P>> for Option<C> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read: Option<Element<C, T, P>> = Option::deserialize(deserializer)?;
        Ok(read.map(|element| element.0))
    }
}

impl<T, P, C: HoldTimestamps<T, P>> HoldTimestamps<T, Within<P>> for Patch<C> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::read(deserializer)?.map_or(Self::Null, Self::Value))
    }
}

impl<T, P, C: HoldTimestamps<T, P>> HoldTimestamps<T, Within<P>> for Vec<C> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read: Vec<Element<C, T, P>> = Vec::deserialize(deserializer)?;
        Ok(read.into_iter().map(|element| element.0).collect())
    }
}

impl<T, P, C, S> HoldTimestamps<T, Within<P>> for HashMap<String, C, S>
where
    C: HoldTimestamps<T, P>,
    S: BuildHasher + Default,
{
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read: HashMap<String, Element<C, T, P>> = HashMap::deserialize(deserializer)?;
        let read = read.into_iter();
        Ok(read.map(|(name, element)| (name, element.0)).collect())
    }
}

/// An element of a list or a map, as serde reads it.
struct Element<C, T, P>(C, PhantomData<(T, P)>);

impl<'de, T, P, C: HoldTimestamps<T, P>> Deserialize<'de> for Element<C, T, P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        C::read(deserializer).map(|read| Self(read, PhantomData))
    }
}

struct Timestamp<T>(T);

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for Timestamp<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text(PhantomData))
    }
}

/// `None` when the text is empty.
struct TimestampOrEmpty<T>(Option<T>);

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for TimestampOrEmpty<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextOrEmpty(PhantomData))
    }
}

struct TextOrEmpty<T>(PhantomData<T>);

impl<T: FromStr<Err: Display>> Visitor<'_> for TextOrEmpty<T> {
    type Value = TimestampOrEmpty<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Text::<T>(PhantomData).expecting(f)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        let time = (!text.trim().is_empty()).then(|| read_time(text));
        let time = time.transpose().map_err(E::custom)?;
        Ok(TimestampOrEmpty(time))
    }
}

struct Text<T>(PhantomData<T>);

impl<T: FromStr<Err: Display>> Visitor<'_> for Text<T> {
    type Value = Timestamp<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date and time as RFC 3339 writes it")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        read_time(text).map(Timestamp).map_err(E::custom)
    }
}

/// Reads a timestamp, with or without an offset, or a date, which means the start of its day in UTC.
fn read_time<T: FromStr>(text: &str) -> Result<T, T::Err> {
    let text = text.trim();
    text.parse().or_else(|error| {
        let rest = if is_date(text) { "T00:00:00Z" } else { "Z" };
        format!("{text}{rest}").parse().map_err(|_| error)
    })
}

/// Whether a text is a date as RFC 3339 writes it: `2026-01-02`.
fn is_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
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
    fn a_date_is_the_start_of_its_day_and_an_empty_text_is_not_a_timestamp() {
        let span: Span = serde_json::from_str(r#"{"start":" 2026-01-02 ","end":""}"#).unwrap();
        assert_eq!(span.start, Time("2026-01-02T00:00:00Z".into()));
        assert_eq!(span.end, None);
    }

    #[derive(Deserialize)]
    struct Log {
        #[serde(default, deserialize_with = "timestamps_or_default::<_, _, Time, _>")]
        starts: Vec<Time>,
        #[serde(default, deserialize_with = "timestamps::<_, _, Time, _>")]
        ends: Option<Vec<Option<Time>>>,
        #[serde(default, deserialize_with = "timestamps::<_, _, Time, _>")]
        by_name: HashMap<String, Vec<Time>>,
        #[serde(default, deserialize_with = "timestamps::<_, _, Time, _>")]
        next: Patch<Time>,
    }

    #[test]
    fn timestamps_in_lists_and_maps_are_read_as_utc_too() {
        let time = |text: &str| Time(text.to_owned());
        let log = r#"{"starts":["1","2Z"],"ends":["3",null],"by_name":{"a":["4"]},"next":"5"}"#;
        let log: Log = serde_json::from_str(log).unwrap();
        assert_eq!(log.starts, [time("1Z"), time("2Z")]);
        assert_eq!(log.ends, Some(vec![Some(time("3Z")), None]));
        assert_eq!(log.by_name["a"], [time("4Z")]);
        assert_eq!(log.next, Patch::Value(time("5Z")));
        let empty: Log = serde_json::from_str(r#"{"starts":null,"next":null}"#).unwrap();
        assert!(empty.starts.is_empty() && empty.ends.is_none());
        assert_eq!((empty.by_name.len(), empty.next), (0, Patch::Null));
    }

    #[test]
    fn a_value_that_is_not_a_timestamp_is_refused() {
        let refused = serde_json::from_str::<Span>(r#"{"start":7}"#)
            .err()
            .unwrap();
        assert!(refused.to_string().contains("RFC 3339"), "{refused}");
    }
}
