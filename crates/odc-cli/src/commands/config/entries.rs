//! The configuration of an asset in a stage: its settings as the client lists them, and as JSON.
//!
//! The JSON is the unchanged JSON of the service, but without any part of the value of a secret.

use odc_asset_configurations_v1::Entry as Known;
use odc_asset_configurations_v1::operations::{
    GET_AGENT_REVISION_CONFIGURATION, GET_APPLICATION_REVISION_CONFIGURATION,
};
use odc_asset_configurations_v1::types::{
    AgentConfiguration, ApplicationConfiguration, DataType, ValueOrigin,
};
use odc_asset_repository_v1::operations::GET_LATEST_REVISION;
use serde_json::Value;

use crate::commands::delivery::target::{is_part, typed};
use crate::context::Context;
use crate::exit::Failure;
use crate::names::{self, Named};
use crate::output::text;
use crate::request::Request;

/// The members that contain a value.
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
    /// The name is not clear, or the call fails.
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
        if is_part(&kind) {
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
    /// The setting in the client's type. The values of a secret are removed.
    pub(super) known: Known,
    /// The unchanged setting from the service. The values of a secret are removed.
    pub(super) row: Value,
}

impl Configuration {
    /// Reads the configuration as the newest revision declares it. The asset need not be deployed in the stage.
    ///
    /// # Errors
    /// The call fails, or the response has another form.
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
            entries: entries(read, target.is_agent)?,
        })
    }
}

/// The settings of a response. The values of secrets are removed before the settings are decoded, because an error
/// shows the value that does not fit its type.
pub(super) fn entries(mut read: Value, is_agent: bool) -> Result<Vec<Entry>, Failure> {
    remove_secrets(&mut read);
    let what = "a configuration";
    let known = if is_agent {
        typed::<AgentConfiguration>(what, &read)?.into_entries()
    } else {
        typed::<ApplicationConfiguration>(what, &read)?.into_entries()
    };
    let entries = known.into_iter().map(|known| {
        let row = read.pointer(&known.pointer).cloned().unwrap_or_default();
        Entry { known, row }
    });
    Ok(entries.collect())
}

/// Replaces the values of secrets by null. A setting whose `isSecret` cannot be read counts as a secret.
fn remove_secrets(value: &mut Value) {
    match value {
        Value::Array(rows) => rows.iter_mut().for_each(remove_secrets),
        Value::Object(members) => {
            let is_secret = members.get("isSecret");
            if is_secret.is_some_and(|it| !it.is_null() && *it != false) {
                for member in VALUES {
                    members.insert(member.to_owned(), Value::Null);
                }
            }
            members.values_mut().for_each(remove_secrets);
        }
        _ => {}
    }
}

impl Entry {
    /// The names in one text.
    pub(super) fn path(&self) -> String {
        self.known.path()
    }

    /// Whether its value is a secret, which no call can read.
    pub(super) fn is_secret(&self) -> bool {
        self.known.setting.is_secret == Some(true)
    }

    /// Whether its value is a file.
    pub(super) fn is_file(&self) -> bool {
        self.known.setting.data_type == Some(DataType::BinaryUrl)
    }

    /// Why the service would refuse a value because of the type of the setting. A type with an unknown form accepts
    /// every value.
    pub(super) fn misfit(&self, value: &str) -> Option<String> {
        let kind = self.known.setting.data_type.as_ref()?;
        let (is_right, takes) = match kind {
            DataType::Integer => (
                value.parse::<i32>().is_ok(),
                "a whole number from -2147483648 to 2147483647",
            ),
            DataType::LongInteger => (value.parse::<i64>().is_ok(), "a whole number"),
            DataType::Decimal | DataType::Currency => (
                value.parse::<f64>().is_ok_and(f64::is_finite),
                "a number such as 1.5",
            ),
            DataType::Boolean => (
                value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false"),
                "true or false",
            ),
            _ => return None,
        };
        (!is_right).then(|| format!("its type {kind} takes {takes}"))
    }

    /// Whether a value was set for this asset in this stage.
    pub(super) fn is_set(&self) -> bool {
        let origin = self.known.setting.value_origin.as_ref();
        let origin = origin.map(AsRef::as_ref).unwrap_or_default();
        origin.ends_with("Override") && !origin.starts_with("EnvironmentLevel")
    }

