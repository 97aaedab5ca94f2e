//! Values of settings are sent, and never printed.

use odc_asset_configurations_v1::types::{Setting, SettingUpdate};
use serde_json::{from_value, json, to_value};

#[test]
fn a_setting_prints_without_its_values() {
    let setting: Setting = from_value(json!({
        "key": "5e0c", "isSecret": true,
        "value": "hunter2", "deployedValue": "hunter2", "defaultValue": "hunter2",
    }))
    .unwrap();
    let value = setting.value.as_ref().unwrap();
    assert_eq!(value.expose(), "hunter2");
    assert!(!format!("{setting:?}").contains("hunter2"));
}

#[test]
fn a_change_of_a_setting_is_sent_with_its_value_and_prints_without_it() {
    let change = SettingUpdate::builder().key("5e0c").value("hunter2");
    let change = change.build().unwrap();
    let sent = to_value(&change).unwrap();
    assert_eq!(sent, json!({"key": "5e0c", "value": "hunter2"}));
    assert!(!format!("{change:?}").contains("hunter2"));
}
