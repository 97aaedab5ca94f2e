//! Streams of the pages and the items of a list.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, format_ident, quote};
use syn::Type;

use super::docs;
use super::markdown::Line;
use super::structs::{Field, Shape, Struct, Structs};
use crate::facts::Paging;
use crate::lower::extract::{self, Call};
use crate::lower::paths::{argument, in_types};

/// The response of a list, with what the runtime's traits need.
pub(super) struct Page<'a> {
    call: &'a Call,
    items: &'a Field,
    item: Type,
    place: &'a Field,
    offset: &'a extract::Field,
}

impl<'a> Page<'a> {
    /// The page of a list; `None` for a list that may return nothing, or whose page is also part of a PATCH: it is an
    /// ordinary call.
    pub(super) fn find(paging: &Paging, call: &'a Call, structs: &'a Structs) -> Option<Self> {
        let name = |ty: &Type| quote!(#ty).to_string();
        let response = structs.get(name(&call.response).strip_prefix("types :: ")?)?;
        let field = |published: &str| response.fields.iter().find(|f| f.published == published);
        let offset = call.fields.iter().find(|f| f.ident == paging.offset);
        let items = field(&paging.items)?;
        let item = match items.shape {
            Shape::List => &items.inner,
            Shape::Required | Shape::Optional | Shape::Nullable => argument(&items.inner, "Vec")?,
            Shape::Patch | Shape::Rest => return None,
        };
        let is_read = |f: &&Field| !matches!(f.shape, Shape::Patch | Shape::Rest | Shape::List);
        Some(Self {
            call,
            items,
            item: in_types(item),
            place: field(&paging.page).filter(is_read)?,
            offset: offset?,
        })
    }

    /// The methods of the call, and the impl of the runtime's trait for paged calls.
    pub(super) fn emit(&self) -> (TokenStream, TokenStream) {
        let item = self.item.to_token_stream();
        let page = &self.call.response;
        (methods(&item, page), self.paged_call(&item))
    }

    fn paged_call(&self, item: &TokenStream) -> TokenStream {
        let (builder, page) = (&self.call.builder, &self.call.response);
        let (offset, items, place) = (&self.offset.ident, &self.items.ident, &self.place.ident);
        let ty = argument(&self.offset.ty, "Option").unwrap_or(&self.offset.ty);
        let (is, becomes) = if *ty == syn::parse_quote!(i32) {
            (quote!(self.#offset), quote!(offset))
        } else {
            let narrowed = quote!(self.#offset.and_then(|offset| offset.try_into().ok()));
            (narrowed, quote!(offset.into()))
        };
        let info = if self.place.shape == Shape::Required {
            quote!((&page.#place).into())
        } else {
            quote!(page.#place.as_ref().map(Into::into).unwrap_or_default())
        };
        let all = if matches!(self.items.shape, Shape::Optional | Shape::Nullable) {
            quote!(page.#items.get_or_insert_default())
        } else {
            quote!(&mut page.#items)
        };
        quote! {
            impl PagedCall for #builder {
                type Page = #page;
                type Item = #item;

                fn offset(&self) -> Option<i32> {
                    #is
                }

                fn at(self, offset: i32) -> Self {
                    Self { #offset: Some(#becomes), ..self }
                }

                async fn fetch(self) -> Result<Self::Page, Error> {
                    Ok(self.send().await?.into_inner())
                }

                fn info(page: &Self::Page) -> odc_runtime::PageInfo {
                    #info
                }

                fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
                    #all
                }
            }
        }
    }
}

fn methods(item: &TokenStream, page: &Type) -> TokenStream {
    let prefetch = Line::ours(
        "Lets [`stream`](Self::stream) and [`pages`](Self::pages) fetch up to this many pages ahead, once\nthe total is known.",
    );
    let prefetch = docs::lines(&prefetch.into());
    quote! {
        #prefetch
        pub fn prefetch(mut self, pages: usize) -> Self {
            self.prefetch = pages;
            self
        }

        #[doc = " All items from the starting offset on, fetched page by page when they are needed."]
        pub fn stream(self) -> ItemStream<#item> {
            ItemStream::new(self.prefetch, self)
        }

        #[doc = " All pages from the starting offset on."]
        pub fn pages(self) -> PageStream<#page> {
            PageStream::new(self.prefetch, self)
        }
    }
}

/// Conversions to the runtime's page information from every object that has it.
pub(super) fn page_infos(structs: &Structs) -> TokenStream {
    structs.values().filter_map(page_info).collect()
}

fn page_info(info: &Struct) -> Option<TokenStream> {
    let ty = &info.ident;
    let number = |f: &&Field| {
        let ty = &f.inner;
        matches!(quote!(#ty).to_string().as_str(), "i32" | "i64" | "u32")
    };
    let field = |name: &str| {
        let mut fields = info.fields.iter();
        fields.find(|f| f.ident == name).filter(number)
    };
    field("next_page_offset")?;
    let known = ["offset", "next_page_offset", "total_results"].map(|name| {
        let ident = format_ident!("{name}");
        let value = match field(name).map(|f| f.shape) {
            Some(Shape::Optional | Shape::Nullable) => quote!(page.#ident.map(i64::from)),
            Some(Shape::Required) => quote!(Some(page.#ident.into())),
            _ => quote!(None),
        };
        quote!(#ident: #value)
    });
    Some(quote! {
        impl From<&#ty> for odc_runtime::PageInfo {
            fn from(page: &#ty) -> Self { Self { #(#known,)* } }
        }
    })
}
