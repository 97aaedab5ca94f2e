// @generated from openapi/identity-v1.json (SHA-256 e306ca47cccf477fbb391b04dfe9e4327956c9b9f231b71758bbd98b0871cd84)
// by `cargo xtask generate identity-v1`. Do not edit: change the document, its overlay or the xtask.

//! The types of requests and responses.

use odc_runtime::Patch;
use serde::{Deserialize, Serialize};
use super::{enums, type_builders};
pub use super::enums::*;

/// An application role (end-user role in the portal) as it exists in one environment (stage in the
/// portal). It is created when the app that defines it is published. The API can list it, but
/// cannot create, rename or delete it.
///
/// Schema `ApplicationRoleApiResponse` of the document.
#[doc(alias = "end-user role")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ApplicationRole {
    /// Key of the role in this environment; the same role has a different `key` in every other
    /// environment.
    pub key: uuid::Uuid,
    /// Name of the role. Different apps may use the same name, so the name alone does not identify a
    /// role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Key of the environment to which this role record belongs.
    #[doc(alias = "stage")]
    #[serde(rename = "environmentKey", default, skip_serializing_if = "Option::is_none")]
    pub environment_key: Option<uuid::Uuid>,
    /// Key of the asset that owns the role, for example an app.
    #[serde(rename = "assetKey", default, skip_serializing_if = "Option::is_none")]
    pub asset_key: Option<uuid::Uuid>,
    /// Key of the role that is the same in all environments. Use it to recognize one role in several
    /// stages.
    #[serde(rename = "externalKey", default, skip_serializing_if = "Option::is_none")]
    pub external_key: Option<uuid::Uuid>,
    /// Name of the claim that belongs to the role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// Key of the portfolio to which the role's environment belongs.
    #[serde(rename = "portfolioKey", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_key: Option<uuid::Uuid>,
}

impl ApplicationRole {
    /// A builder of [`ApplicationRole`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::ApplicationRoleBuilder {
        Default::default()
    }
}

/// One page of application roles (end-user roles in the portal).
///
/// Schema `ApplicationRoleApiResponsePaginatedResponseApi` of the document.
#[doc(alias = "end-user role")]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ApplicationRolePage {
    /// The roles on this page, in the requested sort order.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<ApplicationRole>,
    /// Paging values of the list of roles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
}

impl ApplicationRolePage {
    /// A builder of [`ApplicationRolePage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::ApplicationRolePageBuilder {
        Default::default()
    }
}

/// A group through which a user holds an application role (end-user role in the portal), and how
/// the user became a member of the group.
///
/// Schema `AssignedGroupInfoApiResponse` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AssignedGroup {
    /// Key of the group that gives the role to the user.
    pub key: uuid::Uuid,
    /// Name of that group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How this user became a member of the group: added directly or through a claim mapping.
    #[serde(rename = "membershipType", default, skip_serializing_if = "Option::is_none")]
    pub membership_type: Option<enums::MembershipType>,
}

impl AssignedGroup {
    /// A builder of [`AssignedGroup`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::AssignedGroupBuilder {
        Default::default()
    }
}

/// State of a bulk creation of users. The response to the creation (202) and the response to the
/// status query have the same form. The results of the records are present only when the status is
/// final.
///
/// Schema `BulkUserProfileOperationApiRecordBulkApiResponse` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BulkUserOperation {
    /// Key of the bulk operation, used to poll its status.
    pub key: uuid::Uuid,
    /// Progress of the operation. Stop polling at `Finished` or `FinishedWithErrors`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<enums::BulkStatus>,
    /// Code of a failure of the whole operation, such as a timeout. Failures of single records are in
    /// `operations`.
    #[serde(rename = "errorCode", default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// Readable text for the failure of the whole operation.
    #[serde(rename = "errorMessage", default, skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
    /// One result per record. The list is empty until the operation has ended.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub operations: Vec<BulkUserResult>,
}

impl BulkUserOperation {
    /// A builder of [`BulkUserOperation`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::BulkUserOperationBuilder {
        Default::default()
    }
}

/// One user of a bulk creation: some of the values that were sent, and what the operation produced.
/// Match it to the input by e-mail address, user name or subject, not by position.
///
/// Schema `BulkUserProfileOperationApiRecord` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BulkUserRecord {
    /// Key of the user that resulted from the record; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<uuid::Uuid>,
    /// E-mail address from the request; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// User name at the identity provider from the request; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// Subject at the identity provider from the request; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}

impl BulkUserRecord {
    /// A builder of [`BulkUserRecord`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::BulkUserRecordBuilder {
        Default::default()
    }
}

/// Result for a single record of a bulk user creation.
///
/// Schema `BulkUserProfileOperationApiRecordBulkApiOperation` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BulkUserResult {
    /// Result of the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<enums::BulkRecordStatus>,
    /// Code of the failure when `status` is `Error`.
    #[serde(rename = "errorCode", default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// Readable reason for the failure when `status` is `Error`.
    #[serde(rename = "errorMessage", default, skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
    /// The user to which this result belongs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<BulkUserRecord>,
}

impl BulkUserResult {
    /// A builder of [`BulkUserResult`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::BulkUserResultBuilder {
        Default::default()
    }
}

/// A rule that makes users members of the group when a claim from an identity provider matches. It
/// is evaluated at every login. The API can read it within its group and delete it, but cannot
/// create or change it.
///
/// Schema `GroupIdpClaimMappingEmbedded` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ClaimMapping {
    /// Key of the mapping. It is needed to delete the mapping.
    pub key: uuid::Uuid,
    /// Key of the identity provider whose claims are checked.
    #[serde(rename = "providerKey", default, skip_serializing_if = "Option::is_none")]
    pub provider_key: Option<uuid::Uuid>,
    /// Claim and value that a login must contain.
    #[serde(rename = "foreignClaim", default, skip_serializing_if = "Option::is_none")]
    pub foreign_claim: Option<ForeignClaim>,
    /// Last change of the mapping, RFC 3339.
    #[serde(
        rename = "lastUpdatedDate",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub last_updated_date: Option<chrono::DateTime<chrono::Utc>>,
}

