//! Compares the parameters of two operations.
//!
//! A required parameter is an argument of the method, and its position identifies it. Each other parameter has a
//! setter.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use serde_json::Value;

use super::change::{Class, Element, Event};
use super::comparer::{Comparer, Usage};
use super::place::Place;
use super::routes::{Route, path_parameters};
use super::setting::Setting;
use super::shape::{Kind, Shape};
use crate::document::essence;
use crate::names::{self, Published, overlay_name};

/// The place (`query`, `path`, …) and the name. The name of a header is in lower case.
type Key = (String, String);

type Parameters<'a> = IndexMap<Key, Parameter<'a>>;

#[derive(Debug, Clone)]
struct Parameter<'a> {
    at: Place<'a>,
    /// Its name in Rust.
    ident: String,
}

/// Members that other code compares. The rest are compared as texts.
const COMPARED: [&str; 9] = [
    "in",
    "name",
    "x-rust-name",
    "required",
    "schema",
    "content",
    "style",
    "explode",
    "x-odc-comma-list",
];

impl<'a> Comparer<'a> {
    /// Compares the parameters, and the order of the arguments. `files` are the files that are arguments.
    pub(super) fn compare_parameters(
        &mut self,
        old: &Route<'a>,
        new: &Route<'a>,
        files: [Vec<String>; 2],
    ) {
        let (was, is) = (parameters(old), parameters(new));
        let [files_before, files_now] = files;
        let renamed = renamed_path_parameters(old.path, new.path);
        let before = arguments(old, &was, files_before, &renamed);
        let now = arguments(new, &is, files_now, &IndexMap::new());
        self.compare_order(new, before, now);
        let mut is: IndexMap<Key, Option<Parameter<'a>>> =
            is.into_iter().map(|(key, new)| (key, Some(new))).collect();
        let mut gone = Vec::new();
        for (key, old) in was {
            let path_parameter = renamed.get(key.1.as_str()).filter(|_| key.0 == "path");
            let now = path_parameter.map_or_else(
                || key.clone(),
                |path_parameter| (key.0.clone(), (*path_parameter).to_owned()),
            );
            match is.get_mut(&now).and_then(Option::take) {
                Some(new) => self.compare_parameter(&old, &new, &now.0),
                None => gone.push((key, old)),
            }
        }
        let mut taken: HashSet<Key> = HashSet::new();
        let mut fresh: Parameters<'a> = is
            .into_iter()
            .filter_map(|(key, new)| Some((key, new?)))
            .collect();
        // No two parameters of an operation have the same name in Rust.
        let setters: HashMap<String, Key> = fresh
            .iter()
            .map(|(key, new)| (new.ident.clone(), key.clone()))
            .collect();
        for (key, old) in gone {
            let same_name = setters.get(&old.ident).and_then(|now| {
                let new = fresh.get(now)?;
                has_same_setter((&key, &old), (now, new)).then(|| (now.clone(), new.clone()))
            });
            if let Some((now, new)) = same_name {
                taken.insert(now.clone());
                self.report_same_setter(&old, &new, (&key, &now));
            } else {
                let at = old.at;
                let (class, note) = left_out(&key.0, &at, Class::Breaking);
                let what = format!("{} removed{note}", label(&at));
                let kind = (Element::Parameter, Event::Removed);
                self.report(class, kind, what, &at.pointer);
            }
        }
        fresh.retain(|key, _| !taken.contains(key));
        for (key, Parameter { at, .. }) in fresh {
            let (class, word) = if at.flag("required") || key.0 == "path" {
                (Class::Breaking, "required ")
            } else {
                (Class::Additive, "")
            };
            let (class, note) = left_out(&key.0, &at, class);
            let what = format!("{word}{} added{note}", label(&at));
            self.report(class, (Element::Parameter, Event::Added), what, &at.pointer);
        }
    }

    /// Reports that the order of arguments changed. Existing calls would compile, but would swap the arguments.
    fn compare_order(
        &mut self,
        new: &Route<'a>,
        mut before: Vec<Argument>,
        mut now: Vec<Argument>,
    ) {
        let [in_old, in_new]: [HashSet<String>; 2] =
            [&before, &now].map(|all| all.iter().map(|argument| argument.id.clone()).collect());
        before.retain(|argument| in_new.contains(&argument.id));
        now.retain(|argument| in_old.contains(&argument.id));
        let ids = before.iter().map(|argument| &argument.id);
        if !ids.eq(now.iter().map(|argument| &argument.id)) {
            let [now, before] = [now, before].map(|all| {
                let names: Vec<String> = all.into_iter().map(|argument| argument.name).collect();
                names.join("`, `")
            });
            let what = format!("arguments are `{now}` now, were `{before}`");
            // The operation may have no parameters besides those of its path.
            let own = new
                .at
                .get("parameters")
                .or_else(|| new.item.get("parameters"));
            let pointer = own.map_or_else(|| new.at.pointer.clone(), |list| list.pointer);
            let kind = (Element::Parameter, Event::Changed);
            self.report(Class::Breaking, kind, what, &pointer);
        }
    }

