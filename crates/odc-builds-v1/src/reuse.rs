//! Finds an existing build: another build of the same revision takes minutes and has the same content.

use odc_runtime::Error;
use uuid::Uuid;

use crate::generated::client::Client;
use crate::types::{Build, BuildStatus, BuildType};

impl Client {
    /// The newest finished build of a revision. If no build has finished, the newest build that has not ended. Builds
    /// that failed, that were removed, or whose state the client does not know are ignored.
    ///
    /// For a finished build, [`wait_for_build`](Self::wait_for_build) returns immediately.
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
