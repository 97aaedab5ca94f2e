//! Reads generated unions. A union is one of several types. A tag or the fields of the value decide which one.
//!
//! If a value fits no alternative, it is kept unchanged, because the service adds alternatives without notice.

use std::cell::Cell;

use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::Value;

use crate::metered::{Meter, Metered};
use crate::open_enum::{count_unknown, unknown_values};

/// Down to this depth, all alternatives of nested unions are read and compared. Below it, the first alternative that
/// can be read is used, because the number of comparisons grows exponentially with the depth.
const DEEPEST_COMPARISON: usize = 4;

thread_local! {
    /// The number of unions that this thread is reading. Each one is a part of the one before.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// The depth of a union while it is read.
struct Depth(usize);

impl Depth {
    fn enter() -> Self {
        let depth = DEPTH.get();
        DEPTH.set(depth + 1);
        Self(depth)
    }
}

impl Drop for Depth {
    fn drop(&mut self) {
        DEPTH.set(self.0);
    }
}

/// Reads a value as one alternative of the union.
type Read<T> = for<'v> fn(Metered<'v, &'v Value>) -> serde_json::Result<T>;

/// Uses the value of the member `tag` to choose the alternative from the table of tags, and reads it.
///
/// ```
/// use serde::{Deserialize, Deserializer};
/// use serde_json::{Value, json};
///
/// #[derive(Debug, PartialEq, Deserialize)]
/// struct Cat {
///     lives: Option<i32>,
/// }
///
/// #[derive(Debug, PartialEq)]
/// enum Pet {
///     Cat(Cat),
///     Unknown(Value),
/// }
///
/// impl<'de> Deserialize<'de> for Pet {
///     fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
///         odc_runtime::union::by_tag(
///             deserializer,
///             "kind",
///             &[("cat", |value| Deserialize::deserialize(value).map(Self::Cat))],
///             Self::Unknown,
///         )
///     }
/// }
///
/// let cat = json!({"kind": "cat", "lives": 9});
/// assert_eq!(Pet::deserialize(cat)?, Pet::Cat(Cat { lives: Some(9) }));
/// let bird = json!({"kind": "bird", "wings": 2});
/// assert_eq!(Pet::deserialize(&bird)?, Pet::Unknown(bird));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// A value that does not fit its tag is kept unchanged too.
///
/// # Errors
///
/// The value is not JSON.
pub fn by_tag<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    tag: &str,
    alternatives: &[(&str, Read<T>)],
    unknown: fn(Value) -> T,
) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let given = match value.get(tag) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => {
            count_unknown();
            return Ok(unknown(value));
        }
        Some(other) => other.to_string(),
    };
    let meter = Meter::current();
    let named = alternatives.iter().find(|(name, _)| *name == given);
    let read = named.and_then(|(_, read)| read(Metered::new(&value, &meter)).ok());
    read_or_unknown(read, &meter, unknown, value)
}

/// The value as an alternative, or unchanged. A value that takes too much memory is an error.
fn read_or_unknown<T, E: de::Error>(
    read: Option<T>,
    meter: &Meter,
    unknown: fn(Value) -> T,
    value: Value,
) -> Result<T, E> {
    // If an alternative fails, the value as a whole has not failed.
    meter.take_failed_member();
    if meter.exceeded() {
        return Err(E::custom("the value takes too much memory"));
    }
    Ok(read.unwrap_or_else(|| {
        count_unknown();
        unknown(value)
    }))
}

/// One of the types of a union without a tag.
#[derive(Debug)]
pub struct Alternative<T> {
    fields: Option<Fields>,
    read: Read<T>,
}

/// The members of an object.
#[derive(Debug)]
struct Fields {
    required: &'static [&'static str],
    known: &'static [&'static str],
    open: bool,
}

