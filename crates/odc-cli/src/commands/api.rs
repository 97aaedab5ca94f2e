//! `odctl api`: every operation of every API, made from the operations as data. There is no code per operation.
//! Operations that may delete or replace something ask first.

mod arguments;
mod body;
mod flags;
pub(super) mod schema;

use std::io::{IsTerminal as _, Write as _};

use clap::{ArgMatches, Args, Command, FromArgMatches};
use odc_runtime::Operation;
use serde_json::{Value, json};

use super::consent::Consent;
use crate::catalog::{self, Named};
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::output::Column;
use crate::request::Request;
use crate::shell::Shell;

/// Calls any operation
#[derive(Debug)]
pub struct Api {
    matches: ArgMatches,
    name: String,
}

impl FromArgMatches for Api {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        // Without a subcommand, clap has already refused the command line.
        let (name, matches) = matches.subcommand().unwrap_or(("", matches));
        Ok(Self {
            matches: matches.clone(),
            name: name.to_owned(),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for Api {
    fn augment_args(command: Command) -> Command {
        command
            .about("Call any operation of the APIs")
            .subcommand_required(true)
            .arg_required_else_help(true)
            .subcommand_value_name("OPERATION")
            .subcommand_help_heading("Operations")
            .after_help("Examples:\n  odctl api list users\n  odctl api list-users --status Active --all -o json\n  odctl api start-build --asset-key ASSET_KEY --asset-revision 8 --build-type Release --dry-run")
            // An operation is described only when it is called.
            .defer(arguments::operations)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl Api {
    pub(crate) async fn run(self, shell: &Shell) -> Result<Exit, Failure> {
        if self.name == arguments::LIST {
            let word = self.matches.get_one::<String>(arguments::WORD);
            return search(shell, word.map(String::as_str));
        }
        self.call(&Context::open(shell).await?).await
    }

    async fn call(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let named = catalog::find(&self.name)
            .ok_or_else(|| Failure::usage(format_args!("there is no operation {}", self.name)))?;
        let request = arguments::request(named.operation, &self.matches)?;
        let strange = arguments::strange(&request)?;
        let unlisted = arguments::unlisted(named.operation, &self.matches);
        for line in unlisted.into_iter().chain(strange) {
            context.shell.notes.warn(line);
        }
        if self.matches.get_flag(arguments::DRY_RUN) {
            return dry_run(context, &request);
        }
        if request.is_bytes() {
            let out = &context.shell.out;
            out.check_own_form("a response of bytes", &[])?;
            let is_terminal = std::io::stdout().is_terminal();
            check_stdout_for_bytes(&self.name, is_terminal)?;
        }
        let consent = arguments::consent(named.operation, &self.matches);
        confirm(context, named.operation, &request, consent)?;
        if request.is_bytes() {
            return write_bytes(context, &request).await;
        }
        let _held = catalog::writes(named.operation).then(|| {
            let what = format!("{} may have been carried out in the tenant", named.name);
            context.shell.may_happen(what)
        });
        let out = &context.shell.out;
        let all = arguments::has_all(named.operation) && self.matches.get_flag(arguments::ALL);
        let response = if all {
            Value::Array(context.all(&request, &self.name).await?)
        } else {
            context.send(&request).await?
        };
        match request.items(&response) {
            // JSON and YAML show the unchanged page, and a table shows its items.
            Some(items) if !all => {
                out.page(items, &response)?;
                if request.has_more(&response) {
                    context
                        .shell
                        .notes
                        .say("there are more pages; --all reads them");
                }
            }
            _ if response.is_null() => context.shell.notes.say("done; the response is empty"),
            _ => out.any(&response)?,
        }
        Ok(Exit::Done)
    }
}

/// Asks before a call that may delete or replace something, unless `--yes` is given.
fn confirm(
    context: &Context<'_>,
    operation: &Operation,
    request: &Request,
    consent: Consent,
) -> Result<(), Failure> {
    if !catalog::replaces(operation) {
        return Ok(());
    }
    let path = request.prepare()?.path;
    let call = format!("{} {path}", operation.method());
    let what = match operation.about() {
        "" => call,
        about => format!("{call} ({about})"),
    };
    consent.confirm(context.shell, &what)
}

/// Writes the request that would be sent.
fn dry_run(context: &Context<'_>, request: &Request) -> Result<Exit, Failure> {
    let shown = request.prepare()?.to_json(context.tenant.origin().as_str());
    let columns = REQUEST_COLUMNS
        .iter()
        .filter(|(name, _)| shown.get(name).is_some());
    let columns: Vec<_> = columns.map(|(_, column)| column.clone()).collect();
    context.shell.out.record(&columns, &shown)?;
    context.shell.notes.say("nothing was sent (--dry-run)");
    Ok(Exit::Done)
}

/// The parts of a request that are present.
static REQUEST_COLUMNS: [(&str, Column); 4] = [
    ("method", Column::new("method", "/method")),
    ("url", Column::new("url", "/url")),
    ("headers", Column::new("headers", "/headers")),
    ("body", Column::new("body", "/body")),
];

/// Bytes can control a terminal, and escaping would change them.
fn check_stdout_for_bytes(operation: &str, is_terminal: bool) -> Result<(), Failure> {
    if is_terminal {
        return Err(Failure::usage(format_args!(
            "the response of {operation} is bytes, which can control the terminal; write them to a file (… > FILE), or through a pipe"
        )));
    }
    Ok(())
}

async fn write_bytes(context: &Context<'_>, request: &Request) -> Result<Exit, Failure> {
    let mut stream = request.bytes(&context.tenant).await?.into_inner();
    let mut stdout = std::io::stdout();
    while let Some(piece) = stream.try_next().await? {
        let written = stdout.write_all(&piece);
        written.map_err(|error| Failure::of_stdout(&error))?;
    }
    Ok(Exit::Done)
}

fn search(shell: &Shell, word: Option<&str>) -> Result<Exit, Failure> {
    const COLUMNS: [Column; 4] = [
        Column::new("operation", "/operation"),
        Column::new("method", "/method"),
        Column::new("path", "/path"),
        Column::new("needs", "/needs").minor(),
    ];
    let word = word.unwrap_or_default().to_lowercase();
    let has = |named: &Named| {
        let path = format!("{}{}", named.api.base_path, named.operation.path());
        [&named.name, &path]
            .iter()
            .any(|text| text.to_lowercase().contains(&word))
    };
    let rows: Vec<_> = catalog::all()
        .iter()
        .filter(|named| has(named))
        .map(|named| {
            let operation = named.operation;
            json!({
                "operation": named.name,
                "method": operation.method().as_str(),
                "path": format!("{}{}", named.api.base_path, operation.path()),
                "needs": operation.requirement().map(ToString::to_string),
            })
        })
        .collect();
    if rows.is_empty() {
        return Err(Failure::not_found(format_args!(
            "no operation has \"{word}\" in its name or its path; odctl api list shows all of them"
        )));
    }
    shell.out.list(&COLUMNS, &rows)?;
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No operation of the current documents has such a response.
    #[test]
    fn bytes_are_not_written_to_a_terminal() {
        assert!(check_stdout_for_bytes("get-file", false).is_ok());
        let failure = check_stdout_for_bytes("get-file", true).unwrap_err();
        assert_eq!(failure.exit(), Exit::WrongUse);
        let line = failure.line().unwrap();
        assert!(
            line.contains("get-file is bytes") && line.contains("> FILE"),
            "{line}"
        );
    }
}
