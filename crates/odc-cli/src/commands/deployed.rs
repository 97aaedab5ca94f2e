//! The deployed assets with their deployments.

use odc_portfolio_v2::operations::LIST_DEPLOYED_ASSETS;
use odc_runtime::Operation;
use serde_json::Value;

use crate::context::Context;
use crate::exit::Failure;
use crate::output::text;
use crate::request::Request;

/// The operation that the commands call, for the permissions in their help.
pub(super) const OPERATION: &Operation = &LIST_DEPLOYED_ASSETS;

/// The deployed assets as the service sent them: all of them, or the one with a key.
pub(super) async fn read(context: &Context<'_>, key: Option<&str>) -> Result<Vec<Value>, Failure> {
    let request = Request::new(OPERATION).with("limit", 100);
    let request = key
        .into_iter()
        .fold(request, |request, key| request.with("key", key));
    let rows = context.all(&request, "deployed assets").await?;
    if rows.is_empty() && key.is_none() {
        context.say_hidden("deployed asset", OPERATION);
    }
    Ok(rows)
}

/// The deployments of a deployed asset.
pub(super) fn deployments(asset: &Value) -> impl Iterator<Item = &Value> {
    asset["deployments"].as_array().into_iter().flatten()
}

/// The deployment of an asset in a stage.
pub(super) fn deployment_in<'a>(asset: &'a Value, stage: &str) -> Option<&'a Value> {
    deployments(asset).find(|deployment| text(deployment.get("environmentKey")) == stage)
}
