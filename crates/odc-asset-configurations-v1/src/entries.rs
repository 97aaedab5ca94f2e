//! All settings of a configuration as one list, and changes of any of them as the body of one request.
//!
//! A configuration has settings in nine places, and some of them are three levels deep. An update has the same form.
//! A caller that searches for one setting, or for all pending settings, needs the list.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use odc_runtime::{Patch, Secret};

use crate::type_builders::{AgentConfigurationPatchBuilder, ApplicationConfigurationPatchBuilder};
use crate::types::{
    AgentConfiguration, AgentConfigurationPatch, ApplicationConfiguration,
    ApplicationConfigurationPatch, Integration, IntegrationUpdate, LibraryConfiguration,
    LibraryUpdate, Setting, SettingUpdate, Timer, TimerUpdate,
};

/// One setting of a configuration, and its place.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Entry {
    /// The names on the path to it, such as `settings`, `PageSize` or `timers`, `NightlyCleanup`, `IsActive`. The
    /// first one is `settings`, `system`, `timers`, `integrations` or `libraries`.
    pub names: Vec<String>,
    /// The same path, with keys instead of names. The keys identify the setting.
    pub keys: Vec<String>,
    /// Its place in the JSON of the response (RFC 6901), such as `/timers/0/configs/1`, to read members there that this client
    /// does not know.
    pub pointer: String,
    /// The setting.
    pub setting: Setting,
}

impl Entry {
    /// Its names in one text, such as `timers.NightlyCleanup.IsActive`.
    #[must_use]
    pub fn path(&self) -> String {
        self.names.join(".")
    }
}

impl ApplicationConfiguration {
    /// All settings of the app, including those of its timers, integrations and libraries.
    #[must_use]
    pub fn into_entries(self) -> Vec<Entry> {
        let root = SettingPath::default();
        let mut all = root.settings(SETTINGS, self.settings);
        all.extend(root.settings(SYSTEM, self.system_configurations));
        all.extend(root.timers(self.timers));
        all.extend(root.integrations(self.integrations));
        all.extend(root.libraries(self.libraries));
        all
    }
}

impl AgentConfiguration {
    /// All settings of the agent, including those of its timers, integrations and libraries.
    #[must_use]
    pub fn into_entries(self) -> Vec<Entry> {
        let root = SettingPath::default();
        let mut all = root.settings(SETTINGS, self.settings);
        all.extend(root.timers(self.timers));
        all.extend(root.integrations(self.integrations));
        all.extend(root.libraries(self.libraries));
        all
    }
}

/// A list: the word for it, and its name in the JSON.
type List = (&'static str, &'static str);

const SETTINGS: List = ("settings", "settings");
const SYSTEM: List = ("system", "systemConfigurations");
const TIMERS: List = ("timers", "timers");
const INTEGRATIONS: List = ("integrations", "integrations");
const LIBRARIES: List = ("libraries", "libraries");

/// The path to settings in a configuration: by names, by keys, and in the JSON.
#[derive(Clone, Default)]
struct SettingPath {
    names: Vec<String>,
    keys: Vec<String>,
    pointer: String,
}

impl SettingPath {
    fn list(&self, (word, member): List) -> Self {
        let place = self.to(word.to_owned(), Some(word.to_owned()));
        place.member(member)
    }

    fn item(&self, at: usize, key: String, name: Option<String>) -> Self {
        self.to(key, name).member(at)
    }

    fn to(&self, key: String, name: Option<String>) -> Self {
        let mut place = self.clone();
        let name = name.filter(|name| !name.is_empty());
        place.names.push(name.unwrap_or_else(|| key.clone()));
        place.keys.push(key);
        place
    }

    /// The same place, one step deeper in the JSON. Names of members never need an escape.
    fn member(mut self, member: impl Display) -> Self {
        self.pointer = format!("{}/{member}", self.pointer);
        self
    }

    fn entries(&self, settings: Vec<Setting>) -> impl Iterator<Item = Entry> {
        settings.into_iter().enumerate().map(|(at, setting)| {
            let place = self.item(at, setting.key.clone(), setting.name.clone());
            Entry {
                names: place.names,
                keys: place.keys,
                pointer: place.pointer,
                setting,
            }
        })
    }

    fn settings(&self, list: List, settings: Vec<Setting>) -> Vec<Entry> {
        self.list(list).entries(settings).collect()
    }

    fn timers(&self, timers: Vec<Timer>) -> Vec<Entry> {
        let (list, mut all) = (self.list(TIMERS), Vec::new());
        for (at, timer) in timers.into_iter().enumerate() {
            let place = list.item(at, timer.key, timer.name);
            all.extend(place.member("configs").entries(timer.settings));
        }
        all
    }

    fn integrations(&self, integrations: Vec<Integration>) -> Vec<Entry> {
        let (list, mut all) = (self.list(INTEGRATIONS), Vec::new());
        for (at, one) in integrations.into_iter().enumerate() {
            let place = list.item(at, one.key, one.name);
            all.extend(place.member("configs").entries(one.settings));
        }
        all
    }

