//! What the overlaid document says beyond the types that progenitor makes: names, prose, permissions,
//! limits, which fields are required or secret. Read before the normalize passes simplify the document.

mod operations;
mod paging;
mod references;
mod roles;
mod schemas;
mod server;

use indexmap::IndexMap;
use serde_json::Value;

use crate::document::{Document, child};
use crate::names::{METHODS, Names, objects};
use crate::normalize::SKIPPED;
use crate::problem::Result;
use roles::Roles;

pub(crate) use operations::{Operation, Parameter, permissions};
pub(crate) use paging::Paging;
pub(crate) use references::{component, reach, resolve};
pub(crate) use roles::Role;
pub(crate) use schemas::{Discriminator, Number, Property, Schema, is_secret};
pub(crate) use server::path_of_server;

#[derive(Debug, Clone)]
pub(crate) struct Api {
    /// The document's name, such as `identity-v1`.
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) version: String,
    /// The path of the service below the portal domain: `/api/identity/v1`.
    pub(crate) base_path: String,
    pub(crate) deprecation: Option<Deprecation>,
    pub(crate) operations: Vec<Operation>,
    /// What is not generated: `GET /a`, and why.
    pub(crate) skipped: Vec<(String, String)>,
    /// By Rust name.
    pub(crate) schemas: IndexMap<String, Schema>,
}

#[derive(Debug, Clone)]
pub(crate) struct Deprecation {
    pub(crate) since: String,
    pub(crate) sunset: String,
    pub(crate) successor: String,
}

#[derive(Debug, Clone)]
pub(crate) struct RateLimit {
    pub(crate) pool: String,
    pub(crate) per_minute: u32,
}

impl Api {
    /// # Errors
    /// An overlay extension with a value of the wrong kind.
    pub(crate) fn read(name: &str, document: &Document, names: &Names) -> Result<Self> {
        let root = &document.root;
        let roles = Roles::of(root);
        let pool = rate_limits(document, "")?;
        let mut operations = Vec::new();
        for (path, item) in objects(root, "/paths") {
            for (method, operation) in item.as_object().into_iter().flatten() {
                if METHODS.contains(&method.as_str()) {
                    let pointer = child(&child("/paths", path), method);
                    let shared = item.get("parameters");
                    let mut read =
                        operations::read(root, names, &pointer, (method, path), operation, shared);
                    read.rate_limits.clone_from(&pool);
                    read.rate_limits.extend(rate_limits(document, &pointer)?);
                    operations.push(read);
                }
            }
        }
        let mut schemas = IndexMap::new();
        for (published, schema) in objects(root, "/components/schemas") {
            let mut read = schemas::read(published, schema, &roles);
            read.discriminator = schemas::discriminator(schema, names);
            schemas::check_value_names(document, schema, &read)?;
            schemas.insert(names.schemas[published].clone(), read);
        }
        Ok(Self {
            name: name.to_owned(),
            title: one_line(root.pointer("/info/title")),
            version: one_line(root.pointer("/info/version")),
            base_path: server::base_path(document)?,
            deprecation: deprecation(document)?,
            operations,
            skipped: root
                .get(SKIPPED)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .map(|pair| (text(pair.get(0)), text(pair.get(1))))
                .collect(),
            schemas,
        })
    }
}

fn text(value: Option<&Value>) -> String {
    value
        .and_then(Value::as_str)
        .unwrap_or_default()
        .trim()
        .to_owned()
}

/// A text as part of a sentence.
pub(crate) fn one_line(value: Option<&Value>) -> String {
    text(value).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn strings(value: Option<&Value>) -> Vec<String> {
    value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|v| text(Some(v)))
        .collect()
}

/// The description; that the thing is deprecated stands first, for an attribute would make generated code warn of itself.
fn prose(of: &Value) -> String {
    let description = text(of.get("description"));
    if flag(of, "deprecated") {
        format!("Deprecated. {description}").trim_end().to_owned()
    } else {
        description
    }
}

fn flag(value: &Value, name: &str) -> bool {
    value.get(name).and_then(Value::as_bool).unwrap_or(false)
}

fn deprecation(document: &Document) -> Result<Option<Deprecation>> {
    let Some(value) = document.root.get("x-odc-deprecation") else {
        return Ok(None);
    };
    let part = |name: &str| match value.get(name).and_then(Value::as_str) {
        Some(part) => Ok(part.to_owned()),
        None => Err(document
            .problem("/x-odc-deprecation", format!("`{name}` is missing"))
            .fix("add it in the overlay")),
    };
    Ok(Some(Deprecation {
        since: part("since")?,
        sunset: part("sunset")?,
        successor: part("successor")?,
    }))
}

fn rate_limits(document: &Document, pointer: &str) -> Result<Vec<RateLimit>> {
    let at = format!("{pointer}/x-odc-rate-limit");
    let Some(limit) = document.root.pointer(&at) else {
        return Ok(Vec::new());
    };
    let pool = limit.get("pool").and_then(Value::as_str);
    let per_minute = limit
        .get("perMinute")
        .and_then(Value::as_u64)
        .and_then(|n| u32::try_from(n).ok());
    match (pool, per_minute.filter(|n| *n > 0)) {
        (Some(pool), Some(per_minute)) => Ok(vec![RateLimit {
            pool: pool.to_owned(),
            per_minute,
        }]),
        _ => Err(document
            .problem(
                &at,
                "a rate limit has a `pool` (text) and a `perMinute` (a positive number)",
            )
            .fix("correct it in the overlay")),
    }
}
