//! API clients and their life, as the portal has it: created with a secret that is shown once,
//! suspended and resumed, given permissions, deleted.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, Months, NaiveTime, TimeDelta, Utc};
use ring::rand::{SecureRandom as _, SystemRandom};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::permission::Permissions;
use super::tenant::Tenant;
use crate::flaw::{Checked, Flaw, check_time, ensure};
use crate::wire_name::wire_names;

/// How many an organization can have.
const MOST_CLIENTS: usize = 35;
/// How long a secret lives unless told otherwise.
const DEFAULT_SECRET_DAYS: u64 = 90;
/// How long it may live at most, in months.
const MOST_SECRET_MONTHS: u32 = 24;
/// How long before its expiry a secret needs attention.
const ATTENTION: TimeDelta = TimeDelta::days(14);

wire_names! {
    /// Where an API client stands.
    pub enum ClientStatus {
        /// It can get tokens and may do something.
        Available = "Available",
        /// Its secret expires within 14 days, or it has no permission.
        NeedsAttention = "NeedsAttention",
        /// Its secret has expired: no new token, tokens already issued live on.
        Expired = "Expired",
        /// Neither its secret nor its tokens work until it is resumed.
        Suspended = "Suspended",
    }
}

/// What the portal's form asks for when a client is created.
#[derive(Debug, Clone)]
pub struct NewClient {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) secret_days: u64,
    pub(crate) permissions: Permissions,
}

impl NewClient {
    /// A client of this name, without permissions and with a secret for 90 days.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            description: String::new(),
            secret_days: DEFAULT_SECRET_DAYS,
            permissions: Permissions::none(),
        }
    }

    /// What it is for.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// In how many days its secret expires, at 23:59 UTC; at most 24 months.
    #[must_use]
    pub fn secret_days(mut self, days: u64) -> Self {
        self.secret_days = days;
        self
    }

    /// What it may do.
    #[must_use]
    pub fn permissions(mut self, permissions: Permissions) -> Self {
        self.permissions = permissions;
        self
    }
}

/// An id with a secret, which is shown this once.
#[derive(Debug, Clone)]
pub struct Credentials {
    pub(crate) id: String,
    pub(crate) secret: SecretString,
    pub(crate) expires_at: DateTime<Utc>,
}

impl Credentials {
    /// The client id: 32 hexadecimal digits.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.id
    }

    /// The client secret.
    #[must_use]
    pub fn client_secret(&self) -> &str {
        self.secret.expose_secret()
    }

    /// Until when the secret gives tokens.
    #[must_use]
    pub fn expires_at(&self) -> DateTime<Utc> {
        self.expires_at
    }
}

/// An API client as the portal lists it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ClientInfo {
    /// The client id.
    pub id: String,
    /// The name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Where it stands now.
    pub status: ClientStatus,
    /// When its secret expires.
    pub secret_expires_at: DateTime<Utc>,
    /// What it may do.
    pub permissions: Permissions,
}

/// Why the portal refuses a change to API clients.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// The organization has 35 already.
    #[error("an organization has at most 35 API clients; delete one first")]
    TooMany,
    /// A client needs a name.
    #[error("an API client needs a name")]
    NameMissing,
    /// The secret's expiry is not in the future, or too far in it.
    #[error("a secret expires in 1 day to 24 months")]
    SecretLifetime,
    /// No client has this id.
    #[error("no API client has the id {0}")]
    NotFound(String),
    /// Only a suspended client can be deleted.
    #[error("suspend the API client before deleting it")]
    NotSuspended,
    /// A permission names a stage that does not exist.
    #[error("no stage has the key {0}")]
    UnknownStage(Uuid),
    /// The system gave no random numbers.
    #[error("the system gave no random numbers for a secret")]
    Random,
}

/// An API client of the tenant.
#[derive(Debug, Clone)]
pub(crate) struct ApiClient {
    pub(crate) id: String,
    pub(crate) subject: Uuid,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) secret: SecretString,
    pub(crate) secret_expires_at: DateTime<Utc>,
    pub(crate) permissions: Permissions,
    pub(crate) suspended: bool,
}

impl ApiClient {
    pub(crate) fn status(&self, now: DateTime<Utc>) -> ClientStatus {
        if self.suspended {
            ClientStatus::Suspended
        } else if self.secret_expires_at <= now {
            ClientStatus::Expired
        } else if self.permissions.is_empty() || self.secret_expires_at - now <= ATTENTION {
            ClientStatus::NeedsAttention
        } else {
            ClientStatus::Available
        }
    }

