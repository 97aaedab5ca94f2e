//! A call that the protocol passes to the command, which has the tenant.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::{Map, Value};
use tokio::sync::oneshot;

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
    /// Does a task, which has this effect.
    Task(&'static Task, Map<String, Value>, Value),
}

/// A call, and the receiver of its result.
#[derive(Debug)]
pub(super) struct Job {
    pub work: Work,
    /// Where the result begins.
    pub cursor: Cursor,
    /// The plans that tasks make and carry out.
    pub plans: Arc<Plans>,
    /// The receiver of progress.
    pub listener: Listener,
    pub reply: oneshot::Sender<Result<Shown, Failure>>,
}

impl Job {
    /// Does the work, unless its receiver has gone.
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
        let shown = found.map(|found| {
            let is_empty = found.value.value().is_null();
            let shown = found.cut(&cursor, budget);
            let more = is_empty.then(|| secrets::Clean::from_text("Done. The response is empty."));
            Shown {
                more: more.or(shown.more),
                ..shown
            }
        });
        // A receiver that has gone needs no result.
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

async fn find(
    context: &Context<'_>,
    work: &Work,
    plans: &Plans,
    cursor: &Cursor,
) -> Result<Found, Failure> {
    let hidden = |value| Hidden::hiding_secrets(value, &work.marked());
    match work {
        Work::Task(task, arguments, effect) => {
            // Each call sees the tenant as it is now.
            let context = &context.renewed();
            let call = Call {
                context,
                arguments,
                effect,
                plans,
            };
            let value = (task.run)(&call).await?;
            Ok(Found::without_pages(
                hidden(value),
                task.items.map(ToOwned::to_owned),
            ))
        }
        Work::Send(request) => {
            let page = cursor.page.clone();
            let request = page.map_or_else(|| request.clone(), |page| request.at_page(page));
            let value = context.send(&request).await?;
            Ok(Found {
                next: request.next_page(&value)?,
                items: request.items_pointer(),
                value: hidden(value),
            })
        }
    }
}
