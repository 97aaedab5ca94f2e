//! Typed client of the OutSystems Developer Cloud (ODC) identity API, version 1: users, groups,
//! application roles, organization roles, permissions and identity providers.
//!
//! ```no_run
//! use odc_identity_v1::Client;
//! use odc_runtime::Tenant;
//!
//! #[tokio::main]
//! async fn main() -> Result<(), odc_runtime::Error> {
//!     let tenant = Tenant::from_env()?;          // ODC_PORTAL_DOMAIN, ODC_CLIENT_ID, ODC_CLIENT_SECRET
//!     let identity = Client::connect(&tenant);   // no I/O yet; discovery and token come with the first call
//!
//!     let page = identity.list_users().has_application_roles(true).limit(10).send().await?;
//!     for user in &page.results {
//!         println!("{} {}", user.key, user.email.as_deref().unwrap_or("-"));
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Each method of [`Client`] starts a call and answers with a builder from [`builder`]; nothing is
//! sent before `.send()`. What goes in and comes out is in [`types`]. The operations themselves, with
//! the permissions that they need and their limits, are data in [`operations`].
//!
//! # Words
//!
//! What the ODC Portal calls a *stage* is an *environment* here, and an *end-user role* is an
//! *application role*. The search field above finds either word.
//!
//! # Everything, page by page
//!
//! Lists have `.stream()`, which yields items, and `.pages()`:
//!
//! ```no_run
//! use futures::TryStreamExt as _;
//! use odc_identity_v1::types::UserStatus;
//!
//! # async fn example(identity: odc_identity_v1::Client) -> Result<(), odc_runtime::Error> {
//! let mut users = identity.list_users().status(UserStatus::Active).prefetch(4).stream();
//! while let Some(user) = users.try_next().await? {
//!     println!("{}", user.name.as_deref().unwrap_or("-"));
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Who holds which role, however it came to them
//!
//! The service lists directly granted roles only, unless it is asked for all three sources:
//!
//! ```no_run
//! use futures::TryStreamExt as _;
//! use odc_identity_v1::types::{AssignmentSource, UserApplicationRole};
//!
//! # async fn example(identity: odc_identity_v1::Client, user: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! let roles: Vec<UserApplicationRole> = identity
//!     .list_user_application_roles(user)
//!     .assignment_sources([
//!         AssignmentSource::Direct,
//!         AssignmentSource::GroupAssigned,
//!         AssignmentSource::GroupMapped,
//!     ])
//!     .stream()
//!     .try_collect()
//!     .await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Changing a user
//!
//! A field of a PATCH has three states: not sent, null, or a value.
//!
//! ```no_run
//! use odc_runtime::Patch;
//!
//! # async fn example(identity: odc_identity_v1::Client, user: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! identity
//!     .update_user(user)
//!     .name("Ana Maria")         // set
//!     .photo_url(Patch::Null)    // clear
//!     .send()                    // everything else stays as it is
//!     .await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Many users
//!
//! Any number of records, in chunks of 100, inside the rate budget, with an outcome for each:
//!
//! ```no_run
//! use odc_identity_v1::types::NewUser;
//!
//! # async fn example(identity: odc_identity_v1::Client) -> Result<(), Box<dyn std::error::Error>> {
//! let records = [NewUser::builder().email("ana@example.com").name("Ana").build()?];
//! let report = identity.create_users(records).on_progress(|p| println!("{} of {}", p.done, p.total)).await;
//! for (record, outcome) in report.outcomes() {
//!     println!("{:?}: {outcome}", record.email);
//! }
//! if let Some(rest) = report.unfinished() {
//!     std::fs::write("rest.json", serde_json::to_string(&rest)?)?;   // an error half-way loses nothing
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`Client::resume_users`] goes on with what is left. One bulk operation of at most 100 records is
//! [`Client::create_users_in_bulk`] and [`Client::wait_for_bulk_user_operation`]; see [`bulk`].
//!
//! # Errors
//!
//! Every call ends with [`odc_runtime::Error`], which knows the status, the service's problem details
//! and, when a permission is missing, which one would do:
//!
//! ```no_run
//! # async fn example(identity: odc_identity_v1::Client, user: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! match identity.get_user(user).send().await {
//!     Ok(user) => println!("{:?}", user.status),
//!     Err(e) if e.is_not_found() => println!("no such user"),
//!     Err(e) => return Err(e),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What the service may add
//!
//! Enums are open: a value that this version does not know is kept as `Unknown`, prints as it came and
//! can be sent back. Unknown fields are accepted. Structs are `#[non_exhaustive]` and made with builders.
//! A field that the service leaves out or sends as null is `None`, a list is empty.
//!
//! # Features
//!
//! `rustls` (default) or `native-tls`; `schemars` derives `JsonSchema` on all types; `mock` brings the module
//! `mock` for your own tests:
//!
#![cfg_attr(feature = "mock", doc = "```")]
#![cfg_attr(not(feature = "mock"), doc = "```text")]
//! use odc_identity_v1::Client;
//! use odc_identity_v1::mock::MockServerExt as _;
//! use odc_identity_v1::types::UserPage;
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = httpmock::MockServer::start();
//! let empty = UserPage::builder().results(Vec::<odc_identity_v1::types::User>::new()).build()?;
//! let mock = server.list_users(|when, then| {
//!     when.limit(10);
//!     then.ok(&empty);
//! });
//!
//! let identity = Client::new(&server.base_url(), odc_runtime::client::HttpClient::new())?;   // no tenant, no token
//! assert!(identity.list_users().limit(10).send().await?.results.is_empty());
//! mock.assert();
//! # Ok(())
//! # }
//! ```

pub mod bulk;
#[rustfmt::skip]
#[allow(clippy::pedantic, clippy::all, unused_imports, missing_docs, reason = "generated")]
mod generated;

pub use generated::client::Client;
#[cfg(feature = "mock")]
pub use generated::mock;
pub use generated::{builder, operations, type_builders, types};
