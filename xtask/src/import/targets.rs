//! The schemas and paths that the target of an overlay action names, and the target with other names in their place.
//!
//! A target is a `JSONPath` (RFC 9535). Only what stands below `schemas` or `paths` is a name of such a thing: a field that
//! is called like a schema is not.

use std::ops::Range;

use odc_codegen::document::{child, key_of};

/// What begins a reference to a schema, as a filter compares it.
const REFERENCE: &str = "#/components/schemas/";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Schemas,
    Paths,
}

impl Of {
    /// Where they stand in a document.
    pub(super) fn section(self) -> &'static [&'static str] {
        match self {
            Self::Schemas => &["components", "schemas"],
            Self::Paths => &["paths"],
        }
    }
}

/// A schema or a path, by the name in a target.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// What it is one of.
    pub(super) of: Of,
    pub(super) text: String,
    /// Where it is written in the target.
    range: Range<usize>,
    form: Form,
}

/// How a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `.User`
    Member,
    /// `..User`, the name alone.
    Descendant,
    /// `'User'`, with its quotes.
    Quoted(char),
    /// `'#/components/schemas/User'`, the name alone.
    Reference,
}

impl Name {
    /// Another name in this one's form; what is no identifier stands in brackets.
    fn respelt(&self, now: &str) -> String {
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

/// The target with some of its names replaced.
pub(super) fn renamed(target: &str, names: &[(&Name, &str)]) -> String {
    let mut target = target.to_owned();
    // From the back, so that the places of the others stay.
    for (name, now) in names.iter().rev() {
        target.replace_range(name.range.clone(), &name.respelt(now));
    }
    target
}

/// The names in a target, in their order.
pub(super) fn names(target: &str) -> Vec<Name> {
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

/// What was read of a target so far.
#[derive(Default)]
struct Reader {
    names: Vec<Name>,
    /// The name of the segment before, the last of several; empty without one.
    holder: String,
    /// The brackets that are open: what they select from, and whether by a filter.
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
            // A path begins anew, or anything may come before.
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

    /// A text in quotes: a name, or what a filter compares with.
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
        let of = match holder {
            "schemas" => Of::Schemas,
            "paths" => Of::Paths,
            _ => return,
        };
        self.names.push(Name {
            of,
            text,
            range,
            form,
        });
    }
}

/// `\'` -> `'`, `\\` -> `\`; names are not written with other escapes.
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

    fn read(target: &str) -> Vec<(Of, String)> {
        let names = names(target).into_iter();
        names.map(|name| (name.of, name.text)).collect()
    }

    #[test]
    fn names_stand_below_schemas_and_paths_alone() {
        let schema = |name: &str| (Of::Schemas, name.to_owned());
        let path = |name: &str| (Of::Paths, name.to_owned());
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
    fn a_name_that_is_no_identifier_is_written_in_brackets() {
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
            let names = names(target);
            assert_eq!(super::renamed(target, &[(&names[0], now)]), renamed);
        }
    }
}
