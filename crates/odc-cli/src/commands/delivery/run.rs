//! Carries out a plan: makes builds, and deploys each asset as soon as all assets that it uses run. If one asset
//! fails, it continues with the others.
//!
//! It waits for all running deployments together and reads them by their list, so that twenty need as many requests
//! as one. Before each request, the plan on the disk records what the request will do.

use std::time::Duration;

use futures_util::{Stream, StreamExt as _, stream};
use odc_deployments_v1::Client;
use odc_deployments_v1::types::{Deployment, OperationStatus};
use odc_runtime::{Error, ErrorKind};
use tokio::sync::mpsc;
use tokio::time::Instant;
use uuid::Uuid;

use super::building::{Trouble, has_ended};
use super::ending::{advice, failure, stopped, too_late};
use super::kept::Kept;
use super::plan::{Item, ItemStep, Plan};
use super::{kept, order, resume, steps};
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::progress::Progress;
use crate::shell::trouble;
use crate::terminal::Notes;

/// For how many builds it waits at the same time. Each build is polled separately, and all share 100 requests a
/// minute.
const BUILDS_TOGETHER: usize = 16;

/// A plan that is being carried out.
pub(super) struct Run<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) kept: Kept,
    pub(super) client: Client,
    end: Instant,
    progress: Progress,
    /// The exit code of the first failure.
    first: Option<Exit>,
}

/// Operations that have ended, and their results.
type Ended = Vec<(Uuid, Result<Deployment, Error>)>;

/// The result of the run of a plan.
#[derive(Debug)]
pub(crate) struct Finished {
    pub plan: Plan,
    /// Whether each asset has reached its end.
    pub is_over: bool,
    /// Why not everything is deployed, and how the user can continue.
    pub failure: Option<Failure>,
}

/// Carries out a plan.
pub(crate) async fn run(context: &Context<'_>, kept: Kept, deadline: Duration) -> Finished {
    let stage = kept.plan().stage_name.clone();
    let mut run = Run {
        context,
        client: Client::connect(&context.tenant),
        kept,
        end: Instant::now() + deadline,
        progress: context.shell.progress(&format!("deploying to {stage}")),
        first: None,
    };
    let gone = run.go().await;
    let Run { kept, first, .. } = run;
    if let Err(why) = gone {
        let plan = kept.plan().clone();
        return Finished {
            failure: Some(stopped(context.shell, &plan, kept.path(), &why)),
            is_over: false,
            plan,
        };
    }
    context.shell.goes_on(None);
    let path = kept.path().to_owned();
    let plan = kept.finish();
    let failed = plan
        .items
        .iter()
        .any(|item| item.step != ItemStep::Deployed);
    Finished {
        failure: failed.then(|| failure(context.shell, &plan, first, &path)),
        is_over: true,
        plan,
    }
}

