//! Typed client of the OutSystems Developer Cloud (ODC) asset configurations API: settings, timers, integrations and
//! secrets of apps and agents, by environment (stage in the ODC Portal).
//!
//! ```no_run
//! use odc_asset_configurations_v1::Client;
//! use odc_runtime::{Secret, Tenant};
//!
//! #[tokio::main]
//! async fn main() -> Result<(), odc_runtime::Error> {
//!     let tenant = Tenant::from_env()?;               // ODC_PORTAL_DOMAIN, ODC_CLIENT_ID, ODC_CLIENT_SECRET
//!     let configurations = Client::connect(&tenant);  // no I/O yet; discovery and token come with the first call
//!
//!     let (stage, app) = ("8b6ad1c4-9c55-4b1e-8f0e-5d0b4c1d2a33", "0f6b1d8a-4a0e-4a59-9a39-3c1f8f2b7d10");
//!     let configuration = configurations.get_deployed_application_configuration(stage, app).send().await?;
//!     for setting in &configuration.settings {
//!         if setting.is_secret != Some(true) {
//!             println!("{:?} = {:?}", setting.name, setting.value.as_ref().map(Secret::expose));
//!         }
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Each method of [`Client`] returns a builder from [`builder`]; `.send()` then sends the request. The
//! types of requests and responses are in [`types`]. [`operations`] lists all operations as data, with
//! their permissions and limits.
//!
//! A value belongs to a stage and an asset, not to a revision. A library has no configuration of its own: each app or
//! agent that uses it has its own values for it.
//!
//! # Pending changes
//!
//! A setting has up to three values: `default_value` was given in development, `value` was set last, and
//! `deployed_value` is in use now. A change is pending until the next deployment of the asset to this stage, or until
//! an `ApplyConfigs` operation of the deployments API. Both apply *all* pending values, also those that other people
//! set, so look first. Expect a setting that was never set to have no `value` and to use its default:
//! [`is_pending`](types::Setting::is_pending) takes this into account.
//!
//! ```no_run
//! # async fn example(configurations: odc_asset_configurations_v1::Client, stage: uuid::Uuid, app: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! let configuration = configurations.get_deployed_application_configuration(stage, app).send().await?;
//! for entry in configuration.into_inner().into_entries() {
//!     if entry.setting.is_pending() {
//!         println!("{} goes live with the next deployment", entry.path());
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! `into_entries` makes one list of all settings: those of timers, integrations and libraries, too.
//!
//! # Changing settings
//!
//! Settings that a request does not mention do not change. Values are always text. Timers and integrations have their
//! own settings. The settings of a timer have words as keys:
//!
//! ```no_run
//! use odc_asset_configurations_v1::types::{SettingUpdate, TimerUpdate};
//!
//! # async fn example(configurations: odc_asset_configurations_v1::Client, stage: uuid::Uuid, app: uuid::Uuid, page_size: &str, nightly: &str) -> Result<(), odc_runtime::Error> {
//! let off = SettingUpdate::builder().key("IsActive").value("False").build()?;
//! configurations
//!     .update_application_configuration(stage, app)
//!     .settings([SettingUpdate::builder().key(page_size).value("25").build()?])
//!     .timers([TimerUpdate::builder().key(nightly).settings([off]).build()?])
//!     .send()
//!     .await?;
//! # Ok(())
//! # }
//! ```
//!
//! [`Changes`] makes such a request from entries in any place.
//!
//! The values are pending now. Deploy immediately after the change: a deployment by somebody else applies it too. The
//! service can accept a value that does not fit; then applying it fails later.
//!
//! # Secrets
//!
//! Nobody can read a secret back, so never copy the value of a secret from a response into a change. A change does not
//! show which settings are secrets, and it is possible that a response contains one. All values are therefore
//! [`Secret`](odc_runtime::Secret)s: they print as `[redacted]`, and [`expose`](odc_runtime::Secret::expose) gives the
//! text.
//!
//! ```no_run
//! use odc_asset_configurations_v1::types::SettingUpdate;
//!
//! # async fn example(configurations: odc_asset_configurations_v1::Client, stage: uuid::Uuid, app: uuid::Uuid, api_key: &str) -> Result<(), Box<dyn std::error::Error>> {
//! let secret = SettingUpdate::builder().key(api_key).value(std::env::var("BILLING_API_KEY")?).build()?;
//! println!("{secret:?}"); // the value is not in it
//! configurations.update_application_configuration(stage, app).settings([secret]).send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Settings of a library inside an agent
//!
//! ```no_run
//! use odc_asset_configurations_v1::types::{LibraryUpdate, SettingUpdate};
//!
//! # async fn example(configurations: odc_asset_configurations_v1::Client, stage: uuid::Uuid, agent: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! let configuration = configurations.get_deployed_agent_configuration(stage, agent).fields(["libraries"]).send().await?;
//! for library in &configuration.libraries {
//!     println!("{:?} has {} settings", library.name, library.settings.len());
//! }
//!
//! let setting = SettingUpdate::builder().key("5e0c").value("https://billing.example.com").build()?;
//! let library = LibraryUpdate::builder().key("71f2").settings([setting]).build()?;
//! configurations.update_agent_configuration(stage, agent).libraries([library]).send().await?;
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
//! # async fn example(configurations: odc_asset_configurations_v1::Client, stage: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! match configurations.get_environment_defaults(stage).send().await {
//!     Ok(defaults) => println!("{} system configurations", defaults.system_configurations.len()),
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
//! use odc_asset_configurations_v1::Client;
//! use odc_asset_configurations_v1::mock::MockServerExt as _;
//! use odc_asset_configurations_v1::types::{ApplicationConfiguration, Setting};
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = httpmock::MockServer::start();
//! let setting = Setting::builder().key("5e0c").name("PageSize").value("25").build()?;
//! let configuration = ApplicationConfiguration::builder().settings([setting]).build()?;
//! let mock = server.get_deployed_application_configuration(|_, then| {
//!     then.ok(&configuration);
//! });
//!
//! let configurations = Client::new(&server.base_url(), odc_runtime::client::HttpClient::new())?;
//! let found = configurations.get_deployed_application_configuration("8b6a", "0f6b").send().await?;
//! assert_eq!(found.settings.len(), 1);
//! mock.assert();
//! # Ok(())
//! # }
//! ```

#[rustfmt::skip]
#[allow(clippy::pedantic, clippy::all, unused_imports, missing_docs, reason = "generated")]
mod generated;
mod entries;
mod pending;

pub use entries::{Changes, Entry};
pub use generated::client::Client;
#[cfg(feature = "mock")]
pub use generated::mock;
pub use generated::{builder, operations, type_builders, types};
