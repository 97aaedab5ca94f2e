//! The facts about a list operation that the streams need.

use crate::error::Error;
use crate::operation::Operation;

/// A list operation of generated code.
///
/// A builder implements it and, when the list comes in pages, [`PagedCall`] or [`CursorCall`] as well. Its streams are made
/// by [`ItemStream`](crate::ItemStream) and [`PageStream`](crate::PageStream):
///
/// ```
/// # use odc_runtime::{Error, ItemStream, ListCall, Operation, PageInfo, PageStream, PagedCall, ResponseValue};
/// # #[derive(Clone)] pub struct User;
/// # pub struct PageMetadata { offset: Option<i32>, next_page_offset: Option<i32>, total_results: Option<i32> }
/// # pub struct UserPage { results: Vec<User>, page: Option<PageMetadata> }
/// # #[derive(Clone)] pub struct ListUsers { offset: Option<i32>, prefetch: usize }
/// # impl ListUsers { async fn send(self) -> Result<ResponseValue<UserPage>, Error> { std::future::pending().await } }
/// # static LIST_USERS: Operation = Operation::new("list_users", "L", reqwest::Method::GET, "/users");
/// impl ListCall for ListUsers {
///     type Page = UserPage;
///     type Item = User;
///
///     fn operation() -> &'static Operation {
///         &LIST_USERS
///     }
///
///     async fn fetch(self) -> Result<UserPage, Error> {
///         Ok(self.send().await?.into_inner())
///     }
///
///     fn items(page: &mut UserPage) -> &mut Vec<User> {
///         &mut page.results
///     }
/// }
///
/// impl PagedCall for ListUsers {
///     fn offset(&self) -> Option<i32> {
///         self.offset
///     }
///
///     fn at(self, offset: i32) -> Self {
///         Self { offset: Some(offset), ..self }
///     }
///
///     fn info(page: &UserPage) -> PageInfo {
///         PageInfo {
///             offset: page.page.as_ref().and_then(|page| page.offset).map(i64::from),
///             next_page_offset: page.page.as_ref().and_then(|page| page.next_page_offset).map(i64::from),
///             total_results: page.page.as_ref().and_then(|page| page.total_results).map(i64::from),
///         }
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
pub trait ListCall: Clone + Send + Sync + 'static {
    /// One page, or the whole list, as in the response.
    type Page: Send + 'static;
    /// An item of the list.
    type Item: Send + 'static;

    /// The operation that lists.
    fn operation() -> &'static Operation;

    /// Makes the call.
    fn fetch(self) -> impl Future<Output = Result<Self::Page, Error>> + Send;

    /// The items of the page.
    fn items(page: &mut Self::Page) -> &mut Vec<Self::Item>;
}

/// A list in pages. A page is identified by the number of its first item.
pub trait PagedCall: ListCall {
    /// The offset that the caller has set.
    fn offset(&self) -> Option<i32>;

    /// The same call, but beginning at another offset.
    #[must_use]
    fn at(self, offset: i32) -> Self;

    /// The place of the page in the list, as the page states it.
    fn info(page: &Self::Page) -> PageInfo;
}

/// A list in pages. A page is identified by a text of the service.
pub trait CursorCall: ListCall {
    /// The text that the caller has set.
    fn cursor(&self) -> Option<String>;

    /// The same call, but beginning at the page of this text.
    #[must_use]
    fn at(self, cursor: String) -> Self;

    /// The text of the next page, as the page states it.
    fn next(page: &Self::Page) -> Option<String>;
}

/// A page's place in its list. Offsets count items from zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageInfo {
    /// Where the page begins.
    pub offset: Option<i64>,
    /// Where the next page begins.
    pub next_page_offset: Option<i64>,
    /// The number of all items.
    pub total_results: Option<i64>,
}
