//! Calls where async calls do not work: an error, and no panic.

use std::pin::pin;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::support::{Reply, Server, call};
use odc_runtime::{Error, ErrorKind, Operation, RateLimit, Transport};
use reqwest::Method;
use tokio::runtime::{Builder, Runtime};

static LIST: Operation = Operation::new("list_users", "L", Method::GET, "/users")
    .with_rate_limits(&[RateLimit::per_minute("one", 1)]);

/// Polls once, outside of any runtime.
fn outside<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

fn is_refused(error: &Error, word: &str) {
    assert!(error.to_string().contains(word), "{error:?}");
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Config, 0));
    assert_eq!(error.operation().map(Operation::id), Some("list_users"));
    assert!(!error.is_retryable());
}

#[test]
fn a_call_outside_of_a_runtime_or_in_one_that_lacks_something_is_an_error_at_every_stage() {
    let whole = Runtime::new().unwrap();
    let server = whole.block_on(Server::script([Reply::ok()]));
    let own = Transport::new(&format!("http://{}", server.host), reqwest::Client::new()).unwrap();
    let tenant = server.tenant();
    let tenants = Transport::for_tenant(&tenant, "/api");
    let bare = Builder::new_current_thread().build().unwrap();
    let timed = Builder::new_current_thread().enable_time().build().unwrap();
    for stage in ["no token", "a token", "no room in the budget"] {
        for transport in [&own, &tenants] {
            is_refused(
                &outside(call(transport, &LIST)).unwrap_err(),
                "#[tokio::main]",
            );
            let error = bare.block_on(call(transport, &LIST)).unwrap_err();
            is_refused(&error, "timers");
            let error = timed.block_on(call(transport, &LIST)).unwrap_err();
            is_refused(&error, "I/O");
        }
        let ready = async {
            match stage {
                "no token" => drop(tenant.auth().token().await.unwrap()),
                "a token" => drop(call(&tenants, &LIST).await.unwrap()),
                _ => {}
            }
        };
        whole.block_on(ready);
    }
    assert_eq!(
        (server.calls(), server.tokens.load(Ordering::Relaxed)),
        (1, 1)
    );
}

#[test]
fn waiting_outside_of_a_runtime_or_in_one_without_timers_is_an_error() {
    let bare = Builder::new_current_thread().build().unwrap();
    for deadline in [None, Some(Duration::from_secs(9))] {
        let wait = || {
            let mut poller = odc_runtime::Poller::<()>::new("the job");
            if let Some(deadline) = deadline {
                poller = poller.deadline(deadline);
            }
            poller.wait(|| std::future::ready(Ok(odc_runtime::Poll::<(), ()>::Pending(()))))
        };
        for error in [
            outside(wait()).unwrap_err(),
            bare.block_on(wait()).unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::Config, "{error}");
        }
    }
}
