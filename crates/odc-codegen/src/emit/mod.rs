//! Writes the files of a crate's generated module from the parts of progenitor's output, one file per concern.

mod bodies;
mod calls;
mod client;
mod described;
mod docs;
mod enums;
mod inspect;
mod markdown;
mod mock;
mod mock_paths;
mod newtypes;
mod offset;
mod operations;
mod paging;
mod print;
mod structs;
mod type_builders;
mod types;
mod unions;
mod waiting;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::document::{Document, Result};
use crate::facts::Api;
use crate::lower::extract::Parts;
use print::print;

pub use inspect::finish_file;
pub use markdown::{Line, MARK, printable};

/// Generated files by their path below `src/generated`.
pub type Files = BTreeMap<String, String>;

/// Writes the files of the module.
///
/// # Errors
/// Progenitor's output has an unknown form. A new version of progenitor may have one.
pub(crate) fn files(parts: &Parts, api: &Api, document: &Document) -> Result<Files> {
    let structs = types::structs(&parts.types, api)?;
    let mut files = Files::new();
    let mut add = |name: String, what: &str, tokens: TokenStream| -> Result<()> {
        let text = print(tokens, &name)?;
        files.insert(
            name,
            format!("{}//! {what}\n\n{text}", header(api, document)),
        );
        Ok(())
    };
    add(
        "mod.rs".into(),
        "Everything generated for this API.",
        module(api),
    )?;
    add(
        "client.rs".into(),
        "The client: one method per operation.",
        client::emit(api, &parts.calls),
    )?;
    add(
        "operations.rs".into(),
        "The operations as data.",
        operations::emit(api, &parts.calls),
    )?;
    add(
        "types.rs".into(),
        "The types of requests and responses.",
        types::emit(&structs, &parts.types, api),
    )?;
    add(
        "type_builders.rs".into(),
        "Builders of the types.",
        type_builders::emit(&structs),
    )?;
    add(
        "mock.rs".into(),
        "Typed helpers for `httpmock` servers.",
        mock::emit(api, &parts.calls, &structs)?,
    )?;
    let groups = calls::emit(api, &parts.calls, &structs)?;
    add(
        "builder.rs".into(),
        "Builders of the calls, one file per group of operations.",
        calls::index(&groups, !api.waits.is_empty()),
    )?;
    if !api.waits.is_empty() {
        add(
            "waiting.rs".into(),
            "Waits for long operations.",
            waiting::emit(api, &parts.calls, &structs)?,
        )?;
    }
    for (group, tokens) in groups {
        add(
            format!("builder/{group}.rs"),
            &format!("Calls of the group `{group}`."),
            tokens,
        )?;
    }
    let what = "Open enums: an unknown value is kept unchanged.";
    files.insert(
        "enums.rs".into(),
        format!(
            "{}//! {what}\n\n{}",
            header(api, document),
            enums::emit(api)?
        ),
    );
    let finished = files.into_iter().map(|(name, text)| {
        let text = finish_file(&name, &text)?;
        Ok((name, text))
    });
    finished.collect()
}

/// A file with one item that has this description as its docs, for fuzzing.
///
/// # Errors
/// A fault of the generator.
pub(crate) fn described(description: &str) -> Result<String> {
    let text = docs::lines(&markdown::Prose::read(description).sentence());
    finish_file(
        "item.rs",
        &print(quote!(#text pub struct Item;), "item.rs")?,
    )
}

/// The comment that names the source and the command that writes the file.
fn header(api: &Api, document: &Document) -> String {
    format!(
        "// @generated from {} (SHA-256 {})\n// by `cargo xtask generate {}`. Do not edit: change the document, its overlay or the xtask.\n\n",
        odc_http::text::printable(&document.file),
        document.sha256,
        odc_http::text::printable(&api.name)
    )
}

fn module(api: &Api) -> TokenStream {
    let waiting = (!api.waits.is_empty()).then(|| {
        quote!(
            pub mod waiting;
        )
    });
    quote! {
        pub mod builder;
        pub mod client;
        pub mod enums;
        #[cfg(feature = "mock")]
        pub mod mock;
        pub mod operations;
        pub mod type_builders;
        pub mod types;
        #waiting
    }
}
