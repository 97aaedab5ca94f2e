//! Finds the asset and the stage that the arguments name, and refuses a name that is not clear.

use anyhow::{Context as _, bail};
use futures::TryStreamExt as _;
use odc_asset_repository_v1::types::{self, RevisionEmbed};
use odc_portfolio_v2::types::{Environment, EnvironmentPurpose};
use odc_runtime::Tenant;
use uuid::Uuid;

use crate::{cell, stages};

/// An asset of the tenant.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its key.
    pub key: Uuid,
    /// Its name, made printable on one line.
    pub name: String,
    /// The data of its latest revision, with the metadata.
    pub latest: types::Asset,
}

/// Whether a name is the wanted one. Names of stages and assets ignore case.
#[must_use]
pub fn is_named(name: Option<&str>, wanted: &str) -> bool {
    name.is_some_and(|name| name.to_lowercase() == wanted.to_lowercase())
}

/// At most five texts.
fn some_of<T: ToString>(texts: impl IntoIterator<Item = T>) -> String {
    let texts = texts.into_iter().take(5);
    let texts: Vec<_> = texts.map(|text| cell(Some(text))).collect();
    texts.join(", ")
}

/// The asset with this name or key.
///
/// # Errors
/// The call fails, no asset has this name, or several assets have it.
pub async fn find_asset(tenant: &Tenant, wanted: &str) -> anyhow::Result<Asset> {
    if wanted.trim().is_empty() {
        bail!("the name of the asset is empty; pass its name or key");
    }
    let repository = odc_asset_repository_v1::Client::connect(tenant);
    let list = repository.list_assets().embed([RevisionEmbed::Metadata]);
    let list = match wanted.parse::<Uuid>() {
        Ok(key) => list.asset_keys([key]),
        Err(_) => list.name_contains(wanted).sort("name"),
    };
    let rows: Vec<types::Asset> = list.stream().try_collect().await?;
    let (mut found, similar): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| {
        is_named(row.name.as_deref(), wanted) || row.asset_key.eq_ignore_ascii_case(wanted)
    });
    if found.len() > 1 {
        bail!(
            "{} assets have the name {wanted}; pass the key of one instead: {}",
            found.len(),
            some_of(found.into_iter().map(|row| row.asset_key))
        );
    }
    let Some(latest) = found.pop() else {
        if similar.is_empty() {
            bail!("no asset has the name or key {wanted}, or the API client may not open it");
        }
        bail!(
            "no asset has the name {wanted}; similar names are: {}",
            some_of(similar.into_iter().filter_map(|row| row.name))
        );
    };
    let key = latest.asset_key.parse();
    Ok(Asset {
        key: key.context("the key of an asset is not a UUID")?,
        name: cell(latest.name.as_ref()),
        latest,
    })
}

impl Asset {
    /// Refuses an asset that no stage can run on its own, such as a library.
    ///
    /// # Errors
    /// The asset cannot be deployed.
    pub fn check_deployable(&self) -> anyhow::Result<()> {
        let embedded = self.latest.embedded.as_ref();
        let metadata = embedded.and_then(|embedded| embedded.metadata.as_ref());
        if metadata.and_then(|metadata| metadata.is_deployable) == Some(false) {
            bail!(
                "{} has the type {} and is not deployed on its own: the assets that use it contain it; name one of those",
                self.name,
                cell(self.latest.asset_type.as_ref())
            );
        }
        Ok(())
    }

    /// The number and the tag of this revision, or of the latest one.
    ///
    /// # Errors
    /// The call fails, or there is no such revision.
    pub async fn revision(
        &self,
        tenant: &Tenant,
        number: Option<i32>,
    ) -> anyhow::Result<(i32, Option<String>)> {
        let latest = self.latest.latest_revision;
        let Some(number) = number.filter(|number| *number != latest) else {
            return Ok((latest, self.latest.tag.clone()));
        };
        let repository = odc_asset_repository_v1::Client::connect(tenant);
        match repository.get_revision(self.key, number).send().await {
            Ok(found) => Ok((number, found.into_inner().tag)),
            Err(error) if error.is_not_found() => {
                bail!(
                    "{} has no revision {number}; the newest is {latest}",
                    self.name
                )
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// A stage of the tenant.
#[derive(Debug, Clone)]
pub struct Stage {
    /// Its key.
    pub key: Uuid,
    /// Its name, made printable on one line.
    pub name: String,
    is_development: bool,
}

/// The stage with this name or key, among those of the asset's portfolio. Names ignore case.
///
/// # Errors
/// The call fails, there is no such stage, it belongs to another portfolio, or several portfolios have a stage with
/// this name.
pub async fn find_stage(tenant: &Tenant, asset: &Asset, wanted: &str) -> anyhow::Result<Stage> {
    if wanted.trim().is_empty() {
        bail!("the name of the stage is empty; pass its name or key");
    }
    let all = stages(&odc_portfolio_v2::Client::connect(tenant)).await?;
    let portfolio = asset.latest.portfolio_key.as_deref();
    let portfolio = portfolio.and_then(|key| key.parse::<Uuid>().ok());
    let is_own = |one: &&Environment| portfolio.is_none() || one.portfolio_key == portfolio;
    let is_wanted = |one: &&Environment| {
        one.key.eq_ignore_ascii_case(wanted) || is_named(one.name.as_deref(), wanted)
    };
    let own = all.iter().filter(is_own);
    let names = some_of(own.clone().filter_map(|one| one.name.as_ref()));
    let found: Vec<_> = own.filter(is_wanted).collect();
    match found.as_slice() {
        [stage] => Ok(Stage {
            key: stage
                .key
                .parse()
                .context("the key of a stage is not a UUID")?,
            name: cell(stage.name.as_ref()),
            is_development: stage.purpose == Some(EnvironmentPurpose::Development),
        }),
        [] if all.iter().any(|one| is_wanted(&one)) => bail!(
            "the stage {wanted} does not belong to the portfolio of {}; the stages there are: {names}",
            asset.name
        ),
        [] => bail!("there is no stage {wanted}; the stages are: {names}"),
        several => {
            bail!(
                "{} portfolios have a stage {wanted}; pass the key of one instead: {}",
                several.len(),
                some_of(several.iter().map(|one| {
                    format!("{} of portfolio {}", one.key, cell(one.portfolio_key))
                }))
            )
        }
    }
}

impl Stage {
    /// Refuses a stage that takes no deployment, or an asset that cannot be deployed.
    ///
    /// # Errors
    /// The asset cannot be deployed to the stage.
    pub fn check_takes(&self, asset: &Asset) -> anyhow::Result<()> {
        asset.check_deployable()?;
        if self.is_development {
            bail!(
                "{} is the stage where assets are published; publish in ODC Studio, or name a later stage",
                self.name
            );
        }
        Ok(())
    }
}
