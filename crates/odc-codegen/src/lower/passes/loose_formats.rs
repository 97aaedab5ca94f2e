//! Removes formats for which typify makes types that cannot hold every value of a response.
//!
//! Published: `format: ipv4`, `ip`, `ipv6`, `date`, `float`. Typify makes types of the standard library and of chrono.
//! One odd value, such as a date with a time, would make the whole response unreadable, and an `f32` loses digits.
//! Lowered:      text without a format, and a number of double precision. `uuid` and `date-time` stay: they have types.

use serde_json::Value;

use super::context::Context;
use crate::document::{Changes, Document, Result, each_object};

/// The formats of text that progenitor reads correctly. `binary` is the format of a body of bytes.
const TEXT: [&str; 3] = ["uuid", "date-time", "binary"];

pub(super) fn apply(document: &mut Document, _: &Context<'_>) -> Result<Changes> {
    let mut changes = Changes::new();
    each_object(&mut document.root, "", &mut |value, pointer| {
        let Some(schema) = value.as_object_mut() else {
            return;
        };
        let text = |key: &str| schema.get(key).and_then(Value::as_str);
        let is_loose = match (text("type"), text("format")) {
            (Some("string"), Some(format)) => !TEXT.contains(&format),
            (Some("number"), Some(format)) => format == "float",
            _ => false,
        };
        if is_loose {
            schema.shift_remove("format");
            changes.push(pointer.to_owned());
        }
    });
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::applied;
    use super::*;

    #[test]
    fn only_formats_with_a_type_of_their_own_stay() {
        let document = |schema: &Value| json!({"servers": [{"url": "https://x/api"}], "components": {"schemas": {"A": schema}}});
        for (ty, format, stays) in [
            ("string", "ipv4", false),
            ("string", "ipv6", false),
            ("string", "ip", false),
            ("string", "date", false),
            ("string", "uri", false),
            ("string", "uuid", true),
            ("string", "date-time", true),
            ("string", "binary", true),
            ("number", "float", false),
            ("number", "double", true),
            ("integer", "int32", true),
        ] {
            let published = json!({"type": ty, "format": format});
            let lowered = applied(apply, &document(&published)).unwrap();
            let loose = json!({"type": ty});
            assert_eq!(
                lowered,
                document(if stays { &published } else { &loose }),
                "{format}"
            );
        }
    }
}
