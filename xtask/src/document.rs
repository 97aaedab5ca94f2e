//! An `OpenAPI` document as JSON that still knows on which line each of its values stands.
//!
//! Published documents have held duplicate keys, which JSON parsers resolve silently, so the text
//! is read twice: by `serde_json` for the values and by `jsonc_parser` for places and duplicates.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs;
use std::io::Read as _;
use std::path::Path;

use indexmap::IndexSet;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, ast};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::problem::{Problem, Result};

/// Deeper nesting than any document has; keeps recursion off the end of the stack.
pub(crate) const MAX_DEPTH: usize = 120;

/// Longer names than any document has, in bytes.
const MAX_KEY: usize = 1_000;

/// Longer JSON pointers than any document has, in bytes: what is found is told by them.
const MAX_POINTER: usize = 4_000;

/// Larger files than any document is, in bytes.
const MAX_FILE: u64 = 64 << 20;

/// How much larger than its text a document may become while it is worked on: by what is written out, by its overlay.
const MAX_GROWTH: usize = 20;

/// What a small document may become all the same, in bytes.
const MIN_ROOM: usize = 1 << 20;

#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// The file as shown to the user, relative to the workspace.
    pub(crate) file: String,
    /// SHA-256 of the file's bytes, in hex.
    pub(crate) sha256: String,
    pub(crate) root: Value,
    /// What was repaired or left out, to be told to the user.
    pub(crate) notes: IndexSet<Problem>,
    /// What it may [weigh](weight) at most.
    pub(crate) room: usize,
    lines: Lines,
}

impl Document {
    /// Reads the text of `file`.
    ///
    /// # Errors
    /// Text that is no JSON, or JSON with a key that an object holds twice.
    pub(crate) fn parse(file: impl Into<String>, text: &str) -> Result<Self> {
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
            lines,
        };
        document.is_within_bounds()?;
        Ok(document)
    }

    /// The line of a JSON pointer, or of its nearest ancestor that the file holds.
    pub(crate) fn line_of(&self, pointer: &str) -> usize {
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
        bounds(&self.root, &Place::Root, (0, 0))
            .map_err(|(pointer, problem)| self.at(&pointer, problem))
    }

    /// Remembers something that the user should know and that stops nothing.
    pub(crate) fn note(&mut self, pointer: &str, what: String) {
        let note = self.problem(pointer, what);
        self.notes.insert(note);
    }

    /// A problem at a place in this document.
    pub(crate) fn problem(&self, pointer: &str, what: impl Into<String>) -> Problem {
        self.at(pointer, Problem::new(what))
    }

    /// The problem, placed in this document.
    pub(crate) fn at(&self, pointer: &str, problem: Problem) -> Problem {
        problem
            .file(&self.file)
            .line(Some(self.line_of(pointer)))
            .pointer(pointer)
    }

    /// # Errors
    /// A document that `what` made larger than any has to be.
    pub(crate) fn has_room(&self, weight: usize, pointer: &str, what: &str) -> Result<()> {
        if weight <= self.room {
            return Ok(());
        }
        let what = format!("{what} is larger than {} MiB", self.room >> 20);
        let fix =
            "no published document is like this: look for what it repeats, and take that away";
        Err(self.problem(pointer, what).fix(fix))
    }
}

/// About how many bytes a value takes.
pub(crate) fn weight(value: &Value) -> usize {
    let of = |text: &str| text.len() + 3;
    match value {
        Value::String(text) => of(text),
        Value::Array(list) => 2 + list.iter().map(weight).sum::<usize>(),
        Value::Object(object) => {
            let members = object.iter().map(|(key, value)| of(key) + weight(value));
            2 + members.sum::<usize>()
        }
        _ => 5,
    }
}

/// The way to a value, without a text for each step of it.
enum Place<'a> {
    Root,
    Member(&'a Place<'a>, &'a str),
    Element(&'a Place<'a>, usize),
}

impl Place<'_> {
    fn pointer(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Member(parent, key) => child(&parent.pointer(), key),
            Self::Element(parent, i) => format!("{}/{i}", parent.pointer()),
        }
    }
}

/// Refuses what stands deeper, or under longer names, than in any document; with its place.
fn bounds(
    value: &Value,
    place: &Place<'_>,
    (depth, length): (usize, usize),
) -> std::result::Result<(), (String, Problem)> {
    if depth > MAX_DEPTH {
        return Err((place.pointer(), too_deep()));
    }
    if length > MAX_POINTER {
        let what = format!("the way to a value is longer than {MAX_POINTER} bytes");
        let problem =
            Problem::new(what).fix("give what is inside a name of its own, and refer to it");
        return Err((place.pointer(), problem));
    }
    match value {
        Value::Object(object) => object.iter().try_for_each(|(key, value)| {
            if key.len() > MAX_KEY {
                let what = format!(
                    "a name of {} bytes; the longest may have {MAX_KEY}",
                    key.len()
                );
                return Err((
                    place.pointer(),
                    Problem::new(what).fix("give it a shorter one"),
                ));
            }
            let place = Place::Member(place, key);
            bounds(value, &place, (depth + 1, length + key.len() + 1))
        }),
        Value::Array(list) => list.iter().enumerate().try_for_each(|(i, value)| {
            bounds(value, &Place::Element(place, i), (depth + 1, length + 8))
        }),
        _ => Ok(()),
    }
}

