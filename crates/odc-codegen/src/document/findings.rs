//! The facts that passes find and later steps need. They are a typed table beside the document.

use std::collections::{HashMap, HashSet};

use super::pointer::child;

/// The findings. An operation is identified by its JSON pointer; a parameter by its operation, its `in` and its name.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Findings {
    /// The operations that are not generated, in the order in which passes removed them.
    pub(crate) skipped: Vec<Skipped>,
    /// Whether the schemas already have their Rust names.
    pub(crate) has_rust_names: bool,
    media_types: HashMap<String, String>,
    optional_responses: HashSet<String>,
    other_responses: HashMap<String, OtherResponse>,
    accepted_json: HashMap<String, Vec<String>>,
    response_headers: HashMap<String, Vec<String>>,
    field_styles: HashMap<String, Vec<(String, FieldStyle)>>,
    parts: HashMap<String, Vec<PartMedia>>,
    separators: HashMap<(String, String, String), &'static str>,
    rules: HashMap<(String, String, String), Rules>,
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

/// The default and the range of a parameter, as the document declares them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rules {
    /// The text that is sent for it.
    pub(crate) default: Option<String>,
    pub(crate) minimum: Option<i64>,
    pub(crate) maximum: Option<i64>,
}

/// A response that is not JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum OtherResponse {
    /// `text/plain`, read as a `String`.
    Text,
    /// Bytes of one of these media types, read as a stream.
    Bytes(Vec<String>),
}

/// The value of `in` for a file of a form of the type `multipart/form-data`. The specification does not define it: the
/// pass `request-media` turns files into parameters.
pub(crate) const PART: &str = "part";

/// How a field of a form of the type `application/x-www-form-urlencoded` is written. A field that is written as a text,
/// or a list that is written as one text for each element, has no such style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldStyle {
    /// One text with the elements of a list, or with the names and values of an object. This separator is between them.
    Joined(&'static str),
    /// Each property of an object as a separate field.
    Members,
    /// Each property of an object as a field `name[property]`.
    Deep,
    /// One text of JSON.
    Json,
}

/// The media type of a part of a form of the type `multipart/form-data`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PartMedia {
    pub(crate) name: String,
    /// `None` when the media type depends on the value.
    pub(crate) media_type: Option<String>,
    /// Whether the part is a file that every request with a body must contain.
    pub(crate) is_expected_file: bool,
}

/// A value of an integer enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) value: i64,
    pub(crate) name: Option<String>,
    /// On one line; empty when the document has no description.
    pub(crate) description: String,
}

impl Findings {
    /// Records the media type of a request body that is JSON but not `application/json`, or bytes but not
    /// `application/octet-stream`.
    pub(crate) fn record_media_type(&mut self, operation: &str, media_type: &str) {
        let media_type = media_type.to_owned();
        self.media_types.insert(operation.to_owned(), media_type);
    }

    /// The media type of an operation's request body, when it is not the usual media type.
    pub(crate) fn media_type(&self, operation: &str) -> Option<&str> {
        self.media_types.get(operation).map(String::as_str)
    }

    /// Records that an operation may respond without a value. Either only some of its success responses have content,
    /// or its response may be null.
    pub(crate) fn record_optional_response(&mut self, operation: &str) {
        self.optional_responses.insert(operation.to_owned());
    }

    /// Whether an operation that responds with a value may also respond without one.
    pub(crate) fn has_optional_response(&self, operation: &str) -> bool {
        self.optional_responses.contains(operation)
    }

    /// Records that a response is text or bytes. The first record counts, since the document has fewer media types when
    /// the pass is done.
    pub(crate) fn record_other_response(&mut self, operation: &str, response: OtherResponse) {
        let known = self.other_responses.entry(operation.to_owned());
        known.or_insert(response);
    }

    /// The form of a response that is not JSON.
    pub(crate) fn other_response(&self, operation: &str) -> Option<&OtherResponse> {
        self.other_responses.get(operation)
    }

    /// Records the media types of JSON that an operation asks for, unless `application/json` is the only one. The first
    /// record counts, since the document has fewer media types when the pass is done.
    pub(crate) fn record_accepted_json(&mut self, operation: &str, media_types: Vec<String>) {
        let known = self.accepted_json.entry(operation.to_owned());
        known.or_insert(media_types);
    }

    /// The media types of JSON that an operation asks for. An empty list means `application/json`.
    pub(crate) fn accepted_json(&self, operation: &str) -> &[String] {
        let accepted = self.accepted_json.get(operation);
        accepted.map_or(&[], Vec::as_slice)
    }

