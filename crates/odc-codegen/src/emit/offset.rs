//! Finds where the builder of a call stores the offset, which is the position of a page's first item.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

use super::structs::{Field, Shape, Struct, Structs};
use crate::facts::{Operation, Position};
use crate::lower::extract::{self, Call};
use crate::lower::paths::argument;

/// Where the builder of a call stores the offset.
pub(super) enum Offset<'a> {
    Parameter(&'a extract::Field),
    Body {
        field: &'a Field,
        is_body_required: bool,
    },
}

impl<'a> Offset<'a> {
    pub(super) fn find(
        position: &Position,
        operation: &Operation,
        call: &'a Call,
        structs: &'a Structs,
    ) -> Option<Self> {
        match position {
            Position::Query(ident) => {
                let mut fields = call.fields.iter();
                fields.find(|f| f.ident == *ident).map(Self::Parameter)
            }
            Position::Body(published) => {
                let body = call.fields.iter().find(|field| field.ident == "body")?;
                let ty = &body.ty;
                let ty = quote!(#ty).to_string();
                let body = structs.get(ty.strip_prefix("types :: builder :: ")?)?;
                let field = field(body, published)?;
                let is_body_required = operation.body.as_ref()?.is_required;
                (is_plain(field) && !field.read_only).then_some(Self::Body {
                    field,
                    is_body_required,
                })
            }
        }
    }

    fn ty(&self) -> &'a Type {
        match self {
            Self::Parameter(field) => argument(&field.ty, "Option").unwrap_or(&field.ty),
            Self::Body { field, .. } => &field.inner,
        }
    }

    /// The expression of the offset of a call, as an `Option`.
    fn set(&self) -> TokenStream {
        match self {
            Self::Parameter(extract::Field { ident, .. }) => quote!(self.#ident.clone()),
            Self::Body {
                field: Field { ident, shape, .. },
                is_body_required,
            } => {
                let of = if *shape == Shape::Required {
                    quote!(map(|body| body.#ident))
                } else {
                    quote!(and_then(|body| body.#ident))
                };
                if *is_body_required {
                    quote!(self.body.clone().build().ok().#of)
                } else {
                    quote!(self.body.clone().and_then(|body| body.build().ok()).#of)
                }
            }
        }
    }

    /// The expression of the call with another offset.
    fn with(&self, offset: &TokenStream) -> TokenStream {
        match self {
            Self::Parameter(extract::Field { ident, .. }) => {
                quote!(Self { #ident: Some(#offset), ..self })
            }
            Self::Body {
                field: Field { ident, .. },
                is_body_required: true,
            } => quote!(Self { body: self.body.#ident(#offset), ..self }),
            Self::Body {
                field: Field { ident, .. },
                is_body_required: false,
            } => quote! {
                Self { body: Some(self.body.unwrap_or_default().#ident(#offset)), ..self }
            },
        }
    }

    pub(super) fn of_texts(&self) -> (TokenStream, TokenStream) {
        (self.set(), self.with(&quote!(cursor)))
    }

    pub(super) fn of_numbers(&self) -> (TokenStream, TokenStream) {
        let set = self.set();
        if *self.ty() == syn::parse_quote!(i32) {
            let set = match self {
                Self::Parameter(extract::Field { ident, .. }) => quote!(self.#ident),
                Self::Body { .. } => set,
            };
            (set, self.with(&quote!(offset)))
        } else {
            let narrowed = quote!(#set.and_then(|offset| offset.try_into().ok()));
            // An offset is never negative.
            let converted = if *self.ty() == syn::parse_quote!(u32) {
                quote!(offset.unsigned_abs())
            } else {
                quote!(offset.into())
            };
            (narrowed, self.with(&converted))
        }
    }
}

/// The field of a property.
pub(super) fn field<'a>(of: &'a Struct, published: &str) -> Option<&'a Field> {
    of.fields.iter().find(|field| field.published == published)
}

/// Whether a field has at most one value, and is not a `Patch`.
pub(super) const fn is_plain(field: &Field) -> bool {
    matches!(
        field.shape,
        Shape::Required | Shape::Optional | Shape::Nullable
    )
}
