//! Every operation of every API, as the client crates describe them. A new API needs one line here.

use odc_runtime::client::Method;
use odc_runtime::{Operation, Success};

/// An API and its operations.
#[derive(Debug)]
pub struct Api {
    /// The name of its document, `identity-v1`.
    pub name: &'static str,
    /// The path below the portal domain.
    pub base_path: &'static str,
    /// Its operations, in the order of the document.
    pub operations: &'static [&'static Operation],
    /// The names of JSON properties that may hold secrets.
    pub secrets: &'static [&'static str],
}

/// The table of APIs from the names of their documents and crates.
macro_rules! apis {
    ($($name:literal $krate:ident),* $(,)?) => {
        /// All APIs.
        pub static APIS: &[Api] = &[$(Api {
            name: $name,
            base_path: $krate::operations::BASE_PATH,
            operations: $krate::operations::ALL,
            secrets: $krate::operations::SECRETS,
        }),*];
    };
}

apis! {
    "asset-configurations-v1" odc_asset_configurations_v1,
    "asset-repository-v1" odc_asset_repository_v1,
    "builds-v1" odc_builds_v1,
    "dependency-management-v1" odc_dependency_management_v1,
    "deployments-v1" odc_deployments_v1,
    "identity-v1" odc_identity_v1,
    "portfolio-v1" odc_portfolio_v1,
    "portfolio-v2" odc_portfolio_v2,
}

impl Api {
    /// The name and the version: `portfolio`, 2.
    fn family(&self) -> (&'static str, u32) {
        let parts = self.name.rsplit_once("-v");
        parts.map_or((self.name, 0), |(family, version)| {
            (family, version.parse().unwrap_or(0))
        })
    }
}

/// An operation with its name on the command line.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its name, `list-users`. No other operation has it.
    pub name: String,
    /// Its API.
    pub api: &'static Api,
    /// The operation.
    pub operation: &'static Operation,
}

/// All operations with their names.
///
/// The name is that of the Rust method, with hyphens. If two versions of an API have the same name, the newest
/// version has it, and the name of an older version ends with its version: `list-environments-v1`. If two APIs have
/// the same name, each name begins with its API.
#[must_use]
pub fn all() -> Vec<Named> {
    let every = APIS.iter().flat_map(|api| {
        api.operations
            .iter()
            .map(move |operation| (api, *operation))
    });
    every
        .clone()
        .map(|(api, operation)| {
            let (family, version) = api.family();
            let others = every
                .clone()
                .filter(|(other, it)| it.id() == operation.id() && other.name != api.name);
            let (mut is_newest, mut is_alone) = (true, true);
            for (other, _) in others {
                let (other_family, other_version) = other.family();
                is_newest &= other_family != family || other_version < version;
                is_alone &= other_family == family;
            }
            let mut name = operation.id().replace('_', "-");
            if !is_alone {
                name = format!("{family}-{name}");
            }
            if !is_newest {
                name = format!("{name}-v{version}");
            }
            Named {
                name,
                api,
                operation,
            }
        })
        .collect()
}

/// The operation with this name on the command line.
#[must_use]
pub fn find(name: &str) -> Option<Named> {
    all().into_iter().find(|named| named.name == name)
}

/// The name of an operation on the command line; `None` if no document describes the operation.
#[must_use]
pub fn name_of(operation: &'static Operation) -> Option<String> {
    let named = all().into_iter();
    let mut named = named.filter(|named| std::ptr::eq(named.operation, operation));
    named.next().map(|named| named.name)
}

/// The API of an operation.
#[must_use]
pub fn api_of(operation: &'static Operation) -> Option<&'static Api> {
    APIS.iter()
        .find(|api| api.operations.iter().any(|it| std::ptr::eq(*it, operation)))
}

/// Whether a call changes the tenant. A search that needs a body for its filter is sent as POST, but changes nothing.
#[must_use]
pub fn writes(operation: &Operation) -> bool {
    let is_search =
        operation.is_idempotent() && matches!(operation.success(), Some(Success::List(_)));
    *operation.method() != Method::GET && !is_search
}

/// Beginnings of the names of operations that add something and change nothing that exists. A user who gets an
/// organization role loses the previous one, so `grant` is not in this list.
const ADDITIVE: [&str; 4] = [
    "create_",
    "grant_application_role",
    "start_build",
    "start_generated_code_package",
];

/// Whether a call may delete or replace something that exists.
#[must_use]
pub fn replaces(operation: &Operation) -> bool {
    let is_harmless = *operation.method() == Method::POST && operation.is_idempotent();
    let is_additive = ADDITIVE.iter().any(|it| operation.id().starts_with(it));
    writes(operation) && !is_harmless && !is_additive
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_operation_has_its_own_name() {
        let all = all();
        let names: BTreeSet<_> = all.iter().map(|named| named.name.as_str()).collect();
        assert_eq!(names.len(), all.len());
        assert!(names.contains("list-users") && names.contains("list-environments"));
        assert!(!names.contains("list"), "`api list` searches");
    }

    #[test]
    fn the_name_of_an_older_version_ends_with_its_version() {
        assert_eq!(find("list-environments").unwrap().api.name, "portfolio-v2");
        assert_eq!(
            find("list-environments-v1").unwrap().api.name,
            "portfolio-v1"
        );
        assert!(find("list-portfolios-v2").is_none());
    }

    #[test]
    fn every_operation_has_a_description_of_one_line() {
        for named in all() {
            let about = named.operation.about();
            let is_line = about.len() > 5 && !about.contains('\n') && !about.ends_with('.');
            assert!(is_line, "{}: {about:?}", named.name);
        }
        assert_eq!(find("list-users").unwrap().operation.about(), "List users");
    }

    #[test]
    fn apis_name_the_properties_that_may_hold_secrets() {
        let of = |name: &str| APIS.iter().find(|api| api.name == name).unwrap().secrets;
        assert_eq!(of("identity-v1"), ["clientSecret"]);
        assert_eq!(
            of("asset-configurations-v1"),
            ["defaultValue", "deployedValue", "value"]
        );
        assert!(of("asset-repository-v1").contains(&"sourceCodeBinaryUrl"));
    }

    #[test]
    fn operations_that_delete_or_replace_differ_from_those_that_add_or_read() {
        for (name, expected) in [
            ("list-users", (false, false)),
            ("search-revisions", (false, false)),
            ("create-user", (true, false)),
            ("create-users-in-bulk", (true, false)),
            ("grant-application-role", (true, false)),
            ("start-build", (true, false)),
            ("start-deletion-analysis", (true, false)),
            ("grant-organization-role", (true, true)),
            ("start-deployment", (true, true)),
            ("start-publication", (true, true)),
            ("tag-revision", (true, true)),
        ] {
            let operation = find(name).unwrap().operation;
            assert_eq!((writes(operation), replaces(operation)), expected, "{name}");
        }
        for named in all() {
            let operation = named.operation;
            let method = operation.method();
            let is_sure = [Method::DELETE, Method::PUT, Method::PATCH].contains(method);
            assert!(!is_sure || replaces(operation), "{}", named.name);
            assert!(
                *method != Method::GET || !writes(operation),
                "{}",
                named.name
            );
        }
    }

    #[test]
    fn the_api_of_every_operation_is_found() {
        for named in all() {
            assert_eq!(api_of(named.operation).unwrap().name, named.api.name);
            assert_eq!(name_of(named.operation), Some(named.name));
        }
    }
}
