//! Writes typed helpers for callers' tests with `httpmock`: one method per operation, `when` for the request, `then`
//! for the response.
//!
//! Paths match with and without the API's base path, so both `server.base_url()` and
//! `server.url("/api/identity/v1")` work as a client's base URL. A list in the query has one matcher per element.

use http::StatusCode;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::bodies::{Body, Form, Value};
use super::calls;
use super::markdown::{Line, Prose};
use super::mock_paths::{around, base, path_pattern};
use super::structs::Structs;
use super::{client, docs, type_builders};
use crate::document::Result;
use crate::document::findings::PART;
use crate::facts::{Api, Operation};
use crate::lower::extract::{Call, Field, prints_as_sent};
use crate::lower::paths::argument;

pub(super) fn emit(api: &Api, calls: &[Call], structs: &Structs) -> Result<TokenStream> {
    let pairs = || api.operations.iter().zip(calls);
    let operations = pairs()
        .map(|(operation, call)| emit_operation(api, operation, call, structs))
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

        use super::{enums, types};

        #[doc = " One method per operation, which mocks a response of it."]
        pub trait MockServerExt { #(#declared)* }

        impl MockServerExt for httpmock::MockServer { #(#implemented)* }

        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Problem<'a> {
            status: u16,
            detail: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            error_code: Option<&'a str>,
        }

        #literal

        #(#operations)*
    })
}

/// The generated function that escapes a path parameter for a regular expression.
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
    let about = docs::line(&calls::named("Mocks ", operation));
    let signature = signature(operation, call);
    quote!(#about #signature;)
}

fn emit_operation(
    api: &Api,
    operation: &Operation,
    call: &Call,
    structs: &Structs,
) -> Result<TokenStream> {
    let (when, then) = (when(call), then(call));
    let method = format_ident!("{}", operation.method.to_uppercase());
    let pattern = format!("{}{}$", base(api), path_pattern(api, operation, call));
    let body = Body::read(operation, call, structs)?;
    let matchers = call.fields.iter().map(|field| {
        if field.ident == "body" {
            body_matcher(body.as_ref())
        } else {
            matcher(api, operation, field)
        }
    });
    let response = response(operation, call);
    let when_about = Line::ours("Selects the requests of ").code(&operation.name);
    let when_about = docs::line(&when_about.and(" that the mock matches."));
    let then_about = Line::ours("Sets the response of ").code(&operation.name);
    let then_about = docs::line(&then_about.and("."));
    Ok(quote! {
        #when_about
        pub struct #when(httpmock::When);

        impl #when {
            fn new(when: httpmock::When) -> Self {
                let when = when.method(httpmock::Method::#method);
                Self(when.path_matches(#pattern))
            }

            #(#matchers)*

            #[doc = " The untyped `When`, for other conditions on the request."]
            pub fn into_inner(self) -> httpmock::When { self.0 }
        }

        #then_about
        pub struct #then(httpmock::Then);

        impl #then {
            fn new(then: httpmock::Then) -> Self { Self(then) }

            #response

            #[doc = " A failure with a problem description."]
            pub fn problem(self, status: u16, detail: &str) -> Self {
                let problem = Problem { status, detail, error_code: None };
                Self(self.0.status(status).json_body_obj(&problem))
            }

            #[doc = " A failure with a problem description that has a code, which `Error::error_code` returns."]
            pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
                let problem = Problem { status, detail, error_code: Some(error_code) };
                Self(self.0.status(status).json_body_obj(&problem))
            }

            #[doc = " The untyped `Then`, for a response that the document does not describe."]
            pub fn into_inner(self) -> httpmock::Then { self.0 }
        }
    })
}