impl Run<'_> {
    pub(super) fn items(&self) -> &[Item] {
        &self.kept.plan().items
    }

    pub(super) fn left(&self) -> Duration {
        self.end.saturating_duration_since(Instant::now())
    }

    async fn go(&mut self) -> Result<(), Failure> {
        self.deploy_all().await?;
        if self.is_stopping() {
            self.take_back().await?;
        }
        Ok(())
    }

    /// Deploys everything that can be deployed.
    async fn deploy_all(&mut self) -> Result<(), Failure> {
        let jobs = self.items().iter().enumerate();
        let jobs = jobs.filter(|(_, item)| item.step == ItemStep::Planned);
        let jobs: Vec<_> = jobs.map(|(at, item)| (at, item.clone())).collect();
        let (sender, mut begun) = mpsc::unbounded_channel();
        let mut builds = std::pin::pin!(self.builds(jobs, sender));
        loop {
            self.hold_back()?;
            for at in order::ready(self.items()) {
                if self.is_stopping() {
                    break;
                }
                self.say_how_far();
                self.start(at).await?;
            }
            let waiting = self.waiting();
            self.say_how_far();
            // Each planned asset has a build that the run waits for.
            let is_building = self
                .items()
                .iter()
                .any(|item| item.step == ItemStep::Planned);
            if !is_building && waiting.is_empty() {
                // After a refused deployment, other assets may have to be held back.
                if order::blocked_items(self.items()).is_empty() {
                    return Ok(());
                }
                continue;
            }
            let client = self.client.clone();
            let (left, notes) = (self.left(), self.context.shell.notes.clone());
            tokio::select! {
                biased;
                Some((at, key)) = begun.recv() => self.kept.change(at, |item| item.build = Some(key))?,
                Some((at, built)) = builds.next(), if is_building => self.built(at, built)?,
                ended = some_ended(client, waiting.clone(), left, &notes), if !waiting.is_empty() => {
                    self.take(ended?)?;
                }
            }
        }
    }

    /// Whether nothing more is started, because the deployed assets are being undone.
    fn is_stopping(&self) -> bool {
        self.kept.plan().is_going_back
    }

    /// Makes the builds of assets. `sender` gets the key of a build as soon as the build has begun.
    fn builds(
        &self,
        jobs: Vec<(usize, Item)>,
        sender: mpsc::UnboundedSender<(usize, Uuid)>,
    ) -> impl Stream<Item = (usize, Result<Uuid, Trouble>)> + use<> {
        let client = odc_builds_v1::Client::connect(&self.context.tenant);
        let (end, notes) = (self.end, self.context.shell.notes.clone());
        let made = stream::iter(jobs).map(move |(at, item)| {
            let (client, sender) = (client.clone(), sender.clone());
            // After the run has stopped, the receiver no longer exists.
            let begun = move |key| {
                let _ = sender.send((at, key));
            };
            let trouble = trouble(&notes);
            async move {
                let built = steps::build(&client, &item, end, begun, trouble).await;
                (at, built)
            }
        });
        made.buffer_unordered(BUILDS_TOGETHER)
    }

    fn built(&mut self, at: usize, built: Result<Uuid, Trouble>) -> Result<(), Failure> {
        match built {
            Ok(key) => self.kept.change(at, |item| {
                item.build = Some(key);
                item.is_built = true;
                if item.step == ItemStep::Planned {
                    item.step = ItemStep::Built;
                }
            }),
            Err(Trouble::Run(failure)) => Err(failure),
            Err(Trouble::Asset(failure)) => self.fail(at, &failure),
        }
    }

    /// Marks the assets that can no longer be deployed.
    fn hold_back(&mut self) -> Result<(), Failure> {
        let places = if self.is_stopping() {
            let items = self.items().iter().enumerate();
            let open =
                items.filter(|(_, it)| matches!(it.step, ItemStep::Planned | ItemStep::Built));
            open.map(|(at, _)| at).collect()
        } else {
            order::blocked_items(self.items())
        };
        for at in places {
            self.kept.change(at, |item| item.step = ItemStep::Held)?;
            self.say(at, "held back");
        }
        Ok(())
    }

    /// Gives the revision of an asset its tag. Returns whether it can be deployed.
    async fn tag(&mut self, at: usize, item: &Item) -> Result<bool, Failure> {
        let Some(tag) = &item.tag else {
            return Ok(true);
        };
        let shell = self.context.shell;
        shell.goes_on(Some(format!(
            "{} r{} may have the tag {tag}; continue with: {}",
            item.name,
            item.revision,
            kept::go_on(shell, self.kept.path())
        )));
        match steps::tag(self.context, item, tag).await {
            Ok(is_new) => {
                if is_new {
                    self.say(at, format_args!("tagged {tag}"));
                }
                Ok(true)
            }
            Err(Trouble::Run(failure)) => Err(failure),
            Err(Trouble::Asset(failure)) => self.fail(at, &failure).map(|()| false),
        }
    }

    /// Tags an asset, and starts its deployment.
    async fn start(&mut self, at: usize) -> Result<(), Failure> {
        let Some(item) = self.items().get(at).cloned() else {
            return Ok(());
        };
        let Some(build) = item.build else {
            return Ok(());
        };
        if !self.tag(at, &item).await? {
            return Ok(());
        }
        self.kept
            .change(at, |item| item.step = ItemStep::Deploying)?;
        self.say_how_far();
        let stage = self.kept.plan().stage;
        let call = self.client.deploy(item.asset, item.revision, build, stage);
        let key = match call.send().await {
            Ok(started) => started.key,
            Err(error) => {
                match resume::after_error(self.context, self.kept.plan(), &item, &error).await? {
                    Some(key) => key,
                    None => return self.fail(at, &error.into()),
                }
            }
        };
        self.kept.change(at, |item| item.deployment = Some(key))
    }

    fn waiting(&self) -> Vec<Uuid> {
        let running = self
            .items()
            .iter()
            .filter(|item| item.step == ItemStep::Deploying);
        running.filter_map(|item| item.deployment).collect()
    }

    /// Records the ends of deployments.
    fn take(&mut self, ended: Ended) -> Result<(), Failure> {
        let mut unknown = None;
        for (key, ended) in ended {
            let is_it = |item: &Item| item.deployment == Some(key);
            let Some(at) = self.items().iter().position(is_it) else {
                continue;
            };
            match ended {
                Ok(done) => {
                    let times = done.finished_date_time.zip(done.started_date_time);
                    self.kept.change(at, |item| {
                        item.step = ItemStep::Deployed;
                        item.seconds = times.map(|(end, start)| (end - start).num_seconds());
                    })?;
                    self.say(at, deployed_in(self.items().get(at)));
                }
                Err(error) if has_ended(&error) => self.fail(at, &error.into())?,
                Err(error) => unknown = Some(unread(error)),
            }
        }
        unknown.map_or(Ok(()), Err)
    }

    /// Marks an asset as failed, and says why.
    pub(super) fn fail(&mut self, at: usize, failure: &Failure) -> Result<(), Failure> {
        let why = failure.line().unwrap_or_default().to_owned();
        self.first.get_or_insert(failure.exit());
        self.kept.fail(at, &why)?;
        self.say(at, format_args!("failed: {why}"));
        Ok(())
    }

    pub(super) fn say(&self, at: usize, what: impl std::fmt::Display) {
        if let Some(item) = self.items().get(at) {
            let line = format!("{} r{}: {what}", item.name, item.revision);
            self.progress.show_step(&line);
            self.context.shell.notes.say(line);
        }
    }

    /// Shows the progress. Sets the message for the case that the user stops the command now: it says what continues
    /// in the tenant.
    pub(super) fn say_how_far(&self) {
        let plan = self.kept.plan();
        let done = plan
            .items
            .iter()
            .filter(|item| item.step.is_final())
            .count();
        let total = Some(plan.items.len() as u64);
        self.progress.reach(done as u64, total);
        let what = advice(self.context.shell, plan, self.kept.path());
        self.context.shell.goes_on(Some(what));
    }
}

