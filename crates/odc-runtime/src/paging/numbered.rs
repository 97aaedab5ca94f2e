//! The position in a list whose pages are identified by numbers: which page comes next, and which pages are fetched
//! in advance.

use std::collections::VecDeque;

use futures_core::Stream;
use futures_util::StreamExt as _;
use tokio::task::JoinHandle;
use tracing::Instrument as _;

use super::left_out::{Fetched, fetch};
use super::list_call::{PageInfo, PagedCall};
use crate::error::{Cause, Error, ListFault};
use crate::operation::Operation;

/// The position in one list.
pub(super) struct Numbered<C: PagedCall> {
    call: C,
    ahead: usize,
    state: State,
    /// Pages under way, in order, each with its offset.
    queue: VecDeque<(i64, PageTask<Fetched<C::Page>>)>,
    /// The start of the page after the last one in the queue, and the distance between the starts of two pages.
    tail: i64,
    stride: i64,
    next_page: NextPage,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    First,
    /// The queue is empty, and the next page begins at this offset.
    At(i64),
    /// The next page is the first in the queue.
    Queued,
    Done,
}

impl<C: PagedCall> Numbered<C> {
    pub(super) const fn new(call: C, ahead: usize) -> Self {
        Self {
            call,
            ahead,
            state: State::First,
            queue: VecDeque::new(),
            tail: 0,
            stride: 0,
            next_page: NextPage::new(),
        }
    }

    pub(super) fn into_stream(self) -> impl Stream<Item = Result<C::Page, Error>> + Send {
        futures_util::stream::unfold(self, |mut list| async {
            let page = list.next().await?;
            Some((page, list))
        })
        .fuse()
    }

    async fn next(&mut self) -> Option<Result<C::Page, Error>> {
        let first = self.state == State::First;
        // Each page is requested only once, even if this future is dropped.
        let state = std::mem::replace(&mut self.state, State::Done);
        let (offset, result) = match state {
            State::Done => return None,
            State::First => (None, fetch(self.call.clone()).await),
            State::At(offset) => {
                let Some(call) = self.call_at(offset) else {
                    let fault = Error::new(Cause::List(ListFault::TooFar { offset }));
                    return Some(Err(fault.with_operation(C::operation())));
                };
                (Some(offset), fetch(call).await)
            }
            State::Queued => {
                let (offset, task) = self.queue.pop_front()?;
                (Some(offset), task.end().await)
            }
        };
        let Fetched { page, came } = match result {
            Ok(fetched) => fetched,
            Err(error) => {
                self.queue.clear();
                return Some(Err(error));
            }
        };
        let info = C::info(&page);
        let offset = offset
            .or_else(|| self.call.offset().map(i64::from))
            .or(info.offset)
            .unwrap_or(0);
        match self.next_page.after(C::operation(), offset, came, &info) {
            Ok(Some(next)) => self.prepare_next(offset, next),
            Ok(None) => self.queue.clear(),
            Err(error) => {
                self.queue.clear();
                return Some(Err(error));
            }
        }
        (first || came > 0).then_some(Ok(page))
    }

    /// Prepares the page after the page at `offset`. It begins at `next`.
    fn prepare_next(&mut self, offset: i64, next: i64) {
        if self.queue.front().is_some_and(|(ahead, _)| next != *ahead) {
            // Pages are shorter or longer than the first page: items would be lost or come twice.
            self.queue.clear();
            self.ahead = 0;
        }
        if self.queue.is_empty() {
            self.tail = next;
            self.stride = next.saturating_sub(offset);
        }
        while let Some(total) = self.next_page.total
            && self.queue.len() < self.ahead
            && self.tail < total
            && let Some(call) = self.call_at(self.tail)
        {
            self.queue
                .push_back((self.tail, PageTask::start(fetch(call))));
            self.tail = self.tail.saturating_add(self.stride);
        }
        self.state = if self.queue.is_empty() {
            State::At(next)
        } else {
            State::Queued
        };
    }

    fn call_at(&self, offset: i64) -> Option<C> {
        let offset = i32::try_from(offset).ok()?;
        Some(self.call.clone().at(offset))
    }
}

/// Finds the place of the next page of a list whose pages are named by numbers. It reads the offsets and totals that the
/// pages contain.
#[derive(Clone, Copy, Debug, Default)]
pub struct NextPage {
    /// How many items the list has: the last plausible total of a page.
    total: Option<i64>,
    /// The start of the last page, as the page states it.
    began: Option<i64>,
}

