//! Reads YAML as strictly as JSON, and finds the line of a JSON pointer in it.
//!
//! The YAML parser gives lines only in its errors. To find a line, the text is read once more along the pointer, and
//! the value at the end of the pointer is refused. The error has the line. This works for block style and for flow
//! style.

use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Number, Value};

use crate::document::pointer::key_of;

/// A value whose mappings have no duplicate keys. Every key is read as text, even `200` without quotes.
pub(super) struct Strict(pub(super) Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Self)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can hold")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        let number = Number::from_f64(value);
        let number =
            number.ok_or_else(|| E::custom(format!("JSON cannot hold the number {value}")))?;
        Ok(number.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Strict(value)) = list.next_element()? {
            values.push(value);
        }
        Ok(values.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut mapping: A) -> Result<Value, A::Error> {
        let (mut members, mut keys) = (Map::new(), HashSet::new());
        while let Some(key) = mapping.next_key_seed(Key(&mut keys))? {
            let Strict(value) = mapping.next_value()?;
            members.insert(key, value);
        }
        Ok(members.into())
    }
}

/// Reads a key, and refuses one that the mapping already has. The refusal happens at the key, so the error has the line
/// of the key.
struct Key<'a>(&'a mut HashSet<String>);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is a text")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<String, E> {
        if self.0.insert(key.to_owned()) {
            Ok(key.to_owned())
        } else {
            Err(E::custom(format!("duplicate key `{key}`")))
        }
    }
}

/// The line of a JSON pointer, or of its nearest ancestor, in valid YAML.
pub(super) fn line_of(text: &str, pointer: &str) -> Option<usize> {
    let steps: Vec<String> = pointer.split('/').skip(1).map(key_of).collect();
    (0..=steps.len()).rev().find_map(|n| {
        let sought = Seek(&steps[..n]).deserialize(serde_norway::Deserializer::from_str(text));
        sought.err()?.location().map(|place| place.line())
    })
}

/// The rest of the pointer. At its end, reading stops with an error.
#[derive(Clone, Copy)]
struct Seek<'a>(&'a [String]);

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Seek<'_> {
    fn stop_at_end<E: Error>(self) -> Result<(), E> {
        if self.0.is_empty() {
            Err(E::custom("here"))
        } else {
            Ok(())
        }
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value on the path of a pointer")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.stop_at_end()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.stop_at_end()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.stop_at_end()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.stop_at_end()
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.stop_at_end()
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.stop_at_end()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.stop_at_end()?;
        let wanted = self.0[0].parse::<usize>().ok();
        let mut i = 0;
        loop {
            let more = if wanted == Some(i) {
                list.next_element_seed(Seek(&self.0[1..]))?.is_some()
            } else {
                list.next_element::<IgnoredAny>()?.is_some()
            };
            if !more {
                return Ok(());
            }
            i += 1;
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut mapping: A) -> Result<(), A::Error> {
        self.stop_at_end()?;
        while let Some(key) = mapping.next_key::<String>()? {
            if key == self.0[0] {
                mapping.next_value_seed(Seek(&self.0[1..]))?;
            } else {
                mapping.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: &str = "a: 1\nb:\n  - c: 2\n    d: |\n      long\n      text\n  -\n    c: 3\n";
    const FLOW: &str = "# A comment\n{a: 1,\n b: [{c: 2},\n     {c:\n      3}]}\n";

    #[test]
    fn the_line_of_a_place_is_found_in_block_and_in_flow_style() {
        for (pointer, block, flow) in [
            ("", 1, 2),
            ("/a", 1, 2),
            ("/b/0", 3, 3),
            ("/b/1", 8, 4),
            ("/b/1/c", 8, 5),
        ] {
            assert_eq!(line_of(BLOCK, pointer), Some(block), "{pointer}");
            assert_eq!(line_of(FLOW, pointer), Some(flow), "{pointer}");
        }
        assert_eq!(line_of(BLOCK, "/b/0/d"), Some(4));
        assert_eq!(
            line_of(BLOCK, "/b/1/gone/deeper"),
            Some(8),
            "the nearest ancestor"
        );
    }

    #[test]
    fn a_key_given_twice_is_refused_with_its_line() {
        for (text, line) in [("a:\n  b: 1\n  c: 2\n  b: 3\n", 4), ("[{b: 1,\nb: 2}]", 2)] {
            let refused = serde_norway::from_str::<Strict>(text).err().unwrap();
            assert!(
                refused.to_string().contains("duplicate key `b`"),
                "{refused}"
            );
            assert_eq!(refused.location().map(|l| l.line()), Some(line), "{text}");
        }
    }

    #[test]
    fn a_value_that_json_can_hold_is_read_unchanged() {
        let read = serde_norway::from_str::<Strict>("{a: [1, -2, 2.5, true, null, ~, text, '1']}");
        let same = serde_json::json!({"a": [1, -2, 2.5, true, null, null, "text", "1"]});
        assert_eq!(read.map(|strict| strict.0).unwrap(), same);
    }

    #[test]
    fn a_value_that_json_cannot_hold_is_refused_with_its_line() {
        for other in [".nan", ".inf", "-.inf", "!tag text", "99999999999999999999"] {
            let text = format!("a: 1\nb: {other}\n");
            let refused = serde_norway::from_str::<Strict>(&text).err().unwrap();
            assert_eq!(refused.location().map(|l| l.line()), Some(2), "{refused}");
        }
    }

    #[test]
    fn a_key_is_read_as_text() {
        let read = serde_norway::from_str::<Strict>("{200: a, yes: b, ~: c}").unwrap();
        let same = serde_json::json!({"200": "a", "yes": "b", "~": "c"});
        assert_eq!(read.0, same);
    }
}
