//! Compares two operations: the name of the method, the request and the response.

use indexmap::IndexMap;

use super::change::{Class, Element, Event};
use super::comparer::{Comparer, Usage};
use super::fields::rust_names;
use super::parameters::sent_parameters;
use super::place::Place;
use super::routes::{Found, Route};
use super::setting::Setting;
use super::shape::{Field, Kind, Shape};
use crate::document::{essence, is_json};
use crate::names::{Names, body_setter_names};
use crate::repair::{choose_media, sent_media_type};

/// Members that other code compares. The rest are compared as texts.
const COMPARED: [&str; 8] = [
    "servers",
    "operationId",
    "x-rust-name",
    "x-os-permissions",
    "security",
    "parameters",
    "requestBody",
    "responses",
];

impl<'a> Comparer<'a> {
    pub(super) fn compare_operations(&mut self, old: &Route<'a>, new: &Route<'a>, found: Found) {
        self.operation = Some(new.label());
        self.compare_names(old, new);
        if found == Found::Moved {
            let what = format!("moved here from {}", old.label());
            self.report_breaking((Element::Operation, Event::Changed), what, &new.at);
        }
        self.compare_other_texts(&COMPARED, &old.at, &new.at, "the operation");
        // Our client does not use the servers of an operation or a path.
        for (old, new) in [(&old.item, &new.item), (&old.at, &new.at)] {
            let (was, is) = (old.get("servers"), new.get("servers"));
            if let Some(servers) = Setting::changed("servers", was.as_ref(), is.as_ref()) {
                self.report_setting(
                    Class::Breaking,
                    Element::BasePath,
                    &servers,
                    "the operation",
                );
            }
        }
        self.compare_texts(
            &["summary", "description"],
            &old.item,
            &new.item,
            "the path",
        );
        self.compare_permissions(&old.at, &new.at);
        self.compare_security(old, new);
        self.compare_parameters(old, new, [old, new].map(file_arguments));
        self.compare_bodies(old, new);
        self.compare_body_setters(old, new);
        self.compare_responses(old, new);
        self.compare_queued();
        self.operation = None;
    }

