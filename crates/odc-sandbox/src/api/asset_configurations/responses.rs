//! Responses about values.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::model::{DataType, Declared, DeclaredGroup, DeclaredLibrary, Level, Settings};
use crate::wire_name::WireName;

/// The place where values are read, and the way they are shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) settings: &'a Settings,
    pub(super) environment: Uuid,
    /// `None` for the defaults of the stage.
    pub(super) asset: Option<Uuid>,
    /// Whether the asset runs in the stage.
    pub(super) is_deployed: bool,
    pub(super) show_binaries: bool,
}

impl View<'_> {
    /// `GenericConfigResult`. The value of a secret is not shown.
    pub(super) fn value(&self, one: &Declared) -> Value {
        let own = self.settings.get(self.environment, self.asset, &one.path);
        // The default of the stage applies to an asset without its own value.
        let inherited = match (one.level, self.asset) {
            (Level::Environment, Some(_)) => {
                let of_stage = self.settings.get(self.environment, None, &one.path);
                of_stage.and_then(|of_stage| of_stage.value.as_deref())
            }
            _ => None,
        };
        let own_level = match (one.level, self.asset) {
            (Level::Environment, Some(_)) | (Level::Application, _) => "ApplicationLevel",
            (Level::Environment, None) => "EnvironmentLevel",
            (Level::Library, _) => "LibraryLevel",
        };
        let origin = |is_own: bool| {
            if is_own {
                return format!("{own_level}Override");
            }
            match (one.level, inherited) {
                (Level::Environment, Some(_)) => "EnvironmentLevelOverride".to_owned(),
                (Level::Environment, None) => "EnvironmentLevelDefault".to_owned(),
                (Level::Application, _) => "ApplicationLevelDefault".to_owned(),
                (Level::Library, _) => "LibraryLevelDefault".to_owned(),
            }
        };
        let is_shown = !one.is_secret && (one.kind != DataType::BinaryUrl || self.show_binaries);
        let default = one.default.as_deref();
        let value = own.and_then(|own| own.value.as_deref()).or(inherited);
        let runs = own.and_then(|own| own.deployed.as_deref());
        let deployed = runs.or(inherited).or(default);
        json!({
            "key": one.key,
            "name": one.name,
            "description": one.description,
            "dataType": one.kind.name(),
            "defaultValue": default.filter(|_| is_shown),
            "deployedValue": deployed.filter(|_| is_shown && self.is_deployed),
            "value": value.filter(|_| is_shown),
            "valueOrigin": origin(own.is_some_and(|own| own.value.is_some())),
            "deployedValueOrigin": self.is_deployed.then(|| origin(runs.is_some())),
            "isSecret": one.is_secret,
            "valueSetAfterDeploy": one.is_secret.then(|| own.is_some_and(|own| own.is_pending)),
            "updatedAt": own.map(|own| own.updated_at),
            "filename": own.and_then(|own| own.filename.as_ref()),
        })
    }

    pub(super) fn values(&self, all: &[Declared]) -> Vec<Value> {
        all.iter().map(|one| self.value(one)).collect()
    }

    /// A list of `TimerResult`.
    pub(super) fn timers(&self, all: &[DeclaredGroup]) -> Vec<Value> {
        let timers = all.iter().map(|one| {
            json!({
                "key": one.key,
                "name": one.name,
                "description": Value::Null,
                "configs": self.values(&one.configs),
            })
        });
        timers.collect()
    }

    /// A list of `IntegrationResult`.
    pub(super) fn integrations(&self, all: &[DeclaredGroup]) -> Vec<Value> {
        let integrations = all.iter().map(|one| {
            json!({
                "key": one.key,
                "name": one.name,
                "pluginType": "RestConsumer",
                "configs": self.values(&one.configs),
            })
        });
        integrations.collect()
    }

    /// A list of `LibraryConfigResult`.
    pub(super) fn libraries(&self, all: &[DeclaredLibrary]) -> Vec<Value> {
        let libraries = all.iter().map(|one| {
            json!({
                "key": one.key,
                "name": one.name,
                "revision": one.revision,
                "revisionBaseline": one.revision,
                "systemConfigurations": [],
                "settings": self.values(&one.settings),
                "integrations": self.integrations(&one.integrations),
            })
        });
        libraries.collect()
    }
}
