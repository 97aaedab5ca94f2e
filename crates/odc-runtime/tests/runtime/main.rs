//! The runtime as generated code and users see it, against servers on loopback.

mod bodies;
mod budget;
mod errors;
mod hostile;
mod paging;
mod redirects;
mod retry;
mod support;
mod transport;
mod waiting;
