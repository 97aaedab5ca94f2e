//! Creates the users of a CSV file with the columns `name` and `email`, inside the service's limits.
//!
//! Each user's outcome is printed. When the run stops half-way, the users without an outcome are written to another
//! CSV file, which can be given to the next run.
//!
//! ```text
//! cargo run -p odc-examples --bin onboard-users                  # a sample, which is built in
//! cargo run -p odc-examples --bin onboard-users -- people.csv
//! ```

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Parser;
use odc_examples::Session;
use odc_identity_v1::Client;
use odc_identity_v1::bulk::Report;
use odc_identity_v1::types::NewUser;
use serde::{Deserialize, Serialize};

const SAMPLE: &str = include_str!("../../data/users.csv");

/// Creates the users of a CSV file with the columns `name` and `email`.
#[derive(Debug, Parser)]
struct Arguments {
    /// The CSV file; without one a small sample is used
    file: Option<PathBuf>,
    /// Where users go that the run did not come to
    #[arg(long, value_name = "FILE", default_value = "unfinished.csv")]
    unfinished: PathBuf,
}

#[derive(Debug, Serialize, Deserialize)]
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
    let records = match &arguments.file {
        Some(file) => {
            let open = std::fs::File::open(file);
            let open = open.with_context(|| format!("cannot open {}", file.display()))?;
            records(open).with_context(|| format!("cannot read {}", file.display()))?
        }
        None => records(SAMPLE.as_bytes())?,
    };
    let session = Session::open().await?;
    let report = Client::connect(&session.tenant)
        .create_users(records)
        .on_progress(|p| eprintln!("{} of {} users, {} refused", p.done, p.total, p.failed))
        .await;
    finish(&report, &arguments.unfinished)
}

fn records(csv: impl Read) -> anyhow::Result<Vec<NewUser>> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(csv);
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
        save(rest, unfinished).with_context(|| format!("cannot write {}", unfinished.display()))?;
        let why = report
            .error()
            .map_or_else(String::new, |e| format!(": {e}"));
        bail!(
            "{} users are left, see {}{why}",
            rest.len(),
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

fn save(records: &[NewUser], file: &Path) -> anyhow::Result<()> {
    let mut csv = csv::Writer::from_path(file)?;
    for record in records {
        csv.serialize(Row {
            name: record.name.clone(),
            email: record.email.clone(),
        })?;
    }
    Ok(csv.flush()?)
}
