//! The file `NAME.part`, which has the bytes of a download until they are complete.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Seek as _};
use std::path::{Path, PathBuf};

use tokio::fs::File;
use tokio::io::{AsyncSeekExt as _, AsyncWriteExt as _};

use super::note::Note;
use crate::error::TransferError;

/// The file of a download that is not complete. Dropping this value before [`finish`](Self::finish) removes the file,
/// unless a later process may continue with it.
#[derive(Debug)]
pub(super) struct PartFile {
    file: Option<File>,
    part: PathBuf,
    target: PathBuf,
    is_finished: bool,
    /// How many bytes an earlier process has left.
    begun: u64,
    /// The version of the bytes, if a later process may continue with them.
    note: Option<Note>,
}

impl PartFile {
    /// Creates the file for a download to `target`. If a killed process left a file there, it is emptied. If another
    /// download writes to the file, this is an error. The file is replaced if it belongs to another user, if others
    /// can write to it, or if it has a second name.
    ///
    /// With `is_kept`, existing bytes are kept if their version is known. They also stay if this download ends early.
    pub(super) async fn create(target: &Path, is_kept: bool) -> Result<Self, TransferError> {
        let target = target.to_owned();
        tokio::task::spawn_blocking(move || Self::create_blocking(target, is_kept))
            .await
            .unwrap_or_else(|error| Err(file_error("write", Path::new(""), error.into())))
    }

    fn create_blocking(target: PathBuf, is_kept: bool) -> Result<Self, TransferError> {
        let unfit = |path: &Path, problem| {
            let path = path.to_owned();
            Err(TransferError::Unfit { path, problem })
        };
        let Some(name) = target.file_name() else {
            return unfit(&target, "it names no file; add a file name");
        };
        if target.is_dir() {
            return unfit(&target, "it is a directory; add a file name");
        }
        let mut part_name = OsString::from(name);
        part_name.push(".part");
        let part = target.with_file_name(part_name);
        let cannot = |error| file_error("write", &part, error);
        let in_use = "another download writes to it; wait for that one or choose another name";
        let mut file = match create_new(&part) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let found = fs::symlink_metadata(&part).map_err(cannot)?;
                // A download never leaves a link or a device there.
                if !found.is_file() {
                    return unfit(&part, "it is not a regular file; remove it");
                }
                let present =
                    is_own(&found).then(|| open_at_once(fs::OpenOptions::new().write(true), &part));
                // Another file can have taken its place a short time ago.
                let is_own = |file: &fs::File| file.metadata().is_ok_and(|found| is_own(&found));
                match present.transpose().map_err(cannot)?.filter(is_own) {
                    Some(file) => file,
                    None if is_locked(&part) => return unfit(&part, in_use),
                    None => {
                        fs::remove_file(&part).map_err(cannot)?;
                        create_new(&part).map_err(cannot)?
                    }
                }
            }
            Err(error) => return Err(cannot(error)),
        };
        match file.try_lock() {
            // On a file system without locks, no other download can hold a lock.
            Ok(()) | Err(fs::TryLockError::Error(_)) => {}
            Err(fs::TryLockError::WouldBlock) => return unfit(&part, in_use),
        }
        // The other download may have ended before this one got the lock. Then the open file is the complete file of
        // the other download.
        if !is_at(&file, &part).map_err(cannot)? {
            return unfit(&part, "another download has just ended there; start again");
        }
        let mut note = Note::read(&part);
        let mut begun = 0;
        if is_kept && note.version().is_some() {
            begun = file.seek(io::SeekFrom::End(0)).map_err(cannot)?;
        }
        if begun == 0 {
            // The bytes of this download do not belong to the version in the note.
            let removed = note.remove();
            removed.map_err(|error| file_error("write", note.path(), error))?;
            file.set_len(0).map_err(cannot)?;
        }
        Ok(Self {
            file: Some(File::from_std(file)),
            part,
            target,
            is_finished: false,
            begun,
            note: is_kept.then_some(note),
        })
    }

    /// How many bytes are there already, and the version of the file to which they belong.
    pub(super) fn begun(&self) -> Option<(u64, &str)> {
        let version = self.note.as_ref()?.version()?;
        (self.begun > 0).then_some((self.begun, version))
    }

    /// Records the version of the next bytes.
    pub(super) fn set_version(&mut self, version: Option<&str>) -> Result<(), TransferError> {
        let Some(note) = &mut self.note else {
            return Ok(());
        };
        let written = note.write(version);
        written.map_err(|error| file_error("write", note.path(), error))
    }

    pub(super) async fn write(&mut self, piece: &[u8]) -> Result<(), TransferError> {
        let written = self.open()?.write_all(piece).await;
        written.map_err(|error| file_error("write", &self.part, error))
    }

    /// Empties the file.
    pub(super) async fn begin_again(&mut self) -> Result<(), TransferError> {
        // The note is removed before the bytes change, so that it never describes other bytes.
        self.set_version(None)?;
        let file = self.open()?;
        let emptied = async {
            file.flush().await?;
            file.set_len(0).await?;
            file.rewind().await
        };
        let emptied = emptied.await.map(drop);
        emptied.map_err(|error| file_error("write", &self.part, error))
    }

    /// Waits until all bytes are written, so that a later download finds them. After a failure the later download only
    /// fetches more.
    pub(super) async fn settle(&mut self) {
        if let Some(file) = &mut self.file {
            let _ = file.flush().await;
        }
    }

    /// Writes all bytes to the disk, and then gives the file its name.
    pub(super) async fn finish(mut self) -> Result<(), TransferError> {
        let file = self.open()?;
        let synced = async {
            file.flush().await?;
            file.sync_all().await
        };
        let synced = synced.await;
        synced.map_err(|error| file_error("write", &self.part, error))?;
        let renamed = tokio::fs::rename(&self.part, &self.target).await;
        renamed.map_err(|error| file_error("write", &self.target, error))?;
        self.is_finished = true;
        if let Some(note) = &mut self.note {
            // The file is complete. A note without its bytes has no meaning.
            let _ = note.remove();
        }
        // The lock ends here, when the file has its name.
        self.file = None;
        self.sync_directory().await
    }

    /// Writes the directory to the disk, since the name of the file is in it.
    async fn sync_directory(&self) -> Result<(), TransferError> {
        if cfg!(not(unix)) {
            return Ok(());
        }
        let directory = match self.target.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        let synced = async { File::open(directory).await?.sync_all().await };
        match synced.await {
            Ok(()) => Ok(()),
            // Some file systems cannot sync a directory. A directory without read permission cannot be opened for it.
            // The file has its name in both cases.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput
                        | io::ErrorKind::Unsupported
                        | io::ErrorKind::PermissionDenied
                ) =>
            {
                Ok(())
            }
            Err(error) => Err(file_error("write", &self.target, error)),
        }
    }

    fn open(&mut self) -> Result<&mut File, TransferError> {
        let gone = || file_error("write", &self.part, io::ErrorKind::NotFound.into());
        self.file.as_mut().ok_or_else(gone)
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        let is_kept = self
            .note
            .as_ref()
            .is_some_and(|note| note.version().is_some());
        if !self.is_finished && !is_kept {
            // A failure cannot be reported here. The next download to this name empties the file.
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// Creates a file to which only this user can write, so that a later download can continue with it.
fn create_new(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o644);
    options.open(path)
}

/// Opens an existing file. Follows no link, and does not wait for another program.
fn open_at_once(options: &mut fs::OpenOptions, path: &Path) -> io::Result<fs::File> {
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        std::os::unix::fs::OpenOptionsExt::custom_flags(options, flags.bits().cast_signed());
    }
    options.open(path)
}

