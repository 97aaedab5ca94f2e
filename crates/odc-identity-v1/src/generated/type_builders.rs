// @generated from openapi/identity-v1.json (SHA-256 e306ca47cccf477fbb391b04dfe9e4327956c9b9f231b71758bbd98b0871cd84)
// by `cargo xtask generate identity-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the types.

use odc_runtime::{BuildError, Patch};
use super::{enums, types};
use super::types::*;

/// Builder of [`ApplicationRole`](types::ApplicationRole).
#[derive(Debug, Clone, Default)]
pub struct ApplicationRoleBuilder {
    key: Option<uuid::Uuid>,
    name: Option<String>,
    environment_key: Option<uuid::Uuid>,
    asset_key: Option<uuid::Uuid>,
    external_key: Option<uuid::Uuid>,
    claim: Option<String>,
    portfolio_key: Option<uuid::Uuid>,
}

impl ApplicationRoleBuilder {
    /// Key of the role in this environment; the same role has a different `key` in every other
    /// environment.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of the role. Different apps may use the same name, so the name alone does not identify a
    /// role.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Key of the environment to which this role record belongs.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_key(mut self, environment_key: impl Into<uuid::Uuid>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// Key of the asset that owns the role, for example an app.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Key of the role that is the same in all environments. Use it to recognize one role in several
    /// stages.
    #[must_use]
    pub fn external_key(mut self, external_key: impl Into<uuid::Uuid>) -> Self {
        self.external_key = Some(external_key.into());
        self
    }

    /// Name of the claim that belongs to the role.
    #[must_use]
    pub fn claim(mut self, claim: impl Into<String>) -> Self {
        self.claim = Some(claim.into());
        self
    }

    /// Key of the portfolio to which the role's environment belongs.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::ApplicationRole, BuildError> {
        Ok(types::ApplicationRole {
            key: self.key.ok_or_else(|| BuildError::missing("ApplicationRole", "key"))?,
            name: self.name,
            environment_key: self.environment_key,
            asset_key: self.asset_key,
            external_key: self.external_key,
            claim: self.claim,
            portfolio_key: self.portfolio_key,
        })
    }
}

impl From<types::ApplicationRole> for ApplicationRoleBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::ApplicationRole) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            environment_key: value.environment_key,
            asset_key: value.asset_key,
            external_key: value.external_key,
            claim: value.claim,
            portfolio_key: value.portfolio_key,
        }
    }
}

/// Builder of [`ApplicationRolePage`](types::ApplicationRolePage).
#[derive(Debug, Clone, Default)]
pub struct ApplicationRolePageBuilder {
    results: Vec<ApplicationRole>,
    page: Option<PageInfo>,
}

impl ApplicationRolePageBuilder {
    /// The roles on this page, in the requested sort order.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<ApplicationRole>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// Paging values of the list of roles.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::ApplicationRolePage, BuildError> {
        Ok(types::ApplicationRolePage {
            results: self.results,
            page: self.page,
        })
    }
}

impl From<types::ApplicationRolePage> for ApplicationRolePageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::ApplicationRolePage) -> Self {
        Self {
            results: value.results,
            page: value.page,
        }
    }
}

/// Builder of [`AssignedGroup`](types::AssignedGroup).
#[derive(Debug, Clone, Default)]
pub struct AssignedGroupBuilder {
    key: Option<uuid::Uuid>,
    name: Option<String>,
    membership_type: Option<enums::MembershipType>,
}

impl AssignedGroupBuilder {
    /// Key of the group that gives the role to the user.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of that group.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// How this user became a member of the group: added directly or through a claim mapping.
    #[must_use]
    pub fn membership_type(
        mut self,
        membership_type: impl Into<enums::MembershipType>,
    ) -> Self {
        self.membership_type = Some(membership_type.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::AssignedGroup, BuildError> {
        Ok(types::AssignedGroup {
            key: self.key.ok_or_else(|| BuildError::missing("AssignedGroup", "key"))?,
            name: self.name,
            membership_type: self.membership_type,
        })
    }
}

impl From<types::AssignedGroup> for AssignedGroupBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::AssignedGroup) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            membership_type: value.membership_type,
        }
    }
}

/// Builder of [`BulkUserOperation`](types::BulkUserOperation).
#[derive(Debug, Clone, Default)]
pub struct BulkUserOperationBuilder {
    key: Option<uuid::Uuid>,
    status: Option<enums::BulkStatus>,
    error_code: Option<String>,
    error_message: Option<String>,
    operations: Vec<BulkUserResult>,
}

impl BulkUserOperationBuilder {
    /// Key of the bulk operation, used to poll its status.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Progress of the operation. Stop polling at `Finished` or `FinishedWithErrors`.
    #[must_use]
    pub fn status(mut self, status: impl Into<enums::BulkStatus>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// Code of a failure of the whole operation, such as a timeout. Failures of single records are in
    /// `operations`.
    #[must_use]
    pub fn error_code(mut self, error_code: impl Into<String>) -> Self {
        self.error_code = Some(error_code.into());
        self
    }

    /// Readable text for the failure of the whole operation.
    #[must_use]
    pub fn error_message(mut self, error_message: impl Into<String>) -> Self {
        self.error_message = Some(error_message.into());
        self
    }

    /// One result per record. The list is empty until the operation has ended.
    #[must_use]
    pub fn operations(
        mut self,
        operations: impl IntoIterator<Item = impl Into<BulkUserResult>>,
    ) -> Self {
        self.operations = operations.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::BulkUserOperation, BuildError> {
        Ok(types::BulkUserOperation {
            key: self
                .key
                .ok_or_else(|| BuildError::missing("BulkUserOperation", "key"))?,
            status: self.status,
            error_code: self.error_code,
            error_message: self.error_message,
            operations: self.operations,
        })
    }
}

impl From<types::BulkUserOperation> for BulkUserOperationBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::BulkUserOperation) -> Self {
        Self {
            key: Some(value.key),
            status: value.status,
            error_code: value.error_code,
            error_message: value.error_message,
            operations: value.operations,
        }
    }
}

/// Builder of [`BulkUserRecord`](types::BulkUserRecord).
#[derive(Debug, Clone, Default)]
pub struct BulkUserRecordBuilder {
    key: Option<uuid::Uuid>,
    email: Option<String>,
    username: Option<String>,
    subject: Option<String>,
}

impl BulkUserRecordBuilder {
    /// Key of the user that resulted from the record; may be null.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// E-mail address from the request; may be null.
    #[must_use]
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// User name at the identity provider from the request; may be null.
    #[must_use]
    pub fn username(mut self, username: impl Into<String>) -> Self {
        self.username = Some(username.into());
        self
    }

    /// Subject at the identity provider from the request; may be null.
    #[must_use]
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::BulkUserRecord, BuildError> {
        Ok(types::BulkUserRecord {
            key: self.key,
            email: self.email,
            username: self.username,
            subject: self.subject,
        })
    }
}

impl From<types::BulkUserRecord> for BulkUserRecordBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::BulkUserRecord) -> Self {
        Self {
            key: value.key,
            email: value.email,
            username: value.username,
            subject: value.subject,
        }
    }
}

/// Builder of [`BulkUserResult`](types::BulkUserResult).
#[derive(Debug, Clone, Default)]
pub struct BulkUserResultBuilder {
    status: Option<enums::BulkRecordStatus>,
    error_code: Option<String>,
    error_message: Option<String>,
    record: Option<BulkUserRecord>,
}

impl BulkUserResultBuilder {
    /// Result of the record.
    #[must_use]
    pub fn status(mut self, status: impl Into<enums::BulkRecordStatus>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// Code of the failure when `status` is `Error`.
    #[must_use]
    pub fn error_code(mut self, error_code: impl Into<String>) -> Self {
        self.error_code = Some(error_code.into());
        self
    }

    /// Readable reason for the failure when `status` is `Error`.
    #[must_use]
    pub fn error_message(mut self, error_message: impl Into<String>) -> Self {
        self.error_message = Some(error_message.into());
        self
    }

    /// The user to which this result belongs.
    #[must_use]
    pub fn record(mut self, record: impl Into<BulkUserRecord>) -> Self {
        self.record = Some(record.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::BulkUserResult, BuildError> {
        Ok(types::BulkUserResult {
            status: self.status,
            error_code: self.error_code,
            error_message: self.error_message,
            record: self.record,
        })
    }
}

impl From<types::BulkUserResult> for BulkUserResultBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::BulkUserResult) -> Self {
        Self {
            status: value.status,
            error_code: value.error_code,
            error_message: value.error_message,
            record: value.record,
        }
    }
}

/// Builder of [`ClaimMapping`](types::ClaimMapping).
#[derive(Debug, Clone, Default)]
pub struct ClaimMappingBuilder {
    key: Option<uuid::Uuid>,
    provider_key: Option<uuid::Uuid>,
    foreign_claim: Option<ForeignClaim>,
    last_updated_date: Option<chrono::DateTime<chrono::Utc>>,
}

impl ClaimMappingBuilder {
    /// Key of the mapping. It is needed to delete the mapping.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Key of the identity provider whose claims are checked.
    #[must_use]
    pub fn provider_key(mut self, provider_key: impl Into<uuid::Uuid>) -> Self {
        self.provider_key = Some(provider_key.into());
        self
    }

    /// Claim and value that a login must contain.
    #[must_use]
    pub fn foreign_claim(mut self, foreign_claim: impl Into<ForeignClaim>) -> Self {
        self.foreign_claim = Some(foreign_claim.into());
        self
    }

    /// Last change of the mapping, RFC 3339.
    #[must_use]
    pub fn last_updated_date(
        mut self,
        last_updated_date: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.last_updated_date = Some(last_updated_date.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::ClaimMapping, BuildError> {
        Ok(types::ClaimMapping {
            key: self.key.ok_or_else(|| BuildError::missing("ClaimMapping", "key"))?,
            provider_key: self.provider_key,
            foreign_claim: self.foreign_claim,
            last_updated_date: self.last_updated_date,
        })
    }
}

impl From<types::ClaimMapping> for ClaimMappingBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::ClaimMapping) -> Self {
        Self {
            key: Some(value.key),
            provider_key: value.provider_key,
            foreign_claim: value.foreign_claim,
            last_updated_date: value.last_updated_date,
        }
    }
}

/// Builder of [`CreatedGroup`](types::CreatedGroup).
#[derive(Debug, Clone, Default)]
pub struct CreatedGroupBuilder {
    key: Option<uuid::Uuid>,
}

impl CreatedGroupBuilder {
    /// Key of the new group.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::CreatedGroup, BuildError> {
        Ok(types::CreatedGroup {
            key: self.key.ok_or_else(|| BuildError::missing("CreatedGroup", "key"))?,
        })
    }
}

