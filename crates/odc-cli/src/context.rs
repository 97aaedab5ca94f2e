//! The tenant of a command, and data that the command reads only once: its stages and its assets.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use odc_asset_repository_v1::operations::{GET_LATEST_REVISION, LIST_ASSETS};
use odc_portfolio_v2::operations::LIST_ENVIRONMENTS;
use odc_runtime::client::StatusCode;
use odc_runtime::odc_redis::RedisStore;
use odc_runtime::{BudgetState, Operation, RetryPolicy, Tenant, UnreadValue};
use serde_json::Value;
use tokio::sync::OnceCell;

use crate::catalog;
use crate::embedded::Embedded;
use crate::exit::{Exit, Failure};
use crate::names::{self, Named};
use crate::output::text;
use crate::profile::{Credentials, Source, shared_store};
use crate::remembered;
use crate::request::Request;
use crate::shell::Shell;
use crate::terminal::Notes;

/// The operations that find the names of stages and assets, for the permissions in the help of a command.
pub const NAMES_STAGES: &Operation = &LIST_ENVIRONMENTS;
/// See [`NAMES_STAGES`].
pub const NAMES_ASSETS: &Operation = &LIST_ASSETS;

const APPLICATION: &str = concat!("odctl/", env!("CARGO_PKG_VERSION"));

/// How often a command retries after a transient failure.
const RETRIES: u32 = 3;

/// How often a command retries after a 429: the limit is per minute, and other programs may use it for a while.
const RETRIES_AT_THE_LIMIT: u32 = 6;

/// Pauses that are longer than this are reported.
const LONG: Duration = Duration::from_secs(2);

/// If others use the whole limit, a command waits for more than a minute, and reports this.
fn patience(notes: Notes) -> RetryPolicy {
    let policy = RetryPolicy::new().max_retries(RETRIES_AT_THE_LIMIT);
    policy.decide(move |failed| {
        let is_limit = failed.status() == Some(StatusCode::TOO_MANY_REQUESTS);
        let pause = failed.pause()?;
        if !is_limit && failed.retries() >= RETRIES {
            return None;
        }
        if is_limit && pause > LONG {
            notes.say(format_args!(
                "the service refuses requests (429): others use up the limit of the organization; trying again in {:.0} s",
                pause.as_secs_f64()
            ));
        }
        Some(pause)
    })
}

/// A command's view of its tenant.
#[derive(Debug)]
pub struct Context<'a> {
    /// The surroundings of the command.
    pub shell: &'a Shell,
    /// The tenant. The clients of the API crates use it too.
    pub tenant: Tenant,
    /// The id of the API client.
    pub client_id: String,
    /// The store that all machines of the organization share, if the environment names one.
    pub store: Option<RedisStore>,
    /// The source of the credentials. `None` in the sandbox.
    pub source: Option<Source>,
    /// The folder that stores names for completion.
    names: PathBuf,
    stages: OnceCell<Vec<Value>>,
    assets: OnceCell<Vec<Value>>,
}

impl<'a> Context<'a> {
    /// Opens the tenant that the options and the environment name. Sends no request.
    ///
    /// # Errors
    /// There are no credentials, or the sandbox does not start.
    pub async fn open(shell: &'a Shell) -> Result<Self, Failure> {
        if shell.globals.sandbox {
            let folder = shell.folders.sandbox();
            let start = || Embedded::start(&folder, &shell.notes);
            let embedded = shell.embedded.get_or_try_init(start).await?;
            let tenant = embedded.tenant(APPLICATION)?;
            let names = remembered::file_of_sandbox(&shell.folders);
            return Ok(Self::new(shell, tenant, embedded.client_id(), None, names));
        }
        let profile = shell.globals.profile.as_deref();
        let credentials = Credentials::choose(profile, &shell.folders, &shell.notes)?;
        Self::with(shell, &credentials).await
    }

    /// Opens the tenant with these credentials. Sends no request to it.
    ///
    /// # Errors
    /// A setting is not valid, or the store that all machines share cannot be used.
    pub async fn with(shell: &'a Shell, credentials: &Credentials) -> Result<Self, Failure> {
        let notes = shell.notes.clone();
        let store = shared_store().await?;
        let (auth, saving) = credentials.middleware(&shell.folders, APPLICATION, store.as_ref())?;
        let mut builder = Tenant::builder()
            .oauth(auth)
            .application(APPLICATION)
            .retry(patience(shell.notes.clone()))
            .on_wait(move |pool| notes.say(waiting(pool)))
            .on_unread(report_unread(shell.notes.clone()));
        if let Some(store) = &store {
            builder = builder.shared_store(store.clone());
        }
        let tenant = builder.build()?;
        shell.set_saving(saving, &tenant);
        let source = Some(credentials.source.clone());
        let client_id = &credentials.client_id;
        let names = remembered::file(&shell.folders, &credentials.domain, client_id);
        Ok(Self {
            store,
            ..Self::new(shell, tenant, client_id, source, names)
        })
    }

