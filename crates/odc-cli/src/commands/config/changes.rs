//! The values of a file that are not set yet.

use odc_runtime::{Patch, Secret};
use serde_json::{Value, json};

use super::entries::{Configuration, Entry, Target};
use super::file::{AssetSettings, Leaf};
use super::variables::{Variables, of_setting};
use crate::exit::Failure;
use crate::yaml::File;

/// A change of a setting.
#[derive(Debug)]
pub(super) struct Change {
    /// The setting.
    pub(super) entry: Entry,
    /// The value. Null restores the default.
    pub(super) value: Patch<Secret>,
    /// The value for people. The value of a secret is not shown.
    shown: String,
}

impl Change {
    /// Whether a value is lost that no call can read again.
    pub(super) fn replaces_secret(&self) -> bool {
        self.entry.is_secret() && self.entry.is_set()
    }

    /// The change as a row.
    pub(super) fn row(&self, asset: &str, outcome: &str) -> Value {
        json!({
            "asset": asset,
            "setting": self.entry.path(),
            "from": self.entry.value_for_people(),
            "to": self.shown,
            "outcome": outcome,
        })
    }
}

/// The changes that make the configuration of an asset equal to the file.
///
/// # Errors
/// The asset has no such setting, a secret is in the file, the file may not take the variable, or the value is a file or
/// has another type.
pub(super) fn changes(
    wanted: &AssetSettings,
    target: &Target,
    configuration: &Configuration,
    file: &File,
    variables: &Variables,
) -> Result<Vec<Change>, Failure> {
    let mut changes = Vec::new();
    for (names, leaf) in &wanted.values {
        let path = names.join(".");
        let place = || file.place(&wanted.way(names));
        let refuse = |problem: &str| {
            Failure::usage(format_args!(
                "{}: {path} of {}: {problem}; nothing was sent",
                place(),
                target.asset.name
            ))
        };
        let entry = configuration
            .entries
            .iter()
            .find(|entry| entry.is_named(names));
        let Some(entry) = entry else {
            return Err(Failure::not_found(format_args!(
                "{}: {} has no {path}; it has {}; nothing was sent",
                place(),
                target.asset.name,
                beside(configuration, names)
            )));
        };
        if entry.is_file() && *leaf != Leaf::Default {
            return Err(refuse("its value is a file, which only the portal uploads"));
        }
        if let Leaf::Variable { name, .. } = leaf
            && !variables.allow(name, &target.asset.name, &entry.known.names)
        {
            let own = of_setting(&target.asset.name, &entry.known.names);
            return Err(refuse(&format!(
                "a file does not choose ${{{name}}} alone: allow it with --var {name}, or name the variable {own}"
            )));
        }
        let shown = match leaf {
            Leaf::Default => "(default)".to_owned(),
            Leaf::Variable { name, .. } => format!("${{{name}}}"),
            // The message does not repeat the text, because it may be the secret.
            Leaf::Text(_) if entry.is_secret() => {
                return Err(refuse(
                    "it is a secret; write ${NAME}, and put it into the environment variable NAME",
                ));
            }
            Leaf::Text(text) => text.clone(),
        };
        let value = match leaf {
            Leaf::Default => None,
            Leaf::Text(text) => Some(Secret::from(text.as_str())),
            Leaf::Variable { value, .. } => Some(value.clone()),
        };
        let misfit = value.as_ref().and_then(|it| entry.misfit(it.expose()));
        if let Some(misfit) = misfit {
            return Err(refuse(&format!("{shown} does not fit: {misfit}")));
        }
        if is_new(entry, value.as_ref()) {
            changes.push(Change {
                entry: entry.clone(),
                value: value.map_or(Patch::Null, Patch::Value),
                shown,
            });
        }
    }
    Ok(changes)
}

/// Whether a value is not set yet. For a secret, no call can say this.
fn is_new(entry: &Entry, value: Option<&Secret>) -> bool {
    match value {
        Some(value) => entry.is_secret() || entry.known.setting.value.as_ref() != Some(value),
        None => entry.is_set(),
    }
}

/// The names that the user may have meant.
fn beside(configuration: &Configuration, names: &[String]) -> String {
    let shared = |entry: &Entry| {
        let pairs = entry.known.names.iter().zip(names);
        pairs.take_while(|(a, b)| a == b).count()
    };
    let all = &configuration.entries;
    let most = all.iter().map(shared).max().unwrap_or_default();
    let near = all.iter().filter(|entry| shared(entry) == most);
    let near: Vec<_> = near.take(5).map(Entry::path).collect();
    if near.is_empty() {
        return "no settings".to_owned();
    }
    near.join(", ")
}