impl From<types::CreatedGroup> for CreatedGroupBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::CreatedGroup) -> Self {
        Self { key: Some(value.key) }
    }
}

/// Builder of [`CreatedOrganizationRole`](types::CreatedOrganizationRole).
#[derive(Debug, Clone, Default)]
pub struct CreatedOrganizationRoleBuilder {
    org_role_key: Option<uuid::Uuid>,
}

impl CreatedOrganizationRoleBuilder {
    /// Key of the new organization role.
    #[must_use]
    pub fn org_role_key(mut self, org_role_key: impl Into<uuid::Uuid>) -> Self {
        self.org_role_key = Some(org_role_key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::CreatedOrganizationRole, BuildError> {
        Ok(types::CreatedOrganizationRole {
            org_role_key: self
                .org_role_key
                .ok_or_else(|| BuildError::missing(
                    "CreatedOrganizationRole",
                    "org_role_key",
                ))?,
        })
    }
}

impl From<types::CreatedOrganizationRole> for CreatedOrganizationRoleBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::CreatedOrganizationRole) -> Self {
        Self {
            org_role_key: Some(value.org_role_key),
        }
    }
}

/// Builder of [`CreatedUser`](types::CreatedUser).
#[derive(Debug, Clone, Default)]
pub struct CreatedUserBuilder {
    key: Option<uuid::Uuid>,
}

impl CreatedUserBuilder {
    /// Key of the user.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::CreatedUser, BuildError> {
        Ok(types::CreatedUser {
            key: self.key.ok_or_else(|| BuildError::missing("CreatedUser", "key"))?,
        })
    }
}

impl From<types::CreatedUser> for CreatedUserBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::CreatedUser) -> Self {
        Self { key: Some(value.key) }
    }
}

/// Builder of [`ForeignClaim`](types::ForeignClaim).
#[derive(Debug, Clone, Default)]
pub struct ForeignClaimBuilder {
    name: Option<String>,
    value_delimiter: Option<String>,
    value: Option<String>,
}

impl ForeignClaimBuilder {
    /// Name of the claim in the provider's token, for example `groups` or `sub`; at most 50 characters.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Separator that splits the claim into parts before the comparison, up to 3 characters.
    #[must_use]
    pub fn value_delimiter(mut self, value_delimiter: impl Into<String>) -> Self {
        self.value_delimiter = Some(value_delimiter.into());
        self
    }

    /// Text that the claim, or one of its parts, must equal; at most 256 characters.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::ForeignClaim, BuildError> {
        Ok(types::ForeignClaim {
            name: self.name,
            value_delimiter: self.value_delimiter,
            value: self.value,
        })
    }
}

impl From<types::ForeignClaim> for ForeignClaimBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::ForeignClaim) -> Self {
        Self {
            name: value.name,
            value_delimiter: value.value_delimiter,
            value: value.value,
        }
    }
}

/// Builder of [`GrantPeriod`](types::GrantPeriod).
#[derive(Debug, Clone, Default)]
pub struct GrantPeriodBuilder {
    start_time: Option<chrono::DateTime<chrono::Utc>>,
    end_time: Option<chrono::DateTime<chrono::Utc>>,
}

impl GrantPeriodBuilder {
    /// Timestamp from which the role applies, RFC 3339 in UTC.
    #[must_use]
    pub fn start_time(
        mut self,
        start_time: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.start_time = Some(start_time.into());
        self
    }

    /// Timestamp at which the role stops applying, RFC 3339 in UTC.
    #[must_use]
    pub fn end_time(
        mut self,
        end_time: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.end_time = Some(end_time.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::GrantPeriod, BuildError> {
        Ok(types::GrantPeriod {
            start_time: self.start_time,
            end_time: self.end_time,
        })
    }
}

impl From<types::GrantPeriod> for GrantPeriodBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::GrantPeriod) -> Self {
        Self {
            start_time: value.start_time,
            end_time: value.end_time,
        }
    }
}

/// Builder of [`Group`](types::Group).
#[derive(Debug, Clone, Default)]
pub struct GroupBuilder {
    key: Option<uuid::Uuid>,
    name: Option<String>,
    description: Option<String>,
    environment_key: Option<uuid::Uuid>,
    portfolio_key: Option<uuid::Uuid>,
    updated_at: Option<chrono::DateTime<chrono::Utc>>,
    group_idp_claim_mappings: Vec<ClaimMapping>,
}

impl GroupBuilder {
    /// Key of the group.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of the group.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Free text about the group's purpose.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Key of the environment to which the group belongs.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_key(mut self, environment_key: impl Into<uuid::Uuid>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// Key of the portfolio that contains the group's environment.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// When the group was last changed, RFC 3339.
    #[must_use]
    pub fn updated_at(
        mut self,
        updated_at: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.updated_at = Some(updated_at.into());
        self
    }

    /// Claim mappings that bring users into the group when they sign in through an identity provider.
    #[must_use]
    pub fn group_idp_claim_mappings(
        mut self,
        group_idp_claim_mappings: impl IntoIterator<Item = impl Into<ClaimMapping>>,
    ) -> Self {
        self.group_idp_claim_mappings = group_idp_claim_mappings
            .into_iter()
            .map(Into::into)
            .collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::Group, BuildError> {
        Ok(types::Group {
            key: self.key.ok_or_else(|| BuildError::missing("Group", "key"))?,
            name: self.name,
            description: self.description,
            environment_key: self.environment_key,
            portfolio_key: self.portfolio_key,
            updated_at: self.updated_at,
            group_idp_claim_mappings: self.group_idp_claim_mappings,
        })
    }
}

impl From<types::Group> for GroupBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Group) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            description: value.description,
            environment_key: value.environment_key,
            portfolio_key: value.portfolio_key,
            updated_at: value.updated_at,
            group_idp_claim_mappings: value.group_idp_claim_mappings,
        }
    }
}

/// Builder of [`GroupApplicationRolesPatch`](types::GroupApplicationRolesPatch).
#[derive(Debug, Clone, Default)]
pub struct GroupApplicationRolesPatchBuilder {
    application_role_keys_to_add: Patch<Vec<uuid::Uuid>>,
    application_role_keys_to_remove: Patch<Vec<uuid::Uuid>>,
}

impl GroupApplicationRolesPatchBuilder {
    /// Keys of the roles that the group will receive.
    #[doc(alias = "end-user role")]
    #[must_use]
    pub fn application_role_keys_to_add(
        mut self,
        application_role_keys_to_add: impl Into<Patch<Vec<uuid::Uuid>>>,
    ) -> Self {
        self.application_role_keys_to_add = application_role_keys_to_add.into();
        self
    }

    /// Keys of the roles to remove from the group.
    #[doc(alias = "end-user role")]
    #[must_use]
    pub fn application_role_keys_to_remove(
        mut self,
        application_role_keys_to_remove: impl Into<Patch<Vec<uuid::Uuid>>>,
    ) -> Self {
        self.application_role_keys_to_remove = application_role_keys_to_remove.into();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::GroupApplicationRolesPatch, BuildError> {
        Ok(types::GroupApplicationRolesPatch {
            application_role_keys_to_add: self.application_role_keys_to_add,
            application_role_keys_to_remove: self.application_role_keys_to_remove,
        })
    }
}

impl From<types::GroupApplicationRolesPatch> for GroupApplicationRolesPatchBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::GroupApplicationRolesPatch) -> Self {
        Self {
            application_role_keys_to_add: value.application_role_keys_to_add,
            application_role_keys_to_remove: value.application_role_keys_to_remove,
        }
    }
}

/// Builder of [`GroupMember`](types::GroupMember).
#[derive(Debug, Clone, Default)]
pub struct GroupMemberBuilder {
    membership_types: Vec<enums::MembershipType>,
    user: Option<GroupUser>,
}

impl GroupMemberBuilder {
    /// All ways in which the user became a member: `Assigned`, `Mapped`, or both.
    #[must_use]
    pub fn membership_types(
        mut self,
        membership_types: impl IntoIterator<Item = impl Into<enums::MembershipType>>,
    ) -> Self {
        self.membership_types = membership_types.into_iter().map(Into::into).collect();
        self
    }

    /// Profile of the member.
    #[must_use]
    pub fn user(mut self, user: impl Into<GroupUser>) -> Self {
        self.user = Some(user.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::GroupMember, BuildError> {
        Ok(types::GroupMember {
            membership_types: self.membership_types,
            user: self.user,
        })
    }
}

impl From<types::GroupMember> for GroupMemberBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::GroupMember) -> Self {
        Self {
            membership_types: value.membership_types,
            user: value.user,
        }
    }
}

/// Builder of [`GroupMemberPage`](types::GroupMemberPage).
#[derive(Debug, Clone, Default)]
pub struct GroupMemberPageBuilder {
    results: Vec<GroupMember>,
    page: Option<PageInfo>,
}

impl GroupMemberPageBuilder {
    /// Members on this page.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<GroupMember>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// Paging values of the member list.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::GroupMemberPage, BuildError> {
        Ok(types::GroupMemberPage {
            results: self.results,
            page: self.page,
        })
    }
}

impl From<types::GroupMemberPage> for GroupMemberPageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::GroupMemberPage) -> Self {
        Self {
            results: value.results,
            page: value.page,
        }
    }
}

/// Builder of [`GroupPage`](types::GroupPage).
#[derive(Debug, Clone, Default)]
pub struct GroupPageBuilder {
    results: Vec<Group>,
    page: Option<PageInfo>,
}

impl GroupPageBuilder {
    /// Groups that matched the filters.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<Group>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// Paging values of the group list.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::GroupPage, BuildError> {
        Ok(types::GroupPage {
            results: self.results,
            page: self.page,
        })
    }
}

impl From<types::GroupPage> for GroupPageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::GroupPage) -> Self {
        Self {
            results: value.results,
            page: value.page,
        }
    }
}

/// Builder of [`GroupPatch`](types::GroupPatch).
#[derive(Debug, Clone, Default)]
pub struct GroupPatchBuilder {
    name: Patch<String>,
    description: Patch<String>,
}

impl GroupPatchBuilder {
    /// New name of the group.
    #[must_use]
    pub fn name(mut self, name: impl Into<Patch<String>>) -> Self {
        self.name = name.into();
        self
    }

    /// New description of the group.
    #[must_use]
    pub fn description(mut self, description: impl Into<Patch<String>>) -> Self {
        self.description = description.into();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::GroupPatch, BuildError> {
        Ok(types::GroupPatch {
            name: self.name,
            description: self.description,
        })
    }
}

impl From<types::GroupPatch> for GroupPatchBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::GroupPatch) -> Self {
        Self {
            name: value.name,
            description: value.description,
        }
    }
}

