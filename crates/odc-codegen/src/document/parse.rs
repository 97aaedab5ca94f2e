//! Reads an `OpenAPI` document as JSON, with the line of each value.
//!
//! Some published documents had duplicate keys, and JSON parsers keep one of them without an error. So the text is read
//! twice: by `serde_json` for the values, and by `jsonc_parser` for lines and duplicate keys.

use indexmap::IndexSet;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::bounds::{Place, check_bounds, too_deep};
use super::digest::hex;
use super::findings::Findings;
use super::lines::{LineSearch, Lines};
use super::pointer::key_of;
use super::problem::{Problem, Result};

/// How many times larger than its text a document may become. An overlay and the passes that copy schemas enlarge it.
const MAX_GROWTH: usize = 20;

/// The size to which even a small document may grow, in bytes.
const MIN_MAX_WEIGHT: usize = 1 << 20;

/// The changes of an overlay or a pass, as JSON pointers or in words.
pub type Changes = Vec<String>;

/// A function that is called after each pass with the name of the pass, its changes, and the changed document.
pub type Report<'r> = dyn FnMut(&str, &Changes, &Document) + 'r;

/// A document, the findings of its passes, and the notes for the user.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file as shown to the user, relative to the workspace.
    pub file: String,
    /// SHA-256 of the file's bytes, in hex.
    pub sha256: String,
    /// The document itself.
    pub root: Value,
    /// What was repaired or removed. The notes are reported to the user.
    pub notes: IndexSet<Problem>,
    pub(crate) findings: Findings,
    /// The largest weight that the document may have, in bytes.
    pub max_weight: usize,
    lines: Lines,
}

