//! Reads generated unions: one of several types, which a tag or the fields of the value decide.
//!
//! A value that fits no alternative is kept unchanged: the service adds alternatives without notice.

use serde::{Deserialize, Deserializer, de};
use serde_json::Value;

use crate::metered::{Meter, Metered};

/// Reads a value as one alternative of the union.
type Read<T> = for<'v> fn(Metered<'v, &'v Value>) -> serde_json::Result<T>;

/// Reads the alternative that the member `tag` names, by the table of tags.
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
/// A value that is not what its tag says is kept unchanged too.
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
        Some(Value::Null) | None => return Ok(unknown(value)),
        Some(other) => other.to_string(),
    };
    let meter = Meter::current();
    let named = alternatives.iter().find(|(name, _)| *name == given);
    let read = named.and_then(|(_, read)| read(Metered::new(&value, &meter)).ok());
    read_or_unknown(read, &meter, unknown, value)
}

/// What was read, or the value unchanged. A value that takes too much memory is an error.
fn read_or_unknown<T, E: de::Error>(
    read: Option<T>,
    meter: &Meter,
    unknown: fn(Value) -> T,
    value: Value,
) -> Result<T, E> {
    if meter.exceeded() {
        return Err(E::custom("the value takes too much memory"));
    }
    Ok(read.unwrap_or_else(|| unknown(value)))
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
    /// An object with the members `known`; those in `required` must be there.
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

    /// The same for an object that keeps all other members too.
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

    /// Anything but an object with known members.
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
        // An alternative without a member of the value would lose the whole value.
        let keeps = known > 0 || fields.open || object.is_empty();
        (keeps && has(fields.required) == fields.required.len()).then_some(known)
    }
}

/// Reads the alternative that fits best: all its required members are there, and it knows the most members of the
/// value. If several are equal, the first one is read.
///
/// ```
/// use odc_runtime::union::{Alternative, by_fields};
/// use serde::Deserialize as _;
/// use serde_json::{Value, json};
///
/// #[derive(Debug, PartialEq)]
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
pub fn by_fields<'de, D: Deserializer<'de>, T>(
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
    let read = fitting
        .into_iter()
        .find_map(|(_, alternative)| (alternative.read)(Metered::new(&value, &meter)).ok());
    read_or_unknown(read, &meter, unknown, value)
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
    fn the_alternative_that_knows_the_most_members_is_chosen_and_every_value_is_written_as_it_came()
    {
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
    fn a_value_that_is_not_what_its_tag_says_is_kept() {
        let value = json!({"kind": "cat", "lives": "nine"});
        assert_eq!(by_kind(&value).unwrap(), Pet::Unknown(value));
    }
}
