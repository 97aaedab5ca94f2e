//! Changes values of an app or agent: all of them or none. The next deployment applies them.

use axum::http::StatusCode;
use odc_runtime::Patch;
use serde::Deserialize;

use super::place::{self, Kind};
use crate::api::call::{Call, HandlerResult, Reply};
use crate::model::permission::Permission;
use crate::model::{Declarations, Declared, DeclaredGroup, NewValue, Tenant, check_value};
use crate::problem::Problem;

/// `GenericConfigPatch`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Config {
    key: Option<String>,
    /// Null restores the default. An absent value does not change.
    value: Patch<String>,
    filename: Option<String>,
}

/// `TimerPatch` and `IntegrationPatch`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Group {
    key: Option<String>,
    configs: Option<Vec<Config>>,
}

/// `LibraryConfigPatch`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Library {
    key: Option<String>,
    revision: Option<i32>,
    system_configurations: Option<Vec<Config>>,
    settings: Option<Vec<Config>>,
    integrations: Option<Vec<Group>>,
}

/// A number that some samples of the service write as a text.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Baseline {
    Number(i32),
    Text(String),
}

/// `AgentConfigPatch` and `ApplicationConfigPatch`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Request {
    key: Option<String>,
    revision_baseline: Option<Baseline>,
    settings: Option<Vec<Config>>,
    timers: Option<Vec<Group>>,
    integrations: Option<Vec<Group>>,
    libraries: Option<Vec<Library>>,
    system_configurations: Option<Vec<Config>>,
}

fn bad(detail: impl Into<String>) -> Problem {
    Problem::bad_request(detail)
}

/// `PATCH /environments/{environmentKey}/agents/{agentKey}/configurations`.
pub(super) fn of_agent(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    update(call, tenant, Kind::Agent)
}

/// `PATCH /environments/{environmentKey}/applications/{applicationKey}/configurations`.
pub(super) fn of_app(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    update(call, tenant, Kind::App)
}

fn update(call: &Call, tenant: &mut Tenant, kind: Kind) -> HandlerResult {
    let stage = place::stage(call, tenant, &[Permission::EditConfigurations])?;
    let asset = place::asset(call, tenant, stage, kind)?;
    let request: Request = call.body_or_default()?;
    if request
        .key
        .as_ref()
        .is_some_and(|key| *key != asset.key.to_string())
    {
        return Err(bad("key must be the key of the path"));
    }
    let deployed = asset.deployment(stage.key).map(|one| one.revision);
    let baseline = match &request.revision_baseline {
        None => deployed.unwrap_or(asset.newest()),
        Some(Baseline::Number(number)) => *number,
        Some(Baseline::Text(text)) => text
            .parse()
            .map_err(|_| bad("revisionBaseline must be a whole number"))?,
    };
    if asset.revision(baseline).is_none() {
        return Err(bad(
            "there is no revision with the number of revisionBaseline",
        ));
    }
    let declared = tenant.declarations(asset, baseline);
    let values = request.values(&declared)?;
    let (stage, asset) = (stage.key, asset.key);
    for value in values {
        tenant.settings.set(stage, Some(asset), value, call.now)?;
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

impl Request {
    /// The new values. Each is checked with the declared values.
    fn values(self, declared: &Declarations) -> Result<Vec<NewValue>, Problem> {
        let mut values = Vec::new();
        take(self.settings, &declared.settings, "settings", &mut values)?;
        take(
            self.system_configurations,
            &declared.system,
            "systemConfigurations",
            &mut values,
        )?;
        take_groups(self.timers, &declared.timers, "timers", &mut values)?;
        take_groups(
            self.integrations,
            &declared.integrations,
            "integrations",
            &mut values,
        )?;
        for library in self.libraries.unwrap_or_default() {
            let key = library.key.as_deref().unwrap_or_default();
            let known = declared
                .libraries
                .iter()
                .find(|one| one.key.to_string() == key);
            let known = known.ok_or_else(|| bad(format!("libraries has no {key}")))?;
            if library
                .revision
                .is_some_and(|number| number != known.revision)
            {
                return Err(bad(format!(
                    "the revision of the library {key} is {}",
                    known.revision
                )));
            }
            take(
                library.system_configurations,
                &[],
                "systemConfigurations",
                &mut values,
            )?;
            take(library.settings, &known.settings, "settings", &mut values)?;
            let integrations = &known.integrations;
            take_groups(
                library.integrations,
                integrations,
                "integrations",
                &mut values,
            )?;
        }
        Ok(values)
    }
}

/// The timeout of a timer is a number of minutes.
fn check_timer(name: &str, value: &str) -> Result<(), Problem> {
    let minutes = value
        .parse::<i32>()
        .is_ok_and(|minutes| (1..=60).contains(&minutes));
    if name == "Timeout" && !minutes {
        return Err(bad("Timeout must be 1 to 60 minutes"));
    }
    Ok(())
}

/// The key of an entry.
fn named<'a>(key: Option<&'a str>, list: &str) -> Result<&'a str, Problem> {
    key.ok_or_else(|| bad(format!("an entry of {list} has no key")))
}

fn take_groups(
    groups: Option<Vec<Group>>,
    declared: &[DeclaredGroup],
    list: &str,
    values: &mut Vec<NewValue>,
) -> Result<(), Problem> {
    for group in groups.unwrap_or_default() {
        let key = named(group.key.as_deref(), list)?;
        let known = declared.iter().find(|one| one.key == key);
        let known = known.ok_or_else(|| bad(format!("{list} has no {key}")))?;
        take(group.configs, &known.configs, list, values)?;
    }
    Ok(())
}

/// Adds the new values of a list.
pub(super) fn take(
    configs: Option<Vec<Config>>,
    declared: &[Declared],
    list: &str,
    values: &mut Vec<NewValue>,
) -> Result<(), Problem> {
    for config in configs.unwrap_or_default() {
        let key = named(config.key.as_deref(), list)?;
        let known = declared.iter().find(|one| one.key == key);
        let known = known.ok_or_else(|| bad(format!("{list} has no {key}")))?;
        let value = match config.value {
            Patch::Absent => continue,
            Patch::Null => None,
            Patch::Value(value) => Some(value),
        };
        if let Some(value) = &value {
            check_value(&known.name, known.kind, value)?;
            if list == "timers" {
                check_timer(&known.name, value)?;
            }
        }
        let is_set = value.is_some();
        values.push(NewValue {
            path: known.path.clone(),
            // A secret is never shown again, so it is not stored.
            value: value.map(|value| {
                if known.is_secret {
                    String::new()
                } else {
                    value
                }
            }),
            filename: config.filename.filter(|_| is_set),
        });
    }
    Ok(())
}
