//! The settings of a file, which is YAML or JSON. The values of secrets are in environment variables.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use odc_runtime::Patch;
use serde_norway::Value;

use crate::cell;
use crate::configuration::{Change, Configuration, Entry};

/// A value of the file, with the names on the way to it. None goes back to the default.
type Wanted = (Vec<String>, Option<String>);

/// What a file sets.
#[derive(Debug)]
pub struct SettingsFile {
    path: PathBuf,
    wanted: Vec<Wanted>,
}

impl SettingsFile {
    /// Reads a file.
    ///
    /// # Errors
    /// It cannot be read, or has another form.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let file = path.display();
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {file}"))?;
        let root: Value = serde_norway::from_str(&text)
            .with_context(|| format!("{file} is neither YAML nor JSON"))?;
        let mut wanted = Vec::new();
        if root.is_mapping() {
            let collected = collect(root, &mut Vec::new(), &mut wanted);
            collected.with_context(|| format!("{file} cannot be used"))?;
        }
        if wanted.is_empty() {
            bail!("{file} has no settings; it has the form `settings: {{PageSize: 50}}`");
        }
        let path = path.to_owned();
        Ok(Self { path, wanted })
    }

    /// The values of the file that are not set yet.
    ///
    /// # Errors
    /// The asset has no such setting, an environment variable is missing, or a secret is in the file itself.
    pub fn changes<'a>(&self, configuration: &'a Configuration) -> anyhow::Result<Vec<Change<'a>>> {
        let file = self.path.display();
        let mut changes = Vec::new();
        for (names, text) in &self.wanted {
            let path = names.join(".");
            let entry = configuration
                .entries
                .iter()
                .find(|entry| entry.names == *names || entry.keys == *names);
            let entry = entry.with_context(|| {
                format!(
                    "{file} names {path}, which the asset does not have; it has {}",
                    beside(configuration, names)
                )
            })?;
            let variable = text
                .as_deref()
                .and_then(|text| text.strip_prefix("${")?.strip_suffix('}'));
            let value = match (text, variable) {
                (None, _) => Patch::Null,
                (Some(_), Some(name)) => match std::env::var(name) {
                    Ok(value) if !value.is_empty() => Patch::from(value),
                    _ => bail!(
                        "the environment variable {name} is not set; {file} takes {path} from it"
                    ),
                },
                // The text is not repeated: it may be the secret.
                (Some(_), None) if entry.is_secret() => {
                    bail!(
                        "{path} is a secret: write ${{NAME}} in {file}, and put it into the environment variable NAME"
                    )
                }
                (Some(text), None) => Patch::from(text.as_str()),
            };
            let is_new = match &value {
                Patch::Value(value) => {
                    entry.is_secret() || entry.setting.value.as_ref() != Some(value)
                }
                _ => entry.is_secret() || entry.setting.value.is_some(),
            };
            if is_new {
                let shown = cell(text.as_deref().or(Some("(default)")));
                changes.push(Change {
                    entry,
                    shown,
                    value,
                });
            }
        }
        Ok(changes)
    }
}

fn collect(value: Value, names: &mut Vec<String>, found: &mut Vec<Wanted>) -> anyhow::Result<()> {
    let at = names.join(".");
    let text = match value {
        Value::Mapping(members) => {
            for (name, member) in members {
                let Value::String(name) = name else {
                    bail!("{at} has a name that is no text; put it in quotes")
                };
                names.push(name);
                collect(member, names, found)?;
                names.pop();
            }
            return Ok(());
        }
        Value::Null => None,
        // The service writes booleans like this.
        Value::Bool(flag) => Some(if flag { "True" } else { "False" }.to_owned()),
        Value::Number(number) if number.is_f64() => {
            bail!("{at} is a number whose digits could change; put it in quotes")
        }
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text),
        Value::Sequence(_) | Value::Tagged(_) => {
            bail!("{at} is neither a text, a number, true, false nor null")
        }
    };
    found.push((names.clone(), text));
    Ok(())
}

/// The names that could have been meant.
fn beside(configuration: &Configuration, names: &[String]) -> String {
    let matching = |entry: &&Entry| {
        entry
            .names
            .iter()
            .zip(names)
            .take_while(|(a, b)| a == b)
            .count()
    };
    let most = configuration
        .entries
        .iter()
        .map(|entry| matching(&entry))
        .max()
        .unwrap_or_default();
    let nearest = configuration
        .entries
        .iter()
        .filter(|entry| matching(entry) == most);
    nearest
        .map(Entry::path)
        .take(5)
        .collect::<Vec<_>>()
        .join(", ")
}
