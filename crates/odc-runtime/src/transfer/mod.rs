//! Files over pre-signed URLs: uploads and downloads that go on after a cut, in constant memory.

mod attempts;
mod client;
mod download;
mod fresh;
mod limits;
mod local_file;
mod note;
mod part_file;
mod progress;
mod pull;
mod response;
mod upload;
mod url;

use crate::error::Error;
use crate::retry::RetryPolicy;

use client::FileClient;

pub use download::{Download, FileStream};
pub use progress::Progress;
pub use upload::{Upload, Uploaded};
pub use url::PresignedUrl;

/// Sends files to pre-signed URLs, and fetches them from there.
///
/// An API names a URL; the file itself is at another host, and the URL alone gives access. So the tenant's token is never
/// sent there, nor is any redirect followed. Proxy and certificates are those of
/// [`configure_http`](crate::TenantBuilder::configure_http). Get one from [`Tenant::transfers`](crate::Tenant::transfers).
/// Clones share one connection pool.
///
/// A transfer that breaks off is tried again by the tenant's [`RetryPolicy`]. A download goes on where it is when the host
/// can send a part and the file is still the same; if not, it begins again. An upload always begins again. A file of any
/// size takes the same memory.
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
/// The clients of APIs with files have calls that do all of it, the question for the URL included.
#[derive(Clone, Debug)]
pub struct Transfers {
    client: FileClient,
}

impl Transfers {
    /// Transfers through an HTTP client of your own, for clients without a tenant. Plain http to loopback is admitted.
    ///
    /// It is a builder, since redirects, reqwest's own retries and decompression are turned off. Whatever headers it sends
    /// by default go to the hosts of the files: set no `Authorization` there.
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
