//! The tenant of `--sandbox`: a sandbox inside this process, whose state is kept between commands.
//!
//! After each command a snapshot of the tenant replaces the file in the cache folder when something has changed. Its time is
//! the time of this machine: what one command starts continues or ends before the next command looks. Commands take turns
//! by a lock on a file. The sandbox has no rate limits here.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use odc_runtime::{BudgetPolicy, Tenant};
use odc_sandbox::{Sandbox, Snapshot};
use zeroize::Zeroizing;

use crate::exit::Failure;
use crate::folders::{cannot, make_private, open_lock};
use crate::terminal::Notes;

/// The longest life of a secret, so that a kept sandbox can be used for years.
const SECRET_DAYS: u64 = 730;

/// A sandbox that is kept in a folder. No other command uses it as long as this value lives.
#[derive(Debug)]
pub struct Embedded {
    sandbox: Sandbox,
    file: PathBuf,
    kept: Vec<u8>,
    _turn: File,
}

fn snapshot_file(folder: &Path) -> PathBuf {
    folder.join("tenant.json")
}

/// Waits until no other command uses the sandbox of the folder.
fn take_turn(folder: &Path, notes: &Notes) -> Result<File, Failure> {
    make_private(folder)?;
    let path = folder.join("lock");
    let file = open_lock(&path)?;
    match file.try_lock() {
        Ok(()) => return Ok(file),
        Err(TryLockError::Error(error)) => return Err(cannot("lock", &path, &error)),
        Err(TryLockError::WouldBlock) => {}
    }
    notes.say("another odctl uses the sandbox; waiting for it to end");
    file.lock().map_err(|error| cannot("lock", &path, &error))?;
    Ok(file)
}

/// Removes the kept state, so that the next command finds a new tenant.
///
/// # Errors
/// The file cannot be removed.
pub fn reset(folder: &Path, notes: &Notes) -> Result<(), Failure> {
    let _turn = take_turn(folder, notes)?;
    let file = snapshot_file(folder);
    match std::fs::remove_file(&file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(cannot("remove", &file, &error))
        }
        _ => Ok(()),
    }
}

impl Embedded {
    /// Starts the sandbox as the last command left it, or a new one.
    ///
    /// # Errors
    /// The kept state cannot be read, or no port is free.
    pub async fn start(folder: &Path, notes: &Notes) -> Result<Self, Failure> {
        let turn = take_turn(folder, notes)?;
        let file = snapshot_file(folder);
        let mut builder = Sandbox::builder();
        if file.exists() {
            let snapshot = Snapshot::load(&file).map_err(|error| {
                Failure::failed(format_args!(
                    "{error}; odctl sandbox reset makes a new tenant"
                ))
            })?;
            builder = builder.data(snapshot);
        }
        let sandbox = builder.start().await;
        let sandbox = sandbox.map_err(|error| {
            Failure::failed(format_args!("the sandbox does not start: {error}"))
        })?;
        let kept = std::fs::read(&file).unwrap_or_default();
        Ok(Self {
            sandbox,
            file,
            kept,
            _turn: turn,
        })
    }

    /// The tenant for clients. A secret that has expired while the sandbox was not used is replaced.
    ///
    /// # Errors
    /// The secret cannot be replaced.
    pub fn tenant(&self, application: &str) -> Result<Tenant, Failure> {
        let mut secret = Zeroizing::new(self.sandbox.client_secret().to_owned());
        if self.sandbox.secret_expires_at() <= self.sandbox.clock().now() {
            let renewed = self
                .sandbox
                .clients()
                .regenerate_secret(self.sandbox.client_id(), Some(SECRET_DAYS));
            let renewed = renewed.map_err(Failure::failed)?;
            secret = Zeroizing::new(renewed.client_secret().to_owned());
        }
        let tenant = Tenant::builder()
            .portal_domain(self.sandbox.domain())
            .client_id(self.sandbox.client_id())
            .client_secret(secret.to_string())
            .allow_http_loopback(true)
            .budget(BudgetPolicy::Ignore)
            .application(application)
            .build()?;
        Ok(tenant)
    }

    /// The id of its API client.
    #[must_use]
    pub fn client_id(&self) -> &str {
        self.sandbox.client_id()
    }

    /// Keeps the state for the next command.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep(&self) -> Result<(), Failure> {
        let snapshot = self.sandbox.snapshot();
        let now = snapshot.to_json().map_err(Failure::failed)?;
        if now == self.kept {
            return Ok(());
        }
        snapshot.save(&self.file).map_err(Failure::failed)
    }
}
