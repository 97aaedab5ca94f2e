//! The file `NAME.part.version`: it records the version of the file to which the bytes in `NAME.part` belong.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// The longest version that is kept. Entity tags and dates are shorter.
const MOST_BYTES: u64 = 1024;

/// The version note beside an unfinished file, for a later process that continues it.
#[derive(Debug)]
pub(super) struct Note {
    path: PathBuf,
    version: Option<String>,
}

impl Note {
    /// The note of an unfinished file, as it is now. A note that is not a regular file, or has no version, counts as missing.
    pub(super) fn read(part: &Path) -> Self {
        let mut name = OsString::from(part.file_name().unwrap_or_default());
        name.push(".version");
        let path = part.with_file_name(name);
        let is_note = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
        let read = || {
            let mut text = String::new();
            let file = fs::File::open(&path).ok()?;
            file.take(MOST_BYTES + 1).read_to_string(&mut text).ok()?;
            let text = text.trim_end().to_owned();
            let fits = !text.is_empty() && text.len() as u64 <= MOST_BYTES;
            fits.then_some(text)
        };
        let version = if is_note { read() } else { None };
        Self { path, version }
    }

    pub(super) fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// Notes the version of the bytes that come next. Without a version they are of no use later.
    pub(super) fn write(&mut self, version: Option<&str>) -> io::Result<()> {
        if self.version.as_deref() == version {
            return Ok(());
        }
        self.remove()?;
        let Some(version) = version.filter(|text| text.len() as u64 <= MOST_BYTES) else {
            return Ok(());
        };
        // A link that somebody has put there is not followed.
        let mut create = fs::OpenOptions::new();
        let mut file = create.write(true).create_new(true).open(&self.path)?;
        if let Err(error) = file.write_all(version.as_bytes()) {
            // Without a version the bytes are not kept either. So nothing would remove the note later.
            drop(file);
            let _ = self.remove();
            return Err(error);
        }
        self.version = Some(version.to_owned());
        Ok(())
    }

    /// Removes it, before bytes of another version come or when the file is complete.
    pub(super) fn remove(&mut self) -> io::Result<()> {
        self.version = None;
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}
