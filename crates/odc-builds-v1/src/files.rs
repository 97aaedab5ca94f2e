//! The download of a package with generated code.

use odc_runtime::{Download, Error, PresignedUrl};
use uuid::Uuid;

use crate::generated::client::Client;
use crate::generated::operations;
use crate::generated::types::GeneratedCodePackageStatus as Status;

impl Client {
    /// Finds the package with the generated code of a build. Returns a download that has not begun. When its URL
    /// expires, it gets another one.
    ///
    /// The package must be finished: start it with
    /// [`start_generated_code_package`](Self::start_generated_code_package) and wait for it first.
    ///
    /// ```no_run
    /// # async fn example(builds: odc_builds_v1::Client, build: uuid::Uuid) -> Result<(), odc_runtime::Error> {
    /// let download = builds.download_generated_code(build).await?;
    /// let bytes = download.on_progress(|so_far| eprintln!("{so_far}")).to_file("generated-code.zip").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The call failed, the package is not finished, or the client has no tenant.
    pub async fn download_generated_code(&self, build: impl Into<Uuid>) -> Result<Download, Error> {
        let transfers = self.transport.transfers()?.clone();
        let (client, build) = (self.clone(), build.into());
        let url = client.package_url(build).await?;
        let download = transfers.download(url);
        Ok(download.fresh_url(move || {
            let client = client.clone();
            async move { client.package_url(build).await }
        }))
    }

    async fn package_url(&self, build: Uuid) -> Result<PresignedUrl, Error> {
        let package = self.get_generated_code_package(build);
        let package = package.send().await?.into_inner();
        if let Some(url) = &package.uri {
            return PresignedUrl::try_from(url);
        }
        let reason = match &package.status {
            Some(Status::Failed | Status::TimedOut) => {
                let reasons = package.errors.iter();
                let reasons: Vec<_> = reasons.filter_map(|one| one.message.as_deref()).collect();
                let advice =
                    "the package of the generated code could not be made; start it again";
                if reasons.is_empty() {
                    advice.to_owned()
                } else {
                    format!("{advice} ({})", reasons.join("; "))
                }
            }
            Some(Status::Finished) => {
                "the package of the generated code is finished, and the service names no URL; ask again later"
                    .to_owned()
            }
            Some(status) => format!(
                "the package of the generated code is {status}; wait until it is {}",
                Status::Finished
            ),
            None => {
                "the service does not say how far the package of the generated code is; ask again later"
                    .to_owned()
            }
        };
        Err(Error::no_file(
            &operations::GET_GENERATED_CODE_PACKAGE,
            reason,
        ))
    }
}
