//! Lists as streams of items, and of pages where they come in pages.
//!
//! A list comes in one of four forms: in pages that are named by numbers, with or without the total; in pages that are
//! named by texts of the service; or whole.
//!
//! A stream of a list with a total ends when all items of the total have come; an empty page before that is an error. The
//! total is the last that a page named and that can be true: one of less than what came is not believed. Other streams end
//! when the service names no next page or the first one again, or on an empty page. An item that came and could not be read
//! counts as one that came. Streams ask for no page twice: a text that comes again ends the list with an error. What came
//! before an error is yielded, then the error, and nothing after it. They count what has come (`received`) and do not bound
//! it. The size of each page is bounded, and with `prefetch(n)` up to n + 1 pages are in memory.

mod left_out;
mod list_call;
mod numbered;
mod streams;
mod texts;

pub(crate) use left_out::note as note_left_out;
pub use list_call::{CursorCall, ListCall, PageInfo, PagedCall};
pub use numbered::NextPage;
pub use streams::{ItemStream, PageStream};
