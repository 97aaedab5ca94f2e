//! `odctl notes`: the release notes of a revision.

use std::path::{Path, PathBuf};

use clap::Args;
use odc_asset_repository_v1::Client;
use odc_asset_repository_v1::operations::GET_REVISION_RELEASE_NOTES;
use serde_json::json;
use uuid::Uuid;

use super::consent::Consent;
use super::delivery::target;
use super::reported::reported;
use super::tasks;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::files::{self, LARGEST_NOTES};
use crate::help;
use crate::output::Format;
use crate::report::Reporting;
use crate::request::Request;
use crate::terminal::Text;

/// How many characters of notes a question shows.
const SHOWN: usize = 200;

/// Show the release notes of a revision, or set them
///
/// Release notes belong to a tag, so the revision needs one. It asks before it replaces notes that are there.
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl notes \"Booking Portal\" --revision 7", "odctl notes \"Booking Portal\" --revision 7 --set NOTES.md", "git log --oneline | odctl notes \"Booking Portal\" --set -"],
    tasks::operations_of("notes"),
))]
pub struct ReleaseNotes {
    /// Name, part of a name, or key
    asset: String,
    /// Number of the revision; the newest one by default
    #[arg(long, value_name = "NUMBER")]
    revision: Option<i32>,
    /// File with the new notes; "-" reads stdin
    #[arg(long, value_name = "FILE")]
    set: Option<PathBuf>,
    #[command(flatten)]
    consent: Consent,
    #[command(flatten)]
    reporting: Reporting,
}

/// Reads notes from a file, or from stdin.
///
/// # Errors
/// The file cannot be read, or is not text.
pub(super) fn read(path: &Path) -> Result<String, Failure> {
    if path == Path::new("-") {
        return files::stdin_text(LARGEST_NOTES)
            .map_err(|error| Failure::usage(format_args!("stdin cannot be read: {error}")));
    }
    files::text(path, LARGEST_NOTES)
}

impl ReleaseNotes {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let reporting = self.reporting.clone();
        let about = ("notes", self.asset.clone());
        reported(context, &reporting, about, async |_| {
            self.notes(context).await
        })
        .await
    }

    async fn notes(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let text = self.set.as_deref().map(read).transpose()?;
        let asset = target::asset(context, &self.asset).await?;
        let revision = asset.revision(context, self.revision).await?;
        let number = revision.revision;
        if revision.tag.is_none() {
            let (key, number) = (asset.key.to_string(), number.to_string());
            let words = ["tag", &key, "VERSION", "--revision", &number];
            return Err(Failure::not_found(format_args!(
                "{} r{number} has no tag, and notes belong to one; give it one with: {}",
                asset.name,
                context.shell.command(&words)
            )));
        }
        let Some(text) = text else {
            return show(context, &asset, number).await;
        };
        let notes = &context.shell.notes;
        let what = format!("{} r{number}", asset.name);
        let client = Client::connect(&context.tenant);
        let old = present(&client, asset.key, number).await?;
        if old == text {
            notes.say(format_args!("{what} has these notes already"));
            return Ok(Exit::Done);
        }
        if !old.is_empty() {
            let loss = format!("{what} loses its notes {}", beginning(&old));
            self.consent.confirm_loss(context.shell, &loss)?;
        }
        if self.consent.dry_run {
            notes.say(format_args!(
                "{what} would get notes of {} characters; nothing was changed (--dry-run)",
                text.chars().count()
            ));
            return Ok(Exit::Done);
        }
        let call = client.tag_revision(asset.key, number);
        let (key, number) = (asset.key.to_string(), number.to_string());
        let look = ["notes", &key, "--revision", &number];
        let advice = format!(
            "{what} may have the new notes; {} shows them",
            context.shell.command(&look)
        );
        let call = call.release_notes(text).send();
        context.shell.change(advice, call).await?;
        notes.say(format_args!("{what} has the new notes"));
        Ok(Exit::Done)
    }
}

/// The notes of a revision. Empty when it has none.
async fn present(client: &Client, asset: Uuid, number: i32) -> Result<String, Failure> {
    match client
        .get_revision_release_notes(asset, number)
        .send()
        .await
    {
        Ok(notes) => Ok(notes.into_inner().content.unwrap_or_default()),
        Err(error) if error.is_not_found() => Ok(String::new()),
        Err(error) => Err(error.into()),
    }
}

/// The first characters of a text in quotes, and its length.
pub(super) fn beginning(text: &str) -> String {
    let count = text.chars().count();
    if count <= SHOWN {
        return format!("{text:?}");
    }
    let first: String = text.chars().take(SHOWN).collect();
    format!("{:?} ({count} characters)", format!("{first}…"))
}

async fn show(context: &Context<'_>, asset: &target::Asset, number: i32) -> Result<Exit, Failure> {
    let request = Request::new(&GET_REVISION_RELEASE_NOTES)
        .with("assetKey", asset.key)
        .with("revisionNumber", number);
    let out = &context.shell.out;
    let is_text = out.format == Format::Table && out.columns.is_empty();
    if is_text {
        out.check_own_form("a text", &[])?;
    }
    let sent = context.send(&request).await?;
    if is_text {
        let text = sent["content"].as_str().unwrap_or_default().trim_end();
        if text.is_empty() {
            context
                .shell
                .notes
                .say(format_args!("{} r{number} has no notes", asset.name));
        } else {
            out.raw(&Text::verbatim(format!("{text}\n")))?;
        }
    } else {
        out.any(&if sent.is_null() { json!({}) } else { sent })?;
    }
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_beginning_of_long_notes_is_shown() {
        assert_eq!(beginning("# New\n- faster"), r##""# New\n- faster""##);
        let long = beginning(&"é".repeat(201));
        assert_eq!(long, format!("\"{}…\" (201 characters)", "é".repeat(200)));
    }
}
