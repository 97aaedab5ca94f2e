//! The causes below an [`Error`].

use super::{Cause, Error};

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // `Display` prints the cause itself, so a chain continues with the source of the cause.
        match &self.inner.cause {
            Cause::Config(error) => error.source(),
            Cause::Setup(error) => error.source(),
            Cause::Auth(error) => error.source(),
            Cause::Status { no_token, .. } => no_token.as_deref().and_then(|error| error.source()),
            Cause::InvalidRequest(error) => error.source(),
            Cause::Middleware(error) => Some(&**error),
            Cause::Network(error) => Some(error),
            Cause::Decode { error, .. } => Some(error),
            Cause::Task(error) => Some(error),
            Cause::Transfer(error) => error.source(),
            Cause::Wait(error) => error.source(),
            Cause::Budget(_)
            | Cause::DeadlinePassed(_)
            | Cause::Runtime(_)
            | Cause::TooLarge(_)
            | Cause::Redirected(_)
            | Cause::Deadline { .. }
            | Cause::List(_) => None,
        }
    }
}
