//! Doc comments from the document's prose, with search aliases.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::markdown::{self, code};
use crate::api::{Operation, Parameter, Schema};

/// Words of the portal by which a user may look for a name of the API.
const PORTAL_WORDS: &[(&str, &str)] = &[
    ("environment", "stage"),
    ("application_role", "end-user role"),
];

/// `///` lines for a text: paragraphs stay, lines wrap.
pub(super) fn lines(text: &str) -> TokenStream {
    let lines = markdown::lines(text).into_iter().map(|line| {
        if line.is_empty() {
            line
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// A sentence with a period at its end.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    let is_whole = text.ends_with(['.', '!', '?', ':', '|']);
    let is_code = text.ends_with("```") || text.ends_with("~~~");
    if text.is_empty() || is_whole || is_code {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// `GET /users/{key}` as a span of code.
pub(super) fn request(operation: &Operation) -> String {
    let method = operation.method.to_uppercase();
    code(&format!("{method} {}", operation.path))
}

/// What a parameter is; that it is one, where the document says no more.
pub(super) fn of_parameter(parameter: &Parameter) -> String {
    if parameter.description.is_empty() {
        let name = code(&parameter.published);
        return format!("The {} parameter {name}.", parameter.place);
    }
    sentence(&parameter.description)
}

/// What a type made of a schema says of itself, and what else users call it.
pub(super) fn of_schema(name: &str, schema: Option<&Schema>) -> TokenStream {
    let Some(schema) = schema else {
        return aliases(name, &[]);
    };
    let prose = sentence(&schema.description);
    let published = code(&schema.published);
    let text = lines(&format!("{prose}\n\nSchema {published} of the document."));
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
    let mut seen = HashSet::from([name.to_owned()]);
    words.retain(|word| is_alias(word) && seen.insert(word.clone()));
    quote!(#(#[doc(alias = #words)])*)
}

/// Whether rustdoc takes a word for an alias.
fn is_alias(word: &str) -> bool {
    let taken = |c: char| c == ' ' || !(c.is_whitespace() || matches!(c, '"' | '\''));
    !word.is_empty() && word.chars().all(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_portals_words_lead_to_the_apis() {
        assert_eq!(
            aliases("UserApplicationRole", &[]).to_string(),
            quote!(#[doc(alias = "end-user role")]).to_string()
        );
    }

    #[test]
    fn an_alias_is_given_once_and_only_where_rustdoc_takes_it() {
        let given = [
            "a b",
            "end-user role",
            "application_role",
            "",
            "don't",
            "a\tb",
            "a b",
            "c",
        ];
        let given = given.map(str::to_owned);
        let words = ["a b", "end-user role", "c"];
        assert_eq!(
            aliases("application_role", &given).to_string(),
            quote!(#(#[doc(alias = #words)])*).to_string()
        );
        assert!(aliases("name", &["name".to_owned()]).is_empty());
    }

    #[test]
    fn a_sentence_that_ends_with_code_gets_no_period_into_its_fence() {
        assert_eq!(sentence("Like:\n```\na\n```\n"), "Like:\n```\na\n```");
        assert_eq!(sentence("Like this"), "Like this.");
    }
}
