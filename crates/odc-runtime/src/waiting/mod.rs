//! Waits for long operations: builds, deployments, analyses, and other processes that an API starts.
//!
//! Generated clients make a [`Wait`] for one operation and a [`WaitForAll`] for many operations. Both do nothing before
//! they are awaited. Dropping them stops the waiting, but not the operation:
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
//! | the operation is in a state that the client does not know, or has no state | it continues, and logs one warning for each such state |
//! | 404 within 10 s from the start | it looks again soon: the service may not show a new operation immediately |
//! | 404 later | it returns an error ([`ErrorKind::OperationGone`]) |
//! | 429, 5xx, a broken connection, a rate budget that is used up, no token for now | the tenant's retries act first; then the wait logs a warning, calls `on_trouble`, and continues after a pause that is at least as long as `Retry-After` |
//! | any other failure of a request, such as 403 | it returns the error |
//! | the deadline, one hour by default | it returns an error with the last state, and the last failure if there is one ([`ErrorKind::Deadline`]) |
//!
//! The wait reads the state at once, and again after pauses. Each pause is one and a half times as long as the pause
//! before it, from 5 s to 30 s by default. So two minutes of waiting for one operation need seven requests.
//!
//! A [`WaitForAll`] reads the list of all operations, the newest first. So it needs as many requests as one [`Wait`]
//! while its operations are on the first page of the list. It reads up to 200 rows, or up to two rows for each
//! operation if that is more. It reads operations that are not in these rows one by one: all of them the first time,
//! and four each later time.
//!
//! [`ErrorKind::OperationFailed`]: crate::ErrorKind::OperationFailed
//! [`ErrorKind::OperationGone`]: crate::ErrorKind::OperationGone
//! [`ErrorKind::Deadline`]: crate::ErrorKind::Deadline

mod clock;
mod listeners;
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
