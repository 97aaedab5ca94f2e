//! Finds operations that return lists, and how the next page of each list is requested.
//!
//! The rules recognize four forms: numbered pages with the total, numbered pages without the total, pages that the
//! service names with texts, and whole lists without pages. An operation with pages takes an offset, and usually a
//! limit, in its query or in its body; upper and lower case do not matter. Its response has the items and an object
//! `page` with the next offset. When the parts have other names, an `x-odc-page` of the overlay gives their names.

use serde_json::Value;

use super::parameters::Parameter;
use crate::document::{Document, Problem, Result, child, resolve};
use crate::names;

/// The extension that names the parts of a list.
const PAGE: &str = "x-odc-page";

/// The parts that it may name.
const PARTS: [&str; 4] = ["items", "offset", "next", "total"];

/// The names of the items that the rules recognize, in upper or lower case.
const ITEMS: [&str; 2] = ["results", "items"];

/// The first word of a name such as `Page.Offset`, in lower case.
const HOLDERS: [&str; 3] = ["page", "paging", "pagination"];

/// Whether an operation is a list.
pub(super) enum Found {
    List(Paging),
    /// It returns a list, but for this reason it is not clear how to read the whole list.
    Unclear(String),
    NoList,
}

/// How the items of a list are read.
#[derive(Debug, Clone)]
pub(crate) struct Paging {
    /// The property of the response that holds the items. `None` when the response is the list itself.
    pub(crate) items: Option<String>,
    pub(crate) form: Form,
    /// An `x-odc-page` of the overlay describes the list.
    pub(crate) is_said: bool,
}

#[derive(Debug, Clone)]
pub(crate) enum Form {
    /// The response is the whole list.
    Whole,
    /// A page is identified by the number of its first item. `own`, `next` and `total` are places in the response: a
    /// property, a property of its value, and so on.
    Numbers {
        offset: Position,
        own: Option<Vec<String>>,
        next: Vec<String>,
        total: Option<Vec<String>>,
    },
    /// A page is identified by a text of the service.
    Texts { offset: Position, next: Vec<String> },
}

/// The part of a request that selects a page.
#[derive(Debug, Clone)]
pub(crate) enum Position {
    /// The Rust name of a parameter in the query.
    Query(String),
    /// The published name of a property of the body.
    Body(String),
}

/// The parts of an operation that decide whether it is a list.
pub(super) struct Lister<'a> {
    pub(super) document: &'a Document,
    pub(super) pointer: &'a str,
    pub(super) operation: &'a Value,
    /// Its parameters as published, and as they were read.
    pub(super) published: &'a [&'a Value],
    pub(super) read: &'a [Parameter],
    /// The schema of its successful response.
    pub(super) response: &'a Value,
    /// Its method or the overlay says that it changes nothing.
    pub(super) is_read: bool,
}

/// The kind of value that identifies a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Number,
    Text,
}

