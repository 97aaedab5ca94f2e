//! Typed client of the OutSystems Developer Cloud (ODC) deployments API, version 1: deployments, publications and
//! their messages.
//!
//! ```no_run
//! use odc_deployments_v1::Client;
//! use odc_deployments_v1::types::OperationStatus;
//! use odc_runtime::Tenant;
//!
//! #[tokio::main]
//! async fn main() -> Result<(), odc_runtime::Error> {
//!     let tenant = Tenant::from_env()?;            // ODC_PORTAL_DOMAIN, ODC_CLIENT_ID, ODC_CLIENT_SECRET
//!     let deployments = Client::connect(&tenant);  // no I/O yet; discovery and token come with the first call
//!
//!     let page = deployments.list_deployments().status(OperationStatus::Running).limit(10).send().await?;
//!     for deployment in &page.results {
//!         println!("{} {}", deployment.key, deployment.asset_name.as_deref().unwrap_or("-"));
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
//! An *environment* of this API is a *stage* in the ODC Portal, and an *asset* is an app, an agent or a workflow there.
//! A *deployment* is an operation that changes what runs in a stage. It has one of three kinds: it deploys an asset,
//! undeploys it, or applies its configuration. A *publication* is the operation that builds a revision and puts it into
//! Development. The portal does the same with *1-Click Publish*.
//!
//! The record of an operation does not name its stage. Remember the stage of each request, or filter the lists by
//! `environment_key`. The crate `odc-portfolio-v2` shows what runs where.
//!
//! # Deploying a revision
//!
//! A deployment needs a finished `Release` build of the revision; the page of the crate `odc-builds-v1` shows how to
//! find one or to start one. To roll back, deploy an older revision. The call returns at once, and the deployment
//! goes on in the background. The service recommends to look every 5 seconds for the first 30 seconds, then every
//! 30 seconds.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use odc_deployments_v1::Client;
//! use odc_deployments_v1::types::{Deployment, DeploymentKind, OperationStatus};
//! use odc_runtime::{Error, Poll, Poller};
//!
//! /// The deployment when it has ended, with or without an error.
//! async fn ended_deployment(deployments: &Client, key: uuid::Uuid) -> Result<Deployment, Error> {
//!     Poller::new("the deployment")
//!         .first_pause(Duration::from_secs(5))
//!         .longest_pause(Duration::from_secs(30))
//!         .deadline(Duration::from_secs(30 * 60))
//!         .wait(async || {
//!             let deployment = deployments.get_deployment(key).send().await?.into_inner();
//!             Ok(match deployment.status {
//!                 Some(OperationStatus::Finished | OperationStatus::FinishedWithError) => Poll::Ready(deployment),
//!                 status => Poll::Pending(status),
//!             })
//!         })
//!         .await
//! }
//!
//! # async fn example(deployments: Client, asset: uuid::Uuid, build: uuid::Uuid, stage: uuid::Uuid) -> Result<(), Error> {
//! let started = deployments
//!     .start_deployment()
//!     .operation(DeploymentKind::Deploy)
//!     .asset_key(asset)
//!     .revision(3)
//!     .build_key(build)
//!     .environment_key(stage)
//!     .send()
//!     .await?;
//! let ended = ended_deployment(&deployments, started.key).await?;
//! if ended.status == Some(OperationStatus::Finished) {
//!     println!("revision 3 is deployed");
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A deployment also applies the pending configuration of the asset in that stage, whoever changed it. Change
//! configuration directly before your own deployment.
//!
//! Each call of [`Client::start_deployment`] starts another deployment. The client does not retry it after a failure
//! that leaves open whether the service started one: look in the list of deployments first.
//!
//! # Why an operation failed
//!
//! The messages of an operation with the status `FinishedWithError` have the reasons. Their pages have no numbers:
//! each page names the offset of the next one, a text to send back unchanged.
//!
//! ```no_run
//! use odc_deployments_v1::types::{Message, MessageSeverity};
//!
//! # async fn example(deployments: odc_deployments_v1::Client, key: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! let mut messages: Vec<Message> = Vec::new();
//! let mut offset: Option<String> = None;
//! loop {
//!     let mut call = deployments.list_deployment_messages(key);
//!     if let Some(offset) = &offset {
//!         call = call.offset(offset);
//!     }
//!     let page = call.send().await?.into_inner();
//!     let next = page.page.and_then(|page| page.next_page_offset);
//!     let ended = page.results.is_empty() || next.is_none() || next == offset;
//!     messages.extend(page.results);
//!     if ended {
//!         break;
//!     }
//!     offset = next;
//! }
//! for message in messages.iter().filter(|m| m.severity == Some(MessageSeverity::Error)) {
//!     eprintln!("{:?}: {}", message.type_, message.message.as_deref().unwrap_or("no text"));
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Undeploying an asset, applying configuration
//!
//! Undeploying takes the asset out of one stage. Applying configuration needs the revision that is deployed in the
//! stage. Wait for both operations as for a deployment.
//!
//! ```no_run
//! use odc_deployments_v1::types::DeploymentKind;
//!
//! # async fn example(deployments: odc_deployments_v1::Client, asset: uuid::Uuid, stage: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! let undeployment = deployments
//!     .start_deployment()
//!     .operation(DeploymentKind::Undeploy)
//!     .asset_key(asset)
//!     .environment_key(stage)
//!     .send()
//!     .await?;
//!
//! let configuration = deployments
//!     .start_deployment()
//!     .operation(DeploymentKind::ApplyConfigurations)
//!     .asset_key(asset)
//!     .revision(3)
//!     .environment_key(stage)
//!     .send()
//!     .await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Publishing to Development
//!
//! Only the Development stage takes a publication; every other stage takes a deployment. The revision must exist. For
//! a library, a publication stores the build and deploys nothing.
//!
//! ```no_run
//! use odc_deployments_v1::types::PublicationKind;
//!
//! # async fn example(deployments: odc_deployments_v1::Client, asset: uuid::Uuid, development: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! let started = deployments
//!     .start_publication()
//!     .operation(PublicationKind::Publish)
//!     .asset_key(asset)
//!     .revision(4)
//!     .environment_key(development)
//!     .send()
//!     .await?;
//! println!("{:?}", deployments.get_publication(started.key).send().await?.status);
//! # Ok(())
//! # }
//! ```
//!
//! # Following many deployments
//!
//! All clients of the organization together may send 100 requests per minute to this API. Eight programs that poll
//! every 5 seconds use almost all of them. One list shows the state of many deployments with one request:
//!
//! ```no_run
//! use futures::TryStreamExt as _;
//! use odc_deployments_v1::types::{DeploymentKind, OperationStatus};
//!
//! # async fn example(deployments: odc_deployments_v1::Client, stage: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! let mut running = deployments
//!     .list_deployments()
//!     .environment_key(stage)
//!     .operations([DeploymentKind::Deploy])
//!     .status(OperationStatus::Running)
//!     .stream();
//! while let Some(deployment) = running.try_next().await? {
//!     println!("{} {:?}", deployment.key, deployment.asset_name);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Errors
//!
//! A call that fails returns [`odc_runtime::Error`]. It contains the status, the service's problem details
//! and, if a permission is missing, the permissions that would allow the call. An operation that starts and then
//! fails is no such error: it has the status `FinishedWithError`.
//!
//! ```no_run
//! # async fn example(deployments: odc_deployments_v1::Client, key: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! match deployments.get_deployment(key).send().await {
//!     Ok(deployment) => println!("{:?}", deployment.status),
//!     Err(e) if e.is_not_found() => println!("no such deployment"),
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
//! use odc_deployments_v1::Client;
//! use odc_deployments_v1::mock::MockServerExt as _;
//! use odc_deployments_v1::types::{Deployment, OperationStatus};
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let key = uuid::Uuid::from_u128(1);
//! let server = httpmock::MockServer::start();
//! let failed = Deployment::builder().key(key).status(OperationStatus::FinishedWithError).build()?;
//! let mock = server.get_deployment(|when, then| {
//!     when.operation_key(key);
//!     then.ok(&failed);
//! });
//!
//! let deployments = Client::new(&server.base_url(), odc_runtime::client::HttpClient::new())?;
//! let deployment = deployments.get_deployment(key).send().await?;
//! assert_eq!(deployment.status, Some(OperationStatus::FinishedWithError));
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
