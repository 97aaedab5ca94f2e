//! The reasons that a failure names: a firewall, a permission, a proxy.

use crate::support::{Reply, Server, call};
use odc_runtime::{Error, Operation, Requirement, RetryPolicy, Transport};
use reqwest::Method;

static LIST: Operation = Operation::new("list_users", "L", Method::GET, "/users").with_requirement(
    Requirement::AnyOf(&[
        Requirement::Permission("User management > View end users"),
        Requirement::Permission("User management > Manage users"),
    ]),
);

async fn failure(reply: Reply) -> Error {
    let server = Server::script([reply]).await;
    let tenant = server.builder().retry(RetryPolicy::none()).build().unwrap();
    call(&Transport::for_tenant(&tenant, "/api"), &LIST)
        .await
        .unwrap_err()
}

#[tokio::test]
async fn the_error_for_a_403_of_a_gateway_names_no_permission() {
    for (body, words) in [
        ("<html>blocked</html>", "an HTML page from a gateway"),
        ("blocked", "plain text from a gateway"),
    ] {
        let error = failure(Reply::new(403, body)).await;
        assert!(!error.is_permission_denied());
        assert_eq!(
            error.to_string(),
            format!(
                "list_users: 403 Forbidden: {words}, so this is not a missing permission: \
                 a firewall or a proxy refused the request; ask who runs it"
            )
        );
    }
    let error = failure(Reply::new(403, "")).await;
    assert!(error.is_permission_denied(), "nobody knows who sent it");
    assert_eq!(
        error.to_string(),
        "list_users: 403 Forbidden: an empty body"
    );
}

#[tokio::test]
async fn a_permission_that_the_service_names_is_printed_once() {
    for detail in [
        "You need the permission User management > View end users.",
        "Missing permission: view end users",
    ] {
        let body = serde_json::json!({ "detail": detail }).to_string();
        let error = failure(Reply::new(403, body)).await;
        assert_eq!(
            error.to_string(),
            format!("list_users: 403 Forbidden: {detail}")
        );
    }
}

#[tokio::test]
async fn a_proxy_that_wants_a_password_is_named() {
    let error = failure(Reply::new(407, "")).await;
    assert!(
        error
            .to_string()
            .contains("HTTPS_PROXY=http://user:password@host:port"),
        "{error}"
    );
}