impl NextPage {
    const fn new() -> Self {
        Self {
            total: None,
            began: None,
        }
    }

    /// The offset of the page after the page at `offset`, which had `count` items; `None` after the last page. Pass the
    /// pages of a list in order.
    ///
    /// # Errors
    ///
    /// The page is empty, although the list has more items. An empty page that states the total and no next page is
    /// the end of the list, because the total may count items that the caller may not see. Another error: by its own
    /// offset and by its next page, the page is the same as the page before. Then the service ignores the offset.
    pub fn after(
        &mut self,
        operation: &'static Operation,
        offset: i64,
        came: usize,
        info: &PageInfo,
    ) -> Result<Option<i64>, Error> {
        let end = offset.saturating_add(i64::try_from(came).unwrap_or(i64::MAX));
        let leads_back = info.next_page_offset.is_some_and(|next| next <= offset);
        let is_same = info.offset.is_some_and(|own| own < offset) && info.offset == self.began;
        self.began = info.offset;
        if leads_back && is_same {
            let fault = Error::new(Cause::List(ListFault::Repeats));
            return Err(fault.with_operation(operation));
        }
        let own_total = believed(info, came, end);
        self.total = own_total.or(self.total);
        let is_the_end = own_total.is_some() && info.next_page_offset.is_none();
        if came == 0 && is_the_end {
            // The total counts items that the caller may not see.
            return Ok(None);
        }
        next_offset(offset, came, info.next_page_offset, self.total)
            .map_err(|fault| Error::new(Cause::List(fault)).with_operation(operation))
    }
}

/// The total that a page states, unless it is wrong: more items have already come.
fn believed(info: &PageInfo, came: usize, end: i64) -> Option<i64> {
    info.total_results
        .filter(|total| *total >= 0 && (came == 0 || *total >= end))
}

/// The start of the page after this one. `None` after the last page.
///
/// APIs differ in the last page: its next offset may be missing, lead back, or be larger than the total. Therefore a
/// list with a total ends when all items have come. Without a total, it ends when a page names no next page or is
/// empty.
fn next_offset(
    offset: i64,
    came: usize,
    named: Option<i64>,
    total: Option<i64>,
) -> Result<Option<i64>, ListFault> {
    let end = offset.saturating_add(i64::try_from(came).unwrap_or(i64::MAX));
    let named = named
        .filter(|next| *next > offset)
        .map(|next| next.max(end));
    Ok(match total {
        Some(total) if end < total && came == 0 => {
            return Err(ListFault::Missing { offset, total });
        }
        Some(total) if end < total => Some(named.unwrap_or(end)),
        Some(total) if end == total => None,
        // There is no total, or the list has become longer since a page stated the total.
        _ if came == 0 => None,
        _ => named,
    })
}

/// A page that is fetched in the background. If this is dropped, the fetch stops.
struct PageTask<P>(JoinHandle<Result<P, Error>>);

impl<P: Send + 'static> PageTask<P> {
    fn start(fetch: impl Future<Output = Result<P, Error>> + Send + 'static) -> Self {
        Self(tokio::spawn(fetch.in_current_span()))
    }

    async fn end(mut self) -> Result<P, Error> {
        match (&mut self.0).await {
            Ok(result) => result,
            Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            Err(error) => Err(Error::new(Cause::Task(error))),
        }
    }
}