impl ClaimMapping {
    /// A builder of [`ClaimMapping`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::ClaimMappingBuilder {
        Default::default()
    }
}

/// Response to the creation of a group.
///
/// Schema `GroupCreateResponse` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CreatedGroup {
    /// Key of the new group.
    pub key: uuid::Uuid,
}

impl CreatedGroup {
    /// A builder of [`CreatedGroup`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::CreatedGroupBuilder {
        Default::default()
    }
}

/// Response to the creation of an organization role. In other creation responses the key is called
/// `key`; here it is called `orgRoleKey`.
///
/// Schema `OrganizationRoleCreateResponse` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CreatedOrganizationRole {
    /// Key of the new organization role.
    #[serde(rename = "orgRoleKey")]
    pub org_role_key: uuid::Uuid,
}

impl CreatedOrganizationRole {
    /// A builder of [`CreatedOrganizationRole`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::CreatedOrganizationRoleBuilder {
        Default::default()
    }
}

/// Response to the creation of a user.
///
/// Schema `UserProfileCreateResponse` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CreatedUser {
    /// Key of the user.
    pub key: uuid::Uuid,
}

impl CreatedUser {
    /// A builder of [`CreatedUser`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::CreatedUserBuilder {
        Default::default()
    }
}

/// The condition of a claim mapping on a claim that the identity provider sends. It is met when the
/// claim equals `value` exactly, or when one of its parts does. `valueDelimiter` separates the
/// parts.
///
/// Schema `ForeignClaimModel` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ForeignClaim {
    /// Name of the claim in the provider's token, for example `groups` or `sub`; at most 50 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Separator that splits the claim into parts before the comparison, up to 3 characters.
    #[serde(rename = "valueDelimiter", default, skip_serializing_if = "Option::is_none")]
    pub value_delimiter: Option<String>,
    /// Text that the claim, or one of its parts, must equal; at most 256 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

impl ForeignClaim {
    /// A builder of [`ForeignClaim`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::ForeignClaimBuilder {
        Default::default()
    }
}

/// Period during which an organization role assignment is valid. Its start and its end may be null.
///
/// Schema `GrantPeriodApiModel` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct GrantPeriod {
    /// Timestamp from which the role applies, RFC 3339 in UTC.
    #[serde(
        rename = "startTime",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub start_time: Option<chrono::DateTime<chrono::Utc>>,
    /// Timestamp at which the role stops applying, RFC 3339 in UTC.
    #[serde(
        rename = "endTime",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub end_time: Option<chrono::DateTime<chrono::Utc>>,
}

impl GrantPeriod {
    /// A builder of [`GrantPeriod`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::GrantPeriodBuilder {
        Default::default()
    }
}

/// A group of end users in one environment (stage in the portal). It gives its application roles
/// (end-user roles in the portal) to its members. A group can never move to another environment.
///
/// Schema `GroupApiResponse` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Group {
    /// Key of the group.
    pub key: uuid::Uuid,
    /// Name of the group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Free text about the group's purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Key of the environment to which the group belongs.
    #[doc(alias = "stage")]
    #[serde(rename = "environmentKey", default, skip_serializing_if = "Option::is_none")]
    pub environment_key: Option<uuid::Uuid>,
    /// Key of the portfolio that contains the group's environment.
    #[serde(rename = "portfolioKey", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_key: Option<uuid::Uuid>,
    /// When the group was last changed, RFC 3339.
    #[serde(
        rename = "updatedAt",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub updated_at: Option<chrono::DateTime<chrono::Utc>>,
    /// Claim mappings that bring users into the group when they sign in through an identity provider.
    #[serde(
        rename = "groupIdpClaimMappings",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub group_idp_claim_mappings: Vec<ClaimMapping>,
}

impl Group {
    /// A builder of [`Group`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::GroupBuilder {
        Default::default()
    }
}

/// Application roles (end-user roles in the portal) to add to a group and to remove from it. One
/// request may contain both lists. The effect of a key in both lists is not documented.
///
/// Schema `PatchGroupApplicationRolesRequest` of the document.
#[doc(alias = "end-user role")]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct GroupApplicationRolesPatch {
    /// Keys of the roles that the group will receive.
    #[doc(alias = "end-user role")]
    #[serde(
        rename = "applicationRoleKeysToAdd",
        default,
        skip_serializing_if = "Patch::is_absent"
    )]
    pub application_role_keys_to_add: Patch<Vec<uuid::Uuid>>,
    /// Keys of the roles to remove from the group.
    #[doc(alias = "end-user role")]
    #[serde(
        rename = "applicationRoleKeysToRemove",
        default,
        skip_serializing_if = "Patch::is_absent"
    )]
    pub application_role_keys_to_remove: Patch<Vec<uuid::Uuid>>,
}

impl GroupApplicationRolesPatch {
    /// A builder of [`GroupApplicationRolesPatch`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::GroupApplicationRolesPatchBuilder {
        Default::default()
    }
}

/// One member of a group, with the ways in which the user became a member.
///
/// Schema `GroupUserResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct GroupMember {
    /// All ways in which the user became a member: `Assigned`, `Mapped`, or both.
    #[serde(
        rename = "membershipTypes",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub membership_types: Vec<enums::MembershipType>,
    /// Profile of the member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<GroupUser>,
}

impl GroupMember {
    /// A builder of [`GroupMember`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::GroupMemberBuilder {
        Default::default()
    }
}

/// One page of the members of a group.
///
/// Schema `GroupUserResponsePaginatedResponseApi` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct GroupMemberPage {
    /// Members on this page.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<GroupMember>,
    /// Paging values of the member list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
}

