// @generated from openapi/asset-repository-v1.json (SHA-256 68fab79e30bcb70755828767ad5793d864463467cedd9f55fdea86c423caa81b)
// by `cargo xtask generate asset-repository-v1`. Do not edit: change the document, its overlay or the xtask.

//! The client: one method per operation.

use odc_runtime::client::ClientWithMiddleware;
use odc_runtime::{Error, Tenant, Transport};
use super::{builder, operations};

/// Client of the Asset Repository API, version v1.
///
/// Cheap to clone; clones share everything. Each method returns the builder of a call: set its
/// parameters, then call `.send()`.
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) transport: Transport,
}

impl Client {
    /// A client of this API for a tenant. No I/O happens yet: the first call fetches discovery and token.
    #[must_use]
    pub fn connect(tenant: &Tenant) -> Self {
        Self {
            transport: Transport::for_tenant(tenant, operations::BASE_PATH),
        }
    }

    /// A client that sends through your own HTTP client, without a tenant.
    ///
    /// `base_url` includes the path of the API, such as
    /// `https://acme.outsystems.dev/api/asset-repository/v1`. The middleware of your HTTP client is
    /// responsible for authentication, retries and limits.
    ///
    /// The reqwest library also sends some requests again by itself: those that the server of an HTTP/2
    /// connection did not accept, and those that `reqwest::ClientBuilder::retry` selects. Your
    /// middleware does not see these retries, and no rate budget counts them. To turn them off, build
    /// your client with `.retry(reqwest::retry::never())`.
    ///
    /// # Errors
    /// A `base_url` that is not an http or https URL.
    pub fn new(
        base_url: &str,
        http: impl Into<ClientWithMiddleware>,
    ) -> Result<Self, Error> {
        Ok(Self {
            transport: Transport::new(base_url, http)?,
        })
    }

    /// Create an asset or a revision.
    ///
    /// Stores a new revision of an asset. If the asset does not exist yet, the operation creates it.
    /// The revision comes from one of three sources: a file that was uploaded before (`fileUri`, see
    /// `POST /uploads`); a file in the request itself, as raw bytes or as a part of a form; or, for a
    /// new asset without a file, `assetCreationDetails`: the asset starts empty or as a copy of a
    /// template.
    ///
    /// A file contains the key of its asset, and no field of the request names the asset. If an asset
    /// with this key exists, the file becomes its next revision. If not, the file becomes a new asset.
    /// An app or a library can have at most 100 MB. An asset that was installed from Forge is locked:
    /// change a clone of it instead.
    ///
    /// The request can also tag the new revision and add release notes. It does not build or publish
    /// the revision: the builds API builds it, and the deployments API publishes and deploys it.
    /// *1-Click Publish* of the portal stores, builds and publishes in one step.
    ///
    /// The organization may send 10 of these requests per minute. They also count toward its 100
    /// requests per minute.
    ///
    /// # Response
    /// The stored revision. This record has an older form than the records of the other operations:
    /// `applicationKey` is the key of the asset.
    ///
    /// # Permission
    /// a new asset: `Asset management > Create`; a new revision of an existing asset:
    /// `Asset management > Change` on that asset.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-repository`)
    /// - 10 per minute for the whole organization (`asset-repository-create`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The revision was refused. `OS-APPS-40008`: the file has more than 100 MB. Users of the
    ///   service have also seen `OS-APPS-40021` for a tag that is already in use, and `OS-APPS-40028`
    ///   for a file that cannot be read.
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to create assets, or to change the asset to which the file
    ///   belongs.
    /// - 429: The organization has used up its 10 of these requests per minute, or its 100 requests per
    ///   minute to this API. No `Retry-After` header is documented, so wait before you try again.
    /// - Otherwise: Any other failure. It is possible that the revision was stored: list the revisions
    ///   before you send the request again.
    ///
    /// Operation `AssetRepository_CreateAssetRevision`: `POST /assets`.
    #[doc(alias = "create_asset")]
    #[doc(alias = "new asset")]
    #[doc(alias = "upload")]
    #[doc(alias = "AssetRepository_CreateAssetRevision")]
    pub fn create_revision(&self) -> builder::CreateRevision {
        builder::CreateRevision::new(self)
    }

