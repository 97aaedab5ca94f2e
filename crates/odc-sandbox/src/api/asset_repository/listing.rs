//! The list of assets, each with its newest revision.

use super::embeds::Embed;
use super::responses;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::permission_filter::is_permitted;
use crate::model::permission::Permission;
use crate::model::{Asset, AssetType, Tenant};
use crate::problem::Problem;
use crate::wire_name::wire_names;

wire_names! {
    /// A template, and the kind of asset that it is for.
    enum TemplateType {
        Application = "ApplicationTemplate",
        Screens = "ScreenTemplateBundle",
    }
}

/// A page lists at most a thousand assets.
pub(super) const MOST_ROWS: usize = 1000;

/// `GET /assets`. The list is empty for a caller that may not open assets.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let page = call.query.page_up_to(MOST_ROWS)?;
    let embeds: Vec<Embed> = call.query.many_of("embed")?;
    let sort = call.query.sort(&["name", "createdAt"])?;
    let is_wanted = filter(call)?;
    let is_permitted = is_permitted(call)? && call.holds(Permission::OpenAssets);
    let rows = tenant.assets.iter();
    let mut rows: Vec<_> = rows.filter(|one| is_permitted && is_wanted(one)).collect();
    sort.apply(&mut rows, |field, one| {
        let newest = one.revisions.last().map(|revision| revision.at);
        let at = newest.filter(|_| field == "createdAt");
        (at, one.name.to_lowercase())
    });
    let response = page.write(&rows, |one| {
        let number = one.newest();
        let newest = one.revision(number);
        let newest = newest.ok_or_else(|| Problem::internal("an asset without a revision"))?;
        Ok(responses::revision(call, one, (number, newest), &embeds))
    });
    Reply::ok(&response?)
}

/// Whether an asset passes the filters of the call.
fn filter(call: &Call) -> Result<impl Fn(&Asset) -> bool, Problem> {
    let query = &call.query;
    let name = query.search_text("nameContains")?;
    let text = query.search_text("nameOrDescriptionContains")?;
    let path = query.search_text("metadata.urlPathContains")?;
    let types: Vec<AssetType> = query.many_of("assetTypes")?;
    let keys = query.keys("assetKeys")?;
    let portfolios = query.keys("portfolioKeys")?;
    let template: Option<TemplateType> = query.one_of("metadata.templateType")?;
    let is_deployable = query.optional_bool("metadata.isDeployable")?;
    let is_built_in = query.optional_bool("metadata.isBuiltInAsset")?;
    let is_external = query.optional_bool("isExternal")?;
    let has = |text: Option<&str>, needle: &Option<String>| {
        needle
            .as_ref()
            .is_none_or(|needle| text.is_some_and(|text| text.to_lowercase().contains(needle)))
    };
    Ok(move |one: &Asset| {
        let is_template = |kind| kind == TemplateType::Application && one.is_template();
        has(Some(&one.name), &name)
            && (has(Some(&one.name), &text) || has(one.description.as_deref(), &text))
            && has(one.url_path().as_deref(), &path)
            && (types.is_empty() || types.contains(&one.kind))
            && (keys.is_empty() || keys.contains(&one.key))
            && (portfolios.is_empty() || portfolios.contains(&one.portfolio))
            && template.is_none_or(is_template)
            && is_deployable.is_none_or(|is| is == one.kind.is_deployable())
            && is_built_in.is_none_or(|is| is == one.is_built_in)
            && is_external.is_none_or(|is| is == one.is_external)
    })
}