impl GroupMemberPage {
    /// A builder of [`GroupMemberPage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::GroupMemberPageBuilder {
        Default::default()
    }
}

/// One page of groups.
///
/// Schema `GroupApiResponsePaginatedResponseApi` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct GroupPage {
    /// Groups that matched the filters.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<Group>,
    /// Paging values of the group list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
}

impl GroupPage {
    /// A builder of [`GroupPage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::GroupPageBuilder {
        Default::default()
    }
}

/// New name and description of a group. Its environment (stage in the portal) cannot be changed.
/// Other operations change its members and roles.
///
/// Schema `PatchGroupRequest` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct GroupPatch {
    /// New name of the group.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub name: Patch<String>,
    /// New description of the group.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub description: Patch<String>,
}

impl GroupPatch {
    /// A builder of [`GroupPatch`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::GroupPatchBuilder {
        Default::default()
    }
}

/// A user as shown in the member list of a group.
///
/// Schema `GroupUserProfileResponse` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct GroupUser {
    /// Key of the user.
    pub key: uuid::Uuid,
    /// Display name; may be an empty string.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E-mail address. A user may have no e-mail address, and the value may not look like one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Account status of the member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<enums::UserStatus>,
    /// URL of the user's picture.
    #[serde(rename = "photoUrl", default, skip_serializing_if = "Option::is_none")]
    pub photo_url: Option<String>,
    /// Most recent login, RFC 3339. It may be missing or null for a user who never signed in.
    #[serde(
        rename = "lastLoginAt",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub last_login_at: Option<chrono::DateTime<chrono::Utc>>,
    /// Additional data, present only if `embed` requests it.
    #[serde(rename = "_embedded", default, skip_serializing_if = "Option::is_none")]
    pub embedded: Option<MemberEmbedded>,
}

impl GroupUser {
    /// A builder of [`GroupUser`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::GroupUserBuilder {
        Default::default()
    }
}

/// Users to add to a group and to remove from it. One request may contain both lists. The effect of
/// a key in both lists is not documented.
///
/// Schema `PatchUsersByGroupRequest` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct GroupUsersPatch {
    /// Keys of the users who become direct members.
    #[serde(rename = "userKeysToAdd", default, skip_serializing_if = "Patch::is_absent")]
    pub user_keys_to_add: Patch<Vec<uuid::Uuid>>,
    /// Keys of the users to remove. A membership through a claim mapping cannot be ended this way.
    #[serde(
        rename = "userKeysToRemove",
        default,
        skip_serializing_if = "Patch::is_absent"
    )]
    pub user_keys_to_remove: Patch<Vec<uuid::Uuid>>,
}

impl GroupUsersPatch {
    /// A builder of [`GroupUsersPatch`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::GroupUsersPatchBuilder {
        Default::default()
    }
}

/// An external identity provider that is configured for the organization. This API can only read
/// it; changes are made in the portal. The API does not show its assignment to the organization and
/// to environments (stages in the portal).
///
/// Schema `IdentityProviderResponse` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct IdentityProvider {
    /// Key of the identity provider.
    pub key: uuid::Uuid,
    /// Name of the provider in the portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// OpenID Connect settings, if the provider has any.
    #[serde(
        rename = "oidcConfiguration",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub oidc_configuration: Option<OidcConfiguration>,
    /// SAML settings as a list of name and value pairs.
    #[serde(
        rename = "samlConfiguration",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub saml_configuration: Vec<SamlConfigurationItem>,
    /// Translation between the platform's claim names and those of the provider.
    #[serde(
        rename = "tokenNormalizations",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub token_normalizations: Vec<TokenNormalization>,
    /// When the configuration was last changed, RFC 3339.
    #[serde(
        rename = "lastUpdatedDate",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub last_updated_date: Option<chrono::DateTime<chrono::Utc>>,
    /// Protocol or technology of the provider.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<enums::ProviderType>,
    /// The ready-made connection that the provider uses, or `Custom`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtype: Option<enums::ProviderSubtype>,
    /// When an e-mail address from the provider counts as verified.
    #[serde(rename = "emailTrustType", default, skip_serializing_if = "Option::is_none")]
    pub email_trust_type: Option<enums::EmailTrustType>,
    /// Whether the provider serves cloud or self-hosted environments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hosting: Option<enums::Hosting>,
    /// Whether a login that matches no user creates a new profile. With `false` such a login is
    /// refused.
    #[serde(
        rename = "autoCreateProfiles",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub auto_create_profiles: Option<bool>,
    /// Second way to find the user of a login. The subject is always compared first.
    #[serde(
        rename = "profileLinkingField",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub profile_linking_field: Option<enums::ProfileLinkingField>,
}

impl IdentityProvider {
    /// A builder of [`IdentityProvider`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::IdentityProviderBuilder {
        Default::default()
    }
}

/// One page of identity providers.
///
/// Schema `IdentityProviderResponsePaginatedResponseApi` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct IdentityProviderPage {
    /// Providers on this page with their settings.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<IdentityProvider>,
    /// Paging values of the provider list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
}

impl IdentityProviderPage {
    /// A builder of [`IdentityProviderPage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::IdentityProviderPageBuilder {
        Default::default()
    }
}

