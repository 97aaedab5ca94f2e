//! The differences between a file and the tenant. They are the steps of an import.
//!
//! The requests: the users are read in pages of 100 or looked up one by one, whichever needs fewer requests. If the
//! file names roles or groups, their lists are read. For each named group, there is one request for each 100 people
//! of the file.

use std::collections::{BTreeMap, HashMap, HashSet};

use odc_identity_v1::bulk::Unfinished;
use odc_identity_v1::operations::LIST_USERS;
use serde_json::Value;
use uuid::Uuid;

use super::person::{Person, Problems};
use super::state::{Change, ImportStep, State};
use crate::commands::people::{self, Present, RoleOrGroup, Source, key_of, pick, sources};
use crate::context::Context;
use crate::exit::Failure;
use crate::output::text;
use crate::request::Request;

/// The steps that bring the data of the file into the tenant. They remove nothing.
pub(super) async fn plan(
    context: &Context<'_>,
    people: &[Person],
    mut problems: Problems,
) -> Result<State, Failure> {
    let (roles, groups) = named(context, people, &mut problems).await?;
    problems.refuse(|line| context.shell.notes.say(line))?;
    let users = users_by_email(context, people).await?;
    let members = members(context, people, &users, &groups).await?;
    let mut steps = Vec::new();
    for (person, roles, groups) in zip(people, &roles, &groups) {
        let user = users.get(&person.email.to_lowercase());
        let key = user
            .map(|user| key_of(&text(user.get("key"))))
            .transpose()?;
        let mut step = |change| {
            steps.push(ImportStep {
                line: person.line,
                email: person.email.clone(),
                user: key,
                change,
                outcome: None,
            });
        };
        match user {
            None => step(Change::Create(Box::new(person.record()?))),
            Some(user) => update(person, user).into_iter().for_each(&mut step),
        }
        let held = user.map(direct_roles).transpose()?.unwrap_or_default();
        for role in roles.iter().filter(|role| !held.contains(&role.key)) {
            step(Change::Role {
                key: key_of(&role.key)?,
                label: role.label.clone(),
            });
        }
        for group in groups {
            let is_member = key.is_some_and(|key| members.contains(&(key, group.key.clone())));
            if !is_member {
                step(Change::Group {
                    key: key_of(&group.key)?,
                    label: group.label.clone(),
                });
            }
        }
    }
    let records = steps.iter().filter_map(|step| match &step.change {
        Change::Create(record) => Some((**record).clone()),
        _ => None,
    });
    Ok(State {
        tenant: tenant_of(context),
        users: Unfinished::new(records.collect::<Vec<_>>()),
        steps,
    })
}

/// The name of the tenant in a state. The sandbox has a different address in each run.
pub(super) fn tenant_of(context: &Context<'_>) -> String {
    if context.source.is_none() {
        return "the sandbox".to_owned();
    }
    context.tenant.auth().portal_domain().to_string()
}

type Lists = Vec<Vec<RoleOrGroup>>;

fn zip<'a>(
    people: &'a [Person],
    roles: &'a Lists,
    groups: &'a Lists,
) -> impl Iterator<Item = (&'a Person, &'a Vec<RoleOrGroup>, &'a Vec<RoleOrGroup>)> {
    let lists = roles.iter().zip(groups);
    people
        .iter()
        .zip(lists)
        .map(|(person, (roles, groups))| (person, roles, groups))
}

/// The roles and groups of each person. A name that fits nothing is reported as a problem of its line.
async fn named(
    context: &Context<'_>,
    people: &[Person],
    problems: &mut Problems,
) -> Result<(Lists, Lists), Failure> {
    let (mut all_roles, mut all_groups) = (Vec::new(), Vec::new());
    if people.iter().any(|person| !person.roles.is_empty()) {
        all_roles = people::roles(context, None, None, None).await?;
    }
    if people.iter().any(|person| !person.groups.is_empty()) {
        all_groups = people::groups(context, None, None).await?;
    }
    let (mut roles, mut groups) = (Vec::new(), Vec::new());
    for person in people {
        roles.push(find(
            "role",
            person.line,
            &person.roles,
            &all_roles,
            problems,
        ));
        groups.push(find(
            "group",
            person.line,
            &person.groups,
            &all_groups,
            problems,
        ));
    }
    Ok((roles, groups))
}