    /// List the assets.
    ///
    /// Returns a page of assets (apps, libraries, agents, workflows and connections in the portal).
    /// Each row describes the latest revision of one asset. This is the newest stored revision. It is
    /// possible that it is not deployed anywhere: the portfolio API lists what is deployed. The
    /// templates of the platform and those of the organization are in the list, for all portfolios.
    ///
    /// Without `sort`, the order is not documented.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Response
    /// A page of assets, each described by its latest revision.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-repository`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to list assets.
    /// - 404: The service declares this status but names no cause.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure. A parameter that the service cannot read can be the cause: the
    ///   operation declares no 400.
    ///
    /// Operation `AssetRepository_ListAssets`: `GET /assets`.
    #[doc(alias = "AssetRepository_ListAssets")]
    pub fn list_assets(&self) -> builder::ListAssets {
        builder::ListAssets::new(self)
    }

    /// Delete an asset.
    ///
    /// Deletes an asset permanently: all its revisions, its history and the data in its databases.
    /// After the response, the service removes the asset from every environment (stage in the portal)
    /// and deletes its run-time data. The service does not delete assets that come with the platform.
    /// An asset that uses a deleted library still contains its code.
    ///
    /// Start a deletion analysis of the dependency management API first. It reports which assets and
    /// environments the deletion affects. The service does not require the analysis.
    ///
    /// The portal refuses to delete an app that is deployed in Production, and a library that an asset
    /// in Production uses. It is not documented whether this operation refuses it too.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset to delete, a UUID.
    ///
    /// # Response
    /// The asset is deleted. Its removal from the environments continues in the background.
    ///
    /// # Permission
    /// `Asset management > Delete`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-repository`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 404: No asset has this key.
    /// - 400: The service refuses to delete this asset, for example because it comes with the platform,
    ///   or it cannot read the request.
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to delete this asset.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure. Get the asset to find out whether it still exists.
    ///
    /// Operation `AssetRepository_DeleteAsset`: `DELETE /assets/{assetKey}`.
    #[doc(alias = "AssetRepository_DeleteAsset")]
    pub fn delete_asset(&self, asset_key: impl ToString) -> builder::DeleteAsset {
        builder::DeleteAsset::new(self, asset_key.to_string())
    }

    /// Get an asset.
    ///
    /// Returns an asset, described by its latest revision. `GET /assets/{assetKey}/latest-revision`
    /// returns the same.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset, a UUID. The same asset has the same key in every environment
    ///   (stage in the portal).
    ///
    /// # Response
    /// The asset, described by its latest revision.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-repository`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to read this asset.
    /// - 404: No asset has this key.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure to read the asset.
    ///
    /// Operation `AssetRepository_GetAsset`: `GET /assets/{assetKey}`.
    #[doc(alias = "AssetRepository_GetAsset")]
    pub fn get_asset(&self, asset_key: impl ToString) -> builder::GetAsset {
        builder::GetAsset::new(self, asset_key.to_string())
    }

    /// Get the revision with the highest tag.
    ///
    /// Returns the revision of an asset that has the highest tag (version in the portal). Tags are
    /// compared number by number, so `1.10.0` is higher than `1.9.3`. The result can be older than the
    /// latest revision, because not every revision is tagged.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset, a UUID. The same asset has the same key in every environment
    ///   (stage in the portal).
    ///
    /// # Response
    /// The revision with the highest tag.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-repository`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to read this asset.
    /// - 404: No asset has this key. Users of the service have also seen this status when no revision
    ///   of the asset is tagged.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure to read the revision with the highest tag.
    ///
    /// Operation `AssetRepository_GetApplicationHighestTagRevision`:
    /// `GET /assets/{assetKey}/highest-tag-revision`.
    #[doc(alias = "AssetRepository_GetApplicationHighestTagRevision")]
    pub fn get_highest_tagged_revision(
        &self,
        asset_key: impl ToString,
    ) -> builder::GetHighestTaggedRevision {
        builder::GetHighestTaggedRevision::new(self, asset_key.to_string())
    }

