//! Takes progenitor's output apart: the types, and the parameters, request and response type of each operation.
//!
//! These parts of the output are not used: the builders of types, which store errors; setters that convert with
//! `TryInto`; the match arms for errors, since all operations have `odc_runtime::Error`; the `api-version` header,
//! which no document has; the client with its hooks, since the runtime's transport replaces it; and all docs.

use std::collections::HashMap;

use heck::ToUpperCamelCase as _;
use quote::ToTokens as _;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Item, Stmt, Type};

use super::paths::{ShortPaths, argument, short_type};
use crate::document::{Document, Problem, Result, child};
use crate::facts::{Api, Operation, Parameters};
use crate::names;

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
    /// From `transport.get(url)` to `.build()`.
    pub(crate) request: Expr,
    /// `T` of `ResponseValue<T>`.
    pub(crate) response: Type,
}

pub(crate) struct Field {
    /// The parameter's Rust name, or `body`.
    pub(crate) ident: syn::Ident,
    /// The parameter's name on the wire.
    published: String,
    /// Progenitor's name for it.
    local: syn::Ident,
    /// The type without progenitor's `Result`: `Option<Uuid>`, `Uuid`, `types::builder::User`.
    pub(crate) ty: Type,
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
            if operation.optional_response {
                let response = &call.response;
                call.response = syn::parse_quote!(Option<#response>);
            }
            Ok(call)
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Parts { types, calls })
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
    let (before, request) = request(&send.block.stmts, &fields)
        .ok_or_else(|| unknown_form(&format!("the request of {name}::send")))?;
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

fn fields(item: &syn::ItemStruct, parameters: &Parameters) -> Vec<Field> {
    let fields = item.fields.iter().filter_map(|field| {
        let local = field.ident.clone()?;
        let ty = short_type(argument(&field.ty, "Result")?);
        let name = names::identifier(&local.to_string());
        let parameter = parameters.named(&name);
        Some(Field {
            ident: quote::format_ident!("{name}"),
            published: parameter.map_or_else(|| name.clone(), |p| p.published.clone()),
            local,
            ty,
        })
    });
    fields.collect()
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

/// The statements that build the request, changed for a method of a builder that owns its fields.
///
/// Progenitor renames its local variables when a parameter has the same name. So the form of a statement identifies it
/// here, not the name of a variable.
fn request(send: &[Stmt], fields: &[Field]) -> Option<(Vec<Stmt>, Expr)> {
    let mut before = Vec::new();
    let mut rewriter = OwnFields::new(fields);
    for statement in send {
        let mut statement = statement.clone();
        match initial(&statement) {
            Some(Expr::Macro(format)) if format.mac.path.is_ident("format") => {
                rewriter.visit_stmt_mut(&mut statement);
                before.push(statement);
            }
            Some(Expr::Try(built)) if is_build(&built.expr) => {
                let mut request = (*built.expr).clone();
                rewriter.visit_expr_mut(&mut request);
                return Some((before, request));
            }
            _ => {}
        }
    }
    None
}

/// The initial value of a `let`.
fn initial(statement: &Stmt) -> Option<&Expr> {
    match statement {
        Stmt::Local(syn::Local {
            init: Some(init), ..
        }) => Some(&init.expr),
        _ => None,
    }
}

fn is_build(expr: &Expr) -> bool {
    matches!(expr, Expr::MethodCall(call) if call.method == "build")
}

/// Replaces progenitor's local variables by fields of the builder, and its client by the runtime's transport.
struct OwnFields<'a> {
    /// By progenitor's name.
    locals: HashMap<&'a syn::Ident, &'a Field>,
    /// By the Rust name.
    idents: HashMap<&'a syn::Ident, &'a Field>,
}

impl<'a> OwnFields<'a> {
    fn new(fields: &'a [Field]) -> Self {
        Self {
            locals: fields.iter().map(|field| (&field.local, field)).collect(),
            idents: fields.iter().map(|field| (&field.ident, field)).collect(),
        }
    }

    /// The field that an expression is the value of: `self.key`.
    fn field(&self, expr: &Expr) -> Option<&'a Field> {
        let Expr::Field(field) = expr else {
            return None;
        };
        let is_own = matches!(&*field.base, Expr::Path(base) if base.path.is_ident("self"));
        match &field.member {
            syn::Member::Named(ident) if is_own => self.idents.get(ident).copied(),
            _ => None,
        }
    }

