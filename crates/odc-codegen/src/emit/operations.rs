//! Writes the operations as data, for the transport, the sandbox and callers' tools.

use std::collections::BTreeSet;

use heck::ToShoutySnakeCase as _;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{described, docs};
use crate::facts::{self, Api, Case, Operation};
use crate::lower::extract::Call;

/// The name of an operation's static: `LIST_USERS`.
pub(super) fn constant(operation: &Operation) -> syn::Ident {
    let name = operation.name.to_shouty_snake_case();
    // The case conversion has removed the underscore at the beginning, which a name needs before a digit.
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        format_ident!("_{name}")
    } else {
        format_ident!("{name}")
    }
}

pub(super) fn emit(api: &Api, calls: &[Call]) -> TokenStream {
    let statics = api
        .operations
        .iter()
        .zip(calls)
        .map(|(operation, call)| emit_static(operation, call, api));
    let all = api.operations.iter().map(constant);
    let skipped = api.skipped.iter();
    let (skipped, reasons): (Vec<_>, Vec<_>) = skipped
        .map(|skipped| (&skipped.operation, &skipped.why))
        .unzip();
    let secrets = api.schemas.values().flat_map(|schema| &schema.properties);
    let secrets = secrets.filter(|(_, property)| property.secret);
    let secrets: BTreeSet<&String> = secrets.map(|(name, _)| name).collect();
    let (title, version, base_path) = (&api.title, &api.version, &api.base_path);
    quote! {
        use odc_runtime::{
            Case, Deprecation, List, ListStyle, LongOperation, Operation, Pages, Parameter, Place, RateLimit, RequestBody, Requirement,
            Success, ValueKind,
        };
        use odc_runtime::client::Method;

        #[doc = " `info.title` of the document."]
        pub const TITLE: &str = #title;
        #[doc = " `info.version` of the document."]
        pub const VERSION: &str = #version;
        #[doc = " The path of the API below the portal domain."]
        pub const BASE_PATH: &str = #base_path;
        #[doc = " Every operation, in the order of the document."]
        pub static ALL: &[&Operation] = &[#(&#all),*];
        #[doc = " Operations of the document that are not generated, each with the reason."]
        pub const SKIPPED: &[(&str, &str)] = &[#((#skipped, #reasons)),*];
        #[doc = " Names of the JSON properties that may hold secrets, such as passwords and pre-signed URLs."]
        pub const SECRETS: &[&str] = &[#(#secrets),*];

        #(#statics)*
    }
}

fn emit_static(operation: &Operation, call: &Call, api: &Api) -> TokenStream {
    let ident = constant(operation);
    let Operation {
        name,
        published,
        path,
        ..
    } = operation;
    let method = format_ident!("{}", operation.method.to_uppercase());
    let docs = docs::line(&docs::request(operation));
    let about = described::about(operation);
    let parameters = described::parameters(operation);
    let body = described::body(operation);
    let success = described::success(operation, call);
    let long_operation = described::long_operation(operation, api);
    let requirement = operation.requirement.as_ref().map(requirement);
    let requirement = requirement.map(|needs| quote!(.with_requirement(#needs)));
    let limits = operation.rate_limits.iter().map(|limit| {
        let (pool, per_minute) = (&limit.pool, limit.per_minute);
        quote!(RateLimit::per_minute(#pool, #per_minute))
    });
    let limits =
        (!operation.rate_limits.is_empty()).then(|| quote!(.with_rate_limits(&[#(#limits),*])));
    let idempotent = operation.idempotent;
    let idempotent = idempotent.map(|said| quote!(.with_idempotent(#said)));
    let deprecation = operation.deprecated.then(|| {
        let parts = if let Some(d) = &api.deprecation {
            let (since, sunset, successor) = (&d.since, &d.sunset, &d.successor);
            quote!(since: Some(#since), sunset: Some(#sunset), successor: Some(#successor))
        } else {
            quote!(since: None, sunset: None, successor: None)
        };
        quote!(.with_deprecation(Deprecation { #parts }))
    });
    quote! {
        #docs
        pub static #ident: Operation = Operation::new(#name, #published, Method::#method, #path)
            #about #parameters #body #success #long_operation #requirement #limits #idempotent #deprecation;
    }
}

/// The requirement as a constant expression.
fn requirement(of: &facts::Requirement) -> TokenStream {
    use facts::Requirement as Needs;
    let parts = |parts: &[Needs]| {
        let parts = parts.iter().map(requirement);
        quote!(&[#(#parts),*])
    };
    match of {
        Needs::Any => quote!(Requirement::Any),
        Needs::Permission(name) => quote!(Requirement::Permission(#name)),
        Needs::AllOf(all) => {
            let parts = parts(all);
            quote!(Requirement::AllOf(#parts))
        }
        Needs::AnyOf(all) => {
            let parts = parts(all);
            quote!(Requirement::AnyOf(#parts))
        }
        Needs::Within { needs, place } => {
            let needs = requirement(needs);
            quote!(Requirement::Within { needs: &#needs, place: #place })
        }
        Needs::Cases(cases) => {
            let cases = cases.iter().map(case);
            quote!(Requirement::Cases(&[#(#cases),*]))
        }
        Needs::When(when) => {
            let when = case(when);
            quote!(Requirement::When(&#when))
        }
        Needs::Words {
            sentence,
            permissions,
        } => {
            quote!(Requirement::Words { sentence: #sentence, permissions: &[#(#permissions),*] })
        }
    }
}

fn case(of: &Case) -> TokenStream {
    let (condition, needs) = (&of.condition, requirement(&of.needs));
    quote!(Case { condition: #condition, needs: #needs })
}
