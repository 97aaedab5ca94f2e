//! What the streams need to know of a list operation.

use crate::error::Error;

/// A list operation of generated code.
///
/// A builder implements it and makes its streams with [`PageStream::new`](crate::PageStream::new) and
/// [`ItemStream::new`](crate::ItemStream::new):
///
/// ```
/// # use odc_runtime::{Error, ItemStream, PageInfo, PageStream, PagedCall, ResponseValue};
/// # #[derive(Clone)] pub struct User;
/// # pub struct PageMetadata { offset: Option<i32>, next_page_offset: Option<i32>, total_results: Option<i32> }
/// # pub struct UserPage { results: Vec<User>, page: Option<PageMetadata> }
/// # #[derive(Clone)] pub struct ListUsers { offset: Option<i32>, prefetch: usize }
/// # impl ListUsers { async fn send(self) -> Result<ResponseValue<UserPage>, Error> { std::future::pending().await } }
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
    /// One page, as the response has it.
    type Page: Send + 'static;
    /// An item of a page.
    type Item: Send + 'static;

    /// The offset that the caller has set.
    fn offset(&self) -> Option<i32>;

    /// The same call from another offset on.
    #[must_use]
    fn at(self, offset: i32) -> Self;

    /// Makes the call.
    fn fetch(self) -> impl Future<Output = Result<Self::Page, Error>> + Send;

    /// The place of the page in the list, as the page says.
    fn info(page: &Self::Page) -> PageInfo;

    /// The items of the page.
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