/// Whether a download of this user may have left a file: this user is its owner, nobody else can write to it, and it
/// has no second name. With a second name it may be a file for another purpose.
#[cfg(unix)]
fn is_own(found: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    found.is_file()
        && found.uid() == rustix::process::geteuid().as_raw()
        && found.nlink() == 1
        && found.mode() & 0o022 == 0
}

/// On Windows, access lists decide who may write, and the number of names cannot be read here.
#[cfg(not(unix))]
fn is_own(_: &fs::Metadata) -> bool {
    true
}

/// Whether a download writes to a file. A file that cannot be read counts as not in use.
fn is_locked(path: &Path) -> bool {
    let file = open_at_once(fs::OpenOptions::new().read(true), path);
    file.is_ok_and(|file| matches!(file.try_lock_shared(), Err(fs::TryLockError::WouldBlock)))
}

/// Whether a path still leads to this open file.
#[cfg(unix)]
fn is_at(file: &fs::File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let here = file.metadata()?;
    match fs::symlink_metadata(path) {
        Ok(there) => Ok((here.dev(), here.ino()) == (there.dev(), there.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// On other systems, an open and locked file cannot be renamed by another download.
#[cfg(not(unix))]
fn is_at(_: &fs::File, path: &Path) -> io::Result<bool> {
    fs::exists(path)
}

pub(super) fn file_error(action: &'static str, path: &Path, source: io::Error) -> TransferError {
    TransferError::File {
        action,
        path: path.to_owned(),
        source,
    }
}