    /// Reports that a parameter with the same setter in Rust has another spelling or another place.
    fn report_same_setter(
        &mut self,
        old: &Parameter<'a>,
        new: &Parameter<'a>,
        (was, is): (&Key, &Key),
    ) {
        let before = label(&old.at);
        let what = if was.0 == is.0 {
            let name = new.at.text("name").unwrap_or_default();
            format!("{before} is spelled `{name}` now (the same setter)")
        } else {
            let now = label(&new.at);
            format!("{before} is the {now} now (the same setter)")
        };
        self.report_breaking((Element::Parameter, Event::Renamed), what, &new.at);
        self.compare_parameter(old, new, &is.0);
    }

    fn compare_parameter(&mut self, was: &Parameter<'a>, is: &Parameter<'a>, place: &str) {
        let (old, new) = (&was.at, &is.at);
        let label = label(new);
        self.compare_parameter_names(was, is, place, &label);
        if place == "cookie" && !old.flag("required") && !new.flag("required") {
            let keys = ["description", "deprecated", "schema"];
            self.compare_texts(&keys, old, new, &label);
            return;
        }
        if place != "path" {
            self.compare_required_parameter(old, new, &label);
        }
        if place == "header" {
            self.compare_texts(&["name"], old, new, &label);
        }
        self.compare_wire_forms(old, new, &label);
        self.compare_other_texts(&COMPARED, old, new, &label);
        match (schema_of(old), schema_of(new)) {
            (Some(old), Some(new)) => {
                // A parameter is never null.
                self.compare_texts(&["nullable"], &old, &new, &label);
                self.compare_schemas(&old, &new, Usage::Request, &label);
            }
            (was, is) => self.compare_untyped(was.as_ref(), is.as_ref(), new, &label),
        }
    }

    /// Compares the Rust names. The name of an argument is only documentation.
    fn compare_parameter_names(
        &mut self,
        old: &Parameter<'a>,
        new: &Parameter<'a>,
        place: &str,
        label: &str,
    ) {
        let kind = (Element::Parameter, Event::Renamed);
        let named = was_named(&old.at, &new.at);
        if let Some(was) = named.filter(|_| place == "path") {
            let name = new.at.text("name").unwrap_or_default();
            let what =
                format!("path parameter `{was}` is called `{name}` now (identified by position)");
            self.report_text_only(kind, what, &new.at);
        } else if old.ident != new.ident {
            let (class, note) = if place == "path" || new.at.flag("required") {
                (Class::TextOnly, " (identified by position)")
            } else {
                left_out(place, &new.at, Class::Breaking)
            };
            let (was, is) = (&old.ident, &new.ident);
            let what = format!("{label} becomes `{is}` in Rust, was `{was}`{note}");
            self.report(class, kind, what, &new.at.pointer);
        }
    }

    /// Compares whether a parameter is required. Required parameters are arguments, so the method changes.
    fn compare_required_parameter(&mut self, old: &Place<'a>, new: &Place<'a>, label: &str) {
        let what = match (old.flag("required"), new.flag("required")) {
            (false, true) => format!("{label} is required now (an argument, was a setter)"),
            (true, false) => format!("{label} is optional now (a setter, was an argument)"),
            _ => return,
        };
        self.report_breaking((Element::Parameter, Event::Changed), what, new);
    }

