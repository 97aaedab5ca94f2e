//! Saves the source code of the newest revision of every asset in a folder.
//!
//! No operation exports all sources of a tenant. This program does it, and can run every night. A file has its asset
//! and revision in its name, so that a run fetches only new revisions, and older ones stay. If a run was interrupted,
//! start the program again: it continues inside the unfinished file. Each page of the list has the URLs of its files,
//! so 2,000 assets need 20 requests to the API. The downloads are not requests to the API.
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
use odc_asset_repository_v1::types::{Asset, AssetType, RevisionEmbed};
use odc_examples::{Session, cell, print};
use odc_runtime::{Error, Tenant};

/// The number of assets on a page. The URLs of files may expire soon, so a page has only a few more files than are
/// fetched at the same time.
const PAGE: i32 = 100;

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
    let [saved, kept, without, failed] = save_all(&session.tenant, &arguments).await?;
    if saved + kept + without + failed == 0 {
        // An empty list is not a backup: the service may leave out assets that the API client is not allowed to open.
        bail!(
            "there is no such asset that the API client may open; give it the permission Asset management > Open, or check the arguments"
        );
    }
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

/// How many sources were saved, already existed, do not exist, and failed.
async fn save_all(tenant: &Tenant, arguments: &Arguments) -> anyhow::Result<[usize; 4]> {
    let (repository, folder) = (&Client::connect(tenant), &arguments.folder);
    let list = repository.list_assets().embed([RevisionEmbed::SourceCode]);
    let mut list = list.sort("name").limit(PAGE);
    if let Some(name) = &arguments.name {
        list = list.name_contains(name);
    }
    let bar = &ProgressBar::new_spinner();
    let saving = list.stream().map(|asset| async move {
        let asset = asset?;
        let name = format!(
            "{} revision {}",
            cell(asset.name.as_ref()),
            asset.latest_revision
        );
        bar.set_message(format!("{} files, {name}", bar.position()));
        let outcome = save(repository, &asset, folder).await;
        bar.inc(1);
        Ok::<_, Error>((name, outcome))
    });
    // The results are in the order of the list, even if one file takes a long time.
    let mut saving = saving.buffered(arguments.parallel.into());
    let mut counts = [0; 4];
    while let Some(one) = saving.next().await {
        let (name, outcome) = one?;
        let (kind, line) = match outcome {
            Ok(Outcome::Saved(bytes)) => (0, Some(format!("saved      {name}, {bytes} bytes"))),
            Ok(Outcome::Kept) => (1, None),
            Ok(Outcome::HasNone) => (2, Some(format!("no source  {name}"))),
            Err(error) => (3, Some(format!("failed     {name}: {error}"))),
        };
        counts[kind] += 1;
        if let Some(line) = line {
            bar.suspend(|| print(line))?;
        }
    }
    bar.finish_and_clear();
    Ok(counts)
}

enum Outcome {
    Saved(u64),
    Kept,
    HasNone,
}

async fn save(repository: &Client, asset: &Asset, folder: &Path) -> Result<Outcome, Error> {
    let embedded = asset.embedded.as_ref();
    let source = embedded.and_then(|embedded| embedded.source_code.as_ref());
    if source.is_none_or(|source| source.source_code_binary_url.is_none()) {
        return Ok(Outcome::HasNone);
    }
    let file = folder.join(file_name(asset));
    // A file gets its name when it is complete, and the source code of a revision never changes.
    if file.is_file() {
        return Ok(Outcome::Kept);
    }
    let (key, revision) = (&asset.asset_key, asset.latest_revision);
    let download = repository.download_listed_source_code(key, revision, embedded);
    let download = download.await?.resumable();
    Ok(Outcome::Saved(download.to_file(file).await?))
}

/// A name that is valid in every file system. With the extensions of an unfinished file, it has at most 255 bytes.
/// The key makes it unique, whatever the name of the asset is.
fn file_name(asset: &Asset) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '_' };
    let name = asset.name.as_deref().unwrap_or_default().chars().take(40);
    let (name, key): (String, String) = (
        name.map(plain).collect(),
        asset.asset_key.chars().map(plain).collect(),
    );
    let ending = match asset.asset_type {
        Some(AssetType::ExtensionLibrary) => "xif",
        _ => "oml",
    };
    format!("{name}_r{}_{key}.{ending}", asset.latest_revision)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_name_that_is_valid_in_every_system() {
        let key = "188d2160-fae1-440c-8324-1c0e57ebe3b3";
        for (asset, name) in [
            ("../CON:\u{1b}", "___CON__".to_owned()),
            ("NUL", "NUL".to_owned()),
            ("", String::new()),
            (&"\u{20000}".repeat(400), "\u{20000}".repeat(40)),
        ] {
            let asset = Asset::builder()
                .asset_key(key)
                .latest_revision(i32::MAX)
                .name(asset);
            let file = file_name(&asset.build().expect("an asset"));
            assert_eq!(
                file,
                format!("{name}_r2147483647_{}.oml", key.replace('-', "_"))
            );
            assert!(format!("{file}.part.version").len() <= 255, "{file}");
        }
    }
}