/// Builder of [`GroupUser`](types::GroupUser).
#[derive(Debug, Clone, Default)]
pub struct GroupUserBuilder {
    key: Option<uuid::Uuid>,
    name: Option<String>,
    email: Option<String>,
    status: Option<enums::UserStatus>,
    photo_url: Option<String>,
    last_login_at: Option<chrono::DateTime<chrono::Utc>>,
    embedded: Option<MemberEmbedded>,
}

impl GroupUserBuilder {
    /// Key of the user.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Display name; may be an empty string.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// E-mail address. A user may have no e-mail address, and the value may not look like one.
    #[must_use]
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// Account status of the member.
    #[must_use]
    pub fn status(mut self, status: impl Into<enums::UserStatus>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// URL of the user's picture.
    #[must_use]
    pub fn photo_url(mut self, photo_url: impl Into<String>) -> Self {
        self.photo_url = Some(photo_url.into());
        self
    }

    /// Most recent login, RFC 3339. It may be missing or null for a user who never signed in.
    #[must_use]
    pub fn last_login_at(
        mut self,
        last_login_at: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.last_login_at = Some(last_login_at.into());
        self
    }

    /// Additional data, present only if `embed` requests it.
    #[must_use]
    pub fn embedded(mut self, embedded: impl Into<MemberEmbedded>) -> Self {
        self.embedded = Some(embedded.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::GroupUser, BuildError> {
        Ok(types::GroupUser {
            key: self.key.ok_or_else(|| BuildError::missing("GroupUser", "key"))?,
            name: self.name,
            email: self.email,
            status: self.status,
            photo_url: self.photo_url,
            last_login_at: self.last_login_at,
            embedded: self.embedded,
        })
    }
}

impl From<types::GroupUser> for GroupUserBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::GroupUser) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            email: value.email,
            status: value.status,
            photo_url: value.photo_url,
            last_login_at: value.last_login_at,
            embedded: value.embedded,
        }
    }
}

/// Builder of [`GroupUsersPatch`](types::GroupUsersPatch).
#[derive(Debug, Clone, Default)]
pub struct GroupUsersPatchBuilder {
    user_keys_to_add: Patch<Vec<uuid::Uuid>>,
    user_keys_to_remove: Patch<Vec<uuid::Uuid>>,
}

impl GroupUsersPatchBuilder {
    /// Keys of the users who become direct members.
    #[must_use]
    pub fn user_keys_to_add(
        mut self,
        user_keys_to_add: impl Into<Patch<Vec<uuid::Uuid>>>,
    ) -> Self {
        self.user_keys_to_add = user_keys_to_add.into();
        self
    }

    /// Keys of the users to remove. A membership through a claim mapping cannot be ended this way.
    #[must_use]
    pub fn user_keys_to_remove(
        mut self,
        user_keys_to_remove: impl Into<Patch<Vec<uuid::Uuid>>>,
    ) -> Self {
        self.user_keys_to_remove = user_keys_to_remove.into();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::GroupUsersPatch, BuildError> {
        Ok(types::GroupUsersPatch {
            user_keys_to_add: self.user_keys_to_add,
            user_keys_to_remove: self.user_keys_to_remove,
        })
    }
}

impl From<types::GroupUsersPatch> for GroupUsersPatchBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::GroupUsersPatch) -> Self {
        Self {
            user_keys_to_add: value.user_keys_to_add,
            user_keys_to_remove: value.user_keys_to_remove,
        }
    }
}

/// Builder of [`IdentityProvider`](types::IdentityProvider).
#[derive(Debug, Clone, Default)]
pub struct IdentityProviderBuilder {
    key: Option<uuid::Uuid>,
    name: Option<String>,
    oidc_configuration: Option<OidcConfiguration>,
    saml_configuration: Vec<SamlConfigurationItem>,
    token_normalizations: Vec<TokenNormalization>,
    last_updated_date: Option<chrono::DateTime<chrono::Utc>>,
    type_: Option<enums::ProviderType>,
    subtype: Option<enums::ProviderSubtype>,
    email_trust_type: Option<enums::EmailTrustType>,
    hosting: Option<enums::Hosting>,
    auto_create_profiles: Option<bool>,
    profile_linking_field: Option<enums::ProfileLinkingField>,
}

impl IdentityProviderBuilder {
    /// Key of the identity provider.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of the provider in the portal.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// OpenID Connect settings, if the provider has any.
    #[must_use]
    pub fn oidc_configuration(
        mut self,
        oidc_configuration: impl Into<OidcConfiguration>,
    ) -> Self {
        self.oidc_configuration = Some(oidc_configuration.into());
        self
    }

    /// SAML settings as a list of name and value pairs.
    #[must_use]
    pub fn saml_configuration(
        mut self,
        saml_configuration: impl IntoIterator<Item = impl Into<SamlConfigurationItem>>,
    ) -> Self {
        self.saml_configuration = saml_configuration
            .into_iter()
            .map(Into::into)
            .collect();
        self
    }

    /// Translation between the platform's claim names and those of the provider.
    #[must_use]
    pub fn token_normalizations(
        mut self,
        token_normalizations: impl IntoIterator<Item = impl Into<TokenNormalization>>,
    ) -> Self {
        self.token_normalizations = token_normalizations
            .into_iter()
            .map(Into::into)
            .collect();
        self
    }

    /// When the configuration was last changed, RFC 3339.
    #[must_use]
    pub fn last_updated_date(
        mut self,
        last_updated_date: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.last_updated_date = Some(last_updated_date.into());
        self
    }

    /// Protocol or technology of the provider.
    #[must_use]
    pub fn type_(mut self, type_: impl Into<enums::ProviderType>) -> Self {
        self.type_ = Some(type_.into());
        self
    }

    /// The ready-made connection that the provider uses, or `Custom`.
    #[must_use]
    pub fn subtype(mut self, subtype: impl Into<enums::ProviderSubtype>) -> Self {
        self.subtype = Some(subtype.into());
        self
    }

    /// When an e-mail address from the provider counts as verified.
    #[must_use]
    pub fn email_trust_type(
        mut self,
        email_trust_type: impl Into<enums::EmailTrustType>,
    ) -> Self {
        self.email_trust_type = Some(email_trust_type.into());
        self
    }

    /// Whether the provider serves cloud or self-hosted environments.
    #[must_use]
    pub fn hosting(mut self, hosting: impl Into<enums::Hosting>) -> Self {
        self.hosting = Some(hosting.into());
        self
    }

    /// Whether a login that matches no user creates a new profile. With `false` such a login is
    /// refused.
    #[must_use]
    pub fn auto_create_profiles(mut self, auto_create_profiles: bool) -> Self {
        self.auto_create_profiles = Some(auto_create_profiles);
        self
    }

    /// Second way to find the user of a login. The subject is always compared first.
    #[must_use]
    pub fn profile_linking_field(
        mut self,
        profile_linking_field: impl Into<enums::ProfileLinkingField>,
    ) -> Self {
        self.profile_linking_field = Some(profile_linking_field.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::IdentityProvider, BuildError> {
        Ok(types::IdentityProvider {
            key: self.key.ok_or_else(|| BuildError::missing("IdentityProvider", "key"))?,
            name: self.name,
            oidc_configuration: self.oidc_configuration,
            saml_configuration: self.saml_configuration,
            token_normalizations: self.token_normalizations,
            last_updated_date: self.last_updated_date,
            type_: self.type_,
            subtype: self.subtype,
            email_trust_type: self.email_trust_type,
            hosting: self.hosting,
            auto_create_profiles: self.auto_create_profiles,
            profile_linking_field: self.profile_linking_field,
        })
    }
}

impl From<types::IdentityProvider> for IdentityProviderBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::IdentityProvider) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            oidc_configuration: value.oidc_configuration,
            saml_configuration: value.saml_configuration,
            token_normalizations: value.token_normalizations,
            last_updated_date: value.last_updated_date,
            type_: value.type_,
            subtype: value.subtype,
            email_trust_type: value.email_trust_type,
            hosting: value.hosting,
            auto_create_profiles: value.auto_create_profiles,
            profile_linking_field: value.profile_linking_field,
        }
    }
}

/// Builder of [`IdentityProviderPage`](types::IdentityProviderPage).
#[derive(Debug, Clone, Default)]
pub struct IdentityProviderPageBuilder {
    results: Vec<IdentityProvider>,
    page: Option<PageInfo>,
}

impl IdentityProviderPageBuilder {
    /// Providers on this page with their settings.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<IdentityProvider>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// Paging values of the provider list.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::IdentityProviderPage, BuildError> {
        Ok(types::IdentityProviderPage {
            results: self.results,
            page: self.page,
        })
    }
}

impl From<types::IdentityProviderPage> for IdentityProviderPageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::IdentityProviderPage) -> Self {
        Self {
            results: value.results,
            page: value.page,
        }
    }
}

/// Builder of [`IdentityProviderProfile`](types::IdentityProviderProfile).
#[derive(Debug, Clone, Default)]
pub struct IdentityProviderProfileBuilder {
    user_key: Option<uuid::Uuid>,
    identity_provider_key: Option<uuid::Uuid>,
    subject: Option<String>,
    username: Option<String>,
    name: Option<String>,
    email: Option<String>,
    photo_url: Option<String>,
    first_login_at: Option<chrono::DateTime<chrono::Utc>>,
    last_login_at: Option<chrono::DateTime<chrono::Utc>>,
    is_email_verified: Option<bool>,
}

impl IdentityProviderProfileBuilder {
    /// Key of the user to whom the profile belongs.
    #[must_use]
    pub fn user_key(mut self, user_key: impl Into<uuid::Uuid>) -> Self {
        self.user_key = Some(user_key.into());
        self
    }

    /// Key of the identity provider.
    #[must_use]
    pub fn identity_provider_key(
        mut self,
        identity_provider_key: impl Into<uuid::Uuid>,
    ) -> Self {
        self.identity_provider_key = Some(identity_provider_key.into());
        self
    }

    /// Value of the provider's subject claim for the user.
    #[must_use]
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// User name at the provider.
    #[must_use]
    pub fn username(mut self, username: impl Into<String>) -> Self {
        self.username = Some(username.into());
        self
    }

    /// Name in this provider profile.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// E-mail address in this provider profile.
    #[must_use]
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// Picture URL in this provider profile.
    #[must_use]
    pub fn photo_url(mut self, photo_url: impl Into<String>) -> Self {
        self.photo_url = Some(photo_url.into());
        self
    }

    /// First login through the provider, RFC 3339 in UTC; may be null.
    #[must_use]
    pub fn first_login_at(
        mut self,
        first_login_at: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.first_login_at = Some(first_login_at.into());
        self
    }

    /// Latest login through the provider, RFC 3339 in UTC; may be null.
    #[must_use]
    pub fn last_login_at(
        mut self,
        last_login_at: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.last_login_at = Some(last_login_at.into());
        self
    }

