//! Headers that users set, for a call or for a tenant.

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue};

/// Headers, and the first one that HTTP does not allow. `Debug` prints only names.
#[derive(Clone, Default)]
pub(crate) struct Headers {
    map: HeaderMap,
    invalid: Option<InvalidHeader>,
}

/// A header that cannot be sent.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the header {name:?} cannot be sent: {problem}")]
pub(crate) struct InvalidHeader {
    name: String,
    problem: &'static str,
}

impl Headers {
    /// Sets a header. Its value counts as a secret: it is never printed.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        let mut refuse = |problem| {
            let name = odc_http::text::one_line(name, 80);
            self.invalid.get_or_insert(InvalidHeader { name, problem });
        };
        let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else {
            return refuse("its name is not one of HTTP");
        };
        match HeaderValue::from_str(value) {
            Ok(mut value) => {
                value.set_sensitive(true);
                self.map.insert(name, value);
            }
            Err(_) => refuse("its value holds something besides visible ASCII and blanks"),
        }
    }

    /// All headers.
    ///
    /// # Errors
    ///
    /// One of them cannot be sent.
    pub(crate) fn checked(&self) -> Result<&HeaderMap, InvalidHeader> {
        match &self.invalid {
            None => Ok(&self.map),
            Some(invalid) => Err(invalid.clone()),
        }
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.map.keys()).finish()
    }
}
