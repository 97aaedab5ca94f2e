//! The configuration of an app or agent in a stage as one list: settings, timers, integrations, and those of libraries.

use std::collections::BTreeMap;

use odc_asset_configurations_v1::Client;
use odc_asset_configurations_v1::types::{
    DataType, Integration, IntegrationUpdate, LibraryConfiguration, LibraryUpdate, Setting,
    SettingUpdate, Timer, TimerUpdate,
};
use odc_runtime::{BuildError, Patch, Secret};

use crate::finding::{Asset, Stage};
use crate::{cell, print};

/// One setting, and where it is.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The names on the way to it, as in `timers`, `NightlyCleanup`, `IsActive`.
    pub names: Vec<String>,
    /// The keys on that way.
    pub keys: Vec<String>,
    /// The setting.
    pub setting: Setting,
}

impl Entry {
    /// The names in one text, for people.
    #[must_use]
    pub fn path(&self) -> String {
        cell(Some(self.names.join(".")))
    }

    /// Whether its value is a secret, which nobody can read.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        self.setting.is_secret == Some(true)
    }

    /// A value of the setting, for people. The value of a secret is never shown, whatever the service returned.
    #[must_use]
    pub fn show(&self, value: Option<&Secret>) -> String {
        if self.is_secret() {
            return "(secret)".to_owned();
        }
        match (value, &self.setting.data_type) {
            (Some(_), Some(DataType::BinaryUrl)) => {
                let name = self.setting.filename.as_deref();
                cell(Some(format!("(file {})", name.unwrap_or("without a name"))))
            }
            (value, _) => cell(value.map(Secret::expose)),
        }
    }
}

/// The configuration of an asset in a stage.
#[derive(Debug)]
pub struct Configuration {
    /// The revision that runs in the stage.
    pub deployed: Option<i32>,
    /// All settings.
    pub entries: Vec<Entry>,
}

/// Reads the configuration of an asset in a stage, as this revision declares it. The asset need not be deployed there.
///
/// # Errors
/// The call fails.
pub async fn read(
    client: &Client,
    asset: &Asset,
    revision: i32,
    stage: &Stage,
) -> Result<Configuration, odc_runtime::Error> {
    let mut entries = Vec::new();
    let deployed = if asset.is_agent() {
        let call = client.get_agent_revision_configuration(stage.key, asset.key, revision);
        let agent = call.show_binary_values(true).send().await?.into_inner();
        add_settings(&mut entries, &[("settings", "settings")], agent.settings);
        add_groups(&mut entries, &[], agent.timers, agent.integrations);
        add_libraries(&mut entries, agent.libraries);
        agent.revision_deployed
    } else {
        let call = client.get_application_revision_configuration(stage.key, asset.key, revision);
        let app = call.show_binary_values(true).send().await?.into_inner();
        add_settings(&mut entries, &[("settings", "settings")], app.settings);
        add_settings(
            &mut entries,
            &[("system", "system")],
            app.system_configurations,
        );
        add_groups(&mut entries, &[], app.timers, app.integrations);
        add_libraries(&mut entries, app.libraries);
        app.revision_deployed
    };
    Ok(Configuration { deployed, entries })
}

fn add_settings(entries: &mut Vec<Entry>, place: &[(&str, &str)], settings: Vec<Setting>) {
    for setting in settings {
        let name = setting.name.clone().unwrap_or_else(|| setting.key.clone());
        let names = place.iter().map(|(name, _)| (*name).to_owned());
        let keys = place.iter().map(|(_, key)| (*key).to_owned());
        entries.push(Entry {
            names: names.chain([name]).collect(),
            keys: keys.chain([setting.key.clone()]).collect(),
            setting,
        });
    }
}

fn add_groups(
    entries: &mut Vec<Entry>,
    place: &[(&str, &str)],
    timers: Vec<Timer>,
    integrations: Vec<Integration>,
) {
    let timers = timers
        .into_iter()
        .map(|one| ("timers", one.key, one.name, one.settings));
    let integrations = integrations
        .into_iter()
        .map(|one| ("integrations", one.key, one.name, one.settings));
    for (list, key, name, settings) in timers.chain(integrations) {
        let name = name.unwrap_or_else(|| key.clone());
        let mut longer = place.to_vec();
        longer.extend([(list, list), (name.as_str(), key.as_str())]);
        add_settings(entries, &longer, settings);
    }
}

fn add_libraries(entries: &mut Vec<Entry>, libraries: Vec<LibraryConfiguration>) {
    for library in libraries {
        let name = library.name.unwrap_or_else(|| library.key.clone());
        let place = [
            ("libraries", "libraries"),
            (name.as_str(), library.key.as_str()),
        ];
        let below = |list| [place[0], place[1], (list, list)];
        add_settings(entries, &below("settings"), library.settings);
        add_settings(entries, &below("system"), library.system_configurations);
        add_groups(entries, &place, Vec::new(), library.integrations);
    }
}

