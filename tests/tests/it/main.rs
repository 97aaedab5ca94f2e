//! The clients as their users see them: against canned answers, against servers of a few lines, and against
//! the sandbox. One binary, so that everything is linked once.

mod support;

mod bulk;
mod canary;
mod errors;
mod forward;
mod mocks;
mod oidc_provider;
mod operations;
mod paging;
mod requests;
mod sandbox;
mod schemas;
mod traces;
