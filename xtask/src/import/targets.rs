//! Finds the names of schemas and paths in the target of an overlay action, and replaces them.
//!
//! A target is a `JSONPath` (RFC 9535). A name of a schema or a path is a segment after `schemas` or `paths`. A field with the
//! name of a schema is something else.

use std::ops::Range;

use odc_codegen::document::{child, key_of};

/// The beginning of a reference to a schema. A filter may compare values with such a reference.
const REFERENCE: &str = "#/components/schemas/";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Schemas,
    Paths,
}

impl Section {
    /// The path of the section in a document.
    pub(super) fn path(self) -> &'static [&'static str] {
        match self {
            Self::Schemas => &["components", "schemas"],
            Self::Paths => &["paths"],
        }
    }
}

/// The name of a schema or a path in a target.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// The section to which it belongs.
    pub(super) section: Section,
    pub(super) text: String,
    /// The position in the target.
    range: Range<usize>,
    form: Form,
}

/// The form in which a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `.User`
    Member,
    /// `User` of `..User`.
    Descendant,
    /// `'User'`, with the quotes.
    Quoted(char),
    /// `User` of `'#/components/schemas/User'`.
    Reference,
}

impl Name {
    /// Another name in the form of this one. A name that is not an identifier is put in brackets.
    fn in_same_form(&self, now: &str) -> String {
        let quoted = |quote: char| {
            let escaped = now.replace('\\', "\\\\");
            let escaped = escaped.replace(quote, &format!("\\{quote}"));
            format!("{quote}{escaped}{quote}")
        };
        let is_identifier =
            now.starts_with(begins_identifier) && now.chars().all(continues_identifier);
        match self.form {
            Form::Member if is_identifier => format!(".{now}"),
            Form::Descendant if is_identifier => now.to_owned(),
            Form::Member | Form::Descendant => format!("[{}]", quoted('\'')),
            Form::Quoted(quote) => quoted(quote),
            Form::Reference => child("", now).split_off(1),
        }
    }
}

/// Replaces some names of a target.
pub(super) fn replace_names(target: &str, names: &[(&Name, &str)]) -> String {
    let mut target = target.to_owned();
    // The last name is replaced first, so that the positions of the others do not change.
    for (name, now) in names.iter().rev() {
        target.replace_range(name.range.clone(), &name.in_same_form(now));
    }
    target
}

/// Finds the names in a target, in their order.
pub(super) fn find_names(target: &str) -> Vec<Name> {
    let mut reader = Reader::default();
    let mut left = target.char_indices().peekable();
    while let Some((at, c)) = left.next() {
        match c {
            '\'' | '"' => {
                let mut escaped = false;
                let end = left.find(|(_, next)| {
                    let ends = *next == c && !escaped;
                    escaped = *next == '\\' && !escaped;
                    ends
                });
                if let Some((end, _)) = end {
                    reader.text(target, at..end + 1, c);
                }
            }
            _ if begins_identifier(c) => {
                let mut end = at + c.len_utf8();
                while let Some((next, c)) = left.next_if(|(_, c)| continues_identifier(*c)) {
                    end = next + c.len_utf8();
                }
                reader.identifier(target, at..end);
            }
            _ => reader.mark(c),
        }
    }
    reader.names
}

/// The state of reading a target.
#[derive(Default)]
struct Reader {
    names: Vec<Name>,
    /// The last name of the segment before; empty if there is none.
    holder: String,
    /// The open brackets: the name before each one, and whether it holds a filter.
    open: Vec<(String, bool)>,
}

impl Reader {
    fn mark(&mut self, mark: char) {
        match mark {
            '[' => self.open.push((std::mem::take(&mut self.holder), false)),
            ']' => drop(self.open.pop()),
            '?' => {
                if let Some((_, is_filter)) = self.open.last_mut() {
                    *is_filter = true;
                }
            }
            // A new path begins, or the segment before may match any name.
            '$' | '@' | '*' => self.holder.clear(),
            _ => {}
        }
    }

