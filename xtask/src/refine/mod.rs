//! From progenitor's `syn::File` to the files of a crate's generated module.
//!
//! The mirror of `normalize`: one file per concern. `extract` takes progenitor's output apart: the
//! types, and of each operation its parameters, its request and its answer. The other modules put
//! them together again as users want them.

mod calls;
mod client;
mod docs;
mod enums;
mod extract;
mod inspect;
mod markdown;
mod mock;
mod newtypes;
mod operations;
mod paging;
mod paths;
mod type_builders;
mod types;
mod unions;

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::Api;
use crate::document::Document;
use crate::pipeline::Files;
use crate::problem::{Problem, Result};

pub(crate) use inspect::finished;
pub(crate) use markdown::{Line, MARK, printable};

/// # Errors
/// A form of progenitor's output that is not known here: it is the sign of a new version of it.
pub(crate) fn refine(file: &syn::File, api: &Api, document: &Document) -> Result<Files> {
    let parts = extract::parts(file, api, document)?;
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
        module(),
    )?;
    add(
        "client.rs".into(),
        "The client: one method per operation.",
        client::emit(api, &parts.calls),
    )?;
    add(
        "operations.rs".into(),
        "The operations as data.",
        operations::emit(api),
    )?;
    add(
        "types.rs".into(),
        "What the operations take and answer.",
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
        calls::index(&groups),
    )?;
    for (group, tokens) in groups {
        add(
            format!("builder/{group}.rs"),
            &format!("Calls of the group `{group}`."),
            tokens,
        )?;
    }
    let what = "Open enums: a value that is not known yet is kept as it came.";
    files.insert(
        "enums.rs".into(),
        format!(
            "{}//! {what}\n\n{}",
            header(api, document),
            enums::emit(api)?
        ),
    );
    let finished = files.into_iter().map(|(name, text)| {
        let text = finished(&name, &text)?;
        Ok((name, text))
    });
    finished.collect()
}

/// A file of one item whose docs are this description: what fuzzing looks at.
///
/// # Errors
/// A fault of ours.
pub(crate) fn described(description: &str) -> Result<String> {
    let text = docs::lines(&markdown::Prose::read(description).sentence());
    finished(
        "item.rs",
        &print(quote!(#text pub struct Item;), "item.rs")?,
    )
}

/// Names the source and the command that writes the file.
fn header(api: &Api, document: &Document) -> String {
    format!(
        "// @generated from {} (SHA-256 {})\n// by `cargo xtask generate {}`. Do not edit: change the document, its overlay or the xtask.\n\n",
        odc_http::text::printable(&document.file),
        document.sha256,
        odc_http::text::printable(&api.name)
    )
}

fn module() -> TokenStream {
    quote! {
        pub mod builder;
        pub mod client;
        pub mod enums;
        #[cfg(feature = "mock")]
        pub mod mock;
        pub mod operations;
        pub mod type_builders;
        pub mod types;
    }
}

/// Formats without rustfmt, so that a stable toolchain suffices and every machine writes the same bytes.
fn print(tokens: TokenStream, file: &str) -> Result<String> {
    let parsed: syn::File = syn::parse2(tokens).map_err(|e| {
        Problem::new(format!("the refined {file} does not parse: {e}"))
            .fix("this is a bug in xtask/src/refine")
    })?;
    Ok(space_out(&prettyplease::unparse(&parsed)))
}

/// An empty line between the items of a file and of an `impl`, for readers.
fn space_out(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 20);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        spaced.push_str(line);
        spaced.push('\n');
        let Some(next) = lines.peek() else { break };
        let indent = line.len() - line.trim_start().len();
        let closes = matches!(line.trim(), "}" | "};" | ");" | "];") && indent <= 4;
        let ends_block = closes && !next.trim_start().starts_with(['}', ')']) && !next.is_empty();
        // Imports form blocks of their own; so do items that begin with a doc comment.
        let ends_item = line.ends_with(';')
            && !line.starts_with("//")
            && indent == 0
            && (next.starts_with(['/', '#']) || next.starts_with("impl"));
        if ends_block || ends_item {
            spaced.push('\n');
        }
    }
    spaced
}

/// The error for output that this version of progenitor was not known to write.
fn unknown_form(what: &str) -> Problem {
    Problem::new(format!("progenitor's output has an unknown form: {what}"))
        .fix("remove it with an overlay action, or teach xtask/src/refine about it")
}
