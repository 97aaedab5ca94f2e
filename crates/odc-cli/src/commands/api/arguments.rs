//! The command line of an operation, and the request that its arguments make.

use std::collections::HashSet;

use clap::{Arg, ArgAction, ArgMatches, Command};
use odc_runtime::{Operation, Place};
use serde_json::Map;

use super::body;
use super::flags::{Described, flag_name};
use crate::catalog;
use crate::commands::consent::Consent;
use crate::exit::Failure;
use crate::help;
use crate::request::Request;

pub(super) const LIST: &str = "list";
pub(super) const WORD: &str = "word";
pub(super) const ALL: &str = "all";
pub(super) const DRY_RUN: &str = "dry-run";
const YES: &str = "yes";
const BODY: &str = "body";

/// Flags with the same meaning for all operations.
const TAKEN: [&str; 12] = [
    ALL,
    BODY,
    DRY_RUN,
    "color",
    "columns",
    "help",
    "no-header",
    "output",
    "profile",
    "sandbox",
    "version",
    YES,
];

/// Adds a subcommand for each operation, and the search.
pub(super) fn operations(command: Command) -> Command {
    let word = Arg::new(WORD)
        .value_name("WORD")
        .help("Part of a name or of a path");
    let search = Command::new(LIST)
        .about("Search the operations by a part of their names and paths")
        .arg(word)
        .after_help(help::after(
            &["odctl api list", "odctl api list revisions"],
            &[],
        ));
    let each = catalog::all().into_iter().map(|named| {
        let path = format!("{}{}", named.api.base_path, named.operation.path());
        let request = format!("{} {path}", named.operation.method());
        let about = match named.operation.about() {
            "" => request,
            about => format!("{about} ({request})"),
        };
        Command::new(named.name).about(about).defer(arguments)
    });
    command.subcommand(search).subcommands(each)
}

/// Adds the arguments of the operation that the command is named after.
fn arguments(command: Command) -> Command {
    let Some(named) = catalog::find(command.get_name()) else {
        return command;
    };
    let operation = named.operation;
    let mut command = command.arg(switch(DRY_RUN, "Print the request and send nothing"));
    if catalog::replaces(operation) {
        let yes = switch(YES, "Do it without a question").short('y');
        command = command.arg(yes.conflicts_with(DRY_RUN));
    }
    if has_all(operation) {
        command = command.arg(switch(
            ALL,
            "Read all pages, and print the items as one list",
        ));
    }
    let mut example = format!("odctl api {}", named.name);
    for value in values(operation) {
        if let Some(needed) = value.example() {
            example = format!("{example} {needed}");
        }
        command = command.arg(value.argument());
    }
    if operation.body().is_some() {
        let help = "The body: JSON, @FILE, or - for stdin; flags of fields are added to it";
        let body = Arg::new(BODY).long(BODY).value_name("JSON").help(help);
        command = command.arg(body.help_heading(FIELDS));
    }
    let dry_run = format!("{example} --dry-run");
    own_first(command).after_help(help::after(&[&example, &dry_run], &[operation]))
}

/// Puts the flags of the operation before the common flags, which clap has already added.
fn own_first(command: Command) -> Command {
    let mut all: Vec<Arg> = command.get_arguments().cloned().collect();
    all.sort_by_key(Arg::is_global_set);
    let mut all = all.into_iter();
    command.mut_args(|it| all.next().unwrap_or(it))
}

fn switch(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help(help)
}

/// Whether the operation has `--all`.
pub(super) fn has_all(operation: &'static Operation) -> bool {
    Request::new(operation).is_paged()
}

/// The user's consent to a change. An operation that only adds something asks no question, so it has no `--yes`.
pub(super) fn consent(operation: &'static Operation, matches: &ArgMatches) -> Consent {
    Consent {
        dry_run: matches.get_flag(DRY_RUN),
        yes: catalog::replaces(operation) && matches.get_flag(YES),
    }
}

const FIELDS: &str = "Fields of the body";

/// The place of a value in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Path,
    Parameter,
    Body,
}

/// A value of a request, and its flag.
struct Flagged {
    described: Described,
    part: Part,
    long: String,
    required: bool,
}

impl Flagged {
    /// The id for clap. A parameter and a field of the body may have the same name.
    fn id(&self) -> String {
        format!("{:?} {}", self.part, self.described.name)
    }

