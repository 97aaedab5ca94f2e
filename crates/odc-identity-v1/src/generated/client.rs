// @generated from openapi/identity-v1.json (SHA-256 e306ca47cccf477fbb391b04dfe9e4327956c9b9f231b71758bbd98b0871cd84)
// by `cargo xtask generate identity-v1`. Do not edit: change the document, its overlay or the xtask.

//! The client: one method per operation.

use odc_runtime::client::ClientWithMiddleware;
use odc_runtime::{Error, Tenant, Transport};
use super::{builder, operations};

/// Client of the User and Access Management API, version v1.
///
/// Cheap to clone; clones share everything. Each method returns the builder of a call: set its
/// parameters, then call `.send()`.
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) transport: Transport,
}

impl Client {
    /// A client of this API for a tenant. No I/O happens yet: the first call fetches discovery and token.
    #[must_use]
    pub fn connect(tenant: &Tenant) -> Self {
        Self {
            transport: Transport::for_tenant(tenant, operations::BASE_PATH),
        }
    }

    /// A client that sends through your own HTTP client, without a tenant.
    ///
    /// `base_url` includes the path of the API, such as `https://acme.outsystems.dev/api/identity/v1`.
    /// The middleware of your HTTP client is responsible for authentication, retries and limits.
    ///
    /// The reqwest library also sends some requests again by itself: those that the server of an HTTP/2
    /// connection did not accept, and those that `reqwest::ClientBuilder::retry` selects. Your
    /// middleware does not see these retries, and no rate budget counts them. To turn them off, build
    /// your client with `.retry(reqwest::retry::never())`.
    ///
    /// # Errors
    /// A `base_url` that is not an http or https URL.
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
    /// Returns the application roles (end-user roles in the portal) of every environment (stage in the
    /// portal), or only those that match the filters. The same role has a different `key` in each
    /// environment, but its `externalKey` is the same in all of them.
    ///
    /// Different apps can use the same role name. To find one particular role, combine `nameContains`
    /// with `assetKey` and an environment filter.
    ///
    /// # Response
    /// One page of application roles.
    ///
    /// # Permission
    /// `User management > View end users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `ApplicationRole_QueryApplicationRoles`: `GET /application-roles`.
    #[doc(alias = "ApplicationRole_QueryApplicationRoles")]
    #[doc(alias = "end-user role")]
    pub fn list_application_roles(&self) -> builder::ListApplicationRoles {
        builder::ListApplicationRoles::new(self)
    }

    /// List users who hold an application role.
    ///
    /// Returns the users who hold one application role (end-user role in the portal). A role key
    /// belongs to a single environment (stage in the portal), so the list covers only that environment.
    ///
    /// It is not documented whether the list includes users who have the role only through a group. To
    /// find out where a role comes from, read the application roles of the user with all assignment
    /// sources.
    ///
    /// # Arguments
    /// - `key`: Key of the application role (end-user role in the portal).
    ///
    /// # Response
    /// One page of users who hold the role.
    ///
    /// # Permission
    /// `User management > View end users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No application role has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
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
    /// Accepts 1 to 100 user records and creates the users in the background. The response only
    /// confirms the request and gives the key of the operation. Poll `GET /users/bulk/{key}` with this
    /// key until the status is final.
    ///
    /// The organization may make 5 of these requests per minute. Each of them also counts toward the
    /// common limit of 100.
    ///
    /// # Response
    /// The operation was accepted. Use `key` to poll it. The results of the records are not available
    /// yet.
    ///
    /// # Permission
    /// `User management > Manage users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    /// - 5 per minute for the whole organization (`identity-bulk`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The request is invalid. The service also returns this status for fewer than 1 or more
    ///   than 100 records.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 429: The organization made more than 5 bulk creations, or more than 100 requests in total,
    ///   within a minute.
    ///
    /// Operation `BulkUserProfile_CreateBulkUserProfilesOperation`: `POST /users/bulk`.
    #[doc(alias = "BulkUserProfile_CreateBulkUserProfilesOperation")]
    pub fn create_users_in_bulk(&self) -> builder::CreateUsersInBulk {
        builder::CreateUsersInBulk::new(self)
    }

