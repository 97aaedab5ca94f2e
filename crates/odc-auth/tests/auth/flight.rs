//! Flights: shared errors, deadlines, callers that give up, runtimes that end.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use odc_auth::{
    AuthError, CredentialSource, Credentials, OAuthMiddleware, SourceError, async_trait,
};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout};

use crate::support::*;

async fn crowd(auth: &OAuthMiddleware, size: usize) -> Vec<Result<String, AuthError>> {
    let mut tasks = JoinSet::new();
    for _ in 0..size {
        let auth = auth.clone();
        tasks.spawn(async move { auth.token().await.map(|token| token.expose().to_owned()) });
    }
    tasks.join_all().await
}

#[tokio::test]
async fn a_hundred_waiters_share_the_error_of_one_flight() {
    let server = Server::apart();
    server.on_token(|_| Reply::Late(Duration::from_millis(20), Box::new(json(503, "{}"))));
    let auth = server.builder().build().unwrap();
    let errors: std::collections::BTreeSet<_> = crowd(&auth, 100)
        .await
        .into_iter()
        .map(|result| result.unwrap_err().to_string())
        .collect();
    assert_eq!(
        (errors.len(), server.posts(), auth.counters().failed),
        (1, 3, 1),
        "{errors:?}"
    );
}

#[tokio::test]
async fn a_hung_endpoint_fails_all_waiters_by_the_deadline_and_its_socket_closes() {
    let server = Server::apart();
    server.on_token(|_| Reply::Stall);
    let limits = (Duration::from_millis(60), Duration::from_millis(100));
    let auth = server
        .builder()
        .attempt_timeout(limits.0)
        .flight_timeout(limits.1)
        .build()
        .unwrap();
    let start = Instant::now();
    for result in crowd(&auth, 100).await {
        assert!(
            matches!(result, Err(AuthError::TimedOut { .. })),
            "{result:?}"
        );
    }
    assert!(start.elapsed() < 4 * limits.1, "{:?}", start.elapsed());
    assert!(server.posts() <= 3);
    until(|| server.open() == 0).await;
}

#[tokio::test(start_paused = true)]
async fn by_default_an_attempt_ends_after_10_s_and_a_flight_after_30_s() {
    let server = Server::here().await;
    server.on_token(|_| Reply::Stall);
    let auth = server.builder().build().unwrap();
    let start = Instant::now();
    let results = crowd(&auth, 100).await;
    let elapsed = start.elapsed();
    assert!(
        (Duration::from_secs(20)..=Duration::from_millis(30_100)).contains(&elapsed),
        "{elapsed:?}"
    );
    assert!(
        results
            .iter()
            .all(|result| matches!(result, Err(AuthError::TimedOut { .. })))
    );
    assert_eq!(server.posts(), 3, "10 s each");
}

/// An address of this machine that neither accepts nor refuses connections while the returned value exists.
#[cfg(target_os = "linux")]
fn silent() -> (std::net::SocketAddr, impl Sized) {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    while let Ok(stream) =
        std::net::TcpStream::connect_timeout(&address, Duration::from_millis(100))
    {
        waiting.push(stream);
    }
    (address, (listener, waiting))
}

#[cfg(target_os = "linux")]
#[tokio::test(start_paused = true)]
async fn connecting_takes_at_most_5_s_by_default() {
    let (address, _kept) = silent();
    // With http, so that the test needs no TLS.
    let auth = OAuthMiddleware::builder()
        .portal_domain(address.to_string())
        .allow_http_loopback(true)
        .client_id(ID)
        .client_secret(SECRET)
        .build()
        .unwrap();
    let start = Instant::now();
    let error = auth.token().await.unwrap_err();
    let elapsed = start.elapsed();
    assert!(
        matches!(error, AuthError::Transport { attempts: 3, .. }) && error.is_transient(),
        "{error:?}"
    );
    // Three times 5 s, and two pauses of at most 0.5 s and 1 s.
    assert!(
        (Duration::from_secs(15)..Duration::from_millis(16_600)).contains(&elapsed),
        "{elapsed:?}"
    );
}