    /// Compares the names of the method.
    fn compare_names(&mut self, old: &Route<'a>, new: &Route<'a>) {
        let name = |names: &Names, route: &Route<'a>| {
            names
                .operations
                .get(&route.at.pointer)
                .cloned()
                .unwrap_or_default()
        };
        let (was, is) = (name(&self.names.0, old), name(&self.names.1, new));
        if was == is {
            self.compare_texts(&["operationId"], &old.at, &new.at, "the operation");
        } else {
            let keep = format!("`x-rust-name: {was}` in the overlay keeps it");
            let what = format!("method `{was}` becomes `{is}` ({keep})");
            self.report_breaking((Element::Operation, Event::Renamed), what, &new.at);
        }
    }

    fn compare_bodies(&mut self, old: &Route<'a>, new: &Route<'a>) {
        let body = |route: &Route<'a>| route.at.get("requestBody").map(|b| b.resolved());
        let element = Element::RequestBody;
        match (body(old), body(new)) {
            (None, None) => {}
            (Some(old), None) => {
                self.report_breaking((element, Event::Removed), "request body removed", &old);
            }
            (None, Some(new)) if new.flag("required") => {
                let what = "required request body added";
                self.report_breaking((element, Event::Added), what, &new);
            }
            (None, Some(new)) => {
                self.report_additive((element, Event::Added), "request body added", &new);
            }
            (Some(old), Some(new)) => {
                self.compare_other_texts(&["content", "required"], &old, &new, "the request body");
                self.compare_required_body(&old, &new);
                self.compare_sent_forms(&old, &new);
            }
        }
    }

    /// Compares whether the body and its files are required. A call may omit an optional body. The files that a form
    /// requires are arguments of the method.
    fn compare_required_body(&mut self, old: &Place<'a>, new: &Place<'a>) {
        let kind = (Element::RequestBody, Event::Changed);
        match (old.flag("required"), new.flag("required")) {
            (false, true) => self.report_breaking(kind, "the request body is required now", new),
            (true, false) => self.report_additive(kind, "the request body is optional now", new),
            _ => {}
        }
        let (was, is) = (required_files(old), required_files(new));
        for (file, at) in is.iter().filter(|(file, _)| !was.contains_key(*file)) {
            let what = format!("the file `{file}` is an argument of the method now");
            self.report_breaking(kind, what, at);
        }
        for (file, at) in was.iter().filter(|(file, _)| !is.contains_key(*file)) {
            let what = format!("the file `{file}` is no longer an argument of the method");
            self.report_breaking((Element::RequestBody, Event::Removed), what, at);
        }
    }

    /// Compares the forms in which the body is sent. Other forms of the documents do not count.
    fn compare_sent_forms(&mut self, old: &Place<'a>, new: &Place<'a>) {
        let (was, is) = (SentBody::find(old), SentBody::find(new));
        let kind = (Element::RequestBody, Event::Changed);
        let shown = |sent: Option<&SentBody<'a>>| {
            sent.map_or("a form that we cannot send".to_owned(), |sent| {
                format!("`{}`", sent.name())
            })
        };
        let typed = |sent: Option<&SentBody<'a>>| sent.map(SentBody::is_typed);
        if was.as_ref().map(SentBody::name) != is.as_ref().map(SentBody::name) {
            let (now, before) = (shown(is.as_ref()), shown(was.as_ref()));
            let what = format!("the request body is {now} now, was {before}");
            let at = is.as_ref().map_or(new, |sent| &sent.at);
            let same_type = typed(was.as_ref()) == typed(is.as_ref());
            let taken = was.as_ref().is_none_or(|sent| takes(new, &sent.name()));
            if was.is_none() || (taken && same_type) {
                self.report_additive(kind, what, at);
            } else {
                self.report_breaking(kind, what, at);
            }
            if !same_type {
                return;
            }
        }
        let encoding = |sent: &Option<SentBody<'a>>| {
            let encoding = sent.as_ref()?.at.get("encoding")?;
            Some(encoding.value.clone())
        };
        if encoding(&was) != encoding(&is) {
            let what = "the fields of the form are written in another way now";
            let at = is.as_ref().map_or(new, |sent| &sent.at);
            self.report_of_crate(kind, what, &at.pointer);
        }
        let (was_content, is_content) = (old.get("content"), new.get("content"));
        self.compare_examples(
            was_content.as_ref(),
            is_content.as_ref(),
            &["schema", "encoding"],
            "the request body",
        );
        let (Some(was), Some(is)) = (was, is) else {
            return;
        };
        if was.is_typed() {
            match (was.at.get("schema"), is.at.get("schema")) {
                (Some(old), Some(new)) => {
                    self.compare_null(&old, &new, Usage::Request, "request");
                    let usage = if self
                        .operation
                        .as_ref()
                        .is_some_and(|o| o.starts_with("PATCH "))
                    {
                        Usage::Patch
                    } else {
                        Usage::Request
                    };
                    self.compare_schemas(&old, &new, usage, "request");
                }
                (old, new) => self.compare_untyped(old.as_ref(), new.as_ref(), &is.at, "request"),
            }
        }
    }
}

impl<'a> Comparer<'a> {
    /// Compares the setters of a call for the fields of its body. A parameter may take the name of such a setter. Then
    /// existing code would compile, but would set the parameter.
    fn compare_body_setters(&mut self, old: &Route<'a>, new: &Route<'a>) {
        let was = body_setters(old);
        for (name, setter) in body_setters(new) {
            let before = was
                .get(&name)
                .filter(|before| before.field == setter.field && before.name != setter.name);
            if let Some(before) = before {
                let (was, is) = (&before.name, &setter.name);
                let what = format!("setter of request field `{name}` becomes `{is}`, was `{was}`");
                // Only the setter is renamed; the field keeps its name in Rust.
                let kind = (Element::RequestBody, Event::Renamed);
                self.report_breaking(kind, what, &setter.at);
            }
        }
    }
}

