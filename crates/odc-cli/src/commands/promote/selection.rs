//! The revisions to promote: those that run in the stage before, or those that the user named.

use std::collections::HashSet;

use odc_asset_repository_v1::Client;
use odc_builds_v1::types::BuildType;
use odc_portfolio_v2::types::{DeployedAsset, Deployment};
use uuid::Uuid;

use super::release_file::Entry;
use crate::commands::delivery::building::is_finished;
use crate::commands::delivery::pending;
use crate::commands::delivery::rollout::{Running, name_of};
use crate::commands::delivery::survey::{AssetToDeploy, permitted};
use crate::commands::delivery::target::{self, Stage};
use crate::commands::tag::check_is_highest;
use crate::context::Context;
use crate::exit::Failure;
use crate::names::{self, Named};

/// The type of assets whose configuration has its own calls.
const AGENT: &str = "Agent";

/// Two stages, and the assets that run in them.
pub(super) struct Selection<'a> {
    running: &'a Running,
    from: Stage,
    pub to: Stage,
}

impl<'a> Selection<'a> {
    /// The stages that the user named. Without a first stage, it is the stage before the second one. If several
    /// portfolios have a stage with that name, it is the stage in the portfolio of the first asset.
    ///
    /// # Errors
    /// A stage is not clear, or takes no deployment.
    pub(super) async fn new(
        context: &Context<'_>,
        running: &'a Running,
        to: &str,
        from: Option<&str>,
        first: Option<&Entry>,
    ) -> Result<Self, Failure> {
        let of_first = |first: &Entry| {
            let found = portfolio_of(running, &first.asset);
            found.map_err(|failure| first.placed(failure))
        };
        let portfolio = first.map(of_first).transpose()?;
        let to = target::stage(context, to, portfolio.flatten()).await?;
        to.check_takes_deployments()?;
        let from = match from {
            Some(from) => target::stage(context, from, to.row.portfolio_key).await?,
            None => before(&target::stages(context).await?, &to)?,
        };
        if from.key == to.key {
            return Err(Failure::usage(format_args!(
                "--from and --to are both {}; name two stages",
                to.name
            )));
        }
        Ok(Self { running, from, to })
    }

    /// The assets of a release, or the one asset that the user named. Assets whose revision already runs there are
    /// left out.
    ///
    /// # Errors
    /// An asset is not clear, does not run in the first stage, is named twice, or a call fails.
    pub(super) async fn entries(
        &self,
        context: &Context<'_>,
        entries: Vec<Entry>,
    ) -> Result<Vec<AssetToDeploy>, Failure> {
        let all = all(self.running);
        let (mut wanted, mut seen) = (Vec::new(), HashSet::new());
        for entry in entries {
            let placed = |failure| entry.placed(failure);
            let found = names::find("deployed asset", &entry.asset, &all).map_err(placed)?;
            let key = target::parse_key(&found.key)?;
            if !seen.insert(key) {
                let twice =
                    Failure::usage(format_args!("{} is named before; name it once", found.name));
                return Err(placed(twice));
            }
            let one = self.entry(context, key, &found.name, &entry).await;
            let one = one.map_err(placed)?;
            if !self.runs_already(&one) {
                wanted.push(one);
                continue;
            }
            let what = format!(
                "{} r{} runs in {} already",
                one.name, one.revision, self.to.name
            );
            if let Some(tag) = &one.tag {
                let (key, number) = (key.to_string(), one.revision.to_string());
                let words = ["tag", &key, tag, "--revision", &number];
                return Err(placed(Failure::usage(format_args!(
                    "{what}; tag it with: {}",
                    context.shell.command(&words)
                ))));
            }
            let news = self.news(context, &one).await?;
            context.shell.notes.say(match news {
                None => what,
                Some(news) => {
                    let words = ["deploy", &one.name, "--to", &self.to.name];
                    let deploy = context.shell.command(&words);
                    format!("{what}, and {news}; bring that into effect with: {deploy}")
                }
            });
        }
        Ok(wanted)
    }

    /// The changes that another deployment of a running revision would make: a newer build, or settings. If a client
    /// may not read them, they are not shown.
    async fn news(
        &self,
        context: &Context<'_>,
        one: &AssetToDeploy,
    ) -> Result<Option<String>, Failure> {
        let builds = odc_builds_v1::Client::connect(&context.tenant);
        let newest = builds.find_build(one.asset, one.revision, BuildType::Release);
        let newest = permitted(newest.await)?.flatten();
        let newest = newest.filter(is_finished).map(|build| build.build_key);
        let there = self.running.in_stage(one.asset, self.to.key);
        let there = there.and_then(|there| there.build_key);
        if there.is_some() && newest.is_some() && newest != there {
            return Ok(Some("a newer build of it is there".to_owned()));
        }
        let settings = odc_asset_configurations_v1::Client::connect(&context.tenant);
        let (stage, number) = (self.to.key, one.revision);
        let pending = pending::names(&settings, stage, one.asset, number, one.is_agent).await;
        let pending = permitted(pending)?.unwrap_or_default();
        Ok((!pending.is_empty()).then(|| format!("settings are pending ({})", pending.join(", "))))
    }

    fn runs_already(&self, one: &AssetToDeploy) -> bool {
        let there = self.running.in_stage(one.asset, self.to.key);
        there.and_then(|there| there.revision) == Some(one.revision)
    }

