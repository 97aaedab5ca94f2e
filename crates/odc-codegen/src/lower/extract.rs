//! Takes progenitor's output apart: the types, and the parameters and the response type of each operation.
//!
//! These parts of the output are not used: the builders of types, which store errors; setters that convert with
//! `TryInto`; the match arms for errors, since all operations have `odc_runtime::Error`; the `api-version` header,
//! which no document has; the client with its hooks, since the runtime's transport replaces it; and all docs.

use std::collections::HashMap;

use heck::ToUpperCamelCase as _;
use syn::visit_mut::VisitMut;
use syn::{Expr, Item, Stmt, Type};

use super::paths::{argument, short_type};
use super::request::{keep_empty_segments, request};
use crate::document::findings::PART;
use crate::document::{Document, Problem, Result, child};
use crate::facts::{Api, Operation, Parameters};
use crate::names;

pub(crate) use super::request::{Field, prints_as_sent};

/// The problem that reports output in a form that this crate does not know.
pub(crate) fn unknown_form(what: &str) -> Problem {
    Problem::new(format!("progenitor's output has an unknown form: {what}"))
        .fix("remove its cause with an overlay action, or extend crates/odc-codegen/src/lower")
}

/// Progenitor's output in parts.
pub(crate) struct Parts {
    /// Structs, enums and their impls, as typify wrote them, without string enums.
    pub(crate) types: Vec<Item>,
    /// The operations, in the order of `Api::operations`.
    pub(crate) calls: Vec<Call>,
}

/// One operation in progenitor's output.
pub(crate) struct Call {
    /// The builder's name: `ListUsers`.
    pub(crate) builder: syn::Ident,
    pub(crate) fields: Vec<Field>,
    /// `let url = …;` and other statements before the request.
    pub(crate) before: Vec<Stmt>,
    /// From `transport.get(url)` to the last parameter, without the body.
    pub(crate) request: Expr,
    /// `T` of `ResponseValue<T>`.
    pub(crate) response: Type,
}

/// Takes progenitor's output apart.
///
/// # Errors
/// The output has an unknown form.
pub(crate) fn extract_parts(file: &syn::File, api: &Api, document: &Document) -> Result<Parts> {
    let types = module(&file.items, "types").ok_or_else(|| unknown_form("no module `types`"))?;
    let builders =
        module(&file.items, "builder").ok_or_else(|| unknown_form("no module `builder`"))?;
    let builders = Builders::collect(builders);
    let types = types
        .iter()
        .filter(|item| !is_builder_part(item))
        .cloned()
        .map(without_docs)
        .collect();
    let calls = api
        .operations
        .iter()
        .map(|operation| {
            let pointer = child(&child("/paths", &operation.path), &operation.method);
            let mut call =
                call(&builders, operation).map_err(|problem| document.locate(&pointer, problem))?;
            let place = |field: &Field| operation.parameters.place(&field.ident.to_string());
            call.fields.sort_by_cached_key(place);
            call.response = operation_response(operation, &call.response);
            Ok(call)
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Parts { types, calls })
}

/// The type of an operation's response: progenitor reads every text as bytes, and has no optional response.
fn operation_response(operation: &Operation, progenitors: &Type) -> Type {
    let is_bytes = *progenitors == syn::parse_quote!(ByteStream);
    let response = if is_bytes && operation.is_text() {
        syn::parse_quote!(String)
    } else {
        progenitors.clone()
    };
    // A stream needs no `Option`: without content it has no bytes.
    if operation.optional_response && response != syn::parse_quote!(ByteStream) {
        syn::parse_quote!(Option<#response>)
    } else {
        response
    }
}

/// Removes the docs, since typify copies them unchanged from the document. `emit` writes other docs.
fn without_docs(mut item: Item) -> Item {
    struct WithoutDocs;

    impl VisitMut for WithoutDocs {
        fn visit_attributes_mut(&mut self, attributes: &mut Vec<syn::Attribute>) {
            attributes.retain(|attribute| !attribute.path().is_ident("doc"));
        }
    }

    WithoutDocs.visit_item_mut(&mut item);
    item
}

fn module<'a>(items: &'a [Item], name: &str) -> Option<&'a [Item]> {
    items.iter().find_map(|item| match item {
        Item::Mod(module) if module.ident == name => {
            module.content.as_ref().map(|(_, items)| items.as_slice())
        }
        _ => None,
    })
}

