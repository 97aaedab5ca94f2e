//! The position in a list whose pages are identified by texts of the service.

use std::collections::HashSet;

use futures_core::Stream;
use futures_util::StreamExt as _;

use super::left_out::{Fetched, fetch};
use super::list_call::CursorCall;
use crate::error::{Cause, Error, ListFault};

pub(super) struct Texts<C: CursorCall> {
    call: C,
    state: State,
    /// The texts of all pages that were requested.
    requested: HashSet<String>,
}

enum State {
    First,
    At(String),
    Done,
}

impl<C: CursorCall> Texts<C> {
    pub(super) fn new(call: C) -> Self {
        Self {
            requested: call.cursor().into_iter().collect(),
            call,
            state: State::First,
        }
    }

    pub(super) fn into_stream(self) -> impl Stream<Item = Result<C::Page, Error>> + Send {
        futures_util::stream::unfold(self, |mut texts| async {
            let page = texts.next().await?;
            Some((page, texts))
        })
        .fuse()
    }

    async fn next(&mut self) -> Option<Result<C::Page, Error>> {
        // Each page is requested only once, even if this future is dropped.
        let (first, call) = match std::mem::replace(&mut self.state, State::Done) {
            State::Done => return None,
            State::First => (true, self.call.clone()),
            State::At(text) if self.requested.contains(&text) => {
                let fault = Error::new(Cause::List(ListFault::Repeats));
                return Some(Err(fault.with_operation(C::operation())));
            }
            State::At(text) => {
                self.requested.insert(text.clone());
                (false, self.call.clone().at(text))
            }
        };
        let Fetched { page, came } = match fetch(call).await {
            Ok(fetched) => fetched,
            Err(error) => return Some(Err(error)),
        };
        if came > 0
            && let Some(next) = C::next(&page).filter(|text| leads_on(text))
        {
            self.state = State::At(next);
        }
        (first || came > 0).then_some(Ok(page))
    }
}

/// Whether a text identifies a further page. Services end lists with null, but also with an empty text or the number
/// of the first page.
fn leads_on(text: &str) -> bool {
    !matches!(text, "" | "0")
}
