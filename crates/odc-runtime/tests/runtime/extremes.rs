//! The smallest and largest values of settings, and any numbers of a server: no panic, no endless wait.

use std::time::Duration;

use crate::support::{Reply, Server, call, call_with};
use odc_runtime::{CallOptions, ErrorKind, Operation, RateLimit, RetryPolicy, Transport};
use reqwest::Method;
use tokio::time::Instant;

static GET: Operation = Operation::new("get_user", "G", Method::GET, "/users/1");
static LIMITED: Operation = Operation::new("list_users", "L", Method::GET, "/users")
    .with_rate_limits(&[RateLimit::per_minute("many", 100)]);

const EXTREMES: [Duration; 4] = [
    Duration::ZERO,
    Duration::from_nanos(1),
    Duration::from_secs(u64::MAX),
    Duration::MAX,
];

#[tokio::test(start_paused = true)]
async fn every_time_is_accepted_as_a_setting() {
    for time in EXTREMES {
        for (name, policy) in [
            ("deadline", RetryPolicy::new().deadline(time)),
            ("base delay", RetryPolicy::new().base_delay(time)),
            (
                "longest delay",
                RetryPolicy::new().base_delay(time).max_delay(time),
            ),
            ("delay of a 429", RetryPolicy::new().rate_limit_delay(time)),
        ] {
            for status in [503, 429] {
                let server = Server::script([Reply::new(status, ""), Reply::ok()]).await;
                let tenant = server.builder().retry(policy.clone()).build().unwrap();
                let result = call(&Transport::for_tenant(&tenant, "/api"), &LIMITED).await;
                if let Err(error) = result {
                    let kind = error.kind();
                    let known = [ErrorKind::Status, ErrorKind::Timeout, ErrorKind::Connect];
                    assert!(known.contains(&kind), "{name} {time:?}: {error:?}");
                }
            }
        }
        let server = Server::script([Reply::ok()]).await;
        let builder = server.builder().timeout(time).connect_timeout(time);
        let tenant = builder.retry(RetryPolicy::none()).build().unwrap();
        let by_tenant = call(&Transport::for_tenant(&tenant, "/api"), &GET).await;
        let options = CallOptions::new().timeout(time).retry(RetryPolicy::none());
        let by_call = call_with(&server.transport(), &GET, &options).await;
        for result in [by_tenant, by_call] {
            // A nanosecond may or may not be enough, depending on the machine.
            assert!(
                result.is_ok() || time < Duration::from_secs(1),
                "{time:?}: {result:?}"
            );
        }
    }
}

#[tokio::test]
async fn every_limit_of_a_body_is_accepted() {
    for (limit, fits) in [(0, false), (1, false), (2, true), (usize::MAX, true)] {
        for reply in [Reply::ok(), Reply::ok().chunked()] {
            let server = Server::script([reply]).await;
            let options = CallOptions::new().body_limit(limit);
            let result = call_with(&server.transport(), &GET, &options).await;
            assert_eq!(result.is_ok(), fits, "{limit}: {result:?}");
        }
        // The largest length that a header can announce, without a body.
        let longest = Reply::new(200, "").announcing(u64::MAX - 2);
        let server = Server::script([longest]).await;
        let options = CallOptions::new()
            .body_limit(limit)
            .timeout(Duration::from_millis(200))
            .retry(RetryPolicy::none());
        let error = call_with(&server.transport(), &GET, &options)
            .await
            .unwrap_err();
        let expected = [ErrorKind::TooLarge, ErrorKind::Timeout, ErrorKind::Network];
        assert!(expected.contains(&error.kind()), "{limit}: {error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn with_any_retry_after_a_call_ends_by_its_deadline_without_a_panic() {
    for wait in [
        "0",
        "-1",
        "1e9",
        "4294967296",
        "18446744073709551615",
        "18446744073709551616",
        "99999999999999999999999999999999999999999999",
        "nan",
        "inf",
        "٣",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Mon, 01 Jan 0001 00:00:00 GMT",
        "Fri, 99 Foo 99999 99:99:99 GMT",
        "2027-01-08T00:00:00Z",
        "7, 8",
        "",
    ] {
        for status in [429, 503] {
            let refuses = Reply::new(status, "").header("retry-after", wait);
            let odd = refuses
                .clone()
                .header("date", "Mon, 01 Jan 0001 00:00:00 GMT");
            for reply in [refuses, odd] {
                let server = Server::script([reply]).await;
                let started = Instant::now();
                let error = call(&server.transport(), &GET).await.unwrap_err();
                assert_eq!(error.status().unwrap(), status, "{wait}");
                assert!(started.elapsed() <= Duration::from_secs(120), "{wait}");
                assert!((1..=4).contains(&error.attempts()), "{wait}: {error}");
                let year = Duration::from_secs(366 * 86_400);
                assert!(
                    error.retry_after().is_none_or(|wait| wait <= year),
                    "{wait}"
                );
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_429_stops_a_pool_for_at_most_ten_minutes() {
    let stops = Reply::new(429, "").header("retry-after", "18446744073709551615");
    let server = Server::script([stops, Reply::ok()]).await;
    let transport = server.transport();
    call(&transport, &LIMITED).await.unwrap_err();
    let started = Instant::now();
    call(&transport, &LIMITED).await.unwrap();
    let waited = started.elapsed();
    assert!(waited <= Duration::from_secs(600), "{waited:?}");
}
