//! `odc-sandbox`: a tenant on this machine until Ctrl-C.

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use banner::{Format, variables};
use clap::Parser;
use odc_http::text::printable;
use odc_sandbox::{Sandbox, Snapshot, Summary};

mod banner;

/// A local ODC tenant to develop and test against.
///
/// Prints its address and the lines to export as soon as it accepts connections. Runs until Ctrl-C. Writes nothing to
/// the disk, except, with --tls, the certificate that clients have to trust.
#[derive(Debug, Parser)]
#[command(version)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
struct Arguments {
    /// Port to listen on, on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 0, value_name = "N")]
    port: u16,
    /// Seed of the data; the same seed gives the same tenant
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
    /// Number of users
    #[arg(long, default_value_t = 200, value_name = "N")]
    users: usize,
    /// Number of stages in each portfolio, 2 to 11
    #[arg(long, default_value_t = 2, value_name = "N")]
    stages: usize,
    /// Number of portfolios, 1 to 10
    #[arg(long, default_value_t = 1, value_name = "N")]
    portfolios: usize,
    /// Number of apps, agents and workflows, 1 to 10000
    #[arg(long, default_value_t = 40, value_name = "N")]
    assets: usize,
    /// Number of revisions of each asset, 1 to 1000
    #[arg(long, default_value_t = 8, value_name = "N")]
    revisions: usize,
    /// Lifetime of access tokens in seconds
    #[arg(long, default_value_t = 43_200, value_name = "SECONDS")]
    token_lifetime: u64,
    /// Start from the snapshot in this file; the seed and the sizes are ignored then
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
    /// Address to listen on; other machines then reach the APIs, but not the control plane
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), value_name = "ADDRESS")]
    host: IpAddr,
    /// Another name or address that callers use for this machine; loopback always works; may be given several times
    #[arg(long, value_name = "NAME")]
    host_name: Vec<String>,
    /// Port of the origin of files; 0 takes a free one
    #[arg(long, default_value_t = 0, value_name = "N")]
    files_port: u16,
    /// Speak https; the banner names the certificate that clients have to trust
    #[arg(long)]
    tls: bool,
    /// Print only the variables, in the syntax of this shell or file; the lines about the tenant go to stderr
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// Let other machines reach the control plane too
    #[arg(long)]
    remote_control: bool,
    /// On the last page, send offset + limit as the next offset instead of null
    #[arg(long)]
    offset_past_end: bool,
    /// Allow any number of calls per minute
    #[arg(long)]
    no_limits: bool,
}

fn main() -> ExitCode {
    let outcome = match Arguments::try_parse() {
        Ok(arguments) => run(&arguments),
        Err(error) if error.use_stderr() => Err(one_line(&error)),
        // --help and --version
        Err(text) => text.print().map_err(|error| error.to_string()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("odc-sandbox: {}", printable(&problem));
            ExitCode::FAILURE
        }
    }
}

/// The first paragraph of clap's message, without clap's own prefix.
fn one_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let first = text.split("\n\n").next().unwrap_or_default();
    let words: Vec<_> = first
        .trim_start_matches("error:")
        .split_whitespace()
        .collect();
    format!("{}; see odc-sandbox --help", words.join(" "))
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| format!("cannot start: {error}"))?;
    let outcome = runtime.block_on(serve(arguments));
    // Ctrl-C does not wait for calls under way.
    runtime.shutdown_background();
    outcome
}

async fn serve(arguments: &Arguments) -> Result<(), String> {
    // This comes before the banner, because a program that reads the banner may end the sandbox immediately.
    let termination =
        termination_signal().map_err(|error| format!("cannot wait for Ctrl-C: {error}"))?;
    let mut sandbox = start(arguments).await?;
    print_banner(&sandbox, arguments.format).map_err(|error| format!("cannot print: {error}"))?;
    tokio::select! {
        () = termination => Ok(()),
        () = sandbox.stopped() => Err("the server stopped".to_owned()),
    }
}

/// Prints the data that a caller needs: a description of the tenant, and the variables that our clients use to find
/// it.
fn print_banner(sandbox: &Sandbox, format: Option<Format>) -> std::io::Result<()> {
    let valid = sandbox.secret_expires_at().format("%Y-%m-%d %H:%M UTC");
    let about = format!(
        "tenant   {}   {}\nclient   quickstart        every permission, secret valid to {valid}\n",
        sandbox.domain(),
        describe(sandbox.summary()),
    );
    let mut output = std::io::stdout().lock();
    if format.is_some() {
        std::io::stderr().write_all(about.as_bytes())?;
    } else {
        output.write_all(about.as_bytes())?;
    }
    let variables = format.unwrap_or(Format::Sh).write(&variables(sandbox));
    output.write_all(variables.as_bytes())?;
    output.flush()
}

/// Ends on Ctrl-C, or on the signal that stops a container.
#[cfg(unix)]
fn termination_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (
        signal(SignalKind::interrupt())?,
        signal(SignalKind::terminate())?,
    );
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends on Ctrl-C.
#[cfg(windows)]
fn termination_signal() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}

async fn start(arguments: &Arguments) -> Result<Sandbox, String> {
    let mut builder = Sandbox::builder()
        .host(arguments.host)
        .port(arguments.port)
        .files_port(arguments.files_port)
        .tls(arguments.tls)
        .seed(arguments.seed)
        .users(arguments.users)
        .stages(arguments.stages)
        .portfolios(arguments.portfolios)
        .assets(arguments.assets)
        .revisions(arguments.revisions)
        .token_lifetime(Duration::from_secs(arguments.token_lifetime))
        .limits(!arguments.no_limits)
        .remote_control(arguments.remote_control)
        .offset_past_end(arguments.offset_past_end);
    for name in &arguments.host_name {
        builder = builder.host_name(name);
    }
    if let Some(file) = &arguments.data {
        builder = builder.data(Snapshot::load(file).map_err(|error| error.to_string())?);
    }
    builder.start().await.map_err(|error| error.to_string())
}

fn describe(holds: Summary) -> String {
    format!(
        "{} users, {} groups, {} stages, {} assets (seed {})",
        with_separators(holds.users),
        holds.groups,
        holds.stages,
        holds.assets,
        holds.seed,
    )
}

/// The number with commas between groups of three digits.
fn with_separators(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
