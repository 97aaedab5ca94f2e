//! Files that only one command at a time may use: the plan of a promotion, the state of an import, the profiles.
//!
//! Such a file is replaced as a whole at each step, so the lock is on another file beside it. A command takes its turn before
//! it reads the file, because another command may change the file until then.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use crate::exit::Failure;
use crate::folders::{cannot, open_lock};

/// The turn of a command with a file. It ends when this value is dropped.
#[derive(Debug)]
pub struct Turn {
    path: PathBuf,
    _file: File,
}

impl Turn {
    /// Takes the turn with a file, which need not exist; `None` while another command has it.
    ///
    /// # Errors
    /// The folder cannot be written to.
    pub fn take(of: &Path) -> Result<Option<Self>, Failure> {
        Self::lock(of, |file| match file.try_lock() {
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
            Ok(()) => Ok(true),
        })
    }

    /// Waits for the turn with a file. It is for files that every command releases soon.
    ///
    /// # Errors
    /// The folder cannot be written to.
    pub fn wait(of: &Path) -> Result<Self, Failure> {
        let turn = Self::lock(of, |file| file.lock().map(|()| true))?;
        turn.ok_or_else(|| Failure::failed(format_args!("{} stays locked", of.display())))
    }

    fn lock(
        of: &Path,
        lock: impl Fn(&File) -> std::io::Result<bool>,
    ) -> Result<Option<Self>, Failure> {
        let mut path = of.as_os_str().to_owned();
        path.push(".lock");
        let path = PathBuf::from(path);
        loop {
            let file = open_lock(&path)?;
            if !lock(&file).map_err(|error| cannot("lock", &path, &error))? {
                return Ok(None);
            }
            // The command that had the turn before has removed the file, and another command may hold a new one.
            if is_there(&file).map_err(|error| cannot("lock", &path, &error))? {
                return Ok(Some(Self { path, _file: file }));
            }
        }
    }
}

/// Whether a file still has a name.
#[cfg(unix)]
fn is_there(file: &File) -> std::io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;

    Ok(file.metadata()?.nlink() > 0)
}

/// Elsewhere no file of the same name is made before the removed one is closed.
#[cfg(not(unix))]
fn is_there(_: &File) -> std::io::Result<bool> {
    Ok(true)
}

impl Drop for Turn {
    fn drop(&mut self) {
        // A leftover lock file locks nothing.
        let _ = std::fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn one_command_at_a_time_has_the_turn_and_nothing_is_left_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plan.json");
        let turn = Turn::take(&file).unwrap();
        assert!(turn.is_some());
        assert!(Turn::take(&file).unwrap().is_none());
        drop(turn);
        assert!(Turn::take(&file).unwrap().is_some());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    /// An unpacked archive can have a link beside its plan.
    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_the_lock_is_refused_and_what_it_names_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let [file, foreign] = ["plan.json", "foreign"].map(|name| folder.path().join(name));
        std::fs::write(&foreign, "kept").unwrap();
        std::os::unix::fs::symlink(&foreign, folder.path().join("plan.json.lock")).unwrap();
        for failure in [
            Turn::take(&file).unwrap_err(),
            Turn::wait(&file).unwrap_err(),
        ] {
            assert!(failure.line().unwrap().contains("not a regular file"));
        }
        assert_eq!(std::fs::read(&foreign).unwrap(), b"kept");
    }

    #[test]
    fn who_waited_for_a_lock_that_was_removed_takes_the_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("profiles.yaml");
        let inside = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let turn = Turn::wait(&file).unwrap();
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        std::thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(turn);
                    }
                });
            }
        });
    }
}
