//! Lists as streams of items. A list with pages is also a stream of pages.
//!
//! A list has one of four forms: pages that are identified by numbers, with or without the total; pages that are
//! identified by texts of the service; or a single response with all items.
//!
//! A stream of a list with a total ends when all items of the total have come. An empty page before that is an error,
//! unless this page states the total and no next page. The total is the last plausible total of a page: a total below
//! the number of items that have already come is ignored. Other streams end when the service names no next page or
//! the first page again, or when a page is empty. An item that came but could not be read counts as an item that
//! came.
//!
//! Streams ask for no page twice: if a text comes again, the list ends with an error. The items before an error are
//! yielded, then the error, and then the stream ends. Streams count the items that have come (`received`), but do not
//! limit them. The size of each page is limited. With `prefetch(n)`, up to n + 1 pages are in memory.

mod left_out;
mod list_call;
mod numbered;
mod streams;
mod texts;

pub(crate) use left_out::note as note_left_out;
pub use list_call::{CursorCall, ListCall, PageInfo, PagedCall};
pub use numbered::NextPage;
pub use streams::{ItemStream, PageStream};
