//! Writes unions, which are a `oneOf` in the repaired document. They are open like enums: an unknown alternative is
//! kept unchanged.

use std::collections::{HashMap, HashSet};

use proc_macro2::TokenStream;
use quote::{ToTokens as _, format_ident, quote};
use syn::{Item, Type};

use super::docs;
use super::markdown::{Line, Prose};
use super::structs::{Shape, Struct, Structs};
use crate::facts::{Api, Discriminator, Schema};
use crate::lower::paths::{argument, short_type};
use crate::names;

/// The names of the unions among typify's items.
pub(super) fn names(items: &[Item]) -> HashSet<String> {
    let union = |item: &Item| match item {
        Item::Enum(item) if alternatives(item).is_some() => Some(item.ident.to_string()),
        _ => None,
    };
    items.iter().filter_map(union).collect()
}

/// An alternative of a union.
struct Alternative {
    variant: syn::Ident,
    ty: Type,
}

impl Alternative {
    /// The type without the box of a recursive type.
    fn unboxed(&self) -> &Type {
        argument(&self.ty, "Box").unwrap_or(&self.ty)
    }

    fn name(&self) -> String {
        self.unboxed().to_token_stream().to_string()
    }
}

/// The alternatives of an untagged enum of types, or `None` for any other enum.
fn alternatives(item: &syn::ItemEnum) -> Option<Vec<Alternative>> {
    let serde = item.attrs.iter().filter(|a| a.path().is_ident("serde"));
    let mut words = serde.map(|a| a.to_token_stream().to_string());
    if !words.any(|text| text.contains("untagged")) {
        return None;
    }
    let types: Option<Vec<Type>> = item.variants.iter().map(only_type).collect();
    let types = types?;
    let named = types.iter().map(|ty| names::Alternative {
        name: variant_name(ty),
        exact: exact_name(ty),
    });
    let variants = names::alternative_names(&item.ident.to_string(), &named.collect::<Vec<_>>());
    let alternatives = types.into_iter().zip(variants);
    let alternatives = alternatives.map(|(ty, variant)| Alternative {
        variant: format_ident!("{variant}"),
        ty,
    });
    Some(alternatives.collect())
}

/// The type of a variant that holds one value.
fn only_type(variant: &syn::Variant) -> Option<Type> {
    let syn::Fields::Unnamed(fields) = &variant.fields else {
        return None;
    };
    let only = fields.unnamed.first();
    let only = only.filter(|_| fields.unnamed.len() == 1)?;
    Some(short_type(&only.ty))
}

/// The name of a variant, from its type. Typify's names are not used: it removes the common beginning of all names, so
/// a new alternative could rename the others.
fn variant_name(ty: &Type) -> String {
    for (wrapper, suffix) in [("Box", ""), ("Option", ""), ("Vec", "List")] {
        if let Some(inner) = argument(ty, wrapper) {
            return variant_name(inner) + suffix;
        }
    }
    let Type::Path(path) = ty else {
        return "Value".to_owned();
    };
    let last = path.path.segments.last().map(|s| s.ident.to_string());
    match last.unwrap_or_default().as_str() {
        "bool" => "Boolean".to_owned(),
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" => "Integer".to_owned(),
        "f32" | "f64" => "Number".to_owned(),
        "HashMap" => "Map".to_owned(),
        other => other.to_owned(),
    }
}

/// The name of an integer type, or of a list of integers, after the Rust type: `I64`, `I64List`. It distinguishes
/// integers of different types.
fn exact_name(ty: &Type) -> Option<String> {
    for (wrapper, suffix) in [("Box", ""), ("Option", ""), ("Vec", "List")] {
        if let Some(inner) = argument(ty, wrapper) {
            return Some(exact_name(inner)? + suffix);
        }
    }
    let is_integer = variant_name(ty) == "Integer";
    is_integer.then(|| ty.to_token_stream().to_string().to_uppercase())
}

/// The data for writing unions, and the unions that are written already.
pub(super) struct Unions<'a> {
    structs: &'a Structs,
    api: &'a Api,
    /// The names of all unions.
    names: &'a HashSet<String>,
    /// The written unions, by their alternatives.
    written: HashMap<String, syn::Ident>,
}

