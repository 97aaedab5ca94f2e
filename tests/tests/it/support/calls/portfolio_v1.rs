//! Calls of the first version of the portfolio API.

use super::Call;
use crate::support::KEY;

/// Every operation.
#[rustfmt::skip]
pub fn all() -> Vec<Call> {
    calls! { odc_portfolio_v1:
        @paged list_deployed_assets() => .environment_key([KEY]).key([KEY]).type_(["a"]).name_contains("a")
            .permission_filter("a").limit(1).offset(0).sort("a");
        @whole list_environments();
    }
}
