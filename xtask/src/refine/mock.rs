//! Typed helpers for users' tests with `httpmock`: one method per operation, `when` for the request, `then` for the answer.
//!
//! Paths match with and without the API's base path, so both `server.base_url()` and
//! `server.url("/api/identity/v1")` work as a client's base URL. An array is one matcher per element.

use http::StatusCode;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Type;

use super::calls::{Body, is_argument};
use super::docs;
use super::extract::{Call, Field};
use super::paths::argument;
use super::types::Struct;
use crate::api::{Api, Operation};
use crate::problem::Result;

pub(super) fn emit(api: &Api, calls: &[Call], structs: &[Struct]) -> Result<TokenStream> {
    let pairs = || api.operations.iter().zip(calls);
    let operations = pairs()
        .map(|(operation, call)| emit_operation(operation, call, structs))
        .collect::<Result<Vec<_>>>()?;
    let declared = pairs().map(|(operation, call)| method(operation, call));
    let implemented = pairs().map(|(operation, call)| {
        let (signature, when, then) = (signature(operation, call), when(call), then(call));
        quote!(#signature { self.mock(|w, t| { config(#when::new(w), #then::new(t)); }) })
    });
    let in_paths = |operation: &Operation| operation.parameters.iter().any(|p| p.place == "path");
    let literal = api.operations.iter().any(in_paths).then(literal);
    Ok(quote! {
        use serde::Serialize;

        use super::{enums, operations, types};

        #[doc = " A method per operation that mocks one answer of it."]
        pub trait MockServerExt { #(#declared)* }

        impl MockServerExt for httpmock::MockServer { #(#implemented)* }

        #[derive(Serialize)]
        struct Problem<'a> {
            status: u16,
            detail: &'a str,
        }

        /// Matches a path of this API, below its base path or at the root.
        fn at(when: httpmock::When, method: httpmock::Method, path: &str) -> httpmock::When {
            when.method(method).path_matches(format!("^({})?{path}$", operations::BASE_PATH).as_str())
        }

        #literal

        #(#operations)*
    })
}

/// What puts a path parameter into a regular expression.
fn literal() -> TokenStream {
    quote! {
        #[doc = " A regular expression that matches the text itself."]
        fn literal(text: &str) -> String {
            let escaped = |c: char| if c.is_ascii_punctuation() { vec!['\\', c] } else { vec![c] };
            text.chars().flat_map(escaped).collect()
        }
    }
}

fn when(call: &Call) -> syn::Ident {
    format_ident!("{}When", call.builder)
}

fn then(call: &Call) -> syn::Ident {
    format_ident!("{}Then", call.builder)
}

fn signature(operation: &Operation, call: &Call) -> TokenStream {
    let name = format_ident!("{}", operation.name);
    let (when, then) = (when(call), then(call));
    quote!(fn #name(&self, config: impl FnOnce(#when, #then)) -> httpmock::Mock<'_>)
}

fn method(operation: &Operation, call: &Call) -> TokenStream {
    let about = format!(
        " Mocks [`Client::{0}`](crate::Client::{0}): `{1} {2}`.",
        operation.name,
        operation.method.to_uppercase(),
        operation.path
    );
    let signature = signature(operation, call);
    quote!(#[doc = #about] #signature;)
}

fn emit_operation(operation: &Operation, call: &Call, structs: &[Struct]) -> Result<TokenStream> {
    let (when, then) = (when(call), then(call));
    let method = format_ident!("{}", operation.method.to_uppercase());
    let pattern = pattern(operation, call);
    let body = Body::of(call, structs)?;
    let matchers = call
        .fields
        .iter()
        .map(|field| matcher(operation, field, body.as_ref()));
    let answer = answer(operation, call);
    let when_about = format!(" Which requests of `{}` are answered.", operation.name);
    let then_about = format!(" How `{}` is answered.", operation.name);
    Ok(quote! {
        #[doc = #when_about]
        pub struct #when(httpmock::When);

        impl #when {
            fn new(when: httpmock::When) -> Self {
                Self(at(when, httpmock::Method::#method, #pattern))
            }

            #(#matchers)*

            #[doc = " The untyped `When`, for whatever else a request has to look like."]
            pub fn into_inner(self) -> httpmock::When { self.0 }
        }

        #[doc = #then_about]
        pub struct #then(httpmock::Then);

        impl #then {
            fn new(then: httpmock::Then) -> Self { Self(then) }

            #answer

            #[doc = " A failure with a problem description."]
            pub fn problem(self, status: u16, detail: &str) -> Self {
                Self(self.0.status(status).json_body_obj(&Problem { status, detail }))
            }

            #[doc = " The untyped `Then`, for an answer that the document does not promise."]
            pub fn into_inner(self) -> httpmock::Then { self.0 }
        }
    })
}

/// A regular expression for the path; a UUID is matched as one, so that `/users/count` is not a user.
fn pattern(operation: &Operation, call: &Call) -> String {
    let mut pattern = regex_escaped(&operation.path);
    for field in call.fields.iter().filter(|f| is_argument(f)) {
        let ty = &field.ty;
        let is_uuid = quote!(#ty).to_string() == "uuid :: Uuid";
        let value = if is_uuid { "[0-9a-fA-F-]{36}" } else { "[^/]+" };
        if let Some(parameter) = operation.parameters.iter().find(|p| field.ident == p.ident) {
            pattern = pattern.replace(
                &regex_escaped(&format!("{{{}}}", parameter.published)),
                value,
            );
        }
    }
    pattern
}

fn regex_escaped(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            if r"\.+*?()|[]{}^$".contains(c) {
                vec!['\\', c]
            } else {
                vec![c]
            }
        })
        .collect()
}

fn body_matcher(body: Option<&Body<'_>>) -> TokenStream {
    let about = " The whole body, compared as JSON.";
    match body {
        Some(Body::Fields(schema)) => {
            let ident = &schema.ident;
            quote!(#[doc = #about] pub fn body(self, body: &types::#ident) -> Self { Self(self.0.json_body_obj(body)) })
        }
        Some(Body::Whole(ty)) => {
            quote!(#[doc = #about] pub fn body(self, body: &#ty) -> Self { Self(self.0.json_body_obj(body)) })
        }
        Some(Body::Raw(ty)) if quote!(#ty).to_string() == "String" => {
            quote!(
                #[doc = " The whole body."]
                pub fn body(self, body: impl Into<String>) -> Self {
                    Self(self.0.body(body))
                }
            )
        }
        // httpmock compares no bytes; `into_inner` has what it can do.
        Some(Body::Raw(_)) | None => quote!(),
    }
}

fn matcher(operation: &Operation, field: &Field, body: Option<&Body<'_>>) -> TokenStream {
    let ident = &field.ident;
    if ident == "body" {
        return body_matcher(body);
    }
    let Some(parameter) = operation.parameters.iter().find(|p| field.ident == p.ident) else {
        return quote!();
    };
    let text = docs::lines(&docs::sentence(&parameter.description));
    let published = &parameter.published;
    if parameter.place == "path" {
        let segment = regex_escaped(&operation.path)
            .split(&regex_escaped(&format!("{{{published}}}")))
            .next()
            .map(any_parameters)
            .unwrap_or_default();
        return quote! {
            #text
            pub fn #ident(self, #ident: impl ToString) -> Self {
                let value = literal(&odc_runtime::client::encode_path(&#ident.to_string()));
                let path = format!("^({})?{}{}(/|$)", operations::BASE_PATH, #segment, value);
                Self(self.0.path_matches(path.as_str()))
            }
        };
    }
    let ty = argument(&field.ty, "Option").unwrap_or(&field.ty);
    let place = if parameter.place == "header" {
        format_ident!("header")
    } else {
        format_ident!("query_param")
    };
    match list_element(ty, parameter.joined_with.as_deref()) {
        Some(List::Repeated(element)) => quote! {
            #text
            pub fn #ident(self, #ident: impl IntoIterator<Item = impl Into<#element>>) -> Self {
                let values = #ident.into_iter().map(Into::<#element>::into);
                Self(values.fold(self.0, |when, value| when.#place(#published, odc_runtime::client::query_text(&value))))
            }
        },
        Some(List::Joined(mark)) => quote! {
            #text
            pub fn #ident(self, #ident: impl IntoIterator<Item = impl ToString>) -> Self {
                let joined = #ident.into_iter().map(|value| value.to_string()).collect::<Vec<_>>().join(#mark);
                Self(self.0.#place(#published, joined))
            }
        },
        None => {
            let (takes, value) = super::type_builders::value(ident, ty);
            quote! {
                #text
                pub fn #ident(self, #ident: #takes) -> Self {
                    let value: #ty = #value;
                    Self(self.0.#place(#published, odc_runtime::client::query_text(&value)))
                }
            }
        }
    }
}

enum List<'a> {
    Repeated(&'a Type),
    Joined(&'a str),
}

fn list_element<'a>(ty: &'a Type, joined_with: Option<&'a str>) -> Option<List<'a>> {
    let repeated = || argument(ty, "Vec").map(List::Repeated);
    joined_with.map(List::Joined).or_else(repeated)
}

/// The escaped path before a parameter, with earlier parameters matching anything.
fn any_parameters(before: &str) -> String {
    let mut text = String::new();
    for (i, part) in before.split(r"\{").enumerate() {
        if i == 0 {
            text.push_str(part);
        } else {
            text.push_str("[^/]+");
            text.push_str(part.split_once(r"\}").map_or("", |(_, rest)| rest));
        }
    }
    text
}

/// `ok(&page)`, `created()`, … by the documented success status.
fn answer(operation: &Operation, call: &Call) -> TokenStream {
    let status = operation.success_status;
    let reason = StatusCode::from_u16(status)
        .ok()
        .and_then(|s| s.canonical_reason())
        .unwrap_or("success");
    let name = format_ident!("{}", crate::names::identifier(reason));
    let about = docs::lines(&docs::sentence(&format!("{status}: {}", operation.success)));
    let ty = &call.answer;
    match quote!(#ty).to_string().as_str() {
        "()" => quote! { #about pub fn #name(self) -> Self { Self(self.0.status(#status)) } },
        "ByteStream" => quote! {
            #about
            pub fn #name(self, body: impl AsRef<[u8]>) -> Self { Self(self.0.status(#status).body(body)) }
        },
        _ => quote! {
            #about
            pub fn #name(self, answer: &#ty) -> Self {
                Self(self.0.status(#status).header("content-type", "application/json").json_body_obj(answer))
            }
        },
    }
}
