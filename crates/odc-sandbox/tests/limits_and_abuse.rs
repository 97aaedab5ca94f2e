//! Request limits, and requests that no client should send.

mod support;

use std::time::Duration;

use odc_sandbox::{Sandbox, operations};
use reqwest::Method;
use serde_json::json;
use support::{Caller, IDENTITY, Response, http};

#[tokio::test]
async fn at_most_a_hundred_calls_a_minute_are_allowed() {
    let caller = Caller::with(Sandbox::builder().limits(true)).await;
    for _ in 0..50 {
        caller.identity("/users?limit=1").await.ok();
    }
    caller.sandbox.clock().advance(Duration::from_secs(30));
    for _ in 0..50 {
        caller.identity("/users?limit=1").await.ok();
    }
    assert!(
        caller
            .identity("/users?limit=1")
            .await
            .problem(429)
            .contains("per minute")
    );
    caller.portfolio("/environments").await.ok();
    caller.sandbox.clock().advance(Duration::from_secs(30));
    for _ in 0..50 {
        caller.identity("/users?limit=1").await.ok();
    }
    caller.identity("/users?limit=1").await.problem(429);
}

#[tokio::test]
async fn both_versions_of_the_portfolio_api_share_one_budget() {
    let caller = Caller::with(Sandbox::builder().limits(true)).await;
    for _ in 0..50 {
        caller.portfolio("/environments").await.ok();
        caller.portfolio_v2("/environments").await.ok();
    }
    caller.portfolio("/environments").await.problem(429);
    let refused = caller.portfolio_v2("/libraries").await;
    assert!(refused.problem(429).contains("per minute"));
    caller
        .change("/environments", &json!({}))
        .await
        .problem(429);
    caller.identity("/users?limit=1").await.ok();
}

