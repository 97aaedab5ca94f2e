//! Carries out a plan completely, or not at all.
//!
//! First, all new files are written below `target/`, and the old files get a second name there. A full disk or a
//! missing permission shows in this step. Then a rename moves each new file to its place. If one rename fails, all
//! earlier ones are undone. A new folder is moved to its place as a whole. So a killed process leaves no half-written
//! file, and no additional files beside the others. The next task removes the files that it left below `target/`.

#[cfg(test)]
pub(super) mod tests;

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::change::Change;
use crate::progress::Progress;
use odc_codegen::document::{Problem, Result};

/// One rename or one deletion.
struct FileStep<'a> {
    /// A file, or a new folder.
    target: &'a Path,
    /// The new texts by their path below the target. The path of a single file is empty. Without texts, the target is deleted.
    files: Vec<(&'a Path, &'a str)>,
    /// The path of the new file or folder, until it is moved to the target.
    new: PathBuf,
    /// The path at which the old file is kept.
    old: PathBuf,
}

/// The file below `target/xtask` that a task locks while it writes.
pub(super) const LOCK: &str = "lock";

/// Carries out the changes. If `may_write` refuses one of the paths, nothing is written.
///
/// # Errors
/// A file that cannot be written, or that changed since it was planned. Then every file is as it was before.
pub(super) fn commit(
    staging: &Path,
    changes: &[Change],
    may_write: impl Fn(&Path) -> Result<()>,
) -> Result<()> {
    let staged = staging.join("staged");
    // A task that was killed after its last step leaves only staged files, which are removed below.
    if changes.is_empty() && !staged.exists() {
        return Ok(());
    }
    let _lock = lock(staging)?;
    // Another task may have written a file while this one waited. That file must not be lost.
    if let Some(change) = changes.iter().find(|change| !change.is_as_planned()) {
        let file = change.path.display();
        let problem = Problem::new(format!("{file} changed while this task was at work"));
        return Err(problem.fix("nothing was written; run it again"));
    }
    let steps = plan_steps(changes, &staged);
    for path in changes.iter().map(|change| &change.path).chain([&staged]) {
        may_write(path)?;
    }
    let ended = remove_leftovers(&staged, &steps).and_then(|()| carry_out(&steps));
    #[cfg(test)]
    tests::inject_kill_at_the_end();
    // The next task removes the files that cannot be removed now.
    let _ = remove_leftovers(&staged, &steps);
    ended
}

/// Waits until no other task writes, and takes the lock. The system releases the lock when the process ends for any reason.
fn lock(staging: &Path) -> Result<File> {
    let _progress = Progress::start("waiting for another task to finish writing");
    let path = staging.join(LOCK);
    let locked = fs::create_dir_all(staging)
        .and_then(|()| match fs::symlink_metadata(&path) {
            // Opening a pipe would block until a program reads from it.
            Ok(found) if !found.is_file() => Err(std::io::Error::other("it is not a file")),
            _ => File::options()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path),
        })
        .and_then(|file| match file.lock() {
            // This file system has no locks: the user must not run two tasks at once.
            Err(e) if e.kind() != ErrorKind::Unsupported => Err(e),
            _ => Ok(file),
        });
    locked.map_err(|e| Problem::io("lock", &path, &e))
}

fn plan_steps<'a>(changes: &'a [Change], staged: &Path) -> Vec<FileStep<'a>> {
    let mut steps: Vec<FileStep<'a>> = Vec::new();
    for change in changes {
        let target = match change.after {
            Some(_) => topmost_new_folder(&change.path, changes),
            None => &change.path,
        };
        let file = change.after.as_deref().map(|text| {
            let below = change.path.strip_prefix(target);
            (below.unwrap_or(Path::new("")), text)
        });
        if let Some(step) = steps.iter_mut().find(|step| step.target == target) {
            step.files.extend(file);
        } else {
            let number = steps.len();
            steps.push(FileStep {
                target,
                files: file.into_iter().collect(),
                new: staged.join(format!("{number}.new")),
                old: staged.join(format!("{number}.old")),
            });
        }
    }
    steps
}

