//! Properties of every name, for random published texts.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::document::METHODS;

/// Text as it occurs in documents, and random text.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z0-9_.+`<>\\[\\], -]{0,24}",
        "(Get|List|Query|Self|self|async|Api|V1|Response|Dto|Page|Of|_|[.]|[A-Za-z0-9]){0,6}",
        any::<String>(),
    ]
}

/// The method of the only operation.
fn method_of(method: &str, path: &str, operation: Option<&Value>) -> String {
    let operation = operation.cloned().unwrap_or_else(|| json!({}));
    let names = Names::by_rule(&json!({"paths": {path: {method: operation}}}));
    names.operations.into_values().collect()
}

/// Whether rustc accepts a type name without the warning `non_camel_case_types`.
fn is_camel(name: &str) -> bool {
    let trimmed = name.trim_matches('_');
    syn::parse_str::<syn::Ident>(name).is_ok()
        && !trimmed.contains('_')
        && !trimmed.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether rustc accepts a function name without the warning `non_snake_case`.
fn is_snake(name: &str) -> bool {
    let trimmed = name.trim_matches('_');
    syn::parse_str::<syn::Ident>(name).is_ok()
        && !trimmed.contains("__")
        && !name.contains(char::is_uppercase)
}

fn distinct(names: &[String]) -> bool {
    let set: std::collections::HashSet<&String> = names.iter().collect();
    set.len() == names.len()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn every_name_is_an_identifier_in_the_case_of_its_kind(text in text(), path in text(), verb in 0..METHODS.len()) {
        let given = json!({"x-rust-name": text});
        let published = json!({"operationId": text, "tags": [path]});
        for name in [schema_name(&text, None), schema_name("", Some(&given)), variants::variant(&text), type_name(&text)] {
            prop_assert!(is_camel(&name), "{name}");
        }
        for value in [Some(&given), Some(&published), None] {
            let name = method_of(METHODS[verb], &format!("/{path}"), value);
            prop_assert!(is_snake(&name), "{name}");
            prop_assert!(is_camel(&call_name(&name)), "{name}");
        }
        prop_assert!(is_snake(&identifier(&text)));
        prop_assert!(is_snake(&group_file_name(&text)));
        prop_assert!(group_file_name(&text.repeat(100)).len() <= 240, "a file name takes 255 bytes");
    }

    #[test]
    fn a_name_is_its_own_name(text in text()) {
        let name = schema_name(&text, None);
        prop_assert_eq!(&type_name(&name), &name);
        let given = json!({"x-rust-name": name});
        prop_assert_eq!(schema_name("", Some(&given)), name);
        let name = identifier(&text);
        prop_assert_eq!(identifier(&name), name);
        let given = json!({"x-rust-name": text});
        let name = method_of("get", "/a", Some(&given));
        let again = json!({"x-rust-name": name});
        prop_assert_eq!(method_of("get", "/a", Some(&again)), name);
    }

    #[test]
    fn names_of_one_kind_are_distinct_and_do_not_depend_on_the_order(texts in prop::collection::vec(text(), 1..8), places in prop::collection::vec(0..3_usize, 8)) {
        let values: indexmap::IndexSet<(String, Option<String>)> = texts.iter().map(|text| (text.clone(), None)).collect();
        let values: Vec<_> = values.into_iter().collect();
        prop_assert!(distinct(&variant_names(&values)));

        let mut published: Vec<Published<'_>> = texts
            .iter()
            .zip(&places)
            .map(|(name, place)| Published { name, place: ["path", "query", "header"][*place], given: None })
            .collect();
        published.sort_by_key(|p| (p.name, p.place));
        published.dedup_by_key(|p| (p.name, p.place));
        let mut names = parameter_names(&published);
        prop_assert!(distinct(&names));
        prop_assert!(names.iter().all(|name| is_snake(name)));
        published.reverse();
        names.reverse();
        prop_assert_eq!(parameter_names(&published), names);

        let candidates: Vec<Vec<trace::Candidate>> = texts.iter().map(|text| schemas::rule_candidates(text)).collect();
        let chosen = |candidates: Vec<Vec<trace::Candidate>>| -> Vec<String> {
            let traces = trace::choose_names(candidates, str::to_owned);
            traces.iter().map(|trace| trace.name().to_owned()).collect()
        };
        let mut names = chosen(candidates.clone());
        let reversed: Vec<Vec<trace::Candidate>> = candidates.into_iter().rev().collect();
        names.reverse();
        prop_assert_eq!(chosen(reversed), names);
    }
}