    /// Get the status of a bulk creation.
    ///
    /// Returns the progress of a bulk creation of users. `Pending` and `Processing` mean that the
    /// operation has not ended: continue to poll. `Finished` and `FinishedWithErrors` are final.
    ///
    /// `operations` contains the result of each record (`Inserted`, `Updated`, `Deleted` or `Error`)
    /// only when the status is final. Before that, the list is empty. Wait a few seconds between polls,
    /// because each poll counts toward the common request limit of the organization.
    ///
    /// # Arguments
    /// - `key`: Key of the bulk operation, from the response of `POST /users/bulk`.
    ///
    /// # Response
    /// Status of the operation. After the operation has ended, it includes the result of each record.
    ///
    /// # Permission
    /// `User management > Manage users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No bulk operation has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
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
    /// Returns the members of a group and how each user became a member. `Assigned` members were added
    /// directly. `Mapped` members joined through an identity-provider claim mapping. One user can be
    /// both.
    ///
    /// Mappings are evaluated at login. A mapped membership that no longer applies stays in the list
    /// until the user signs in again.
    ///
    /// # Arguments
    /// - `key`: Key of the group.
    ///
    /// # Response
    /// One page of group members.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No group has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
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
    /// Changes the direct membership of a group. The same call can add users and remove users. Members
    /// who joined through a claim mapping cannot be removed by hand. They leave the group at their next
    /// login after the claim stops matching.
    ///
    /// # Arguments
    /// - `key`: Key of the group.
    ///
    /// # Response
    /// The membership was changed. The response has no body, although the status is 200.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: The group was not found, or possibly a user in the request body.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
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
    /// Returns groups of end users with their claim mappings. Every group belongs to exactly one
    /// environment (stage in the portal), and therefore to one portfolio.
    ///
    /// # Response
    /// One page of groups.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: A record that a filter refers to was not found. It is not documented which filters can
    ///   cause this.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `Group_QueryGroups`: `GET /groups`.
    #[doc(alias = "Group_QueryGroups")]
    pub fn list_groups(&self) -> builder::ListGroups {
        builder::ListGroups::new(self)
    }

    /// Create a group.
    ///
    /// Creates a group in one environment (stage in the portal). The same call can add users and
    /// application roles (end-user roles in the portal).
    ///
    /// The environment of a group can never be changed. To have the same users in a group of another
    /// environment, create another group there.
    ///
    /// # Response
    /// The group was created. The response contains its key.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `Group_CreateGroup`: `POST /groups`.
    #[doc(alias = "Group_CreateGroup")]
    pub fn create_group(&self) -> builder::CreateGroup {
        builder::CreateGroup::new(self)
    }

    /// Get a group.
    ///
    /// Returns one group with its environment (stage in the portal), portfolio and claim mappings.
    /// Other operations list its members and its application roles (end-user roles in the portal).
    ///
    /// # Arguments
    /// - `key`: Key of the group.
    ///
    /// # Response
    /// The group.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No group has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `Group_ReadGroup`: `GET /groups/{key}`.
    #[doc(alias = "Group_ReadGroup")]
    pub fn get_group(&self, key: impl Into<uuid::Uuid>) -> builder::GetGroup {
        builder::GetGroup::new(self, key.into())
    }

    /// Change the name or description of a group.
    ///
    /// Changes `name` and `description` of a group. Its environment (stage in the portal) cannot be
    /// changed. Other operations change its members and its application roles (end-user roles in the
    /// portal).
    ///
    /// # Arguments
    /// - `key`: Key of the group.
    ///
    /// # Response
    /// The group was changed. The response has no body.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No group has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
    /// - Otherwise: Any other failure.
    ///
    /// Operation `Group_UpdateGroup`: `PATCH /groups/{key}`.
    #[doc(alias = "Group_UpdateGroup")]
    pub fn update_group(&self, key: impl Into<uuid::Uuid>) -> builder::UpdateGroup {
        builder::UpdateGroup::new(self, key.into())
    }