/// Whether an item is `impl X { fn builder() }`. The module that it uses was removed before.
fn is_builder_part(item: &Item) -> bool {
    matches!(item, Item::Impl(block) if block.trait_.is_none()
        && matches!(block.items.as_slice(), [syn::ImplItem::Fn(function)] if function.sig.ident == "builder"))
}

/// Progenitor's builders by name: the struct, and its `send`.
#[derive(Default)]
struct Builders<'a> {
    structs: HashMap<String, &'a syn::ItemStruct>,
    sends: HashMap<String, &'a syn::ImplItemFn>,
}

impl<'a> Builders<'a> {
    fn collect(items: &'a [Item]) -> Self {
        let mut builders = Self::default();
        for item in items {
            match item {
                Item::Struct(item) => drop(builders.structs.insert(item.ident.to_string(), item)),
                Item::Impl(block) => {
                    let send = block.items.iter().find_map(|item| match item {
                        syn::ImplItem::Fn(function) if function.sig.ident == "send" => {
                            Some(function)
                        }
                        _ => None,
                    });
                    if let (Some(name), Some(send)) = (named(&block.self_ty), send) {
                        builders.sends.insert(name, send);
                    }
                }
                _ => {}
            }
        }
        builders
    }
}

fn call(builders: &Builders<'_>, operation: &Operation) -> Result<Call> {
    let name = &builder(&operation.name);
    let (Some(item), Some(send)) = (builders.structs.get(name), builders.sends.get(name)) else {
        return Err(unknown_form(&format!("no builder `{name}`")));
    };
    let fields = fields(item, &operation.parameters);
    let response = response(&send.sig.output)
        .ok_or_else(|| unknown_form(&format!("the response of {name}::send")))?;
    let (mut before, request) = request(&send.block.stmts, &fields)
        .ok_or_else(|| unknown_form(&format!("the request of {name}::send")))?;
    keep_empty_segments(&mut before, &operation.path);
    Ok(Call {
        builder: quote::format_ident!("{}", names::call_name(&operation.name)),
        fields,
        before,
        request,
        response,
    })
}

/// The name that progenitor makes for the builder of this operation.
fn builder(operation: &str) -> String {
    let name = operation.to_upper_camel_case();
    match name.chars().next() {
        Some(c) if c.is_alphabetic() && name != "Self" => name,
        Some(c) if c.is_alphabetic() => format!("{name}_"),
        _ => format!("_{name}"),
    }
}

pub(super) fn fields(item: &syn::ItemStruct, parameters: &Parameters) -> Vec<Field> {
    let fields = item.fields.iter().filter_map(|field| {
        let local = field.ident.clone()?;
        let ty = short_type(argument(&field.ty, "Result")?);
        let name = names::identifier(&local.to_string());
        let parameter = parameters.named(&name);
        let ty = match parameter.filter(|parameter| parameter.place == PART) {
            Some(part) => file_type(&ty, part.is_list),
            None => ty,
        };
        Some(Field {
            ident: quote::format_ident!("{name}"),
            published: parameter.map_or_else(|| name.clone(), |p| p.published.clone()),
            local,
            ty,
        })
    });
    fields.collect()
}

/// The type of a file in a form, in place of the text that progenitor sees.
fn file_type(text: &Type, is_list: bool) -> Type {
    let file: Type = if is_list {
        syn::parse_quote!(Vec<odc_runtime::FilePart>)
    } else {
        syn::parse_quote!(odc_runtime::FilePart)
    };
    match argument(text, "Option") {
        Some(_) => syn::parse_quote!(Option<#file>),
        None => file,
    }
}

fn named(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|s| s.ident.to_string()),
        _ => None,
    }
}

/// `T` of `-> Result<ResponseValue<T>, …>`.
fn response(output: &syn::ReturnType) -> Option<Type> {
    let syn::ReturnType::Type(_, ty) = output else {
        return None;
    };
    argument(argument(ty, "Result")?, "ResponseValue").map(short_type)
}
