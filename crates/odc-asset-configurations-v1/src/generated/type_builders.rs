// @generated from openapi/asset-configurations-v1.json (SHA-256 9100430e0f726532330c6112285478db6d03f58a7dab8ffade549aa9fe36e034)
// by `cargo xtask generate asset-configurations-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the types.

use odc_runtime::{BuildError, Patch};
use super::{enums, types};
use super::types::*;

/// Builder of [`AgentConfiguration`](types::AgentConfiguration).
#[derive(Debug, Clone, Default)]
pub struct AgentConfigurationBuilder {
    key: Option<String>,
    name: Option<String>,
    revision_baseline: Option<i32>,
    revision_deployed: Option<i32>,
    settings: Vec<Setting>,
    timers: Vec<Timer>,
    integrations: Vec<Integration>,
    libraries: Vec<LibraryConfiguration>,
    deployed_at: Option<chrono::DateTime<chrono::Utc>>,
}

impl AgentConfigurationBuilder {
    /// Key of the agent, a UUID.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of the agent.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Number of the revision from which the rows were read.
    #[must_use]
    pub fn revision_baseline(mut self, revision_baseline: i32) -> Self {
        self.revision_baseline = Some(revision_baseline);
        self
    }

    /// Number of the revision that runs in the environment; may be null, for example if none is
    /// deployed there.
    #[must_use]
    pub fn revision_deployed(mut self, revision_deployed: i32) -> Self {
        self.revision_deployed = Some(revision_deployed);
        self
    }

    /// Settings that the agent declares. Expect null if they were not selected.
    #[must_use]
    pub fn settings(
        mut self,
        settings: impl IntoIterator<Item = impl Into<Setting>>,
    ) -> Self {
        self.settings = settings.into_iter().map(Into::into).collect();
        self
    }

    /// Timers of the agent. Expect null if they were not selected.
    #[must_use]
    pub fn timers(mut self, timers: impl IntoIterator<Item = impl Into<Timer>>) -> Self {
        self.timers = timers.into_iter().map(Into::into).collect();
        self
    }

    /// REST APIs that the agent consumes or exposes. Expect null if they were not selected.
    #[must_use]
    pub fn integrations(
        mut self,
        integrations: impl IntoIterator<Item = impl Into<Integration>>,
    ) -> Self {
        self.integrations = integrations.into_iter().map(Into::into).collect();
        self
    }

    /// Libraries inside the agent, with the values that apply to this agent. Expect null if they were
    /// not selected.
    #[must_use]
    pub fn libraries(
        mut self,
        libraries: impl IntoIterator<Item = impl Into<LibraryConfiguration>>,
    ) -> Self {
        self.libraries = libraries.into_iter().map(Into::into).collect();
        self
    }

    /// When the deployed revision was deployed, RFC 3339; may be null, for example if none is deployed
    /// there.
    #[must_use]
    pub fn deployed_at(
        mut self,
        deployed_at: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.deployed_at = Some(deployed_at.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::AgentConfiguration, BuildError> {
        Ok(types::AgentConfiguration {
            key: self.key,
            name: self.name,
            revision_baseline: self.revision_baseline,
            revision_deployed: self.revision_deployed,
            settings: self.settings,
            timers: self.timers,
            integrations: self.integrations,
            libraries: self.libraries,
            deployed_at: self.deployed_at,
        })
    }
}

impl From<types::AgentConfiguration> for AgentConfigurationBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::AgentConfiguration) -> Self {
        Self {
            key: value.key,
            name: value.name,
            revision_baseline: value.revision_baseline,
            revision_deployed: value.revision_deployed,
            settings: value.settings,
            timers: value.timers,
            integrations: value.integrations,
            libraries: value.libraries,
            deployed_at: value.deployed_at,
        }
    }
}

/// Builder of [`AgentConfigurationPatch`](types::AgentConfigurationPatch).
#[derive(Debug, Clone, Default)]
pub struct AgentConfigurationPatchBuilder {
    key: Patch<String>,
    revision_baseline: Patch<i32>,
    settings: Option<Vec<SettingUpdate>>,
    timers: Option<Vec<TimerUpdate>>,
    integrations: Option<Vec<IntegrationUpdate>>,
    libraries: Option<Vec<LibraryUpdate>>,
}

impl AgentConfigurationPatchBuilder {
    /// Key of the agent. The path already has it, so leave it out.
    #[must_use]
    pub fn key(mut self, key: impl Into<Patch<String>>) -> Self {
        self.key = key.into();
        self
    }