impl Lister<'_> {
    /// How the list of the operation is read.
    ///
    /// # Errors
    /// An `x-odc-page` names what does not exist.
    pub(super) fn find_paging(&self) -> Result<Found> {
        match self.operation.get(PAGE) {
            None => Ok(self.by_rule()),
            Some(Value::Bool(false)) => Ok(Found::NoList),
            Some(parts) => self.by_overlay(parts).map(Found::List),
        }
    }

    fn by_rule(&self) -> Found {
        let response = resolve(self.root(), self.response);
        let items = if is_list(response) {
            None
        } else {
            let named = ITEMS
                .iter()
                .filter_map(|name| self.property(response, name));
            let lists = named.filter(|(_, schema)| is_list(resolve(self.root(), schema)));
            match lists.collect::<Vec<_>>().as_slice() {
                [] => return Found::NoList,
                [(name, _)] => Some((*name).to_owned()),
                [(one, _), (other, _), ..] => {
                    return Found::Unclear(format!("`{one}` and `{other}` are lists"));
                }
            }
        };
        let form = match (self.position("limit"), self.position("offset")) {
            (None | Some((_, Unit::Number)), Some((offset, unit))) => {
                match self.pages(response, offset, unit) {
                    Some(pages) => pages,
                    None if self.is_read => {
                        let why = "the response does not say where the next page begins";
                        return Found::Unclear(why.to_owned());
                    }
                    None => return Found::NoList,
                }
            }
            _ if !self.is_read => return Found::NoList,
            _ => match self.sign_of_pages(response) {
                Some(name) => return Found::Unclear(format!("`{name}` belongs to a page")),
                None => Form::Whole,
            },
        };
        Found::List(Paging {
            items,
            form,
            is_said: false,
        })
    }

    /// The form of a list with an object `page`.
    fn pages(&self, response: &Value, offset: Position, unit: Unit) -> Option<Form> {
        let (page, schema) = self.property(response, "page")?;
        let place = |name: &str, is: Unit| {
            let (member, _) = self
                .property(schema, name)
                .filter(|(_, schema)| unit_of(schema) == Some(is))?;
            Some(vec![page.to_owned(), member.to_owned()])
        };
        let next = place("nextPageOffset", unit)?;
        Some(match unit {
            Unit::Text => Form::Texts { offset, next },
            Unit::Number => Form::Numbers {
                offset,
                own: place("offset", unit),
                next,
                total: place("totalResults", unit),
            },
        })
    }

    /// A member of the request or the response that is typical for pages. With such a member, the response may be only
    /// a part of the list.
    fn sign_of_pages(&self, response: &Value) -> Option<String> {
        let root = self.root();
        let is_of_page = |name: &str, schema: Option<&Value>| {
            let member = name.rsplit('.').next().unwrap_or(name);
            let is_date = schema.is_some_and(|schema| is_date(resolve(root, schema)));
            names::is_place_in_list(member) && !is_date
        };
        let found = |(name, schema): (&str, Option<&Value>)| {
            is_of_page(name, schema).then(|| name.to_owned())
        };
        let parameters = self.published.iter().filter_map(|parameter| {
            Some((parameter.get("name")?.as_str()?, parameter.get("schema")))
        });
        let in_response = members(root, response);
        let below = in_response
            .iter()
            .flat_map(|(_, schema)| members(root, resolve(root, schema)));
        let headers = self.document.findings.response_headers(self.pointer);
        let headers = headers.iter().map(|name| (name.as_str(), None));
        let with_schema = |(name, schema)| (name, Some(schema));
        let requested = self.body().into_iter().flat_map(|body| members(root, body));
        let requested = requested.map(with_schema);
        let in_response = in_response.iter().copied().map(with_schema);
        parameters
            .chain(requested)
            .chain(in_response)
            .chain(below.map(with_schema))
            .chain(headers)
            .find_map(found)
    }

    fn by_overlay(&self, parts: &Value) -> Result<Paging> {
        let at = child(self.pointer, PAGE);
        let parts = parts.as_object().ok_or_else(|| {
            let what = format!("{PAGE} is the names of the parts of a list, or false");
            self.refuse(&at, what)
        })?;
        if let Some(unknown) = parts.keys().find(|part| !PARTS.contains(&part.as_str())) {
            let what = format!("{PAGE} has no `{unknown}`, only {}", PARTS.join(", "));
            return Err(self.refuse(&child(&at, unknown), what));
        }
        let named = |part: &str| match parts.get(part) {
            None => Ok(None),
            Some(Value::String(name)) => Ok(Some(name.as_str())),
            Some(_) => {
                Err(self.refuse(&child(&at, part), "the name of a part is a text".to_owned()))
            }
        };
        let response = resolve(self.root(), self.response);
        let items = match named("items")? {
            Some(name) => Some(self.items_named(response, name, &child(&at, "items"))?),
            None if is_list(response) => None,
            None => {
                let what =
                    format!("{PAGE} needs `items`, the property of the response with the items");
                return Err(self.refuse(&at, what));
            }
        };
        let form = match (named("offset")?, named("next")?) {
            (None, None) if named("total")?.is_none() => Form::Whole,
            (Some(offset), Some(next)) => {
                let (offset, unit) = self.position_named(offset, &child(&at, "offset"))?;
                let next = self.place_named(response, next, unit, &child(&at, "next"))?;
                let total = named("total")?.map(|total| {
                    self.place_named(response, total, Unit::Number, &child(&at, "total"))
                });
                match (unit, total.transpose()?) {
                    (Unit::Number, total) => Form::Numbers {
                        offset,
                        own: None,
                        next,
                        total,
                    },
                    (Unit::Text, None) => Form::Texts { offset, next },
                    (Unit::Text, Some(_)) => {
                        let what =
                            "a list whose pages are named by texts is read without its total";
                        return Err(self.refuse(&child(&at, "total"), what.to_owned()));
                    }
                }
            }
            _ => {
                let what = format!("{PAGE} of a list with pages needs both `offset` and `next`");
                return Err(self.refuse(&at, what));
            }
        };
        Ok(Paging {
            items,
            form,
            is_said: true,
        })
    }

    fn items_named(&self, response: &Value, name: &str, at: &str) -> Result<String> {
        let found = self.property(response, name);
        match found.filter(|(published, schema)| *published == name && is_list(schema)) {
            Some(_) => Ok(name.to_owned()),
            None => Err(self.refuse_name(at, name, "list", "the response", response)),
        }
    }

    fn position_named(&self, name: &str, at: &str) -> Result<(Position, Unit)> {
        self.find_position(|published| published == name).ok_or_else(|| {
            let what = format!(
                "no optional parameter of the query and no property of the body `{name}` is a number or a text"
            );
            self.refuse(at, what)
        })
    }

    /// The place of a member of the response, such as `page.nextPageOffset`.
    fn place_named(
        &self,
        response: &Value,
        name: &str,
        unit: Unit,
        at: &str,
    ) -> Result<Vec<String>> {
        let kind = if unit == Unit::Number {
            "number"
        } else {
            "text"
        };
        let mut schema = response;
        for step in name.split('.') {
            let found = self.property(schema, step);
            let Some((_, below)) = found.filter(|(published, _)| *published == step) else {
                return Err(self.refuse_name(at, step, "property", "the response", schema));
            };
            schema = resolve(self.root(), below);
        }
        if unit_of(schema) != Some(unit) {
            return Err(self.refuse(at, format!("`{name}` is not a {kind}, which `offset` is")));
        }
        Ok(name.split('.').map(str::to_owned).collect())
    }

    fn refuse(&self, at: &str, what: String) -> Problem {
        self.document
            .problem(at, what)
            .fix("correct it in the overlay")
    }

    fn refuse_name(&self, at: &str, name: &str, kind: &str, of: &str, schema: &Value) -> Problem {
        let known: Vec<&str> = property_names(schema).collect();
        let known = format!("correct it in the overlay; {of} has {}", known.join(", "));
        let what = format!("there is no {kind} `{name}` in {of}");
        self.document.problem(at, what).fix(known)
    }

    fn root(&self) -> &Value {
        &self.document.root
    }

    /// Where a request takes `limit` or `offset`, in a spelling such as `Limit` or `Page.Limit`.
    fn position(&self, name: &str) -> Option<(Position, Unit)> {
        // A name without a dot is preferred. A name with a dot, such as `messages.offset`, may belong to another list.
        let in_page = |published: &str| {
            let (holder, member) = published.rsplit_once('.').unwrap_or_default();
            let holder = holder.to_ascii_lowercase();
            member.eq_ignore_ascii_case(name) && HOLDERS.contains(&holder.as_str())
        };
        let in_any = |published: &str| {
            let member = published.rsplit('.').next().unwrap_or(published);
            member.eq_ignore_ascii_case(name)
        };
        self.find_position(|published| published.eq_ignore_ascii_case(name))
            .or_else(|| self.find_position(in_page))
            .or_else(|| match self.positions(in_any).as_mut_slice() {
                [only] => Some(only.clone()),
                _ => None,
            })
    }

    /// The first optional number or text with such a name in the query, or else in the body.
    fn find_position(&self, is: impl Fn(&str) -> bool) -> Option<(Position, Unit)> {
        self.positions(is).into_iter().next()
    }

    /// The optional numbers and texts with such names in the query, and then those in the body.
    fn positions(&self, is: impl Fn(&str) -> bool) -> Vec<(Position, Unit)> {
        let in_query = self.published.iter().filter_map(|parameter| {
            let published = parameter.get("name").and_then(Value::as_str)?;
            let optional = parameter.get("required").is_none_or(|r| r == false);
            let in_query = parameter.get("in").is_some_and(|place| place == "query");
            if !(in_query && optional && is(published)) {
                return None;
            }
            let unit = unit_of(resolve(self.root(), parameter.get("schema")?))?;
            let mut read = self.read.iter();
            let read = read.find(|p| p.place == "query" && p.published == published)?;
            Some((Position::Query(read.ident.clone()), unit))
        });
        let body = self.body();
        let names = body.into_iter().flat_map(property_names);
        let in_body = names.filter(|name| is(name)).filter_map(|published| {
            let (_, schema) = self.property(body?, published)?;
            Some((Position::Body(published.to_owned()), unit_of(schema)?))
        });
        in_query.chain(in_body).collect()
    }

    /// The schema of the body, when it is an object.
    fn body(&self) -> Option<&Value> {
        let body = resolve(self.root(), self.operation.get("requestBody")?);
        let (_, media) = body.get("content")?.as_object()?.iter().next()?;
        Some(resolve(self.root(), media.get("schema")?))
    }

    /// A property of an object or of its `allOf` parts. Upper and lower case do not matter.
    fn property<'v>(&'v self, schema: &'v Value, name: &str) -> Option<(&'v str, &'v Value)> {
        property(self.root(), schema, name)
    }
}

