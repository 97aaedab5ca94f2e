//! Creates users, one by one or in bulk.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::bulk::{BulkOperation, BulkResult, MOST_OPERATIONS, NewUser};
use super::tenant::Tenant;
use super::users::{Profile, User, UserStatus, check_email};
use crate::problem::Problem;

/// The user of a creation, and whether the user existed before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Created {
    pub(crate) key: Uuid,
    pub(crate) existed: bool,
}

impl Tenant {
    /// Creates a user, or links other profiles to the user with exactly this e-mail.
    pub(crate) fn create_user(&mut self, wanted: &NewUser) -> Result<Created, Problem> {
        let email = wanted.email.as_deref().filter(|email| !email.is_empty());
        if let Some(email) = email {
            check_email(email)?;
        }
        let profiles = self.new_profiles(wanted)?;
        if email.is_none() && wanted.identity_provider_key.is_none() {
            return Err(Problem::bad_request(
                "a user needs an email, or an identityProviderKey with a subject or username",
            ));
        }
        let existing = email.and_then(|email| self.users.by_email(email));
        if let Some(existing) = existing {
            return self.link(existing.key, email, profiles);
        }
        let key = self.new_key();
        let mut user = User::new(key, wanted.name.clone(), email.map(str::to_owned));
        user.status = if wanted.is_active {
            UserStatus::Active
        } else {
            UserStatus::Inactive
        };
        user.photo_url.clone_from(&wanted.photo_url);
        user.is_email_verified = user.email.is_some().then_some(false);
        user.profiles = profiles;
        self.users.insert(user);
        Ok(Created {
            key,
            existed: false,
        })
    }

    /// Links the profiles to an existing user. The user's name and photo do not change.
    fn link(
        &mut self,
        key: Uuid,
        email: Option<&str>,
        profiles: Vec<Profile>,
    ) -> Result<Created, Problem> {
        let exactly = |user: &User| user.email.as_deref() == email;
        let lacks = |user: &User| {
            let known =
                |new: &Profile| user.profiles.iter().any(|old| old.provider == new.provider);
            !profiles.is_empty() && !profiles.iter().any(known)
        };
        if !self
            .users
            .get(key)
            .is_some_and(|user| exactly(user) && lacks(user))
        {
            return Err(
                Problem::bad_request("a user with this email exists already").with_number(2),
            );
        }
        self.users
            .change(key, |user| user.profiles.extend(profiles));
        Ok(Created { key, existed: true })
    }

    /// The provider profiles that a creation requests.
    fn new_profiles(&self, wanted: &NewUser) -> Result<Vec<Profile>, Problem> {
        let mut profiles = Vec::new();
        let email = wanted.email.clone().filter(|email| !email.is_empty());
        let built_in = self
            .built_in_provider()
            .filter(|_| wanted.add_to_built_in_identity_provider);
        if let Some(provider) = built_in {
            if email.is_none() {
                return Err(Problem::bad_request(
                    "the built-in identity provider needs an email",
                ));
            }
            profiles.push(Profile::new(provider.key, None, email));
        }
        let Some(provider) = wanted.identity_provider_key else {
            return Ok(profiles);
        };
        if self.provider(provider).is_none() {
            return Err(Problem::bad_request(
                "identityProviderKey is not the key of a provider",
            ));
        }
        if wanted.subject.is_none() && wanted.username.is_none() {
            return Err(Problem::bad_request(
                "identityProviderKey needs a subject or a username",
            ));
        }
        let profile = Profile::new(provider, wanted.subject.clone(), wanted.username.clone());
        if self
            .users
            .iter()
            .any(|user| user.profiles.iter().any(|old| old.clashes(&profile)))
        {
            let detail =
                "a user with this subject or username exists already at the identity provider";
            return Err(Problem::bad_request(detail).with_number(3));
        }
        if profiles
            .iter()
            .all(|built_in| built_in.provider != provider)
        {
            profiles.push(profile);
        }
        Ok(profiles)
    }
}

impl Tenant {
    /// Accepts a bulk creation.
    pub(crate) fn accept_bulk(
        &mut self,
        records: Vec<NewUser>,
        now: DateTime<Utc>,
    ) -> BulkOperation {
        let key = self.new_key();
        let operation = BulkOperation {
            key,
            accepted_at: now,
            records,
            results: Vec::new(),
        };
        let all = &mut self.bulk.0;
        all.insert(key, operation.clone());
        let oldest = all
            .values()
            .min_by_key(|one| one.accepted_at)
            .map(|one| one.key);
        if let Some(oldest) = oldest.filter(|_| all.len() > MOST_OPERATIONS) {
            all.remove(&oldest);
        }
        operation
    }

    /// Does the work of the bulk operations that end by now.
    pub(super) fn settle_bulk(&mut self, now: DateTime<Utc>) {
        let due = self
            .bulk
            .0
            .values()
            .filter(|operation| operation.is_due(now));
        let mut due: Vec<_> = due
            .map(|operation| (operation.accepted_at, operation.key))
            .collect();
        due.sort_unstable();
        for (_, key) in due {
            let Some(operation) = self.bulk.0.get(&key) else {
                continue;
            };
            let records = operation.records.clone();
            let results = records
                .iter()
                .map(|record| self.create_record(record))
                .collect();
            if let Some(operation) = self.bulk.0.get_mut(&key) {
                operation.results = results;
            }
        }
    }

    fn create_record(&mut self, record: &NewUser) -> BulkResult {
        match self.create_user(record) {
            Ok(Created {
                key,
                existed: false,
            }) => BulkResult::Inserted(key),
            Ok(Created { key, existed: true }) => BulkResult::Updated(key),
            Err(problem) => BulkResult::Error {
                code: problem.code("ID"),
                message: problem.detail().to_owned(),
            },
        }
    }
}