    /// Compares how the value is written into the request.
    fn compare_wire_forms(&mut self, old: &Place<'a>, new: &Place<'a>, label: &str) {
        let name = new.text("name").unwrap_or_default();
        let (was, is) = (written(old, name), written(new, name));
        let kind = (Element::Parameter, Event::Changed);
        if was == is || old.text("in") != new.text("in") {
            self.compare_texts(&["style", "explode"], old, new, label);
        } else if kind_of(old) == kind_of(new) {
            let what = format!("{label} is written `{is}` now, was `{was}`");
            self.report_breaking(kind, what, new);
        }
        let key = "x-odc-comma-list";
        if let Some(list) = Setting::changed(key, old.get(key).as_ref(), new.get(key).as_ref()) {
            self.report_setting(Class::Breaking, Element::Type, &list, label);
        }
        let as_content = |at: &Place<'a>| {
            let content = at.get("content")?;
            content.members().next().map(|(media, _)| media.to_owned())
        };
        let (was, is) = (as_content(old), as_content(new));
        if was != is {
            let shown = |media: &Option<String>| media.clone().unwrap_or("plain text".to_owned());
            let what = format!(
                "{label} is written as {} now, was {}",
                shown(&is),
                shown(&was)
            );
            // A text is written unchanged, whether or not it has a media type.
            let is_text = |media: &Option<String>| {
                let media = media.as_deref().map(essence);
                media.is_none_or(|media| media == "text/plain")
            };
            if is_text(&was) && is_text(&is) && kind_of(new) == Some(Kind::Text) {
                self.report_of_crate(kind, what, &new.pointer);
            } else {
                self.report_breaking(kind, what, new);
            }
        }
    }
}

/// An example of the value in its style (`OpenAPI` 3.0.3, "Style Values"): `a` and `b` are elements of a list, `k` and
/// `v` belong to an object.
fn written(parameter: &Place<'_>, name: &str) -> String {
    let default = match parameter.text("in") {
        Some("query" | "cookie") => "form",
        _ => "simple",
    };
    let style = parameter.text("style").unwrap_or(default);
    let explode = parameter.value.get("explode").and_then(Value::as_bool);
    let explode = explode.unwrap_or(style == "form");
    let list = matches!(kind_of(parameter), Some(Kind::Array));
    let object = matches!(kind_of(parameter), Some(Kind::Object | Kind::Map));
    match (style, list, object, explode) {
        ("form" | "spaceDelimited" | "pipeDelimited", true, _, true) => {
            format!("{name}=a&{name}=b")
        }
        ("form" | "spaceDelimited" | "pipeDelimited", _, true, true) => "k=v".to_owned(),
        ("form", true, ..) => format!("{name}=a,b"),
        ("form", _, true, _) => format!("{name}=k,v"),
        ("spaceDelimited", true, ..) => format!("{name}=a%20b"),
        ("pipeDelimited", true, ..) => format!("{name}=a|b"),
        ("deepObject", _, true, _) => format!("{name}[k]=v"),
        ("label", true, _, true) => ".a.b".to_owned(),
        ("label", true, ..) => ".a,b".to_owned(),
        ("label", ..) => ".a".to_owned(),
        ("matrix", true, _, true) => format!(";{name}=a;{name}=b"),
        ("matrix", true, ..) => format!(";{name}=a,b"),
        ("matrix", ..) => format!(";{name}=a"),
        (_, true, ..) => "a,b".to_owned(),
        (_, _, true, true) => "k=v".to_owned(),
        (_, _, true, false) => "k,v".to_owned(),
        _ => "a".to_owned(),
    }
}

fn kind_of(parameter: &Place<'_>) -> Option<Kind> {
    schema_of(parameter).map(|schema| Shape::read(&schema).kind())
}

/// The parameter in words: ``query parameter `limit` ``.
fn label(parameter: &Place<'_>) -> String {
    let part = |key: &str| parameter.text(key).unwrap_or_default();
    format!("{} parameter `{}`", part("in"), part("name"))
}

/// The old name, when it differs from the new name.
fn was_named<'a>(old: &Place<'a>, new: &Place<'a>) -> Option<&'a str> {
    old.text("name")
        .filter(|was| Some(*was) != new.text("name"))
}

/// The class of a change, and a note when our clients do not send the parameter. They do not send an optional cookie.
fn left_out(place: &str, at: &Place<'_>, class: Class) -> (Class, &'static str) {
    if place == "cookie" && !at.flag("required") {
        (Class::TextOnly, " (our clients send no cookies)")
    } else {
        (class, "")
    }
}

/// Whether two parameters have the same setter in Rust. A parameter in the path never has the same setter as a
/// parameter elsewhere, because its position identifies it.
fn has_same_setter(was: (&Key, &Parameter<'_>), is: (&Key, &Parameter<'_>)) -> bool {
    let ((was, old), (is, new)) = (was, is);
    let same_place = was.0 == is.0 || (was.0 != "path" && is.0 != "path");
    let sent = was.0 != "cookie" && is.0 != "cookie";
    sent && same_place && old.ident == new.ident
}

