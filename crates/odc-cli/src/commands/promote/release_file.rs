//! The file of a release. It lists the assets to promote, with their tags and notes. Errors are reported with line
//! and column.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::commands::tag::version;
use crate::exit::Failure;
use crate::files::{self, LARGEST_NOTES, LARGEST_YAML};
use crate::yaml::{self, File, PathStep};

/// An asset of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::commands) struct Entry {
    /// Name, part of a name, or key.
    pub asset: String,
    /// Number of the revision; by default the one that runs in the stage before.
    pub revision: Option<i32>,
    pub tag: Option<String>,
    pub notes: Option<String>,
    /// The place in the file, if the asset comes from a file.
    pub place: Option<Place>,
}

/// An asset of a file. Line and column are determined only when an error needs them, because this reads the file
/// again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::commands) struct Place {
    file: Arc<File>,
    at: usize,
}

impl Place {
    fn of_failure(&self, failure: Failure) -> Failure {
        let way = [PathStep::Name("assets"), PathStep::At(self.at)];
        failure.at_place(&self.file.place(&way))
    }
}

impl Entry {
    pub(super) const fn of_asset(
        asset: String,
        tag: Option<String>,
        notes: Option<String>,
    ) -> Self {
        Self {
            asset,
            revision: None,
            tag,
            notes,
            place: None,
        }
    }

    /// A failure that concerns this asset, with its place in the file.
    pub(super) fn placed(&self, failure: Failure) -> Failure {
        match &self.place {
            Some(place) => place.of_failure(failure),
            None => failure,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "assets, with a list of them")]
struct Release {
    assets: Assets,
}

/// A list that is not empty.
#[derive(Debug)]
struct Assets(Vec<Line>);

/// An asset as a plain name, or with further members.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    asset: String,
    revision: Option<i32>,
    tag: Option<Version>,
    notes: Option<String>,
    notes_file: Option<PathBuf>,
}

#[derive(Debug)]
struct Version(String);

impl<'de> Deserialize<'de> for Assets {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(AssetsVisitor)
    }
}

struct AssetsVisitor;

impl<'de> Visitor<'de> for AssetsVisitor {
    type Value = Assets;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of assets")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Assets, A::Error> {
        let mut lines = Vec::new();
        while let Some(line) = list.next_element_seed(OneLine)? {
            lines.push(line);
        }
        if lines.is_empty() {
            return Err(A::Error::custom("there is no asset"));
        }
        Ok(Assets(lines))
    }
}

/// Reads an asset of the list. An untagged enum would not say which part of it is wrong.
struct OneLine;

impl<'de> DeserializeSeed<'de> for OneLine {
    type Value = Line;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Line, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for OneLine {
    type Value = Line;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of an asset, or `asset` with revision, tag, and notes or notes_file")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Line, E> {
        Ok(Line {
            asset: name.to_owned(),
            revision: None,
            tag: None,
            notes: None,
            notes_file: None,
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Line, A::Error> {
        let line = Line::deserialize(MapAccessDeserializer::new(map))?;
        let has_notes = line.notes.is_some() || line.notes_file.is_some();
        let problem = if line.notes.is_some() && line.notes_file.is_some() {
            "has notes and notes_file; leave one out"
        } else if has_notes && line.tag.is_none() {
            "has notes without a tag, to which notes belong"
        } else {
            return Ok(line);
        };
        Err(A::Error::custom(format_args!("{} {problem}", line.asset)))
    }
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(VersionVisitor)
    }
}

struct VersionVisitor;

impl Visitor<'_> for VersionVisitor {
    type Value = Version;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a tag, such as 1.4.0")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Version, E> {
        let checked = version(text).map(Version);
        checked.map_err(|why| E::custom(format_args!("the tag {text}: {why}")))
    }
}

