//! A run: creates any number of users, chunk after chunk. It can be continued from each of its states.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use odc_runtime::Error;
use odc_runtime::odc_auth::check_runtime;
use uuid::Uuid;

use super::limits::DEADLINE;
use super::lookup::keys_by_email;
use super::outcomes::{RecordOutcome, match_results};
use super::report::{Progress, Report, is_settled_by_user};
use super::unfinished::Unfinished;
use crate::Client;
use crate::types::NewUser;

/// The pauses after a request without a response, before the users are looked up. The service may create the users a
/// little later than the request.
const LOOKUPS: [Duration; 2] = [Duration::from_secs(5), Duration::from_secs(15)];

/// How many requests in a row may get no response before the run stops.
const MOST_TORN: u32 = 2;

/// How a run handles records whose users already exist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Existing {
    /// The service refuses the record: the outcome is [`RecordOutcome::Failed`], and
    /// [`is_duplicate`](RecordOutcome::is_duplicate) is true.
    ///
    /// If the response for a record is lost, nobody can distinguish a user that existed before from one that the run
    /// has just created. Then the outcome of such a record is [`RecordOutcome::Existing`] with the key, which counts
    /// as a success. With this setting, there is no other reason for that outcome. If you must not use the account of
    /// another person, treat such a record as open.
    #[default]
    Fail,
    /// The outcome is [`RecordOutcome::Existing`] without a key, which is a success. No call is made for it, except for a record
    /// that was sent twice: its user is looked up.
    Skip,
    /// The outcome is [`RecordOutcome::Existing`] with the key of the user. The user is looked up by the e-mail
    /// address. For the users of one operation, this takes one call per 100 users of the tenant, or one call for each
    /// user if that is less. If the service does not report the keys of new users, they are looked up in the same
    /// way.
    LookUp,
}

impl Client {
    /// Creates any number of users, in chunks of [`CHUNK`](super::CHUNK), one chunk after the other, within the
    /// tenant's rate budget.
    ///
    /// It always returns a [`Report`], even after an error. The report contains the outcome of every record and the
    /// remaining records. If the response to a request is lost, the run looks up its users by their e-mail addresses,
    /// and sends only the others again. With [`CreateUsers::on_checkpoint`], a run can be continued after the end of
    /// the process; see [`bulk`](super).
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
    ///     println!("stopped by {:?}; state: {}", report.error(), serde_json::to_string(&rest)?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_users(
        &self,
        records: impl IntoIterator<Item = impl Into<NewUser>>,
    ) -> CreateUsers {
        CreateUsers::new(
            self,
            Report::new(records.into_iter().map(Into::into).collect()),
        )
    }

    /// Continues an earlier run of this process or another one: waits for the operation that had not ended, looks up
    /// the users whose request may have arrived, and then sends the remaining records. The report includes the
    /// outcomes of the earlier run.
    ///
    /// ```no_run
    /// # async fn example(identity: odc_identity_v1::Client, saved: &str) -> Result<(), Box<dyn std::error::Error>> {
    /// let rest: odc_identity_v1::bulk::Unfinished = serde_json::from_str(saved)?;
    /// let report = identity.resume_users(rest).await;
    /// # Ok(())
    /// # }
    /// ```
    pub fn resume_users(&self, unfinished: Unfinished) -> CreateUsers {
        CreateUsers::new(self, Report::resuming(unfinished))
    }
}

impl Report {
    /// Continues the stopped run and keeps its outcomes: waits for the operation that had not ended, and then sends
    /// the remaining records. To continue in another process, see [`Client::resume_users`].
    pub fn resume(self, client: &Client) -> CreateUsers {
        CreateUsers::new(client, self.restarted())
    }
}

type OnProgress = Box<dyn FnMut(Progress) + Send>;
type OnCheckpoint = Box<dyn FnMut(&Unfinished) + Send>;

/// A future that creates many users; see [`Client::create_users`].
#[must_use = "nothing is sent before `.await`"]
pub struct CreateUsers {
    client: Client,
    report: Report,
    deadline: Duration,
    existing: Existing,
    progress: Option<OnProgress>,
    checkpoint: Option<OnCheckpoint>,
    /// How many requests in a row have got no response.
    torn: u32,
    /// How many operations were no longer known to the service.
    gone: u32,
    /// Whether this run has already looked up the uncertain records, so that the others must be sent again.
    resends: bool,
}

