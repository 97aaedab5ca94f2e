//! New assets, and new revisions of assets that exist.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use odc_runtime::Requirement;
use serde::Deserialize;
use uuid::Uuid;

use super::responses;
use super::source::{self, Described};
use super::tagging::{check_message, new_tag};
use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::query;
use crate::files::Uploaded;
use crate::model::permission::Permission;
use crate::model::{Asset, AssetType, Revision, SEEDED_BYTES, Tenant};
use crate::problem::Problem;
use crate::wire_name::WireName;

/// `AssetVersionCreationRequest`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Request {
    tag: Option<String>,
    release_notes: Option<String>,
    skip_sequential_version_validation: bool,
    commit_message: Option<String>,
    portfolio_key: Option<Uuid>,
    file_uri: Option<String>,
    asset_creation_details: Option<Details>,
}

/// `AssetCreateFromTemplateRequest`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Details {
    asset_name: Option<String>,
    asset_type: Option<String>,
    template_key: Option<String>,
    description: Option<String>,
    icon_base64: Option<String>,
}

/// The types that can be created without a file.
const CREATABLE: [AssetType; 6] = [
    AssetType::WebApplication,
    AssetType::MobileApplication,
    AssetType::Workflow,
    AssetType::Agent,
    AssetType::LowCodeLibrary,
    AssetType::MobileLibrary,
];

fn bad(detail: &str) -> Problem {
    Problem::bad_request(detail)
}

/// `POST /assets`.
pub(super) fn create(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (mut request, attached) = source::received::<Request>(call)?;
    if let Some(message) = &request.commit_message {
        check_message(message)?;
    }
    if request.release_notes.is_some() && request.tag.is_none() {
        return Err(bad("releaseNotes need a tag"));
    }
    let linked = request.file_uri.as_deref();
    let linked = linked.map(|url| source::uploaded(call, url)).transpose()?;
    let details = request.asset_creation_details.take();
    let key = match (attached, linked, details) {
        (Some(file), None, None) | (None, Some(file), None) => {
            from_file(call, tenant, &request, &file)?
        }
        (None, None, Some(details)) => from_details(call, tenant, &request, &details)?,
        _ => {
            return Err(bad(
                "exactly one of fileUri, an attached file and assetCreationDetails is needed",
            ));
        }
    };
    let asset = tenant.asset(key);
    let asset = asset.ok_or_else(|| Problem::internal("the new asset is missing"))?;
    Reply::created(&responses::version(call, asset))
}

/// The portfolio of a new asset: the requested one, or the main one.
fn portfolio(tenant: &Tenant, request: &Request) -> Result<Uuid, Problem> {
    let mut portfolios = tenant.portfolios.iter();
    let found = match request.portfolio_key {
        Some(key) => portfolios.find(|one| one.key == key),
        None => portfolios.next(),
    };
    let found = found.ok_or_else(|| bad("there is no portfolio with the portfolioKey"))?;
    Ok(found.key)
}

fn needs(call: &Call, permission: Permission) -> Result<(), Problem> {
    if call.holds(permission) {
        Ok(())
    } else {
        Err(Problem::forbidden(&Requirement::Permission(
            permission.label(),
        )))
    }
}

fn new_revision(call: &Call, request: &Request, bytes: u64) -> Revision {
    let mut revision = Revision::new(call.now, call.subject);
    revision.message.clone_from(&request.commit_message);
    revision.bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
    let tag = request.tag.as_deref();
    let tag = tag.map(|name| new_tag(call, name, request.release_notes.clone()));
    revision.tag = tag.map(Box::new);
    revision
}

fn new_asset(described: Described, portfolio: Uuid) -> Asset {
    Asset {
        key: described.key,
        name: described.name,
        description: described.description,
        kind: described.kind,
        portfolio,
        is_built_in: false,
        is_external: false,
        has_icon: false,
        template: None,
        revisions: Vec::new(),
        builds: Vec::new(),
        deployments: Vec::new(),
        uses: Vec::new(),
    }
}

