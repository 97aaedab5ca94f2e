//! The folders of `odctl`, by the rules of the system (XDG on Linux). Reads and replaces the files in them.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{Error, Read as _, Write as _};
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
#[cfg(unix)]
use rustix::fs::OFlags;

use crate::exit::Failure;

/// The folders of `odctl`.
#[derive(Clone, Debug)]
pub struct Folders {
    config: PathBuf,
    data: PathBuf,
    cache: PathBuf,
}

impl Folders {
    /// The folders of the user who runs the program.
    ///
    /// # Errors
    /// The system names no home folder.
    pub fn of_user() -> Result<Self, Failure> {
        let dirs = ProjectDirs::from("", "", "odctl").ok_or_else(|| {
            Failure::failed(
                "this user has no home folder; set HOME to a folder that odctl may write to",
            )
        })?;
        Ok(Self {
            config: dirs.config_dir().to_owned(),
            data: dirs.data_local_dir().to_owned(),
            cache: dirs.cache_dir().to_owned(),
        })
    }

    /// The file with the profiles. It contains no secret.
    #[must_use]
    pub fn profiles(&self) -> PathBuf {
        self.config.join("profiles.yaml")
    }

    /// The folder with encrypted secrets, for machines without a keychain.
    #[must_use]
    pub fn secrets(&self) -> PathBuf {
        self.data.join("secrets")
    }

    /// The folder with encrypted tokens.
    #[must_use]
    pub fn tokens(&self) -> PathBuf {
        self.cache.join("tokens")
    }

    /// The folder with the plans of running promotions.
    #[must_use]
    pub fn plans(&self) -> PathBuf {
        self.data.join("plans")
    }

    /// The folder with the names of stages and assets for completion.
    #[must_use]
    pub fn names(&self) -> PathBuf {
        self.cache.join("names")
    }

    /// The folder of the embedded sandbox.
    #[must_use]
    pub fn sandbox(&self) -> PathBuf {
        self.cache.join("sandbox")
    }
}

/// Creates a folder that only its owner can read, and the folders above it. An existing folder must be safe.
///
/// # Errors
/// The system refuses it, or others could write to the folder.
pub fn make_private(folder: &Path) -> Result<(), Failure> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let made = builder
        .create(folder)
        .and_then(|()| std::fs::metadata(folder))
        .and_then(|about| check_safe(&about));
    made.map_err(|error| cannot("use the folder", folder, &error))
}

/// The largest size of a file of odctl that is read.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Reads a file of odctl, such as a secret. A file that other users can write is refused, because they could choose
/// where secrets go, or which command runs. A link is refused, too, because others may be able to write to its
/// target.
///
/// # Errors
/// The file is missing, is not a regular file, cannot be read, or other users can write to it or to its folder.
pub fn read_private(path: &Path) -> std::io::Result<Vec<u8>> {
    check_safe(&std::fs::metadata(folder_of(path))?)?;
    if !std::fs::symlink_metadata(path)?.is_file() {
        return Err(Error::other("it is not a regular file; remove it"));
    }
    // A link or a pipe may have appeared in the meantime.
    let file = open_at_once(File::options().read(true), path, false)?;
    check_safe(&file.metadata()?)?;
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens a file. Does not wait for another program.
pub(crate) fn open_at_once(
    options: &mut OpenOptions,
    path: &Path,
    follows_links: bool,
) -> std::io::Result<File> {
    #[cfg(unix)]
    {
        let links = if follows_links {
            OFlags::empty()
        } else {
            OFlags::NOFOLLOW
        };
        std::os::unix::fs::OpenOptionsExt::custom_flags(
            options,
            (links | OFlags::NONBLOCK).bits().cast_signed(),
        );
    }
    let _ = follows_links;
    options.open(path)
}

/// Replaces a whole file by one that only its owner can read. A program that reads it at the same time, or after a
/// crash, finds either the old content or the new one. The folder must exist.
///
/// # Errors
/// The file cannot be written.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    // A temporary file has the mode 0600 on Unix.
    let written = replace_by(&tempfile::Builder::new(), path, bytes);
    written.map_err(|error| cannot("write", path, &error))
}

