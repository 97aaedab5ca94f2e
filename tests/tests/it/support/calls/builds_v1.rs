//! Calls of the builds API.

use odc_builds_v1::types::BuildType::Release;

use super::{Call, REVISION};
use crate::support::KEY;

/// Every operation.
#[rustfmt::skip]
pub fn all() -> Vec<Call> {
    calls! { odc_builds_v1:
        get_build(KEY);
        @whole list_build_messages(KEY);
        get_generated_code_package(KEY);
        start_generated_code_package(KEY);
        @whole list_builds() => .asset_key(KEY).asset_revision(REVISION).build_type(Release);
        start_build().asset_key(KEY).asset_revision(REVISION) => .build_type(Release);
    }
}
