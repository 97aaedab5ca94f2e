//! Makes a plan: reads builds, impact, pending settings and uses of the assets that will be deployed. Changes
//! nothing.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use odc_builds_v1::types::BuildType;
use odc_dependency_management_v1::types::ProducerTypeFilter;
use odc_runtime::{Error, Tenant};
use uuid::Uuid;

use super::analysis::{self, Impact};
use super::plan::{Item, Plan};
use super::rollout::Running;
use super::target::Stage;
use super::{building, order, pending};
use crate::commands::whoami;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::names::Named;
use crate::terminal::Notes;

/// How many assets are examined at the same time. Each of them uses the budgets of four APIs.
const TOGETHER: usize = 8;

/// An asset that will be deployed.
#[derive(Clone, Debug)]
pub(crate) struct AssetToDeploy {
    pub asset: Uuid,
    pub name: String,
    pub is_agent: bool,
    pub revision: i32,
    /// The build to deploy, if the user or the history named one.
    pub build: Option<Uuid>,
    pub tag: Option<String>,
    pub notes: Option<String>,
}

/// Makes the plan of a task, such as `promote`.
///
/// # Errors
/// A call fails.
pub(crate) async fn plan(
    context: &Context<'_>,
    task: &str,
    stage: &Stage,
    wanted: Vec<AssetToDeploy>,
    running: &Running,
    deadline: Duration,
) -> Result<Plan, Failure> {
    let mut plan = Plan::new(context, stage.key, &stage.name);
    plan.newest_operation = newest_operation(&context.tenant, stage.key).await?;
    let named = Named {
        key: stage.key.to_string(),
        name: stage.name.clone(),
    };
    plan.missing_permissions = whoami::missing_for(context, task, &named).await?;
    let progress = context.shell.progress("making the plan");
    let total = Some(wanted.len() as u64);
    let survey = Survey {
        tenant: &context.tenant,
        stage: stage.key,
        set: wanted.iter().map(|one| one.asset).collect(),
        names: running.names(),
        deadline,
        notes: &context.shell.notes,
    };
    let items = stream::iter(wanted).map(|one| survey.item(one, running));
    let mut items = items.buffer_unordered(TOGETHER);
    while let Some(item) = items.try_next().await? {
        plan.items.push(item);
        progress.reach(plan.items.len() as u64, total);
    }
    order::sort(&mut plan.items);
    Ok(plan)
}

/// The newest operation in a stage. Newer operations are newer than the plan.
async fn newest_operation(tenant: &Tenant, stage: Uuid) -> Result<Option<Uuid>, Failure> {
    let call = odc_deployments_v1::Client::connect(tenant).list_deployments();
    let call = call.environment_key(stage).sort(["-CreatedAt"]).limit(1);
    Ok(call.send().await?.results.first().map(|one| one.key))
}

struct Survey<'a> {
    tenant: &'a Tenant,
    stage: Uuid,
    set: HashSet<Uuid>,
    names: HashMap<Uuid, String>,
    deadline: Duration,
    notes: &'a Notes,
}

impl Survey<'_> {
    async fn item(&self, wanted: AssetToDeploy, running: &Running) -> Result<Item, Failure> {
        let (asset, revision) = (wanted.asset, wanted.revision);
        let now = running.in_stage(asset, self.stage);
        let (build, impact, settings, after) = tokio::try_join!(
            self.build(&wanted),
            self.impact(asset, revision),
            self.pending(&wanted),
            self.producers(asset, revision)
        )?;
        Ok(Item {
            asset,
            name: wanted.name,
            revision,
            from: now.and_then(|now| now.revision),
            from_build: now.and_then(|now| now.build_key),
            build: build.map(|(key, _)| key),
            is_built: build.is_some_and(|(_, is_finished)| is_finished),
            tag: wanted.tag,
            notes: wanted.notes,
            impact,
            pending_settings: settings,
            after,
            ..Item::default()
        })
    }

    /// The build, and whether it has finished.
    async fn build(&self, wanted: &AssetToDeploy) -> Result<Option<(Uuid, bool)>, Failure> {
        if let Some(key) = wanted.build {
            return Ok(Some((key, true)));
        }
        let client = odc_builds_v1::Client::connect(self.tenant);
        let found = client.find_build(wanted.asset, wanted.revision, BuildType::Release);
        let found = found.await?;
        Ok(found.map(|build| (build.build_key, building::is_finished(&build))))
    }

    async fn impact(&self, asset: Uuid, revision: i32) -> Result<Impact, Failure> {
        let client = odc_dependency_management_v1::Client::connect(self.tenant);
        let made = analysis::impact_of_deployment(
            &client,
            (asset, revision),
            self.stage,
            &self.names,
            &self.set,
            self.deadline,
            self.notes,
        );
        let unknown = || Impact {
            status: "the API client may not analyze it".to_owned(),
            ..Impact::default()
        };
        Ok(permitted(made.await)?.unwrap_or_else(unknown))
    }

    async fn pending(&self, wanted: &AssetToDeploy) -> Result<Option<Vec<String>>, Failure> {
        let client = odc_asset_configurations_v1::Client::connect(self.tenant);
        let names = pending::names(
            &client,
            self.stage,
            wanted.asset,
            wanted.revision,
            wanted.is_agent,
        );
        permitted(names.await)
    }

    /// The assets of the plan that a revision uses, directly or through others. If the plan has only one asset, there
    /// are none.
    async fn producers(&self, asset: Uuid, revision: i32) -> Result<Vec<Uuid>, Failure> {
        if self.set.len() < 2 {
            return Ok(Vec::new());
        }
        let client = odc_dependency_management_v1::Client::connect(self.tenant);
        let call = client.list_producers(asset, revision);
        let call = call.producer_type_filter(ProducerTypeFilter::All);
        let list = call.send().await?.into_inner().results;
        let keys = list.iter().filter_map(|one| one.key.parse().ok());
        Ok(keys.filter(|key| self.set.contains(key)).collect())
    }
}

/// `None` when the client lacks the permission for it.
pub(crate) fn permitted<T>(made: Result<T, Error>) -> Result<Option<T>, Failure> {
    match made {
        Ok(made) => Ok(Some(made)),
        Err(error) if error.is_permission_denied() => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Refuses a plan that breaks something.
///
/// # Errors
/// An analysis found errors.
pub(crate) fn check_gate(plan: &Plan) -> Result<(), Failure> {
    let broken = plan.items.iter().filter(|item| item.impact.has_errors);
    let names: Vec<_> = broken.map(|item| item.name.as_str()).collect();
    if names.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        Exit::Differs,
        format_args!(
            "nothing was deployed, because the impact analysis found errors for {}; correct them, or add --despite-errors",
            names.join(", ")
        ),
    ))
}