    /// Records the headers that successful responses declare. The first record counts, since the pass removes them.
    pub(crate) fn record_response_headers(&mut self, operation: &str, headers: Vec<String>) {
        let known = self.response_headers.entry(operation.to_owned());
        known.or_insert(headers);
    }

    /// The headers that successful responses of an operation declare.
    pub(crate) fn response_headers(&self, operation: &str) -> &[String] {
        let headers = self.response_headers.get(operation);
        headers.map_or(&[], Vec::as_slice)
    }

    /// Records how fields of a urlencoded form are written.
    pub(crate) fn record_field_styles(
        &mut self,
        operation: &str,
        styles: Vec<(String, FieldStyle)>,
    ) {
        self.field_styles.insert(operation.to_owned(), styles);
    }

    /// How fields of a urlencoded form are written. Fields that are not listed are written in the usual way.
    pub(crate) fn field_styles(&self, operation: &str) -> &[(String, FieldStyle)] {
        let styles = self.field_styles.get(operation);
        styles.map_or(&[], Vec::as_slice)
    }

    /// Records the parts of a multipart form: its files, and the parts with a media type of their own.
    pub(crate) fn record_parts(&mut self, operation: &str, parts: Vec<PartMedia>) {
        self.parts.insert(operation.to_owned(), parts);
    }

    /// The recorded parts of a multipart form; `None` for any other body.
    pub(crate) fn parts(&self, operation: &str) -> Option<&[PartMedia]> {
        self.parts.get(operation).map(Vec::as_slice)
    }

    /// Records that the values of a list parameter are sent as one text, with `separator` between them.
    pub(crate) fn record_separator(
        &mut self,
        operation: &str,
        (place, name): (&str, &str),
        separator: &'static str,
    ) {
        let parameter = (operation.to_owned(), place.to_owned(), name.to_owned());
        self.separators.insert(parameter, separator);
    }

    /// The separator between the values of a list parameter that is sent as one text.
    pub(crate) fn separator(
        &self,
        operation: &str,
        (place, name): (&str, &str),
    ) -> Option<&'static str> {
        let parameter = (operation.to_owned(), place.to_owned(), name.to_owned());
        self.separators.get(&parameter).copied()
    }

    /// Records the rules of a parameter.
    pub(crate) fn record_rules(
        &mut self,
        operation: &str,
        (place, name): (&str, &str),
        rules: Rules,
    ) {
        let parameter = (operation.to_owned(), place.to_owned(), name.to_owned());
        self.rules.insert(parameter, rules);
    }

    /// The rules of a parameter.
    pub(crate) fn rules(&self, operation: &str, (place, name): (&str, &str)) -> Rules {
        let parameter = (operation.to_owned(), place.to_owned(), name.to_owned());
        self.rules.get(&parameter).cloned().unwrap_or_default()
    }

    /// Records the values of the integer enum at a pointer. Its schema no longer holds them.
    pub(crate) fn record_numbers(&mut self, schema: &str, numbers: Vec<Number>) {
        self.numbers.insert(schema.to_owned(), numbers);
    }

    /// Removes the values of the schema at a pointer, because it is no longer an integer enum.
    pub(crate) fn forget_numbers(&mut self, schema: &str) {
        self.numbers.remove(schema);
    }

    /// The values of the integer enum at a pointer, in document order.
    pub(crate) fn numbers(&self, schema: &str) -> &[Number] {
        self.numbers.get(schema).map_or(&[], Vec::as_slice)
    }

    /// Records that the schema at a pointer became the component `name`.
    pub(crate) fn record_component(&mut self, schema: &str, name: &str) {
        if let Some(numbers) = self.numbers.remove(schema) {
            let component = child("/components/schemas", name);
            self.numbers.insert(component, numbers);
        }
        self.record_origin(name, schema.to_owned());
    }

    /// Records that the component `name` was made from the schema at a pointer.
    pub(crate) fn record_origin(&mut self, name: &str, pointer: String) {
        self.origins.insert(name.to_owned(), pointer);
    }

    /// The pointer of a component schema in the published document. For a component that a pass made, the pointer of
    /// the schema from which it was made.
    pub(crate) fn origin(&self, name: &str) -> String {
        let origin = self.origins.get(name).cloned();
        origin.unwrap_or_else(|| child("/components/schemas", name))
    }
}
