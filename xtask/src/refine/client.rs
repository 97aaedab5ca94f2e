//! The client: constructors, and one method per operation with everything that is known about it.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use super::calls::{self, is_argument};
use super::extract::{Call, Field};
use super::markdown::code;
use super::{docs, type_builders};
use crate::api::{Api, Operation};

pub(super) fn emit(api: &Api, calls: &[Call]) -> TokenStream {
    let methods = api
        .operations
        .iter()
        .zip(calls)
        .map(|(operation, call)| method(api, operation, call))
        .collect::<TokenStream>();
    let modules = modules(calls);
    let about = docs::lines(&format!(
        "Client of the {}, version {}.\n\nCheap to clone; clones share everything. Each method starts a call: \
         set what it takes on the builder that it gives, then `.send()`.",
        api.title, api.version
    ));
    let base = &api.base_path;
    let new_about = docs::lines(&format!(
        "A client that sends through an HTTP client of your own, without a tenant.\n\n\
         `base_url` includes the path of the API, such as `https://acme.outsystems.dev{base}`. \
         Authentication, retries and limits are what your client's middleware makes of them.\n\n\
         # Errors\nA `base_url` that is no http or https URL."
    ));
    quote! {
        use odc_runtime::client::ClientWithMiddleware;
        use odc_runtime::{Error, Tenant, Transport};

        use super::{#(#modules),*};

        #about
        #[derive(Debug, Clone)]
        pub struct Client {
            pub(crate) transport: Transport,
        }

        impl Client {
            #[doc = " A client of this API in a tenant. No I/O happens yet: discovery and token come with the first call."]
            #[must_use]
            pub fn connect(tenant: &Tenant) -> Self {
                Self { transport: Transport::for_tenant(tenant, operations::BASE_PATH) }
            }

            #new_about
            pub fn new(base_url: &str, http: impl Into<ClientWithMiddleware>) -> Result<Self, Error> {
                Ok(Self { transport: Transport::new(base_url, http)? })
            }

            #methods
        }
    }
}

/// What the document says of an error status, or else HTTP (RFC 9110, section 15).
fn said(status: &str, meaning: &str) -> String {
    if !meaning.is_empty() {
        return meaning.to_owned();
    }
    let code = status.parse::<http::StatusCode>().ok();
    let phrase = code.and_then(|code| code.canonical_reason());
    phrase.map_or_else(
        || match status {
            "default" => "Any other failure".to_owned(),
            _ => "A failure that the document says nothing about".to_owned(),
        },
        str::to_owned,
    )
}

/// The modules that the signatures of the methods name.
fn modules(calls: &[Call]) -> Vec<syn::Ident> {
    let arguments = calls.iter().flat_map(|call| &call.fields);
    let arguments = arguments.filter(|field| is_argument(field));
    let types: Vec<String> = arguments
        .map(|Field { ty, .. }| quote!(#ty).to_string())
        .collect();
    let names = |module: &str| {
        let path = format!("{module} ::");
        types
            .iter()
            .any(|ty| ty.starts_with(&path) || ty.contains(&format!(" {path}")))
    };
    ["builder", "enums", "operations", "types"]
        .into_iter()
        .filter(|module| matches!(*module, "builder" | "operations") || names(module))
        .map(|module| quote::format_ident!("{module}"))
        .collect()
}

fn method(api: &Api, operation: &Operation, call: &Call) -> TokenStream {
    let name = quote::format_ident!("{}", operation.name);
    let builder = &call.builder;
    let arguments = || call.fields.iter().filter(|f| is_argument(f));
    let taken = arguments().map(|field| {
        let (ident, (takes, _)) = (&field.ident, argument(operation, field));
        quote!(#ident: #takes)
    });
    let values = arguments().map(|field| argument(operation, field).1);
    let about = docs::lines(&about(api, operation, call));
    let mut aliases = operation.aliases.clone();
    aliases.push(operation.published.clone());
    let aliases = docs::aliases(&operation.name, &aliases);
    quote! {
        #about
        #aliases
        pub fn #name(&self, #(#taken),*) -> builder::#builder {
            builder::#builder::new(self, #(#values),*)
        }
    }
}

/// A parameter as an argument: keys by value, text as anything that prints as it, lists by their elements.
fn argument(operation: &Operation, field: &Field) -> (TokenStream, TokenStream) {
    let Field { ident, ty, .. } = field;
    let parameter = operation.parameters.iter().find(|p| field.ident == p.ident);
    if let Some(mark) = parameter.and_then(|p| p.joined_with.as_ref()) {
        return calls::joined(ident, mark);
    }
    if quote!(#ty).to_string() == "String" {
        return (quote!(impl ToString), quote!(#ident.to_string()));
    }
    type_builders::value(ident, ty)
}

fn about(api: &Api, operation: &Operation, call: &Call) -> String {
    let mut text = docs::sentence(&operation.summary);
    let mut paragraph = |part: String| {
        if !part.is_empty() {
            let _ = write!(text, "\n\n{part}");
        }
    };
    if operation.deprecated {
        paragraph(api.deprecation.as_ref().map_or_else(
            || "**Deprecated** by the service.".to_owned(),
            |d| {
                format!(
                    "**Deprecated** since {}, removed on or after {}: use {} instead.",
                    d.since, d.sunset, d.successor
                )
            },
        ));
    }
    paragraph(docs::sentence(&operation.description));
    let arguments: Vec<String> = operation
        .parameters
        .iter()
        .filter(|p| {
            call.fields
                .iter()
                .any(|f| is_argument(f) && f.ident == p.ident)
        })
        .map(|p| format!("- `{}`: {}", p.ident, docs::of_parameter(p)))
        .collect();
    if !arguments.is_empty() {
        paragraph(format!("# Arguments\n{}", arguments.join("\n")));
    }
    if !operation.success.is_empty() {
        paragraph(format!("# Answer\n{}", docs::sentence(&operation.success)));
    }
    paragraph(match operation.permissions.as_deref() {
        None => String::new(),
        Some([]) => "# Permission\nAny one permission of the API client is enough.".to_owned(),
        Some(permissions) => {
            let permissions: Vec<String> = permissions.iter().map(|name| code(name)).collect();
            format!("# Permission\n{}.", permissions.join(" or "))
        }
    });
    let limits: Vec<String> = operation
        .rate_limits
        .iter()
        .map(|limit| {
            format!(
                "- {} per minute for the whole organization ({})",
                limit.per_minute,
                code(&limit.pool)
            )
        })
        .collect();
    if !limits.is_empty() {
        paragraph(format!("# Limits\n{}", limits.join("\n")));
    }
    let errors: Vec<String> = operation
        .errors
        .iter()
        .map(|(status, meaning)| format!("- {status}: {}", docs::sentence(&said(status, meaning))))
        .collect();
    if !errors.is_empty() {
        paragraph(format!(
            "# Errors of `send`\nBesides failures of network and sign-in:\n\n{}",
            errors.join("\n")
        ));
    }
    let request = docs::request(operation);
    paragraph(match operation.published.as_str() {
        "" => format!("Operation {request}."),
        published => format!("Operation {}: {request}.", code(published)),
    });
    text
}