impl<T> Alternative<T> {
    /// An object with the members `known`. The members in `required` must be present.
    pub const fn object(
        required: &'static [&'static str],
        known: &'static [&'static str],
        read: Read<T>,
    ) -> Self {
        let fields = Some(Fields {
            required,
            known,
            open: false,
        });
        Self { fields, read }
    }

    /// The same, for an object that also keeps all other members.
    pub const fn open_object(
        required: &'static [&'static str],
        known: &'static [&'static str],
        read: Read<T>,
    ) -> Self {
        let fields = Some(Fields {
            required,
            known,
            open: true,
        });
        Self { fields, read }
    }

    /// Any value that is not an object with known members.
    pub const fn value(read: Read<T>) -> Self {
        Self { fields: None, read }
    }

    /// How many of the value's members the alternative knows. `None` if the value does not fit.
    fn fits(&self, value: &Value) -> Option<usize> {
        let Some(fields) = &self.fields else {
            return Some(0);
        };
        let object = value.as_object()?;
        let has = |names: &[&str]| {
            names
                .iter()
                .filter(|name| object.contains_key(**name))
                .count()
        };
        let known = has(fields.known);
        // An alternative that has no member of the value would lose the whole value.
        let keeps = known > 0 || fields.open || object.is_empty();
        (keeps && has(fields.required) == fields.required.len()).then_some(known)
    }
}

/// Reads the alternative that fits best: all its required members are present, and it keeps most of the value. If
/// several alternatives keep the same amount, the one that knows the most members is used. If several of these
/// remain, it is the one with the fewest values without a variant, and then the first one. An alternative that keeps
/// no part of a list or a map does not fit.
///
/// ```
/// use odc_runtime::union::{Alternative, by_fields};
/// use serde::{Deserialize as _, Serialize};
/// use serde_json::{Value, json};
///
/// #[derive(Debug, PartialEq, Serialize)]
/// #[serde(untagged)]
/// enum Limit {
///     Count(i64),
///     Unknown(Value),
/// }
///
/// let read = |value: Value| {
///     let count = Alternative::value(|value| i64::deserialize(value).map(Limit::Count));
///     by_fields(value, &[count], Limit::Unknown)
/// };
/// assert_eq!(read(json!(3))?, Limit::Count(3));
/// assert_eq!(read(json!("all"))?, Limit::Unknown(json!("all")));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
///
/// The value is not JSON.
pub fn by_fields<'de, D: Deserializer<'de>, T: Serialize>(
    deserializer: D,
    alternatives: &[Alternative<T>],
    unknown: fn(Value) -> T,
) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let mut fitting: Vec<(usize, &Alternative<T>)> = alternatives
        .iter()
        .filter_map(|alternative| Some((alternative.fits(&value)?, alternative)))
        .collect();
    fitting.sort_by_key(|(known, _)| std::cmp::Reverse(*known));
    let meter = Meter::current();
    let depth = Depth::enter();
    let (total, before) = (leaves(&value), meter.left());
    let is_container = value.is_array() || value.is_object();
    let mut best: Option<Best<T>> = None;
    for (known, alternative) in fitting {
        if best.is_some() && depth.0 >= DEEPEST_COMPARISON {
            break;
        }
        meter.give_back(before);
        let unknown_before = unknown_values();
        let Ok(read) = (alternative.read)(Metered::new(&value, &meter)) else {
            continue;
        };
        let unknown = unknown_values().wrapping_sub(unknown_before);
        let kept = serde_json::to_value(&read).map_or(0, |written| common_leaves(&value, &written));
        if is_container && alternative.fields.is_none() && kept == 0 && total > 0 {
            continue;
        }
        let rank = (kept, known, std::cmp::Reverse(unknown));
        if best.as_ref().is_none_or(|best| best.rank < rank) {
            let left = meter.left();
            best = Some(Best { rank, left, read });
        }
        // The remaining alternatives know fewer members, or the same number.
        if kept == total && unknown == 0 {
            break;
        }
    }
    if let Some(best) = &best {
        meter.give_back(best.left);
    }
    read_or_unknown(best.map(|best| best.read), &meter, unknown, value)
}

/// The best alternative up to now.
struct Best<T> {
    rank: (usize, usize, std::cmp::Reverse<usize>),
    /// The number of bytes that remained in the meter after it was read.
    left: usize,
    read: T,
}

