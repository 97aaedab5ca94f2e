//! Writes the builders of types. They have plain setters, and check the required fields at the end.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Type;

use super::docs;
use super::markdown::Line;
use super::structs::{Field, Shape, Struct, Structs};
use crate::lower::paths::{argument, in_types};

pub(super) fn emit(structs: &Structs) -> TokenStream {
    let builders = structs.values().map(emit_builder);
    quote! {
        use odc_runtime::{BuildError, Patch};

        use super::{enums, types};
        use super::types::*;

        #(#builders)*
    }
}

fn emit_builder(item: &Struct) -> TokenStream {
    let name = &item.ident;
    let ident = format_ident!("{name}Builder");
    let about = Line::ours("Builder of ").item(&name.to_string(), &format!("types::{name}"));
    let about = docs::line(&about.and("."));
    let fields = item.fields.iter().map(|field| {
        let (ident, ty) = (&field.ident, stored(field));
        quote!(#ident: #ty)
    });
    let setters = item.fields.iter().map(setter);
    let required = item.fields.iter().any(is_checked);
    let taken = item.fields.iter().map(|field| finished_field(name, field));
    let errors = if required {
        " A required field that was not set."
    } else {
        " None today. It will fail for a missing field when the service makes a field required."
    };
    let kept = item.fields.iter().map(|field| {
        let ident = &field.ident;
        if field.shape == Shape::Required {
            quote!(#ident: Some(value.#ident))
        } else {
            quote!(#ident: value.#ident)
        }
    });
    let from_about = " Starts from a value, to change some of its fields.";
    quote! {
        #about
        #[derive(Debug, Clone, Default)]
        pub struct #ident { #(#fields,)* }

        impl #ident {
            #(#setters)*

            #[doc = " The finished value."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = #errors]
            pub fn build(self) -> Result<types::#name, BuildError> {
                Ok(types::#name { #(#taken,)* })
            }
        }

        impl From<types::#name> for #ident {
            #[doc = #from_about]
            fn from(value: types::#name) -> Self { Self { #(#kept,)* } }
        }
    }
}

/// Whether [`finished_field`] may fail.
fn is_checked(field: &Field) -> bool {
    field.tag.is_none() && (field.shape == Shape::Required || field.expected)
}

/// The initializer of a field in a finished value of the type `owner`.
fn finished_field(owner: &syn::Ident, field: &Field) -> TokenStream {
    let ident = &field.ident;
    let set = quote!(self.#ident);
    let is_always_there = field.shape == Shape::Required;
    let value = match &field.tag {
        Some(tag) if is_always_there => quote!(#set.unwrap_or_else(|| #tag.into())),
        Some(tag) => quote!(#set.or_else(|| Some(#tag.into()))),
        None if is_checked(field) => {
            let (owner, missing) = (owner.to_string(), ident.to_string());
            let set = quote!(#set.ok_or_else(|| BuildError::missing(#owner, #missing))?);
            if is_always_there {
                set
            } else {
                quote!(Some(#set))
            }
        }
        None => set,
    };
    quote!(#ident: #value)
}

/// The type of a field while it is being built.
fn stored(field: &Field) -> TokenStream {
    let ty = field.ty();
    if field.shape == Shape::Required {
        quote!(Option<#ty>)
    } else {
        ty
    }
}

fn setter(field: &Field) -> TokenStream {
    let (ident, docs) = (&field.ident, &field.docs);
    let (parameter, value) = conversion(field, &field.inner);
    quote! {
        #docs
        #[must_use]
        pub fn #ident(mut self, #ident: #parameter) -> Self {
            self.#ident = #value;
            self
        }
    }
}

/// The setter `name` of a call's builder for a field of its body.
pub(super) fn delegating(field: &Field, name: &syn::Ident, is_body_required: bool) -> TokenStream {
    let (ident, docs) = (&field.ident, &field.docs);
    let (parameter, _) = conversion(field, &in_types(&field.inner));
    let body = if is_body_required {
        quote!(self.body.#ident(#ident))
    } else {
        quote!(Some(self.body.unwrap_or_default().#ident(#ident)))
    };
    quote! {
        #docs
        #[must_use]
        pub fn #name(mut self, #ident: #parameter) -> Self {
            self.body = #body;
            self
        }
    }
}

/// The type of the argument of a field's setter, and the expression that converts it. `inner` is the field's type as
/// the file of the setter names it.
fn conversion(field: &Field, inner: &Type) -> (TokenStream, TokenStream) {
    let ident = &field.ident;
    match field.shape {
        Shape::List => (
            quote!(impl IntoIterator<Item = impl Into<#inner>>),
            quote!(#ident.into_iter().map(Into::into).collect()),
        ),
        Shape::Rest => (quote!(impl Into<#inner>), quote!(#ident.into())),
        Shape::Patch => (quote!(impl Into<Patch<#inner>>), quote!(#ident.into())),
        Shape::Required | Shape::Optional | Shape::Nullable => {
            let (parameter, value) = value(ident, inner);
            (parameter, quote!(Some(#value)))
        }
    }
}

/// The type of the argument of a setter for a type, and the expression that converts it.
pub(super) fn value(ident: &syn::Ident, ty: &Type) -> (TokenStream, TokenStream) {
    if let Some(element) = argument(ty, "Vec") {
        let collected = quote!(#ident.into_iter().map(Into::into).collect());
        return (
            quote!(impl IntoIterator<Item = impl Into<#element>>),
            collected,
        );
    }
    let plain = matches!(
        quote!(#ty).to_string().as_str(),
        "bool" | "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "f32" | "f64"
    );
    if plain {
        (quote!(#ty), quote!(#ident))
    } else {
        (quote!(impl Into<#ty>), quote!(#ident.into()))
    }
}
