//! Calls of the deployments API.

use odc_deployments_v1::types::{
    DeploymentKind::Deploy, OperationStatus::Running, PublicationKind::Publish,
};

use super::{Call, EPOCH, REVISION};
use crate::support::{KEY, OTHER};

/// Every operation.
#[rustfmt::skip]
pub fn all() -> Vec<Call> {
    calls! { odc_deployments_v1:
        @numbered list_deployments() => .environment_key(KEY).status(Running).asset_key(KEY).revision(REVISION)
            .portfolio_key(KEY).operations([Deploy]).created_date_since(EPOCH).created_date_to(EPOCH)
            .permission_filter("a").limit(1).offset(0).sort(["a"]);
        start_deployment().operation(Deploy).asset_key(KEY).environment_key(OTHER)
            => .build_key(OTHER).revision(REVISION);
        get_deployment(KEY);
        @cursor list_deployment_messages(KEY) => .limit(1).offset("a");
        @numbered list_publications() => .environment_key(KEY).status(Running).revision(REVISION).asset_key(KEY)
            .portfolio_key(KEY).created_date_since(EPOCH).created_date_to(EPOCH).limit(1).offset(0).sort(["a"]);
        start_publication().operation(Publish).asset_key(KEY).revision(REVISION) => .environment_key(OTHER);
        get_publication(KEY);
        @cursor list_publication_messages(KEY) => .limit(1).offset("a");
    }
}
