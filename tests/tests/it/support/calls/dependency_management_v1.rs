//! Calls of the dependency management API.

use odc_dependency_management_v1::types::{AssetFilter, ProducerTypeFilter::All};

use super::{Call, REVISION};
use crate::support::{KEY, OTHER};

fn filter() -> AssetFilter {
    let filter = AssetFilter::builder().key(KEY).digest("a");
    filter.build().expect("a filter")
}

/// Every operation.
#[rustfmt::skip]
pub fn all() -> Vec<Call> {
    calls! { odc_dependency_management_v1:
        get_deletion_analysis(KEY);
        start_deletion_analysis().asset_key(KEY);
        get_deployment_analysis(KEY);
        start_deployment_analysis().revision(REVISION).environment_key(OTHER).asset_key(KEY);
        @whole list_consumers(KEY) => .environment_key(KEY).public_element_key(KEY).allow_multiple_versions(true).sort("a");
        @whole get_producer_graph(KEY, REVISION) => .max_depth(1).environment_key(KEY).producer_type_filter(All).sort("a");
        @whole list_producers(KEY, REVISION) => .max_depth(1).environment_key(KEY).producer_type_filter(All).sort("a");
        @whole list_revision_consumers(KEY, REVISION) => .environment_key(KEY).public_element_key(KEY)
            .allow_multiple_versions(true).sort("a");
        @whole list_public_elements(KEY, REVISION) => .sort("a").include_hidden(true);
        @whole list_referenced_elements(KEY, REVISION) => .sort("a").include_hidden(true);
        @paged search_public_elements() => .element_name_contains("a").element_name_or_description_contains("a")
            .element_type("a").include_hidden(true).consumer_portfolio_keys([KEY]).limit(1).offset(0).sort("a")
            .sort_ascending(true).asset_filters([filter()]);
    }
}
