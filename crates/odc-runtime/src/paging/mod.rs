//! Lists that come in pages, as streams of pages or of items.
//!
//! The streams end when the service gives no next offset, when all of the total has been seen, or on an
//! empty page. They ask for no page twice, yield what came before an error, and end after it. They count what has come
//! (`received`) and bound it nowhere: the size of each page is bounded, and with `prefetch(n)` up to n + 1 pages are in
//! memory.

mod cursor;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use futures_util::{StreamExt, TryStreamExt};

use crate::error::Error;
use cursor::Cursor;

/// A list operation, as generated code lowers it.
///
/// A builder implements it and makes its streams with [`PageStream::new`] and [`ItemStream::new`]:
///
/// ```
/// # use odc_runtime::{Error, ItemStream, PageInfo, PageStream, PagedCall, ResponseValue};
/// # #[derive(Clone)] pub struct User;
/// # pub struct PageMetadata { offset: Option<i32>, next_page_offset: Option<i32>, total_results: Option<i32> }
/// # pub struct UserPage { results: Vec<User>, page: Option<PageMetadata> }
/// # #[derive(Clone)] pub struct ListUsers { offset: Option<i32>, prefetch: usize }
/// # impl ListUsers { async fn send(self) -> Result<ResponseValue<UserPage>, Error> { unimplemented!() } }
/// // once per crate:
/// impl From<&PageMetadata> for PageInfo {
///     fn from(page: &PageMetadata) -> Self {
///         PageInfo {
///             offset: page.offset.map(i64::from),
///             next_page_offset: page.next_page_offset.map(i64::from),
///             total_results: page.total_results.map(i64::from),
///         }
///     }
/// }
///
/// // once per list operation:
/// impl PagedCall for ListUsers {
///     type Page = UserPage;
///     type Item = User;
///
///     fn offset(&self) -> Option<i32> {
///         self.offset
///     }
///
///     fn at(self, offset: i32) -> Self {
///         Self { offset: Some(offset), ..self }
///     }
///
///     async fn fetch(self) -> Result<UserPage, Error> {
///         Ok(self.send().await?.into_inner())
///     }
///
///     fn info(page: &UserPage) -> PageInfo {
///         page.page.as_ref().map(PageInfo::from).unwrap_or_default()
///     }
///
///     fn items(page: &mut UserPage) -> &mut Vec<User> {
///         &mut page.results
///     }
/// }
///
/// impl ListUsers {
///     pub fn prefetch(self, pages: usize) -> Self {
///         Self { prefetch: pages, ..self }
///     }
///
///     pub fn pages(self) -> PageStream<UserPage> {
///         PageStream::new(self.prefetch, self)
///     }
///
///     pub fn stream(self) -> ItemStream<User> {
///         ItemStream::new(self.prefetch, self)
///     }
/// }
/// ```
pub trait PagedCall: Clone + Send + Sync + 'static {
    /// One page as it is answered.
    type Page: Send + 'static;
    /// What a page holds many of.
    type Item: Send + 'static;

    /// The offset that the caller has set.
    fn offset(&self) -> Option<i32>;

    /// The same call from another offset on.
    #[must_use]
    fn at(self, offset: i32) -> Self;

    /// Makes the call.
    fn fetch(self) -> impl Future<Output = Result<Self::Page, Error>> + Send;

    /// What the page says about its place in the list.
    fn info(page: &Self::Page) -> PageInfo;

    /// What the page holds.
    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item>;
}

/// A page's place in its list. Offsets count items from zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageInfo {
    /// Where the page begins.
    pub offset: Option<i64>,
    /// Where the next page begins.
    pub next_page_offset: Option<i64>,
    /// How many items there are in all.
    pub total_results: Option<i64>,
}

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
    /// The pages of a call, with up to `prefetch` following pages fetched ahead once the total is known.
    pub fn new<C: PagedCall<Page = P>>(prefetch: usize, call: C) -> Self {
        Self {
            received: 0,
            pages: Cursor::new(call, prefetch).into_stream().boxed(),
        }
    }

    /// How many pages have come so far. A list may be endless: whoever bounds it counts.
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

/// All items of a list, in order, page by page behind the scenes.
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
    /// The items of a call, with up to `prefetch` following pages fetched ahead once the total is known.
    pub fn new<C: PagedCall<Item = T>>(prefetch: usize, call: C) -> Self {
        let pages = Cursor::new(call, prefetch).into_stream();
        Self {
            received: 0,
            pages: pages
                .map_ok(|mut page| std::mem::take(C::items(&mut page)))
                .boxed(),
            page: Vec::new().into_iter(),
        }
    }

    /// How many items have come so far. A list may be endless: whoever bounds it counts.
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
    /// The call for the page failed that holds the item. The stream has ended then.
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
