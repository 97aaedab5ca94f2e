//! Sends changes of an asset's configuration: one request, whatever the kinds.

use std::collections::BTreeMap;

use odc_asset_configurations_v1::Client;
use odc_asset_configurations_v1::types::{
    IntegrationUpdate, LibraryUpdate, SettingUpdate, TimerUpdate,
};
use odc_runtime::BuildError;

use super::changes::Change;
use super::entries::Target;
use crate::context::Context;
use crate::exit::Failure;
use crate::names::Named;

/// Sends the changes.
///
/// # Errors
/// The call fails.
pub(super) async fn update(
    context: &Context<'_>,
    target: &Target,
    stage: &Named,
    changes: &[Change],
) -> Result<(), Failure> {
    let invalid = |error: BuildError| Failure::failed(error);
    let tree = Tree::of(changes).map_err(invalid)?;
    let client = Client::connect(&context.tenant);
    let (place, shell) = (&stage.name, context.shell);
    let (stage, asset) = (&stage.key, &target.asset.key);
    let look = shell.command(&["config", "get", asset, "--in", stage]);
    let name = &target.asset.name;
    let advice = format!("the values of {name} may be set in {place}; {look} shows them");
    let revision = i32::try_from(target.revision)
        .map_err(|_| Failure::failed("the number of the revision is out of range"))?;
    let timers = tree.timers().map_err(invalid)?;
    let integrations = tree.integrations(&["integrations"]).map_err(invalid)?;
    let libraries = tree.libraries().map_err(invalid)?;
    if target.is_agent {
        let call = client
            .update_agent_configuration(stage, asset)
            .revision_baseline(revision)
            .settings(tree.settings(&["settings"]))
            .timers(timers)
            .integrations(integrations)
            .libraries(libraries)
            .send();
        shell.change(advice, call).await?;
    } else {
        let call = client
            .update_application_configuration(stage, asset)
            .revision_baseline(revision)
            .settings(tree.settings(&["settings"]))
            .timers(timers)
            .integrations(integrations)
            .libraries(libraries)
            .system_configurations(tree.settings(&["system"]))
            .send();
        shell.change(advice, call).await?;
    }
    Ok(())
}

/// The changes by the keys on the way to them.
struct Tree(BTreeMap<Vec<String>, Vec<SettingUpdate>>);

impl Tree {
    fn of(changes: &[Change]) -> Result<Self, BuildError> {
        let mut tree: BTreeMap<Vec<String>, Vec<SettingUpdate>> = BTreeMap::new();
        for change in changes {
            if let Some((key, place)) = change.entry.keys.split_last() {
                let update = SettingUpdate::builder().key(key.as_str());
                let update = update.value(change.value.clone()).build()?;
                tree.entry(place.to_vec()).or_default().push(update);
            }
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
        let one = |(key, updates)| {
            let integration = IntegrationUpdate::builder().key(key);
            integration.settings(updates).build()
        };
        self.groups(place).into_iter().map(one).collect()
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
            LibraryUpdate::builder()
                .key(key.as_str())
                .settings(self.settings(&["libraries", key, "settings"]))
                .system_configurations(self.settings(&["libraries", key, "system"]))
                .integrations(self.integrations(&["libraries", key, "integrations"])?)
                .build()
        };
        keys.into_iter().map(library).collect()
    }
}