    /// Number of the revision against which the service checks the keys and the types of the values.
    /// The values do not belong to this revision. Without it, expect the deployed revision; the default
    /// is not documented.
    #[must_use]
    pub fn revision_baseline(
        mut self,
        revision_baseline: impl Into<Patch<i32>>,
    ) -> Self {
        self.revision_baseline = revision_baseline.into();
        self
    }

    /// Settings to change. The others stay as they are.
    #[must_use]
    pub fn settings(
        mut self,
        settings: impl IntoIterator<Item = impl Into<SettingUpdate>>,
    ) -> Self {
        self.settings = Some(settings.into_iter().map(Into::into).collect());
        self
    }

    /// Timers to change. The others stay as they are.
    #[must_use]
    pub fn timers(
        mut self,
        timers: impl IntoIterator<Item = impl Into<TimerUpdate>>,
    ) -> Self {
        self.timers = Some(timers.into_iter().map(Into::into).collect());
        self
    }

    /// Integrations to change. The others stay as they are.
    #[must_use]
    pub fn integrations(
        mut self,
        integrations: impl IntoIterator<Item = impl Into<IntegrationUpdate>>,
    ) -> Self {
        self.integrations = Some(integrations.into_iter().map(Into::into).collect());
        self
    }

    /// Libraries with new values, for this agent alone. The others stay as they are.
    #[must_use]
    pub fn libraries(
        mut self,
        libraries: impl IntoIterator<Item = impl Into<LibraryUpdate>>,
    ) -> Self {
        self.libraries = Some(libraries.into_iter().map(Into::into).collect());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::AgentConfigurationPatch, BuildError> {
        Ok(types::AgentConfigurationPatch {
            key: self.key,
            revision_baseline: self.revision_baseline,
            settings: self.settings,
            timers: self.timers,
            integrations: self.integrations,
            libraries: self.libraries,
        })
    }
}

impl From<types::AgentConfigurationPatch> for AgentConfigurationPatchBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::AgentConfigurationPatch) -> Self {
        Self {
            key: value.key,
            revision_baseline: value.revision_baseline,
            settings: value.settings,
            timers: value.timers,
            integrations: value.integrations,
            libraries: value.libraries,
        }
    }
}

/// Builder of [`ApplicationConfiguration`](types::ApplicationConfiguration).
#[derive(Debug, Clone, Default)]
pub struct ApplicationConfigurationBuilder {
    key: Option<String>,
    name: Option<String>,
    revision_baseline: Option<i32>,
    revision_deployed: Option<i32>,
    settings: Vec<Setting>,
    timers: Vec<Timer>,
    integrations: Vec<Integration>,
    libraries: Vec<LibraryConfiguration>,
    deployed_at: Option<chrono::DateTime<chrono::Utc>>,
    system_configurations: Vec<Setting>,
}

impl ApplicationConfigurationBuilder {
    /// Key of the app, a UUID.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of the app.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Number of the revision from which the rows were read.
    #[must_use]
    pub fn revision_baseline(mut self, revision_baseline: i32) -> Self {
        self.revision_baseline = Some(revision_baseline);
        self
    }

    /// Number of the revision that runs in the environment; may be null, for example if none is
    /// deployed there.
    #[must_use]
    pub fn revision_deployed(mut self, revision_deployed: i32) -> Self {
        self.revision_deployed = Some(revision_deployed);
        self
    }

    /// Settings that the app declares. Expect null if they were not selected.
    #[must_use]
    pub fn settings(
        mut self,
        settings: impl IntoIterator<Item = impl Into<Setting>>,
    ) -> Self {
        self.settings = settings.into_iter().map(Into::into).collect();
        self
    }

    /// Timers of the app. Expect null if they were not selected.
    #[must_use]
    pub fn timers(mut self, timers: impl IntoIterator<Item = impl Into<Timer>>) -> Self {
        self.timers = timers.into_iter().map(Into::into).collect();
        self
    }

    /// REST APIs that the app consumes or exposes. Expect null if they were not selected.
    #[must_use]
    pub fn integrations(
        mut self,
        integrations: impl IntoIterator<Item = impl Into<Integration>>,
    ) -> Self {
        self.integrations = integrations.into_iter().map(Into::into).collect();
        self
    }

