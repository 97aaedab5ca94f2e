//! Removes typify's builders of types before the output is parsed. They are two thirds of the output, and are not used.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Progenitor's output without `mod builder` in `mod types`.
pub(super) fn without_type_builders(tokens: TokenStream) -> TokenStream {
    each_item(tokens, |mut item| {
        if names_module(&item, "types")
            && let Some(TokenTree::Group(content)) = item.last_mut()
        {
            let kept = each_item(content.stream(), |item| {
                if names_module(&item, "builder") {
                    Vec::new()
                } else {
                    item
                }
            });
            *content = Group::new(Delimiter::Brace, kept);
        }
        item
    })
}

/// Changes each item. An item ends with its braces or a semicolon. It includes the attributes and the visibility before
/// it.
fn each_item(
    tokens: TokenStream,
    change: impl Fn(Vec<TokenTree>) -> Vec<TokenTree>,
) -> TokenStream {
    let mut changed = Vec::new();
    let mut item = Vec::new();
    for token in tokens {
        let ends = match &token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(punct) => punct.as_char() == ';',
            _ => false,
        };
        item.push(token);
        if ends {
            changed.extend(change(std::mem::take(&mut item)));
        }
    }
    changed.extend(item);
    changed.into_iter().collect()
}

/// Whether an item is `… mod NAME { … }`.
fn names_module(item: &[TokenTree], name: &str) -> bool {
    matches!(
        item,
        [.., TokenTree::Ident(keyword), TokenTree::Ident(module), TokenTree::Group(_)]
            if keyword == "mod" && module == name
    )
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn builders_of_types_are_removed_and_builders_of_calls_kept() {
        let written = quote! {
            use std::fmt;
            pub mod types {
                #[doc = "A thing."]
                pub struct Thing { pub key: String }
                impl Thing { pub fn builder() -> builder::Thing { Default::default() } }
                #[doc = "Builders."]
                pub mod builder { pub struct Thing { key: Result<String, String> } }
            }
            pub mod builder { pub struct GetThing; }
        };
        let kept = quote! {
            use std::fmt;
            pub mod types {
                #[doc = "A thing."]
                pub struct Thing { pub key: String }
                impl Thing { pub fn builder() -> builder::Thing { Default::default() } }
            }
            pub mod builder { pub struct GetThing; }
        };
        assert_eq!(without_type_builders(written).to_string(), kept.to_string());
    }
}
