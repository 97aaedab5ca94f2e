//! A tenant as JSON, which can be saved and restored.

mod former;

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use odc_http::secret::Secret;
use odc_http::text::{one_line, printable};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer};
use tempfile::NamedTempFile;
use uuid::Uuid;

use crate::clock::Clock;
use crate::flaw::{Checked, Flaw, ensure};
use crate::model::Tenant;
use crate::model::client::ApiClient;
use crate::model::clients::Clients;
use crate::model::permission::{Permission, Permissions};
use crate::unique::TWICE;
use former::FormerTenant;

const VERSION: u32 = 3;
/// The versions without revisions and without permissions on assets. The first version also has no libraries and no
/// permissions on portfolios.
const FORMER_VERSIONS: [u32; 2] = [1, 2];

/// Larger snapshots are not read. A million users take about 600 MB.
pub(crate) const MOST_BYTES: usize = 1024 * 1024 * 1024;
/// How many characters of a place in a file an error shows.
const MOST_SHOWN: usize = 200;

/// All data and API clients of a sandbox at one time, and how far its clock had been moved ahead.
///
/// Its JSON contains the secrets of the sandbox's API clients, so that a program can continue with them. They do not
/// work anywhere else. Only the owner can read a file that [`Snapshot::save`] writes. A snapshot contains no tokens:
/// a restored sandbox signs tokens with a new key.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    version: u32,
    ahead_milliseconds: u64,
    #[serde(serialize_with = "write_clients")]
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

/// Why a snapshot was not read or written. The error shows no value of the file, because it may be a secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SnapshotError {
    /// The file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: String,
        /// The error of the system.
        source: std::io::Error,
    },
    /// The data is not a snapshot. It has the place and the mistake.
    #[error("not a snapshot of a sandbox: {0}")]
    Format(String),
    /// The data breaks a rule of the model, or has another version. It has the place and the mistake.
    #[error("the snapshot cannot be used: {0}; take it anew, or correct it there")]
    Content(String),
    /// The content of a file is not a usable snapshot.
    #[error("{path}: {source}")]
    In {
        /// The file.
        path: String,
        /// The mistake.
        source: Box<SnapshotError>,
    },
}

/// A snapshot before the check.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Unchecked<T> {
    ahead_milliseconds: u64,
    clients: Vec<StoredClient>,
    tenant: T,
}

/// The version of a snapshot. It is read first, because everything else may be different in another version.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

impl Unchecked<FormerTenant> {
    fn upgraded(self) -> Unchecked<Tenant> {
        Unchecked {
            ahead_milliseconds: self.ahead_milliseconds,
            clients: self.clients,
            tenant: self.tenant.upgraded(),
        }
    }
}

impl From<Unchecked<Tenant>> for Snapshot {
    fn from(unchecked: Unchecked<Tenant>) -> Self {
        let clients = unchecked.clients.into_iter().map(ApiClient::from);
        Self {
            version: VERSION,
            ahead_milliseconds: unchecked.ahead_milliseconds,
            clients: Clients::from_list(clients.collect()),
            tenant: unchecked.tenant,
        }
    }
}

impl Snapshot {
    pub(crate) fn take(ahead_milliseconds: u64, clients: Clients, tenant: Tenant) -> Self {
        Self {
            version: VERSION,
            ahead_milliseconds,
            clients,
            tenant,
        }
    }

    /// How far the clock had been moved ahead.
    pub(crate) fn ahead(&self) -> Duration {
        Duration::from_millis(self.ahead_milliseconds)
    }

    /// Reads a snapshot from JSON.
    ///
    /// # Errors
    ///
    /// The data is not a snapshot, or breaks a rule that calls obey: a key that belongs to nothing, two users with
    /// the same e-mail, a timestamp after the year 9999.
    pub fn from_json(json: &[u8]) -> Result<Self, SnapshotError> {
        let Versioned { version } = decode(json)?;
        let snapshot = if FORMER_VERSIONS.contains(&version) {
            let mut snapshot = Self::from(decode::<Unchecked<FormerTenant>>(json)?.upgraded());
            snapshot.grant_new_permissions(version);
            snapshot
        } else if version == VERSION {
            Self::from(decode::<Unchecked<Tenant>>(json)?)
        } else {
            return Err(SnapshotError::Content(format!(
                "version {version} is not between 1 and {VERSION}"
            )));
        };
        match snapshot.check() {
            Ok(()) => Ok(snapshot),
            Err(Flaw { at, what }) => {
                let at = one_line(&at, MOST_SHOWN);
                Err(SnapshotError::Content(format!("{at}: {what}")))
            }
        }
    }

    fn check(&self) -> Checked {
        let is_near = self.ahead() <= Clock::FARTHEST;
        ensure(
            is_near,
            "aheadMilliseconds",
            "the clock is at most a century ahead",
        )?;
        let tenant = self.tenant.check();
        tenant.map_err(|flaw| flaw.below("tenant"))?;
        let clients = self.clients.check(&self.tenant.environment_keys());
        clients.map_err(|flaw| flaw.below("clients"))
    }

