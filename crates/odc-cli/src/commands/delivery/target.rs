//! The targets of a delivery, as the user named them: assets, their revisions, and stages.

use odc_asset_repository_v1::Client;
use odc_asset_repository_v1::types::{AssetType, Revision};
use odc_portfolio_v2::types::{Environment, EnvironmentPurpose};
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use crate::context::Context;
use crate::exit::Failure;
use crate::names::{self, Named};

/// An asset, as its newest revision describes it.
#[derive(Clone, Debug)]
pub(crate) struct Asset {
    pub key: Uuid,
    pub name: String,
    pub newest: Revision,
}

/// Reads a row of the service as its type.
///
/// # Errors
/// It does not have the form that the document of the API describes.
pub(crate) fn typed<T: DeserializeOwned>(what: &str, row: &Value) -> Result<T, Failure> {
    T::deserialize(row).map_err(|error| {
        Failure::failed(format_args!(
            "the service described {what} in a form that odctl does not know: {error}"
        ))
    })
}

/// The asset that the user named.
///
/// # Errors
/// The name is not clear, or a call fails.
pub(crate) async fn asset(context: &Context<'_>, text: &str) -> Result<Asset, Failure> {
    let named = context.asset(text).await?;
    let newest: Revision = if names::is_key(text) {
        let call = Client::connect(&context.tenant).get_latest_revision(&named.key);
        call.send().await?.into_inner()
    } else {
        let is_meant = |row: &&Value| crate::output::text(row.get("assetKey")) == named.key;
        let row = context.assets().await?.iter().find(is_meant);
        typed("an asset", row.unwrap_or(&Value::Null))?
    };
    Ok(Asset {
        key: parse_key(&newest.asset_key)?,
        name: newest.name.clone().unwrap_or(named.name),
        newest,
    })
}

/// A key as the typed clients take it.
///
/// # Errors
/// The service sent something else.
pub(crate) fn parse_key(text: &str) -> Result<Uuid, Failure> {
    Uuid::parse_str(text)
        .map_err(|error| Failure::failed(format_args!("\"{text}\" is not a key: {error}")))
}

impl Asset {
    /// The revision with this number, or the newest one.
    ///
    /// # Errors
    /// There is no such revision, or the call fails.
    pub(crate) async fn revision(
        &self,
        context: &Context<'_>,
        number: Option<i32>,
    ) -> Result<Revision, Failure> {
        let Some(number) = number.filter(|number| *number != self.newest.revision) else {
            return Ok(self.newest.clone());
        };
        let call = Client::connect(&context.tenant).get_revision(self.key, number);
        match call.send().await {
            Ok(revision) => Ok(revision.into_inner()),
            Err(error) if error.is_not_found() => Err(Failure::not_found(format_args!(
                "{} has no revision {number}; its newest is {}",
                self.name, self.newest.revision
            ))),
            Err(error) => Err(error.into()),
        }
    }

    /// Refuses an asset that no stage runs on its own, such as a library.
    ///
    /// # Errors
    /// The asset cannot be deployed.
    pub(crate) fn check_deployable(&self) -> Result<(), Failure> {
        let kind = self.newest.asset_type.as_ref().map(AsRef::as_ref);
        if kind.is_some_and(is_part) {
            return Err(Failure::usage(format_args!(
                "{} is a {}, which runs inside the assets that use it; name one of those",
                self.name,
                kind.unwrap_or_default()
            )));
        }
        Ok(())
    }

    pub(crate) fn is_agent(&self) -> bool {
        self.newest.asset_type == Some(AssetType::Agent)
    }
}

/// Whether assets of a type run only inside others.
pub(crate) fn is_part(kind: &str) -> bool {
    kind.ends_with("Library") || kind.ends_with("Connection") || kind == "KnowledgeBase"
}

/// A stage.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    pub key: Uuid,
    pub name: String,
    pub row: Environment,
}

/// The stage that the user named. If a portfolio is given, only its stages are searched.
///
/// # Errors
/// The name is not clear, or a call fails.
pub(crate) async fn stage(
    context: &Context<'_>,
    text: &str,
    portfolio: Option<Uuid>,
) -> Result<Stage, Failure> {
    names::check("stage", text)?;
    let all = stages(context).await?;
    let of_portfolio = |stage: &&Stage| {
        let own = stage.row.portfolio_key;
        portfolio.is_none() || own.is_none() || own == portfolio
    };
    let here: Vec<_> = all.iter().filter(of_portfolio).collect();
    let named: Vec<_> = here
        .iter()
        .map(|stage| Named {
            key: stage.key.to_string(),
            name: stage.name.clone(),
        })
        .collect();
    let found = names::find("stage", text, &named)?;
    let is_found = |stage: &&&Stage| stage.key.to_string() == found.key;
    here.iter()
        .find(is_found)
        .map(|stage| (**stage).clone())
        .ok_or_else(|| Failure::not_found(format_args!("there is no stage \"{text}\"")))
}

/// All stages, in the order of the portal.
///
/// # Errors
/// A call fails.
pub(crate) async fn stages(context: &Context<'_>) -> Result<Vec<Stage>, Failure> {
    let rows = context.stages().await?.iter().map(|row| {
        let row: Environment = typed("a stage", row)?;
        Ok(Stage {
            key: parse_key(&row.key)?,
            name: row.name.clone().unwrap_or_else(|| row.key.clone()),
            row,
        })
    });
    rows.collect()
}

impl Stage {
    /// Refuses Development, to which assets are published from ODC Studio.
    ///
    /// # Errors
    /// The stage takes no deployment.
    pub(crate) fn check_takes_deployments(&self) -> Result<(), Failure> {
        if self.row.purpose == Some(EnvironmentPurpose::Development) {
            return Err(Failure::usage(format_args!(
                "{} takes no deployment: assets are published there from ODC Studio; name a later stage",
                self.name
            )));
        }
        Ok(())
    }
}

/// The portfolio of an asset, when the service names it.
pub(crate) fn portfolio_of(asset: &Asset) -> Option<Uuid> {
    asset.newest.portfolio_key.as_deref()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_and_connections_are_parts_of_others() {
        for (kind, part) in [
            ("LowCodeLibrary", true),
            ("ExtensionLibrary", true),
            ("MobileLibrary", true),
            ("WebApplication", false),
            ("Agent", false),
            ("Workflow", false),
        ] {
            assert_eq!(is_part(kind), part, "{kind}");
        }
    }
}