/// Replaces a whole file by a temporary file with these settings. If the program is killed, the old file stays.
///
/// # Errors
/// The file cannot be written.
pub fn replace_by(
    builder: &tempfile::Builder<'_, '_>,
    path: &Path,
    bytes: &[u8],
) -> std::io::Result<()> {
    let mut file = builder.tempfile_in(folder_of(path))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// Replaces a file in a folder of odctl. If the folder does not exist, it is created.
///
/// # Errors
/// The file cannot be written, or others could write to the folder.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    make_private(folder_of(path))?;
    replace(path, bytes)
}

/// The folder of a file. For a name without a folder, it is `.`.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// On Windows, access lists decide who may write, and a file inherits the list of its folder.
fn check_safe(about: &Metadata) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::io::ErrorKind;
        use std::os::unix::fs::MetadataExt as _;

        let refuse = |what| Err(Error::new(ErrorKind::PermissionDenied, what));
        if about.uid() != rustix::process::geteuid().as_raw() {
            return refuse("it belongs to another user");
        }
        if about.mode() & 0o022 != 0 {
            return refuse("other users can write to it; take that right away (chmod go-w)");
        }
    }
    let _ = about;
    Ok(())
}

/// Opens the file of a lock. Nothing is written to it, and no link is followed, because an unpacked archive or a
/// branch can have a link at its path.
///
/// # Errors
/// It cannot be created, or there is something else at its path.
pub fn open_lock(path: &Path) -> Result<File, Failure> {
    let opened = match std::fs::symlink_metadata(path) {
        Ok(about) if !about.is_file() => Err(Error::other("it is not a regular file; remove it")),
        _ => {
            let mut options = File::options();
            options.create(true).truncate(false).write(true);
            open_at_once(&mut options, path, false)
        }
    };
    opened.map_err(|error| cannot("open", path, &error))
}

/// The failure of an action on a file.
#[must_use]
pub fn cannot(what: &str, path: &Path, error: &std::io::Error) -> Failure {
    Failure::failed(format_args!("cannot {what} {}: {error}", path.display()))
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_file_that_others_can_write_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        fs::write(&file, "a").unwrap();
        set_mode(&file, 0o644);
        assert_eq!(read_private(&file).unwrap(), b"a");
        for (path, mode) in [(&*file, 0o664), (&file, 0o646), (folder.path(), 0o777)] {
            let before = fs::metadata(path).unwrap().permissions();
            set_mode(path, mode);
            let error = read_private(&file).unwrap_err();
            assert!(error.to_string().contains("chmod go-w"), "{error}");
            fs::set_permissions(path, before).unwrap();
        }
        assert_eq!(read_private(&file).unwrap(), b"a");
    }

    #[test]
    fn a_pipe_in_the_place_of_a_file_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("a");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let error = read_private(&pipe).unwrap_err();
        assert!(error.to_string().contains("not a regular file"), "{error}");
        assert!(open_lock(&pipe).is_err());
    }

    #[test]
    fn a_link_in_the_place_of_a_file_is_refused_and_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let [foreign, file] = ["foreign", "a"].map(|name| folder.path().join(name));
        fs::write(&foreign, "kept").unwrap();
        set_mode(&foreign, 0o600);
        symlink(&foreign, &file).unwrap();
        let error = read_private(&file).unwrap_err();
        assert!(error.to_string().contains("not a regular file"), "{error}");
        write_private(&file, b"a").unwrap();
        assert_eq!(read_private(&file).unwrap(), b"a");
        let mode = fs::symlink_metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read(&foreign).unwrap(), b"kept");
    }

    #[test]
    fn a_folder_that_others_can_write_to_is_not_used() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("own/deep");
        make_private(&own).unwrap();
        assert_eq!(
            fs::metadata(&own).unwrap().permissions().mode() & 0o777,
            0o700
        );
        set_mode(&own, 0o777);
        let failure = make_private(&own).unwrap_err();
        assert!(failure.line().unwrap().contains("chmod go-w"));
    }

    #[test]
    fn the_file_of_a_lock_keeps_its_content_and_links_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let [foreign, lock] = ["foreign", "lock"].map(|name| folder.path().join(name));
        fs::write(&foreign, "kept").unwrap();
        open_lock(&foreign).unwrap();
        symlink(&foreign, &lock).unwrap();
        let failure = open_lock(&lock).unwrap_err();
        assert!(failure.line().unwrap().contains("not a regular file"));
        assert_eq!(fs::read(&foreign).unwrap(), b"kept");
    }
}
