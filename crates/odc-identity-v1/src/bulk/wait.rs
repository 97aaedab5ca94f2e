//! Waits for one bulk operation.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use odc_runtime::{Error, Poll, Poller};
use uuid::Uuid;

use super::limits::DEADLINE;
use crate::Client;
use crate::types::{BulkStatus, BulkUserOperation};

impl Client {
    /// Waits until a bulk creation has ended. The pauses between the status requests grow.
    ///
    /// `key` is the key in the response of [`create_users_in_bulk`](Self::create_users_in_bulk). The results of the
    /// records exist only when the operation has ended. If the future is dropped, the wait stops, but the operation
    /// continues.
    ///
    /// ```no_run
    /// # async fn example(identity: odc_identity_v1::Client, users: Vec<odc_identity_v1::types::NewUser>) -> Result<(), odc_runtime::Error> {
    /// let started = identity.create_users_in_bulk().records(users).send().await?;
    /// let ended = identity.wait_for_bulk_user_operation(started.key).await?;
    /// println!("{:?}: {} results", ended.status, ended.operations.len());
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait_for_bulk_user_operation(&self, key: Uuid) -> BulkWait {
        BulkWait {
            client: self.clone(),
            key,
            poller: Poller::new("the bulk creation of users").deadline(DEADLINE),
        }
    }
}

/// A future that waits for a bulk creation; see [`Client::wait_for_bulk_user_operation`].
#[must_use = "no request is sent before `.await`"]
pub struct BulkWait {
    client: Client,
    key: Uuid,
    poller: Poller<BulkUserOperation>,
}

impl BulkWait {
    /// The longest time to wait, from the start of the wait. 10 minutes by default.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.poller = self.poller.deadline(deadline);
        self
    }

    /// The pause after the first status request. 1 s by default. Each later pause is one and a half times as long as
    /// the one before, up to 15 s.
    pub fn first_pause(mut self, pause: Duration) -> Self {
        self.poller = self.poller.first_pause(pause);
        self
    }

    /// Called with each state except the last.
    pub fn on_progress(
        mut self,
        progress: impl FnMut(&BulkUserOperation) + Send + 'static,
    ) -> Self {
        self.poller = self.poller.on_progress(progress);
        self
    }
}

impl IntoFuture for BulkWait {
    type Output = Result<BulkUserOperation, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        let Self {
            client,
            key,
            poller,
        } = self;
        Box::pin(poller.wait(move || {
            let request = client.get_bulk_user_operation(key);
            async move {
                let state = request.send().await?.into_inner();
                Ok(if has_ended(&state) {
                    Poll::Ready(state)
                } else {
                    Poll::Pending(state)
                })
            }
        }))
    }
}

impl fmt::Debug for BulkWait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BulkWait")
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

/// The service's documentation spells some states differently from its enum. There are results only at the end.
fn has_ended(operation: &BulkUserOperation) -> bool {
    match &operation.status {
        Some(BulkStatus::Finished | BulkStatus::FinishedWithErrors) => true,
        Some(BulkStatus::Pending | BulkStatus::Processing) => false,
        Some(other) => {
            let state = other.as_str().to_ascii_lowercase();
            let ended = ["finished", "complete", "error", "fail", "cancel"];
            let runs = ["pending", "processing", "running"];
            let has = |words: &[&str]| words.iter().any(|word| state.starts_with(word));
            has(&ended) || (!operation.operations.is_empty() && !has(&runs))
        }
        None => !operation.operations.is_empty(),
    }
}
