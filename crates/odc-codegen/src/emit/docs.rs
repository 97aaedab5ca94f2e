//! Writes doc comments from the texts of the document, with search aliases.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::markdown::{Line, Prose};
use crate::document::findings::PART;
use crate::facts::{Operation, Parameter, Schema};

/// Words of the API and the words of the portal for the same things. A reader may search for the word of the portal.
const PORTAL_WORDS: &[(&str, &str)] = &[
    ("environment", "stage"),
    ("application_role", "end-user role"),
];

/// The `///` lines for prose.
pub(super) fn lines(prose: &Prose) -> TokenStream {
    let lines = prose.lines().into_iter().map(|line| {
        if line.is_empty() {
            line
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// One `///` line, without wrapping.
pub(super) fn line(line: &Line) -> TokenStream {
    let line = format!(" {}", line.unwrapped());
    quote!(#[doc = #line])
}

/// `GET /users/{key}` as a span of code.
pub(super) fn request(operation: &Operation) -> Line {
    let method = operation.method.to_uppercase();
    Line::default().code(&format!("{method} {}", operation.path))
}

/// The description of a parameter, or a default sentence.
pub(super) fn parameter_prose(parameter: &Parameter) -> Prose {
    let prose = Prose::read(&parameter.description).sentence();
    if prose.is_empty() && parameter.place == PART {
        let name = Line::ours("The file ").code(&parameter.published);
        return name.and(" of the form.").into();
    }
    if prose.is_empty() {
        let name = Line::ours("The ").plain(&parameter.place);
        let name = name.and(" parameter ").code(&parameter.published);
        return name.and(".").into();
    }
    prose
}

/// The docs of the type of a schema, with search aliases.
pub(super) fn schema_docs(name: &str, schema: Option<&Schema>) -> TokenStream {
    let Some(schema) = schema else {
        return aliases(name, &[]);
    };
    let published = Line::ours("Schema ").code(&schema.published);
    let prose = Prose::read(&schema.description).sentence();
    let text = lines(&prose.paragraph(published.and(" of the document.")));
    let aliases = aliases(name, &schema.aliases);
    quote!(#text #aliases)
}

/// `#[doc(alias = …)]` for the given words and for words of the portal.
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

/// Whether rustdoc accepts a word as a search alias.
fn is_alias(word: &str) -> bool {
    let taken = |c: char| c == ' ' || !(c.is_whitespace() || matches!(c, '"' | '\''));
    !word.is_empty() && word.chars().all(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_portal_are_aliases_of_names_of_the_api() {
        assert_eq!(
            aliases("UserApplicationRole", &[]).to_string(),
            quote!(#[doc(alias = "end-user role")]).to_string()
        );
    }

    #[test]
    fn an_alias_is_given_once_and_only_if_rustdoc_accepts_it() {
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
}
