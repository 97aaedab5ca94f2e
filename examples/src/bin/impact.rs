//! Shows which assets break if an asset is deployed to a stage or deleted, and draws the assets that it uses as a
//! diagram.
//!
//! No document says that the deployments API or the asset repository API checks whether other assets use something
//! that is removed. This program checks it first: it runs the analyses of the dependency management API, and changes
//! nothing. Paste the diagram into a Markdown file (Mermaid), or use it as the input of Graphviz (DOT).
//!
//! ```text
//! cargo run -p odc-examples --bin impact -- "Claims Desk" --to Production
//! cargo run -p odc-examples --bin impact -- "Charts" --delete
//! cargo run -p odc-examples --bin impact -- "Claims Desk" --format mermaid
//! cargo run -p odc-examples --bin impact -- "Claims Desk" --format dot | dot -Tsvg > uses.svg
//! ```

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;
use clap::{ArgGroup, Parser, ValueEnum};
use comfy_table::Table;
use odc_dependency_management_v1::Client;
use odc_dependency_management_v1::types::{DeletionImpact, Dependency, DeployedRevision};
use odc_examples::finding::{Asset, find_asset, find_stage};
use odc_examples::steps::{impact, note_trouble, progress};
use odc_examples::{Session, cell, print, stages, table};
use odc_runtime::Tenant;

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
    let asset = find_asset(tenant, &arguments.asset).await?;
    if arguments.delete {
        return deletion(tenant, &asset).await;
    }
    let (revision, _) = asset.revision(tenant, arguments.revision).await?;
    if let Some(stage) = &arguments.to {
        let stage = find_stage(tenant, &asset, stage).await?;
        stage.check_takes(&asset)?;
        let impact = impact(tenant, &asset, revision, &stage).await?;
        if impact.problems.row_count() > 0 {
            print(&impact.problems)?;
        }
        let (asset, stage, status) = (&asset.name, &stage.name, cell(Some(&impact.status)));
        print(format_args!(
            "revision {revision} of {asset} to {stage}: {status}"
        ))?;
    }
    if let Some(format) = arguments.format {
        // The list has each dependency once. The graph is a tree, which can contain the same dependency several
        // times.
        let call = Client::connect(tenant).list_producers(asset.key, revision);
        let dependencies = call.sort("name").send().await?.into_inner().results;
        print(diagram(format, &asset, revision, &dependencies))?;
    }
    Ok(())
}

/// Prints which assets use the asset in which stages, directly or through libraries.
async fn deletion(tenant: &Tenant, asset: &Asset) -> anyhow::Result<()> {
    let dependencies = Client::connect(tenant);
    let start = dependencies.start_deletion_analysis().asset_key(asset.key);
    let started = start.send().await?;
    let mut show = progress("impact analysis");
    let analysis = dependencies
        .wait_for_deletion_analysis(&started.analysis_key)
        .first_pause(Duration::from_secs(2))
        .on_progress(move |analysis| show(cell(Some(&analysis.process_status))))
        .on_trouble(note_trouble)
        .await?;
    let report = analysis
        .report
        .context("the impact analysis has no report; start again")?;
    let consumers = consumers(tenant, &report.impacted_assets).await?;
    if consumers.row_count() > 0 {
        print(&consumers)?;
    }
    for domain in &report.impacted_domains {
        print(format_args!(
            "{} loses its app",
            cell(domain.hostname.as_ref())
        ))?;
    }
    let name = &asset.name;
    for deployed in &report.deployed_environments {
        print(format_args!(
            "{name} runs in {}",
            cell(deployed.name.as_ref())
        ))?;
    }
    print(format_args!(
        "deletion of {name}: {}",
        cell(Some(&report.status))
    ))?;
    Ok(())
}

/// A row for each revision that uses the asset in a stage.
async fn consumers(tenant: &Tenant, impacts: &[DeletionImpact]) -> anyhow::Result<Table> {
    let stages = stages(&odc_portfolio_v2::Client::connect(tenant)).await?;
    let stage = |key: Option<&String>| {
        let found = stages.iter().find(|stage| Some(&stage.key) == key);
        cell(found.and_then(|stage| stage.name.as_ref()).or(key))
    };
    let mut consumers = table(["severity", "asset", "stage", "revision", "uses it"]);
    for impact in impacts {
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
    Ok(consumers)
}

/// How a revision uses the asset: directly, or through these libraries.
fn how(one: &DeployedRevision) -> String {
    let paths = one.indirect_dependencies.iter();
    let assets = paths.flat_map(|path| &path.assets);
    let mut through: Vec<_> = assets.filter_map(|asset| asset.name.as_deref()).collect();
    through.dedup();
    if through.is_empty() {
        cell(one.consumer_type.as_ref())
    } else {
        cell(Some(format!("through {}", through.join(", "))))
    }
}

/// An asset and the assets that it uses, with an arrow from each asset to those that it uses.
fn diagram(format: Format, asset: &Asset, revision: i32, dependencies: &[Dependency]) -> String {
    let own = asset.key.to_string();
    let label = |name, revision| format!("{} r{}", cell(name), cell(revision));
    let (mut keys, mut labels) = (vec![&own], vec![label(Some(&asset.name), Some(revision))]);
    for one in dependencies.iter().filter(|one| one.key != own) {
        keys.push(&one.key);
        labels.push(label(one.name.as_ref(), one.revision));
    }
    let direct = dependencies
        .iter()
        .filter(|one| one.is_direct_producer == Some(true));
    let mut uses: Vec<_> = direct.map(|one| (&own, &one.key)).collect();
    for one in dependencies {
        uses.extend(one.producer_keys.iter().map(|below| (&one.key, below)));
    }
    // The list contains only assets that are deployed in Development, so a key may be missing there.
    let number = |wanted: &String| keys.iter().position(|key| *key == wanted);
    let arrows = uses.into_iter();
    let arrows = arrows.filter_map(|(from, to)| Some((number(from)?, number(to)?)));
    match format {
        Format::Mermaid => mermaid(&labels, arrows),
        Format::Dot => dot(&labels, arrows),
    }
}

// A label contains no character that could end it early.

fn mermaid(labels: &[String], arrows: impl Iterator<Item = (usize, usize)>) -> String {
    let nodes = labels.iter().enumerate().map(|(number, label)| {
        let label = label.replace('#', "#35;").replace('"', "#quot;");
        format!("\n    n{number}[\"{label}\"]")
    });
    let arrows = arrows.map(|(from, to)| format!("\n    n{from} --> n{to}"));
    format!("graph LR{}", nodes.chain(arrows).collect::<String>())
}

fn dot(labels: &[String], arrows: impl Iterator<Item = (usize, usize)>) -> String {
    let nodes = labels.iter().enumerate().map(|(number, label)| {
        let label = label.replace('\\', "\\\\").replace('"', "\\\"");
        format!("    n{number} [label=\"{label}\"];\n")
    });
    let arrows = arrows.map(|(from, to)| format!("    n{from} -> n{to};\n"));
    let lines: String = nodes.chain(arrows).collect();
    format!("digraph dependencies {{\n    rankdir=LR;\n    node [shape=box];\n{lines}}}")
}
