//! Files for pre-signed URLs: makes and checks such URLs, and stores the uploaded files.
//!
//! A URL contains its own credential: a signature of method, path and time of expiry. The key is made at the start.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use ring::hmac;
use ring::rand::SystemRandom;
use uuid::Uuid;

/// How long a URL is valid.
pub(crate) const LIFE: TimeDelta = TimeDelta::minutes(15);
/// How many uploads are remembered; older ones are forgotten.
const MOST_UPLOADS: usize = 10_000;
/// How many bytes of an uploaded file are kept: only its head. The rest is counted, so that large files take no
/// memory.
pub(crate) const MOST_HEAD_BYTES: usize = 64 * 1024;

/// The parameters of a pre-signed URL.
pub(crate) const EXPIRES: &str = "X-Expires";
pub(crate) const SIGNATURE: &str = "X-Signature";

/// An uploaded file.
#[derive(Debug, Clone)]
pub(crate) struct Uploaded {
    /// The first bytes.
    pub(crate) head: Bytes,
    /// The size of the whole file.
    pub(crate) bytes: u64,
}

/// A place for one file.
#[derive(Debug, Clone)]
struct Upload {
    at: DateTime<Utc>,
    file: Option<Uploaded>,
}

/// The files of one sandbox. Clones share them.
#[derive(Debug, Clone)]
pub(crate) struct Files(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    key: hmac::Key,
    uploads: Mutex<BTreeMap<Uuid, Upload>>,
}

/// Why a pre-signed URL does not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BadUrl {
    Signature,
    Expired,
}

impl Files {
    /// Returns `None` when the system gives no random numbers.
    pub(crate) fn generate() -> Option<Self> {
        let key = hmac::Key::generate(hmac::HMAC_SHA256, &SystemRandom::new()).ok()?;
        Some(Self(Arc::new(Inner {
            key,
            uploads: Mutex::default(),
        })))
    }

    /// A URL that is valid for a quarter of an hour from now.
    pub(crate) fn sign(
        &self,
        origin: &str,
        method: &str,
        path: &str,
        now: DateTime<Utc>,
    ) -> String {
        let expires = (now + LIFE).timestamp();
        let tag = hmac::sign(&self.0.key, signed(method, path, expires).as_bytes());
        let mut signature = String::new();
        for byte in tag.as_ref() {
            let _ = write!(signature, "{byte:02x}"); // a String takes everything
        }
        format!("{origin}{path}?{EXPIRES}={expires}&{SIGNATURE}={signature}")
    }

    /// Checks the parameters of a URL.
    pub(crate) fn verify(
        &self,
        (method, path): (&str, &str),
        (expires, signature): (Option<&str>, Option<&str>),
        now: DateTime<Utc>,
    ) -> Result<(), BadUrl> {
        let expires: i64 = expires
            .and_then(|text| text.parse().ok())
            .ok_or(BadUrl::Signature)?;
        let signature = signature.and_then(from_hex).ok_or(BadUrl::Signature)?;
        let signed = signed(method, path, expires);
        hmac::verify(&self.0.key, signed.as_bytes(), &signature).map_err(|_| BadUrl::Signature)?;
        if now.timestamp() >= expires {
            return Err(BadUrl::Expired);
        }
        Ok(())
    }

    /// A URL for one upload.
    pub(crate) fn new_upload(&self, origin: &str, now: DateTime<Utc>) -> String {
        let id = Uuid::new_v4();
        let mut uploads = self.uploads();
        if uploads.len() >= MOST_UPLOADS {
            let oldest = uploads.iter().min_by_key(|(_, one)| one.at);
            if let Some(oldest) = oldest.map(|(id, _)| *id) {
                uploads.remove(&oldest);
            }
        }
        uploads.insert(
            id,
            Upload {
                at: now,
                file: None,
            },
        );
        self.sign(origin, "PUT", &format!("/uploads/{id}"), now)
    }

    /// Whether the place exists and is empty.
    pub(crate) fn is_free(&self, id: Uuid) -> bool {
        self.uploads()
            .get(&id)
            .is_some_and(|one| one.file.is_none())
    }

    /// Stores an uploaded file. Returns false when the place is taken or unknown.
    pub(crate) fn store(&self, id: Uuid, file: Uploaded) -> bool {
        match self.uploads().get_mut(&id) {
            Some(upload) if upload.file.is_none() => {
                upload.file = Some(file);
                true
            }
            _ => false,
        }
    }

    /// The file that was uploaded to this URL, if the sandbox made the URL.
    pub(crate) fn uploaded(&self, url: &url::Url) -> Option<Uploaded> {
        let id = url.path().strip_prefix("/uploads/")?;
        let id = Uuid::parse_str(id).ok()?;
        let uploads = self.uploads();
        uploads.get(&id)?.file.clone()
    }

    fn uploads(&self) -> MutexGuard<'_, BTreeMap<Uuid, Upload>> {
        let uploads = &self.0.uploads;
        uploads.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn signed(method: &str, path: &str, expires: i64) -> String {
    format!("{method} {path} {expires}")
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| {
            let pair = std::str::from_utf8(pair).ok()?;
            let is_hex = pair.len() == 2 && pair.bytes().all(|one| one.is_ascii_hexdigit());
            u8::from_str_radix(pair, 16).ok().filter(|_| is_hex)
        })
        .collect()
}
