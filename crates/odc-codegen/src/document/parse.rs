//! An `OpenAPI` document as JSON that still knows on which line each of its values stands.
//!
//! Published documents have held duplicate keys, which JSON parsers resolve silently, so the text
//! is read twice: by `serde_json` for the values and by `jsonc_parser` for places and duplicates.

use indexmap::IndexSet;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::bounds::{Place, bounds, too_deep};
use super::digest::hex;
use super::findings::Findings;
use super::lines::{Lines, Places};
use super::pointer::key_of;
use super::problem::{Problem, Result};

/// How much larger than its text a document may become while it is worked on: by what is written out, by its overlay.
const MAX_GROWTH: usize = 20;

/// What a small document may become all the same, in bytes.
const MIN_ROOM: usize = 1 << 20;

/// What an overlay or a pass changed, as JSON pointers or in words.
pub type Changes = Vec<String>;

/// Hears the name of each pass, what it changed, and the document that it left.
pub type Report<'r> = dyn FnMut(&str, &Changes, &Document) + 'r;

/// A document, what its passes found out, and what the user has to know of it.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file as shown to the user, relative to the workspace.
    pub file: String,
    /// SHA-256 of the file's bytes, in hex.
    pub sha256: String,
    /// The document itself.
    pub root: Value,
    /// What was repaired or left out, to be told to the user.
    pub notes: IndexSet<Problem>,
    pub(crate) findings: Findings,
    /// What it may weigh at most.
    pub room: usize,
    lines: Lines,
}

impl Document {
    /// Reads the text of `file`.
    ///
    /// # Errors
    /// Text that is no JSON, or JSON with a key that an object holds twice.
    pub fn parse(file: impl Into<String>, text: &str) -> Result<Self> {
        let file = file.into();
        let sha256 = hex(&Sha256::digest(text.as_bytes()));
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let root: Value = serde_json::from_str(text).map_err(|e| unread(&file, text, &e))?;
        if !root.is_object() {
            return Err(Problem::new("an OpenAPI document is a JSON object")
                .file(&file)
                .line(Some(1))
                .pointer("")
                .fix("name the file that holds `\"openapi\": \"3.0.x\"`"));
        }
        let lines = Places::of(&file, text)?;
        let root = if text.contains('%') {
            unescaped(&root, root.clone())
        } else {
            root
        };
        let document = Self {
            file,
            sha256,
            room: MIN_ROOM.max(text.len().saturating_mul(MAX_GROWTH)),
            root,
            notes: IndexSet::new(),
            findings: Findings::default(),
            lines,
        };
        document.is_within_bounds()?;
        Ok(document)
    }

    /// The line of a JSON pointer, or of its nearest ancestor that the file holds.
    #[must_use]
    pub fn line_of(&self, pointer: &str) -> usize {
        let mut at = &self.lines;
        for token in pointer.split('/').skip(1) {
            match at.below.get(&key_of(token)) {
                Some(next) => at = next,
                None => break,
            }
        }
        at.line
    }

    /// # Errors
    /// A value that stands deeper, or is called by more, than in any document.
    pub(crate) fn is_within_bounds(&self) -> Result<()> {
        bounds(&self.root, &Place::Root, (0, 0)).map_err(|problem| self.moved_here(problem))
    }

    /// Remembers something that the user should know and that stops nothing.
    pub fn note(&mut self, pointer: &str, what: String) {
        let note = self.problem(pointer, what);
        self.notes.insert(note);
    }

    /// A problem at a place in this document.
    pub fn problem(&self, pointer: &str, what: impl Into<String>) -> Problem {
        self.at(pointer, Problem::new(what))
    }

    /// A problem that was found in another text of this document, placed in this one.
    pub fn moved_here(&self, problem: Problem) -> Problem {
        match problem.place().map(str::to_owned) {
            Some(pointer) => self.at(&pointer, problem),
            None => problem.file(&self.file).line(None),
        }
    }

    /// The problem, placed in this document.
    #[must_use]
    pub fn at(&self, pointer: &str, problem: Problem) -> Problem {
        problem
            .file(&self.file)
            .line(Some(self.line_of(pointer)))
            .pointer(pointer)
    }

    /// # Errors
    /// A document that `what` made larger than any has to be.
    pub fn has_room(&self, weight: usize, pointer: &str, what: &str) -> Result<()> {
        if weight <= self.room {
            return Ok(());
        }
        let what = format!("{what} is larger than {} MiB", self.room >> 20);
        let fix =
            "no published document is like this: look for what it repeats, and take that away";
        Err(self.problem(pointer, what).fix(fix))
    }
}

/// Why a text is no document.
fn unread(file: &str, text: &str, error: &serde_json::Error) -> Problem {
    // Serde's own limit, which has no other mark, is a little above ours.
    if error.to_string().starts_with("recursion limit exceeded") {
        return too_deep().file(file).line(Some(error.line()));
    }
    let (what, fix) = looks_like(file, text).unwrap_or((
        "not valid JSON",
        "repair the file, or copy it anew from where it was published",
    ));
    Problem::new(format!("{what}: {error}"))
        .file(file)
        .line(Some(error.line()))
        .fix(fix)
}

/// What a text that is no JSON is probably, and what to do.
fn looks_like(file: &str, text: &str) -> Option<(&'static str, &'static str)> {
    let lines = text.lines().map(str::trim);
    let first = lines
        .clone()
        .find(|line| !(line.is_empty() || line.starts_with('#')))?;
    let is_key = |line: &str| {
        let key = line
            .split_once(':')
            .map(|(key, _)| key.trim_matches(['"', '\'']));
        key.is_some_and(|key| matches!(key, "openapi" | "swagger" | "info" | "paths"))
    };
    let is_yaml = || {
        let named = [".yaml", ".yml"].iter().any(|end| file.ends_with(end));
        named || first.starts_with("---") || lines.clone().any(is_key)
    };
    if first.starts_with('<') {
        Some((
            "this looks like a web page, not JSON",
            "copy the document itself from where it was published",
        ))
    } else if !first.starts_with(['{', '[']) && is_yaml() {
        Some(("this looks like YAML, not JSON", "convert it to JSON"))
    } else {
        None
    }
}