fn deployed_in(item: Option<&Item>) -> String {
    let seconds = item.and_then(|item| item.seconds);
    seconds.map_or_else(
        || "deployed".to_owned(),
        |seconds| format!("deployed in {seconds} s"),
    )
}

/// The failure of a wait that does not know how its operation ended.
pub(super) fn unread(error: Error) -> Failure {
    match Exit::for_error(&error) {
        Exit::OutOfTime if error.kind() == ErrorKind::Deadline => too_late(),
        _ => error.into(),
    }
}

/// Waits until at least one of the deployments has ended. They are read by their list.
pub(super) async fn some_ended(
    client: Client,
    keys: Vec<Uuid>,
    left: Duration,
    notes: &Notes,
) -> Result<Ended, Failure> {
    let (sender, mut receiver) = mpsc::unbounded_channel();
    let wait = client.wait_for_deployments(keys).deadline(left);
    let wait = wait.on_trouble(trouble(notes));
    let wait = wait.on_progress(move |one| {
        let ended = [
            OperationStatus::Finished,
            OperationStatus::FinishedWithError,
        ];
        if one
            .status
            .as_ref()
            .is_some_and(|status| ended.contains(status))
        {
            // If the run no longer waits for this deployment, the receiver no longer exists.
            let _ = sender.send(one.clone());
        }
    });
    let first = tokio::select! {
        biased;
        all = wait.into_future() => return Ok(all?),
        Some(first) = receiver.recv() => first,
    };
    let mut ended = Vec::new();
    let mut next = Some(first);
    while let Some(one) = next {
        next = receiver.try_recv().ok();
        let key = one.key;
        if one.status == Some(OperationStatus::Finished) {
            ended.push((key, Ok(one)));
        } else {
            // It is read once more, with the messages that contain the reason for the failure.
            ended.push((key, client.wait_for_deployment(key).deadline(left).await));
        }
    }
    Ok(ended)
}
