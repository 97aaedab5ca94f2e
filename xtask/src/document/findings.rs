//! What passes find out, for those that come later.

use serde_json::Value;

use super::pointer::child;

/// Where the operations are kept that are not generated: `[["POST /a", "why"], …]`.
pub(crate) const SKIPPED: &str = "x-odc-skipped";

/// What joins the values of a list that is sent as one text.
pub(crate) const JOINED_WITH: &str = "x-odc-joined-with";

/// The media type of a request body, where JSON or bytes are not called so.
pub(crate) const MEDIA_TYPE: &str = "x-odc-media-type";

/// Says that an answer of the operation may have no content.
pub(crate) const OPTIONAL: &str = "x-odc-optional-answer";

/// The values of an integer: `[[1, "Low", "what it means"], …]`, null for what is not said.
pub(crate) const NUMBERS: &str = "x-odc-numbers";

/// Where a schema stood that has got a name.
pub(crate) const ORIGIN: &str = "x-odc-origin";

/// Where a component schema stands in the document as published, which has no place for those that passes make.
pub(crate) fn origin(published: &str, schema: &Value) -> String {
    let origin = schema.get(ORIGIN).and_then(Value::as_str);
    origin.map_or_else(|| child("/components/schemas", published), str::to_owned)
}
