//! Reads the configuration of an app or agent.

use serde_json::{Value, json};

use super::place::{self, Kind};
use super::responses::View;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::query::named;
use crate::model::permission::Permission;
use crate::model::{Asset, Environment, Tenant};
use crate::problem::Problem;
use crate::wire_name::wire_names;

wire_names! {
    /// A part of a configuration that a call can request alone.
    enum Field {
        BaseProperties = "baseProperties",
        SystemConfigurations = "systemConfigurations",
        Settings = "settings",
        Timers = "timers",
        Libraries = "libraries",
        Integrations = "integrations",
    }
}

/// `GET /environments/{environmentKey}/agents/{agentKey}/revisions/deployed/configurations`.
pub(super) fn of_agent(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    deployed(call, tenant, Kind::Agent)
}

/// `GET /environments/{environmentKey}/agents/{agentKey}/revisions/{baselineRevision}/configurations`.
pub(super) fn of_agent_revision(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    of_revision(call, tenant, Kind::Agent)
}

/// `GET /environments/{environmentKey}/applications/{applicationKey}/revisions/deployed/configurations`.
pub(super) fn of_app(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    deployed(call, tenant, Kind::App)
}

/// `GET /environments/{environmentKey}/applications/{applicationKey}/revisions/{baselineRevision}/configurations`.
pub(super) fn of_app_revision(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    of_revision(call, tenant, Kind::App)
}

fn deployed(call: &Call, tenant: &Tenant, kind: Kind) -> HandlerResult {
    let stage = place::stage(call, tenant, &[Permission::ViewConfigurations])?;
    let asset = place::asset(call, tenant, stage, kind)?;
    let deployment = asset.deployment(stage.key);
    let deployment =
        deployment.ok_or_else(|| Problem::not_found("deployment in the stage of the asset"))?;
    respond(call, tenant, stage, (asset, deployment.revision), kind)
}

/// A revision that is not a number does not exist.
fn of_revision(call: &Call, tenant: &Tenant, kind: Kind) -> HandlerResult {
    let stage = place::stage(call, tenant, &[Permission::ViewConfigurations])?;
    let asset = place::asset(call, tenant, stage, kind)?;
    let number = call.number("baselineRevision").ok();
    let number = number.filter(|number| asset.revision(*number).is_some());
    let number = number.ok_or_else(|| Problem::not_found("revision"))?;
    respond(call, tenant, stage, (asset, number), kind)
}

/// `AgentConfigResult` and `ApplicationConfigResult`. A part that the call does not request is null.
fn respond(
    call: &Call,
    tenant: &Tenant,
    stage: &Environment,
    (asset, revision): (&Asset, i32),
    kind: Kind,
) -> HandlerResult {
    call.query.text("fields")?;
    let fields = call.query.list("fields").into_iter();
    let fields: Vec<Field> = fields
        .map(|name| named("fields", name))
        .collect::<Result<_, _>>()?;
    let deployment = asset.deployment(stage.key);
    let view = View {
        settings: &tenant.settings,
        environment: stage.key,
        asset: Some(asset.key),
        is_deployed: deployment.is_some(),
        show_binaries: call.query.bool_or_false("showBinaryValues")?,
    };
    let declared = tenant.declarations(asset, revision);
    let part = |field: Field, values: Vec<Value>| {
        let is_wanted = fields.is_empty() || fields.contains(&field);
        if is_wanted {
            Value::from(values)
        } else {
            Value::Null
        }
    };
    let mut response = json!({
        "key": asset.key,
        "name": asset.name,
        "revisionBaseline": revision,
        "revisionDeployed": deployment.map(|one| one.revision),
        "deployedAt": deployment.map(|one| one.at),
        "settings": part(Field::Settings, view.values(&declared.settings)),
        "timers": part(Field::Timers, view.timers(&declared.timers)),
        "integrations": part(Field::Integrations, view.integrations(&declared.integrations)),
        "libraries": part(Field::Libraries, view.libraries(&declared.libraries)),
    });
    if kind == Kind::App {
        let system = view.values(&declared.system);
        response["systemConfigurations"] = part(Field::SystemConfigurations, system);
    }
    Reply::ok(&response)
}
