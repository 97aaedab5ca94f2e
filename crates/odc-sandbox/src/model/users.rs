//! Users, in the default order of lists.
//!
//! Every change keeps the order. So reading a page takes the same time in a large tenant as in a small one.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::organization::OrganizationGrant;
use crate::problem::Problem;
use crate::unique::TWICE;
use crate::wire_name::wire_names;

wire_names! {
    /// The status of a user.
    pub(crate) enum UserStatus {
        Active = "Active",
        Invited = "Invited",
        Inactive = "Inactive",
        PendingRegistration = "PendingRegistration",
    }
}

/// A person: an end user, a member of the organization, or both.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct User {
    pub(crate) key: Uuid,
    pub(crate) name: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) status: UserStatus,
    pub(crate) photo_url: Option<String>,
    pub(crate) is_email_verified: Option<bool>,
    pub(crate) accepted_terms: bool,
    pub(crate) last_login_at: Option<DateTime<Utc>>,
    /// The last login in each stage.
    pub(crate) logins: Vec<(Uuid, DateTime<Utc>)>,
    /// Application roles granted directly.
    pub(crate) roles: Vec<Uuid>,
    pub(crate) groups: Vec<Uuid>,
    pub(crate) organization_roles: Vec<OrganizationGrant>,
    pub(crate) profiles: Vec<Profile>,
    /// The name and the e-mail in lower case, for searching and for the default order. The name is first.
    #[serde(skip)]
    folded: String,
}

/// The data of a user at one identity provider.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Profile {
    pub(crate) provider: Uuid,
    pub(crate) subject: Option<String>,
    pub(crate) username: Option<String>,
    pub(crate) first_login_at: Option<DateTime<Utc>>,
    pub(crate) last_login_at: Option<DateTime<Utc>>,
}

impl Profile {
    /// A profile that was never used to log in.
    pub(crate) fn new(provider: Uuid, subject: Option<String>, username: Option<String>) -> Self {
        Self {
            provider,
            subject,
            username,
            first_login_at: None,
            last_login_at: None,
        }
    }

    /// Whether both are the same account of one provider.
    pub(super) fn clashes(&self, other: &Self) -> bool {
        let same = |one: &Option<String>, two: &Option<String>| one.is_some() && one == two;
        self.provider == other.provider
            && (same(&self.subject, &other.subject) || same(&self.username, &other.username))
    }
}

/// The character between the name and the e-mail. It sorts before every other character, so the name decides first.
const SEPARATOR: char = '\0';

impl User {
    pub(crate) fn new(key: Uuid, name: Option<String>, email: Option<String>) -> Self {
        let mut user = Self {
            key,
            name,
            email,
            status: UserStatus::Active,
            photo_url: None,
            is_email_verified: None,
            accepted_terms: false,
            last_login_at: None,
            logins: Vec::new(),
            roles: Vec::new(),
            groups: Vec::new(),
            organization_roles: Vec::new(),
            profiles: Vec::new(),
            folded: String::new(),
        };
        user.fold();
        user
    }

    pub(crate) fn is_active(&self) -> bool {
        self.status != UserStatus::Inactive
    }

    /// Whether the name or the e-mail contains this text. The text must be in lower case.
    pub(crate) fn matches_name_or_email(&self, needle: &str) -> bool {
        self.folded
            .split(SEPARATOR)
            .any(|part| part.contains(needle))
    }

    /// Whether the user name at any provider contains this text. The text must be in lower case.
    pub(crate) fn matches_username(&self, needle: &str) -> bool {
        let mut names = self
            .profiles
            .iter()
            .filter_map(|profile| profile.username.as_ref());
        names.any(|name| name.to_lowercase().contains(needle))
    }

    /// The part of the e-mail after the @, in lower case.
    pub(crate) fn email_domain(&self) -> Option<String> {
        let email = self.email.as_ref()?;
        email
            .rsplit_once('@')
            .map(|(_, domain)| domain.to_lowercase())
    }

    fn fold(&mut self) {
        let name = self.name.as_deref().unwrap_or_default();
        let email = self.email.as_deref().unwrap_or_default();
        self.folded = format!("{name}{SEPARATOR}{email}").to_lowercase();
    }
}

/// All users.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<User>", into = "Vec<User>")]
pub(crate) struct Users {
    records: HashMap<Uuid, User>,
    by_name: Vec<Uuid>,
    by_email: HashMap<String, Uuid>,
}

impl TryFrom<Vec<User>> for Users {
    type Error = String;

    fn try_from(users: Vec<User>) -> Result<Self, String> {
        let (all, emails) = (
            users.len(),
            users.iter().filter(|user| user.email.is_some()),
        );
        let emails = emails.count();
        let users = Self::new(users);
        if users.records.len() == all && users.by_email.len() == emails {
            Ok(users)
        } else {
            Err(format!("a key or an e-mail is {TWICE}"))
        }
    }
}

impl From<Users> for Vec<User> {
    fn from(mut users: Users) -> Self {
        users
            .by_name
            .iter()
            .filter_map(|key| users.records.remove(key))
            .collect()
    }
}

fn fold_email(user: &User) -> Option<String> {
    user.email.as_ref().map(|email| email.to_lowercase())
}

