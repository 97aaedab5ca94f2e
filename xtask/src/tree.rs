//! A workspace in a temporary folder, and what a task says and leaves there, for tests.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use crate::console::Console;
use crate::outcome::Outcome;
use crate::output::files_in;
use crate::workspace::Workspace;
use odc_codegen::document::Result;

pub(crate) struct Tree {
    folder: tempfile::TempDir,
    pub(crate) workspace: Workspace,
}

impl Tree {
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace {
            root: folder.path().to_owned(),
        };
        Self { folder, workspace }
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Every file with its bytes, but what is staged below `target/`.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let target = self.path("target");
        let files = files_in(self.folder.path()).unwrap().into_iter();
        files
            .filter(|path| !path.starts_with(&target))
            .map(|path| (path.clone(), fs::read(path).unwrap()))
            .collect()
    }

    /// Runs a task; what it ends with, and what a shell shows, without the name of the folder.
    pub(crate) fn transcript(
        &self,
        command: &str,
        task: impl FnOnce(&mut Console<'_>) -> Result<Outcome>,
    ) -> (Result<Outcome>, String) {
        let mut out = Vec::new();
        let ended = task(&mut Console::new(&mut out));
        let mut said = String::from_utf8(out).unwrap();
        let code = match &ended {
            Ok(Outcome::Fresh) => 0,
            Ok(Outcome::Stale) => 4,
            Err(problem) => {
                let _ = writeln!(said, "error: {problem}");
                1
            }
        };
        let said = said.replace(&format!("{}/", self.folder.path().display()), "");
        let transcript = format!("$ cargo xtask {command}\n{said}$ echo $?\n{code}\n");
        (ended, transcript)
    }
}
