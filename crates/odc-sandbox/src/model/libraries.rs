//! Libraries: assets that others build on.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::stages::Tag;
use crate::wire_name::wire_names;

wire_names! {
    /// What a library is.
    pub(crate) enum LibraryType {
        LowCode = "LowCodeLibrary",
        Extension = "ExtensionLibrary",
        External = "ExternalLibrary",
        Widget = "WidgetLibrary",
        Mobile = "MobileLibrary",
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Library {
    pub(crate) key: Uuid,
    pub(crate) kind: LibraryType,
    pub(crate) is_built_in: bool,
    pub(crate) portfolio: Uuid,
    /// Newest first. The service keeps the newest revision and all tagged ones.
    pub(crate) revisions: Vec<LibraryRevision>,
}

/// One published version of a library.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct LibraryRevision {
    pub(crate) number: i32,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) icon_url: Option<String>,
    pub(crate) at: DateTime<Utc>,
    pub(crate) by: Uuid,
    pub(crate) tag: Option<Tag>,
}

impl Library {
    /// The name in the newest revision.
    pub(crate) fn name(&self) -> &str {
        self.revisions
            .first()
            .map_or("", |revision| revision.name.as_str())
    }

    /// When the newest revision was published.
    pub(crate) fn published_at(&self) -> Option<DateTime<Utc>> {
        self.revisions.first().map(|revision| revision.at)
    }

    /// The revision with the highest version in its tag; versions are compared number by number.
    pub(crate) fn highest_tag(&self) -> Option<&LibraryRevision> {
        let tagged = self.revisions.iter();
        let tagged =
            tagged.filter_map(|revision| Some((version(&revision.tag.as_ref()?.name), revision)));
        tagged
            .max_by(|(a, _), (b, _)| a.cmp(b))
            .map(|(_, revision)| revision)
    }
}

fn version(tag: &str) -> Vec<u32> {
    tag.split('.')
        .map(|part| part.parse().unwrap_or_default())
        .collect()
}
