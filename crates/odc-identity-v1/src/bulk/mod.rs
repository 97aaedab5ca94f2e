//! Creates many users: a waiter for one bulk operation, and a run of several operations for any number of records.
//!
//! # Nothing is lost if a run is killed
//!
//! [`CreateUsers::on_checkpoint`] is called before and after each request that creates users. It gets everything that
//! is known about the run: all records, and all outcomes up to now. Save it each time, and
//! [`Client::resume_users`](crate::Client::resume_users) continues from the last saved state, after a crash, Ctrl-C
//! or a dropped future. No user is created twice: if the request for a record may have arrived, the user is looked up
//! by the e-mail address before the record is sent again.
//!
//! ```no_run
//! # async fn example(identity: odc_identity_v1::Client, records: Vec<odc_identity_v1::types::NewUser>) -> Result<(), odc_runtime::Error> {
//! use odc_identity_v1::bulk::Existing;
//!
//! let report = identity
//!     .create_users(records)
//!     .existing(Existing::LookUp) // a user that exists already is not a failure, and its key is returned
//!     .on_checkpoint(|state| save(&serde_json::to_string(state).expect("JSON")))
//!     .await;
//! # Ok(())
//! # }
//! # fn save(_: &str) {}
//! ```
//!
//! # Roles and groups
//!
//! The service creates users without roles and groups, and [`NewUser`](crate::types::NewUser) has no fields for them.
//! Grant them with the key of each outcome ([`RecordOutcome::key`]) when the run has ended.

mod limits;
mod lookup;
mod outcomes;
mod report;
mod run;
mod unfinished;
mod wait;

pub use limits::CHUNK;
pub use outcomes::RecordOutcome;
pub use report::{Progress, Report};
pub use run::{CreateUsers, Existing};
pub use unfinished::{Done, InFlight, Unfinished};
pub use wait::BulkWait;
