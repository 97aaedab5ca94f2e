// @generated from openapi/identity-v1.json (SHA-256 7c03aff929c12fda05f3997f768ef289da94c78860bab856016e019a8badf0f4)
// by `cargo xtask generate identity-v1`. Do not edit: change the document, its overlay or the xtask.

//! The client: one method per operation.

use odc_runtime::client::ClientWithMiddleware;
use odc_runtime::{Error, Tenant, Transport};
use super::{builder, operations};

/// Client of the User and Access Management API, version v1.
///
/// Cheap to clone; clones share everything. Each method starts a call: set what it takes on the
/// builder that it gives, then `.send()`.
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) transport: Transport,
}

impl Client {
    /// A client of this API in a tenant. No I/O happens yet: discovery and token come with the first call.
    #[must_use]
    pub fn connect(tenant: &Tenant) -> Self {
        Self {
            transport: Transport::for_tenant(tenant, operations::BASE_PATH),
        }
    }

    /// A client that sends through an HTTP client of your own, without a tenant.
    ///
    /// `base_url` includes the path of the API, such as `https://acme.outsystems.dev/api/identity/v1`.
    /// Authentication, retries and limits are what your client's middleware makes of them.
    ///
    /// # Errors
    /// A `base_url` that is no http or https URL.
    pub fn new(
        base_url: &str,
        http: impl Into<ClientWithMiddleware>,
    ) -> Result<Self, Error> {
        Ok(Self {
            transport: Transport::new(base_url, http)?,
        })
    }

    /// List application roles.
    ///
    /// Returns application roles (end-user roles in the portal) in every environment (stage in the
    /// portal), or only those that the filters leave. The same role has a different `key` in each
    /// environment, while its `externalKey` stays the same across them.
    ///
    /// Role names repeat between apps. To find one particular role, combine `nameContains` with
    /// `assetKey` and an environment filter.
    ///
    /// # Answer
    /// One page of application roles.
    ///
    /// # Permission
    /// `User management > View end users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `ApplicationRole_QueryApplicationRoles`: `GET /application-roles`.
    #[doc(alias = "ApplicationRole_QueryApplicationRoles")]
    #[doc(alias = "end-user role")]
    pub fn list_application_roles(&self) -> builder::ListApplicationRoles {
        builder::ListApplicationRoles::new(self)
    }

    /// List users holding an application role.
    ///
    /// Returns the users who hold one application role (end-user role in the portal). As a role key
    /// belongs to a single environment (stage in the portal), the list is about that environment alone.
    ///
    /// Whether users who have the role only through a group are included is not documented. To learn
    /// where a role comes from, read the application roles of the user with all assignment sources.
    ///
    /// # Arguments
    /// - `key`: Key of the application role (end-user role in the portal).
    ///
    /// # Answer
    /// One page of users who hold the role.
    ///
    /// # Permission
    /// `User management > View end users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No application role has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `ApplicationRole_QueryUsersByApplicationRole`: `GET /application-roles/{key}/users`.
    #[doc(alias = "ApplicationRole_QueryUsersByApplicationRole")]
    #[doc(alias = "end-user role")]
    pub fn list_application_role_users(
        &self,
        key: impl Into<uuid::Uuid>,
    ) -> builder::ListApplicationRoleUsers {
        builder::ListApplicationRoleUsers::new(self, key.into())
    }

    /// Create users in bulk.
    ///
    /// Accepts 1 to 100 user records and creates them in the background. The answer is only a receipt
    /// with the key of the operation; poll `GET /users/bulk/{key}` with it until the status is final.
    ///
    /// This call is limited to 5 requests per minute for the organization, and each of them also counts
    /// toward the common 100.
    ///
    /// # Answer
    /// The operation was accepted. `key` identifies it for polling; results per record are not
    /// available yet.
    ///
    /// # Permission
    /// `User management > Manage users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    /// - 5 per minute for the whole organization (`identity-bulk`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The request is invalid. Fewer than 1 or more than 100 records end here too.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 429: More than 5 bulk creations, or 100 requests in total, within a minute for the
    ///   organization.
    ///
    /// Operation `BulkUserProfile_CreateBulkUserProfilesOperation`: `POST /users/bulk`.
    #[doc(alias = "BulkUserProfile_CreateBulkUserProfilesOperation")]
    pub fn create_users_in_bulk(&self) -> builder::CreateUsersInBulk {
        builder::CreateUsersInBulk::new(self)
    }

