//! Makes the format of an integer wide enough for its bounds.
//!
//! Published: `{type: integer, format: int32, maximum: 4294967295}`, and `int32` with larger values in its `enum`. One such
//! value in a response would make the whole response unreadable. The next pass removes the bounds.
//! Repaired:  when the published format cannot hold the bounds, the format becomes `int64`, or `uint64` if `int64` is
//! too narrow. When both are too narrow, the integer becomes a number, with a note.

use serde_json::{Map, Number, Value, json};

use crate::document::{Changes, Document, Result, each_object};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    let mut unbounded = Vec::new();
    each_object(&mut document.root, "", &mut |schema, pointer| {
        let Some(schema) = schema.as_object_mut() else {
            return;
        };
        match wider_format(schema) {
            Wider::No => return,
            Wider::Format(format) => drop(schema.insert("format".to_owned(), json!(format))),
            Wider::Number => {
                schema.insert("type".to_owned(), json!("number"));
                schema.shift_remove("format");
                unbounded.push(pointer.to_owned());
            }
        }
        changes.push(pointer.to_owned());
    });
    for pointer in unbounded {
        let what = "no integer holds its bounds: it is read as a floating-point number";
        document.note(&pointer, what.to_owned());
    }
    Ok(changes)
}

enum Wider {
    No,
    Format(&'static str),
    Number,
}

/// The format that can hold the bounds of an integer, when its own format cannot.
fn wider_format(schema: &Map<String, Value>) -> Wider {
    let text = |key: &str| schema.get(key).and_then(Value::as_str);
    let format = text("format");
    let own = range_of(format.unwrap_or("int64"));
    let is_integer = text("type") == Some("integer") || (text("type").is_none() && own.is_some());
    let (Some((least, most)), true) = (own.or(range_of("int64")), is_integer) else {
        return Wider::No;
    };
    let bounds = ["minimum", "maximum"].map(|key| schema.get(key));
    let values = schema.get("enum").and_then(Value::as_array);
    let numbers = bounds
        .into_iter()
        .flatten()
        .chain(values.into_iter().flatten());
    let numbers = numbers.filter_map(|value| match value {
        Value::Number(number) => Some(to_i128(number)),
        _ => None,
    });
    let numbers: Vec<i128> = numbers.collect();
    let fits = |least: i128, most: i128| numbers.iter().all(|n| (least..=most).contains(n));
    if fits(least, most) {
        return Wider::No;
    }
    let wider = ["int64", "uint64"]
        .into_iter()
        .find(|format| range_of(format).is_some_and(|(least, most)| fits(least, most)));
    wider.map_or(Wider::Number, Wider::Format)
}

/// The number, or the nearest whole number. A bound with a fraction or an exponent is a float in JSON.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a float as an integer is the nearest integer of the type"
)]
fn to_i128(number: &Number) -> i128 {
    let float = || number.as_f64().unwrap_or_default() as i128;
    number.as_i128().unwrap_or_else(float)
}

/// The smallest and the largest value of the format; `None` when it is not a format of an integer.
fn range_of(format: &str) -> Option<(i128, i128)> {
    Some(match format {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "uint8" => (0, u8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "int" | "int32" => (i32::MIN.into(), i32::MAX.into()),
        "uint" | "uint32" => (0, u32::MAX.into()),
        "int64" => (i64::MIN.into(), i64::MAX.into()),
        "uint64" => (0, u64::MAX.into()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{after_pass, applied_to_schemas};
    use super::*;

    #[test]
    fn the_format_of_an_integer_holds_its_bounds() {
        for (schema, format) in [
            (
                json!({"format": "int32", "maximum": 4_294_967_295_u64}),
                json!("int64"),
            ),
            (
                json!({"format": "int32", "minimum": -2_147_483_649_i64}),
                json!("int64"),
            ),
            (json!({"format": "int32", "maximum": 4e9}), json!("int64")),
            (
                json!({"format": "int32", "enum": [1, 3_000_000_000_u64]}),
                json!("int64"),
            ),
            (json!({"format": "uint32", "minimum": -1}), json!("int64")),
            (json!({"format": "uint8", "maximum": 256}), json!("int64")),
            (
                json!({"format": "int64", "maximum": u64::MAX}),
                json!("uint64"),
            ),
            (json!({"maximum": u64::MAX}), json!("uint64")),
            (
                json!({"format": "int32", "maximum": 2_147_483_647}),
                json!("int32"),
            ),
            (json!({"format": "int32"}), json!("int32")),
            (json!({"maximum": 7}), Value::Null),
        ] {
            let mut integer = schema.clone();
            integer["type"] = json!("integer");
            let repaired = applied_to_schemas(apply, &json!({"A": integer}));
            assert_eq!(repaired["A"]["format"], format, "{schema}");
        }
    }

    #[test]
    fn an_integer_with_too_large_bounds_becomes_a_number_with_a_note() {
        let integer = json!({"type": "integer", "minimum": -1, "maximum": u64::MAX});
        let root = json!({"components": {"schemas": {"A": integer}}});
        let (document, _) = after_pass(apply, &root);
        assert_eq!(
            document.root["components"]["schemas"]["A"]["type"],
            "number"
        );
        assert_eq!(document.notes.len(), 1);
    }

    #[test]
    fn a_text_with_bounds_is_not_changed() {
        let text =
            json!({"A": {"type": "string", "format": "int32", "maximum": 4_294_967_295_u64}});
        assert_eq!(applied_to_schemas(apply, &text), text);
    }
}
