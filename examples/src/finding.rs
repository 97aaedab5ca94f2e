//! Finds the stage and the asset that the arguments name, and refuses what is not clear.

use anyhow::{Context as _, bail};
use odc_asset_repository_v1::Client;
use odc_asset_repository_v1::types::{AssetType, Revision, RevisionEmbed};
use odc_portfolio_v2::types::{Environment, EnvironmentPurpose};
use uuid::Uuid;

use crate::cell;

/// How many names an error lists.
const MOST_NAMES: usize = 5;

/// A stage of the tenant.
#[derive(Debug, Clone)]
pub struct Stage {
    /// Its key.
    pub key: Uuid,
    /// Its name.
    pub name: String,
    /// The key of its portfolio.
    pub portfolio: Option<Uuid>,
    /// Whether assets are published there instead of deployed.
    pub is_development: bool,
}

/// The stage with this name or key.
///
/// # Errors
/// There is none, or several portfolios have a stage with this name.
pub fn find_stage(stages: &[Environment], wanted: &str) -> anyhow::Result<Stage> {
    let is_wanted =
        |stage: &&Environment| stage.key == wanted || stage.name.as_deref() == Some(wanted);
    let found: Vec<_> = stages.iter().filter(is_wanted).collect();
    match found.as_slice() {
        [stage] => Ok(Stage {
            key: stage
                .key
                .parse()
                .context("the key of a stage is not a UUID")?,
            name: cell(stage.name.as_ref()),
            portfolio: stage.portfolio_key,
            is_development: stage.purpose == Some(EnvironmentPurpose::Development),
        }),
        [] => {
            let mut names: Vec<_> = Vec::new();
            for name in stages.iter().filter_map(|stage| stage.name.as_deref()) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            bail!(
                "there is no stage {wanted}; the stages are: {}",
                names.join(", ")
            )
        }
        several => {
            let key = |stage: &&Environment| {
                format!("{} ({})", stage.key, cell(stage.default_domain.as_ref()))
            };
            bail!(
                "{} portfolios have a stage {wanted}; pass the key of one instead: {}",
                several.len(),
                several.iter().map(key).collect::<Vec<_>>().join(", ")
            )
        }
    }
}

/// An asset of the tenant.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its key.
    pub key: Uuid,
    /// Its name in the newest revision.
    pub name: String,
    /// Its type.
    pub kind: String,
    /// The newest revision, with its metadata.
    pub newest: Revision,
}

/// The asset with this name or key.
///
/// # Errors
/// The call fails, there is none, or several assets have this name.
pub async fn find_asset(repository: &Client, wanted: &str) -> anyhow::Result<Asset> {
    let list = repository.list_assets().embed([RevisionEmbed::Metadata]);
    let list = match wanted.parse::<Uuid>() {
        Ok(key) => list.asset_keys([key]),
        Err(_) => list.name_contains(wanted).sort("name"),
    };
    let mut rows = list.stream();
    let (mut found, mut others) = (Vec::new(), Vec::new());
    while let Some(row) = rows.try_next().await? {
        match row.name.as_deref() {
            Some(name) if name.eq_ignore_ascii_case(wanted) => found.push(row),
            _ if row.asset_key.eq_ignore_ascii_case(wanted) => found.push(row),
            Some(name) => others.push(name.to_owned()),
            None => {}
        }
    }
    if found.len() > 1 {
        let keys: Vec<_> = found.iter().map(|row| row.asset_key.as_str()).collect();
        bail!(
            "{} assets have the name {wanted}; pass the key of one instead: {}",
            keys.len(),
            keys.join(", ")
        );
    }
    let Some(newest) = found.pop() else {
        others.truncate(MOST_NAMES);
        match others.as_slice() {
            [] => bail!("no asset has the name or key {wanted}, or the API client may not open it"),
            some => bail!(
                "no asset has the name {wanted}; similar names are: {}",
                some.join(", ")
            ),
        }
    };
    Ok(Asset {
        key: newest
            .asset_key
            .parse()
            .context("the key of an asset is not a UUID")?,
        name: cell(newest.name.as_ref()),
        kind: cell(newest.asset_type.as_ref()),
        newest,
    })
}

impl Asset {
    /// Refuses an asset that no stage can run on its own, such as a library.
    ///
    /// # Errors
    /// The asset cannot be deployed.
    pub fn check_deployable(&self) -> anyhow::Result<()> {
        let embedded = self.newest.embedded.as_ref();
        let metadata = embedded.and_then(|embedded| embedded.metadata.as_ref());
        if metadata.and_then(|metadata| metadata.is_deployable) == Some(false) {
            bail!(
                "{} has the type {} and is not deployed on its own: the assets that use it contain it; name one of those",
                self.name,
                self.kind
            );
        }
        Ok(())
    }

    /// Refuses a stage that takes no deployment of the asset.
    ///
    /// # Errors
    /// The asset cannot be deployed to the stage.
    pub fn check_deployable_to(&self, stage: &Stage) -> anyhow::Result<()> {
        self.check_deployable()?;
        if stage.is_development {
            bail!(
                "{} is the stage where assets are published; publish in ODC Studio, or name a later stage",
                stage.name
            );
        }
        let portfolio = self
            .newest
            .portfolio_key
            .as_deref()
            .and_then(|key| key.parse().ok());
        if portfolio.is_some() && portfolio != stage.portfolio {
            bail!(
                "the stage {} ({}) belongs to another portfolio than {}; pass a stage of its own portfolio",
                stage.name,
                stage.key,
                self.name
            );
        }
        Ok(())
    }

    /// Whether its configuration is that of an agent, which has calls of its own.
    #[must_use]
    pub fn is_agent(&self) -> bool {
        self.newest.asset_type == Some(AssetType::Agent)
    }

    /// The revision with this number, or the newest one.
    ///
    /// # Errors
    /// The call fails, or there is no such revision.
    pub async fn revision(
        &self,
        repository: &Client,
        number: Option<i32>,
    ) -> anyhow::Result<Revision> {
        let Some(number) = number.filter(|number| *number != self.newest.revision) else {
            return Ok(self.newest.clone());
        };
        match repository.get_revision(self.key, number).send().await {
            Ok(revision) => Ok(revision.into_inner()),
            Err(error) if error.is_not_found() => {
                bail!(
                    "{} has no revision {number}; the newest is {}",
                    self.name,
                    self.newest.revision
                )
            }
            Err(error) => Err(error.into()),
        }
    }
}
