//! The layers of a tenant's stack: what happens to a request between its transport and the HTTP client.

mod budget;
mod call;
mod headers;
mod retry;

pub(crate) use budget::{CountSends, WaitForRoom};
pub(crate) use call::Call;
pub(crate) use headers::AddHeaders;
pub(crate) use retry::Retry;
