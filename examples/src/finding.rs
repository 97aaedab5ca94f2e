//! Finds the stage and the asset that the arguments name, and refuses what is not clear.

use anyhow::{Context as _, bail};
use odc_asset_repository_v1::Client;
use odc_asset_repository_v1::types::{AssetType, Revision, RevisionEmbed};
use odc_portfolio_v2::types::{Environment, EnvironmentPurpose, Portfolio};
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
    /// Whether assets are published there instead of deployed.
    pub is_development: bool,
}

/// The stage with this name or key, among those of the asset's portfolio. Names ignore case.
///
/// # Errors
/// There is none, it belongs to another portfolio, or several portfolios have a stage with this name.
pub async fn find_stage(
    portfolios: &odc_portfolio_v2::Client,
    stages: &[Environment],
    asset: &Asset,
    wanted: &str,
) -> anyhow::Result<Stage> {
    if wanted.trim().is_empty() {
        bail!("the name of the stage is empty; pass its name or key");
    }
    let own = asset.portfolio();
    let is_own = |stage: &&Environment| own.is_none() || stage.portfolio_key == own;
    let is_wanted = |stage: &&Environment| {
        stage.key.eq_ignore_ascii_case(wanted) || is_named(stage.name.as_deref(), wanted)
    };
    let all: Vec<_> = stages.iter().filter(is_wanted).collect();
    let here: Vec<_> = all.iter().copied().filter(|one| is_own(one)).collect();
    match (here.as_slice(), all.as_slice()) {
        ([stage], _) => Stage::of(stage),
        ([], []) => bail!(
            "there is no stage {wanted}; the stages are: {}",
            names_of(stages.iter().filter(is_own))
        ),
        ([], others) => bail!(
            "the stage {wanted} belongs to {}, and {} to another portfolio; its stages are: {}",
            Portfolios::read(portfolios)
                .await
                .of(others, |_, name| name),
            asset.name,
            names_of(stages.iter().filter(is_own))
        ),
        (several, _) => bail!(
            "{} portfolios have a stage {wanted}; pass the key of one instead: {}",
            several.len(),
            Portfolios::read(portfolios)
                .await
                .of(several, |key, name| format!("{key} of {name}"))
        ),
    }
}

/// Whether a name is the wanted one. Names of stages and assets ignore case.
#[must_use]
pub fn is_named(name: Option<&str>, wanted: &str) -> bool {
    name.is_some_and(|name| name.to_lowercase() == wanted.to_lowercase())
}

impl Stage {
    fn of(stage: &Environment) -> anyhow::Result<Self> {
        let key = stage.key.parse();
        Ok(Self {
            key: key.context("the key of a stage is not a UUID")?,
            name: cell(stage.name.as_ref()),
            is_development: stage.purpose == Some(EnvironmentPurpose::Development),
        })
    }
}

/// The names of stages, each once.
fn names_of<'a>(stages: impl Iterator<Item = &'a Environment>) -> String {
    let mut names: Vec<_> = Vec::new();
    for name in stages.filter_map(|stage| stage.name.as_deref()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// The portfolios, for an error. It is of use without their names too, so it does not matter if they cannot be read.
struct Portfolios(Vec<Portfolio>);

impl Portfolios {
    async fn read(client: &odc_portfolio_v2::Client) -> Self {
        let known = client.list_portfolios().send().await;
        Self(known.map_or_else(|_| Vec::new(), |list| list.into_inner().results))
    }

    /// A text for each stage, made of its key and of the name of its portfolio.
    fn of(&self, stages: &[&Environment], text: impl Fn(&str, String) -> String) -> String {
        let one = |stage: &&Environment| {
            let mut known = self.0.iter();
            let portfolio = known.find(|one| Some(one.key) == stage.portfolio_key);
            let name = portfolio.and_then(|one| one.name.clone());
            let key = stage.portfolio_key.map(|key| key.to_string());
            text(&stage.key, cell(name.or(key)))
        };
        stages.iter().map(one).collect::<Vec<_>>().join(", ")
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
    if wanted.trim().is_empty() {
        bail!("the name of the asset is empty; pass its name or key");
    }
    let list = repository.list_assets().embed([RevisionEmbed::Metadata]);
    let list = match wanted.parse::<Uuid>() {
        Ok(key) => list.asset_keys([key]),
        Err(_) => list.name_contains(wanted).sort("name"),
    };
    let mut rows = list.stream();
    let (mut found, mut others) = (Vec::new(), Vec::new());
    while let Some(row) = rows.try_next().await? {
        match row.name.as_deref() {
            name if is_named(name, wanted) => found.push(row),
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
        Ok(())
    }

    /// The key of its portfolio, if the service says it.
    fn portfolio(&self) -> Option<Uuid> {
        self.newest.portfolio_key.as_deref()?.parse().ok()
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
