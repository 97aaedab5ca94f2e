// @generated from openapi/asset-configurations-v1.json (SHA-256 9100430e0f726532330c6112285478db6d03f58a7dab8ffade549aa9fe36e034)
// by `cargo xtask generate asset-configurations-v1`. Do not edit: change the document, its overlay or the xtask.

//! The types of requests and responses.

use odc_runtime::Patch;
use serde::{Deserialize, Serialize};
use super::{enums, type_builders};
pub use super::enums::*;

/// The configuration of an agent in one environment (stage in the portal).
///
/// Schema `AgentConfigResult` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AgentConfiguration {
    /// Key of the agent, a UUID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Name of the agent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Number of the revision from which the rows were read.
    #[serde(
        rename = "revisionBaseline",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub revision_baseline: Option<i32>,
    /// Number of the revision that runs in the environment; may be null, for example if none is
    /// deployed there.
    #[serde(
        rename = "revisionDeployed",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub revision_deployed: Option<i32>,
    /// Settings that the agent declares. Expect null if they were not selected.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub settings: Vec<Setting>,
    /// Timers of the agent. Expect null if they were not selected.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub timers: Vec<Timer>,
    /// REST APIs that the agent consumes or exposes. Expect null if they were not selected.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub integrations: Vec<Integration>,
    /// Libraries inside the agent, with the values that apply to this agent. Expect null if they were
    /// not selected.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub libraries: Vec<LibraryConfiguration>,
    /// When the deployed revision was deployed, RFC 3339; may be null, for example if none is deployed
    /// there.
    #[serde(
        rename = "deployedAt",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub deployed_at: Option<chrono::DateTime<chrono::Utc>>,
}

impl AgentConfiguration {
    /// A builder of [`AgentConfiguration`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::AgentConfigurationBuilder {
        Default::default()
    }
}

/// New values for the configuration of an agent in one environment (stage in the portal).
///
/// Schema `AgentConfigPatch` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AgentConfigurationPatch {
    /// Key of the agent. The path already has it, so leave it out.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub key: Patch<String>,
    /// Number of the revision against which the service checks the keys and the types of the values.
    /// The values do not belong to this revision. Without it, expect the deployed revision; the default
    /// is not documented.
    #[serde(
        rename = "revisionBaseline",
        default,
        skip_serializing_if = "Patch::is_absent"
    )]
    pub revision_baseline: Patch<i32>,
    /// Settings to change. The others stay as they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<Vec<SettingUpdate>>,
    /// Timers to change. The others stay as they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timers: Option<Vec<TimerUpdate>>,
    /// Integrations to change. The others stay as they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integrations: Option<Vec<IntegrationUpdate>>,
    /// Libraries with new values, for this agent alone. The others stay as they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub libraries: Option<Vec<LibraryUpdate>>,
}

impl AgentConfigurationPatch {
    /// A builder of [`AgentConfigurationPatch`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::AgentConfigurationPatchBuilder {
        Default::default()
    }
}

/// The configuration of an app in one environment (stage in the portal).
///
/// Schema `ApplicationConfigResult` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ApplicationConfiguration {
    /// Key of the app, a UUID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Name of the app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Number of the revision from which the rows were read.
    #[serde(
        rename = "revisionBaseline",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub revision_baseline: Option<i32>,
    /// Number of the revision that runs in the environment; may be null, for example if none is
    /// deployed there.
    #[serde(
        rename = "revisionDeployed",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub revision_deployed: Option<i32>,
    /// Settings that the app declares. Expect null if they were not selected.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub settings: Vec<Setting>,
    /// Timers of the app. Expect null if they were not selected.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub timers: Vec<Timer>,
    /// REST APIs that the app consumes or exposes. Expect null if they were not selected.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub integrations: Vec<Integration>,
    /// Libraries inside the app, with the values that apply to this app. Expect null if they were not
    /// selected.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub libraries: Vec<LibraryConfiguration>,
    /// When the deployed revision was deployed, RFC 3339; may be null, for example if none is deployed
    /// there.
    #[serde(
        rename = "deployedAt",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub deployed_at: Option<chrono::DateTime<chrono::Utc>>,
    /// System configurations of the app: settings that the platform declares, not the developer, such
    /// as those of e-mail. Expect null if they were not selected.
    #[serde(
        rename = "systemConfigurations",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub system_configurations: Vec<Setting>,
}

impl ApplicationConfiguration {
    /// A builder of [`ApplicationConfiguration`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::ApplicationConfigurationBuilder {
        Default::default()
    }
}

