//! Creates the users of a CSV file with the columns `name` and `email`, within the limits of the service.
//!
//! It prints the outcome of each user. If the run stops early, it writes the remaining users to a file, including the
//! operation that has not ended. `--resume` continues with this file and sends no user twice.
//!
//! ```text
//! cargo run -p odc-examples --bin onboard-users                  # uses a built-in sample
//! cargo run -p odc-examples --bin onboard-users -- people.csv
//! cargo run -p odc-examples --bin onboard-users -- --resume unfinished.json
//! ```

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Parser;
use odc_examples::Session;
use odc_identity_v1::Client;
use odc_identity_v1::bulk::Report;
use odc_identity_v1::types::NewUser;
use serde::Deserialize;

const SAMPLE: &str = include_str!("../../data/users.csv");

/// Creates the users of a CSV file with the columns `name` and `email`.
#[derive(Debug, Parser)]
struct Arguments {
    /// The CSV file; by default a small built-in sample
    file: Option<PathBuf>,
    /// The file for the remaining users if the run stops early
    #[arg(long, value_name = "FILE", default_value = "unfinished.json")]
    unfinished: PathBuf,
    /// Continue with the remaining users of an earlier run
    #[arg(long, value_name = "FILE", conflicts_with = "file")]
    resume: Option<PathBuf>,
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
    let session = Session::open().await?;
    let identity = Client::connect(&session.tenant);
    let run = match &arguments.resume {
        Some(file) => identity.resume_users(serde_json::from_str(&read(file)?)?),
        None => identity.create_users(records(&match &arguments.file {
            Some(file) => read(file)?,
            None => SAMPLE.to_owned(),
        })?),
    };
    let report = run
        .on_progress(|p| eprintln!("{} of {} users, {} refused", p.done, p.total, p.failed))
        .await;
    finish(&report, &arguments.unfinished)
}

fn read(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

fn records(csv: &str) -> anyhow::Result<Vec<NewUser>> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(csv.as_bytes());
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

fn finish(report: &Report, unfinished: &Path) -> anyhow::Result<()> {
    for (record, outcome) in report.outcomes() {
        println!("{}: {outcome}", record.email.as_deref().unwrap_or("-"));
    }
    if let Some(rest) = report.unfinished() {
        std::fs::write(unfinished, serde_json::to_string_pretty(&rest)?)
            .with_context(|| format!("cannot write {}", unfinished.display()))?;
        let why = report
            .error()
            .map_or_else(String::new, |e| format!(": {e}"));
        bail!(
            "{} users are left, see {}{why}",
            rest.records().count(),
            unfinished.display()
        );
    }
    match report.progress().failed {
        0 => Ok(()),
        refused => bail!(
            "the service refused {refused} of {} users",
            report.progress().total
        ),
    }
}
