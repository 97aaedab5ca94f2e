//! Checks new tags.

use super::assets::Asset;
use super::revisions::Version;
use crate::problem::Problem;

impl Asset {
    /// Refuses a tag that the asset cannot get now. The tag is malformed, in use, or not above the highest tag. With
    /// `any_order`, the last check is omitted.
    pub(crate) fn check_new_tag(&self, tag: &str, any_order: bool) -> Result<(), Problem> {
        let version = Version::parse(tag).ok_or_else(|| {
            Problem::bad_request("tag must be three whole numbers, such as 1.4.0")
                .with_code("OS-APPS-40020")
        })?;
        let name = version.to_string();
        let mut revisions = self.numbered();
        let highest = self.highest_tag();
        if let Some((number, _)) = revisions.find(|(_, one)| one.tag_name() == Some(name.as_str()))
        {
            let above = highest.map_or(version, |(_, highest)| highest);
            return Err(Problem::bad_request(format!(
                "revision {number} of the asset has the tag {name} already; choose a tag above {above}"
            ))
            .with_code("OS-APPS-40021"));
        }
        match highest {
            Some((_, highest)) if !any_order && version <= highest => Err(Problem::bad_request(
                format!("tag must be higher than {highest}, the highest tag of the asset"),
            )
            .with_code("OS-APPS-40022")),
            _ => Ok(()),
        }
    }
}