    /// Get the status of a bulk creation.
    ///
    /// Tells how far a bulk creation of users has come. `Pending` and `Processing` mean keep polling;
    /// `Finished` and `FinishedWithErrors` are final.
    ///
    /// The outcome of each record (`Inserted`, `Updated`, `Deleted` or `Error`) appears in `operations`
    /// only once the status is final, and the list is empty before. Leave a few seconds between polls,
    /// as they spend the organization's common request limit.
    ///
    /// # Arguments
    /// - `key`: Key of the bulk operation, taken from the answer of `POST /users/bulk`.
    ///
    /// # Answer
    /// Status of the operation, with the outcome of each record once it has ended.
    ///
    /// # Permission
    /// `User management > Manage users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No bulk operation has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `BulkUserProfile_GetBulkUserProfileOperationStatus`: `GET /users/bulk/{key}`.
    #[doc(alias = "BulkUserProfile_GetBulkUserProfileOperationStatus")]
    pub fn get_bulk_user_operation(
        &self,
        key: impl ToString,
    ) -> builder::GetBulkUserOperation {
        builder::GetBulkUserOperation::new(self, key.to_string())
    }

    /// List users of a group.
    ///
    /// Returns the members of a group, each with the ways in which the user belongs to it. `Assigned`
    /// members were added directly and `Mapped` ones through an identity-provider claim mapping; one
    /// user can be both.
    ///
    /// Mappings are evaluated at login, so a mapped membership that no longer applies is listed until
    /// the user signs in again.
    ///
    /// # Arguments
    /// - `key`: Key of the group.
    ///
    /// # Answer
    /// One page of group members.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No group has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `Group_QueryUsersFromGroup`: `GET /groups/{key}/users`.
    #[doc(alias = "Group_QueryUsersFromGroup")]
    pub fn list_group_users(
        &self,
        key: impl Into<uuid::Uuid>,
    ) -> builder::ListGroupUsers {
        builder::ListGroupUsers::new(self, key.into())
    }

    /// Add or remove users of a group.
    ///
    /// Changes the direct membership of a group; users to add and users to remove can go in the same
    /// call. Members who are there through a claim mapping cannot be removed by hand. They drop out at
    /// their next login once the claim no longer matches.
    ///
    /// # Arguments
    /// - `key`: Key of the group.
    ///
    /// # Answer
    /// The membership was changed. The answer has no body, although the status is 200.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: The group was not found, or possibly a user named in the body.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `Group_AddOrRemoveUsersFromGroup`: `PATCH /groups/{key}/users`.
    #[doc(alias = "Group_AddOrRemoveUsersFromGroup")]
    pub fn modify_group_users(
        &self,
        key: impl Into<uuid::Uuid>,
    ) -> builder::ModifyGroupUsers {
        builder::ModifyGroupUsers::new(self, key.into())
    }

    /// List groups.
    ///
    /// Returns groups of end users together with their claim mappings. Every group belongs to exactly
    /// one environment (stage in the portal), and through it to one portfolio.
    ///
    /// # Answer
    /// One page of groups.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: A record that the filters refer to was not found. Which filters can lead to this is not
    ///   documented.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `Group_QueryGroups`: `GET /groups`.
    #[doc(alias = "Group_QueryGroups")]
    pub fn list_groups(&self) -> builder::ListGroups {
        builder::ListGroups::new(self)
    }

    /// Create a group.
    ///
    /// Creates a group in one environment (stage in the portal) and can fill it with users and
    /// application roles (end-user roles in the portal) in the same call.
    ///
    /// The environment of a group is fixed for good. For the same set of people in another environment,
    /// create another group there.
    ///
    /// # Answer
    /// The group was created; the answer holds its key.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `Group_CreateGroup`: `POST /groups`.
    #[doc(alias = "Group_CreateGroup")]
    pub fn create_group(&self) -> builder::CreateGroup {
        builder::CreateGroup::new(self)
    }