impl<'a> Unions<'a> {
    pub(super) fn new(structs: &'a Structs, api: &'a Api, names: &'a HashSet<String>) -> Self {
        Self {
            structs,
            api,
            names,
            written: HashMap::new(),
        }
    }

    /// Writes a union. A second union of the same alternatives becomes a type alias of the first.
    pub(super) fn emit(&mut self, item: &syn::ItemEnum) -> Option<TokenStream> {
        let alternatives = alternatives(item)?;
        let ident = &item.ident;
        let schema = self.api.schemas.get(&ident.to_string());
        let text = docs::schema_docs(&ident.to_string(), schema);
        let tagged = schema.and_then(|schema| schema.discriminator.as_ref());
        let decode = match tagged {
            Some(tagged) => by_tag(&alternatives, tagged),
            None => self.by_fields(&alternatives),
        };
        let tags = tagged.map(tags_by_type).unwrap_or_default();
        let types = alternatives.iter().map(|alternative| &alternative.ty);
        let what = quote!(#(#types),* #decode).to_string();
        if let Some(first) = self.written.get(&what) {
            return Some(quote!(#text pub type #ident = #first;));
        }
        self.written.insert(what, ident.clone());
        let variants = alternatives.iter().map(|alternative| {
            let Alternative { variant, ty } = alternative;
            let own = tags
                .get(&*alternative.name())
                .map_or(&[][..], Vec::as_slice);
            let about = tagged.map(|tagged| docs::lines(&tag_docs(&tagged.property, own)));
            quote!(#about #variant(#ty))
        });
        let conversions = conversions(ident, &alternatives);
        Some(quote! {
            #text
            #[derive(Clone, Debug, PartialEq, Serialize)]
            #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
            #[serde(untagged)]
            #[non_exhaustive]
            pub enum #ident {
                #(#variants,)*
                /// An alternative that this version of the crate does not know, unchanged.
                Unknown(odc_runtime::client::serde_json::Value),
            }

            impl<'de> Deserialize<'de> for #ident {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    #decode
                }
            }

            #conversions
        })
    }

    /// The code that reads the alternative that matches best.
    fn by_fields(&self, alternatives: &[Alternative]) -> TokenStream {
        let mut ordered: Vec<&Alternative> = alternatives.iter().collect();
        // The order of the document does not matter.
        ordered.sort_by_cached_key(|alternative| (width(&alternative.ty), alternative.name()));
        let alternatives = ordered.into_iter().map(|alternative| {
            let is_union = self.names.contains(&alternative.name());
            let read = if is_union {
                read_known(alternative)
            } else {
                read(&alternative.variant)
            };
            let object = self.structs.get(&alternative.name());
            let Some(object) = object else {
                return quote!(Alternative::value(#read));
            };
            let schema = self.api.schemas.get(&object.ident.to_string());
            let (required, known) = (required(object, schema), known(object));
            let is_open = object.fields.iter().any(|f| f.shape == Shape::Rest);
            let kind = format_ident!("{}", if is_open { "open_object" } else { "object" });
            quote!(Alternative::#kind(&[#(#required),*], &[#(#known),*], #read))
        });
        quote! {
            use odc_runtime::union::Alternative;

            odc_runtime::union::by_fields(deserializer, &[#(#alternatives),*], Self::Unknown)
        }
    }
}

/// The tags of each alternative, by its type.
fn tags_by_type(tagged: &Discriminator) -> HashMap<&str, Vec<&str>> {
    let mut tags: HashMap<&str, Vec<&str>> = HashMap::new();
    for (tag, ty) in &tagged.types {
        tags.entry(ty).or_default().push(tag);
    }
    tags
}

/// The docs of a variant: the tags of its alternative.
fn tag_docs(property: &str, tags: &[&str]) -> Prose {
    if tags.is_empty() {
        return Prose::default();
    }
    let tags = tags.iter().map(|tag| Line::default().code(tag));
    let property = Line::default().code(property).and(" is ");
    property.line(&Line::joined(tags, " or ")).and(".").into()
}

fn read(variant: &syn::Ident) -> TokenStream {
    quote!(|value| Deserialize::deserialize(value).map(Self::#variant))
}

/// The code that reads an alternative that is a union itself. When the inner union does not know a value, the outer
/// union does not take this alternative.
fn read_known(alternative: &Alternative) -> TokenStream {
    let (variant, ty, union) = (&alternative.variant, &alternative.ty, alternative.unboxed());
    let inner = if *union == *ty {
        quote!(read)
    } else {
        quote!(*read)
    };
    quote! {
        |value| {
            let read: #ty = Deserialize::deserialize(value)?;
            if matches!(#inner, #union::Unknown(_)) {
                return Err(serde::de::Error::custom("no alternative is known"));
            }
            Ok(Self::#variant(read))
        }
    }
}

/// How many values a type accepts. Narrow types are tried first: an integer before a number, an enum or a UUID before
/// any text, and all of them before any JSON. In another order, an integer would be read as a number, and written as
/// `1.0`.
fn width(ty: &Type) -> u8 {
    for wrapper in ["Box", "Option", "Vec"] {
        if let Some(inner) = argument(ty, wrapper) {
            return width(inner);
        }
    }
    let Type::Path(path) = ty else {
        return 3;
    };
    let Some(last) = path.path.segments.last() else {
        return 3;
    };
    if last.ident == "HashMap"
        && let syn::PathArguments::AngleBracketed(arguments) = &last.arguments
        && let Some(syn::GenericArgument::Type(value)) = arguments.args.last()
    {
        return width(value);
    }
    match last.ident.to_string().as_str() {
        "f32" | "f64" => 1,
        "String" => 2,
        "Value" | "Map" => 3,
        _ => 0,
    }
}

/// The code that reads the alternative that the discriminator names.
fn by_tag(alternatives: &[Alternative], tagged: &Discriminator) -> TokenStream {
    let property = &tagged.property;
    let mut by_name: HashMap<String, &Alternative> = HashMap::new();
    for alternative in alternatives {
        by_name.entry(alternative.name()).or_insert(alternative);
    }
    let tags = tagged.types.iter().filter_map(|(tag, ty)| {
        let alternative = by_name.get(ty)?;
        let read = read(&alternative.variant);
        Some(quote!((#tag, #read)))
    });
    quote!(odc_runtime::union::by_tag(deserializer, #property, &[#(#tags),*], Self::Unknown))
}

fn known(object: &Struct) -> Vec<&str> {
    let fields = object.fields.iter().filter(|f| f.shape != Shape::Rest);
    fields.map(|f| f.published.as_str()).collect()
}

/// The properties that the document lists as required.
fn required<'a>(object: &'a Struct, schema: Option<&Schema>) -> Vec<&'a str> {
    let listed = |name: &str| {
        let property = schema.and_then(|schema| schema.properties.get(name));
        property.is_some_and(|property| property.listed)
    };
    known(object)
        .into_iter()
        .filter(|name| listed(name))
        .collect()
}

/// The implementations of `From`, one for each type. A type of several alternatives converts to the first of them.
fn conversions(ident: &syn::Ident, alternatives: &[Alternative]) -> TokenStream {
    let mut seen = HashSet::new();
    let conversions = alternatives
        .iter()
        .filter(|a| seen.insert(a.name()))
        .map(|alternative| {
            let (variant, ty) = (&alternative.variant, alternative.unboxed());
            let value = if *ty == alternative.ty {
                quote!(value)
            } else {
                quote!(Box::new(value))
            };
            let borrowed = (alternative.name() == "String").then(|| {
                quote! {
                    impl From<&str> for #ident {
                        fn from(value: &str) -> Self { Self::#variant(value.to_owned()) }
                    }
                }
            });
            quote! {
                impl From<#ty> for #ident {
                    fn from(value: #ty) -> Self { Self::#variant(#value) }
                }
                #borrowed
            }
        });
    quote!(#(#conversions)*)
}
