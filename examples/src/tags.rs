//! Tags of revisions: three numbers, of which a new one is higher than all before.

use std::fmt;
use std::str::FromStr;

use anyhow::bail;

/// A tag, such as 1.4.0. Tags are compared number by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag([u32; 3]);

impl Tag {
    /// The tag that the portal proposes for the first revision that gets one.
    pub const FIRST: Self = Self([0, 1, 0]);

    /// The tag that the portal proposes after this one, if there is one.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        let Self([major, minor, patch]) = self;
        Some(Self([major, minor, patch.checked_add(1)?]))
    }
}

impl FromStr for Tag {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let is_number = |part: &&str| part.bytes().all(|one| one.is_ascii_digit());
        let parts = text.split('.').filter(is_number);
        let numbers: Vec<u32> = parts.filter_map(|part| part.parse().ok()).collect();
        match numbers.as_slice() {
            &[major, minor, patch] if text.split('.').count() == 3 => {
                Ok(Self([major, minor, patch]))
            }
            _ => bail!("the tag {text} is not valid; pass three whole numbers, such as 1.4.0"),
        }
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([major, minor, patch]) = self;
        write!(f, "{major}.{minor}.{patch}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_three_numbers_and_nothing_else() {
        for text in ["1.2.3", "0.1.0", "10.0.4294967295"] {
            assert_eq!(text.parse::<Tag>().expect("a tag").to_string(), text);
        }
        for text in [
            "",
            "1",
            "1.2",
            "1.2.3.4",
            "1.2.x",
            "1.2.",
            "1.2.3-rc",
            "+1.2.3",
            "1.2.3.x",
            "1.2.4294967296",
        ] {
            assert!(text.parse::<Tag>().is_err(), "{text}");
        }
    }

    #[test]
    fn tags_are_compared_by_number() {
        let of = |text: &str| text.parse::<Tag>().expect("a tag");
        assert!(of("1.10.0") > of("1.9.9"));
        assert_eq!(of("1.9.9").next(), Some(of("1.9.10")));
        assert_eq!(of("1.0.4294967295").next(), None);
    }
}
