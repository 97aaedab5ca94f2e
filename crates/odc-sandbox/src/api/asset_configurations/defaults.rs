//! The configuration of a stage: defaults for all its apps. Changes have an effect at once.

use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::changes::{Config, take};
use super::place;
use super::responses::View;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::model::permission::Permission;
use crate::model::{Declared, Tenant, of_stage};
use crate::problem::Problem;

/// The platform does not send mail through this port.
const REFUSED_PORT: &str = "25";
const PORT: &str = "systemConfigurations/Email.Port";

/// `EnvironmentConfigPatch`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Request {
    system_configurations: Option<Vec<Config>>,
}

/// `GET /environments/{environmentKey}/default-system-configurations`.
pub(super) fn get(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let stage = place::stage(call, tenant, &[Permission::ViewConfigurations])?;
    let view = View {
        settings: &tenant.settings,
        environment: stage.key,
        asset: None,
        is_deployed: true,
        show_binaries: true,
    };
    Reply::ok(&json!({ "systemConfigurations": view.values(&of_stage()) }))
}

/// `PATCH /environments/{environmentKey}/default-system-configurations`. E-mail has its own permission.
pub(super) fn update(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let either = [
        Permission::EditConfigurations,
        Permission::ManageEmailConfiguration,
    ];
    let stage = place::stage(call, tenant, &either)?;
    let request: Request = call.body_or_default()?;
    let declared = of_stage();
    let mut values = Vec::new();
    let list = "systemConfigurations";
    take(request.system_configurations, &declared, list, &mut values)?;
    for value in &values {
        let known = declared.iter().find(|one| one.path == value.path);
        let permission = if known.is_some_and(Declared::is_email) {
            Permission::ManageEmailConfiguration
        } else {
            Permission::EditConfigurations
        };
        if !call.holds_in(permission, stage.key) {
            return Err(Problem::forbidden_in(permission.label(), &stage.name));
        }
        if value.path == PORT && value.value.as_deref() == Some(REFUSED_PORT) {
            return Err(Problem::bad_request(
                "Email.Port must not be 25; mail is sent through another port",
            ));
        }
    }
    let stage = stage.key;
    for value in values {
        tenant.settings.set(stage, None, value, call.now)?;
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
