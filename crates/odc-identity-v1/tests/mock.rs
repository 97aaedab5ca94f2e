//! The typed mocks, in the way that users' tests use them.
#![cfg(feature = "mock")]

use odc_identity_v1::Client;
use odc_identity_v1::mock::MockServerExt as _;
use odc_runtime::client::HttpClient;
use uuid::Uuid;

#[tokio::test]
async fn a_mocked_problem_has_its_code() {
    let server = httpmock::MockServer::start();
    let mut mock = server.get_user(|_, then| {
        then.problem_with_code(400, "exists already", "OS-ID-BIZ-40002");
    });
    let identity = Client::new(&server.base_url(), HttpClient::new()).unwrap();
    let error = identity.get_user(Uuid::nil()).send().await.unwrap_err();
    assert_eq!(error.error_code(), Some("OS-ID-BIZ-40002"));
    assert_eq!(
        error.problem().unwrap().detail.as_deref(),
        Some("exists already")
    );
    mock.delete();

    server.get_user(|_, then| {
        then.problem(404, "no such user");
    });
    let error = identity.get_user(Uuid::nil()).send().await.unwrap_err();
    assert!(error.is_not_found() && error.error_code().is_none());
    assert!(error.problem().unwrap().extensions.is_empty());
}
