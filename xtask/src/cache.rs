//! Caches the generated files of each document below `target/`. Most runs find that nothing changed, and then only read.
//!
//! The same document, overlay and program always generate the same files. If an entry cannot be read or written, the files
//! are generated again, which only takes longer.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::workspace::{Workspace, refuse_links};
use odc_codegen::document::{hex, read_text};
use odc_codegen::{Generated, Source};

/// The cache entry of one document.
pub(crate) struct Cache {
    root: PathBuf,
    path: PathBuf,
    /// The digest of the document, its overlay and the program.
    key: String,
}

/// The folder of all entries in a workspace.
const FOLDER: &str = "target/xtask-cache";

#[derive(Serialize, Deserialize)]
struct Entry<T> {
    key: String,
    generated: T,
}

impl Cache {
    /// The entry of a document. `None` if the path of the program is not known, as in unit tests.
    pub(crate) fn of_document(
        workspace: &Workspace,
        name: &str,
        (document, overlay): (&Source, Option<&Source>),
    ) -> Option<Self> {
        let mut digest = Sha256::new();
        digest.update(build_identity(odc_codegen::contain::worker_program()?)?);
        for Source { file, text } in [document].into_iter().chain(overlay) {
            // The lengths separate the texts. Without them, the end of one text could count as the beginning of the next.
            digest.update(format!("\n{} {file} {}\n{text}", file.len(), text.len()));
        }
        let root = workspace.root.clone();
        Some(Self {
            path: root.join(FOLDER).join(format!("{name}.json")),
            root,
            key: hex(&digest.finalize()),
        })
    }

    /// The cached files; `None` if they belong to another document, overlay or program.
    pub(crate) fn load(&self) -> Option<Generated> {
        refuse_links(&self.root, &self.path).ok()?;
        // Reading a pipe would block until a program writes to it.
        let is_file = fs::symlink_metadata(&self.path).is_ok_and(|found| found.is_file());
        let text = is_file.then(|| read_text(&self.path, FOLDER))?.ok()?;
        let entry: Entry<Generated> = serde_json::from_str(&text).ok()?;
        (entry.key == self.key).then_some(entry.generated)
    }

    pub(crate) fn store(&self, generated: &Generated) {
        let entry = Entry {
            key: self.key.clone(),
            generated,
        };
        let written = || {
            // Another task may read the entry at the same time. So a complete new file replaces it.
            let temporary = self.path.with_extension(std::process::id().to_string());
            refuse_links(&self.root, &temporary).ok()?;
            fs::create_dir_all(self.path.parent()?).ok()?;
            // An existing entry may be a pipe, or a hard link to another file. So this never writes to an existing file.
            let mut file = File::create_new(&temporary).ok()?;
            file.write_all(&serde_json::to_vec(&entry).ok()?).ok()?;
            fs::rename(&temporary, &self.path).ok()
        };
        // If this fails, the next run only takes longer.
        let _ = written();
    }
}

/// Removes the files that killed tasks left. If another task writes an entry at the same time, that entry is lost.
pub(crate) fn remove_leftovers(root: &Path) {
    let folder = root.join(FOLDER);
    let is_leftover = |path: &PathBuf| path.extension().is_none_or(|extension| extension != "json");
    let entries = refuse_links(root, &folder)
        .ok()
        .and_then(|()| fs::read_dir(folder).ok());
    for path in entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(is_leftover)
    {
        // If this fails, the file only takes space on the disk.
        let _ = fs::remove_file(path);
    }
}

/// A text that differs between two builds of the program.
fn build_identity(program: &Path) -> Option<String> {
    let about = program.metadata().ok()?;
    let built = about.modified().ok()?;
    Some(format!("{} {} {built:?}", program.display(), about.len()))
}
