//! The streams of pages and of items.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use futures_util::{StreamExt, TryStreamExt};

use super::list_call::{CursorCall, ListCall, PagedCall};
use super::numbered::Numbered;
use super::texts::Texts;
use crate::error::Error;

/// All pages of a list, in order.
///
/// It is a [`Stream`] that is `Send`, `'static` and needs no pinning. [`next`](Self::next) and
/// [`try_next`](Self::try_next) work without any import.
#[must_use = "a stream does nothing unless it is polled"]
pub struct PageStream<P> {
    received: u64,
    pages: Pin<Box<dyn Stream<Item = Result<P, Error>> + Send>>,
}

impl<P: Send + 'static> PageStream<P> {
    /// The pages of a call. As soon as the total is known, up to `prefetch` further pages are fetched in advance.
    pub fn new<C: PagedCall<Page = P>>(prefetch: usize, call: C) -> Self {
        Self {
            received: 0,
            pages: Numbered::new(call, prefetch).into_stream().boxed(),
        }
    }

    /// The pages of a call whose pages are identified by texts.
    pub fn by_cursor<C: CursorCall<Page = P>>(call: C) -> Self {
        Self {
            received: 0,
            pages: Texts::new(call).into_stream().boxed(),
        }
    }

    /// The number of pages that have come up to now. A list may have no end: a caller who wants a limit compares this
    /// number with it.
    #[must_use]
    pub const fn received(&self) -> u64 {
        self.received
    }

    /// The next page; `None` after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Result<P, Error>> {
        StreamExt::next(self).await
    }

    /// The next page; `Ok(None)` after the last one.
    ///
    /// # Errors
    ///
    /// The call for the page failed. The stream has ended then.
    pub async fn try_next(&mut self) -> Result<Option<P>, Error> {
        TryStreamExt::try_next(self).await
    }
}

impl<P> Stream for PageStream<P> {
    type Item = Result<P, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let page = ready!(self.pages.as_mut().poll_next(cx));
        self.received += u64::from(matches!(page, Some(Ok(_))));
        Poll::Ready(page)
    }
}

impl<P> fmt::Debug for PageStream<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageStream")
            .field("received", &self.received)
            .finish_non_exhaustive()
    }
}

/// All items of a list, in order. Pages are fetched when they are needed.
///
/// It is a [`Stream`] that is `Send`, `'static` and needs no pinning. [`next`](Self::next) and
/// [`try_next`](Self::try_next) work without any import.
///
/// ```no_run
/// # async fn all(mut users: odc_runtime::ItemStream<String>) -> Result<(), odc_runtime::Error> {
/// while let Some(user) = users.try_next().await? {
///     println!("{user}");
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream does nothing unless it is polled"]
pub struct ItemStream<T> {
    received: u64,
    pages: Pin<Box<dyn Stream<Item = Result<Vec<T>, Error>> + Send>>,
    page: std::vec::IntoIter<T>,
}

impl<T: Send + 'static> ItemStream<T> {
    /// The items of a call. As soon as the total is known, up to `prefetch` further pages are fetched in advance.
    pub fn new<C: PagedCall<Item = T>>(prefetch: usize, call: C) -> Self {
        Self::of_pages::<C>(Numbered::new(call, prefetch).into_stream())
    }

    /// The items of a call whose pages are identified by texts.
    pub fn by_cursor<C: CursorCall<Item = T>>(call: C) -> Self {
        Self::of_pages::<C>(Texts::new(call).into_stream())
    }

    /// The items of a call that returns the whole list in one response.
    pub fn whole<C: ListCall<Item = T>>(call: C) -> Self {
        Self::of_pages::<C>(futures_util::stream::once(async { call.fetch().await }).fuse())
    }

    fn of_pages<C: ListCall<Item = T>>(
        pages: impl Stream<Item = Result<C::Page, Error>> + Send + 'static,
    ) -> Self {
        Self {
            received: 0,
            pages: pages
                .map_ok(|mut page| std::mem::take(C::items(&mut page)))
                .boxed(),
            page: Vec::new().into_iter(),
        }
    }

    /// The number of items that have come up to now. A list may have no end: a caller who wants a limit compares this
    /// number with it.
    #[must_use]
    pub const fn received(&self) -> u64 {
        self.received
    }

    /// The next item; `None` after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        StreamExt::next(self).await
    }

    /// The next item; `Ok(None)` after the last one.
    ///
    /// # Errors
    ///
    /// The call for the page with the item failed. The stream has ended then.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        TryStreamExt::try_next(self).await
    }
}

// No item is ever pinned in place.
impl<T> Unpin for ItemStream<T> {}

impl<T> Stream for ItemStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.next() {
                self.received += 1;
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.as_mut().poll_next(cx)) {
                Some(Ok(page)) => self.page = page.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.page.len(), None)
    }
}

impl<T> fmt::Debug for ItemStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream")
            .field("received", &self.received)
            .field("ready", &self.page.len())
            .finish_non_exhaustive()
    }
}