    /// Libraries inside the app, with the values that apply to this app. Expect null if they were not
    /// selected.
    #[must_use]
    pub fn libraries(
        mut self,
        libraries: impl IntoIterator<Item = impl Into<LibraryConfiguration>>,
    ) -> Self {
        self.libraries = libraries.into_iter().map(Into::into).collect();
        self
    }

    /// When the deployed revision was deployed, RFC 3339; may be null, for example if none is deployed
    /// there.
    #[must_use]
    pub fn deployed_at(
        mut self,
        deployed_at: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.deployed_at = Some(deployed_at.into());
        self
    }

    /// System configurations of the app: settings that the platform declares, not the developer, such
    /// as those of e-mail. Expect null if they were not selected.
    #[must_use]
    pub fn system_configurations(
        mut self,
        system_configurations: impl IntoIterator<Item = impl Into<Setting>>,
    ) -> Self {
        self.system_configurations = system_configurations
            .into_iter()
            .map(Into::into)
            .collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::ApplicationConfiguration, BuildError> {
        Ok(types::ApplicationConfiguration {
            key: self.key,
            name: self.name,
            revision_baseline: self.revision_baseline,
            revision_deployed: self.revision_deployed,
            settings: self.settings,
            timers: self.timers,
            integrations: self.integrations,
            libraries: self.libraries,
            deployed_at: self.deployed_at,
            system_configurations: self.system_configurations,
        })
    }
}

impl From<types::ApplicationConfiguration> for ApplicationConfigurationBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::ApplicationConfiguration) -> Self {
        Self {
            key: value.key,
            name: value.name,
            revision_baseline: value.revision_baseline,
            revision_deployed: value.revision_deployed,
            settings: value.settings,
            timers: value.timers,
            integrations: value.integrations,
            libraries: value.libraries,
            deployed_at: value.deployed_at,
            system_configurations: value.system_configurations,
        }
    }
}

/// Builder of [`ApplicationConfigurationPatch`](types::ApplicationConfigurationPatch).
#[derive(Debug, Clone, Default)]
pub struct ApplicationConfigurationPatchBuilder {
    key: Patch<String>,
    revision_baseline: Patch<i32>,
    settings: Option<Vec<SettingUpdate>>,
    timers: Option<Vec<TimerUpdate>>,
    integrations: Option<Vec<IntegrationUpdate>>,
    libraries: Option<Vec<LibraryUpdate>>,
    system_configurations: Option<Vec<SettingUpdate>>,
}

impl ApplicationConfigurationPatchBuilder {
    /// Key of the app. The path already has it, so leave it out.
    #[must_use]
    pub fn key(mut self, key: impl Into<Patch<String>>) -> Self {
        self.key = key.into();
        self
    }

    /// Number of the revision against which the service checks the keys and the types of the values.
    /// The values do not belong to this revision. Without it, expect the deployed revision; the default
    /// is not documented.
    #[must_use]
    pub fn revision_baseline(
        mut self,
        revision_baseline: impl Into<Patch<i32>>,
    ) -> Self {
        self.revision_baseline = revision_baseline.into();
        self
    }

    /// Settings to change. The others stay as they are.
    #[must_use]
    pub fn settings(
        mut self,
        settings: impl IntoIterator<Item = impl Into<SettingUpdate>>,
    ) -> Self {
        self.settings = Some(settings.into_iter().map(Into::into).collect());
        self
    }

    /// Timers to change. The others stay as they are.
    #[must_use]
    pub fn timers(
        mut self,
        timers: impl IntoIterator<Item = impl Into<TimerUpdate>>,
    ) -> Self {
        self.timers = Some(timers.into_iter().map(Into::into).collect());
        self
    }

    /// Integrations to change. The others stay as they are.
    #[must_use]
    pub fn integrations(
        mut self,
        integrations: impl IntoIterator<Item = impl Into<IntegrationUpdate>>,
    ) -> Self {
        self.integrations = Some(integrations.into_iter().map(Into::into).collect());
        self
    }

    /// Libraries with new values, for this app alone. The others stay as they are.
    #[must_use]
    pub fn libraries(
        mut self,
        libraries: impl IntoIterator<Item = impl Into<LibraryUpdate>>,
    ) -> Self {
        self.libraries = Some(libraries.into_iter().map(Into::into).collect());
        self
    }