    fn libraries(&self, libraries: Vec<LibraryConfiguration>) -> Vec<Entry> {
        let (list, mut all) = (self.list(LIBRARIES), Vec::new());
        for (at, one) in libraries.into_iter().enumerate() {
            let place = list.item(at, one.key, one.name);
            all.extend(place.settings(SETTINGS, one.settings));
            all.extend(place.settings(SYSTEM, one.system_configurations));
            all.extend(place.integrations(one.integrations));
        }
        all
    }
}

/// New values for settings in any place: the body of one update.
///
/// ```no_run
/// use odc_asset_configurations_v1::Changes;
/// # async fn example(configurations: odc_asset_configurations_v1::Client, stage: uuid::Uuid, app: uuid::Uuid) -> Result<(), odc_runtime::Error> {
/// let read = configurations.get_application_revision_configuration(stage, app, 7).send().await?;
/// let entries = read.into_inner().into_entries();
/// let mut changes = Changes::new();
/// for entry in entries.iter().filter(|entry| entry.path() == "timers.NightlyCleanup.IsActive") {
///     changes.set(entry, "False");
/// }
/// configurations.update_application_configuration(stage, app).body(changes).send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Changes(BTreeMap<Vec<String>, Vec<SettingUpdate>>);

impl Changes {
    /// No change.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a value. It is always text. No document says what null does. The entry must belong to the same asset: a
    /// value without a place in the update is not sent.
    pub fn set(&mut self, entry: &Entry, value: impl Into<Patch<Secret>>) -> &mut Self {
        if let Some((key, place)) = entry.keys.split_last() {
            let updates = self.0.entry(place.to_vec()).or_default();
            updates.retain(|update| update.key != *key);
            updates.push(SettingUpdate {
                key: key.clone(),
                value: value.into(),
                filename: Patch::Absent,
            });
        }
        self
    }

    /// Whether nothing was set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The new values that are directly at a place.
    fn at(&self, place: &[&str]) -> Option<Vec<SettingUpdate>> {
        let found = self.0.iter().find(|(keys, _)| *keys == place);
        found.map(|(_, updates)| updates.clone())
    }

    /// The new values for the content of a list, by its key.
    fn below<'a>(
        &'a self,
        list: &'a [&str],
    ) -> impl Iterator<Item = (&'a String, &'a Vec<SettingUpdate>)> {
        self.0.iter().filter_map(move |(keys, updates)| {
            let (key, place) = keys.split_last()?;
            (place == list).then_some((key, updates))
        })
    }

    fn timers(&self) -> Option<Vec<TimerUpdate>> {
        some(self.below(&["timers"]).map(|(key, updates)| TimerUpdate {
            key: key.clone(),
            settings: Some(updates.clone()),
        }))
    }

    fn integrations(&self, list: &[&str]) -> Option<Vec<IntegrationUpdate>> {
        some(self.below(list).map(|(key, updates)| IntegrationUpdate {
            key: key.clone(),
            settings: Some(updates.clone()),
        }))
    }

    fn libraries(&self) -> Option<Vec<LibraryUpdate>> {
        let places = self
            .0
            .keys()
            .filter(|keys| keys.first().is_some_and(|list| list == "libraries"));
        let keys: BTreeSet<&String> = places.filter_map(|keys| keys.get(1)).collect();
        some(keys.into_iter().map(|key| LibraryUpdate {
            key: key.clone(),
            revision: Patch::Absent,
            system_configurations: self.at(&["libraries", key, "system"]),
            settings: self.at(&["libraries", key, "settings"]),
            integrations: self.integrations(&["libraries", key, "integrations"]),
        }))
    }
}

/// A list with content.
fn some<T>(all: impl Iterator<Item = T>) -> Option<Vec<T>> {
    let all: Vec<T> = all.collect();
    (!all.is_empty()).then_some(all)
}

impl From<Changes> for ApplicationConfigurationPatchBuilder {
    fn from(changes: Changes) -> Self {
        Self::from(ApplicationConfigurationPatch {
            key: Patch::Absent,
            revision_baseline: Patch::Absent,
            settings: changes.at(&["settings"]),
            timers: changes.timers(),
            integrations: changes.integrations(&["integrations"]),
            libraries: changes.libraries(),
            system_configurations: changes.at(&["system"]),
        })
    }
}

impl From<Changes> for AgentConfigurationPatchBuilder {
    fn from(changes: Changes) -> Self {
        Self::from(AgentConfigurationPatch {
            key: Patch::Absent,
            revision_baseline: Patch::Absent,
            settings: changes.at(&["settings"]),
            timers: changes.timers(),
            integrations: changes.integrations(&["integrations"]),
            libraries: changes.libraries(),
        })
    }
}