/// Each named thing, without repetitions.
fn find(
    kind: &str,
    line: u64,
    names: &[String],
    all: &[RoleOrGroup],
    problems: &mut Problems,
) -> Vec<RoleOrGroup> {
    let mut found: Vec<RoleOrGroup> = Vec::new();
    for name in names {
        match pick(kind, name, all) {
            Ok(thing) if found.iter().any(|it| it.key == thing.key) => {}
            Ok(thing) => found.push(thing.clone()),
            Err(failure) => problems.add(
                line,
                &format!("{kind}s"),
                failure.line().unwrap_or_default(),
            ),
        }
    }
    found
}

/// The users of the file that exist, by their e-mail addresses in lower case.
async fn users_by_email(
    context: &Context<'_>,
    people: &[Person],
) -> Result<HashMap<String, Value>, Failure> {
    let all = Request::new(&LIST_USERS)
        .with("embed", "ApplicationRoles")
        .with("sort", "key")
        .with("limit", 100);
    let mut found = HashMap::new();
    let mut keep = |users: Vec<Value>| {
        let named = users
            .into_iter()
            .map(|user| (text(user.get("email")).to_lowercase(), user));
        found.extend(named.filter(|(email, _)| !email.is_empty()));
    };
    if people.len() > 1 {
        let page = context.send(&all).await?;
        let total = page["page"]["totalResults"].as_u64();
        let rest = all
            .next_page(&page)?
            .map(|offset| all.clone().with("offset", offset));
        keep(all.into_items(page)?);
        let pages_left = total.map(|total| total.div_ceil(100).saturating_sub(1));
        if pages_left.is_some_and(|pages| pages <= people.len() as u64) {
            if let Some(rest) = rest {
                keep(context.all(&rest, "users").await?);
            }
            return Ok(found);
        }
    }
    let progress = context.shell.progress("looking users up");
    for (at, person) in people.iter().enumerate() {
        let one = all.clone().with("nameOrEmailContains", &person.email);
        keep(one.all(&context.tenant, |_| ()).await?);
        progress.reach(at as u64 + 1, Some(people.len() as u64));
    }
    Ok(found)
}

/// The pairs of a user and a group of the file in which the user is already a direct member.
async fn members(
    context: &Context<'_>,
    people: &[Person],
    users: &HashMap<String, Value>,
    groups: &Lists,
) -> Result<HashSet<(Uuid, String)>, Failure> {
    let mut wanted: BTreeMap<&str, Vec<Uuid>> = BTreeMap::new();
    for (person, groups) in people.iter().zip(groups) {
        let Some(user) = users.get(&person.email.to_lowercase()) else {
            continue;
        };
        let key = key_of(&text(user.get("key")))?;
        for group in groups {
            wanted.entry(&group.key).or_default().push(key);
        }
    }
    let mut found = HashSet::new();
    for (group, users) in wanted {
        let present = Present::read(context, group, &users).await?;
        found.extend(
            present
                .direct
                .into_iter()
                .map(|user| (user, group.to_owned())),
        );
    }
    Ok(found)
}

fn direct_roles(user: &Value) -> Result<Vec<String>, Failure> {
    let direct = sources(user)?.into_iter();
    let direct = direct.filter(|(_, source, _)| *source == Source::Direct);
    Ok(direct.map(|(role, ..)| text(role.get("key"))).collect())
}

/// The data in the file that differ from those of an existing user.
fn update(person: &Person, user: &Value) -> Option<Change> {
    let name = person.name.clone();
    let name = name.filter(|name| text(user.get("name")) != *name);
    let active = person.active.filter(|active| user["isActive"] != *active);
    (name.is_some() || active.is_some()).then_some(Change::Update { name, active })
}
