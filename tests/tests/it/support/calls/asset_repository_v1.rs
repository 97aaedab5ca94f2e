//! Calls of the asset repository API.

use odc_asset_repository_v1::types::{
    AssetPermission::AppChange,
    AssetType::{self, Agent},
    NewAsset, RevisionEmbed, RevisionFilter,
    TemplateType::ApplicationTemplate,
};

use super::{Call, EPOCH, REVISION};
use crate::support::KEY;

const EMBED: [RevisionEmbed; 1] = [RevisionEmbed::Icon];

fn new_asset() -> NewAsset {
    let asset = NewAsset::builder()
        .asset_name("a")
        .asset_type(AssetType::Workflow);
    let asset = asset.template_key(KEY).description("a").icon_base64("a");
    asset.build().expect("an asset")
}

fn filter() -> RevisionFilter {
    let filter = RevisionFilter::builder().asset_key(KEY).digest("a");
    let filter = filter.revision(REVISION).is_highest_tag(true);
    filter.build().expect("a filter")
}

/// Every operation.
#[rustfmt::skip]
pub fn all() -> Vec<Call> {
    calls! { odc_asset_repository_v1:
        create_revision() => .tag("a").release_notes("a").skip_sequential_version_validation(true)
            .commit_message("a").portfolio_key(KEY).file_uri("https://files.example/a").new_asset(new_asset());
        @paged list_assets() => .name_contains("a").name_or_description_contains("a").asset_types([Agent])
            .asset_keys([KEY]).portfolio_keys([KEY]).embed(EMBED).url_path_contains("a")
            .template_type(ApplicationTemplate).is_deployable(true).is_built_in_asset(true).is_external(true)
            .permission_filter(AppChange).sort("a").limit(1).offset(0);
        delete_asset(KEY);
        get_asset(KEY) => .embed(EMBED);
        get_highest_tagged_revision(KEY) => .embed(EMBED);
        get_latest_revision(KEY) => .embed(EMBED);
        get_revision(KEY, REVISION) => .embed(EMBED);
        tag_revision(KEY, REVISION) => .tag("a").release_notes("a").commit_message("a");
        get_revision_icon(KEY, REVISION);
        get_revision_metadata(KEY, REVISION);
        get_revision_release_notes(KEY, REVISION);
        get_revision_signature(KEY, REVISION);
        get_revision_source_code(KEY, REVISION);
        @paged list_revisions(KEY) => .model_digest("a").revision_date_time_since(EPOCH)
            .revision_date_time_to(EPOCH).is_tagged(true).tag("a").sort("a").commit_message("a").embed(EMBED)
            .limit(1).offset(0);
        @whole search_revisions() => .filters([filter()]).embed(EMBED);
        create_upload();
    }
}