    async fn entry(
        &self,
        context: &Context<'_>,
        key: Uuid,
        name: &str,
        entry: &Entry,
    ) -> Result<AssetToDeploy, Failure> {
        let here = self.running.in_stage(key, self.from.key);
        let (revision, tag) = match (entry.revision, here) {
            (Some(number), _) => {
                let call = Client::connect(&context.tenant).get_revision(key, number);
                let revision = match call.send().await {
                    Ok(revision) => revision.into_inner(),
                    Err(error) if error.is_not_found() => {
                        return Err(Failure::not_found(format_args!(
                            "{name} has no revision {number}"
                        )));
                    }
                    Err(error) => return Err(error.into()),
                };
                (number, revision.tag)
            }
            (None, Some(here)) => (number(name, &self.from.name, here)?, here.tag.clone()),
            (None, None) => {
                return Err(Failure::not_found(format_args!(
                    "{name} does not run in {}, from where it would come; name another stage with --from",
                    self.from.name
                )));
            }
        };
        let tag = new_tag(name, revision, tag, entry.tag.clone())?;
        if let Some(tag) = &tag {
            check_is_highest(context, key, name, tag).await?;
        }
        let assets = self.running.assets().iter();
        let kind = assets
            .filter(|one| one.key == key)
            .find_map(|one| one.type_.clone());
        Ok(AssetToDeploy {
            asset: key,
            name: name.to_owned(),
            is_agent: kind.as_deref() == Some(AGENT),
            revision,
            build: None,
            tag,
            notes: entry.notes.clone(),
        })
    }

    /// All assets whose revisions in the two stages differ. If the second stage has the newer revision, the asset is
    /// left out and reported.
    ///
    /// # Errors
    /// A row of the service has no revision.
    pub(super) fn all_changed(&self, context: &Context<'_>) -> Result<Vec<AssetToDeploy>, Failure> {
        let mut wanted = Vec::new();
        for asset in self.running.assets() {
            let Some(here) = self.running.in_stage(asset.key, self.from.key) else {
                continue;
            };
            let there = self.running.in_stage(asset.key, self.to.key);
            let there = there.and_then(|there| there.revision);
            let name = named(asset).name;
            let revision = number(&name, &self.from.name, here)?;
            if there == Some(revision) || asset.is_built_in == Some(true) {
                continue;
            }
            if let Some(there) = there.filter(|there| *there > revision) {
                context.shell.notes.say(format_args!(
                    "{name} is left out: r{there} in {} is newer than r{revision} in {}",
                    self.to.name, self.from.name
                ));
                continue;
            }
            wanted.push(AssetToDeploy {
                asset: asset.key,
                name,
                is_agent: asset.type_.as_deref() == Some(AGENT),
                revision,
                build: None,
                tag: None,
                notes: None,
            });
        }
        Ok(wanted)
    }
}

/// The revision of an asset that runs in a stage.
fn number(name: &str, stage: &str, here: &Deployment) -> Result<i32, Failure> {
    here.revision.ok_or_else(|| {
        Failure::failed(format_args!(
            "the service does not say which revision of {name} runs in {stage}; name one with odctl deploy --revision"
        ))
    })
}

fn all(running: &Running) -> Vec<Named> {
    running.assets().iter().map(named).collect()
}

/// The portfolio of an asset, by the stages in which it runs.
fn portfolio_of(running: &Running, text: &str) -> Result<Option<Uuid>, Failure> {
    let all = all(running);
    let found = names::find("deployed asset", text, &all)?;
    let mut assets = running.assets().iter();
    let asset = assets.find(|one| one.key.to_string() == found.key);
    let mut deployments = asset.into_iter().flat_map(|asset| &asset.deployments);
    Ok(deployments.find_map(|one| one.portfolio_key))
}

fn named(asset: &DeployedAsset) -> Named {
    let key = asset.key.to_string();
    Named {
        name: name_of(asset).unwrap_or_else(|| key.clone()),
        key,
    }
}

/// The stage before another stage of its portfolio.
fn before(stages: &[Stage], to: &Stage) -> Result<Stage, Failure> {
    let same = stages
        .iter()
        .filter(|one| one.row.portfolio_key == to.row.portfolio_key);
    let earlier = same.filter(|one| one.row.order < to.row.order);
    let last = earlier.max_by_key(|one| one.row.order);
    last.cloned().ok_or_else(|| {
        Failure::usage(format_args!(
            "no stage comes before {}; name one with --from",
            to.name
        ))
    })
}

/// The tag that a revision gets. `None` if it already has the wanted tag.
fn new_tag(
    name: &str,
    revision: i32,
    has: Option<String>,
    wanted: Option<String>,
) -> Result<Option<String>, Failure> {
    match (has, wanted) {
        (Some(has), Some(wanted)) if has != wanted => Err(Failure::usage(format_args!(
            "{name} r{revision} has the tag {has}; leave the tag {wanted} out, or change it with odctl tag"
        ))),
        (Some(_), _) => Ok(None),
        (None, wanted) => Ok(wanted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_revision_is_an_error() {
        let here = Deployment::builder()
            .environment_key(Uuid::nil())
            .deployment_key(Uuid::nil());
        let named = here.clone().revision(31).build().unwrap();
        assert_eq!(number("Desk", "QA", &named).unwrap(), 31);
        let failure = number("Desk", "QA", &here.build().unwrap()).unwrap_err();
        let line = failure.line().unwrap();
        assert!(line.contains("which revision of Desk runs in QA"), "{line}");
    }

    #[test]
    fn a_revision_keeps_its_tag() {
        let tag = |has: Option<&str>, wanted: Option<&str>| {
            new_tag("A", 1, has.map(str::to_owned), wanted.map(str::to_owned))
        };
        assert_eq!(tag(None, Some("1.0.0")).unwrap().as_deref(), Some("1.0.0"));
        assert_eq!(tag(Some("1.0.0"), Some("1.0.0")).unwrap(), None);
        assert_eq!(tag(Some("1.0.0"), None).unwrap(), None);
        assert!(tag(Some("1.0.0"), Some("1.0.1")).is_err());
    }
}
