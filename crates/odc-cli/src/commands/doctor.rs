//! `odctl doctor`: checks each step between this machine and the APIs, a line for each.

use std::fmt::Display;
use std::time::SystemTime;

use clap::Args;
use odc_runtime::client::StatusCode;
use odc_runtime::{Operation, Place, Success};
use serde_json::{Value, json};

use crate::catalog::{self, APIS, Api};
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::Column;
use crate::request::Request;
use crate::shell::Shell;

const COLUMNS: [Column; 3] = [
    Column::new("check", "/check"),
    Column::new("result", "/result"),
    Column::new("detail", "/detail"),
];

/// If clocks differ by more, tokens seem expired, or not valid yet.
const MOST_SECONDS: i64 = 60;
const DISCOVERY: &str = "identity/.well-known/openid-configuration";

/// Check credentials, proxy, DNS, TLS, clock, discovery, token, and each API
#[derive(Debug, Args)]
#[command(after_help = help::after(&["odctl doctor", "odctl doctor -o json"], &[]))]
pub struct Doctor;

/// The result of a check.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    Sound,
    Broken,
    NotTried,
}

/// The checks so far.
#[derive(Default)]
struct Checks {
    rows: Vec<Value>,
    has_failed: bool,
}

impl Checks {
    fn add(&mut self, check: &str, found: Found, detail: impl Display) {
        let result = match found {
            Found::Sound => "ok",
            Found::Broken => "failed",
            Found::NotTried => "not tried",
        };
        self.has_failed |= found == Found::Broken;
        self.rows
            .push(json!({"check": check, "result": result, "detail": detail.to_string()}));
    }

    fn line(failure: &Failure) -> &str {
        failure.line().unwrap_or_default()
    }
}

impl Doctor {
    pub(crate) async fn run(self, shell: &Shell) -> Result<Exit, Failure> {
        let mut checks = Checks::default();
        match Context::open(shell).await {
            Ok(context) => {
                checks.add(
                    "credentials",
                    Found::Sound,
                    format_args!("{} at {}", context.client_id, context.tenant.origin()),
                );
                check_tenant(&context, &mut checks).await;
            }
            Err(failure) => checks.add("credentials", Found::Broken, Checks::line(&failure)),
        }
        shell.out.list(&COLUMNS, &checks.rows)?;
        Ok(if checks.has_failed {
            Exit::Failed
        } else {
            Exit::Done
        })
    }
}

async fn check_tenant(context: &Context<'_>, checks: &mut Checks) {
    let proxy = match proxies().as_slice() {
        [] => "no variable names one".to_owned(),
        set => format!("set by {}", set.join(", ")),
    };
    checks.add("proxy", Found::Sound, proxy);
    check_dns(context, checks).await;
    check_discovery(context, checks).await;
    match context.tenant.auth().token().await {
        Ok(_) => checks.add("token", Found::Sound, "the tenant accepts the API client"),
        Err(error) => return checks.add("token", Found::Broken, error),
    }
    for api in APIS {
        check_api(context, api, checks).await;
    }
}

/// The variables that name a proxy. Their values may hold a password.
const PROXIES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// The variables among those that are set.
fn proxies() -> Vec<&'static str> {
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    PROXIES.into_iter().filter(is_set).collect()
}

async fn check_dns(context: &Context<'_>, checks: &mut Checks) {
    let origin = context.tenant.origin();
    let host = origin
        .host_str()
        .unwrap_or_default()
        .trim_matches(['[', ']'])
        .to_owned();
    let port = origin.port_or_known_default().unwrap_or(443);
    match tokio::net::lookup_host((host, port)).await {
        Ok(found) => {
            let addresses: Vec<_> = found.map(|address| address.ip().to_string()).collect();
            checks.add("dns", Found::Sound, addresses.join(", "));
        }
        Err(error) if proxies().is_empty() => checks.add("dns", Found::Broken, error),
        Err(error) => {
            let detail = format_args!("{error}; the proxy looks names up itself");
            checks.add("dns", Found::NotTried, detail);
        }
    }
}