#[tokio::test]
async fn the_other_callers_get_a_token_if_the_first_one_gives_up_at_any_await_point() {
    let mut stages = std::collections::BTreeSet::new();
    for polls in 0.. {
        let server = Server::here().await;
        let auth = server.builder().build().unwrap();
        let mut leader = Box::pin(auth.token());
        let mut landed = false;
        for _ in 0..polls {
            let mut context = std::task::Context::from_waker(std::task::Waker::noop());
            landed = leader.as_mut().poll(&mut context).is_ready();
            if landed {
                break;
            }
            // All other tasks, including sockets, make one step.
            tokio::task::yield_now().await;
        }
        if landed {
            break;
        }
        stages.insert((
            server.discoveries(),
            server.posts(),
            auth.counters().fetched,
        ));
        drop(leader);
        for token in timeout(Duration::from_secs(5), crowd(&auth, 10))
            .await
            .unwrap()
        {
            assert_eq!(token.unwrap(), "token-1");
        }
        assert_eq!((server.discoveries(), server.posts()), (1, 1), "{polls}");
    }
    // Before discovery, before the token request, before its response, and after the end, when nobody has seen the
    // result.
    for stage in [(0, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 1)] {
        assert!(stages.contains(&stage), "{stage:?} of {stages:?}");
    }
}

#[tokio::test]
async fn no_second_request_is_sent_if_the_first_caller_gives_up_during_the_request() {
    let server = Server::apart();
    let slow = |reply| Reply::Late(Duration::from_millis(20), Box::new(reply));
    let port = server.port;
    server.on_discovery(move |_| slow(json(200, document(port))));
    let issue = tokens(3600);
    server.on_token(move |seen| slow(issue(seen)));
    for stage in [1, 2] {
        let auth = server.builder().build().unwrap();
        let before = server.seen().len();
        let leader = tokio::spawn({
            let auth = auth.clone();
            async move { auth.token().await.map(drop) }
        });
        until(|| server.seen().len() == before + stage).await;
        leader.abort();
        assert!(crowd(&auth, 10).await.iter().all(Result::is_ok));
        assert_eq!(server.seen().len(), before + 2);
    }
}

/// Panics this many times, then returns tokens.
struct Panics(AtomicU64);

#[async_trait]
impl CredentialSource for Panics {
    async fn credentials(&self) -> Result<Credentials, SourceError> {
        let left = self.0.load(Ordering::SeqCst);
        self.0.store(left.saturating_sub(1), Ordering::SeqCst);
        assert!(left == 0, "a panic on purpose, in a test");
        Ok(Credentials::new(ID, SECRET))
    }
}

#[tokio::test]
async fn after_a_panic_another_flight_can_start() {
    let server = Server::apart();
    let auth = server
        .bare()
        .credential_source(Panics(AtomicU64::new(3)))
        .build()
        .unwrap();
    // Each caller waits for two flights before it gives up.
    for result in crowd(&auth, 10).await {
        assert!(
            matches!(&result, Err(error @ AuthError::Interrupted) if error.is_transient()),
            "{result:?}"
        );
    }
    // One more panic, and then the second flight succeeds.
    assert_eq!(auth.token().await.unwrap().expose(), "token-1");
    assert_eq!(server.posts(), 1);
}

