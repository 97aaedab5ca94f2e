//! The values that can be configured for an asset: settings, timers, consumed REST APIs, the same for its libraries,
//! and e-mail.
//!
//! They are computed from the asset's key and type, so they are not stored.

use uuid::Uuid;

use super::assets::{Asset, AssetType, derived_key};
use super::settings::DataType;
use super::tenant::Tenant;

/// The purpose for which the keys of declared values are derived.
const DECLARED: u64 = 20;

/// The level that a setting belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    Environment,
    Application,
    Library,
}

/// One value that can be set.
#[derive(Debug, Clone)]
pub(crate) struct Declared {
    /// Its place among all values of the asset.
    pub(crate) path: String,
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) kind: DataType,
    pub(crate) default: Option<String>,
    pub(crate) is_secret: bool,
    pub(crate) level: Level,
}

impl Declared {
    /// Whether it belongs to e-mail. The service has a separate permission for e-mail.
    pub(crate) fn is_email(&self) -> bool {
        self.key.starts_with("Email.")
    }
}

/// Values that form a group: a timer, or a consumed REST API.
#[derive(Debug, Clone)]
pub(crate) struct DeclaredGroup {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) configs: Vec<Declared>,
}

/// The values that can be configured for a library in an asset that uses it.
#[derive(Debug, Clone)]
pub(crate) struct DeclaredLibrary {
    pub(crate) key: Uuid,
    pub(crate) name: String,
    pub(crate) revision: i32,
    pub(crate) settings: Vec<Declared>,
    pub(crate) integrations: Vec<DeclaredGroup>,
}

/// All values that can be configured for a revision of an asset.
#[derive(Debug, Clone)]
pub(crate) struct Declarations {
    pub(crate) settings: Vec<Declared>,
    pub(crate) timers: Vec<DeclaredGroup>,
    pub(crate) integrations: Vec<DeclaredGroup>,
    pub(crate) libraries: Vec<DeclaredLibrary>,
    /// Empty for agents.
    pub(crate) system: Vec<Declared>,
}

type Row = (&'static str, DataType, Option<&'static str>, bool);

const SETTINGS: [Row; 3] = [
    ("PageSize", DataType::Integer, Some("20"), false),
    ("ServiceToken", DataType::Text, None, true),
    ("Letterhead", DataType::BinaryUrl, None, false),
];
/// The index of the setting that the first revision does not have yet.
const ADDED: usize = 2;
const TIMERS: [&str; 2] = ["NightlyCleanup", "SendReminders"];
const TIMER: [Row; 4] = [
    ("IsActive", DataType::Boolean, Some("True"), false),
    ("Schedule", DataType::Text, Some("Daily at 02:00"), false),
    ("Timeout", DataType::Integer, Some("20"), false),
    ("Priority", DataType::Text, Some("Normal"), false),
];
const REST: [Row; 3] = [
    (
        "BaseUrl",
        DataType::Text,
        Some("https://rates.sandbox.example/v1"),
        false,
    ),
    ("Username", DataType::Text, None, false),
    ("Password", DataType::Text, None, true),
];
const OF_LIBRARIES: [Row; 2] = [
    ("Language", DataType::Text, Some("en"), false),
    ("LicenseKey", DataType::Text, None, true),
];
const OF_STAGES: [Row; 6] = [
    (
        "Email.Server",
        DataType::Text,
        Some("smtp.sandbox.example"),
        false,
    ),
    ("Email.Port", DataType::Integer, Some("587"), false),
    (
        "Email.Sender",
        DataType::Email,
        Some("no-reply@sandbox.example"),
        false,
    ),
    ("Email.Username", DataType::Text, None, false),
    ("Email.Password", DataType::Text, None, true),
    (
        "Session.TimeoutMinutes",
        DataType::Integer,
        Some("60"),
        false,
    ),
];

fn declare(path: &str, key: String, row: &Row, level: Level) -> Declared {
    let (name, kind, default, is_secret) = row;
    Declared {
        path: format!("{path}/{key}"),
        key,
        name: (*name).to_owned(),
        description: (!is_secret).then(|| format!("{name} of the sandbox tenant")),
        kind: *kind,
        default: default.map(str::to_owned),
        is_secret: *is_secret,
        level,
    }
}

/// Declares rows with names as keys.
fn named_rows(path: &str, rows: &[Row], level: Level) -> Vec<Declared> {
    let rows = rows.iter();
    rows.map(|row| declare(path, row.0.to_owned(), row, level))
        .collect()
}

/// Declares rows with UUIDs as keys.
fn keyed_rows(path: &str, owner: Uuid, rows: &[Row], level: Level) -> Vec<Declared> {
    let rows = rows.iter().enumerate();
    rows.map(|(place, row)| {
        let key = derived_key(owner, DECLARED, place as u64);
        declare(path, key.to_string(), row, level)
    })
    .collect()
}

fn group(
    path: &str,
    owner: Uuid,
    purpose: u64,
    name: &str,
    rows: &[Row],
    level: Level,
) -> DeclaredGroup {
    let key = derived_key(owner, DECLARED + purpose, name.len() as u64).to_string();
    DeclaredGroup {
        configs: named_rows(&format!("{path}/{key}"), rows, level),
        key,
        name: name.to_owned(),
    }
}

/// The values that can be configured for a stage.
pub(crate) fn of_stage() -> Vec<Declared> {
    named_rows("systemConfigurations", &OF_STAGES, Level::Environment)
}

impl Tenant {
    /// The values that can be configured for a revision of an app or agent.
    pub(crate) fn declarations(&self, asset: &Asset, revision: i32) -> Declarations {
        let owner = asset.key;
        let mut settings = keyed_rows("settings", owner, &SETTINGS, Level::Application);
        if revision == 1 {
            settings.truncate(ADDED);
        }
        let timers = TIMERS.iter();
        let timers = timers.map(|name| group("timers", owner, 1, name, &TIMER, Level::Application));
        let rest = group(
            "integrations",
            owner,
            2,
            "ExchangeRates",
            &REST,
            Level::Application,
        );
        let producers = self.producers_of(asset, revision);
        let libraries = producers.filter(|one| one.asset.kind.is_library());
        let libraries = libraries.map(|one| {
            let path = format!("libraries/{}", one.asset.key);
            let key = one.asset.key;
            DeclaredLibrary {
                key,
                name: one.asset.name.clone(),
                revision: one.revision,
                settings: keyed_rows(
                    &format!("{path}/settings"),
                    key,
                    &OF_LIBRARIES,
                    Level::Library,
                ),
                integrations: vec![group(
                    &format!("{path}/integrations"),
                    key,
                    2,
                    "Updates",
                    &REST,
                    Level::Library,
                )],
            }
        });
        Declarations {
            settings,
            timers: timers.collect(),
            integrations: vec![rest],
            libraries: libraries.collect(),
            system: if asset.kind == AssetType::Agent {
                Vec::new()
            } else {
                of_stage()
            },
        }
    }
}