/// The matcher of the body. `httpmock` cannot compare bytes or multipart forms. For these, tests use `into_inner`.
fn body_matcher(body: Option<&Body<'_>>) -> TokenStream {
    let Some(body) = body else {
        return quote!();
    };
    let takes = match &body.value {
        Value::Fields(schema) => {
            let ident = &schema.ident;
            quote!(&types::#ident)
        }
        Value::Whole(ty) => quote!(&#ty),
        Value::Raw(ty) if quote!(#ty).to_string() == "String" => {
            return quote!(
                #[doc = " The whole body."]
                pub fn body(self, body: impl Into<String>) -> Self {
                    Self(self.0.body(body))
                }
            );
        }
        Value::Raw(_) | Value::Files => return quote!(),
    };
    let styles = body.styles();
    match body.form() {
        Form::Json => quote! {
            #[doc = " The whole body, compared as JSON."]
            pub fn body(self, body: #takes) -> Self { Self(self.0.json_body_obj(body)) }
        },
        Form::Urlencoded => quote! {
            #[doc = " Every field of the form that this body has. The form may have others."]
            pub fn body(self, body: #takes) -> Self {
                let fields = odc_runtime::client::form_fields(body, #styles).unwrap_or_default();
                let fields = fields.into_iter();
                Self(fields.fold(self.0, |when, (name, value)| when.form_urlencoded_tuple(name, value)))
            }
        },
        Form::Multipart | Form::Raw => quote!(),
    }
}

fn matcher(api: &Api, operation: &Operation, field: &Field) -> TokenStream {
    let Some(parameter) = operation.parameters.named(&field.ident.to_string()) else {
        return quote!();
    };
    if parameter.place == PART {
        return quote!();
    }
    let (ident, published) = (&field.ident, &parameter.published);
    let ty = argument(&field.ty, "Option").unwrap_or(&field.ty);
    let is_header = parameter.place == "header";
    let place = format_ident!("{}", if is_header { "header" } else { "query_param" });
    let (takes, matched) = if parameter.place == "path" {
        let (before, after) = around(&operation.path, published);
        let before = base(api) + &before;
        let (takes, value) = client::argument(operation, field);
        let is_text = quote!(#ty).to_string() == "String";
        let text = if is_text {
            value
        } else if prints_as_sent(ty) {
            quote!(<#ty>::to_string(&#value))
        } else {
            quote!(odc_runtime::client::query_text::<#ty>(&#value))
        };
        let value = quote!(literal(&odc_runtime::client::encode_path(&#text)));
        let pattern = quote!(let path = [#before, &#value, #after].concat(););
        (
            takes,
            quote!(#pattern Self(self.0.path_matches(path.as_str()))),
        )
    } else if let Some(mark) = &parameter.separator {
        let (takes, joined) = calls::joined(ident, mark);
        let joined = quote!(let joined = #joined;);
        (
            takes,
            quote!(#joined Self(self.0.#place(#published, joined))),
        )
    } else if let Some(element) = argument(ty, "Vec") {
        let text = quote!(odc_runtime::client::query_text::<#element>(&value.into()));
        let texts = quote!(let texts = #ident.into_iter().map(|value| #text););
        let matched = if is_header {
            quote!(Self(self.0.header(#published, texts.collect::<Vec<_>>().join(","))))
        } else {
            quote!(Self(texts.fold(self.0, |when, text| when.query_param(#published, text))))
        };
        let takes = quote!(impl IntoIterator<Item = impl Into<#element>>);
        (takes, quote!(#texts #matched))
    } else {
        let (takes, value) = type_builders::value(ident, ty);
        let text = quote!(let text = odc_runtime::client::query_text::<#ty>(&#value););
        (takes, quote!(#text Self(self.0.#place(#published, text))))
    };
    let text = docs::lines(&docs::parameter_prose(parameter));
    quote! {
        #text
        pub fn #ident(self, #ident: #takes) -> Self { #matched }
    }
}

/// The method that sets a successful response, named after the documented status: `ok(&page)`, `created()`, …
fn response(operation: &Operation, call: &Call) -> TokenStream {
    let status = operation.success_status;
    let reason = StatusCode::from_u16(status)
        .ok()
        .and_then(|s| s.canonical_reason())
        .unwrap_or("success");
    let name = format_ident!("{}", crate::names::identifier(reason));
    let mut success = Prose::read(&operation.success);
    if success.is_empty() {
        success = Line::ours(reason).into();
    }
    let number = Line::default().plain(&status.to_string()).and(": ");
    let about = docs::lines(&success.sentence().led_by(number));
    let ty = &call.response;
    match quote!(#ty).to_string().as_str() {
        "()" => quote! { #about pub fn #name(self) -> Self { Self(self.0.status(#status)) } },
        "ByteStream" => quote! {
            #about
            pub fn #name(self, body: impl AsRef<[u8]>) -> Self { Self(self.0.status(#status).body(body)) }
        },
        text if operation.is_text() => {
            let (takes, text) = if text == "String" {
                (quote!(impl AsRef<str>), quote!(text.as_ref()))
            } else {
                (quote!(Option<&str>), quote!(text.unwrap_or_default()))
            };
            quote! {
                #about
                pub fn #name(self, text: #takes) -> Self {
                    Self(self.0.status(#status).header("content-type", "text/plain; charset=utf-8").body(#text))
                }
            }
        }
        _ => quote! {
            #about
            pub fn #name(self, response: &#ty) -> Self {
                Self(self.0.status(#status).header("content-type", "application/json").json_body_obj(response))
            }
        },
    }
}
