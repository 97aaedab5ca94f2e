//! Writes the builders of calls. They own their data, so a call can be spawned, and a stream can live longer than the
//! scope that creates it.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::bodies::Body;
use super::markdown::Line;
use super::operations::constant;
use super::paging::List;
use super::structs::Structs;
use super::{docs, type_builders};
use crate::document::Result;
use crate::facts::{Api, Operation, Parameter};
use crate::lower::extract::{Call, Field};
use crate::lower::paths::argument;
use crate::names;

/// The tokens of `builder/GROUP.rs` by group. The group is the first tag of the operations.
pub(super) fn emit(
    api: &Api,
    calls: &[Call],
    structs: &Structs,
) -> Result<BTreeMap<String, TokenStream>> {
    let mut groups: BTreeMap<String, Vec<TokenStream>> = BTreeMap::new();
    for (operation, call) in api.operations.iter().zip(calls) {
        let group = names::group_file_name(&operation.tag);
        groups
            .entry(group)
            .or_default()
            .push(emit_call(operation, call, structs)?);
    }
    Ok(groups
        .into_iter()
        .map(|(group, calls)| {
            let file = quote! {
                use odc_runtime::client::{ByteStream, QueryParam, QuerySome as _, Request, encode_path, header};
                use odc_runtime::{
                    CallOptions, CursorCall, Error, ItemStream, ListCall, PageStream, PagedCall, Patch, ResponseValue,
                };

                use crate::generated::client::Client;
                use crate::generated::types::*;
                use crate::generated::{enums, operations, type_builders, types};

                #(#calls)*
            };
            (group, file)
        })
        .collect())
}

