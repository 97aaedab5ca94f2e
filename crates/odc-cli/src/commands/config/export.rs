//! `odctl config export`: the values that were set, as a file for `odctl config apply`.

use std::collections::BTreeSet;

use serde_norway::{Mapping, Value};

use super::entries::{Configuration, Entry, Target};
use super::file::escaped;
use super::variables::{all_of_setting, of_setting};
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::output::{Format, json, yaml};

/// Writes the values of assets in a stage.
pub(super) async fn export(
    context: &Context<'_>,
    assets: &[String],
    stage: &str,
) -> Result<Exit, Failure> {
    let out = &context.shell.out;
    out.check_own_form("the file", &[Format::Json, Format::Yaml])?;
    let stage = context.stage(stage).await?;
    let (mut all, mut variables) = (Mapping::new(), BTreeSet::new());
    for wanted in assets {
        let target = Target::find(context, wanted).await?;
        let configuration = Configuration::read(context, &target, &stage).await?;
        let mut tree = Mapping::new();
        for entry in configuration.entries.iter().filter(|entry| entry.is_set()) {
            if entry.is_file() && !entry.is_secret() {
                context.shell.notes.say(format_args!(
                    "{}: {} is a file and is left out",
                    target.asset.name,
                    entry.path()
                ));
                continue;
            }
            let value = value(&target.asset.name, entry, &mut variables);
            insert(&mut tree, &entry.known.names, value);
        }
        all.insert(Value::from(target.asset.name.as_str()), tree.into());
    }
    let mut root = Mapping::new();
    root.insert("assets".into(), all.into());
    // JSON is valid YAML, so config apply accepts it too.
    out.raw(&match out.format {
        Format::Json => json(&root)?,
        _ => yaml(&root)?,
    })?;
    if !variables.is_empty() {
        let names: Vec<_> = variables.into_iter().collect();
        context.shell.notes.say(format_args!(
            "secrets are not in the file; config apply takes them from {}",
            names.join(", ")
        ));
    }
    Ok(Exit::Done)
}

/// The value for the file. A secret becomes a variable that no other setting has.
fn value(asset: &str, entry: &Entry, variables: &mut BTreeSet<String>) -> Value {
    if !entry.is_secret() {
        return entry
            .next()
            .map_or(Value::Null, |text| escaped(text).into());
    }
    let names = &entry.known.names;
    let free = all_of_setting(asset, names)
        .find(|name| !variables.contains(name))
        .unwrap_or_else(|| of_setting(asset, names));
    let text = format!("${{{free}}}");
    variables.insert(free);
    text.into()
}

fn insert(tree: &mut Mapping, names: &[String], value: Value) {
    let Some((name, rest)) = names.split_first() else {
        return;
    };
    if rest.is_empty() {
        tree.insert(name.as_str().into(), value);
        return;
    }
    let below = tree
        .entry(name.as_str().into())
        .or_insert_with(|| Mapping::new().into());
    if let Value::Mapping(below) = below {
        insert(below, rest, value);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::entries::entries;
    use super::*;

    #[test]
    fn two_secrets_never_share_a_variable() {
        let secret = |name: &str| json!({"key": name, "isSecret": true});
        let settings = ["ApiKey", "Api-Key", "Schlüssel"].map(secret);
        let entries = entries(json!({"settings": settings}), false).unwrap();
        let mut taken = BTreeSet::new();
        let written = entries.iter().map(|it| value("2 Claims", it, &mut taken));
        let written: Vec<_> = written.map(|it| it.as_str().unwrap().to_owned()).collect();
        assert_eq!(
            written,
            [
                "${_2_CLAIMS_SETTINGS_API_KEY}",
                "${_2_CLAIMS_SETTINGS_API_KEY_2}",
                "${_2_CLAIMS_SETTINGS_SCHL_SSEL}",
            ]
        );
    }
}
