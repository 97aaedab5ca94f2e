//! Doc comments from the document's prose: wrapped, without accidental links, with search aliases.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::Schema;

/// Columns of text in a doc comment.
const WIDTH: usize = 96;

/// Words of the portal by which a user may look for a name of the API.
const PORTAL_WORDS: &[(&str, &str)] = &[
    ("environment", "stage"),
    ("application_role", "end-user role"),
];

/// `///` lines for a text: paragraphs stay, lines wrap.
pub(super) fn lines(text: &str) -> TokenStream {
    let mut wrapped = Vec::new();
    let mut in_block = false;
    for line in text.trim().lines() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
            // Whatever it shows is no Rust to be compiled.
            wrapped.push(if in_block { "```text" } else { "```" }.to_owned());
        } else if in_block {
            wrapped.push(line.to_owned());
        } else {
            wrap(&escape(line), &mut wrapped);
        }
    }
    if in_block {
        wrapped.push("```".to_owned());
    }
    let lines = wrapped.iter().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// A sentence with a period at its end.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', ':']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// What a type made of a schema says of itself, and what else users call it.
pub(super) fn of_schema(name: &str, schema: Option<&Schema>) -> TokenStream {
    let Some(schema) = schema else {
        return aliases(name, &[]);
    };
    // A generic type of .NET has a backtick in its name, which would end the code.
    let published = schema.published.replace('`', "'");
    let prose = sentence(&schema.description);
    let text = lines(&format!("{prose}\n\nSchema `{published}` of the document."));
    let aliases = aliases(name, &schema.aliases);
    quote!(#text #aliases)
}

/// `#[doc(alias = …)]` for what else users call this: given words, the portal's words by the name.
pub(super) fn aliases(name: &str, given: &[String]) -> TokenStream {
    let snake = heck::ToSnakeCase::to_snake_case(name);
    let mut words: Vec<String> = given.to_vec();
    for (api, portal) in PORTAL_WORDS {
        if snake.contains(api) {
            words.push((*portal).to_owned());
        }
    }
    words.retain(|word| !word.is_empty() && word != name && !word.contains(['"', '\'']));
    words.dedup();
    quote!(#(#[doc(alias = #words)])*)
}

/// Brackets and angle brackets outside of code would become links and HTML.
fn escape(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    for (i, part) in line.split('`').enumerate() {
        if i > 0 {
            escaped.push('`');
        }
        if i % 2 == 1
            || part.contains("](")
            || part.contains("[`")
            || part.ends_with('[')
            || part.starts_with(']')
        {
            escaped.push_str(part);
        } else {
            escaped.push_str(
                &part
                    .replace('[', "\\[")
                    .replace(']', "\\]")
                    .replace('<', "\\<"),
            );
        }
    }
    escaped
}

fn wrap(line: &str, out: &mut Vec<String>) {
    let indent = if line.starts_with("- ") { "  " } else { "" };
    let mut current = String::new();
    for word in words(line) {
        let length = current.chars().count() + 1 + word.chars().count();
        if !current.is_empty() && length > WIDTH {
            out.push(std::mem::replace(&mut current, indent.to_owned()));
        }
        if !current.trim().is_empty() {
            current.push(' ');
        }
        current.push_str(&word);
    }
    out.push(current);
}

/// Words of a line; a span of code is part of one word, since a `>` at the start of a line would quote it.
fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut in_code = false;
    for word in line.split_whitespace() {
        match words.last_mut().filter(|_| in_code) {
            Some(last) => {
                last.push(' ');
                last.push_str(word);
            }
            None => words.push(word.to_owned()),
        }
        in_code ^= word.matches('`').count() % 2 == 1;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        let tokens = lines(text);
        prettyplease::unparse(&syn::parse_quote!(#tokens struct X;))
    }

    #[test]
    fn brackets_do_not_become_links_unless_they_are() {
        assert_eq!(
            text("Use a[b] or <c>, `d[e]`, and [`Client`]."),
            "/// Use a\\[b\\] or \\<c>, `d[e]`, and [`Client`].\nstruct X;\n"
        );
    }

    #[test]
    fn long_lines_wrap_and_paragraphs_stay() {
        let long = format!("{}end\n\nnext", "word ".repeat(25));
        assert_eq!(text(&long).lines().count(), 5);
    }

    #[test]
    fn a_span_of_code_is_never_broken() {
        let text = format!(
            "{} `User management > View end users` or more",
            "word ".repeat(17)
        );
        assert_eq!(words(&text)[17], "`User management > View end users`");
    }

    #[test]
    fn the_portals_words_lead_to_the_apis() {
        assert_eq!(
            aliases("UserApplicationRole", &[]).to_string(),
            quote!(#[doc(alias = "end-user role")]).to_string()
        );
    }
}
