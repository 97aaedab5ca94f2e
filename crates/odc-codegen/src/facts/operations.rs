//! The facts of an operation.

use serde_json::{Value, json};

use super::json_schema;
use super::limits::RateLimit;
use super::paging::{Found, Lister, Paging};
use super::parameters::{Parameter, Parameters, read_parameters};
use super::permissions::read_requirement;
use super::requirement::Requirement;
use crate::document::findings::{FieldStyle, OtherResponse, PART, PartMedia};
use crate::document::{Document, Result, flag, resolve, strings, text};
use crate::names::Names;

/// The extension with the sentence about permissions.
pub(super) const PERMISSIONS: &str = "x-os-permissions";

#[derive(Debug, Clone)]
pub(crate) struct Operation {
    pub(crate) name: String,
    /// The operationId as published.
    pub(crate) published: String,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) tag: String,
    pub(crate) summary: String,
    pub(crate) description: String,
    /// The permissions that the caller must hold. `None` means that the document does not name them.
    pub(crate) requirement: Option<Requirement>,
    pub(crate) parameters: Parameters,
    pub(crate) body: Option<Body>,
    pub(crate) success: String,
    pub(crate) success_status: u16,
    /// The declared error statuses and their descriptions.
    pub(crate) errors: Vec<(String, String)>,
    pub(crate) deprecated: bool,
    /// The value in the overlay. Without it, the method decides.
    pub(crate) idempotent: Option<bool>,
    pub(crate) rate_limits: Vec<RateLimit>,
    pub(crate) aliases: Vec<String>,
    pub(crate) paging: Option<Paging>,
    /// Why the operation is not read as a list, although it returns one.
    pub(crate) unclear_list: Option<String>,
    /// A successful response may have no content although others have it.
    pub(crate) optional_response: bool,
    /// A response that is not JSON.
    pub(crate) other_response: Option<OtherResponse>,
    /// The header `Accept` for a response that is JSON, if the header is not `application/json`.
    pub(crate) accept_json: Option<String>,
}

impl Operation {
    /// Whether the response is read as text.
    pub(crate) fn is_text(&self) -> bool {
        self.other_response == Some(OtherResponse::Text)
    }