    /// Get a group.
    ///
    /// Reads one group with its environment (stage in the portal), portfolio and claim mappings.
    /// Members and application roles (end-user roles in the portal) have lists of their own below the
    /// group.
    ///
    /// # Arguments
    /// - `key`: Key of the group.
    ///
    /// # Answer
    /// The group.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No group has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `Group_ReadGroup`: `GET /groups/{key}`.
    #[doc(alias = "Group_ReadGroup")]
    pub fn get_group(&self, key: impl Into<uuid::Uuid>) -> builder::GetGroup {
        builder::GetGroup::new(self, key.into())
    }

    /// Rename or describe a group.
    ///
    /// Changes `name` and `description` of a group. Its environment (stage in the portal) cannot be
    /// changed, and members and application roles (end-user roles in the portal) are changed by
    /// separate calls.
    ///
    /// # Arguments
    /// - `key`: Key of the group.
    ///
    /// # Answer
    /// The group was changed. No body.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No group has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `Group_UpdateGroup`: `PATCH /groups/{key}`.
    #[doc(alias = "Group_UpdateGroup")]
    pub fn update_group(&self, key: impl Into<uuid::Uuid>) -> builder::UpdateGroup {
        builder::UpdateGroup::new(self, key.into())
    }

    /// Delete a group.
    ///
    /// Deletes a group along with its claim mappings. Users stay, but lose every application role
    /// (end-user role in the portal) that they had only through this group.
    ///
    /// # Arguments
    /// - `key`: Key of the group.
    ///
    /// # Answer
    /// The group was deleted. No body.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No group has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `Group_DeleteGroup`: `DELETE /groups/{key}`.
    #[doc(alias = "Group_DeleteGroup")]
    pub fn delete_group(&self, key: impl Into<uuid::Uuid>) -> builder::DeleteGroup {
        builder::DeleteGroup::new(self, key.into())
    }

    /// List application roles of a group.
    ///
    /// Returns the application roles (end-user roles in the portal) that the members of a group receive
    /// through it.
    ///
    /// # Arguments
    /// - `key`: Key of the group.
    ///
    /// # Answer
    /// One page of the group's application roles.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No group has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `Group_QueryApplicationRolesGroups`: `GET /groups/{key}/application-roles`.
    #[doc(alias = "Group_QueryApplicationRolesGroups")]
    #[doc(alias = "end-user role")]
    pub fn list_group_application_roles(
        &self,
        key: impl Into<uuid::Uuid>,
    ) -> builder::ListGroupApplicationRoles {
        builder::ListGroupApplicationRoles::new(self, key.into())
    }

    /// Add or remove application roles of a group.
    ///
    /// Changes which application roles (end-user roles in the portal) a group passes on to its members.
    /// Additions and removals can go in the same call. A role key stands for the role in one
    /// environment (stage in the portal), so choose keys of the environment that the group is in.
    ///
    /// # Arguments
    /// - `key`: Key of the group.
    ///
    /// # Answer
    /// The roles were changed. The answer has no body, although the status is 200.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: The group was not found, or possibly an application role named in the body.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `Group_ModifyGroupApplicationRoles`: `PATCH /groups/{key}/application-roles`.
    #[doc(alias = "Group_ModifyGroupApplicationRoles")]
    #[doc(alias = "end-user role")]
    pub fn modify_group_application_roles(
        &self,
        key: impl Into<uuid::Uuid>,
    ) -> builder::ModifyGroupApplicationRoles {
        builder::ModifyGroupApplicationRoles::new(self, key.into())
    }

    /// Delete a claim mapping of a group.
    ///
    /// Removes the rule that puts users into the group by a claim of their identity provider. Users who
    /// were members by this rule alone lose the group's application roles (end-user roles in the
    /// portal); as mappings are evaluated at login, the list of members may show them a while longer.
    ///
    /// Mappings can be read within the group, in `groupIdpClaimMappings`. This API neither creates nor
    /// edits them.
    ///
    /// # Arguments
    /// - `key`: Key of the group.
    /// - `mapping_key`: Key of the claim mapping, found in `groupIdpClaimMappings` of the group.
    ///
    /// # Answer
    /// The mapping was deleted. No body.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: The group was not found, or it has no claim mapping with this key.
    ///
    /// Operation `GroupIdpClaimMapping_DeleteGroupIdpClaimMapping`:
    /// `DELETE /groups/{key}/claim-mappings/{mappingKey}`.
    #[doc(alias = "GroupIdpClaimMapping_DeleteGroupIdpClaimMapping")]
    pub fn delete_group_claim_mapping(
        &self,
        key: impl Into<uuid::Uuid>,
        mapping_key: impl Into<uuid::Uuid>,
    ) -> builder::DeleteGroupClaimMapping {
        builder::DeleteGroupClaimMapping::new(self, key.into(), mapping_key.into())
    }

