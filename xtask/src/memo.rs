//! What a document was generated to, kept below `target/`: most runs find that nothing changed, and take the time of reading.
//!
//! The same document, overlay and program always generate the same files. When the memory cannot be read or kept, the files are
//! generated again, which only takes longer.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::workspace::{Workspace, without_links};
use odc_codegen::document::{hex, read_text};
use odc_codegen::{Generated, Source};

/// The place of one document's memory, and what it was made of.
pub(crate) struct Memo {
    root: PathBuf,
    path: PathBuf,
    key: String,
}

/// The folder of all memories in a workspace.
const FOLDER: &str = "target/xtask-memo";

#[derive(Serialize, Deserialize)]
struct Kept<T> {
    key: String,
    generated: T,
}

impl Memo {
    /// None where the program is not known, as in unit tests.
    pub(crate) fn of(
        workspace: &Workspace,
        name: &str,
        (document, overlay): (&Source, Option<&Source>),
    ) -> Option<Self> {
        let mut made_of = Sha256::new();
        made_of.update(identity(odc_codegen::contain::worker_program()?)?);
        for Source { file, text } in [document].into_iter().chain(overlay) {
            // With lengths, so that no text goes on in the next.
            made_of.update(format!("\n{} {file} {}\n{text}", file.len(), text.len()));
        }
        let root = workspace.root.clone();
        Some(Self {
            path: root.join(FOLDER).join(format!("{name}.json")),
            root,
            key: hex(&made_of.finalize()),
        })
    }

    pub(crate) fn recall(&self) -> Option<Generated> {
        without_links(&self.root, &self.path).ok()?;
        // Reading a pipe would wait for its writer.
        let is_file = fs::symlink_metadata(&self.path).is_ok_and(|found| found.is_file());
        let text = is_file.then(|| read_text(&self.path, FOLDER))?.ok()?;
        let kept: Kept<Generated> = serde_json::from_str(&text).ok()?;
        (kept.key == self.key).then_some(kept.generated)
    }

    pub(crate) fn keep(&self, generated: &Generated) {
        let kept = Kept {
            key: self.key.clone(),
            generated,
        };
        let written = || {
            // Another task may read it meanwhile.
            let beside = self.path.with_extension(std::process::id().to_string());
            without_links(&self.root, &beside).ok()?;
            fs::create_dir_all(self.path.parent()?).ok()?;
            // What is there already may be a pipe, or another name of a file elsewhere.
            let mut file = File::create_new(&beside).ok()?;
            file.write_all(&serde_json::to_vec(&kept).ok()?).ok()?;
            fs::rename(&beside, &self.path).ok()
        };
        // See the top of the file.
        let _ = written();
    }
}

/// Clears away what a task left that was killed while it kept a memory. (One that is at it keeps none.)
pub(crate) fn sweep(root: &Path) {
    let folder = root.join(FOLDER);
    let is_left = |path: &PathBuf| path.extension().is_none_or(|extension| extension != "json");
    let entries = without_links(root, &folder)
        .ok()
        .and_then(|()| fs::read_dir(folder).ok());
    for path in entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(is_left)
    {
        // What stays takes its place on the disk and is otherwise without effect.
        let _ = fs::remove_file(path);
    }
}

/// Which build of the program this is.
fn identity(program: &Path) -> Option<String> {
    let about = program.metadata().ok()?;
    let built = about.modified().ok()?;
    Some(format!("{} {} {built:?}", program.display(), about.len()))
}
