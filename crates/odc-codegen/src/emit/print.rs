//! Prints tokens as text.

use proc_macro2::TokenStream;

use crate::document::{Problem, Result};

/// Formats tokens without rustfmt, so that every machine writes the same bytes.
pub(super) fn print(tokens: TokenStream, file: &str) -> Result<String> {
    let parsed: syn::File = syn::parse2(tokens).map_err(|e| {
        Problem::new(format!("the generated {file} does not parse: {e}"))
            .fix("this is a bug in crates/odc-codegen/src/emit")
    })?;
    Ok(space_out(&prettyplease::unparse(&parsed)))
}

/// Adds empty lines between the items of a file and of an `impl`.
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
        // An item with docs or attributes, and an `impl`, also start after an empty line when they follow an import.
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
