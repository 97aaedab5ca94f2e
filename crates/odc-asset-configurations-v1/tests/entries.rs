//! Every setting of a configuration is in the list, and every change of one has its place in the update.

use odc_asset_configurations_v1::type_builders::{
    AgentConfigurationPatchBuilder, ApplicationConfigurationPatchBuilder,
};
use odc_asset_configurations_v1::types::{AgentConfiguration, ApplicationConfiguration};
use odc_asset_configurations_v1::{Changes, Entry};
use odc_runtime::Patch;
use serde_json::{Value, json};

/// A configuration with one setting in each place, whose key is a number and whose name is a word.
fn configuration() -> Value {
    json!({
        "settings": [{"key": "1", "name": "PageSize"}],
        "systemConfigurations": [{"key": "2", "name": "Sender"}],
        "timers": [{"key": "t", "name": "Nightly", "configs": [{"key": "3", "name": "IsActive"}]}],
        "integrations": [{"key": "i", "name": "Rates", "configs": [{"key": "4", "name": "Url"}]}],
        "libraries": [{
            "key": "l", "name": "Charts",
            "settings": [{"key": "5", "name": "Language"}],
            "systemConfigurations": [{"key": "6", "name": "Limit"}],
            "integrations": [{"key": "j", "configs": [{"key": "7"}]}],
        }],
    })
}

const PATHS: [(&str, &str); 7] = [
    ("settings.PageSize", "settings.1"),
    ("system.Sender", "system.2"),
    ("timers.Nightly.IsActive", "timers.t.3"),
    ("integrations.Rates.Url", "integrations.i.4"),
    (
        "libraries.Charts.settings.Language",
        "libraries.l.settings.5",
    ),
    ("libraries.Charts.system.Limit", "libraries.l.system.6"),
    (
        "libraries.Charts.integrations.j.7",
        "libraries.l.integrations.j.7",
    ),
];

fn paths(entries: &[Entry]) -> Vec<(String, String)> {
    entries
        .iter()
        .map(|entry| (entry.path(), entry.keys.join(".")))
        .collect()
}

/// Sets each setting to its key.
fn changes(entries: &[Entry]) -> Changes {
    let mut changes = Changes::new();
    assert!(changes.is_empty());
    for entry in entries {
        changes
            .set(entry, "before")
            .set(entry, entry.setting.key.as_str());
    }
    changes
}

fn update(key: &str) -> Value {
    json!({"key": key, "value": key})
}

#[test]
fn the_settings_of_an_app_are_one_list_and_one_update() {
    let app: ApplicationConfiguration = serde_json::from_value(configuration()).expect("an app");
    let entries = app.into_entries();
    let expected = PATHS.map(|(names, keys)| (names.to_owned(), keys.to_owned()));
    assert_eq!(paths(&entries), expected);
    let body = ApplicationConfigurationPatchBuilder::from(changes(&entries)).build();
    assert_eq!(
        serde_json::to_value(body.expect("a body")).expect("JSON"),
        json!({
            "settings": [update("1")],
            "systemConfigurations": [update("2")],
            "timers": [{"key": "t", "configs": [update("3")]}],
            "integrations": [{"key": "i", "configs": [update("4")]}],
            "libraries": [{
                "key": "l",
                "settings": [update("5")],
                "systemConfigurations": [update("6")],
                "integrations": [{"key": "j", "configs": [update("7")]}],
            }],
        })
    );
}

#[test]
fn an_entry_without_a_name_is_named_by_its_key() {
    let read =
        json!({"timers": [{"key": "t", "name": "", "configs": [{"key": "IsActive", "name": ""}]}]});
    let app: ApplicationConfiguration = serde_json::from_value(read).expect("an app");
    let entries = app.into_entries();
    assert_eq!(entries[0].path(), "timers.t.IsActive");
}

#[test]
fn an_entry_knows_its_place_in_the_json() {
    let json = configuration();
    let app: ApplicationConfiguration = serde_json::from_value(json.clone()).expect("an app");
    let agent: AgentConfiguration = serde_json::from_value(json.clone()).expect("an agent");
    for entry in app.into_entries().into_iter().chain(agent.into_entries()) {
        let there = json.pointer(&entry.pointer).expect("the setting");
        assert_eq!(there["key"], entry.setting.key, "{}", entry.path());
    }
}

#[test]
fn an_agent_has_no_system_configurations() {
    let agent: AgentConfiguration = serde_json::from_value(configuration()).expect("an agent");
    let entries = agent.into_entries();
    let mut expected = PATHS
        .map(|(names, keys)| (names.to_owned(), keys.to_owned()))
        .to_vec();
    expected.remove(1);
    assert_eq!(paths(&entries), expected);
    let body = AgentConfigurationPatchBuilder::from(changes(&entries)).build();
    let body = serde_json::to_value(body.expect("a body")).expect("JSON");
    assert_eq!(
        body["timers"],
        json!([{"key": "t", "configs": [update("3")]}])
    );
    assert_eq!(body.get("systemConfigurations"), None);
}

#[test]
fn unchanged_settings_are_not_sent() {
    let app: ApplicationConfiguration = serde_json::from_value(configuration()).expect("an app");
    let mut changes = Changes::new();
    changes.set(&app.into_entries()[4], Patch::Null);
    assert!(!changes.is_empty());
    let body = ApplicationConfigurationPatchBuilder::from(changes).build();
    assert_eq!(
        serde_json::to_value(body.expect("a body")).expect("JSON"),
        json!({"libraries": [{"key": "l", "settings": [{"key": "5", "value": null}]}]})
    );
}