    fn identifier(&mut self, target: &str, range: Range<usize>) {
        let before = &target[..range.start];
        if !before.ends_with('.') {
            return;
        }
        let text = target[range.clone()].to_owned();
        let (form, start) = if before.ends_with("..") {
            (Form::Descendant, range.start)
        } else {
            (Form::Member, range.start - 1)
        };
        let holder = std::mem::replace(&mut self.holder, text.clone());
        self.name(&holder, text, start..range.end, form);
    }

    /// Reads a text in quotes: a name, or a value of a filter.
    fn text(&mut self, target: &str, range: Range<usize>, quote: char) {
        let inside = &target[range.start + 1..range.end - 1];
        match self.open.last() {
            Some((holder, false)) => {
                let (holder, text) = (holder.clone(), unescaped(inside));
                self.holder.clone_from(&text);
                self.name(&holder, text, range, Form::Quoted(quote));
            }
            _ => {
                if let Some(rest) = inside.strip_prefix(REFERENCE) {
                    let name = rest.split('/').next().unwrap_or(rest);
                    let start = range.start + 1 + REFERENCE.len();
                    let text = key_of(name);
                    self.name("schemas", text, start..start + name.len(), Form::Reference);
                }
            }
        }
    }

    fn name(&mut self, holder: &str, text: String, range: Range<usize>, form: Form) {
        let section = match holder {
            "schemas" => Section::Schemas,
            "paths" => Section::Paths,
            _ => return,
        };
        self.names.push(Name {
            section,
            text,
            range,
            form,
        });
    }
}

/// `\'` -> `'`, `\\` -> `\`. Names have no other escapes.
fn unescaped(text: &str) -> String {
    let mut chars = text.chars();
    let next = || match chars.next() {
        Some('\\') => chars.next(),
        other => other,
    };
    std::iter::from_fn(next).collect()
}

fn begins_identifier(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || !c.is_ascii()
}

fn continues_identifier(c: char) -> bool {
    begins_identifier(c) || c.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(target: &str) -> Vec<(Section, String)> {
        let names = find_names(target).into_iter();
        names.map(|name| (name.section, name.text)).collect()
    }

    #[test]
    fn a_name_is_a_segment_after_schemas_or_paths() {
        let schema = |name: &str| (Section::Schemas, name.to_owned());
        let path = |name: &str| (Section::Paths, name.to_owned());
        for (target, found) in [
            (
                "$.components.schemas.User.properties.User",
                vec![schema("User")],
            ),
            (
                "$['components'][\"schemas\"]['A.User', 'It\\'s']",
                vec![schema("A.User"), schema("It's")],
            ),
            ("$..schemas.User['schemas','x'].User", vec![schema("User")]),
            (
                "$.paths['/users/{key}'].get.parameters[?@.name == 'paths'].x",
                vec![path("/users/{key}")],
            ),
            (
                "$..[?@['$ref'] == '#/components/schemas/A~1B/properties/x']",
                vec![schema("A/B")],
            ),
            (
                "$.components.schemas[?@.title == 'User'].properties.User",
                vec![],
            ),
            ("$.components.schemas[*].User", vec![]),
            ("$.components.schemas['User", vec![]),
            ("$", vec![]),
        ] {
            assert_eq!(read(target), found, "{target}");
        }
    }

    #[test]
    fn a_name_that_is_not_an_identifier_is_written_in_brackets() {
        for (target, now, renamed) in [
            (
                "$.components.schemas.User.x",
                "Person",
                "$.components.schemas.Person.x",
            ),
            (
                "$.components.schemas.User.x",
                "Acme.User",
                "$.components.schemas['Acme.User'].x",
            ),
            ("$..schemas..User", "Acme.User", "$..schemas..['Acme.User']"),
            (
                "$.components.schemas[\"User\"]",
                "A\"B",
                "$.components.schemas[\"A\\\"B\"]",
            ),
            (
                "$[?@ == '#/components/schemas/User']",
                "A/B",
                "$[?@ == '#/components/schemas/A~1B']",
            ),
        ] {
            let names = find_names(target);
            assert_eq!(replace_names(target, &[(&names[0], now)]), renamed);
        }
    }
}