/// The data of a user at one identity provider: identifiers, personal data and login times.
///
/// Schema `UserIdpProfileResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct IdentityProviderProfile {
    /// Key of the user to whom the profile belongs.
    #[serde(rename = "userKey", default, skip_serializing_if = "Option::is_none")]
    pub user_key: Option<uuid::Uuid>,
    /// Key of the identity provider.
    #[serde(
        rename = "identityProviderKey",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub identity_provider_key: Option<uuid::Uuid>,
    /// Value of the provider's subject claim for the user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// User name at the provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// Name in this provider profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E-mail address in this provider profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Picture URL in this provider profile.
    #[serde(rename = "photoUrl", default, skip_serializing_if = "Option::is_none")]
    pub photo_url: Option<String>,
    /// First login through the provider, RFC 3339 in UTC; may be null.
    #[serde(
        rename = "firstLoginAt",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub first_login_at: Option<chrono::DateTime<chrono::Utc>>,
    /// Latest login through the provider, RFC 3339 in UTC; may be null.
    #[serde(
        rename = "lastLoginAt",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub last_login_at: Option<chrono::DateTime<chrono::Utc>>,
    /// Whether the e-mail address of this profile is verified; may be null.
    #[serde(
        rename = "isEmailVerified",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub is_email_verified: Option<bool>,
}

impl IdentityProviderProfile {
    /// A builder of [`IdentityProviderProfile`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::IdentityProviderProfileBuilder {
        Default::default()
    }
}

/// Related data embedded in the user lists of roles and groups.
///
/// Schema `UserProfileEmbeddedResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MemberEmbedded {
    /// The user's application roles (end-user roles in the portal), without assignment details. Present
    /// with `embed=ApplicationRoles`.
    #[doc(alias = "end-user role")]
    #[serde(
        rename = "applicationRoles",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub application_roles: Vec<ApplicationRole>,
    /// The user's identity provider profiles. Present with `embed=UserIdentityProviders`.
    #[serde(
        rename = "userIdentityProviders",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub user_identity_providers: Vec<IdentityProviderProfile>,
}

impl MemberEmbedded {
    /// A builder of [`MemberEmbedded`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::MemberEmbeddedBuilder {
        Default::default()
    }
}

/// Data of a new group. Users and application roles (end-user roles in the portal) can be added now
/// or later. Claim mappings cannot be set here.
///
/// Schema `GroupCreateRequest` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NewGroup {
    /// Name for the group. The portal requires one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Optional text about the group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Key of the environment (stage in the portal) in which to create the group. It cannot be changed
    /// afterwards.
    #[doc(alias = "stage")]
    #[serde(rename = "environmentKey", default, skip_serializing_if = "Option::is_none")]
    pub environment_key: Option<uuid::Uuid>,
    /// Keys of the application roles that the members will receive.
    #[doc(alias = "end-user role")]
    #[serde(
        rename = "applicationRoleKeys",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub application_role_keys: Option<Vec<uuid::Uuid>>,
    /// Keys of the first members.
    #[serde(rename = "userKeys", default, skip_serializing_if = "Option::is_none")]
    pub user_keys: Option<Vec<uuid::Uuid>>,
}

impl NewGroup {
    /// A builder of [`NewGroup`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::NewGroupBuilder {
        Default::default()
    }
}

/// Name and permissions of a new organization role.
///
/// Schema `OrganizationRoleCreateRequest` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NewOrganizationRole {
    /// Name for the role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Permissions that the role will have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Vec<PermissionSelection>>,
}

impl NewOrganizationRole {
    /// A builder of [`NewOrganizationRole`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::NewOrganizationRoleBuilder {
        Default::default()
    }
}

/// Data of a user to create. The schema requires no field. One guide sends only `email`, another
/// also sends `name` and `photoUrl`. The service sends no e-mail and grants no role.
///
/// Schema `UserProfileCreateApiRequest` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NewUser {
    /// Display name. Ignored when the call only adds the built-in profile to an existing user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E-mail address. If a user with exactly this address exists and `addToBuiltInIdentityProvider` is
    /// true, that user gets the built-in profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Whether the account starts as `Active` (default, `true`) or `Inactive`.
    #[serde(rename = "isActive", default, skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// URL of a picture. Ignored when the call only adds the built-in profile to an existing user.
    #[serde(rename = "photoUrl", default, skip_serializing_if = "Option::is_none")]
    pub photo_url: Option<String>,
    /// Whether the user gets a profile at the built-in identity provider; `false` by default. The user
    /// sets a first password later, by requesting a password reset.
    #[serde(
        rename = "addToBuiltInIdentityProvider",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub add_to_built_in_identity_provider: Option<bool>,
    /// Key of an external provider at which a profile is created or linked. Use it with `subject` or
    /// `username`.
    #[serde(
        rename = "identityProviderKey",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub identity_provider_key: Option<uuid::Uuid>,
    /// The user's subject claim at the provider. The first login is matched by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The user's name at the provider, for providers that match users by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
}

impl NewUser {
    /// A builder of [`NewUser`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::NewUserBuilder {
        Default::default()
    }
}

/// Users to create in one bulk operation.
///
/// Schema `UserProfileCreateApiRequestBulkApiRequest` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NewUsers {
    /// 1 to 100 users, each with the same fields as in a single creation. For any other number the
    /// service returns 400.
    pub records: Vec<NewUser>,
}

impl NewUsers {
    /// A builder of [`NewUsers`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::NewUsersBuilder {
        Default::default()
    }
}