#[tokio::test]
async fn the_window_follows_the_paused_clock_of_the_runtime() {
    let caller = Caller::with(Sandbox::builder().limits(true)).await;
    tokio::time::pause();
    for minute in 0..3 {
        for _ in 0..100 {
            caller.identity("/users?limit=1").await.ok();
        }
        caller.identity("/users?limit=1").await.problem(429);
        tokio::time::advance(Duration::from_millis(59_900)).await;
        assert_eq!(
            caller.identity("/users?limit=1").await.status.as_u16(),
            429,
            "{minute}"
        );
        tokio::time::advance(Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn the_library_has_no_limits_by_default() {
    let caller = Caller::start().await;
    for _ in 0..120 {
        caller.identity("/users?limit=1").await.ok();
    }
}

#[tokio::test]
async fn unknown_paths_and_wrong_methods_are_problems() {
    let caller = Caller::start().await;
    caller.get("/nowhere").await.problem(404);
    caller.identity("/nowhere").await.problem(404);
    // Each API has its own error codes.
    for (path, code) in [
        (format!("{IDENTITY}/nowhere"), "OS-ID-BIZ-40401"),
        ("/api/builds/v1/nowhere".to_owned(), "OS-BLD-BIZ-40401"),
        ("/api/portfolios/v2/nowhere".to_owned(), "OS-PF-BIZ-40401"),
    ] {
        assert_eq!(caller.get(&path).await.body["errorCode"], code);
    }
    let refused = caller
        .send(Method::PUT, &format!("{IDENTITY}/users"), &json!({}))
        .await;
    refused.problem(405);
    let allowed = refused.headers["allow"].to_str().expect("text").to_owned();
    assert!(
        allowed.contains("GET") && allowed.contains("POST"),
        "{allowed}"
    );
}

#[tokio::test]
async fn bodies_that_are_not_json_are_problems() {
    let caller = Caller::start().await;
    let post = || caller.request(Method::POST, &format!("{IDENTITY}/users"));
    let send = |kind: &'static str, body: String| {
        Response::to(post().header("content-type", kind).body(body))
    };
    send("application/json", String::new()).await.problem(400);
    assert!(
        send("application/json", "{\"email\":".to_owned())
            .await
            .problem(400)
            .contains("body")
    );
    send(
        "application/json",
        "{\"email\":\"a@b.example\"} {}".to_owned(),
    )
    .await
    .problem(400);
    send("text/plain", "{\"email\":\"a@b.example\"}".to_owned())
        .await
        .problem(415);
    send("application/json", "[".repeat(200_000))
        .await
        .problem(400);
    send(
        "application/json",
        format!("{{\"name\":\"{}\"}}", "x".repeat(2_000_000)),
    )
    .await
    .problem(413);
    send(
        "application/merge-patch+json; charset=utf-8",
        "{\"email\":\"a@b.example\"}".to_owned(),
    )
    .await
    .ok();
}

#[tokio::test]
async fn a_body_of_the_control_plane_is_small_except_for_snapshots() {
    let caller = Caller::start().await;
    let origin = caller.sandbox.origin();
    let body = " ".repeat(256 * 1024 + 1);
    for (method, path) in [
        (Method::POST, "reset"),
        (Method::POST, "clients"),
        (Method::PUT, "limits"),
        (Method::POST, "faults"),
    ] {
        let request = caller
            .http
            .request(method, format!("{origin}/_sandbox/{path}"));
        Response::to(request.body(body.clone())).await.problem(413);
    }
    let request = caller.http.put(format!("{origin}/_sandbox/snapshot"));
    Response::to(request.body(body)).await.problem(400);
}

#[tokio::test]
async fn a_long_reset_does_not_keep_other_callers_waiting() {
    let caller = std::sync::Arc::new(Caller::start().await);
    let reset = tokio::spawn({
        let caller = caller.clone();
        async move {
            caller
                .control("POST", "/reset", json!({ "users": 20_000 }))
                .await
                .ok()
        }
    });
    tokio::time::sleep(Duration::from_millis(50)).await;
    caller.identity("/users?limit=1").await.ok();
    assert!(
        !reset.is_finished(),
        "the call got its response after the reset"
    );
    let described = reset.await.expect("no panic");
    assert_eq!(described["users"], 20_000);
}

#[tokio::test]
async fn huge_headers_and_unusual_paths_are_refused() {
    let caller = Caller::start().await;
    let url = format!("{}{IDENTITY}/users", caller.sandbox.origin());
    let huge = http()
        .get(&url)
        .header("x-huge", "y".repeat(100_000))
        .send()
        .await
        .expect("a response");
    assert_eq!(huge.status().as_u16(), 431);
    caller.identity("/users/%FF%FE").await.problem(400);
    caller.identity("/users?limit=%FF&limit").await.problem(400);
    caller.identity("/users?limit=1").await.ok();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_of_many_simultaneous_callers_get_responses() {
    let caller = std::sync::Arc::new(Caller::start().await);
    let calls = (0..64).map(|number| {
        let caller = caller.clone();
        tokio::spawn(async move {
            for round in 0..10 {
                if (number + round) % 3 == 0 {
                    let body = json!({ "email": format!("u{number}-{round}@load.example") });
                    caller
                        .send(Method::POST, &format!("{IDENTITY}/users"), &body)
                        .await
                        .ok();
                } else {
                    caller
                        .identity("/users?limit=5&embed=ApplicationRoles")
                        .await
                        .ok();
                }
            }
        })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.expect("no failure");
    }
    let made = caller.all("/users?domains=load.example").await;
    assert_eq!(
        made.len(),
        (0..64)
            .map(|n| (0..10).filter(|r| (n + r) % 3 == 0).count())
            .sum::<usize>()
    );
}

#[tokio::test]
async fn every_operation_of_the_table_is_routed() {
    let caller = Caller::start().await;
    for served in operations() {
        let path = served
            .operation
            .path()
            .replace("{key}", "x")
            .replace("{roleKey}", "x")
            .replace("{mappingKey}", "x");
        let url = format!("{}{}{path}", caller.sandbox.origin(), served.api.prefix());
        let response =
            Response::to(caller.http.request(served.operation.method().clone(), url)).await;
        response.problem(401);
    }
}
