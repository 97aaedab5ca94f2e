// @generated from openapi/identity-v1.json (SHA-256 e306ca47cccf477fbb391b04dfe9e4327956c9b9f231b71758bbd98b0871cd84)
// by `cargo xtask generate identity-v1`. Do not edit: change the document, its overlay or the xtask.

//! Typed helpers for `httpmock` servers.

use serde::Serialize;
use super::{enums, types};

/// One method per operation, which mocks a response of it.
pub trait MockServerExt {
    /// Mocks [`Client::list_application_roles`](crate::Client::list_application_roles): `GET /application-roles`.
    fn list_application_roles(
        &self,
        config: impl FnOnce(ListApplicationRolesWhen, ListApplicationRolesThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_application_role_users`](crate::Client::list_application_role_users): `GET /application-roles/{key}/users`.
    fn list_application_role_users(
        &self,
        config: impl FnOnce(ListApplicationRoleUsersWhen, ListApplicationRoleUsersThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::create_users_in_bulk`](crate::Client::create_users_in_bulk): `POST /users/bulk`.
    fn create_users_in_bulk(
        &self,
        config: impl FnOnce(CreateUsersInBulkWhen, CreateUsersInBulkThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_bulk_user_operation`](crate::Client::get_bulk_user_operation): `GET /users/bulk/{key}`.
    fn get_bulk_user_operation(
        &self,
        config: impl FnOnce(GetBulkUserOperationWhen, GetBulkUserOperationThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_group_users`](crate::Client::list_group_users): `GET /groups/{key}/users`.
    fn list_group_users(
        &self,
        config: impl FnOnce(ListGroupUsersWhen, ListGroupUsersThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::modify_group_users`](crate::Client::modify_group_users): `PATCH /groups/{key}/users`.
    fn modify_group_users(
        &self,
        config: impl FnOnce(ModifyGroupUsersWhen, ModifyGroupUsersThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_groups`](crate::Client::list_groups): `GET /groups`.
    fn list_groups(
        &self,
        config: impl FnOnce(ListGroupsWhen, ListGroupsThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::create_group`](crate::Client::create_group): `POST /groups`.
    fn create_group(
        &self,
        config: impl FnOnce(CreateGroupWhen, CreateGroupThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_group`](crate::Client::get_group): `GET /groups/{key}`.
    fn get_group(
        &self,
        config: impl FnOnce(GetGroupWhen, GetGroupThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::update_group`](crate::Client::update_group): `PATCH /groups/{key}`.
    fn update_group(
        &self,
        config: impl FnOnce(UpdateGroupWhen, UpdateGroupThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::delete_group`](crate::Client::delete_group): `DELETE /groups/{key}`.
    fn delete_group(
        &self,
        config: impl FnOnce(DeleteGroupWhen, DeleteGroupThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_group_application_roles`](crate::Client::list_group_application_roles): `GET /groups/{key}/application-roles`.
    fn list_group_application_roles(
        &self,
        config: impl FnOnce(ListGroupApplicationRolesWhen, ListGroupApplicationRolesThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::modify_group_application_roles`](crate::Client::modify_group_application_roles): `PATCH /groups/{key}/application-roles`.
    fn modify_group_application_roles(
        &self,
        config: impl FnOnce(
            ModifyGroupApplicationRolesWhen,
            ModifyGroupApplicationRolesThen,
        ),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::delete_group_claim_mapping`](crate::Client::delete_group_claim_mapping): `DELETE /groups/{key}/claim-mappings/{mappingKey}`.
    fn delete_group_claim_mapping(
        &self,
        config: impl FnOnce(DeleteGroupClaimMappingWhen, DeleteGroupClaimMappingThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_identity_providers`](crate::Client::list_identity_providers): `GET /identity-providers`.
    fn list_identity_providers(
        &self,
        config: impl FnOnce(ListIdentityProvidersWhen, ListIdentityProvidersThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_identity_provider`](crate::Client::get_identity_provider): `GET /identity-providers/{key}`.
    fn get_identity_provider(
        &self,
        config: impl FnOnce(GetIdentityProviderWhen, GetIdentityProviderThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_organization_roles`](crate::Client::list_organization_roles): `GET /organization-roles`.
    fn list_organization_roles(
        &self,
        config: impl FnOnce(ListOrganizationRolesWhen, ListOrganizationRolesThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::create_organization_role`](crate::Client::create_organization_role): `POST /organization-roles`.
    fn create_organization_role(
        &self,
        config: impl FnOnce(CreateOrganizationRoleWhen, CreateOrganizationRoleThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_organization_role`](crate::Client::get_organization_role): `GET /organization-roles/{key}`.
    fn get_organization_role(
        &self,
        config: impl FnOnce(GetOrganizationRoleWhen, GetOrganizationRoleThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::update_organization_role`](crate::Client::update_organization_role): `PATCH /organization-roles/{key}`.
    fn update_organization_role(
        &self,
        config: impl FnOnce(UpdateOrganizationRoleWhen, UpdateOrganizationRoleThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::delete_organization_role`](crate::Client::delete_organization_role): `DELETE /organization-roles/{key}`.
    fn delete_organization_role(
        &self,
        config: impl FnOnce(DeleteOrganizationRoleWhen, DeleteOrganizationRoleThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_organization_role_users`](crate::Client::list_organization_role_users): `GET /organization-roles/{key}/users`.
    fn list_organization_role_users(
        &self,
        config: impl FnOnce(ListOrganizationRoleUsersWhen, ListOrganizationRoleUsersThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_permissions`](crate::Client::list_permissions): `GET /permissions`.
    fn list_permissions(
        &self,
        config: impl FnOnce(ListPermissionsWhen, ListPermissionsThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_permission`](crate::Client::get_permission): `GET /permissions/{key}`.
    fn get_permission(
        &self,
        config: impl FnOnce(GetPermissionWhen, GetPermissionThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::grant_application_role`](crate::Client::grant_application_role): `POST /users/{key}/application-roles/{roleKey}`.
    fn grant_application_role(
        &self,
        config: impl FnOnce(GrantApplicationRoleWhen, GrantApplicationRoleThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::revoke_application_role`](crate::Client::revoke_application_role): `DELETE /users/{key}/application-roles/{roleKey}`.
    fn revoke_application_role(
        &self,
        config: impl FnOnce(RevokeApplicationRoleWhen, RevokeApplicationRoleThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_user_application_roles`](crate::Client::list_user_application_roles): `GET /users/{key}/application-roles`.
    fn list_user_application_roles(
        &self,
        config: impl FnOnce(ListUserApplicationRolesWhen, ListUserApplicationRolesThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_user_organization_roles`](crate::Client::list_user_organization_roles): `GET /users/{key}/organization-roles`.
    fn list_user_organization_roles(
        &self,
        config: impl FnOnce(ListUserOrganizationRolesWhen, ListUserOrganizationRolesThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::grant_organization_role`](crate::Client::grant_organization_role): `POST /users/{key}/organization-roles/{roleKey}`.
    fn grant_organization_role(
        &self,
        config: impl FnOnce(GrantOrganizationRoleWhen, GrantOrganizationRoleThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::revoke_organization_role`](crate::Client::revoke_organization_role): `DELETE /users/{key}/organization-roles/{roleKey}`.
    fn revoke_organization_role(
        &self,
        config: impl FnOnce(RevokeOrganizationRoleWhen, RevokeOrganizationRoleThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::count_users`](crate::Client::count_users): `GET /users/count`.
    fn count_users(
        &self,
        config: impl FnOnce(CountUsersWhen, CountUsersThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_users`](crate::Client::list_users): `GET /users`.
    fn list_users(
        &self,
        config: impl FnOnce(ListUsersWhen, ListUsersThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::create_user`](crate::Client::create_user): `POST /users`.
    fn create_user(
        &self,
        config: impl FnOnce(CreateUserWhen, CreateUserThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::get_user`](crate::Client::get_user): `GET /users/{key}`.
    fn get_user(
        &self,
        config: impl FnOnce(GetUserWhen, GetUserThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::update_user`](crate::Client::update_user): `PATCH /users/{key}`.
    fn update_user(
        &self,
        config: impl FnOnce(UpdateUserWhen, UpdateUserThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::delete_user`](crate::Client::delete_user): `DELETE /users/{key}`.
    fn delete_user(
        &self,
        config: impl FnOnce(DeleteUserWhen, DeleteUserThen),
    ) -> httpmock::Mock<'_>;
    /// Mocks [`Client::list_user_groups`](crate::Client::list_user_groups): `GET /users/{key}/groups`.
    fn list_user_groups(
        &self,
        config: impl FnOnce(ListUserGroupsWhen, ListUserGroupsThen),
    ) -> httpmock::Mock<'_>;
}

impl MockServerExt for httpmock::MockServer {
    fn list_application_roles(
        &self,
        config: impl FnOnce(ListApplicationRolesWhen, ListApplicationRolesThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListApplicationRolesWhen::new(w), ListApplicationRolesThen::new(t));
        })
    }

    fn list_application_role_users(
        &self,
        config: impl FnOnce(ListApplicationRoleUsersWhen, ListApplicationRoleUsersThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                ListApplicationRoleUsersWhen::new(w),
                ListApplicationRoleUsersThen::new(t),
            );
        })
    }

    fn create_users_in_bulk(
        &self,
        config: impl FnOnce(CreateUsersInBulkWhen, CreateUsersInBulkThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(CreateUsersInBulkWhen::new(w), CreateUsersInBulkThen::new(t));
        })
    }

    fn get_bulk_user_operation(
        &self,
        config: impl FnOnce(GetBulkUserOperationWhen, GetBulkUserOperationThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetBulkUserOperationWhen::new(w), GetBulkUserOperationThen::new(t));
        })
    }

    fn list_group_users(
        &self,
        config: impl FnOnce(ListGroupUsersWhen, ListGroupUsersThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListGroupUsersWhen::new(w), ListGroupUsersThen::new(t));
        })
    }

    fn modify_group_users(
        &self,
        config: impl FnOnce(ModifyGroupUsersWhen, ModifyGroupUsersThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ModifyGroupUsersWhen::new(w), ModifyGroupUsersThen::new(t));
        })
    }

    fn list_groups(
        &self,
        config: impl FnOnce(ListGroupsWhen, ListGroupsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListGroupsWhen::new(w), ListGroupsThen::new(t));
        })
    }

    fn create_group(
        &self,
        config: impl FnOnce(CreateGroupWhen, CreateGroupThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(CreateGroupWhen::new(w), CreateGroupThen::new(t));
        })
    }

    fn get_group(
        &self,
        config: impl FnOnce(GetGroupWhen, GetGroupThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetGroupWhen::new(w), GetGroupThen::new(t));
        })
    }

    fn update_group(
        &self,
        config: impl FnOnce(UpdateGroupWhen, UpdateGroupThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(UpdateGroupWhen::new(w), UpdateGroupThen::new(t));
        })
    }

    fn delete_group(
        &self,
        config: impl FnOnce(DeleteGroupWhen, DeleteGroupThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(DeleteGroupWhen::new(w), DeleteGroupThen::new(t));
        })
    }

    fn list_group_application_roles(
        &self,
        config: impl FnOnce(ListGroupApplicationRolesWhen, ListGroupApplicationRolesThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                ListGroupApplicationRolesWhen::new(w),
                ListGroupApplicationRolesThen::new(t),
            );
        })
    }

    fn modify_group_application_roles(
        &self,
        config: impl FnOnce(
            ModifyGroupApplicationRolesWhen,
            ModifyGroupApplicationRolesThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                ModifyGroupApplicationRolesWhen::new(w),
                ModifyGroupApplicationRolesThen::new(t),
            );
        })
    }

    fn delete_group_claim_mapping(
        &self,
        config: impl FnOnce(DeleteGroupClaimMappingWhen, DeleteGroupClaimMappingThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                DeleteGroupClaimMappingWhen::new(w),
                DeleteGroupClaimMappingThen::new(t),
            );
        })
    }

    fn list_identity_providers(
        &self,
        config: impl FnOnce(ListIdentityProvidersWhen, ListIdentityProvidersThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListIdentityProvidersWhen::new(w), ListIdentityProvidersThen::new(t));
        })
    }

    fn get_identity_provider(
        &self,
        config: impl FnOnce(GetIdentityProviderWhen, GetIdentityProviderThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetIdentityProviderWhen::new(w), GetIdentityProviderThen::new(t));
        })
    }

    fn list_organization_roles(
        &self,
        config: impl FnOnce(ListOrganizationRolesWhen, ListOrganizationRolesThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListOrganizationRolesWhen::new(w), ListOrganizationRolesThen::new(t));
        })
    }

    fn create_organization_role(
        &self,
        config: impl FnOnce(CreateOrganizationRoleWhen, CreateOrganizationRoleThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                CreateOrganizationRoleWhen::new(w),
                CreateOrganizationRoleThen::new(t),
            );
        })
    }

    fn get_organization_role(
        &self,
        config: impl FnOnce(GetOrganizationRoleWhen, GetOrganizationRoleThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetOrganizationRoleWhen::new(w), GetOrganizationRoleThen::new(t));
        })
    }

    fn update_organization_role(
        &self,
        config: impl FnOnce(UpdateOrganizationRoleWhen, UpdateOrganizationRoleThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                UpdateOrganizationRoleWhen::new(w),
                UpdateOrganizationRoleThen::new(t),
            );
        })
    }

    fn delete_organization_role(
        &self,
        config: impl FnOnce(DeleteOrganizationRoleWhen, DeleteOrganizationRoleThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                DeleteOrganizationRoleWhen::new(w),
                DeleteOrganizationRoleThen::new(t),
            );
        })
    }

    fn list_organization_role_users(
        &self,
        config: impl FnOnce(ListOrganizationRoleUsersWhen, ListOrganizationRoleUsersThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                ListOrganizationRoleUsersWhen::new(w),
                ListOrganizationRoleUsersThen::new(t),
            );
        })
    }

    fn list_permissions(
        &self,
        config: impl FnOnce(ListPermissionsWhen, ListPermissionsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListPermissionsWhen::new(w), ListPermissionsThen::new(t));
        })
    }

    fn get_permission(
        &self,
        config: impl FnOnce(GetPermissionWhen, GetPermissionThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetPermissionWhen::new(w), GetPermissionThen::new(t));
        })
    }

    fn grant_application_role(
        &self,
        config: impl FnOnce(GrantApplicationRoleWhen, GrantApplicationRoleThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GrantApplicationRoleWhen::new(w), GrantApplicationRoleThen::new(t));
        })
    }

    fn revoke_application_role(
        &self,
        config: impl FnOnce(RevokeApplicationRoleWhen, RevokeApplicationRoleThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(RevokeApplicationRoleWhen::new(w), RevokeApplicationRoleThen::new(t));
        })
    }

    fn list_user_application_roles(
        &self,
        config: impl FnOnce(ListUserApplicationRolesWhen, ListUserApplicationRolesThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                ListUserApplicationRolesWhen::new(w),
                ListUserApplicationRolesThen::new(t),
            );
        })
    }

    fn list_user_organization_roles(
        &self,
        config: impl FnOnce(ListUserOrganizationRolesWhen, ListUserOrganizationRolesThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                ListUserOrganizationRolesWhen::new(w),
                ListUserOrganizationRolesThen::new(t),
            );
        })
    }

    fn grant_organization_role(
        &self,
        config: impl FnOnce(GrantOrganizationRoleWhen, GrantOrganizationRoleThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GrantOrganizationRoleWhen::new(w), GrantOrganizationRoleThen::new(t));
        })
    }

    fn revoke_organization_role(
        &self,
        config: impl FnOnce(RevokeOrganizationRoleWhen, RevokeOrganizationRoleThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(
                RevokeOrganizationRoleWhen::new(w),
                RevokeOrganizationRoleThen::new(t),
            );
        })
    }

    fn count_users(
        &self,
        config: impl FnOnce(CountUsersWhen, CountUsersThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(CountUsersWhen::new(w), CountUsersThen::new(t));
        })
    }

    fn list_users(
        &self,
        config: impl FnOnce(ListUsersWhen, ListUsersThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListUsersWhen::new(w), ListUsersThen::new(t));
        })
    }

    fn create_user(
        &self,
        config: impl FnOnce(CreateUserWhen, CreateUserThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(CreateUserWhen::new(w), CreateUserThen::new(t));
        })
    }

    fn get_user(
        &self,
        config: impl FnOnce(GetUserWhen, GetUserThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(GetUserWhen::new(w), GetUserThen::new(t));
        })
    }

    fn update_user(
        &self,
        config: impl FnOnce(UpdateUserWhen, UpdateUserThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(UpdateUserWhen::new(w), UpdateUserThen::new(t));
        })
    }

    fn delete_user(
        &self,
        config: impl FnOnce(DeleteUserWhen, DeleteUserThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(DeleteUserWhen::new(w), DeleteUserThen::new(t));
        })
    }

    fn list_user_groups(
        &self,
        config: impl FnOnce(ListUserGroupsWhen, ListUserGroupsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|w, t| {
            config(ListUserGroupsWhen::new(w), ListUserGroupsThen::new(t));
        })
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Problem<'a> {
    status: u16,
    detail: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_code: Option<&'a str>,
}

/// A regular expression that matches the text itself.
fn literal(text: &str) -> String {
    let escaped = |c: char| {
        if c.is_ascii_punctuation() { vec!['\\', c] } else { vec![c] }
    };

    text.chars().flat_map(escaped).collect()
}

/// Selects the requests of `list_application_roles` that the mock matches.
pub struct ListApplicationRolesWhen(httpmock::When);

impl ListApplicationRolesWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/identity/v1)?/application-roles$"))
    }

    /// Key of the application role (end-user role in the portal). It is specific to one environment.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&key.into());
        Self(self.0.query_param("key", text))
    }

    /// Key of the asset that owns the role.
    pub fn asset_key(self, asset_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&asset_key.into());
        Self(self.0.query_param("assetKey", text))
    }

    /// Key of an environment (stage in the portal). The list contains only its roles. Cannot be
    /// combined with `environmentKeys`.
    pub fn environment_key(self, environment_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<
            uuid::Uuid,
        >(&environment_key.into());
        Self(self.0.query_param("environmentKey", text))
    }

    /// Keys of environments (stages in the portal). One match is enough. Cannot be combined with
    /// `environmentKey`.
    pub fn environment_keys(
        self,
        environment_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = environment_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("environmentKeys", text)))
    }

    /// Keys of portfolios. The list contains only roles whose environment belongs to one of them.
    pub fn portfolio_keys(
        self,
        portfolio_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = portfolio_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("portfolioKeys", text)))
    }

    /// Text that the name of the role must contain.
    pub fn name_contains(self, name_contains: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&name_contains.into());
        Self(self.0.query_param("nameContains", text))
    }

    /// Field to sort by: `name` (the default), `environmentKey` or `assetKey`. Put `-` in front for
    /// descending order.
    pub fn sort(self, sort: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&sort.into());
        Self(self.0.query_param("sort", text))
    }

    /// Maximum number of rows on the page, from 1 to 100. The default is 100.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0. It does not have to be
    /// a multiple of `limit`.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_application_roles`.
pub struct ListApplicationRolesThen(httpmock::Then);

impl ListApplicationRolesThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: One page of application roles.
    pub fn ok(self, response: &types::ApplicationRolePage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_application_role_users` that the mock matches.
pub struct ListApplicationRoleUsersWhen(httpmock::When);

impl ListApplicationRoleUsersWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/identity/v1)?/application-roles/[0-9a-fA-F-]{36}/users$",
                ),
        )
    }

    /// Key of the application role (end-user role in the portal).
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/application-roles/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "/users$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Key of a single user. The list contains only this user, if the user holds the role.
    pub fn user_key(self, user_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&user_key.into());
        Self(self.0.query_param("userKey", text))
    }

    /// Text that the name or e-mail address of the user must contain.
    pub fn name_or_email_contains(
        self,
        name_or_email_contains: impl Into<String>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            String,
        >(&name_or_email_contains.into());
        Self(self.0.query_param("nameOrEmailContains", text))
    }

    /// Text that the name, e-mail address or username of the user must contain.
    pub fn name_or_email_or_username_contains(
        self,
        name_or_email_or_username_contains: impl Into<String>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            String,
        >(&name_or_email_or_username_contains.into());
        Self(self.0.query_param("nameOrEmailOrUsernameContains", text))
    }

    /// Earliest last login to include. The timestamp itself is included. A token refresh counts as a
    /// login. RFC 3339 date-time with an offset.
    pub fn last_login_at_since(
        self,
        last_login_at_since: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            chrono::DateTime<chrono::Utc>,
        >(&last_login_at_since.into());
        Self(self.0.query_param("lastLoginAtSince", text))
    }

    /// Latest last login to include. The timestamp itself is included. A token refresh counts as a
    /// login. RFC 3339 date-time with an offset.
    pub fn last_login_at_to(
        self,
        last_login_at_to: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            chrono::DateTime<chrono::Utc>,
        >(&last_login_at_to.into());
        Self(self.0.query_param("lastLoginAtTo", text))
    }

    /// Maximum number of rows on the page, from 1 to 100. The default is 100.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0. It does not have to be
    /// a multiple of `limit`.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// Field to sort by: `userKey`, `name` (the default), `email`, `status` or `lastLoginAt`. Put `-`
    /// in front for descending order.
    pub fn sort(self, sort: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&sort.into());
        Self(self.0.query_param("sort", text))
    }

    /// Additional data under `_embedded` of each user: `ApplicationRoles`, `UserIdentityProviders`, or
    /// both. Embedded roles do not have the direct flag and the list of groups.
    pub fn embed(
        self,
        embed: impl IntoIterator<Item = impl Into<enums::UserEmbed>>,
    ) -> Self {
        let texts = embed
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<
                enums::UserEmbed,
            >(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("embed", text)))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_application_role_users`.
pub struct ListApplicationRoleUsersThen(httpmock::Then);

impl ListApplicationRoleUsersThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: One page of users who hold the role.
    pub fn ok(self, response: &types::RoleUserPage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `create_users_in_bulk` that the mock matches.
pub struct CreateUsersInBulkWhen(httpmock::When);

impl CreateUsersInBulkWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::POST);
        Self(when.path_matches("^(/api/identity/v1)?/users/bulk$"))
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::NewUsers) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `create_users_in_bulk`.
pub struct CreateUsersInBulkThen(httpmock::Then);

impl CreateUsersInBulkThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 202: The operation was accepted. Use `key` to poll it. The results of the records are not
    /// available yet.
    pub fn accepted(self, response: &types::BulkUserOperation) -> Self {
        Self(
            self
                .0
                .status(202u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `get_bulk_user_operation` that the mock matches.
pub struct GetBulkUserOperationWhen(httpmock::When);

impl GetBulkUserOperationWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/identity/v1)?/users/bulk/[^/]+$"))
    }

    /// Key of the bulk operation, from the response of `POST /users/bulk`.
    pub fn key(self, key: impl ToString) -> Self {
        let path = [
            "^(/api/identity/v1)?/users/bulk/",
            &literal(&odc_runtime::client::encode_path(&key.to_string())),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_bulk_user_operation`.
pub struct GetBulkUserOperationThen(httpmock::Then);

impl GetBulkUserOperationThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: Status of the operation. After the operation has ended, it includes the result of each
    /// record.
    pub fn ok(self, response: &types::BulkUserOperation) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_group_users` that the mock matches.
pub struct ListGroupUsersWhen(httpmock::When);

impl ListGroupUsersWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/identity/v1)?/groups/[0-9a-fA-F-]{36}/users$"))
    }

    /// Key of the group.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/groups/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "/users$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Key of a single user. The list contains only this user, if the user is a member. Cannot be
    /// combined with `userKeys`.
    pub fn user_key(self, user_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&user_key.into());
        Self(self.0.query_param("userKey", text))
    }

    /// Keys of users. The list contains only members that are among these users. Cannot be combined
    /// with `userKey`.
    pub fn user_keys(
        self,
        user_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = user_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("userKeys", text)))
    }

    /// Text that the name or e-mail address of the user must contain.
    pub fn name_or_email_contains(
        self,
        name_or_email_contains: impl Into<String>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            String,
        >(&name_or_email_contains.into());
        Self(self.0.query_param("nameOrEmailContains", text))
    }

    /// Text that the name, e-mail address or username of the user must contain.
    pub fn name_or_email_or_username_contains(
        self,
        name_or_email_or_username_contains: impl Into<String>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            String,
        >(&name_or_email_or_username_contains.into());
        Self(self.0.query_param("nameOrEmailOrUsernameContains", text))
    }

    /// Earliest last login to include. The timestamp itself is included. RFC 3339 date-time with an
    /// offset.
    pub fn last_login_at_since(
        self,
        last_login_at_since: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            chrono::DateTime<chrono::Utc>,
        >(&last_login_at_since.into());
        Self(self.0.query_param("lastLoginAtSince", text))
    }

    /// Latest last login to include. The timestamp itself is included. RFC 3339 date-time with an
    /// offset.
    pub fn last_login_at_to(
        self,
        last_login_at_to: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            chrono::DateTime<chrono::Utc>,
        >(&last_login_at_to.into());
        Self(self.0.query_param("lastLoginAtTo", text))
    }

    /// Kind of membership to include: `Assigned` for users who were added directly, `Mapped` for users
    /// who joined through an identity-provider claim mapping.
    pub fn membership_type(
        self,
        membership_type: impl Into<enums::MembershipType>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            enums::MembershipType,
        >(&membership_type.into());
        Self(self.0.query_param("membershipType", text))
    }

    /// Maximum number of rows on the page, from 1 to 100. The default is 100.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0. It does not have to be
    /// a multiple of `limit`.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// Field of the user to sort by: `key`, `name` (the default), `email`, `status` or `lastLoginAt`.
    /// Put `-` in front for descending order.
    pub fn sort(self, sort: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&sort.into());
        Self(self.0.query_param("sort", text))
    }

    /// Additional data under `_embedded` of each user: `ApplicationRoles` (end-user roles in the
    /// portal), `UserIdentityProviders`, or both. Embedded roles do not have the direct flag and the
    /// list of groups.
    pub fn embed(
        self,
        embed: impl IntoIterator<Item = impl Into<enums::UserEmbed>>,
    ) -> Self {
        let texts = embed
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<
                enums::UserEmbed,
            >(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("embed", text)))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_group_users`.
pub struct ListGroupUsersThen(httpmock::Then);

impl ListGroupUsersThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: One page of group members.
    pub fn ok(self, response: &types::GroupMemberPage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `modify_group_users` that the mock matches.
pub struct ModifyGroupUsersWhen(httpmock::When);

impl ModifyGroupUsersWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::PATCH);
        Self(when.path_matches("^(/api/identity/v1)?/groups/[0-9a-fA-F-]{36}/users$"))
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::GroupUsersPatch) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// Key of the group.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/groups/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "/users$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `modify_group_users`.
pub struct ModifyGroupUsersThen(httpmock::Then);

impl ModifyGroupUsersThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The membership was changed. The response has no body, although the status is 200.
    pub fn ok(self) -> Self {
        Self(self.0.status(200u16))
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_groups` that the mock matches.
pub struct ListGroupsWhen(httpmock::When);

impl ListGroupsWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/identity/v1)?/groups$"))
    }

    /// Text that the name of the group must contain.
    pub fn name_contains(self, name_contains: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&name_contains.into());
        Self(self.0.query_param("nameContains", text))
    }

    /// Key of an environment (stage in the portal). The list contains only its groups. Cannot be
    /// combined with `environmentKeys`.
    pub fn environment_key(self, environment_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<
            uuid::Uuid,
        >(&environment_key.into());
        Self(self.0.query_param("environmentKey", text))
    }

    /// Keys of environments (stages in the portal). One match is enough. Cannot be combined with
    /// `environmentKey`.
    pub fn environment_keys(
        self,
        environment_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = environment_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("environmentKeys", text)))
    }

    /// Key of an identity provider. The list contains only groups that have a claim mapping of that
    /// provider.
    pub fn identity_provider_key(
        self,
        identity_provider_key: impl Into<uuid::Uuid>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            uuid::Uuid,
        >(&identity_provider_key.into());
        Self(self.0.query_param("identityProviderKey", text))
    }

    /// Keys of portfolios. The list contains only groups that belong to one of them.
    pub fn portfolio_keys(
        self,
        portfolio_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = portfolio_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("portfolioKeys", text)))
    }

    /// Maximum number of rows on the page, from 1 to 100. The default is 100.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0. It does not have to be
    /// a multiple of `limit`.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_groups`.
pub struct ListGroupsThen(httpmock::Then);

impl ListGroupsThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: One page of groups.
    pub fn ok(self, response: &types::GroupPage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `create_group` that the mock matches.
pub struct CreateGroupWhen(httpmock::When);

impl CreateGroupWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::POST);
        Self(when.path_matches("^(/api/identity/v1)?/groups$"))
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::NewGroup) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `create_group`.
pub struct CreateGroupThen(httpmock::Then);

impl CreateGroupThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 201: The group was created. The response contains its key.
    pub fn created(self, response: &types::CreatedGroup) -> Self {
        Self(
            self
                .0
                .status(201u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `get_group` that the mock matches.
pub struct GetGroupWhen(httpmock::When);

impl GetGroupWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/identity/v1)?/groups/[0-9a-fA-F-]{36}$"))
    }

    /// Key of the group.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/groups/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_group`.
pub struct GetGroupThen(httpmock::Then);

impl GetGroupThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The group.
    pub fn ok(self, response: &types::Group) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `update_group` that the mock matches.
pub struct UpdateGroupWhen(httpmock::When);

impl UpdateGroupWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::PATCH);
        Self(when.path_matches("^(/api/identity/v1)?/groups/[0-9a-fA-F-]{36}$"))
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::GroupPatch) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// Key of the group.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/groups/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `update_group`.
pub struct UpdateGroupThen(httpmock::Then);

impl UpdateGroupThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 204: The group was changed. The response has no body.
    pub fn no_content(self) -> Self {
        Self(self.0.status(204u16))
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `delete_group` that the mock matches.
pub struct DeleteGroupWhen(httpmock::When);

impl DeleteGroupWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::DELETE);
        Self(when.path_matches("^(/api/identity/v1)?/groups/[0-9a-fA-F-]{36}$"))
    }

    /// Key of the group.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/groups/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `delete_group`.
pub struct DeleteGroupThen(httpmock::Then);

impl DeleteGroupThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 204: The group was deleted. The response has no body.
    pub fn no_content(self) -> Self {
        Self(self.0.status(204u16))
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_group_application_roles` that the mock matches.
pub struct ListGroupApplicationRolesWhen(httpmock::When);

impl ListGroupApplicationRolesWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/identity/v1)?/groups/[0-9a-fA-F-]{36}/application-roles$",
                ),
        )
    }

    /// Key of the group.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/groups/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "/application-roles$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Key of the asset that owns the role.
    pub fn asset_key(self, asset_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&asset_key.into());
        Self(self.0.query_param("assetKey", text))
    }

    /// Key of a single application role (end-user role in the portal). The list contains only this
    /// role, if the group has it. Cannot be combined with `applicationRoleKeys`.
    pub fn application_role_key(
        self,
        application_role_key: impl Into<uuid::Uuid>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            uuid::Uuid,
        >(&application_role_key.into());
        Self(self.0.query_param("applicationRoleKey", text))
    }

    /// Keys of application roles. One match is enough. Cannot be combined with `applicationRoleKey`.
    pub fn application_role_keys(
        self,
        application_role_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = application_role_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(
            texts
                .fold(self.0, |when, text| when.query_param("applicationRoleKeys", text)),
        )
    }

    /// Text that the name of the role must contain.
    pub fn name_contains(self, name_contains: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&name_contains.into());
        Self(self.0.query_param("nameContains", text))
    }

    /// Maximum number of rows on the page, from 1 to 100. The default is 100.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0. It does not have to be
    /// a multiple of `limit`.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// Field to sort by: `name` (the default) or `assetKey`. Put `-` in front for descending order.
    pub fn sort(self, sort: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&sort.into());
        Self(self.0.query_param("sort", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_group_application_roles`.
pub struct ListGroupApplicationRolesThen(httpmock::Then);

impl ListGroupApplicationRolesThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: One page of the group's application roles.
    pub fn ok(self, response: &types::ApplicationRolePage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `modify_group_application_roles` that the mock matches.
pub struct ModifyGroupApplicationRolesWhen(httpmock::When);

impl ModifyGroupApplicationRolesWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::PATCH);
        Self(
            when
                .path_matches(
                    "^(/api/identity/v1)?/groups/[0-9a-fA-F-]{36}/application-roles$",
                ),
        )
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::GroupApplicationRolesPatch) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// Key of the group.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/groups/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "/application-roles$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `modify_group_application_roles`.
pub struct ModifyGroupApplicationRolesThen(httpmock::Then);

impl ModifyGroupApplicationRolesThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The roles were changed. The response has no body, although the status is 200.
    pub fn ok(self) -> Self {
        Self(self.0.status(200u16))
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `delete_group_claim_mapping` that the mock matches.
pub struct DeleteGroupClaimMappingWhen(httpmock::When);

impl DeleteGroupClaimMappingWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::DELETE);
        Self(
            when
                .path_matches(
                    "^(/api/identity/v1)?/groups/[0-9a-fA-F-]{36}/claim-mappings/[0-9a-fA-F-]{36}$",
                ),
        )
    }

    /// Key of the group.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/groups/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "/claim-mappings/[^/]+$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Key of the claim mapping, from `groupIdpClaimMappings` of the group.
    pub fn mapping_key(self, mapping_key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/groups/[^/]+/claim-mappings/",
            &literal(
                &odc_runtime::client::encode_path(
                    &<uuid::Uuid>::to_string(&mapping_key.into()),
                ),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `delete_group_claim_mapping`.
pub struct DeleteGroupClaimMappingThen(httpmock::Then);

impl DeleteGroupClaimMappingThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 204: The mapping was deleted. The response has no body.
    pub fn no_content(self) -> Self {
        Self(self.0.status(204u16))
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_identity_providers` that the mock matches.
pub struct ListIdentityProvidersWhen(httpmock::When);

impl ListIdentityProvidersWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/identity/v1)?/identity-providers$"))
    }

    /// Key of a single identity provider to return.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&key.into());
        Self(self.0.query_param("key", text))
    }

    /// Text that the name of the provider must contain.
    pub fn name_contains(self, name_contains: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&name_contains.into());
        Self(self.0.query_param("nameContains", text))
    }

    /// Maximum number of rows on the page, from 1 to 100. The default is 100.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0. It does not have to be
    /// a multiple of `limit`.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_identity_providers`.
pub struct ListIdentityProvidersThen(httpmock::Then);

impl ListIdentityProvidersThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: One page of identity providers. Treat `clientSecret` as confidential and do not write it to
    /// logs: it is not documented that the service masks it.
    pub fn ok(self, response: &types::IdentityProviderPage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `get_identity_provider` that the mock matches.
pub struct GetIdentityProviderWhen(httpmock::When);

impl GetIdentityProviderWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/identity/v1)?/identity-providers/[0-9a-fA-F-]{36}$",
                ),
        )
    }

    /// Key of the identity provider.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/identity-providers/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_identity_provider`.
pub struct GetIdentityProviderThen(httpmock::Then);

impl GetIdentityProviderThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The identity provider. Treat `clientSecret` as confidential and do not write it to logs: it
    /// is not documented that the service masks it.
    pub fn ok(self, response: &types::IdentityProvider) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_organization_roles` that the mock matches.
pub struct ListOrganizationRolesWhen(httpmock::When);

impl ListOrganizationRolesWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/identity/v1)?/organization-roles$"))
    }

    /// Key of a single organization role to return.
    pub fn role_key(self, role_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&role_key.into());
        Self(self.0.query_param("roleKey", text))
    }

    /// Text that the name of the role must contain.
    pub fn name_contains(self, name_contains: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&name_contains.into());
        Self(self.0.query_param("nameContains", text))
    }

    /// Field to sort by. Only `name` is possible, and it is the default. Use `-name` for descending
    /// order.
    pub fn sort(self, sort: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&sort.into());
        Self(self.0.query_param("sort", text))
    }

    /// Maximum number of rows on the page, from 1 to 100. The default is 100.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0. It does not have to be
    /// a multiple of `limit`.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_organization_roles`.
pub struct ListOrganizationRolesThen(httpmock::Then);

impl ListOrganizationRolesThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: One page of organization roles.
    pub fn ok(self, response: &types::OrganizationRolePage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `create_organization_role` that the mock matches.
pub struct CreateOrganizationRoleWhen(httpmock::When);

impl CreateOrganizationRoleWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::POST);
        Self(when.path_matches("^(/api/identity/v1)?/organization-roles$"))
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::NewOrganizationRole) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `create_organization_role`.
pub struct CreateOrganizationRoleThen(httpmock::Then);

impl CreateOrganizationRoleThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 201: The role was created. The response contains its key in `orgRoleKey`.
    pub fn created(self, response: &types::CreatedOrganizationRole) -> Self {
        Self(
            self
                .0
                .status(201u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `get_organization_role` that the mock matches.
pub struct GetOrganizationRoleWhen(httpmock::When);

impl GetOrganizationRoleWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/identity/v1)?/organization-roles/[0-9a-fA-F-]{36}$",
                ),
        )
    }

    /// Key of the organization role.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/organization-roles/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_organization_role`.
pub struct GetOrganizationRoleThen(httpmock::Then);

impl GetOrganizationRoleThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The organization role.
    pub fn ok(self, response: &types::OrganizationRole) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `update_organization_role` that the mock matches.
pub struct UpdateOrganizationRoleWhen(httpmock::When);

impl UpdateOrganizationRoleWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::PATCH);
        Self(
            when
                .path_matches(
                    "^(/api/identity/v1)?/organization-roles/[0-9a-fA-F-]{36}$",
                ),
        )
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::OrganizationRolePatch) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// Key of the organization role.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/organization-roles/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `update_organization_role`.
pub struct UpdateOrganizationRoleThen(httpmock::Then);

impl UpdateOrganizationRoleThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 204: The role was changed. The response has no body.
    pub fn no_content(self) -> Self {
        Self(self.0.status(204u16))
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `delete_organization_role` that the mock matches.
pub struct DeleteOrganizationRoleWhen(httpmock::When);

impl DeleteOrganizationRoleWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::DELETE);
        Self(
            when
                .path_matches(
                    "^(/api/identity/v1)?/organization-roles/[0-9a-fA-F-]{36}$",
                ),
        )
    }

    /// Key of the organization role.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/organization-roles/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `delete_organization_role`.