    /// System configurations to change. The others stay as they are.
    #[must_use]
    pub fn system_configurations(
        mut self,
        system_configurations: impl IntoIterator<Item = impl Into<SettingUpdate>>,
    ) -> Self {
        self.system_configurations = Some(
            system_configurations.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::ApplicationConfigurationPatch, BuildError> {
        Ok(types::ApplicationConfigurationPatch {
            key: self.key,
            revision_baseline: self.revision_baseline,
            settings: self.settings,
            timers: self.timers,
            integrations: self.integrations,
            libraries: self.libraries,
            system_configurations: self.system_configurations,
        })
    }
}

impl From<types::ApplicationConfigurationPatch>
for ApplicationConfigurationPatchBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::ApplicationConfigurationPatch) -> Self {
        Self {
            key: value.key,
            revision_baseline: value.revision_baseline,
            settings: value.settings,
            timers: value.timers,
            integrations: value.integrations,
            libraries: value.libraries,
            system_configurations: value.system_configurations,
        }
    }
}

/// Builder of [`EnvironmentDefaults`](types::EnvironmentDefaults).
#[derive(Debug, Clone, Default)]
pub struct EnvironmentDefaultsBuilder {
    system_configurations: Vec<Setting>,
}

impl EnvironmentDefaultsBuilder {
    /// The system configurations, one row each.
    #[must_use]
    pub fn system_configurations(
        mut self,
        system_configurations: impl IntoIterator<Item = impl Into<Setting>>,
    ) -> Self {
        self.system_configurations = system_configurations
            .into_iter()
            .map(Into::into)
            .collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::EnvironmentDefaults, BuildError> {
        Ok(types::EnvironmentDefaults {
            system_configurations: self.system_configurations,
        })
    }
}

impl From<types::EnvironmentDefaults> for EnvironmentDefaultsBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::EnvironmentDefaults) -> Self {
        Self {
            system_configurations: value.system_configurations,
        }
    }
}

/// Builder of [`EnvironmentDefaultsPatch`](types::EnvironmentDefaultsPatch).
#[derive(Debug, Clone, Default)]
pub struct EnvironmentDefaultsPatchBuilder {
    system_configurations: Option<Vec<SettingUpdate>>,
}

impl EnvironmentDefaultsPatchBuilder {
    /// System configurations to change. The others stay as they are.
    #[must_use]
    pub fn system_configurations(
        mut self,
        system_configurations: impl IntoIterator<Item = impl Into<SettingUpdate>>,
    ) -> Self {
        self.system_configurations = Some(
            system_configurations.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::EnvironmentDefaultsPatch, BuildError> {
        Ok(types::EnvironmentDefaultsPatch {
            system_configurations: self.system_configurations,
        })
    }
}

impl From<types::EnvironmentDefaultsPatch> for EnvironmentDefaultsPatchBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::EnvironmentDefaultsPatch) -> Self {
        Self {
            system_configurations: value.system_configurations,
        }
    }
}

/// Builder of [`Integration`](types::Integration).
#[derive(Debug, Clone, Default)]
pub struct IntegrationBuilder {
    key: Option<String>,
    name: Option<String>,
    plugin_type: Option<String>,
    settings: Vec<Setting>,
}

impl IntegrationBuilder {
    /// Key of the integration.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of the integration.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Kind of the integration, such as `RestConsumer` or `RestExpose`. Other values are possible.
    #[must_use]
    pub fn plugin_type(mut self, plugin_type: impl Into<String>) -> Self {
        self.plugin_type = Some(plugin_type.into());
        self
    }

    /// Properties of the integration, each with its values. Their keys are not documented.
    #[must_use]
    pub fn settings(
        mut self,
        settings: impl IntoIterator<Item = impl Into<Setting>>,
    ) -> Self {
        self.settings = settings.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::Integration, BuildError> {
        Ok(types::Integration {
            key: self.key.ok_or_else(|| BuildError::missing("Integration", "key"))?,
            name: self.name,
            plugin_type: self.plugin_type,
            settings: self.settings,
        })
    }
}

impl From<types::Integration> for IntegrationBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Integration) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            plugin_type: value.plugin_type,
            settings: value.settings,
        }
    }
}

/// Builder of [`IntegrationUpdate`](types::IntegrationUpdate).
#[derive(Debug, Clone, Default)]
pub struct IntegrationUpdateBuilder {
    key: Option<String>,
    settings: Option<Vec<SettingUpdate>>,
}