fn is_list(schema: &Value) -> bool {
    schema.get("type").is_some_and(|ty| ty == "array")
}

/// The kind of page name that a value of this schema can be: a number that the runtime can add to, or a text.
fn unit_of(schema: &Value) -> Option<Unit> {
    let format = schema.get("format").and_then(Value::as_str);
    match (schema.get("type")?.as_str()?, format) {
        ("integer", None | Some("int32" | "int64" | "uint32")) => Some(Unit::Number),
        ("string", None) if schema.get("enum").is_none() => Some(Unit::Text),
        _ => None,
    }
}

fn property_names(schema: &Value) -> impl Iterator<Item = &str> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties
        .into_iter()
        .flatten()
        .map(|(name, _)| name.as_str())
}

/// The properties of an object and of its `allOf` parts.
fn members<'a>(root: &'a Value, schema: &'a Value) -> Vec<(&'a str, &'a Value)> {
    let own = schema.get("properties").and_then(Value::as_object);
    let own = own.into_iter().flatten();
    let mut all: Vec<_> = own.map(|(name, schema)| (name.as_str(), schema)).collect();
    let parts = schema.get("allOf").and_then(Value::as_array);
    for part in parts.into_iter().flatten() {
        all.extend(members(root, resolve(root, part)));
    }
    all
}

/// Whether a value is a date, as `from` and `before` are when they select by time.
fn is_date(schema: &Value) -> bool {
    let format = schema.get("format").and_then(Value::as_str);
    format.is_some_and(|format| ["date", "date-time"].contains(&format))
}

fn property<'a>(root: &'a Value, schema: &'a Value, name: &str) -> Option<(&'a str, &'a Value)> {
    let schema = resolve(root, schema);
    let own = schema.get("properties").and_then(Value::as_object);
    let exact = own.and_then(|own| own.get_key_value(name));
    let mut own = own.into_iter().flatten();
    let parts = || schema.get("allOf").and_then(Value::as_array);
    exact
        .or_else(|| own.find(|(published, _)| published.eq_ignore_ascii_case(name)))
        .map(|(published, schema)| (published.as_str(), schema))
        .or_else(|| {
            let mut parts = parts().into_iter().flatten();
            parts.find_map(|part| property(root, part, name))
        })
}

#[cfg(test)]
mod tests;
