//! Writes or checks the files of a task: all of them, or none. No other code writes files of the workspace.
//!
//! A task first plans every file. A file that is already right is not part of the plan, so it is not touched. `--check`
//! shows the plan. Otherwise [`commit`] carries it out as a whole.

mod change;
mod commit;

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::cache;
use crate::workspace::{Workspace, refuse_links};
use odc_codegen::document::{Problem, Result};

use change::read_bytes;

pub(crate) use change::Change;

#[cfg(test)]
pub(crate) use commit::tests::killed_after;

/// The files that a task will write or delete, in this order.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The folder to which new files are written first.
    staging: PathBuf,
    /// The folders in which files may be written: the workspace, and the folder that the user named.
    roots: Vec<PathBuf>,
    changes: Vec<Change>,
}

impl Plan {
    pub(crate) fn new(workspace: &Workspace) -> Self {
        Self {
            staging: workspace.root.join("target/xtask"),
            roots: vec![workspace.root.clone()],
            changes: Vec::new(),
        }
    }

    /// Also allows files in a folder that the user named.
    pub(crate) fn allow_folder(mut self, folder: &Path) -> Self {
        self.roots.push(folder.to_owned());
        self
    }

    /// Checks that a file may be written at this path.
    ///
    /// # Errors
    /// A path through a link, or outside of the allowed folders.
    fn check_path(&self, path: &Path) -> Result<()> {
        let mut roots = self.roots.iter();
        let root = roots.find(|root| path.starts_with(root));
        refuse_links(root.unwrap_or(&self.roots[0]), path)
    }

    /// Adds a file, unless it has this text already.
    ///
    /// # Errors
    /// An existing file that cannot be read, or a path through a link.
    pub(crate) fn add_file(&mut self, path: PathBuf, text: String) -> Result<()> {
        self.check_path(&path)?;
        let before = read_bytes(&path).map_err(|e| Problem::io("read", &path, &e))?;
        if before.as_deref() != Some(text.as_bytes()) {
            self.changes.push(Change {
                path,
                before,
                after: Some(text),
            });
        }
        Ok(())
    }

    /// Adds a folder that must hold exactly these files.
    ///
    /// # Errors
    /// An existing file or folder that cannot be read, a path through a link, or a link in the folder.
    pub(crate) fn add_folder(
        &mut self,
        folder: &Path,
        files: BTreeMap<String, String>,
    ) -> Result<()> {
        self.check_path(folder)?;
        let wanted: Vec<PathBuf> = files.keys().map(|name| folder.join(name)).collect();
        for (path, text) in wanted.iter().zip(files.into_values()) {
            self.add_file(path.clone(), text)?;
        }
        for path in list_files(folder)? {
            if !wanted.contains(&path) {
                self.check_path(&path)?;
                let before = read_bytes(&path).map_err(|e| Problem::io("read", &path, &e))?;
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
    pub(crate) fn changes_below(&self, folder: &Path) -> Vec<&Change> {
        let changes = self.changes.iter();
        changes
            .filter(|change| change.path.starts_with(folder))
            .collect()
    }

    /// Writes and deletes everything.
    ///
    /// # Errors
    /// A file that cannot be written, or that changed since it was planned. Then every file is as it was before.
    pub(crate) fn commit(&self) -> Result<()> {
        self.check_path(&self.staging.join(commit::LOCK))?;
        cache::remove_leftovers(&self.roots[0]);
        commit::commit(&self.staging, &self.changes, |path| self.check_path(path))
    }
}

/// Lists all files below a folder, sorted. A link counts as a file, and is not followed.
pub(crate) fn list_files(folder: &Path) -> Result<Vec<PathBuf>> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(folder: &tempfile::TempDir, content: &str) -> Plan {
        let mut plan = Plan::new(&Workspace {
            root: folder.path().to_owned(),
        });
        let files = BTreeMap::from([("a/b.rs".to_owned(), content.to_owned())]);
        plan.add_folder(&folder.path().join("src"), files).unwrap();
        plan
    }

    #[test]
    fn a_second_plan_with_the_same_files_is_empty_and_touches_nothing() {
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
    fn a_plan_lists_missing_and_leftover_files_and_writes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let old = folder.path().join("src/old.rs");
        fs::create_dir(folder.path().join("src")).unwrap();
        fs::write(&old, "").unwrap();
        let plan = plan(&folder, "x\n");
        assert_eq!(
            plan.changes()
                .iter()
                .map(Change::reason)
                .collect::<Vec<_>>(),
            ["missing", "no longer generated"]
        );
        assert!(!folder.path().join("src/a").exists() && old.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_refused_at_every_place_and_nothing_behind_it_is_touched() {
        let link = |from: &str, to: &str| {
            let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            let [foreign, inside] = [elsewhere.path(), &folder.path().join("mine")];
            for place in [foreign, inside] {
                fs::create_dir_all(place.join("a")).unwrap();
                fs::write(place.join("a/b.rs"), "foreign").unwrap();
                fs::write(place.join("lock"), "foreign").unwrap();
            }
            let from = folder.path().join(from);
            fs::create_dir_all(from.parent().unwrap()).unwrap();
            let to = match to.strip_prefix('/') {
                Some(to) => foreign.join(to),
                None => inside.join(to),
            };
            std::os::unix::fs::symlink(to, from).unwrap();
            let mut plan = Plan::new(&Workspace {
                root: folder.path().to_owned(),
            });
            let files = BTreeMap::from([("a/b.rs".to_owned(), "x\n".to_owned())]);
            let planned = plan.add_folder(&folder.path().join("src"), files);
            let refused = planned.and_then(|()| plan.commit()).unwrap_err();
            for place in [foreign, inside] {
                let files = list_files(place).unwrap();
                assert_eq!(files, ["a/b.rs", "lock"].map(|name| place.join(name)));
                assert!(
                    files
                        .iter()
                        .all(|file| fs::read(file).unwrap() == b"foreign")
                );
            }
            refused.to_string()
        };
        for to in ["/", ""] {
            for from in ["src", "src/a", "target", "target/xtask"] {
                let expected = format!(
                    "{from}: is a link, and nothing is written or removed through one; \
                     delete it, or put what it leads to in its place"
                );
                assert_eq!(link(from, to), expected);
            }
        }
        for to in ["/a/b.rs", "a/b.rs", "/nowhere"] {
            for from in [
                "src/a/b.rs",
                "src/old.rs",
                "target/xtask/lock",
                "target/xtask/staged",
            ] {
                let expected = link(from, to);
                assert!(
                    expected.starts_with(&format!("{from}: is a link")),
                    "{expected}"
                );
            }
        }
    }

    #[test]
    fn a_path_that_leaves_the_workspace_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let mut plan = Plan::new(&Workspace {
            root: folder.path().join("workspace"),
        });
        for path in ["elsewhere", "workspace/../elsewhere"] {
            let refused = plan
                .add_file(folder.path().join(path), String::new())
                .unwrap_err();
            assert!(
                refused
                    .to_string()
                    .contains(" leads out of the workspace; "),
                "{refused}"
            );
        }
        assert!(plan.changes().is_empty());
    }

    #[test]
    fn the_first_lines_that_differ_are_shown() {
        let folder = tempfile::tempdir().unwrap();
        plan(&folder, "one\ntwo\n").commit().unwrap();
        let diff = plan(&folder, "one\nthree\n").changes()[0]
            .difference()
            .to_string();
        assert!(diff.contains("-two") && diff.contains("+three"), "{diff}");
    }
}
