//! Starts each kind of operation with one method. Its arguments are the values that this kind needs.

use uuid::Uuid;

use crate::Client;
use crate::builder::{StartDeployment, StartPublication};
use crate::types::{DeploymentKind, PublicationKind};

impl Client {
    /// Deploys a revision of an asset to a stage: a call of [`start_deployment`](Self::start_deployment) of the kind
    /// `Deploy`.
    ///
    /// `build` is a finished `Release` build of the revision. The service needs the revision too, although the build
    /// has one. To roll back, deploy an older revision. The deployment also applies the pending configuration of the
    /// asset.
    ///
    /// ```no_run
    /// # async fn example(deployments: odc_deployments_v1::Client, asset: uuid::Uuid, build: uuid::Uuid, production: uuid::Uuid) -> Result<(), odc_runtime::Error> {
    /// let started = deployments.deploy(asset, 3, build, production).send().await?;
    /// let ended = deployments.wait_for_deployment(started.key).await?;
    /// println!("{:?} is deployed", ended.asset_name);
    /// # Ok(())
    /// # }
    /// ```
    #[doc(alias = "promote")]
    #[doc(alias = "rollback")]
    pub fn deploy(
        &self,
        asset: impl Into<Uuid>,
        revision: i32,
        build: impl Into<Uuid>,
        environment: impl Into<Uuid>,
    ) -> StartDeployment {
        self.start_deployment()
            .operation(DeploymentKind::Deploy)
            .asset_key(asset)
            .revision(revision)
            .build_key(build)
            .environment_key(environment)
    }

    /// Removes an asset from a stage: a call of [`start_deployment`](Self::start_deployment) of the kind `Undeploy`.
    ///
    /// ```no_run
    /// # async fn example(deployments: odc_deployments_v1::Client, asset: uuid::Uuid, qa: uuid::Uuid) -> Result<(), odc_runtime::Error> {
    /// let started = deployments.undeploy(asset, qa).send().await?;
    /// deployments.wait_for_deployment(started.key).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn undeploy(
        &self,
        asset: impl Into<Uuid>,
        environment: impl Into<Uuid>,
    ) -> StartDeployment {
        self.start_deployment()
            .operation(DeploymentKind::Undeploy)
            .asset_key(asset)
            .environment_key(environment)
    }

    /// Applies the pending configuration of an asset in a stage where it is deployed: a call of
    /// [`start_deployment`](Self::start_deployment) of the kind `ApplyConfigs`.
    ///
    /// The document of the API requires the deployed revision, but a guide of the service leaves it out. Add it with
    /// `.revision(…)`.
    ///
    /// ```no_run
    /// # async fn example(deployments: odc_deployments_v1::Client, asset: uuid::Uuid, qa: uuid::Uuid) -> Result<(), odc_runtime::Error> {
    /// let started = deployments.apply_configurations(asset, qa).revision(3).send().await?;
    /// deployments.wait_for_deployment(started.key).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn apply_configurations(
        &self,
        asset: impl Into<Uuid>,
        environment: impl Into<Uuid>,
    ) -> StartDeployment {
        self.start_deployment()
            .operation(DeploymentKind::ApplyConfigurations)
            .asset_key(asset)
            .environment_key(environment)
    }

    /// Publishes a revision to Development: a call of [`start_publication`](Self::start_publication).
    ///
    /// The document of the API calls the stage optional, but no document says which stage the service uses then.
    /// Therefore send the key of Development in the asset's portfolio: `.environment_key(development)`.
    ///
    /// ```no_run
    /// # async fn example(deployments: odc_deployments_v1::Client, asset: uuid::Uuid, development: uuid::Uuid) -> Result<(), odc_runtime::Error> {
    /// let started = deployments.publish(asset, 4).environment_key(development).send().await?;
    /// let ended = deployments.wait_for_publication(started.key).await?;
    /// println!("build {:?} runs in Development", ended.build_key);
    /// # Ok(())
    /// # }
    /// ```
    #[doc(alias = "1-Click Publish")]
    pub fn publish(&self, asset: impl Into<Uuid>, revision: i32) -> StartPublication {
        self.start_publication()
            .operation(PublicationKind::Publish)
            .asset_key(asset)
            .revision(revision)
    }
}
