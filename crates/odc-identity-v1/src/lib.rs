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
//! Each method of [`Client`] returns a builder from [`builder`]; `.send()` then sends the request. The
//! types of requests and responses are in [`types`]. [`operations`] lists all operations as data, with
//! their permissions and limits.
//!
//! # Words
//!
//! An *environment* of this API is a *stage* in the ODC Portal, and an *application role* is an *end-user
//! role* there. The search field above finds both words.
//!
//! # All items of a list
//!
//! List operations have `.stream()`, which yields items, and `.pages()`, which yields pages:
//!
//! ```no_run
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
//! # The roles of users, from every source
//!
//! A page of users can embed the roles of each user, with their sources: one call per 100 users.
//!
//! ```no_run
//! use odc_identity_v1::types::UserEmbed;
//!
//! # async fn example(identity: odc_identity_v1::Client) -> Result<(), odc_runtime::Error> {
//! let mut users = identity.list_users().embed([UserEmbed::ApplicationRoles]).stream();
//! while let Some(user) = users.try_next().await? {
//!     for role in user.embedded.iter().flat_map(|data| &data.application_roles) {
//!         let direct = role.is_directly_assigned == Some(true);
//!         println!("{} {:?} direct: {direct}, groups: {}", user.key, role.name, role.assigned_groups.len());
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! For one user there is `list_user_application_roles`. It lists only directly granted roles, unless the request names
//! all three sources:
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
//!     .send()                    // all other fields stay unchanged
//!     .await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Many users
//!
//! [`Client::create_users`] takes any number of records. It sends them in chunks of 100, within the rate
//! budget, and reports the outcome of each record. Save its state at each checkpoint, and a run that was killed loses
//! nothing and creates no user twice:
//!
//! ```no_run
//! use odc_identity_v1::bulk::{Existing, Unfinished};
//! use odc_identity_v1::types::NewUser;
//!
//! # async fn example(identity: odc_identity_v1::Client) -> Result<(), Box<dyn std::error::Error>> {
//! let records = [NewUser::builder().email("ana@example.com").name("Ana").build()?];
//! let report = identity
//!     .create_users(records)
//!     .existing(Existing::LookUp)                       // a user that exists is not a failure
//!     .on_checkpoint(|state: &Unfinished| {
//!         let json = serde_json::to_string(state).expect("JSON");
//!         std::fs::write("state.tmp", json).and_then(|()| std::fs::rename("state.tmp", "state.json")).expect("a file");
//!     })
//!     .on_progress(|p| println!("{} of {}", p.done, p.total))
//!     .await;
//! for (record, outcome) in report.outcomes() {
//!     println!("{:?}: {outcome}, key {:?}", record.email, outcome.key());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`Client::resume_users`] continues from a saved state. For one bulk operation of at most
//! 100 records, use [`Client::create_users_in_bulk`] and [`Client::wait_for_bulk_user_operation`]; see [`bulk`].
//!
//! # Errors
//!
//! A call that fails returns [`odc_runtime::Error`]. It contains the status, the service's problem details
//! and, if a permission is missing, the permissions that would allow the call:
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
//! # Additions by the service
//!
//! Enums are open: a value that this version does not know becomes `Unknown`. It prints unchanged and can
//! be sent back. Unknown fields are accepted. Structs are `#[non_exhaustive]`, and builders make them. A
//! field that the service leaves out or sends as null is `None`; a list is empty in this case.
//!
//! # Features
//!
//! `rustls` (default) or `native-tls` selects the TLS library. `schemars` derives `JsonSchema` on all types.
//! `mock` adds the module `mock`, for your own tests:
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
#![doc(test(attr(deny(unused_imports))))]

pub mod bulk;
#[rustfmt::skip]
#[allow(clippy::pedantic, clippy::all, unused_imports, missing_docs, reason = "generated")]
mod generated;

pub use generated::client::Client;
#[cfg(feature = "mock")]
pub use generated::mock;
pub use generated::{builder, operations, type_builders, types};