    /// Delete a group.
    ///
    /// Deletes a group and its claim mappings. The users are not deleted, but they lose every
    /// application role (end-user role in the portal) that they had only through this group.
    ///
    /// # Arguments
    /// - `key`: Key of the group.
    ///
    /// # Response
    /// The group was deleted. The response has no body.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No group has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
    /// - Otherwise: Any other failure.
    ///
    /// Operation `Group_DeleteGroup`: `DELETE /groups/{key}`.
    #[doc(alias = "Group_DeleteGroup")]
    pub fn delete_group(&self, key: impl Into<uuid::Uuid>) -> builder::DeleteGroup {
        builder::DeleteGroup::new(self, key.into())
    }

    /// List application roles of a group.
    ///
    /// Returns the application roles (end-user roles in the portal) that a group gives to its members.
    ///
    /// # Arguments
    /// - `key`: Key of the group.
    ///
    /// # Response
    /// One page of the group's application roles.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No group has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
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
    /// Changes the application roles (end-user roles in the portal) that a group gives to its members.
    /// The same call can add roles and remove roles. A role key identifies the role in one environment
    /// (stage in the portal), so use keys of the group's environment.
    ///
    /// # Arguments
    /// - `key`: Key of the group.
    ///
    /// # Response
    /// The roles were changed. The response has no body, although the status is 200.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: The group was not found, or possibly an application role in the request body.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
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
    /// Deletes the rule that adds users to the group by a claim of their identity provider. Users who
    /// were members only by this rule lose the group's application roles (end-user roles in the
    /// portal). Mappings are evaluated at login, so the list of members may still show these users for
    /// some time.
    ///
    /// A group contains its mappings in `groupIdpClaimMappings`. This API cannot create or change
    /// mappings.
    ///
    /// # Arguments
    /// - `key`: Key of the group.
    /// - `mapping_key`: Key of the claim mapping, from `groupIdpClaimMappings` of the group.
    ///
    /// # Response
    /// The mapping was deleted. The response has no body.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: The group was not found, or it has no claim mapping with this key.
    /// - Otherwise: Any other failure.
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
    /// Returns the identity providers that are configured for the organization, with their OpenID
    /// Connect or SAML settings. The response does not show to which environments (stages in the
    /// portal) a provider is assigned.
    ///
    /// # Response
    /// One page of identity providers. Treat `clientSecret` as confidential and do not write it to
    /// logs: it is not documented that the service masks it.
    ///
    /// # Permission
    /// Any one permission of the API client is enough.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    ///
    /// Operation `IdentityProvider_QueryIdentityProviders`: `GET /identity-providers`.
    #[doc(alias = "IdentityProvider_QueryIdentityProviders")]
    pub fn list_identity_providers(&self) -> builder::ListIdentityProviders {
        builder::ListIdentityProviders::new(self)
    }

    /// Get an identity provider.
    ///
    /// Returns the configuration of one identity provider. It shows how the service finds the user of a
    /// login (`profileLinkingField`) and whether a login without a matching user creates a new profile
    /// (`autoCreateProfiles`). It does not show which environments (stages in the portal) use the
    /// provider.
    ///
    /// # Arguments
    /// - `key`: Key of the identity provider.
    ///
    /// # Response
    /// The identity provider. Treat `clientSecret` as confidential and do not write it to logs: it is
    /// not documented that the service masks it.
    ///
    /// # Permission
    /// Any one permission of the API client is enough.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
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
    /// Returns the organization roles and the permissions that each contains. The list includes the
    /// built-in roles, such as Administrator and Developer, and the organization's own roles. A role
    /// with `isReadOnly` cannot be changed.
    ///
    /// # Response
    /// One page of organization roles.
    ///
    /// # Permission
    /// Any one permission of the API client is enough.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: An organization role that a filter refers to was not found. It is not documented when the
    ///   list returns this status.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `OrganizationRole_QueryOrganizationRoles`: `GET /organization-roles`.
    #[doc(alias = "OrganizationRole_QueryOrganizationRoles")]
    pub fn list_organization_roles(&self) -> builder::ListOrganizationRoles {
        builder::ListOrganizationRoles::new(self)
    }