    /// Get the latest revision.
    ///
    /// Returns the revision of an asset with the highest number. It is possible that it is not tagged,
    /// built or deployed yet. `GET /assets/{assetKey}` returns the same.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset, a UUID. The same asset has the same key in every environment
    ///   (stage in the portal).
    ///
    /// # Response
    /// The latest revision.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-repository`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to read this asset.
    /// - 404: No asset has this key.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure to read the latest revision.
    ///
    /// Operation `AssetRepository_GetAssetLatestRevision`: `GET /assets/{assetKey}/latest-revision`.
    #[doc(alias = "AssetRepository_GetAssetLatestRevision")]
    pub fn get_latest_revision(
        &self,
        asset_key: impl ToString,
    ) -> builder::GetLatestRevision {
        builder::GetLatestRevision::new(self, asset_key.to_string())
    }

    /// Get a revision.
    ///
    /// Returns one revision of an asset.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset, a UUID. The same asset has the same key in every environment
    ///   (stage in the portal).
    /// - `revision_number`: Number of the revision. Each new revision of an asset gets the next number,
    ///   and no number is used twice.
    ///
    /// # Response
    /// The revision.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-repository`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to read this asset.
    /// - 404: No asset has this key, or the asset has no revision with this number.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure to read the revision.
    ///
    /// Operation `AssetRepository_GetAssetRevision`:
    /// `GET /assets/{assetKey}/revisions/{revisionNumber}`.
    #[doc(alias = "AssetRepository_GetAssetRevision")]
    pub fn get_revision(
        &self,
        asset_key: impl ToString,
        revision_number: i32,
    ) -> builder::GetRevision {
        builder::GetRevision::new(self, asset_key.to_string(), revision_number)
    }

    /// Tag a revision.
    ///
    /// Sets the tag (version in the portal), the release notes or the publish message of a revision. A
    /// tag consists of three integers, `MAJOR.MINOR.PATCH`, without a suffix. A revision has at most
    /// one tag, and a tag belongs to one revision. `null` as the tag removes it. Release notes need a
    /// tag: one in the same request, or one that the revision has already.
    ///
    /// Tag a revision before you deploy it to Production, because a deployment takes no version of its
    /// own. To release a library, tag one of its revisions: no asset can use a library without a tag.
    /// The portal proposes `0.1.0` as the first version, and then the next patch number.
    ///
    /// Choose a tag that is higher than all tags of the asset: it satisfies every documented rule. The
    /// pages of the documentation disagree. One requires a higher tag; another also allows a tag that
    /// is equal to the highest one.
    ///
    /// Users of the service have seen that the service refuses a tag that the same revision already has
    /// (`OS-APPS-40021`). If the response is lost, read the revision before you send the request again.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset, a UUID. The same asset has the same key in every environment
    ///   (stage in the portal).
    /// - `revision_number`: Number of the revision. Each new revision of an asset gets the next number,
    ///   and no number is used twice.
    ///
    /// # Response
    /// The revision was changed. The response has no body.
    ///
    /// # Permission
    /// `Asset management > Change` or `Release management > Release`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-repository`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The change was refused, for example because the tag does not consist of three integers,
    ///   or because there are release notes without a tag. Users of the service have seen
    ///   `OS-APPS-40021` for a tag that is already in use.
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client holds neither of the two permissions for this asset. A guide of the
    ///   service says that both are needed.
    /// - 404: No asset has this key, or the asset has no revision with this number.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    ///
    /// Operation `AssetRepository_PatchVersion`: `PATCH /assets/{assetKey}/revisions/{revisionNumber}`.
    #[doc(alias = "update_revision")]
    #[doc(alias = "release")]
    #[doc(alias = "version")]
    #[doc(alias = "AssetRepository_PatchVersion")]
    pub fn tag_revision(
        &self,
        asset_key: impl ToString,
        revision_number: i32,
    ) -> builder::TagRevision {
        builder::TagRevision::new(self, asset_key.to_string(), revision_number)
    }