    /// Whether these are the names or the keys on the path to it.
    pub(super) fn is_named(&self, names: &[String]) -> bool {
        self.known.names == names || self.known.keys == names
    }

    /// The value that runs after the next deployment: the value that was set. If none was set, the default.
    pub(super) fn next(&self) -> Option<&str> {
        let value = self.known.setting.next_value();
        value.map(|value| value.expose().as_str())
    }

    /// Whether the next deployment changes the value that runs.
    pub(super) fn is_pending(&self) -> bool {
        self.known.setting.is_pending()
    }

    /// The value for people. For a secret, only whether it is set.
    pub(super) fn value_for_people(&self) -> Option<String> {
        let setting = &self.known.setting;
        if self.is_secret() {
            let is_inherited = setting.value_origin == Some(ValueOrigin::EnvironmentLevelOverride);
            let word = match (self.is_set(), is_inherited) {
                (true, _) => "set",
                (false, true) => "set for the stage",
                (false, false) => "not set",
            };
            return Some(format!("(secret, {word})"));
        }
        if self.is_file() {
            let name = setting.filename.as_deref().unwrap_or("without a name");
            return self.next().map(|_| format!("(file {name})"));
        }
        self.next().map(ToOwned::to_owned)
    }

    /// The value for people. The same text says whether it waits for the next deployment.
    pub(super) fn standing(&self) -> Option<String> {
        let shown = self.value_for_people();
        if self.is_pending() {
            return Some(format!("{} (pending)", shown.unwrap_or_default()));
        }
        shown
    }

    /// Whether the setting is the same in both stages, as far as `odctl` can know.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.next() == other.next() && self.standing() == other.standing()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_setting_keeps_unknown_members_and_a_secret_loses_its_value() {
        let secret = json!({"key": "2", "name": "Token", "isSecret": true, "value": "sesame", "deployedValue": "sesame"});
        let read = json!({
            "settings": [secret],
            "timers": [{"key": "t", "configs": [{"key": "IsActive", "value": "True", "new": 1}]}],
        });
        for is_agent in [true, false] {
            let all = entries(read.clone(), is_agent).unwrap();
            assert_eq!(all[1].path(), "timers.t.IsActive");
            assert_eq!(all[1].row, read["timers"][0]["configs"][0]);
            assert_eq!(all[0].row["value"], Value::Null);
            let printed = format!("{all:?} {:?}", all[0].known.setting.value);
            assert!(
                !printed.contains("sesame") && all[0].next().is_none(),
                "{printed}"
            );
        }
    }

    #[test]
    fn a_value_must_fit_a_known_type() {
        for (kind, right, wrong) in [
            (
                "Integer",
                &["0", "-5", "2147483647"][..],
                &["", "many", "1.5", "2147483648", " 1"][..],
            ),
            (
                "LongInteger",
                &["2147483648"],
                &["x", "9223372036854775808"],
            ),
            ("Decimal", &["1.5", "-2"], &["1,5", "NaN"]),
            ("Boolean", &["True", "false"], &["perhaps", "1", ""]),
            ("Text", &["", "many"], &[]),
            ("Date", &["2026-02-30", "today"], &[]),
            ("SomethingNew", &["many"], &[]),
        ] {
            let setting = json!({"key": "k", "dataType": kind});
            let all = entries(json!({"settings": [setting]}), false).unwrap();
            for value in right {
                assert_eq!(all[0].misfit(value), None, "{kind} {value}");
            }
            for value in wrong {
                assert!(all[0].misfit(value).is_some(), "{kind} {value}");
            }
        }
    }

    #[test]
    fn no_error_shows_the_value_of_a_secret_of_any_type() {
        let with = |is_secret: Value, value: Value| {
            let setting = json!({"key": "2", "isSecret": is_secret, "value": value});
            entries(json!({"settings": [setting]}), false)
        };
        for value in [json!(48_151_623), json!(["sesame"]), json!({"a": "sesame"})] {
            let all = with(json!(true), value).unwrap();
            assert_eq!(all[0].row["value"], Value::Null);
        }
        // The response does not say whether it is a secret, so it is treated as one.
        let line = with(json!("yes"), json!(48_151_623)).unwrap_err();
        let line = line.line().unwrap();
        assert!(line.contains("expected a boolean"), "{line}");
        assert!(!line.contains("48151623"), "{line}");
    }
}
