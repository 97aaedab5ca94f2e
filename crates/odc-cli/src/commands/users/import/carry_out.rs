//! Carries out the steps of an import. The state is saved after each important request, so that a run that was killed
//! can continue where it stopped.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use odc_identity_v1::Client;
use odc_identity_v1::bulk::{Existing, RecordOutcome};
use odc_runtime::Error;
use uuid::Uuid;

use super::state::{Change, ImportStep, State, StateFile};
use crate::commands::people::{self, Members, Outcome, change_members, is_of_one, key_of};
use crate::context::Context;
use crate::exit::{Exit, Failure, error_line};
use crate::output::text;

/// After how many roles the state is saved. Granting the same role twice has no further effect.
const ROLES_BETWEEN_SAVES: usize = 25;

/// Carries out the remaining steps of a state. At the end, every step has its result.
///
/// # Errors
/// A call fails for a reason that does not concern only one person. Then the file contains the results up to now.
pub(super) async fn carry_out(
    context: &Context<'_>,
    state: State,
    file: &StateFile,
) -> Result<State, Failure> {
    let state = create(context, state, file).await?;
    let _held = context.shell.may_happen(format!(
        "the change that was under way may have been made; {} continues it",
        file.go_on(context.shell)
    ));
    let mut run = Run {
        context,
        client: Client::connect(&context.tenant),
        state,
        file,
    };
    let ended = run.change().await;
    file.save(&run.state)?;
    match ended {
        Ok(()) => Ok(run.state),
        Err(error) => Err(stopped(context, &error.into(), file)),
    }
}

fn stopped(context: &Context<'_>, failure: &Failure, file: &StateFile) -> Failure {
    let line = failure.line().unwrap_or_default();
    Failure::new(
        failure.exit(),
        format_args!(
            "{line}; the import has stopped, and {} continues it",
            file.go_on(context.shell)
        ),
    )
}

/// Creates the users, and records their keys in the steps.
async fn create(context: &Context<'_>, state: State, file: &StateFile) -> Result<State, Failure> {
    // If the state cannot be saved now, no request may be sent.
    file.save(&state)?;
    if state.users.records().next().is_none() && state.users.done.is_empty() {
        return Ok(state);
    }
    let _held = context.shell.may_happen(format!(
        "the service may still create users that it has got; {} continues the import",
        file.go_on(context.shell)
    ));
    let users = state.users.clone();
    let shared = Arc::new(Mutex::new(state));
    let (saved, path, notes) = (
        Arc::clone(&shared),
        file.clone(),
        context.shell.notes.clone(),
    );
    let mut is_said = false;
    let progress = context.shell.progress("creating users");
    let report = Client::connect(&context.tenant)
        .resume_users(users)
        .existing(Existing::LookUp)
        .on_checkpoint(move |users| {
            let mut state = saved.lock().unwrap_or_else(PoisonError::into_inner);
            state.users = users.clone();
            if let (Err(failure), false) = (path.save(&state), is_said) {
                is_said = true;
                let line = failure.line().unwrap_or_default();
                notes.say(format_args!(
                    "{line}; a run that is killed now cannot be continued"
                ));
            }
        })
        .on_progress(move |it| progress.reach(it.done as u64, Some(it.total as u64)))
        .await;
    let mut state = shared
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    if let Some(error) = report.error() {
        let line = Failure::new(Exit::for_error(error), error_line(error));
        return Err(stopped(context, &line, file));
    }
    for (record, outcome) in report.outcomes() {
        let email = record.email.clone().unwrap_or_default();
        note(&mut state.steps, &email, outcome);
    }
    Ok(state)
}

/// Records the result for a user in all steps of this user.
fn note(steps: &mut [ImportStep], email: &str, outcome: &RecordOutcome) {
    let of_user = steps.iter_mut().filter(|step| step.email == email);
    let failed = match outcome {
        RecordOutcome::Failed { code, message } => {
            let parts: Vec<_> = [message, code].into_iter().flatten().cloned().collect();
            Some(parts.join(", code "))
        }
        RecordOutcome::Unreported => Some("the service reported no result for the user".to_owned()),
        _ => None,
    };
    for step in of_user {
        step.user = step.user.or(outcome.key());
        let is_creation = matches!(step.change, Change::Create(_));
        step.outcome = match (&failed, is_creation) {
            (Some(message), true) => Some(Outcome::Failed(message.clone())),
            (Some(_), false) => Some(Outcome::Failed("the user was not created".to_owned())),
            (None, true) if matches!(outcome, RecordOutcome::Existing(_)) => {
                Some(Outcome::Unchanged)
            }
            (None, true) => Some(Outcome::Done),
            (None, false) => step.outcome.take(),
        };
    }
}

