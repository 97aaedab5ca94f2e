//! Code that the programs in `src/bin` share: the tenant, arguments, one-line errors, and tables.
//!
//! Names and messages of a tenant may contain line breaks, and escape sequences that a terminal obeys. Therefore a
//! program makes each of them a [`cell`] when it reads it, and shows text only with [`print()`], [`note`] and
//! [`exit`].
//!
//! Each program uses the tenant of `ODC_PORTAL_DOMAIN`, `ODC_CLIENT_ID` and `ODC_CLIENT_SECRET`. If
//! `ODC_PORTAL_DOMAIN` is not set, the program starts its own sandbox tenant, so that it runs everywhere.

pub mod configuration;
pub mod finding;
pub mod settings_file;
pub mod steps;

use std::collections::HashMap;
use std::fmt::Display;
use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;

use anyhow::{Context as _, anyhow};
use clap::Parser;
use comfy_table::Table;
use odc_http::text::printable;
use odc_portfolio_v2::types::{Deployment, Environment};
use odc_runtime::{BudgetPolicy, Tenant};
use odc_sandbox::Sandbox;
use uuid::Uuid;

/// A tenant, and its sandbox if it has one.
#[derive(Debug)]
pub struct Session {
    /// The tenant to which clients connect.
    pub tenant: Tenant,
    /// The sandbox. It stops when the session is dropped.
    pub sandbox: Option<Sandbox>,
}

impl Session {
    /// The tenant of the environment variables, or a sandbox.
    ///
    /// # Errors
    /// The environment variables are incomplete, or no port is free.
    pub async fn open() -> anyhow::Result<Self> {
        if std::env::var_os("ODC_PORTAL_DOMAIN").is_some() {
            return Self::of_environment();
        }
        let session = Self::sandbox().await?;
        note("ODC_PORTAL_DOMAIN is not set: using a sandbox tenant");
        Ok(session)
    }

    /// The tenant that the environment variables name.
    ///
    /// # Errors
    /// Variables are missing or not valid.
    pub fn of_environment() -> anyhow::Result<Self> {
        Ok(Self {
            tenant: Tenant::from_env()?,
            sandbox: None,
        })
    }

    /// A new sandbox tenant on a free loopback port.
    ///
    /// It has no rate limit, so its clients need no rate budget.
    ///
    /// # Errors
    /// No port is free.
    pub async fn sandbox() -> anyhow::Result<Self> {
        let sandbox = Sandbox::start()
            .await
            .context("the sandbox does not start")?;
        let tenant = Tenant::builder()
            .portal_domain(sandbox.domain())
            .client_id(sandbox.client_id())
            .client_secret(sandbox.client_secret())
            .allow_http_loopback(true)
            .budget(BudgetPolicy::Ignore)
            .build()?;
        Ok(Self {
            tenant,
            sandbox: Some(sandbox),
        })
    }
}

/// The stages of a tenant, grouped by portfolio and in the order of the portal.
///
/// # Errors
/// The call fails.
pub async fn stages(
    portfolio: &odc_portfolio_v2::Client,
) -> Result<Vec<Environment>, odc_runtime::Error> {
    let response = portfolio.list_environments().send().await?;
    let mut stages = response.into_inner().results;
    stages.sort_by_key(|stage| (stage.portfolio_key, stage.order));
    Ok(stages)
}

/// The names of stages and assets, by key.
///
/// # Errors
/// A call fails.
pub async fn names(
    portfolio: &odc_portfolio_v2::Client,
) -> Result<HashMap<Uuid, String>, odc_runtime::Error> {
    let stages = stages(portfolio).await?.into_iter();
    let entry = |stage: Environment| Some((stage.key.parse().ok()?, stage.name?));
    let mut names: HashMap<_, _> = stages.filter_map(entry).collect();
    let mut assets = portfolio.list_deployed_assets().stream();
    while let Some(asset) = assets.try_next().await? {
        let newest = asset.deployments.into_iter().next();
        names.extend(newest.and_then(|deployment| Some((asset.key, deployment.name?))));
    }
    Ok(names)
}

/// The arguments of the program. `--help` prints the help and ends the program.
///
/// # Errors
/// The program does not accept the arguments. The error has one line.
pub fn arguments<A: Parser>() -> anyhow::Result<A> {
    A::try_parse().map_err(|error| {
        if !error.use_stderr() {
            error.exit();
        }
        let text = error.to_string();
        let first = text.split("\n\n").next().unwrap_or_default();
        let words: Vec<_> = first.split_whitespace().collect();
        anyhow!(
            "{}; see --help",
            words.join(" ").trim_start_matches("error: ")
        )
    })
}

/// An error and its causes in one printable line. A cause that is already in the line is not repeated.
fn one_line(error: &anyhow::Error) -> String {
    error
        .chain()
        .map(|cause| printable(&cause.to_string()).to_string())
        .fold(String::new(), |line, cause| match line.as_str() {
            "" => cause,
            known if known.contains(&cause) => line,
            known => format!("{known}: {cause}"),
        })
}

/// Exit code 0, or 1 with the error in one line.
#[must_use]
pub fn exit(result: anyhow::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", one_line(&error));
            ExitCode::FAILURE
        }
    }
}

/// Prints a line or a table. It is not an error if the reader, such as `head`, has closed the pipe.
///
/// # Errors
/// Writing to stdout fails.
pub fn print(text: impl Display) -> std::io::Result<()> {
    match writeln!(std::io::stdout(), "{}", lines(text)) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Prints a line about the run to stderr. The result goes to stdout.
pub fn note(text: impl Display) {
    eprintln!("{}", lines(text));
}

/// The lines of a text, without anything that a terminal obeys.
fn lines(text: impl Display) -> String {
    let text = text.to_string();
    let lines = text.split('\n').map(|line| printable(line).to_string());
    lines.collect::<Vec<_>>().join("\n")
}

/// A plain table with a header row.
#[must_use]
pub fn table(head: impl IntoIterator<Item = impl ToString>) -> Table {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::ASCII_MARKDOWN);
    table.set_header(head.into_iter().map(|name| name.to_string()));
    table
}

/// A value of a tenant, made printable on one line: as the text of a table cell, or inside a text. A missing or empty
/// value is `-`.
pub fn cell(value: Option<impl ToString>) -> String {
    let text = value.map(|value| value.to_string()).unwrap_or_default();
    if text.is_empty() {
        "-".to_owned()
    } else {
        printable(&text).to_string()
    }
}

/// The deployed revision, and its tag if it has one.
#[must_use]
pub fn version(deployment: &Deployment) -> String {
    let revision = cell(deployment.revision);
    match &deployment.tag {
        Some(tag) => format!("{revision} ({tag})"),
        None => revision,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line break, an escape sequence, and a character that changes the direction of the text.
    const HOSTILE: &str = "a\n\u{1b}[31mb\u{202e}";
    const SHOWN: &str = r"a\n\u{1b}[31mb\u{202e}";

    #[test]
    fn foreign_text_stays_in_its_cell_and_its_line() {
        assert_eq!(cell(Some(HOSTILE)), SHOWN);
        assert_eq!(cell(Some(cell(Some(HOSTILE)))), SHOWN);
        assert_eq!(lines("head\n\u{1b}[2Jrow"), "head\n\\u{1b}[2Jrow");
        let error = anyhow!("{HOSTILE} is not there").context("no asset");
        assert_eq!(one_line(&error), format!("no asset: {SHOWN} is not there"));
    }
}