/// The topmost folder above the path that does not exist yet, or that is empty and will get files. Without such a
/// folder, it is the path.
fn topmost_new_folder<'a>(path: &'a Path, changes: &[Change]) -> &'a Path {
    let gets_files = |folder| {
        let mut paths = changes.iter().map(|change| change.path.parent());
        paths.any(|parent| parent == Some(folder))
    };
    let folders = path.ancestors().skip(1);
    let new = folders.take_while(|folder| match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none() && gets_files(*folder),
        Err(e) => e.kind() == ErrorKind::NotFound,
    });
    new.last().unwrap_or(path)
}

/// Removes the staged files of a killed task, or those that this task no longer needs.
fn remove_leftovers(staged: &Path, steps: &[FileStep<'_>]) -> Result<()> {
    let beside = steps.iter().map(FileStep::path_beside_target);
    for path in beside.chain([staged.to_owned()]) {
        remove_if_there(&path).map_err(|e| Problem::io("remove", &path, &e))?;
    }
    Ok(())
}

/// Removes a file or a folder, if it exists.
fn remove_if_there(path: &Path) -> std::io::Result<()> {
    let removed = match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(e) => Err(e),
    };
    match removed {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
        ended => ended,
    }
}

fn carry_out(steps: &[FileStep<'_>]) -> Result<()> {
    let failed = |step: &FileStep<'_>, e| Problem::io("write", step.target, &e);
    for step in steps {
        step.stage().map_err(|e| failed(step, e))?;
    }
    for (done, step) in steps.iter().enumerate() {
        if let Err(e) = step.replace_target() {
            return Err(undo_all(&steps[..done], failed(step, e)));
        }
    }
    Ok(())
}

/// Undoes the completed steps, the last one first.
fn undo_all(done: &[FileStep<'_>], problem: Problem) -> Problem {
    for step in done.iter().rev() {
        if let Err(e) = step.undo() {
            let file = step.target.display();
            let what = format!("{problem}; and {file} could not be restored: {e}");
            return Problem::new(what).fix("see `git status`");
        }
    }
    problem
}

impl FileStep<'_> {
    fn stage(&self) -> std::io::Result<()> {
        #[cfg(test)]
        tests::inject_fault()?;
        self.write(&self.new)?;
        if fs::symlink_metadata(self.target).is_ok() && !self.is_folder() {
            if let Some(folder) = self.old.parent() {
                fs::create_dir_all(folder)?;
            }
            let linked = fs::hard_link(self.target, &self.old);
            linked.or_else(|_| fs::copy(self.target, &self.old).map(drop))?;
        }
        Ok(())
    }

    fn is_folder(&self) -> bool {
        let mut files = self.files.iter();
        files.any(|(below, _)| !below.as_os_str().is_empty())
    }

    /// Writes the new texts to this path.
    fn write(&self, place: &Path) -> std::io::Result<()> {
        for (below, text) in &self.files {
            // Joining the path with an empty path would add a slash at the end.
            let path: PathBuf = place.iter().chain(below.iter()).collect();
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(path, text)?;
        }
        Ok(())
    }

    fn replace_target(&self) -> std::io::Result<()> {
        #[cfg(test)]
        tests::inject_fault()?;
        if self.files.is_empty() {
            return match fs::remove_file(self.target) {
                Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
                ended => ended,
            };
        }
        if self.is_folder() && self.target.exists() {
            fs::remove_dir(self.target)?;
        }
        match fs::rename(&self.new, self.target) {
            Err(e) if e.kind() == ErrorKind::CrossesDevices => {
                self.write(&self.path_beside_target())?;
                fs::rename(self.path_beside_target(), self.target)
            }
            ended => ended,
        }
    }

    fn undo(&self) -> std::io::Result<()> {
        if fs::symlink_metadata(&self.old).is_err() {
            return remove_if_there(self.target);
        }
        let renamed = fs::rename(&self.old, self.target);
        renamed.or_else(|_| fs::copy(&self.old, self.target).map(drop))
    }

    /// The temporary path for a target on another device than `target/`. It is always the same, so that the next task finds it.
    fn path_beside_target(&self) -> PathBuf {
        let name = self.target.file_name().unwrap_or_default();
        self.target
            .with_file_name(format!(".{}.xtask", name.to_string_lossy()))
    }
}