/// The new names of renamed path parameters by the old names, in the order of the path.
fn renamed_path_parameters<'p>(old: &'p str, new: &'p str) -> IndexMap<&'p str, &'p str> {
    let (was, is): (Vec<_>, Vec<_>) = (
        path_parameters(old).collect(),
        path_parameters(new).collect(),
    );
    let gone = was.iter().filter(|name| !is.contains(name));
    let fresh = is.iter().filter(|name| !was.contains(name));
    gone.copied().zip(fresh.copied()).collect()
}

/// An argument of a method.
struct Argument {
    /// The identity: the same argument has the same identity in both documents.
    id: String,
    /// Its name in a report.
    name: String,
}

/// The arguments of the method: the path parameters, the other required parameters, and the required files of a form.
/// The identity of a path parameter is its new name; `renamed` has the new names.
fn arguments(
    route: &Route<'_>,
    parameters: &Parameters<'_>,
    files: Vec<String>,
    renamed: &IndexMap<&str, &str>,
) -> Vec<Argument> {
    let in_path = path_parameters(route.path).map(|name| Argument {
        id: format!("path {}", renamed.get(name).unwrap_or(&name)),
        name: name.to_owned(),
    });
    let required = |((place, _), parameter): &(&Key, &Parameter<'_>)| {
        (place == "query" || place == "header") && parameter.at.flag("required")
    };
    let others = parameters.iter().filter(required);
    let others = others.flat_map(|(_, parameter)| {
        let name = parameter.at.text("name").unwrap_or_default().to_owned();
        let whole = || {
            let id = parameter.ident.clone();
            let name = name.clone();
            vec![Argument { id, name }]
        };
        required_members(&parameter.at).map_or_else(whole, |members| {
            let of_object = members.into_iter().map(|member| Argument {
                id: format!("{} {member}", parameter.ident),
                name: member,
            });
            of_object.collect()
        })
    });
    let files = files.into_iter().map(|name| Argument {
        id: format!("file {name}"),
        name,
    });
    in_path.chain(others).chain(files).collect()
}

/// The required properties of an object in the query, each of which is an argument; `None` for another parameter.
fn required_members(parameter: &Place<'_>) -> Option<Vec<String>> {
    let is_apart = match parameter.text("style") {
        None | Some("form") => parameter.value.get("explode") != Some(&Value::Bool(false)),
        style => style == Some("deepObject"),
    };
    let schema = parameter.get("schema").filter(|_| is_apart)?;
    let shape = Shape::read(&schema);
    if parameter.text("in") != Some("query") || shape.kind() != Kind::Object {
        return None;
    }
    let fields = shape.fields().into_iter();
    let required = fields.filter(|(_, field)| field.required);
    Some(required.map(|(name, _)| name).collect())
}

/// Headers that `OpenAPI` ignores as parameters (3.0.3, "Parameter Object").
const IGNORED: [&str; 3] = ["accept", "authorization", "content-type"];

/// The names in Rust of the parameters that a call sends.
pub(super) fn sent_parameters(route: &Route<'_>) -> HashSet<String> {
    let sent = parameters(route).into_iter();
    let sent = sent.filter(|((place, _), _)| place != "cookie");
    sent.map(|(_, parameter)| parameter.ident).collect()
}

/// The parameters of an operation. They override the parameters of the path item.
fn parameters<'a>(route: &Route<'a>) -> Parameters<'a> {
    let mut parameters: IndexMap<Key, Place<'a>> = IndexMap::new();
    for at in [&route.item, &route.at] {
        for at in at.list("parameters") {
            let at = at.resolved();
            if let (Some(place), Some(name)) = (at.text("in"), at.text("name")) {
                let name = if place == "header" {
                    name.to_lowercase()
                } else {
                    name.to_owned()
                };
                if place == "header" && IGNORED.contains(&name.as_str()) {
                    continue;
                }
                // A parameter of the operation can override one of the path item. The place is then that of the
                // operation's parameter.
                let key = (place.to_owned(), name);
                parameters.shift_remove(&key);
                parameters.insert(key, at);
            }
        }
    }
    let published = parameters.values().map(|at| Published {
        name: at.text("name").unwrap_or_default(),
        place: at.text("in").unwrap_or_default(),
        given: overlay_name(at.value),
    });
    let idents = names::parameter_names(&published.collect::<Vec<_>>());
    let pairs = parameters.into_iter().zip(idents);
    pairs
        .map(|((key, at), ident)| (key, Parameter { at, ident }))
        .collect()
}

/// The schema of a parameter, or of its `content`.
fn schema_of<'a>(parameter: &Place<'a>) -> Option<Place<'a>> {
    parameter.get("schema").or_else(|| {
        let (_, form) = parameter.get("content")?.members().next()?;
        form.get("schema")
    })
}
