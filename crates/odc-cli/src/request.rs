//! A call of any operation, made from the data of the operation and from texts. Responses stay JSON, so that no
//! member is lost.

mod call;
mod paging;
mod prepare;
mod values;

pub use call::Request;
pub use paging::Read;
pub use prepare::Prepared;
pub use values::{Listed, unlisted};
