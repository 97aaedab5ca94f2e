//! Enumerations, with the spelling that requests and responses use.

/// An enumeration whose values have a fixed spelling in requests and responses.
pub(crate) trait WireName: Copy + Sized + 'static {
    /// Every value, in the order of the documents.
    const ALL: &'static [Self];

    /// The spelling in requests and responses.
    fn name(self) -> &'static str;

    /// The value of a spelling. Upper and lower case are the same, because the service's texts and documents differ in it.
    fn from_name(text: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|value| value.name().eq_ignore_ascii_case(text))
    }
}

/// Declares an enumeration with the spelling of each value.
macro_rules! wire_names {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$doc:meta])* $value:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        $vis enum $name { $($(#[$doc])* #[serde(rename = $text)] $value),+ }

        impl $crate::wire_name::WireName for $name {
            const ALL: &'static [Self] = &[$(Self::$value),+];
            fn name(self) -> &'static str {
                match self { $(Self::$value => $text),+ }
            }
        }
    };
}
pub(crate) use wire_names;