    pub(crate) fn info(&self, now: DateTime<Utc>) -> ClientInfo {
        ClientInfo {
            id: self.id.clone(),
            name: self.name.clone(),
            description: self.description.clone(),
            status: self.status(now),
            secret_expires_at: self.secret_expires_at,
            permissions: self.permissions.clone(),
        }
    }

    fn check(&self, stages: &[Uuid]) -> Checked {
        let plain = |text: &str, more: &[u8], most: usize| {
            let known = |byte: u8| byte.is_ascii_alphanumeric() || more.contains(&byte);
            (1..=most).contains(&text.len()) && text.bytes().all(known)
        };
        let id = "an id is 1 to 64 letters, digits and - . _";
        ensure(plain(&self.id, b"-._", 64), "id", id)?;
        let secret = "a secret is 1 to 256 letters, digits and + / = % - . _";
        ensure(
            plain(self.secret.expose_secret(), b"+/=%-._", 256),
            "secret",
            secret,
        )?;
        let has_name = !self.name.trim().is_empty();
        ensure(has_name, "name", "an API client needs a name")?;
        check_time("secretExpiresAt", Some(self.secret_expires_at))?;
        let completed = self.permissions.completed();
        let completed = completed.map_err(|what| Flaw::new("permissions", what))?;
        let is_complete = completed == self.permissions;
        ensure(
            is_complete,
            "permissions",
            "one that another brings along is missing",
        )?;
        let mut unknown = self
            .permissions
            .stages()
            .filter(|stage| !stages.contains(stage));
        ensure(
            unknown.next().is_none(),
            "permissions.stages",
            "there is no such stage",
        )
    }

    pub(crate) fn credentials(&self) -> Credentials {
        Credentials {
            id: self.id.clone(),
            secret: self.secret.clone(),
            expires_at: self.secret_expires_at,
        }
    }
}

/// Why a client gets no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refused {
    #[error("no API client has this id and secret")]
    Unknown,
    #[error("the API client is suspended; resume it in the portal")]
    Suspended,
    #[error("the secret has expired; generate a new one in the portal")]
    SecretExpired,
}

/// All API clients of the organization.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clients(Vec<ApiClient>);

impl Clients {
    /// Those of a snapshot, oldest first.
    pub(crate) fn from_list(clients: Vec<ApiClient>) -> Self {
        Self(clients)
    }

    /// Creates the first client of a tenant, under the id that its seed gives.
    pub(crate) fn create_first(
        &mut self,
        (id, subject): (String, Uuid),
        wanted: NewClient,
        now: DateTime<Utc>,
    ) -> Result<Credentials, ClientError> {
        if self.0.len() >= MOST_CLIENTS {
            return Err(ClientError::TooMany);
        }
        let client = ApiClient {
            id,
            subject,
            name: checked_name(wanted.name)?,
            description: wanted.description,
            secret: new_secret()?,
            secret_expires_at: secret_expiry(now, wanted.secret_days)?,
            permissions: wanted.permissions,
            suspended: false,
        };
        let credentials = client.credentials();
        self.0.push(client);
        Ok(credentials)
    }

    /// Creates a client with permissions in stages of this tenant.
    pub(crate) fn create(
        &mut self,
        wanted: NewClient,
        tenant: &Tenant,
        now: DateTime<Utc>,
    ) -> Result<Credentials, ClientError> {
        check_stages(&wanted.permissions, tenant)?;
        let id = Uuid::new_v4().simple().to_string();
        self.create_first((id, Uuid::new_v4()), wanted, now)
    }

    /// Creates a copy with its own id and secret: "Copy of", and the same permissions.
    pub(crate) fn duplicate(
        &mut self,
        id: &str,
        tenant: &Tenant,
        now: DateTime<Utc>,
    ) -> Result<Credentials, ClientError> {
        let original = self.find(id)?;
        let copy = NewClient::named(format!("Copy of {}", original.name))
            .description(original.description.clone())
            .permissions(original.permissions.clone());
        self.create(copy, tenant, now)
    }

    /// Replaces the permissions, at once for tokens already issued too.
    pub(crate) fn set_permissions(
        &mut self,
        id: &str,
        permissions: Permissions,
        tenant: &Tenant,
    ) -> Result<(), ClientError> {
        check_stages(&permissions, tenant)?;
        self.find(id)?.permissions = permissions;
        Ok(())
    }

