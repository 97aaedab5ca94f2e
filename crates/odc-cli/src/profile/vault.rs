//! Secrets in encrypted files, for machines without a keychain.
//!
//! File: mark, nonce, XChaCha20-Poly1305 of the secret. The key is random and is stored beside the files. Therefore
//! the encryption protects a secret in a backup of one file, in searches and on screens, but not from a program that
//! this user runs. A secret is bound to the domain and the client that it was stored for: a changed profile cannot
//! send it to another place.

use std::path::{Path, PathBuf};

use chacha20poly1305::aead::{Aead, Generate, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::file::Profile;
use crate::exit::Failure;
use crate::folders::{cannot, make_private, read_private, write_private};

const MARK: &[u8] = b"odctl secret 1\n";
const NONCE: usize = 24;

fn file_of(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.secret"))
}

/// The data to which a secret is bound.
pub(super) fn owner(profile: &Profile) -> String {
    format!("{}@{}", profile.client_id, profile.domain)
}

/// Stores a secret; its file has the mode 0600.
pub(super) fn store(
    folder: &Path,
    name: &str,
    profile: &Profile,
    secret: &str,
) -> Result<(), Failure> {
    make_private(folder)?;
    let key_file = folder.join("key");
    if !key_file.exists() {
        let key = Zeroizing::new(<[u8; 32]>::try_generate().map_err(|_| no_random())?);
        write_private(&key_file, &*key)?;
    }
    let nonce = XNonce::try_generate().map_err(|_| no_random())?;
    let owner = owner(profile);
    let payload = Payload {
        msg: secret.as_bytes(),
        aad: owner.as_bytes(),
    };
    let encrypted = cipher(&key_file)?
        .encrypt(&nonce, payload)
        .map_err(|_| no_random())?;
    write_private(&file_of(folder, name), &[MARK, &nonce, &encrypted].concat())
}

/// Reads the secret of a profile.
pub(super) fn read(
    folder: &Path,
    name: &str,
    profile: &Profile,
) -> Result<Zeroizing<String>, Failure> {
    let path = file_of(folder, name);
    let bytes = read_private(&path).map_err(|error| cannot("read the secret", &path, &error))?;
    let unreadable = || {
        Failure::failed(format_args!(
            "{} is damaged, or was stored for another domain or client than the profile names; run odctl login again",
            path.display()
        ))
    };
    let rest = bytes.strip_prefix(MARK).ok_or_else(unreadable)?;
    let (nonce, encrypted) = rest.split_first_chunk::<NONCE>().ok_or_else(unreadable)?;
    let owner = owner(profile);
    let payload = Payload {
        msg: encrypted,
        aad: owner.as_bytes(),
    };
    let plain = cipher(&folder.join("key"))?.decrypt(<&XNonce>::from(nonce), payload);
    let plain = plain.map_err(|_| unreadable())?;
    String::from_utf8(plain)
        .map(Zeroizing::new)
        .map_err(|_| unreadable())
}

/// Removes the secret of a profile. A missing secret is not an error.
pub(super) fn remove(folder: &Path, name: &str) -> Result<(), Failure> {
    let path = file_of(folder, name);
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(cannot("remove", &path, &error))
        }
        _ => Ok(()),
    }
}

fn cipher(key_file: &Path) -> Result<XChaCha20Poly1305, Failure> {
    let bytes = read_private(key_file).map(Zeroizing::new);
    let bytes = bytes.map_err(|error| cannot("read", key_file, &error))?;
    let key: [u8; 32] = bytes.as_slice().try_into().map_err(|_| {
        Failure::failed(format_args!(
            "{} is damaged; remove it and run odctl login again",
            key_file.display()
        ))
    })?;
    Ok(XChaCha20Poly1305::new(<&Key>::from(&key)))
}

fn no_random() -> Failure {
    Failure::failed("the system gave no random numbers to encrypt the secret with")
}

#[cfg(test)]
mod tests {
    use super::super::file::SecretPlace;
    use super::*;

    fn profile(domain: &str) -> Profile {
        Profile {
            domain: domain.to_owned(),
            client_id: "id".to_owned(),
            secret: SecretPlace::File,
        }
    }

    #[test]
    fn a_stored_secret_can_be_read_and_its_file_does_not_show_it() {
        let folder = tempfile::tempdir().unwrap();
        let acme = profile("acme.dev");
        store(folder.path(), "acme", &acme, "s3cret-of-acme").unwrap();
        assert_eq!(
            *read(folder.path(), "acme", &acme).unwrap(),
            "s3cret-of-acme"
        );
        let path = file_of(folder.path(), "acme");
        let bytes = std::fs::read(&path).unwrap();
        assert!(!bytes.windows(6).any(|part| part == b"s3cret"));
        #[cfg(unix)]
        for file in [path, folder.path().join("key")] {
            let mode = std::os::unix::fs::PermissionsExt::mode(
                &std::fs::metadata(file).unwrap().permissions(),
            );
            assert_eq!(mode & 0o777, 0o600);
        }
        remove(folder.path(), "acme").unwrap();
        remove(folder.path(), "acme").unwrap();
        assert!(read(folder.path(), "acme", &acme).is_err());
    }

    /// A user who can write to it could choose the key.
    #[cfg(unix)]
    #[test]
    fn a_folder_that_others_can_write_to_is_not_used_for_secrets() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let acme = profile("acme.dev");
        store(folder.path(), "acme", &acme, "s3cret").unwrap();
        let open = std::fs::Permissions::from_mode(0o777);
        std::fs::set_permissions(folder.path(), open).unwrap();
        for failure in [
            store(folder.path(), "acme", &acme, "other").unwrap_err(),
            read(folder.path(), "acme", &acme).unwrap_err(),
        ] {
            assert!(failure.line().unwrap().contains("chmod go-w"));
        }
    }

    #[test]
    fn a_secret_is_not_sent_to_another_domain() {
        let folder = tempfile::tempdir().unwrap();
        store(folder.path(), "acme", &profile("acme.dev"), "s3cret").unwrap();
        let failure = read(folder.path(), "acme", &profile("evil.example")).unwrap_err();
        assert!(failure.line().unwrap().contains("another domain"));
    }
}
