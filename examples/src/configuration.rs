//! The configuration of an app or agent in a stage as one list: settings, timers, integrations, and those of libraries.

use odc_asset_configurations_v1::Client;
use odc_asset_configurations_v1::types::{
    DataType, Integration, LibraryConfiguration, Setting, Timer,
};
use odc_runtime::Secret;

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
    /// The names in one text.
    #[must_use]
    pub fn path(&self) -> String {
        self.names.join(".")
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
                format!("(file {})", name.unwrap_or("without a name"))
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
