//! Promotion in two tasks: one makes the plan and shows it, the other carries out exactly this plan.

use std::time::Duration;

use futures_util::FutureExt as _;
use odc_builds_v1::operations::LIST_BUILDS;
use odc_dependency_management_v1::operations::{LIST_PRODUCERS, START_DEPLOYMENT_ANALYSIS};
use odc_deployments_v1::operations::LIST_DEPLOYMENTS;
use serde_json::{Value, json};

use super::super::plans::Plans;
use super::super::task::{Argument, Arguments, Call, Kind, Task, optional, required, whole_number};
use crate::commands::delivery::plan::Plan;
use crate::commands::delivery::{print, resume, survey};
use crate::commands::promote::{self, Entry};
use crate::commands::{deployed, tag, tasks};
use crate::context::NAMES_STAGES;
use crate::exit::Failure;

/// The longest wait for an analysis, and for a promotion if the call does not set it.
const PATIENCE: Duration = Duration::from_secs(3_600);

const ASSETS: &[Argument] = &[
    required(
        "asset",
        Kind::Text,
        "Name, a part of it that no other asset has, or key.",
    ),
    optional(
        "revision",
        Kind::Number,
        "By default the one that runs in the stage before.",
    ),
    optional("tag", Kind::Text, "Such as 1.4.0."),
    optional("notes", Kind::Text, "Release notes of the tag."),
];

pub(super) const PROMOTE_PLAN: Task = Task {
    name: "promote_plan",
    about: "Plan the promotion of assets to a stage: revisions, builds, order, what breaks, the settings that go live, missing permissions; nothing is changed, and promote carries the plan out",
    arguments: &[
        required("to", Kind::Text, "Name of the stage, or its key."),
        optional(
            "from",
            Kind::Text,
            "Stage from which it comes; the one before by default.",
        ),
        optional(
            "assets",
            Kind::List(ASSETS),
            "Which assets; by default all with another revision in the stage before.",
        ),
    ],
    operations: || {
        vec![
            NAMES_STAGES,
            deployed::OPERATION,
            &LIST_BUILDS,
            &START_DEPLOYMENT_ANALYSIS,
            &LIST_PRODUCERS,
            &LIST_DEPLOYMENTS,
        ]
    },
    writes: false,
    items: Some("/items"),
    effect: None,
    run: |call| plan(call).boxed_local(),
};

async fn plan(call: &Call<'_>) -> Result<Value, Failure> {
    let assets = call.arguments.get("assets").and_then(Value::as_array);
    let entries = assets.map(|all| all.iter().map(entry).collect::<Result<Vec<_>, _>>());
    let entries = entries.transpose()?;
    let (to, from) = (call.text("to"), call.maybe("from"));
    let plan = promote::survey_of(call.context, entries, &to, from.as_deref(), PATIENCE).await?;
    let mut shown = serde_json::to_value(&plan).map_err(Failure::failed)?;
    shown["plan"] = if plan.items.is_empty() {
        shown["said"] = json!(format!("nothing to deploy to {}", plan.stage_name));
        Value::Null
    } else {
        json!(call.plans.keep(plan))
    };
    Ok(shown)
}

/// An asset in the form that the schema allows.
fn entry(value: &Value) -> Result<Entry, Failure> {
    let text = |name: &str| value[name].as_str().map(ToOwned::to_owned);
    let entry = Entry {
        asset: text("asset").unwrap_or_default(),
        revision: whole_number(&value["revision"]),
        tag: text("tag"),
        notes: text("notes"),
        place: None,
    };
    if let Some(tag) = &entry.tag {
        tag::version(tag)
            .map_err(|why| Failure::usage(format_args!("the tag of {}: {why}", entry.asset)))?;
    } else if entry.notes.is_some() {
        let name = &entry.asset;
        return Err(Failure::usage(format_args!(
            "{name} has notes without a tag"
        )));
    }
    Ok(entry)
}

pub(super) const PROMOTE: Task = Task {
    name: "promote",
    about: "Carry out a plan of promote_plan, or continue one that failed or was stopped: build, tag and deploy its assets in their order",
    arguments: &[
        required("plan", Kind::Text, "The plan that promote_plan returned."),
        optional(
            "rollback_on_failure",
            Kind::Flag,
            "Take the deployed ones back when one fails.",
        ),
        optional(
            "despite_errors",
            Kind::Flag,
            "Deploy also when the impact analysis found errors.",
        ),
        optional("minutes", Kind::Number, "How long to wait; 60 by default."),
    ],
    operations: || tasks::operations_of("promote").to_vec(),
    writes: true,
    items: Some("/assets"),
    effect: Some(describe_effect),
    run: |call| promote(call).boxed_local(),
};

/// The effect of the plan, in the form in which the command shows it.
fn describe_effect(plans: &Plans, arguments: &Arguments) -> Result<Value, Failure> {
    let mut plan = plans.get(arguments["plan"].as_str().unwrap_or_default())?;
    plan.rollback_on_failure |= arguments.get("rollback_on_failure") == Some(&Value::Bool(true));
    Ok(json!({"lines": print::lines_of(&plan), "plan": plan}))
}

async fn promote(call: &Call<'_>) -> Result<Value, Failure> {
    let (context, name) = (call.context, call.text("plan"));
    let (place, mut plan) = call.plans.take(&name)?;
    resume::check_tenant(context, &plan)?;
    plan.rollback_on_failure |= call.is_set("rollback_on_failure");
    if json!(plan) != call.effect["plan"] {
        return Err(Failure::failed(format_args!(
            "somebody else continues the plan {name}, and it is not what was shown; nothing was done; call promote again"
        )));
    }
    if !plan.approved && !call.is_set("despite_errors") {
        survey::check_gate(&plan)?;
    }
    let minutes = call.number("minutes").map(i32::unsigned_abs);
    let deadline = minutes.map_or(PATIENCE, |it| Duration::from_secs(60 * u64::from(it)));
    let ended = promote::go_on(context, place, plan, deadline).await?;
    call.plans.forget(&name);
    match ended.failure {
        None => {
            let rows = print::rows(context, &ended.plan).await;
            Ok(json!({"stage": ended.plan.stage_name, "assets": rows}))
        }
        Some(failure) => Err(Failure::new(
            failure.exit(),
            format_args!(
                "{}; {}{}",
                failure.line().unwrap_or_default(),
                next(&ended.plan, &name),
                outcomes(&ended.plan)
            ),
        )),
    }
}

/// How an agent continues a plan, if work remains.
fn next(plan: &Plan, name: &str) -> String {
    if plan.is_open() {
        return format!("here: call promote again with \"plan\": \"{name}\"; ");
    }
    String::new()
}

/// The result for each asset.
fn outcomes(plan: &Plan) -> String {
    let words = plan.items.iter().map(|item| {
        let why = item.error.as_ref().map(|why| format!(" ({why})"));
        let (outcome, why) = (print::outcome(item), why.unwrap_or_default());
        format!("{} r{}: {outcome}{why}", item.name, item.revision)
    });
    words.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_of_a_plan_is_checked_like_one_of_a_file() {
        let all = json!({"asset": "Booking", "revision": 3.0, "tag": "1.4.0", "notes": "New."});
        let entry = entry(&all).unwrap();
        assert_eq!(entry.revision, Some(3));
        for wrong in [
            json!({"asset": "Booking", "tag": "1.x"}),
            json!({"asset": "Booking", "notes": "New."}),
        ] {
            let failure = super::entry(&wrong).unwrap_err();
            assert!(failure.line().unwrap().contains("Booking"), "{failure:?}");
        }
    }
}
