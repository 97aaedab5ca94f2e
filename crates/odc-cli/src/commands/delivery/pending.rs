//! The settings of an asset in a stage that the next deployment changes, whoever has set them.

use odc_asset_configurations_v1::Client;
use odc_asset_configurations_v1::types::{Integration, LibraryConfiguration, Setting, Timer};
use odc_runtime::Error;
use uuid::Uuid;

/// The names of the pending settings, as a revision declares them: `ApiUrl`, `RetryTimer.IsActive`. No value is named.
///
/// # Errors
/// The call fails.
pub(crate) async fn names(
    client: &Client,
    stage: Uuid,
    asset: Uuid,
    revision: i32,
    is_agent: bool,
) -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    if is_agent {
        let call = client.get_agent_revision_configuration(stage, asset, revision);
        let agent = call.show_binary_values(true).send().await?.into_inner();
        settings(&mut names, "", &agent.settings);
        groups(&mut names, "", &agent.timers, &agent.integrations);
        libraries(&mut names, &agent.libraries);
    } else {
        let call = client.get_application_revision_configuration(stage, asset, revision);
        let app = call.show_binary_values(true).send().await?.into_inner();
        settings(&mut names, "", &app.settings);
        settings(&mut names, "", &app.system_configurations);
        groups(&mut names, "", &app.timers, &app.integrations);
        libraries(&mut names, &app.libraries);
    }
    Ok(names)
}

fn settings(names: &mut Vec<String>, place: &str, settings: &[Setting]) {
    let pending = settings.iter().filter(|setting| setting.is_pending());
    names.extend(pending.map(|setting| {
        let name = setting.name.as_ref().unwrap_or(&setting.key);
        format!("{place}{name}")
    }));
}

fn groups(names: &mut Vec<String>, place: &str, timers: &[Timer], integrations: &[Integration]) {
    let timers = timers
        .iter()
        .map(|one| (&one.name, &one.key, &one.settings));
    let integrations = integrations
        .iter()
        .map(|one| (&one.name, &one.key, &one.settings));
    for (name, key, list) in timers.chain(integrations) {
        let name = name.as_ref().unwrap_or(key);
        settings(names, &format!("{place}{name}."), list);
    }
}

fn libraries(names: &mut Vec<String>, libraries: &[LibraryConfiguration]) {
    for library in libraries {
        let place = format!("{}.", library.name.as_ref().unwrap_or(&library.key));
        settings(names, &place, &library.settings);
        settings(names, &place, &library.system_configurations);
        groups(names, &place, &[], &library.integrations);
    }
}
