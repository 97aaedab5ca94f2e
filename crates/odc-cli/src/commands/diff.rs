//! `odctl diff`: the differences between two stages.

use clap::Args;
use odc_runtime::Operation;
use serde_json::{Value, json};

use super::deployed;
use crate::candidates;
use crate::context::{Context, NAMES_STAGES};
use crate::exit::{Exit, Failure};
use crate::help;
use crate::names::Named;
use crate::output::{Column, text};
use crate::report::{Report, Reporting};

/// Compare what is deployed in two stages; exit code 4 when it differs
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &[
        "odctl diff Development Production",
        "odctl diff dev prod -o markdown",
        "odctl diff dev prod --report github",
    ],
    OPERATIONS,
))]
pub struct Diff {
    /// Stage from which assets are promoted: name, part of a name, or key
    #[arg(add = candidates::stages())]
    from: String,
    /// Stage to which they are promoted
    #[arg(add = candidates::stages())]
    to: String,
    #[command(flatten)]
    reporting: Reporting,
}

/// The operations that the command calls.
pub(super) const OPERATIONS: &[&Operation] = &[NAMES_STAGES, deployed::OPERATION];

/// How two stages differ.
pub(super) struct Comparison {
    pub from: Named,
    pub to: Named,
    /// A row for each asset that differs, by name.
    pub rows: Vec<Value>,
    /// The names of the assets that do not differ.
    pub equal: Vec<String>,
}

/// Compares what is deployed in two stages.
pub(super) async fn compare(
    context: &Context<'_>,
    from: &str,
    to: &str,
) -> Result<Comparison, Failure> {
    let (from, to) = (context.stage(from).await?, context.stage(to).await?);
    if from == to {
        return Err(Failure::usage(format_args!(
            "both stages are {}; name two",
            from.name
        )));
    }
    let (mut rows, mut equal) = (Vec::new(), Vec::new());
    for asset in deployed::read(context, None).await? {
        let here = deployed::deployment_in(&asset, &from.key);
        let there = deployed::deployment_in(&asset, &to.key);
        match (row(&asset, here, there), here) {
            (Some(row), _) => rows.push(row),
            (None, Some(here)) => equal.push(text(here.get("name"))),
            (None, None) => {}
        }
    }
    rows.sort_by_key(|row| text(row.get("asset")).to_lowercase());
    Ok(Comparison {
        from,
        to,
        rows,
        equal,
    })
}

impl Diff {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        self.reporting.check()?;
        let mut report = Report::new(format!("odctl diff {} {}", self.from, self.to));
        let ended = self.gate(context, &mut report).await;
        self.reporting.end(report, ended, &context.shell.notes)
    }

    async fn gate(&self, context: &Context<'_>, report: &mut Report) -> Result<Exit, Failure> {
        let compared = compare(context, &self.from, &self.to).await?;
        *report = compared.report();
        let rows = &compared.rows;
        let columns = [
            Column::new("asset", "/asset"),
            Column::new("", "/from/revision")
                .prefixed("r")
                .named(&compared.from.name),
            Column::new("", "/to/revision")
                .prefixed("r")
                .named(&compared.to.name),
            Column::new("tag", "/tag"),
            Column::new("behind", "/difference"),
        ];
        context.shell.out.list(&columns, rows)?;
        let all = rows.len() + compared.equal.len();
        let summary = format!("{} of {all} assets differ", rows.len());
        context.shell.notes.say(summary);
        Ok(if rows.is_empty() {
            Exit::Done
        } else {
            Exit::Differs
        })
    }
}

impl Comparison {
    /// A check for each asset. It passes if both stages have the same revision.
    fn report(&self) -> Report {
        let (from, to) = (&self.from.name, &self.to.name);
        let mut report = Report::new(format!("odctl diff {from} {to}"));
        for row in &self.rows {
            let revision = |stage: &str| match row[stage]["revision"].as_i64() {
                Some(revision) => format!("r{revision}"),
                None => "none".to_owned(),
            };
            let problem = format!(
                "{} ({from} has {}, {to} has {})",
                text(row.get("difference")),
                revision("from"),
                revision("to")
            );
            report.broken(text(row.get("asset")), problem);
        }
        for name in &self.equal {
            report.add_passed(name);
        }
        report
    }
}

/// The row of an asset. `None` if both stages run the same revision, or neither runs any.
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
    fn a_row_says_how_many_revisions_a_stage_is_behind() {
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