impl Users {
    /// Makes a set of users. No two of them may have the same key or e-mail.
    pub(crate) fn new(mut users: Vec<User>) -> Self {
        for user in &mut users {
            user.fold();
        }
        users.sort_by(|a, b| (&a.folded, a.key).cmp(&(&b.folded, b.key)));
        let by_name = users.iter().map(|user| user.key).collect();
        let by_email = users
            .iter()
            .filter_map(|user| Some((fold_email(user)?, user.key)))
            .collect();
        let records = users.into_iter().map(|user| (user.key, user)).collect();
        Self {
            records,
            by_name,
            by_email,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.by_name.len()
    }

    pub(crate) fn get(&self, key: Uuid) -> Option<&User> {
        self.records.get(&key)
    }

    /// The user with this key, for changes that do not change the name or the e-mail.
    pub(super) fn get_mut(&mut self, key: Uuid) -> Option<&mut User> {
        self.records.get_mut(&key)
    }

    /// Removes an organization role from all users who hold it.
    pub(crate) fn forget_organization_role(&mut self, role: Uuid) {
        for user in self.records.values_mut() {
            user.organization_roles.retain(|grant| grant.role != role);
        }
    }

    /// Removes the roles of an asset from all users: its application roles, and the roles that members hold on it.
    pub(super) fn forget_asset(&mut self, asset: Uuid, roles: &BTreeSet<Uuid>) {
        for user in self.records.values_mut() {
            user.roles.retain(|role| !roles.contains(role));
            user.organization_roles
                .retain(|grant| grant.asset != Some(asset));
        }
    }

    /// The user with this e-mail. Upper and lower case do not matter.
    pub(crate) fn by_email(&self, email: &str) -> Option<&User> {
        self.by_email
            .get(&email.to_lowercase())
            .and_then(|key| self.records.get(key))
    }

    /// The keys of all users, in the order of names.
    pub(crate) fn keys(&self) -> &[Uuid] {
        &self.by_name
    }

    /// All users, in the order of names.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &User> {
        self.by_name.iter().filter_map(|key| self.records.get(key))
    }

    pub(crate) fn insert(&mut self, mut user: User) {
        user.fold();
        if let Some(email) = fold_email(&user) {
            self.by_email.insert(email, user.key);
        }
        let place = self
            .position(&user.folded, user.key)
            .unwrap_or_else(|place| place);
        self.by_name.insert(place, user.key);
        self.records.insert(user.key, user);
    }

    pub(crate) fn remove(&mut self, key: Uuid) -> Option<User> {
        let user = self.records.get(&key)?;
        if let Ok(place) = self.position(&user.folded, key) {
            self.by_name.remove(place);
        }
        let user = self.records.remove(&key)?;
        if let Some(email) = fold_email(&user) {
            self.by_email.remove(&email);
        }
        Some(user)
    }

    /// Changes a user, but not the key. Returns whether there is such a user.
    pub(crate) fn change(&mut self, key: Uuid, change: impl FnOnce(&mut User)) -> bool {
        let Some(mut user) = self.remove(key) else {
            return false;
        };
        change(&mut user);
        self.insert(user);
        true
    }

    fn position(&self, folded: &str, key: Uuid) -> Result<usize, usize> {
        self.by_name.binary_search_by(|other| {
            let other_folded = self
                .records
                .get(other)
                .map_or("", |user| user.folded.as_str());
            (other_folded, *other).cmp(&(folded, key))
        })
    }
}

/// Refuses a text that is not an e-mail address.
pub(super) fn check_email(email: &str) -> Result<(), Problem> {
    let (local, domain) = email.rsplit_once('@').unwrap_or_default();
    let strange = |letter: char| letter.is_whitespace() || letter.is_control();
    if local.is_empty() || domain.is_empty() || local.contains('@') || email.contains(strange) {
        return Err(Problem::bad_request("email must be an e-mail address"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(number: u128, name: &str) -> User {
        User::new(
            Uuid::from_u128(number),
            Some(name.to_owned()),
            Some(format!("{name}@x.example")),
        )
    }

    #[test]
    fn the_order_is_correct_after_every_change() {
        let mut users = Users::new(vec![named(1, "Cara"), named(2, "ana")]);
        users.insert(named(3, "Bo"));
        assert!(users.change(Uuid::from_u128(2), |user| user.name =
            Some("Zoe".to_owned())));
        let names: Vec<_> = users
            .iter()
            .filter_map(|user| user.name.as_deref())
            .collect();
        assert_eq!(names, ["Bo", "Cara", "Zoe"]);
        assert!(users.remove(Uuid::from_u128(1)).is_some());
        assert_eq!(users.keys(), [Uuid::from_u128(3), Uuid::from_u128(2)]);
        assert!(users.by_email("ANA@x.example").is_some());
        assert!(users.by_email("Cara@x.example").is_none());
    }

    #[test]
    fn a_search_text_does_not_match_across_name_and_email() {
        let user = named(1, "ab");
        assert!(user.matches_name_or_email("ab@x"));
        assert!(!user.matches_name_or_email("ab\0ab"));
    }
}
