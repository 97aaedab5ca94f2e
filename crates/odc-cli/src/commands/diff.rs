//! `odctl diff`: what runs in one stage and not in another.

use clap::Args;
use serde_json::{Value, json};

use super::deployed;
use crate::context::{Context, NAMES_STAGES};
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::{Column, text};

/// Compare what is deployed in two stages; exit code 4 when it differs
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl diff Development Production", "odctl diff dev prod -o markdown"],
    &[NAMES_STAGES, deployed::OPERATION],
))]
pub struct Diff {
    /// Stage from which assets are promoted: name, part of a name, or key
    from: String,
    /// Stage to which they are promoted
    to: String,
}

impl Diff {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let (from, to) = (
            context.stage(&self.from).await?,
            context.stage(&self.to).await?,
        );
        if from == to {
            return Err(Failure::usage(format_args!(
                "both stages are {}; name two",
                from.name
            )));
        }
        let deployed = deployed::read(context, None).await?;
        let pairs = deployed.iter().filter_map(|asset| {
            let here = deployed::deployment_in(asset, &from.key);
            let there = deployed::deployment_in(asset, &to.key);
            (here.is_some() || there.is_some()).then_some((asset, here, there))
        });
        let pairs: Vec<_> = pairs.collect();
        let mut rows: Vec<_> = pairs
            .iter()
            .filter_map(|(asset, here, there)| row(asset, *here, *there))
            .collect();
        rows.sort_by_key(|row| text(row.get("asset")).to_lowercase());
        let columns = [
            Column::new("asset", "/asset"),
            Column::new("", "/from/revision")
                .prefixed("r")
                .named(&from.name),
            Column::new("", "/to/revision")
                .prefixed("r")
                .named(&to.name),
            Column::new("tag", "/tag"),
            Column::new("behind", "/difference"),
        ];
        context.shell.out.list(&columns, &rows)?;
        let summary = format!("{} of {} assets differ", rows.len(), pairs.len());
        context.shell.notes.say(summary);
        Ok(if rows.is_empty() {
            Exit::Done
        } else {
            Exit::Differs
        })
    }
}

/// The row of an asset; `None` when the same revision runs in both stages.
fn row(asset: &Value, here: Option<&Value>, there: Option<&Value>) -> Option<Value> {
    let revision = |deployment: Option<&Value>| deployment.and_then(|it| it["revision"].as_i64());
    let behind = revision(here)
        .zip(revision(there))
        .map(|(here, there)| here - there);
    let difference = match (here, there, behind) {
        (Some(_), Some(_), Some(0)) => return None,
        (Some(_), Some(_), Some(1)) => "1 revision".to_owned(),
        (Some(_), Some(_), Some(behind)) if behind > 0 => format!("{behind} revisions"),
        (Some(_), Some(_), Some(ahead)) => format!("ahead by {}", -ahead),
        (Some(_), Some(_), None) => "unknown revision".to_owned(),
        (Some(_), None, _) => "not deployed".to_owned(),
        (None, _, _) => "only there".to_owned(),
    };
    let newest = here.or(there)?;
    Some(json!({
        "asset": newest["name"],
        "assetKey": asset["key"],
        "tag": newest["tag"],
        "behind": behind,
        "difference": difference,
        "from": here,
        "to": there,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_how_far_a_stage_is_behind() {
        let asset = json!({"key": "k"});
        let at = |revision: i64| json!({"name": "A", "revision": revision, "tag": null});
        let (three, four, six) = (at(3), at(4), at(6));
        for (here, there, difference) in [
            (Some(&three), Some(&three), None),
            (Some(&four), Some(&three), Some("1 revision")),
            (Some(&six), Some(&three), Some("3 revisions")),
            (Some(&three), Some(&four), Some("ahead by 1")),
            (Some(&three), None, Some("not deployed")),
            (None, Some(&three), Some("only there")),
        ] {
            let row = row(&asset, here, there);
            assert_eq!(
                row.as_ref().and_then(|row| row["difference"].as_str()),
                difference
            );
        }
    }
}
