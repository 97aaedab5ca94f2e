//! Makes users of every kind, and their membership of groups.

use std::collections::HashSet;

use uuid::Uuid;

use super::time::within_days;
use crate::model::{
    ClaimMapping, Dice, OrganizationGrant, Period, Profile, ProviderKind, Tenant, User, UserStatus,
    Users,
};

const FIRST: [&str; 40] = [
    "Ana", "Amélie", "Aoife", "Arjun", "Beatriz", "Björn", "Chen", "Chloé", "Daniel", "Diego",
    "Elif", "Emma", "Fatima", "Filipe", "Grace", "Hana", "Hugo", "Inês", "Ivan", "Jonas", "Julia",
    "Kofi", "Lars", "Leila", "Lucas", "Mara", "Mateus", "Mei", "Nadia", "Noah", "Olga", "Omar",
    "Priya", "Rafael", "Sofia", "Tomás", "Uma", "Viktor", "Yuki", "Zoë",
];
const LAST: [&str; 40] = [
    "Almeida",
    "Andersson",
    "Bakker",
    "Becker",
    "Costa",
    "Dubois",
    "Eriksen",
    "Fernandes",
    "Fischer",
    "García",
    "Gupta",
    "Haddad",
    "Hoffmann",
    "Ito",
    "Jansen",
    "Kaya",
    "Kim",
    "Kowalski",
    "Larsen",
    "Lopes",
    "Martin",
    "Mensah",
    "Müller",
    "Nakamura",
    "Nguyen",
    "Novak",
    "O'Brien",
    "Okafor",
    "Oliveira",
    "Patel",
    "Pereira",
    "Petrov",
    "Rossi",
    "Santos",
    "Schmidt",
    "Silva",
    "Smith",
    "Sousa",
    "Tanaka",
    "Wang",
];
const DOMAINS: [&str; 4] = [
    "acme.example",
    "acme.example",
    "partner.example",
    "contractor.example",
];

/// Makes `count` users.
pub(super) fn users(dice: &mut Dice, tenant: &Tenant, count: usize) -> Users {
    let roles: Vec<_> = tenant.application_roles.keys().copied().collect();
    let mut taken = HashSet::new();
    let users = (0..count).map(|number| {
        let (first, last) = (dice.word(&FIRST), dice.word(&LAST));
        let email = email(first, last, number, dice.word(&DOMAINS), &mut taken);
        let mut user = User::new(dice.key(), Some(format!("{first} {last}")), Some(email));
        contact(dice, &mut user, number);
        user.status = status(dice, number);
        user.photo_url = dice
            .percent(30)
            .then(|| format!("https://img.example/{}.png", user.key));
        logins(dice, &mut user, tenant);
        profiles(dice, &mut user, tenant);
        grants(dice, &mut user, tenant, &roles);
        user
    });
    Users::new(users.collect())
}

