//! The configuration of an asset in a stage, and of a stage for all its assets: the values that were set, and the
//! values that are in use.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::flaw::{Checked, check_time, ensure};
use crate::problem::Problem;
use crate::wire_name::{WireName, wire_names};

/// The largest size of a binary setting, in bytes: 5.8 KB.
const MOST_BINARY_BYTES: usize = 5800;
/// The largest number of values that can be set in the tenant.
const MOST_VALUES: usize = 100_000;
/// The largest number of bytes in a value.
const MOST_VALUE_BYTES: usize = 64 * 1024;

wire_names! {
    /// The type of a value.
    pub(crate) enum DataType {
        Text = "Text",
        Integer = "Integer",
        LongInteger = "LongInteger",
        Decimal = "Decimal",
        Boolean = "Boolean",
        DateTime = "DateTime",
        Date = "Date",
        Time = "Time",
        PhoneNumber = "PhoneNumber",
        Email = "Email",
        Currency = "Currency",
        EntityIdentifierType = "EntityIdentifierType",
        BinaryUrl = "BinaryUrl",
    }
}

/// A value that was set, and the value that is in use. Callers can only read whether a secret was set.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SettingValue {
    pub(crate) environment: Uuid,
    /// The asset, or None for a default of the stage.
    pub(crate) asset: Option<Uuid>,
    /// The place of the value among all values of the asset.
    pub(crate) path: String,
    /// The value that was set. None means the default.
    pub(crate) value: Option<String>,
    #[serde(default)]
    pub(crate) filename: Option<String>,
    /// The value with which the asset runs. None means the default.
    pub(crate) deployed: Option<String>,
    /// Whether it was set after the last deployment.
    pub(crate) is_pending: bool,
    pub(crate) updated_at: DateTime<Utc>,
}

/// A new value of a setting. None sets the default again.
#[derive(Debug)]
pub(crate) struct NewValue {
    pub(crate) path: String,
    pub(crate) value: Option<String>,
    pub(crate) filename: Option<String>,
}

/// All values that were set.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Settings(Vec<SettingValue>);

impl Settings {
    /// The value of an asset in a stage, or of the stage.
    pub(crate) fn get(
        &self,
        environment: Uuid,
        asset: Option<Uuid>,
        path: &str,
    ) -> Option<&SettingValue> {
        let mut values = self.0.iter();
        values.find(|one| one.environment == environment && one.asset == asset && one.path == path)
    }

    /// Sets a value. An asset uses it after the next deployment. A default of the stage is used at once.
    pub(crate) fn set(
        &mut self,
        environment: Uuid,
        asset: Option<Uuid>,
        new: NewValue,
        now: DateTime<Utc>,
    ) -> Result<(), Problem> {
        let place = self.0.iter().position(|one| {
            one.environment == environment && one.asset == asset && one.path == new.path
        });
        let place = match place {
            Some(place) => place,
            None if self.0.len() >= MOST_VALUES => {
                return Err(Problem::bad_request(
                    "the sandbox keeps 100000 values at most",
                ));
            }
            None => {
                self.0.push(SettingValue {
                    environment,
                    asset,
                    path: new.path,
                    value: None,
                    filename: None,
                    deployed: None,
                    is_pending: false,
                    updated_at: now,
                });
                self.0.len() - 1
            }
        };
        if let Some(stored) = self.0.get_mut(place) {
            stored.value = new.value;
            stored.filename = new.filename;
            stored.is_pending = true;
            stored.updated_at = now;
            if asset.is_none() {
                run(stored);
            }
        }
        Ok(())
    }

    /// Makes an asset run with all its values in a stage.
    pub(crate) fn deploy(&mut self, environment: Uuid, asset: Uuid) {
        for one in &mut self.0 {
            if one.environment == environment && one.asset == Some(asset) {
                run(one);
            }
        }
    }

    pub(super) fn forget_asset(&mut self, asset: Uuid) {
        self.0.retain(|one| one.asset != Some(asset));
    }

    /// Checks what is true for every value that a call set. `is_known` says whether a stage and an asset exist.
    pub(super) fn check(&self, is_known: impl Fn(Uuid, Option<Uuid>) -> bool) -> Checked {
        let is_bounded = self.0.len() <= MOST_VALUES;
        ensure(is_bounded, "", "there are more than 100000 values")?;
        let mut seen = BTreeSet::new();
        for (number, one) in self.0.iter().enumerate() {
            let at = format!("[{number}]");
            let known = is_known(one.environment, one.asset);
            ensure(known, &at, "there is no such stage or asset")?;
            let is_first = seen.insert((one.environment, one.asset, &one.path));
            ensure(is_first, format!("{at}.path"), "the value is given twice")?;
            check_time(format!("{at}.updated_at"), Some(one.updated_at))?;
        }
        Ok(())
    }
}

fn run(value: &mut SettingValue) {
    value.deployed.clone_from(&value.value);
    value.is_pending = false;
}

/// Refuses a value that does not fit the type.
pub(crate) fn check_value(name: &str, kind: DataType, value: &str) -> Result<(), Problem> {
    let fits = match kind {
        DataType::Integer => value.parse::<i32>().is_ok(),
        DataType::LongInteger | DataType::EntityIdentifierType => value.parse::<i64>().is_ok(),
        DataType::Decimal | DataType::Currency => value.parse::<f64>().is_ok_and(f64::is_finite),
        DataType::Boolean => ["true", "false"].contains(&value.to_lowercase().as_str()),
        DataType::Email => value.is_empty() || value.contains('@'),
        DataType::BinaryUrl => STANDARD
            .decode(value)
            .is_ok_and(|bytes| bytes.len() <= MOST_BINARY_BYTES),
        DataType::Text
        | DataType::DateTime
        | DataType::Date
        | DataType::Time
        | DataType::PhoneNumber => value.len() <= MOST_VALUE_BYTES,
    };
    if fits {
        return Ok(());
    }
    let what = match kind {
        DataType::BinaryUrl => "base64 of at most 5.8 KB".to_owned(),
        _ => format!("a value of the type {}", kind.name()),
    };
    Err(Problem::bad_request(format!("{name} must be {what}")))
}
