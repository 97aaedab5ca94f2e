//! The text of a value in a query: its JSON form, without quotes.

use progenitor_client::QueryParam;
use reqwest_middleware::RequestBuilder;
use serde::Serialize;

/// The text of a parameter's value as a generated call sends it, before percent-encoding.
///
/// Only texts, numbers and booleans have a form in a query. The text of any other value is empty.
///
/// ```
/// use odc_runtime::client::query_text;
///
/// assert_eq!(query_text(&"a+b"), "a+b");
/// assert_eq!(query_text(&true), "true");
/// ```
pub fn query_text<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        Ok(value @ (serde_json::Value::Bool(_) | serde_json::Value::Number(_))) => {
            value.to_string()
        }
        _ => String::new(),
    }
}

/// Adds a parameter to a query if it is set.
pub trait QuerySome {
    /// `name=value`. A list has this once for each element.
    #[must_use]
    fn query_some<T: Serialize>(self, name: &str, value: &Option<T>) -> Self;
}

impl QuerySome for RequestBuilder {
    fn query_some<T: Serialize>(self, name: &str, value: &Option<T>) -> Self {
        match value {
            Some(value) => self.query(&QueryParam::new(name, value)),
            None => self,
        }
    }
}
