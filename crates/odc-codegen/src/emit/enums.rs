//! Open enums: one variant per value of the document, and `Unknown` for those that come later.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs;
use super::markdown::Line;
use super::print::print;
use crate::document::Result;
use crate::facts::{Api, Role, Schema};
use crate::names::variants;

/// Text instead of tokens: prettyplease does not format what stands inside a macro's braces.
pub(super) fn emit(api: &Api) -> Result<String> {
    let enums = api.schemas.iter().filter(|(_, s)| s.role != Role::Unused);
    let enums = enums.filter_map(|(name, schema)| Some((name, schema, schema.values.as_ref()?)));
    let mut text = String::new();
    for (name, schema, values) in enums {
        let item = print(emit_enum(name, schema, values), "enums.rs")?;
        text.push_str("odc_runtime::open_enum! {\n");
        for line in item.lines() {
            text.push_str(format!("    {line}").trim_end());
            text.push('\n');
        }
        text.push_str("}\n\n");
    }
    Ok(text.trim_end().to_owned() + "\n")
}

fn emit_enum(name: &str, schema: &Schema, values: &[(String, Option<String>)]) -> TokenStream {
    let ident = format_ident!("{name}");
    let text = docs::of_schema(name, Some(schema));
    let variants = values
        .iter()
        .zip(variants(values))
        .map(|((value, _), name)| {
            let ident = format_ident!("{name}");
            let about = docs::line(&if value.is_empty() {
                Line::ours("The empty text")
            } else {
                Line::default().code(value)
            });
            quote!(#about #ident = #value)
        });
    quote! {
        #text
        pub enum #ident { #(#variants,)* }
    }
}
