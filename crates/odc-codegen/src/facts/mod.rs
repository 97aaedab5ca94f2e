//! Reads from the repaired document the facts that progenitor's types do not have: names, descriptions, permissions,
//! limits, and which fields are required or secret. The passes of `lower` simplify the document later.

mod json_schema;
mod limits;
mod operations;
mod paging;
mod parameters;
mod permission_sets;
mod permissions;
mod requirement;
mod schemas;
mod server;
mod usage;
mod waiting;

use indexmap::IndexMap;

use crate::document::findings::Skipped;
use crate::document::{Document, METHODS, Result, child, objects, one_line};
use crate::names::Names;
use limits::{deprecation, rate_limits};
use usage::Usages;

pub(crate) use limits::Deprecation;
pub(crate) use operations::{Body, Operation};
pub(crate) use paging::{Form, Paging, Position};
pub(crate) use parameters::{Parameter, Parameters};
pub(crate) use permissions::read_requirement;
pub use permissions::{
    InOurWords, has_plain_permission, is_same_requirement, requirement_in_our_words,
};
pub(crate) use requirement::{Alternatives, Case, Piece, Requirement};
pub(crate) use schemas::{Discriminator, Property, Schema, is_secret};
pub(crate) use server::path_of_server;
pub(crate) use usage::Usage;
pub(crate) use waiting::{MessageSource, Messages, Waiting};

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
    pub(crate) skipped: Vec<Skipped>,
    /// The long operations that a client can wait for.
    pub(crate) waits: Vec<Waiting>,
    /// By Rust name.
    pub(crate) schemas: IndexMap<String, Schema>,
}

impl Api {
    /// Reads all facts.
    ///
    /// # Errors
    /// An extension in the overlay has a wrong value.
    pub(crate) fn read(name: &str, document: &Document, names: &Names) -> Result<Self> {
        let root = &document.root;
        let usages = Usages::read(root);
        let pool = rate_limits(document, "")?;
        let mut operations = Vec::new();
        for (path, item) in objects(root, "/paths") {
            for (method, operation) in item.as_object().into_iter().flatten() {
                if METHODS.contains(&method.as_str()) {
                    let pointer = child(&child("/paths", path), method);
                    let shared = item.get("parameters");
                    let mut read = operations::read(
                        document,
                        names,
                        &pointer,
                        (method, path),
                        operation,
                        shared,
                    )?;
                    read.rate_limits.clone_from(&pool);
                    read.rate_limits.extend(rate_limits(document, &pointer)?);
                    operations.push(read);
                }
            }
        }
        let mut schemas = IndexMap::new();
        for (published, schema) in objects(root, "/components/schemas") {
            let mut read = schemas::read(document, published, schema, &usages);
            read.discriminator = schemas::discriminator(schema, names);
            schemas::check_field_names(document, &read)?;
            schemas::check_value_names(document, schema, &read)?;
            schemas.insert(names.schemas[published].clone(), read);
        }
        Ok(Self {
            name: name.to_owned(),
            title: one_line(root.pointer("/info/title")),
            version: one_line(root.pointer("/info/version")),
            base_path: server::base_path(document)?,
            deprecation: deprecation(document)?,
            waits: waiting::read(document, &operations)?,
            operations,
            skipped: document.findings.skipped.clone(),
            schemas,
        })
    }

    /// Adds a note for each fact that could not be read.
    pub(crate) fn note(&self, document: &mut Document) {
        for operation in &self.operations {
            let pointer = || child(&child("/paths", &operation.path), &operation.method);
            if let Some(why) = &operation.unclear_list {
                let what = format!(
                    "the operation returns a list, but has no `.stream()`, because {why}; `x-odc-page` in the overlay \
                     names the parts of the list, or is false"
                );
                document.note(&pointer(), what);
            }
            if let Some(Requirement::Words { .. }) = operation.requirement {
                let what = "the form of the sentence is unknown, so the sentence is kept unchanged; an overlay action can \
                            write it as `**A > B** or **A > C**`, with `and`, `for …:` and `in …`";
                document.note(&child(&pointer(), operations::PERMISSIONS), what.to_owned());
            }
        }
    }
}