    /// Create an organization role.
    ///
    /// Creates an organization role from a name and a list of permissions. If a permission allows it,
    /// an entry can limit the permission to certain environments (stages in the portal) or portfolios.
    /// `GET /permissions` lists the available permissions.
    ///
    /// # Response
    /// The role was created. The response contains its key in `orgRoleKey`.
    ///
    /// # Permission
    /// `User management > Manage organization roles`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 409: The new role conflicts with an existing role. The cause is not documented. First check
    ///   whether the name is already in use.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `OrganizationRole_CreateOrganizationRole`: `POST /organization-roles`.
    #[doc(alias = "OrganizationRole_CreateOrganizationRole")]
    pub fn create_organization_role(&self) -> builder::CreateOrganizationRole {
        builder::CreateOrganizationRole::new(self)
    }

    /// Get an organization role.
    ///
    /// Returns one organization role with its permissions. Each entry shows the environments (stages in
    /// the portal) and portfolios to which the permission is limited.
    ///
    /// # Arguments
    /// - `key`: Key of the organization role.
    ///
    /// # Response
    /// The organization role.
    ///
    /// # Permission
    /// Any one permission of the API client is enough.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No organization role has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
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
    /// in the portal) and portfolios to which each permission is limited. Built-in roles cannot be
    /// changed. `isReadOnly` shows which roles are locked.
    ///
    /// It is not documented whether `permissions` replaces the present entries or adds to them. Send
    /// the complete list of permissions, and read the role afterwards.
    ///
    /// # Arguments
    /// - `key`: Key of the organization role.
    ///
    /// # Response
    /// The role was changed. The response has no body.
    ///
    /// # Permission
    /// `User management > Manage organization roles`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No organization role has this key.
    /// - 409: The change conflicts with another organization role. The cause is not documented. First
    ///   check whether the name is already in use.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
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
    /// Deletes an organization role. Built-in roles cannot be deleted. It is not documented what
    /// happens to users who still hold the role, so check `GET /organization-roles/{key}/users` first.
    ///
    /// # Arguments
    /// - `key`: Key of the organization role.
    ///
    /// # Response
    /// The role was deleted. The response has no body.
    ///
    /// # Permission
    /// `User management > Manage organization roles`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No organization role has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `OrganizationRole_DeleteOrganizationRole`: `DELETE /organization-roles/{key}`.
    #[doc(alias = "OrganizationRole_DeleteOrganizationRole")]
    pub fn delete_organization_role(
        &self,
        key: impl Into<uuid::Uuid>,
    ) -> builder::DeleteOrganizationRole {
        builder::DeleteOrganizationRole::new(self, key.into())
    }

    /// List users who hold an organization role.
    ///
    /// Returns the users who hold one organization role. The rows do not show the conditions of the
    /// grant. `GET /users/{key}/organization-roles` returns the assets and the grant period.
    ///
    /// # Arguments
    /// - `key`: Key of the organization role.
    ///
    /// # Response
    /// One page of users who hold the role.
    ///
    /// # Permission
    /// `User management > View members`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No organization role has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
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
    /// Returns the permissions that organization roles can contain. `allowStages` and `allowPortfolios`
    /// show whether an entry can be limited to environments (stages in the portal) or portfolios.
    ///
    /// # Response
    /// One page of permissions.
    ///
    /// # Permission
    /// Any one permission of the API client is enough.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `Permission_QueryPermissions`: `GET /permissions`.
    #[doc(alias = "Permission_QueryPermissions")]
    pub fn list_permissions(&self) -> builder::ListPermissions {
        builder::ListPermissions::new(self)
    }

    /// Get a permission.
    ///
    /// Returns one permission. It shows whether a role can limit the permission to environments (stages
    /// in the portal) or portfolios. `inherits` shows its relations to other permissions.
    ///
    /// # Arguments
    /// - `key`: Key of the permission.
    ///
    /// # Response
    /// The permission.
    ///
    /// # Permission
    /// Any one permission of the API client is enough.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No permission has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `Permission_ReadPermission`: `GET /permissions/{key}`.
    #[doc(alias = "Permission_ReadPermission")]
    pub fn get_permission(&self, key: impl Into<uuid::Uuid>) -> builder::GetPermission {
        builder::GetPermission::new(self, key.into())
    }

