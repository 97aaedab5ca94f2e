//! Writes structs. They are typify's structs, with fields in a form that depends on the usage of the schema.
//!
//! In responses, fields are `Option`, a list that is null or absent is read as empty, and only fields that the overlay
//! marks are required. In requests, an empty list is sent, but an unset list is not. In PATCH bodies, nullable fields
//! have three states. A schema of both responses and requests is read as a response, and its builder checks it as a
//! request. All structs are `#[non_exhaustive]` with builders, so that a new field breaks no code.

use std::collections::{HashMap, HashSet};

use proc_macro2::TokenStream;
use quote::{ToTokens as _, format_ident, quote};
use syn::visit_mut::VisitMut as _;
use syn::{Item, Type};

use super::markdown::{Line, Prose};
use super::structs::{Field, Shape, Struct, Structs};
use super::unions::{self, Unions};
use super::{docs, newtypes};
use crate::document::Result;
use crate::facts::{Api, Property, Schema, Usage};
use crate::lower::extract::unknown_form;
use crate::lower::paths::{ShortPaths, argument, short_type};
use crate::names::{field_names, rest_name};

/// The structs with named fields among typify's items.
pub(super) fn structs(items: &[Item], api: &Api) -> Result<Structs> {
    let tags = tags(api);
    let structs = items.iter().filter_map(|item| match item {
        Item::Struct(item) if matches!(item.fields, syn::Fields::Named(_)) => Some(item),
        _ => None,
    });
    structs
        .map(|item| Ok((item.ident.to_string(), read(item, api, &tags)?)))
        .collect()
}

/// The tags of types in unions, by the type and the property. A type with several tags has `None`.
fn tags(api: &Api) -> Tags<'_> {
    let mut tags = Tags::new();
    for discriminator in api
        .schemas
        .values()
        .filter_map(|s| s.discriminator.as_ref())
    {
        for (tag, ty) in &discriminator.types {
            let known = tags
                .entry((ty, &discriminator.property))
                .or_insert(Some(tag));
            *known = known.filter(|known| *known == tag);
        }
    }
    tags
}

type Tags<'a> = HashMap<(&'a str, &'a str), Option<&'a str>>;

fn read(item: &syn::ItemStruct, api: &Api, tags: &Tags<'_>) -> Result<Struct> {
    let name = item.ident.to_string();
    let schema = api.schemas.get(&name);
    let mut fields = item
        .fields
        .iter()
        .map(|field| {
            let tag = |published: &str| *tags.get(&(name.as_str(), published))?;
            read_field(field, schema, tag)
        })
        .collect::<Result<Vec<_>>>()?;
    // Typify sorts the fields by name. We use the order of the document.
    fields.sort_by_key(|field| {
        schema.and_then(|schema| schema.properties.get_index_of(&field.published))
    });
    name_fields(&mut fields, schema);
    Ok(Struct {
        ident: item.ident.clone(),
        docs: docs::schema_docs(&item.ident.to_string(), schema),
        fields,
    })
}

/// Gives the fields their names, all distinct.
fn name_fields(fields: &mut [Field], schema: Option<&Schema>) {
    let (rest, fields): (Vec<_>, Vec<_>) = fields
        .iter_mut()
        .partition(|field| matches!(field.shape, Shape::Rest));
    let given = |field: &Field| {
        let property = schema?.properties.get(&field.published)?;
        property.rust_name.as_deref()
    };
    let published: Vec<_> = fields
        .iter()
        .map(|field| (field.published.as_str(), given(field)))
        .collect();
    let names = field_names(&published);
    for field in rest {
        field.ident = format_ident!("{}", rest_name(&names));
    }
    for (field, name) in fields.into_iter().zip(&names) {
        field.ident = format_ident!("{name}");
    }
}

