//! Property tests: every name keeps the naming rules, for any published text.

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
    fn a_rust_name_stays_the_same_when_it_is_named_again(text in text()) {
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
        let texts: indexmap::IndexSet<String> = texts.into_iter().collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();

        check_both_orders(&texts, is_camel, |texts| {
            let values = texts.iter().map(|text| ((*text).to_owned(), None));
            variant_names(&values.collect::<Vec<_>>())
        })?;
        check_both_orders(&texts, is_snake, |texts| {
            let fields = texts.iter().map(|text| (*text, None));
            field_names(&fields.collect::<Vec<_>>())
        })?;
        check_both_orders(&texts, is_camel, |texts| {
            let schemas = texts.iter().map(|text| ((*text).to_owned(), json!({})));
            let schemas: serde_json::Map<String, Value> = schemas.collect();
            names_of(&json!({"components": {"schemas": schemas}})).schemas
        })?;
        check_both_orders(&texts, is_snake, |texts| {
            let paths = texts.iter().map(|text| {
                let operation = json!({"operationId": text.trim_matches('/')});
                (format!("/{text}"), json!({"get": operation}))
            });
            let paths: serde_json::Map<String, Value> = paths.collect();
            names_of(&json!({"paths": paths})).operations
        })?;

        let mut placed: Vec<(&str, usize)> = texts.iter().copied().zip(places).collect();
        placed.sort_unstable();
        placed.dedup();
        check_both_orders(&placed, is_snake, |placed| {
            let published = placed.iter().map(|(name, place)| Published {
                name,
                place: ["path", "query", "header"][*place],
                given: None,
            });
            parameter_names(&published.collect::<Vec<_>>())
        })?;
    }
}

/// The names of the types and methods of a document.
struct Named {
    schemas: Vec<String>,
    operations: Vec<String>,
}

fn names_of(root: &Value) -> Named {
    let names = Names::by_rule(root);
    Named {
        schemas: names.schemas.into_values().collect(),
        operations: names.operations.into_values().collect(),
    }
}

/// Checks that the names of these things are distinct, are written as `is_right` says, and are the same in reverse
/// order.
fn check_both_orders<T: Copy>(
    things: &[T],
    is_right: impl Fn(&str) -> bool,
    name: impl Fn(&[T]) -> Vec<String>,
) -> std::result::Result<(), TestCaseError> {
    let names = name(things);
    prop_assert!(distinct(&names), "{names:?}");
    prop_assert!(names.iter().all(|name| is_right(name)), "{names:?}");
    let reversed: Vec<T> = things.iter().rev().copied().collect();
    let mut again = name(&reversed);
    again.reverse();
    prop_assert_eq!(again, names);
    Ok(())
}