fn email(
    first: &str,
    last: &str,
    number: usize,
    domain: &str,
    taken: &mut HashSet<(&'static str, String)>,
) -> String {
    let plain: String = format!("{first}.{last}")
        .to_lowercase()
        .chars()
        .filter_map(ascii)
        .collect();
    let plus = if number % 17 == 3 { "+test" } else { "" };
    let short = format!("{plain}{plus}@{domain}");
    if taken.insert(("email", short.clone())) {
        return short;
    }
    format!("{plain}{number}{plus}@{domain}")
}

fn ascii(letter: char) -> Option<char> {
    match letter {
        'é' | 'ë' | 'ê' => Some('e'),
        'á' => Some('a'),
        'í' => Some('i'),
        'ö' => Some('o'),
        'ü' => Some('u'),
        '\'' => None,
        other => Some(other),
    }
}

/// Removes the e-mail of some users, and the name of others.
fn contact(dice: &mut Dice, user: &mut User, number: usize) {
    user.is_email_verified = match dice.below(10) {
        0 => None,
        1 | 2 => Some(false),
        _ => Some(true),
    };
    if number % 23 == 5 {
        user.email = None;
        user.is_email_verified = None;
    } else if number % 29 == 7 {
        user.name = Some(String::new());
    }
}

/// The status of a user. Four in five users are active. The first four users have every status once.
fn status(dice: &mut Dice, number: usize) -> UserStatus {
    let share = if number < 4 {
        [0, 80, 90, 96][number]
    } else {
        dice.below(100)
    };
    match share {
        0..80 => UserStatus::Active,
        80..90 => UserStatus::Inactive,
        90..96 => UserStatus::Invited,
        _ => UserStatus::PendingRegistration,
    }
}

/// Adds logins. Invited and self-registering users never logged in. Some of the others did not log in either.
fn logins(dice: &mut Dice, user: &mut User, tenant: &Tenant) {
    let never = matches!(
        user.status,
        UserStatus::Invited | UserStatus::PendingRegistration
    );
    if never || dice.percent(10) {
        return;
    }
    for environment in &tenant.environments {
        if dice.percent(60) {
            user.logins.push((environment.key, within_days(dice, 400)));
        }
    }
    let latest = user.logins.iter().map(|(_, at)| *at).max();
    user.last_login_at = Some(latest.unwrap_or_else(|| within_days(dice, 400)));
    user.accepted_terms = dice.percent(80);
}

fn profiles(dice: &mut Dice, user: &mut User, tenant: &Tenant) {
    let wanted = if user.email.is_none() {
        ProviderKind::Oidc
    } else {
        *dice
            .pick(&[
                ProviderKind::BuiltIn,
                ProviderKind::BuiltIn,
                ProviderKind::Oidc,
                ProviderKind::Google,
            ])
            .unwrap_or(&ProviderKind::BuiltIn)
    };
    let Some(provider) = tenant
        .providers
        .iter()
        .find(|provider| provider.kind == wanted)
    else {
        return;
    };
    let username = match &user.email {
        Some(email) => email.split('@').next().map(str::to_owned),
        None => Some(format!("u{:06}", dice.below(1_000_000))),
    };
    user.profiles.push(Profile {
        provider: provider.key,
        subject: Some(dice.key().to_string()),
        username,
        first_login_at: user
            .last_login_at
            .map(|at| at - chrono::TimeDelta::days(30)),
        last_login_at: user.last_login_at,
    });
}

/// Grants roles. Two in three users hold application roles, and one in seven holds organization roles.
fn grants(dice: &mut Dice, user: &mut User, tenant: &Tenant, roles: &[Uuid]) {
    if dice.percent(66) {
        for _ in 0..=dice.below(4) {
            let role = dice.pick(roles).copied();
            user.roles
                .extend(role.filter(|role| !user.roles.contains(role)));
        }
    }
    if dice.percent(14) {
        let held: Vec<_> = tenant.organization_roles.keys().copied().collect();
        let Some(role) = dice.pick(&held).copied() else {
            return;
        };
        let start = within_days(dice, 200);
        let period = dice.percent(20).then_some(Period {
            start_time: Some(start),
            end_time: None,
        });
        let asset = dice
            .percent(30)
            .then(|| dice.pick(&tenant.assets).map(|asset| asset.key));
        let asset = asset.flatten();
        let portfolio = asset
            .and_then(|_| tenant.portfolios.first())
            .map(|main| main.key);
        user.organization_roles.push(OrganizationGrant {
            role,
            period,
            asset,
            portfolio,
        });
    }
}

/// Adds members to groups. Every third group also gets members by a claim mapping.
pub(super) fn join_groups(dice: &mut Dice, tenant: &mut Tenant) {
    let users = tenant.users.keys().to_vec();
    let provider = tenant
        .providers
        .iter()
        .find(|provider| provider.kind == ProviderKind::Oidc);
    let provider = provider.map_or(Uuid::nil(), |provider| provider.key);
    let groups: Vec<_> = tenant.groups.keys().copied().collect();
    for (number, key) in groups.into_iter().enumerate() {
        for _ in 0..dice.below(users.len().min(30) + 1) {
            if let Some(user) = dice.pick(&users) {
                tenant.change_membership(key, *user, |membership| membership.assigned = true);
            }
        }
        if number % 3 == 1 {
            map_members(dice, tenant, key, provider, &users);
        }
    }
}

fn map_members(dice: &mut Dice, tenant: &mut Tenant, key: Uuid, provider: Uuid, users: &[Uuid]) {
    for _ in 0..=dice.below(8) {
        if let Some(user) = dice.pick(users) {
            tenant.change_membership(key, *user, |membership| membership.mapped = true);
        }
    }
    let mapping = ClaimMapping {
        key: dice.key(),
        provider,
        claim: "groups".to_owned(),
        value: dice.key().to_string(),
        delimiter: dice.percent(50).then(|| ",".to_owned()),
        updated_at: within_days(dice, 200),
    };
    if let Some(group) = tenant.groups.get_mut(&key) {
        group.mappings.push(mapping);
    }
}
