//! `odctl delete`: deletes an asset after an analysis of its users.

use clap::Args;
use serde_json::json;

use super::consent::{Consent, Patience};
use super::delivery::{analysis, target};
use super::reported::reported;
use super::tasks;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::Column;
use crate::report::{Report, Reporting};

const COLUMNS: [Column; 3] = [
    Column::new("asset", "/asset"),
    Column::new("key", "/assetKey"),
    Column::new("deleted", "/deleted"),
];

/// Delete an asset with all its revisions, after showing who uses it
///
/// Nothing brings a deleted asset back. It is not deleted when somebody uses it or when it runs in a stage after Development, unless you add
/// --despite-use.
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl delete \"Loan Desk\"", "odctl delete \"Loan Desk\" --dry-run"],
    tasks::operations_of("delete"),
))]
pub struct Delete {
    /// Name, part of a name, or key
    asset: String,
    /// Delete it also when somebody uses it or when it runs in a stage after Development
    #[arg(long)]
    despite_use: bool,
    #[command(flatten)]
    consent: Consent,
    #[command(flatten)]
    patience: Patience,
    #[command(flatten)]
    reporting: Reporting,
}

impl Delete {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let reporting = self.reporting.clone();
        let about = ("delete", self.asset.clone());
        let work = async |report: &mut Report| self.delete(context, report).await;
        reported(context, &reporting, about, work).await
    }

    async fn delete(self, context: &Context<'_>, report: &mut Report) -> Result<Exit, Failure> {
        let asset = target::asset(context, &self.asset).await?;
        let name = &asset.name;
        report.about(name);
        let row = json!({"asset": name, "assetKey": asset.key, "deleted": true});
        let out = &context.shell.out;
        out.check(&COLUMNS, std::slice::from_ref(&row))?;
        let uses = analysis::uses(context, asset.key, name, self.patience.deadline).await?;
        let notes = &context.shell.notes;
        notes.say(format_args!(
            "plan   {name} ({}) is deleted with all its revisions",
            asset.key
        ));
        if uses.lines.is_empty() {
            notes.say("       nobody uses it, and no stage runs it");
        }
        let is_refused = uses.is_used && !self.despite_use && !self.consent.dry_run;
        for line in &uses.lines {
            notes.say(format_args!("       {line}"));
            let (check, problem) = (format!("{name}: {line}"), "it is in use");
            if is_refused {
                report.broken(check, problem);
            } else {
                report.warned(check, problem);
            }
        }
        if is_refused {
            return Err(Failure::new(
                Exit::Differs,
                format_args!(
                    "{name} is not deleted, because it is in use; end that, or add --despite-use"
                ),
            ));
        }
        if !self
            .consent
            .is_given(context.shell, format_args!("Delete {name} for good?"))?
        {
            return Ok(Exit::Done);
        }
        if !self.consent.yes {
            let now = analysis::uses(context, asset.key, name, self.patience.deadline).await?;
            if now.lines != uses.lines {
                return Err(Failure::new(
                    Exit::Differs,
                    format_args!(
                        "the uses of {name} have changed meanwhile; nothing was changed; give the command again"
                    ),
                ));
            }
        }
        let call =
            odc_asset_repository_v1::Client::connect(&context.tenant).delete_asset(asset.key);
        let advice = format!(
            "{name} may be deleted; {} shows whether it is there",
            context.shell.command(&["assets", name])
        );
        context.shell.change(advice, call.send()).await?;
        out.record(&COLUMNS, &row)?;
        Ok(Exit::Done)
    }
}
