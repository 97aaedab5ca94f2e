//! Calls of every operation of every client, as a user makes them.

use futures::future::BoxFuture;
use odc_runtime::Error;
use reqwest_middleware::ClientWithMiddleware;
use serde_json::Value;

use super::{KEY, OTHER};

const EPOCH: chrono::DateTime<chrono::Utc> = chrono::DateTime::UNIX_EPOCH;

/// One operation: its name, its API, and a function that calls it.
pub struct Call {
    pub id: &'static str,
    /// The path below the portal domain, such as `/api/identity/v1`.
    pub api: &'static str,
    /// Makes the call with only the required parameters, and returns the decoded response as JSON.
    pub send: fn(String, ClientWithMiddleware) -> BoxFuture<'static, Result<Value, Error>>,
}

macro_rules! calls {
    ($client:ident: $( $name:ident ( $($arg:expr),* ) $( .$setter:ident($value:expr) )* ;)*) => {
        vec![ $( Call {
            id: stringify!($name),
            api: $client::operations::BASE_PATH,
            send: |base_url, http| Box::pin(async move {
                let client = $client::Client::new(&base_url, http)?;
                let response = client.$name($($arg),*)$( .$setter($value) )*.send().await?;
                Ok(serde_json::to_value(response.into_inner()).expect("a decoded response can be encoded"))
            }),
        } ),* ]
    };
}

/// Every operation of the identity API.
pub fn identity() -> Vec<Call> {
    calls! { odc_identity_v1:
        list_application_roles();
        list_application_role_users(KEY);
        create_users_in_bulk().records([odc_identity_v1::types::NewUser::default()]);
        get_bulk_user_operation(KEY);
        list_group_users(KEY);
        modify_group_users(KEY);
        list_groups();
        create_group();
        get_group(KEY);
        update_group(KEY);
        delete_group(KEY);
        list_group_application_roles(KEY);
        modify_group_application_roles(KEY);
        delete_group_claim_mapping(KEY, OTHER);
        list_identity_providers();
        get_identity_provider(KEY);
        list_organization_roles();
        create_organization_role();
        get_organization_role(KEY);
        update_organization_role(KEY);
        delete_organization_role(KEY);
        list_organization_role_users(KEY);
        list_permissions();
        get_permission(KEY);
        grant_application_role(KEY, OTHER);
        revoke_application_role(KEY, OTHER);
        list_user_application_roles(KEY);
        list_user_organization_roles(KEY);
        grant_organization_role(KEY, OTHER);
        revoke_organization_role(KEY, OTHER);
        count_users();
        list_users();
        create_user();
        get_user(KEY);
        update_user(KEY);
        delete_user(KEY);
        list_user_groups(KEY);
    }
}

/// Every operation of the portfolio API.
pub fn portfolio() -> Vec<Call> {
    calls! { odc_portfolio_v1:
        list_deployed_assets();
        list_environments();
    }
}

/// Every operation of the second version of the portfolio API.
pub fn portfolio_v2() -> Vec<Call> {
    calls! { odc_portfolio_v2:
        list_deployed_assets();
        list_environments();
        update_environments().environments([odc_portfolio_v2::types::EnvironmentUpdate::builder()
            .key(KEY).build().expect("an update")]);
        update_environment(KEY);
        list_libraries();
        list_portfolios();
        update_portfolio(KEY);
    }
}

/// Every operation of all APIs.
pub fn all() -> Vec<Call> {
    let mut calls = identity();
    calls.extend(portfolio());
    calls.extend(portfolio_v2());
    calls
}

