//! Writes the types around one value. They are typify's types with our prose and derives, and with constants for named
//! numbers.

use heck::ToShoutySnakeCase as _;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, format_ident, quote};

use super::docs;
use super::markdown::{Line, Prose};
use super::structs::{TIMESTAMPS, has_timestamps};
use crate::document::findings::Number;
use crate::facts::Api;
use crate::names::variant_names;

pub(super) fn emit(item: &syn::ItemStruct, api: &Api) -> TokenStream {
    let ident = item.ident.clone();
    let schema = api.schemas.get(&ident.to_string());
    let text = docs::schema_docs(&ident.to_string(), schema);
    let derives = derives(&item.attrs);
    let mut item = item.clone();
    for field in item
        .fields
        .iter_mut()
        .filter(|field| has_timestamps(&field.ty))
    {
        field
            .attrs
            .push(syn::parse_quote!(#[serde(deserialize_with = #TIMESTAMPS)]));
    }
    let numbers = schema.map_or(&[][..], |schema| &schema.numbers);
    if numbers.is_empty() {
        return quote!(#text #derives #item);
    }
    let inner = item.fields.iter().map(|field| &field.ty).next();
    let inner = inner.to_token_stream().to_string();
    let (values, constants) = (values(numbers), constants(numbers, &inner));
    let constants = (!constants.is_empty()).then(|| quote!(impl #ident { #(#constants)* }));
    quote! {
        #text
        #[doc = ""]
        #values
        #derives
        #[derive(Copy, Eq, PartialOrd, Ord, Hash)]
        #item

        #constants
    }
}

/// Derives that typify does not write.
pub(super) fn derives(attributes: &[syn::Attribute]) -> TokenStream {
    let derived = attributes
        .iter()
        .map(|a| a.to_token_stream().to_string())
        .collect::<String>();
    let comparable = (!derived.contains("PartialEq")).then(|| quote!(#[derive(PartialEq)]));
    quote!(#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))] #comparable)
}

/// A sentence that lists the values of the document.
fn values(numbers: &[Number]) -> TokenStream {
    let values = numbers
        .iter()
        .map(|number| Line::default().code(&number.value.to_string()));
    let values = Line::joined(values, ", ");
    docs::lines(
        &Line::ours("Values of the document: ")
            .line(&values)
            .and(".")
            .into(),
    )
}

/// A constant for each named value.
fn constants(numbers: &[Number], inner: &str) -> Vec<TokenStream> {
    let named: Vec<(&Number, &String)> = numbers
        .iter()
        .filter(|number| holds(inner, number.value))
        .filter_map(|number| Some((number, number.name.as_ref()?)))
        .collect();
    let given: Vec<_> = named
        .iter()
        .map(|(_, name)| ((*name).clone(), None))
        .collect();
    let constants = named.iter().zip(variant_names(&given));
    let constants = constants.map(|((number, name), variant)| {
        let constant = format_ident!("{}", constant(&variant));
        let value = Literal::i64_unsuffixed(number.value);
        let described = Prose::read(&number.description).sentence();
        let about = docs::lines(&if described.is_empty() {
            Line::default().code(name).into()
        } else {
            described
        });
        quote!(#about pub const #constant: Self = Self(#value);)
    });
    constants.collect()
}

/// The name of a constant: `SameStage` -> `SAME_STAGE`, with an underscore before a digit.
fn constant(variant: &str) -> String {
    let name = variant.to_shouty_snake_case();
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("_{name}")
    } else {
        name
    }
}

/// Whether an integer type can hold the value.
fn holds(ty: &str, value: i64) -> bool {
    match ty {
        "i8" => i8::try_from(value).is_ok(),
        "i16" => i16::try_from(value).is_ok(),
        "i32" => i32::try_from(value).is_ok(),
        "i64" => true,
        "u8" => u8::try_from(value).is_ok(),
        "u16" => u16::try_from(value).is_ok(),
        "u32" => u32::try_from(value).is_ok(),
        "u64" => u64::try_from(value).is_ok(),
        _ => false,
    }
}
