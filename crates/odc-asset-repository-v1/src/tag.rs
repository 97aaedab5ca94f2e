//! Tags of revisions: three numbers. A new tag is higher than all earlier ones.

use std::fmt;
use std::str::FromStr;

use odc_runtime::Error;

use crate::generated::client::Client;

/// A tag, such as `1.4.0`; the portal calls it a version. Tags are compared number by number.
///
/// ```
/// use odc_asset_repository_v1::Tag;
///
/// let highest: Tag = "1.9.9".parse().expect("three numbers");
/// assert!(highest < "1.10.0".parse().expect("three numbers"));
/// assert_eq!(highest.next().expect("a tag").to_string(), "1.9.10");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// A text that is not a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidTag(String);

impl fmt::Display for InvalidTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.escape_debug();
        write!(
            f,
            "the tag {text} is not valid; pass three whole numbers, such as 1.4.0"
        )
    }
}

impl std::error::Error for InvalidTag {}

impl FromStr for Tag {
    type Err = InvalidTag;

    fn from_str(text: &str) -> Result<Self, InvalidTag> {
        let number = |part: &str| {
            let is_plain = part.bytes().all(|one| one.is_ascii_digit());
            part.parse().ok().filter(|_| is_plain)
        };
        let numbers: Option<Vec<u32>> = text.split('.').map(number).collect();
        match numbers.as_deref() {
            Some(&[major, minor, patch]) => Ok(Self([major, minor, patch])),
            _ => Err(InvalidTag(text.to_owned())),
        }
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([major, minor, patch]) = self;
        write!(f, "{major}.{minor}.{patch}")
    }
}

impl Client {
    /// The tag after the highest tag of an asset, as the portal proposes it. [`Tag::FIRST`] if no revision has a tag.
    /// `None` if the highest tag does not consist of three numbers, or is the highest possible tag.
    ///
    /// ```no_run
    /// # async fn example(assets: odc_asset_repository_v1::Client, asset_key: uuid::Uuid) -> Result<(), odc_runtime::Error> {
    /// let newest = assets.get_latest_revision(asset_key).send().await?;
    /// if let Some(tag) = assets.next_tag(asset_key).await? {
    ///     assets.tag_revision(asset_key, newest.revision).tag(tag.to_string()).send().await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The call failed. A 404 is not an error: users of the service have seen it for an asset without tags.
    pub async fn next_tag(&self, asset_key: impl ToString) -> Result<Option<Tag>, Error> {
        match self.get_highest_tagged_revision(asset_key).send().await {
            Ok(highest) => {
                let tag = highest.tag.as_deref().unwrap_or_default();
                Ok(tag.parse().ok().and_then(Tag::next))
            }
            Err(error) if error.is_not_found() => Ok(Some(Tag::FIRST)),
            Err(error) => Err(error),
        }
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
