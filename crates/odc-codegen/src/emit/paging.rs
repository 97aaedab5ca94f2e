//! Writes streams of the items of a list, and of its pages where it has pages.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::Type;

use super::docs;
use super::markdown::Line;
use super::offset::{Offset, field, is_plain};
use super::operations::constant;
use super::structs::{Field, Shape, Struct, Structs};
use crate::document::{Problem, Result};
use crate::facts::{Form, Operation, Paging, Position};
use crate::lower::extract::Call;
use crate::lower::paths::{argument, in_types};

/// A list, with the parts that the runtime's traits need.
pub(super) struct List<'a> {
    operation: &'a Operation,
    call: &'a Call,
    /// The field that has the items. `None` when the response is the list itself.
    items: Option<&'a Field>,
    item: Type,
    form: Pages<'a>,
}

enum Pages<'a> {
    Whole,
    Numbers {
        offset: Offset<'a>,
        own: Option<Vec<&'a Field>>,
        next: Vec<&'a Field>,
        total: Option<Vec<&'a Field>>,
    },
    Texts {
        offset: Offset<'a>,
        next: Vec<&'a Field>,
    },
}

impl<'a> List<'a> {
    /// The list of an operation, or `None` when the operation is an ordinary call. An operation is an ordinary call
    /// when its response may be empty, or when its response is also part of a PATCH.
    ///
    /// # Errors
    /// The overlay describes a list, but the operation is an ordinary call.
    pub(super) fn find(
        operation: &'a Operation,
        call: &'a Call,
        structs: &'a Structs,
    ) -> Result<Option<Self>> {
        let Some(paging) = &operation.paging else {
            return Ok(None);
        };
        let list = Self::read(operation, paging, call, structs);
        if list.is_none() && paging.is_said {
            let what = format!(
                "`x-odc-page` of {} makes no stream: the response may be empty, or a part of it has another form in Rust",
                operation.name
            );
            return Err(Problem::new(what).fix("remove it from the overlay"));
        }
        Ok(list)
    }

    fn read(
        operation: &'a Operation,
        paging: &Paging,
        call: &'a Call,
        structs: &'a Structs,
    ) -> Option<Self> {
        let (items, item) = match &paging.items {
            None => (None, argument(&call.response, "Vec")?.clone()),
            Some(items) => {
                let items = field(named(&call.response, structs)?, items)?;
                let item = match items.shape {
                    Shape::List => &items.inner,
                    Shape::Required | Shape::Optional | Shape::Nullable => {
                        argument(&items.inner, "Vec")?
                    }
                    Shape::Patch | Shape::Rest => return None,
                };
                (Some(items), in_types(item))
            }
        };
        let place = |path: &[String]| place(&call.response, path, structs);
        let offset = |position: &Position| Offset::find(position, operation, call, structs);
        let form = match &paging.form {
            Form::Whole => Pages::Whole,
            Form::Texts { offset: at, next } => Pages::Texts {
                offset: offset(at)?,
                next: place(next)?,
            },
            Form::Numbers {
                offset: at,
                own,
                next,
                total,
            } => Pages::Numbers {
                offset: offset(at)?,
                own: own.as_deref().and_then(place),
                next: place(next)?,
                total: total.as_deref().and_then(place),
            },
        };
        Some(Self {
            operation,
            call,
            items,
            item,
            form,
        })
    }

    /// Whether pages can be fetched ahead. Without the total, the number of pages is unknown.
    pub(super) const fn prefetches(&self) -> bool {
        matches!(&self.form, Pages::Numbers { total: Some(_), .. })
    }

    /// Whether the list comes in pages.
    pub(super) const fn has_pages(&self) -> bool {
        !matches!(&self.form, Pages::Whole)
    }

