//! Tests the clients as their users see them: with prepared responses, with small servers, and with the sandbox.
//! There is one test binary, so that everything is linked only once.

mod support;

mod bulk;
mod canary;
mod described;
mod documented_requests;
mod errors;
mod forward;
mod mocks;
mod oidc_provider;
mod operations;
mod paging;
mod published;
mod request_bodies;
mod requests;
mod sandbox;
mod schemas;
mod traces;
mod transfers;
mod waiting;