/// Adds an asset with its first revision.
fn add(
    call: &Call,
    tenant: &mut Tenant,
    request: &Request,
    (mut asset, bytes): (Asset, u64),
) -> Result<Uuid, Problem> {
    if let Some(tag) = &request.tag {
        asset.check_new_tag(tag, request.skip_sequential_version_validation)?;
    }
    asset.revisions.push(new_revision(call, request, bytes));
    let key = asset.key;
    tenant.add_asset(asset);
    Ok(key)
}

fn from_details(
    call: &Call,
    tenant: &mut Tenant,
    request: &Request,
    details: &Details,
) -> Result<Uuid, Problem> {
    needs(call, Permission::CreateAssets)?;
    let name = details.asset_name.as_deref().map_or("", str::trim);
    if name.is_empty() {
        return Err(bad("assetName is missing"));
    }
    let kind = details.asset_type.as_deref().and_then(AssetType::from_name);
    let kind = kind
        .filter(|kind| CREATABLE.contains(kind))
        .ok_or_else(|| {
            let known: Vec<_> = CREATABLE.iter().map(|kind| kind.name()).collect();
            bad(&format!("assetType must be one of {}", known.join(", ")))
        })?;
    let template = details
        .template_key
        .as_deref()
        .filter(|key| !key.is_empty());
    let template = template
        .map(|key| query::key("templateKey", key))
        .transpose()?;
    let known = template.map(|key| tenant.asset(key).filter(|one| one.is_template()));
    let template = match known {
        None => None,
        Some(Some(asset)) if asset.kind == kind => Some(asset.key),
        Some(Some(_)) => return Err(bad("the template is of another type")),
        Some(None) => return Err(bad("there is no template with the templateKey")),
    };
    let icon = details.icon_base64.as_deref();
    if icon.is_some_and(|icon| STANDARD.decode(icon).is_err()) {
        return Err(bad("iconBase64 must be base64"));
    }
    let portfolio = portfolio(tenant, request)?;
    let described = Described {
        key: tenant.new_key(),
        name: name.to_owned(),
        kind,
        description: details.description.clone(),
    };
    let mut asset = new_asset(described, portfolio);
    asset.template = template;
    asset.has_icon = icon.is_some();
    add(call, tenant, request, (asset, SEEDED_BYTES.into()))
}

/// A new asset, or a new revision of the asset whose key is in the file.
fn from_file(
    call: &Call,
    tenant: &mut Tenant,
    request: &Request,
    file: &Uploaded,
) -> Result<Uuid, Problem> {
    let described = source::read(file)?;
    let Some(known) = tenant.asset(described.key) else {
        needs(call, Permission::CreateAssets)?;
        let portfolio = portfolio(tenant, request)?;
        let asset = new_asset(described, portfolio);
        return add(call, tenant, request, (asset, file.bytes));
    };
    needs(call, Permission::ChangeAssets)?;
    if known.is_built_in || known.is_external {
        return Err(bad(
            "the asset was installed by another system, so it cannot be changed; create a copy",
        ));
    }
    if request
        .portfolio_key
        .is_some_and(|key| key != known.portfolio)
    {
        return Err(bad("the asset belongs to another portfolio"));
    }
    if known.kind != described.kind {
        return Err(bad("the asset is of another type than the file"));
    }
    if let Some(tag) = &request.tag {
        known.check_new_tag(tag, request.skip_sequential_version_validation)?;
    }
    let key = known.key;
    let revision = new_revision(call, request, file.bytes);
    if let Some(asset) = tenant.asset_mut(key) {
        asset.description = described.description.or(asset.description.take());
        rename(asset, described.name);
        asset.revisions.push(revision);
    }
    tenant.assets.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(key)
}

/// Gives an asset another name. Its existing revisions keep the old name.
fn rename(asset: &mut Asset, name: String) {
    if asset.name == name {
        return;
    }
    let former = std::mem::replace(&mut asset.name, name);
    for revision in &mut asset.revisions {
        revision.former_name.get_or_insert_with(|| former.clone());
    }
}
