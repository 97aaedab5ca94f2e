//! What passes find out, for whoever comes later: a typed table beside the document.

use std::collections::{HashMap, HashSet};

use super::pointer::child;

/// Operations are known by their JSON pointers, parameters by operation, place and name.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Findings {
    /// In the order in which they were left out.
    pub(crate) skipped: Vec<Skipped>,
    /// The schemas have their Rust names.
    pub(crate) has_rust_names: bool,
    media_types: HashMap<String, String>,
    optional_answers: HashSet<String>,
    joined: HashMap<(String, String, String), &'static str>,
    numbers: HashMap<String, Vec<Number>>,
    origins: HashMap<String, String>,
}

/// An operation that is not generated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Skipped {
    /// Method and path: `GET /a`.
    pub(crate) operation: String,
    pub(crate) why: String,
}

/// A value of an integer enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) value: i64,
    pub(crate) name: Option<String>,
    /// On one line; empty when nothing is said of it.
    pub(crate) description: String,
}

impl Findings {
    /// The request body of an operation is sent under a name of its own, as JSON or bytes that are not called so.
    pub(crate) fn is_sent_as(&mut self, operation: &str, media_type: &str) {
        let media_type = media_type.to_owned();
        self.media_types.insert(operation.to_owned(), media_type);
    }

    /// The name under which the request body of an operation is sent, where it is not the usual one.
    pub(crate) fn media_type(&self, operation: &str) -> Option<&str> {
        self.media_types.get(operation).map(String::as_str)
    }

    /// An answer of an operation may have no content although others have.
    pub(crate) fn may_answer_nothing(&mut self, operation: &str) {
        self.optional_answers.insert(operation.to_owned());
    }

    pub(crate) fn has_optional_answer(&self, operation: &str) -> bool {
        self.optional_answers.contains(operation)
    }

    /// The values of a list are sent as one text, joined with `mark`.
    pub(crate) fn is_joined_with(
        &mut self,
        operation: &str,
        (place, name): (&str, &str),
        mark: &'static str,
    ) {
        let parameter = (operation.to_owned(), place.to_owned(), name.to_owned());
        self.joined.insert(parameter, mark);
    }

    /// What joins the values of a list although its schema is a string.
    pub(crate) fn joined_with(
        &self,
        operation: &str,
        (place, name): (&str, &str),
    ) -> Option<&'static str> {
        let parameter = (operation.to_owned(), place.to_owned(), name.to_owned());
        self.joined.get(&parameter).copied()
    }

    /// The integer at a pointer has these values, which its schema says no longer.
    pub(crate) fn has_numbers(&mut self, schema: &str, numbers: Vec<Number>) {
        self.numbers.insert(schema.to_owned(), numbers);
    }

    /// The schema at a pointer is no integer of a few values any more.
    pub(crate) fn has_no_numbers(&mut self, schema: &str) {
        self.numbers.remove(schema);
    }

    /// The values of an integer, in document order.
    pub(crate) fn numbers(&self, schema: &str) -> &[Number] {
        self.numbers.get(schema).map_or(&[], Vec::as_slice)
    }

    /// The schema at a pointer became the component of a name.
    pub(crate) fn became_component(&mut self, schema: &str, name: &str) {
        if let Some(numbers) = self.numbers.remove(schema) {
            let component = child("/components/schemas", name);
            self.numbers.insert(component, numbers);
        }
        self.comes_from(name, schema.to_owned());
    }

    /// A component was made of what stands at a pointer.
    pub(crate) fn comes_from(&mut self, name: &str, pointer: String) {
        self.origins.insert(name.to_owned(), pointer);
    }

    /// Where a component schema stands in the document as published, which has no place for those that passes make.
    pub(crate) fn origin(&self, name: &str) -> String {
        let origin = self.origins.get(name).cloned();
        origin.unwrap_or_else(|| child("/components/schemas", name))
    }
}
