//! Rust names of operations, schemas, enum values and fields: by rule, unless `x-rust-name` says otherwise.
//!
//! The service renames its schemas wholesale, so no public name may be a published one by accident:
//! the rules take the noise off, the overlay decides the rest, and a collision is refused.

use std::collections::HashMap;

use heck::{ToSnakeCase, ToUpperCamelCase};
use indexmap::IndexMap;
use serde_json::Value;

use crate::document::{Document, child};
use crate::problem::{Problem, Result};

/// The HTTP methods that a path item may hold (`OpenAPI` 3.0.3, "Path Item Object").
pub(crate) const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Type names that generated code uses itself.
const TAKEN_TYPES: &[&str] = &[
    "AsRef",
    "Box",
    "BuildError",
    "ByteStream",
    "CallOptions",
    "Client",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deserialize",
    "Drop",
    "Eq",
    "Err",
    "Error",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Hash",
    "Into",
    "IntoIterator",
    "ItemStream",
    "Iterator",
    "None",
    "Ok",
    "Operation",
    "Option",
    "Ord",
    "PageStream",
    "PagedCall",
    "PartialEq",
    "PartialOrd",
    "Patch",
    "QueryParam",
    "QuerySome",
    "Request",
    "ResponseValue",
    "Result",
    "Secret",
    "Self",
    "Send",
    "Serialize",
    "Sized",
    "Some",
    "String",
    "Sync",
    "Tenant",
    "ToOwned",
    "ToString",
    "Transport",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Methods that every client has itself.
const CLIENT: [&str; 7] = [
    "as_ref", "borrow", "clone", "connect", "default", "fmt", "new",
];

/// Published name -> Rust name.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    pub(crate) schemas: IndexMap<String, String>,
    /// Keyed by the JSON pointer of the operation.
    pub(crate) operations: IndexMap<String, String>,
}

impl Names {
    /// # Errors
    /// Two schemas or two operations with one Rust name, or a name that is no Rust identifier.
    pub(crate) fn of(document: &Document) -> Result<Self> {
        let mut schemas = Unique::new(document, "types");
        for (published, schema) in objects(&document.root, "/components/schemas") {
            let pointer = child("/components/schemas", published);
            let name = self::schema(published, Some(schema));
            if syn::parse_str::<syn::Ident>(&name).is_err() {
                return Err(document
                    .problem(
                        &pointer,
                        format!("schema `{published}` cannot be the Rust type `{name}`"),
                    )
                    .fix("give it an `x-rust-name` in the overlay"));
            }
            // Two that differ in their noise alone: the later keeps it.
            let names = match given(schema) {
                Some(_) => vec![name],
                None => vec![name, published.to_upper_camel_case()],
            };
            schemas.add(published.clone(), &names, pointer)?;
        }
        let mut operations = Unique::new(document, "methods");
        for (path, item) in objects(&document.root, "/paths") {
            for (method, operation) in item.as_object().into_iter().flatten() {
                if METHODS.contains(&method.as_str()) {
                    let pointer = child(&child("/paths", path), method);
                    let name = self::operation(method, path, Some(operation));
                    // A second operation with the same operationId is known by where it is.
                    let names = match given(operation) {
                        Some(_) => vec![name],
                        None => vec![name, method_name(method, path)],
                    };
                    operations.add(pointer.clone(), &names, pointer)?;
                }
            }
        }
        Ok(Self {
            schemas: schemas.names,
            operations: operations.names,
        })
    }
}

/// The Rust name of a component schema.
pub(crate) fn schema(published: &str, schema: Option<&Value>) -> String {
    let name = schema
        .and_then(given)
        .map_or_else(|| schema_name(published), str::to_owned);
    if TAKEN_TYPES.contains(&name.as_str()) {
        format!("{name}Type")
    } else {
        name
    }
}

/// The Rust name of an operation.
pub(crate) fn operation(method: &str, path: &str, operation: Option<&Value>) -> String {
    let published = operation
        .and_then(|o| o.get("operationId"))
        .and_then(Value::as_str);
    let name = identifier(&match (operation.and_then(given), published) {
        (Some(name), _) => name.to_owned(),
        (None, Some(id)) => operation_name(id),
        (None, None) => method_name(method, path),
    });
    if CLIENT.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// Names of one namespace, refused when given twice.
struct Unique<'a> {
    document: &'a Document,
    kind: &'static str,
    names: IndexMap<String, String>,
    first: HashMap<String, String>,
}

impl<'a> Unique<'a> {
    fn new(document: &'a Document, kind: &'static str) -> Self {
        Self {
            document,
            kind,
            names: IndexMap::new(),
            first: HashMap::new(),
        }
    }

