//! Tasks as tools of their own, for what takes several calls. A new task is one line in [`TASKS`].

use std::fmt;

use futures_util::FutureExt as _;
use futures_util::future::LocalBoxFuture;
use odc_runtime::Operation;
use serde_json::{Map, Value, json};

use super::super::{diff, graph};
use crate::context::{Context, NAMES_ASSETS};
use crate::exit::Failure;
use crate::output::text;

/// All tasks.
pub(super) static TASKS: &[&Task] = &[&FIND_ASSET, &STAGE_DIFF, &GRAPH];

type Arguments = Map<String, Value>;

/// A task: what a tool needs to know of it, and the function of a command.
pub(super) struct Task {
    pub name: &'static str,
    /// One sentence without a period.
    pub about: &'static str,
    pub arguments: &'static [Argument],
    /// The operations that it calls, for their permissions and their secrets.
    pub operations: &'static [&'static Operation],
    /// Whether it changes the tenant.
    pub writes: bool,
    /// The JSON pointer of the list in the result, where it has one.
    pub items: Option<&'static str>,
    pub run:
        for<'a> fn(&'a Context<'a>, &'a Arguments) -> LocalBoxFuture<'a, Result<Value, Failure>>,
}

impl fmt::Debug for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// An argument of a task.
pub(super) struct Argument {
    name: &'static str,
    /// The type by JSON schema.
    kind: &'static str,
    about: &'static str,
    required: bool,
}

const fn required(name: &'static str, kind: &'static str, about: &'static str) -> Argument {
    Argument {
        name,
        kind,
        about,
        required: true,
    }
}

const fn optional(name: &'static str, kind: &'static str, about: &'static str) -> Argument {
    Argument {
        required: false,
        ..required(name, kind, about)
    }
}

impl Task {
    /// The JSON schema of the arguments.
    pub(super) fn schema(&self) -> Map<String, Value> {
        let properties: Map<_, _> = self
            .arguments
            .iter()
            .map(|it| {
                let mut schema = json!({"type": it.kind, "description": it.about});
                if it.kind == "integer" {
                    schema["minimum"] = json!(1);
                }
                (it.name.to_owned(), schema)
            })
            .collect();
        let required = self.arguments.iter().filter(|it| it.required);
        let required: Vec<_> = required.map(|it| it.name).collect();
        let schema = [
            ("type", json!("object")),
            ("properties", Value::Object(properties)),
            ("required", json!(required)),
            ("additionalProperties", json!(false)),
        ];
        let schema = schema.into_iter();
        schema.map(|(name, it)| (name.to_owned(), it)).collect()
    }
}

const ASSET: &str = "Name of the asset, a part of it that no other asset has, or its key.";
const STAGE: &str = "Name of the stage, a part of it that no other stage has, or its key.";

const FIND_ASSET: Task = Task {
    name: "find_asset",
    about: "Find assets (apps, libraries, agents, workflows) by a part of their names or by key, each with its newest revision",
    arguments: &[required(
        "name",
        "string",
        "Part of a name in any case, or a key.",
    )],
    operations: &[NAMES_ASSETS],
    writes: false,
    items: Some(""),
    run: |context, arguments| find_asset(context, arguments).boxed_local(),
};

async fn find_asset(context: &Context<'_>, arguments: &Arguments) -> Result<Value, Failure> {
    let wanted = text(arguments.get("name"));
    let lower = wanted.to_lowercase();
    let is_it = |asset: &&Value| {
        let name = text(asset.get("name")).to_lowercase();
        name.contains(&lower) || text(asset.get("assetKey")) == lower
    };
    let found: Vec<_> = context.assets().await?.iter().filter(is_it).collect();
    if found.is_empty() {
        // Its failure names what is nearest.
        context.asset(&wanted).await?;
    }
    Ok(json!(found))
}

const STAGE_DIFF: Task = Task {
    name: "stage_diff",
    about: "Compare what is deployed in two stages: which assets are behind, ahead, not deployed, or only there",
    arguments: &[
        required("from", "string", STAGE),
        required("to", "string", STAGE),
    ],
    operations: diff::OPERATIONS,
    writes: false,
    items: Some("/differences"),
    run: |context, arguments| stage_diff(context, arguments).boxed_local(),
};

async fn stage_diff(context: &Context<'_>, arguments: &Arguments) -> Result<Value, Failure> {
    let (from, to) = (text(arguments.get("from")), text(arguments.get("to")));
    let compared = diff::compare(context, &from, &to).await?;
    // The whole deployments would take most of the budget.
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

const GRAPH: Task = Task {
    name: "graph",
    about: "Read what an asset uses, directly and through other assets",
    arguments: &[
        required("asset", "string", ASSET),
        optional(
            "revision",
            "integer",
            "Number of the revision; the newest one by default.",
        ),
        optional(
            "depth",
            "integer",
            "How many levels to read; all of them by default.",
        ),
    ],
    operations: graph::OPERATIONS,
    writes: false,
    items: None,
    run: |context, arguments| uses(context, arguments).boxed_local(),
};

async fn uses(context: &Context<'_>, arguments: &Arguments) -> Result<Value, Failure> {
    let number = |name: &str| arguments.get(name).and_then(Value::as_f64);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the schema admits whole numbers from 1"
    )]
    let (revision, depth) = (
        number("revision").map(|it| it as i64),
        number("depth").map(|it| it as u64),
    );
    let asset = text(arguments.get("asset"));
    let found = graph::read(context, &asset, revision, depth).await?;
    Ok(json!({
        "asset": found.asset,
        "revision": found.revision,
        "uses": found.graph["results"],
    }))
}