    /// List identity providers.
    ///
    /// Returns the identity providers configured for the organization with their OpenID Connect or SAML
    /// settings. Which environments (stages in the portal) a provider is assigned to is not part of the
    /// answer.
    ///
    /// # Answer
    /// One page of identity providers. Treat `clientSecret` as confidential and keep it out of logs;
    /// nothing says it is masked.
    ///
    /// # Permission
    /// Any one permission of the API client is enough.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    ///
    /// Operation `IdentityProvider_QueryIdentityProviders`: `GET /identity-providers`.
    #[doc(alias = "IdentityProvider_QueryIdentityProviders")]
    pub fn list_identity_providers(&self) -> builder::ListIdentityProviders {
        builder::ListIdentityProviders::new(self)
    }

    /// Get an identity provider.
    ///
    /// Reads the configuration of one identity provider. It says how logins are matched to user
    /// profiles (`profileLinkingField`) and whether an unmatched login makes a new profile
    /// (`autoCreateProfiles`), but not which environments (stages in the portal) use the provider.
    ///
    /// # Arguments
    /// - `key`: Key of the identity provider.
    ///
    /// # Answer
    /// The identity provider. Treat `clientSecret` as confidential and keep it out of logs; nothing
    /// says it is masked.
    ///
    /// # Permission
    /// Any one permission of the API client is enough.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No identity provider has this key.
    ///
    /// Operation `IdentityProvider_ReadIdentityProvider`: `GET /identity-providers/{key}`.
    #[doc(alias = "IdentityProvider_ReadIdentityProvider")]
    pub fn get_identity_provider(
        &self,
        key: impl Into<uuid::Uuid>,
    ) -> builder::GetIdentityProvider {
        builder::GetIdentityProvider::new(self, key.into())
    }

    /// List organization roles.
    ///
    /// Returns the organization roles, built-in ones such as Administrator and Developer as well as
    /// your own, with the permissions that each contains. A role marked `isReadOnly` cannot be changed.
    ///
    /// # Answer
    /// One page of organization roles.
    ///
    /// # Permission
    /// Any one permission of the API client is enough.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: An organization role that the filters refer to was not found. When exactly the list
    ///   answers this way is not documented.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `OrganizationRole_QueryOrganizationRoles`: `GET /organization-roles`.
    #[doc(alias = "OrganizationRole_QueryOrganizationRoles")]
    pub fn list_organization_roles(&self) -> builder::ListOrganizationRoles {
        builder::ListOrganizationRoles::new(self)
    }

    /// Create an organization role.
    ///
    /// Creates an organization role from a name and a list of permissions. Where a permission allows
    /// it, an entry can limit it to certain environments (stages in the portal) or portfolios. See
    /// `GET /permissions` for what is on offer.
    ///
    /// # Answer
    /// The role was created; the answer holds its key in `orgRoleKey`.
    ///
    /// # Permission
    /// `User management > Manage organization roles`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 409: The new role conflicts with an existing one. The cause is not documented; a name already
    ///   in use is the first thing to check.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `OrganizationRole_CreateOrganizationRole`: `POST /organization-roles`.
    #[doc(alias = "OrganizationRole_CreateOrganizationRole")]
    pub fn create_organization_role(&self) -> builder::CreateOrganizationRole {
        builder::CreateOrganizationRole::new(self)
    }

