//! `odctl doctor`: checks each step between this machine and the APIs, a line for each.

use std::fmt::Display;
use std::time::SystemTime;

use clap::Args;
use odc_asset_configurations_v1::operations::GET_ENVIRONMENT_DEFAULTS;
use odc_builds_v1::operations::LIST_BUILDS;
use odc_dependency_management_v1::operations::LIST_PRODUCERS;
use odc_runtime::client::StatusCode;
use odc_runtime::{Operation, Parameter, Place, Success};
use serde_json::{Value, json};

use crate::catalog::{self, APIS, Api};
use crate::context::{Context, NAMES_ASSETS, NAMES_STAGES};
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::{Column, text};
use crate::request::Request;
use crate::shell::Shell;

const COLUMNS: [Column; 3] = [
    Column::new("check", "/check"),
    Column::new("result", "/result"),
    Column::new("detail", "/detail"),
];

/// If the clocks differ by more than this, tokens seem to be expired or not valid yet.
const MOST_SECONDS: i64 = 60;
const DISCOVERY: &str = "identity/.well-known/openid-configuration";

/// Check credentials, proxy, DNS, TLS, clock, discovery, token, and each API
///
/// A check that needs one that failed is not tried, and says so. Exit code 3 when the credentials are missing or
/// refused.
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
    /// The result of the command. The first failed check decides it.
    exit: Option<Exit>,
}

impl Checks {
    fn add(&mut self, check: &str, found: Found, detail: impl Display) {
        let result = match found {
            Found::Sound => "ok",
            Found::Broken => "failed",
            Found::NotTried => "not tried",
        };
        if found == Found::Broken {
            self.exit.get_or_insert(Exit::Failed);
        }
        self.rows
            .push(json!({"check": check, "result": result, "detail": detail.to_string()}));
    }

    /// A failed check of the credentials. If it is the first failed check, it decides the exit code.
    fn refused(&mut self, check: &str, failure: &Failure) {
        self.exit.get_or_insert(failure.exit());
        self.add(check, Found::Broken, Self::line(failure));
    }

    /// Checks that need a check that failed.
    fn not_tried(&mut self, checks: impl IntoIterator<Item = &'static str>, cause: &str) {
        for check in checks {
            self.add(check, Found::NotTried, cause);
        }
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
            Err(failure) => {
                checks.refused("credentials", &failure);
                check_proxy(&mut checks);
                let tenant = ["dns", "connection", "clock", "discovery", "token"];
                let rest = tenant.into_iter().chain(names_of_apis());
                checks.not_tried(rest, "there are no credentials, which name the tenant");
            }
        }
        shell.out.list(&COLUMNS, &checks.rows)?;
        Ok(checks.exit.unwrap_or(Exit::Done))
    }
}

fn names_of_apis() -> impl Iterator<Item = &'static str> {
    APIS.iter().map(|api| api.name)
}

async fn check_tenant(context: &Context<'_>, checks: &mut Checks) {
    check_proxy(checks);
    check_dns(context, checks).await;
    if !check_discovery(context, checks).await {
        let rest = ["token"].into_iter().chain(names_of_apis());
        return checks.not_tried(rest, NO_CONNECTION);
    }
    match context.tenant.auth().token().await {
        Ok(_) => checks.add("token", Found::Sound, "the tenant accepts the API client"),
        Err(error) => {
            checks.refused("token", &odc_runtime::Error::from(error).into());
            return checks.not_tried(names_of_apis(), "there is no token");
        }
    }
    let examples = Examples::read(context).await;
    for api in APIS {
        check_api(context, api, &examples, checks).await;
    }
}

const NO_CONNECTION: &str = "there is no connection";

fn check_proxy(checks: &mut Checks) {
    let proxy = match proxies().as_slice() {
        [] => "no variable names one".to_owned(),
        set => format!("set by {}", set.join(", ")),
    };
    checks.add("proxy", Found::Sound, proxy);
}