    /// Get the icon of a revision.
    ///
    /// Returns a link to the icon of a revision, with a digest of the picture. The response is JSON
    /// with a link, never the file itself. The link is pre-signed: anyone who has it can download the
    /// file, without an access token. Keep it secret, use it at once, and request a new one instead of
    /// storing it.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset, a UUID. The same asset has the same key in every environment
    ///   (stage in the portal).
    /// - `revision_number`: Number of the revision. Each new revision of an asset gets the next number,
    ///   and no number is used twice.
    ///
    /// # Response
    /// The link to the icon, and its digest.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-repository`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to read the icon of this asset.
    /// - 404: No asset has this key, or the asset has no revision with this number.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure to read the icon.
    ///
    /// Operation `AssetRepository_GetAssetRevisionIcon`:
    /// `GET /assets/{assetKey}/revisions/{revisionNumber}/icon`.
    #[doc(alias = "AssetRepository_GetAssetRevisionIcon")]
    pub fn get_revision_icon(
        &self,
        asset_key: impl ToString,
        revision_number: i32,
    ) -> builder::GetRevisionIcon {
        builder::GetRevisionIcon::new(self, asset_key.to_string(), revision_number)
    }

    /// Get the metadata of a revision.
    ///
    /// Returns technical facts about a revision: the version of ODC Studio that made it, its URL path,
    /// whether it can be deployed, and the publish message.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset, a UUID. The same asset has the same key in every environment
    ///   (stage in the portal).
    /// - `revision_number`: Number of the revision. Each new revision of an asset gets the next number,
    ///   and no number is used twice.
    ///
    /// # Response
    /// The metadata of the revision.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-repository`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to read the metadata of this asset.
    /// - 404: No asset has this key, or the asset has no revision with this number.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure to read the metadata.
    ///
    /// Operation `AssetRepository_GetAssetRevisionMetadata`:
    /// `GET /assets/{assetKey}/revisions/{revisionNumber}/metadata`.
    #[doc(alias = "AssetRepository_GetAssetRevisionMetadata")]
    pub fn get_revision_metadata(
        &self,
        asset_key: impl ToString,
        revision_number: i32,
    ) -> builder::GetRevisionMetadata {
        builder::GetRevisionMetadata::new(self, asset_key.to_string(), revision_number)
    }

    /// Get the release notes of a revision.
    ///
    /// Returns the tag and the release notes of a revision. The response contains the text of the notes
    /// itself, not a link to it. To change them, use
    /// `PATCH /assets/{assetKey}/revisions/{revisionNumber}`.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset, a UUID. The same asset has the same key in every environment
    ///   (stage in the portal).
    /// - `revision_number`: Number of the revision. Each new revision of an asset gets the next number,
    ///   and no number is used twice.
    ///
    /// # Response
    /// The tag and the release notes. Users of the service have seen null for both when the revision
    /// has no tag.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-repository`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to read the release notes of this asset.
    /// - 404: No asset has this key, or the asset has no revision with this number.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure to read the release notes.
    ///
    /// Operation `AssetRepository_GetAssetRevisionReleaseNotes`:
    /// `GET /assets/{assetKey}/revisions/{revisionNumber}/release-notes`.
    #[doc(alias = "AssetRepository_GetAssetRevisionReleaseNotes")]
    pub fn get_revision_release_notes(
        &self,
        asset_key: impl ToString,
        revision_number: i32,
    ) -> builder::GetRevisionReleaseNotes {
        builder::GetRevisionReleaseNotes::new(
            self,
            asset_key.to_string(),
            revision_number,
        )
    }

    /// Get the signature of a revision.
    ///
    /// Returns a link to the signature of a revision, with two digests of it. The signature describes
    /// the public elements, which other assets can use. The response is JSON with a link, never the
    /// file itself. The link is pre-signed: anyone who has it can download the file, without an access
    /// token. Keep it secret, use it at once, and request a new one instead of storing it.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset, a UUID. The same asset has the same key in every environment
    ///   (stage in the portal).
    /// - `revision_number`: Number of the revision. Each new revision of an asset gets the next number,
    ///   and no number is used twice.
    ///
    /// # Response
    /// The link to the signature, and its digests.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-repository`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to read the signature of this asset.
    /// - 404: No asset has this key, or the asset has no revision with this number.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure to read the signature.
    ///
    /// Operation `AssetRepository_GetAssetRevisionSignature`:
    /// `GET /assets/{assetKey}/revisions/{revisionNumber}/signature`.
    #[doc(alias = "AssetRepository_GetAssetRevisionSignature")]
    pub fn get_revision_signature(
        &self,
        asset_key: impl ToString,
        revision_number: i32,
    ) -> builder::GetRevisionSignature {
        builder::GetRevisionSignature::new(self, asset_key.to_string(), revision_number)
    }

