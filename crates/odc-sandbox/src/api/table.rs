//! The table of all operations: it drives the routes, the permission check, the limits and the journal.

use super::operation::Served;
use super::{
    asset_configurations, asset_repository, builds, dependency_management, deployments, identity,
    portfolio,
};

/// Every operation of every API.
pub fn operations() -> impl Iterator<Item = &'static Served> {
    let all: [&'static [Served]; 7] = [
        identity::OPERATIONS,
        portfolio::OPERATIONS,
        asset_repository::OPERATIONS,
        builds::OPERATIONS,
        deployments::OPERATIONS,
        dependency_management::OPERATIONS,
        asset_configurations::OPERATIONS,
    ];
    all.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::operation::Api;
    use crate::model::permission::Permission;

    #[test]
    fn every_permission_that_the_documents_name_is_known() {
        for served in operations() {
            for label in served.operation.permissions() {
                assert!(Permission::from_label(label).is_some(), "{label}");
            }
        }
    }

    #[test]
    fn every_operation_of_the_documents_is_served_once() {
        let mut documents = Vec::new();
        for api in Api::ALL {
            let document: serde_json::Value = serde_json::from_str(api.document()).expect("JSON");
            for (path, item) in document["paths"].as_object().expect("paths") {
                for (method, operation) in item.as_object().expect("methods") {
                    let id = operation["operationId"].as_str().expect("an id");
                    let place = (api.prefix(), path.clone(), method.to_uppercase());
                    documents.push((place, id.to_owned()));
                }
            }
        }
        let served = operations().map(|one| {
            let operation = one.operation;
            let method = operation.method().to_string();
            let place = (one.api.prefix(), operation.path().to_owned(), method);
            (place, operation.operation_id().to_owned())
        });
        let served: Vec<_> = served.collect();
        let missing: Vec<_> = documents
            .iter()
            .filter(|one| !served.contains(one))
            .collect();
        let extra: Vec<_> = served
            .iter()
            .filter(|one| !documents.contains(one))
            .collect();
        assert!(
            missing.is_empty() && extra.is_empty(),
            "missing in the tables of the APIs: {missing:?}\nonly in the tables: {extra:?}"
        );
        assert_eq!(served.len(), documents.len(), "none is served twice");
        assert_eq!(served.len(), 95);
    }
}