/// The variables that name a proxy. Their values may contain a password.
const PROXIES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// The variables that are set.
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

/// Requests the discovery document without a token. The same response shows whether TLS and the clock are right.
/// Returns whether there is a connection.
async fn check_discovery(context: &Context<'_>, checks: &mut Checks) -> bool {
    let (auth, origin) = (context.tenant.auth(), context.tenant.origin());
    let http = auth.protect(auth.trust(reqwest::Client::builder())).build();
    let url = origin.join(DISCOVERY);
    let response = match (http, url) {
        (Ok(http), Ok(url)) => {
            let sent = http.get(url).send().await;
            sent.map_err(|error| odc_http::network::no_connection(&error))
        }
        _ => Err("the HTTP client cannot be built".to_owned()),
    };
    let response = match response {
        Ok(response) => response,
        Err(problem) => {
            checks.add("connection", Found::Broken, problem);
            checks.not_tried(["clock", "discovery"], NO_CONNECTION);
            return false;
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
    true
}

/// How many seconds this machine is ahead of the date of a response.
fn read_date(date: &str) -> Option<i64> {
    let there = chrono::DateTime::parse_from_rfc2822(date).ok()?;
    let here = chrono::DateTime::<chrono::Utc>::from(SystemTime::now());
    Some((here - there.to_utc()).num_seconds())
}

/// Small read requests for APIs in which every read request needs a key.
const WITH_KEYS: [&Operation; 3] = [&GET_ENVIRONMENT_DEFAULTS, &LIST_BUILDS, &LIST_PRODUCERS];

/// An asset and a stage. Their keys are used for the checks.
struct Examples {
    asset: Value,
    stage: Value,
}

impl Examples {
    async fn read(context: &Context<'_>) -> Self {
        Self {
            asset: first(context, Request::new(NAMES_ASSETS).with("limit", 1)).await,
            stage: first(context, Request::new(NAMES_STAGES)).await,
        }
    }

    /// The value of a parameter. `None` if it can be left out.
    fn value(&self, parameter: &Parameter) -> Option<&Value> {
        match parameter.name() {
            "assetKey" => Some(&self.asset["assetKey"]),
            "assetRevision" | "revisionNumber" => Some(&self.asset["revision"]),
            "environmentKey" if parameter.is_required() => Some(&self.stage["key"]),
            _ => None,
        }
    }
}

/// The first row of a list. Null if there is none, or if the call fails. The check of its API reports a failed call.
async fn first(context: &Context<'_>, request: Request) -> Value {
    let page = context.send(&request).await;
    let rows = page.and_then(|page| request.into_items(page));
    rows.unwrap_or_default()
        .into_iter()
        .next()
        .unwrap_or_default()
}

/// Reads one row with an operation that needs no value, or with one that needs the keys of the examples.
async fn check_api(context: &Context<'_>, api: &Api, examples: &Examples, checks: &mut Checks) {
    let mut operations = api.operations.iter().copied();
    let plain = operations.clone().find(|it| is_plain_read(it));
    let by_key = || operations.find(|it| WITH_KEYS.iter().any(|one| one.id() == it.id()));
    let Some(operation) = plain.or_else(by_key) else {
        return checks.add(api.name, Found::NotTried, "each of its reads needs a key");
    };
    let mut request = Request::new(operation);
    for parameter in operation.parameters() {
        if parameter.name() == "limit" {
            request = request.with("limit", 1);
        }
        let value = examples.value(parameter).filter(|_| plain.is_none());
        match value {
            Some(Value::Null) => {
                let what = "needs the key of an asset and a stage, and none is visible";
                return checks.add(api.name, Found::NotTried, what);
            }
            Some(value) => request = request.with(parameter.name(), text(Some(value))),
            None => {}
        }
    }
    match context.send(&request).await {
        Ok(_) => {
            let name = catalog::name_of(operation).unwrap_or_default();
            checks.add(api.name, Found::Sound, name);
        }
        // It has responded, so the network works.
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
