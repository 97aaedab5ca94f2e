//! Builders of the types: plain setters, one check at the end for what is required.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Type;

use super::paths::argument;
use super::types::{Field, Shape, Struct, Structs};

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
    let about = format!(" Builder of [`{name}`](types::{name}).");
    let fields = item.fields.iter().map(|field| {
        let (ident, ty) = (&field.ident, stored(field));
        quote!(#ident: #ty)
    });
    let setters = item.fields.iter().map(|field| setter(field, &quote!(self)));
    let required = item.fields.iter().any(|f| f.shape == Shape::Required);
    let taken = item.fields.iter().map(|field| {
        let ident = &field.ident;
        if field.shape == Shape::Required {
            let missing = ident.to_string();
            let type_name = name.to_string();
            quote!(#ident: self.#ident.ok_or_else(|| BuildError::missing(#type_name, #missing))?)
        } else {
            quote!(#ident: self.#ident)
        }
    });
    let errors = if required {
        " A required field that was not set."
    } else {
        " None today; a field that the service makes required would be one."
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
        #[doc = #about]
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

/// The type of a field while it is being built.
fn stored(field: &Field) -> TokenStream {
    let ty = field.ty();
    if field.shape == Shape::Required {
        quote!(Option<#ty>)
    } else {
        ty
    }
}

/// A setter; `target` is what holds the field: `self`, or `self.body` in the builder of a call.
fn setter(field: &Field, target: &TokenStream) -> TokenStream {
    let (ident, docs) = (&field.ident, &field.docs);
    let (parameter, value) = conversion(field);
    quote! {
        #docs
        #[must_use]
        pub fn #ident(mut self, #ident: #parameter) -> Self {
            #target.#ident = #value;
            self
        }
    }
}

/// The setter of a call's builder that sets a field of its body; none for a field that the service ignores.
pub(super) fn delegating(field: &Field) -> TokenStream {
    if field.read_only {
        return quote!();
    }
    let (ident, docs) = (&field.ident, &field.docs);
    let (parameter, _) = conversion(field);
    quote! {
        #docs
        #[must_use]
        pub fn #ident(mut self, #ident: #parameter) -> Self {
            self.body = self.body.#ident(#ident);
            self
        }
    }
}

fn conversion(field: &Field) -> (TokenStream, TokenStream) {
    let (ident, inner) = (&field.ident, &field.inner);
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

/// What a setter takes for a type, and the expression that makes the type of it.
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
        "bool" | "i32" | "i64" | "u32" | "u64" | "f32" | "f64"
    );
    if plain {
        (quote!(#ty), quote!(#ident))
    } else {
        (quote!(impl Into<#ty>), quote!(#ident.into()))
    }
}
