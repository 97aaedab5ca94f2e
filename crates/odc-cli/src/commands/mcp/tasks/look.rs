//! Tasks that read assets: which assets exist, how stages differ, which assets one asset uses, and which break.

use std::time::Duration;

use futures_util::FutureExt as _;
use serde_json::{Value, json};

use super::super::task::{Call, Kind, Task, optional, required};
use crate::commands::findings::Findings;
use crate::commands::{diff, graph, impact, tasks};
use crate::context::NAMES_ASSETS;
use crate::exit::{Exit, Failure};
use crate::names;
use crate::output::text;

const ASSET: &str = "Name of the asset, a part of it that no other asset has, or its key.";
const STAGE: &str = "Name of the stage, a part of it that no other stage has, or its key.";
const REVISION: &str = "Number of the revision; the newest one by default.";

/// The longest wait for an analysis.
const PATIENCE: Duration = Duration::from_secs(600);

pub(super) const FIND_ASSET: Task = Task {
    name: "find_asset",
    about: "Find assets (apps, libraries, agents, workflows) by a part of their names or by key, each with its newest revision",
    arguments: &[required(
        "name",
        Kind::Text,
        "Part of a name in any case, or a key.",
    )],
    operations: || vec![NAMES_ASSETS],
    writes: false,
    items: Some(""),
    effect: None,
    run: |call| find_asset(call).boxed_local(),
};

async fn find_asset(call: &Call<'_>) -> Result<Value, Failure> {
    let (context, wanted) = (call.context, call.text("name"));
    names::check("name", &wanted)?;
    let lower = wanted.to_lowercase();
    let is_it = |asset: &&Value| {
        let name = text(asset.get("name")).to_lowercase();
        name.contains(&lower) || text(asset.get("assetKey")) == lower
    };
    let found: Vec<_> = context.assets().await?.iter().filter(is_it).collect();
    if found.is_empty() {
        // The failure names the most similar asset.
        context.asset(&wanted).await?;
    }
    Ok(json!(found))
}

pub(super) const STAGE_DIFF: Task = Task {
    name: "stage_diff",
    about: "Compare what is deployed in two stages: which assets are behind, ahead, not deployed, or only there",
    arguments: &[
        required("from", Kind::Text, STAGE),
        required("to", Kind::Text, STAGE),
    ],
    operations: || diff::OPERATIONS.to_vec(),
    writes: false,
    items: Some("/differences"),
    effect: None,
    run: |call| stage_diff(call).boxed_local(),
};

async fn stage_diff(call: &Call<'_>) -> Result<Value, Failure> {
    let (from, to) = (call.text("from"), call.text("to"));
    let compared = diff::compare(call.context, &from, &to).await?;
    // The complete deployments would use most of the limit.
    let differences: Vec<_> = compared
        .rows
        .iter()
        .map(|row| {
            json!({
                "asset": row["asset"],
                "assetKey": row["assetKey"],
                "difference": row["difference"],
                "tag": row["tag"],
                "fromRevision": row["from"]["revision"],
                "toRevision": row["to"]["revision"],
            })
        })
        .collect();
    Ok(json!({
        "from": compared.from,
        "to": compared.to,
        "equalAssets": compared.equal.len(),
        "differences": differences,
    }))
}

pub(super) const GRAPH: Task = Task {
    name: "graph",
    about: "Read what an asset uses, directly and through other assets",
    arguments: &[
        required("asset", Kind::Text, ASSET),
        optional("revision", Kind::Number, REVISION),
        optional(
            "depth",
            Kind::Number,
            "How many levels to read; all of them by default.",
        ),
    ],
    operations: || graph::OPERATIONS.to_vec(),
    writes: false,
    items: None,
    effect: None,
    run: |call| uses(call).boxed_local(),
};

async fn uses(call: &Call<'_>) -> Result<Value, Failure> {
    let depth = call.number("depth").map(i32::unsigned_abs);
    let revision = call.number("revision").map(i64::from);
    let asset = call.text("asset");
    let found = graph::read(call.context, &asset, revision, depth.map(u64::from)).await?;
    Ok(json!({
        "asset": found.asset,
        "revision": found.revision,
        "uses": found.graph["results"],
    }))
}

pub(super) const IMPACT_DEPLOY: Task = Task {
    name: "impact_deploy",
    about: "Analyze which assets break when a revision of an asset is deployed to a stage; nothing is deployed",
    arguments: &[
        required("asset", Kind::Text, ASSET),
        required("to", Kind::Text, STAGE),
        optional("revision", Kind::Number, REVISION),
    ],
    operations: || tasks::operations_of("impact deploy").to_vec(),
    writes: false,
    items: Some("/problems"),
    effect: None,
    run: |call| impact_deploy(call).boxed_local(),
};

async fn impact_deploy(call: &Call<'_>) -> Result<Value, Failure> {
    let (asset, to) = (call.text("asset"), call.text("to"));
    let revision = call.number("revision");
    let found = impact::of_deployment(call.context, &asset, &to, revision, PATIENCE);
    found.await.map(|found| breaks(&found))
}

pub(super) const IMPACT_DELETE: Task = Task {
    name: "impact_delete",
    about: "Analyze which assets break when an asset is deleted, and in which stages; nothing is deleted",
    arguments: &[required("asset", Kind::Text, ASSET)],
    operations: || tasks::operations_of("impact delete").to_vec(),
    writes: false,
    items: Some("/problems"),
    effect: None,
    run: |call| impact_delete(call).boxed_local(),
};

async fn impact_delete(call: &Call<'_>) -> Result<Value, Failure> {
    let asset = call.text("asset");
    let found = impact::of_deletion(call.context, &asset, PATIENCE);
    found.await.map(|found| breaks(&found))
}

fn breaks(found: &Findings) -> Value {
    json!({
        "breaks": found.exit == Exit::Differs,
        "said": found.said,
        "problems": found.rows,
    })
}
