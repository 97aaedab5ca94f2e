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
//! find one or to start one. To roll back, deploy an older revision. The call returns immediately, and the deployment
//! continues in the background. [`Client::wait_for_deployment`] waits until it has ended:
//!
//! ```no_run
//! use std::time::Duration;
//!
//! # async fn example(deployments: odc_deployments_v1::Client, asset: uuid::Uuid, build: uuid::Uuid, production: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! let started = deployments.deploy(asset, 3, build, production).send().await?;
//! let ended = deployments
//!     .wait_for_deployment(started.key)
//!     .on_progress(|deployment| println!("{:?}", deployment.status))
//!     .deadline(Duration::from_secs(30 * 60))
//!     .await?;
//! println!("revision 3 of {:?} is deployed", ended.asset_name);
//! # Ok(())
//! # }
//! ```
//!
//! It reads the status immediately and after 5 seconds. Then the pauses get longer, up to 30 seconds. The deadline is
//! one hour by default. After it, the wait ends with an error that names the last state. The deployment continues:
//! nothing cancels it.
//!
//! A deployment also applies all pending configuration of the asset in that stage, including changes by other users.
//! Change the configuration immediately before your own deployment.
//!
//! Each call of [`Client::deploy`] starts another deployment. The client does not retry it if a failure does not show
//! whether the service started a deployment: read the list of deployments first.
//!
//! # Why an operation failed
//!
//! A deployment that fails is an error of the wait. Its line has the first messages of the deployment, and
//! [`failed_operation`](odc_runtime::Error::failed_operation) has all of them:
//!
//! ```no_run
//! # async fn example(deployments: odc_deployments_v1::Client, key: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! match deployments.wait_for_deployment(key).await {
//!     Ok(deployment) => println!("{:?}", deployment.finished_date_time),
//!     Err(error) => match error.failed_operation() {
//!         Some(failed) => {
//!             for message in failed.messages() {
//!                 println!("{:?} {:?} {:?}", message.severity(), message.code(), message.text());
//!             }
//!         }
//!         None => return Err(error),
//!     },
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`Client::list_deployment_messages`] returns the messages of an operation at any time.
//!
//! # Undeploying an asset, applying configuration
//!
//! Undeploying removes the asset from one stage. To apply configuration, send the revision that is deployed in the
//! stage: the document of the API asks for it. Wait for both operations as for a deployment.
//!
//! ```no_run
//! # async fn example(deployments: odc_deployments_v1::Client, asset: uuid::Uuid, stage: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! let undeployment = deployments.undeploy(asset, stage).send().await?;
//! deployments.wait_for_deployment(undeployment.key).await?;
//!
//! let configuration = deployments.apply_configurations(asset, stage).revision(3).send().await?;
//! deployments.wait_for_deployment(configuration.key).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Publishing to Development
//!
//! Only the Development stage accepts publications; every other stage accepts deployments. The revision must exist. For
//! a library, a publication stores the build and deploys nothing.
//!
//! ```no_run
//! # async fn example(deployments: odc_deployments_v1::Client, asset: uuid::Uuid, development: uuid::Uuid) -> Result<(), odc_runtime::Error> {
//! let started = deployments.publish(asset, 4).environment_key(development).send().await?;
//! let ended = deployments.wait_for_publication(started.key).await?;
//! println!("{:?}", ended.build_key);
//! # Ok(())
//! # }
//! ```
//!
//! # Waiting for many deployments
//!
//! All API clients of the organization together may send 100 requests per minute to this API. Eight programs that
//! poll every 5 seconds use almost all of them. [`Client::wait_for_deployments`] reads the list of deployments, so
//! that twenty deployments need as many requests as one. It returns the result of each of them:
//!
//! ```no_run
//! # async fn example(deployments: odc_deployments_v1::Client, keys: Vec<uuid::Uuid>) -> Result<(), odc_runtime::Error> {
//! for (key, ended) in deployments.wait_for_deployments(keys).await? {
//!     match ended {
//!         Ok(deployment) => println!("{:?} is deployed", deployment.asset_name),
//!         Err(error) => eprintln!("{key}: {error}"),
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The list itself shows the deployments that are running in a stage:
//!
//! ```no_run
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
//! and, if a permission is missing, the permissions that would allow the call. Its
//! [kind](odc_runtime::Error::kind) says whether a call failed, or the operation that it started.
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
#![doc(test(attr(deny(unused_imports))))]

#[rustfmt::skip]
#[allow(clippy::pedantic, clippy::all, unused_imports, missing_docs, reason = "generated")]
mod generated;
mod start;

pub use generated::client::Client;
#[cfg(feature = "mock")]
pub use generated::mock;
pub use generated::{builder, operations, type_builders, types};