/// The tokens of `builder.rs`, which re-exports the builders of all groups and of waits.
pub(super) fn index(groups: &BTreeMap<String, TokenStream>, has_waits: bool) -> TokenStream {
    let modules = groups.keys().map(|group| {
        let group = format_ident!("{group}");
        quote!(mod #group; pub use #group::*;)
    });
    let waits = has_waits.then(|| {
        quote!(
            pub use crate::generated::waiting::*;
        )
    });
    quote!(#(#modules)* #waits)
}

/// Whether a field is an argument of the client's method. Required parameters are arguments.
pub(super) fn is_argument(field: &Field) -> bool {
    field.ident != "body" && argument(&field.ty, "Option").is_none()
}

fn emit_call(operation: &Operation, call: &Call, structs: &Structs) -> Result<TokenStream> {
    let body = Body::read(operation, call, structs)?;
    let Call { builder, .. } = call;
    let about = docs::line(&named("A call of ", operation));
    let fields: Vec<&Field> = call.fields.iter().filter(|f| f.ident != "body").collect();
    let declared = fields.iter().map(|f| {
        let (ident, ty) = (&f.ident, &f.ty);
        quote!(#ident: #ty)
    });
    let body_type = body.as_ref().and_then(Body::stored);
    let body_declared = body_type.as_ref().map(|ty| quote!(body: #ty,));
    let list = List::find(operation, call, structs)?;
    let prefetches = list.as_ref().is_some_and(List::prefetches);
    let prefetch_declared = prefetches.then(|| quote!(prefetch: usize,));
    let new = constructor(&fields, body_type.is_some(), prefetches);
    let setters = fields
        .iter()
        .filter(|f| !is_argument(f))
        .map(|f| setter(operation, f));
    let body_setters = body.as_ref().map(|body| body.setters(&fields));
    let (request, send) = (
        request(operation, call, body.as_ref()),
        send(operation, call, structs),
    );
    let (streams, list_call) = list.map(|list| list.emit()).unzip();
    Ok(quote! {
        #about
        #[derive(Debug, Clone)]
        #[must_use = "nothing is sent before `.send()`"]
        pub struct #builder {
            client: Client,
            options: CallOptions,
            #prefetch_declared
            #(#declared,)*
            #body_declared
        }

        impl #builder {
            #new
            #(#setters)*
            #body_setters

            #[doc = " Retries, deadline and rate budget of this call only."]
            pub fn options(mut self, options: CallOptions) -> Self {
                self.options = options;
                self
            }

            #request
            #send
            #streams
        }

        #list_call
    })
}

/// Our text, then a link to the method of the client, then its request.
pub(super) fn named(words: &'static str, operation: &Operation) -> Line {
    let method = format!("Client::{}", operation.name);
    let method = Line::ours(words).item(&method, &format!("crate::{method}"));
    method.and(": ").line(&docs::request(operation)).and(".")
}

fn constructor(fields: &[&Field], has_body: bool, prefetches: bool) -> TokenStream {
    let arguments = fields.iter().filter(|f| is_argument(f)).map(|f| {
        let (ident, ty) = (&f.ident, &f.ty);
        quote!(#ident: #ty)
    });
    let values = fields.iter().map(|f| {
        let ident = &f.ident;
        if is_argument(f) {
            quote!(#ident)
        } else {
            quote!(#ident: None)
        }
    });
    let prefetch = prefetches.then(|| quote!(prefetch: 0,));
    let body = has_body.then(|| quote!(body: Default::default(),));
    quote! {
        pub(crate) fn new(client: &Client, #(#arguments),*) -> Self {
            Self { client: client.clone(), options: CallOptions::default(), #prefetch #(#values,)* #body }
        }
    }
}

fn setter(operation: &Operation, field: &Field) -> TokenStream {
    let ident = &field.ident;
    let parameter = operation.parameters.named(&field.ident.to_string());
    let text = docs::lines(&parameter.map(docs::parameter_prose).unwrap_or_default());
    let aliases = docs::aliases(&ident.to_string(), &[]);
    let (takes, value) = if let Some((takes, joined)) = parameter.and_then(joined_for_call) {
        // An empty list is not sent, as with a parameter that is repeated for each value.
        let some = quote!(Some(#joined).filter(|joined: &String| !joined.is_empty()));
        (takes, some)
    } else {
        let ty = argument(&field.ty, "Option").unwrap_or(&field.ty);
        let (takes, value) = type_builders::value(ident, ty);
        (takes, quote!(Some(#value)))
    };
    quote! {
        #text
        #aliases
        pub fn #ident(mut self, #ident: #takes) -> Self {
            self.#ident = #value;
            self
        }
    }
}

/// The type of a setter's argument for a list that is sent as one text, and the expression that makes the text.
pub(super) fn joined(ident: &syn::Ident, mark: &str) -> (TokenStream, TokenStream) {
    let text =
        quote!(#ident.into_iter().map(|value| value.to_string()).collect::<Vec<_>>().join(#mark));
    (quote!(impl IntoIterator<Item = impl ToString>), text)
}

/// Replaces the separator inside a value of a list, until the request is refused. It is a noncharacter of Unicode, so
/// no text contains it.
const SEPARATOR_IN_VALUE: char = '\u{ffff}';

/// The same as [`joined`], for a call. A request cannot be sent if a value contains the separator. `None` for a
/// parameter that is not sent as one text.
pub(super) fn joined_for_call(parameter: &Parameter) -> Option<(TokenStream, TokenStream)> {
    let mark = parameter.separator.as_ref()?;
    let ident = format_ident!("{}", parameter.ident);
    if !parameter.is_split_by_style {
        return Some(joined(&ident, mark));
    }
    let marked = SEPARATOR_IN_VALUE.to_string();
    let text = quote! {
        #ident.into_iter().map(|value| value.to_string().replace(#mark, #marked)).collect::<Vec<_>>().join(#mark)
    };
    Some((quote!(impl IntoIterator<Item = impl ToString>), text))
}

/// The statement that refuses a request when a value of its list contains the separator.
fn refusal_of_separator(operation: &Operation, field: &Field) -> Option<TokenStream> {
    let parameter = operation.parameters.named(&field.ident.to_string());
    let parameter = parameter.filter(|parameter| parameter.is_split_by_style)?;
    let mark = parameter.separator.as_ref()?;
    let (ident, constant, marked) = (&field.ident, constant(operation), SEPARATOR_IN_VALUE);
    let why = holds_separator(&parameter.published, mark);
    let is_refused = if is_argument(field) {
        quote!(self.#ident.contains(#marked))
    } else {
        quote!(self.#ident.as_ref().is_some_and(|joined| joined.contains(#marked)))
    };
    Some(quote! {
        if #is_refused {
            return Err(Error::invalid_request(&operations::#constant, #why));
        }
    })
}

fn holds_separator(parameter: &str, mark: &str) -> String {
    format!("a value of the list `{parameter}` holds `{mark}`, which separates the values")
}

/// The request that progenitor builds, with the runtime's transport.
fn request(operation: &Operation, call: &Call, body: Option<&Body<'_>>) -> TokenStream {
    let constant = constant(operation);
    let Call {
        before, request, ..
    } = call;
    let accept = operation.accept();
    let accept = accept.map(|accept| quote!(.header(header::ACCEPT, #accept)));
    let request = quote!(#request #accept);
    let failed = quote!(map_err(|e| Error::invalid_request(&operations::#constant, e)));
    let (before_body, request) = match body {
        None => (None, request),
        Some(body) => body.sent(&request, &failed),
    };
    let fields = call.fields.iter();
    // Progenitor asks for `application/json`, and these headers replace its headers.
    let accept_json = operation.accept_json.iter().map(
        |media| quote!(headers.insert(header::ACCEPT, header::HeaderValue::from_static(#media));),
    );
    let headers: Vec<TokenStream> = accept_json
        .chain(fields.filter_map(|field| header(operation, field)))
        .collect();
    let request = if headers.is_empty() {
        quote!(#request.build())
    } else {
        quote! {{
            let mut headers = header::HeaderMap::new();
            #(#headers)*
            #request.build().map(|mut request| {
                request.headers_mut().extend(headers);
                request
            })
        }}
    };
    let refusals = call
        .fields
        .iter()
        .filter_map(|field| refusal_of_separator(operation, field));
    quote! {
        fn request(&self) -> Result<Request, Error> {
            #(#refusals)*
            let transport = &self.client.transport;
            #(#before)*
            #before_body
            #request.#failed
        }
    }
}

/// The expression that sets a header parameter.
fn header(operation: &Operation, field: &Field) -> Option<TokenStream> {
    let parameter = operation.parameters.named(&field.ident.to_string());
    let parameter = parameter.filter(|parameter| parameter.place == "header")?;
    let (ident, constant) = (&field.ident, constant(operation));
    let name = parameter.published.to_lowercase();
    let ty = argument(&field.ty, "Option").unwrap_or(&field.ty);
    let text_of = quote!(odc_runtime::client::query_text);
    let text = if argument(ty, "Vec").is_some() {
        let why = holds_separator(&parameter.published, ",");
        quote! {{
            let values: Vec<String> = value.iter().map(#text_of).collect();
            if values.iter().any(|value| value.contains(',')) {
                return Err(Error::invalid_request(&operations::#constant, #why));
            }
            values.join(",")
        }}
    } else {
        quote!(#text_of(value))
    };
    let insert = quote! {
        let value = header::HeaderValue::try_from(#text)
            .map_err(|e| Error::invalid_request(&operations::#constant, e))?;
        headers.insert(header::HeaderName::from_static(#name), value);
    };
    Some(if is_argument(field) {
        quote!({ let value = &self.#ident; #insert })
    } else {
        quote!(if let Some(value) = &self.#ident { #insert })
    })
}

fn send(operation: &Operation, call: &Call, structs: &Structs) -> TokenStream {
    let (constant, response) = (constant(operation), &call.response);
    let how = match quote!(#response).to_string().as_str() {
        "()" => format_ident!("empty"),
        "ByteStream" => format_ident!("bytes"),
        "String" if operation.is_text() => format_ident!("text"),
        "Option < String >" if operation.is_text() => format_ident!("text_or_nothing"),
        text if text
            .strip_prefix("types :: ")
            .is_some_and(|name| structs.contains_key(name)) =>
        {
            format_ident!("json_object")
        }
        _ => format_ident!("json"),
    };
    let errors =
        Line::ours("Any failure: there is no 2xx response, or it cannot be read. See [`Error`].");
    let errors = docs::line(&errors);
    quote! {
        #[doc = " Sends the request and reads the response."]
        #[doc = ""]
        #[doc = " # Errors"]
        #errors
        pub async fn send(self) -> Result<ResponseValue<#response>, Error> {
            let request = self.request()?;
            self.client.transport.#how(&operations::#constant, request, &self.options).await
        }
    }
}
