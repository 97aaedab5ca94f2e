//! Calls of the identity API.

use odc_identity_v1::types::{
    AssignmentSource::Direct, GrantPeriod, MembershipType::Mapped, NewUser,
    OrganizationRoleAssignmentScope::Asset, PermissionSelection, UserEmbed::ApplicationRoles,
    UserStatus::Active,
};

use super::{Call, EPOCH};
use crate::support::{KEY, OTHER};

fn selection() -> PermissionSelection {
    let selection = PermissionSelection::builder().permission_key(OTHER);
    selection
        .environment_keys([KEY])
        .build()
        .expect("a selection")
}

fn period() -> GrantPeriod {
    let period = GrantPeriod::builder().start_time(EPOCH).end_time(EPOCH);
    period.build().expect("a period")
}

/// Every operation.
#[rustfmt::skip]
pub fn all() -> Vec<Call> {
    calls! { odc_identity_v1:
        @paged list_application_roles() => .key(KEY).asset_key(KEY).environment_key(KEY)
            .environment_keys([KEY]).portfolio_keys([KEY]).name_contains("a").sort("a").limit(1).offset(0);
        @paged list_application_role_users(KEY) => .user_key(KEY).name_or_email_contains("a")
            .name_or_email_or_username_contains("a").last_login_at_since(EPOCH).last_login_at_to(EPOCH)
            .limit(1).offset(0).sort("a").embed([ApplicationRoles]);
        create_users_in_bulk().records([NewUser::default()]);
        get_bulk_user_operation(KEY);
        @paged list_group_users(KEY) => .user_key(KEY).user_keys([KEY]).name_or_email_contains("a")
            .name_or_email_or_username_contains("a").last_login_at_since(EPOCH).last_login_at_to(EPOCH)
            .membership_type(Mapped).limit(1).offset(0).sort("a").embed([ApplicationRoles]);
        modify_group_users(KEY) => .user_keys_to_add(vec![KEY]).user_keys_to_remove(vec![OTHER]);
        @paged list_groups() => .name_contains("a").environment_key(KEY).environment_keys([KEY])
            .identity_provider_key(KEY).portfolio_keys([KEY]).limit(1).offset(0);
        create_group() => .name("a").description("a").environment_key(KEY).application_role_keys([KEY])
            .user_keys([KEY]);
        get_group(KEY);
        update_group(KEY) => .name("a").description("a");
        delete_group(KEY);
        @paged list_group_application_roles(KEY) => .asset_key(KEY).application_role_key(KEY)
            .application_role_keys([KEY]).name_contains("a").limit(1).offset(0).sort("a");
        modify_group_application_roles(KEY) => .application_role_keys_to_add(vec![KEY])
            .application_role_keys_to_remove(vec![OTHER]);
        delete_group_claim_mapping(KEY, OTHER);
        @paged list_identity_providers() => .key(KEY).name_contains("a").limit(1).offset(0);
        get_identity_provider(KEY);
        @paged list_organization_roles() => .role_key(KEY).name_contains("a").sort("a").limit(1).offset(0);
        create_organization_role() => .name("a").permissions([selection()]);
        get_organization_role(KEY);
        update_organization_role(KEY) => .name("a").permissions(vec![selection()]);
        delete_organization_role(KEY);
        @paged list_organization_role_users(KEY) => .name_or_email_contains("a")
            .name_or_email_or_username_contains("a").limit(1).offset(0).sort("a").embed([ApplicationRoles]);
        @paged list_permissions() => .name_contains("a").limit(1).offset(0);
        get_permission(KEY);
        grant_application_role(KEY, OTHER);
        revoke_application_role(KEY, OTHER);
        @paged list_user_application_roles(KEY) => .name_contains("a").asset_key(KEY).asset_keys([KEY])
            .environment_key(KEY).environment_keys([KEY]).portfolio_keys([KEY]).group_keys([KEY])
            .application_role_keys([KEY]).sort("a").limit(1).offset(0).assignment_sources([Direct]);
        @paged list_user_organization_roles(KEY) => .scopes([Asset]).asset_keys([KEY]).limit(1).offset(0);
        grant_organization_role(KEY, OTHER) => .grant_period(period()).asset_keys([KEY]).portfolio_key(KEY);
        revoke_organization_role(KEY, OTHER) => .asset_keys([KEY]);
        count_users() => .domains(["a"]).status(Active).has_organization_roles(true)
            .has_application_roles(true).environment_keys([KEY]).portfolio_keys([KEY])
            .logged_in_environment_keys([KEY]).logged_in_portfolio_keys([KEY])
            .last_login_at_since(EPOCH).last_login_at_to(EPOCH);
        @paged list_users() => .name_or_email_contains("a").name_or_email_or_username_contains("a")
            .user_keys([KEY]).asset_key(KEY).status(Active).last_login_at_since(EPOCH)
            .last_login_at_to(EPOCH).has_organization_roles(true).has_application_roles(true).sort("a")
            .environment_key(KEY).environment_keys([KEY]).portfolio_keys([KEY]).domains(["a"])
            .logged_in_environment_keys([KEY]).logged_in_portfolio_keys([KEY]).embed([ApplicationRoles])
            .limit(1).offset(0);
        create_user() => .name("a").email("a").is_active(true).photo_url("a")
            .add_to_built_in_identity_provider(true).identity_provider_key(KEY).subject("a").username("a");
        get_user(KEY) => .embed([ApplicationRoles]);
        update_user(KEY) => .name("a").is_active(true).photo_url("a");
        delete_user(KEY);
        @paged list_user_groups(KEY) => .name_contains("a").asset_key(KEY).environment_key(KEY)
            .environment_keys([KEY]).portfolio_keys([KEY]).membership_type(Mapped).limit(1).offset(0);
    }
}
