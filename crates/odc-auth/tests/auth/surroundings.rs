//! Calls in places where async calls do not work: they return an error and do not panic.

use odc_auth::{AuthError, OAuthMiddleware, RuntimeError};
use tokio::runtime::{Builder, Runtime};

use crate::support::*;

fn whole() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// Runtimes in which calls do not work, and why.
fn lacking() -> [(Runtime, RuntimeError); 2] {
    let bare = Builder::new_current_thread().build().unwrap();
    let timed = Builder::new_current_thread().enable_time().build().unwrap();
    [(bare, RuntimeError::NoTimers), (timed, RuntimeError::NoIo)]
}

/// The error of a request through the middleware.
async fn request(auth: &OAuthMiddleware, server: &Server) -> RuntimeError {
    let request = client(auth).get(server.url("/api"));
    let error = request.send().await.unwrap_err();
    match AuthError::find_in(&error) {
        Some(AuthError::NoRuntime(why)) => *why,
        other => panic!("{other:?} {error:?}"),
    }
}

/// Polls once, outside of any runtime.
fn outside<T>(future: impl Future<Output = T>) -> T {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => panic!("it waits"),
    }
}

#[test]
fn a_request_without_a_complete_runtime_is_an_error_with_and_without_a_token() {
    let server = Server::apart();
    let auth = server.builder().build().unwrap();
    for has_token in [false, true] {
        if has_token {
            whole().block_on(auth.token()).unwrap();
        }
        assert_eq!(outside(request(&auth, &server)), RuntimeError::Missing);
        for (runtime, why) in lacking() {
            assert_eq!(
                runtime.block_on(request(&auth, &server)),
                why,
                "{has_token}"
            );
        }
    }
    assert_eq!((server.posts(), server.calls().len()), (1, 0));
    // In a place where calls work, the earlier failure has no effect.
    let response = whole().block_on(client(&auth).get(server.url("/api")).send());
    assert_eq!(response.unwrap().status(), 200);
}

#[test]
fn a_call_without_a_complete_runtime_does_not_wait_for_a_flight() {
    let server = Server::apart();
    server.on_token(|_| Reply::Stall);
    let auth = server.builder().build().unwrap();
    let flying = whole();
    flying.block_on(async {
        let flight = tokio::spawn({
            let auth = auth.clone();
            async move { auth.token().await }
        });
        until(|| server.posts() == 1).await;
        flight.abort();
    });
    for (runtime, why) in lacking() {
        let error = runtime.block_on(auth.token()).unwrap_err();
        assert!(
            matches!(error, AuthError::NoRuntime(found) if found == why),
            "{error:?}"
        );
    }
    let error = outside(auth.token()).unwrap_err();
    assert!(error.to_string().contains("tokio runtime"), "{error}");
    assert_eq!(server.posts(), 1);
}