/// Every operation with a query, called with every parameter.
pub fn with_every_parameter() -> Vec<Call> {
    use odc_identity_v1::types::{
        AssignmentSource::Direct, MembershipType::Mapped, OrganizationRoleAssignmentScope::Asset,
        UserEmbed::ApplicationRoles, UserStatus::Active,
    };
    let mut calls = calls! { odc_identity_v1:
        list_application_roles().key(KEY).asset_key(KEY).environment_key(KEY)
            .environment_keys([KEY]).portfolio_keys([KEY]).name_contains("a").sort("a").limit(1).offset(0);
        list_application_role_users(KEY).user_key(KEY).name_or_email_contains("a")
            .name_or_email_or_username_contains("a").last_login_at_since(EPOCH).last_login_at_to(EPOCH)
            .limit(1).offset(0).sort("a").embed([ApplicationRoles]);
        list_group_users(KEY).user_key(KEY).user_keys([KEY]).name_or_email_contains("a")
            .name_or_email_or_username_contains("a").last_login_at_since(EPOCH).last_login_at_to(EPOCH)
            .membership_type(Mapped).limit(1).offset(0).sort("a").embed([ApplicationRoles]);
        list_groups().name_contains("a").environment_key(KEY).environment_keys([KEY])
            .identity_provider_key(KEY).portfolio_keys([KEY]).limit(1).offset(0);
        list_group_application_roles(KEY).asset_key(KEY).application_role_key(KEY)
            .application_role_keys([KEY]).name_contains("a").limit(1).offset(0).sort("a");
        list_identity_providers().key(KEY).name_contains("a").limit(1).offset(0);
        list_organization_roles().role_key(KEY).name_contains("a").sort("a").limit(1).offset(0);
        list_organization_role_users(KEY).name_or_email_contains("a")
            .name_or_email_or_username_contains("a").limit(1).offset(0).sort("a").embed([ApplicationRoles]);
        list_permissions().name_contains("a").limit(1).offset(0);
        list_user_application_roles(KEY).name_contains("a").asset_key(KEY).asset_keys([KEY])
            .environment_key(KEY).environment_keys([KEY]).portfolio_keys([KEY]).group_keys([KEY])
            .application_role_keys([KEY]).sort("a").limit(1).offset(0).assignment_sources([Direct]);
        list_user_organization_roles(KEY).scopes([Asset]).asset_keys([KEY]).limit(1).offset(0);
        count_users().domains(["a"]).status(Active).has_organization_roles(true)
            .has_application_roles(true).environment_keys([KEY]).portfolio_keys([KEY])
            .logged_in_environment_keys([KEY]).logged_in_portfolio_keys([KEY])
            .last_login_at_since(EPOCH).last_login_at_to(EPOCH);
        list_users().name_or_email_contains("a").name_or_email_or_username_contains("a")
            .user_keys([KEY]).asset_key(KEY).status(Active).last_login_at_since(EPOCH)
            .last_login_at_to(EPOCH).has_organization_roles(true).has_application_roles(true).sort("a")
            .environment_key(KEY).environment_keys([KEY]).portfolio_keys([KEY]).domains(["a"])
            .logged_in_environment_keys([KEY]).logged_in_portfolio_keys([KEY]).embed([ApplicationRoles])
            .limit(1).offset(0);
        get_user(KEY).embed([ApplicationRoles]);
        list_user_groups(KEY).name_contains("a").asset_key(KEY).environment_key(KEY)
            .environment_keys([KEY]).portfolio_keys([KEY]).membership_type(Mapped).limit(1).offset(0);
    };
    calls.extend(calls! { odc_portfolio_v1:
        list_deployed_assets().environment_key([KEY]).key([KEY]).type_(["a"]).name_contains("a")
            .permission_filter("a").limit(1).offset(0).sort("a");
    });
    calls.extend(calls! { odc_portfolio_v2:
        list_deployed_assets().portfolio_key(KEY).environment_key([KEY]).key([KEY]).type_(["a"])
            .name_contains("a").permission_filter("a").limit(1).offset(0).sort("a");
        list_environments().portfolio_key(KEY);
        list_libraries().limit(1).offset(0).key([KEY]).type_(["a"]).name_contains("a")
            .permission_filter("a").sort(["a"]).portfolio_key(KEY)
            .revisions(odc_portfolio_v2::types::LibraryRevisionsFilter::All);
        list_portfolios().portfolio_key(KEY).limit(1).offset(0);
    });
    calls
}
