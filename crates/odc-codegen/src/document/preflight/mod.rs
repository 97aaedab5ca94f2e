//! Refuses a document from which no crate can be generated, and reports the place, before a dependency reads it.
//!
//! It runs once, before names are given. Every later step may rely on two facts: no schema consists of itself, and
//! every member that the generator reads has the kind that the specification gives it.

mod cycles;
mod paths;

use serde_json::Value;

use crate::document::grammar;
use crate::document::parse::Document;
use crate::document::problem::Result;

/// Runs all checks.
///
/// # Errors
/// The first form that cannot be generated.
pub(crate) fn check(document: &Document) -> Result<()> {
    check_version(document)?;
    check_members(document)?;
    paths::check(document)?;
    cycles::check(document)
}

/// Checks that every member has the kind that the specification gives it.
fn check_members(document: &Document) -> Result<()> {
    grammar::check(&document.root, &grammar::DOCUMENT).map_err(|misfit| {
        let fix = if misfit.pointer.split('/').any(grammar::is_ours) {
            "correct it in the overlay"
        } else {
            "correct it with an overlay action, or repair the file"
        };
        document.problem(&misfit.pointer, misfit.what).fix(fix)
    })
}

/// Checks the version.
///
/// # Errors
/// A document that is not `OpenAPI` 3.0.
pub fn check_version(document: &Document) -> Result<()> {
    let convert = "publish or convert the document as OpenAPI 3.0";
    let text = |key: &str| document.root.get(key).and_then(Value::as_str);
    match (text("openapi"), text("swagger")) {
        (Some(version), _) if version == "3.0" || version.starts_with("3.0.") => Ok(()),
        (Some(version), _) => Err(document
            .problem("/openapi", format!("OpenAPI {version} is not supported"))
            .fix(convert)),
        (None, Some(version)) => Err(document
            .problem("/swagger", format!("Swagger {version} is not supported"))
            .fix(convert)),
        (None, None) => Err(document
            .problem("/openapi", "not an OpenAPI document: no `openapi` version")
            .fix("name the file that holds `\"openapi\": \"3.0.x\"`")),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use serde_json::json;

    use super::*;

    /// The refusal of a valid document after `change`.
    pub(crate) fn refused(change: impl FnOnce(&mut Value)) -> Option<String> {
        let mut root = json!({
            "openapi": "3.0.3",
            "info": {"title": "t", "version": "v1"},
            "paths": {"/a/{key}": {"get": {
                "parameters": [{"name": "key", "in": "path", "required": true, "schema": {"type": "string"}}],
                "responses": {"200": {"description": "a"}},
            }}},
            "components": {"schemas": {"A": {"type": "object", "properties": {"b": {"type": "string"}}}}},
        });
        change(&mut root);
        let document = Document::parse("x.json", &root.to_string()).unwrap();
        check(&document).err().map(|problem| problem.to_string())
    }

    #[test]
    fn a_valid_document_is_accepted() {
        assert_eq!(refused(|_| ()), None);
        assert_eq!(refused(|root| root["openapi"] = json!("3.0")), None);
    }

    #[test]
    fn other_versions_are_refused_with_their_number() {
        assert_eq!(
            refused(|root| root["openapi"] = json!("3.1.0")).unwrap(),
            "x.json:1: /openapi: OpenAPI 3.1.0 is not supported; publish or convert the document as OpenAPI 3.0"
        );
        let swagger = Document::parse("x.json", r#"{"swagger": "2.0"}"#).unwrap();
        assert_eq!(
            check(&swagger).unwrap_err().to_string(),
            "x.json:1: /swagger: Swagger 2.0 is not supported; publish or convert the document as OpenAPI 3.0"
        );
        let other = Document::parse("x.json", r#"{"name": "left-pad"}"#).unwrap();
        assert_eq!(
            check(&other).unwrap_err().to_string(),
            "x.json:1: /openapi: not an OpenAPI document: no `openapi` version; \
             name the file that holds `\"openapi\": \"3.0.x\"`"
        );
    }
}
