//! The tenant of `--sandbox`: a sandbox inside this process. Its state is saved between commands.
//!
//! After each command that changed something, a snapshot of the tenant replaces the file in the cache folder. The
//! sandbox uses the time of this machine: an operation that one command starts continues or ends before the next
//! command reads it. Commands use the sandbox one after the other, with a lock on a file. A command that keeps
//! running, such as `odctl mcp`, lets other commands use its tenant. The sandbox has no rate limits here.

mod lock_owner;

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use odc_runtime::{BudgetPolicy, Tenant};
use odc_sandbox::{Sandbox, Snapshot};
use zeroize::Zeroizing;

use self::lock_owner::{Access, LockOwner};
use crate::exit::Failure;
use crate::files::{self, LARGEST_SNAPSHOT};
use crate::folders::{cannot, make_private, open_lock};
use crate::terminal::Notes;

/// The longest lifetime of a secret, so that a saved sandbox can be used for years.
const SECRET_DAYS: u64 = 730;

/// The sandbox of a folder: started by this command, or by a command that keeps running.
#[derive(Debug)]
pub struct Embedded {
    access: Access,
    own: Option<Own>,
}

/// A sandbox in this process. As long as this value exists, no other command starts a sandbox of its folder.
#[derive(Debug)]
struct Own {
    sandbox: Sandbox,
    folder: PathBuf,
    kept: Vec<u8>,
    _turn: File,
}

fn snapshot_file(folder: &Path) -> PathBuf {
    folder.join("tenant.json")
}

/// The lock on the sandbox of a folder.
enum Turn {
    Taken(File),
    /// A command that keeps running has the lock, and lets others use its tenant.
    Served(LockOwner, Access),
}

/// Waits until no other command uses the sandbox of the folder. It does not wait for a command that keeps running.
fn take_turn(folder: &Path, notes: &Notes) -> Result<Turn, Failure> {
    make_private(folder)?;
    let path = folder.join("lock");
    let file = open_lock(&path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::Error(error)) => return Err(cannot("lock", &path, &error)),
        Err(TryLockError::WouldBlock) => {
            let owner = LockOwner::read(folder).unwrap_or_default();
            // A killed process leaves its file with the access data. The process that has the lock now replaces it.
            if let Some(access) = owner.access.clone().filter(Access::responds) {
                return Ok(Turn::Served(owner, access));
            }
            notes.say(format_args!(
                "{owner} uses the sandbox; waiting for it to end"
            ));
            file.lock().map_err(|error| cannot("lock", &path, &error))?;
        }
    }
    LockOwner::this_one(None).write(folder)?;
    Ok(Turn::Taken(file))
}

/// Removes the saved state, so that the next command starts a new tenant.
///
/// # Errors
/// A command that keeps running uses it, or the file cannot be removed.
pub fn reset(folder: &Path, notes: &Notes) -> Result<(), Failure> {
    let _turn = match take_turn(folder, notes)? {
        Turn::Taken(turn) => turn,
        Turn::Served(owner, _) => {
            return Err(Failure::failed(format_args!(
                "{owner} uses the sandbox and stays; nothing was reset; end it, and give the command again"
            )));
        }
    };
    let file = snapshot_file(folder);
    match std::fs::remove_file(&file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(cannot("remove", &file, &error))
        }
        _ => Ok(()),
    }
}

impl Embedded {
    /// Starts the sandbox in the state that the last command saved, or a new one. If a command that keeps running has
    /// one, it uses that.
    ///
    /// # Errors
    /// The saved state cannot be read, or no port is free.
    pub async fn start(folder: &Path, notes: &Notes) -> Result<Self, Failure> {
        let turn = match take_turn(folder, notes)? {
            Turn::Taken(turn) => turn,
            Turn::Served(_, access) => return Ok(Self { access, own: None }),
        };
        let own = Own::start(folder, turn).await?;
        let access = own.access()?;
        Ok(Self {
            access,
            own: Some(own),
        })
    }

    /// The tenant for clients.
    ///
    /// # Errors
    /// Its domain is not valid.
    pub fn tenant(&self, application: &str) -> Result<Tenant, Failure> {
        let tenant = Tenant::builder()
            .portal_domain(&self.access.domain)
            .client_id(&self.access.client_id)
            .client_secret(self.access.client_secret.to_string())
            .allow_http_loopback(true)
            .budget(BudgetPolicy::Ignore)
            .application(application)
            .build()?;
        Ok(tenant)
    }

    /// The id of its API client.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.access.client_id
    }

    /// Lets other commands use the tenant, because this command keeps running.
    ///
    /// # Errors
    /// The file with the access data cannot be written.
    pub fn serve(&self) -> Result<(), Failure> {
        let Some(own) = &self.own else { return Ok(()) };
        LockOwner::this_one(Some(self.access.clone())).write(&own.folder)
    }

    /// Saves the state for the next command.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep(&self) -> Result<(), Failure> {
        self.own.as_ref().map_or(Ok(()), Own::keep)
    }
}

impl Own {
    async fn start(folder: &Path, turn: File) -> Result<Self, Failure> {
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
        let kept = files::kept_bytes(&file, LARGEST_SNAPSHOT).unwrap_or_default();
        Ok(Self {
            sandbox,
            folder: folder.to_owned(),
            kept,
            _turn: turn,
        })
    }

    /// The data that clients need. A secret that has expired in the meantime is replaced.
    fn access(&self) -> Result<Access, Failure> {
        let mut secret = Zeroizing::new(self.sandbox.client_secret().to_owned());
        if self.sandbox.secret_expires_at() <= self.sandbox.clock().now() {
            let renewed = self
                .sandbox
                .clients()
                .regenerate_secret(self.sandbox.client_id(), Some(SECRET_DAYS));
            let renewed = renewed.map_err(Failure::failed)?;
            secret = Zeroizing::new(renewed.client_secret().to_owned());
        }
        Ok(Access {
            domain: self.sandbox.domain().to_owned(),
            client_id: self.sandbox.client_id().to_owned(),
            client_secret: secret,
        })
    }

    fn keep(&self) -> Result<(), Failure> {
        let snapshot = self.sandbox.snapshot();
        let now = snapshot.to_json().map_err(Failure::failed)?;
        if now == self.kept {
            return Ok(());
        }
        let file = snapshot_file(&self.folder);
        snapshot.save(&file).map_err(Failure::failed)
    }
}