    /// Whether the e-mail address of this profile is verified; may be null.
    #[must_use]
    pub fn is_email_verified(mut self, is_email_verified: bool) -> Self {
        self.is_email_verified = Some(is_email_verified);
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::IdentityProviderProfile, BuildError> {
        Ok(types::IdentityProviderProfile {
            user_key: self.user_key,
            identity_provider_key: self.identity_provider_key,
            subject: self.subject,
            username: self.username,
            name: self.name,
            email: self.email,
            photo_url: self.photo_url,
            first_login_at: self.first_login_at,
            last_login_at: self.last_login_at,
            is_email_verified: self.is_email_verified,
        })
    }
}

impl From<types::IdentityProviderProfile> for IdentityProviderProfileBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::IdentityProviderProfile) -> Self {
        Self {
            user_key: value.user_key,
            identity_provider_key: value.identity_provider_key,
            subject: value.subject,
            username: value.username,
            name: value.name,
            email: value.email,
            photo_url: value.photo_url,
            first_login_at: value.first_login_at,
            last_login_at: value.last_login_at,
            is_email_verified: value.is_email_verified,
        }
    }
}

/// Builder of [`MemberEmbedded`](types::MemberEmbedded).
#[derive(Debug, Clone, Default)]
pub struct MemberEmbeddedBuilder {
    application_roles: Vec<ApplicationRole>,
    user_identity_providers: Vec<IdentityProviderProfile>,
}

impl MemberEmbeddedBuilder {
    /// The user's application roles (end-user roles in the portal), without assignment details. Present
    /// with `embed=ApplicationRoles`.
    #[doc(alias = "end-user role")]
    #[must_use]
    pub fn application_roles(
        mut self,
        application_roles: impl IntoIterator<Item = impl Into<ApplicationRole>>,
    ) -> Self {
        self.application_roles = application_roles.into_iter().map(Into::into).collect();
        self
    }

    /// The user's identity provider profiles. Present with `embed=UserIdentityProviders`.
    #[must_use]
    pub fn user_identity_providers(
        mut self,
        user_identity_providers: impl IntoIterator<
            Item = impl Into<IdentityProviderProfile>,
        >,
    ) -> Self {
        self.user_identity_providers = user_identity_providers
            .into_iter()
            .map(Into::into)
            .collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::MemberEmbedded, BuildError> {
        Ok(types::MemberEmbedded {
            application_roles: self.application_roles,
            user_identity_providers: self.user_identity_providers,
        })
    }
}

impl From<types::MemberEmbedded> for MemberEmbeddedBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::MemberEmbedded) -> Self {
        Self {
            application_roles: value.application_roles,
            user_identity_providers: value.user_identity_providers,
        }
    }
}

/// Builder of [`NewGroup`](types::NewGroup).
#[derive(Debug, Clone, Default)]
pub struct NewGroupBuilder {
    name: Option<String>,
    description: Option<String>,
    environment_key: Option<uuid::Uuid>,
    application_role_keys: Option<Vec<uuid::Uuid>>,
    user_keys: Option<Vec<uuid::Uuid>>,
}

impl NewGroupBuilder {
    /// Name for the group. The portal requires one.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Optional text about the group.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Key of the environment (stage in the portal) in which to create the group. It cannot be changed
    /// afterwards.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_key(mut self, environment_key: impl Into<uuid::Uuid>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// Keys of the application roles that the members will receive.
    #[doc(alias = "end-user role")]
    #[must_use]
    pub fn application_role_keys(
        mut self,
        application_role_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.application_role_keys = Some(
            application_role_keys.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// Keys of the first members.
    #[must_use]
    pub fn user_keys(
        mut self,
        user_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.user_keys = Some(user_keys.into_iter().map(Into::into).collect());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::NewGroup, BuildError> {
        Ok(types::NewGroup {
            name: self.name,
            description: self.description,
            environment_key: self.environment_key,
            application_role_keys: self.application_role_keys,
            user_keys: self.user_keys,
        })
    }
}

impl From<types::NewGroup> for NewGroupBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::NewGroup) -> Self {
        Self {
            name: value.name,
            description: value.description,
            environment_key: value.environment_key,
            application_role_keys: value.application_role_keys,
            user_keys: value.user_keys,
        }
    }
}

/// Builder of [`NewOrganizationRole`](types::NewOrganizationRole).
#[derive(Debug, Clone, Default)]
pub struct NewOrganizationRoleBuilder {
    name: Option<String>,
    permissions: Option<Vec<PermissionSelection>>,
}

impl NewOrganizationRoleBuilder {
    /// Name for the role.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Permissions that the role will have.
    #[must_use]
    pub fn permissions(
        mut self,
        permissions: impl IntoIterator<Item = impl Into<PermissionSelection>>,
    ) -> Self {
        self.permissions = Some(permissions.into_iter().map(Into::into).collect());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::NewOrganizationRole, BuildError> {
        Ok(types::NewOrganizationRole {
            name: self.name,
            permissions: self.permissions,
        })
    }
}

impl From<types::NewOrganizationRole> for NewOrganizationRoleBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::NewOrganizationRole) -> Self {
        Self {
            name: value.name,
            permissions: value.permissions,
        }
    }
}

/// Builder of [`NewUser`](types::NewUser).
#[derive(Debug, Clone, Default)]
pub struct NewUserBuilder {
    name: Option<String>,
    email: Option<String>,
    is_active: Option<bool>,
    photo_url: Option<String>,
    add_to_built_in_identity_provider: Option<bool>,
    identity_provider_key: Option<uuid::Uuid>,
    subject: Option<String>,
    username: Option<String>,
}

impl NewUserBuilder {
    /// Display name. Ignored when the call only adds the built-in profile to an existing user.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// E-mail address. If a user with exactly this address exists and `addToBuiltInIdentityProvider` is
    /// true, that user gets the built-in profile.
    #[must_use]
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// Whether the account starts as `Active` (default, `true`) or `Inactive`.
    #[must_use]
    pub fn is_active(mut self, is_active: bool) -> Self {
        self.is_active = Some(is_active);
        self
    }

    /// URL of a picture. Ignored when the call only adds the built-in profile to an existing user.
    #[must_use]
    pub fn photo_url(mut self, photo_url: impl Into<String>) -> Self {
        self.photo_url = Some(photo_url.into());
        self
    }

    /// Whether the user gets a profile at the built-in identity provider; `false` by default. The user
    /// sets a first password later, by requesting a password reset.
    #[must_use]
    pub fn add_to_built_in_identity_provider(
        mut self,
        add_to_built_in_identity_provider: bool,
    ) -> Self {
        self.add_to_built_in_identity_provider = Some(add_to_built_in_identity_provider);
        self
    }

    /// Key of an external provider at which a profile is created or linked. Use it with `subject` or
    /// `username`.
    #[must_use]
    pub fn identity_provider_key(
        mut self,
        identity_provider_key: impl Into<uuid::Uuid>,
    ) -> Self {
        self.identity_provider_key = Some(identity_provider_key.into());
        self
    }

    /// The user's subject claim at the provider. The first login is matched by it.
    #[must_use]
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// The user's name at the provider, for providers that match users by name.
    #[must_use]
    pub fn username(mut self, username: impl Into<String>) -> Self {
        self.username = Some(username.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::NewUser, BuildError> {
        Ok(types::NewUser {
            name: self.name,
            email: self.email,
            is_active: self.is_active,
            photo_url: self.photo_url,
            add_to_built_in_identity_provider: self.add_to_built_in_identity_provider,
            identity_provider_key: self.identity_provider_key,
            subject: self.subject,
            username: self.username,
        })
    }
}

impl From<types::NewUser> for NewUserBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::NewUser) -> Self {
        Self {
            name: value.name,
            email: value.email,
            is_active: value.is_active,
            photo_url: value.photo_url,
            add_to_built_in_identity_provider: value.add_to_built_in_identity_provider,
            identity_provider_key: value.identity_provider_key,
            subject: value.subject,
            username: value.username,
        }
    }
}

/// Builder of [`NewUsers`](types::NewUsers).
#[derive(Debug, Clone, Default)]
pub struct NewUsersBuilder {
    records: Option<Vec<NewUser>>,
}

impl NewUsersBuilder {
    /// 1 to 100 users, each with the same fields as in a single creation. For any other number the
    /// service returns 400.
    #[must_use]
    pub fn records(
        mut self,
        records: impl IntoIterator<Item = impl Into<NewUser>>,
    ) -> Self {
        self.records = Some(records.into_iter().map(Into::into).collect());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::NewUsers, BuildError> {
        Ok(types::NewUsers {
            records: self
                .records
                .ok_or_else(|| BuildError::missing("NewUsers", "records"))?,
        })
    }
}

impl From<types::NewUsers> for NewUsersBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::NewUsers) -> Self {
        Self {
            records: Some(value.records),
        }
    }
}

/// Builder of [`OidcConfiguration`](types::OidcConfiguration).
#[derive(Debug, Clone, Default)]
pub struct OidcConfigurationBuilder {
    discovery_url: Option<String>,
    authorization_url: Option<String>,
    token_url: Option<String>,
    user_info_url: Option<String>,
    logout_url: Option<String>,
    jwks_url: Option<String>,
    issuer: Option<String>,
    client_authentication_method: Option<enums::ClientAuthenticationMethod>,
    client_assertion_signing_algorithm: Option<enums::ClientAssertionSigningAlgorithm>,
    scopes: Vec<String>,
    client_id: Option<String>,
    client_secret: Option<odc_runtime::Secret>,
    use_pkce: Option<bool>,
    pkce_method: Option<enums::PkceMethod>,
    provider_custom_config: Option<ProviderCustomConfig>,
    suppress_nonce_verification: Option<bool>,
}

impl OidcConfigurationBuilder {
    /// URL of the provider's discovery document.
    #[must_use]
    pub fn discovery_url(mut self, discovery_url: impl Into<String>) -> Self {
        self.discovery_url = Some(discovery_url.into());
        self
    }

    /// Authorization endpoint, where users sign in.
    #[must_use]
    pub fn authorization_url(mut self, authorization_url: impl Into<String>) -> Self {
        self.authorization_url = Some(authorization_url.into());
        self
    }

    /// Token endpoint, where codes are exchanged for tokens.
    #[must_use]
    pub fn token_url(mut self, token_url: impl Into<String>) -> Self {
        self.token_url = Some(token_url.into());
        self
    }

    /// UserInfo endpoint of the provider.
    #[must_use]
    pub fn user_info_url(mut self, user_info_url: impl Into<String>) -> Self {
        self.user_info_url = Some(user_info_url.into());
        self
    }

    /// Endpoint that ends the session at the provider.
    #[must_use]
    pub fn logout_url(mut self, logout_url: impl Into<String>) -> Self {
        self.logout_url = Some(logout_url.into());
        self
    }

