//! Builders of the calls: they own what they need, so that a call can be spawned and a stream outlives its scope.

use std::collections::BTreeMap;

use heck::ToSnakeCase as _;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::extract::{Call, Field};
use super::operations::constant;
use super::paths::argument;
use super::types::Struct;
use super::{docs, type_builders, unknown_form};
use crate::api::{Api, Operation};
use crate::problem::Result;

/// Methods that every builder has; a body's field of such a name is set through `.body(…)`.
const RESERVED: [&str; 8] = [
    "new", "options", "body", "request", "send", "prefetch", "pages", "stream",
];

/// Tokens of `builder/GROUP.rs` by group, which is the first tag of the operations.
pub(super) fn emit(
    api: &Api,
    calls: &[Call],
    structs: &[Struct],
) -> Result<BTreeMap<String, TokenStream>> {
    let mut groups: BTreeMap<String, Vec<TokenStream>> = BTreeMap::new();
    for (operation, call) in api.operations.iter().zip(calls) {
        let group = crate::names::identifier(&operation.tag.to_snake_case());
        groups
            .entry(group)
            .or_default()
            .push(emit_call(operation, call, structs)?);
    }
    Ok(groups
        .into_iter()
        .map(|(group, calls)| {
            let file = quote! {
                use odc_runtime::client::{QueryParam, Request, encode_path, header};
                use odc_runtime::{CallOptions, Error, ItemStream, PageStream, PagedCall, Patch, ResponseValue};

                use crate::generated::client::Client;
                use crate::generated::types::*;
                use crate::generated::{enums, operations, type_builders, types};

                #(#calls)*
            };
            (group, file)
        })
        .collect())
}

