//! Typed client of the OutSystems Developer Cloud (ODC) portfolio API, version 2: deployed assets,
//! environments (stages in the ODC Portal), libraries and portfolios.
//!
//! ```no_run
//! use odc_portfolio_v2::Client;
//! use odc_runtime::Tenant;
//!
//! #[tokio::main]
//! async fn main() -> Result<(), odc_runtime::Error> {
//!     let tenant = Tenant::from_env()?;          // ODC_PORTAL_DOMAIN, ODC_CLIENT_ID, ODC_CLIENT_SECRET
//!     let portfolio = Client::connect(&tenant);  // no I/O yet; discovery and token come with the first call
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
//! # async fn example(portfolio: odc_portfolio_v2::Client, stage: uuid::Uuid) -> Result<(), odc_runtime::Error> {
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
//! # Renaming and reordering stages
//!
//! A new name needs the permission *Manage stages*, a new order *Manage portfolio*. One call swaps two stages:
//!
//! ```no_run
//! use odc_portfolio_v2::types::EnvironmentUpdate;
//!
//! # async fn example(portfolio: odc_portfolio_v2::Client, a: uuid::Uuid, b: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! portfolio.update_environment(a).name("Quality").send().await?;
//! portfolio
//!     .update_environments()
//!     .environments([
//!         EnvironmentUpdate::builder().key(a).order(2).build()?,
//!         EnvironmentUpdate::builder().key(b).order(1).build()?,
//!     ])
//!     .send()
//!     .await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Moving from version 1
//!
//! The service will remove version 1 on or after 2027-01-08. Calls, filters, paging and errors are the same.
//! Replace `odc_portfolio_v1` with `odc_portfolio_v2`, and fix what the compiler reports:
//!
//! | version 1 | version 2 |
//! |---|---|
//! | `Environment::hostname` | [`builtin_domain`](types::Environment::builtin_domain), the same value; use [`default_domain`](types::Environment::default_domain) to show a host |
//! | `Environment::is_configured`, `is_deployed_to_cluster` | [`status`](types::Environment::status), for self-hosted stages |
//! | `EnvironmentPurpose::Unspecified` (`Unknown` on the wire) | `purpose` is `None` |
//! | `Deployment::url` on the built-in host | on the default host: stored URLs may differ |
//! | | new: [`portfolio_key`](types::Deployment::portfolio_key) of stages and deployments |
//! | responses may not show recent changes (a cache) | responses are current |
//!
//! # Errors
//!
//! A call that fails returns [`odc_runtime::Error`]. It contains the status, the service's problem details
//! and, if a permission is missing, the permissions that would allow the call:
//!
//! ```no_run
//! # async fn example(portfolio: odc_portfolio_v2::Client) -> Result<(), odc_runtime::Error> {
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
//! use odc_portfolio_v2::Client;
//! use odc_portfolio_v2::mock::MockServerExt as _;
//! use odc_portfolio_v2::types::{Environment, EnvironmentList};
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
