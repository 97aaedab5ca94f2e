//! Saves the source code of the newest revision of every asset in a folder.
//!
//! No operation exports all sources of a tenant. This program does it, and can run every night: a file has its asset
//! and revision in its name, so a run fetches only what is new, and older revisions stay. If a run was interrupted,
//! start the program again: it continues inside the file where it was. Each page of the list has the URLs of its files,
//! so 2,000 assets cost 20 requests to the API. The downloads are no requests to the API.
//!
//! ```text
//! cargo run -p odc-examples --bin backup-sources -- backup
//! cargo run -p odc-examples --bin backup-sources -- backup --name desk --parallel 8
//! ```

use std::fmt;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Parser;
use futures::StreamExt as _;
use indicatif::ProgressBar;
use odc_asset_repository_v1::Client;
use odc_asset_repository_v1::types::{AssetType, Revision, RevisionEmbed};
use odc_examples::{Session, cell, print};

/// How many assets are on a page. Expect the URLs of files to expire soon, so a page has few more files than are fetched
/// at once.
const PAGE: i32 = 100;
/// How many bytes of an asset's name are in the name of a file at most. The whole name of a file has at most 255 bytes.
const MOST_BYTES: usize = 150;

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
    if let Some(name) = &arguments.name {
        list = list.name_contains(name);
    }
    let bar = &ProgressBar::new_spinner();
    let saving = list.stream().map(|row| async move {
        let row = row?;
        let name = cell(row.name.as_ref());
        bar.set_message(format!("{} files, {name}", bar.position()));
        let outcome = save(repository, &row, folder).await;
        bar.inc(1);
        Ok::<_, odc_runtime::Error>((row, outcome))
    });
    // The outcomes come in the order of the list, however long a file takes.
    let mut saving = saving.buffered(arguments.parallel.into());
    let mut counts = Counts::default();
    while let Some(one) = saving.next().await {
        let (row, outcome) = one?;
        let line = counts.take(&row, folder, outcome);
        if let Some(line) = line {
            bar.suspend(|| print(line))?;
        }
    }
    bar.finish_and_clear();
    if counts.all() == 0 {
        nothing(arguments.name.as_deref())?;
    }
    print(&counts)?;
    counts.check(folder)
}

/// An empty list is no backup: expect the service to leave out what the API client is not allowed to open.
fn nothing(name: Option<&str>) -> anyhow::Result<()> {
    let such = name.map_or_else(String::new, |name| format!(" with {name} in its name"));
    bail!(
        "there is no asset{such} that the API client may open; give it the permission Asset management > Open, or check the arguments"
    )
}

/// How many sources had which outcome.
#[derive(Default)]
struct Counts {
    saved: usize,
    kept: usize,
    without: usize,
    failed: usize,
    /// How many of the failed ones another run saves now.
    busy: usize,
}

impl Counts {
    /// Counts an outcome: its line, if it is worth one.
    fn take(
        &mut self,
        row: &Revision,
        folder: &Path,
        outcome: Result<Outcome, odc_runtime::Error>,
    ) -> Option<String> {
        let name = format!("{} revision {}", cell(row.name.as_ref()), row.revision);
        match outcome {
            Ok(Outcome::Saved(bytes)) => {
                self.saved += 1;
                Some(format!("saved      {name}, {bytes} bytes"))
            }
            Ok(Outcome::Kept) => {
                self.kept += 1;
                None
            }
            Ok(Outcome::HasNone) => {
                self.without += 1;
                Some(format!("no source  {name}"))
            }
            Err(error) => {
                self.failed += 1;
                self.busy += usize::from(is_being_written(&folder.join(file_name(row))));
                Some(format!("failed     {name}: {error}"))
            }
        }
    }

    fn all(&self) -> usize {
        self.saved + self.kept + self.without + self.failed
    }

    fn check(&self, folder: &Path) -> anyhow::Result<()> {
        let (failed, folder) = (self.failed, folder.display());
        match (failed, self.busy) {
            (0, _) => Ok(()),
            (_, 0) => {
                bail!("sources that were not saved to {folder}: {failed}; run again to go on")
            }
            (_, busy) => bail!(
                "sources that were not saved to {folder}: {failed}; another run is active and saves {busy} of them now: wait for its end, then run again"
            ),
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            saved,
            kept,
            without,
            failed,
            ..
        } = self;
        write!(
            f,
            "{saved} saved, {kept} were there, {without} without source code, {failed} failed"
        )
    }
}

/// Whether another process downloads to this file now. It then holds a lock on the unfinished file.
fn is_being_written(file: &Path) -> bool {
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let locked = |part: File| matches!(part.try_lock(), Err(TryLockError::WouldBlock));
    File::open(part).is_ok_and(locked)
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
    let name = row.name.as_deref().unwrap_or_default();
    let name: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '_' })
        .collect();
    let end = |(at, c): (usize, char)| at + c.len_utf8();
    let ends = name.char_indices().map(end);
    let name = &name[..ends
        .take_while(|end| *end <= MOST_BYTES)
        .last()
        .unwrap_or(0)];
    let before = if is_reserved(name) { "_" } else { "" };
    let key = row
        .asset_key
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>();
    let ending = match row.asset_type {
        Some(AssetType::ExtensionLibrary) => "xif",
        _ => "oml",
    };
    format!("{before}{name}.{key}.r{}.{ending}", row.revision)
}

/// Whether Windows reads this beginning of a name as a device, or it is empty, so that other systems hide the file.
fn is_reserved(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    let is_port = |number: &str| {
        let mut digits = number.chars();
        let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³');
        digits.next().is_some_and(is_digit) && digits.next().is_none()
    };
    let mut ports = ["COM", "LPT"].into_iter();
    matches!(name.as_str(), "" | "CON" | "PRN" | "AUX" | "NUL")
        || ports.any(|port| name.strip_prefix(port).is_some_and(is_port))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name of the file of an asset, without the key and what follows.
    fn name_of(asset: &str) -> String {
        let row = Revision::builder().asset_key("0c9a").revision(i32::MAX);
        let row = row.name(asset).build().expect("a revision");
        let file = file_name(&row);
        assert!(format!("{file}.part.version").len() <= 255, "{file}");
        let name = file.strip_suffix(".0c9a.r2147483647.oml");
        name.expect("the key and the revision").to_owned()
    }

    #[test]
    fn a_long_name_is_cut_by_bytes_and_never_inside_a_character() {
        assert_eq!(name_of(&"x".repeat(400)), "x".repeat(150));
        assert_eq!(name_of(&"名".repeat(400)), "名".repeat(50));
        assert_eq!(name_of(&format!("x{}", "é".repeat(400))).len(), 149);
    }

    #[test]
    fn names_of_devices_get_another_beginning() {
        for reserved in ["CON", "nul", "Aux", "prn", "COM1", "lpt9", "COM²", ""] {
            assert_eq!(name_of(reserved), format!("_{reserved}"));
        }
        for free in ["Contract", "COM", "COM10", "LPTX", "Nul_", "名前"] {
            assert_eq!(name_of(free), free);
        }
        assert_eq!(name_of("../CON:\u{1b}"), "___CON__");
    }
}
