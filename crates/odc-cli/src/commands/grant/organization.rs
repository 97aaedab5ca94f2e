//! Organization roles: at most one for the whole organization, and at most one for each asset.

use odc_identity_v1::Client;
use odc_identity_v1::operations::LIST_USER_ORGANIZATION_ROLES;
use serde_json::Value;
use uuid::Uuid;

use crate::commands::consent::Consent;
use crate::commands::people::{Outcome, RoleOrGroup, display, key_of, shown_by};
use crate::context::Context;
use crate::exit::Failure;
use crate::names::Named;
use crate::output::text;
use crate::request::Request;
use crate::shell::Shell;

/// An organization role that a user will get or lose.
pub(super) struct OrganizationRole<'a> {
    user: Uuid,
    who: String,
    key: Uuid,
    role: &'a RoleOrGroup,
    asset: Option<&'a Named>,
}

impl<'a> OrganizationRole<'a> {
    pub(super) fn new(
        user: &Value,
        role: &'a RoleOrGroup,
        asset: Option<&'a Named>,
    ) -> Result<Self, Failure> {
        Ok(Self {
            user: key_of(&text(user.get("key")))?,
            who: display(user),
            key: key_of(&role.key)?,
            role,
            asset,
        })
    }

    /// The role, with the asset that it applies to.
    pub(super) fn label(&self) -> String {
        let asset = self.asset.map(|asset| format!(" for {}", asset.name));
        format!("{}{}", self.role.name, asset.unwrap_or_default())
    }

    pub(super) async fn grant(
        &self,
        context: &Context<'_>,
        consent: Consent,
    ) -> Result<Outcome, Failure> {
        match self.present(context).await? {
            Some(present) if text(present.get("key")) == self.role.key => {
                return Ok(Outcome::Unchanged);
            }
            Some(present) => consent.confirm_loss(context.shell, &self.change(&present))?,
            None => {}
        }
        if consent.dry_run {
            return Ok(Outcome::Planned);
        }
        let client = Client::connect(&context.tenant);
        let call = client.grant_organization_role(self.user, self.key);
        let call = match self.asset {
            Some(asset) => call.asset_keys([key_of(&asset.key)?]),
            None => call,
        };
        let advice = self.advice(context.shell, "got");
        context.shell.change(advice, call.send()).await?;
        Ok(Outcome::Done)
    }

    pub(super) async fn revoke(
        &self,
        context: &Context<'_>,
        consent: Consent,
    ) -> Result<Outcome, Failure> {
        let present = self.present(context).await?;
        let held = present.filter(|it| text(it.get("key")) == self.role.key);
        let Some(held) = held else {
            return Ok(Outcome::Unchanged);
        };
        let what = format!(
            "{} loses the organization role {}{} at once",
            self.who,
            self.label(),
            period(&held)
        );
        consent.confirm_loss(context.shell, &what)?;
        if consent.dry_run {
            return Ok(Outcome::Planned);
        }
        let client = Client::connect(&context.tenant);
        let call = client.revoke_organization_role(self.user, self.key);
        let call = match self.asset {
            Some(asset) => call.asset_keys([key_of(&asset.key)?]),
            None => call,
        };
        let advice = self.advice(context.shell, "lost");
        context.shell.change(advice, call.send()).await?;
        Ok(Outcome::Done)
    }

    /// The role that the user has, and the role that replaces it.
    fn change(&self, present: &Value) -> String {
        let (who, old, new) = (&self.who, text(present.get("name")), self.label());
        let period = period(present);
        format!("{who} loses the organization role {old}{period} and gets {new}")
    }

    /// The possible results of the change, and the command that shows them.
    fn advice(&self, shell: &Shell, verb: &str) -> String {
        let what = format!("{} may have {verb} {}", self.who, self.label());
        shown_by(shell, &what, self.user)
    }

    /// The organization role that the user has at the same level: for the organization, or for the asset.
    async fn present(&self, context: &Context<'_>) -> Result<Option<Value>, Failure> {
        let request = Request::new(&LIST_USER_ORGANIZATION_ROLES)
            .with("key", self.user)
            .with("limit", 100);
        let rows = context.all(&request, "organization roles").await?;
        let wanted = self.asset.map(|asset| asset.key.clone());
        let is_here = |row: &Value| row["assetKey"].as_str().map(str::to_lowercase) == wanted;
        Ok(rows.into_iter().find(is_here))
    }
}

/// The period of a grant. A new grant does not have it.
fn period(grant: &Value) -> String {
    let period = grant.get("grantPeriod").and_then(Value::as_object);
    let values: Vec<_> = period
        .into_iter()
        .flatten()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| format!("{name} {}", text(Some(value))))
        .collect();
    if values.is_empty() {
        return String::new();
    }
    format!(" (period: {})", values.join(", "))
}
