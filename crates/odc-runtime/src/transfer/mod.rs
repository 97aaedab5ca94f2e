//! Sends and fetches files over pre-signed URLs, in constant memory. A transfer continues after its connection breaks.

mod attempts;
mod client;
mod download;
mod fetcher;
mod fresh;
mod limits;
mod local_file;
mod note;
mod part_file;
mod progress;
mod response;
mod upload;
mod url;

use crate::error::Error;
use crate::retry::RetryPolicy;

use client::FileClient;

pub(crate) use local_file::LocalFile;

pub use download::{Download, FileStream};
pub use progress::Progress;
pub use upload::{Upload, Uploaded};
pub use url::PresignedUrl;

/// Sends files to pre-signed URLs, and fetches them from there.
///
/// An API names a URL. The file is at another host, and the URL alone gives access to it. So the tenant's token is
/// never sent to that host, and no redirect is followed. Proxy and certificates are those of
/// [`configure_http`](crate::TenantBuilder::configure_http). Get one from
/// [`Tenant::transfers`](crate::Tenant::transfers). Clones share one connection pool.
///
/// The tenant's [`RetryPolicy`] decides whether a transfer that breaks is tried again. A download continues at its
/// place when the host can send a part of the file and the file did not change. Otherwise a download to a file begins
/// again. An upload always begins again. A file of any size takes the same memory.
///
/// ```no_run
/// # async fn example(tenant: odc_runtime::Tenant, url: odc_runtime::PresignedUrl) -> Result<(), odc_runtime::Error> {
/// let bytes = tenant
///     .transfers()
///     .download(url)
///     .on_progress(|so_far| eprintln!("{so_far}"))
///     .to_file("orders.oml")
///     .await?;
/// println!("{bytes} bytes");
/// # Ok(())
/// # }
/// ```
///
/// The clients of APIs with files have calls that do all of this. These calls also request the URL.
#[derive(Clone, Debug)]
pub struct Transfers {
    client: FileClient,
}

impl Transfers {
    /// Makes transfers with your own HTTP client, for clients without a tenant. Plain http to loopback addresses is
    /// allowed.
    ///
    /// The argument is a builder, since this function turns off redirects, reqwest's own retries, and decompression.
    /// The default headers of the builder go to the hosts of the files, so set no `Authorization` there.
    ///
    /// # Errors
    ///
    /// The HTTP client cannot be built.
    pub fn new(http: reqwest::ClientBuilder, retry: RetryPolicy) -> Result<Self, Error> {
        let client = FileClient::ready(http, retry)?;
        Ok(Self { client })
    }

    pub(crate) fn for_tenant(
        make: impl Fn() -> reqwest::ClientBuilder + Send + Sync + 'static,
        retry: RetryPolicy,
        allows_plain: bool,
    ) -> Self {
        Self {
            client: FileClient::lazy(Box::new(make), retry, allows_plain),
        }
    }

    /// An upload to a URL, as `PUT`.
    pub fn upload(&self, url: PresignedUrl) -> Upload {
        Upload::new(self.client.clone(), url)
    }

    /// A download from a URL.
    pub fn download(&self, url: PresignedUrl) -> Download {
        Download::new(self.client.clone(), url)
    }
}