    /// What holds for all clients that the portal made, of a tenant with these stages. Id and secret go into a shell
    /// that evaluates what the program prints, so they have no character that means anything there.
    pub(crate) fn check(&self, stages: &[Uuid]) -> Checked {
        let number = (1..=MOST_CLIENTS).contains(&self.0.len());
        ensure(number, "", "there are 1 to 35 API clients")?;
        let mut seen = BTreeSet::new();
        for (number, client) in self.0.iter().enumerate() {
            let is_first = seen.insert(&client.id);
            ensure(is_first, format!("[{number}].id"), "the id is given twice")?;
            client
                .check(stages)
                .map_err(|flaw| flaw.below(&format!("[{number}]")))?;
        }
        Ok(())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &ApiClient> {
        self.0.iter()
    }

    /// The credentials of the oldest client.
    pub(crate) fn first(&self) -> Option<Credentials> {
        self.0.first().map(ApiClient::credentials)
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut ApiClient> {
        self.0.iter_mut()
    }

    pub(crate) fn get(&self, id: &str) -> Option<&ApiClient> {
        self.0.iter().find(|client| client.id == id)
    }

    pub(crate) fn find(&mut self, id: &str) -> Result<&mut ApiClient, ClientError> {
        let found = self.0.iter_mut().find(|client| client.id == id);
        found.ok_or_else(|| ClientError::NotFound(id.to_owned()))
    }

    /// Changes name and description, which is all that can be edited.
    pub(crate) fn edit(
        &mut self,
        id: &str,
        name: String,
        description: String,
    ) -> Result<(), ClientError> {
        let client = self.find(id)?;
        client.name = checked_name(name)?;
        client.description = description;
        Ok(())
    }

    /// The old secret dies at once; issued tokens live on.
    pub(crate) fn regenerate_secret(
        &mut self,
        id: &str,
        days: Option<u64>,
        now: DateTime<Utc>,
    ) -> Result<Credentials, ClientError> {
        let client = self.find(id)?;
        let expires_at = secret_expiry(now, days.unwrap_or(DEFAULT_SECRET_DAYS))?;
        client.secret = new_secret()?;
        client.secret_expires_at = expires_at;
        Ok(client.credentials())
    }

    pub(crate) fn delete(&mut self, id: &str) -> Result<(), ClientError> {
        if !self.find(id)?.suspended {
            return Err(ClientError::NotSuspended);
        }
        self.0.retain(|client| client.id != id);
        Ok(())
    }

    /// The client that may have a token now. Which of id and secret is wrong is not told.
    pub(crate) fn authenticate(
        &self,
        id: &str,
        secret: &str,
        now: DateTime<Utc>,
    ) -> Result<&ApiClient, Refused> {
        let client = self.get(id).ok_or(Refused::Unknown)?;
        let known = client.secret.expose_secret().as_bytes();
        if !bool::from(known.ct_eq(secret.as_bytes())) {
            return Err(Refused::Unknown);
        }
        if client.suspended {
            return Err(Refused::Suspended);
        }
        if client.secret_expires_at <= now {
            return Err(Refused::SecretExpired);
        }
        Ok(client)
    }
}

fn check_stages(permissions: &Permissions, tenant: &Tenant) -> Result<(), ClientError> {
    let mut stages = permissions.stages();
    let unknown = stages.find(|stage| tenant.environment(*stage).is_none());
    unknown.map_or(Ok(()), |stage| Err(ClientError::UnknownStage(stage)))
}

fn checked_name(name: String) -> Result<String, ClientError> {
    if name.trim().is_empty() {
        Err(ClientError::NameMissing)
    } else {
        Ok(name)
    }
}

/// 23:59 UTC of the day that is so many days ahead.
fn secret_expiry(now: DateTime<Utc>, days: u64) -> Result<DateTime<Utc>, ClientError> {
    let today = now.date_naive();
    let day = today.checked_add_days(Days::new(days)).filter(|_| days > 0);
    let day = day.zip(today.checked_add_months(Months::new(MOST_SECRET_MONTHS)));
    let (day, _) = day
        .filter(|(day, last)| day <= last)
        .ok_or(ClientError::SecretLifetime)?;
    Ok(day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::minutes(23 * 60 + 59))
}

/// A new secret: 40 characters, some of which need encoding in a form (`+ / = %`), none of which
/// needs quoting in a shell.
fn new_secret() -> Result<SecretString, ClientError> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut random = [0_u8; 36];
    SystemRandom::new()
        .fill(&mut random)
        .map_err(|_| ClientError::Random)?;
    let mut secret: String = random
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 64)]))
        .collect();
    for (place, special) in [(7, '+'), (15, '/'), (23, '%'), (31, '=')] {
        secret.insert(place, special);
    }
    Ok(secret.into())
}
