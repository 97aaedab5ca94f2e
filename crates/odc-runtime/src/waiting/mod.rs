//! Waits for long operations: builds, deployments, analyses, and whatever else an API starts and lets run.
//!
//! Generated clients make a [`Wait`] for one operation and a [`WaitForAll`] for many. Both do nothing before they are
//! awaited, and dropping them stops the waiting, not the operation:
//!
//! ```
//! use std::time::Duration;
//! # use odc_runtime::waiting::{LongOperation, Wait};
//! # async fn example<O: LongOperation>(wait: Wait<O>) -> Result<(), odc_runtime::Error> {
//!
//! let ended = wait.deadline(Duration::from_secs(1800)).await?;
//! # Ok(())
//! # }
//! ```
//!
//! | what happens | what the wait does |
//! |---|---|
//! | the operation ends well | it returns the record |
//! | the operation fails | it reads the messages and returns an error with them ([`ErrorKind::OperationFailed`]) |
//! | the operation is in a state that the client does not know, or in none | it goes on, and logs one warning for each such state |
//! | 404 within 10 s from the start | it looks again soon: the service may not show a new operation at once |
//! | 404 later | it returns an error ([`ErrorKind::OperationGone`]) |
//! | 429, 5xx, a broken connection, no room in the rate budget, no token for now | the tenant's retries act first; then the wait goes on after a pause, which is as long as `Retry-After` says or longer, and logs a warning |
//! | any other failure of a request, such as 403 | it returns the error |
//! | the deadline, one hour by default | it returns an error with the last state, and the last failure if there is one ([`ErrorKind::Deadline`]) |
//!
//! The first look comes at once. The pauses grow by half, from 5 s to 30 s by default. So two minutes of waiting for one
//! operation cost seven requests.
//!
//! A [`WaitForAll`] reads the list of all operations, the newest first, and so costs as much as one [`Wait`] as long as
//! its operations are on the first page of the list. It reads up to 200 rows, or twice as many as there are operations, and
//! operations that are not there one by one: all of them at the first look, four at each later one.
//!
//! [`ErrorKind::OperationFailed`]: crate::ErrorKind::OperationFailed
//! [`ErrorKind::OperationGone`]: crate::ErrorKind::OperationGone
//! [`ErrorKind::Deadline`]: crate::ErrorKind::Deadline

mod clock;
mod many;
mod messages;
mod one;
mod operation;
mod states;
mod subject;
mod watch;

pub use many::{Outcomes, WaitForAll};
pub use messages::Messages;
pub use one::Wait;
pub use operation::{ListedOperation, LongOperation};
pub use states::States;