/// Reads a text file that is shown to the user under a name.
///
/// # Errors
/// A file that cannot be read, or is not UTF-8; then with its line.
pub(crate) fn read_text(path: &Path, shown: &str) -> Result<String> {
    let mut bytes = Vec::new();
    let read =
        fs::File::open(path).and_then(|file| file.take(MAX_FILE + 1).read_to_end(&mut bytes));
    read.map_err(|e| Problem::io("read", path, &e))?;
    if bytes.len() as u64 > MAX_FILE {
        let what = format!("larger than {} MiB, as no document is", MAX_FILE >> 20);
        return Err(Problem::new(what)
            .file(shown)
            .fix("name the file that holds the document"));
    }
    let (what, valid) = match &bytes[..] {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => ("UTF-16, not UTF-8", 0),
        bytes => match std::str::from_utf8(bytes) {
            Ok(text) => return Ok(text.to_owned()),
            Err(e) => ("not UTF-8 text", e.valid_up_to()),
        },
    };
    let line = bytes[..valid].split(|byte| *byte == b'\n').count();
    Err(Problem::new(what)
        .file(shown)
        .line(Some(line))
        .fix("save the file as UTF-8"))
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

/// Of a document, or of an action that would make it so.
pub(crate) fn too_deep() -> Problem {
    Problem::new(format!("nested deeper than {MAX_DEPTH} levels"))
        .fix("give what is inside a name of its own, and refer to it")
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

/// On which line a value stands, and what is in it.
#[derive(Debug, Clone, Default)]
struct Lines {
    line: usize,
    below: HashMap<String, Lines>,
}

/// Collects the line of every value while it looks for duplicate keys.
struct Places<'a> {
    file: &'a str,
    line_starts: Vec<usize>,
}

impl<'a> Places<'a> {
    fn of(file: &'a str, text: &str) -> Result<Lines> {
        let strict = ParseOptions {
            allow_comments: false,
            allow_loose_object_property_names: false,
            allow_trailing_commas: false,
            allow_missing_commas: false,
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        let parsed = jsonc_parser::parse_to_ast(text, &CollectOptions::default(), &strict)
            .map_err(|e| {
                Problem::new(format!("not valid JSON: {e}"))
                    .file(file)
                    .line(Some(e.line_display()))
                    .fix("write it as RFC 8259 says")
            })?;
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(i, _)| i + 1))
            .collect();
        let places = Places { file, line_starts };
        match &parsed.value {
            Some(value) => places.walk(value, places.line(value.start()), &Place::Root),
            None => Ok(Lines::default()),
        }
    }

    fn line(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= byte)
    }

    /// (`serde_json` has read the text before, and with it bounded the depth.)
    fn walk(&self, value: &ast::Value<'_>, line: usize, place: &Place<'_>) -> Result<Lines> {
        let mut lines = Lines {
            line,
            below: HashMap::new(),
        };
        match value {
            ast::Value::Object(object) => {
                for property in &object.properties {
                    let (line, key) = (self.line(property.range.start), property.name.as_str());
                    let place = Place::Member(place, key);
                    match lines.below.entry(key.to_owned()) {
                        Entry::Occupied(first) => {
                            let first = first.get().line;
                            let what =
                                format!("duplicate key `{key}`, first given on line {first}");
                            return Err(Problem::new(what)
                                .file(self.file)
                                .line(Some(line))
                                .pointer(place.pointer())
                                .fix("keep one of the two"));
                        }
                        Entry::Vacant(free) => {
                            free.insert(self.walk(&property.value, line, &place)?);
                        }
                    }
                }
            }
            ast::Value::Array(array) => {
                for (i, element) in array.elements.iter().enumerate() {
                    let below = self.walk(
                        element,
                        self.line(element.start()),
                        &Place::Element(place, i),
                    )?;
                    lines.below.insert(i.to_string(), below);
                }
            }
            _ => {}
        }
        Ok(lines)
    }
}

/// `pointer` extended by one reference token, escaped as RFC 6901 section 3 says.
pub(crate) fn child(pointer: &str, token: &str) -> String {
    let mut child = String::with_capacity(pointer.len() + 1 + token.len());
    child.extend([pointer, "/"]);
    if token.contains(['~', '/']) {
        child.push_str(&token.replace('~', "~0").replace('/', "~1"));
    } else {
        child.push_str(token);
    }
    child
}

/// A reference token as the key that it stands for.
pub(crate) fn key_of(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
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
    fn a_file_that_is_not_utf_8_is_refused_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.json");
        let refused = |bytes: &[u8]| {
            fs::write(&path, bytes).unwrap();
            read_text(&path, "x.json").unwrap_err().to_string()
        };
        assert_eq!(
            refused(b"{\n\"title\":\n\"caf\xe9\"}"),
            "x.json:3: not UTF-8 text; save the file as UTF-8"
        );
        assert_eq!(
            refused(b"\xff\xfe{\0}\0"),
            "x.json:1: UTF-16, not UTF-8; save the file as UTF-8"
        );
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
    fn many_values_behind_a_long_name_take_no_more_memory_than_their_text() {
        let text = format!(
            r#"{{"{}": [{}0]}}"#,
            "k".repeat(MAX_KEY),
            "0,".repeat(200_000)
        );
        let lines = Places::of("x.json", &text).unwrap();
        let list = lines.below.values().next().unwrap();
        assert_eq!(list.below.len(), 200_001);
        let longest = list.below.keys().map(String::len).max();
        assert_eq!(longest, Some(6), "its own name alone, not the way to it");
    }

    #[test]
    fn a_file_that_never_ends_is_not_read_to_its_end() {
        let endless = Path::new("/dev/zero");
        if endless.exists() {
            let refused = read_text(endless, "x.json").unwrap_err().to_string();
            assert!(
                refused.starts_with("x.json: larger than 64 MiB"),
                "{refused}"
            );
        }
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