/// OpenID Connect settings of an identity provider. They may contain a client secret, so do not
/// write them to logs unchanged.
///
/// Schema `OidcConfigurationResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OidcConfiguration {
    /// URL of the provider's discovery document.
    #[serde(rename = "discoveryUrl", default, skip_serializing_if = "Option::is_none")]
    pub discovery_url: Option<String>,
    /// Authorization endpoint, where users sign in.
    #[serde(
        rename = "authorizationUrl",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub authorization_url: Option<String>,
    /// Token endpoint, where codes are exchanged for tokens.
    #[serde(rename = "tokenUrl", default, skip_serializing_if = "Option::is_none")]
    pub token_url: Option<String>,
    /// UserInfo endpoint of the provider.
    #[serde(rename = "userInfoUrl", default, skip_serializing_if = "Option::is_none")]
    pub user_info_url: Option<String>,
    /// Endpoint that ends the session at the provider.
    #[serde(rename = "logoutUrl", default, skip_serializing_if = "Option::is_none")]
    pub logout_url: Option<String>,
    /// URL of the provider's public signing keys (JWKS).
    #[serde(rename = "jwksUrl", default, skip_serializing_if = "Option::is_none")]
    pub jwks_url: Option<String>,
    /// Issuer identifier of the provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// How the platform authenticates at the token endpoint.
    #[serde(
        rename = "clientAuthenticationMethod",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub client_authentication_method: Option<enums::ClientAuthenticationMethod>,
    /// Algorithm that signs the client assertion. It matters only for the JWT-based authentication
    /// methods.
    #[serde(
        rename = "clientAssertionSigningAlgorithm",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub client_assertion_signing_algorithm: Option<
        enums::ClientAssertionSigningAlgorithm,
    >,
    /// OAuth scopes that are requested when a user signs in.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub scopes: Vec<String>,
    /// Client id under which the platform is registered at the provider.
    #[serde(rename = "clientId", default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// Client secret at the provider. It is not documented that the service masks it: treat it as
    /// confidential.
    #[serde(rename = "clientSecret", default, skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<odc_runtime::Secret>,
    /// Whether PKCE is used.
    #[serde(rename = "usePkce", default, skip_serializing_if = "Option::is_none")]
    pub use_pkce: Option<bool>,
    /// How the PKCE challenge is derived from the verifier.
    #[serde(rename = "pkceMethod", default, skip_serializing_if = "Option::is_none")]
    pub pkce_method: Option<enums::PkceMethod>,
    /// Values that only some providers need, for example Apple.
    #[serde(
        rename = "providerCustomConfig",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub provider_custom_config: Option<ProviderCustomConfig>,
    /// Whether the nonce check is switched off.
    #[serde(
        rename = "suppressNonceVerification",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub suppress_nonce_verification: Option<bool>,
}

impl OidcConfiguration {
    /// A builder of [`OidcConfiguration`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::OidcConfigurationBuilder {
        Default::default()
    }
}

/// An organization role: a named set of permissions for members. `Administrator` and `Developer`
/// are built in. The organization creates the other roles.
///
/// Schema `OrganizationRoleApiResponse` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OrganizationRole {
    /// Key of the organization role.
    pub key: uuid::Uuid,
    /// Name of the role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Permissions of the role, each with its limits. The service always sends this field, but it may
    /// be null.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub permissions: Vec<OrganizationRolePermission>,
    /// True if the role cannot be changed.
    #[serde(rename = "isReadOnly", default, skip_serializing_if = "Option::is_none")]
    pub is_read_only: Option<bool>,
}

impl OrganizationRole {
    /// A builder of [`OrganizationRole`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::OrganizationRoleBuilder {
        Default::default()
    }
}

/// Optional conditions of an organization role grant: its period and the assets to which it is
/// limited. A body with only `assetKeys` is a complete asset-scoped grant.
///
/// Schema `GrantDetailsRequest` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OrganizationRoleGrant {
    /// Period during which the grant is valid.
    #[serde(rename = "grantPeriod", default, skip_serializing_if = "Option::is_none")]
    pub grant_period: Option<GrantPeriod>,
    /// Keys of the assets for which the role is granted. They make the grant asset-scoped.
    #[serde(rename = "assetKeys", default, skip_serializing_if = "Option::is_none")]
    pub asset_keys: Option<Vec<uuid::Uuid>>,
    /// Portfolio of an asset-scoped grant. The default is the main portfolio. It has no meaning for
    /// other grants.
    #[serde(rename = "portfolioKey", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_key: Option<uuid::Uuid>,
}

impl OrganizationRoleGrant {
    /// A builder of [`OrganizationRoleGrant`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::OrganizationRoleGrantBuilder {
        Default::default()
    }
}

/// One page of organization roles.
///
/// Schema `OrganizationRoleApiResponsePaginatedResponseApi` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OrganizationRolePage {
    /// Organization roles that matched.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<OrganizationRole>,
    /// Paging values of the organization role list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
}

impl OrganizationRolePage {
    /// A builder of [`OrganizationRolePage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::OrganizationRolePageBuilder {
        Default::default()
    }
}

/// Changes to an organization role. It is not documented whether `permissions` replaces the present
/// set or is merged into it. Sending the full set is correct in both cases, except when something
/// is to be removed.
///
/// Schema `OrganizationRoleUpdateRequest` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OrganizationRolePatch {
    /// New name of the role.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub name: Patch<String>,
    /// Permissions that the role will have.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub permissions: Patch<Vec<PermissionSelection>>,
}

impl OrganizationRolePatch {
    /// A builder of [`OrganizationRolePatch`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::OrganizationRolePatchBuilder {
        Default::default()
    }
}

/// One permission within an organization role, and the environments (stages in the portal) and
/// portfolios to which it is limited.
///
/// Schema `OrgRolePermissionDetailsApiResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OrganizationRolePermission {
    /// Key of the permission.
    #[serde(rename = "permissionKey", default, skip_serializing_if = "Option::is_none")]
    pub permission_key: Option<uuid::Uuid>,
    /// Environments to which the permission is limited within this role.
    #[doc(alias = "stage")]
    #[serde(
        rename = "environmentKeys",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub environment_keys: Vec<uuid::Uuid>,
    /// Portfolios to which the permission is limited within this role.
    #[serde(
        rename = "portfolioKeys",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub portfolio_keys: Vec<uuid::Uuid>,
    /// Claim name of the permission.
    #[serde(rename = "claimName", default, skip_serializing_if = "Option::is_none")]
    pub claim_name: Option<String>,
    /// Readable name of the permission.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl OrganizationRolePermission {
    /// A builder of [`OrganizationRolePermission`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::OrganizationRolePermissionBuilder {
        Default::default()
    }
}

