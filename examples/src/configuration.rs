//! Reads, sets and shows the settings of an app or agent in a stage. Secrets are not shown.

use odc_asset_configurations_v1::types::{DataType, Setting};
use odc_asset_configurations_v1::{Changes, Client, Entry};
use odc_asset_repository_v1::types::AssetType;
use odc_runtime::{Error, Secret, Tenant};

use crate::finding::{Asset, Stage};
use crate::{cell, print};

/// The configuration of an asset in a stage.
#[derive(Debug)]
pub struct Configuration {
    /// The revision that runs in the stage.
    pub deployed: Option<i32>,
    /// All settings.
    pub entries: Vec<Entry>,
}

/// An agent has its own calls.
fn is_agent(asset: &Asset) -> bool {
    asset.latest.asset_type == Some(AssetType::Agent)
}

/// Reads the configuration of an asset in a stage, as this revision declares it. The asset does not need to be
/// deployed there.
///
/// # Errors
/// The call fails.
pub async fn read(
    tenant: &Tenant,
    asset: &Asset,
    revision: i32,
    stage: &Stage,
) -> Result<Configuration, Error> {
    let client = Client::connect(tenant);
    let (deployed, entries) = if is_agent(asset) {
        let call = client.get_agent_revision_configuration(stage.key, asset.key, revision);
        let agent = call.show_binary_values(true).send().await?.into_inner();
        (agent.revision_deployed, agent.into_entries())
    } else {
        let call = client.get_application_revision_configuration(stage.key, asset.key, revision);
        let app = call.show_binary_values(true).send().await?.into_inner();
        (app.revision_deployed, app.into_entries())
    };
    Ok(Configuration { deployed, entries })
}

/// Sets values in one request. They are pending until the next deployment.
///
/// # Errors
/// The call fails.
pub async fn write(
    tenant: &Tenant,
    asset: &Asset,
    stage: &Stage,
    changes: Changes,
) -> Result<(), Error> {
    let (client, latest) = (Client::connect(tenant), asset.latest.latest_revision);
    if is_agent(asset) {
        let call = client.update_agent_configuration(stage.key, asset.key);
        call.body(changes).revision_baseline(latest).send().await?;
    } else {
        let call = client.update_application_configuration(stage.key, asset.key);
        call.body(changes).revision_baseline(latest).send().await?;
    }
    Ok(())
}

/// The place of a setting, for people.
#[must_use]
pub fn path(entry: &Entry) -> String {
    cell(Some(entry.path()))
}

/// Whether the value is a secret, which nobody can read.
#[must_use]
pub fn is_secret(setting: &Setting) -> bool {
    setting.is_secret == Some(true)
}

/// A value of a setting, for people. The value of a secret is never shown, even if the service returned one.
#[must_use]
pub fn shown(setting: &Setting, value: Option<&Secret>) -> String {
    let is_file = setting.data_type == Some(DataType::BinaryUrl);
    match value {
        _ if is_secret(setting) => "(secret)".to_owned(),
        Some(_) if is_file => {
            let name = setting.filename.as_deref().unwrap_or("without a name");
            cell(Some(format!("(file {name})")))
        }
        value => cell(value.map(Secret::expose)),
    }
}

impl Configuration {
    /// The settings that the next deployment changes, including those that others have set.
    pub fn pending(&self) -> impl Iterator<Item = &Entry> {
        let entries = self.entries.iter();
        entries.filter(|entry| entry.setting.is_pending())
    }

    /// Prints the settings that the next deployment changes.
    ///
    /// # Errors
    /// Writing to stdout fails.
    pub fn print_pending(&self) -> std::io::Result<()> {
        let count = self.pending().count();
        print(format_args!(
            "settings   pending values that go live with it: {count}"
        ))?;
        for entry in self.pending() {
            let setting = &entry.setting;
            let now = shown(setting, setting.deployed_value.as_ref());
            let next = shown(setting, setting.next_value());
            print(format_args!("           {}: {now} -> {next}", path(entry)))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_shown_even_if_the_service_returns_it() {
        for (is_secret, expected) in [(true, "(secret)"), (false, "sesame")] {
            let setting = Setting::builder().key("Token").value("sesame");
            let setting = setting.is_secret(is_secret).build().expect("a setting");
            assert_eq!(shown(&setting, setting.next_value()), expected);
            assert!(!format!("{setting:?}").contains("sesame"));
        }
    }
}
