//! The settings of an asset in a stage that the next deployment changes. It makes no difference who has set them.

use odc_asset_configurations_v1::{Client, Entry};
use odc_runtime::Error;
use uuid::Uuid;

/// The names of the pending settings, as a revision declares them: `ApiUrl`, `RetryTimer.IsActive`. It returns no
/// values.
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
    let entries = if is_agent {
        let call = client.get_agent_revision_configuration(stage, asset, revision);
        let call = call.show_binary_values(true);
        call.send().await?.into_inner().into_entries()
    } else {
        let call = client.get_application_revision_configuration(stage, asset, revision);
        let call = call.show_binary_values(true);
        call.send().await?.into_inner().into_entries()
    };
    let pending = entries.iter().filter(|entry| entry.setting.is_pending());
    Ok(pending.map(name).collect())
}

/// The names on the path to a setting, without the words for the lists. These are the first word, and the word for a
/// list inside a library.
fn name(entry: &Entry) -> String {
    let is_in_library = entry.names.first().is_some_and(|list| list == "libraries");
    let is_list = |at: usize| at == 0 || (is_in_library && at == 2);
    let names = entry.names.iter().enumerate();
    let names = names.filter(|(at, _)| !is_list(*at));
    let names: Vec<_> = names.map(|(_, name)| name.as_str()).collect();
    names.join(".")
}

#[cfg(test)]
mod tests {
    use odc_asset_configurations_v1::types::ApplicationConfiguration;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_setting_is_named_without_the_words_for_the_lists() {
        let read = json!({
            "settings": [{"key": "1", "name": "ApiUrl"}],
            "timers": [{"key": "t", "name": "RetryTimer", "configs": [{"key": "IsActive"}]}],
            "libraries": [{
                "key": "l", "name": "Charts",
                "systemConfigurations": [{"key": "2", "name": "Limit"}],
                "integrations": [{"key": "j", "name": "Rates", "configs": [{"key": "3", "name": "Url"}]}],
            }],
        });
        let app: ApplicationConfiguration = serde_json::from_value(read).unwrap();
        let names: Vec<_> = app.into_entries().iter().map(name).collect();
        assert_eq!(
            names,
            [
                "ApiUrl",
                "RetryTimer.IsActive",
                "Charts.Limit",
                "Charts.Rates.Url"
            ]
        );
    }
}