/// Prints the settings that the next deployment changes, whoever has set them.
///
/// # Errors
/// Writing to stdout fails.
pub fn print_pending(configuration: &Configuration) -> std::io::Result<()> {
    let pending = configuration
        .entries
        .iter()
        .filter(|entry| entry.setting.is_pending());
    let pending: Vec<_> = pending.collect();
    print(format_args!(
        "settings   pending values that go live with it: {}",
        pending.len()
    ))?;
    for entry in pending {
        let (now, next) = (
            entry.setting.deployed_value.as_ref(),
            entry.setting.next_value(),
        );
        print(format_args!(
            "           {}: {} -> {}",
            entry.path(),
            entry.show(now),
            entry.show(next)
        ))?;
    }
    Ok(())
}

/// A change of a setting.
#[derive(Debug)]
pub struct Change<'a> {
    /// The setting.
    pub entry: &'a Entry,
    /// The value, or what to print in its place.
    pub shown: String,
    /// The value; null goes back to the default.
    pub value: Patch<Secret>,
}

/// Sends changes in one request.
///
/// # Errors
/// The call fails.
pub async fn write(
    client: &Client,
    asset: &Asset,
    stage: &Stage,
    changes: Vec<Change<'_>>,
) -> anyhow::Result<()> {
    let tree = Tree::of(changes)?;
    let baseline = asset.newest.revision;
    if asset.is_agent() {
        let call = client
            .update_agent_configuration(stage.key, asset.key)
            .revision_baseline(baseline);
        let call = call
            .settings(tree.settings(&["settings"]))
            .timers(tree.timers()?);
        let call = call
            .integrations(tree.integrations(&["integrations"])?)
            .libraries(tree.libraries()?);
        call.send().await?;
    } else {
        let call = client
            .update_application_configuration(stage.key, asset.key)
            .revision_baseline(baseline);
        let call = call
            .settings(tree.settings(&["settings"]))
            .timers(tree.timers()?);
        let call = call
            .integrations(tree.integrations(&["integrations"])?)
            .libraries(tree.libraries()?);
        call.system_configurations(tree.settings(&["system"]))
            .send()
            .await?;
    }
    Ok(())
}

/// The changes by the keys on the way to them.
struct Tree(BTreeMap<Vec<String>, Vec<SettingUpdate>>);

impl Tree {
    fn of(changes: Vec<Change<'_>>) -> Result<Self, BuildError> {
        let mut tree: BTreeMap<Vec<String>, Vec<SettingUpdate>> = BTreeMap::new();
        for Change { entry, value, .. } in changes {
            let Some((key, place)) = entry.keys.split_last() else {
                continue;
            };
            let update = SettingUpdate::builder()
                .key(key.as_str())
                .value(value)
                .build()?;
            tree.entry(place.to_vec()).or_default().push(update);
        }
        Ok(Self(tree))
    }

    /// The changes directly at a place.
    fn settings(&self, place: &[&str]) -> Vec<SettingUpdate> {
        let found = self.0.iter().filter(|(keys, _)| *keys == place);
        found.flat_map(|(_, updates)| updates.clone()).collect()
    }

    /// The changes of what stands at a place, by its key.
    fn groups(&self, place: &[&str]) -> Vec<(&str, Vec<SettingUpdate>)> {
        let below = self.0.iter().filter_map(|(keys, updates)| {
            let (key, before) = keys.split_last()?;
            (before == place).then(|| (key.as_str(), updates.clone()))
        });
        below.collect()
    }

    fn timers(&self) -> Result<Vec<TimerUpdate>, BuildError> {
        let groups = self.groups(&["timers"]).into_iter();
        groups
            .map(|(key, updates)| TimerUpdate::builder().key(key).settings(updates).build())
            .collect()
    }

    fn integrations(&self, place: &[&str]) -> Result<Vec<IntegrationUpdate>, BuildError> {
        let groups = self.groups(place).into_iter();
        groups
            .map(|(key, updates)| {
                IntegrationUpdate::builder()
                    .key(key)
                    .settings(updates)
                    .build()
            })
            .collect()
    }

    fn libraries(&self) -> Result<Vec<LibraryUpdate>, BuildError> {
        let mut keys: Vec<_> = self
            .0
            .keys()
            .filter_map(|keys| match keys.as_slice() {
                [list, key, ..] if list == "libraries" => Some(key),
                _ => None,
            })
            .collect();
        keys.dedup();
        let library = |key: &String| {
            let library = LibraryUpdate::builder().key(key.as_str());
            let library = library.settings(self.settings(&["libraries", key, "settings"]));
            let library =
                library.system_configurations(self.settings(&["libraries", key, "system"]));
            library
                .integrations(self.integrations(&["libraries", key, "integrations"])?)
                .build()
        };
        keys.into_iter().map(library).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_shown_even_if_the_service_returns_it() {
        for (is_secret, shown) in [(true, "(secret)"), (false, "sesame")] {
            let setting = Setting::builder().key("Token").value("sesame");
            let setting = setting.is_secret(is_secret).build().expect("a setting");
            let entry = Entry {
                names: vec!["settings".to_owned(), "Token".to_owned()],
                keys: Vec::new(),
                setting,
            };
            assert_eq!(entry.show(entry.setting.next_value()), shown);
            assert!(!format!("{entry:?}").contains("sesame"));
        }
    }
}
