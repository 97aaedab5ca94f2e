//! Saves the source code of the newest revision of every asset in a folder.
//!
//! A tenant has no export of all its sources. This program makes one that can run every night: a file has its asset and
//! revision in its name, so a run fetches only what is new, and older revisions stay. A run that was interrupted is simply
//! started again; it goes on inside the file where it was. Each page of the list has the URLs of its files, so 2,000 assets
//! cost 20 calls, and the files themselves do not count.
//!
//! ```text
//! cargo run -p odc-examples --bin backup-sources -- backup
//! cargo run -p odc-examples --bin backup-sources -- backup --name desk --parallel 8
//! ```

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Parser;
use futures::StreamExt as _;
use indicatif::ProgressBar;
use odc_asset_repository_v1::Client;
use odc_asset_repository_v1::types::{AssetType, Revision, RevisionEmbed};
use odc_examples::{Session, cell, print};

/// How many assets are on a page. The URLs of files live a short time, so a page is not much more than is fetched at once.
const PAGE: i32 = 100;
/// How many characters of a name are in the name of a file.
const MOST_CHARACTERS: usize = 60;

/// Saves the source code of the newest revision of every asset in a folder.
#[derive(Debug, Parser)]
struct Arguments {
    /// The folder; it is created if it does not exist
    folder: PathBuf,
    /// Only assets whose name contains this text
    #[arg(long)]
    name: Option<String>,
    /// How many files are fetched at a time
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=32))]
    parallel: u8,
}

#[tokio::main]
async fn main() -> ExitCode {
    odc_examples::exit(run().await)
}

async fn run() -> anyhow::Result<()> {
    let arguments: Arguments = odc_examples::arguments()?;
    let folder = &arguments.folder;
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot create the folder {}", folder.display()))?;
    let session = Session::open().await?;
    let repository = &Client::connect(&session.tenant);

    let mut list = repository
        .list_assets()
        .embed([RevisionEmbed::SourceCode])
        .sort("name")
        .limit(PAGE);
    if let Some(name) = arguments.name {
        list = list.name_contains(name);
    }
    let bar = &ProgressBar::new_spinner();
    let saving = list.stream().map(|row| async move {
        let row = row?;
        bar.set_message(format!(
            "{} files, {}",
            bar.position(),
            cell(row.name.as_ref())
        ));
        let outcome = save(repository, &row, folder).await;
        bar.inc(1);
        Ok::<_, odc_runtime::Error>((row, outcome))
    });
    // The outcomes come in the order of the list, however long a file takes.
    let mut saving = saving.buffered(arguments.parallel.into());
    let (mut saved, mut kept, mut without, mut failed) = (0, 0, 0, 0);
    while let Some(one) = saving.next().await {
        let (row, outcome) = one?;
        let name = format!("{} revision {}", cell(row.name), row.revision);
        match outcome {
            Ok(Outcome::Saved(bytes)) => {
                saved += 1;
                bar.suspend(|| print(format_args!("saved      {name}, {bytes} bytes")))?;
            }
            Ok(Outcome::Kept) => kept += 1,
            Ok(Outcome::HasNone) => {
                without += 1;
                bar.suspend(|| print(format_args!("no source  {name}")))?;
            }
            Err(error) => {
                failed += 1;
                bar.suspend(|| print(format_args!("failed     {name}: {error}")))?;
            }
        }
    }
    bar.finish_and_clear();
    print(format_args!(
        "{saved} saved, {kept} were there, {without} without source code, {failed} failed"
    ))?;
    if failed > 0 {
        bail!(
            "sources that were not saved to {}: {failed}; run again to go on",
            folder.display()
        );
    }
    Ok(())
}

enum Outcome {
    Saved(u64),
    Kept,
    HasNone,
}

async fn save(
    repository: &Client,
    row: &Revision,
    folder: &Path,
) -> Result<Outcome, odc_runtime::Error> {
    let embedded = row
        .embedded
        .as_ref()
        .and_then(|parts| parts.source_code.as_ref());
    if embedded.is_none_or(|source| source.source_code_binary_url.is_none()) {
        return Ok(Outcome::HasNone);
    }
    let file = folder.join(file_name(row));
    // A file gets its name when it is complete, and the source code of a revision never changes.
    if file.is_file() {
        return Ok(Outcome::Kept);
    }
    let download = repository.download_source_code_of(row).await?;
    Ok(Outcome::Saved(download.resumable().to_file(file).await?))
}

/// A name that every file system takes. The key makes it unique, whatever the asset is called.
fn file_name(row: &Revision) -> String {
    let name = row
        .name
        .as_deref()
        .unwrap_or_default()
        .chars()
        .take(MOST_CHARACTERS);
    let name: String = name
        .map(|c| if c.is_alphanumeric() { c } else { '_' })
        .collect();
    let key = row
        .asset_key
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>();
    let ending = match row.asset_type {
        Some(AssetType::ExtensionLibrary) => "xif",
        _ => "oml",
    };
    format!("{name}.{key}.r{}.{ending}", row.revision)
}
