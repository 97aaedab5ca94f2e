//! Compares each response with the committed API documents. For the validator, only OpenAPI's `nullable` is
//! translated.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use jsonschema::Validator;
use serde_json::{Map, Value, json};

struct Document {
    prefix: &'static str,
    json: Value,
}

static DOCUMENTS: LazyLock<[Document; 9]> = LazyLock::new(|| {
    [
        ("identity-v1", super::IDENTITY),
        ("portfolio-v1", super::PORTFOLIO),
        ("portfolio-v2", super::PORTFOLIO_V2),
        ("asset-repository-v1", super::REPOSITORY),
        ("builds-v1", super::BUILDS),
        ("deployments-v1", super::DEPLOYMENTS),
        ("dependency-management-v1", super::DEPENDENCIES),
        ("asset-configurations-v1", super::CONFIGURATIONS),
        ("control", "/_sandbox"),
    ]
    .map(|(name, prefix)| {
        let path = format!("{}/openapi/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("the document");
        Document {
            prefix,
            json: serde_json::from_str(&text).expect("JSON"),
        }
    })
});

static VALIDATORS: LazyLock<Mutex<HashMap<String, &'static Validator>>> =
    LazyLock::new(Mutex::default);

/// Panics when the response does not fit what the document declares for this call. A response with an undeclared
/// status must be a problem.
pub fn check(method: &str, path: &str, status: u16, body: &str) {
    let Some(document) = DOCUMENTS.iter().find(|one| path.starts_with(one.prefix)) else {
        return;
    };
    let below = &path[document.prefix.len()..];
    if below == "/openapi.json" {
        return;
    }
    let declared = operation(document, method, below)
        .and_then(|operation| operation["responses"].get(status.to_string()));
    let problem = if document.prefix == "/_sandbox" {
        "Problem"
    } else {
        "ProblemDetails"
    };
    let undeclared = json!({ "$ref": format!("#/components/schemas/{problem}") });
    let schema = match declared {
        Some(response) => response.pointer("/content/application~1json/schema"),
        None => Some(&undeclared),
    };
    assert!(
        declared.is_some() || status >= 400,
        "{method} {path} responses an undeclared {status}"
    );
    let Some(schema) = schema else {
        assert!(
            body.is_empty(),
            "{method} {path} {status} has a body: {body}"
        );
        return;
    };
    let value: Value = serde_json::from_str(body).expect("JSON");
    let errors = validator(document, schema).iter_errors(&value);
    let errors: Vec<_> = errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(
        errors.is_empty(),
        "{method} {path} {status}\n{}\n{body}",
        errors.join("\n")
    );
}

fn operation<'a>(document: &'a Document, method: &str, path: &str) -> Option<&'a Value> {
    let paths = document.json["paths"].as_object()?;
    let parts: Vec<_> = path.split('/').collect();
    let score = |template: &str| {
        let wanted: Vec<_> = template.split('/').collect();
        let fits = wanted.len() == parts.len()
            && wanted
                .iter()
                .zip(&parts)
                .all(|(want, part)| want.starts_with('{') || want == part);
        fits.then(|| wanted.iter().filter(|want| !want.starts_with('{')).count())
    };
    let candidates = paths
        .iter()
        .filter(|(_, item)| item.get(method.to_lowercase()).is_some());
    let best = candidates.filter_map(|(template, item)| Some((score(template)?, item)));
    best.max_by_key(|(score, _)| *score)
        .map(|(_, item)| &item[method.to_lowercase()])
}

fn validator(document: &Document, schema: &Value) -> &'static Validator {
    let mut known = VALIDATORS.lock().expect("no poison");
    known
        .entry(format!("{}{schema}", document.prefix))
        .or_insert_with(|| {
            let root = json!({ "allOf": [schema], "components": document.json["components"] });
            let validator = jsonschema::options()
                .should_validate_formats(true)
                .build(&translated(&root));
            Box::leak(Box::new(validator.expect("a schema")))
        })
}

/// `nullable: true` together with a schema becomes "this schema, or null".
fn translated(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => {
            let kept = members.iter().filter(|(name, _)| *name != "nullable");
            let kept: Map<_, _> = kept
                .map(|(name, one)| (name.clone(), translated(one)))
                .collect();
            if members.get("nullable") == Some(&Value::Bool(true)) {
                json!({ "anyOf": [kept, { "type": "null" }] })
            } else {
                Value::Object(kept)
            }
        }
        Value::Array(items) => items.iter().map(translated).collect(),
        other => other.clone(),
    }
}
