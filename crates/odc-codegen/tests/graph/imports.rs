//! Finds the files of the same crate that one file imports.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

use super::{Files, Module};

/// Macros whose tokens become code of another crate, so their paths do not count.
const QUOTES: [&str; 4] = [
    "quote",
    "quote_spanned",
    "parse_quote",
    "parse_quote_spanned",
];

/// The modules that a file declares without a body, except those for tests.
pub fn declared_modules(text: &str) -> Vec<String> {
    let file = syn::parse_file(text).unwrap();
    let modules = file.items.iter().filter_map(|item| match item {
        syn::Item::Mod(module) if module.content.is_none() && !is_for_tests(&module.attrs) => {
            Some(module.ident.to_string())
        }
        _ => None,
    });
    modules.collect()
}

/// The other files that a file imports.
pub fn imported_files(text: &str, module: &Module, files: &Files) -> BTreeSet<Module> {
    let mut imports = Imports {
        files,
        file: module,
        module: module.clone(),
        found: BTreeSet::new(),
    };
    imports.visit_file(&syn::parse_file(text).unwrap());
    imports.found
}

struct Imports<'a> {
    files: &'a Files,
    file: &'a Module,
    /// The module that is being read: the module of the file, or a module with a body in the file.
    module: Module,
    found: BTreeSet<Module>,
}

impl Imports<'_> {
    /// Adds the file that a path leads into, if the path leads into this crate.
    fn add_path(&mut self, names: &[String]) {
        let [first, rest @ ..] = names else { return };
        let mut rest = rest;
        let mut at = match first.as_str() {
            "crate" => Vec::new(),
            "self" => self.module.clone(),
            "super" => {
                let mut at = self.module.clone();
                at.pop();
                while let [next, others @ ..] = rest
                    && next == "super"
                {
                    at.pop();
                    rest = others;
                }
                at
            }
            child => {
                let module = [&self.module[..], &[child.to_owned()]].concat();
                if !self.files.contains_key(&module) {
                    return;
                }
                module
            }
        };
        for name in rest {
            at.push(name.clone());
            if !self.files.contains_key(&at) {
                at.pop();
                break;
            }
        }
        // A module with a body is in the file of its parent module.
        while !self.files.contains_key(&at) {
            at.pop();
        }
        if at != *self.file {
            self.found.insert(at);
        }
    }

    fn add_use_tree(&mut self, tree: &syn::UseTree, before: &[String]) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.add_use_tree(&path.tree, &with(&path.ident)),
            syn::UseTree::Name(name) if name.ident == "self" => self.add_path(before),
            syn::UseTree::Rename(name) if name.ident == "self" => self.add_path(before),
            syn::UseTree::Name(name) => self.add_path(&with(&name.ident)),
            syn::UseTree::Rename(name) => self.add_path(&with(&name.ident)),
            syn::UseTree::Glob(_) => self.add_path(before),
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_use_tree(tree, before);
                }
            }
        }
    }

    /// Adds the paths in the tokens of a macro: names joined by `::`. A path that begins with `$` is resolved where the macro is used,
    /// so it is not added.
    fn add_paths_in(&mut self, tokens: TokenStream) {
        let mut names: Vec<String> = Vec::new();
        let mut colons = 0;
        let mut dollar = "";
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.add_long_path(&names);
                        names.clear();
                    }
                    names.push(format!("{dollar}{name}"));
                    (colons, dollar) = (0, "");
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
                other => {
                    self.add_long_path(&names);
                    names.clear();
                    colons = 0;
                    dollar = match &other {
                        TokenTree::Punct(mark) if mark.as_char() == '$' => "$",
                        _ => "",
                    };
                    if let TokenTree::Group(group) = other {
                        self.add_paths_in(group.stream());
                    }
                }
            }
        }
        self.add_long_path(&names);
    }

    /// Adds a path of several names. A single name is not a path to a file.
    fn add_long_path(&mut self, names: &[String]) {
        if names.len() > 1 {
            self.add_path(names);
        }
    }
}

impl<'ast> Visit<'ast> for Imports<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !is_for_tests(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        self.module.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if item.leading_colon.is_none() {
            self.add_use_tree(&item.tree, &[]);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string());
        let names: Vec<String> = names.collect();
        if path.leading_colon.is_none() {
            self.add_long_path(&names);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        self.visit_path(&mac.path);
        let name = mac
            .path
            .segments
            .last()
            .map(|segment| segment.ident.to_string());
        if name.is_none_or(|name| !QUOTES.contains(&name.as_str())) {
            self.add_paths_in(mac.tokens.clone());
        }
    }
}

/// Whether an item with these attributes is compiled only for tests.
fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let is_cfg = attribute.path().is_ident("cfg");
        let list = attribute.meta.require_list();
        is_cfg && list.is_ok_and(|list| requires_test(list.tokens.clone()))
    })
}

/// Whether a condition is true only in tests. Such a condition is `test`, or `all(…)` with `test` in it.
fn requires_test(condition: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = condition.into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(name)] => name == "test",
        [TokenTree::Ident(name), TokenTree::Group(group)] if name == "all" => {
            let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
            let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
            tokens
                .split(is_comma)
                .any(|part| requires_test(part.iter().cloned().collect()))
        }
        _ => false,
    }
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    use syn::Item;
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
