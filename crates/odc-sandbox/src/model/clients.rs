//! The API clients of an organization, and the actions of the portal on them: create, suspend, resume and delete them,
//! renew their secrets, and set their permissions.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, Months, NaiveTime, TimeDelta, Utc};
use odc_http::secret::Secret;
use ring::rand::{SecureRandom as _, SystemRandom};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::client::{ApiClient, ClientError, Credentials, DEFAULT_SECRET_DAYS, NewClient};
use super::permission::Permissions;
use super::tenant::Tenant;
use crate::flaw::{Checked, ensure};

/// The largest number of API clients of an organization.
const MOST_CLIENTS: usize = 35;
/// The longest lifetime of a secret, in months.
const MOST_SECRET_MONTHS: u32 = 24;

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
    /// The API clients of a snapshot, oldest first.
    pub(crate) fn from_list(clients: Vec<ApiClient>) -> Self {
        Self(clients)
    }

    /// Creates a client with a given id. The first client of a tenant has an id that comes from the seed.
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

    /// Creates a copy with its own id and secret. Its name begins with "Copy of", and its permissions are the same.
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

    /// Replaces the permissions. This has an effect at once, for issued tokens too.
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

    /// Checks what is true for every client that the portal creates, in a tenant with these stages. Users let a shell
    /// evaluate the id and the secret that the program prints. So neither may have a character that has a meaning for a
    /// shell.
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

    /// Adapts the permissions to a tenant with these stages: the first client gets every permission, the others lose
    /// those for stages that no longer exist.
    pub(crate) fn move_to_stages(&mut self, stages: &[Uuid]) {
        for client in &mut self.0 {
            client.permissions.keep_stages(stages);
        }
        if let Some(first) = self.0.first_mut() {
            first.permissions = Permissions::every(stages);
        }
    }

    pub(crate) fn get(&self, id: &str) -> Option<&ApiClient> {
        self.0.iter().find(|client| client.id == id)
    }

    pub(crate) fn find(&mut self, id: &str) -> Result<&mut ApiClient, ClientError> {
        let found = self.0.iter_mut().find(|client| client.id == id);
        found.ok_or_else(|| ClientError::NotFound(id.to_owned()))
    }

    /// Changes the name and the description. Nothing else can be edited.
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

    /// Replaces the secret. The old secret stops working at once. Issued tokens stay valid.
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

    /// Returns the client, if it may get a token now. The error does not say whether the id or the secret is wrong.
    pub(crate) fn authenticate(
        &self,
        id: &str,
        secret: &str,
        now: DateTime<Utc>,
    ) -> Result<&ApiClient, Refused> {
        let client = self.get(id).ok_or(Refused::Unknown)?;
        let known = client.secret.expose().as_bytes();
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

/// The time 23:59 UTC on the day that is `days` days ahead.
fn secret_expiry(now: DateTime<Utc>, days: u64) -> Result<DateTime<Utc>, ClientError> {
    let today = now.date_naive();
    let day = today.checked_add_days(Days::new(days)).filter(|_| days > 0);
    let day = day.zip(today.checked_add_months(Months::new(MOST_SECRET_MONTHS)));
    let (day, _) = day
        .filter(|(day, last)| day <= last)
        .ok_or(ClientError::SecretLifetime)?;
    Ok(day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::minutes(23 * 60 + 59))
}

/// Makes a secret of 40 characters. Some of them need encoding in a form (`+ / = %`), but none needs quoting in a
/// shell.
fn new_secret() -> Result<Secret, ClientError> {
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