    /// URL of the provider's public signing keys (JWKS).
    #[must_use]
    pub fn jwks_url(mut self, jwks_url: impl Into<String>) -> Self {
        self.jwks_url = Some(jwks_url.into());
        self
    }

    /// Issuer identifier of the provider.
    #[must_use]
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.issuer = Some(issuer.into());
        self
    }

    /// How the platform authenticates at the token endpoint.
    #[must_use]
    pub fn client_authentication_method(
        mut self,
        client_authentication_method: impl Into<enums::ClientAuthenticationMethod>,
    ) -> Self {
        self.client_authentication_method = Some(client_authentication_method.into());
        self
    }

    /// Algorithm that signs the client assertion. It matters only for the JWT-based authentication
    /// methods.
    #[must_use]
    pub fn client_assertion_signing_algorithm(
        mut self,
        client_assertion_signing_algorithm: impl Into<
            enums::ClientAssertionSigningAlgorithm,
        >,
    ) -> Self {
        self.client_assertion_signing_algorithm = Some(
            client_assertion_signing_algorithm.into(),
        );
        self
    }

    /// OAuth scopes that are requested when a user signs in.
    #[must_use]
    pub fn scopes(
        mut self,
        scopes: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Client id under which the platform is registered at the provider.
    #[must_use]
    pub fn client_id(mut self, client_id: impl Into<String>) -> Self {
        self.client_id = Some(client_id.into());
        self
    }

    /// Client secret at the provider. It is not documented that the service masks it: treat it as
    /// confidential.
    #[must_use]
    pub fn client_secret(
        mut self,
        client_secret: impl Into<odc_runtime::Secret>,
    ) -> Self {
        self.client_secret = Some(client_secret.into());
        self
    }

    /// Whether PKCE is used.
    #[must_use]
    pub fn use_pkce(mut self, use_pkce: bool) -> Self {
        self.use_pkce = Some(use_pkce);
        self
    }

    /// How the PKCE challenge is derived from the verifier.
    #[must_use]
    pub fn pkce_method(mut self, pkce_method: impl Into<enums::PkceMethod>) -> Self {
        self.pkce_method = Some(pkce_method.into());
        self
    }

    /// Values that only some providers need, for example Apple.
    #[must_use]
    pub fn provider_custom_config(
        mut self,
        provider_custom_config: impl Into<ProviderCustomConfig>,
    ) -> Self {
        self.provider_custom_config = Some(provider_custom_config.into());
        self
    }

    /// Whether the nonce check is switched off.
    #[must_use]
    pub fn suppress_nonce_verification(
        mut self,
        suppress_nonce_verification: bool,
    ) -> Self {
        self.suppress_nonce_verification = Some(suppress_nonce_verification);
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::OidcConfiguration, BuildError> {
        Ok(types::OidcConfiguration {
            discovery_url: self.discovery_url,
            authorization_url: self.authorization_url,
            token_url: self.token_url,
            user_info_url: self.user_info_url,
            logout_url: self.logout_url,
            jwks_url: self.jwks_url,
            issuer: self.issuer,
            client_authentication_method: self.client_authentication_method,
            client_assertion_signing_algorithm: self.client_assertion_signing_algorithm,
            scopes: self.scopes,
            client_id: self.client_id,
            client_secret: self.client_secret,
            use_pkce: self.use_pkce,
            pkce_method: self.pkce_method,
            provider_custom_config: self.provider_custom_config,
            suppress_nonce_verification: self.suppress_nonce_verification,
        })
    }
}

impl From<types::OidcConfiguration> for OidcConfigurationBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::OidcConfiguration) -> Self {
        Self {
            discovery_url: value.discovery_url,
            authorization_url: value.authorization_url,
            token_url: value.token_url,
            user_info_url: value.user_info_url,
            logout_url: value.logout_url,
            jwks_url: value.jwks_url,
            issuer: value.issuer,
            client_authentication_method: value.client_authentication_method,
            client_assertion_signing_algorithm: value.client_assertion_signing_algorithm,
            scopes: value.scopes,
            client_id: value.client_id,
            client_secret: value.client_secret,
            use_pkce: value.use_pkce,
            pkce_method: value.pkce_method,
            provider_custom_config: value.provider_custom_config,
            suppress_nonce_verification: value.suppress_nonce_verification,
        }
    }
}

/// Builder of [`OrganizationRole`](types::OrganizationRole).
#[derive(Debug, Clone, Default)]
pub struct OrganizationRoleBuilder {
    key: Option<uuid::Uuid>,
    name: Option<String>,
    permissions: Vec<OrganizationRolePermission>,
    is_read_only: Option<bool>,
}

impl OrganizationRoleBuilder {
    /// Key of the organization role.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of the role.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Permissions of the role, each with its limits. The service always sends this field, but it may
    /// be null.
    #[must_use]
    pub fn permissions(
        mut self,
        permissions: impl IntoIterator<Item = impl Into<OrganizationRolePermission>>,
    ) -> Self {
        self.permissions = permissions.into_iter().map(Into::into).collect();
        self
    }

    /// True if the role cannot be changed.
    #[must_use]
    pub fn is_read_only(mut self, is_read_only: bool) -> Self {
        self.is_read_only = Some(is_read_only);
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::OrganizationRole, BuildError> {
        Ok(types::OrganizationRole {
            key: self.key.ok_or_else(|| BuildError::missing("OrganizationRole", "key"))?,
            name: self.name,
            permissions: self.permissions,
            is_read_only: self.is_read_only,
        })
    }
}

impl From<types::OrganizationRole> for OrganizationRoleBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::OrganizationRole) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            permissions: value.permissions,
            is_read_only: value.is_read_only,
        }
    }
}

/// Builder of [`OrganizationRoleGrant`](types::OrganizationRoleGrant).
#[derive(Debug, Clone, Default)]
pub struct OrganizationRoleGrantBuilder {
    grant_period: Option<GrantPeriod>,
    asset_keys: Option<Vec<uuid::Uuid>>,
    portfolio_key: Option<uuid::Uuid>,
}

impl OrganizationRoleGrantBuilder {
    /// Period during which the grant is valid.
    #[must_use]
    pub fn grant_period(mut self, grant_period: impl Into<GrantPeriod>) -> Self {
        self.grant_period = Some(grant_period.into());
        self
    }

    /// Keys of the assets for which the role is granted. They make the grant asset-scoped.
    #[must_use]
    pub fn asset_keys(
        mut self,
        asset_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.asset_keys = Some(asset_keys.into_iter().map(Into::into).collect());
        self
    }

    /// Portfolio of an asset-scoped grant. The default is the main portfolio. It has no meaning for
    /// other grants.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::OrganizationRoleGrant, BuildError> {
        Ok(types::OrganizationRoleGrant {
            grant_period: self.grant_period,
            asset_keys: self.asset_keys,
            portfolio_key: self.portfolio_key,
        })
    }
}

impl From<types::OrganizationRoleGrant> for OrganizationRoleGrantBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::OrganizationRoleGrant) -> Self {
        Self {
            grant_period: value.grant_period,
            asset_keys: value.asset_keys,
            portfolio_key: value.portfolio_key,
        }
    }
}

/// Builder of [`OrganizationRolePage`](types::OrganizationRolePage).
#[derive(Debug, Clone, Default)]
pub struct OrganizationRolePageBuilder {
    results: Vec<OrganizationRole>,
    page: Option<PageInfo>,
}

impl OrganizationRolePageBuilder {
    /// Organization roles that matched.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<OrganizationRole>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// Paging values of the organization role list.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::OrganizationRolePage, BuildError> {
        Ok(types::OrganizationRolePage {
            results: self.results,
            page: self.page,
        })
    }
}

impl From<types::OrganizationRolePage> for OrganizationRolePageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::OrganizationRolePage) -> Self {
        Self {
            results: value.results,
            page: value.page,
        }
    }
}

/// Builder of [`OrganizationRolePatch`](types::OrganizationRolePatch).
#[derive(Debug, Clone, Default)]
pub struct OrganizationRolePatchBuilder {
    name: Patch<String>,
    permissions: Patch<Vec<PermissionSelection>>,
}

impl OrganizationRolePatchBuilder {
    /// New name of the role.
    #[must_use]
    pub fn name(mut self, name: impl Into<Patch<String>>) -> Self {
        self.name = name.into();
        self
    }

    /// Permissions that the role will have.
    #[must_use]
    pub fn permissions(
        mut self,
        permissions: impl Into<Patch<Vec<PermissionSelection>>>,
    ) -> Self {
        self.permissions = permissions.into();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::OrganizationRolePatch, BuildError> {
        Ok(types::OrganizationRolePatch {
            name: self.name,
            permissions: self.permissions,
        })
    }
}

impl From<types::OrganizationRolePatch> for OrganizationRolePatchBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::OrganizationRolePatch) -> Self {
        Self {
            name: value.name,
            permissions: value.permissions,
        }
    }
}

/// Builder of [`OrganizationRolePermission`](types::OrganizationRolePermission).
#[derive(Debug, Clone, Default)]
pub struct OrganizationRolePermissionBuilder {
    permission_key: Option<uuid::Uuid>,
    environment_keys: Vec<uuid::Uuid>,
    portfolio_keys: Vec<uuid::Uuid>,
    claim_name: Option<String>,
    name: Option<String>,
}

impl OrganizationRolePermissionBuilder {
    /// Key of the permission.
    #[must_use]
    pub fn permission_key(mut self, permission_key: impl Into<uuid::Uuid>) -> Self {
        self.permission_key = Some(permission_key.into());
        self
    }

    /// Environments to which the permission is limited within this role.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_keys(
        mut self,
        environment_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.environment_keys = environment_keys.into_iter().map(Into::into).collect();
        self
    }

    /// Portfolios to which the permission is limited within this role.
    #[must_use]
    pub fn portfolio_keys(
        mut self,
        portfolio_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.portfolio_keys = portfolio_keys.into_iter().map(Into::into).collect();
        self
    }

    /// Claim name of the permission.
    #[must_use]
    pub fn claim_name(mut self, claim_name: impl Into<String>) -> Self {
        self.claim_name = Some(claim_name.into());
        self
    }

    /// Readable name of the permission.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::OrganizationRolePermission, BuildError> {
        Ok(types::OrganizationRolePermission {
            permission_key: self.permission_key,
            environment_keys: self.environment_keys,
            portfolio_keys: self.portfolio_keys,
            claim_name: self.claim_name,
            name: self.name,
        })
    }
}

impl From<types::OrganizationRolePermission> for OrganizationRolePermissionBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::OrganizationRolePermission) -> Self {
        Self {
            permission_key: value.permission_key,
            environment_keys: value.environment_keys,
            portfolio_keys: value.portfolio_keys,
            claim_name: value.claim_name,
            name: value.name,
        }
    }
}

