//! A field of a PATCH body: unchanged, cleared, or set.

use odc_http::secret::Secret;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A nullable field of a PATCH body, in its three states.
///
/// A missing field does not change the stored value, an explicit `null` clears it. `Option` has only one state for
/// both. A field of this type needs `#[serde(default, skip_serializing_if = "Patch::is_absent")]`. Generated structs
/// have this attribute.
///
/// ```
/// use odc_runtime::Patch;
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Serialize, Deserialize, Default)]
/// struct UpdateUser {
///     #[serde(default, skip_serializing_if = "Patch::is_absent")]
///     name: Patch<String>,
///     #[serde(default, skip_serializing_if = "Patch::is_absent")]
///     email: Patch<String>,
///     #[serde(default, skip_serializing_if = "Patch::is_absent")]
///     photo: Patch<String>,
/// }
///
/// let body = UpdateUser { name: "Ana".into(), photo: Patch::Null, ..UpdateUser::default() };
/// assert_eq!(serde_json::to_string(&body)?, r#"{"name":"Ana","photo":null}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Patch<T> {
    /// The field is not sent: the stored value stays.
    #[default]
    Absent,
    /// The field is sent as `null`: the stored value is cleared.
    Null,
    /// The field is sent with this value.
    Value(T),
}

impl<T> Patch<T> {
    /// Whether the field is not sent.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the field clears the stored value.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value to set, if there is one.
    pub const fn as_option(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value to set, if there is one.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Changes the value to set. Does not change the other two states.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Self::Absent => Patch::Absent,
            Self::Null => Patch::Null,
            Self::Value(value) => Patch::Value(change(value)),
        }
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T, const N: usize> From<[T; N]> for Patch<Vec<T>> {
    fn from(values: [T; N]) -> Self {
        Self::Value(values.into())
    }
}

impl From<&str> for Patch<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

impl From<&str> for Patch<Secret> {
    fn from(value: &str) -> Self {
        Self::Value(value.into())
    }
}

impl From<String> for Patch<Secret> {
    fn from(value: String) -> Self {
        Self::Value(value.into())
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_option().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Null, Self::Value))
    }
}

#[cfg(feature = "schemars")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Patch<T> {
    fn inline_schema() -> bool {
        Option::<T>::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        Option::<T>::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        Option::<T>::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Option::<T>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize, Deserialize, Debug, PartialEq, Default)]
    struct Body {
        #[serde(default, skip_serializing_if = "Patch::is_absent")]
        name: Patch<String>,
        #[serde(default, skip_serializing_if = "Patch::is_absent")]
        age: Patch<i32>,
    }

    #[test]
    fn each_of_the_three_states_survives_a_round_trip() {
        for (text, body) in [
            ("{}", Body::default()),
            (
                r#"{"name":null}"#,
                Body {
                    name: Patch::Null,
                    age: Patch::Absent,
                },
            ),
            (
                r#"{"name":"Ana","age":7}"#,
                Body {
                    name: "Ana".into(),
                    age: 7.into(),
                },
            ),
        ] {
            assert_eq!(serde_json::to_string(&body).unwrap(), text);
            assert_eq!(serde_json::from_str::<Body>(text).unwrap(), body);
        }
    }

    #[test]
    fn a_value_is_seen_as_an_option() {
        assert_eq!(Patch::from(3).as_option(), Some(&3));
        assert_eq!(Patch::<i32>::Null.as_option(), None);
        assert_eq!(Patch::<i32>::Absent.into_option(), None);
        assert_eq!(Patch::from(3).map(|n| n + 1), Patch::Value(4));
    }

    #[cfg(feature = "schemars")]
    #[test]
    fn its_schema_is_the_schema_of_a_nullable_value() {
        let mut generator = schemars::SchemaGenerator::default();
        let patch = generator.subschema_for::<Patch<String>>();
        assert_eq!(patch, generator.subschema_for::<Option<String>>());
    }
}
