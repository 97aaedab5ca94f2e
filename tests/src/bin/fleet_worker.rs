//! One process of a fleet, for the tests of the shared store. A company may run dozens of such processes.
//!
//! It reads the environment, says "ready", waits for a line, lists stages in several tasks for some time, and prints
//! the results as one line of JSON. Arguments: seconds, tasks. With 0 tasks, it only gets a token.

use std::io::{BufRead, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use async_trait::async_trait;
use http::{Extensions, StatusCode};
use odc_portfolio_v2::Client;
use odc_runtime::Tenant;
use reqwest::{Request, Response};
use reqwest_middleware::{Middleware, Next, Result};
use serde_json::json;
use tokio::time::Instant;

/// Counts the responses.
#[derive(Default)]
struct Count {
    good: AtomicU64,
    refused: AtomicU64,
}

struct Counting(Arc<Count>);

#[async_trait]
impl Middleware for Counting {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        let response = next.run(request, extensions).await?;
        match response.status() {
            StatusCode::TOO_MANY_REQUESTS => self.0.refused.fetch_add(1, Relaxed),
            _ => self.0.good.fetch_add(1, Relaxed),
        };
        Ok(response)
    }
}

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .init();
    let mut arguments = std::env::args().skip(1).map(|text| text.parse::<u64>());
    let mut argument = || arguments.next().expect("two arguments: seconds and tasks");
    let (seconds, tasks) = (argument()?, argument()?);
    let count = Arc::new(Count::default());
    let tenant = Tenant::builder_from_env()?
        .middleware_per_attempt(Counting(Arc::clone(&count)))
        .build()?;
    println!("ready");
    std::io::stdout().flush()?;
    std::io::stdin().lock().read_line(&mut String::new())?;

    if tasks == 0 {
        tenant.auth().token().await?;
    }
    let end = Instant::now() + Duration::from_secs(seconds);
    let running: Vec<_> = (0..tasks)
        .map(|_| {
            let client = Client::connect(&tenant);
            tokio::spawn(async move {
                let mut failed = 0;
                while let Ok(result) =
                    tokio::time::timeout_at(end, client.list_environments().send()).await
                {
                    failed += u64::from(result.is_err());
                }
                failed
            })
        })
        .collect();
    let mut failed = 0;
    for task in running {
        failed += task.await?;
    }
    let shared = tenant.shared_budget().unwrap_or_default();
    let report = json!({
        "good": count.good.load(Relaxed),
        "refused": count.refused.load(Relaxed),
        "failed": failed,
        "fetched": tenant.auth().counters().fetched,
        "requests": shared.requests,
        "times_alone": shared.times_alone,
        "errors": shared.errors,
    });
    println!("{report}");
    Ok(())
}
