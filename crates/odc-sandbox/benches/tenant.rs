//! Compares the cost of a large tenant and a small one: the start, and a page of a list.

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use odc_sandbox::Sandbox;

const SIZES: [usize; 2] = [1_000, 100_000];

fn starting(criterion: &mut Criterion) {
    let runtime = runtime();
    let mut group = criterion.benchmark_group("start");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(20));
    for users in SIZES {
        group.bench_with_input(
            BenchmarkId::from_parameter(users),
            &users,
            |bencher, users| {
                bencher.to_async(&runtime).iter(|| async {
                    Sandbox::builder()
                        .users(*users)
                        .start()
                        .await
                        .expect("a sandbox")
                });
            },
        );
    }
    group.finish();
}

fn listing(criterion: &mut Criterion) {
    let runtime = runtime();
    let mut group = criterion.benchmark_group("list a page");
    for users in SIZES {
        let (sandbox, http, token) = runtime.block_on(tenant(users));
        let url = format!(
            "{}/api/identity/v1/users?limit=100&offset=500",
            sandbox.origin()
        );
        group.bench_with_input(BenchmarkId::from_parameter(users), &users, |bencher, _| {
            bencher.to_async(&runtime).iter(|| async {
                let response = http
                    .get(&url)
                    .bearer_auth(&token)
                    .send()
                    .await
                    .expect("a response");
                assert!(response.status().is_success());
                response.bytes().await.expect("a page")
            });
        });
    }
    group.finish();
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

async fn tenant(users: usize) -> (Sandbox, reqwest::Client, String) {
    let sandbox = Sandbox::builder()
        .users(users)
        .start()
        .await
        .expect("a sandbox");
    let http = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    let document: serde_json::Value = http
        .get(format!(
            "{}/identity/.well-known/openid-configuration",
            sandbox.origin()
        ))
        .send()
        .await
        .expect("a response")
        .json()
        .await
        .expect("a document");
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", sandbox.client_id()),
        ("client_secret", sandbox.client_secret()),
    ];
    let endpoint = document["token_endpoint"].as_str().expect("an endpoint");
    let granted = http
        .post(endpoint)
        .form(&form)
        .send()
        .await
        .expect("a response");
    let granted: serde_json::Value = granted.json().await.expect("a grant");
    let token = granted["access_token"]
        .as_str()
        .expect("a token")
        .to_owned();
    (sandbox, http, token)
}

criterion_group!(benches, starting, listing);
criterion_main!(benches);