    /// The header `Accept` for a response that is not JSON. `None` when any media type is accepted.
    pub(crate) fn accept(&self) -> Option<String> {
        match self.other_response.as_ref()? {
            OtherResponse::Text => Some("text/plain".to_owned()),
            OtherResponse::Bytes(media_types) => {
                let is_any = media_types.iter().any(|media| media == "*/*");
                (!is_any && !media_types.is_empty()).then(|| media_types.join(", "))
            }
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Body {
    pub(crate) description: String,
    /// Whether every call must have a body.
    pub(crate) is_required: bool,
    /// The media type that is sent.
    pub(crate) media_type: String,
    /// The JSON schema of the body as text.
    pub(crate) schema: String,
    /// How fields of a urlencoded form are written, if not in the usual way.
    pub(crate) styles: Vec<(String, FieldStyle)>,
    /// The parts of a multipart form that are files or have a media type of their own.
    pub(crate) parts: Option<Vec<PartMedia>>,
}

impl Body {
    /// The part of a multipart form with this name.
    pub(crate) fn part(&self, name: &str) -> Option<&PartMedia> {
        let mut parts = self.parts.iter().flatten();
        parts.find(|part| part.name == name)
    }
}

pub(super) fn read(
    document: &Document,
    names: &Names,
    pointer: &str,
    (method, path): (&str, &str),
    operation: &Value,
    shared: Option<&Value>,
) -> Result<Operation> {
    let root = &document.root;
    let lists = [shared, operation.get("parameters")];
    let published: Vec<&Value> = lists
        .into_iter()
        .flatten()
        .filter_map(Value::as_array)
        .flatten()
        .map(|parameter| resolve(root, parameter))
        .collect();
    let mut parameters = read_parameters(document, pointer, &published);
    // The path decides the order. If the document changed the order of two keys of the same type, callers' code would
    // still compile, but would swap the keys.
    let position = |p: &Parameter| {
        path.find(&format!("{{{}}}", p.published))
            .filter(|_| p.place == "path")
    };
    parameters.sort_by_cached_key(|p| position(p).unwrap_or(usize::MAX));
    let responses = || {
        operation
            .get("responses")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
    };
    let success = responses().find(|(status, _)| status.starts_with('2'));
    let schema = success.and_then(|(_, r)| response_schema(resolve(root, r)));
    let idempotent = operation.get("x-odc-idempotent").and_then(Value::as_bool);
    let paging = Lister {
        document,
        pointer,
        operation,
        published: &published,
        read: &parameters,
        response: schema.unwrap_or(&Value::Null),
        is_read: method == "get" || idempotent == Some(true),
    };
    let (paging, unclear_list) = match paging.find_paging()? {
        Found::List(paging) => (Some(paging), None),
        Found::Unclear(why) => (None, Some(why)),
        Found::NoList => (None, None),
    };
    Ok(Operation {
        name: names.operations[pointer].clone(),
        published: text(operation.get("operationId")),
        method: method.to_owned(),
        path: path.to_owned(),
        tag: operation
            .pointer("/tags/0")
            .map_or_else(|| "default".to_owned(), |t| text(Some(t))),
        summary: text(operation.get("summary")),
        description: text(operation.get("description")),
        requirement: operation
            .get(PERMISSIONS)
            .and_then(Value::as_str)
            .map(read_requirement),
        body: operation
            .get("requestBody")
            .and_then(|body| read_body(document, pointer, resolve(root, body), &published)),
        success: success
            .map(|(_, r)| text(resolve(root, r).get("description")))
            .unwrap_or_default(),
        success_status: success
            .and_then(|(status, _)| status.parse().ok())
            .unwrap_or(200),
        errors: responses()
            .filter(|(status, _)| !status.starts_with('2'))
            .map(|(status, r)| (status.clone(), text(resolve(root, r).get("description"))))
            .collect(),
        deprecated: flag(operation, "deprecated"),
        idempotent,
        rate_limits: Vec::new(),
        aliases: strings(operation.get("x-odc-aliases")),
        paging,
        unclear_list,
        optional_response: document.findings.has_optional_response(pointer),
        other_response: document.findings.other_response(pointer).cloned(),
        accept_json: Some(document.findings.accepted_json(pointer).join(", "))
            .filter(|accepted| !accepted.is_empty()),
        parameters: parameters.into(),
    })
}

fn read_body(
    document: &Document,
    pointer: &str,
    body: &Value,
    parameters: &[&Value],
) -> Option<Body> {
    let findings = &document.findings;
    let (media_type, content) = body.get("content")?.as_object()?.iter().next()?;
    let media_type = findings.media_type(pointer).unwrap_or(media_type);
    let parts = findings.parts(pointer);
    let mut schema = content.get("schema")?.clone();
    if parts.is_some() {
        schema = resolve(&document.root, &schema).clone();
        add_files(&mut schema, parameters);
    }
    Some(Body {
        description: text(body.get("description")),
        is_required: flag(body, "required"),
        media_type: media_type.to_owned(),
        schema: json_schema::text(&document.root, &schema),
        styles: findings.field_styles(pointer).to_vec(),
        parts: parts.map(<[_]>::to_vec),
    })
}

/// Adds the files to the schema of a multipart form. A pass made parameters of them.
fn add_files(form: &mut Value, parameters: &[&Value]) {
    for file in parameters.iter().filter(|p| p["in"] == PART) {
        let name = file["name"].as_str().unwrap_or_default();
        let mut property = file["schema"].clone();
        let one = if property["type"] == "array" {
            &mut property["items"]
        } else {
            &mut property
        };
        one["format"] = json!("binary");
        property["description"] = json!(text(file.get("description")));
        form["properties"][name] = property;
        if flag(file, "required") {
            let mut required = strings(form.get("required"));
            required.push(name.to_owned());
            form["required"] = json!(required);
        }
    }
}

pub(super) fn response_schema(response: &Value) -> Option<&Value> {
    response.pointer("/content/application~1json/schema")
}
