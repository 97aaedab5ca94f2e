//! Finds a build that is there already: another one of the same revision takes minutes and brings nothing new.

use odc_runtime::Error;
use uuid::Uuid;

use crate::generated::client::Client;
use crate::types::{Build, BuildStatus, BuildType};

impl Client {
    /// The newest build of a revision that has finished; if none has, the newest that has not ended. Builds that failed or
    /// were removed do not count, nor do those in a state that the client does not know.
    ///
    /// [`wait_for_build`](Self::wait_for_build) returns at once for a build that has finished.
    ///
    /// # Errors
    ///
    /// The call of `GET /build-operations` failed.
    pub async fn find_build(
        &self,
        asset_key: impl Into<Uuid>,
        revision: i32,
        build_type: BuildType,
    ) -> Result<Option<Build>, Error> {
        let list = self.list_builds().asset_key(asset_key);
        let list = list.asset_revision(revision).build_type(build_type);
        let builds = list.send().await?.into_inner().builds;
        let usable = builds.into_iter().filter(|build| rank(build) > 0);
        Ok(usable.max_by_key(|build| (rank(build), build.started_date_time)))
    }
}

fn rank(build: &Build) -> u8 {
    match build.status {
        Some(BuildStatus::Finished) => 2,
        Some(BuildStatus::Pending | BuildStatus::Running) => 1,
        _ => 0,
    }
}