/// `value` of the document `root` with references as plain JSON pointers.
///
/// In a URI fragment a pointer may be percent-encoded (RFC 6901, section 6): `#/components/schemas/Page%601`.
fn unescaped(root: &Value, mut value: Value) -> Value {
    match &mut value {
        Value::Object(object) => {
            for (key, value) in object.iter_mut() {
                match value {
                    Value::String(reference) if key == "$ref" => {
                        let decoded = percent_decode_str(reference).decode_utf8_lossy();
                        let found = |text: &str| {
                            text.strip_prefix('#')
                                .is_some_and(|p| root.pointer(p).is_some())
                        };
                        if !found(reference) && found(&decoded) {
                            *reference = decoded.into_owned();
                        }
                    }
                    value => *value = unescaped(root, value.take()),
                }
            }
        }
        Value::Array(array) => {
            for value in array {
                *value = unescaped(root, value.take());
            }
        }
        _ => {}
    }
    value
}

#[cfg(test)]
mod tests {
    use super::super::bounds::{MAX_DEPTH, MAX_KEY};
    use super::*;

    #[test]
    fn a_value_knows_its_line() {
        let document =
            Document::parse("x.json", "{\n \"a\": {\n  \"b/c\": [1,\n 2]\n }\n}").unwrap();
        assert_eq!(document.line_of("/a"), 2);
        assert_eq!(document.line_of("/a/b~1c/1"), 4);
        assert_eq!(
            document.line_of("/a/gone/deeper"),
            2,
            "the nearest ancestor that exists"
        );
    }

    #[test]
    fn a_duplicate_key_is_refused_with_both_lines() {
        let refused = Document::parse("x.json", "{\"a\": {\n\"b\": 1,\n\"b\": 2}}").unwrap_err();
        assert_eq!(
            refused.to_string(),
            "x.json:3: /a/b: duplicate key `b`, first given on line 2; keep one of the two"
        );
    }

    #[test]
    fn malformed_json_is_refused_with_its_line() {
        let refused = Document::parse("x.json", "{\n\"a\": 1,\n}")
            .unwrap_err()
            .to_string();
        assert!(
            refused.starts_with("x.json:3: not valid JSON: trailing comma"),
            "{refused}"
        );
    }

    #[test]
    fn text_of_another_kind_is_told_as_what_it_looks_like() {
        let refused = |text: &str| Document::parse("x", text).unwrap_err().to_string();
        let yaml = "this looks like YAML, not JSON: ";
        for text in ["openapi: 3.0.3\ninfo: {}", "# A\n---\na: 1", "'info':\n"] {
            let told = refused(text);
            assert!(
                told.contains(yaml) && told.ends_with("; convert it to JSON"),
                "{told}"
            );
        }
        assert!(refused("<!DOCTYPE html>").contains("this looks like a web page"));
        for text in ["", "{\nopenapi: 1}", "hello: world"] {
            assert!(refused(text).contains("not valid JSON"), "{text}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_document() {
        assert!(Document::parse("x.json", "\u{feff}{}").is_ok());
    }

    #[test]
    fn a_percent_encoded_reference_is_a_pointer_like_any_other() {
        let text =
            r##"{"Page`1": {"items": {"$ref": "#/Page%601"}}, "a%20b": {"$ref": "#/a%20b"}}"##;
        let root = Document::parse("x.json", text).unwrap().root;
        assert_eq!(root["Page`1"]["items"]["$ref"], "#/Page`1");
        assert_eq!(
            root["a%20b"]["$ref"], "#/a%20b",
            "it leads somewhere as it is"
        );
    }

    #[test]
    fn bottomless_nesting_is_refused_not_overflowed() {
        for depth in [MAX_DEPTH + 1, 126, 127, 100_000] {
            let text = format!("{{\"a\":\n{}{}}}", "[".repeat(depth), "]".repeat(depth));
            let refused = Document::parse("x.json", &text).unwrap_err().to_string();
            assert!(
                refused.starts_with("x.json:2: ")
                    && refused
                        .contains("nested deeper than 120 levels; give what is inside a name"),
                "{refused}"
            );
        }
    }

    #[test]
    fn a_name_and_the_way_to_a_value_have_a_longest_form() {
        let refused = |text: &str| {
            Document::parse("x.json", text)
                .map(drop)
                .unwrap_err()
                .to_string()
        };
        let (fits, long) = ("k".repeat(MAX_KEY), "k".repeat(MAX_KEY + 1));
        assert!(Document::parse("x.json", &format!(r#"{{"{fits}": 1}}"#)).is_ok());
        assert_eq!(
            refused(&format!("{{\n\"a\": {{\"{long}\": 1}}}}")),
            "x.json:2: /a: a name of 1001 bytes; the longest may have 1000; give it a shorter one"
        );
        let deep = format!("{}1{}", format!(r#"{{"{fits}":"#).repeat(4), "}".repeat(4));
        assert!(refused(&deep).contains("the way to a value is longer than 4000 bytes"));
    }

    #[test]
    fn a_value_that_is_no_object_is_refused_with_its_place() {
        assert_eq!(
            Document::parse("x.json", "[1]").unwrap_err().to_string(),
            "x.json:1: (root): an OpenAPI document is a JSON object; \
             name the file that holds `\"openapi\": \"3.0.x\"`"
        );
    }
}
