//! Writes open enums. They have one variant per value of the document, and `Unknown` for new values.
//!
//! The docs of a variant have its value and the document's description of the value.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs;
use super::markdown::{Line, Prose};
use super::print::print;
use crate::document::Result;
use crate::facts::{Api, Schema, Usage};
use crate::names::variant_names;

/// Writes text, not tokens: prettyplease does not format the inside of a macro's braces.
pub(super) fn emit(api: &Api) -> Result<String> {
    let enums = api.schemas.iter().filter(|(_, s)| s.usage != Usage::Unused);
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
    let text = docs::schema_docs(name, Some(schema));
    let variants = values
        .iter()
        .zip(variant_names(values))
        .map(|((value, _), name)| {
            let ident = format_ident!("{name}");
            let shown = if value.is_empty() {
                Line::ours("The empty text")
            } else {
                Line::default().code(value)
            };
            let about = match schema.value_descriptions.get(value) {
                Some(description) => {
                    let description = Prose::read(description).sentence();
                    docs::lines(&description.led_by(shown.and(": ")))
                }
                None => docs::line(&shown),
            };
            quote!(#about #ident = #value)
        });
    quote! {
        #text
        pub enum #ident { #(#variants,)* }
    }
}