/// Builder of [`OrganizationRoleRevocation`](types::OrganizationRoleRevocation).
#[derive(Debug, Clone, Default)]
pub struct OrganizationRoleRevocationBuilder {
    asset_keys: Option<Vec<uuid::Uuid>>,
}

impl OrganizationRoleRevocationBuilder {
    /// Keys of the assets. The asset-scoped assignments of the role for these assets will end.
    #[must_use]
    pub fn asset_keys(
        mut self,
        asset_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.asset_keys = Some(asset_keys.into_iter().map(Into::into).collect());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::OrganizationRoleRevocation, BuildError> {
        Ok(types::OrganizationRoleRevocation {
            asset_keys: self.asset_keys,
        })
    }
}

impl From<types::OrganizationRoleRevocation> for OrganizationRoleRevocationBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::OrganizationRoleRevocation) -> Self {
        Self {
            asset_keys: value.asset_keys,
        }
    }
}

/// Builder of [`PageInfo`](types::PageInfo).
#[derive(Debug, Clone, Default)]
pub struct PageInfoBuilder {
    count: Option<i32>,
    limit: Option<i32>,
    offset: Option<i32>,
    total_results: Option<i32>,
    next_page_offset: Option<i32>,
    total_pages: Option<i32>,
}

impl PageInfoBuilder {
    /// Number of rows on this page.
    #[must_use]
    pub fn count(mut self, count: i32) -> Self {
        self.count = Some(count);
        self
    }

    /// Page size that the service used, from 1 to 100.
    #[must_use]
    pub fn limit(mut self, limit: i32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Position of the first row of the page, counted from zero. It does not have to be a multiple of
    /// `limit`.
    #[must_use]
    pub fn offset(mut self, offset: i32) -> Self {
        self.offset = Some(offset);
        self
    }

    /// Number of matching rows on all pages together.
    #[must_use]
    pub fn total_results(mut self, total_results: i32) -> Self {
        self.total_results = Some(total_results);
        self
    }

    /// Value of `offset` for the next page. Sources disagree about the last page (null, or `offset`
    /// plus `limit`), so also stop when `totalResults` is reached or a page is empty.
    #[must_use]
    pub fn next_page_offset(mut self, next_page_offset: i32) -> Self {
        self.next_page_offset = Some(next_page_offset);
        self
    }

    /// Number of pages: `totalResults` divided by `limit`.
    #[must_use]
    pub fn total_pages(mut self, total_pages: i32) -> Self {
        self.total_pages = Some(total_pages);
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::PageInfo, BuildError> {
        Ok(types::PageInfo {
            count: self.count,
            limit: self.limit,
            offset: self.offset,
            total_results: self.total_results,
            next_page_offset: self.next_page_offset,
            total_pages: self.total_pages,
        })
    }
}

impl From<types::PageInfo> for PageInfoBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::PageInfo) -> Self {
        Self {
            count: value.count,
            limit: value.limit,
            offset: value.offset,
            total_results: value.total_results,
            next_page_offset: value.next_page_offset,
            total_pages: value.total_pages,
        }
    }
}

/// Builder of [`Permission`](types::Permission).
#[derive(Debug, Clone, Default)]
pub struct PermissionBuilder {
    key: Option<uuid::Uuid>,
    name: Option<String>,
    category: Option<String>,
    purpose: Option<String>,
    visibility: Option<enums::PermissionVisibility>,
    inherits: Vec<PermissionInheritance>,
    allow_stages: Option<bool>,
    allow_portfolios: Option<bool>,
    allowed_scopes: Vec<enums::PermissionScope>,
    claim_name: Option<String>,
    remarks: Option<String>,
}

impl PermissionBuilder {
    /// Key of the permission.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of the permission, such as `View members`.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Area to which the permission belongs.
    #[must_use]
    pub fn category(mut self, category: impl Into<String>) -> Self {
        self.category = Some(category.into());
        self
    }

    /// Text about the purpose of the permission.
    #[must_use]
    pub fn purpose(mut self, purpose: impl Into<String>) -> Self {
        self.purpose = Some(purpose.into());
        self
    }

    /// Visibility class of the permission.
    #[must_use]
    pub fn visibility(
        mut self,
        visibility: impl Into<enums::PermissionVisibility>,
    ) -> Self {
        self.visibility = Some(visibility.into());
        self
    }

    /// Other permissions that are related to this one by inheritance. The service always sends this
    /// field, but it may be null.
    #[must_use]
    pub fn inherits(
        mut self,
        inherits: impl IntoIterator<Item = impl Into<PermissionInheritance>>,
    ) -> Self {
        self.inherits = inherits.into_iter().map(Into::into).collect();
        self
    }

    /// Whether the permission can be limited to single environments (stages in the portal).
    #[must_use]
    pub fn allow_stages(mut self, allow_stages: bool) -> Self {
        self.allow_stages = Some(allow_stages);
        self
    }

    /// Whether the permission can be limited to single portfolios.
    #[must_use]
    pub fn allow_portfolios(mut self, allow_portfolios: bool) -> Self {
        self.allow_portfolios = Some(allow_portfolios);
        self
    }

    /// Scopes (organization or asset) that are listed for the permission. The service always sends this
    /// field, but it may be null.
    #[must_use]
    pub fn allowed_scopes(
        mut self,
        allowed_scopes: impl IntoIterator<Item = impl Into<enums::PermissionScope>>,
    ) -> Self {
        self.allowed_scopes = allowed_scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Name of the claim that stands for the permission.
    #[must_use]
    pub fn claim_name(mut self, claim_name: impl Into<String>) -> Self {
        self.claim_name = Some(claim_name.into());
        self
    }

    /// Additional notes about the permission.
    #[must_use]
    pub fn remarks(mut self, remarks: impl Into<String>) -> Self {
        self.remarks = Some(remarks.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::Permission, BuildError> {
        Ok(types::Permission {
            key: self.key.ok_or_else(|| BuildError::missing("Permission", "key"))?,
            name: self.name,
            category: self.category,
            purpose: self.purpose,
            visibility: self.visibility,
            inherits: self.inherits,
            allow_stages: self.allow_stages,
            allow_portfolios: self.allow_portfolios,
            allowed_scopes: self.allowed_scopes,
            claim_name: self.claim_name,
            remarks: self.remarks,
        })
    }
}

impl From<types::Permission> for PermissionBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Permission) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            category: value.category,
            purpose: value.purpose,
            visibility: value.visibility,
            inherits: value.inherits,
            allow_stages: value.allow_stages,
            allow_portfolios: value.allow_portfolios,
            allowed_scopes: value.allowed_scopes,
            claim_name: value.claim_name,
            remarks: value.remarks,
        }
    }
}

/// Builder of [`PermissionInheritance`](types::PermissionInheritance).
#[derive(Debug, Clone, Default)]
pub struct PermissionInheritanceBuilder {
    key: Option<uuid::Uuid>,
    realm_stages: Vec<enums::PermissionStage>,
    realm_portfolio: Option<enums::PermissionPortfolio>,
}

impl PermissionInheritanceBuilder {
    /// Key of the permission that is included.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Kinds of environment for which the inheritance is listed. The service always sends this field,
    /// but it may be null.
    #[must_use]
    pub fn realm_stages(
        mut self,
        realm_stages: impl IntoIterator<Item = impl Into<enums::PermissionStage>>,
    ) -> Self {
        self.realm_stages = realm_stages.into_iter().map(Into::into).collect();
        self
    }

    /// Portfolios for which the inheritance is listed.
    #[must_use]
    pub fn realm_portfolio(
        mut self,
        realm_portfolio: impl Into<enums::PermissionPortfolio>,
    ) -> Self {
        self.realm_portfolio = Some(realm_portfolio.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::PermissionInheritance, BuildError> {
        Ok(types::PermissionInheritance {
            key: self.key,
            realm_stages: self.realm_stages,
            realm_portfolio: self.realm_portfolio,
        })
    }
}

impl From<types::PermissionInheritance> for PermissionInheritanceBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::PermissionInheritance) -> Self {
        Self {
            key: value.key,
            realm_stages: value.realm_stages,
            realm_portfolio: value.realm_portfolio,
        }
    }
}

/// Builder of [`PermissionPage`](types::PermissionPage).
#[derive(Debug, Clone, Default)]
pub struct PermissionPageBuilder {
    results: Vec<Permission>,
    page: Option<PageInfo>,
}

impl PermissionPageBuilder {
    /// Permissions on this page.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<Permission>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// Paging values of the permission list.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::PermissionPage, BuildError> {
        Ok(types::PermissionPage {
            results: self.results,
            page: self.page,
        })
    }
}

impl From<types::PermissionPage> for PermissionPageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::PermissionPage) -> Self {
        Self {
            results: value.results,
            page: value.page,
        }
    }
}

/// Builder of [`PermissionSelection`](types::PermissionSelection).
#[derive(Debug, Clone, Default)]
pub struct PermissionSelectionBuilder {
    permission_key: Option<uuid::Uuid>,
    environment_keys: Option<Vec<uuid::Uuid>>,
    portfolio_keys: Option<Vec<uuid::Uuid>>,
    claim_name: Option<String>,
    name: Option<String>,
}

impl PermissionSelectionBuilder {
    /// Key of the permission to include, as listed under `/permissions`.
    #[must_use]
    pub fn permission_key(mut self, permission_key: impl Into<uuid::Uuid>) -> Self {
        self.permission_key = Some(permission_key.into());
        self
    }

    /// Environments to which the permission is limited.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_keys(
        mut self,
        environment_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.environment_keys = Some(
            environment_keys.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// Portfolios to which the permission is limited.
    #[must_use]
    pub fn portfolio_keys(
        mut self,
        portfolio_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        self.portfolio_keys = Some(portfolio_keys.into_iter().map(Into::into).collect());
        self
    }

    /// Claim name of the permission.
    #[must_use]
    pub fn claim_name(mut self, claim_name: impl Into<String>) -> Self {
        self.claim_name = Some(claim_name.into());
        self
    }

    /// Readable name of the permission.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::PermissionSelection, BuildError> {
        Ok(types::PermissionSelection {
            permission_key: self.permission_key,
            environment_keys: self.environment_keys,
            portfolio_keys: self.portfolio_keys,
            claim_name: self.claim_name,
            name: self.name,
        })
    }
}

impl From<types::PermissionSelection> for PermissionSelectionBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::PermissionSelection) -> Self {
        Self {
            permission_key: value.permission_key,
            environment_keys: value.environment_keys,
            portfolio_keys: value.portfolio_keys,
            claim_name: value.claim_name,
            name: value.name,
        }
    }
}