impl<P> Drop for PageTask<P> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_recognizes_the_last_page() {
        assert_eq!(next_offset(100, 100, None, None), Ok(None));
        assert_eq!(next_offset(100, 100, None, Some(200)), Ok(None));
        assert_eq!(next_offset(100, 100, Some(0), Some(200)), Ok(None));
        assert_eq!(next_offset(100, 100, Some(200), Some(200)), Ok(None));
        assert_eq!(next_offset(100, 50, Some(200), Some(150)), Ok(None));
        assert_eq!(next_offset(100, 0, Some(200), Some(100)), Ok(None));
        assert_eq!(next_offset(100, 0, Some(200), Some(40)), Ok(None));
        assert_eq!(next_offset(100, 0, Some(200), None), Ok(None));
    }

    #[test]
    fn the_next_page_begins_where_the_service_says_but_not_before_the_end_of_this_page() {
        assert_eq!(next_offset(0, 100, Some(100), Some(300)), Ok(Some(100)));
        assert_eq!(next_offset(0, 60, Some(100), None), Ok(Some(100)));
        assert_eq!(next_offset(0, 100, Some(50), None), Ok(Some(100)));
        assert_eq!(next_offset(0, 100, Some(100), Some(60)), Ok(Some(100)));
    }

    #[test]
    fn an_offset_that_leads_back_causes_no_endless_loop() {
        assert_eq!(next_offset(100, 100, Some(0), None), Ok(None));
        assert_eq!(next_offset(100, 100, Some(0), Some(150)), Ok(None));
        assert_eq!(next_offset(100, 100, Some(100), Some(300)), Ok(Some(200)));
    }

    #[test]
    fn no_list_ends_before_its_total() {
        assert_eq!(next_offset(100, 100, None, Some(500)), Ok(Some(200)));
        let (offset, total) = (100, 500);
        let missing = ListFault::Missing { offset, total };
        for named in [None, Some(0), Some(200)] {
            assert_eq!(next_offset(100, 0, named, Some(500)), Err(missing));
        }
    }

    #[test]
    fn an_empty_page_with_a_total_and_no_next_page_ends_a_list() {
        static LIST: Operation = Operation::new("list", "list", http::Method::GET, "/list");
        let page = |next| PageInfo {
            offset: None,
            next_page_offset: next,
            total_results: Some(500),
        };
        let mut place = NextPage::default();
        assert_eq!(place.after(&LIST, 0, 100, &page(None)).unwrap(), Some(100));
        assert_eq!(place.after(&LIST, 100, 0, &page(None)).unwrap(), None);
        assert!(place.after(&LIST, 100, 0, &page(Some(200))).is_err());
        assert!(place.after(&LIST, 100, 0, &PageInfo::default()).is_err());
    }

    #[test]
    fn only_a_page_that_comes_again_and_names_the_same_next_page_is_a_repetition() {
        static LIST: Operation = Operation::new("list", "list", http::Method::GET, "/list");
        let page = |offset, next| PageInfo {
            offset: Some(offset),
            next_page_offset: Some(next),
            total_results: Some(300),
        };
        let after_first = || {
            let mut place = NextPage::default();
            place.after(&LIST, 0, 100, &page(0, 100)).unwrap();
            place
        };
        let repeated = after_first().after(&LIST, 100, 100, &page(0, 100));
        assert!(repeated.is_err());
        let begins_earlier = after_first().after(&LIST, 100, 100, &page(50, 100));
        assert_eq!(begins_earlier.unwrap(), Some(200));
        let asked_again = after_first().after(&LIST, 0, 100, &page(0, 0));
        assert_eq!(asked_again.unwrap(), Some(100));
    }

    #[test]
    fn a_total_below_the_number_of_received_items_is_ignored() {
        let page = |total| PageInfo {
            total_results: Some(total),
            ..PageInfo::default()
        };
        assert_eq!(believed(&page(200), 100, 200), Some(200));
        assert_eq!(believed(&page(199), 100, 200), None);
        assert_eq!(
            believed(&page(40), 0, 100),
            Some(40),
            "the offset is too large"
        );
        assert_eq!(believed(&page(-1), 0, 0), None);
    }

    #[tokio::test]
    async fn a_stopped_task_is_an_error_and_its_panic_is_passed_on() {
        let stopped = PageTask::<()>(tokio::spawn(std::future::pending()));
        stopped.0.abort();
        let error = stopped.end().await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "the task that fetched a page was stopped"
        );
        let panicking = PageTask::<()>(tokio::spawn(async { panic!("in the task") }));
        let panic = tokio::spawn(panicking.end())
            .await
            .unwrap_err()
            .into_panic();
        assert_eq!(*panic.downcast::<&str>().unwrap(), "in the task");
    }

    #[tokio::test]
    async fn a_dropped_task_stops() {
        let held = std::sync::Arc::new(());
        let watched = std::sync::Arc::downgrade(&held);
        let task = PageTask::<()>(tokio::spawn(async move {
            std::future::pending::<()>().await;
            drop(held);
            Ok(())
        }));
        tokio::task::yield_now().await;
        assert!(watched.upgrade().is_some());
        drop(task);
        tokio::task::yield_now().await;
        assert!(watched.upgrade().is_none());
    }
}
