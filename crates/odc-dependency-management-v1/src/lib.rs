//! Typed client of the OutSystems Developer Cloud (ODC) dependency management API: which assets use which others, and
//! what a deployment or a deletion would break.
//!
//! ```no_run
//! use odc_dependency_management_v1::Client;
//! use odc_runtime::Tenant;
//!
//! #[tokio::main]
//! async fn main() -> Result<(), odc_runtime::Error> {
//!     let tenant = Tenant::from_env()?;             // ODC_PORTAL_DOMAIN, ODC_CLIENT_ID, ODC_CLIENT_SECRET
//!     let dependencies = Client::connect(&tenant);  // no I/O yet; discovery and token come with the first call
//!
//!     let asset = "0f6b1d8a-4a0e-4a59-9a39-3c1f8f2b7d10";
//!     for consumer in &dependencies.list_consumers(asset).send().await?.results {
//!         println!("{} {}", consumer.key, consumer.name.as_deref().unwrap_or("-"));
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Each method of [`Client`] returns a builder from [`builder`]; `.send()` then sends the request. The
//! types of requests and responses are in [`types`]. [`operations`] lists all operations as data, with
//! their permissions and limits.
//!
//! An asset is an app, library, agent, workflow or connection in the portal. A *producer* offers public elements,
//! such as server actions and entities; a *consumer* uses them. A producer is a [`Dependency`](types::Dependency) of its
//! consumer.
//!
//! # Who uses an asset
//!
//! Without an environment (stage in the portal), the list contains the consumers in Development. `sort` takes `name` or
//! `-name`.
//!
//! ```no_run
//! # async fn example(dependencies: odc_dependency_management_v1::Client, asset: uuid::Uuid, production: &str) -> Result<(), odc_runtime::Error> {
//! let consumers = dependencies.list_consumers(asset).environment_key(production).sort("name").send().await?;
//! for consumer in &consumers.results {
//!     println!("{:?} revision {:?}", consumer.name, consumer.revision);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`Client::list_revision_consumers`] returns the consumers of one revision only.
//!
//! # What an asset uses
//!
//! [`Client::list_producers`] returns each [`Dependency`](types::Dependency) once, direct or indirect.
//! [`Client::get_producer_graph`] returns the same assets as a tree:
//!
//! ```no_run
//! use odc_dependency_management_v1::types::DependencyNode;
//!
//! fn print(dependencies: &[DependencyNode], indent: usize) {
//!     for dependency in dependencies {
//!         println!("{:indent$}{}", "", dependency.name.as_deref().unwrap_or("-"));
//!         print(&dependency.producers, indent + 2);
//!     }
//! }
//!
//! # async fn example(dependencies: odc_dependency_management_v1::Client, asset: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! let graph = dependencies.get_producer_graph(asset, 31).send().await?;
//! print(&graph.results, 0);
//! # Ok(())
//! # }
//! ```
//!
//! # What a deployment would break
//!
//! The analysis runs in the background and usually takes a few seconds. [`Client::wait_for_deployment_analysis`]
//! waits until it has ended. It changes nothing. No document says that the deployments API needs it: you decide what
//! to do after you have read the report.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use odc_dependency_management_v1::types::ReportStatus;
//!
//! # async fn example(dependencies: odc_dependency_management_v1::Client, asset: &str, production: &str) -> Result<(), odc_runtime::Error> {
//! let started = dependencies
//!     .start_deployment_analysis()
//!     .asset_key(asset)
//!     .revision(31)
//!     .environment_key(production)
//!     .send()
//!     .await?;
//! let analysis = dependencies
//!     .wait_for_deployment_analysis(&started.analysis_key)
//!     .first_pause(Duration::from_secs(2))
//!     .await?;
//!
//! let Some(report) = analysis.report else {
//!     println!("the analysis has no report");
//!     return Ok(());
//! };
//! for impact in &report.impacted_assets {
//!     for issue in &impact.asset_issues {
//!         println!("{:?} {:?}: {:?}", issue.conflict_severity, issue.conflict_type, issue.hint);
//!     }
//!     for issue in &impact.element_issues {
//!         println!("{:?} {:?} {:?}", issue.conflict_severity, issue.name, issue.incompatibility_type);
//!     }
//! }
//! if report.status == ReportStatus::ErrorsFound {
//!     println!("do not deploy");
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What a deletion would break
//!
//! It is analyzed in the same way, with [`Client::start_deletion_analysis`] and [`Client::wait_for_deletion_analysis`]. The
//! [report](types::DeletionImpactReport) lists the stages where the asset runs, the custom domains that lose their app,
//! and the consumers that are deployed:
//!
//! ```no_run
//! use odc_dependency_management_v1::types::DeletionImpactReport;
//!
//! fn print(report: &DeletionImpactReport) {
//!     for domain in &report.impacted_domains {
//!         println!("{:?} loses its app", domain.hostname);
//!     }
//!     for impact in &report.impacted_assets {
//!         for deployed in &impact.deployed_revisions {
//!             println!("{:?} in {:?}: {:?}", impact.name, deployed.environment_key, deployed.severity);
//!         }
//!     }
//! }
//! ```
//!
//! # Finding public elements
//!
//! The search has pages. Its `limit` and `offset` are in the request body, and the result contains only elements that
//! the API client is allowed to use:
//!
//! ```no_run
//! # async fn example(dependencies: odc_dependency_management_v1::Client) -> Result<(), odc_runtime::Error> {
//! let search = dependencies.search_public_elements().element_name_contains("Invoice");
//! let mut elements = search.limit(100).prefetch(2).stream();
//! while let Some(element) = elements.try_next().await? {
//!     println!("{:?} of {:?}", element.name, element.asset_name);
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
//! # async fn example(dependencies: odc_dependency_management_v1::Client, asset: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! match dependencies.list_referenced_elements(asset, 31).send().await {
//!     Ok(elements) => println!("{} elements", elements.results.len()),
//!     Err(e) if e.is_not_found() => println!("the asset has no such revision"),
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
//! use odc_dependency_management_v1::Client;
//! use odc_dependency_management_v1::mock::MockServerExt as _;
//! use odc_dependency_management_v1::types::{Consumer, ConsumerList};
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = httpmock::MockServer::start();
//! let consumer = Consumer::builder().key("6d3a").name("Booking Portal").build()?;
//! let list = ConsumerList::builder().results([consumer]).build()?;
//! let mock = server.list_consumers(|_, then| {
//!     then.ok(&list);
//! });
//!
//! let dependencies = Client::new(&server.base_url(), odc_runtime::client::HttpClient::new())?;
//! assert_eq!(dependencies.list_consumers("0f6b").send().await?.results.len(), 1);
//! mock.assert();
//! # Ok(())
//! # }
//! ```

#[rustfmt::skip]
#[allow(clippy::pedantic, clippy::all, unused_imports, missing_docs, reason = "generated")]
mod generated;

pub use generated::client::Client;
#[cfg(feature = "mock")]
pub use generated::mock;
pub use generated::{builder, operations, type_builders, types};
