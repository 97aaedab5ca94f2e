//! The configuration of an asset in a stage as one list: settings, timers, integrations, and those of libraries.
//!
//! It is JSON as the service sent it, except that nothing of the value of a secret is kept, whatever the service returns.

use odc_asset_configurations_v1::operations::{
    GET_AGENT_REVISION_CONFIGURATION, GET_APPLICATION_REVISION_CONFIGURATION,
};
use odc_asset_repository_v1::operations::GET_LATEST_REVISION;
use serde_json::Value;

use crate::commands::delivery::target;
use crate::context::Context;
use crate::exit::Failure;
use crate::names::{self, Named};
use crate::output::text;
use crate::request::Request;

/// The members that hold a value.
const VALUES: [&str; 3] = ["value", "deployedValue", "defaultValue"];

/// An asset that has a configuration.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) asset: Named,
    pub(super) revision: i64,
    pub(super) is_agent: bool,
}

impl Target {
    /// The asset that the user named, with its newest revision: one request.
    ///
    /// # Errors
    /// No asset or several are meant, or the call fails.
    pub(super) async fn find(context: &Context<'_>, wanted: &str) -> Result<Self, Failure> {
        let row = if names::is_key(wanted) {
            let request = Request::new(&GET_LATEST_REVISION).with("assetKey", wanted);
            context.send(&request).await?
        } else {
            let named = context.asset(wanted).await?;
            let rows = context.assets().await?.iter();
            let mut rows = rows.filter(|row| text(row.get("assetKey")) == named.key);
            rows.next().cloned().unwrap_or_default()
        };
        let asset = Named {
            key: text(row.get("assetKey")),
            name: text(row.get("name")),
        };
        let kind = text(row.get("assetType"));
        if target::is_part(&kind) {
            return Err(Failure::usage(format_args!(
                "{} is a {kind}, which has no settings in a stage of its own; name an asset that uses it: its settings below libraries are those of {}",
                asset.name, asset.name
            )));
        }
        let revision = row["revision"]
            .as_i64()
            .ok_or_else(|| Failure::not_found(format_args!("{} has no revision", asset.name)))?;
        Ok(Self {
            asset,
            revision,
            is_agent: row["assetType"] == "Agent",
        })
    }
}

/// The configuration of an asset in a stage.
#[derive(Debug)]
pub(super) struct Configuration {
    /// The revision that runs in the stage.
    pub(super) deployed: Option<i64>,
    /// All settings.
    pub(super) entries: Vec<Entry>,
}

/// One setting, and where it is.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The names on the way to it, as in `timers`, `NightlyCleanup`, `IsActive`.
    pub(super) names: Vec<String>,
    /// The keys on that way.
    pub(super) keys: Vec<String>,
    /// The setting, without values when it is a secret.
    pub(super) row: Value,
}

impl Configuration {
    /// Reads the configuration as the newest revision declares it. The asset need not be deployed in the stage.
    ///
    /// # Errors
    /// The call fails.
    pub(super) async fn read(
        context: &Context<'_>,
        target: &Target,
        stage: &Named,
    ) -> Result<Self, Failure> {
        let (operation, key) = if target.is_agent {
            (&GET_AGENT_REVISION_CONFIGURATION, "agentKey")
        } else {
            (&GET_APPLICATION_REVISION_CONFIGURATION, "applicationKey")
        };
        let request = Request::new(operation)
            .with("environmentKey", &stage.key)
            .with(key, &target.asset.key)
            .with("baselineRevision", target.revision)
            .with("showBinaryValues", true);
        let read = context.send(&request).await?;
        Ok(Self {
            deployed: read["revisionDeployed"].as_i64(),
            entries: entries(&read),
        })
    }
}

fn entries(read: &Value) -> Vec<Entry> {
    let mut all = Vec::new();
    let root = Place::default();
    root.below("settings").settings(&read["settings"], &mut all);
    root.below("system")
        .settings(&read["systemConfigurations"], &mut all);
    root.groups("timers", &read["timers"], &mut all);
    root.groups("integrations", &read["integrations"], &mut all);
    for library in read["libraries"].as_array().into_iter().flatten() {
        let place = root.below("libraries").at(library);
        place
            .below("settings")
            .settings(&library["settings"], &mut all);
        place
            .below("system")
            .settings(&library["systemConfigurations"], &mut all);
        place.groups("integrations", &library["integrations"], &mut all);
    }
    all
}

/// The way to a place: names and keys.
#[derive(Clone, Debug, Default)]
struct Place {
    names: Vec<String>,
    keys: Vec<String>,
}

impl Place {
    fn to(&self, name: String, key: String) -> Self {
        let mut place = self.clone();
        place.names.push(name);
        place.keys.push(key);
        place
    }

    fn below(&self, list: &str) -> Self {
        self.to(list.to_owned(), list.to_owned())
    }

    fn at(&self, row: &Value) -> Self {
        let key = text(row.get("key"));
        let name = Some(text(row.get("name"))).filter(|name| !name.is_empty());
        self.to(name.unwrap_or_else(|| key.clone()), key)
    }