    /// Gives each client that had all permissions of its version the permissions that are new.
    fn grant_new_permissions(&mut self, version: u32) {
        let stages = self.tenant.environment_keys();
        let every = Permissions::every(&stages);
        let on_portfolios = [Permission::ManageStages, Permission::ManagePortfolio];
        let new = Permission::all()
            .iter()
            .filter(|one| one.is_about_assets() || (version == 1 && on_portfolios.contains(one)));
        let new: Vec<Permission> = new.copied().collect();
        for client in self.clients.iter_mut() {
            let held = client.permissions.clone();
            let grown = new.iter().fold(held, |held, one| held.with(*one, &stages));
            if grown == every {
                client.permissions = grown;
            }
        }
    }

    /// The snapshot as JSON.
    ///
    /// # Errors
    ///
    /// The snapshot cannot be encoded. No such snapshot is known.
    pub fn to_json(&self) -> Result<Vec<u8>, SnapshotError> {
        serde_json::to_vec(self).map_err(|error| SnapshotError::Format(error.to_string()))
    }

    /// Reads a snapshot from a file.
    ///
    /// # Errors
    ///
    /// The file cannot be read, is larger than 1 GiB, or is not a snapshot, as in [`Snapshot::from_json`].
    pub fn load(path: impl AsRef<Path>) -> Result<Self, SnapshotError> {
        let path = path.as_ref();
        let json = read(path).map_err(|source| file_error(path, source))?;
        Self::from_json(&json).map_err(|source| SnapshotError::In {
            path: path_text(path),
            source: Box::new(source),
        })
    }

    /// Writes the snapshot to a file that only its owner can read. An existing file is either replaced completely or
    /// not changed.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), SnapshotError> {
        let path = path.as_ref();
        let json = self.to_json()?;
        write(path, &json).map_err(|source| file_error(path, source))
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    let mut json = Vec::new();
    let mut file = File::open(path)?.take(most.saturating_add(1));
    if file.read_to_end(&mut json)? > MOST_BYTES {
        return Err(io::Error::other("larger than 1 GiB, which no snapshot is"));
    }
    Ok(json)
}

/// Writes the complete file, or nothing. On Unix, `tempfile` gives it the mode 0600.
fn write(path: &Path, json: &[u8]) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(json)?;
    file.persist(path)?;
    Ok(())
}

fn file_error(path: &Path, source: io::Error) -> SnapshotError {
    SnapshotError::File {
        path: path_text(path),
        source,
    }
}

/// The path for an error.
fn path_text(path: &Path) -> String {
    printable(&path.display().to_string()).to_string()
}

fn decode<T: DeserializeOwned>(json: &[u8]) -> Result<T, SnapshotError> {
    let format = |at: &str, error: &serde_json::Error| {
        let at = one_line(at, MOST_SHOWN);
        let (line, column) = (error.line(), error.column());
        let what = without_values(error);
        SnapshotError::Format(format!("line {line}, column {column}, {at}: {what}"))
    };
    let mut from = serde_json::Deserializer::from_slice(json);
    let decoded = serde_path_to_error::deserialize(&mut from);
    let decoded = decoded.map_err(|error| format(&error.path().to_string(), error.inner()))?;
    from.end().map_err(|error| format("the end", &error))?;
    Ok(decoded)
}

/// The message of serde, without values from the data.
fn without_values(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(what, _)| what);
    if !error.is_data()
        || what.starts_with("missing field ")
        || what.starts_with("duplicate field ")
    {
        return what.to_owned();
    }
    if what.ends_with(TWICE) {
        return what.to_owned();
    }
    match what.rsplit_once(", expected ") {
        Some((_, expected)) => format!("expected {expected}"),
        None => "the value is not one that a snapshot has there".to_owned(),
    }
}

/// An API client with its secret, as it is in a snapshot.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoredClient {
    id: String,
    subject: Uuid,
    name: String,
    description: String,
    secret: Secret,
    secret_expires_at: DateTime<Utc>,
    permissions: Permissions,
    suspended: bool,
}

impl From<&ApiClient> for StoredClient {
    fn from(client: &ApiClient) -> Self {
        Self {
            id: client.id.clone(),
            subject: client.subject,
            name: client.name.clone(),
            description: client.description.clone(),
            secret: client.secret.clone(),
            secret_expires_at: client.secret_expires_at,
            permissions: client.permissions.clone(),
            suspended: client.suspended,
        }
    }
}

impl From<StoredClient> for ApiClient {
    fn from(stored: StoredClient) -> Self {
        Self {
            id: stored.id,
            subject: stored.subject,
            name: stored.name,
            description: stored.description,
            secret: stored.secret,
            secret_expires_at: stored.secret_expires_at,
            permissions: stored.permissions,
            suspended: stored.suspended,
        }
    }
}

fn write_clients<S: Serializer>(clients: &Clients, to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(clients.iter().map(StoredClient::from))
}
