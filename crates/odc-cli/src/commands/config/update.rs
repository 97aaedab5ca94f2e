//! Sends changes of an asset's configuration: one request for all kinds of settings.

use odc_asset_configurations_v1::{Changes, Client};

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
    let revision = i32::try_from(target.revision)
        .map_err(|_| Failure::failed("the number of the revision is out of range"))?;
    let mut body = Changes::new();
    for change in changes {
        body.set(&change.entry.known, change.value.clone());
    }
    let client = Client::connect(&context.tenant);
    let (place, shell) = (&stage.name, context.shell);
    let (stage, asset) = (&stage.key, &target.asset.key);
    let look = shell.command(&["config", "get", asset, "--in", stage]);
    let name = &target.asset.name;
    let advice = format!("the values of {name} may be set in {place}; {look} shows them");
    if target.is_agent {
        let call = client.update_agent_configuration(stage, asset).body(body);
        let call = call.revision_baseline(revision).send();
        shell.change(advice, call).await?;
    } else {
        let call = client
            .update_application_configuration(stage, asset)
            .body(body);
        let call = call.revision_baseline(revision).send();
        shell.change(advice, call).await?;
    }
    Ok(())
}
