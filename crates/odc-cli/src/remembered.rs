//! Stores the names and keys of stages and assets from the last responses, in a file for each API client, so that a
//! shell can complete them without a request. They are not secrets.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::exit::Failure;
use crate::folders::{Folders, cannot, read_private, write_private};
use crate::names::Named;

/// The remembered names of a tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Names {
    /// The stages.
    #[serde(default)]
    pub stages: Vec<Named>,
    /// The assets.
    #[serde(default)]
    pub assets: Vec<Named>,
}

/// The file for an API client of a tenant.
#[must_use]
pub fn file(folders: &Folders, domain: &str, client_id: &str) -> PathBuf {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let name = format!("{domain}_{client_id}").replace(|c| !plain(c), "_");
    folders.names().join(name + ".json")
}

/// The file for the embedded sandbox.
#[must_use]
pub fn file_of_sandbox(folders: &Folders) -> PathBuf {
    folders.names().join("sandbox.json")
}

/// The content of a file. If the file is missing or damaged, the content is empty, and nothing is completed.
#[must_use]
pub fn read(file: &Path) -> Names {
    let text = read_private(file).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

/// Stores all stages.
pub fn stages(file: &Path, stages: Vec<Named>) {
    change(file, |names| names.stages = stages);
}

/// Stores all assets.
pub fn assets(file: &Path, assets: Vec<Named>) {
    change(file, |names| names.assets = assets);
}

/// Removes the file.
///
/// # Errors
/// The system refuses it.
pub fn forget(file: &Path) -> Result<(), Failure> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(cannot("remove", file, &error))
        }
        _ => Ok(()),
    }
}

fn change(file: &Path, change: impl FnOnce(&mut Names)) {
    let old = read(file);
    let mut names = old.clone();
    change(&mut names);
    if names != old {
        // Without the file nothing is completed. The command has its data, so this is not a failure.
        let _ = serde_json::to_vec(&names).map(|json| write_private(file, &json));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Named {
        Named {
            key: format!("key of {name}"),
            name: name.to_owned(),
        }
    }

    #[test]
    fn stages_and_assets_are_stored_together() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("names/a.json");
        stages(&file, vec![named("QA")]);
        assets(&file, vec![named("Portal"), named("Desk")]);
        assets(&file, vec![named("Portal")]);
        let names = read(&file);
        assert_eq!(names.stages, [named("QA")]);
        assert_eq!(names.assets, [named("Portal")]);
    }

    #[test]
    fn a_damaged_file_is_replaced_and_an_unwritable_folder_is_ignored() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        std::fs::write(&file, "{").unwrap();
        assert_eq!(read(&file), Names::default());
        stages(&file, vec![named("QA")]);
        assert_eq!(read(&file).stages, [named("QA")]);
        let below_a_file = file.join("b.json");
        stages(&below_a_file, vec![named("QA")]);
        assert_eq!(read(&below_a_file), Names::default());
    }
}