/// Body of an organization role revocation. It is sent with the DELETE request.
///
/// Schema `RevokeDetailsRequest` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OrganizationRoleRevocation {
    /// Keys of the assets. The asset-scoped assignments of the role for these assets will end.
    #[serde(rename = "assetKeys", default, skip_serializing_if = "Option::is_none")]
    pub asset_keys: Option<Vec<uuid::Uuid>>,
}

impl OrganizationRoleRevocation {
    /// A builder of [`OrganizationRoleRevocation`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::OrganizationRoleRevocationBuilder {
        Default::default()
    }
}

/// Paging values of a list response: the start and the size of the page, and the total number of
/// rows.
///
/// Schema `PageInfoWithTotalsApi` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PageInfo {
    /// Number of rows on this page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<i32>,
    /// Page size that the service used, from 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    /// Position of the first row of the page, counted from zero. It does not have to be a multiple of
    /// `limit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<i32>,
    /// Number of matching rows on all pages together.
    #[serde(rename = "totalResults", default, skip_serializing_if = "Option::is_none")]
    pub total_results: Option<i32>,
    /// Value of `offset` for the next page. Sources disagree about the last page (null, or `offset`
    /// plus `limit`), so also stop when `totalResults` is reached or a page is empty.
    #[serde(rename = "nextPageOffset", default, skip_serializing_if = "Option::is_none")]
    pub next_page_offset: Option<i32>,
    /// Number of pages: `totalResults` divided by `limit`.
    #[serde(rename = "totalPages", default, skip_serializing_if = "Option::is_none")]
    pub total_pages: Option<i32>,
}

impl PageInfo {
    /// A builder of [`PageInfo`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::PageInfoBuilder {
        Default::default()
    }
}

/// A permission that organization roles can contain.
///
/// Schema `PermissionResponse` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Permission {
    /// Key of the permission.
    pub key: uuid::Uuid,
    /// Name of the permission, such as `View members`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Area to which the permission belongs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Text about the purpose of the permission.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// Visibility class of the permission.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<enums::PermissionVisibility>,
    /// Other permissions that are related to this one by inheritance. The service always sends this
    /// field, but it may be null.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub inherits: Vec<PermissionInheritance>,
    /// Whether the permission can be limited to single environments (stages in the portal).
    #[serde(rename = "allowStages", default, skip_serializing_if = "Option::is_none")]
    pub allow_stages: Option<bool>,
    /// Whether the permission can be limited to single portfolios.
    #[serde(
        rename = "allowPortfolios",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub allow_portfolios: Option<bool>,
    /// Scopes (organization or asset) that are listed for the permission. The service always sends this
    /// field, but it may be null.
    #[serde(
        rename = "allowedScopes",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub allowed_scopes: Vec<enums::PermissionScope>,
    /// Name of the claim that stands for the permission.
    #[serde(rename = "claimName", default, skip_serializing_if = "Option::is_none")]
    pub claim_name: Option<String>,
    /// Additional notes about the permission.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

impl Permission {
    /// A builder of [`Permission`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::PermissionBuilder {
        Default::default()
    }
}

/// Reference from a permission to another permission that it includes, with the kinds of
/// environment (stage in the portal) and the portfolios to which this applies.
///
/// Schema `PermissionInheritance` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PermissionInheritance {
    /// Key of the permission that is included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<uuid::Uuid>,
    /// Kinds of environment for which the inheritance is listed. The service always sends this field,
    /// but it may be null.
    #[serde(
        rename = "realmStages",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub realm_stages: Vec<enums::PermissionStage>,
    /// Portfolios for which the inheritance is listed.
    #[serde(rename = "realmPortfolio", default, skip_serializing_if = "Option::is_none")]
    pub realm_portfolio: Option<enums::PermissionPortfolio>,
}

impl PermissionInheritance {
    /// A builder of [`PermissionInheritance`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::PermissionInheritanceBuilder {
        Default::default()
    }
}

/// One page of permissions.
///
/// Schema `PermissionResponsePaginatedResponseApi` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PermissionPage {
    /// Permissions on this page.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<Permission>,
    /// Paging values of the permission list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
}

impl PermissionPage {
    /// A builder of [`PermissionPage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::PermissionPageBuilder {
        Default::default()
    }
}

/// One permission for a new or changed organization role, with its limits to environments (stages
/// in the portal) and portfolios. Limits are meant only for permissions that allow them
/// (`allowStages`, `allowPortfolios`).
///
/// Schema `PermissionDetailsRequest` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PermissionSelection {
    /// Key of the permission to include, as listed under `/permissions`.
    #[serde(rename = "permissionKey", default, skip_serializing_if = "Option::is_none")]
    pub permission_key: Option<uuid::Uuid>,
    /// Environments to which the permission is limited.
    #[doc(alias = "stage")]
    #[serde(
        rename = "environmentKeys",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub environment_keys: Option<Vec<uuid::Uuid>>,
    /// Portfolios to which the permission is limited.
    #[serde(rename = "portfolioKeys", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_keys: Option<Vec<uuid::Uuid>>,
    /// Claim name of the permission.
    #[serde(rename = "claimName", default, skip_serializing_if = "Option::is_none")]
    pub claim_name: Option<String>,
    /// Readable name of the permission.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl PermissionSelection {
    /// A builder of [`PermissionSelection`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::PermissionSelectionBuilder {
        Default::default()
    }
}

/// Additional values required by Apple as an identity provider.
///
/// Schema `ProviderCustomConfigModel` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ProviderCustomConfig {
    /// Identifier of the key at Apple.
    #[serde(rename = "keyId", default, skip_serializing_if = "Option::is_none")]
    pub key_id: Option<String>,
    /// Identifier of the team at Apple.
    #[serde(rename = "teamId", default, skip_serializing_if = "Option::is_none")]
    pub team_id: Option<String>,
}

impl ProviderCustomConfig {
    /// A builder of [`ProviderCustomConfig`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::ProviderCustomConfigBuilder {
        Default::default()
    }
}

