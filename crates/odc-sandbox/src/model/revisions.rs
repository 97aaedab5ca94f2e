//! Revisions of assets, and the rules of their tags.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The size of the source of a seeded revision, in bytes.
pub(crate) const SEEDED_BYTES: u32 = 4096;

/// One state of an asset's source. Its number is not stored, because it follows from its place in the asset's list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Revision {
    pub(crate) at: DateTime<Utc>,
    pub(crate) by: Uuid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) message: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tag: Option<Box<Tag>>,
    /// The name of the asset in this revision, if its name is different today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) former_name: Option<String>,
    /// The size of the source, in bytes.
    #[serde(default = "seeded_bytes", skip_serializing_if = "is_seeded")]
    pub(crate) bytes: u32,
}

fn seeded_bytes() -> u32 {
    SEEDED_BYTES
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde gives a reference to the field"
)]
fn is_seeded(bytes: &u32) -> bool {
    *bytes == SEEDED_BYTES
}

impl Revision {
    pub(crate) fn new(at: DateTime<Utc>, by: Uuid) -> Self {
        Self {
            at,
            by,
            message: None,
            tag: None,
            former_name: None,
            bytes: SEEDED_BYTES,
        }
    }

    /// The name of the tag.
    pub(crate) fn tag_name(&self) -> Option<&str> {
        self.tag.as_ref().map(|tag| tag.name.as_str())
    }
}

/// The version with which a revision is tagged.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) by: Uuid,
    pub(crate) at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) notes: Option<String>,
}

/// A version of three numbers. Versions are compared number by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version([u32; 3]);

impl Version {
    /// Reads `MAJOR.MINOR.PATCH`. Returns `None` for any other text.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut numbers = [0; 3];
        let mut parts = text.split('.');
        for number in &mut numbers {
            let part = parts.next()?;
            let is_plain = part.bytes().all(|one| one.is_ascii_digit());
            *number = part.parse().ok().filter(|_| is_plain)?;
        }
        parts.next().is_none().then_some(Self(numbers))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.0;
        write!(f, "{major}.{minor}.{patch}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_three_numbers_and_nothing_else() {
        for text in ["1.2.3", "0.1.0", "10.0.4294967295"] {
            assert!(Version::parse(text).is_some(), "{text}");
        }
        for text in [
            "",
            "1",
            "1.2",
            "1.2.3.4",
            "1.2.x",
            "1.2.",
            "v1.2.3",
            "+1.2.3",
            "1.2.3-a",
            " 1.2.3",
            "1.2.4294967296",
        ] {
            assert!(Version::parse(text).is_none(), "{text}");
        }
        assert!(Version::parse("1.9.0") < Version::parse("1.10.0"));
    }
}
