//! Open enums: one variant per value of the document, and `Unknown` for those that come later.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs;
use crate::api::{Api, Role, Schema};
use crate::names::variants;

pub(super) fn emit(api: &Api) -> TokenStream {
    let enums = api
        .schemas
        .iter()
        .filter(|(_, s)| s.role != Role::Unused)
        .filter_map(|(name, schema)| {
            schema
                .values
                .as_ref()
                .map(|values| emit_enum(name, schema, values))
        });
    quote! { #(#enums)* }
}

fn emit_enum(name: &str, schema: &Schema, values: &[(String, Option<String>)]) -> TokenStream {
    let ident = format_ident!("{name}");
    let text = docs::lines(&format!(
        "{}\n\nSchema `{}` of the document.",
        docs::sentence(&schema.description),
        schema.published
    ));
    let aliases = docs::aliases(name, &schema.aliases);
    let variants = values
        .iter()
        .zip(variants(values))
        .map(|((value, _), name)| {
            let ident = format_ident!("{name}");
            let about = format!(" `{value}`");
            quote!(#[doc = #about] #ident = #value)
        });
    quote! {
        odc_runtime::open_enum! {
            #text
            #aliases
            pub enum #ident { #(#variants,)* }
        }
    }
}