/// The setter of a call for a field of its body.
struct BodySetter<'a> {
    at: Place<'a>,
    /// The name of the field in Rust.
    field: String,
    name: String,
}

/// The setters of a call for the fields of its body, by the names of the fields in JSON.
fn body_setters<'a>(route: &Route<'a>) -> IndexMap<String, BodySetter<'a>> {
    let body = route.at.get("requestBody").map(|body| body.resolved());
    let sent = body.as_ref().and_then(SentBody::find);
    let schema = sent
        .filter(SentBody::is_typed)
        .and_then(|sent| sent.at.get("schema"));
    let shape = schema.map(|schema| Shape::read(&schema));
    let Some(shape) = shape.filter(|shape| shape.kind() == Kind::Object) else {
        return IndexMap::new();
    };
    let fields = shape.fields();
    let names = rust_names(&fields);
    let is_set = |field: &Field<'a>| !Shape::says(&field.at, "readOnly") && !is_file(&field.at);
    let fields: Vec<_> = fields
        .into_iter()
        .filter(|(_, field)| is_set(field))
        .collect();
    let idents: Vec<String> = fields.iter().map(|(name, _)| names[name].clone()).collect();
    let setters = body_setter_names(&idents, &sent_parameters(route));
    let setters = fields.into_iter().zip(idents).zip(setters);
    let setters = setters.map(|(((published, field), ident), name)| {
        let at = field.at;
        (
            published,
            BodySetter {
                at,
                field: ident,
                name,
            },
        )
    });
    setters.collect()
}

/// The form in which a body is sent.
struct SentBody<'a> {
    media: &'a str,
    at: Place<'a>,
}

impl<'a> SentBody<'a> {
    fn find(body: &Place<'a>) -> Option<Self> {
        let content = body.get("content")?;
        let media = choose_media(content.value.as_object()?)?;
        let at = content.get(media)?;
        Some(Self { media, at })
    }

    /// The media type in the header of the request.
    fn name(&self) -> String {
        sent_media_type(self.media, self.at.value)
    }

    /// Whether the body is a value of the schema, not bytes or text.
    fn is_typed(&self) -> bool {
        let forms = ["application/x-www-form-urlencoded", "multipart/form-data"];
        let name = self.name();
        is_json(&name) || forms.contains(&name.as_str())
    }
}

/// The files of a multipart form that are arguments of the method.
fn required_files<'a>(body: &Place<'a>) -> IndexMap<String, Place<'a>> {
    let form = SentBody::find(body)
        .filter(|sent| body.flag("required") && sent.name() == "multipart/form-data");
    let fields = form
        .and_then(|form| form.at.get("schema"))
        .map(|schema| Shape::read(&schema).fields());
    let fields = fields
        .into_iter()
        .flatten()
        .filter(|(_, field)| field.required);
    fields
        .filter(|(_, field)| is_file(&field.at))
        .map(|(name, field)| (name, field.at))
        .collect()
}

/// The names of the files that are arguments of the method, in their order.
fn file_arguments(route: &Route<'_>) -> Vec<String> {
    let body = route.at.get("requestBody").map(|body| body.resolved());
    let files = body.as_ref().map(required_files).unwrap_or_default();
    files.into_keys().collect()
}

/// Whether a property is a file, or a list of files.
fn is_file(property: &Place<'_>) -> bool {
    let property = Shape::read(property).at;
    let element = property
        .get("items")
        .map(|element| Shape::read(&element).at);
    let format = element.as_ref().unwrap_or(&property).text("format");
    matches!(format, Some("binary" | "base64"))
}

/// Whether the operation accepts a body with this media type.
fn takes(body: &Place<'_>, name: &str) -> bool {
    let content = body.get("content");
    let mut forms = content.iter().flat_map(Place::members);
    forms.any(|(media, _)| match essence(media).split_once('*') {
        Some(("", _)) => true,
        Some((before, after)) => name.starts_with(before) && name.ends_with(after),
        None => essence(media) == name,
    })
}
