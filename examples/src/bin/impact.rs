//! Shows which assets break when an asset is deployed to a stage or deleted, and what the asset uses, as a diagram.
//!
//! It is not documented that the deployments API or the asset repository API checks whether other assets use what goes
//! away. This program checks it first: it runs the analyses of the dependency management API, and changes nothing.
//! Paste the diagram into a Markdown file (Mermaid), or give it to Graphviz (DOT).
//!
//! ```text
//! cargo run -p odc-examples --bin impact -- "Claims Desk" --to Production
//! cargo run -p odc-examples --bin impact -- "Charts" --delete
//! cargo run -p odc-examples --bin impact -- "Claims Desk" --format mermaid
//! cargo run -p odc-examples --bin impact -- "Claims Desk" --format dot | dot -Tsvg > uses.svg
//! ```

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;
use clap::{ArgGroup, Parser, ValueEnum};
use odc_dependency_management_v1::Client;
use odc_dependency_management_v1::types::{Dependency, DeployedRevision};
use odc_examples::finding::{Asset, find_asset, find_stage};
use odc_examples::steps::{DEADLINE, Step, impact, note_trouble};
use odc_examples::{Session, cell, print, stages, table};
use odc_portfolio_v2::types::Environment;

/// Shows which assets break when an asset is deployed or deleted, and what it uses.
#[derive(Debug, Parser)]
#[command(group(ArgGroup::new("what").required(true).args(["to", "delete", "format"])))]
struct Arguments {
    /// Name or key of the asset
    asset: String,
    /// Name or key of the stage to which it would be deployed
    #[arg(long, value_name = "STAGE")]
    to: Option<String>,
    /// The asset would be deleted
    #[arg(long)]
    delete: bool,
    /// Print what the asset uses, as a diagram
    #[arg(long)]
    format: Option<Format>,
    /// Number of the revision; by default the newest one
    #[arg(long, conflicts_with = "delete")]
    revision: Option<i32>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Mermaid,
    Dot,
}

#[tokio::main]
async fn main() -> ExitCode {
    odc_examples::exit(run().await)
}

async fn run() -> anyhow::Result<()> {
    let arguments: Arguments = odc_examples::arguments()?;
    let session = Session::open().await?;
    let tenant = &session.tenant;
    let repository = odc_asset_repository_v1::Client::connect(tenant);
    let dependencies = Client::connect(tenant);
    let portfolio = odc_portfolio_v2::Client::connect(tenant);
    if let Some(format) = arguments.format {
        let asset = find_asset(&repository, &arguments.asset).await?;
        let revision = asset
            .revision(&repository, arguments.revision)
            .await?
            .revision;
        // The list has each producer once. The graph is a tree, which can contain one producer several times.
        let call = dependencies
            .list_producers(asset.key, revision)
            .sort("name");
        let producers = call.send().await?.into_inner().results;
        return Ok(print(diagram(format, &asset, revision, &producers))?);
    }
    let stages = stages(&portfolio).await?;
    if let Some(stage) = &arguments.to {
        let asset = find_asset(&repository, &arguments.asset).await?;
        let stage = find_stage(&portfolio, &stages, &asset, stage).await?;
        asset.check_deployable_to(&stage)?;
        let revision = asset
            .revision(&repository, arguments.revision)
            .await?
            .revision;
        let impact = impact(tenant, &asset, revision, &stage, DEADLINE).await?;
        if impact.problems.row_count() > 0 {
            print(&impact.problems)?;
        }
        print(format_args!(
            "revision {revision} of {} to {}: {}",
            asset.name,
            stage.name,
            impact.status()
        ))?;
        return Ok(());
    }
    let asset = find_asset(&repository, &arguments.asset).await?;
    deletion(&dependencies, &asset, &stages).await
}