pub struct DeleteOrganizationRoleThen(httpmock::Then);

impl DeleteOrganizationRoleThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 204: The role was deleted. The response has no body.
    pub fn no_content(self) -> Self {
        Self(self.0.status(204u16))
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_organization_role_users` that the mock matches.
pub struct ListOrganizationRoleUsersWhen(httpmock::When);

impl ListOrganizationRoleUsersWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/identity/v1)?/organization-roles/[0-9a-fA-F-]{36}/users$",
                ),
        )
    }

    /// Key of the organization role.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/organization-roles/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "/users$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Text that the name or e-mail address of the user must contain.
    pub fn name_or_email_contains(
        self,
        name_or_email_contains: impl Into<String>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            String,
        >(&name_or_email_contains.into());
        Self(self.0.query_param("nameOrEmailContains", text))
    }

    /// Text that the name, e-mail address or username of the user must contain.
    pub fn name_or_email_or_username_contains(
        self,
        name_or_email_or_username_contains: impl Into<String>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            String,
        >(&name_or_email_or_username_contains.into());
        Self(self.0.query_param("nameOrEmailOrUsernameContains", text))
    }

    /// Maximum number of rows on the page, from 1 to 100. The default is 100.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0. It does not have to be
    /// a multiple of `limit`.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// Field to sort by: `userKey`, `name` (the default), `email`, `status` or `lastLoginAt`. Put `-`
    /// in front for descending order.
    pub fn sort(self, sort: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&sort.into());
        Self(self.0.query_param("sort", text))
    }

    /// Additional data under `_embedded` of each user: `ApplicationRoles` (end-user roles in the
    /// portal), `UserIdentityProviders`, or both. Embedded roles do not have the direct flag and the
    /// list of groups.
    pub fn embed(
        self,
        embed: impl IntoIterator<Item = impl Into<enums::UserEmbed>>,
    ) -> Self {
        let texts = embed
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<
                enums::UserEmbed,
            >(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("embed", text)))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_organization_role_users`.
pub struct ListOrganizationRoleUsersThen(httpmock::Then);

impl ListOrganizationRoleUsersThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: One page of users who hold the role.
    pub fn ok(self, response: &types::RoleUserPage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_permissions` that the mock matches.
pub struct ListPermissionsWhen(httpmock::When);

impl ListPermissionsWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/identity/v1)?/permissions$"))
    }

    /// Text that the name of the permission must contain.
    pub fn name_contains(self, name_contains: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&name_contains.into());
        Self(self.0.query_param("nameContains", text))
    }

    /// Maximum number of rows on the page, from 1 to 100. The default is 100.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0. It does not have to be
    /// a multiple of `limit`.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_permissions`.
pub struct ListPermissionsThen(httpmock::Then);

impl ListPermissionsThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: One page of permissions.
    pub fn ok(self, response: &types::PermissionPage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `get_permission` that the mock matches.
pub struct GetPermissionWhen(httpmock::When);

impl GetPermissionWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/identity/v1)?/permissions/[0-9a-fA-F-]{36}$"))
    }

    /// Key of the permission.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/permissions/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_permission`.
pub struct GetPermissionThen(httpmock::Then);

impl GetPermissionThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The permission.
    pub fn ok(self, response: &types::Permission) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `grant_application_role` that the mock matches.
pub struct GrantApplicationRoleWhen(httpmock::When);

impl GrantApplicationRoleWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::POST);
        Self(
            when
                .path_matches(
                    "^(/api/identity/v1)?/users/[0-9a-fA-F-]{36}/application-roles/[0-9a-fA-F-]{36}$",
                ),
        )
    }

    /// Key of the user.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/users/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "/application-roles/[^/]+$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Key of the application role (end-user role in the portal) to grant.
    pub fn role_key(self, role_key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/users/[^/]+/application-roles/",
            &literal(
                &odc_runtime::client::encode_path(
                    &<uuid::Uuid>::to_string(&role_key.into()),
                ),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `grant_application_role`.
pub struct GrantApplicationRoleThen(httpmock::Then);

impl GrantApplicationRoleThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 201: The role was granted. The response has no body, although the status is 201.
    pub fn created(self) -> Self {
        Self(self.0.status(201u16))
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `revoke_application_role` that the mock matches.
pub struct RevokeApplicationRoleWhen(httpmock::When);

impl RevokeApplicationRoleWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::DELETE);
        Self(
            when
                .path_matches(
                    "^(/api/identity/v1)?/users/[0-9a-fA-F-]{36}/application-roles/[0-9a-fA-F-]{36}$",
                ),
        )
    }

    /// Key of the user.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/users/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "/application-roles/[^/]+$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Key of the application role (end-user role in the portal) to revoke.
    pub fn role_key(self, role_key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/users/[^/]+/application-roles/",
            &literal(
                &odc_runtime::client::encode_path(
                    &<uuid::Uuid>::to_string(&role_key.into()),
                ),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `revoke_application_role`.
pub struct RevokeApplicationRoleThen(httpmock::Then);

impl RevokeApplicationRoleThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 204: The role was revoked. The response has no body.
    pub fn no_content(self) -> Self {
        Self(self.0.status(204u16))
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_user_application_roles` that the mock matches.
pub struct ListUserApplicationRolesWhen(httpmock::When);

impl ListUserApplicationRolesWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/identity/v1)?/users/[0-9a-fA-F-]{36}/application-roles$",
                ),
        )
    }

    /// Key of the user.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/users/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "/application-roles$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Text that the name of the role must contain.
    pub fn name_contains(self, name_contains: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&name_contains.into());
        Self(self.0.query_param("nameContains", text))
    }

    /// Key of the asset that owns the role. Cannot be combined with `assetKeys`.
    pub fn asset_key(self, asset_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&asset_key.into());
        Self(self.0.query_param("assetKey", text))
    }

    /// Keys of assets that own the roles. One match is enough. Cannot be combined with `assetKey`.
    pub fn asset_keys(
        self,
        asset_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = asset_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("assetKeys", text)))
    }

    /// Key of an environment (stage in the portal). The list contains only its roles. Cannot be
    /// combined with `environmentKeys`.
    pub fn environment_key(self, environment_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<
            uuid::Uuid,
        >(&environment_key.into());
        Self(self.0.query_param("environmentKey", text))
    }

    /// Keys of environments (stages in the portal). One match is enough. Cannot be combined with
    /// `environmentKey`.
    pub fn environment_keys(
        self,
        environment_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = environment_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("environmentKeys", text)))
    }

    /// Keys of portfolios. One match is enough.
    pub fn portfolio_keys(
        self,
        portfolio_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = portfolio_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("portfolioKeys", text)))
    }

    /// Keys of groups. The list contains only roles that the user inherits from at least one of them.
    /// Also select the group sources in `assignmentSources`.
    pub fn group_keys(
        self,
        group_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = group_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("groupKeys", text)))
    }

    /// Keys of application roles (end-user roles in the portal). One match is enough.
    pub fn application_role_keys(
        self,
        application_role_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = application_role_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(
            texts
                .fold(self.0, |when, text| when.query_param("applicationRoleKeys", text)),
        )
    }

    /// Field to sort by: `name` (the default), `environmentKey` or `assetKey`. Put `-` in front for
    /// descending order.
    pub fn sort(self, sort: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&sort.into());
        Self(self.0.query_param("sort", text))
    }

    /// Maximum number of rows on the page, from 1 to 100. The default is 100.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0. It does not have to be
    /// a multiple of `limit`.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// Sources of the roles: `Direct` (granted to the user), `GroupAssigned` (through a group to which
    /// the user was added), `GroupMapped` (through a group that the user joined by a claim mapping). An
    /// absent or empty list means only `Direct`.
    pub fn assignment_sources(
        self,
        assignment_sources: impl IntoIterator<Item = impl Into<enums::AssignmentSource>>,
    ) -> Self {
        let texts = assignment_sources
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<
                enums::AssignmentSource,
            >(&value.into()));
        Self(
            texts.fold(self.0, |when, text| when.query_param("assignmentSources", text)),
        )
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_user_application_roles`.
pub struct ListUserApplicationRolesThen(httpmock::Then);

impl ListUserApplicationRolesThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: One page of the user's application roles from the selected sources.
    pub fn ok(self, response: &types::UserApplicationRolePage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_user_organization_roles` that the mock matches.
pub struct ListUserOrganizationRolesWhen(httpmock::When);

impl ListUserOrganizationRolesWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(
            when
                .path_matches(
                    "^(/api/identity/v1)?/users/[0-9a-fA-F-]{36}/organization-roles$",
                ),
        )
    }

    /// Key of the user.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/users/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "/organization-roles$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Scopes of the assignments: `Organization`, `Asset` or both. Without this parameter, the list
    /// also contains both.
    pub fn scopes(
        self,
        scopes: impl IntoIterator<
            Item = impl Into<enums::OrganizationRoleAssignmentScope>,
        >,
    ) -> Self {
        let texts = scopes
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<
                enums::OrganizationRoleAssignmentScope,
            >(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("scopes", text)))
    }

    /// Keys of assets. The list contains only asset-scoped assignments for one of them.
    pub fn asset_keys(
        self,
        asset_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = asset_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("assetKeys", text)))
    }

    /// Maximum number of rows on the page, from 1 to 100. The default is 100.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0. It does not have to be
    /// a multiple of `limit`.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_user_organization_roles`.
pub struct ListUserOrganizationRolesThen(httpmock::Then);

impl ListUserOrganizationRolesThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: One page of organization role assignments.
    pub fn ok(self, response: &types::UserOrganizationRolePage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `grant_organization_role` that the mock matches.
pub struct GrantOrganizationRoleWhen(httpmock::When);

impl GrantOrganizationRoleWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::POST);
        Self(
            when
                .path_matches(
                    "^(/api/identity/v1)?/users/[0-9a-fA-F-]{36}/organization-roles/[0-9a-fA-F-]{36}$",
                ),
        )
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::OrganizationRoleGrant) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// Key of the user.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/users/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "/organization-roles/[^/]+$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Key of the organization role to grant.
    pub fn role_key(self, role_key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/users/[^/]+/organization-roles/",
            &literal(
                &odc_runtime::client::encode_path(
                    &<uuid::Uuid>::to_string(&role_key.into()),
                ),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `grant_organization_role`.
pub struct GrantOrganizationRoleThen(httpmock::Then);

impl GrantOrganizationRoleThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 201: The role was granted. The response has no body, although the status is 201.
    pub fn created(self) -> Self {
        Self(self.0.status(201u16))
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `revoke_organization_role` that the mock matches.
pub struct RevokeOrganizationRoleWhen(httpmock::When);

impl RevokeOrganizationRoleWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::DELETE);
        Self(
            when
                .path_matches(
                    "^(/api/identity/v1)?/users/[0-9a-fA-F-]{36}/organization-roles/[0-9a-fA-F-]{36}$",
                ),
        )
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::OrganizationRoleRevocation) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// Key of the user.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/users/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "/organization-roles/[^/]+$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Key of the organization role to revoke.
    pub fn role_key(self, role_key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/users/[^/]+/organization-roles/",
            &literal(
                &odc_runtime::client::encode_path(
                    &<uuid::Uuid>::to_string(&role_key.into()),
                ),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `revoke_organization_role`.
pub struct RevokeOrganizationRoleThen(httpmock::Then);

impl RevokeOrganizationRoleThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 204: The role was revoked. The response has no body.
    pub fn no_content(self) -> Self {
        Self(self.0.status(204u16))
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `count_users` that the mock matches.
pub struct CountUsersWhen(httpmock::When);

impl CountUsersWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/identity/v1)?/users/count$"))
    }

    /// Domains of the users to include, for example `example.com`. ODC classifies users by the domain
    /// of their e-mail address.
    pub fn domains(self, domains: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let texts = domains
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<String>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("domains", text)))
    }

    /// Status of the users to include: `Active`, `Inactive`, `Invited` or `PendingRegistration`.
    pub fn status(self, status: impl Into<enums::UserStatus>) -> Self {
        let text = odc_runtime::client::query_text::<enums::UserStatus>(&status.into());
        Self(self.0.query_param("status", text))
    }

    /// `true` selects only users who hold organization roles. `false` is the default and filters
    /// nothing: it does not select users without such roles.
    pub fn has_organization_roles(self, has_organization_roles: bool) -> Self {
        let text = odc_runtime::client::query_text::<bool>(&has_organization_roles);
        Self(self.0.query_param("hasOrganizationRoles", text))
    }

    /// `true` selects only users who hold application roles (end-user roles in the portal). `false` is
    /// the default and filters nothing: it does not select users without such roles.
    pub fn has_application_roles(self, has_application_roles: bool) -> Self {
        let text = odc_runtime::client::query_text::<bool>(&has_application_roles);
        Self(self.0.query_param("hasApplicationRoles", text))
    }

    /// Keys of environments (stages in the portal). Counts only users who hold roles in at least one of
    /// them.
    pub fn environment_keys(
        self,
        environment_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = environment_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("environmentKeys", text)))
    }

    /// Keys of portfolios. Counts only users who hold roles in at least one of them.
    pub fn portfolio_keys(
        self,
        portfolio_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = portfolio_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("portfolioKeys", text)))
    }

    /// Keys of environments (stages in the portal). Includes only users who signed in to at least one
    /// of them. `lastLoginAtSince` and `lastLoginAtTo` then apply to the login there.
    pub fn logged_in_environment_keys(
        self,
        logged_in_environment_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = logged_in_environment_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(
            texts
                .fold(
                    self.0,
                    |when, text| when.query_param("loggedInEnvironmentKeys", text),
                ),
        )
    }

    /// Keys of portfolios. Includes only users who signed in to at least one environment (stage in the
    /// portal) of these portfolios. `lastLoginAtSince` and `lastLoginAtTo` then apply to the login
    /// there.
    pub fn logged_in_portfolio_keys(
        self,
        logged_in_portfolio_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = logged_in_portfolio_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(
            texts
                .fold(
                    self.0,
                    |when, text| when.query_param("loggedInPortfolioKeys", text),
                ),
        )
    }

    /// Earliest last login to include. The timestamp itself is included. Together with
    /// `loggedInEnvironmentKeys` or `loggedInPortfolioKeys` it applies to the login there. RFC 3339
    /// date-time with an offset.
    pub fn last_login_at_since(
        self,
        last_login_at_since: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            chrono::DateTime<chrono::Utc>,
        >(&last_login_at_since.into());
        Self(self.0.query_param("lastLoginAtSince", text))
    }

    /// Latest last login to include. The timestamp itself is included. Together with
    /// `loggedInEnvironmentKeys` or `loggedInPortfolioKeys` it applies to the login there. RFC 3339
    /// date-time with an offset.
    pub fn last_login_at_to(
        self,
        last_login_at_to: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            chrono::DateTime<chrono::Utc>,
        >(&last_login_at_to.into());
        Self(self.0.query_param("lastLoginAtTo", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `count_users`.
pub struct CountUsersThen(httpmock::Then);

impl CountUsersThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The number of matching users.
    pub fn ok(self, response: &types::UserCount) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_users` that the mock matches.
pub struct ListUsersWhen(httpmock::When);

impl ListUsersWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/identity/v1)?/users$"))
    }

    /// Text that the name or e-mail address of the user must contain.
    pub fn name_or_email_contains(
        self,
        name_or_email_contains: impl Into<String>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            String,
        >(&name_or_email_contains.into());
        Self(self.0.query_param("nameOrEmailContains", text))
    }

    /// Text that the name, e-mail address or username of the user must contain.
    pub fn name_or_email_or_username_contains(
        self,
        name_or_email_or_username_contains: impl Into<String>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            String,
        >(&name_or_email_or_username_contains.into());
        Self(self.0.query_param("nameOrEmailOrUsernameContains", text))
    }

    /// Keys of the users to return, at most 20, in one string and separated by commas.
    pub fn user_keys(self, user_keys: impl IntoIterator<Item = impl ToString>) -> Self {
        let joined = user_keys
            .into_iter()
            .map(|value| value.to_string())
            .collect::<Vec<_>>()
            .join(",");
        Self(self.0.query_param("userKeys", joined))
    }

    /// Key of an asset. The list contains only users who hold roles in it.
    pub fn asset_key(self, asset_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&asset_key.into());
        Self(self.0.query_param("assetKey", text))
    }

    /// Status of the users to include: `Active`, `Inactive`, `Invited` or `PendingRegistration`.
    pub fn status(self, status: impl Into<enums::UserStatus>) -> Self {
        let text = odc_runtime::client::query_text::<enums::UserStatus>(&status.into());
        Self(self.0.query_param("status", text))
    }

    /// Earliest last login to include. The timestamp itself is included. Together with
    /// `loggedInEnvironmentKeys` or `loggedInPortfolioKeys` it applies to the login there. RFC 3339
    /// date-time with an offset.
    pub fn last_login_at_since(
        self,
        last_login_at_since: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            chrono::DateTime<chrono::Utc>,
        >(&last_login_at_since.into());
        Self(self.0.query_param("lastLoginAtSince", text))
    }

    /// Latest last login to include. The timestamp itself is included. Together with
    /// `loggedInEnvironmentKeys` or `loggedInPortfolioKeys` it applies to the login there. RFC 3339
    /// date-time with an offset.
    pub fn last_login_at_to(
        self,
        last_login_at_to: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            chrono::DateTime<chrono::Utc>,
        >(&last_login_at_to.into());
        Self(self.0.query_param("lastLoginAtTo", text))
    }

    /// `true` selects only users who hold organization roles. `false` is the default and filters
    /// nothing: it does not select users without such roles.
    pub fn has_organization_roles(self, has_organization_roles: bool) -> Self {
        let text = odc_runtime::client::query_text::<bool>(&has_organization_roles);
        Self(self.0.query_param("hasOrganizationRoles", text))
    }

    /// `true` selects only users who hold application roles (end-user roles in the portal). `false` is
    /// the default and filters nothing: it does not select users without such roles.
    pub fn has_application_roles(self, has_application_roles: bool) -> Self {
        let text = odc_runtime::client::query_text::<bool>(&has_application_roles);
        Self(self.0.query_param("hasApplicationRoles", text))
    }

    /// Field to sort by: `key`, `name` (the default), `email`, `status` or `lastLoginAt`. Put `-` in
    /// front for descending order.
    pub fn sort(self, sort: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&sort.into());
        Self(self.0.query_param("sort", text))
    }

    /// Key of an environment (stage in the portal). The list contains only users who hold roles there.
    /// Cannot be combined with `environmentKeys`.
    pub fn environment_key(self, environment_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<
            uuid::Uuid,
        >(&environment_key.into());
        Self(self.0.query_param("environmentKey", text))
    }

    /// Keys of environments (stages in the portal). The list contains only users who hold roles in at
    /// least one of them. Cannot be combined with `environmentKey`.
    pub fn environment_keys(
        self,
        environment_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = environment_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("environmentKeys", text)))
    }

    /// Keys of portfolios. The list contains only users who hold roles in at least one of them.
    pub fn portfolio_keys(
        self,
        portfolio_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = portfolio_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("portfolioKeys", text)))
    }

    /// Domains of the users to include, for example `example.com`. ODC classifies users by the domain
    /// of their e-mail address.
    pub fn domains(self, domains: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let texts = domains
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<String>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("domains", text)))
    }

    /// Keys of environments (stages in the portal). Includes only users who signed in to at least one
    /// of them. `lastLoginAtSince` and `lastLoginAtTo` then apply to the login there.
    pub fn logged_in_environment_keys(
        self,
        logged_in_environment_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = logged_in_environment_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(
            texts
                .fold(
                    self.0,
                    |when, text| when.query_param("loggedInEnvironmentKeys", text),
                ),
        )
    }

    /// Keys of portfolios. Includes only users who signed in to at least one environment (stage in the
    /// portal) of these portfolios. `lastLoginAtSince` and `lastLoginAtTo` then apply to the login
    /// there.
    pub fn logged_in_portfolio_keys(
        self,
        logged_in_portfolio_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = logged_in_portfolio_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(
            texts
                .fold(
                    self.0,
                    |when, text| when.query_param("loggedInPortfolioKeys", text),
                ),
        )
    }

    /// Additional data under `_embedded` of each user: `ApplicationRoles` (end-user roles in the
    /// portal), `UserIdentityProviders`, or both. Embedded roles show whether they are direct and from
    /// which groups they come.
    pub fn embed(
        self,
        embed: impl IntoIterator<Item = impl Into<enums::UserEmbed>>,
    ) -> Self {
        let texts = embed
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<
                enums::UserEmbed,
            >(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("embed", text)))
    }

    /// Maximum number of rows on the page, from 1 to 100. The default is 100.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0. It does not have to be
    /// a multiple of `limit`.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_users`.
pub struct ListUsersThen(httpmock::Then);

impl ListUsersThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: One page of users.
    pub fn ok(self, response: &types::UserPage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `create_user` that the mock matches.
pub struct CreateUserWhen(httpmock::When);

impl CreateUserWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::POST);
        Self(when.path_matches("^(/api/identity/v1)?/users$"))
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::NewUser) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `create_user`.
pub struct CreateUserThen(httpmock::Then);

impl CreateUserThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 201: The user was created, or the existing user was extended. The response contains the key.
    pub fn created(self, response: &types::CreatedUser) -> Self {
        Self(
            self
                .0
                .status(201u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `get_user` that the mock matches.
pub struct GetUserWhen(httpmock::When);

impl GetUserWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/identity/v1)?/users/[0-9a-fA-F-]{36}$"))
    }

    /// Key of the user.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/users/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Additional data under `_embedded`: `ApplicationRoles` (end-user roles in the portal),
    /// `UserIdentityProviders`, or both. Without this parameter `_embedded` is absent.
    pub fn embed(
        self,
        embed: impl IntoIterator<Item = impl Into<enums::UserEmbed>>,
    ) -> Self {
        let texts = embed
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<
                enums::UserEmbed,
            >(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("embed", text)))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `get_user`.
pub struct GetUserThen(httpmock::Then);

impl GetUserThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: The user.
    pub fn ok(self, response: &types::User) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `update_user` that the mock matches.
pub struct UpdateUserWhen(httpmock::When);

impl UpdateUserWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::PATCH);
        Self(when.path_matches("^(/api/identity/v1)?/users/[0-9a-fA-F-]{36}$"))
    }

    /// The whole body, compared as JSON.
    pub fn body(self, body: &types::UserPatch) -> Self {
        Self(self.0.json_body_obj(body))
    }

    /// Key of the user.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/users/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `update_user`.
pub struct UpdateUserThen(httpmock::Then);

impl UpdateUserThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 204: The user was changed. The response has no body.
    pub fn no_content(self) -> Self {
        Self(self.0.status(204u16))
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `delete_user` that the mock matches.
pub struct DeleteUserWhen(httpmock::When);

impl DeleteUserWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::DELETE);
        Self(when.path_matches("^(/api/identity/v1)?/users/[0-9a-fA-F-]{36}$"))
    }

    /// Key of the user.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/users/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `delete_user`.