    /// The same tenant, without the data that were already read.
    #[must_use]
    pub fn renewed(&self) -> Self {
        let (tenant, source, names) =
            (self.tenant.clone(), self.source.clone(), self.names.clone());
        Self {
            store: self.store.clone(),
            ..Self::new(self.shell, tenant, &self.client_id, source, names)
        }
    }

    fn new(
        shell: &'a Shell,
        tenant: Tenant,
        client_id: &str,
        source: Option<Source>,
        names: PathBuf,
    ) -> Self {
        Self {
            shell,
            tenant,
            client_id: client_id.to_owned(),
            store: None,
            source,
            names,
            stages: OnceCell::new(),
            assets: OnceCell::new(),
        }
    }

    /// Sends a request, and returns the JSON of its response.
    ///
    /// # Errors
    /// The call fails.
    pub async fn send(&self, request: &Request) -> Result<Value, Failure> {
        self.warn_of_unlisted(request);
        request.send(&self.tenant).await
    }

    /// Reports the values in a request that the document does not list.
    fn warn_of_unlisted(&self, request: &Request) {
        for line in request.unlisted() {
            self.shell.notes.warn(line);
        }
    }

    /// Reads a list to its end, and shows the progress.
    ///
    /// # Errors
    /// A call fails.
    pub async fn all(&self, request: &Request, what: &str) -> Result<Vec<Value>, Failure> {
        self.warn_of_unlisted(request);
        let progress = self.shell.progress(&format!("reading {what}"));
        let listener = |read: crate::request::Read| progress.reach(read.items as u64, read.total);
        request.all(&self.tenant, listener).await
    }

    /// The stages as the service sent them, in the order of the portal. They are read once.
    ///
    /// # Errors
    /// The call fails.
    pub async fn stages(&self) -> Result<&[Value], Failure> {
        let read = || async {
            let mut stages = self.all(&Request::new(NAMES_STAGES), "stages").await?;
            stages.sort_by_key(|stage| (text(stage.get("portfolioKey")), stage["order"].as_i64()));
            remembered::stages(&self.names, named(&stages, "key"));
            if stages.is_empty() {
                self.say_hidden("stage", NAMES_STAGES);
            }
            Ok::<_, Failure>(stages)
        };
        Ok(self.stages.get_or_try_init(read).await?)
    }

    /// Reports that a list is empty, perhaps because a permission is missing. No tenant has this list empty.
    pub fn say_hidden(&self, what: &str, operation: &Operation) {
        let needs = operation.requirement();
        let needs = needs
            .map(|it| format!(", which needs {it}"))
            .unwrap_or_default();
        self.shell
            .notes
            .say(format_args!("this API client may see no {what}{needs}"));
    }

    /// The newest revision of each asset as the service sent it. They are read once.
    ///
    /// # Errors
    /// The call fails.
    pub async fn assets(&self) -> Result<&[Value], Failure> {
        let request = Request::new(NAMES_ASSETS)
            .with("limit", 1000)
            .with("sort", "name");
        let read = || async {
            let assets = self.all(&request, "assets").await?;
            remembered::assets(&self.names, named(&assets, "assetKey"));
            Ok::<_, Failure>(assets)
        };
        Ok(self.assets.get_or_try_init(read).await?)
    }

    /// The stage that the user named.
    ///
    /// # Errors
    /// The name is not clear, or a call fails.
    pub async fn stage(&self, text: &str) -> Result<Named, Failure> {
        names::check("stage", text)?;
        let all = named(self.stages().await?, "key");
        names::find("stage", text, &all).cloned()
    }

    /// The asset that the user named. A key is not checked.
    ///
    /// # Errors
    /// The name is not clear, or a call fails.
    pub async fn asset(&self, text: &str) -> Result<Named, Failure> {
        if names::is_key(text) {
            return Ok(Named {
                key: text.to_lowercase(),
                name: text.to_owned(),
            });
        }
        names::check("asset", text)?;
        let all = named(self.assets().await?, "assetKey");
        names::find("asset", text, &all).cloned()
    }

    /// Refuses an asset with an unknown key. [`asset`](Self::asset) does not check keys. Therefore callers that find
    /// nothing for a key call this.
    ///
    /// # Errors
    /// There is no such asset, or the call fails.
    pub async fn check_exists(&self, asset: &Named) -> Result<(), Failure> {
        if !names::is_key(&asset.name) {
            return Ok(());
        }
        let request = Request::new(&GET_LATEST_REVISION).with("assetKey", &asset.key);
        match self.send(&request).await {
            Err(failure) if failure.exit() == Exit::NotFound => Err(Failure::not_found(
                format_args!("there is no asset with the key {}", asset.key),
            )),
            found => found.map(drop),
        }
    }

