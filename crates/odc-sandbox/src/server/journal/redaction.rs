//! Removes all parts of a request that may be a secret.
//!
//! A secret can be in any header, parameter or property: it may belong to another service or to a proxy, or a tested
//! program puts it in a wrong place. Therefore there is a list of the values that are kept: the headers of
//! [`HARMLESS`], the parameters and properties that the API's document declares for the operation, and the parts of a
//! path that are a part of a served path or a UUID. For all other headers, parameters and properties, only the name
//! is kept.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use axum::http::{HeaderName, HeaderValue, header};
use odc_http::text::printable;
use serde_json::Value;
use url::form_urlencoded;
use uuid::Uuid;

use crate::api::operation::{Api, Served};
use crate::api::table::operations as operations_of_all_apis;
use crate::files::{EXPIRES, SIGNATURE};

/// Replaces a value.
const REDACTED: &str = "(redacted)";

/// Headers whose values never contain a secret.
const HARMLESS: [HeaderName; 19] = [
    header::ACCEPT,
    header::ACCEPT_CHARSET,
    header::ACCEPT_ENCODING,
    header::ACCEPT_LANGUAGE,
    header::CACHE_CONTROL,
    header::CONNECTION,
    header::CONTENT_ENCODING,
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::DATE,
    header::EXPECT,
    header::HOST,
    header::PRAGMA,
    header::RANGE,
    header::TE,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    header::USER_AGENT,
    HeaderName::from_static("traceparent"),
];
/// The served paths that belong to no operation.
const OTHER_PATHS: [&str; 4] = [
    "identity/.well-known/openid-configuration",
    "auth/realms/protocol/openid-connect/certs",
    "token/introspect",
    "openapi.json",
];
/// The schemes of an `Authorization` header that are kept.
const SCHEMES: [&str; 4] = ["Basic", "Bearer", "Digest", "Negotiate"];

/// A header for the journal.
pub(super) fn header((name, value): (&HeaderName, &HeaderValue)) -> (String, String) {
    let shown = if HARMLESS.contains(name) {
        let value = String::from_utf8_lossy(value.as_bytes());
        printable(&value).to_string()
    } else if name == header::AUTHORIZATION {
        authorization(value)
    } else {
        REDACTED.to_owned()
    };
    (name.to_string(), shown)
}

fn authorization(value: &HeaderValue) -> String {
    let scheme = value.to_str().ok().and_then(|text| text.split_once(' '));
    let known = |(scheme, _): (&str, &str)| {
        SCHEMES
            .into_iter()
            .find(|known| known.eq_ignore_ascii_case(scheme))
    };
    match scheme.and_then(known) {
        Some(scheme) => format!("{scheme} {REDACTED}"),
        None => REDACTED.to_owned(),
    }
}

/// A path for the journal, without the parts that are not a part of a served path and not a UUID.
pub(super) fn path(path: &str) -> String {
    let parts = path.split('/').map(|part| {
        let is_harmless =
            part.is_empty() || part == "*" || known_parts().contains(part) || is_uuid(part);
        if is_harmless { part } else { REDACTED }
    });
    parts.collect::<Vec<_>>().join("/")
}

fn is_uuid(part: &str) -> bool {
    part.parse::<Uuid>().is_ok()
}

/// The parts of all served paths, without parameters.
fn known_parts() -> &'static BTreeSet<&'static str> {
    static ALL: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
        let apis = operations_of_all_apis()
            .flat_map(|served| [served.api.prefix(), served.operation.path()]);
        apis.chain(OTHER_PATHS)
            .flat_map(|path| path.split('/'))
            .filter(|part| !part.starts_with('{'))
            .collect()
    });
    &ALL
}