    /// Grant an application role to a user.
    ///
    /// Gives a user one application role (end-user role in the portal) directly. There is no request
    /// body, because the role key identifies one asset in one environment (stage in the portal).
    ///
    /// Server-side logic of the app sees the role immediately. Client-side logic sees it when the
    /// user's token is renewed, which takes up to five minutes, or at the next login.
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    /// - `role_key`: Key of the application role (end-user role in the portal) to grant.
    ///
    /// # Response
    /// The role was granted. The response has no body, although the status is 201.
    ///
    /// # Permission
    /// `User management > Manage end-user access`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: The user or the application role was not found.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
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
    /// Removes one application role (end-user role in the portal) from a user, in the environment
    /// (stage in the portal) to which the role key belongs.
    ///
    /// A user can also have the role through a group. To check this, list the user's application roles
    /// with all `assignmentSources`. Then change the group if needed.
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    /// - `role_key`: Key of the application role (end-user role in the portal) to revoke.
    ///
    /// # Response
    /// The role was revoked. The response has no body.
    ///
    /// # Permission
    /// `User management > Manage end-user access`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: The user or the application role was not found.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
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
    /// Returns the application roles (end-user roles in the portal) of one user in all environments
    /// (stages in the portal).
    ///
    /// Without `assignmentSources` the list contains only roles that were granted directly. Roles that
    /// come from groups or from claim mappings are missing. To see everything that a user can do,
    /// request all three sources: `Direct`, `GroupAssigned` and `GroupMapped`. The fields
    /// `isDirectlyAssigned` and `assignedGroups` also show only the requested sources.
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    ///
    /// # Response
    /// One page of the user's application roles from the selected sources.
    ///
    /// # Permission
    /// `User management > View end users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No user has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
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
    /// Returns the assignments of organization roles to one user. Each row is an assignment, not a
    /// role: a role that was granted for several assets has one row for each asset. A user has at most
    /// one role for the whole organization and at most one role for each asset. Asset roles only add
    /// rights.
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    ///
    /// # Response
    /// One page of organization role assignments.
    ///
    /// # Permission
    /// `User management > View members` or `User management > Manage users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No user has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
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
    /// Gives a user an organization role. The grant is effective immediately. `grantPeriod` limits its
    /// time (UTC), and `assetKeys` makes it asset-scoped. `portfolioKey` has an effect only together
    /// with `assetKeys`; the default is the main portfolio.
    ///
    /// A member whose e-mail address is not verified can sign in but gets no organization rights.
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    /// - `role_key`: Key of the organization role to grant.
    ///
    /// # Response
    /// The role was granted. The response has no body, although the status is 201.
    ///
    /// # Permission
    /// `User management > Manage member access`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: The user or the organization role was not found, or possibly an asset or portfolio in the
    ///   request body.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
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
    /// Removes an organization role from a user. The change is effective immediately. To revoke
    /// asset-scoped grants, send their assets in `assetKeys` of the request body.
    ///
    /// A DELETE request with a JSON body is unusual. Check that your HTTP client and every proxy
    /// forward the body.
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    /// - `role_key`: Key of the organization role to revoke.
    ///
    /// # Response
    /// The role was revoked. The response has no body.
    ///
    /// # Permission
    /// `User management > Manage member access`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: The user or the organization role was not found, or possibly an asset in the request
    ///   body.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
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
    /// Returns the number of users that match the filters, without the users. It counts only users that
    /// the API client may see. These are end users (with application roles, called end-user roles in
    /// the portal), members (with organization roles), or all users.
    ///
    /// The filters `lastLoginAtSince` and `lastLoginAtTo` normally apply to the user's last login in
    /// any environment. If `loggedInEnvironmentKeys` or `loggedInPortfolioKeys` is given, they apply to
    /// the login in those environments (stages in the portal).
    ///
    /// # Response
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
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `UserProfile_CountUsers`: `GET /users/count`.
    #[doc(alias = "UserProfile_CountUsers")]
    pub fn count_users(&self) -> builder::CountUsers {
        builder::CountUsers::new(self)
    }