/// Asks for the discovery document without a token. The same response shows whether TLS and the clock are right.
async fn check_discovery(context: &Context<'_>, checks: &mut Checks) {
    let (auth, origin) = (context.tenant.auth(), context.tenant.origin());
    let http = auth.protect(auth.trust(reqwest::Client::builder())).build();
    let url = origin.join(DISCOVERY);
    let (Ok(http), Ok(url)) = (http, url) else {
        return checks.add(
            "connection",
            Found::Broken,
            "the HTTP client cannot be built",
        );
    };
    let response = match http.get(url).send().await {
        Ok(response) => response,
        Err(error) => {
            return checks.add(
                "connection",
                Found::Broken,
                odc_http::network::no_connection(&error),
            );
        }
    };
    let security = if origin.scheme() == "https" {
        "with TLS"
    } else {
        "without TLS, on this machine"
    };
    checks.add(
        "connection",
        Found::Sound,
        format_args!("{:?} {security}", response.version()),
    );
    let date = response
        .headers()
        .get("date")
        .and_then(|date| date.to_str().ok())
        .and_then(read_date);
    match date {
        None => checks.add("clock", Found::NotTried, "the response has no date"),
        Some(ahead) if ahead.abs() <= MOST_SECONDS => {
            checks.add("clock", Found::Sound, "as that of the service");
        }
        Some(ahead) => {
            let what = if ahead > 0 { "ahead of" } else { "behind" };
            checks.add(
                "clock",
                Found::Broken,
                format_args!(
                    "this machine is {} s {what} the service; set its clock",
                    ahead.abs()
                ),
            );
        }
    }
    let status = response.status();
    let found = if status == StatusCode::OK {
        Found::Sound
    } else {
        Found::Broken
    };
    checks.add("discovery", found, status);
}

/// How many seconds this machine is ahead of the date of a response.
fn read_date(date: &str) -> Option<i64> {
    let there = chrono::DateTime::parse_from_rfc2822(date).ok()?;
    let here = chrono::DateTime::<chrono::Utc>::from(SystemTime::now());
    Some((here - there.to_utc()).num_seconds())
}

/// Reads one row by an operation that needs no value.
async fn check_api(context: &Context<'_>, api: &Api, checks: &mut Checks) {
    let Some(operation) = api
        .operations
        .iter()
        .find(|operation| is_plain_read(operation))
    else {
        return checks.add(api.name, Found::NotTried, "each of its reads needs a key");
    };
    let request = Request::new(operation);
    let has_limit = operation
        .parameters()
        .iter()
        .any(|parameter| parameter.name() == "limit");
    let request = if has_limit {
        request.with("limit", 1)
    } else {
        request
    };
    match context.send(&request).await {
        Ok(_) => {
            let name = catalog::name_of(operation).unwrap_or_default();
            checks.add(api.name, Found::Sound, name);
        }
        // It has responded, so the network path works.
        Err(failure) if failure.exit() == Exit::NotPermitted => {
            checks.add(
                api.name,
                Found::Sound,
                format_args!("reached, but not permitted: {}", Checks::line(&failure)),
            );
        }
        Err(failure) => checks.add(api.name, Found::Broken, Checks::line(&failure)),
    }
}

/// Whether an operation is a list with pages that needs no value. Other lists may need a filter that their document does not
/// mark as required.
fn is_plain_read(operation: &'static Operation) -> bool {
    let needs_no_value = operation
        .parameters()
        .iter()
        .all(|it| !it.is_required() && it.place() != Place::Path);
    let is_list = matches!(operation.success(), Some(Success::List(_)));
    operation.method() == odc_runtime::client::Method::GET
        && is_list
        && needs_no_value
        && Request::new(operation).is_paged()
}