/// New values for the configuration of an app in one environment (stage in the portal).
///
/// Schema `ApplicationConfigPatch` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ApplicationConfigurationPatch {
    /// Key of the app. The path already has it, so leave it out.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub key: Patch<String>,
    /// Number of the revision against which the service checks the keys and the types of the values.
    /// The values do not belong to this revision. Without it, expect the deployed revision; the default
    /// is not documented.
    #[serde(
        rename = "revisionBaseline",
        default,
        skip_serializing_if = "Patch::is_absent"
    )]
    pub revision_baseline: Patch<i32>,
    /// Settings to change. The others stay as they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<Vec<SettingUpdate>>,
    /// Timers to change. The others stay as they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timers: Option<Vec<TimerUpdate>>,
    /// Integrations to change. The others stay as they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integrations: Option<Vec<IntegrationUpdate>>,
    /// Libraries with new values, for this app alone. The others stay as they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub libraries: Option<Vec<LibraryUpdate>>,
    /// System configurations to change. The others stay as they are.
    #[serde(
        rename = "systemConfigurations",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub system_configurations: Option<Vec<SettingUpdate>>,
}

impl ApplicationConfigurationPatch {
    /// A builder of [`ApplicationConfigurationPatch`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::ApplicationConfigurationPatchBuilder {
        Default::default()
    }
}

/// System configurations of an environment (stage in the portal): the defaults of its apps.
///
/// Schema `EnvironmentConfigResult` of the document.
#[doc(alias = "stage")]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EnvironmentDefaults {
    /// The system configurations, one row each.
    #[serde(
        rename = "systemConfigurations",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub system_configurations: Vec<Setting>,
}

impl EnvironmentDefaults {
    /// A builder of [`EnvironmentDefaults`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::EnvironmentDefaultsBuilder {
        Default::default()
    }
}

/// New values for the system configurations of an environment (stage in the portal).
///
/// Schema `EnvironmentConfigPatch` of the document.
#[doc(alias = "stage")]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EnvironmentDefaultsPatch {
    /// System configurations to change. The others stay as they are.
    #[serde(
        rename = "systemConfigurations",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub system_configurations: Option<Vec<SettingUpdate>>,
}

impl EnvironmentDefaultsPatch {
    /// A builder of [`EnvironmentDefaultsPatch`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::EnvironmentDefaultsPatchBuilder {
        Default::default()
    }
}

/// A REST API that the asset consumes or exposes, with its properties. For a consumed REST API, the
/// portal shows the base URL, and the user and password of Basic authentication.
///
/// Schema `IntegrationResult` of the document.
#[doc(alias = "rest")]
#[doc(alias = "consumed")]
#[doc(alias = "connection")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Integration {
    /// Key of the integration.
    pub key: String,
    /// Name of the integration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Kind of the integration, such as `RestConsumer` or `RestExpose`. Other values are possible.
    #[serde(rename = "pluginType", default, skip_serializing_if = "Option::is_none")]
    pub plugin_type: Option<String>,
    /// Properties of the integration, each with its values. Their keys are not documented.
    #[serde(
        rename = "configs",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub settings: Vec<Setting>,
}

impl Integration {
    /// A builder of [`Integration`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::IntegrationBuilder {
        Default::default()
    }
}

/// New values for an integration.
///
/// Schema `IntegrationPatch` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct IntegrationUpdate {
    /// Key of the integration.
    pub key: String,
    /// Properties to change. The others stay as they are.
    #[serde(rename = "configs", default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<Vec<SettingUpdate>>,
}

impl IntegrationUpdate {
    /// A builder of [`IntegrationUpdate`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::IntegrationUpdateBuilder {
        Default::default()
    }
}

/// A library inside an app or agent, with the values that apply to this app or agent alone.
///
/// Schema `LibraryConfigResult` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LibraryConfiguration {
    /// Key of the library, a UUID.
    pub key: String,
    /// Name of the library.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Number of the revision of the library that the app or agent uses; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i32>,
    /// Number of the revision of the library from which the rows were read; may be null.
    #[serde(
        rename = "revisionBaseline",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub revision_baseline: Option<i32>,
    /// System configurations of the library; may be null.
    #[serde(
        rename = "systemConfigurations",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub system_configurations: Vec<Setting>,
    /// Settings of the library; may be null.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub settings: Vec<Setting>,
    /// REST APIs that the library consumes or exposes; may be null.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub integrations: Vec<Integration>,
}

impl LibraryConfiguration {
    /// A builder of [`LibraryConfiguration`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::LibraryConfigurationBuilder {
        Default::default()
    }
}

/// New values for a library inside one app or agent. Other apps and agents with the same library
/// keep their own values. The timers of a library cannot be changed here.
///
/// Schema `LibraryConfigPatch` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LibraryUpdate {
    /// Key of the library, a UUID.
    pub key: String,
    /// Number of the revision of the library that the app or agent uses.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub revision: Patch<i32>,
    /// System configurations to change. The others stay as they are.
    #[serde(
        rename = "systemConfigurations",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub system_configurations: Option<Vec<SettingUpdate>>,
    /// Settings to change. The others stay as they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<Vec<SettingUpdate>>,
    /// Integrations to change. The others stay as they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integrations: Option<Vec<IntegrationUpdate>>,
}

