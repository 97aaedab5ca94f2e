//! Counts the items that were left out of a page because they could not be read.
//!
//! The start of the next page depends on how many items came. A page contains only the items that could be read.
//! Therefore the call for a page distinguishes its list from other lists.

use std::cell::Cell;

use super::list_call::ListCall;
use crate::error::Error;
use crate::operation::{Operation, Success};
use crate::unread::UnreadValue;

tokio::task_local! {
    static LEFT_OUT: Cell<usize>;
}

/// A page, and how many items came with it.
pub(super) struct Fetched<P> {
    pub(super) page: P,
    pub(super) came: usize,
}

/// Makes the call for a page.
pub(super) async fn fetch<C: ListCall>(call: C) -> Result<Fetched<C::Page>, Error> {
    let fetched = async {
        let mut page = call.fetch().await?;
        let came = C::items(&mut page).len() + LEFT_OUT.with(Cell::get);
        Ok(Fetched { page, came })
    };
    LEFT_OUT.scope(Cell::new(0), fetched).await
}

/// Counts the items among the values that were left out of a response. A call that does not belong to a stream of
/// pages does not need their number.
pub(crate) fn note(operation: &Operation, unread: &[UnreadValue]) {
    if let Some(Success::List(list)) = operation.success() {
        let item = format!("{}[]", list.items.unwrap_or_default());
        let items = unread.iter().filter(|value| value.place() == item).count();
        LEFT_OUT
            .try_with(|count| count.set(count.get() + items))
            .unwrap_or_default();
    }
}
