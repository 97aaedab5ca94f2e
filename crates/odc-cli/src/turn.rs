//! Files that only one command at a time may use: the plan of a promotion, the state of an import, the profiles.
//!
//! The whole file is replaced at each step, so the lock is on another file beside it. A command takes its turn before
//! it reads the file, because another command may change the file until then.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use crate::exit::Failure;
use crate::folders::{cannot, open_lock};

/// The right of a command to use a file. It ends when this value is dropped.
#[derive(Debug)]
pub struct Turn {
    path: PathBuf,
    _file: File,
}

impl Turn {
    /// Takes the turn with a file. The file does not need to exist. `None` if another command has the turn.
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

    /// Waits for the turn with a file. Use it for files that every command releases soon.
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
            // The command that had the turn before has removed the file, and another command may have the lock of a
            // new one.
            if is_there(&file).map_err(|error| cannot("lock", &path, &error))? {
                return Ok(Some(Self { path, _file: file }));
            }
        }
    }
}

/// Whether an open file still has a name.
#[cfg(unix)]
fn is_there(file: &File) -> std::io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;

    Ok(file.metadata()?.nlink() > 0)
}

/// On other systems, no file with the same name can be created before the removed one is closed.
#[cfg(not(unix))]
fn is_there(_: &File) -> std::io::Result<bool> {
    Ok(true)
}

impl Drop for Turn {
    fn drop(&mut self) {
        // If the lock file stays, it locks nothing.
        let _ = std::fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn one_command_at_a_time_has_the_turn_and_no_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plan.json");
        let turn = Turn::take(&file).unwrap();
        assert!(turn.is_some());
        assert!(Turn::take(&file).unwrap().is_none());
        drop(turn);
        assert!(Turn::take(&file).unwrap().is_some());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    /// An unpacked archive can contain a link beside its plan.
    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_the_lock_is_refused_and_its_target_is_not_changed() {
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
    fn after_a_lock_was_removed_a_waiting_command_takes_the_new_one() {
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
