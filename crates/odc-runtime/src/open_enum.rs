//! Enums that accept values which the service adds later.

use std::cell::Cell;

/// Defines a string enum that stays open.
///
/// The service adds values without notice. A value without a variant here decodes as `Unknown`, prints unchanged, and
/// can be sent back unchanged. Code that matches must have a wildcard arm (`#[non_exhaustive]`), so that a new
/// variant in a later version breaks nothing. If a value has no variant yet, match on `as_str`: this works both
/// before and after it gets a variant.
///
/// The enum gets `as_str`, `VALUES`, `is_unknown`, `Display`, `FromStr` (which cannot fail), `From<&str>`,
/// `From<String>`, serde, comparison by text, and `JsonSchema` with the feature `schemars`.
///
/// ```
/// odc_runtime::open_enum! {
///     /// What a user account may do.
///     pub enum UserStatus {
///         /// May sign in.
///         Active = "Active",
///         /// May not.
///         Inactive = "Inactive",
///     }
/// }
///
/// let known: UserStatus = serde_json::from_str(r#""Active""#)?;
/// assert_eq!(known, UserStatus::Active);
///
/// let new: UserStatus = serde_json::from_str(r#""Paused""#)?;
/// assert!(new.is_unknown());
/// assert_eq!(new.as_str(), "Paused");
/// assert_eq!(serde_json::to_string(&new)?, r#""Paused""#);
/// assert_eq!(UserStatus::VALUES, ["Active", "Inactive"]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! open_enum {
    (
        $(#[$outer:meta])*
        $vis:vis enum $name:ident {
            $( $(#[$inner:meta])* $variant:ident = $text:literal ),* $(,)?
        }
    ) => {
        $(#[$outer])*
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        $vis enum $name {
            $( $(#[$inner])* $variant, )*
            /// A value without a variant in this version of the crate, unchanged.
            Unknown(String),
        }

        impl $name {
            /// Every value that has a variant, in the document's order.
            pub const VALUES: &'static [&'static str] = &[$($text),*];

            /// The value as the service writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $text, )*
                    Self::Unknown(text) => text,
                }
            }

            /// Whether this version of the crate has no variant for the value.
            #[must_use]
            pub fn is_unknown(&self) -> bool {
                !Self::VALUES.contains(&self.as_str())
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $( $text => Self::$variant, )*
                    _ => Self::Unknown(text.to_owned()),
                }
            }
        }

        $crate::__open_enum_impls!($name);
        $crate::__open_enum_schema!($name);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __open_enum_impls {
    ($name:ident) => {
        impl ::core::convert::From<String> for $name {
            fn from(text: String) -> Self {
                match Self::from(text.as_str()) {
                    Self::Unknown(_) => Self::Unknown(text),
                    known => known,
                }
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                Ok(Self::from(text))
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl ::core::cmp::PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::core::cmp::PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl ::core::cmp::PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl ::core::cmp::Ord for $name {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::open_string(deserializer, |text| {
                    let read = Self::from(text);
                    if let Self::Unknown(_) = read {
                        $crate::__private::count_unknown();
                    }
                    read
                })
            }
        }
    };
}

// `cfg` inside a macro uses the features of the crate that calls the macro. With two definitions, it uses the
// features of this crate.
#[cfg(feature = "schemars")]
#[doc(hidden)]
#[macro_export]
macro_rules! __open_enum_schema {
    ($name:ident) => {
        impl $crate::__private::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(stringify!($name))
            }

            fn schema_id() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(concat!(module_path!(), "::", stringify!($name)))
            }

            fn json_schema(
                _: &mut $crate::__private::schemars::SchemaGenerator,
            ) -> $crate::__private::schemars::Schema {
                $crate::__private::open_string_schema(Self::VALUES)
            }
        }
    };
}

#[cfg(not(feature = "schemars"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __open_enum_schema {
    ($name:ident) => {};
}

thread_local! {
    /// How many values without a variant this thread has read.
    static UNKNOWN: Cell<usize> = const { Cell::new(0) };
}

/// Counts a value that has no variant. A union compares the numbers of its alternatives.
pub fn count_unknown() {
    UNKNOWN.set(UNKNOWN.get().wrapping_add(1));
}

/// How many values without a variant this thread has read.
pub(crate) fn unknown_values() -> usize {
    UNKNOWN.get()
}

/// Reads a string, without a copy if the format allows that.
///
/// # Errors
///
/// The value is not a string.
pub fn open_string<'de, D, T>(deserializer: D, make: fn(&str) -> T) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
{
    struct Visitor<T>(fn(&str) -> T);

    impl<T> serde::de::Visitor<'_> for Visitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E>(self, text: &str) -> Result<T, E> {
            Ok((self.0)(text))
        }
    }

    deserializer.deserialize_str(Visitor(make))
}

/// A string whose known values are examples: the set is open.
#[cfg(feature = "schemars")]
#[must_use]
pub fn open_string_schema(values: &[&str]) -> schemars::Schema {
    schemars::json_schema!({ "type": "string", "examples": values })
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    open_enum! {
        /// Where a role comes from.
        pub enum Source {
            /// Granted to the user.
            Direct = "Direct",
            /// Inherited.
            GroupAssigned = "Group assigned",
        }
    }

    #[test]
    fn an_unknown_value_round_trips() {
        let source: Source = serde_json::from_str("\"Moon\"").unwrap();
        assert_eq!(source, Source::Unknown("Moon".into()));
        assert_eq!(source.to_string(), "Moon");
        assert!(source.is_unknown());
        assert_eq!(serde_json::to_string(&source).unwrap(), "\"Moon\"");
    }

    #[test]
    fn a_known_value_is_written_as_in_the_document() {
        assert_eq!(Source::GroupAssigned.to_string(), "Group assigned");
        assert_eq!(Source::from("Group assigned"), Source::GroupAssigned);
        assert_eq!("Direct".parse::<Source>(), Ok(Source::Direct));
        assert_eq!(Source::Direct, "Direct");
        assert_eq!(format!("{:>8}", Source::Direct), "  Direct");
    }

    #[test]
    fn an_unknown_with_the_text_of_a_known_value_equals_it() {
        let disguised = Source::Unknown("Direct".into());
        assert_eq!(disguised, Source::Direct);
        assert!(!disguised.is_unknown());
        let set: HashSet<_> = [disguised.clone(), Source::Direct].into();
        assert_eq!(set.len(), 1);
        let set: BTreeSet<_> = [disguised, Source::Direct].into();
        assert_eq!(set.len(), 1);
    }

    #[test]
    fn only_strings_are_values() {
        assert!(serde_json::from_str::<Source>("7").is_err());
    }

    #[cfg(feature = "schemars")]
    #[test]
    fn its_schema_lists_the_known_values_and_allows_others() {
        let schema = schemars::schema_for!(Source);
        assert_eq!(schema.get("type").unwrap(), "string");
        assert!(schema.get("enum").is_none());
        assert_eq!(schema.get("examples").unwrap()[1], "Group assigned");
    }
}