/// Prints who uses the asset where, directly or through libraries.
async fn deletion(
    dependencies: &Client,
    asset: &Asset,
    stages: &[Environment],
) -> anyhow::Result<()> {
    let call = dependencies.start_deletion_analysis().asset_key(asset.key);
    let started = call.send().await?;
    let mut step = Step::start("impact analysis");
    let analysis = dependencies
        .wait_for_deletion_analysis(&started.analysis_key)
        .first_pause(Duration::from_secs(2))
        .deadline(DEADLINE)
        .on_progress(move |analysis| step.show(Some(&analysis.process_status)))
        .on_trouble(note_trouble)
        .await?;
    let report = analysis
        .report
        .context("the impact analysis has no report; start again")?;
    let stage = |key: Option<&String>| {
        let found = stages.iter().find(|stage| Some(&stage.key) == key);
        cell(found.and_then(|stage| stage.name.as_ref()).or(key))
    };
    let mut consumers = table(["severity", "asset", "stage", "revision", "uses it"]);
    for impact in &report.impacted_assets {
        for one in &impact.deployed_revisions {
            consumers.add_row([
                cell(one.severity.as_ref()),
                cell(impact.name.as_ref()),
                stage(one.environment_key.as_ref()),
                cell(one.revision),
                how(one),
            ]);
        }
    }
    if consumers.row_count() > 0 {
        print(&consumers)?;
    }
    for domain in &report.impacted_domains {
        print(format_args!(
            "{} loses its app",
            cell(domain.hostname.as_ref())
        ))?;
    }
    for deployed in &report.deployed_environments {
        print(format_args!(
            "{} runs in {}",
            asset.name,
            cell(deployed.name.as_ref())
        ))?;
    }
    print(format_args!(
        "deletion of {}: {}",
        asset.name,
        cell(Some(&report.status))
    ))?;
    Ok(())
}

/// How a revision uses the asset: directly, or through which libraries.
fn how(one: &DeployedRevision) -> String {
    let mut through: Vec<_> = one
        .indirect_dependencies
        .iter()
        .flat_map(|path| &path.assets)
        .filter_map(|asset| asset.name.as_deref())
        .collect();
    through.dedup();
    match through.as_slice() {
        [] => cell(one.consumer_type.as_ref()),
        some => cell(Some(format!("through {}", some.join(", ")))),
    }
}

/// The producers of an asset, with an arrow from each asset to what it uses.
fn diagram(format: Format, asset: &Asset, revision: i32, producers: &[Dependency]) -> String {
    let key = asset.key.to_string();
    let direct = producers
        .iter()
        .filter(|one| one.is_direct_producer == Some(true));
    let direct = direct.map(|one| (key.as_str(), one.key.as_str()));
    let indirect = producers.iter().flat_map(|one| {
        one.producer_keys
            .iter()
            .map(|below| (one.key.as_str(), below.as_str()))
    });
    let arrows: Vec<_> = direct.chain(indirect).collect();
    let mut nodes = BTreeMap::from([(key.as_str(), "n0".to_owned())]);
    let mut lines = match format {
        Format::Mermaid => vec!["graph LR".to_owned()],
        Format::Dot => [
            "digraph producers {",
            "    rankdir=LR;",
            "    node [shape=box];",
        ]
        .map(str::to_owned)
        .into(),
    };
    let label = |name: Option<&String>, revision: Option<i32>| {
        format!("{} r{}", cell(name), cell(revision))
    };
    lines.push(node(
        format,
        "n0",
        &label(Some(&asset.name), Some(revision)),
    ));
    let others = producers.iter().filter(|one| one.key != key);
    for (number, one) in others.enumerate() {
        let id = format!("n{}", number + 1);
        lines.push(node(format, &id, &label(one.name.as_ref(), one.revision)));
        nodes.insert(&one.key, id);
    }
    for (from, to) in arrows {
        // The list contains only assets that are deployed in Development, so a key can be missing in it.
        if let (Some(from), Some(to)) = (nodes.get(from), nodes.get(to)) {
            lines.push(match format {
                Format::Mermaid => format!("    {from} --> {to}"),
                Format::Dot => format!("    {from} -> {to};"),
            });
        }
    }
    if let Format::Dot = format {
        lines.push("}".to_owned());
    }
    lines.join("\n")
}

/// A node with its label. No character of the label can end it early.
fn node(format: Format, id: &str, label: &str) -> String {
    let label: String = label
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    match format {
        Format::Mermaid => {
            let label = label.replace('#', "#35;").replace('"', "#quot;");
            format!("    {id}[\"{label}\"]")
        }
        Format::Dot => {
            let label = label.replace('\\', "\\\\").replace('"', "\\\"");
            format!("    {id} [label=\"{label}\"];")
        }
    }
}
