//! Typed client of the OutSystems Developer Cloud (ODC) portfolio API, version 1: deployed assets and
//! environments (stages in the ODC Portal).
//!
//! **The service deprecated this version on 2026-07-08 and will remove it on or after 2027-01-08.** Its
//! responses announce this in `Deprecation` and `Sunset` headers, and the client warns once per process.
//! The crate `odc-portfolio-v2` is the successor, and its page lists the differences.
//!
//! ```no_run
//! use odc_portfolio_v1::Client;
//! use odc_runtime::Tenant;
//!
//! #[tokio::main]
//! async fn main() -> Result<(), odc_runtime::Error> {
//!     let tenant = Tenant::from_env()?;
//!     let portfolio = Client::connect(&tenant);
//!
//!     for environment in &portfolio.list_environments().send().await?.results {
//!         println!("{} {}", environment.key, environment.name.as_deref().unwrap_or("-"));
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Each method of [`Client`] returns a builder from [`builder`]; `.send()` then sends the request. The
//! types of requests and responses are in [`types`]. [`operations`] lists all operations as data, with
//! their permissions and limits.
//!
//! # Every asset of a stage
//!
//! The list contains only assets in stages for which the API client has the permission *View stage*. The response
//! does not show that something was left out.
//!
//! ```no_run
//! # async fn example(portfolio: odc_portfolio_v1::Client, stage: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! let mut assets = portfolio.list_deployed_assets().environment_key([stage]).stream();
//! while let Some(asset) = assets.try_next().await? {
//!     for deployment in &asset.deployments {
//!         println!("{:?} {:?}", deployment.name, deployment.tag);
//!     }
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
//! # async fn example(portfolio: odc_portfolio_v1::Client) -> Result<(), odc_runtime::Error> {
//! match portfolio.list_environments().send().await {
//!     Ok(environments) => println!("{} stages", environments.results.len()),
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
//! use odc_portfolio_v1::Client;
//! use odc_portfolio_v1::mock::MockServerExt as _;
//! use odc_portfolio_v1::types::{Environment, EnvironmentList};
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = httpmock::MockServer::start();
//! let development = Environment::builder().key("6d3a").name("Development").build()?;
//! let list = EnvironmentList::builder().results([development]).build()?;
//! let mock = server.list_environments(|_, then| {
//!     then.ok(&list);
//! });
//!
//! let portfolio = Client::new(&server.base_url(), odc_runtime::client::HttpClient::new())?;
//! assert_eq!(portfolio.list_environments().send().await?.results.len(), 1);
//! mock.assert();
//! # Ok(())
//! # }
//! ```
#![doc(test(attr(deny(unused_imports))))]

#[rustfmt::skip]
#[allow(clippy::pedantic, clippy::all, unused_imports, missing_docs, reason = "generated")]
mod generated;

pub use generated::client::Client;
#[cfg(feature = "mock")]
pub use generated::mock;
pub use generated::{builder, operations, type_builders, types};