    fn settings(&self, rows: &Value, all: &mut Vec<Entry>) {
        for row in rows.as_array().into_iter().flatten() {
            let Self { names, keys } = self.at(row);
            let mut row = row.clone();
            if row["isSecret"] == true {
                for member in VALUES {
                    row[member] = Value::Null;
                }
            }
            all.push(Entry { names, keys, row });
        }
    }

    fn groups(&self, list: &str, rows: &Value, all: &mut Vec<Entry>) {
        for row in rows.as_array().into_iter().flatten() {
            self.below(list).at(row).settings(&row["configs"], all);
        }
    }
}

impl Entry {
    /// The names in one text.
    pub(super) fn path(&self) -> String {
        self.names.join(".")
    }

    /// Whether its value is a secret, which nobody can read.
    pub(super) fn is_secret(&self) -> bool {
        self.row["isSecret"] == true
    }

    /// Whether its value is a file.
    pub(super) fn is_file(&self) -> bool {
        self.row["dataType"] == "BinaryUrl"
    }

    /// Whether a value was set for this asset in this stage.
    pub(super) fn is_set(&self) -> bool {
        let origin = text(self.row.get("valueOrigin"));
        origin.ends_with("Override") && !origin.starts_with("EnvironmentLevel")
    }

    /// The value that runs after the next deployment: the one that was set, or else the default.
    pub(super) fn next(&self) -> Option<&str> {
        self.row["value"]
            .as_str()
            .or_else(|| self.row["defaultValue"].as_str())
    }

    /// Whether the next deployment changes what runs.
    pub(super) fn is_pending(&self) -> bool {
        if self.is_secret() {
            return self.row["valueSetAfterDeploy"] == true;
        }
        let runs = self.row["deployedValue"]
            .as_str()
            .or_else(|| self.row["defaultValue"].as_str());
        self.next() != runs
    }

    /// The value for people. Of a secret, only whether it is set.
    pub(super) fn shown(&self) -> Option<String> {
        if self.is_secret() {
            let is_inherited = text(self.row.get("valueOrigin")) == "EnvironmentLevelOverride";
            let word = match (self.is_set(), is_inherited) {
                (true, _) => "set",
                (false, true) => "set for the stage",
                (false, false) => "not set",
            };
            return Some(format!("(secret, {word})"));
        }
        if self.is_file() {
            let name = self.row["filename"].as_str().unwrap_or("without a name");
            return self.next().map(|_| format!("(file {name})"));
        }
        self.next().map(ToOwned::to_owned)
    }

    /// The value for people, and whether it waits for the next deployment.
    pub(super) fn standing(&self) -> Option<String> {
        let shown = self.shown();
        if self.is_pending() {
            return Some(format!("{} (pending)", shown.unwrap_or_default()));
        }
        shown
    }

    /// Whether the setting stands in both stages alike, as far as can be known.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.next() == other.next() && self.standing() == other.standing()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_kind_of_setting_has_its_place_and_secrets_have_no_value() {
        let one = |key: &str, name: &str| json!({"key": key, "name": name, "value": "v"});
        let read = json!({
            "settings": [one("1", "PageSize"), {"key": "2", "name": "Token", "isSecret": true, "value": "sesame", "deployedValue": "sesame"}],
            "systemConfigurations": [one("3", "Email.Sender")],
            "timers": [{"key": "t", "name": "Nightly", "configs": [one("IsActive", "IsActive")]}],
            "integrations": [{"key": "i", "name": "Rates", "configs": [one("4", "BaseUrl")]}],
            "libraries": [{"key": "l", "name": "Charts", "settings": [one("5", "Language")], "integrations": [{"key": "j", "name": null, "configs": [one("6", "Url")]}]}],
        });
        let all = entries(&read);
        let places: Vec<_> = all
            .iter()
            .map(|entry| (entry.path(), entry.keys.join(".")))
            .collect();
        let expected = [
            ("settings.PageSize", "settings.1"),
            ("settings.Token", "settings.2"),
            ("system.Email.Sender", "system.3"),
            ("timers.Nightly.IsActive", "timers.t.IsActive"),
            ("integrations.Rates.BaseUrl", "integrations.i.4"),
            (
                "libraries.Charts.settings.Language",
                "libraries.l.settings.5",
            ),
            (
                "libraries.Charts.integrations.j.Url",
                "libraries.l.integrations.j.6",
            ),
        ];
        let expected = expected.map(|(names, keys)| (names.to_owned(), keys.to_owned()));
        assert_eq!(places, expected);
        assert!(!format!("{all:?}").contains("sesame"));
    }

    #[test]
    fn a_setting_is_pending_when_the_next_deployment_changes_what_runs() {
        for (row, is_pending) in [
            (json!({"defaultValue": "20", "deployedValue": "20"}), false),
            (
                json!({"defaultValue": "20", "deployedValue": "20", "value": "50"}),
                true,
            ),
            (json!({"defaultValue": "20", "deployedValue": "50"}), true),
            (json!({"value": "50"}), true),
            (json!({"isSecret": true}), false),
            (json!({"isSecret": true, "valueSetAfterDeploy": true}), true),
        ] {
            let entry = Entry {
                names: Vec::new(),
                keys: Vec::new(),
                row: row.clone(),
            };
            assert_eq!(entry.is_pending(), is_pending, "{row}");
        }
    }
}
