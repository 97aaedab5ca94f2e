//! Finds an object in JSON that has the same member twice.
//!
//! A struct refuses such an object, but a `Value` keeps only the last of these members: the earlier ones would be
//! lost.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// JSON without an object that has two members of the same name. This keeps no other part of it.
#[derive(Debug)]
pub(crate) struct Distinct;

impl<'de> Deserialize<'de> for Distinct {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Members)
    }
}

struct Members;

macro_rules! pass_over {
    ($($method:ident($($kind:ty)?))*) => {
        $(fn $method<E: Error>(self $(, _: $kind)?) -> Result<Distinct, E> {
            Ok(Distinct)
        })*
    };
}

impl<'de> Visitor<'de> for Members {
    type Value = Distinct;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    pass_over! { visit_unit() visit_bool(bool) visit_i64(i64) visit_u64(u64) visit_f64(f64) visit_str(&str) }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Distinct, A::Error> {
        while elements.next_element::<Distinct>()?.is_some() {}
        Ok(Distinct)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Distinct, A::Error> {
        let mut names = HashSet::new();
        while let Some((name, Distinct)) = members.next_entry::<String, Distinct>()? {
            if !names.insert(name) {
                return Err(Error::custom("a member is there twice"));
            }
        }
        Ok(Distinct)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_member_is_found_at_any_depth() {
        let read = |json: &str| serde_json::from_str::<Distinct>(json).is_ok();
        let all =
            r#"[null, true, -1, 1, 1e9, "a", {}, {"a": {"a": [{"b": 1}, {"b": 2}]}, "b": 1}]"#;
        assert!(read(all));
        for twice in [
            r#"{"a": 1, "b": 2, "a": 1}"#,
            r#"[{"a": {"b": [{"c": 1, "c": null}]}}]"#,
            r#"{"a": 1, "\u0061": 2}"#,
        ] {
            assert!(!read(twice), "{twice}");
        }
    }
}
