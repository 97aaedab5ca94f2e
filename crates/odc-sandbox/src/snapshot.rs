//! A tenant as JSON, to be put away and taken up again.

use std::path::Path;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::app::App;
use crate::clients::Clients;
use crate::model::Tenant;
use crate::permission::{Permission, Permissions};
use crate::seed;

const VERSION: u32 = 2;
/// Without libraries and without the permissions on portfolios.
const FIRST_VERSION: u32 = 1;

/// All data and API clients of a sandbox at one moment, and how far its clock was ahead.
///
/// Its JSON holds the secrets of the sandbox's API clients, so that a program goes on with the same
/// ones; they are good for nothing else. Tokens are not in it: a restored sandbox signs with a key of
/// its own.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    version: u32,
    ahead_milliseconds: u64,
    pub(crate) clients: Clients,
    pub(crate) tenant: Tenant,
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Snapshot")
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// Why a snapshot was not read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SnapshotError {
    /// The file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is no snapshot.
    #[error("not a snapshot of a sandbox: {0}")]
    Format(#[from] serde_json::Error),
    /// The file is a snapshot that this version cannot use.
    #[error("the snapshot cannot be used: {0}")]
    Content(String),
}

impl Snapshot {
    pub(crate) fn of(app: &App) -> Self {
        let world = app.world();
        Self {
            version: VERSION,
            ahead_milliseconds: app.clock.ahead(),
            clients: world.clients.clone(),
            tenant: world.tenant.clone(),
        }
    }

    /// How far the clock was ahead.
    pub(crate) fn ahead(&self) -> Duration {
        Duration::from_millis(self.ahead_milliseconds)
    }

    /// Reads a snapshot from JSON.
    ///
    /// # Errors
    ///
    /// When it is no snapshot, or holds no API client.
    pub fn from_json(json: &[u8]) -> Result<Self, SnapshotError> {
        let mut snapshot: Self = serde_json::from_slice(json)?;
        match snapshot.version {
            VERSION => {}
            FIRST_VERSION => snapshot.complete(),
            version => {
                return Err(SnapshotError::Content(format!(
                    "version {version} is neither {FIRST_VERSION} nor {VERSION}"
                )));
            }
        }
        if snapshot.clients.iter().next().is_none() {
            return Err(SnapshotError::Content("it holds no API client".to_owned()));
        }
        Ok(snapshot)
    }

    /// Adds what the first version did not have: the seeded libraries, and the permissions on
    /// portfolios for clients that held every permission there was.
    fn complete(&mut self) {
        let tenant = &mut self.tenant;
        tenant.libraries = seed::libraries(tenant.plan, &tenant.portfolios);
        let every = Permissions::every(&tenant.environment_keys());
        for client in self.clients.iter_mut() {
            let grown = client.permissions.clone();
            let grown = grown.with(Permission::ManageStages, &[]);
            let grown = grown.with(Permission::ManagePortfolio, &[]);
            if grown == every {
                client.permissions = grown;
            }
        }
        self.version = VERSION;
    }

    /// The snapshot as JSON.
    ///
    /// # Errors
    ///
    /// When it cannot be encoded, which no tenant is known for.
    pub fn to_json(&self) -> Result<Vec<u8>, SnapshotError> {
        Ok(serde_json::to_vec(self)?)
    }

    /// Reads a snapshot from a file.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or is no snapshot.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, SnapshotError> {
        let path = path.as_ref();
        Self::from_json(&std::fs::read(path).map_err(|source| file_error(path, source))?)
    }

    /// Writes the snapshot to a file, replacing one that is there.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), SnapshotError> {
        let path = path.as_ref();
        std::fs::write(path, self.to_json()?).map_err(|source| file_error(path, source))
    }
}

fn file_error(path: &Path, source: std::io::Error) -> SnapshotError {
    SnapshotError::File {
        path: path.display().to_string(),
        source,
    }
}

/// For the `secret` of a client; secrets go into snapshots and nowhere else.
pub(crate) fn write_secret<S: Serializer>(secret: &SecretString, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(secret.expose_secret())
}

/// The way back.
pub(crate) fn read_secret<'de, D: Deserializer<'de>>(from: D) -> Result<SecretString, D::Error> {
    Ok(String::deserialize(from)?.into())
}