impl CreateUsers {
    fn new(client: &Client, report: Report) -> Self {
        Self {
            client: client.clone(),
            report,
            deadline: DEADLINE,
            existing: Existing::default(),
            progress: None,
            checkpoint: None,
            torn: 0,
            gone: 0,
            resends: false,
        }
    }

    /// How long the service may take for one chunk before the run stops. 10 minutes by default.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// How records whose users already exist are handled. By default they fail.
    pub fn existing(mut self, existing: Existing) -> Self {
        self.existing = existing;
        self
    }

    /// Called with the progress of the run, when an operation begins and when it has ended.
    pub fn on_progress(mut self, progress: impl FnMut(Progress) + Send + 'static) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// Called with the state of the run: before and after each request that creates users, and whenever records get
    /// their outcomes.
    ///
    /// If you save each state, nothing is lost when the program ends: [`Client::resume_users`] continues from the
    /// last state. The request is sent after this function has returned. Write to a temporary file and rename it, so
    /// that the file is complete even if the program is killed at this time.
    pub fn on_checkpoint(mut self, save: impl FnMut(&Unfinished) + Send + 'static) -> Self {
        self.checkpoint = Some(Box::new(save));
        self
    }

    async fn run(mut self) -> Report {
        if let Err(error) = self.run_to_end().await {
            self.report.stop(error);
        }
        self.save();
        self.report
    }

    async fn run_to_end(&mut self) -> Result<(), Error> {
        check_runtime()?;
        while !self.report.is_settled() {
            let is_uncertain = self.report.in_flight().is_none() && !self.resends;
            if is_uncertain && !self.report.uncertain().is_empty() {
                // An earlier run may have sent these records some time ago.
                self.find_uncertain(&[Duration::ZERO, LOOKUPS[1]]).await?;
            } else {
                self.run_chunk().await?;
            }
        }
        Ok(())
    }

    fn save(&mut self) {
        if let Some(save) = &mut self.checkpoint {
            save(&self.report.state());
        }
    }

    fn report_progress(&mut self) {
        if let Some(progress) = &mut self.progress {
            progress(self.report.progress());
        }
    }

    /// Sends a chunk, unless an earlier run has sent it, and waits for its results.
    async fn run_chunk(&mut self) -> Result<(), Error> {
        let key = match self.report.in_flight() {
            Some(key) => key,
            None => match self.send().await {
                Ok(key) => key,
                Err(error) if error.is_outcome_unknown() => return self.recover(error).await,
                Err(error) => return Err(error),
            },
        };
        let wait = self.client.wait_for_bulk_user_operation(key);
        let ended = match wait.deadline(self.deadline).await {
            Err(error) if error.is_not_found() && self.gone < MOST_TORN => {
                // The outcomes of the records are lost, but their users can be looked up.
                self.gone += 1;
                self.resends = false;
                self.report.gone();
                self.save();
                return Ok(());
            }
            ended => ended?,
        };
        let records = self.report.records_in_flight();
        let mut outcomes = match_results(&records, &ended);
        // Until the keys are known, the operation counts as under way: its results can be read again.
        let resent = self.report.resent();
        resolve(&self.client, self.existing, resent, &records, &mut outcomes).await?;
        find_unreported(&self.client, &records, &mut outcomes).await?;
        if self.existing == Existing::LookUp {
            find_missing_keys(&self.client, &records, &mut outcomes).await?;
        }
        self.report.ended(outcomes);
        self.resends = false;
        self.save();
        self.report_progress();
        Ok(())
    }

    async fn send(&mut self) -> Result<Uuid, Error> {
        let chunk = self.report.next_chunk();
        let records: Vec<_> = self
            .report
            .records_at(&chunk)
            .into_iter()
            .cloned()
            .collect();
        let before = self.report.uncertain().len();
        // A program that reads this state later cannot know whether the request was sent.
        self.report.set_uncertain(chunk.len());
        self.save();
        let call = self.client.create_users_in_bulk().records(records);
        match call.send().await {
            Ok(started) => {
                self.torn = 0;
                self.report.started(chunk, started.key, before);
                self.save();
                self.report_progress();
                Ok(started.key)
            }
            Err(error) => {
                if !error.is_outcome_unknown() {
                    self.report.set_uncertain(before);
                    self.save();
                }
                Err(error)
            }
        }
    }

    /// After a request without a response: continues with the existing users, unless this happens again and again.
    async fn recover(&mut self, error: Error) -> Result<(), Error> {
        self.torn += 1;
        let looked_up = self.find_uncertain(&LOOKUPS).await;
        if looked_up.is_ok() && (!self.resends || self.torn < MOST_TORN) {
            Ok(())
        } else {
            Err(error)
        }
    }

    /// Looks up the users whose request may have arrived. Does this after each of the pauses, until all are found.
    async fn find_uncertain(&mut self, pauses: &[Duration]) -> Result<(), Error> {
        // If a user appears later, the service refuses it as a duplicate, but it is ours.
        self.resends = true;
        for pause in pauses {
            let places = self.report.uncertain_alike();
            if places.is_empty() {
                break;
            }
            tokio::time::sleep(*pause).await;
            let keys = keys_by_email(&self.client, &self.report.records_at(&places)).await?;
            for (place, key) in places.iter().zip(keys) {
                if let Some(key) = key {
                    self.report.found(*place, key);
                }
            }
            self.save();
            self.report_progress();
        }
        self.resends = !self.report.uncertain().is_empty();
        Ok(())
    }
}

/// Sets the outcomes of records that were refused as duplicates, as the setting demands. The first records may have
/// been sent earlier, so that their users are most likely the run's own: their keys are looked up.
async fn resolve(
    client: &Client,
    existing: Existing,
    resent: usize,
    records: &[&NewUser],
    outcomes: &mut [RecordOutcome],
) -> Result<(), Error> {
    let is_duplicate = |place: &usize| outcomes[*place].is_duplicate();
    let duplicates: Vec<_> = (0..outcomes.len()).filter(is_duplicate).collect();
    let is_looked_up = |place: &usize| *place < resent || existing == Existing::LookUp;
    let (places, others): (Vec<_>, Vec<_>) = duplicates.into_iter().partition(is_looked_up);
    if existing == Existing::Skip {
        for place in others {
            outcomes[place] = RecordOutcome::Existing(None);
        }
    }
    let refused: Vec<_> = places.iter().map(|place| records[*place]).collect();
    let keys = keys_by_email(client, &refused).await?;
    note_existing(outcomes, places, keys);
    Ok(())
}

/// Looks up the users of records that the operation did not report.
async fn find_unreported(
    client: &Client,
    records: &[&NewUser],
    outcomes: &mut [RecordOutcome],
) -> Result<(), Error> {
    let is_open = |place: &usize| {
        outcomes[*place] == RecordOutcome::Unreported && is_settled_by_user(records[*place])
    };
    let places: Vec<_> = (0..outcomes.len()).filter(is_open).collect();
    let unreported: Vec<_> = places.iter().map(|place| records[*place]).collect();
    let keys = keys_by_email(client, &unreported).await?;
    note_existing(outcomes, places, keys);
    Ok(())
}

/// Looks up the keys of users that the service has created or changed without naming them.
async fn find_missing_keys(
    client: &Client,
    records: &[&NewUser],
    outcomes: &mut [RecordOutcome],
) -> Result<(), Error> {
    let lacks_key = |place: &usize| {
        let lacks = matches!(
            outcomes[*place],
            RecordOutcome::Inserted(None) | RecordOutcome::Updated(None)
        );
        lacks && records[*place].email.is_some()
    };
    let places: Vec<_> = (0..outcomes.len()).filter(lacks_key).collect();
    let unnamed: Vec<_> = places.iter().map(|place| records[*place]).collect();
    let keys = keys_by_email(client, &unnamed).await?;
    for (place, key) in places.into_iter().zip(keys) {
        if let RecordOutcome::Inserted(own) | RecordOutcome::Updated(own) = &mut outcomes[place] {
            *own = key;
        }
    }
    Ok(())
}

fn note_existing(outcomes: &mut [RecordOutcome], places: Vec<usize>, keys: Vec<Option<Uuid>>) {
    for (place, key) in places.into_iter().zip(keys) {
        if key.is_some() {
            outcomes[place] = RecordOutcome::Existing(key);
        }
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