/// A user who holds a role, as shown in the user list of an application role (end-user role in the
/// portal) or of an organization role.
///
/// Schema `RoleUserResponse` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RoleUser {
    /// Key of the user. To sort by it, use the name `userKey`.
    pub key: uuid::Uuid,
    /// Display name; may be an empty string.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E-mail address. A user may have no e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Account status of the role holder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<enums::UserStatus>,
    /// URL of the user's picture.
    #[serde(rename = "photoUrl", default, skip_serializing_if = "Option::is_none")]
    pub photo_url: Option<String>,
    /// Most recent login, RFC 3339 in UTC. A token refresh counts as a login. Null if the user never
    /// signed in.
    #[serde(
        rename = "lastLoginAt",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub last_login_at: Option<chrono::DateTime<chrono::Utc>>,
    /// Additional data, present only if `embed` requests it.
    #[serde(rename = "_embedded", default, skip_serializing_if = "Option::is_none")]
    pub embedded: Option<MemberEmbedded>,
}

impl RoleUser {
    /// A builder of [`RoleUser`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::RoleUserBuilder {
        Default::default()
    }
}

/// One page of the users who hold a role.
///
/// Schema `RoleUserResponsePaginatedResponseApi` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RoleUserPage {
    /// Role holders on this page.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<RoleUser>,
    /// Paging values of the list of role holders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
}

impl RoleUserPage {
    /// A builder of [`RoleUserPage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::RoleUserPageBuilder {
        Default::default()
    }
}

/// One SAML setting of an identity provider.
///
/// Schema `SamlConfigurationItemModel` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SamlConfigurationItem {
    /// Name of the setting.
    #[serde(rename = "configName", default, skip_serializing_if = "Option::is_none")]
    pub config_name: Option<String>,
    /// Value of the setting, as text.
    #[serde(rename = "configValue", default, skip_serializing_if = "Option::is_none")]
    pub config_value: Option<String>,
}

impl SamlConfigurationItem {
    /// A builder of [`SamlConfigurationItem`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::SamlConfigurationItemBuilder {
        Default::default()
    }
}

/// Pair of claim names. The provider's claim gives its value to the platform's claim.
///
/// Schema `TokenNormalizationModel` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TokenNormalization {
    /// Claim name on the platform.
    #[serde(rename = "normalClaim", default, skip_serializing_if = "Option::is_none")]
    pub normal_claim: Option<String>,
    /// Claim name in the provider's tokens.
    #[serde(rename = "foreignClaim", default, skip_serializing_if = "Option::is_none")]
    pub foreign_claim: Option<String>,
}

impl TokenNormalization {
    /// A builder of [`TokenNormalization`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::TokenNormalizationBuilder {
        Default::default()
    }
}

/// A user of the organization. Members and end users have the same kind of record, and one person
/// may be both. One record covers all portfolios.
///
/// Schema `UserProfileApiResponse` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct User {
    /// Key of the user.
    pub key: uuid::Uuid,
    /// Display name; may be an empty string.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E-mail address. It can be missing, and it cannot be changed through the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Account status of the user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<enums::UserStatus>,
    /// Whether the user has organization roles and application roles (end-user roles in the portal).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<UserAccess>,
    /// Most recent login, RFC 3339; null if the user never signed in.
    #[serde(
        rename = "lastLoginAt",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub last_login_at: Option<chrono::DateTime<chrono::Utc>>,
    /// Whether the account is active.
    #[serde(rename = "isActive", default, skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// URL of a picture of the user.
    #[serde(rename = "photoUrl", default, skip_serializing_if = "Option::is_none")]
    pub photo_url: Option<String>,
    /// Whether the e-mail address has been verified; null means unknown.
    #[serde(
        rename = "isEmailVerified",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub is_email_verified: Option<bool>,
    /// Whether the user has accepted the terms and conditions.
    #[serde(
        rename = "isTermsAndConditionsAccepted",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub is_terms_and_conditions_accepted: Option<bool>,
    /// Related data that `embed` requested; absent if nothing was requested.
    #[serde(rename = "_embedded", default, skip_serializing_if = "Option::is_none")]
    pub embedded: Option<UserEmbedded>,
}

impl User {
    /// A builder of [`User`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::UserBuilder {
        Default::default()
    }
}

/// Shows which kinds of role a user holds.
///
/// Schema `UserProfileAccessResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UserAccess {
    /// True if the user holds at least one organization role.
    #[serde(
        rename = "hasOrganizationRoles",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub has_organization_roles: Option<bool>,
    /// True if the user holds at least one application role (end-user role in the portal).
    #[doc(alias = "end-user role")]
    #[serde(
        rename = "hasApplicationRoles",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub has_application_roles: Option<bool>,
}

impl UserAccess {
    /// A builder of [`UserAccess`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::UserAccessBuilder {
        Default::default()
    }
}

/// An application role (end-user role in the portal) that a user holds in one environment (stage in
/// the portal), with its sources. A user's role list shows only the sources that
/// `assignmentSources` selects, by default `Direct`.
///
/// Schema `UserApplicationRoleApiResponse` of the document.
#[doc(alias = "end-user role")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UserApplicationRole {
    /// Key of the role. It is specific to its environment.
    pub key: uuid::Uuid,
    /// Name of the role. It is not unique across apps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Key of the environment in which the user has the role.
    #[doc(alias = "stage")]
    #[serde(rename = "environmentKey", default, skip_serializing_if = "Option::is_none")]
    pub environment_key: Option<uuid::Uuid>,
    /// Key of the asset that defines the role.
    #[serde(rename = "assetKey", default, skip_serializing_if = "Option::is_none")]
    pub asset_key: Option<uuid::Uuid>,
    /// Key that is the same for this role in all environments.
    #[serde(rename = "externalKey", default, skip_serializing_if = "Option::is_none")]
    pub external_key: Option<uuid::Uuid>,
    /// Claim name that belongs to the role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// Key of the portfolio to which the environment belongs.
    #[serde(rename = "portfolioKey", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_key: Option<uuid::Uuid>,
    /// Whether the user was granted the role directly. It takes only the selected sources into account.
    #[serde(
        rename = "isDirectlyAssigned",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub is_directly_assigned: Option<bool>,
    /// Groups from which the user inherits the role. They come only from the selected sources.
    #[serde(
        rename = "assignedGroups",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub assigned_groups: Vec<AssignedGroup>,
}

