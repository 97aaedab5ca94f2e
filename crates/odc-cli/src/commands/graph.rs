//! `odctl graph`: the assets that an asset uses.

mod render;

use std::io::Write as _;
use std::process::Stdio;

use clap::{Args, ValueEnum};
use odc_asset_repository_v1::operations::GET_LATEST_REVISION;
use odc_dependency_management_v1::operations::GET_PRODUCER_GRAPH;
use odc_runtime::Operation;
use serde_json::Value;

use crate::child;
use crate::context::{Context, NAMES_ASSETS};
use crate::exit::{Exit, Failure};
use crate::help;
use crate::names::Named;
use crate::output::Format;
use crate::request::Request;
use crate::terminal::Text;

/// How a graph is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Drawing {
    /// A tree for people
    #[default]
    Tree,
    /// Mermaid, for Markdown
    Mermaid,
    /// DOT, for Graphviz
    Dot,
    /// SVG; needs the program `dot` of Graphviz
    Svg,
}

/// Draw what an asset uses, directly and through others
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl graph \"Booking Portal\"", "odctl graph \"Booking Portal\" --as mermaid", "odctl graph \"Booking Portal\" -o json"],
    OPERATIONS,
))]
pub struct Graph {
    /// Name, part of a name, or key
    asset: String,
    /// Number of the revision; the newest one by default
    #[arg(long, value_name = "NUMBER")]
    revision: Option<i64>,
    /// How many levels to show; all of them by default
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    depth: Option<u32>,
    /// How to draw it
    #[arg(long = "as", value_enum, default_value_t, value_name = "DRAWING")]
    drawing: Drawing,
}

/// The operations that the command calls.
pub(super) const OPERATIONS: &[&Operation] =
    &[NAMES_ASSETS, &GET_LATEST_REVISION, &GET_PRODUCER_GRAPH];

/// The assets that an asset uses.
pub(super) struct Uses {
    pub asset: Named,
    pub revision: i64,
    /// The graph as the service sent it.
    pub graph: Value,
}

/// Reads the assets that a revision of an asset uses; the newest revision by default.
pub(super) async fn read(
    context: &Context<'_>,
    asset: &str,
    revision: Option<i64>,
    depth: Option<u64>,
) -> Result<Uses, Failure> {
    let asset = context.asset(asset).await?;
    let revision = match revision {
        Some(revision) => revision,
        None => context.newest_revision(&asset).await?,
    };
    let mut request = Request::new(&GET_PRODUCER_GRAPH)
        .with("assetKey", &asset.key)
        .with("revisionNumber", revision);
    if let Some(depth) = depth {
        request = request.with("maxDepth", depth);
    }
    let graph = context.send(&request).await;
    if matches!(&graph, Err(failure) if failure.exit() == Exit::NotFound) {
        context.check_revision(&asset, revision).await?;
    }
    Ok(Uses {
        asset,
        revision,
        graph: graph?,
    })
}

impl Graph {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let is_data = matches!(context.shell.out.format, Format::Json | Format::Yaml);
        if !is_data {
            let out = &context.shell.out;
            out.check_own_form("a graph", &[Format::Json, Format::Yaml])?;
        } else if self.drawing != Drawing::Tree {
            return Err(Failure::usage(
                "--as: JSON and YAML hold the graph as the service sent it; leave out --as or -o",
            ));
        }
        let depth = self.depth.map(u64::from);
        let Uses {
            asset,
            revision,
            graph,
        } = read(context, &self.asset, self.revision, depth).await?;
        let out = &context.shell.out;
        if is_data {
            out.any(&graph)?;
            return Ok(Exit::Done);
        }
        let root = render::Node::new(&asset.key, &asset.name, Some(revision), &graph["results"]);
        let text = match self.drawing {
            Drawing::Tree => Text::of_lines(&root.tree()),
            Drawing::Mermaid => Text::of_lines(&root.mermaid()),
            Drawing::Dot => Text::of_lines(&root.dot()),
            Drawing::Svg => Text::of_svg(&svg(&root.dot())?),
        };
        out.raw(&text)?;
        Ok(Exit::Done)
    }
}

/// Draws DOT as SVG with Graphviz.
fn svg(dot: &str) -> Result<String, Failure> {
    let hint = "the program dot of Graphviz is needed for SVG; install Graphviz, or use --as dot";
    let missing = |error: std::io::Error| Failure::failed(format_args!("{hint}: {error}"));
    let mut command = child::command("dot");
    command
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn().map_err(missing)?;
    let written = child
        .stdin
        .take()
        .map(|mut it| it.write_all(dot.as_bytes()));
    let output = child.wait_with_output();
    // If dot has failed, it does not read all of its input. Its exit status has more information.
    let ended = output.and_then(|output| match written {
        Some(Err(error)) if output.status.success() => Err(error),
        _ => Ok(output),
    });
    let output = ended.map_err(|error| Failure::failed(format_args!("dot: {error}")))?;
    if !output.status.success() {
        return Err(Failure::failed(format_args!(
            "dot failed ({}); --as dot prints its input",
            output.status
        )));
    }
    String::from_utf8(output.stdout)
        .map_err(|_| Failure::failed("dot wrote something else than SVG"))
}