impl IntegrationUpdateBuilder {
    /// Key of the integration.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Properties to change. The others stay as they are.
    #[must_use]
    pub fn settings(
        mut self,
        settings: impl IntoIterator<Item = impl Into<SettingUpdate>>,
    ) -> Self {
        self.settings = Some(settings.into_iter().map(Into::into).collect());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::IntegrationUpdate, BuildError> {
        Ok(types::IntegrationUpdate {
            key: self
                .key
                .ok_or_else(|| BuildError::missing("IntegrationUpdate", "key"))?,
            settings: self.settings,
        })
    }
}

impl From<types::IntegrationUpdate> for IntegrationUpdateBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::IntegrationUpdate) -> Self {
        Self {
            key: Some(value.key),
            settings: value.settings,
        }
    }
}

/// Builder of [`LibraryConfiguration`](types::LibraryConfiguration).
#[derive(Debug, Clone, Default)]
pub struct LibraryConfigurationBuilder {
    key: Option<String>,
    name: Option<String>,
    revision: Option<i32>,
    revision_baseline: Option<i32>,
    system_configurations: Vec<Setting>,
    settings: Vec<Setting>,
    integrations: Vec<Integration>,
}

impl LibraryConfigurationBuilder {
    /// Key of the library, a UUID.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of the library.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Number of the revision of the library that the app or agent uses; may be null.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Number of the revision of the library from which the rows were read; may be null.
    #[must_use]
    pub fn revision_baseline(mut self, revision_baseline: i32) -> Self {
        self.revision_baseline = Some(revision_baseline);
        self
    }

    /// System configurations of the library; may be null.
    #[must_use]
    pub fn system_configurations(
        mut self,
        system_configurations: impl IntoIterator<Item = impl Into<Setting>>,
    ) -> Self {
        self.system_configurations = system_configurations
            .into_iter()
            .map(Into::into)
            .collect();
        self
    }

    /// Settings of the library; may be null.
    #[must_use]
    pub fn settings(
        mut self,
        settings: impl IntoIterator<Item = impl Into<Setting>>,
    ) -> Self {
        self.settings = settings.into_iter().map(Into::into).collect();
        self
    }

    /// REST APIs that the library consumes or exposes; may be null.
    #[must_use]
    pub fn integrations(
        mut self,
        integrations: impl IntoIterator<Item = impl Into<Integration>>,
    ) -> Self {
        self.integrations = integrations.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::LibraryConfiguration, BuildError> {
        Ok(types::LibraryConfiguration {
            key: self
                .key
                .ok_or_else(|| BuildError::missing("LibraryConfiguration", "key"))?,
            name: self.name,
            revision: self.revision,
            revision_baseline: self.revision_baseline,
            system_configurations: self.system_configurations,
            settings: self.settings,
            integrations: self.integrations,
        })
    }
}

impl From<types::LibraryConfiguration> for LibraryConfigurationBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::LibraryConfiguration) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            revision: value.revision,
            revision_baseline: value.revision_baseline,
            system_configurations: value.system_configurations,
            settings: value.settings,
            integrations: value.integrations,
        }
    }
}

/// Builder of [`LibraryUpdate`](types::LibraryUpdate).
#[derive(Debug, Clone, Default)]
pub struct LibraryUpdateBuilder {
    key: Option<String>,
    revision: Patch<i32>,
    system_configurations: Option<Vec<SettingUpdate>>,
    settings: Option<Vec<SettingUpdate>>,
    integrations: Option<Vec<IntegrationUpdate>>,
}

impl LibraryUpdateBuilder {
    /// Key of the library, a UUID.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Number of the revision of the library that the app or agent uses.
    #[must_use]
    pub fn revision(mut self, revision: impl Into<Patch<i32>>) -> Self {
        self.revision = revision.into();
        self
    }