/// How many texts, numbers and booleans a value holds.
fn leaves(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::Array(elements) => elements.iter().map(leaves).sum(),
        Value::Object(members) => members.values().map(leaves).sum(),
        _ => 1,
    }
}

/// How many of the texts, numbers and booleans of a value are also in `written`, in any spelling.
fn common_leaves(value: &Value, written: &Value) -> usize {
    match (value, written) {
        (Value::Array(elements), Value::Array(others)) => {
            let pairs = elements.iter().zip(others);
            pairs.map(|(one, other)| common_leaves(one, other)).sum()
        }
        (Value::Object(members), Value::Object(others)) => {
            let pairs = members
                .iter()
                .filter_map(|(name, one)| Some((one, others.get(name)?)));
            pairs.map(|(one, other)| common_leaves(one, other)).sum()
        }
        (Value::Null | Value::Array(_) | Value::Object(_), _)
        | (_, Value::Null | Value::Array(_) | Value::Object(_)) => 0,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Cat {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lives: Option<i32>,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Dog {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tricks: Option<Vec<String>>,
    }

    #[derive(Debug, PartialEq, Serialize)]
    #[serde(untagged)]
    enum Pet {
        Cat(Cat),
        Dog(Dog),
        Number(i32),
        Unknown(Value),
    }

    impl<'de> Deserialize<'de> for Pet {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            by_fields(
                deserializer,
                &[
                    Alternative::object(&[], &["name", "lives"], |value| {
                        Deserialize::deserialize(value).map(Self::Cat)
                    }),
                    Alternative::object(&["tricks"], &["name", "tricks"], |value| {
                        Deserialize::deserialize(value).map(Self::Dog)
                    }),
                    Alternative::value(|value| Deserialize::deserialize(value).map(Self::Number)),
                ],
                Self::Unknown,
            )
        }
    }

    fn variant(pet: &Pet) -> &'static str {
        match pet {
            Pet::Cat(_) => "cat",
            Pet::Dog(_) => "dog",
            Pet::Number(_) => "number",
            Pet::Unknown(_) => "unknown",
        }
    }

    #[test]
    fn the_alternative_with_the_most_known_members_is_chosen_and_values_are_written_unchanged() {
        for (value, chosen) in [
            (json!({"lives": 9}), "cat"),
            (json!({"name": "a"}), "cat"),
            (json!({}), "cat"),
            (json!({"tricks": ["sit"]}), "dog"),
            (json!({"name": "a", "tricks": []}), "dog"),
            (json!(7), "number"),
            (json!({"wings": 2}), "unknown"),
            (json!({"lives": "nine"}), "unknown"),
            (json!(["a", 1]), "unknown"),
            (json!("text"), "unknown"),
            (json!(null), "unknown"),
        ] {
            let pet = Pet::deserialize(&value).unwrap();
            assert_eq!(variant(&pet), chosen, "{value}");
            assert_eq!(serde_json::to_value(pet).unwrap(), value);
        }
    }

    crate::open_enum! {
        enum Small { A = "A", B = "B" }
    }

    crate::open_enum! {
        enum Large { C = "C", D = "D" }
    }

    #[derive(Debug, PartialEq, Serialize)]
    #[serde(untagged)]
    enum Thing {
        Cats(Vec<Cat>),
        Dogs(Vec<Dog>),
        Cat(Cat),
        Free(serde_json::Map<String, Value>),
        Small(Small),
        Large(Large),
        Text(String),
        Unknown(Value),
    }

    fn thing(value: &Value, alternatives: &mut [Alternative<Thing>], flipped: bool) -> Thing {
        if flipped {
            alternatives.reverse();
        }
        by_fields(value, alternatives, Thing::Unknown).unwrap()
    }

    macro_rules! alternative {
        ($variant:ident) => {
            Alternative::value(|value| Deserialize::deserialize(value).map(Thing::$variant))
        };
    }

    #[test]
    fn the_alternative_that_keeps_most_is_read_in_any_order() {
        let cat = || {
            Alternative::object(&[], &["name", "lives"], |value| {
                Deserialize::deserialize(value).map(Thing::Cat)
            })
        };
        for flipped in [false, true] {
            let mut lists = [alternative!(Cats), alternative!(Dogs)];
            let value = json!([{"tricks": ["sit"]}]);
            let read = thing(&value, &mut lists, flipped);
            assert!(matches!(read, Thing::Dogs(_)), "{read:?}");
            assert_eq!(serde_json::to_value(read).unwrap(), value);
            let value = json!([{"wings": 2}]);
            assert_eq!(thing(&value, &mut lists, flipped), Thing::Unknown(value));
            let value = json!({"name": "a", "wings": 2});
            let mut objects = [cat(), alternative!(Free)];
            let read = thing(&value, &mut objects, flipped);
            assert_eq!(serde_json::to_value(read).unwrap(), value);
            let read = thing(
                &json!({"name": "a"}),
                &mut [cat(), alternative!(Free)],
                flipped,
            );
            assert!(matches!(read, Thing::Cat(_)), "{read:?}");
            let mut enums = [alternative!(Small), alternative!(Large)];
            let read = thing(&json!("C"), &mut enums, flipped);
            assert!(
                matches!(&read, Thing::Large(large) if !large.is_unknown()),
                "{read:?}"
            );
            assert_eq!(
                (Small::VALUES, Large::VALUES),
                (&["A", "B"][..], &["C", "D"][..])
            );
            assert!(Small::from("x").is_unknown());
            let mut texts = [alternative!(Small), alternative!(Text)];
            assert_eq!(
                thing(&json!("x"), &mut texts, flipped),
                Thing::Text("x".to_owned())
            );
        }
    }

    /// A union of itself whose alternatives both fit.
    #[derive(Debug, Serialize)]
    #[serde(untagged)]
    enum Deep {
        One(Box<One>),
        Other(Box<One>),
        Unknown(Value),
    }

    #[derive(Debug, Serialize, Deserialize)]
    struct One {
        next: Option<Deep>,
    }

    impl<'de> Deserialize<'de> for Deep {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let one = Alternative::object(&[], &["next"], |value| {
                Deserialize::deserialize(value).map(Self::One)
            });
            let other = Alternative::object(&[], &["next"], |value| {
                Deserialize::deserialize(value).map(Self::Other)
            });
            by_fields(deserializer, &[one, other], Self::Unknown)
        }
    }

    #[test]
    fn a_deep_value_that_no_alternative_keeps_is_read_in_little_time() {
        let mut value = json!({"next": {"lost": 1}});
        for _ in 0..60 {
            value = json!({"next": value, "lost": 1});
        }
        assert!(matches!(Deep::deserialize(&value).unwrap(), Deep::One(_)));
    }

    fn by_kind(value: &Value) -> serde_json::Result<Pet> {
        let cat: Read<Pet> = |value| Deserialize::deserialize(value).map(Pet::Cat);
        by_tag(value, "kind", &[("cat", cat), ("1", cat)], Pet::Unknown)
    }

    #[test]
    fn the_tag_decides_and_may_be_a_number() {
        for tag in [json!("cat"), json!(1)] {
            let pet = by_kind(&json!({"kind": tag, "lives": 9})).unwrap();
            assert_eq!(variant(&pet), "cat", "{tag}");
        }
    }

    #[test]
    fn a_tag_that_is_new_or_missing_keeps_the_value() {
        for value in [
            json!({"kind": "bird", "lives": 1}),
            json!({"kind": null}),
            json!({"lives": 9}),
            json!("cat"),
        ] {
            assert_eq!(by_kind(&value).unwrap(), Pet::Unknown(value));
        }
    }

    #[test]
    fn a_value_that_does_not_fit_its_tag_is_kept() {
        let value = json!({"kind": "cat", "lives": "nine"});
        assert_eq!(by_kind(&value).unwrap(), Pet::Unknown(value));
    }
}