fn read_field<'a>(
    field: &syn::Field,
    schema: Option<&Schema>,
    tag: impl Fn(&str) -> Option<&'a str>,
) -> Result<Field> {
    let ident = field
        .ident
        .clone()
        .ok_or_else(|| unknown_form("a struct field without a name"))?;
    let published = renamed(field).unwrap_or_else(|| syn::ext::IdentExt::unraw(&ident).to_string());
    let property = schema.and_then(|schema| schema.properties.get(&published));
    let ty = short_type(&field.ty);
    let inner = without_option(&ty);
    let usage = schema.map_or(Usage::Response, |schema| schema.usage);
    let (shape, inner) = if is_flattened(field) {
        (Shape::Rest, inner)
    } else {
        shape(usage, property, inner)
    };
    let inner = if property.is_some_and(|p| p.secret) {
        syn::parse_quote!(odc_runtime::Secret)
    } else {
        inner
    };
    let ident = property
        .and_then(|p| p.rust_name.as_deref())
        .map_or(ident, |name| format_ident!("{name}"));
    let read_only = property.is_some_and(|p| p.read_only);
    let tag = tag(&published).filter(|_| holds_a_tag(shape, &inner));
    let described = property.map(|p| Prose::read(&p.description).sentence());
    let described = described.filter(|prose| !prose.is_empty());
    let mut prose = described.unwrap_or_else(|| match shape {
        Shape::Rest => Line::ours("Members without a field.").into(),
        _ => Line::default().code(&published).and(" in JSON.").into(),
    });
    if read_only {
        let ignored = "Read-only: the service ignores it in requests.";
        prose = prose.paragraph(Line::ours(ignored));
    }
    if let Some(tag) = tag {
        prose = prose.paragraph(Line::ours("The builder sets it to ").code(tag).and("."));
    }
    let text = docs::lines(&prose);
    let aliases = docs::aliases(&ident.to_string(), &[]);
    Ok(Field {
        ident,
        published,
        docs: quote!(#text #aliases),
        shape,
        inner,
        read_only,
        expected: shape == Shape::Optional && property.is_some_and(is_expected),
        tag: tag.map(str::to_owned),
    })
}

/// Whether the document requires a property of a schema that is part of requests, but a response may not have it.
fn is_expected(property: &Property) -> bool {
    property.listed && property.sent && !property.required && !property.read_only
}

/// Whether a field can store a tag: it is a text or an open enum.
fn holds_a_tag(shape: Shape, inner: &Type) -> bool {
    let name = inner.to_token_stream().to_string();
    matches!(shape, Shape::Required | Shape::Optional)
        && (name == "String" || name.starts_with("enums ::"))
}

/// The type without typify's `Option`. In recursive types, a box may be around the `Option`.
fn without_option(ty: &Type) -> Type {
    let inner = argument(ty, "Option").unwrap_or(ty);
    match argument(inner, "Box").and_then(|boxed| argument(boxed, "Option")) {
        Some(inner) => syn::parse_quote!(Box<#inner>),
        None => inner.clone(),
    }
}

fn shape(usage: Usage, property: Option<&Property>, inner: Type) -> (Shape, Type) {
    let required = property.is_some_and(|p| p.required);
    let nullable = property.is_some_and(|p| p.nullable);
    let listed = property.is_some_and(|p| p.listed);
    let sent = property.is_some_and(|p| p.sent && !p.read_only);
    match usage {
        Usage::Response | Usage::Unused => match argument(&inner, "Vec") {
            // A request may omit the list.
            Some(_) if sent && !listed && !required => (Shape::Optional, inner),
            Some(element) if !required => (Shape::List, element.clone()),
            _ if required => (Shape::Required, inner),
            _ if listed && nullable => (Shape::Nullable, inner),
            _ => (Shape::Optional, inner),
        },
        Usage::Patch if nullable => (Shape::Patch, inner),
        Usage::Request | Usage::Patch if required => (
            if nullable {
                Shape::Nullable
            } else {
                Shape::Required
            },
            inner,
        ),
        Usage::Request | Usage::Patch => (Shape::Optional, inner),
    }
}

fn is_flattened(field: &syn::Field) -> bool {
    field
        .attrs
        .iter()
        .filter(|a| a.path().is_ident("serde"))
        .any(|attribute| {
            let mut flattened = false;
            let _ = attribute.parse_nested_meta(|meta| {
                flattened |= meta.path.is_ident("flatten");
                Ok(())
            });
            flattened
        })
}

/// The name that `#[serde(rename = …)]` gives a field.
fn renamed(field: &syn::Field) -> Option<String> {
    let mut name = None;
    for attribute in field.attrs.iter().filter(|a| a.path().is_ident("serde")) {
        let _ = attribute.parse_nested_meta(|meta| {
            if let Ok(value) = meta.value() {
                let literal: syn::LitStr = value.parse()?;
                if meta.path.is_ident("rename") {
                    name = Some(literal.value());
                }
            }
            Ok(())
        });
    }
    name
}

pub(super) fn emit(structs: &Structs, items: &[Item], api: &Api) -> TokenStream {
    let errors = errors(items);
    let names = unions::names(items);
    let is_error = |item: &Item| matches!(item, Item::Mod(module) if module.ident == "error");
    let mut unions = Unions::new(structs, api, &names);
    let others = items
        .iter()
        .filter(|item| errors || !is_error(item))
        .filter(|item| !is_conversion_of_union(item, &names))
        .filter_map(|item| emit_other_item(item, &mut unions, api));
    let structs = structs.values().map(emit_struct);
    quote! {
        use odc_runtime::Patch;
        use serde::{Deserialize, Serialize};

        use super::{enums, type_builders};
        pub use super::enums::*;

        #(#structs)*
        #(#others)*
    }
}

fn emit_struct(item: &Struct) -> TokenStream {
    let Struct {
        ident,
        docs,
        fields,
    } = item;
    let default = (!fields.iter().any(|f| f.shape == Shape::Required)).then(|| quote!(Default,));
    let fields = fields.iter().map(|field| {
        let (docs, attributes, ident, ty) =
            (&field.docs, field.attributes(), &field.ident, field.ty());
        quote!(#docs #attributes pub #ident: #ty)
    });
    let builder = format_ident!("{ident}Builder");
    let name = ident.to_string();
    let about = docs::line(
        &Line::ours("A builder of ")
            .item(&name, &name)
            .and(", with nothing set."),
    );
    quote! {
        #docs
        #[derive(Debug, Clone, #default PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct #ident { #(#fields,)* }

        impl #ident {
            #about
            #[must_use]
            pub fn builder() -> type_builders::#builder { Default::default() }
        }
    }
}

/// Writes an item that is not a struct with named fields. It is typify's item with short paths, our prose and our
/// derives.
fn emit_other_item(item: &Item, unions: &mut Unions<'_>, api: &Api) -> Option<TokenStream> {
    let mut item = item.clone();
    ShortPaths.visit_item_mut(&mut item);
    match item {
        Item::Struct(item) if matches!(item.fields, syn::Fields::Named(_)) => None,
        Item::Struct(item) => Some(newtypes::emit(&item, api)),
        Item::Enum(item) => Some(unions.emit(&item).unwrap_or_else(|| {
            let derives = newtypes::derives(&item.attrs);
            let name = item.ident.to_string();
            let text = docs::schema_docs(&name, api.schemas.get(&name));
            quote!(#text #derives #item)
        })),
        other => Some(other.to_token_stream()),
    }
}

/// Whether an item is one of typify's conversions of a union. They are not used, since they use typify's names of the
/// alternatives.
fn is_conversion_of_union(item: &Item, unions: &HashSet<String>) -> bool {
    let Item::Impl(block) = item else {
        return false;
    };
    unions.contains(&block.self_ty.to_token_stream().to_string())
}

/// Whether typify's error module is needed.
fn errors(items: &[Item]) -> bool {
    let is_error = |item: &Item| matches!(item, Item::Mod(module) if module.ident == "error");
    items.iter().any(|item| {
        !is_error(item)
            && item
                .to_token_stream()
                .to_string()
                .contains("ConversionError")
    })
}
