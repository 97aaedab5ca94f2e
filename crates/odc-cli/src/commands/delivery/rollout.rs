//! Waits for one operation in a stage, and reads which revisions run in a stage.

use std::collections::HashMap;
use std::time::Duration;

use odc_deployments_v1::Client;
use odc_portfolio_v2::types::{DeployedAsset, Deployment};
use serde_json::Value;
use uuid::Uuid;

use super::building::{goes_on, unfinished};
use super::target::typed;
use crate::commands::deployed;
use crate::context::Context;
use crate::exit::Failure;
use crate::request::Request;

/// The largest number of keys in one query.
const MOST_KEYS: usize = 50;

/// Waits until an operation has ended, such as `the undeployment of X from QA`.
///
/// # Errors
/// The operation fails, or does not end in time.
pub(crate) async fn wait(
    context: &Context<'_>,
    key: Uuid,
    what: &str,
    deadline: Duration,
) -> Result<(), Failure> {
    let advice = goes_on(context.shell, what, key);
    let _going = context.shell.may_happen(advice.clone());
    let _progress = context.shell.progress(what);
    let client = Client::connect(&context.tenant);
    let wait = client.wait_for_deployment(key).deadline(deadline);
    let ended = wait.on_trouble(context.shell.trouble()).await;
    ended
        .map(|_| ())
        .map_err(|error| unfinished(error, &advice))
}

/// The deployed assets, with their stages.
#[derive(Debug, Default)]
pub(crate) struct Running(Vec<DeployedAsset>);

impl Running {
    /// Reads all of them: a request for each hundred.
    ///
    /// # Errors
    /// A call fails.
    pub(crate) async fn read(context: &Context<'_>) -> Result<Self, Failure> {
        Self::typed(&deployed::read(context, None).await?)
    }

    /// Reads the deployments of some assets in a stage: one request, if they are not many.
    ///
    /// # Errors
    /// A call fails.
    pub(crate) async fn read_in_stage(
        context: &Context<'_>,
        assets: impl ExactSizeIterator<Item = Uuid>,
        stage: Uuid,
    ) -> Result<Self, Failure> {
        if assets.len() > MOST_KEYS {
            return Self::read(context).await;
        }
        let request = Request::new(deployed::OPERATION)
            .with("limit", 100)
            .with("environmentKey", stage);
        let request = assets.fold(request, |request, key| request.with("key", key));
        Self::typed(&context.all(&request, "deployed assets").await?)
    }

    fn typed(rows: &[Value]) -> Result<Self, Failure> {
        let rows = rows.iter().map(|row| typed("a deployed asset", row));
        Ok(Self(rows.collect::<Result<_, _>>()?))
    }

    pub(crate) fn assets(&self) -> &[DeployedAsset] {
        &self.0
    }

    /// The deployment of an asset in a stage.
    pub(crate) fn in_stage(&self, asset: Uuid, stage: Uuid) -> Option<&Deployment> {
        let asset = self.0.iter().find(|one| one.key == asset)?;
        let mut deployments = asset.deployments.iter();
        deployments.find(|one| one.environment_key == stage)
    }

    /// The names of the assets.
    pub(crate) fn names(&self) -> HashMap<Uuid, String> {
        let named = |asset: &DeployedAsset| Some((asset.key, name_of(asset)?));
        self.0.iter().filter_map(named).collect()
    }
}

/// The name of a deployed asset, from any of its deployments.
pub(crate) fn name_of(asset: &DeployedAsset) -> Option<String> {
    asset.deployments.iter().find_map(|one| one.name.clone())
}
