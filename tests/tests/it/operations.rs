//! The operations as data agree with the documents.

use std::collections::BTreeSet;
use std::time::Duration;

use odc_runtime::{Operation, RateLimit};

use crate::support::documents::{self, Document, Published};

/// The permissions in a sentence: each is between two pairs of asterisks.
fn permissions(sentence: &str) -> Vec<&str> {
    sentence.split("**").skip(1).step_by(2).collect()
}

fn assert_same_operations(document: &Document, operations: &[&Operation]) {
    let of_document: BTreeSet<_> = document
        .operations()
        .iter()
        .map(|one| (one.id().to_owned(), one.method.clone(), one.path))
        .collect();
    let of_crate: BTreeSet<_> = operations
        .iter()
        .map(|one| {
            let id = one.operation_id().to_owned();
            (id, one.method().to_string(), one.path())
        })
        .collect();
    assert_eq!(of_crate, of_document);
    assert_eq!(
        operations.len(),
        of_document.len(),
        "no operation exists twice"
    );
}

fn pairs<'a>(
    document: &'a Document,
    operations: &'a [&'static Operation],
) -> impl Iterator<Item = (Published<'a>, &'static Operation)> {
    let published = document.operations().into_iter();
    published.map(|one| {
        let same = |operation: &&&Operation| operation.operation_id() == one.id();
        let operation = operations.iter().find(same).expect("an operation");
        (one, *operation)
    })
}

fn all() -> impl Iterator<Item = (Published<'static>, &'static Operation)> {
    let apis = [
        (documents::identity(), odc_identity_v1::operations::ALL),
        (documents::portfolio(), odc_portfolio_v1::operations::ALL),
        (documents::portfolio_v2(), odc_portfolio_v2::operations::ALL),
    ];
    apis.into_iter()
        .flat_map(|(document, operations)| pairs(document, operations))
}

#[test]
fn every_operation_of_the_documents_exists_with_its_id_method_and_path() {
    assert_same_operations(documents::identity(), odc_identity_v1::operations::ALL);
    assert_same_operations(documents::portfolio(), odc_portfolio_v1::operations::ALL);
    assert_same_operations(documents::portfolio_v2(), odc_portfolio_v2::operations::ALL);
    assert_eq!(odc_identity_v1::operations::ALL.len(), 37);
    assert_eq!(odc_portfolio_v1::operations::ALL.len(), 2);
    assert_eq!(odc_portfolio_v2::operations::ALL.len(), 7);
    for skipped in [
        odc_identity_v1::operations::SKIPPED,
        odc_portfolio_v1::operations::SKIPPED,
        odc_portfolio_v2::operations::SKIPPED,
    ] {
        assert!(skipped.is_empty(), "{skipped:?}");
    }
}

#[test]
fn names_are_unique_and_begin_with_a_known_verb() {
    let verbs = [
        "list", "get", "create", "update", "delete", "grant", "revoke", "count", "modify",
    ];
    for operations in [
        odc_identity_v1::operations::ALL,
        odc_portfolio_v1::operations::ALL,
        odc_portfolio_v2::operations::ALL,
    ] {
        let names: BTreeSet<_> = operations.iter().map(|one| one.id()).collect();
        assert_eq!(names.len(), operations.len());
        for name in names {
            let verb = name.split('_').next().unwrap_or_default();
            assert!(verbs.contains(&verb), "{name} begins with another verb");
        }
    }
}

#[test]
fn permissions_are_those_that_the_document_names() {
    let mut none = 0;
    for (published, operation) in all() {
        let sentence = published.node["x-os-permissions"]
            .as_str()
            .expect("a sentence");
        assert_eq!(
            operation.permissions(),
            permissions(sentence),
            "{operation:?}"
        );
        none += usize::from(operation.permissions().is_empty());
    }
    assert_eq!(none, 8, "operations that are open to any permission");
}

#[test]
fn every_deprecated_operation_has_a_sunset_and_a_successor() {
    for (published, operation) in all() {
        let deprecated = published.node["deprecated"] == true;
        assert_eq!(
            operation.deprecation().is_some(),
            deprecated,
            "{operation:?}"
        );
        if let Some(deprecation) = operation.deprecation() {
            assert_eq!(deprecation.since, Some("2026-07-08"));
            assert_eq!(deprecation.sunset, Some("2027-01-08"));
            assert!(deprecation.successor.is_some());
        }
    }
    let deprecated = all().filter(|(_, one)| one.deprecation().is_some());
    assert_eq!(deprecated.count(), 2);
}

#[test]
fn every_operation_has_the_limit_of_its_api_and_bulk_creation_also_its_own() {
    for operation in odc_identity_v1::operations::ALL {
        let common = RateLimit::per_minute("identity", 100);
        if operation.path() == "/users/bulk" {
            let own = RateLimit::per_minute("identity-bulk", 5);
            assert_eq!(operation.rate_limits(), [common, own]);
        } else {
            assert_eq!(operation.rate_limits(), [common], "{operation:?}");
        }
    }
    // Both versions share one limit.
    let portfolio = odc_portfolio_v1::operations::ALL.iter();
    for operation in portfolio.chain(odc_portfolio_v2::operations::ALL) {
        let common = RateLimit::per_minute("portfolio", 100);
        assert_eq!(operation.rate_limits(), [common], "{operation:?}");
        assert_eq!(common.window(), Duration::from_secs(60));
    }
}

#[test]
fn the_base_path_is_that_of_the_servers() {
    for (document, base) in [
        (
            documents::identity(),
            odc_identity_v1::operations::BASE_PATH,
        ),
        (
            documents::portfolio(),
            odc_portfolio_v1::operations::BASE_PATH,
        ),
        (
            documents::portfolio_v2(),
            odc_portfolio_v2::operations::BASE_PATH,
        ),
    ] {
        for server in document.json["servers"].as_array().expect("servers") {
            assert!(server["url"].as_str().expect("a URL").ends_with(base));
        }
    }
    let info = &documents::identity().json["info"];
    assert_eq!(info["title"], odc_identity_v1::operations::TITLE);
    assert_eq!(info["version"], odc_identity_v1::operations::VERSION);
    let info = &documents::portfolio_v2().json["info"];
    assert_eq!(info["title"], odc_portfolio_v2::operations::TITLE);
    assert_eq!(info["version"], odc_portfolio_v2::operations::VERSION);
}
