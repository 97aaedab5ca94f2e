//! Calls in places where async calls do not work: they return an error and do not panic.

use std::pin::pin;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::support::{Reply, Server, call};
use crate::waiting::AwaitedJob;
use futures_util::TryFutureExt as _;
use futures_util::future::BoxFuture;
use odc_runtime::waiting::{Wait, WaitForAll};
use odc_runtime::{Error, ErrorKind, Operation, PresignedUrl, RateLimit, Transport};
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
fn a_call_without_a_complete_runtime_is_an_error_at_every_stage() {
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

#[test]
fn transfers_and_waits_without_a_complete_runtime_are_errors() {
    let whole = Runtime::new().unwrap();
    let bare = Builder::new_current_thread().build().unwrap();
    let server = whole.block_on(Server::script([Reply::ok()]));
    let tenant = server.tenant();
    let url: PresignedUrl = format!("http://{}/place?X-Signature=s", server.host)
        .parse()
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let jobs = || AwaitedJob(Transport::for_tenant(&tenant, "/api"));
    let upload = || tenant.transfers().upload(url.clone());
    let download = || tenant.transfers().download(url.clone());
    let all = || {
        let calls: [BoxFuture<'_, Result<(), Error>>; 6] = [
            Box::pin(upload().from_bytes("a").map_ok(drop)),
            Box::pin(upload().from_file("Cargo.toml").map_ok(drop)),
            Box::pin(download().to_file(&path).map_ok(drop)),
            Box::pin(async { download().stream().try_next().await.map(drop) }),
            Box::pin(Wait::new(jobs(), 1).into_future().map_ok(drop)),
            Box::pin(WaitForAll::new(jobs(), [1]).into_future().map_ok(drop)),
        ];
        calls
    };
    let from_outside = all().into_iter().map(outside);
    let from_bare = all().into_iter().map(|call| bare.block_on(call));
    for (number, result) in from_outside.chain(from_bare).enumerate() {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{number}: {error:?}");
    }
    assert_eq!(server.connections(), 0);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
