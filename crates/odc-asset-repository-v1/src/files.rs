//! Files of assets: uploads to `POST /uploads`' URLs, and downloads of source code.

use std::fmt;
use std::path::PathBuf;

use odc_runtime::{Download, Error, PresignedUrl, Progress, ResponseValue, Upload};

use crate::generated::client::Client;
use crate::generated::{builder, operations, types};

impl Client {
    /// Creates an asset, or its next revision, from a file: gets a URL for the upload, uploads the file, and creates
    /// the revision.
    ///
    /// The file contains the key of its asset. If this asset exists, the file becomes its next revision.
    ///
    /// ```no_run
    /// # async fn example(assets: odc_asset_repository_v1::Client) -> Result<(), odc_runtime::Error> {
    /// let created = assets
    ///     .create_revision_from_file("orders.oml")
    ///     .revision(|call| call.tag("1.4.0").commit_message("Imported"))
    ///     .on_progress(|so_far| eprintln!("{so_far}"))
    ///     .send()
    ///     .await?;
    /// println!("{} has revision {}", created.asset_key, created.revision);
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_revision_from_file(&self, path: impl Into<PathBuf>) -> CreateRevisionFromFile {
        CreateRevisionFromFile {
            client: self.clone(),
            path: path.into(),
            call: self.create_revision(),
            listener: None,
        }
    }

    /// Gets a URL for a file. Returns an upload that has not begun. When its URL expires, it gets another one.
    ///
    /// ```no_run
    /// # async fn example(assets: odc_asset_repository_v1::Client) -> Result<(), odc_runtime::Error> {
    /// let uploaded = assets.start_upload().await?.from_file("orders.oml").await?;
    /// let created = assets.create_revision().file_uri(uploaded.url).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The call of `POST /uploads` failed, or the client has no tenant.
    pub async fn start_upload(&self) -> Result<Upload, Error> {
        let transfers = self.transport.transfers()?.clone();
        let client = self.clone();
        let url = client.upload_url().await?;
        let upload = transfers.upload(url);
        Ok(upload.fresh_url(move || {
            let client = client.clone();
            async move { client.upload_url().await }
        }))
    }

    /// Finds the source code of a revision. Returns a download that has not begun. When its URL expires, it gets
    /// another one.
    ///
    /// ```no_run
    /// # async fn example(assets: odc_asset_repository_v1::Client, asset_key: uuid::Uuid) -> Result<(), odc_runtime::Error> {
    /// let download = assets.download_source_code(asset_key, 7).await?;
    /// let bytes = download.on_progress(|so_far| eprintln!("{so_far}")).to_file("orders.oml").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The call failed, the revision has no source code, or the client has no tenant.
    pub async fn download_source_code(
        &self,
        asset_key: impl ToString,
        revision: i32,
    ) -> Result<Download, Error> {
        let asset_key = asset_key.to_string();
        let url = self.source_url(&asset_key, revision).await?;
        self.source_download(url, asset_key, revision)
    }

    /// The same for a row in a list of assets or revisions, with the data that the list has embedded in it. If the
    /// list embeds the source code, it already has the URL, and no call is made: one page of assets is enough to
    /// download all of them.
    ///
    /// ```no_run
    /// use odc_asset_repository_v1::types::RevisionEmbed;
    ///
    /// # async fn example(assets: odc_asset_repository_v1::Client) -> Result<(), odc_runtime::Error> {
    /// let page = assets.list_assets().embed([RevisionEmbed::SourceCode]).send().await?.into_inner();
    /// for asset in page.results {
    ///     let (key, embedded) = (&asset.asset_key, asset.embedded.as_ref());
    ///     let download = assets.download_listed_source_code(key, asset.latest_revision, embedded).await?;
    ///     download.to_file(format!("{key}.oml")).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// A call was needed and failed, the revision has no source code, or the client has no tenant.
    pub async fn download_listed_source_code(
        &self,
        asset_key: impl ToString,
        revision: i32,
        embedded: Option<&types::RevisionEmbedded>,
    ) -> Result<Download, Error> {
        let source = embedded.and_then(|parts| parts.source_code.as_ref());
        match source.and_then(|source| source.source_code_binary_url.as_ref()) {
            Some(url) => {
                let url = PresignedUrl::try_from(url)?;
                self.source_download(url, asset_key.to_string(), revision)
            }
            None => self.download_source_code(asset_key, revision).await,
        }
    }

    fn source_download(
        &self,
        url: PresignedUrl,
        asset_key: String,
        revision: i32,
    ) -> Result<Download, Error> {
        let download = self.transport.transfers()?.download(url);
        let client = self.clone();
        Ok(download.fresh_url(move || {
            let (client, asset_key) = (client.clone(), asset_key.clone());
            async move { client.source_url(&asset_key, revision).await }
        }))
    }

    async fn upload_url(&self) -> Result<PresignedUrl, Error> {
        let place = self.create_upload().send().await?;
        PresignedUrl::try_from(&place.upload_url)
    }

    async fn source_url(&self, asset_key: &str, revision: i32) -> Result<PresignedUrl, Error> {
        let source = self.get_revision_source_code(asset_key, revision);
        let source = source.send().await?.into_inner();
        match &source.source_code_binary_url {
            Some(url) => PresignedUrl::try_from(url),
            None => Err(Error::no_file(
                &operations::GET_REVISION_SOURCE_CODE,
                format!(
                    "revision {revision} has no source code; choose another revision or another asset"
                ),
            )),
        }
    }
}

type Listener = Box<dyn FnMut(Progress) + Send>;

/// The call of [`Client::create_revision_from_file`].
#[must_use = "nothing is sent before `.send()`"]
pub struct CreateRevisionFromFile {
    client: Client,
    path: PathBuf,
    call: builder::CreateRevision,
    listener: Option<Listener>,
}

impl CreateRevisionFromFile {
    /// Sets the other data of the new revision: its tag, notes, message and portfolio.
    pub fn revision(
        mut self,
        set: impl FnOnce(builder::CreateRevision) -> builder::CreateRevision,
    ) -> Self {
        self.call = set(self.call);
        self
    }

    /// Called with the progress of the upload.
    pub fn on_progress(mut self, listen: impl FnMut(Progress) + Send + 'static) -> Self {
        self.listener = Some(Box::new(listen));
        self
    }

    /// Uploads the file and creates the revision.
    ///
    /// An interrupted upload is repeated. The creation is not repeated, because the service may have carried it out.
    /// If its response is lost, list the revisions of the asset.
    ///
    /// # Errors
    ///
    /// The file cannot be read, the upload failed, or the service refused the revision.
    pub async fn send(self) -> Result<ResponseValue<types::CreatedRevision>, Error> {
        let mut upload = self.client.start_upload().await?;
        if let Some(listener) = self.listener {
            upload = upload.on_progress(listener);
        }
        let uploaded = upload.from_file(self.path).await?;
        self.call.file_uri(uploaded.url).send().await
    }
}

impl fmt::Debug for CreateRevisionFromFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreateRevisionFromFile")
            .field("path", &self.path)
            .field("call", &self.call)
            .finish_non_exhaustive()
    }
}
