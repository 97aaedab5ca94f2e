//! A token store for command-line programs: one encrypted file per cache key.
//!
//! File: mark, salt, nonce, XChaCha20-Poly1305 of the token and its times. The key comes from the client
//! secret by HKDF-SHA256 (RFC 5869), bound to the cache key. Whoever can read the file but not the secret
//! learns nothing; whoever changes it makes it unreadable, which is as good as no file.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use async_trait::async_trait;
use chacha20poly1305::aead::{Aead, Generate, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::source::{CacheKey, StoredToken, TokenStore};
use crate::{AccessToken, Credentials, SourceError};

const MARK: &[u8] = b"odc-auth token 1\n";
const SALT: usize = 32;
const NONCE: usize = 24;
const LARGEST: u64 = 2 * 1024 * 1024;
/// Whoever has not renamed its new file after so long was killed.
const LEFT_BEHIND: Duration = Duration::from_secs(60);

/// Keeps tokens in encrypted files, so that the runs of a command-line program share one.
///
/// Files are readable by their owner alone (mode 0600), replaced atomically, and safe to share between
/// processes that run at the same time. What a killed process left half-written goes with the next save a
/// minute later. A file that is damaged, made with another secret or for another
/// client counts as absent.
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

#[derive(Serialize, Deserialize)]
struct Record<'a> {
    #[serde(borrow)]
    token: &'a str,
    issued_at: Duration,
    expires_at: Duration,
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
        let sealed = match aside(move || read(&path)).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            sealed => sealed.map_err(SourceError::transient)?,
        };
        Ok(open(&sealed, key, credentials))
    }

    async fn save(
        &self,
        key: &CacheKey,
        token: &StoredToken,
        credentials: &Credentials,
    ) -> Result<(), SourceError> {
        let sealed = seal(token, key, credentials)
            .ok_or_else(|| SourceError::permanent("the token cannot be encrypted"))?;
        let path = self.path(key);
        aside(move || replace(&path, &sealed))
            .await
            .map_err(SourceError::transient)
    }
}

async fn aside<T: Send + 'static>(
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

fn seal(token: &StoredToken, key: &CacheKey, credentials: &Credentials) -> Option<Vec<u8>> {
    let since = |time: SystemTime| time.duration_since(UNIX_EPOCH).ok();
    let record = Record {
        token: token.token.expose(),
        issued_at: since(token.issued_at)?,
        expires_at: since(token.expires_at)?,
    };
    let mut plain = Zeroizing::new(Vec::with_capacity(record.token.len() + 256));
    serde_json::to_writer(&mut *plain, &record).ok()?;
    let (salt, nonce) = (
        <[u8; SALT]>::try_generate().ok()?,
        XNonce::try_generate().ok()?,
    );
    let sealed = cipher(&salt, key, credentials)?
        .encrypt(
            &nonce,
            Payload {
                msg: &plain,
                aad: MARK,
            },
        )
        .ok()?;
    Some([MARK, &salt, &nonce, &sealed].concat())
}

fn open(sealed: &[u8], key: &CacheKey, credentials: &Credentials) -> Option<StoredToken> {
    let (salt, rest) = sealed.strip_prefix(MARK)?.split_at_checked(SALT)?;
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
    let record: Record<'_> = serde_json::from_slice(&plain).ok()?;
    Some(StoredToken {
        token: AccessToken::new(record.token).ok()?,
        issued_at: UNIX_EPOCH.checked_add(record.issued_at)?,
        expires_at: UNIX_EPOCH.checked_add(record.expires_at)?,
    })
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut sealed = Vec::new();
    File::open(path)?.take(LARGEST).read_to_end(&mut sealed)?;
    Ok(sealed)
}

/// Writes a file beside `path` and renames it, so that a reader sees the old one or the new one whole.
fn replace(path: &Path, sealed: &[u8]) -> io::Result<()> {
    let directory = path.parent().unwrap_or(Path::new("."));
    create_private_directory(directory)?;
    let unique = <[u8; 8]>::try_generate().map_err(io::Error::other)?;
    let fresh = path.with_extension(format!("{:016x}.new", u64::from_ne_bytes(unique)));
    let written = write_private(&fresh, sealed).and_then(|()| std::fs::rename(&fresh, path));
    if written.is_err() {
        // The error that counts is the one above.
        let _ = std::fs::remove_file(&fresh);
    }
    sweep(directory, path);
    written
}

/// Removes what killed processes left beside `path`. What cannot be looked at stays.
fn sweep(directory: &Path, path: &Path) {
    let Ok(entries) = std::fs::read_dir(directory) else {
        return;
    };
    for entry in entries.flatten() {
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

fn create_private_directory(directory: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(directory)
}

fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