pub struct DeleteUserThen(httpmock::Then);

impl DeleteUserThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 204: The user was deleted. The response has no body.
    pub fn no_content(self) -> Self {
        Self(self.0.status(204u16))
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}

/// Selects the requests of `list_user_groups` that the mock matches.
pub struct ListUserGroupsWhen(httpmock::When);

impl ListUserGroupsWhen {
    fn new(when: httpmock::When) -> Self {
        let when = when.method(httpmock::Method::GET);
        Self(when.path_matches("^(/api/identity/v1)?/users/[0-9a-fA-F-]{36}/groups$"))
    }

    /// Key of the user.
    pub fn key(self, key: impl Into<uuid::Uuid>) -> Self {
        let path = [
            "^(/api/identity/v1)?/users/",
            &literal(
                &odc_runtime::client::encode_path(&<uuid::Uuid>::to_string(&key.into())),
            ),
            "/groups$",
        ]
            .concat();
        Self(self.0.path_matches(path.as_str()))
    }

    /// Text that the name of the group must contain.
    pub fn name_contains(self, name_contains: impl Into<String>) -> Self {
        let text = odc_runtime::client::query_text::<String>(&name_contains.into());
        Self(self.0.query_param("nameContains", text))
    }

    /// Key of an asset that limits the list of groups. It is not documented how a group relates to an
    /// asset.
    pub fn asset_key(self, asset_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<uuid::Uuid>(&asset_key.into());
        Self(self.0.query_param("assetKey", text))
    }

