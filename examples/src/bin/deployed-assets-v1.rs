//! Lists the deployed assets with version 1 of the portfolio API, which the service will remove on or after 2027-01-08.
//! A comparison with `deployed-assets` shows the changes from version 1 to version 2.
//!
//! ```text
//! cargo run -p odc-examples --bin deployed-assets-v1
//! ```

use std::process::ExitCode;

use clap::Parser;
use odc_examples::{Session, cell, table};
use odc_portfolio_v1::Client;
use odc_portfolio_v1::types::DeployedAsset;

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
    let mut stages = portfolio
        .list_environments()
        .send()
        .await?
        .into_inner()
        .results;
    stages.sort_by_key(|stage| stage.order);

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
            row.push(cell(here.and_then(|deployment| deployment.revision)));
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
