//! A call that the protocol hands over to the command, which has the tenant.

use std::collections::HashSet;

use serde_json::{Map, Value};
use tokio::sync::oneshot;

use super::cut::{Cursor, Found, Shown};
use super::secrets;
use super::tasks::Task;
use crate::context::Context;
use crate::exit::Failure;
use crate::request::Request;

/// What is to be done.
#[derive(Debug)]
pub(super) enum Work {
    /// Sends a request.
    Send(Request),
    /// Does a task.
    Task(&'static Task, Map<String, Value>),
}

/// A call, and who waits for its result.
#[derive(Debug)]
pub(super) struct Job {
    pub work: Work,
    /// Where the result begins.
    pub cursor: Cursor,
    pub reply: oneshot::Sender<Result<Shown, Failure>>,
}

impl Job {
    /// Does it, unless nobody waits any more.
    pub(super) async fn run(mut self, context: &Context<'_>, budget: usize) {
        let found = tokio::select! {
            found = find(context, &self.work, &self.cursor) => found,
            () = self.reply.closed() => return,
        };
        let shown = found.map(|mut found| {
            secrets::hide(&mut found.value, &self.work.marked());
            let is_empty = found.value.is_null();
            let shown = found.cut(&self.cursor, budget);
            let more = is_empty.then(|| "Done. The response is empty.".to_owned());
            Shown {
                more: more.or(shown.more),
                ..shown
            }
        });
        // Who has gone meanwhile needs no result.
        let _ = self.reply.send(shown);
    }
}

impl Work {
    /// The properties that may hold secrets.
    fn marked(&self) -> HashSet<&'static str> {
        match self {
            Self::Send(request) => secrets::marked(&[request.operation()]),
            Self::Task(task, _) => secrets::marked(task.operations),
        }
    }
}

async fn find(context: &Context<'_>, work: &Work, cursor: &Cursor) -> Result<Found, Failure> {
    match work {
        Work::Task(task, arguments) => {
            // Each call sees the tenant as it is now.
            let context = context.renewed();
            let value = (task.run)(&context, arguments).await?;
            Ok(Found::whole(value, task.items.map(ToOwned::to_owned)))
        }
        Work::Send(request) => {
            let page = cursor.page.clone();
            let request = page.map_or_else(|| request.clone(), |page| request.at_page(page));
            let value = context.send(&request).await?;
            Ok(Found {
                next: request.next_page(&value),
                items: request.items_pointer(),
                value,
            })
        }
    }
}
