//! Typed client of the OutSystems Developer Cloud (ODC) asset repository API, version 1: assets (apps, libraries,
//! agents, workflows and connections in the ODC Portal), their revisions, tags and source code.
//!
//! ```no_run
//! use odc_asset_repository_v1::Client;
//! use odc_runtime::Tenant;
//!
//! #[tokio::main]
//! async fn main() -> Result<(), odc_runtime::Error> {
//!     let tenant = Tenant::from_env()?;       // ODC_PORTAL_DOMAIN, ODC_CLIENT_ID, ODC_CLIENT_SECRET
//!     let assets = Client::connect(&tenant);  // no I/O yet; discovery and token come with the first call
//!
//!     for asset in &assets.list_assets().sort("name").send().await?.results {
//!         println!("{} {}", asset.asset_key, asset.name.as_deref().unwrap_or("-"));
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Each method of [`Client`] returns a builder from [`builder`]; `.send()` then sends the request. The
//! types of requests and responses are in [`types`]. [`operations`] lists all operations as data, with
//! their permissions and limits.
//!
//! An [`Asset`](types::Asset) is an app, library, agent, workflow or connection in the portal. A
//! [`Revision`](types::Revision) is one stored state of it. A tag, such as `1.4.0`, marks one revision; the portal
//! calls it a version. This API stores revisions. Other APIs build, publish and deploy them.
//!
//! # Every app of the organization
//!
//! The latest revision describes an asset: `latest_revision` is its number, and name, tag, publish message and
//! timestamps are those of this revision. This revision may not be deployed in any stage: `odc-portfolio-v2` lists
//! the revisions that run in each stage. [`Client::get_revision`] returns the data of any revision, as a
//! [`Revision`](types::Revision).
//!
//! ```no_run
//! use odc_asset_repository_v1::types::AssetType;
//!
//! # async fn example(assets: odc_asset_repository_v1::Client) -> Result<(), odc_runtime::Error> {
//! let apps = [AssetType::WebApplication, AssetType::MobileApplication];
//! let mut apps = assets.list_assets().asset_types(apps).limit(1000).stream();
//! while let Some(app) = apps.try_next().await? {
//!     println!("{:?} revision {}", app.name, app.latest_revision);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # The newest revision and the highest tag
//!
//! Not every revision is tagged, so the newest revision and the one with the highest tag can differ. If no revision of
//! the asset is tagged, the call fails: users of the service have seen status 404.
//!
//! ```no_run
//! # async fn example(assets: odc_asset_repository_v1::Client, asset_key: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! let newest = assets.get_latest_revision(asset_key).send().await?;
//! println!("revision {}, tag {:?}", newest.revision, newest.tag);
//!
//! match assets.get_highest_tagged_revision(asset_key).send().await {
//!     Ok(tagged) => println!("{:?} is revision {}", tagged.tag, tagged.revision),
//!     Err(e) if e.is_not_found() => println!("no version yet"),
//!     Err(e) => return Err(e),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Tagging a revision
//!
//! A tag consists of three integers without a suffix. Choose a tag that is higher than the other tags of the asset,
//! because it satisfies every documented rule. [`Client::next_tag`] returns the tag that the portal proposes. A
//! deployment does not set a version, so tag a revision before you deploy it to Production. To release a library, tag
//! one of its revisions: no asset can use a library without a tag. Release notes need a tag.
//!
//! ```no_run
//! # async fn example(assets: odc_asset_repository_v1::Client, asset_key: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! let newest = assets.get_latest_revision(asset_key).send().await?;
//! assets
//!     .tag_revision(asset_key, newest.revision)
//!     .tag("1.4.0")
//!     .release_notes("Orders can be cancelled.")
//!     .send()
//!     .await?;
//! # Ok(())
//! # }
//! ```
//!
//! The client does not retry this call by itself, because the service can refuse a tag that the revision already has.
//! If the response is lost, get the revision first. `.tag(Patch::Null)` removes the tag, with
//! [`Patch`](odc_runtime::Patch).
//!
//! # Creating an asset, or a revision from a file
//!
//! An asset without a file starts empty, or as a copy of a template. The organization may create 10 assets and revisions
//! per minute.
//!
//! ```no_run
//! use odc_asset_repository_v1::types::{AssetType, NewAsset};
//!
//! # async fn example(assets: odc_asset_repository_v1::Client) -> Result<(), odc_runtime::Error> {
//! let asset = NewAsset::builder().asset_name("Orders").asset_type(AssetType::WebApplication);
//! let created = assets.create_revision().new_asset(asset.build()?).send().await?;
//! println!("{} has revision {}", created.asset_key, created.revision);
//! # Ok(())
//! # }
//! ```
//!
//! A file, such as the source code of another revision, is uploaded first. It contains the key of its asset. If this
//! asset exists, the file becomes its next revision; if not, the file becomes a new asset. One call does all of it:
//!
//! ```no_run
//! # async fn example(assets: odc_asset_repository_v1::Client) -> Result<(), odc_runtime::Error> {
//! let created = assets
//!     .create_revision_from_file("orders.oml")
//!     .revision(|call| call.tag("1.4.0").commit_message("Imported"))
//!     .on_progress(|so_far| eprintln!("{so_far}"))
//!     .send()
//!     .await?;
//! println!("{} has revision {}", created.asset_key, created.revision);
//! # Ok(())
//! # }
//! ```
//!
//! [`Client::start_upload`] only uploads a file. The URL of an upload is a secret and prints redacted. The access
//! token is never sent to its host. Proxy and certificates are those of the tenant.
//!
//! # Downloading source code
//!
//! The file is streamed to `orders.oml.part`, and gets its name when it is complete. An interrupted download
//! continues at its place. If its pre-signed URL expires before the end, it gets another one.
//!
//! ```no_run
//! # async fn example(assets: odc_asset_repository_v1::Client, asset_key: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! let bytes = assets.download_source_code(asset_key, 7).await?.to_file("orders.oml").await?;
//! println!("{bytes} bytes");
//! # Ok(())
//! # }
//! ```
//!
//! The response of [`Client::get_revision_source_code`] has the URL, and a digest that shows whether your copy is
//! still current. Any other file with its own URL is fetched in the same way:
//!
//! ```no_run
//! use odc_runtime::{PresignedUrl, Tenant};
//!
//! # async fn example(tenant: Tenant, assets: odc_asset_repository_v1::Client, asset_key: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! let icon = assets.get_revision_icon(asset_key, 7).send().await?;
//! if let Some(url) = &icon.icon_url {
//!     tenant.transfers().download(PresignedUrl::try_from(url)?).to_file("orders.png").await?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! `embed` includes such a URL in the revisions of a list, so that one call is enough for a whole page:
//!
//! ```no_run
//! use odc_asset_repository_v1::types::RevisionEmbed;
//!
//! # async fn example(assets: odc_asset_repository_v1::Client) -> Result<(), odc_runtime::Error> {
//! let page = assets.list_assets().embed([RevisionEmbed::SourceCode]).send().await?;
//! for asset in &page.results {
//!     let source = asset.embedded.as_ref().and_then(|embedded| embedded.source_code.as_ref());
//!     println!("{:?} {:?}", asset.name, source.and_then(|source| source.source_code_digest));
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Deleting an asset
//!
//! A deletion is final. It removes the asset from every stage, with its data; this continues after the response. Start
//! a deletion analysis of the dependency management API first, wait for its report, and read what it says:
//! `NoIssuesFound` means that the analysis found no problem. The service itself does not require the analysis.
//!
//! ```no_run
//! # async fn example(assets: odc_asset_repository_v1::Client, asset_key: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! # let report_status = "NoIssuesFound";
//! if report_status == "NoIssuesFound" {
//!     assets.delete_asset(asset_key).send().await?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Errors
//!
//! A call that fails returns [`odc_runtime::Error`]. It contains the status, the service's problem details
//! and, if a permission is missing, the permissions that would allow the call:
//!
//! ```no_run
//! # async fn example(assets: odc_asset_repository_v1::Client, asset_key: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! match assets.get_revision_source_code(asset_key, 7).send().await {
//!     Ok(source) => println!("digest {:?}", source.source_code_digest),
//!     Err(e) if e.is_permission_denied() => println!("needs {:?}", e.needed_permissions()),
//!     Err(e) => return Err(e),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # In your own tests
//!
//! The feature `mock` adds typed helpers for `httpmock`. They need no tenant and no token:
//!
#![cfg_attr(feature = "mock", doc = "```")]
#![cfg_attr(not(feature = "mock"), doc = "```text")]
//! use odc_asset_repository_v1::Client;
//! use odc_asset_repository_v1::mock::MockServerExt as _;
//! use odc_asset_repository_v1::types::{Asset, AssetPage};
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = httpmock::MockServer::start();
//! let orders = Asset::builder().asset_key("6d3a").latest_revision(7).name("Orders").build()?;
//! let page = AssetPage::builder().results([orders]).build()?;
//! let mock = server.list_assets(|_, then| {
//!     then.ok(&page);
//! });
//!
//! let assets = Client::new(&server.base_url(), odc_runtime::client::HttpClient::new())?;
//! assert_eq!(assets.list_assets().send().await?.results.len(), 1);
//! mock.assert();
//! # Ok(())
//! # }
//! ```
#![doc(test(attr(deny(unused_imports))))]

mod files;
mod tag;

#[rustfmt::skip]
#[allow(clippy::pedantic, clippy::all, unused_imports, missing_docs, reason = "generated")]
mod generated;

pub use files::CreateRevisionFromFile;
pub use generated::client::Client;
#[cfg(feature = "mock")]
pub use generated::mock;
pub use generated::{builder, operations, type_builders, types};
pub use tag::{InvalidTag, Tag};
