//! The file of a release: which assets are promoted, with which tags and notes.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::commands::tag::version;
use crate::exit::Failure;
use crate::folders::cannot;

/// An asset of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::commands) struct Entry {
    /// Name, part of a name, or key.
    pub asset: String,
    /// Number of the revision; by default the one that runs in the stage before.
    pub revision: Option<i32>,
    pub tag: Option<String>,
    pub notes: Option<String>,
}

impl Entry {
    pub(super) const fn of(asset: String, tag: Option<String>, notes: Option<String>) -> Self {
        Self {
            asset,
            revision: None,
            tag,
            notes,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Release {
    assets: Vec<Line>,
}

/// An asset as a name alone, or with more.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Line {
    Name(String),
    Full(Full),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Full {
    asset: String,
    revision: Option<i32>,
    tag: Option<String>,
    notes: Option<String>,
    notes_file: Option<PathBuf>,
}

/// Reads the file. Files of notes stand beside it.
///
/// # Errors
/// A file cannot be read, or a line is wrong; the failure names line and column where the parser knows them.
pub(super) fn read(path: &Path) -> Result<Vec<Entry>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| cannot("read", path, &error))?;
    let wrong = |why: &dyn std::fmt::Display| {
        Failure::usage(format_args!(
            "{}: {why}; write assets: [{{asset: NAME, revision: 3, tag: 1.4.0, notes_file: FILE}}]",
            path.display()
        ))
    };
    let release: Release = serde_norway::from_str(&text).map_err(|error| wrong(&error))?;
    let folder = path.parent().unwrap_or_else(|| Path::new(""));
    let mut entries = Vec::new();
    for line in release.assets {
        let full = match line {
            Line::Name(asset) => {
                entries.push(Entry::of(asset, None, None));
                continue;
            }
            Line::Full(full) => full,
        };
        if let Some(tag) = &full.tag {
            version(tag)
                .map_err(|why| wrong(&format!("the tag {tag} of {}: {why}", full.asset)))?;
        }
        let notes = match (full.notes, full.notes_file) {
            (Some(_), Some(_)) => {
                return Err(wrong(&format!("{} has notes and notes_file", full.asset)));
            }
            (notes @ Some(_), None) => notes,
            (None, file) => {
                let read = |file: PathBuf| {
                    let file = folder.join(file);
                    std::fs::read_to_string(&file).map_err(|error| cannot("read", &file, &error))
                };
                file.map(read).transpose()?
            }
        };
        if notes.is_some() && full.tag.is_none() {
            return Err(wrong(&format!("{} has notes without a tag", full.asset)));
        }
        entries.push(Entry {
            asset: full.asset,
            revision: full.revision,
            tag: full.tag,
            notes,
        });
    }
    if entries.is_empty() {
        return Err(wrong(&"there is no asset"));
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Vec<Entry>, Failure> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("release.yaml");
        std::fs::write(&path, text).unwrap();
        std::fs::write(folder.path().join("NOTES.md"), "New.\n").unwrap();
        read(&path)
    }

    #[test]
    fn an_asset_is_a_name_or_has_revision_tag_and_notes() {
        let text = "assets:\n- Booking\n- asset: Claims\n  revision: 3\n  tag: 1.4.0\n  notes_file: NOTES.md\n";
        let claims = Entry {
            asset: "Claims".to_owned(),
            revision: Some(3),
            tag: Some("1.4.0".to_owned()),
            notes: Some("New.\n".to_owned()),
        };
        let booking = Entry::of("Booking".to_owned(), None, None);
        assert_eq!(read_text(text).unwrap(), [booking, claims]);
    }

    #[test]
    fn a_wrong_file_is_refused_in_one_line() {
        for (text, why) in [
            ("assets: []", "there is no asset"),
            ("assets:\n- {asset: A, tag: 1.x}", "the tag 1.x of A"),
            ("assets:\n- {asset: A, notes: x}", "notes without a tag"),
            ("assets:\n- A\nstages: QA", "line 3 column 1"),
            ("assets:\n  - [", "line 3 column 1"),
        ] {
            let failure = read_text(text).unwrap_err();
            let line = failure.line().unwrap();
            assert!(line.contains(why) && !line.contains('\n'), "{text}: {line}");
        }
    }
}