/// A query string for the journal: without values of parameters that the operation does not declare.
pub(super) fn query(operation: Option<&Served>, raw: &str) -> String {
    let declared = operation.and_then(declared);
    let pairs = raw.split('&').map(|pair| {
        let (name, value) = form_urlencoded::parse(pair.as_bytes())
            .next()
            .unwrap_or_default();
        // A client may write a whole query into one value, with `;` or with double encoding.
        let is_query = value.contains(['=', '%']);
        let is_declared = declared.is_some_and(|declared| declared.query.contains(&*name));
        if pair.is_empty() || (is_declared && !is_query) {
            return printable(pair).to_string();
        }
        match pair.split_once('=') {
            Some((raw, _)) => format!("{}={REDACTED}", parameter_name(raw, &name)),
            None => REDACTED.to_owned(),
        }
    });
    pairs.collect::<Vec<_>>().join("&")
}

/// The name of a parameter for the journal, from its form in the URL and its text. If the name itself contains a
/// query string, as after a wrong encoding, it is redacted.
fn parameter_name(raw: &str, text: &str) -> String {
    if text.contains(['=', '&', ';', '%']) {
        REDACTED.to_owned()
    } else {
        printable(raw).to_string()
    }
}

/// The names of parameters without effect: the operation does not declare them, and the name of the request is not
/// that of a transfer with a pre-signed URL. For a request for an unknown path, it returns no names.
pub(super) fn ignored(
    name: Option<&'static str>,
    operation: Option<&Served>,
    raw: &str,
) -> Vec<String> {
    let declared = operation.and_then(declared);
    let is_read = |parameter: &str| match (declared, name) {
        (Some(declared), _) => declared.query.contains(parameter),
        (None, Some("upload" | "download")) => [EXPIRES, SIGNATURE].contains(&parameter),
        (None, Some(_)) => false,
        (None, None) => true,
    };
    let names = raw.split('&').filter_map(|pair| {
        let (name, _) = form_urlencoded::parse(pair.as_bytes()).next()?;
        let shown = match pair.split_once('=') {
            Some((raw, _)) => parameter_name(raw, &name),
            // A part without `=` may be a value without a name.
            None => REDACTED.to_owned(),
        };
        (!is_read(&name)).then_some(shown)
    });
    names.collect()
}

/// The JSON of a body for the journal: without values of properties that the operation does not declare.
pub(crate) fn body(operation: &Served, body: &[u8]) -> Option<String> {
    if body.is_empty() {
        return None;
    }
    let declared = declared(operation).and_then(|declared| declared.body.as_ref());
    let json = serde_json::from_slice::<Value>(body).ok();
    let shown = declared.zip(json).map(|(schema, mut json)| {
        schema.redact(&mut json);
        json.to_string()
    });
    Some(shown.unwrap_or_else(|| REDACTED.to_owned()))
}

/// The parameters and properties that the document declares for an operation.
struct Declared {
    query: BTreeSet<String>,
    body: Option<Schema>,
}

fn declared(operation: &Served) -> Option<&'static Declared> {
    static ALL: LazyLock<HashMap<(&'static str, String), Declared>> = LazyLock::new(|| {
        let documents = Api::ALL.into_iter().flat_map(|api| {
            // The documents are part of the program, and a test reads all of them.
            let document: Value = serde_json::from_str(api.document()).unwrap_or_default();
            let operations = operations(&document).map(|(id, one)| {
                let declared = Declared::from_operation(&document, one);
                ((api.prefix(), id.to_owned()), declared)
            });
            operations.collect::<Vec<_>>()
        });
        documents.collect()
    });
    let id = operation.operation.operation_id();
    ALL.get(&(operation.api.prefix(), id.to_owned()))
}

fn operations(document: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let operations = paths.flat_map(|(_, path)| path.as_object().into_iter().flatten());
    operations.filter_map(|(_, operation)| Some((operation["operationId"].as_str()?, operation)))
}

impl Declared {
    fn from_operation(document: &Value, operation: &Value) -> Self {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let query = parameters.filter(|one| one["in"] == "query");
        let body = &operation["requestBody"]["content"]["application/json"]["schema"];
        Self {
            query: query
                .filter_map(|one| Some(one["name"].as_str()?.to_owned()))
                .collect(),
            body: body
                .is_object()
                .then(|| Schema::from_document(document, body, 0)),
        }
    }
}

