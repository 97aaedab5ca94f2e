//! The typed mocks of all crates, used as in a caller's unit test: without token, tenant or sleep.

use futures::TryStreamExt as _;
use httpmock::MockServer;
use odc_identity_v1::mock::MockServerExt as _;
use odc_identity_v1::types::{NewUser, User, UserEmbed, UserPage, UserPatch, UserStatus};
use odc_portfolio_v2::mock::MockServerExt as PortfolioV2;
use odc_portfolio_v2::types::{
    EnvironmentPatch, EnvironmentUpdate, EnvironmentsPatch, Library, LibraryPage,
    LibraryRevisionsFilter,
};
use serde_json::json;

use crate::support::calls::{self, Call};
use crate::support::documents;
use crate::support::{KEY, OTHER};

fn identity(server: &MockServer) -> odc_identity_v1::Client {
    let base = server.url(odc_identity_v1::operations::BASE_PATH);
    odc_identity_v1::Client::new(&base, reqwest::Client::new()).expect("a client")
}

fn user(name: &str) -> User {
    let user = User::builder().key(KEY).name(name);
    user.build().expect("a user")
}

fn page(users: Vec<User>) -> UserPage {
    UserPage::builder().results(users).build().expect("a page")
}

/// Mocks every operation at once; each mock responds with its own name. Two APIs have operations of the same name.
macro_rules! every_mock {
    ($server:ident as $ext:path: $($name:ident)*) => {
        vec![ $( (
            stringify!($name),
            <MockServer as $ext>::$name(&$server, |_, then| {
                then.problem(418, stringify!($name));
            }),
        ) ),* ]
    };
}

#[tokio::test]
async fn every_operation_has_a_mock_that_responds_to_it_alone() {
    let server = MockServer::start_async().await;
    let mut mocks = every_mock! { server as odc_identity_v1::mock::MockServerExt:
        list_application_roles list_application_role_users create_users_in_bulk
        get_bulk_user_operation list_group_users modify_group_users list_groups create_group
        get_group update_group delete_group list_group_application_roles
        modify_group_application_roles delete_group_claim_mapping list_identity_providers
        get_identity_provider list_organization_roles create_organization_role
        get_organization_role update_organization_role delete_organization_role
        list_organization_role_users list_permissions get_permission grant_application_role
        revoke_application_role list_user_application_roles list_user_organization_roles
        grant_organization_role revoke_organization_role count_users list_users create_user
        get_user update_user delete_user list_user_groups
    };
    mocks.extend(
        every_mock! { server as odc_portfolio_v1::mock::MockServerExt:
            list_deployed_assets list_environments
        },
    );
    let mut calls = calls::identity();
    calls.extend(calls::portfolio());
    assert_each_responds_to_its_operation(&server, &calls, mocks).await;
}

#[tokio::test]
async fn every_operation_of_the_portfolio_api_2_has_a_mock_that_responds_to_it_alone() {
    let server = MockServer::start_async().await;
    let mocks = every_mock! { server as PortfolioV2:
        list_deployed_assets list_environments update_environments update_environment
        list_libraries list_portfolios update_portfolio
    };
    assert_each_responds_to_its_operation(&server, &calls::portfolio_v2(), mocks).await;
}

