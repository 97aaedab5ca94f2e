//! Calls of the asset configurations API.

use odc_asset_configurations_v1::types::{
    IntegrationUpdate, LibraryUpdate, SettingUpdate, TimerUpdate,
};

use super::{Call, REVISION};
use crate::support::{KEY, OTHER};

fn setting() -> SettingUpdate {
    let setting = SettingUpdate::builder().key("a").value("a").filename("a");
    setting.build().expect("a setting")
}

fn timer() -> TimerUpdate {
    let timer = TimerUpdate::builder().key("a").settings([setting()]);
    timer.build().expect("a timer")
}

fn integration() -> IntegrationUpdate {
    let integration = IntegrationUpdate::builder().key("a");
    let integration = integration.settings([setting()]);
    integration.build().expect("an integration")
}

fn library() -> LibraryUpdate {
    let library = LibraryUpdate::builder().key("a").revision(REVISION);
    let library = library
        .system_configurations([setting()])
        .settings([setting()]);
    let library = library.integrations([integration()]);
    library.build().expect("a library")
}

/// Every operation.
#[rustfmt::skip]
pub fn all() -> Vec<Call> {
    calls! { odc_asset_configurations_v1:
        get_deployed_agent_configuration(KEY, OTHER) => .fields(["a"]).show_binary_values(true);
        get_agent_revision_configuration(KEY, OTHER, REVISION) => .fields(["a"]).show_binary_values(true);
        get_deployed_application_configuration(KEY, OTHER) => .fields(["a"]).show_binary_values(true);
        get_application_revision_configuration(KEY, OTHER, REVISION) => .fields(["a"]).show_binary_values(true);
        update_agent_configuration(KEY, OTHER) => .key("a").revision_baseline(REVISION).settings([setting()])
            .timers([timer()]).integrations([integration()]).libraries([library()]);
        update_application_configuration(KEY, OTHER) => .key("a").revision_baseline(REVISION)
            .settings([setting()]).timers([timer()]).integrations([integration()]).libraries([library()])
            .system_configurations([setting()]);
        get_environment_defaults(KEY);
        update_environment_defaults(KEY) => .system_configurations([setting()]);
    }
}