#[tokio::test]
async fn a_panic_in_an_early_renewal_is_not_repeated_by_every_caller() {
    let (hands, asked) = (Hands::new(), Arc::new(AtomicU64::new(0)));
    let count = Arc::clone(&asked);
    let source = Play(move || {
        assert!(
            count.fetch_add(1, Ordering::SeqCst) == 0,
            "a panic on purpose, in a test"
        );
        Ok(issued("old", 3600))
    });
    let auth = OAuthMiddleware::builder()
        .portal_domain("acme.dev")
        .clock(hands.clone())
        .token_source(source)
        .build()
        .unwrap();
    auth.token().await.unwrap();
    hands.forward(3600.0 - 200.0);
    for _ in 0..20 {
        assert_eq!(auth.token().await.unwrap().expose(), "old");
        settle().await;
    }
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn nothing_runs_between_flights() {
    let server = Server::apart();
    let auth = server.builder().build().unwrap();
    auth.token().await.unwrap();
    let tasks = || {
        tokio::runtime::Handle::current()
            .metrics()
            .num_alive_tasks()
    };
    until(|| tasks() == 0).await;
    auth.token().await.unwrap();
    assert_eq!(tasks(), 0);
    until(|| server.open() == 0).await;
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap()
}

#[test]
fn a_middleware_works_after_the_runtime_of_its_first_use_has_ended() {
    let (server, hands) = (Server::apart(), Hands::new());
    let auth = server.builder().clock(hands.clone()).build().unwrap();
    for n in 1..=3 {
        let runtime = runtime();
        assert_eq!(
            runtime.block_on(auth.token()).unwrap().expose(),
            format!("token-{n}")
        );
        drop(runtime);
        hands.forward(3601.0);
    }
}

#[test]
fn a_flight_that_was_lost_with_its_runtime_starts_again_in_another() {
    let server = Server::apart();
    let count = AtomicU64::new(0);
    server.on_token(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        0 => Reply::Stall,
        _ => token("second", 3600),
    });
    let auth = server.builder().build().unwrap();
    let (first, second) = (runtime(), runtime());
    let leader = auth.clone();
    first.spawn(async move { leader.token().await.map(drop) });
    second.block_on(until(|| server.posts() == 1));
    let follower = second.spawn(async move { auth.token().await });
    first.shutdown_background();
    assert_eq!(
        second.block_on(follower).unwrap().unwrap().expose(),
        "second"
    );
}

#[test]
fn no_caller_waits_for_a_flight_whose_runtime_has_stopped() {
    let server = Server::apart();
    server.on_token(|_| Reply::Stall);
    let auth = server
        .builder()
        .flight_timeout(Duration::from_secs(1))
        .build()
        .unwrap();
    let build = || {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
    };
    let (first, second) = (build(), build());
    first.block_on(async {
        tokio::select! {
            token = auth.token() => panic!("{token:?}"),
            () = until(|| server.posts() == 1) => {}
        }
    });
    // Nothing runs the first runtime any more, although it still exists.
    let start = std::time::Instant::now();
    let error = second.block_on(auth.token()).unwrap_err();
    assert!(
        matches!(error, AuthError::TimedOut { .. }) && start.elapsed() < Duration::from_secs(10)
    );
    server.on_token(tokens(3600));
    second.block_on(auth.token()).unwrap();
    drop(first);
}

/// Polls once, outside of any runtime.
fn poll_once(auth: &OAuthMiddleware) -> std::task::Poll<Result<String, AuthError>> {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    std::pin::pin!(auth.token())
        .poll(&mut context)
        .map_ok(|token| token.expose().to_owned())
}

#[test]
fn a_cached_token_needs_no_runtime_no_task_and_no_wait() {
    let (server, hands) = (Server::apart(), Hands::new());
    let auth = server.builder().clock(hands.clone()).build().unwrap();
    assert!(matches!(
        poll_once(&auth),
        std::task::Poll::Ready(Err(AuthError::NoRuntime(_)))
    ));
    runtime().block_on(auth.token()).unwrap();
    for seconds_left in [3600.0, 200.0, 10.0] {
        assert!(
            matches!(poll_once(&auth), std::task::Poll::Ready(Ok(token)) if token == "token-1"),
            "{seconds_left}"
        );
        hands.forward(if seconds_left > 300.0 {
            3400.0
        } else {
            seconds_left - 10.0
        });
    }
    assert_eq!(server.posts(), 1);
}
