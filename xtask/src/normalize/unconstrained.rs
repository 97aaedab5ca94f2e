//! Takes validation keywords and defaults off schemas.
//!
//! Published: `minLength: 1`, `pattern`, `maximum`, … Typify makes a validating newtype of each, so
//! that an answer which breaks a rule could not be read and a setter would not take a string.
//! A `default` would be sent, and typify panics on one for a date-time.
//! Lowered:   the keywords are removed: the service validates, and it knows its defaults.

use super::{Changes, Context, each_object};
use crate::document::Document;
use crate::problem::Result;

const KEYWORDS: [&str; 11] = [
    "default",
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minItems",
    "maxItems",
    "uniqueItems",
];

pub(super) fn apply(document: &mut Document, _: &Context<'_>) -> Result<Changes> {
    let mut changes = Changes::new();
    each_object(&mut document.root, "", &mut |value, pointer| {
        if let Some(object) = value.as_object_mut() {
            let before = object.len();
            object.retain(|key, _| !KEYWORDS.contains(&key.as_str()));
            if object.len() < before {
                changes.push(pointer.to_owned());
            }
        }
    });
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::applied;
    use super::*;

    #[test]
    fn keywords_go_but_properties_of_that_name_stay() {
        let document = |a: Value| json!({"servers": [{"url": "https://x/api"}], "components": {"schemas": {"A": a}}});
        let published = document(
            json!({"properties": {"pattern": {"type": "string", "minLength": 1}}, "type": "object"}),
        );
        let lowered =
            document(json!({"properties": {"pattern": {"type": "string"}}, "type": "object"}));
        assert_eq!(applied(apply, &published).unwrap(), lowered);
    }
}
