//! Creates the users of a CSV file with the columns `name` and `email`, within the limits of the service.
//!
//! It prints the result for each user. While it runs, a file contains its state. After an error, Ctrl-C or a crash,
//! `--resume` continues with this file: it creates no user twice, and the results up to now are kept. At the end the
//! file is removed.
//!
//! ```text
//! cargo run -p odc-examples --bin onboard-users                  # uses a built-in sample
//! cargo run -p odc-examples --bin onboard-users -- people.csv
//! cargo run -p odc-examples --bin onboard-users -- --resume unfinished.json
//! ```

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Parser;
use odc_examples::{Session, cell, note, print};
use odc_identity_v1::Client;
use odc_identity_v1::bulk::{Existing, Report, Unfinished};
use odc_identity_v1::types::NewUser;
use serde::Deserialize;

const SAMPLE: &str = include_str!("../../data/users.csv");

/// Creates the users of a CSV file with the columns `name` and `email`.
#[derive(Debug, Parser)]
struct Arguments {
    /// The CSV file; by default a small built-in sample
    file: Option<PathBuf>,
    /// The file for the state of the run, which is removed at its end
    #[arg(long, value_name = "FILE", default_value = "unfinished.json")]
    unfinished: PathBuf,
    /// Continue an earlier run, whose state is in this file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "unfinished"])]
    resume: Option<PathBuf>,
    /// A user that exists already is a failure
    #[arg(long)]
    fail_existing: bool,
}

#[derive(Debug, Deserialize)]
struct Row {
    name: Option<String>,
    email: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    odc_examples::exit(run().await)
}

async fn run() -> anyhow::Result<()> {
    let arguments: Arguments = odc_examples::arguments()?;
    let (start, file) = match (&arguments.resume, &arguments.file) {
        (Some(state), _) => (serde_json::from_str(&read(state)?)?, state),
        (None, csv) => {
            let csv = csv.as_deref().map_or_else(|| Ok(SAMPLE.to_owned()), read)?;
            (Unfinished::new(records(&csv)?), &arguments.unfinished)
        }
    };
    if arguments.resume.is_none() && file.exists() {
        let file = file.display();
        bail!(
            "{file} is there from an earlier run: continue it with --resume {file}, or delete the file"
        );
    }
    let session = Session::open().await?;
    let existing = if arguments.fail_existing {
        Existing::Fail
    } else {
        Existing::LookUp
    };
    let path = file.clone();
    let run = Client::connect(&session.tenant)
        .resume_users(start)
        .existing(existing)
        .on_checkpoint(move |state| {
            if let Err(error) = save(state, &path) {
                note(format_args!("warning: the state is not saved: {error:#}"));
            }
        })
        .on_progress(|p| eprintln!("{} of {} users, {} refused", p.done, p.total, p.failed));
    tokio::select! {
        report = run.into_future() => finish(&report, file),
        _ = tokio::signal::ctrl_c() => {
            bail!("stopped by Ctrl-C; continue with --resume {}", file.display())
        }
    }
}

fn read(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

/// Writes a temporary file and renames it, so that the file is always complete.
fn save(state: &Unfinished, file: &Path) -> anyhow::Result<()> {
    let beside = file.with_extension("tmp");
    let mut out = File::create(&beside)?;
    out.write_all(&serde_json::to_vec_pretty(state)?)?;
    out.sync_all()?;
    std::fs::rename(&beside, file)?;
    Ok(())
}

fn records(csv: &str) -> anyhow::Result<Vec<NewUser>> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(csv.as_bytes());
    // Otherwise roles and groups, for example, would be lost without a warning.
    let is_unknown = |column: &&str| !["name", "email"].contains(column);
    if let Some(column) = reader.headers()?.iter().find(is_unknown) {
        bail!(
            "this program creates users by the columns name and email, and cannot use `{column}`: remove it, and apply it afterwards"
        );
    }
    let mut records = Vec::new();
    for row in reader.deserialize() {
        let row: Row = row?;
        let mut record = NewUser::builder();
        if let Some(name) = row.name {
            record = record.name(name);
        }
        if let Some(email) = row.email {
            record = record.email(email);
        }
        records.push(record.build()?);
    }
    Ok(records)
}

fn finish(report: &Report, file: &Path) -> anyhow::Result<()> {
    for (record, outcome) in report.outcomes() {
        let email = cell(record.email.as_ref());
        print(format_args!("{email}: {}", cell(Some(outcome))))?;
    }
    if let Some(rest) = report.unfinished() {
        save(&rest, file).with_context(|| format!("cannot write {}", file.display()))?;
        let why = report
            .error()
            .map_or_else(String::new, |e| format!(": {e}"));
        bail!(
            "{} users are left, see {}{why}",
            rest.records().count(),
            file.display()
        );
    }
    std::fs::remove_file(file).with_context(|| format!("cannot remove {}", file.display()))?;
    match report.progress().failed {
        0 => Ok(()),
        refused => bail!(
            "the service refused {refused} of {} users",
            report.progress().total
        ),
    }
}