/// Reads the file. Files of notes are in the same folder, or below.
///
/// # Errors
/// A file cannot be read, or a value is wrong.
pub(super) fn read(path: &Path) -> Result<Vec<Entry>, Failure> {
    let text = files::text(path, LARGEST_YAML)?;
    let name = path.display().to_string();
    let release: Release = serde_norway::from_str(&text).map_err(|error| {
        let problem = yaml::problem(&name, &error);
        Failure::usage(format_args!(
            "{problem}; write assets: [{{asset: NAME, revision: 3, tag: 1.4.0, notes_file: FILE}}]"
        ))
    })?;
    let file = Arc::new(File { name, text });
    let mut entries = Vec::new();
    for (at, line) in release.assets.0.into_iter().enumerate() {
        let file = Arc::clone(&file);
        let place = Place { file, at };
        let read = |notes: PathBuf| {
            let text = files::text_beside(path, &notes, LARGEST_NOTES);
            text.map_err(|failure| place.of_failure(failure))
        };
        let notes = match line.notes {
            Some(notes) => Some(notes),
            None => line.notes_file.map(read).transpose()?,
        };
        entries.push(Entry {
            asset: line.asset,
            revision: line.revision,
            tag: line.tag.map(|tag| tag.0),
            notes,
            place: Some(place),
        });
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Vec<Entry>, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("release.yaml");
        std::fs::write(&path, text).unwrap();
        std::fs::write(folder.path().join("NOTES.md"), "New.\n").unwrap();
        let before = format!("{}/", folder.path().display());
        let plain = |text: &str| text.replace(&before, "");
        match read(&path) {
            Ok(entries) => Ok(entries),
            Err(failure) => Err(plain(failure.line().unwrap())),
        }
    }

    #[test]
    fn an_asset_is_a_name_or_has_revision_tag_and_notes() {
        let text = "assets:\n- Booking\n- asset: Claims\n  revision: 3\n  tag: 1.4.0\n  notes_file: NOTES.md\n";
        let claims = Entry {
            asset: "Claims".to_owned(),
            revision: Some(3),
            tag: Some("1.4.0".to_owned()),
            notes: Some("New.\n".to_owned()),
            place: None,
        };
        let booking = Entry::of_asset("Booking".to_owned(), None, None);
        let mut read = read_text(text).unwrap();
        for (entry, line) in read.iter_mut().zip([2, 3]) {
            let failure = entry.placed(Failure::usage("x"));
            let place = format!("release.yaml at line {line} column 3: x");
            assert!(failure.line().unwrap().ends_with(&place), "{failure:?}");
            entry.place = None;
        }
        assert_eq!(read, [booking, claims]);
    }

    #[test]
    fn each_mistake_is_reported_with_line_column_and_expected_form() {
        for (text, problem, place) in [
            ("assets: []", "there is no asset", "line 1 column 9"),
            (
                "assets:\n- A\n- {asset: B, tag: 1.x}",
                "the tag 1.x: a tag is three whole numbers",
                "line 3 column 19",
            ),
            (
                "assets:\n- {asset: A, tag: 1.4}",
                "the tag 1.4: a tag is three whole numbers",
                "line 2 column 19",
            ),
            (
                "assets:\n- A\n- asset: B\n  notes: x",
                "B has notes without a tag",
                "line 3 column 3",
            ),
            (
                "assets:\n- {asset: A, tag: 1.0.0, notes: x, notes_file: y}",
                "A has notes and notes_file",
                "line 2 column 3",
            ),
            (
                "assets:\n- A\n- asset: B\n  revision: four",
                "expected i32",
                "line 4 column 13",
            ),
            (
                "assets:\n- A\n- asset: B\n  revison: 4",
                "unknown field `revison`, expected one of `asset`, `revision`",
                "line 4 column 3",
            ),
            (
                "assets:\n- A\n- revision: 4",
                "missing field `asset`",
                "line 3 column 3",
            ),
            (
                "assets:\n- A\n- [B]",
                "expected the name of an asset, or `asset` with",
                "line 3 column 3",
            ),
            (
                "assets:\n- A\n- 5",
                "expected the name of an asset, or `asset` with",
                "line 3 column 3",
            ),
            ("assets: A", "expected a list of assets", "line 1 column 9"),
            (
                "A",
                "expected assets, with a list of them",
                "line 1 column 1",
            ),
            (
                "assets:\n- A\nstages: QA",
                "unknown field `stages`",
                "line 3 column 1",
            ),
            (
                "assets:\n- {asset: A",
                "did not find expected",
                "line 2 column 3",
            ),
            (
                "assets:\n- A\n- {asset: B, tag: 1.0.0, notes_file: gone.md}",
                "cannot read gone.md",
                "line 3 column 3",
            ),
            (
                "assets:\n- {asset: B, tag: 1.0.0, notes_file: /proc/self/environ}",
                "cannot read /proc/self/environ: the file has to be in the folder of the file that names it",
                "line 2 column 3",
            ),
        ] {
            let line = read_text(text).unwrap_err();
            assert!(line.starts_with("release.yaml"), "{text}: {line}");
            assert!(
                line.contains(problem) && line.contains(place),
                "{text}: {line}"
            );
            assert!(!line.contains('\n'), "{text}: {line}");
        }
    }
}