/// Builder of [`ProviderCustomConfig`](types::ProviderCustomConfig).
#[derive(Debug, Clone, Default)]
pub struct ProviderCustomConfigBuilder {
    key_id: Option<String>,
    team_id: Option<String>,
}

impl ProviderCustomConfigBuilder {
    /// Identifier of the key at Apple.
    #[must_use]
    pub fn key_id(mut self, key_id: impl Into<String>) -> Self {
        self.key_id = Some(key_id.into());
        self
    }

    /// Identifier of the team at Apple.
    #[must_use]
    pub fn team_id(mut self, team_id: impl Into<String>) -> Self {
        self.team_id = Some(team_id.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::ProviderCustomConfig, BuildError> {
        Ok(types::ProviderCustomConfig {
            key_id: self.key_id,
            team_id: self.team_id,
        })
    }
}

impl From<types::ProviderCustomConfig> for ProviderCustomConfigBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::ProviderCustomConfig) -> Self {
        Self {
            key_id: value.key_id,
            team_id: value.team_id,
        }
    }
}

/// Builder of [`RoleUser`](types::RoleUser).
#[derive(Debug, Clone, Default)]
pub struct RoleUserBuilder {
    key: Option<uuid::Uuid>,
    name: Option<String>,
    email: Option<String>,
    status: Option<enums::UserStatus>,
    photo_url: Option<String>,
    last_login_at: Option<chrono::DateTime<chrono::Utc>>,
    embedded: Option<MemberEmbedded>,
}

impl RoleUserBuilder {
    /// Key of the user. To sort by it, use the name `userKey`.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Display name; may be an empty string.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// E-mail address. A user may have no e-mail address.
    #[must_use]
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// Account status of the role holder.
    #[must_use]
    pub fn status(mut self, status: impl Into<enums::UserStatus>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// URL of the user's picture.
    #[must_use]
    pub fn photo_url(mut self, photo_url: impl Into<String>) -> Self {
        self.photo_url = Some(photo_url.into());
        self
    }

    /// Most recent login, RFC 3339 in UTC. A token refresh counts as a login. Null if the user never
    /// signed in.
    #[must_use]
    pub fn last_login_at(
        mut self,
        last_login_at: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.last_login_at = Some(last_login_at.into());
        self
    }

    /// Additional data, present only if `embed` requests it.
    #[must_use]
    pub fn embedded(mut self, embedded: impl Into<MemberEmbedded>) -> Self {
        self.embedded = Some(embedded.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::RoleUser, BuildError> {
        Ok(types::RoleUser {
            key: self.key.ok_or_else(|| BuildError::missing("RoleUser", "key"))?,
            name: self.name,
            email: self.email,
            status: self.status,
            photo_url: self.photo_url,
            last_login_at: self.last_login_at,
            embedded: self.embedded,
        })
    }
}

impl From<types::RoleUser> for RoleUserBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::RoleUser) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            email: value.email,
            status: value.status,
            photo_url: value.photo_url,
            last_login_at: value.last_login_at,
            embedded: value.embedded,
        }
    }
}

/// Builder of [`RoleUserPage`](types::RoleUserPage).
#[derive(Debug, Clone, Default)]
pub struct RoleUserPageBuilder {
    results: Vec<RoleUser>,
    page: Option<PageInfo>,
}

impl RoleUserPageBuilder {
    /// Role holders on this page.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<RoleUser>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// Paging values of the list of role holders.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::RoleUserPage, BuildError> {
        Ok(types::RoleUserPage {
            results: self.results,
            page: self.page,
        })
    }
}

impl From<types::RoleUserPage> for RoleUserPageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::RoleUserPage) -> Self {
        Self {
            results: value.results,
            page: value.page,
        }
    }
}

/// Builder of [`SamlConfigurationItem`](types::SamlConfigurationItem).
#[derive(Debug, Clone, Default)]
pub struct SamlConfigurationItemBuilder {
    config_name: Option<String>,
    config_value: Option<String>,
}

impl SamlConfigurationItemBuilder {
    /// Name of the setting.
    #[must_use]
    pub fn config_name(mut self, config_name: impl Into<String>) -> Self {
        self.config_name = Some(config_name.into());
        self
    }

    /// Value of the setting, as text.
    #[must_use]
    pub fn config_value(mut self, config_value: impl Into<String>) -> Self {
        self.config_value = Some(config_value.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::SamlConfigurationItem, BuildError> {
        Ok(types::SamlConfigurationItem {
            config_name: self.config_name,
            config_value: self.config_value,
        })
    }
}

impl From<types::SamlConfigurationItem> for SamlConfigurationItemBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::SamlConfigurationItem) -> Self {
        Self {
            config_name: value.config_name,
            config_value: value.config_value,
        }
    }
}

/// Builder of [`TokenNormalization`](types::TokenNormalization).
#[derive(Debug, Clone, Default)]
pub struct TokenNormalizationBuilder {
    normal_claim: Option<String>,
    foreign_claim: Option<String>,
}

impl TokenNormalizationBuilder {
    /// Claim name on the platform.
    #[must_use]
    pub fn normal_claim(mut self, normal_claim: impl Into<String>) -> Self {
        self.normal_claim = Some(normal_claim.into());
        self
    }

    /// Claim name in the provider's tokens.
    #[must_use]
    pub fn foreign_claim(mut self, foreign_claim: impl Into<String>) -> Self {
        self.foreign_claim = Some(foreign_claim.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::TokenNormalization, BuildError> {
        Ok(types::TokenNormalization {
            normal_claim: self.normal_claim,
            foreign_claim: self.foreign_claim,
        })
    }
}

impl From<types::TokenNormalization> for TokenNormalizationBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::TokenNormalization) -> Self {
        Self {
            normal_claim: value.normal_claim,
            foreign_claim: value.foreign_claim,
        }
    }
}

/// Builder of [`User`](types::User).
#[derive(Debug, Clone, Default)]
pub struct UserBuilder {
    key: Option<uuid::Uuid>,
    name: Option<String>,
    email: Option<String>,
    status: Option<enums::UserStatus>,
    access: Option<UserAccess>,
    last_login_at: Option<chrono::DateTime<chrono::Utc>>,
    is_active: Option<bool>,
    photo_url: Option<String>,
    is_email_verified: Option<bool>,
    is_terms_and_conditions_accepted: Option<bool>,
    embedded: Option<UserEmbedded>,
}

impl UserBuilder {
    /// Key of the user.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Display name; may be an empty string.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// E-mail address. It can be missing, and it cannot be changed through the API.
    #[must_use]
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// Account status of the user.
    #[must_use]
    pub fn status(mut self, status: impl Into<enums::UserStatus>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// Whether the user has organization roles and application roles (end-user roles in the portal).
    #[must_use]
    pub fn access(mut self, access: impl Into<UserAccess>) -> Self {
        self.access = Some(access.into());
        self
    }

    /// Most recent login, RFC 3339; null if the user never signed in.
    #[must_use]
    pub fn last_login_at(
        mut self,
        last_login_at: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.last_login_at = Some(last_login_at.into());
        self
    }

    /// Whether the account is active.
    #[must_use]
    pub fn is_active(mut self, is_active: bool) -> Self {
        self.is_active = Some(is_active);
        self
    }

    /// URL of a picture of the user.
    #[must_use]
    pub fn photo_url(mut self, photo_url: impl Into<String>) -> Self {
        self.photo_url = Some(photo_url.into());
        self
    }

    /// Whether the e-mail address has been verified; null means unknown.
    #[must_use]
    pub fn is_email_verified(mut self, is_email_verified: bool) -> Self {
        self.is_email_verified = Some(is_email_verified);
        self
    }

    /// Whether the user has accepted the terms and conditions.
    #[must_use]
    pub fn is_terms_and_conditions_accepted(
        mut self,
        is_terms_and_conditions_accepted: bool,
    ) -> Self {
        self.is_terms_and_conditions_accepted = Some(is_terms_and_conditions_accepted);
        self
    }

    /// Related data that `embed` requested; absent if nothing was requested.
    #[must_use]
    pub fn embedded(mut self, embedded: impl Into<UserEmbedded>) -> Self {
        self.embedded = Some(embedded.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::User, BuildError> {
        Ok(types::User {
            key: self.key.ok_or_else(|| BuildError::missing("User", "key"))?,
            name: self.name,
            email: self.email,
            status: self.status,
            access: self.access,
            last_login_at: self.last_login_at,
            is_active: self.is_active,
            photo_url: self.photo_url,
            is_email_verified: self.is_email_verified,
            is_terms_and_conditions_accepted: self.is_terms_and_conditions_accepted,
            embedded: self.embedded,
        })
    }
}

impl From<types::User> for UserBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::User) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            email: value.email,
            status: value.status,
            access: value.access,
            last_login_at: value.last_login_at,
            is_active: value.is_active,
            photo_url: value.photo_url,
            is_email_verified: value.is_email_verified,
            is_terms_and_conditions_accepted: value.is_terms_and_conditions_accepted,
            embedded: value.embedded,
        }
    }
}

/// Builder of [`UserAccess`](types::UserAccess).
#[derive(Debug, Clone, Default)]
pub struct UserAccessBuilder {
    has_organization_roles: Option<bool>,
    has_application_roles: Option<bool>,
}

impl UserAccessBuilder {
    /// True if the user holds at least one organization role.
    #[must_use]
    pub fn has_organization_roles(mut self, has_organization_roles: bool) -> Self {
        self.has_organization_roles = Some(has_organization_roles);
        self
    }

    /// True if the user holds at least one application role (end-user role in the portal).
    #[doc(alias = "end-user role")]
    #[must_use]
    pub fn has_application_roles(mut self, has_application_roles: bool) -> Self {
        self.has_application_roles = Some(has_application_roles);
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::UserAccess, BuildError> {
        Ok(types::UserAccess {
            has_organization_roles: self.has_organization_roles,
            has_application_roles: self.has_application_roles,
        })
    }
}

impl From<types::UserAccess> for UserAccessBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::UserAccess) -> Self {
        Self {
            has_organization_roles: value.has_organization_roles,
            has_application_roles: value.has_application_roles,
        }
    }
}

/// Builder of [`UserApplicationRole`](types::UserApplicationRole).
#[derive(Debug, Clone, Default)]
pub struct UserApplicationRoleBuilder {
    key: Option<uuid::Uuid>,
    name: Option<String>,
    environment_key: Option<uuid::Uuid>,
    asset_key: Option<uuid::Uuid>,
    external_key: Option<uuid::Uuid>,
    claim: Option<String>,
    portfolio_key: Option<uuid::Uuid>,
    is_directly_assigned: Option<bool>,
    assigned_groups: Vec<AssignedGroup>,
}