/// The changes to existing users.
struct Run<'a> {
    context: &'a Context<'a>,
    client: Client,
    state: State,
    file: &'a StateFile,
}

/// Why the changes stop: because of a call, or of a file.
enum Stop {
    Call(Error),
    Other(Failure),
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Call(error) => error.into(),
            Stop::Other(failure) => failure,
        }
    }
}

impl Run<'_> {
    async fn change(&mut self) -> Result<(), Stop> {
        let progress = self.context.shell.progress("changing users");
        let total = self.state.steps.len();
        self.find_keys().await?;
        let mut groups: BTreeMap<Uuid, Vec<usize>> = BTreeMap::new();
        let mut since_save = 0;
        for at in 0..total {
            let step = &self.state.steps[at];
            let (None, Some(user)) = (&step.outcome, step.user) else {
                continue;
            };
            if let Change::Group { key, .. } = &step.change {
                groups.entry(*key).or_default().push(at);
                continue;
            }
            let sent = self.send(user, &step.change).await;
            self.state.steps[at].outcome = Some(match sent {
                Ok(()) => Outcome::Done,
                Err(error) if is_of_one(&error) => Outcome::Failed(error_line(&error)),
                Err(error) => return Err(Stop::Call(error)),
            });
            progress.reach(at as u64 + 1, Some(total as u64));
            since_save += 1;
            if since_save % ROLES_BETWEEN_SAVES == 0 {
                self.file.save(&self.state).map_err(Stop::Other)?;
            }
        }
        for (group, steps) in groups {
            self.fill(group, &steps).await?;
        }
        Ok(())
    }

    /// Sends a change of one user.
    async fn send(&self, user: Uuid, change: &Change) -> Result<(), Error> {
        match change {
            Change::Role { key, .. } => {
                let call = self.client.grant_application_role(user, *key);
                call.send().await.map(|_| ())
            }
            Change::Update { name, active } => {
                let mut call = self.client.update_user(user);
                if let Some(name) = name {
                    call = call.name(name.as_str());
                }
                if let Some(active) = active {
                    call = call.is_active(*active);
                }
                call.send().await.map(|_| ())
            }
            // Creating users and filling groups change many users in one request.
            Change::Create(_) | Change::Group { .. } => Ok(()),
        }
    }

    /// Adds the users of steps to a group.
    async fn fill(&mut self, group: Uuid, steps: &[usize]) -> Result<(), Stop> {
        let users = steps.iter().filter_map(|at| self.state.steps[*at].user);
        let users: Vec<_> = users.collect();
        let changed = change_members(self.context, group, &users, Members::Add).await;
        let outcomes = match changed {
            Err(error) if is_of_one(&error) => {
                vec![Outcome::Failed(error_line(&error)); users.len()]
            }
            changed => changed.map_err(Stop::Call)?,
        };
        for (at, outcome) in steps.iter().zip(outcomes) {
            self.state.steps[*at].outcome = Some(outcome);
        }
        self.file.save(&self.state).map_err(Stop::Other)
    }

    /// Looks up the users whose keys the service did not send.
    async fn find_keys(&mut self) -> Result<(), Stop> {
        let is_open = |step: &ImportStep| step.outcome.is_none() && step.user.is_none();
        while let Some(at) = self.state.steps.iter().position(is_open) {
            let email = self.state.steps[at].email.clone();
            let user = people::user(self.context, &email).await;
            let key = user.and_then(|user| key_of(&text(user.get("key"))));
            let key = key.map_err(Stop::Other)?;
            for step in self.state.steps.iter_mut().filter(|it| it.email == email) {
                step.user = Some(key);
            }
        }
        Ok(())
    }
}