impl LibraryUpdate {
    /// A builder of [`LibraryUpdate`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::LibraryUpdateBuilder {
        Default::default()
    }
}

/// One setting with its values: a setting of an app, agent or library, a property of a timer or
/// integration, or a system configuration. The setting is pending if `value` and `deployedValue`
/// differ. For a secret, `valueSetAfterDeploy` says so instead.
///
/// Schema `GenericConfigResult` of the document.
#[doc(alias = "configuration")]
#[doc(alias = "value")]
#[doc(alias = "secret")]
#[doc(alias = "property")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Setting {
    /// Key: a UUID for a setting, or a word such as `IsActive` for a property of a timer. The keys of
    /// integrations and of system configurations are not documented.
    pub key: String,
    /// Name of the setting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Description by the developer, at most 2,000 characters; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Data type of the value.
    #[serde(rename = "dataType", default, skip_serializing_if = "Option::is_none")]
    pub data_type: Option<enums::DataType>,
    /// Value that the developer gave at design time. A secret has none.
    #[serde(rename = "defaultValue", default, skip_serializing_if = "Option::is_none")]
    pub default_value: Option<odc_runtime::Secret>,
    /// Value that the deployed asset uses now; may be null. It is not documented what the service
    /// returns for a secret.
    #[serde(rename = "deployedValue", default, skip_serializing_if = "Option::is_none")]
    pub deployed_value: Option<odc_runtime::Secret>,
    /// Value that was last set for this environment (stage in the portal); may be null, for example if
    /// none was set. Values are always text, whatever the data type: a number is `"25"`, a boolean is
    /// `"True"` or `"False"`. It is not documented what the service returns for a secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<odc_runtime::Secret>,
    /// Where `value` comes from.
    #[serde(rename = "valueOrigin", default, skip_serializing_if = "Option::is_none")]
    pub value_origin: Option<enums::ValueOrigin>,
    /// Where `deployedValue` comes from.
    #[serde(
        rename = "deployedValueOrigin",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub deployed_value_origin: Option<enums::ValueOrigin>,
    /// True if the setting is a secret. The portal shows asterisks for it, and nobody can read its
    /// value.
    #[serde(rename = "isSecret", default, skip_serializing_if = "Option::is_none")]
    pub is_secret: Option<bool>,
    /// For a secret: true if a new value was set and is not deployed yet; may be null.
    #[serde(
        rename = "valueSetAfterDeploy",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub value_set_after_deploy: Option<bool>,
    /// When the value was last changed, RFC 3339; may be null, for example if it never was.
    #[serde(
        rename = "updatedAt",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub updated_at: Option<chrono::DateTime<chrono::Utc>>,
    /// Name of the file, for a binary value. Expect null otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
}

impl Setting {
    /// A builder of [`Setting`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::SettingBuilder {
        Default::default()
    }
}

/// A new value of one setting, property of a timer or integration, or system configuration. Do not
/// copy the value of a secret from a response: it might not be the secret itself.
///
/// Schema `GenericConfigPatch` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SettingUpdate {
    /// Key: a UUID for a setting, or a word such as `IsActive` for a property of a timer. The keys of
    /// integrations and of system configurations are not documented.
    pub key: String,
    /// The new value. Values are always text, whatever the data type: a number is `"25"`, a boolean is
    /// `"True"` or `"False"`. The form of dates and of decimal numbers, the form of binary content (at
    /// most 5.8 KB), and the effect of null are not documented. The client never prints the value,
    /// because a request does not show which settings are secrets.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub value: Patch<odc_runtime::Secret>,
    /// Name of the file, for a binary value.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub filename: Patch<String>,
}

impl SettingUpdate {
    /// A builder of [`SettingUpdate`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::SettingUpdateBuilder {
        Default::default()
    }
}

/// A timer, which runs logic of the app or agent on a schedule. Its properties are the schedule,
/// whether it is active, the timeout (20 minutes by default, at most 60) and the priority. A timer
/// that is not active does not run.
///
/// Schema `TimerResult` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Timer {
    /// Key of the timer, a UUID.
    pub key: String,
    /// Name of the timer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Description by the developer; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Properties of the timer, each with its values. Their keys are words, such as `IsActive`.
    #[serde(
        rename = "configs",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub settings: Vec<Setting>,
}

impl Timer {
    /// A builder of [`Timer`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::TimerBuilder {
        Default::default()
    }
}

/// New values for a timer.
///
/// Schema `TimerPatch` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TimerUpdate {
    /// Key of the timer, a UUID.
    pub key: String,
    /// Properties to change, such as `IsActive`. The others stay as they are.
    #[serde(rename = "configs", default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<Vec<SettingUpdate>>,
}

impl TimerUpdate {
    /// A builder of [`TimerUpdate`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::TimerUpdateBuilder {
        Default::default()
    }
}
