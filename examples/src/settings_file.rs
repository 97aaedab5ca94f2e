//! The settings of a file, which is YAML or JSON. The values of secrets are in environment variables.

use std::path::Path;

use anyhow::{Context as _, bail};
use odc_asset_configurations_v1::Entry;
use odc_runtime::{Patch, Secret};
use serde_norway::Value;

use crate::cell;
use crate::configuration::{is_secret, path};

/// A value of the file, with the names on the path to it. `None` restores the default.
type FileSetting = (Vec<String>, Option<String>);

/// A change of a setting.
#[derive(Debug)]
pub struct Change<'a> {
    /// The setting.
    pub entry: &'a Entry,
    /// The value, exactly as in the file.
    pub shown: String,
    /// The value. Null restores the default.
    pub value: Patch<Secret>,
}

/// Reads the values of a file.
///
/// # Errors
/// It cannot be read, or has another form.
pub fn read(path: &Path) -> anyhow::Result<Vec<FileSetting>> {
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
    Ok(wanted)
}

fn collect(
    value: Value,
    names: &mut Vec<String>,
    found: &mut Vec<FileSetting>,
) -> anyhow::Result<()> {
    let at = names.join(".");
    let text = match value {
        Value::Mapping(members) => {
            for (name, member) in members {
                let Value::String(name) = name else {
                    bail!("{at} has a name that is not a text; put it in quotes")
                };
                names.push(name);
                collect(member, names, found)?;
                names.pop();
            }
            return Ok(());
        }
        Value::Null => None,
        // The service writes booleans in this form.
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

/// The values of a file that are not set yet. Errors show the name of the file. The file may use the values of these
/// environment variables.
///
/// # Errors
/// The asset has no such setting, an environment variable is missing or not allowed, or a secret is in the file itself.
pub fn changes<'a>(
    file: &Path,
    wanted: Vec<FileSetting>,
    entries: &'a [Entry],
    variables: &[String],
) -> anyhow::Result<Vec<Change<'a>>> {
    let mut changes = Vec::new();
    for (names, text) in wanted {
        let mut known = entries.iter();
        let Some(entry) = known.find(|one| one.names == names || one.keys == names) else {
            let beside = entries
                .iter()
                .filter(|one| one.names.first() == names.first());
            let beside: Vec<_> = beside.map(path).take(5).collect();
            bail!(
                "{} names {}, which the asset does not have; it has {}",
                file.display(),
                names.join("."),
                cell(Some(beside.join(", ")))
            )
        };
        let value = value(file, entry, text.as_deref(), variables)?;
        let set = entry
            .setting
            .value
            .clone()
            .map_or(Patch::Null, Patch::Value);
        if is_secret(&entry.setting) || value != set {
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

/// The value that a text of the file stands for.
fn value(
    file: &Path,
    entry: &Entry,
    text: Option<&str>,
    variables: &[String],
) -> anyhow::Result<Patch<Secret>> {
    let Some(text) = text else {
        return Ok(Patch::Null);
    };
    let (file, path) = (file.display(), path(entry));
    let variable = text
        .strip_prefix("${")
        .and_then(|text| text.strip_suffix('}'));
    match variable.map(|name| (name, std::env::var(name).unwrap_or_default())) {
        // Apps can read their settings. Therefore the author of the file must not choose which environment variables
        // they get.
        Some((name, _)) if name.starts_with("ODC_") => {
            bail!("{file} takes {path} from {name}, which is for signing in alone")
        }
        Some((name, _)) if !variables.iter().any(|allowed| allowed == name) => {
            bail!(
                "{file} takes {path} from the environment variable {name}; allow it with --var {name}"
            )
        }
        Some((name, value)) if value.is_empty() => {
            bail!("the environment variable {name} is not set; {file} takes {path} from it")
        }
        Some((_, value)) => Ok(Patch::from(value)),
        // The message does not repeat the text, because it may be the secret.
        None if is_secret(&entry.setting) => bail!(
            "{path} is a secret: write ${{NAME}} in {file}, and put it into the environment variable NAME"
        ),
        None => Ok(Patch::from(text)),
    }
}
