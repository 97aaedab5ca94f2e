//! A token that only the holder of the client secret can read, for stores that others can look into.
//!
//! Format: mark, salt, nonce, XChaCha20-Poly1305 of two timestamps (nanoseconds since 1970, big-endian) and the token.
//! The key comes from the client secret by HKDF-SHA256 (RFC 5869), bound to the cache key. Without the secret the bytes
//! reveal nothing. Changed bytes cannot be decrypted, and count as absent.

use std::fmt::Write;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chacha20poly1305::aead::{Aead, Generate, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::error::SourceError;
use crate::secret::{AccessToken, Credentials};
use crate::source::{CacheKey, StoredToken};

const MARK: &[u8] = b"odc-auth token 2\n";
const TAG: &[u8] = b"odc-auth tag\n";
const SALT: usize = 32;
const NONCE: usize = 24;
/// The largest size of a token. A response of the token endpoint has the same limit.
const LARGEST_TOKEN: usize = 1024 * 1024;

impl StoredToken {
    /// The token as bytes that reveal nothing without the client secret.
    ///
    /// # Errors
    ///
    /// The token is larger than 1 MiB, or a timestamp lies before 1970.
    pub fn seal(&self, key: &CacheKey, credentials: &Credentials) -> Result<Vec<u8>, SourceError> {
        if self.token.expose().len() > LARGEST_TOKEN {
            return Err(SourceError::permanent("the token is larger than 1 MiB"));
        }
        encrypt(self, key, credentials)
            .ok_or_else(|| SourceError::permanent("the token cannot be encrypted"))
    }

    /// The token that was sealed for this key with this secret. `None` when the bytes are something else.
    #[must_use]
    pub fn open(sealed: &[u8], key: &CacheKey, credentials: &Credentials) -> Option<Self> {
        decrypt(sealed, key, credentials)
    }
}

impl CacheKey {
    /// A name for this key and this secret, for a store that others can look into: 32 hexadecimal digits that reveal
    /// neither the key nor the secret. Another secret gives another name.
    #[must_use]
    pub fn tag(&self, credentials: &Credentials) -> String {
        let mut bytes = [0; 16];
        expand(None, TAG, self, credentials, &mut bytes);
        bytes.iter().fold(String::new(), |mut text, byte| {
            // A String can always be written to.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

/// Bytes from the client secret, bound to a purpose and a key.
fn expand(
    salt: Option<&[u8]>,
    purpose: &[u8],
    key: &CacheKey,
    credentials: &Credentials,
    bytes: &mut [u8],
) {
    let secret = credentials.client_secret().expose().as_bytes();
    let info = [purpose, key.to_string().as_bytes()].concat();
    Hkdf::<Sha256>::new(salt, secret)
        .expand(&info, bytes)
        .expect("HKDF-SHA256 gives up to 8160 bytes");
}

fn cipher(salt: &[u8], key: &CacheKey, credentials: &Credentials) -> XChaCha20Poly1305 {
    let mut bytes = Zeroizing::new([0; 32]);
    expand(Some(salt), MARK, key, credentials, &mut *bytes);
    XChaCha20Poly1305::new(<&Key>::from(&*bytes))
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
    let encrypted = cipher(&salt, key, credentials)
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
        cipher(salt, key, credentials)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_and_secret_have_their_own_tag_of_32_digits() {
        let key = |client| CacheKey::new("https://a.test/", client, "", &[], None);
        let tag = |client, secret| key(client).tag(&Credentials::new(client, secret));
        let first = tag("client", "secret");
        assert_eq!(first, tag("client", "secret"));
        assert!(first.len() == 32 && first.bytes().all(|digit| digit.is_ascii_hexdigit()));
        for (client, secret) in [("client", "secret2"), ("client2", "secret")] {
            assert_ne!(first, tag(client, secret));
        }
    }
}
