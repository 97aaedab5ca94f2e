//! Describes the structs of generated code: their fields, and how each field stores its value.

use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

use crate::lower::paths::argument;

pub(super) struct Struct {
    pub(super) ident: syn::Ident,
    pub(super) docs: TokenStream,
    pub(super) fields: Vec<Field>,
}

/// The structs by name.
pub(super) type Structs = IndexMap<String, Struct>;

pub(super) struct Field {
    pub(super) ident: syn::Ident,
    /// The name in JSON.
    pub(super) published: String,
    pub(super) docs: TokenStream,
    pub(super) shape: Shape,
    /// The type of the field without the wrapper of its shape.
    pub(super) inner: Type,
    /// The service ignores it in requests.
    pub(super) read_only: bool,
    /// The builder requires the field, although a response may not have it.
    pub(super) expected: bool,
    /// The tag of the struct in a union. The builder sets it.
    pub(super) tag: Option<String>,
}

/// The function that reads a value with timestamps in it.
pub(super) const TIMESTAMPS: &str =
    "odc_runtime::de::timestamps::<_, _, chrono::DateTime<chrono::Utc>, _>";

/// How a field stores its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `T`
    Required,
    /// `Option<T>`, omitted when `None`
    Optional,
    /// `Option<T>`, null when `None`: the document lists the field as required
    Nullable,
    /// `Vec<T>`, empty when null or omitted. `inner` is `T`
    List,
    /// `Patch<T>`
    Patch,
    /// A map of all members without a field
    Rest,
}

impl Field {
    pub(super) fn ty(&self) -> TokenStream {
        let inner = &self.inner;
        match self.shape {
            Shape::Required | Shape::Rest => quote!(#inner),
            Shape::Optional | Shape::Nullable => quote!(Option<#inner>),
            Shape::List => quote!(Vec<#inner>),
            Shape::Patch => quote!(Patch<#inner>),
        }
    }

    pub(super) fn attributes(&self) -> TokenStream {
        let mut serde = Vec::new();
        let published = &self.published;
        if self.ident != published {
            serde.push(quote!(rename = #published));
        }
        let times = self.timestamps();
        match self.shape {
            Shape::Required => {}
            Shape::Rest => {
                serde = vec![quote!(flatten)];
                if argument(&self.inner, "HashMap").is_some() && times.is_none() {
                    serde.push(quote!(deserialize_with = "odc_runtime::de::other_members"));
                }
            }
            Shape::Nullable => serde.push(quote!(default)),
            Shape::Optional => serde.push(quote!(default, skip_serializing_if = "Option::is_none")),
            Shape::List => {
                let read = times.unwrap_or("odc_runtime::de::null_as_default");
                serde.push(quote!(default, deserialize_with = #read));
            }
            Shape::Patch => serde.push(quote!(default, skip_serializing_if = "Patch::is_absent")),
        }
        if let Some(read) = times.filter(|_| self.shape != Shape::List) {
            serde.push(quote!(deserialize_with = #read));
        }
        if serde.is_empty() {
            quote!()
        } else {
            quote!(#[serde(#(#serde),*)])
        }
    }

    /// The function that reads timestamps, which services also write without an offset. `None` for a field without
    /// timestamps.
    fn timestamps(&self) -> Option<&'static str> {
        let inner = &self.inner;
        let is_one = *inner == syn::parse_quote!(chrono::DateTime<chrono::Utc>);
        let has_some = has_timestamps(inner);
        match self.shape {
            Shape::Required if is_one => Some("odc_runtime::de::timestamp"),
            Shape::Optional | Shape::Nullable if is_one => {
                Some("odc_runtime::de::optional_timestamp")
            }
            Shape::List if has_some => Some(
                "odc_runtime::de::timestamps_or_default::<_, _, chrono::DateTime<chrono::Utc>, _>",
            ),
            Shape::Rest => has_some.then_some(
                "odc_runtime::de::other_timestamps::<_, _, chrono::DateTime<chrono::Utc>, _>",
            ),
            _ => has_some
                .then_some("odc_runtime::de::timestamps::<_, _, chrono::DateTime<chrono::Utc>, _>"),
        }
    }
}

/// Whether values of a type hold timestamps.
pub(super) fn has_timestamps(ty: &Type) -> bool {
    quote!(#ty).to_string().contains("chrono :: DateTime")
}