impl Document {
    /// Reads the text of `file`.
    ///
    /// # Errors
    /// Text that is not JSON, or JSON in which an object holds a key twice.
    pub fn parse(file: impl Into<String>, text: &str) -> Result<Self> {
        let file = file.into();
        let sha256 = hex(&Sha256::digest(text.as_bytes()));
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let root: Value = serde_json::from_str(text).map_err(|e| parse_problem(&file, text, &e))?;
        if !root.is_object() {
            return Err(Problem::new("an OpenAPI document is a JSON object")
                .file(&file)
                .line(Some(1))
                .pointer("")
                .fix("name the file that holds `\"openapi\": \"3.0.x\"`"));
        }
        let lines = LineSearch::run(&file, text)?;
        let root = if text.contains('%') {
            with_decoded_references(&root, root.clone())
        } else {
            root
        };
        let document = Self {
            file,
            sha256,
            max_weight: MIN_MAX_WEIGHT.max(text.len().saturating_mul(MAX_GROWTH)),
            root,
            notes: IndexSet::new(),
            findings: Findings::default(),
            lines,
        };
        document.check_bounds()?;
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

    /// Checks the depth of the document, and the length of its names and pointers.
    ///
    /// # Errors
    /// A value that is nested too deeply, or a name or pointer that is too long.
    pub(crate) fn check_bounds(&self) -> Result<()> {
        check_bounds(&self.root, &Place::Root, (0, 0)).map_err(|problem| self.relocate(problem))
    }

    /// Adds a note for the user. The work on the document continues.
    pub fn note(&mut self, pointer: &str, what: String) {
        let note = self.problem(pointer, what);
        self.notes.insert(note);
    }

    /// A new problem at a pointer of this document.
    pub fn problem(&self, pointer: &str, what: impl Into<String>) -> Problem {
        self.locate(pointer, Problem::new(what))
    }

    /// The problem of another version of this document, with the file and line of this one.
    pub fn relocate(&self, problem: Problem) -> Problem {
        match problem.place().map(str::to_owned) {
            Some(pointer) => self.locate(&pointer, problem),
            None => problem.file(&self.file).line(None),
        }
    }

    /// The problem with the file, line and pointer of a place in this document.
    #[must_use]
    pub fn locate(&self, pointer: &str, problem: Problem) -> Problem {
        problem
            .file(&self.file)
            .line(Some(self.line_of(pointer)))
            .pointer(pointer)
    }

    /// Checks a weight against the limit of the document. `what` is the subject of the problem.
    ///
    /// # Errors
    /// A weight above the limit.
    pub fn check_weight(&self, weight: usize, pointer: &str, what: &str) -> Result<()> {
        if weight <= self.max_weight {
            return Ok(());
        }
        let what = format!("{what} is larger than {} MiB", self.max_weight >> 20);
        let fix = "no published document is this large: look for what it repeats, and remove that";
        Err(self.problem(pointer, what).fix(fix))
    }
}

/// The problem of a text that is not JSON.
fn parse_problem(file: &str, text: &str, error: &serde_json::Error) -> Problem {
    // The depth limit of serde_json is slightly higher than ours. Only the message shows that this is its error.
    if error.to_string().starts_with("recursion limit exceeded") {
        return too_deep().file(file).line(Some(error.line()));
    }
    let (what, fix) = looks_like(file, text).unwrap_or((
        "not valid JSON",
        "repair the file, or copy it again from where it was published",
    ));
    Problem::new(format!("{what}: {error}"))
        .file(file)
        .line(Some(error.line()))
        .fix(fix)
}

/// Recognizes a web page or YAML. Returns what the text is, and the fix.
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

/// Returns `value`, a part of the document `root`, with decoded references.
///
/// In a URI fragment a pointer may be percent-encoded (RFC 6901, section 6): `#/components/schemas/Page%601`. A
/// reference is decoded when only its decoded form leads to a value.
fn with_decoded_references(root: &Value, mut value: Value) -> Value {
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
                    value => *value = with_decoded_references(root, value.take()),
                }
            }
        }
        Value::Array(array) => {
            for value in array {
                *value = with_decoded_references(root, value.take());
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
    fn a_value_has_its_line() {
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
    fn the_refusal_of_yaml_or_html_says_what_it_is() {
        let refused = |text: &str| Document::parse("x", text).unwrap_err().to_string();
        let yaml = "this looks like YAML, not JSON: ";
        for text in ["openapi: 3.0.3\ninfo: {}", "# A\n---\na: 1", "'info':\n"] {
            let refusal = refused(text);
            assert!(
                refusal.contains(yaml) && refusal.ends_with("; convert it to JSON"),
                "{refusal}"
            );
        }
        assert!(refused("<!DOCTYPE html>").contains("this looks like a web page"));
        for text in ["", "{\nopenapi: 1}", "hello: world"] {
            assert!(refused(text).contains("not valid JSON"), "{text}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_not_part_of_the_document() {
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
    fn too_deep_nesting_is_refused_and_does_not_overflow_the_stack() {
        for depth in [MAX_DEPTH + 1, 126, 127, 100_000] {
            let text = format!("{{\"a\":\n{}{}}}", "[".repeat(depth), "]".repeat(depth));
            let refused = Document::parse("x.json", &text).unwrap_err().to_string();
            assert!(
                refused.starts_with("x.json:2: ")
                    && refused.contains("nested deeper than 120 levels; move the inner schema"),
                "{refused}"
            );
        }
    }

    #[test]
    fn a_name_or_a_pointer_that_is_too_long_is_refused() {
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
            "x.json:2: /a: a name of 1001 bytes; the limit is 1000; use a shorter name"
        );
        let deep = format!("{}1{}", format!(r#"{{"{fits}":"#).repeat(4), "}".repeat(4));
        assert!(refused(&deep).contains("the JSON pointer of a value is longer than 4000 bytes"));
    }

    #[test]
    fn a_document_that_is_not_an_object_is_refused_with_its_place() {
        assert_eq!(
            Document::parse("x.json", "[1]").unwrap_err().to_string(),
            "x.json:1: (root): an OpenAPI document is a JSON object; \
             name the file that holds `\"openapi\": \"3.0.x\"`"
        );
    }
}