    /// Get the source code of a revision.
    ///
    /// Returns a link to the source code of a revision, with a digest of the file. The response is JSON
    /// with a link, never the file itself. The link is pre-signed: anyone who has it can download the
    /// file, without an access token. Keep it secret, use it at once, and request a new one instead of
    /// storing it.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset, a UUID. The same asset has the same key in every environment
    ///   (stage in the portal).
    /// - `revision_number`: Number of the revision. Each new revision of an asset gets the next number,
    ///   and no number is used twice.
    ///
    /// # Response
    /// The link to the source code, and its digest.
    ///
    /// # Permission
    /// `Asset management > Open`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-repository`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to open this asset.
    /// - 404: No asset has this key, or the asset has no revision with this number.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure to read the source code.
    ///
    /// Operation `AssetRepository_GetAssetRevisionSourceCode`:
    /// `GET /assets/{assetKey}/revisions/{revisionNumber}/source-code`.
    #[doc(alias = "download")]
    #[doc(alias = "OML")]
    #[doc(alias = "AssetRepository_GetAssetRevisionSourceCode")]
    pub fn get_revision_source_code(
        &self,
        asset_key: impl ToString,
        revision_number: i32,
    ) -> builder::GetRevisionSourceCode {
        builder::GetRevisionSourceCode::new(self, asset_key.to_string(), revision_number)
    }

    /// List the revisions of an asset.
    ///
    /// Returns a page of the revisions of an asset. If you set several filters, expect revisions that
    /// match all of them; this is not documented. Without `sort`, the order is not documented;
    /// `-revision` returns the newest revision first.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset, a UUID. The same asset has the same key in every environment
    ///   (stage in the portal).
    ///
    /// # Response
    /// A page of revisions.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-repository`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to read the revisions of this asset.
    /// - 404: No asset has this key.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure. A parameter that the service cannot read can be the cause: the
    ///   operation declares no 400.
    ///
    /// Operation `AssetRepository_ListAssetRevisions`: `GET /assets/{assetKey}/revisions`.
    #[doc(alias = "AssetRepository_ListAssetRevisions")]
    pub fn list_revisions(&self, asset_key: impl ToString) -> builder::ListRevisions {
        builder::ListRevisions::new(self, asset_key.to_string())
    }

    /// Search revisions of several assets.
    ///
    /// Returns revisions of several assets in one response. Each entry of `assetVersionFilters` names
    /// an asset and says which of its revisions to return: the one with a digest, the one with a
    /// number, or the one with the highest tag. The response is not paged, and no maximum number of
    /// entries is documented. The order of the rows is not documented: match them to the entries by
    /// `assetKey`.
    ///
    /// The operation changes nothing, although it is a POST.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Response
    /// The revisions that were found, without paging.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-repository`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to read these assets.
    /// - 404: The service declares this status but names no cause.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure. An entry that the service cannot read can be the cause: the
    ///   operation declares no 400.
    ///
    /// Operation `AssetRepository_ListMultipleAssetRevisions`: `POST /assets/search`.
    #[doc(alias = "AssetRepository_ListMultipleAssetRevisions")]
    pub fn search_revisions(&self) -> builder::SearchRevisions {
        builder::SearchRevisions::new(self)
    }

    /// Create an upload URL.
    ///
    /// Returns a pre-signed URL to which one file can be uploaded. Send the file to this URL with PUT,
    /// as `application/octet-stream` and without the access token. Then pass the same URL as `fileUri`
    /// to `POST /assets`. The request has no body.
    ///
    /// Anyone who has the URL can upload to it, so keep it secret. Its lifetime is not documented:
    /// create a new URL for each file, and use it at once.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Response
    /// The upload URL.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`asset-repository`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    ///
    /// Operation `Uploads_CreateUpload`: `POST /uploads`.
    #[doc(alias = "Uploads_CreateUpload")]
    pub fn create_upload(&self) -> builder::CreateUpload {
        builder::CreateUpload::new(self)
    }
}