    /// Key of an environment (stage in the portal). The list contains only its groups. Cannot be
    /// combined with `environmentKeys`.
    pub fn environment_key(self, environment_key: impl Into<uuid::Uuid>) -> Self {
        let text = odc_runtime::client::query_text::<
            uuid::Uuid,
        >(&environment_key.into());
        Self(self.0.query_param("environmentKey", text))
    }

    /// Keys of environments (stages in the portal). One match is enough. Cannot be combined with
    /// `environmentKey`.
    pub fn environment_keys(
        self,
        environment_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = environment_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("environmentKeys", text)))
    }

    /// Keys of portfolios. The list contains only groups that belong to one of them.
    pub fn portfolio_keys(
        self,
        portfolio_keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> Self {
        let texts = portfolio_keys
            .into_iter()
            .map(|value| odc_runtime::client::query_text::<uuid::Uuid>(&value.into()));
        Self(texts.fold(self.0, |when, text| when.query_param("portfolioKeys", text)))
    }

    /// Kind of membership to include: `Assigned` for users who were added directly, `Mapped` for users
    /// who joined through an identity-provider claim mapping.
    pub fn membership_type(
        self,
        membership_type: impl Into<enums::MembershipType>,
    ) -> Self {
        let text = odc_runtime::client::query_text::<
            enums::MembershipType,
        >(&membership_type.into());
        Self(self.0.query_param("membershipType", text))
    }

    /// Maximum number of rows on the page, from 1 to 100. The default is 100.
    pub fn limit(self, limit: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&limit);
        Self(self.0.query_param("limit", text))
    }

    /// Position of the first row to return, counted from zero. The default is 0. It does not have to be
    /// a multiple of `limit`.
    pub fn offset(self, offset: i32) -> Self {
        let text = odc_runtime::client::query_text::<i32>(&offset);
        Self(self.0.query_param("offset", text))
    }

    /// The untyped `When`, for other conditions on the request.
    pub fn into_inner(self) -> httpmock::When {
        self.0
    }
}

/// Sets the response of `list_user_groups`.
pub struct ListUserGroupsThen(httpmock::Then);

impl ListUserGroupsThen {
    fn new(then: httpmock::Then) -> Self {
        Self(then)
    }

    /// 200: One page of the user's groups, each with its kinds of membership.
    pub fn ok(self, response: &types::UserGroupPage) -> Self {
        Self(
            self
                .0
                .status(200u16)
                .header("content-type", "application/json")
                .json_body_obj(response),
        )
    }

    /// A failure with a problem description.
    pub fn problem(self, status: u16, detail: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: None,
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// A failure with a problem description that has a code, which `Error::error_code` returns.
    pub fn problem_with_code(self, status: u16, detail: &str, error_code: &str) -> Self {
        let problem = Problem {
            status,
            detail,
            error_code: Some(error_code),
        };
        Self(self.0.status(status).json_body_obj(&problem))
    }

    /// The untyped `Then`, for a response that the document does not describe.
    pub fn into_inner(self) -> httpmock::Then {
        self.0
    }
}