/// `builder.rs`: the groups, re-exported flat.
pub(super) fn index(groups: &BTreeMap<String, TokenStream>) -> TokenStream {
    let modules = groups.keys().map(|group| {
        let group = format_ident!("{group}");
        quote!(mod #group; pub use #group::*;)
    });
    quote!(#(#modules)*)
}

/// Whether a field is an argument of the client's method: a path parameter.
pub(super) fn is_argument(operation: &Operation, field: &Field) -> bool {
    operation
        .parameters
        .iter()
        .any(|p| p.place == "path" && field.ident == p.ident)
}

/// The body of a call, when its schema is a struct of ours.
struct Body<'a> {
    schema: &'a Struct,
    description: &'a str,
}

impl<'a> Body<'a> {
    fn of(operation: &'a Operation, call: &Call, structs: &'a [Struct]) -> Result<Option<Self>> {
        let Some(body) = &operation.body else {
            return Ok(None);
        };
        if !call.fields.iter().any(|field| field.ident == "body") {
            return Ok(None);
        }
        let schema = body
            .schema
            .as_ref()
            .and_then(|name| structs.iter().find(|s| s.ident == name));
        let schema =
            schema.ok_or_else(|| unknown_form(&format!("the body of {}", operation.name)))?;
        Ok(Some(Self {
            schema,
            description: &body.description,
        }))
    }
}

fn emit_call(operation: &Operation, call: &Call, structs: &[Struct]) -> Result<TokenStream> {
    let body = Body::of(operation, call, structs)?;
    let Call { builder, .. } = call;
    let about = format!(
        " A call of [`Client::{0}`](crate::Client::{0}): `{1} {2}`.",
        operation.name,
        operation.method.to_uppercase(),
        operation.path
    );
    let mut fields: Vec<&Field> = call.fields.iter().filter(|f| f.ident != "body").collect();
    fields.sort_by_key(|f| operation.parameters.iter().position(|p| f.ident == p.ident));
    let declared = fields.iter().map(|f| {
        let (ident, ty) = (&f.ident, &f.ty);
        quote!(#ident: #ty)
    });
    let body_declared = body.as_ref().map(|body| {
        let ident = format_ident!("{}Builder", body.schema.ident);
        quote!(body: type_builders::#ident,)
    });
    let prefetch_declared = operation.paged.then(|| quote!(prefetch: usize,));
    let new = constructor(operation, &fields, body.is_some());
    let setters = fields
        .iter()
        .filter(|f| !is_argument(operation, f))
        .map(|f| setter(operation, f));
    let body_setters = body.as_ref().map(|body| body_setters(body, &fields));
    let (request, send) = (
        request(operation, call, body.is_some()),
        send(operation, call),
    );
    let paging = if operation.paged {
        paging_methods(call, structs)?
    } else {
        quote!()
    };
    let paged_call = if operation.paged {
        paged_call(call, structs)?
    } else {
        quote!()
    };
    Ok(quote! {
        #[doc = #about]
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

            #[doc = " Retries, deadline and rate budget of this call alone."]
            pub fn options(mut self, options: CallOptions) -> Self {
                self.options = options;
                self
            }

            #request
            #send
            #paging
        }

        #paged_call
    })
}

fn constructor(operation: &Operation, fields: &[&Field], has_body: bool) -> TokenStream {
    let arguments = fields
        .iter()
        .filter(|f| is_argument(operation, f))
        .map(|f| {
            let (ident, ty) = (&f.ident, &f.ty);
            quote!(#ident: #ty)
        });
    let values = fields.iter().map(|f| {
        let ident = &f.ident;
        if is_argument(operation, f) {
            quote!(#ident)
        } else {
            quote!(#ident: None)
        }
    });
    let prefetch = operation.paged.then(|| quote!(prefetch: 0,));
    let body = has_body.then(|| quote!(body: Default::default(),));
    quote! {
        pub(crate) fn new(client: &Client, #(#arguments),*) -> Self {
            Self { client: client.clone(), options: CallOptions::default(), #prefetch #(#values,)* #body }
        }
    }
}

fn setter(operation: &Operation, field: &Field) -> TokenStream {
    let ident = &field.ident;
    let parameter = operation.parameters.iter().find(|p| field.ident == p.ident);
    let text = docs::lines(
        &parameter
            .map(|p| docs::sentence(&p.description))
            .unwrap_or_default(),
    );
    let aliases = docs::aliases(&ident.to_string(), &[]);
    let (takes, value) = if parameter.is_some_and(|p| p.comma_list) {
        let joined =
            quote!(#ident.into_iter().map(|value| value.to_string()).collect::<Vec<_>>().join(","));
        (quote!(impl IntoIterator<Item = impl ToString>), joined)
    } else {
        let ty = argument(&field.ty, "Option").unwrap_or(&field.ty);
        type_builders::value(ident, ty)
    };
    quote! {
        #text
        #aliases
        pub fn #ident(mut self, #ident: #takes) -> Self {
            self.#ident = Some(#value);
            self
        }
    }
}

/// `.body(…)` for the whole, and a setter per field of it.
fn body_setters(body: &Body<'_>, fields: &[&Field]) -> TokenStream {
    let builder = format_ident!("{}Builder", body.schema.ident);
    let text = docs::lines(&format!(
        "{}\n\nReplaces what the setters of its fields have set.",
        docs::sentence(body.description)
    ));
    let free = |name: &syn::Ident| {
        !RESERVED.contains(&name.to_string().as_str()) && !fields.iter().any(|f| f.ident == *name)
    };
    let setters = body
        .schema
        .fields
        .iter()
        .filter(|f| free(&f.ident))
        .map(type_builders::delegating);
    quote! {
        #text
        pub fn body(mut self, body: impl Into<type_builders::#builder>) -> Self {
            self.body = body.into();
            self
        }
        #(#setters)*
    }
}

/// The request as progenitor builds it, on the runtime's transport.
fn request(operation: &Operation, call: &Call, has_body: bool) -> TokenStream {
    let constant = constant(operation);
    let Call {
        before, request, ..
    } = call;
    let body = has_body.then(|| {
        quote! {
            let body = self.body.clone().build().map_err(|e| Error::invalid_request(&operations::#constant, e))?;
        }
    });
    quote! {
        fn request(&self) -> Result<Request, Error> {
            let transport = &self.client.transport;
            #(#before)*
            #body
            #request.map_err(|e| Error::invalid_request(&operations::#constant, e))
        }
    }
}

fn send(operation: &Operation, call: &Call) -> TokenStream {
    let (constant, answer) = (constant(operation), &call.answer);
    let how = match quote!(#answer).to_string().as_str() {
        "()" => format_ident!("empty"),
        "ByteStream" => format_ident!("bytes"),
        _ => format_ident!("json"),
    };
    quote! {
        #[doc = " Sends the call and reads the answer."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = " Everything but a 2xx answer that can be read, see [`Error`]."]
        pub async fn send(self) -> Result<ResponseValue<#answer>, Error> {
            let request = self.request()?;
            self.client.transport.#how(&operations::#constant, request, &self.options).await
        }
    }
}

/// The type of a page's items: `User` of `types::UserPage`.
fn item_of<'a>(call: &Call, structs: &'a [Struct]) -> Result<&'a syn::Type> {
    let syn::Type::Path(path) = &call.answer else {
        return Err(unknown_form("a page that is no type"));
    };
    let page = path.path.segments.last().map(|s| s.ident.clone());
    structs
        .iter()
        .find(|s| Some(&s.ident) == page.as_ref())
        .and_then(|s| s.fields.iter().find(|f| f.ident == "results"))
        .map(|field| &field.inner)
        .ok_or_else(|| unknown_form(&format!("a page without `results` in {}", call.builder)))
}

fn paging_methods(call: &Call, structs: &[Struct]) -> Result<TokenStream> {
    let (item, page) = (item_of(call, structs)?, &call.answer);
    Ok(quote! {
        #[doc = " Lets [`stream`](Self::stream) and [`pages`](Self::pages) fetch up to this many pages ahead, once"]
        #[doc = " the total is known."]
        pub fn prefetch(mut self, pages: usize) -> Self {
            self.prefetch = pages;
            self
        }

        #[doc = " All items from the starting offset on, fetched page by page as they are asked for."]
        pub fn stream(self) -> ItemStream<types::#item> {
            ItemStream::new(self.prefetch, self)
        }

        #[doc = " All pages from the starting offset on."]
        pub fn pages(self) -> PageStream<#page> {
            PageStream::new(self.prefetch, self)
        }
    })
}

fn paged_call(call: &Call, structs: &[Struct]) -> Result<TokenStream> {
    let (builder, page, item) = (&call.builder, &call.answer, item_of(call, structs)?);
    Ok(quote! {
        impl PagedCall for #builder {
            type Page = #page;
            type Item = types::#item;

            fn offset(&self) -> Option<i32> {
                self.offset
            }

            fn at(self, offset: i32) -> Self {
                Self { offset: Some(offset), ..self }
            }

            async fn fetch(self) -> Result<Self::Page, Error> {
                Ok(self.send().await?.into_inner())
            }

            fn info(page: &Self::Page) -> odc_runtime::PageInfo {
                page.page.as_ref().map(Into::into).unwrap_or_default()
            }

            fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
                &mut page.results
            }
        }
    })
}