    /// Get an organization role.
    ///
    /// Reads one organization role with its permissions. Each entry shows the environments (stages in
    /// the portal) and portfolios that the permission is limited to.
    ///
    /// # Arguments
    /// - `key`: Key of the organization role.
    ///
    /// # Answer
    /// The organization role.
    ///
    /// # Permission
    /// Any one permission of the API client is enough.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No organization role has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `OrganizationRole_ReadOrganizationRole`: `GET /organization-roles/{key}`.
    #[doc(alias = "OrganizationRole_ReadOrganizationRole")]
    pub fn get_organization_role(
        &self,
        key: impl Into<uuid::Uuid>,
    ) -> builder::GetOrganizationRole {
        builder::GetOrganizationRole::new(self, key.into())
    }

    /// Change an organization role.
    ///
    /// Changes the name or the permissions of an organization role, including the environments (stages
    /// in the portal) and portfolios each permission is limited to. Built-in roles cannot be edited;
    /// `isReadOnly` shows which roles are locked.
    ///
    /// No source states whether `permissions` replaces the present entries or adds to them. Send the
    /// complete list that the role should have, and read the role afterwards.
    ///
    /// # Arguments
    /// - `key`: Key of the organization role.
    ///
    /// # Answer
    /// The role was changed. No body.
    ///
    /// # Permission
    /// `User management > Manage organization roles`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No organization role has this key.
    /// - 409: The change conflicts with another organization role. The cause is not documented; a name
    ///   already in use is the first thing to check.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `OrganizationRole_UpdateOrganizationRole`: `PATCH /organization-roles/{key}`.
    #[doc(alias = "OrganizationRole_UpdateOrganizationRole")]
    pub fn update_organization_role(
        &self,
        key: impl Into<uuid::Uuid>,
    ) -> builder::UpdateOrganizationRole {
        builder::UpdateOrganizationRole::new(self, key.into())
    }

    /// Delete an organization role.
    ///
    /// Deletes an organization role. Built-in roles cannot be deleted. What happens to users who still
    /// hold the role is not documented, so look at `GET /organization-roles/{key}/users` first.
    ///
    /// # Arguments
    /// - `key`: Key of the organization role.
    ///
    /// # Answer
    /// The role was deleted. No body.
    ///
    /// # Permission
    /// `User management > Manage organization roles`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No organization role has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `OrganizationRole_DeleteOrganizationRole`: `DELETE /organization-roles/{key}`.
    #[doc(alias = "OrganizationRole_DeleteOrganizationRole")]
    pub fn delete_organization_role(
        &self,
        key: impl Into<uuid::Uuid>,
    ) -> builder::DeleteOrganizationRole {
        builder::DeleteOrganizationRole::new(self, key.into())
    }

    /// List users holding an organization role.
    ///
    /// Returns the users who hold one organization role. The rows do not carry the terms of the grant;
    /// assets and grant period are in `GET /users/{key}/organization-roles`.
    ///
    /// # Arguments
    /// - `key`: Key of the organization role.
    ///
    /// # Answer
    /// One page of users who hold the role.
    ///
    /// # Permission
    /// `User management > View members`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No organization role has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `OrganizationRole_QueryUsersByRole`: `GET /organization-roles/{key}/users`.
    #[doc(alias = "OrganizationRole_QueryUsersByRole")]
    pub fn list_organization_role_users(
        &self,
        key: impl Into<uuid::Uuid>,
    ) -> builder::ListOrganizationRoleUsers {
        builder::ListOrganizationRoleUsers::new(self, key.into())
    }

    /// List permissions.
    ///
    /// Returns the catalogue from which organization roles are put together. `allowStages` and
    /// `allowPortfolios` tell whether an entry can be limited to environments (stages in the portal) or
    /// portfolios.
    ///
    /// # Answer
    /// One page of permissions.
    ///
    /// # Permission
    /// Any one permission of the API client is enough.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `Permission_QueryPermissions`: `GET /permissions`.
    #[doc(alias = "Permission_QueryPermissions")]
    pub fn list_permissions(&self) -> builder::ListPermissions {
        builder::ListPermissions::new(self)
    }

    /// Get a permission.
    ///
    /// Reads one entry of the permission catalogue, including whether a role can limit it to
    /// environments (stages in the portal) or portfolios and in `inherits` its relations to other
    /// permissions.
    ///
    /// # Arguments
    /// - `key`: Key of the permission.
    ///
    /// # Answer
    /// The permission.
    ///
    /// # Permission
    /// Any one permission of the API client is enough.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No permission has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `Permission_ReadPermission`: `GET /permissions/{key}`.
    #[doc(alias = "Permission_ReadPermission")]
    pub fn get_permission(&self, key: impl Into<uuid::Uuid>) -> builder::GetPermission {
        builder::GetPermission::new(self, key.into())
    }

