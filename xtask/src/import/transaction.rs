//! Writes many files as one: all of them, or none.
//!
//! Everything is written to temporary files beside its target first, which finds full disks and
//! missing rights; only then targets are replaced, and put back when one of them cannot be.

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::problem::{Problem, Result};

/// Files to be written, or deleted where there is no text; by path.
#[derive(Debug, Default)]
pub(crate) struct Transaction {
    changes: BTreeMap<PathBuf, Option<String>>,
}

/// What to do to have a file as it was.
type Undo = (PathBuf, Option<Vec<u8>>);

impl Transaction {
    /// Adds a file, unless it has this text already.
    ///
    /// # Errors
    /// A file that is there and cannot be read.
    pub(crate) fn file(&mut self, path: PathBuf, text: String) -> Result<()> {
        if before(&path)?.as_deref() != Some(text.as_bytes()) {
            self.changes.insert(path, Some(text));
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
        let there = files_in(folder)?.into_iter();
        let left_over = there.filter(|path| !wanted.contains(path));
        self.changes.extend(left_over.map(|path| (path, None)));
        Ok(())
    }

    /// The files that will change, in order.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.changes.keys().map(PathBuf::as_path)
    }

    /// # Errors
    /// A file that cannot be written; every other file is then as it was.
    pub(crate) fn commit(self) -> Result<()> {
        let mut created = Vec::new();
        let mut done: Vec<Undo> = Vec::new();
        let ended = stage(self.changes, &mut created).and_then(|staged| {
            staged
                .into_iter()
                .try_for_each(|(path, file)| replace(path, file, &mut done))
        });
        let Err(problem) = ended else { return Ok(()) };
        for (path, bytes) in done.into_iter().rev() {
            if let Err(e) = restore(&path, bytes) {
                let what = format!(
                    "{problem}; and {} could not be put back: {e}",
                    path.display()
                );
                return Err(Problem::new(what).fix("see `git status`"));
            }
        }
        for folder in created.into_iter().rev() {
            // Left behind when it is not empty, which is then not ours to clear.
            let _ = fs::remove_dir(folder);
        }
        Err(problem)
    }
}

type Staged = Vec<(PathBuf, Option<NamedTempFile>)>;

/// Writes the new texts beside their targets; `created` learns of folders made on the way.
fn stage(changes: BTreeMap<PathBuf, Option<String>>, created: &mut Vec<PathBuf>) -> Result<Staged> {
    changes
        .into_iter()
        .map(|(path, text)| {
            let file = match text {
                Some(text) => {
                    let written = temporary(&path, &text, created);
                    Some(written.map_err(|e| Problem::io("write", &path, &e))?)
                }
                None => None,
            };
            Ok((path, file))
        })
        .collect()
}

fn temporary(
    path: &Path,
    text: &str,
    created: &mut Vec<PathBuf>,
) -> std::io::Result<NamedTempFile> {
    let folder = path.parent().unwrap_or(path);
    let missing: Vec<&Path> = folder.ancestors().take_while(|f| !f.exists()).collect();
    for folder in missing.into_iter().rev() {
        fs::create_dir(folder)?;
        created.push(folder.to_owned());
    }
    let mut file = tempfile::Builder::new()
        .prefix(".odc-")
        .tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Temporary files are private; sources are not.
        let readable = fs::Permissions::from_mode(0o644);
        file.as_file().set_permissions(readable)?;
    }
    Ok(file)
}

/// Puts the new file in place, or deletes; `done` learns how to undo it.
fn replace(path: PathBuf, file: Option<NamedTempFile>, done: &mut Vec<Undo>) -> Result<()> {
    let was = before(&path)?;
    match file {
        Some(file) => file.persist(&path).map(drop).map_err(|e| e.error),
        None => fs::remove_file(&path),
    }
    .map_err(|e| Problem::io("replace", &path, &e))?;
    done.push((path, was));
    Ok(())
}

fn restore(path: &Path, bytes: Option<Vec<u8>>) -> std::io::Result<()> {
    match bytes {
        Some(bytes) => fs::write(path, bytes),
        None => fs::remove_file(path),
    }
}

/// What a file holds; nothing when it is not there.
fn before(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Problem::io("read", path, &e)),
    }
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(e) if e.kind() == ErrorKind::NotFound => continue,
            Err(e) => return Err(Problem::io("list", &folder, &e)),
        };
        for entry in entries {
            let path = entry.map_err(|e| Problem::io("list", &folder, &e))?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every file below a folder with its text.
    fn tree(folder: &Path) -> Vec<(PathBuf, String)> {
        let files = files_in(folder).unwrap().into_iter();
        files
            .map(|f| (f.clone(), fs::read_to_string(f).unwrap()))
            .collect()
    }

    #[test]
    fn a_folder_gets_exactly_the_files_that_it_shall_hold() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("old"), "o").unwrap();
        fs::write(folder.path().join("same"), "s").unwrap();
        let wanted = [("same", "s"), ("deep/new", "n")];
        let files = wanted.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let mut transaction = Transaction::default();
        transaction
            .folder(folder.path(), BTreeMap::from(files))
            .unwrap();
        assert_eq!(transaction.paths().count(), 2, "`same` is right already");
        transaction.commit().unwrap();
        assert_eq!(
            tree(folder.path()),
            [
                (folder.path().join("deep/new"), "n".to_owned()),
                (folder.path().join("same"), "s".to_owned())
            ]
        );
    }

    #[test]
    fn a_file_that_cannot_be_replaced_puts_every_other_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a"), "old").unwrap();
        fs::write(path("b"), "gone").unwrap();
        let before = tree(folder.path());
        let mut transaction = Transaction::default();
        transaction.file(path("a"), "new".to_owned()).unwrap();
        transaction.changes.insert(path("b"), None);
        transaction.file(path("new/c"), "c".to_owned()).unwrap();
        transaction.file(path("z"), "z".to_owned()).unwrap();
        // Comes into the way after everything was planned: a folder cannot be replaced by a file.
        fs::create_dir(path("z")).unwrap();
        let refused = transaction.commit().unwrap_err().to_string();
        assert!(refused.contains("/z: "), "{refused}");
        assert_eq!(tree(folder.path()), before);
        assert!(!path("new").exists());
    }
}