    /// Takes the first of the names that is free, in the order given.
    fn add(&mut self, published: String, names: &[String], pointer: String) -> Result<()> {
        let Some(name) = names.iter().find(|name| !self.first.contains_key(*name)) else {
            let name = names.last().map_or("", String::as_str);
            let first = self.first.get(name).map_or("", String::as_str);
            let shared = format!(
                "would share the Rust name `{name}` ({}) with {first}",
                self.kind
            );
            let problem: Problem = self.document.problem(&pointer, shared);
            return Err(problem.fix("give one of them an `x-rust-name` in the overlay"));
        };
        self.first.insert(name.clone(), pointer);
        self.names.insert(published, name.clone());
        Ok(())
    }
}

/// The members of the object at `pointer`, none when there is no object.
pub(crate) fn objects<'a>(
    root: &'a Value,
    pointer: &str,
) -> impl Iterator<Item = (&'a String, &'a Value)> {
    root.pointer(pointer)
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
}

/// The overlay's `x-rust-name`.
pub(crate) fn given(value: &Value) -> Option<&str> {
    value.get("x-rust-name").and_then(Value::as_str)
}

/// `UserProfileApiResponse` -> `User`, `GroupCreateRequest` -> `NewGroup`, `XPagedListResponse` -> `XPage`.
fn schema_name(published: &str) -> String {
    let published = published
        .to_upper_camel_case()
        .replace("UserProfile", "User");
    for suffix in ["PaginatedResponseApi", "PagedListResponse"] {
        if let Some(item) = published.strip_suffix(suffix) {
            return format!("{}Page", without_noise(item));
        }
    }
    if let Some(item) = published
        .strip_prefix("Patch")
        .and_then(|s| s.strip_suffix("Request"))
    {
        return format!("{item}Patch");
    }
    for (suffix, before, after) in [
        ("CreateApiRequest", "New", ""),
        ("CreateRequest", "New", ""),
        ("CreateResponse", "Created", ""),
        ("UpdateRequest", "", "Patch"),
        ("PatchRequest", "", "Patch"),
        ("ListResponse", "", "List"),
    ] {
        if let Some(item) = published.strip_suffix(suffix) {
            return format!("{before}{item}{after}");
        }
    }
    without_noise(&published).to_owned()
}

fn without_noise(name: &str) -> &str {
    const NOISE: [&str; 7] = [
        "ServiceModel",
        "ApiModel",
        "ApiResponse",
        "ApiRequest",
        "Response",
        "Model",
        "WithTotals",
    ];
    let mut name = name.strip_suffix("WithTotalsApi").unwrap_or(name);
    for noise in NOISE {
        if let Some(rest) = name.strip_suffix(noise).filter(|rest| !rest.is_empty()) {
            name = rest;
        }
    }
    name
}

/// `Group_QueryGroups` -> `list_groups`: what follows the last `_`, its verb replaced by ours.
fn operation_name(operation_id: &str) -> String {
    let name = operation_id
        .rsplit('_')
        .next()
        .unwrap_or(operation_id)
        .to_snake_case();
    let (verb, rest) = name.split_once('_').unwrap_or((name.as_str(), ""));
    let verb = match verb {
        "query" => "list",
        "read" | "fetch" => "get",
        "patch" => "update",
        "remove" => "delete",
        other => other,
    };
    if rest.is_empty() {
        verb.to_owned()
    } else {
        format!("{verb}_{rest}")
    }
}

/// A name for an operation that has no operationId: `get_users_key`.
fn method_name(method: &str, path: &str) -> String {
    format!("{method} {path}").to_snake_case()
}

