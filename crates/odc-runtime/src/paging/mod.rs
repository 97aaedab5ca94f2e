//! Lists that come in pages, as streams of pages or of items.
//!
//! The streams end when the service gives no next offset, when all items of the total have come, or on an empty page.
//! They ask for no page twice. What came before an error is yielded, then the error, and nothing after it. They count
//! what has come (`received`) and do not bound it. The size of each page is bounded, and with `prefetch(n)` up to n + 1
//! pages are in memory.

mod cursor;
mod paged_call;
mod streams;

pub use paged_call::{PageInfo, PagedCall};
pub use streams::{ItemStream, PageStream};
