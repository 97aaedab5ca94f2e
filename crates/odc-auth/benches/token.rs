//! Measures the cost of a cached token: with one thread, and with many threads at the same time.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use odc_auth::{AccessToken, IssuedToken, OAuthMiddleware, SourceError, TokenSource, async_trait};

/// As long as a token of the service.
struct Fixed;

#[async_trait]
impl TokenSource for Fixed {
    async fn token(&self) -> Result<IssuedToken, SourceError> {
        let token = AccessToken::new("x".repeat(1500)).map_err(SourceError::permanent)?;
        Ok(IssuedToken::new(token, Some(Duration::from_secs(43200))))
    }
}

/// The header of a request, as the middleware makes it.
fn use_token(auth: &OAuthMiddleware) -> http::HeaderValue {
    match pin!(auth.token()).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(token)) => token.header_value(),
        other => panic!("a cached token is there at once, not {other:?}"),
    }
}

fn cached_token(c: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime");
    let auth = OAuthMiddleware::builder()
        .portal_domain("acme.outsystems.dev")
        .token_source(Fixed)
        .build()
        .expect("settings are complete");
    runtime.block_on(auth.token()).expect("a token");

    let mut group = c.benchmark_group("cached_token");
    group.throughput(Throughput::Elements(1));
    for threads in [1, 2, 4, 16] {
        group.bench_function(format!("{threads}_threads"), |b| {
            b.iter_custom(|iterations| {
                // Every thread does its part. The time per iteration is the time of all threads together.
                let each = iterations.div_ceil(threads);
                let gate = std::sync::Barrier::new(usize::try_from(threads).expect("few") + 1);
                thread::scope(|scope| {
                    for _ in 0..threads {
                        scope.spawn(|| {
                            gate.wait();
                            for _ in 0..each {
                                std::hint::black_box(use_token(&auth));
                            }
                        });
                    }
                    gate.wait();
                    Instant::now()
                })
                .elapsed()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, cached_token);
criterion_main!(benches);
