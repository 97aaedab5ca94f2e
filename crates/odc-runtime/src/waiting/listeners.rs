//! The functions of the caller that are called during a wait.

use crate::error::Error;

type Listener<T> = Box<dyn FnMut(&T) + Send>;

pub(super) struct Listeners<T> {
    pub(super) progress: Option<Listener<T>>,
    pub(super) trouble: Option<Listener<Error>>,
}

impl<T> Default for Listeners<T> {
    fn default() -> Self {
        Self {
            progress: None,
            trouble: None,
        }
    }
}

impl<T> Listeners<T> {
    /// A record was read, or could not be read.
    pub(super) fn call(&mut self, looked: &Result<T, Error>) {
        match looked {
            Ok(record) => {
                if let Some(progress) = &mut self.progress {
                    progress(record);
                }
            }
            Err(error) if error.is_retryable() => self.hear_trouble(error),
            Err(_) => {}
        }
    }

    /// A request failed, and the wait continues.
    pub(super) fn hear_trouble(&mut self, error: &Error) {
        if let Some(trouble) = &mut self.trouble {
            trouble(error);
        }
    }
}