    /// System configurations to change. The others stay as they are.
    #[must_use]
    pub fn system_configurations(
        mut self,
        system_configurations: impl IntoIterator<Item = impl Into<SettingUpdate>>,
    ) -> Self {
        self.system_configurations = Some(
            system_configurations.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// Settings to change. The others stay as they are.
    #[must_use]
    pub fn settings(
        mut self,
        settings: impl IntoIterator<Item = impl Into<SettingUpdate>>,
    ) -> Self {
        self.settings = Some(settings.into_iter().map(Into::into).collect());
        self
    }

    /// Integrations to change. The others stay as they are.
    #[must_use]
    pub fn integrations(
        mut self,
        integrations: impl IntoIterator<Item = impl Into<IntegrationUpdate>>,
    ) -> Self {
        self.integrations = Some(integrations.into_iter().map(Into::into).collect());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::LibraryUpdate, BuildError> {
        Ok(types::LibraryUpdate {
            key: self.key.ok_or_else(|| BuildError::missing("LibraryUpdate", "key"))?,
            revision: self.revision,
            system_configurations: self.system_configurations,
            settings: self.settings,
            integrations: self.integrations,
        })
    }
}

impl From<types::LibraryUpdate> for LibraryUpdateBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::LibraryUpdate) -> Self {
        Self {
            key: Some(value.key),
            revision: value.revision,
            system_configurations: value.system_configurations,
            settings: value.settings,
            integrations: value.integrations,
        }
    }
}

/// Builder of [`Setting`](types::Setting).
#[derive(Debug, Clone, Default)]
pub struct SettingBuilder {
    key: Option<String>,
    name: Option<String>,
    description: Option<String>,
    data_type: Option<enums::DataType>,
    default_value: Option<odc_runtime::Secret>,
    deployed_value: Option<odc_runtime::Secret>,
    value: Option<odc_runtime::Secret>,
    value_origin: Option<enums::ValueOrigin>,
    deployed_value_origin: Option<enums::ValueOrigin>,
    is_secret: Option<bool>,
    value_set_after_deploy: Option<bool>,
    updated_at: Option<chrono::DateTime<chrono::Utc>>,
    filename: Option<String>,
}

impl SettingBuilder {
    /// Key: a UUID for a setting, or a word such as `IsActive` for a property of a timer. The keys of
    /// integrations and of system configurations are not documented.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of the setting.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Description by the developer, at most 2,000 characters; may be null.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Data type of the value.
    #[must_use]
    pub fn data_type(mut self, data_type: impl Into<enums::DataType>) -> Self {
        self.data_type = Some(data_type.into());
        self
    }

    /// Value that the developer gave at design time. A secret has none.
    #[must_use]
    pub fn default_value(
        mut self,
        default_value: impl Into<odc_runtime::Secret>,
    ) -> Self {
        self.default_value = Some(default_value.into());
        self
    }

    /// Value that the deployed asset uses now; may be null. It is not documented what the service
    /// returns for a secret.
    #[must_use]
    pub fn deployed_value(
        mut self,
        deployed_value: impl Into<odc_runtime::Secret>,
    ) -> Self {
        self.deployed_value = Some(deployed_value.into());
        self
    }

    /// Value that was last set for this environment (stage in the portal); may be null, for example if
    /// none was set. Values are always text, whatever the data type: a number is `"25"`, a boolean is
    /// `"True"` or `"False"`. It is not documented what the service returns for a secret.
    #[must_use]
    pub fn value(mut self, value: impl Into<odc_runtime::Secret>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// Where `value` comes from.
    #[must_use]
    pub fn value_origin(mut self, value_origin: impl Into<enums::ValueOrigin>) -> Self {
        self.value_origin = Some(value_origin.into());
        self
    }

    /// Where `deployedValue` comes from.
    #[must_use]
    pub fn deployed_value_origin(
        mut self,
        deployed_value_origin: impl Into<enums::ValueOrigin>,
    ) -> Self {
        self.deployed_value_origin = Some(deployed_value_origin.into());
        self
    }

    /// True if the setting is a secret. The portal shows asterisks for it, and nobody can read its
    /// value.
    #[must_use]
    pub fn is_secret(mut self, is_secret: bool) -> Self {
        self.is_secret = Some(is_secret);
        self
    }

    /// For a secret: true if a new value was set and is not deployed yet; may be null.
    #[must_use]
    pub fn value_set_after_deploy(mut self, value_set_after_deploy: bool) -> Self {
        self.value_set_after_deploy = Some(value_set_after_deploy);
        self
    }

    /// When the value was last changed, RFC 3339; may be null, for example if it never was.
    #[must_use]
    pub fn updated_at(
        mut self,
        updated_at: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.updated_at = Some(updated_at.into());
        self
    }

    /// Name of the file, for a binary value. Expect null otherwise.
    #[must_use]
    pub fn filename(mut self, filename: impl Into<String>) -> Self {
        self.filename = Some(filename.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::Setting, BuildError> {
        Ok(types::Setting {
            key: self.key.ok_or_else(|| BuildError::missing("Setting", "key"))?,
            name: self.name,
            description: self.description,
            data_type: self.data_type,
            default_value: self.default_value,
            deployed_value: self.deployed_value,
            value: self.value,
            value_origin: self.value_origin,
            deployed_value_origin: self.deployed_value_origin,
            is_secret: self.is_secret,
            value_set_after_deploy: self.value_set_after_deploy,
            updated_at: self.updated_at,
            filename: self.filename,
        })
    }
}

impl From<types::Setting> for SettingBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Setting) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            description: value.description,
            data_type: value.data_type,
            default_value: value.default_value,
            deployed_value: value.deployed_value,
            value: value.value,
            value_origin: value.value_origin,
            deployed_value_origin: value.deployed_value_origin,
            is_secret: value.is_secret,
            value_set_after_deploy: value.value_set_after_deploy,
            updated_at: value.updated_at,
            filename: value.filename,
        }
    }
}

