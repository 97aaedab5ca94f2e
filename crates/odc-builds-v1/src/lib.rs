//! Typed client of the OutSystems Developer Cloud (ODC) builds API, version 1: builds of revisions, their
//! messages, and packages with the generated code.
//!
//! ```no_run
//! use odc_builds_v1::Client;
//! use odc_runtime::Tenant;
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let tenant = Tenant::from_env()?;       // ODC_PORTAL_DOMAIN, ODC_CLIENT_ID, ODC_CLIENT_SECRET
//!     let builds = Client::connect(&tenant);  // no I/O yet; discovery and token come with the first call
//!
//!     let asset: uuid::Uuid = std::env::var("ASSET_KEY")?.parse()?;
//!     for build in &builds.list_builds().asset_key(asset).asset_revision(3).send().await?.builds {
//!         println!("{} {:?} {:?}", build.build_key, build.build_type, build.status);
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Each method of [`Client`] returns a builder from [`builder`]; `.send()` then sends the request. The
//! types of requests and responses are in [`types`]. [`operations`] lists all operations as data, with
//! their permissions and limits.
//!
//! # Words
//!
//! An *asset* is an app, a library, an agent or a workflow in the ODC Portal. Each *1-Click Publish* stores a new
//! *revision* of it. A *build* is made from one revision and has a type, `Debug` or `Release`. Only a `Release`
//! build can be deployed to a *stage*, which the API calls an *environment*. The key of a build is called
//! `operationKey` in the paths of the API.
//!
//! # A release build, reused or started
//!
//! A deployment needs a finished `Release` build of the revision. Without a type the service makes a `Debug` build.
//! The build continues in the background; [`Client::wait_for_build`] waits until it has ended.
//!
//! ```no_run
//! use odc_builds_v1::types::BuildType;
//!
//! # async fn example(builds: odc_builds_v1::Client, asset: uuid::Uuid) -> Result<(), Box<dyn std::error::Error>> {
//! let key = match builds.find_build(asset, 3, BuildType::Release).await? {
//!     Some(build) => build.build_key,
//!     None => {
//!         let started = builds
//!             .start_build()
//!             .asset_key(asset)
//!             .asset_revision(3)
//!             .build_type(BuildType::Release)
//!             .send()
//!             .await?;
//!         if started.is_successful == Some(false) {
//!             return Err("the service did not start the build".into());
//!         }
//!         started.build_key
//!     }
//! };
//! let build = builds.wait_for_build(key).on_progress(|build| println!("{:?}", build.status)).await?;
//! println!("build {} of revision {}", build.build_key, build.asset_revision);
//! # Ok(())
//! # }
//! ```
//!
//! A build that the service has removed, or will remove (`Deleted`, `ToBeDeleted`), cannot be used, so the wait for it
//! ends with an error too.
//!
//! Each call of [`Client::start_build`] starts another build. The client does not retry it if a failure does not show
//! whether the service started a build: search for it with [`Client::find_build`] first.
//!
//! # Why a build failed
//!
//! The error of a wait has the messages of the build:
//!
//! ```no_run
//! # async fn example(builds: odc_builds_v1::Client, build: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! if let Err(error) = builds.wait_for_build(build).await {
//!     let Some(failed) = error.failed_operation() else { return Err(error) };
//!     for message in failed.messages().iter().filter(|message| message.is_error()) {
//!         eprintln!("{message}");
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`Client::list_build_messages`] returns them at any time. A severity is free text here, so the comparison ignores
//! case:
//!
//! ```no_run
//! # async fn example(builds: odc_builds_v1::Client, build: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! for message in &builds.list_build_messages(build).send().await?.results {
//!     let severity = message.severity.as_deref().unwrap_or_default();
//!     if severity.eq_ignore_ascii_case("error") {
//!         let code = message.error_code.as_deref().unwrap_or("no code");
//!         eprintln!("{code}: {}", message.message.as_deref().unwrap_or("no text"));
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Known vulnerabilities
//!
//! [`types::Build::security_audit`] lists the known vulnerabilities of a build. A new build of the same revision uses
//! the newest base image. To bring security patches to a stage after Development, start a new `Release` build of the
//! same revision and deploy it.
//!
//! ```no_run
//! # async fn example(builds: odc_builds_v1::Client, build: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! match &builds.get_build(build).send().await?.security_audit {
//!     Some(audit) => println!("{} known vulnerabilities", audit.vulnerabilities.len()),
//!     None => println!("no audit result"),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Download of the generated code
//!
//! The service packages the code that it generated for a build in the background, as a zip file. The URL of the package
//! gives access without a token, so it is a [`Secret`](odc_runtime::Secret) and prints redacted.
//! [`Client::download_generated_code`] fetches the package without the access token. An interrupted download
//! continues at its place.
//!
//! ```no_run
//! # async fn example(builds: odc_builds_v1::Client, build: uuid::Uuid) -> Result<(), Box<dyn std::error::Error>> {
//! let started = builds.start_generated_code_package(build).send().await?;
//! if started.is_successful == Some(false) {
//!     return Err("the service did not start the package".into());
//! }
//! // A package that could not be made is an error with its reasons.
//! builds.wait_for_generated_code_package(build).await?;
//!
//! let download = builds.download_generated_code(build).await?;
//! let bytes = download
//!     .on_progress(|so_far| eprintln!("{so_far}"))
//!     .to_file("generated-code.zip") // only a whole file gets the name
//!     .await?;
//! println!("{bytes} bytes");
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
//! # async fn example(builds: odc_builds_v1::Client, build: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! match builds.get_build(build).send().await {
//!     Ok(build) => println!("{:?}", build.status),
//!     Err(e) if e.is_not_found() => println!("no such build, or its asset is gone"),
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
//! use odc_builds_v1::Client;
//! use odc_builds_v1::mock::MockServerExt as _;
//! use odc_builds_v1::types::{BuildType, StartedBuild};
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let (asset, key) = (uuid::Uuid::from_u128(1), uuid::Uuid::from_u128(2));
//! let server = httpmock::MockServer::start();
//! let started = StartedBuild::builder().build_key(key).is_successful(true).build()?;
//! let mock = server.start_build(|_, then| {
//!     then.created(&started);
//! });
//!
//! let builds = Client::new(&server.base_url(), odc_runtime::client::HttpClient::new())?;
//! let call = builds.start_build().asset_key(asset).asset_revision(3).build_type(BuildType::Release);
//! assert_eq!(call.send().await?.build_key, key);
//! mock.assert();
//! # Ok(())
//! # }
//! ```

mod files;
mod reuse;

#[rustfmt::skip]
#[allow(clippy::pedantic, clippy::all, unused_imports, missing_docs, reason = "generated")]
mod generated;

pub use generated::client::Client;
#[cfg(feature = "mock")]
pub use generated::mock;
pub use generated::{builder, operations, type_builders, types};
