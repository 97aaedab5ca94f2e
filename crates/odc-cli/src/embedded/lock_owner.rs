//! The process that uses the sandbox of a folder, in a file beside the lock: its id, and how other commands reach its
//! tenant.
//!
//! A killed process leaves the file. Therefore the file is read only while another process has the lock, and a
//! process that gets the lock replaces it.

use std::fmt;
use std::net::TcpStream;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::exit::Failure;
use crate::folders::{cannot, read_private, replace};

/// The process that has the lock.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct LockOwner {
    /// Its id. 0 if it is not known.
    process: u32,
    /// How other commands reach its tenant.
    pub(super) access: Option<Access>,
}

/// The data that clients need to use the tenant of a sandbox.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct Access {
    pub(super) domain: String,
    pub(super) client_id: String,
    #[serde(with = "secret")]
    pub(super) client_secret: Zeroizing<String>,
}

impl Access {
    /// Whether a server responds there.
    pub(super) fn responds(&self) -> bool {
        TcpStream::connect(&self.domain).is_ok()
    }
}

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Access")
            .field("domain", &self.domain)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

/// The secret of a sandbox in the file. Only its user may read this file and the snapshot beside it.
mod secret {
    use serde::{Deserialize as _, Deserializer, Serializer};
    use zeroize::Zeroizing;

    pub(super) fn serialize<S: Serializer>(
        secret: &Zeroizing<String>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(secret)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Zeroizing<String>, D::Error> {
        String::deserialize(from).map(Zeroizing::new)
    }
}

impl fmt::Display for LockOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.process {
            0 => f.write_str("another odctl"),
            process => write!(f, "another odctl (process {process})"),
        }
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join("holder.json")
}

impl LockOwner {
    /// This process, and how other commands reach its tenant if it keeps running.
    pub(super) fn this_one(access: Option<Access>) -> Self {
        Self {
            process: std::process::id(),
            access,
        }
    }

    /// The owner of the lock of the folder. `None` if it has not written the file yet.
    pub(super) fn read(folder: &Path) -> Option<Self> {
        let text = Zeroizing::new(read_private(&file(folder)).ok()?);
        serde_json::from_slice(&text).ok()
    }

    /// Records the owner of the lock of the folder.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(super) fn write(&self, folder: &Path) -> Result<(), Failure> {
        let path = file(folder);
        let text = serde_json::to_vec(self).map(Zeroizing::new);
        let text = text.map_err(|error| cannot("write", &path, &error.into()))?;
        replace(&path, &text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_as_it_was_written_and_debug_shows_no_secret() {
        let folder = tempfile::tempdir().unwrap();
        assert!(LockOwner::read(folder.path()).is_none());
        let owner = LockOwner {
            process: 4711,
            access: Some(Access {
                domain: "127.0.0.1:1".to_owned(),
                client_id: "c".to_owned(),
                client_secret: Zeroizing::new("s3cret".to_owned()),
            }),
        };
        owner.write(folder.path()).unwrap();
        let read = LockOwner::read(folder.path()).unwrap();
        assert_eq!(read.to_string(), "another odctl (process 4711)");
        assert!(!format!("{read:?}").contains("s3cret"), "{read:?}");
        assert_eq!(read.access.unwrap().client_secret.as_str(), "s3cret");
        assert_eq!(LockOwner::default().to_string(), "another odctl");
    }
}
