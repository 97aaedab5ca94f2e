//! Lists the deployed assets: a row per asset, a column per stage, with the revision and tag that is deployed there.
//!
//! ```text
//! cargo run -p odc-examples --bin deployed-assets
//! cargo run -p odc-examples --bin deployed-assets -- --name portal
//! ```

use std::process::ExitCode;

use clap::Parser;
use odc_examples::{Session, cell, stages, table, version};
use odc_portfolio_v2::Client;
use odc_portfolio_v2::types::DeployedAsset;

/// Lists the deployed assets: a row per asset, a column per stage.
#[derive(Debug, Parser)]
struct Arguments {
    /// Only assets with this text in their name
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
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

    let names = stages.iter().map(|stage| cell(stage.name.as_ref()));
    let mut shown = table(["asset".into(), "type".into()].into_iter().chain(names));
    let mut assets = portfolio.list_deployed_assets();
    if let Some(text) = arguments.name {
        assets = assets.name_contains(text);
    }
    let mut assets = assets.stream();
    while let Some(asset) = assets.try_next().await? {
        let mut row = vec![name(&asset), cell(asset.type_.as_ref())];
        for stage in &stages {
            // The deployments of an asset are sorted from newest to oldest.
            let mut deployments = asset.deployments.iter();
            let here = deployments.find(|d| d.environment_key.to_string() == stage.key);
            row.push(cell(here.map(version)));
        }
        shown.add_row(row);
    }
    odc_examples::print(&shown)?;
    eprintln!("{} assets, {} stages", shown.row_count(), stages.len());
    Ok(())
}

/// The name of the asset, taken from its newest deployment.
fn name(asset: &DeployedAsset) -> String {
    let newest = asset.deployments.first();
    cell(newest.and_then(|deployment| deployment.name.as_ref()))
}