/// Builder of [`SettingUpdate`](types::SettingUpdate).
#[derive(Debug, Clone, Default)]
pub struct SettingUpdateBuilder {
    key: Option<String>,
    value: Patch<odc_runtime::Secret>,
    filename: Patch<String>,
}

impl SettingUpdateBuilder {
    /// Key: a UUID for a setting, or a word such as `IsActive` for a property of a timer. The keys of
    /// integrations and of system configurations are not documented.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// The new value. Values are always text, whatever the data type: a number is `"25"`, a boolean is
    /// `"True"` or `"False"`. The form of dates and of decimal numbers, the form of binary content (at
    /// most 5.8 KB), and the effect of null are not documented. The client never prints the value,
    /// because a request does not show which settings are secrets.
    #[must_use]
    pub fn value(mut self, value: impl Into<Patch<odc_runtime::Secret>>) -> Self {
        self.value = value.into();
        self
    }

    /// Name of the file, for a binary value.
    #[must_use]
    pub fn filename(mut self, filename: impl Into<Patch<String>>) -> Self {
        self.filename = filename.into();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::SettingUpdate, BuildError> {
        Ok(types::SettingUpdate {
            key: self.key.ok_or_else(|| BuildError::missing("SettingUpdate", "key"))?,
            value: self.value,
            filename: self.filename,
        })
    }
}

impl From<types::SettingUpdate> for SettingUpdateBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::SettingUpdate) -> Self {
        Self {
            key: Some(value.key),
            value: value.value,
            filename: value.filename,
        }
    }
}

/// Builder of [`Timer`](types::Timer).
#[derive(Debug, Clone, Default)]
pub struct TimerBuilder {
    key: Option<String>,
    name: Option<String>,
    description: Option<String>,
    settings: Vec<Setting>,
}

impl TimerBuilder {
    /// Key of the timer, a UUID.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of the timer.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Description by the developer; may be null.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Properties of the timer, each with its values. Their keys are words, such as `IsActive`.
    #[must_use]
    pub fn settings(
        mut self,
        settings: impl IntoIterator<Item = impl Into<Setting>>,
    ) -> Self {
        self.settings = settings.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::Timer, BuildError> {
        Ok(types::Timer {
            key: self.key.ok_or_else(|| BuildError::missing("Timer", "key"))?,
            name: self.name,
            description: self.description,
            settings: self.settings,
        })
    }
}

impl From<types::Timer> for TimerBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Timer) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            description: value.description,
            settings: value.settings,
        }
    }
}

/// Builder of [`TimerUpdate`](types::TimerUpdate).
#[derive(Debug, Clone, Default)]
pub struct TimerUpdateBuilder {
    key: Option<String>,
    settings: Option<Vec<SettingUpdate>>,
}

impl TimerUpdateBuilder {
    /// Key of the timer, a UUID.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Properties to change, such as `IsActive`. The others stay as they are.
    #[must_use]
    pub fn settings(
        mut self,
        settings: impl IntoIterator<Item = impl Into<SettingUpdate>>,
    ) -> Self {
        self.settings = Some(settings.into_iter().map(Into::into).collect());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::TimerUpdate, BuildError> {
        Ok(types::TimerUpdate {
            key: self.key.ok_or_else(|| BuildError::missing("TimerUpdate", "key"))?,
            settings: self.settings,
        })
    }
}

impl From<types::TimerUpdate> for TimerUpdateBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::TimerUpdate) -> Self {
        Self {
            key: Some(value.key),
            settings: value.settings,
        }
    }
}