    /// Grant an application role to a user.
    ///
    /// Gives a user one application role (end-user role in the portal) directly. There is no request
    /// body: the role key already stands for one asset in one environment (stage in the portal).
    ///
    /// Server-side logic of the app sees the role at once. Client-side logic sees it when the user's
    /// token is renewed, which takes up to five minutes, or at the next login.
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    /// - `role_key`: Key of the application role (end-user role in the portal) to grant.
    ///
    /// # Answer
    /// The role was granted. The answer has no body, although the status is 201.
    ///
    /// # Permission
    /// `User management > Manage end-user access`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: The user or the application role was not found.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `UserApplicationRoles_GrantApplicationRoleToUser`:
    /// `POST /users/{key}/application-roles/{roleKey}`.
    #[doc(alias = "UserApplicationRoles_GrantApplicationRoleToUser")]
    #[doc(alias = "end-user role")]
    pub fn grant_application_role(
        &self,
        key: impl Into<uuid::Uuid>,
        role_key: impl Into<uuid::Uuid>,
    ) -> builder::GrantApplicationRole {
        builder::GrantApplicationRole::new(self, key.into(), role_key.into())
    }

    /// Revoke an application role from a user.
    ///
    /// Takes one application role (end-user role in the portal) away from a user, in the environment
    /// (stage in the portal) that the role key stands for.
    ///
    /// A role can also reach the user through a group. List the user's application roles with all
    /// `assignmentSources` to see whether that is so, and change the group where needed.
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    /// - `role_key`: Key of the application role (end-user role in the portal) to revoke.
    ///
    /// # Answer
    /// The role was revoked. No body.
    ///
    /// # Permission
    /// `User management > Manage end-user access`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: The user or the application role was not found.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `UserApplicationRoles_RevokeApplicationRoleForUser`:
    /// `DELETE /users/{key}/application-roles/{roleKey}`.
    #[doc(alias = "UserApplicationRoles_RevokeApplicationRoleForUser")]
    #[doc(alias = "end-user role")]
    pub fn revoke_application_role(
        &self,
        key: impl Into<uuid::Uuid>,
        role_key: impl Into<uuid::Uuid>,
    ) -> builder::RevokeApplicationRole {
        builder::RevokeApplicationRole::new(self, key.into(), role_key.into())
    }

    /// List application roles of a user.
    ///
    /// Returns the application roles (end-user roles in the portal) of one user across environments
    /// (stages in the portal).
    ///
    /// Without `assignmentSources` the list holds directly granted roles only, and roles that come from
    /// groups or from claim mappings are missing. An audit of what a user can do has to ask for all
    /// three sources: `Direct`, `GroupAssigned` and `GroupMapped`. `isDirectlyAssigned` and
    /// `assignedGroups` in the rows, too, reflect nothing but the sources asked for.
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    ///
    /// # Answer
    /// One page of the user's application roles from the selected sources.
    ///
    /// # Permission
    /// `User management > View end users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No user has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `UserApplicationRoles_QueryUserApplicationRoles`:
    /// `GET /users/{key}/application-roles`.
    #[doc(alias = "UserApplicationRoles_QueryUserApplicationRoles")]
    #[doc(alias = "end-user role")]
    pub fn list_user_application_roles(
        &self,
        key: impl Into<uuid::Uuid>,
    ) -> builder::ListUserApplicationRoles {
        builder::ListUserApplicationRoles::new(self, key.into())
    }

    /// List organization roles of a user.
    ///
    /// Returns the organization role assignments of one user. A row is an assignment and not a role:
    /// the same role shows once for each asset that it was granted for. A user has at most one role for
    /// the whole organization and one for each asset, and asset roles only ever add rights.
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    ///
    /// # Answer
    /// One page of organization role assignments.
    ///
    /// # Permission
    /// `User management > View members` or `User management > Manage users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No user has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `UserOrganizationRoles_GetUserOrganizationRoles`:
    /// `GET /users/{key}/organization-roles`.
    #[doc(alias = "UserOrganizationRoles_GetUserOrganizationRoles")]
    pub fn list_user_organization_roles(
        &self,
        key: impl Into<uuid::Uuid>,
    ) -> builder::ListUserOrganizationRoles {
        builder::ListUserOrganizationRoles::new(self, key.into())
    }

