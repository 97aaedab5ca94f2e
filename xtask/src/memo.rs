//! What a document was generated to, kept below `target/`: most runs find that nothing changed, and take the time of reading.
//!
//! Generating is a function of the document, its overlay and the program, so what was made of the same three is the same. If it
//! cannot be read or kept, it is made anew, which takes longer and is otherwise the same.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::document::hex;
use crate::pipeline::{Generated, Source};
use crate::workspace::Workspace;

/// The place of one document's memory, and what it was made of.
pub(crate) struct Memo {
    path: PathBuf,
    key: String,
}

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
        made_of.update(identity(crate::contain::program()?)?);
        for Source { file, text } in [document].into_iter().chain(overlay) {
            // With lengths, so that no text goes on in the next.
            made_of.update(format!("\n{} {file} {}\n{text}", file.len(), text.len()));
        }
        let path = workspace.root.join("target/xtask-memo");
        Some(Self {
            path: path.join(format!("{name}.json")),
            key: hex(&made_of.finalize()),
        })
    }

    pub(crate) fn recall(&self) -> Option<Generated> {
        let kept: Kept<Generated> = serde_json::from_slice(&fs::read(&self.path).ok()?).ok()?;
        (kept.key == self.key).then_some(kept.generated)
    }

    pub(crate) fn keep(&self, generated: &Generated) {
        let kept = Kept {
            key: self.key.clone(),
            generated,
        };
        let written = || {
            fs::create_dir_all(self.path.parent()?).ok()?;
            // Another task may read it meanwhile.
            let beside = self.path.with_extension(std::process::id().to_string());
            fs::write(&beside, serde_json::to_vec(&kept).ok()?).ok()?;
            fs::rename(&beside, &self.path).ok()
        };
        // See the top of the file.
        let _ = written();
    }
}

/// Which build of the program this is.
fn identity(program: &Path) -> Option<String> {
    let about = program.metadata().ok()?;
    let built = about.modified().ok()?;
    Some(format!("{} {} {built:?}", program.display(), about.len()))
}
