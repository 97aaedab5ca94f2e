//! A token store for command-line programs: one file per cache key, with a sealed token.
//!
//! Only regular files of this user are read and written, in a folder that no other user can write to.

use std::fs::{Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use async_trait::async_trait;
#[cfg(unix)]
use rustix::fs::OFlags;
use sha2::{Digest, Sha256};

use crate::error::SourceError;
use crate::secret::Credentials;
use crate::source::{CacheKey, StoredToken, TokenStore};

const LARGEST_FILE: u64 = 2 * 1024 * 1024;
/// A new file that is older than this comes from a process that was killed.
const LEFT_BEHIND: Duration = Duration::from_secs(60);

/// Keeps tokens in encrypted files, so that the runs of a command-line program share one.
///
/// Files are readable by their owner alone (mode 0600), replaced atomically, and safe to share between
/// processes that run at the same time. A half-written file of a killed process is removed by a save that comes a
/// minute later or more. A file that is damaged, made with another secret or for another client counts as absent.
///
/// The folder must be a real one (no symbolic link), belong to the user who runs the program, and not be writable
/// for group or others, with or without the sticky bit. Only a regular file of that user is read: no link, pipe,
/// socket, device or folder. Refusals are logged as errors of the store, and tokens are fetched. On Windows the
/// access list of the folder decides who may write.
///
/// ```
/// use odc_auth::{FileTokenStore, OAuthMiddleware};
///
/// let auth = OAuthMiddleware::builder()
///     .portal_domain("acme.outsystems.dev")
///     .client_id("0123456789abcdef0123456789abcdef")
///     .client_secret("s3cret")
///     .token_store(FileTokenStore::new(std::env::temp_dir().join("my-tool")))
///     .build()?;
/// # Ok::<(), odc_auth::ConfigError>(())
/// ```
#[derive(Clone, Debug)]
pub struct FileTokenStore {
    directory: PathBuf,
}

impl FileTokenStore {
    /// A store in `directory`, which is made (mode 0700) when first needed.
    pub fn new(directory: impl Into<PathBuf>) -> Self {
        Self {
            directory: directory.into(),
        }
    }

    /// The file for a key: a hash, so that it names no client.
    fn path(&self, key: &CacheKey) -> PathBuf {
        let hash = Sha256::digest(key.to_string());
        let (name, _) = hash.split_first_chunk().expect("SHA-256 has 32 bytes");
        let name = u128::from_be_bytes(*name);
        self.directory.join(format!("{name:032x}.token"))
    }
}

#[async_trait]
impl TokenStore for FileTokenStore {
    async fn load(
        &self,
        key: &CacheKey,
        credentials: &Credentials,
    ) -> Result<Option<StoredToken>, SourceError> {
        let path = self.path(key);
        let encrypted = match in_the_background(move || read(&path)).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            encrypted => encrypted.map_err(SourceError::transient)?,
        };
        Ok(StoredToken::open(&encrypted, key, credentials))
    }

    async fn save(
        &self,
        key: &CacheKey,
        token: &StoredToken,
        credentials: &Credentials,
    ) -> Result<(), SourceError> {
        let encrypted = token.seal(key, credentials)?;
        let path = self.path(key);
        in_the_background(move || write_whole(&path, &encrypted))
            .await
            .map_err(SourceError::transient)
    }
}

async fn in_the_background<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(io::Error::other)?
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    check_folder(folder_of(path))?;
    let mut options = OpenOptions::new();
    options.read(true);
    // Follows no link, and does not wait for a writer to a pipe.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        (OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY)
            .bits()
            .cast_signed(),
    );
    let file = options.open(path)?;
    let data = file.metadata()?;
    if !data.is_file() {
        return refuse(path, "is not a regular file; remove it");
    }
    if !belongs_to_us(&data) {
        return refuse(path, "belongs to another user; remove it");
    }
    if data.len() > LARGEST_FILE {
        return refuse(path, "is larger than 2 MiB; remove it");
    }
    let mut encrypted = Vec::new();
    file.take(LARGEST_FILE).read_to_end(&mut encrypted)?;
    Ok(encrypted)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Refuses a folder that others can write to: they would choose what is read and written.
fn check_folder(folder: &Path) -> io::Result<()> {
    let data = std::fs::symlink_metadata(folder)?;
    if !data.is_dir() {
        return refuse(folder, "is not a folder; name the folder itself");
    }
    if !belongs_to_us(&data) {
        return refuse(folder, "belongs to another user; name another folder");
    }
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::mode(&data) & 0o022 != 0 {
        return refuse(
            folder,
            "is writable for other users; take that right away (chmod go-w)",
        );
    }
    Ok(())
}

fn refuse<T>(path: &Path, problem: &str) -> io::Result<T> {
    let text = format!("{} {problem}", path.display());
    Err(io::Error::new(io::ErrorKind::PermissionDenied, text))
}

#[cfg(unix)]
fn belongs_to_us(data: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::uid(data) == rustix::process::geteuid().as_raw()
}

/// On Windows an access list decides who may use a file, and a file inherits the list of its folder.
#[cfg(not(unix))]
fn belongs_to_us(_: &Metadata) -> bool {
    true
}

/// Writes a file beside `path` and renames it, so that a reader sees either the whole old file or the whole new one.
fn write_whole(path: &Path, encrypted: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)?;
    check_folder(folder)?;
    remove_leftovers(folder, path);
    let mut prefix = path.file_stem().unwrap_or_default().to_owned();
    prefix.push(".");
    // For its owner alone, and removed when it is dropped.
    let mut fresh = tempfile::Builder::new()
        .prefix(&prefix)
        .suffix(".new")
        .tempfile_in(folder)?;
    fresh.write_all(encrypted)?;
    fresh.as_file().sync_all()?;
    fresh.persist(path)?;
    Ok(())
}

/// Removes the files that killed processes left beside `path`. Files that cannot be inspected stay.
fn remove_leftovers(folder: &Path, path: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let other = entry.path();
        let ours = other.extension().is_some_and(|kind| kind == "new")
            && other.file_stem().map(Path::new).and_then(Path::file_stem) == path.file_stem();
        let modified = entry.metadata().and_then(|data| data.modified()).ok();
        let age = modified.and_then(|then| then.elapsed().ok());
        if ours && age.is_some_and(|age| age > LEFT_BEHIND) {
            let _ = std::fs::remove_file(&other);
        }
    }
}