/// A snake-case identifier, as progenitor makes it of a parameter's name.
pub(crate) fn identifier(name: &str) -> String {
    let plain: String = name
        .chars()
        .filter(|c| *c != '\'')
        .map(|c| {
            if c.is_alphanumeric() || c == '_' {
                c
            } else {
                '-'
            }
        })
        .collect();
    let name = plain.to_snake_case();
    let name = match name.chars().next() {
        None => "x".to_owned(),
        Some(c) if c.is_alphabetic() => name,
        Some(_) => format!("_{name}"),
    };
    if KEYWORDS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// What the builder of a call has of its own; a parameter of such a name gets a trailing underscore.
const BUILDER: [&str; 9] = [
    "body", "client", "new", "options", "pages", "prefetch", "request", "send", "stream",
];

/// The Rust name of a parameter, by the name that progenitor gives it.
pub(crate) fn parameter(ident: &str) -> String {
    if BUILDER.contains(&ident) {
        format!("{ident}_")
    } else {
        ident.to_owned()
    }
}

/// Whether a builder has a method or a field of this name itself.
pub(crate) fn is_builders_own(ident: &str) -> bool {
    BUILDER.contains(&ident)
}

/// The name of the builder of an operation, as progenitor makes it of the operation's.
pub(crate) fn builder(operation: &str) -> String {
    let name = operation.to_upper_camel_case();
    match name.chars().next() {
        Some(c) if c.is_alphabetic() && name != "Self" => name,
        Some(c) if c.is_alphabetic() => format!("{name}_"),
        _ => format!("_{name}"),
    }
}

/// The name of the file for a group of operations.
pub(crate) fn group(tag: &str) -> String {
    let ascii: String = tag
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    identifier(&ascii)
}

/// The variant for an enum value: `client_secret_post` -> `ClientSecretPost`, `ES256` -> `Es256`.
pub(crate) fn variant(value: &str) -> String {
    let name: String = value
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect::<String>()
        .to_upper_camel_case();
    match name.chars().next() {
        None => "Empty".to_owned(),
        Some(c) if c.is_ascii_digit() => format!("_{name}"),
        Some(_) if name == "Self" => "Self_".to_owned(),
        Some(_) => name,
    }
}

/// The variants for the values of an enum, each its own; `given` names of the overlay come first.
///
/// `Unknown` is taken by the variant for values that come later, `Err` by the trait that reads them.
pub(crate) fn variants(values: &[(String, Option<String>)]) -> Vec<String> {
    let mut taken: Vec<String> = vec!["Unknown".to_owned(), "Err".to_owned()];
    taken.extend(values.iter().filter_map(|(_, given)| given.clone()));
    values
        .iter()
        .map(|(value, given)| {
            given.clone().unwrap_or_else(|| {
                let name = variant(value);
                let numbered = (2..).map(|n| format!("{name}{n}"));
                let free = std::iter::once(name.clone())
                    .chain(numbered)
                    .find(|name| !taken.contains(name));
                let free = free.unwrap_or(name);
                taken.push(free.clone());
                free
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_comes_off_schema_names() {
        for (published, name) in [
            ("ApplicationRoleApiResponse", "ApplicationRole"),
            (
                "ApplicationRoleApiResponsePaginatedResponseApi",
                "ApplicationRolePage",
            ),
            ("DeployedAssetPagedListResponse", "DeployedAssetPage"),
            ("PageInfoWithTotalsApi", "PageInfo"),
            ("PageInfoWithTotals", "PageInfo"),
            ("GroupCreateRequest", "NewGroup"),
            ("GroupCreateResponse", "CreatedGroup"),
            ("UserProfileCreateApiRequest", "NewUser"),
            ("UserProfilePatchRequest", "UserPatch"),
            (
                "PatchGroupApplicationRolesRequest",
                "GroupApplicationRolesPatch",
            ),
            ("ProviderTypeServiceModel", "ProviderType"),
            ("EnvironmentListResponse", "EnvironmentList"),
            ("Model", "Model"),
        ] {
            assert_eq!(schema_name(published), name);
        }
    }

    #[test]
    fn operation_names_begin_with_one_of_our_verbs() {
        for (published, name) in [
            ("Group_QueryGroups", "list_groups"),
            ("Group_ReadGroup", "get_group"),
            ("UserProfile_PatchUser", "update_user"),
            ("Environments_ListEnvironments", "list_environments"),
        ] {
            assert_eq!(operation_name(published), name);
        }
    }

    #[test]
    fn every_enum_value_becomes_an_identifier() {
        for (value, name) in [
            ("SAME_STAGE", "SameStage"),
            ("ES256", "Es256"),
            ("", "Empty"),
            ("3d", "_3d"),
            ("self", "Self_"),
        ] {
            assert_eq!(variant(value), name);
        }
    }

    #[test]
    fn values_that_differ_in_case_alone_get_variants_of_their_own() {
        let values =
            ["SAME_STAGE", "SameStage", "Unknown", ""].map(|value| (value.to_owned(), None));
        assert_eq!(
            variants(&values),
            ["SameStage", "SameStage2", "Unknown2", "Empty"]
        );
    }

    #[test]
    fn names_that_would_collide_by_rule_keep_what_tells_them_apart() {
        let text = r#"{
            "paths": {"/a": {"get": {"operationId": "X_QueryUsers"}}, "/b/{key}": {"get": {"operationId": "X_QueryUsers"}}},
            "components": {"schemas": {"UserResponse": {}, "UserModel": {}}}
        }"#;
        let names = Names::of(&Document::parse("x.json", text).unwrap()).unwrap();
        assert_eq!(
            names.operations.values().collect::<Vec<_>>(),
            ["list_users", "get_b_key"]
        );
        assert_eq!(
            names.schemas.values().collect::<Vec<_>>(),
            ["User", "UserModel"]
        );
    }

    #[test]
    fn two_schemas_with_one_rust_name_are_refused() {
        let text = r#"{"components": {"schemas": {"UserResponse": {}, "Person": {"x-rust-name": "User"}}}}"#;
        let refused = Names::of(&Document::parse("x.json", text).unwrap())
            .unwrap_err()
            .to_string();
        assert_eq!(
            refused,
            "x.json:1: /components/schemas/Person: would share the Rust name `User` (types) with \
             /components/schemas/UserResponse; give one of them an `x-rust-name` in the overlay"
        );
    }
}
