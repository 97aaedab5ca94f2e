//! Lists the differences between two stages: assets that are in only one of them, and different revisions or tags.
//!
//! ```text
//! cargo run -p odc-examples --bin stage-drift                               # the first and the last stage of a portfolio
//! cargo run -p odc-examples --bin stage-drift -- Development Production
//! ```

use std::collections::HashSet;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Parser;
use odc_examples::finding::is_named;
use odc_examples::{Session, cell, stages, table, version};
use odc_portfolio_v2::Client;
use odc_portfolio_v2::types::{Deployment, Environment};
use uuid::Uuid;

/// Lists the differences between two stages: missing assets, and different revisions or tags.
#[derive(Debug, Parser)]
struct Arguments {
    /// Name or key of a stage; by default the first one
    #[arg(requires = "to")]
    from: Option<String>,
    /// Name or key of the stage to compare with; by default the last one of the portfolio
    to: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    odc_examples::exit(run().await)
}

async fn run() -> anyhow::Result<()> {
    let arguments: Arguments = odc_examples::arguments()?;
    let session = Session::open().await?;
    let portfolio = Client::connect(&session.tenant);
    let stages = stages(&portfolio).await?;
    if arguments.from.is_none() {
        check_single_portfolio(&stages)?;
    }
    let (from_name, from) = pick(stages.first(), &stages, arguments.from)?;
    let portfolio_key = stages.first().and_then(|stage| stage.portfolio_key);
    let last = stages
        .iter()
        .rfind(|stage| stage.portfolio_key == portfolio_key);
    let (to_name, to) = pick(last, &stages, arguments.to)?;

    let mut drift = table(["asset", &from_name, &to_name, "difference"]);
    let mut equal = 0;
    let mut assets = portfolio
        .list_deployed_assets()
        .environment_key([from, to])
        .stream();
    while let Some(asset) = assets.try_next().await? {
        // The deployments of an asset are sorted from newest to oldest.
        let at = |stage| {
            asset
                .deployments
                .iter()
                .find(|d| d.environment_key == stage)
        };
        let (ours, theirs) = (at(from), at(to));
        let Some(difference) = difference((&from_name, ours), (&to_name, theirs)) else {
            equal += 1;
            continue;
        };
        let name = ours
            .or(theirs)
            .and_then(|deployment| deployment.name.as_ref());
        drift.add_row([
            cell(name),
            cell(ours.map(version)),
            cell(theirs.map(version)),
            difference,
        ]);
    }
    odc_examples::print(&drift)?;
    eprintln!("{} assets differ, {equal} are equal", drift.row_count());
    Ok(())
}

/// The stage with this name, or the default stage.
fn pick(
    default: Option<&Environment>,
    stages: &[Environment],
    name: Option<String>,
) -> anyhow::Result<(String, Uuid)> {
    let stage = match &name {
        Some(name) => {
            let is_meant = |stage: &&Environment| {
                is_named(stage.name.as_deref(), name) || stage.key.eq_ignore_ascii_case(name)
            };
            let meant: Vec<_> = stages.iter().filter(is_meant).collect();
            if meant.len() > 1 {
                bail!(
                    "{} portfolios have a stage {name}; pass the key of one instead: {}",
                    meant.len(),
                    names(meant)
                );
            }
            meant.first().copied()
        }
        None => default,
    };
    let Some(stage) = stage else {
        let known = stages.iter().map(|stage| cell(stage.name.as_ref()));
        let known = known.collect::<Vec<_>>().join(", ");
        bail!("there is no stage {}; the stages are: {known}", cell(name));
    };
    let key = stage
        .key
        .parse()
        .context("the key of a stage is not a UUID")?;
    Ok((cell(stage.name.as_ref()), key))
}

/// Without names, the two stages are clear only in a tenant with one portfolio.
fn check_single_portfolio(stages: &[Environment]) -> anyhow::Result<()> {
    let portfolios: HashSet<_> = stages.iter().map(|stage| stage.portfolio_key).collect();
    if portfolios.len() > 1 {
        bail!(
            "the tenant has {} portfolios; pass two stages of one: {}",
            portfolios.len(),
            names(stages)
        );
    }
    Ok(())
}

/// The stages with their keys, for an error message.
fn names<'a>(stages: impl IntoIterator<Item = &'a Environment>) -> String {
    let name = |stage: &Environment| format!("{} ({})", cell(stage.name.as_ref()), stage.key);
    stages.into_iter().map(name).collect::<Vec<_>>().join(", ")
}

fn difference(
    (from, ours): (&str, Option<&Deployment>),
    (to, theirs): (&str, Option<&Deployment>),
) -> Option<String> {
    match (ours, theirs) {
        (Some(_), None) => Some(format!("only in {from}")),
        (None, Some(_)) => Some(format!("only in {to}")),
        (Some(a), Some(b)) if a.revision > b.revision => Some(format!("newer in {from}")),
        (Some(a), Some(b)) if a.revision < b.revision => Some(format!("newer in {to}")),
        (Some(a), Some(b)) if a.tag != b.tag => Some("different tag".to_owned()),
        _ => None,
    }
}