impl UserApplicationRoleBuilder {
    /// Key of the role. It is specific to its environment.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of the role. It is not unique across apps.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Key of the environment in which the user has the role.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_key(mut self, environment_key: impl Into<uuid::Uuid>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// Key of the asset that defines the role.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Key that is the same for this role in all environments.
    #[must_use]
    pub fn external_key(mut self, external_key: impl Into<uuid::Uuid>) -> Self {
        self.external_key = Some(external_key.into());
        self
    }

    /// Claim name that belongs to the role.
    #[must_use]
    pub fn claim(mut self, claim: impl Into<String>) -> Self {
        self.claim = Some(claim.into());
        self
    }

    /// Key of the portfolio to which the environment belongs.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// Whether the user was granted the role directly. It takes only the selected sources into account.
    #[must_use]
    pub fn is_directly_assigned(mut self, is_directly_assigned: bool) -> Self {
        self.is_directly_assigned = Some(is_directly_assigned);
        self
    }

    /// Groups from which the user inherits the role. They come only from the selected sources.
    #[must_use]
    pub fn assigned_groups(
        mut self,
        assigned_groups: impl IntoIterator<Item = impl Into<AssignedGroup>>,
    ) -> Self {
        self.assigned_groups = assigned_groups.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::UserApplicationRole, BuildError> {
        Ok(types::UserApplicationRole {
            key: self
                .key
                .ok_or_else(|| BuildError::missing("UserApplicationRole", "key"))?,
            name: self.name,
            environment_key: self.environment_key,
            asset_key: self.asset_key,
            external_key: self.external_key,
            claim: self.claim,
            portfolio_key: self.portfolio_key,
            is_directly_assigned: self.is_directly_assigned,
            assigned_groups: self.assigned_groups,
        })
    }
}

impl From<types::UserApplicationRole> for UserApplicationRoleBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::UserApplicationRole) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            environment_key: value.environment_key,
            asset_key: value.asset_key,
            external_key: value.external_key,
            claim: value.claim,
            portfolio_key: value.portfolio_key,
            is_directly_assigned: value.is_directly_assigned,
            assigned_groups: value.assigned_groups,
        }
    }
}

/// Builder of [`UserApplicationRolePage`](types::UserApplicationRolePage).
#[derive(Debug, Clone, Default)]
pub struct UserApplicationRolePageBuilder {
    results: Vec<UserApplicationRole>,
    page: Option<PageInfo>,
}

impl UserApplicationRolePageBuilder {
    /// Roles of the user on this page, with their sources.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<UserApplicationRole>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// Paging values of the user's role list.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::UserApplicationRolePage, BuildError> {
        Ok(types::UserApplicationRolePage {
            results: self.results,
            page: self.page,
        })
    }
}

impl From<types::UserApplicationRolePage> for UserApplicationRolePageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::UserApplicationRolePage) -> Self {
        Self {
            results: value.results,
            page: value.page,
        }
    }
}

/// Builder of [`UserCount`](types::UserCount).
#[derive(Debug, Clone, Default)]
pub struct UserCountBuilder {
    user_count: Option<i32>,
}

impl UserCountBuilder {
    /// Number of visible users that match the filters.
    #[must_use]
    pub fn user_count(mut self, user_count: i32) -> Self {
        self.user_count = Some(user_count);
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::UserCount, BuildError> {
        Ok(types::UserCount {
            user_count: self.user_count,
        })
    }
}

impl From<types::UserCount> for UserCountBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::UserCount) -> Self {
        Self {
            user_count: value.user_count,
        }
    }
}

/// Builder of [`UserEmbedded`](types::UserEmbedded).
#[derive(Debug, Clone, Default)]
pub struct UserEmbeddedBuilder {
    application_roles: Vec<UserApplicationRole>,
    user_identity_providers: Vec<IdentityProviderProfile>,
}

impl UserEmbeddedBuilder {
    /// The user's application roles (end-user roles in the portal), each with the direct flag and the
    /// groups from which it comes. Present with `embed=ApplicationRoles`.
    #[doc(alias = "end-user role")]
    #[must_use]
    pub fn application_roles(
        mut self,
        application_roles: impl IntoIterator<Item = impl Into<UserApplicationRole>>,
    ) -> Self {
        self.application_roles = application_roles.into_iter().map(Into::into).collect();
        self
    }

    /// Profiles of the user at identity providers. Present with `embed=UserIdentityProviders`.
    #[must_use]
    pub fn user_identity_providers(
        mut self,
        user_identity_providers: impl IntoIterator<
            Item = impl Into<IdentityProviderProfile>,
        >,
    ) -> Self {
        self.user_identity_providers = user_identity_providers
            .into_iter()
            .map(Into::into)
            .collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::UserEmbedded, BuildError> {
        Ok(types::UserEmbedded {
            application_roles: self.application_roles,
            user_identity_providers: self.user_identity_providers,
        })
    }
}

impl From<types::UserEmbedded> for UserEmbeddedBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::UserEmbedded) -> Self {
        Self {
            application_roles: value.application_roles,
            user_identity_providers: value.user_identity_providers,
        }
    }
}

/// Builder of [`UserGroup`](types::UserGroup).
#[derive(Debug, Clone, Default)]
pub struct UserGroupBuilder {
    membership_types: Vec<enums::MembershipType>,
    group: Option<Group>,
}

impl UserGroupBuilder {
    /// Kinds of membership in this group. A user can have both. The service always sends this field,
    /// but it may be null.
    #[must_use]
    pub fn membership_types(
        mut self,
        membership_types: impl IntoIterator<Item = impl Into<enums::MembershipType>>,
    ) -> Self {
        self.membership_types = membership_types.into_iter().map(Into::into).collect();
        self
    }

    /// The group.
    #[must_use]
    pub fn group(mut self, group: impl Into<Group>) -> Self {
        self.group = Some(group.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::UserGroup, BuildError> {
        Ok(types::UserGroup {
            membership_types: self.membership_types,
            group: self.group,
        })
    }
}

impl From<types::UserGroup> for UserGroupBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::UserGroup) -> Self {
        Self {
            membership_types: value.membership_types,
            group: value.group,
        }
    }
}

/// Builder of [`UserGroupPage`](types::UserGroupPage).
#[derive(Debug, Clone, Default)]
pub struct UserGroupPageBuilder {
    results: Vec<UserGroup>,
    page: Option<PageInfo>,
}

impl UserGroupPageBuilder {
    /// Groups of the user on this page.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<UserGroup>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// Paging values of the list of the user's groups.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::UserGroupPage, BuildError> {
        Ok(types::UserGroupPage {
            results: self.results,
            page: self.page,
        })
    }
}

impl From<types::UserGroupPage> for UserGroupPageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::UserGroupPage) -> Self {
        Self {
            results: value.results,
            page: value.page,
        }
    }
}

/// Builder of [`UserOrganizationRole`](types::UserOrganizationRole).
#[derive(Debug, Clone, Default)]
pub struct UserOrganizationRoleBuilder {
    key: Option<uuid::Uuid>,
    name: Option<String>,
    grant_period: Option<GrantPeriod>,
    asset_key: Option<uuid::Uuid>,
    portfolio_key: Option<uuid::Uuid>,
}

impl UserOrganizationRoleBuilder {
    /// Key of the assigned organization role.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of the assigned role.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Period during which the assignment is valid, if one was set.
    #[must_use]
    pub fn grant_period(mut self, grant_period: impl Into<GrantPeriod>) -> Self {
        self.grant_period = Some(grant_period.into());
        self
    }

    /// Key of the asset to which an asset-scoped assignment is limited.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Key of the portfolio to which the assignment refers, if any.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::UserOrganizationRole, BuildError> {
        Ok(types::UserOrganizationRole {
            key: self
                .key
                .ok_or_else(|| BuildError::missing("UserOrganizationRole", "key"))?,
            name: self.name,
            grant_period: self.grant_period,
            asset_key: self.asset_key,
            portfolio_key: self.portfolio_key,
        })
    }
}

impl From<types::UserOrganizationRole> for UserOrganizationRoleBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::UserOrganizationRole) -> Self {
        Self {
            key: Some(value.key),
            name: value.name,
            grant_period: value.grant_period,
            asset_key: value.asset_key,
            portfolio_key: value.portfolio_key,
        }
    }
}

/// Builder of [`UserOrganizationRolePage`](types::UserOrganizationRolePage).
#[derive(Debug, Clone, Default)]
pub struct UserOrganizationRolePageBuilder {
    results: Vec<UserOrganizationRole>,
    page: Option<PageInfo>,
}

impl UserOrganizationRolePageBuilder {
    /// Assignments on this page. One role may have several rows.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<UserOrganizationRole>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// Paging values. They count assignments.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::UserOrganizationRolePage, BuildError> {
        Ok(types::UserOrganizationRolePage {
            results: self.results,
            page: self.page,
        })
    }
}

impl From<types::UserOrganizationRolePage> for UserOrganizationRolePageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::UserOrganizationRolePage) -> Self {
        Self {
            results: value.results,
            page: value.page,
        }
    }
}

/// Builder of [`UserPage`](types::UserPage).
#[derive(Debug, Clone, Default)]
pub struct UserPageBuilder {
    results: Vec<User>,
    page: Option<PageInfo>,
}

impl UserPageBuilder {
    /// Users that are visible to the API client and match the filters.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<User>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// Paging values of the user list.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::UserPage, BuildError> {
        Ok(types::UserPage {
            results: self.results,
            page: self.page,
        })
    }
}

impl From<types::UserPage> for UserPageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::UserPage) -> Self {
        Self {
            results: value.results,
            page: value.page,
        }
    }
}

/// Builder of [`UserPatch`](types::UserPatch).
#[derive(Debug, Clone, Default)]
pub struct UserPatchBuilder {
    name: Patch<String>,
    is_active: Patch<bool>,
    photo_url: Patch<String>,
}

impl UserPatchBuilder {
    /// New display name.
    #[must_use]
    pub fn name(mut self, name: impl Into<Patch<String>>) -> Self {
        self.name = name.into();
        self
    }

    /// `true` activates the account. `false` deactivates it, which blocks every login.
    #[must_use]
    pub fn is_active(mut self, is_active: impl Into<Patch<bool>>) -> Self {
        self.is_active = is_active.into();
        self
    }

    /// New picture URL.
    #[must_use]
    pub fn photo_url(mut self, photo_url: impl Into<Patch<String>>) -> Self {
        self.photo_url = photo_url.into();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::UserPatch, BuildError> {
        Ok(types::UserPatch {
            name: self.name,
            is_active: self.is_active,
            photo_url: self.photo_url,
        })
    }
}

impl From<types::UserPatch> for UserPatchBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::UserPatch) -> Self {
        Self {
            name: value.name,
            is_active: value.is_active,
            photo_url: value.photo_url,
        }
    }
}