    /// The methods of the call, and the implementations of the runtime's traits.
    pub(super) fn emit(&self) -> (TokenStream, TokenStream) {
        let (list, pages) = (self.list_call(), self.pages());
        (self.methods(), quote!(#list #pages))
    }

    fn list_call(&self) -> TokenStream {
        let (builder, page, item) = (&self.call.builder, &self.call.response, &self.item);
        let operation = constant(self.operation);
        let items = match self.items {
            None => quote!(page),
            Some(Field { ident, shape, .. }) => match shape {
                Shape::Optional | Shape::Nullable => quote!(page.#ident.get_or_insert_default()),
                _ => quote!(&mut page.#ident),
            },
        };
        quote! {
            impl ListCall for #builder {
                type Page = #page;
                type Item = #item;

                fn operation() -> &'static odc_runtime::Operation {
                    &operations::#operation
                }

                async fn fetch(self) -> Result<Self::Page, Error> {
                    Ok(self.send().await?.into_inner())
                }

                fn items(page: &mut Self::Page) -> &mut Vec<Self::Item> {
                    #items
                }
            }
        }
    }

    fn pages(&self) -> TokenStream {
        let builder = &self.call.builder;
        match &self.form {
            Pages::Whole => quote!(),
            Pages::Texts { offset, next } => {
                let (is, at) = offset.of_texts();
                let next = text(next);
                quote! {
                    impl CursorCall for #builder {
                        fn cursor(&self) -> Option<String> { #is }

                        fn at(self, cursor: String) -> Self { #at }

                        fn next(page: &Self::Page) -> Option<String> { #next }
                    }
                }
            }
            Pages::Numbers {
                offset,
                own,
                next,
                total,
            } => {
                let (is, at) = offset.of_numbers();
                let known = |path: &Option<Vec<&Field>>| {
                    path.as_deref().map_or_else(|| quote!(None), number)
                };
                let (own, next, total) = (known(own), number(next), known(total));
                quote! {
                    impl PagedCall for #builder {
                        fn offset(&self) -> Option<i32> { #is }

                        fn at(self, offset: i32) -> Self { #at }

                        fn info(page: &Self::Page) -> odc_runtime::PageInfo {
                            odc_runtime::PageInfo {
                                offset: #own,
                                next_page_offset: #next,
                                total_results: #total,
                            }
                        }
                    }
                }
            }
        }
    }

    fn methods(&self) -> TokenStream {
        let (item, page) = (self.item.to_token_stream(), &self.call.response);
        let (items_of, pages_of) = match &self.form {
            Pages::Whole => {
                return quote! {
                    #[doc = " All items. They come with one response."]
                    pub fn stream(self) -> ItemStream<#item> {
                        ItemStream::whole(self)
                    }
                };
            }
            Pages::Texts { .. } => (quote!(by_cursor(self)), quote!(by_cursor(self))),
            Pages::Numbers { total: None, .. } => (quote!(new(0, self)), quote!(new(0, self))),
            Pages::Numbers { .. } => (
                quote!(new(self.prefetch, self)),
                quote!(new(self.prefetch, self)),
            ),
        };
        let prefetch = self.prefetches().then(prefetch);
        quote! {
            #prefetch

            #[doc = " All items from the starting offset on, fetched page by page when they are needed."]
            pub fn stream(self) -> ItemStream<#item> {
                ItemStream::#items_of
            }

            #[doc = " All pages from the starting offset on."]
            pub fn pages(self) -> PageStream<#page> {
                PageStream::#pages_of
            }
        }
    }
}

fn prefetch() -> TokenStream {
    let about = Line::ours(
        "Lets [`stream`](Self::stream) and [`pages`](Self::pages) fetch up to this many pages ahead, once\nthe total is known.",
    );
    let about = docs::lines(&about.into());
    quote! {
        #about
        pub fn prefetch(mut self, pages: usize) -> Self {
            self.prefetch = pages;
            self
        }
    }
}

/// The struct of a response type.
fn named<'a>(ty: &Type, structs: &'a Structs) -> Option<&'a Struct> {
    let name = quote!(#ty).to_string();
    structs.get(name.strip_prefix("types :: ").unwrap_or(&name))
}

/// The fields that lead to a member of a response.
fn place<'a>(response: &Type, path: &[String], structs: &'a Structs) -> Option<Vec<&'a Field>> {
    let mut of = named(response, structs);
    path.iter()
        .map(|step| {
            let next = field(of?, step).filter(|field| is_plain(field))?;
            of = named(&next.inner, structs);
            Some(next)
        })
        .collect()
}

/// The expression of the number at a place in `page`, as an `Option<i64>`.
fn number(path: &[&Field]) -> TokenStream {
    let (holder, last) = holder(path);
    match (holder, last) {
        (
            None,
            Field {
                ident,
                shape: Shape::Required,
                ..
            },
        ) => quote!(Some(page.#ident.into())),
        (None, Field { ident, .. }) => quote!(page.#ident.map(Into::into)),
        (
            Some(holder),
            Field {
                ident,
                shape: Shape::Required,
                ..
            },
        ) => {
            quote!(#holder.map(|page| page.#ident.into()))
        }
        (Some(holder), Field { ident, .. }) => {
            quote!(#holder.and_then(|page| page.#ident).map(Into::into))
        }
    }
}

/// The expression of the text at a place in `page`, as an `Option<String>`.
fn text(path: &[&Field]) -> TokenStream {
    let (holder, last) = holder(path);
    match (holder, last) {
        (
            None,
            Field {
                ident,
                shape: Shape::Required,
                ..
            },
        ) => quote!(Some(page.#ident.clone())),
        (None, Field { ident, .. }) => quote!(page.#ident.clone()),
        (
            Some(holder),
            Field {
                ident,
                shape: Shape::Required,
                ..
            },
        ) => {
            quote!(#holder.map(|page| page.#ident.clone()))
        }
        (Some(holder), Field { ident, .. }) => {
            quote!(#holder.and_then(|page| page.#ident.clone()))
        }
    }
}

/// The expression of the object that has the last field of a path, as an `Option` of a reference, and that field.
/// `None` when this object is the page itself.
fn holder<'a>(path: &[&'a Field]) -> (Option<TokenStream>, &'a Field) {
    let (last, outer) = path.split_last().expect("a place has one step at least");
    let holder = outer
        .iter()
        .fold(None, |holder: Option<TokenStream>, field| {
            let ident = &field.ident;
            let is_required = field.shape == Shape::Required;
            Some(match holder {
                None if is_required => quote!(Some(&page.#ident)),
                None => quote!(page.#ident.as_ref()),
                Some(holder) if is_required => quote!(#holder.map(|page| &page.#ident)),
                Some(holder) => quote!(#holder.and_then(|page| page.#ident.as_ref())),
            })
        });
    (holder, last)
}
