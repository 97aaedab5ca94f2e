//! Creates many users: a waiter for one bulk operation, and a run of several operations for any number of records.

mod outcomes;
mod report;

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use odc_runtime::{Error, Poll, Poller};
use uuid::Uuid;

use crate::Client;
use crate::types::{BulkStatus, BulkUserOperation, NewUser};

pub use outcomes::RecordOutcome;
pub use report::{InFlight, Progress, Report, Unfinished};

/// Maximum number of records in one bulk operation (`POST /users/bulk`).
pub const CHUNK: usize = 100;

/// How long the waiter waits for one bulk operation by default.
const DEADLINE: Duration = Duration::from_secs(600);

impl Client {
    /// Waits until a bulk creation has ended. The pauses between the status requests grow.
    ///
    /// `key` is the key in the response of [`create_users_in_bulk`](Self::create_users_in_bulk). The results of the
    /// records are present only when the operation has ended. Dropping the future stops the waiting, not the operation.
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

    /// Creates any number of users, in chunks of [`CHUNK`], one chunk after the other, within the tenant's rate budget.
    ///
    /// It always returns a [`Report`], also after an error. The report contains the outcome of every record and the
    /// records that are left.
    ///
    /// ```no_run
    /// # use odc_identity_v1::types::NewUser;
    /// # async fn example(identity: odc_identity_v1::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let records = [
    ///     NewUser::builder().email("ana@example.com").name("Ana").build()?,
    ///     NewUser::builder().email("rui@example.com").name("Rui").build()?,
    /// ];
    /// let report = identity.create_users(records).on_progress(|p| println!("{} of {}", p.done, p.total)).await;
    /// for (record, outcome) in report.outcomes() {
    ///     println!("{:?}: {outcome}", record.email);
    /// }
    /// if let Some(rest) = report.unfinished() {
    ///     println!("stopped by {:?}; records left: {}", report.error(), serde_json::to_string(&rest)?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_users(
        &self,
        records: impl IntoIterator<Item = impl Into<NewUser>>,
    ) -> CreateUsers {
        CreateUsers {
            client: self.clone(),
            report: Report::new(records.into_iter().map(Into::into).collect()),
            deadline: DEADLINE,
            progress: None,
        }
    }

    /// Continues an earlier run of this process or another one: waits for the operation that had not ended, then
    /// sends the records that are left.
    ///
    /// ```no_run
    /// # async fn example(identity: odc_identity_v1::Client, saved: &str) -> Result<(), Box<dyn std::error::Error>> {
    /// let rest: odc_identity_v1::bulk::Unfinished = serde_json::from_str(saved)?;
    /// let report = identity.resume_users(rest).await;
    /// # Ok(())
    /// # }
    /// ```
    pub fn resume_users(&self, unfinished: Unfinished) -> CreateUsers {
        Report::resuming(unfinished).resume(self)
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
    /// How long to wait at most, from the start of the waiting; 10 minutes by default.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.poller = self.poller.deadline(deadline);
        self
    }

    /// The pause after the first status request, 1 s by default. Each later pause is half as long again, up to 15 s.
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

/// The service's documentation spells some states differently from its enum. Results are present only at the end.
fn has_ended(operation: &BulkUserOperation) -> bool {
    match &operation.status {
        Some(BulkStatus::Finished | BulkStatus::FinishedWithErrors) => true,
        Some(BulkStatus::Pending | BulkStatus::Processing) => false,
        Some(other) => {
            other.as_str().starts_with("Finished") || other.as_str().starts_with("Error")
        }
        None => !operation.operations.is_empty(),
    }
}

type OnProgress = Box<dyn FnMut(Progress) + Send>;

/// A future that creates many users; see [`Client::create_users`].
#[must_use = "nothing is sent before `.await`"]
pub struct CreateUsers {
    client: Client,
    report: Report,
    deadline: Duration,
    progress: Option<OnProgress>,
}

impl CreateUsers {
    /// How long the service may take for one chunk before the run stops; 10 minutes by default.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Called with the progress of the run, when an operation begins and when it has ended.
    pub fn on_progress(mut self, progress: impl FnMut(Progress) + Send + 'static) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    async fn run(mut self) -> Report {
        while let Some(chunk) = self.report.next_chunk() {
            if let Err(error) = self.run_chunk(chunk.clone()).await {
                self.report.stop(&chunk, error);
                break;
            }
            self.report_progress();
        }
        self.report
    }

    fn report_progress(&mut self) {
        if let Some(progress) = &mut self.progress {
            progress(self.report.progress());
        }
    }

    /// Sends a chunk, unless an earlier run has sent it, and waits for its results.
    async fn run_chunk(&mut self, chunk: std::ops::Range<usize>) -> Result<(), Error> {
        let key = if let Some(key) = self.report.in_flight() {
            key
        } else {
            let records = self.report.records(chunk.clone());
            let started = self
                .client
                .create_users_in_bulk()
                .records(records.to_vec())
                .send()
                .await?;
            self.report.started(&chunk, started.key);
            self.report_progress();
            started.key
        };
        let ended = self
            .client
            .wait_for_bulk_user_operation(key)
            .deadline(self.deadline)
            .await?;
        self.report.ended(chunk, &ended);
        Ok(())
    }
}

impl IntoFuture for CreateUsers {
    type Output = Report;
    type IntoFuture = Pin<Box<dyn Future<Output = Report> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl fmt::Debug for CreateUsers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreateUsers")
            .field("progress", &self.report.progress())
            .finish_non_exhaustive()
    }
}

impl Report {
    /// Continues where the run stopped and keeps the outcomes so far: waits for the operation that had not ended, then
    /// sends the records that are left. To continue in another process, see [`Client::resume_users`].
    pub fn resume(self, client: &Client) -> CreateUsers {
        CreateUsers {
            client: client.clone(),
            report: self.restarted(),
            deadline: DEADLINE,
            progress: None,
        }
    }
}