    /// Grant an organization role to a user.
    ///
    /// Gives a user an organization role, effective immediately. `grantPeriod` limits it in time (UTC),
    /// and `assetKeys` makes the grant asset-scoped. `portfolioKey` matters only together with
    /// `assetKeys` and falls back to the main portfolio.
    ///
    /// A member whose e-mail address is not verified can sign in but gets no organization rights.
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    /// - `role_key`: Key of the organization role to grant.
    ///
    /// # Answer
    /// The role was granted. The answer has no body, although the status is 201.
    ///
    /// # Permission
    /// `User management > Manage member access`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: The user or the organization role was not found, or possibly an asset or portfolio named
    ///   in the body.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `UserOrganizationRoles_GrantOrganizationRoleToUser`:
    /// `POST /users/{key}/organization-roles/{roleKey}`.
    #[doc(alias = "UserOrganizationRoles_GrantOrganizationRoleToUser")]
    pub fn grant_organization_role(
        &self,
        key: impl Into<uuid::Uuid>,
        role_key: impl Into<uuid::Uuid>,
    ) -> builder::GrantOrganizationRole {
        builder::GrantOrganizationRole::new(self, key.into(), role_key.into())
    }

    /// Revoke an organization role from a user.
    ///
    /// Takes an organization role away from a user, effective immediately. Asset-scoped grants are
    /// named by `assetKeys` in the request body.
    ///
    /// Unusually for a DELETE, the keys travel as JSON. Check that your HTTP client and any proxy on
    /// the way pass the body on.
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    /// - `role_key`: Key of the organization role to revoke.
    ///
    /// # Answer
    /// The role was revoked. No body.
    ///
    /// # Permission
    /// `User management > Manage member access`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: The user or the organization role was not found, or possibly an asset named in the body.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `UserOrganizationRoles_RevokeOrganizationRoleForUser`:
    /// `DELETE /users/{key}/organization-roles/{roleKey}`.
    #[doc(alias = "UserOrganizationRoles_RevokeOrganizationRoleForUser")]
    pub fn revoke_organization_role(
        &self,
        key: impl Into<uuid::Uuid>,
        role_key: impl Into<uuid::Uuid>,
    ) -> builder::RevokeOrganizationRole {
        builder::RevokeOrganizationRole::new(self, key.into(), role_key.into())
    }

    /// Count users.
    ///
    /// Returns how many users match the filters, without the users themselves. Only users that the API
    /// client may see are counted, which can be end users (holders of application roles, called
    /// end-user roles in the portal), members (holders of organization roles) or everybody.
    ///
    /// The login bounds test the user's last login overall, unless `loggedInEnvironmentKeys` or
    /// `loggedInPortfolioKeys` is given; then they test the login in those environments (stages in the
    /// portal).
    ///
    /// # Answer
    /// The number of matching users.
    ///
    /// # Permission
    /// `User management > View end users` or `User management > View members` or
    /// `User management > Manage users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `UserProfile_CountUsers`: `GET /users/count`.
    #[doc(alias = "UserProfile_CountUsers")]
    pub fn count_users(&self) -> builder::CountUsers {
        builder::CountUsers::new(self)
    }

    /// List users.
    ///
    /// Returns users of the organization. An API client may see only some of them: end users (those
    /// with application roles, called end-user roles in the portal), members (those with organization
    /// roles), or everybody.
    ///
    /// `lastLoginAtSince` and `lastLoginAtTo` test the user's last login overall. As soon as
    /// `loggedInEnvironmentKeys` or `loggedInPortfolioKeys` is given, they test the login in those
    /// environments (stages in the portal) instead.
    ///
    /// # Answer
    /// One page of users.
    ///
    /// # Permission
    /// `User management > View end users` or `User management > View members` or
    /// `User management > Manage users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `UserProfile_QueryUsers`: `GET /users`.
    #[doc(alias = "UserProfile_QueryUsers")]
    pub fn list_users(&self) -> builder::ListUsers {
        builder::ListUsers::new(self)
    }

