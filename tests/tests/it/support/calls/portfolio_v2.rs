//! Calls of the second version of the portfolio API.

use odc_portfolio_v2::types::{EnvironmentUpdate, LibraryRevisionsFilter};

use super::Call;
use crate::support::KEY;

fn update() -> EnvironmentUpdate {
    let update = EnvironmentUpdate::builder().key(KEY);
    update.name("a").order(1).build().expect("an update")
}

/// Every operation.
#[rustfmt::skip]
pub fn all() -> Vec<Call> {
    calls! { odc_portfolio_v2:
        @paged list_deployed_assets() => .portfolio_key(KEY).environment_key([KEY]).key([KEY]).type_(["a"])
            .name_contains("a").permission_filter("a").limit(1).offset(0).sort("a");
        @whole list_environments() => .portfolio_key(KEY);
        update_environments().environments([update()]);
        update_environment(KEY) => .name("a").order(1);
        @paged list_libraries() => .limit(1).offset(0).key([KEY]).type_(["a"]).name_contains("a")
            .permission_filter("a").sort(["a"]).portfolio_key(KEY).revisions(LibraryRevisionsFilter::All);
        @paged list_portfolios() => .portfolio_key(KEY).limit(1).offset(0);
        update_portfolio(KEY) => .name("a");
    }
}