async fn assert_each_responds_to_its_operation(
    server: &MockServer,
    calls: &[Call],
    mocks: Vec<(&str, httpmock::Mock<'_>)>,
) {
    assert_eq!(mocks.len(), calls.len());
    let http = reqwest::Client::new();
    for call in calls {
        let error = (call.send)(server.url(call.api), http.clone().into()).await;
        let error = error.expect_err("a teapot");
        assert_eq!(
            error.status().map(|status| status.as_u16()),
            Some(418),
            "{}: {error}",
            call.id
        );
        let detail = error
            .problem()
            .and_then(|problem| problem.detail.as_deref());
        assert_eq!(detail, Some(call.id));
    }
    for (name, mock) in mocks {
        assert_eq!(mock.calls_async().await, 1, "{name}");
    }
}

#[tokio::test]
async fn a_mock_matches_every_parameter_that_it_names() {
    let server = MockServer::start_async().await;
    let mock = server.list_users(|when, then| {
        when.limit(10)
            .status(UserStatus::Active)
            .domains(["a.example", "b.example"])
            .name_or_email_contains("ana+odc@x.example & co")
            .user_keys([KEY, OTHER])
            .embed([UserEmbed::ApplicationRoles])
            .has_application_roles(true)
            .last_login_at_since(chrono::DateTime::UNIX_EPOCH);
        then.ok(&page(vec![user("Ana")]));
    });
    let call = || {
        let call = identity(&server).list_users();
        call.limit(10)
            .status(UserStatus::Active)
            .domains(["a.example", "b.example"])
            .name_or_email_contains("ana+odc@x.example & co")
            .user_keys([KEY, OTHER])
            .embed([UserEmbed::ApplicationRoles])
            .has_application_roles(true)
            .last_login_at_since(chrono::DateTime::UNIX_EPOCH)
    };
    let found = call().send().await.expect("a page");
    assert_eq!(found.results, [user("Ana")]);
    mock.assert_async().await;
    for other in [
        call().limit(11),
        call().domains(["a.example"]),
        call().name_or_email_contains("ana odc@x.example & co"),
        call().user_keys([OTHER, KEY]),
        call().has_application_roles(false),
    ] {
        let error = other.send().await.expect_err("no mock for it");
        assert!(error.is_not_found(), "{error}");
    }
}

#[tokio::test]
async fn a_mock_matches_keys_and_bodies() {
    let server = MockServer::start_async().await;
    let ana = NewUser::builder().name("Ana").build().expect("a user");
    let creating = server.create_user(|when, then| {
        when.body(&ana);
        let created = odc_identity_v1::types::CreatedUser::builder().key(OTHER);
        then.created(&created.build().expect("a response"));
    });
    let updating = server.update_user(|when, then| {
        let patch = UserPatch::builder().photo_url(odc_runtime::Patch::Null);
        when.key(OTHER).body(&patch.build().expect("a patch"));
        then.no_content();
    });
    let granting = server.grant_application_role(|when, then| {
        when.key(OTHER).role_key(KEY);
        then.created();
    });
    let client = identity(&server);
    let created = client
        .create_user()
        .name("Ana")
        .send()
        .await
        .expect("a user");
    assert_eq!((created.key, created.status().as_u16()), (OTHER, 201));
    let patch = client
        .update_user(OTHER)
        .photo_url(odc_runtime::Patch::Null);
    patch.send().await.expect("done");
    client
        .grant_application_role(OTHER, KEY)
        .send()
        .await
        .expect("granted");
    for mock in [&creating, &updating, &granting] {
        mock.assert_async().await;
    }
    let error = client.create_user().name("Rui").send().await;
    assert!(error.expect_err("another body").is_not_found());
    let error = client
        .update_user(KEY)
        .photo_url(odc_runtime::Patch::Null)
        .send()
        .await;
    assert!(error.expect_err("another key").is_not_found());
    let error = client.update_user(OTHER).send().await;
    assert!(error.expect_err("another body").is_not_found());
    let error = client.grant_application_role(KEY, OTHER).send().await;
    assert!(error.expect_err("other keys").is_not_found());
}

#[tokio::test]
async fn a_mock_serves_a_client_with_and_without_the_path_of_the_api() {
    let server = MockServer::start_async().await;
    let mock = odc_portfolio_v1::mock::MockServerExt::list_environments(&server, |_, then| {
        let stage = json!({ "key": "k", "name": "Development", "purpose": "Development" });
        let list = serde_json::from_value(json!({ "results": [stage] })).expect("a list");
        then.ok(&list);
    });
    for base in [
        server.base_url(),
        server.url(odc_portfolio_v1::operations::BASE_PATH),
    ] {
        let client = odc_portfolio_v1::Client::new(&base, reqwest::Client::new());
        let stages = client.expect("a client").list_environments().send().await;
        assert_eq!(stages.expect("stages").results[0].key, "k");
    }
    assert_eq!(mock.calls_async().await, 2);
}

#[tokio::test]
async fn a_documented_response_passes_through_a_mock_unchanged() {
    let server = MockServer::start_async().await;
    let published = documents::identity().operations();
    let published = published
        .iter()
        .find(|one| one.path == "/users" && one.method == "GET");
    let schema = published
        .expect("an operation")
        .success()
        .1
        .expect("a schema");
    let (mut sample, _) = documents::identity().sample(schema);
    sample["page"]["nextPageOffset"] = json!(null);
    let response: UserPage = serde_json::from_value(sample).expect("a page");
    server.list_users(|_, then| {
        then.ok(&response);
    });
    let stream = identity(&server).list_users().stream();
    let users: Vec<_> = stream.try_collect().await.expect("users");
    assert_eq!(users, response.results);
}

#[tokio::test]
async fn a_mock_matches_its_key_literally() {
    let server = MockServer::start_async().await;
    let client = identity(&server);
    let operation = odc_identity_v1::types::BulkUserOperation::builder().key(KEY);
    let operation = operation.build().expect("an operation");
    for key in [
        "plain", "a.b", "a+b", "a(b)", "a$", "a|b", "[x]", "a/b", "é ",
    ] {
        server.get_bulk_user_operation(|when, then| {
            when.key(key);
            then.ok(&operation);
        });
        client.get_bulk_user_operation(key).send().await.expect(key);
        client
            .get_bulk_user_operation("axb")
            .send()
            .await
            .expect_err("another key");
        server.reset_async().await;
    }
}

#[tokio::test]
async fn the_mocks_of_stages_and_libraries_match_the_named_values() {
    let server = MockServer::start_async().await;
    let base = server.url(odc_portfolio_v2::operations::BASE_PATH);
    let client = odc_portfolio_v2::Client::new(&base, reqwest::Client::new()).expect("a client");
    let renaming = server.update_environment(|when, then| {
        let patch = EnvironmentPatch::builder().name("Quality");
        when.environment_key(KEY)
            .body(&patch.build().expect("a patch"));
        then.ok();
    });
    let swap = [(KEY, 2), (OTHER, 1)].map(|(key, order)| {
        let update = EnvironmentUpdate::builder().key(key).order(order);
        update.build().expect("an update")
    });
    let swapping = server.update_environments(|when, then| {
        let patch = EnvironmentsPatch::builder().environments(swap.clone());
        when.body(&patch.build().expect("a patch"));
        then.ok();
    });
    let listing = server.list_libraries(|when, then| {
        when.revisions(LibraryRevisionsFilter::All)
            .key([KEY, OTHER])
            .sort(["Name:asc", "PublishDateTime:desc"])
            .portfolio_key(KEY);
        let library = Library::builder().key(OTHER).build().expect("a library");
        let page = LibraryPage::builder().results([library]);
        then.ok(&page.build().expect("a page"));
    });
    let call = client.update_environment(KEY).name("Quality");
    call.send().await.expect("done");
    let call = client.update_environments().environments(swap.clone());
    call.send().await.expect("done");
    let libraries = || {
        let call = client.list_libraries().key([KEY, OTHER]);
        call.revisions(LibraryRevisionsFilter::All)
            .sort(["Name:asc", "PublishDateTime:desc"])
            .portfolio_key(KEY)
    };
    let page = libraries().send().await.expect("a page");
    assert_eq!(page.results[0].key, OTHER);
    for mock in [&renaming, &swapping, &listing] {
        mock.assert_async().await;
    }
    let call = client.update_environment(OTHER).name("Quality");
    let error = call.send().await.expect_err("another stage");
    assert!(error.is_not_found(), "{error}");
    let call = client
        .update_environment(KEY)
        .name(odc_runtime::Patch::Null);
    let error = call.send().await.expect_err("another name");
    assert!(error.is_not_found(), "{error}");
    let call = libraries().revisions(LibraryRevisionsFilter::Latest);
    let error = call.send().await.expect_err("other revisions");
    assert!(error.is_not_found(), "{error}");
}
