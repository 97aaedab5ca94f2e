//! Users: listing, reading, creating.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::answers;
use super::user_filter::{Embed, Sight, UserFilter};
use crate::call::{Call, Outcome, Reply};
use crate::model::{Profile, Tenant, User, UserStatus, Users};
use crate::problem::Problem;

/// What lists of users sort by.
pub(super) const SORT_FIELDS: [&str; 5] = ["name", "key", "email", "status", "lastLoginAt"];

/// `GET /users`.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> Outcome {
    let filter = UserFilter::for_list(&call.query)?;
    let embeds: Vec<Embed> = call.query.many_of("embed")?;
    let sort = call.query.sort(&SORT_FIELDS)?;
    let page = call.query.page()?;
    let mut keys = matching(call, tenant, &filter);
    if sort.field != "name" || sort.descending {
        sort.apply(keys.to_mut(), |field, key| {
            sort_key(&tenant.users, field, *key)
        });
    }
    Reply::ok(&page.answer(&keys, |key| {
        let user = tenant.users.get(*key);
        user.map(|user| answers::user(call, tenant, user, &embeds))
            .unwrap_or_default()
    }))
}

/// The users that the caller sees and the filter wants, by name; all of them without a copy.
pub(super) fn matching<'a>(
    call: &Call,
    tenant: &'a Tenant,
    filter: &UserFilter,
) -> Cow<'a, [Uuid]> {
    let sight = Sight::of(call);
    if sight.everyone && filter.is_open() {
        return Cow::Borrowed(tenant.users.keys());
    }
    let matching = tenant
        .users
        .iter()
        .filter(|user| filter.matches(tenant, user) && sight.sees(call, tenant, user));
    Cow::Owned(matching.map(|user| user.key).collect())
}

/// What a user is sorted by; the two parts keep "never logged in" before the first login.
pub(super) fn sort_key(users: &Users, field: &str, key: Uuid) -> (String, Uuid) {
    let Some(user) = users.get(key) else {
        return (String::new(), key);
    };
    let text = match field {
        "key" | "userKey" => key.to_string(),
        "email" => user.email.as_deref().unwrap_or_default().to_lowercase(),
        "status" => format!("{:?}", user.status),
        "lastLoginAt" => user
            .last_login_at
            .map(|at| at.to_rfc3339())
            .unwrap_or_default(),
        _ => user.name.as_deref().unwrap_or_default().to_lowercase(),
    };
    (text, key)
}

/// `GET /users/{key}`. A user that the caller may not see is as absent as one that does not exist.
pub(super) fn get(call: &Call, tenant: &mut Tenant) -> Outcome {
    let key = call.key("key")?;
    let embeds: Vec<Embed> = call.query.many_of("embed")?;
    let sight = Sight::of(call);
    let user = tenant
        .users
        .get(key)
        .filter(|user| sight.sees(call, tenant, user));
    let user = user.ok_or_else(|| Problem::not_found("user"))?;
    Reply::ok(&answers::user(call, tenant, user, &embeds))
}

/// `UserProfileCreateApiRequest`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewUser {
    name: Option<String>,
    pub(super) email: Option<String>,
    #[serde(default = "active")]
    is_active: bool,
    photo_url: Option<String>,
    #[serde(default)]
    add_to_built_in_identity_provider: bool,
    identity_provider_key: Option<Uuid>,
    pub(super) subject: Option<String>,
    pub(super) username: Option<String>,
}

fn active() -> bool {
    true
}

/// `POST /users`.
pub(super) fn create(call: &Call, tenant: &mut Tenant) -> Outcome {
    let wanted: NewUser = call.body()?;
    let created = create_one(tenant, &wanted)?;
    Reply::created(&json!({ "key": created.key }))
}

/// A user that was asked for, and whether it had been there before.
pub(super) struct Created {
    pub(super) key: Uuid,
    pub(super) existed: bool,
}

/// Creates a user, or links a further profile to the one with exactly this e-mail.
pub(super) fn create_one(tenant: &mut Tenant, wanted: &NewUser) -> Result<Created, Problem> {
    let email = wanted.email.as_deref().filter(|email| !email.is_empty());
    if let Some(email) = email {
        check_email(email)?;
    }
    let profiles = profiles(tenant, wanted)?;
    if email.is_none() && wanted.identity_provider_key.is_none() {
        return Err(Problem::bad_request(
            "a user needs an email, or an identityProviderKey with a subject or username",
        ));
    }
    let existing = email.and_then(|email| tenant.users.by_email(email));
    if let Some(existing) = existing {
        return link(tenant, existing.key, email, profiles);
    }
    let key = tenant.new_key();
    let mut user = User::new(key, wanted.name.clone(), email.map(str::to_owned));
    user.status = if wanted.is_active {
        UserStatus::Active
    } else {
        UserStatus::Inactive
    };
    user.photo_url.clone_from(&wanted.photo_url);
    user.is_email_verified = user.email.is_some().then_some(false);
    user.profiles = profiles;
    tenant.users.insert(user);
    Ok(Created {
        key,
        existed: false,
    })
}

/// Name and photo of the existing user stay as they are.
fn link(
    tenant: &mut Tenant,
    key: Uuid,
    email: Option<&str>,
    profiles: Vec<Profile>,
) -> Result<Created, Problem> {
    let exactly = |user: &User| user.email.as_deref() == email;
    let lacks = |user: &User| {
        let known = |new: &Profile| user.profiles.iter().any(|old| old.provider == new.provider);
        !profiles.is_empty() && !profiles.iter().any(known)
    };
    if !tenant
        .users
        .get(key)
        .is_some_and(|user| exactly(user) && lacks(user))
    {
        return Err(Problem::bad_request("a user with this email exists already").numbered(2));
    }
    tenant
        .users
        .change(key, |user| user.profiles.extend(profiles));
    Ok(Created { key, existed: true })
}

/// The provider profiles that a creation asks for.
fn profiles(tenant: &Tenant, wanted: &NewUser) -> Result<Vec<Profile>, Problem> {
    let mut profiles = Vec::new();
    let email = wanted.email.clone().filter(|email| !email.is_empty());
    if let (true, Some(provider)) = (
        wanted.add_to_built_in_identity_provider,
        tenant.built_in_provider(),
    ) {
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
    if tenant.provider(provider).is_none() {
        return Err(Problem::bad_request(
            "identityProviderKey is not the key of a provider",
        ));
    }
    if wanted.subject.is_none() && wanted.username.is_none() {
        return Err(Problem::bad_request(
            "identityProviderKey needs a subject or a username",
        ));
    }
    let taken = |profile: &Profile| {
        profile.provider == provider
            && ((wanted.subject.is_some() && profile.subject == wanted.subject)
                || (wanted.username.is_some() && profile.username == wanted.username))
    };
    if tenant
        .users
        .iter()
        .any(|user| user.profiles.iter().any(taken))
    {
        return Err(Problem::bad_request(
            "a user with this subject or username exists already at the identity provider",
        )
        .numbered(3));
    }
    profiles.push(Profile::new(
        provider,
        wanted.subject.clone(),
        wanted.username.clone(),
    ));
    Ok(profiles)
}

fn check_email(email: &str) -> Result<(), Problem> {
    let (local, domain) = email.rsplit_once('@').unwrap_or_default();
    let strange = |letter: char| letter.is_whitespace() || letter.is_control();
    if local.is_empty() || domain.is_empty() || local.contains('@') || email.contains(strange) {
        return Err(Problem::bad_request("email must be an e-mail address"));
    }
    Ok(())
}
