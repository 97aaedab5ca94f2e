//! Starts builds, and packages of generated code.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::assets::Asset;
use super::builds::{Build, BuildStatus, BuildType, Package, PackageStatus};
use super::failures::Process;
use super::tenant::Tenant;
use crate::problem::Problem;

impl Tenant {
    /// A build, and the asset that it belongs to.
    pub(crate) fn build(&self, key: Uuid, now: DateTime<Utc>) -> Result<(&Asset, &Build), Problem> {
        let mut assets = self.assets.iter();
        let found = assets.find_map(|asset| Some((asset, asset.build(key)?)));
        found
            .filter(|(_, build)| !build.is_gone(now))
            .ok_or_else(|| Problem::not_found("build"))
    }

    /// Starts a build that takes this time. Returns its key, or `None` when the asset or its revision does not exist.
    pub(crate) fn start_build(
        &mut self,
        asset: Uuid,
        revision: i32,
        kind: BuildType,
        (by, at, takes): (Uuid, DateTime<Utc>, TimeDelta),
    ) -> Option<Uuid> {
        self.asset(asset)?.revision(revision)?;
        let failed = self.failures.take(Process::Build, asset);
        let key = self.new_key();
        let build = Build {
            key,
            revision,
            kind,
            by,
            at,
            end: at + takes,
            failed: failed.map(Box::new),
            removal: None,
            package: None,
        };
        self.asset_mut(asset)?.builds.push(build);
        Some(key)
    }

    /// Starts to pack the generated code of a build. Does nothing while a package is being made, or when a package
    /// exists.
    pub(crate) fn start_package(&mut self, key: Uuid, now: DateTime<Utc>) -> Result<(), Problem> {
        let (asset, build) = self.build(key, now)?;
        if build.status(now) != BuildStatus::Finished {
            return Err(Problem::unprocessable(
                "the build is not Finished, so it has no generated code",
            ));
        }
        let known = build.package.as_ref().map(|package| package.status(now));
        if known.is_some_and(|status| status != PackageStatus::Failed) {
            return Ok(());
        }
        let asset = asset.key;
        let failed = self.failures.take(Process::Package, asset);
        let package = Package {
            end: now + self.pace.package(),
            failed,
        };
        let build = self.asset_mut(asset).and_then(|asset| asset.build_mut(key));
        if let Some(build) = build {
            build.package = Some(Box::new(package));
        }
        Ok(())
    }
}