    /// Refuses a revision that an asset does not have. A caller that gets a 404 or nothing for a revision calls this
    /// to report the reason.
    ///
    /// # Errors
    /// There is no such revision or asset, or the call fails.
    pub async fn check_revision(&self, asset: &Named, number: i64) -> Result<(), Failure> {
        let newest = self.newest_revision(asset).await?;
        if (1..=newest).contains(&number) {
            return Ok(());
        }
        Err(Failure::not_found(format_args!(
            "{} has no revision {number}; its newest is {newest}",
            asset.name
        )))
    }

    /// The number of the newest revision of an asset. If the assets have already been read, this makes no request.
    ///
    /// # Errors
    /// The asset does not exist, or the call fails.
    pub async fn newest_revision(&self, asset: &Named) -> Result<i64, Failure> {
        let known = self.assets.get().into_iter().flatten();
        let number = |row: &Value| row["revision"].as_i64();
        let known = known
            .filter(|row| text(row.get("assetKey")) == asset.key)
            .find_map(number);
        if let Some(known) = known {
            return Ok(known);
        }
        let newest = self
            .send(&Request::new(&GET_LATEST_REVISION).with("assetKey", &asset.key))
            .await?;
        number(&newest)
            .ok_or_else(|| Failure::not_found(format_args!("{} has no revision", asset.name)))
    }

    /// The names of assets by their keys.
    ///
    /// # Errors
    /// The call fails.
    pub async fn asset_names(&self) -> Result<HashMap<String, String>, Failure> {
        let all = named(self.assets().await?, "assetKey");
        Ok(all
            .into_iter()
            .map(|asset| (asset.key, asset.name))
            .collect())
    }

    /// The names of stages by their keys.
    ///
    /// # Errors
    /// The call fails.
    pub async fn stage_names(&self) -> Result<HashMap<String, String>, Failure> {
        let all = named(self.stages().await?, "key");
        Ok(all
            .into_iter()
            .map(|stage| (stage.key, stage.name))
            .collect())
    }
}

/// Rows as things with a key and a name.
fn named(rows: &[Value], key: &str) -> Vec<Named> {
    let thing = |row: &Value| {
        let key = text(row.get(key));
        let name = Some(text(row.get("name"))).filter(|name| !name.is_empty());
        Named {
            name: name.unwrap_or_else(|| key.clone()),
            key,
        }
    };
    rows.iter().map(thing).collect()
}

/// The reason why calls wait, and the time.
fn waiting(pool: &BudgetState) -> String {
    format!(
        "{}: the {} requests a minute of the organization are used up; continuing in {:.0} s",
        pool.pool,
        pool.limit,
        pool.next_room.as_secs_f64().ceil()
    )
}

/// Reports that a value in a response was left out. It does so once for each place of an operation.
fn report_unread(notes: Notes) -> impl Fn(&'static Operation, &UnreadValue) + Send + Sync {
    let lines = UnreadLines::default();
    move |operation, odd| {
        if let Some(line) = lines.next(operation, odd.place(), odd.path(), odd.message()) {
            notes.say(line);
        }
    }
}

/// The lines about values that were left out: one for each place of an operation.
#[derive(Debug, Default)]
struct UnreadLines(Mutex<HashSet<(String, String)>>);

impl UnreadLines {
    /// The line. `None` if this place already has a line.
    fn next(
        &self,
        operation: &'static Operation,
        place: &str,
        path: &str,
        message: &str,
    ) -> Option<String> {
        let name = catalog::name_of(operation).unwrap_or_else(|| operation.id().to_owned());
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = known.insert((name.clone(), place.to_owned()));
        is_new.then(|| {
            format!(
                "{name}: a value in the response is not what the API document promises and is left out: {path}: {message}; `odctl api` shows it"
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_left_out_value_is_reported_once_for_each_place() {
        let lines = UnreadLines::default();
        let place = "results[].revision";
        let said = lines.next(&LIST_ASSETS, place, "results[3].revision", "expected i32");
        let line = "list-assets: a value in the response is not what the API document promises and is left out: results[3].revision: expected i32; `odctl api` shows it";
        assert_eq!(said.as_deref(), Some(line));
        for (operation, place, is_said) in [
            (&LIST_ASSETS, place, false),
            (&LIST_ASSETS, "results[].createdAt", true),
            (&GET_LATEST_REVISION, place, true),
            (&LIST_ENVIRONMENTS, place, true),
            // It has the same name in Rust.
            (
                &odc_portfolio_v1::operations::LIST_ENVIRONMENTS,
                place,
                true,
            ),
        ] {
            let said = lines.next(operation, place, "results[4].x", "expected i32");
            assert_eq!(said.is_some(), is_said, "{} {place}", operation.id());
        }
    }
}
