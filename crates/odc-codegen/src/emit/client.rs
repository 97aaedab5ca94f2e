//! Writes the client: its constructors, and one method per operation with full documentation.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::calls::{self, is_argument};
use super::markdown::{Line, Prose};
use super::{docs, type_builders};
use crate::facts::{Api, Operation, Parameter, Piece, Requirement};
use crate::lower::extract::{Call, Field};

pub(super) fn emit(api: &Api, calls: &[Call]) -> TokenStream {
    let methods = api
        .operations
        .iter()
        .zip(calls)
        .map(|(operation, call)| method(api, operation, call))
        .collect::<TokenStream>();
    let modules = modules(calls);
    let about = docs::lines(&about_client(api));
    let new_about = docs::lines(&about_new(&api.base_path));
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
            #[doc = " A client of this API for a tenant. No I/O happens yet: the first call fetches discovery and token."]
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

fn about_client(api: &Api) -> Prose {
    let client = Line::ours("Client of the ").plain(&api.title);
    let client = client.and(", version ").plain(&api.version).and(".");
    Prose::from(client).paragraph(Line::ours(
        "Cheap to clone; clones share everything. Each method returns the builder of a call: set its parameters, then \
                call `.send()`.",
    ))
}

fn about_new(base_path: &str) -> Prose {
    let url = Line::ours("`base_url` includes the path of the API, such as ")
        .code(&format!("https://acme.outsystems.dev{base_path}"))
        .and(
            ". The middleware of your HTTP client is responsible for authentication, retries and limits.",
        );
    let first = "A client that sends through your own HTTP client, without a tenant.";
    let errors = Line::ours("A `base_url` that is not an http or https URL.");
    let hidden = Line::ours(
        "The reqwest library also sends some requests again by itself: those that the server of an HTTP/2 connection did \
                not accept, and those that `reqwest::ClientBuilder::retry` selects. Your middleware does not see these \
                retries, and no rate budget counts them. To turn them off, build your client with \
                `.retry(reqwest::retry::never())`.",
    );
    Prose::from(Line::ours(first))
        .paragraph(url)
        .paragraph(hidden)
        .section("Errors", errors.into())
}

/// The document's description of an error status, or else the phrase of HTTP for it (RFC 9110, section 15).
fn status_meaning(status: &str, meaning: &str) -> Prose {
    let prose = Prose::read(meaning);
    if !prose.is_empty() {
        return prose.sentence();
    }
    let code = status.parse::<http::StatusCode>().ok();
    let phrase = code.and_then(|code| code.canonical_reason());
    let phrase = phrase.unwrap_or(match status {
        "default" => "Any other failure",
        _ => "A failure that the document does not describe",
    });
    Prose::from(Line::ours(phrase)).sentence()
}

/// The modules that the signatures of the methods use.
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

/// The type of a parameter as an argument, and the expression that converts it. A key is a value, a text is any type
/// that converts to a text, and a list is an iterator.
pub(super) fn argument(operation: &Operation, field: &Field) -> (TokenStream, TokenStream) {
    let Field { ident, ty, .. } = field;
    let parameter = operation.parameters.named(&field.ident.to_string());
    if let Some(joined) = parameter.and_then(calls::joined_for_call) {
        return joined;
    }
    if quote!(#ty).to_string() == "String" {
        return (quote!(impl ToString), quote!(#ident.to_string()));
    }
    type_builders::value(ident, ty)
}

fn about(api: &Api, operation: &Operation, call: &Call) -> Prose {
    let mut text = Prose::read(&operation.summary).sentence();
    if operation.deprecated {
        text = text.paragraph(deprecated(api));
    }
    text = text.and(Prose::read(&operation.description).sentence());
    let taken = call.fields.iter().filter(|field| is_argument(field));
    let taken: HashSet<String> = taken.map(|field| field.ident.to_string()).collect();
    let is_taken = |parameter: &&Parameter| taken.contains(&parameter.ident);
    let arguments = operation.parameters.iter().filter(is_taken).map(|p| {
        let name = Line::default().code(&p.ident).and(": ");
        docs::parameter_prose(p).led_by(name)
    });
    let errors = operation.errors.iter().map(|(status, meaning)| {
        let statuses = match status.as_str() {
            "default" => Line::ours("Otherwise"),
            status => Line::default().plain(status),
        };
        status_meaning(status, meaning).led_by(statuses.and(": "))
    });
    let mut errors = Prose::list(errors);
    if !errors.is_empty() {
        let first = Line::ours("Besides failures of the network and of authentication:");
        errors = Prose::from(first).and(errors);
    }
    let request = docs::request(operation);
    let published = match operation.published.as_str() {
        "" => Line::ours("Operation "),
        published => Line::ours("Operation ").code(published).and(": "),
    };
    text.section("Arguments", Prose::list(arguments))
        .section("Response", Prose::read(&operation.success).sentence())
        .section("Permission", permissions(operation))
        .section("Limits", limits(operation))
        .section("Errors of `send`", errors)
        .paragraph(published.line(&request).and("."))
}

fn deprecated(api: &Api) -> Line {
    let Some(d) = &api.deprecation else {
        return Line::ours("**Deprecated** by the service.");
    };
    let since = Line::ours("**Deprecated** since ").plain(&d.since);
    let sunset = since.and(", removed on or after ").plain(&d.sunset);
    let successor = sunset.and(": use ").line(&Line::read(&d.successor));
    successor.and(" instead.")
}

/// The sentence about permissions. It is empty when the document has no such sentence.
fn permissions(operation: &Operation) -> Prose {
    let Some(needs) = &operation.requirement else {
        return Prose::default();
    };
    if *needs == Requirement::Any {
        return Line::ours("Any one permission of the API client is enough.").into();
    }
    let pieces = needs.pieces().into_iter();
    let line = pieces.fold(Line::default(), |line, piece| match piece {
        Piece::Name(name) => line.code(name),
        Piece::Words(words) => line.line(&Line::read(words)),
        Piece::Ours(words) => line.and(words),
    });
    line.and(".").into()
}

fn limits(operation: &Operation) -> Prose {
    let limits = operation.rate_limits.iter().map(|limit| {
        let number = Line::default().plain(&limit.per_minute.to_string());
        let pool = number.and(" per minute for the whole organization (");
        Prose::from(pool.code(&limit.pool).and(")"))
    });
    Prose::list(limits)
}