impl UserApplicationRole {
    /// A builder of [`UserApplicationRole`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::UserApplicationRoleBuilder {
        Default::default()
    }
}

/// One page of a user's application roles (end-user roles in the portal).
///
/// Schema `UserApplicationRoleApiResponsePaginatedResponseApi` of the document.
#[doc(alias = "end-user role")]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UserApplicationRolePage {
    /// Roles of the user on this page, with their sources.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<UserApplicationRole>,
    /// Paging values of the user's role list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
}

impl UserApplicationRolePage {
    /// A builder of [`UserApplicationRolePage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::UserApplicationRolePageBuilder {
        Default::default()
    }
}

/// Response to the user count.
///
/// Schema `UserProfileCountApiResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UserCount {
    /// Number of visible users that match the filters.
    #[serde(rename = "userCount", default, skip_serializing_if = "Option::is_none")]
    pub user_count: Option<i32>,
}

impl UserCount {
    /// A builder of [`UserCount`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::UserCountBuilder {
        Default::default()
    }
}

/// Related data embedded in the user records of `/users` and `/users/{key}`.
///
/// Schema `UserProfileWithApplicationRolesEmbeddedResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UserEmbedded {
    /// The user's application roles (end-user roles in the portal), each with the direct flag and the
    /// groups from which it comes. Present with `embed=ApplicationRoles`.
    #[doc(alias = "end-user role")]
    #[serde(
        rename = "applicationRoles",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub application_roles: Vec<UserApplicationRole>,
    /// Profiles of the user at identity providers. Present with `embed=UserIdentityProviders`.
    #[serde(
        rename = "userIdentityProviders",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub user_identity_providers: Vec<IdentityProviderProfile>,
}

impl UserEmbedded {
    /// A builder of [`UserEmbedded`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::UserEmbeddedBuilder {
        Default::default()
    }
}

/// A group of a user, with the ways in which the user became a member.
///
/// Schema `UserGroupResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UserGroup {
    /// Kinds of membership in this group. A user can have both. The service always sends this field,
    /// but it may be null.
    #[serde(
        rename = "membershipTypes",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub membership_types: Vec<enums::MembershipType>,
    /// The group.
    #[serde(default)]
    pub group: Option<Group>,
}

impl UserGroup {
    /// A builder of [`UserGroup`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::UserGroupBuilder {
        Default::default()
    }
}

/// One page of the groups of a user.
///
/// Schema `UserGroupResponsePaginatedResponseApi` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UserGroupPage {
    /// Groups of the user on this page.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<UserGroup>,
    /// Paging values of the list of the user's groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
}

impl UserGroupPage {
    /// A builder of [`UserGroupPage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::UserGroupPageBuilder {
        Default::default()
    }
}

/// One assignment of an organization role to a user. A role that is assigned for several assets
/// appears several times.
///
/// Schema `OrganizationRoleByUserApiResponse` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UserOrganizationRole {
    /// Key of the assigned organization role.
    pub key: uuid::Uuid,
    /// Name of the assigned role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Period during which the assignment is valid, if one was set.
    #[serde(rename = "grantPeriod", default, skip_serializing_if = "Option::is_none")]
    pub grant_period: Option<GrantPeriod>,
    /// Key of the asset to which an asset-scoped assignment is limited.
    #[serde(rename = "assetKey", default, skip_serializing_if = "Option::is_none")]
    pub asset_key: Option<uuid::Uuid>,
    /// Key of the portfolio to which the assignment refers, if any.
    #[serde(rename = "portfolioKey", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_key: Option<uuid::Uuid>,
}

impl UserOrganizationRole {
    /// A builder of [`UserOrganizationRole`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::UserOrganizationRoleBuilder {
        Default::default()
    }
}

/// One page of a user's organization role assignments.
///
/// Schema `OrganizationRoleByUserApiResponsePaginatedResponseApi` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UserOrganizationRolePage {
    /// Assignments on this page. One role may have several rows.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<UserOrganizationRole>,
    /// Paging values. They count assignments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
}

impl UserOrganizationRolePage {
    /// A builder of [`UserOrganizationRolePage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::UserOrganizationRolePageBuilder {
        Default::default()
    }
}

/// One page of users.
///
/// Schema `UserProfileApiResponsePaginatedResponseApi` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UserPage {
    /// Users that are visible to the API client and match the filters.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<User>,
    /// Paging values of the user list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
}

impl UserPage {
    /// A builder of [`UserPage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::UserPageBuilder {
        Default::default()
    }
}

/// Changes to a user. The e-mail address and the identity provider profiles cannot be changed
/// through the API. The effect of an absent or `null` field is not documented.
///
/// Schema `UserProfilePatchRequest` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UserPatch {
    /// New display name.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub name: Patch<String>,
    /// `true` activates the account. `false` deactivates it, which blocks every login.
    #[serde(rename = "isActive", default, skip_serializing_if = "Patch::is_absent")]
    pub is_active: Patch<bool>,
    /// New picture URL.
    #[serde(rename = "photoUrl", default, skip_serializing_if = "Patch::is_absent")]
    pub photo_url: Patch<String>,
}

impl UserPatch {
    /// A builder of [`UserPatch`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::UserPatchBuilder {
        Default::default()
    }
}