    /// List users.
    ///
    /// Returns users of the organization. An API client may see only some of them: end users (with
    /// application roles, called end-user roles in the portal), members (with organization roles), or
    /// all users.
    ///
    /// The filters `lastLoginAtSince` and `lastLoginAtTo` normally apply to the user's last login in
    /// any environment. If `loggedInEnvironmentKeys` or `loggedInPortfolioKeys` is given, they apply to
    /// the login in those environments (stages in the portal).
    ///
    /// # Response
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
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `UserProfile_QueryUsers`: `GET /users`.
    #[doc(alias = "UserProfile_QueryUsers")]
    pub fn list_users(&self) -> builder::ListUsers {
        builder::ListUsers::new(self)
    }

    /// Create a user.
    ///
    /// Creates a user profile. `isActive` defaults to `true` and `addToBuiltInIdentityProvider` to
    /// `false`. The call grants no role and sends no e-mail. A built-in user sets a first password
    /// later, by requesting a password reset.
    ///
    /// `identityProviderKey` with `subject` or `username` creates or links the profile at that provider
    /// before the first login. If a user with exactly the same e-mail address exists and
    /// `addToBuiltInIdentityProvider` is `true`, that user gets a built-in profile. In this case the
    /// service ignores `name` and `photoUrl` of the request.
    ///
    /// # Response
    /// The user was created, or the existing user was extended. The response contains the key.
    ///
    /// # Permission
    /// `User management > Manage users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 403: The API client is not allowed to make this call.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `UserProfile_CreateUser`: `POST /users`.
    #[doc(alias = "UserProfile_CreateUser")]
    pub fn create_user(&self) -> builder::CreateUser {
        builder::CreateUser::new(self)
    }

    /// Get a user.
    ///
    /// Returns one user. As with `GET /users`, an API client may see only users with application roles
    /// (end-user roles in the portal), only users with organization roles, or all users. `lastLoginAt`
    /// is `null` for a user who never signed in.
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    ///
    /// # Response
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
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No user with this key was found.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `UserProfile_GetUser`: `GET /users/{key}`.
    #[doc(alias = "UserProfile_GetUser")]
    pub fn get_user(&self, key: impl Into<uuid::Uuid>) -> builder::GetUser {
        builder::GetUser::new(self, key.into())
    }

    /// Change a user.
    ///
    /// Changes the name, photo or active state of a user. Setting `isActive` to `false` blocks every
    /// login, including logins through external providers, and can be undone. E-mail address and
    /// identity-provider profiles cannot be changed through this API.
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    ///
    /// # Response
    /// The user was changed. The response has no body.
    ///
    /// # Permission
    /// `User management > Manage users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No user has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `UserProfile_PatchUser`: `PATCH /users/{key}`.
    #[doc(alias = "UserProfile_PatchUser")]
    pub fn update_user(&self, key: impl Into<uuid::Uuid>) -> builder::UpdateUser {
        builder::UpdateUser::new(self, key.into())
    }

    /// Delete a user.
    ///
    /// Deletes a user and all data that belongs to the profile. This cannot be undone. If you may need
    /// the user again, set `isActive` to `false` with `PATCH /users/{key}` instead.
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    ///
    /// # Response
    /// The user was deleted. The response has no body.
    ///
    /// # Permission
    /// `User management > Manage users`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No user has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `UserProfile_DeleteUser`: `DELETE /users/{key}`.
    #[doc(alias = "UserProfile_DeleteUser")]
    pub fn delete_user(&self, key: impl Into<uuid::Uuid>) -> builder::DeleteUser {
        builder::DeleteUser::new(self, key.into())
    }

    /// List groups of a user.
    ///
    /// Returns the groups of a user and how the user became a member. `membershipTypes` is a list,
    /// because a user can be in the same group both directly (`Assigned`) and through a claim mapping
    /// (`Mapped`). Each group belongs to one environment (stage in the portal).
    ///
    /// # Arguments
    /// - `key`: Key of the user.
    ///
    /// # Response
    /// One page of the user's groups, each with its kinds of membership.
    ///
    /// # Permission
    /// `User management > Manage end-user groups`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`identity`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The service rejected the request as invalid. See `detail` and `errorCode`, if present,
    ///   for the reason.
    /// - 401: The access token is missing, expired or no longer accepted. A token also stops working
    ///   early when its API client is suspended.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No user has this key.
    /// - 429: Too many requests in the current minute. The limit is 100 per minute for the whole
    ///   organization. No `Retry-After` header is documented, so wait before you try again.
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
