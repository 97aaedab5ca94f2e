//! `odctl source`: the source code of revisions, as files.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use odc_asset_repository_v1::Client;
use odc_asset_repository_v1::types::AssetType;
use serde_json::json;

use super::consent::DryRun;
use super::delivery::target;
use super::notes;
use super::reported::reported;
use super::tag::version;
use super::tasks;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::Column;
use crate::report::Reporting;

const DOWNLOADED: [Column; 4] = [
    Column::new("asset", "/asset"),
    Column::new("revision", "/revision").prefixed("r"),
    Column::new("file", "/file"),
    Column::new("bytes", "/bytes"),
];
const UPLOADED: [Column; 4] = [
    Column::new("asset", "/name"),
    Column::new("key", "/assetKey"),
    Column::new("revision", "/revision").prefixed("r"),
    Column::new("tag", "/tag"),
];

/// Download the source code of a revision, or upload one as a new revision
#[derive(Debug, Args)]
pub struct Source {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Download(Download),
    Upload(Upload),
}

/// Save the source code of a revision in a file
///
/// The file appears when it is complete. A download that broke off continues where it was.
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl source download \"Booking Portal\"", "odctl source download \"Booking Portal\" --revision 7 --to booking.oml"],
    tasks::operations_of("source download"),
))]
struct Download {
    /// Name, part of a name, or key
    asset: String,
    /// Number of the revision; the newest one by default
    #[arg(long, value_name = "NUMBER")]
    revision: Option<i32>,
    /// File to write; NAME.rREVISION.oml by default
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
}

/// Upload a file as the next revision of its asset, or as a new asset
///
/// The file holds the key of its asset.
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl source upload booking.oml --message \"Imported\"", "odctl source upload booking.oml --tag 4.2.0 --notes-file NOTES.md"],
    tasks::operations_of("source upload"),
))]
struct Upload {
    /// File to upload, such as an OML file
    file: PathBuf,
    /// Tag of the new revision, such as 1.4.0
    #[arg(long, value_name = "VERSION", value_parser = version)]
    tag: Option<String>,
    /// File with the release notes of the tag; "-" reads stdin
    #[arg(long, value_name = "FILE", requires = "tag")]
    notes_file: Option<PathBuf>,
    /// Publish message of the new revision
    #[arg(long, value_name = "TEXT")]
    message: Option<String>,
    #[command(flatten)]
    dry_run: DryRun,
    #[command(flatten)]
    reporting: Reporting,
}

impl Source {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        match self.action {
            Action::Download(download) => download.run(context).await,
            Action::Upload(upload) => upload.run(context).await,
        }
    }
}

impl Download {
    async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        if self.to.as_deref() == Some(Path::new("-")) {
            return Err(Failure::usage(
                "--to: source code goes into a file; name one (./- for one of this name)",
            ));
        }
        let asset = target::asset(context, &self.asset).await?;
        let revision = asset.revision(context, self.revision).await?.revision;
        let file = self
            .to
            .unwrap_or_else(|| file_name(&asset, revision).into());
        if file.exists() && !self.force {
            return Err(Failure::usage(format_args!(
                "{} exists; replace it with --force, or name another file with --to",
                file.display()
            )));
        }
        let client = Client::connect(&context.tenant);
        let progress = context
            .shell
            .progress(&format!("downloading {} r{revision}", asset.name));
        let download = client.download_source_code(asset.key, revision).await?;
        let saved = download.resumable().to_file(&file).await;
        drop(progress);
        let row = json!({
            "asset": asset.name,
            "assetKey": asset.key,
            "revision": revision,
            "file": file.display().to_string(),
            "bytes": saved?,
        });
        context.shell.out.record(&DOWNLOADED, &row)?;
        Ok(Exit::Done)
    }
}

/// A name that is valid in every file system.
fn file_name(asset: &target::Asset, revision: i32) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_".contains(c);
    let name: String = asset
        .name
        .chars()
        .map(|c| if is_plain(c) { c } else { '_' })
        .take(40)
        .collect();
    let ending = match asset.newest.asset_type {
        Some(AssetType::ExtensionLibrary) => "xif",
        _ => "oml",
    };
    let before = if is_reserved(&name) { "_" } else { "" };
    format!("{before}{name}.r{revision}.{ending}")
}

/// Whether Windows treats a file with this name, with any extension, as a device.
fn is_reserved(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    let port = ["COM", "LPT"]
        .iter()
        .find_map(|port| name.strip_prefix(port));
    matches!(name.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || port.is_some_and(|number| {
            number.chars().count() == 1 && number.chars().all(char::is_numeric)
        })
}

impl Upload {
    async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let reporting = self.reporting.clone();
        let about = ("source upload", self.file.display().to_string());
        reported(context, &reporting, about, async |_| {
            self.upload(context).await
        })
        .await
    }

    async fn upload(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let file = &self.file;
        let size = std::fs::metadata(file)
            .map_err(|error| Failure::unreadable(file, error))?
            .len();
        let sample = json!({"name": null, "assetKey": null, "revision": null, "tag": null});
        context.shell.out.check(&UPLOADED, &[sample])?;
        let release_notes = self.notes_file.as_deref().map(notes::read).transpose()?;
        if self.dry_run.dry_run {
            // The service reads the asset's key from the file.
            let tagged = self.tag.as_ref().map(|tag| {
                format!(
                    " with the tag {tag}, which is not compared with the highest one of the asset"
                )
            });
            context.shell.notes.say(format_args!(
                "{} ({size} bytes) would become a new revision{}; nothing was changed (--dry-run)",
                file.display(),
                tagged.unwrap_or_default()
            ));
            return Ok(Exit::Done);
        }
        let progress = context
            .shell
            .progress(&format!("uploading {}", file.display()));
        let client = Client::connect(&context.tenant);
        let (tag, message) = (self.tag, self.message);
        let upload = client
            .create_revision_from_file(file)
            .revision(move |mut call| {
                if let Some(tag) = tag {
                    call = call.tag(tag);
                }
                if let Some(text) = release_notes {
                    call = call.release_notes(text);
                }
                if let Some(message) = message {
                    call = call.commit_message(message);
                }
                call
            });
        let advice = format!(
            "{} may become a new revision of its asset; {} shows the newest ones",
            file.display(),
            context.shell.command(&["assets"])
        );
        let created = context.shell.change(advice, upload.send()).await?;
        drop(progress);
        // The response contains URLs that anyone who knows them can use. Therefore it is not shown unchanged.
        let row = json!({
            "name": created.name,
            "assetKey": created.asset_key,
            "revision": created.revision,
            "tag": created.tag,
        });
        context.shell.out.record(&UPLOADED, &row)?;
        Ok(Exit::Done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_devices_are_reserved() {
        for reserved in ["con", "Aux", "NUL", "prn", "com1", "LPT9", "com²"] {
            assert!(is_reserved(reserved), "{reserved}");
        }
        for free in ["Contract", "com", "com10", "LPTX", ""] {
            assert!(!is_reserved(free), "{free}");
        }
    }
}
