//! Tests that the data about operations agrees with the documents.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use odc_runtime::{Operation, RateLimit, Requirement};
use serde_json::Value;

use crate::support::apis::{self, Api};
use crate::support::coverage::assert_same;
use crate::support::documents::Published;

/// The permissions in a sentence: each is between two pairs of asterisks, and is listed once.
fn permissions(sentence: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for name in sentence.split("**").skip(1).step_by(2) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Every operation, with its API and its description in the document.
fn all() -> impl Iterator<Item = (&'static Api, Published<'static>, &'static Operation)> {
    let of_api = |api: &'static Api| {
        let published = api.document().operations().into_iter();
        published.map(move |one| {
            let same = |operation: &&&Operation| operation.operation_id() == one.id();
            let operation = api.operations.iter().find(same).expect("an operation");
            (api, one, *operation)
        })
    };
    apis::ALL.iter().flat_map(of_api)
}

#[test]
fn every_operation_of_the_documents_exists_with_its_id_method_and_path() {
    for api in apis::ALL {
        let published = api.document().operations().into_iter();
        let published = published.map(|one| (one.id(), one.method.clone(), one.path));
        let ours = api.operations.iter();
        let ours = ours.map(|one| (one.operation_id(), one.method().to_string(), one.path()));
        assert_same(api.name, ours, published);
        assert!(api.skipped.is_empty(), "{}: {:?}", api.name, api.skipped);
    }
}

#[test]
fn every_operation_is_a_method_that_the_tests_call() {
    for api in apis::ALL {
        let calls = (api.calls)();
        let called: Vec<_> = calls.iter().map(|call| call.operation.id()).collect();
        let all: Vec<_> = api.operations.iter().map(|one| one.id()).collect();
        assert_same(
            &format!("calls of {}", api.name),
            called.clone(),
            all.clone(),
        );
        assert_eq!(called, all, "{}, in the order of the document", api.name);
    }
}

#[test]
fn names_are_unique_and_begin_with_a_known_verb() {
    let verbs = [
        "list", "get", "create", "update", "delete", "grant", "revoke", "count", "modify",
        "search", "start", "tag",
    ];
    for api in apis::ALL {
        let names: BTreeSet<_> = api.operations.iter().map(|one| one.id()).collect();
        assert_eq!(names.len(), api.operations.len());
        for name in names {
            let verb = name.split('_').next().unwrap_or_default();
            assert!(verbs.contains(&verb), "{name} begins with another verb");
        }
    }
}

/// Words in published names that only have a meaning for the programs that wrote the documents.
const NOISE: [&str; 8] = [
    "v1", "v2", "public", "int32", "nullable", "details", "response", "request",
];

/// Whether a name may have such a word: public elements are things of the portal, and a vulnerability has a link to its
/// details.
fn is_right(name: &str, words: &[String]) -> bool {
    let is_element = |pair: &[String]| pair[0] == "public" && pair[1].starts_with("element");
    name == "details" || words.windows(2).any(is_element)
}

/// The words of a name: `RevisionV1` has `revision` and `v1`, `LIST_BUILDS` has `list` and `builds`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut former = '_';
    for letter in name.chars() {
        if letter == '_' || (letter.is_uppercase() && !former.is_uppercase()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter != '_') {
            word.push(letter.to_ascii_lowercase());
        }
        former = letter;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The names of all types, fields, methods and constants that the generated files of a crate declare.
fn public_names(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            names.extend(public_names(&path));
            continue;
        }
        let text = std::fs::read_to_string(path).expect("a generated file");
        let declared = text
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("pub "));
        names.extend(declared.filter_map(|rest| {
            let is_name =
                |word: &&str| !["async", "const", "static", "fn", "struct", "enum"].contains(word);
            let name = rest.split_whitespace().find(is_name)?;
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '_');
            Some(name[..end.unwrap_or(name.len())].to_owned())
        }));
    }
    names
}

#[test]
fn no_public_name_has_a_word_that_only_published_names_need() {
    assert_eq!(words("RevisionV1"), ["revision", "v1"]);
    assert_eq!(words("Int32NullablePage"), ["int32", "nullable", "page"]);
    assert_eq!(
        words("LIST_PUBLIC_ELEMENTS"),
        ["list", "public", "elements"]
    );
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let mut seen = 0;
    for api in apis::ALL {
        let folder = crates.join(format!("odc-{}/src/generated", api.name));
        for name in public_names(&folder) {
            let words = words(&name);
            let noise = words.iter().find(|word| NOISE.contains(&word.as_str()));
            assert!(
                noise.is_none() || is_right(&name, &words),
                "{}: {name}",
                api.name
            );
            seen += 1;
        }
    }
    assert!(seen > 3000, "only {seen} names");
}

