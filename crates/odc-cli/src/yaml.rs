//! The place of an error in a YAML file: from the error of the parser, or from the path to a value whose error is
//! found only later.
//!
//! The parser states lines and columns only in its errors. Therefore the text is read again along the path to the
//! value, and the value at the end of the path is refused.

use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A step on the path to a value.
#[derive(Clone, Copy, Debug)]
pub enum PathStep<'a> {
    /// To the value of a name.
    Name(&'a str),
    /// To a value of a list, counted from 0.
    At(usize),
}

/// A file with its name for messages, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path.
    pub name: String,
    /// The contents.
    pub text: String,
}

impl File {
    /// The file with the line and the column of a value: `release.yaml at line 3 column 5`. If there is no such
    /// value, only the file.
    #[must_use]
    pub fn place(&self, way: &[PathStep<'_>]) -> String {
        let found = Way(way).deserialize(serde_norway::Deserializer::from_str(&self.text));
        let location = found.err().and_then(|refused| refused.location());
        match location {
            Some(at) => format!("{} at line {} column {}", self.name, at.line(), at.column()),
            None => self.name.clone(),
        }
    }
}

/// The rest of the path.
struct Way<'a>(&'a [PathStep<'a>]);

impl<'de> DeserializeSeed<'de> for Way<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// To refuse the value at the end of the path, the fields that would accept it are left out. A value that does not
/// fit the path is refused in the same way.
impl<'de> Visitor<'de> for Way<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the way to a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((PathStep::Name(wanted), rest)) = self.0.split_first() else {
            return Err(refused(&self));
        };
        while let Some(name) = map.next_key::<String>()? {
            if name == *wanted {
                return map.next_value_seed(Way(rest));
            }
            map.next_value::<IgnoredAny>()?;
        }
        Err(refused(&self))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Some((PathStep::At(wanted), rest)) = self.0.split_first() else {
            return Err(refused(&self));
        };
        for _ in 0..*wanted {
            list.next_element::<IgnoredAny>()?;
        }
        let found = list.next_element_seed(Way(rest))?;
        found.ok_or_else(|| refused(&self))
    }
}

fn refused<E: serde::de::Error>(way: &Way<'_>) -> E {
    E::custom(format_args!("{} steps are left", way.0.len()))
}

/// The parser's message about a file, after line and column. Some messages of the parser do not contain them, and
/// some end with them.
#[must_use]
pub fn problem(file: &str, error: &serde_norway::Error) -> String {
    let text = error.to_string();
    match error.location() {
        Some(at) => {
            let place = format!(" at line {} column {}", at.line(), at.column());
            format!("{file}{place}: {}", text.replacen(&place, "", 1))
        }
        None => format!("{file}: {text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::PathStep::{At, Name};
    use super::*;

    #[test]
    fn an_error_names_the_place_even_if_it_is_the_first_one() {
        for (text, place) in [
            ("x", "line 1 column 1"),
            ("a: 1\nb: x\n", "line 2 column 4"),
        ] {
            let error = serde_norway::from_str::<std::collections::BTreeMap<String, u8>>(text);
            let problem = problem("a.yaml", &error.unwrap_err());
            let start = format!("a.yaml at {place}: ");
            assert!(problem.starts_with(&start), "{problem}");
            assert_eq!(problem.matches(" at line ").count(), 1, "{problem}");
        }
    }

    #[test]
    fn a_value_is_found_in_both_styles_of_yaml() {
        let file = File {
            name: "a.yaml".to_owned(),
            text: "# of b\nb:\n  c d: 5\n  e: {f: x, 'g': [1, {h: y}]}\nlist:\n- i\n- k: z\n"
                .to_owned(),
        };
        for (way, place) in [
            (&[Name("b"), Name("c d")][..], "a.yaml at line 3 column 8"),
            (&[Name("b")], "a.yaml at line 3 column 3"),
            (
                &[Name("b"), Name("e"), Name("f")],
                "a.yaml at line 4 column 10",
            ),
            (
                &[Name("b"), Name("e"), Name("g"), At(1), Name("h")],
                "a.yaml at line 4 column 26",
            ),
            (&[Name("list"), At(0)], "a.yaml at line 6 column 3"),
            (&[Name("list"), At(1)], "a.yaml at line 7 column 3"),
            // For a missing value, it is the place where the value would be.
            (&[Name("b"), Name("nothing")], "a.yaml at line 3 column 3"),
        ] {
            assert_eq!(file.place(way), place, "{way:?}");
        }
    }
}
