//! The one place that writes files of the workspace, or checks them: all files of a task, or none.
//!
//! A task plans every file first. What is right already is no part of the plan, so nobody touches it. `--check` shows
//! the plan; otherwise it is carried out as a whole, see [`commit`].

mod commit;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::problem::{Problem, Result};
use crate::workspace::Workspace;

#[cfg(test)]
pub(crate) use commit::tests::killed_after;

/// Lines of difference that are shown for a stale file.
const DIFF_LINES: usize = 12;

/// The files that a task is going to write or to delete, in this order.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Where new files are written before any takes its place.
    staging: PathBuf,
    changes: Vec<Change>,
}

/// A file that is not what it should be.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) path: PathBuf,
    before: Option<Vec<u8>>,
    /// None when the file has to go.
    after: Option<String>,
}

impl Plan {
    pub(crate) fn new(workspace: &Workspace) -> Self {
        Self {
            staging: workspace.root.join("target/xtask"),
            changes: Vec::new(),
        }
    }

    /// Adds a file, unless it has this text already.
    ///
    /// # Errors
    /// A file that is there and cannot be read.
    pub(crate) fn file(&mut self, path: PathBuf, text: String) -> Result<()> {
        let before = bytes(&path).map_err(|e| Problem::io("read", &path, &e))?;
        if before.as_deref() != Some(text.as_bytes()) {
            self.changes.push(Change {
                path,
                before,
                after: Some(text),
            });
        }
        Ok(())
    }

    /// Adds a folder that shall hold exactly these files.
    ///
    /// # Errors
    /// A file or a folder that is there and cannot be read.
    pub(crate) fn folder(&mut self, folder: &Path, files: BTreeMap<String, String>) -> Result<()> {
        let wanted: Vec<PathBuf> = files.keys().map(|name| folder.join(name)).collect();
        for (path, text) in wanted.iter().zip(files.into_values()) {
            self.file(path.clone(), text)?;
        }
        for path in files_in(folder)? {
            if !wanted.contains(&path) {
                let before = bytes(&path).map_err(|e| Problem::io("read", &path, &e))?;
                self.changes.push(Change {
                    path,
                    before,
                    after: None,
                });
            }
        }
        Ok(())
    }

    pub(crate) fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The changes below a folder.
    pub(crate) fn below(&self, folder: &Path) -> Vec<&Change> {
        let changes = self.changes.iter();
        changes
            .filter(|change| change.path.starts_with(folder))
            .collect()
    }

    /// Writes and deletes everything.
    ///
    /// # Errors
    /// A file that cannot be written, or that changed since it was planned; every file is then as it was.
    pub(crate) fn commit(&self) -> Result<()> {
        commit::commit(&self.staging, &self.changes)
    }
}

impl Change {
    /// Whether the file is what it was when it was planned, or already what it should be.
    fn is_due(&self) -> bool {
        match bytes(&self.path) {
            Ok(now) => {
                let wanted = self.after.as_deref().map(str::as_bytes);
                now == self.before || now.as_deref() == wanted
            }
            // Writing it says what is the matter.
            Err(_) => true,
        }
    }

    pub(crate) fn why(&self) -> &'static str {
        match (&self.before, &self.after) {
            (_, None) => "no longer generated",
            (None, _) => "missing",
            (Some(_), Some(_)) => "differs",
        }
    }

    /// The first lines that differ, `-` as it is, `+` as it should be.
    pub(crate) fn difference(&self) -> String {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => {
                first_difference(&String::from_utf8_lossy(before), after)
            }
            _ => String::new(),
        }
    }
}

/// What a file holds; none when it is not there, or is a link to nothing.
fn bytes(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

/// All files below a folder, sorted. A link is a file, wherever it leads.
pub(crate) fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let failed = |e: std::io::Error| Problem::io("list", &folder, &e);
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(e) if e.kind() == ErrorKind::NotFound => continue,
            Err(e) => return Err(failed(e)),
        };
        for entry in entries {
            let entry = entry.map_err(failed)?;
            if entry.file_type().map_err(failed)?.is_dir() {
                folders.push(entry.path());
            } else {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

fn first_difference(found: &str, wanted: &str) -> String {
    let diff = TextDiff::from_lines(found, wanted);
    let mut shown = String::new();
    let unified = diff.unified_diff().context_radius(1).to_string();
    for line in unified.lines().take(DIFF_LINES) {
        let _ = writeln!(shown, "    {line}");
    }
    if unified.lines().nth(DIFF_LINES).is_some() {
        shown.push_str("    …\n");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(folder: &tempfile::TempDir, content: &str) -> Plan {
        let mut plan = Plan::new(&Workspace {
            root: folder.path().to_owned(),
        });
        let files = BTreeMap::from([("a/b.rs".to_owned(), content.to_owned())]);
        plan.folder(&folder.path().join("src"), files).unwrap();
        plan
    }

    #[test]
    fn a_second_write_finds_nothing_to_do_and_touches_nothing() {
        let folder = tempfile::tempdir().unwrap();
        plan(&folder, "x\n").commit().unwrap();
        let modified = || {
            let file = folder.path().join("src/a/b.rs");
            fs::metadata(file).unwrap().modified().unwrap()
        };
        let written = modified();
        let again = plan(&folder, "x\n");
        assert!(again.changes().is_empty());
        again.commit().unwrap();
        assert_eq!(modified(), written);
    }

    #[test]
    fn a_plan_lists_what_differs_is_missing_or_left_over_and_writes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let old = folder.path().join("src/old.rs");
        fs::create_dir(folder.path().join("src")).unwrap();
        fs::write(&old, "").unwrap();
        let plan = plan(&folder, "x\n");
        assert_eq!(
            plan.changes().iter().map(Change::why).collect::<Vec<_>>(),
            ["missing", "no longer generated"]
        );
        assert!(!folder.path().join("src/a").exists() && old.exists());
    }

    #[test]
    fn the_difference_is_shown_short() {
        let folder = tempfile::tempdir().unwrap();
        plan(&folder, "one\ntwo\n").commit().unwrap();
        let diff = plan(&folder, "one\nthree\n").changes()[0].difference();
        assert!(diff.contains("-two") && diff.contains("+three"), "{diff}");
    }
}
