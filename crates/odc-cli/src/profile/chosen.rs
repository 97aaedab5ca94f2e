//! The credentials of a command: those of `--profile`, those of the environment if it is complete, or those of the
//! current profile.

use std::ffi::OsString;

use odc_auth::{FileTokenStore, OAuthMiddleware, TokenStore};
use odc_runtime::Error;
use odc_runtime::odc_redis::RedisStore;
use tokio::sync::watch;
use zeroize::Zeroizing;

use super::domain::domain;
use super::file::Profiles;
use super::secret::read_secret;
use super::tokens::{CountedStore, Saving};
use crate::exit::{Exit, Failure};
use crate::folders::Folders;
use crate::terminal::Notes;

const VARIABLES: [&str; 3] = ["ODC_PORTAL_DOMAIN", "ODC_CLIENT_ID", "ODC_CLIENT_SECRET"];

/// The source of credentials, for `whoami`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A profile.
    Profile(String),
    /// The environment variables.
    Environment,
    /// The input of `login`.
    Login,
}

/// The data for signing in. It has no `Debug`, because it contains the secret.
pub struct Credentials {
    /// Their source.
    pub source: Source,
    /// The portal domain.
    pub domain: String,
    /// The id of the API client.
    pub client_id: String,
    /// Its secret.
    pub secret: Zeroizing<String>,
}

fn variables() -> [Option<String>; 3] {
    VARIABLES.map(|name| std::env::var(name).ok().filter(|text| !text.is_empty()))
}

/// The domain and the id of the API client that [`Credentials::choose`] chooses. Reads no secret and writes no
/// message. `None` if there is none.
/// `None` when there is none.
#[must_use]
pub fn chosen_client(profile: Option<&str>, folders: &Folders) -> Option<(String, String)> {
    let (portal, client_id) =
        if let (None, [Some(portal), Some(client_id), Some(_)]) = (profile, variables()) {
            (portal, client_id)
        } else {
            let profiles = Profiles::load(&folders.profiles()).ok()?;
            let profile = profiles
                .get(profile.or(profiles.current.as_deref())?)
                .ok()?;
            (profile.domain.clone(), profile.client_id.clone())
        };
    Some((domain(&portal).ok()?.to_string(), client_id))
}

impl Credentials {
    /// The credentials of a command.
    ///
    /// # Errors
    /// There are no credentials, or they cannot be read.
    pub fn choose(
        profile: Option<&str>,
        folders: &Folders,
        notes: &Notes,
    ) -> Result<Self, Failure> {
        let variables = variables();
        if let (None, [Some(portal), Some(client_id), Some(secret)]) = (profile, &variables) {
            return Ok(Self {
                source: Source::Environment,
                domain: domain(portal)?.to_string(),
                client_id: client_id.clone(),
                secret: Zeroizing::new(secret.clone()),
            });
        }
        let missing: Vec<_> = VARIABLES
            .iter()
            .zip(&variables)
            .filter(|(_, value)| value.is_none())
            .map(|(name, _)| *name)
            .collect();
        let incomplete = missing.len() < VARIABLES.len() && profile.is_none();
        let profiles = Profiles::load(&folders.profiles())?;
        let Some(name) = profile.or(profiles.current.as_deref()) else {
            let line = if incomplete {
                format!(
                    "not signed in: the environment has no {}; set {}, or run odctl login",
                    missing.join(" and no "),
                    if missing.len() == 1 { "it" } else { "them" }
                )
            } else if !profiles.profiles.is_empty() {
                profiles.none_is_chosen()
            } else {
                "not signed in; run odctl login, set ODC_PORTAL_DOMAIN, ODC_CLIENT_ID and ODC_CLIENT_SECRET, or try --sandbox".to_owned()
            };
            return Err(Failure::new(Exit::NotPermitted, line));
        };
        if incomplete {
            notes.say(format_args!(
                "using the profile {name}: the environment has no {}",
                missing.join(" and no ")
            ));
        }
        let profile = profiles.get(name)?;
        Ok(Self {
            source: Source::Profile(name.to_owned()),
            domain: domain(&profile.domain)?.to_string(),
            client_id: profile.client_id.clone(),
            secret: read_secret(&folders.secrets(), name, profile)?,
        })
    }

    /// The token middleware, which saves its token for the next run or for all machines, and a handle that reports
    /// when the token is saved.
    ///
    /// # Errors
    /// A setting of the environment is not valid, such as `ODC_EXTRA_CA_CERTS`.
    pub fn middleware(
        &self,
        folders: &Folders,
        application: &str,
        shared: Option<&RedisStore>,
    ) -> Result<(OAuthMiddleware, Saving), Failure> {
        let value = |name: &str| match name {
            "ODC_PORTAL_DOMAIN" => Some(self.domain.clone().into()),
            "ODC_CLIENT_ID" => Some(self.client_id.clone().into()),
            "ODC_CLIENT_SECRET" => Some(OsString::from(self.secret.as_str())),
            other => std::env::var_os(other),
        };
        let (sender, saved) = watch::channel(0);
        let store: Box<dyn TokenStore> = match shared {
            Some(shared) => Box::new(shared.clone()),
            None => Box::new(FileTokenStore::new(folders.tokens())),
        };
        let store = CountedStore {
            store,
            saved: sender,
        };
        let http = reqwest::Client::builder().user_agent(application.to_owned());
        let built = odc_auth::Builder::from_vars(value)
            .and_then(|builder| builder.http_client(http).token_store(store).build());
        let auth = built.map_err(|error| Failure::from(Error::from(error)))?;
        Ok((auth.clone(), Saving { auth, saved }))
    }
}
