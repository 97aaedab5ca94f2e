//! One API client: in the form that the portal shows, and in the form that a caller fills in to create it.

use chrono::{DateTime, TimeDelta, Utc};
use odc_http::secret::Secret;
use serde::Serialize;
use uuid::Uuid;

use super::permission::Permissions;
use crate::flaw::{Checked, Flaw, check_time, ensure};
use crate::wire_name::wire_names;

/// The default lifetime of a secret, in days.
pub(super) const DEFAULT_SECRET_DAYS: u64 = 90;
/// The time before its expiry in which a secret needs attention.
const ATTENTION: TimeDelta = TimeDelta::days(14);

wire_names! {
    /// The status of an API client.
    pub enum ClientStatus {
        /// It can get tokens, and has a permission.
        Available = "Available",
        /// Its secret expires within 14 days, or it has no permission.
        NeedsAttention = "NeedsAttention",
        /// Its secret has expired. It gets no new token, but its existing tokens stay valid.
        Expired = "Expired",
        /// Neither its secret nor its tokens work until it is resumed.
        Suspended = "Suspended",
    }
}

/// The data that the portal's form needs when a client is created.
#[derive(Debug, Clone)]
pub struct NewClient {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) secret_days: u64,
    pub(crate) permissions: Permissions,
}

impl NewClient {
    /// Makes a client with this name, without permissions and with a secret for 90 days.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            description: String::new(),
            secret_days: DEFAULT_SECRET_DAYS,
            permissions: Permissions::none(),
        }
    }

    /// Its purpose.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// Sets the number of days until its secret expires, at 23:59 UTC. The limit is 24 months.
    #[must_use]
    pub fn secret_days(mut self, days: u64) -> Self {
        self.secret_days = days;
        self
    }

    /// Its permissions.
    #[must_use]
    pub fn permissions(mut self, permissions: Permissions) -> Self {
        self.permissions = permissions;
        self
    }
}

/// An id with a secret. The portal shows the secret only once.
#[derive(Debug, Clone)]
pub struct Credentials {
    pub(crate) id: String,
    pub(crate) secret: Secret,
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
        self.secret.expose()
    }

    /// When the secret expires.
    #[must_use]
    pub fn expires_at(&self) -> DateTime<Utc> {
        self.expires_at
    }
}

/// An API client in the form in which the portal lists it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ClientInfo {
    /// The client id.
    pub id: String,
    /// The name.
    pub name: String,
    /// Its purpose.
    pub description: String,
    /// Its status now.
    pub status: ClientStatus,
    /// When its secret expires.
    pub secret_expires_at: DateTime<Utc>,
    /// Its permissions.
    pub permissions: Permissions,
}

/// Why the portal refuses a change to API clients.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// The organization has 35 API clients already.
    #[error("an organization has at most 35 API clients; delete one first")]
    TooMany,
    /// A client needs a name.
    #[error("an API client needs a name")]
    NameMissing,
    /// The secret's expiry is in the past, or more than 24 months ahead.
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
    pub(crate) secret: Secret,
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

    pub(super) fn check(&self, stages: &[Uuid]) -> Checked {
        let plain = |text: &str, more: &[u8], most: usize| {
            let known = |byte: u8| byte.is_ascii_alphanumeric() || more.contains(&byte);
            (1..=most).contains(&text.len()) && text.bytes().all(known)
        };
        let id = "an id is 1 to 64 letters, digits and - . _";
        ensure(plain(&self.id, b"-._", 64), "id", id)?;
        let secret = "a secret is 1 to 256 letters, digits and + / = % - . _";
        ensure(
            plain(self.secret.expose(), b"+/=%-._", 256),
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
