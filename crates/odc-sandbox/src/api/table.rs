//! The table of all operations: it drives the routes, the permission check, the limits and the journal.

use super::operation::Served;
use super::{identity, portfolio};

/// Every operation of every API.
pub fn operations() -> impl Iterator<Item = &'static Served> {
    identity::OPERATIONS.iter().chain(portfolio::OPERATIONS)
}

#[cfg(test)]
mod tests {
    use super::*;
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
        let documents = odc_identity_v1::operations::ALL
            .iter()
            .map(|one| (odc_identity_v1::operations::BASE_PATH, one.id()));
        let documents = documents.chain(
            odc_portfolio_v1::operations::ALL
                .iter()
                .map(|one| (odc_portfolio_v1::operations::BASE_PATH, one.id())),
        );
        let documents = documents.chain(
            odc_portfolio_v2::operations::ALL
                .iter()
                .map(|one| (odc_portfolio_v2::operations::BASE_PATH, one.id())),
        );
        let mut documents: Vec<_> = documents.collect();
        let mut served: Vec<_> = operations()
            .map(|one| (one.api.prefix(), one.operation.id()))
            .collect();
        documents.sort_unstable();
        served.sort_unstable();
        assert_eq!(served, documents);
        assert_eq!(served.len(), 46);
    }
}