/// The declared parts of a JSON value.
#[derive(Debug, PartialEq, Eq)]
enum Schema {
    Object(HashMap<String, Schema>),
    List(Box<Schema>),
    /// A string, number, boolean or null.
    Plain,
    /// Unknown, or marked as a secret. It is redacted.
    Hidden,
}

/// Properties that may contain a secret, although the documents do not say so: by schema and name.
const SECRETS: [(&str, &str); 2] = [
    ("GenericConfigPatch", "value"),
    ("AssetVersionCreationRequest", "fileUri"),
];

/// Schemas that are nested more deeply are redacted. The documents are nested less deeply.
const MOST_DEPTH: usize = 16;

impl Schema {
    fn from_document(document: &Value, schema: &Value, depth: usize) -> Self {
        if depth > MOST_DEPTH || schema["format"] == "password" || schema["writeOnly"] == true {
            return Self::Hidden;
        }
        if let Some(reference) = schema["$ref"].as_str() {
            let target = reference
                .strip_prefix('#')
                .and_then(|at| document.pointer(at));
            let mut found = target.map_or(Self::Hidden, |target| {
                Self::from_document(document, target, depth + 1)
            });
            found.hide_secrets(reference);
            return found;
        }
        if let Some([only]) = schema["allOf"].as_array().map(Vec::as_slice) {
            return Self::from_document(document, only, depth + 1);
        }
        match schema["type"].as_str() {
            Some("object") => {
                let members = schema["properties"].as_object().into_iter().flatten();
                let members = members.map(|(name, schema)| {
                    (
                        name.clone(),
                        Self::from_document(document, schema, depth + 1),
                    )
                });
                Self::Object(members.collect())
            }
            Some("array") => Self::List(Box::new(Self::from_document(
                document,
                &schema["items"],
                depth + 1,
            ))),
            Some("string" | "integer" | "number" | "boolean") => Self::Plain,
            _ => Self::Hidden,
        }
    }

    /// Redacts the parts of a schema of the document that may be a secret.
    fn hide_secrets(&mut self, reference: &str) {
        let name = reference.rsplit('/').next();
        let secrets = SECRETS.iter().filter(|(schema, _)| name == Some(*schema));
        if let Self::Object(members) = self {
            for (_, secret) in secrets {
                members.insert((*secret).to_owned(), Self::Hidden);
            }
        }
    }

    fn redact(&self, json: &mut Value) {
        match (self, &mut *json) {
            (_, Value::Null) | (Self::Plain, Value::Number(_) | Value::Bool(_)) => {}
            (Self::Plain, Value::String(text)) => *text = printable(text).to_string(),
            (Self::Object(declared), Value::Object(members)) => {
                for (name, member) in members {
                    declared.get(name).unwrap_or(&Self::Hidden).redact(member);
                }
            }
            (Self::List(declared), Value::Array(items)) => {
                for item in items {
                    declared.redact(item);
                }
            }
            _ => *json = REDACTED.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::table::operations as served;

    #[test]
    fn the_documents_declare_every_operation_and_each_body_completely() {
        for operation in served() {
            let id = operation.operation.id();
            let declared = declared(operation).unwrap_or_else(|| panic!("{id}"));
            if let Some(body) = &declared.body {
                let mut shown = format!("{body:?}");
                for (_, secret) in SECRETS {
                    shown = shown.replace(&format!("\"{secret}\": Hidden"), "");
                }
                assert!(
                    !shown.contains("Hidden,") && !shown.contains(": Hidden"),
                    "{id}: {shown}"
                );
            }
        }
    }

    #[test]
    fn properties_that_a_document_marks_as_secret_are_hidden() {
        let document: Value = serde_json::json!({ "components": { "secret": { "type": "string", "format": "password" } } });
        let reference: Value = serde_json::json!({ "$ref": "#/components/secret" });
        assert_eq!(
            Schema::from_document(&document, &reference, 0),
            Schema::Hidden
        );
        let unknown: Value = serde_json::json!({ "$ref": "elsewhere.json" });
        assert_eq!(
            Schema::from_document(&document, &unknown, 0),
            Schema::Hidden
        );
    }
}