    /// Create a user.
    ///
    /// Creates a user profile. `isActive` defaults to `true` and `addToBuiltInIdentityProvider` to
    /// `false`. The call grants no role and sends no mail; a built-in user sets a first password later,
    /// by asking for a reset.
    ///
    /// `identityProviderKey` with `subject` or `username` creates or links the profile at that provider
    /// before the first login. If a user with exactly the same e-mail address exists and
    /// `addToBuiltInIdentityProvider` is `true`, that user gains a built-in profile, and `name` and
    /// `photoUrl` of the request are ignored.
    ///
    /// # Answer
    /// The user was created, or the existing one was extended; the answer holds the key.
    ///
    /// # Permission
    /// `User management > Manage users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 403: The API client behind the token may not make this call.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `UserProfile_CreateUser`: `POST /users`.
    #[doc(alias = "UserProfile_CreateUser")]
    pub fn create_user(&self) -> builder::CreateUser {
        builder::CreateUser::new(self)
    }

    /// Get a user.
    ///
    /// Reads one user. The same visibility holds as for `GET /users`: an API client may see only users
    /// with application roles (end-user roles in the portal), only those with organization roles, or
    /// all. `lastLoginAt` is `null` for someone who never signed in.
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    ///
    /// # Answer
    /// The user.
    ///
    /// # Permission
    /// `User management > View end users` or `User management > View members` or
    /// `User management > Manage users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No user with this key was found.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `UserProfile_GetUser`: `GET /users/{key}`.
    #[doc(alias = "UserProfile_GetUser")]
    pub fn get_user(&self, key: impl Into<uuid::Uuid>) -> builder::GetUser {
        builder::GetUser::new(self, key.into())
    }

    /// Change a user.
    ///
    /// Changes name, photo or active state of a user. Setting `isActive` to `false` blocks every login,
    /// also through external providers, and can be undone. E-mail address and identity-provider
    /// profiles cannot be changed through this API.
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    ///
    /// # Answer
    /// The user was changed. No body.
    ///
    /// # Permission
    /// `User management > Manage users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No user has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `UserProfile_PatchUser`: `PATCH /users/{key}`.
    #[doc(alias = "UserProfile_PatchUser")]
    pub fn update_user(&self, key: impl Into<uuid::Uuid>) -> builder::UpdateUser {
        builder::UpdateUser::new(self, key.into())
    }

    /// Delete a user.
    ///
    /// Deletes a user and all data that belongs to the profile. This is final. To keep a way back, set
    /// `isActive` to `false` with `PATCH /users/{key}` instead.
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    ///
    /// # Answer
    /// The user was deleted. No body.
    ///
    /// # Permission
    /// `User management > Manage users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No user has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `UserProfile_DeleteUser`: `DELETE /users/{key}`.
    #[doc(alias = "UserProfile_DeleteUser")]
    pub fn delete_user(&self, key: impl Into<uuid::Uuid>) -> builder::DeleteUser {
        builder::DeleteUser::new(self, key.into())
    }

    /// List groups of a user.
    ///
    /// Returns the groups that a user belongs to and how. `membershipTypes` is a list, since a user can
    /// be in the same group both directly (`Assigned`) and through a claim mapping (`Mapped`). Each
    /// group belongs to one environment (stage in the portal).
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    ///
    /// # Answer
    /// One page of the user's groups, each with the kinds of membership.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The service rejected the request as invalid. Look at `detail` and `errorCode`, where
    ///   given, for the reason.
    /// - 401: The access token is missing, has expired or is no longer accepted. A token also stops
    ///   working early when its API client is suspended.
    /// - 403: The API client behind the token may not make this call.
    /// - 404: No user has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization; no `Retry-After` header is documented, so slow down on your own.
    ///
    /// Operation `UserProfile_QueryGroupsByUser`: `GET /users/{key}/groups`.
    #[doc(alias = "UserProfile_QueryGroupsByUser")]
    pub fn list_user_groups(
        &self,
        key: impl Into<uuid::Uuid>,
    ) -> builder::ListUserGroups {
        builder::ListUserGroups::new(self, key.into())
    }
}
