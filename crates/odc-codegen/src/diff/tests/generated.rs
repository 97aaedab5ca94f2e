//! Compares the classes of changes with the crates that are generated from both documents.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use serde_json::Value;

use super::mutations::{full, losses};
use super::names::kind_as;
use super::types::spellings;
use super::*;
use crate::pipeline::{Source, generate_from};

/// All items of a crate that code can name: methods with their types, fields, and variants. `None` if the document is
/// refused.
fn surface(root: &Value) -> Option<BTreeSet<String>> {
    let source = Source {
        file: "openapi/x-v1.json".to_owned(),
        text: root.to_string(),
    };
    let generated = generate_from("x-v1", &source, None, &mut |_, _, _| {}).ok()?;
    let mut found = BTreeSet::new();
    for (name, text) in &generated.files {
        // These files have only operations as data, and re-exports.
        if !matches!(&**name, "operations.rs" | "builder.rs" | "mod.rs") {
            let file = syn::parse_file(text).unwrap();
            file.items.iter().for_each(|item| items(item, &mut found));
        }
    }
    Some(found)
}

fn items(item: &syn::Item, found: &mut BTreeSet<String>) {
    match item {
        syn::Item::Struct(item) => {
            // Code makes these requests with builders, so it does not name their fields.
            let is_request =
                ["NewThing", "ThingPatch", "Owner"].contains(&&*item.ident.to_string());
            let fields = item
                .fields
                .iter()
                .filter(|field| is_public(&field.vis) && !is_request);
            for field in fields {
                let name = field.ident.as_ref().map(ToString::to_string);
                let name = name.unwrap_or_default();
                found.insert(format!("{}.{name}: {}", item.ident, text(&field.ty)));
            }
        }
        syn::Item::Enum(item) => {
            for variant in &item.variants {
                let (ident, fields) = (&variant.ident, text(&variant.fields));
                found.insert(format!("{}::{ident}{fields}", item.ident));
            }
        }
        syn::Item::Impl(item) => {
            for member in &item.items {
                if let syn::ImplItem::Fn(function) = member
                    && is_public(&function.vis)
                {
                    found.insert(format!("{}::{}", text(&item.self_ty), text(&function.sig)));
                }
            }
        }
        syn::Item::Macro(item) => variants(&item.mac.tokens, found),
        _ => {}
    }
}

/// Finds variants, such as `Big = "Big",` in `open_enum! { pub enum Kind { … } }`.
fn variants(tokens: &TokenStream, found: &mut BTreeSet<String>) {
    let mut name = String::new();
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(ident) => name = ident.to_string(),
            TokenTree::Group(group) if name != "doc" => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                for pair in inner.windows(2) {
                    if let [TokenTree::Ident(ident), TokenTree::Punct(_)] = pair {
                        found.insert(format!("{name}::{ident}"));
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

fn text(node: &impl quote::ToTokens) -> String {
    node.to_token_stream().to_string()
}

#[test]
fn a_change_that_is_not_breaking_removes_nothing_from_the_crate() {
    let whole = full();
    let all = surface(&whole).unwrap();
    let mut compared = 0;
    let mut wrong = Vec::new();
    for (pointer, less) in losses() {
        let Some(fewer) = surface(&less) else {
            continue;
        };
        compared += 1;
        for (old, new, before, after) in
            [(&whole, &less, &all, &fewer), (&less, &whole, &fewer, &all)]
        {
            let changes = compare(&document(old), &document(new));
            let gone: Vec<&String> = before.difference(after).collect();
            if changes[0].class != Class::Breaking && !gone.is_empty() {
                wrong.push(format!("{pointer}: {}: {gone:#?}", changes[0].sentence()));
            }
            if changes[0].class == Class::TextOnly && before != after {
                wrong.push(format!(
                    "{pointer}: {}: not the same crate",
                    changes[0].sentence()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 60, "only {compared} documents were generated");
}

#[test]
fn another_spelling_of_the_same_types_makes_the_same_crate() {
    for [one, other] in spellings() {
        assert_eq!(surface(&one).unwrap(), surface(&other).unwrap());
    }
}

#[test]
fn a_moved_schema_with_the_same_type_name_makes_the_same_crate() {
    let [inline, same, other] = [None, Some("ThingKind"), Some("Kind")].map(kind_as);
    assert_eq!(surface(&inline).unwrap(), surface(&same).unwrap());
    assert_ne!(surface(&inline).unwrap(), surface(&other).unwrap());
}
