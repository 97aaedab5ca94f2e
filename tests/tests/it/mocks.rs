//! The typed mocks of all crates, used as in a caller's unit test: without token, tenant or sleep.

use futures::TryStreamExt as _;
use httpmock::MockServer;
use odc_identity_v1::mock::MockServerExt as _;
use odc_identity_v1::types::{NewUser, User, UserEmbed, UserPage, UserPatch, UserStatus};
use odc_portfolio_v2::mock::MockServerExt as _;
use odc_portfolio_v2::types::{
    EnvironmentPatch, EnvironmentUpdate, EnvironmentsPatch, Library, LibraryPage,
    LibraryRevisionsFilter,
};
use serde_json::json;

use crate::support::apis;
use crate::support::calls::{Call, Parameters};
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

#[tokio::test]
async fn every_operation_has_a_mock_that_responds_to_it_alone() {
    let http = reqwest::Client::new();
    // The first mock that matches a request responds to it. A mock that matches too many requests shows only when it
    // comes first, so the test tries both orders.
    for (api, reversed) in apis::ALL.iter().flat_map(|api| [(api, false), (api, true)]) {
        let server = MockServer::start_async().await;
        let mut calls = (api.calls)();
        if reversed {
            calls.reverse();
        }
        let mocks: Vec<_> = calls.iter().map(|call| (call.mock)(&server)).collect();
        for call in &calls {
            for parameters in [Parameters::Required, Parameters::All] {
                let base = server.url(call.base_path);
                let error = (call.send)(base, http.clone().into(), parameters).await;
                assert_is_from_the_mock_of(call, &error.expect_err("a teapot"));
            }
        }
        for (call, mock) in calls.iter().zip(mocks) {
            assert_eq!(mock.calls_async().await, 2, "{:?}", call.operation);
        }
    }
}

fn assert_is_from_the_mock_of(call: &Call, error: &odc_runtime::Error) {
    let status = error.status().map(|status| status.as_u16());
    assert_eq!(status, Some(418), "{:?}: {error}", call.operation);
    let problem = error.problem().expect("a problem description");
    assert_eq!(problem.detail.as_deref(), Some(call.operation.id()));
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
    let document = documents::named("identity-v1");
    let published = document.operations();
    let published = published
        .iter()
        .find(|one| one.path == "/users" && one.method == "GET");
    let schema = published
        .expect("an operation")
        .success()
        .1
        .expect("a schema");
    let (mut sample, _) = document.sample(schema);
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
