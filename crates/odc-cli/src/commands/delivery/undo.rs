//! Undoes the deployments of a plan, after one of its assets failed: the earlier revisions run again.

use odc_builds_v1::types::BuildType;
use odc_deployments_v1::builder::StartDeployment;
use uuid::Uuid;

use super::building::has_ended;
use super::plan::{Item, ItemStep};
use super::run::{Run, some_ended, unread};
use super::{building, order, resume};
use crate::exit::Failure;

impl Run<'_> {
    /// Undoes all deployments. Consumers come before the assets that they use.
    pub(super) async fn take_back(&mut self) -> Result<(), Failure> {
        loop {
            let places = order::next_back(self.items());
            if places.is_empty() {
                return Ok(());
            }
            for at in places {
                if self.items().get(at).is_some_and(|item| item.back.is_none()) {
                    self.start_back(at).await?;
                }
            }
            self.say_how_far();
            self.wait_back().await?;
        }
    }

    async fn wait_back(&mut self) -> Result<(), Failure> {
        let going = self
            .items()
            .iter()
            .filter(|item| item.step == ItemStep::GoingBack);
        let keys: Vec<Uuid> = going.filter_map(|item| item.back).collect();
        if keys.is_empty() {
            return Ok(());
        }
        let mut unknown = None;
        let notes = &self.context.shell.notes;
        for (key, ended) in some_ended(self.client.clone(), keys, self.left(), notes).await? {
            let is_it = |item: &Item| item.back == Some(key);
            let Some(at) = self.items().iter().position(is_it) else {
                continue;
            };
            match ended {
                Ok(_) => {
                    self.kept
                        .change(at, |item| item.step = ItemStep::WentBack)?;
                    self.say(at, "undone");
                }
                Err(error) if has_ended(&error) => self.fail_back(at, &error.into())?,
                Err(error) => unknown = Some(unread(error)),
            }
        }
        unknown.map_or(Ok(()), Err)
    }

    async fn start_back(&mut self, at: usize) -> Result<(), Failure> {
        let Some(item) = self.items().get(at).cloned() else {
            return Ok(());
        };
        let call = match self.call_back(&item).await {
            Ok(call) => call,
            Err(failure) => return self.fail_back(at, &failure),
        };
        self.kept
            .change(at, |item| item.step = ItemStep::GoingBack)?;
        self.say_how_far();
        let item = Item {
            step: ItemStep::GoingBack,
            ..item
        };
        let key = match call.send().await {
            Ok(started) => started.key,
            Err(error) => {
                match resume::after_error(self.context, self.kept.plan(), &item, &error).await? {
                    Some(key) => key,
                    None => return self.fail_back(at, &error.into()),
                }
            }
        };
        self.kept.change(at, |item| item.back = Some(key))
    }

    /// It could not be undone, so the assets that it uses also stay deployed.
    fn fail_back(&mut self, at: usize, failure: &Failure) -> Result<(), Failure> {
        self.kept.change(at, |item| item.stays = true)?;
        self.fail(at, failure)
    }

    /// The call that restores the earlier revision. An asset that did not run before is undeployed.
    async fn call_back(&self, item: &Item) -> Result<StartDeployment, Failure> {
        let stage = self.kept.plan().stage;
        let Some(before) = item.from else {
            return Ok(self.client.undeploy(item.asset, stage));
        };
        let build = if let Some(build) = item.from_build {
            build
        } else {
            let client = odc_builds_v1::Client::connect(&self.context.tenant);
            let found = client
                .find_build(item.asset, before, BuildType::Release)
                .await?;
            let found = found
                .filter(building::is_finished)
                .map(|build| build.build_key);
            found.ok_or_else(|| {
                Failure::failed(format_args!(
                    "revision {before} has no build any more, so it cannot be put back"
                ))
            })?
        };
        Ok(self.client.deploy(item.asset, before, build, stage))
    }
}
