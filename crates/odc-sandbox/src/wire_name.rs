//! Enumerations as the wire spells them.

/// A set of values with a fixed spelling each.
pub(crate) trait WireName: Copy + Sized + 'static {
    /// Every value, in the order of the documents.
    const ALL: &'static [Self];

    /// The spelling on the wire.
    fn name(self) -> &'static str;

    /// Reads a spelling, in any case: texts and documents of the service differ in it.
    fn from_name(text: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|value| value.name().eq_ignore_ascii_case(text))
    }
}

/// Declares an enumeration whose values are spelled as they are named, or as the given text.
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