#[test]
fn permissions_are_those_that_the_document_names() {
    let mut named = 0;
    for (_, published, operation) in all() {
        // The documents name the permissions of most operations. They name no permission when any permission is enough.
        let sentence = published.node.get("x-os-permissions");
        let sentence = sentence.map_or("", |one| one.as_str().expect("a sentence"));
        let documented = permissions(sentence);
        assert_eq!(operation.permissions(), documented, "{operation:?}");
        named += usize::from(!documented.is_empty());
    }
    assert!(named > 60, "only {named} operations name a permission");
}

#[test]
fn requirements_are_alternatives_only_where_the_document_says_or() {
    let mut conditional = 0;
    for (_, published, operation) in all() {
        let sentence = published.node.get("x-os-permissions");
        let Some(sentence) = sentence.and_then(Value::as_str) else {
            assert_eq!(operation.requirement(), None, "{operation:?}");
            continue;
        };
        let needed = operation.requirement().expect("a requirement");
        assert!(
            !matches!(needed, Requirement::Words { .. }),
            "{operation:?}: {sentence}"
        );
        let words = sentence.replace("**", "\"");
        let needed = match needed {
            Requirement::Within { needs, place } => {
                assert!(words.ends_with(&format!(" {place}.")), "{words}");
                needs
            }
            whole => {
                if matches!(whole, Requirement::Permission(_) | Requirement::AnyOf(_)) {
                    assert_eq!(words, format!("Needs {whole}."));
                }
                whole
            }
        };
        match needed {
            Requirement::Any => assert!(words.starts_with("Open to any"), "{words}"),
            Requirement::Permission(_) | Requirement::AnyOf(_) => {
                assert!(words.starts_with(&format!("Needs {needed}")), "{words}");
            }
            Requirement::Cases(cases) => {
                conditional += 1;
                let (said, _) = words.split_once("; each ").unwrap_or((&words, ""));
                assert_eq!(said.matches(';').count() + 1, cases.len(), "{words}");
                for case in *cases {
                    assert!(words.to_lowercase().contains(case.condition), "{words}");
                }
            }
            other => panic!("{operation:?}: no document of these says {other}"),
        }
    }
    assert!(
        conditional >= 4,
        "only {conditional} requirements depend on the request"
    );
}

#[test]
fn every_operation_is_deprecated_as_the_document_says() {
    let mut deprecated = 0;
    for (api, published, operation) in all() {
        let is_deprecated = published.node["deprecated"] == true;
        let deprecation = operation.deprecation();
        assert_eq!(deprecation.is_some(), is_deprecated, "{operation:?}");
        let Some(deprecation) = deprecation else {
            continue;
        };
        let documented = &api.document().json["x-odc-deprecation"];
        for (ours, key) in [
            (deprecation.since, "since"),
            (deprecation.sunset, "sunset"),
            (deprecation.successor, "successor"),
        ] {
            assert!(ours.is_some(), "{operation:?}: {key}");
            assert_eq!(ours, documented[key].as_str(), "{operation:?}: {key}");
        }
        deprecated += 1;
    }
    assert!(deprecated > 0);
}

#[test]
fn every_operation_has_the_limit_of_its_api_and_its_own_limit_if_it_has_one() {
    let limit = |node: &'static Value| {
        let limit = node.get("x-odc-rate-limit")?;
        let calls = limit["perMinute"].as_u64().expect("a number");
        let calls = calls.try_into().expect("a small number");
        Some(RateLimit::per_minute(
            limit["pool"].as_str().expect("a pool"),
            calls,
        ))
    };
    let mut own = 0;
    for (api, published, operation) in all() {
        let common = limit(&api.document().json).expect("a limit of the API");
        let special = limit(published.node);
        let documented: Vec<_> = [common].into_iter().chain(special).collect();
        assert_eq!(operation.rate_limits(), documented, "{operation:?}");
        assert_eq!(common.window(), Duration::from_secs(60));
        own += usize::from(special.is_some());
    }
    assert!(own >= 6, "only {own} operations have their own limit");
}

#[test]
fn an_operation_is_idempotent_by_its_method_unless_the_overlay_says_otherwise() {
    let mut said = 0;
    for (_, published, operation) in all() {
        let by_method = !["POST", "PATCH"].contains(&published.method.as_str());
        let documented = published.node["x-odc-idempotent"].as_bool();
        let expected = documented.unwrap_or(by_method);
        assert_eq!(operation.is_idempotent(), expected, "{operation:?}");
        said += usize::from(documented.is_some());
    }
    assert!(said > 5, "the overlay says it of {said} operations only");
}

#[test]
fn title_version_and_base_path_are_those_of_the_document() {
    for api in apis::ALL {
        let document = &api.document().json;
        for server in document["servers"].as_array().expect("servers") {
            let url = server["url"].as_str().expect("a URL");
            assert!(url.ends_with(api.base_path), "{url}");
        }
        assert_eq!(document["info"]["title"], api.title);
        assert_eq!(document["info"]["version"], api.version);
    }
}