    /// The value in an example; `None` when a call needs no value.
    fn example(&self) -> Option<String> {
        let name = self.long.to_uppercase().replace('-', "_");
        match self.part {
            Part::Path => Some(name),
            _ => self.required.then(|| format!("--{} {name}", self.long)),
        }
    }

    fn argument(&self) -> Arg {
        if self.part == Part::Path {
            return self.described.positional(self.id());
        }
        let flag = self.described.flag(self.id(), self.long.clone());
        match self.part {
            Part::Body if self.required => flag.help_heading(FIELDS).required_unless_present(BODY),
            Part::Body => flag.help_heading(FIELDS),
            _ => flag.help_heading("Parameters").required(self.required),
        }
    }
}

/// The values of an operation. A name that is taken gets its place before it: `--body-name`.
fn values(operation: &'static Operation) -> Vec<Flagged> {
    let parameters = operation.parameters().iter().map(|parameter| {
        let is_path = parameter.place() == Place::Path;
        let part = if is_path { Part::Path } else { Part::Parameter };
        (
            Described::of_parameter(parameter),
            part,
            parameter.is_required(),
        )
    });
    let fields = operation.body().map(body::fields).unwrap_or_default();
    let fields = fields
        .into_iter()
        .map(|(described, required)| (described, Part::Body, required));
    let mut taken: HashSet<String> = TAKEN.iter().map(ToString::to_string).collect();
    let flagged = parameters.chain(fields).map(|(described, part, required)| {
        let mut long = flag_name(&described.name);
        if part != Part::Path && !taken.insert(long.clone()) {
            let place = if part == Part::Body {
                BODY
            } else {
                "parameter"
            };
            long = format!("{place}-{long}");
            taken.insert(long.clone());
        }
        Flagged {
            described,
            part,
            long,
            required,
        }
    });
    flagged.collect()
}

/// A line for each value that the document does not list.
pub(super) fn unlisted(operation: &'static Operation, matches: &ArgMatches) -> Vec<String> {
    let mut lines = Vec::new();
    for value in values(operation) {
        let given = matches.get_many::<String>(&value.id());
        let given = given.into_iter().flatten();
        lines.extend(given.filter_map(|text| value.described.unlisted(text)));
    }
    lines
}

/// A line for each part of the body that the document does not have.
///
/// # Errors
/// A value of the body has another type.
pub(super) fn strange(request: &Request) -> Result<Vec<String>, Failure> {
    match (request.operation().body(), request.prepare()?.body) {
        (Some(body), Some(value)) => body::check(body, &value),
        _ => Ok(Vec::new()),
    }
}

/// The request that the arguments make.
pub(super) fn request(
    operation: &'static Operation,
    matches: &ArgMatches,
) -> Result<Request, Failure> {
    let mut request = Request::new(operation);
    let mut fields = Map::new();
    for value in values(operation) {
        let Some(given) = matches.get_many::<String>(&value.id()) else {
            continue;
        };
        let name = &value.described.name;
        if value.part == Part::Body {
            let given: Vec<_> = given.collect();
            fields.insert(name.clone(), value.described.json(&given));
        } else {
            request = given.fold(request, |request, text| request.with(name, text));
        }
    }
    if operation.body().is_some() {
        let given = matches.get_one::<String>(BODY);
        let given = given.map(|text| body::read(text)).transpose()?;
        if let Some(body) = body::joined(given, fields)? {
            request = request.with_body(body);
        }
    }
    Ok(request)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_has_a_valid_command_line() {
        operations(Command::new("api")).debug_assert();
        for named in catalog::all() {
            arguments(Command::new(named.name)).debug_assert();
        }
    }

    #[test]
    fn every_parameter_and_every_field_has_its_own_flag() {
        for named in catalog::all() {
            let values = values(named.operation);
            let flags = || values.iter().filter(|value| value.part != Part::Path);
            let longs: HashSet<_> = flags().map(|value| value.long.as_str()).collect();
            assert_eq!(longs.len(), flags().count(), "{}", named.name);
            assert!(
                TAKEN.iter().all(|taken| !longs.contains(taken)),
                "{}",
                named.name
            );
            let has_fields = values.iter().any(|value| value.part == Part::Body);
            assert!(
                named.operation.body().is_none() || has_fields,
                "{}",
                named.name
            );
        }
    }
}
