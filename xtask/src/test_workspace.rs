//! A workspace in a temporary folder, for tests: its files, and the transcript of a task.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use crate::console::Console;
use crate::output::list_files;
use crate::verdict::Verdict;
use crate::workspace::Workspace;
use odc_codegen::document::Result;

pub(crate) struct TestWorkspace {
    folder: tempfile::TempDir,
    pub(crate) workspace: Workspace,
}

impl TestWorkspace {
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

    /// Every file with its bytes, except those below `target/`.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let target = self.path("target");
        let files = list_files(self.folder.path()).unwrap().into_iter();
        files
            .filter(|path| !path.starts_with(&target))
            .map(|path| (path.clone(), fs::read(path).unwrap()))
            .collect()
    }

    /// Runs a task. Returns its result, and what a shell would show, without the path of the folder.
    pub(crate) fn transcript(
        &self,
        command: &str,
        task: impl FnOnce(&mut Console<'_>) -> Result<Verdict>,
    ) -> (Result<Verdict>, String) {
        let mut out = Vec::new();
        let ended = task(&mut Console::new(&mut out));
        let mut output = String::from_utf8(out).unwrap();
        let code = match &ended {
            Ok(verdict) => verdict.exit_code(),
            Err(problem) => {
                let _ = writeln!(output, "error: {problem}");
                1
            }
        };
        let output = output.replace(&format!("{}/", self.folder.path().display()), "");
        let transcript = format!("$ cargo xtask {command}\n{output}$ echo $?\n{code}\n");
        (ended, transcript)
    }
}