    /// Replaces `.query(&QueryParam::new("limit", &self.limit))`, which costs time even when the limit is not set, and
    /// puts the published name of the parameter back.
    fn shorten_query(&self, call: &mut syn::ExprMethodCall) {
        let Some(Expr::Reference(reference)) = call.args.first_mut() else {
            return;
        };
        let Expr::Call(new) = &mut *reference.expr else {
            return;
        };
        let Some(Expr::Reference(value)) = new.args.get(1).cloned() else {
            return;
        };
        let Some(field) = self.field(&value.expr) else {
            return;
        };
        let published = &field.published;
        new.args[0] = syn::parse_quote!(#published);
        if argument(&field.ty, "Option").is_some() {
            call.method = quote::format_ident!("query_some");
            call.args = std::mem::take(&mut new.args);
        }
    }
}

impl VisitMut for OwnFields<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        match expr {
            Expr::Path(path) => {
                let local = path.path.get_ident();
                let field = local.and_then(|local| self.locals.get(local));
                if let Some(Field { ident, .. }) = field.filter(|field| field.ident != "body") {
                    *expr = syn::parse_quote!(self.#ident);
                }
            }
            Expr::Field(field) => match field
                .to_token_stream()
                .to_string()
                .replace(' ', "")
                .as_str()
            {
                "client.client" => *expr = syn::parse_quote!(transport),
                "client.baseurl" => *expr = syn::parse_quote!(transport.base_url()),
                _ => {}
            },
            Expr::MethodCall(call) if call.method == "query" => self.shorten_query(call),
            // This removes `api-version`. The builder of the call sets the header parameters itself.
            Expr::MethodCall(call) if call.method == "headers" => *expr = (*call.receiver).clone(),
            Expr::MethodCall(call) if call.method == "to_string" => {
                let printed = &*call.receiver;
                let field = self.field(printed);
                if field.is_some_and(|field| !prints_as_sent(&field.ty)) {
                    *expr = syn::parse_quote!(odc_runtime::client::query_text(&#printed));
                }
            }
            // The runtime's builder reports a failure in `build`.
            Expr::Try(tried) => {
                if let Expr::MethodCall(call) = &mut *tried.expr
                    && call.method == "form_urlencoded"
                {
                    call.method = quote::format_ident!("form");
                    *expr = (*tried.expr).clone();
                }
            }
            _ => {}
        }
    }

    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        ShortPaths.visit_path_mut(path);
    }

    /// `format!("{}/users/{}", client.baseurl, encode_path(&key.to_string()))`
    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        let parser = syn::punctuated::Punctuated::<Expr, syn::Token![,]>::parse_terminated;
        if let Ok(mut arguments) = mac.parse_body_with(parser) {
            arguments
                .iter_mut()
                .for_each(|argument| self.visit_expr_mut(argument));
            let arguments = arguments.iter();
            mac.tokens = quote::quote!(#(#arguments),*);
        }
    }
}

/// Whether `Display` writes a value as JSON does, without quotes. For timestamps the two differ.
pub(crate) fn prints_as_sent(ty: &Type) -> bool {
    let text = ty.to_token_stream().to_string();
    !["chrono :: DateTime", "types ::"]
        .iter()
        .any(|other| text.starts_with(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_kept_without_the_header_that_progenitor_adds() {
        let send: syn::Block = syn::parse_quote!({
            let Self { client, key, limit } = self;
            let key = key.map_err(Error::InvalidRequest)?;
            let url = format!("{}/users/{}", client.baseurl, encode_path(&key.to_string()),);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            let mut request = client
                .client
                .get(url)
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .headers(header_map)
                .build()?;
        });
        let item: syn::ItemStruct = syn::parse_quote!(
            struct X<'a> {
                client: &'a Client,
                key: Result<::uuid::Uuid, String>,
                limit: Result<Option<i32>, String>,
            }
        );
        let (before, request) =
            request(&send.stmts, &fields(&item, &Parameters::default())).unwrap();
        let text =
            |tokens: &dyn quote::ToTokens| tokens.to_token_stream().to_string().replace(' ', "");
        assert_eq!(
            text(&before[0]),
            "leturl=format!(\"{}/users/{}\",transport.base_url(),encode_path(&self.key.to_string()));"
        );
        assert_eq!(
            text(&request),
            "transport.get(url).query_some(\"limit\",&self.limit).build()"
        );
    }

    #[test]
    fn a_timestamp_in_the_path_is_written_as_in_json() {
        let item: syn::ItemStruct = syn::parse_quote!(
            struct X<'a> {
                client: &'a Client,
                at: Result<::chrono::DateTime<::chrono::offset::Utc>, String>,
                key: Result<::uuid::Uuid, String>,
            }
        );
        let mut url: Stmt = syn::parse_quote!(
            let url = format!("/{}/{}", encode_path(&at.to_string()), encode_path(&key.to_string()));
        );
        let fields = fields(&item, &Parameters::default());
        OwnFields::new(&fields).visit_stmt_mut(&mut url);
        assert_eq!(
            url.to_token_stream().to_string().replace(' ', ""),
            "leturl=format!(\"/{}/{}\",encode_path(&odc_runtime::client::query_text(&self.at)),\
             encode_path(&self.key.to_string()));"
        );
    }
}
