//! A call that the protocol passes to the command, which has the tenant.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::{Map, Value};
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;

use super::cut::{Cursor, Found, Shown};
use super::plans::Plans;
use super::secrets::{self, Hidden};
use super::task::{Call, Task};
use crate::context::Context;
use crate::exit::Failure;
use crate::progress::{self, Listener};
use crate::request::Request;

/// The work of a call.
#[derive(Debug)]
pub(super) enum Work {
    /// Sends a request.
    Send(Request),
    /// Does a task that has this effect.
    Task(&'static Task, Map<String, Value>, Value),
}

/// A call, and the receiver of its result.
#[derive(Debug)]
pub(super) struct Job {
    pub work: Work,
    /// The place where the result begins.
    pub cursor: Cursor,
    /// The plans that tasks make and carry out.
    pub plans: Arc<Plans>,
    /// The receiver of progress.
    pub listener: Listener,
    pub reply: oneshot::Sender<Result<Shown, Failure>>,
}

impl Job {
    /// Does the work, unless its receiver no longer exists.
    pub(super) async fn run(self, context: &Context<'_>, budget: usize) {
        let Self {
            work,
            cursor,
            plans,
            listener,
            mut reply,
        } = self;
        let found = progress::heard_by(listener, find(context, &work, &plans, &cursor));
        let found = tokio::select! {
            found = found => found,
            () = reply.closed() => return,
        };
        let shown = match found {
            Ok(found) => {
                let marked = work.marked();
                // Long texts take some time to read. During this time, other calls and their questions continue.
                let shown = spawn_blocking(move || found.shown(&marked, &cursor, budget)).await;
                shown.unwrap_or_else(|error| Err(Failure::failed(error)))
            }
            Err(failure) => Err(failure),
        };
        // A receiver that no longer exists needs no result.
        let _ = reply.send(shown);
    }
}

impl Work {
    /// The properties that may hold secrets.
    fn marked(&self) -> HashSet<&'static str> {
        match self {
            Self::Send(request) => secrets::marked(&[request.operation()]),
            Self::Task(task, ..) => secrets::marked(&(task.operations)()),
        }
    }
}

/// A result of the service that still contains its secrets.
struct Sent {
    value: Value,
    /// As in [`Found`].
    items: Option<String>,
    /// As in [`Found`].
    next: Option<String>,
}

impl Sent {
    /// The part of the result for the client, without secrets.
    fn shown(
        self,
        marked: &HashSet<&str>,
        cursor: &Cursor,
        budget: usize,
    ) -> Result<Shown, Failure> {
        let is_empty = self.value.is_null();
        let found = Found {
            value: Hidden::hiding_secrets(self.value, marked)?,
            items: self.items,
            next: self.next,
        };
        let shown = found.cut(cursor, budget);
        let more = is_empty.then(|| secrets::Clean::from_text("Done. The response is empty."));
        Ok(Shown {
            more: more.or(shown.more),
            ..shown
        })
    }
}

async fn find(
    context: &Context<'_>,
    work: &Work,
    plans: &Plans,
    cursor: &Cursor,
) -> Result<Sent, Failure> {
    match work {
        Work::Task(task, arguments, effect) => {
            // Each call sees the current state of the tenant.
            let context = &context.renewed();
            let call = Call {
                context,
                arguments,
                effect,
                plans,
            };
            Ok(Sent {
                value: (task.run)(&call).await?,
                items: task.items.map(ToOwned::to_owned),
                next: None,
            })
        }
        Work::Send(request) => {
            let page = cursor.page.clone();
            let request = page.map_or_else(|| request.clone(), |page| request.at_page(page));
            let value = context.send(&request).await?;
            Ok(Sent {
                next: request.next_page(&value)?,
                items: request.items_pointer(),
                value,
            })
        }
    }
}
