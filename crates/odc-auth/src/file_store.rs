//! A token store for command-line programs: one encrypted file per cache key.
//!
//! File: mark, salt, nonce, XChaCha20-Poly1305 of two timestamps (nanoseconds since 1970, big-endian) and the token.
//! The key comes from the client secret by HKDF-SHA256 (RFC 5869), bound to the cache key. The file without the
//! secret reveals nothing. A file that was changed cannot be decrypted, and counts as absent.
//!
//! Only regular files of this user are read and written, in a folder that no other user can write to.

use std::fs::{Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use async_trait::async_trait;
use chacha20poly1305::aead::{Aead, Generate, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
#[cfg(unix)]
use rustix::fs::OFlags;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::error::SourceError;
use crate::secret::{AccessToken, Credentials};
use crate::source::{CacheKey, StoredToken, TokenStore};

const MARK: &[u8] = b"odc-auth token 2\n";
const SALT: usize = 32;
const NONCE: usize = 24;
/// As large as a response of the token endpoint may be.
const LARGEST_TOKEN: usize = 1024 * 1024;
const LARGEST_FILE: u64 = 2 * 1024 * 1024;
/// A new file that is older than this was left behind by a killed process.
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
        Ok(decrypt(&encrypted, key, credentials))
    }

    async fn save(
        &self,
        key: &CacheKey,
        token: &StoredToken,
        credentials: &Credentials,
    ) -> Result<(), SourceError> {
        if token.token.expose().len() > LARGEST_TOKEN {
            return Err(SourceError::permanent("the token is larger than 1 MiB"));
        }
        let encrypted = encrypt(token, key, credentials)
            .ok_or_else(|| SourceError::permanent("the token cannot be encrypted"))?;
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

fn cipher(salt: &[u8], key: &CacheKey, credentials: &Credentials) -> Option<XChaCha20Poly1305> {
    let secret = credentials.client_secret().expose().as_bytes();
    let mut bytes = Zeroizing::new([0; 32]);
    let parts = [MARK, key.to_string().as_bytes()].concat();
    Hkdf::<Sha256>::new(Some(salt), secret)
        .expand(&parts, &mut *bytes)
        .ok()?;
    Some(XChaCha20Poly1305::new(<&Key>::from(&*bytes)))
}

fn encrypt(token: &StoredToken, key: &CacheKey, credentials: &Credentials) -> Option<Vec<u8>> {
    let nanos = |time: SystemTime| {
        let since = time.duration_since(UNIX_EPOCH).ok()?;
        Some(u64::try_from(since.as_nanos()).ok()?.to_be_bytes())
    };
    let times = [nanos(token.issued_at)?, nanos(token.expires_at)?].concat();
    let plain = Zeroizing::new([&times, token.token.expose().as_bytes()].concat());
    let (salt, nonce) = (
        <[u8; SALT]>::try_generate().ok()?,
        XNonce::try_generate().ok()?,
    );
    let payload = Payload {
        msg: &plain,
        aad: MARK,
    };
    let encrypted = cipher(&salt, key, credentials)?
        .encrypt(&nonce, payload)
        .ok()?;
    Some([MARK, &salt, &nonce, &encrypted].concat())
}

fn decrypt(encrypted: &[u8], key: &CacheKey, credentials: &Credentials) -> Option<StoredToken> {
    let (salt, rest) = encrypted.strip_prefix(MARK)?.split_at_checked(SALT)?;
    let (nonce, text) = rest.split_first_chunk::<NONCE>()?;
    let payload = Payload {
        msg: text,
        aad: MARK,
    };
    let plain = Zeroizing::new(
        cipher(salt, key, credentials)?
            .decrypt(<&XNonce>::from(nonce), payload)
            .ok()?,
    );
    let (issued_at, rest) = plain.split_first_chunk()?;
    let (expires_at, token) = rest.split_first_chunk()?;
    let time =
        |nanos: &[u8; 8]| UNIX_EPOCH.checked_add(Duration::from_nanos(u64::from_be_bytes(*nanos)));
    Some(StoredToken {
        token: AccessToken::new(std::str::from_utf8(token).ok()?).ok()?,
        issued_at: time(issued_at)?,
        expires_at: time(expires_at)?,
    })
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

/// On Windows access lists say who owns what, and a file inherits that of its folder.
#[cfg(not(unix))]
fn belongs_to_us(_: &Metadata) -> bool {
    true
}

/// Writes a file beside `path` and renames it, so that a reader sees the old one or the new one whole.
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

/// Removes what killed processes left beside `path`. What cannot be looked at stays.
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
