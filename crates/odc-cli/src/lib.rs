//! `odctl`: the command line of the OutSystems Developer Cloud for platform engineers.
//!
//! # How to add a command
//!
//! 1. Write `commands/NAME.rs`: a struct with `#[derive(clap::Args)]`, whose doc comment is the help, and
//!    `#[command(after_help = help::after(examples, operations))]`, which shows the permissions of the operations.
//!    The operations of a command that changes something are in `commands/tasks.rs`.
//! 2. Give it `run(self, context: &Context<'_>) -> Result<Exit, Failure>`. [`context::Context`] has the tenant for
//!    the typed clients and finds stages and assets by name. [`request::Request`] is for calls whose JSON is shown
//!    unchanged.
//! 3. Write data with `context.shell.out` ([`output::Output`]) and everything else with `context.shell.notes`. Show
//!    the progress of long steps with `context.shell.progress`. While something runs that would continue without the
//!    command, hold `context.shell.may_happen`. A command that changes something sends its requests with
//!    `context.shell.change`, flattens `commands::consent::{DryRun, Consent}`, and checks `--columns` before the
//!    change with [`output::Output::check`].
//! 4. Add it to `Command` in `cli.rs`. A command without a tenant gets only the [`shell::Shell`]. An argument that
//!    names a stage or an asset has the value name STAGE or ASSET, so that a shell completes it. A command that is a
//!    gate or changes something gets [`report::Reporting`].
//! 5. Add its line to ARCHITECTURE.md, and add its transcript to `tests/odctl/`.
//! 6. A task that agents need as well gets one line in the table of `commands/mcp/tasks.rs`. It returns JSON, and
//!    writes nothing to stdout, because only the protocol may write there.
//!
//! A failure is a [`exit::Failure`]; errors of calls become one with `?`, with the right exit code.

// Printed text goes through `terminal`, which escapes it.
#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod candidates;
pub mod catalog;
pub mod child;
pub mod cli;
pub mod commands;
pub mod completers;
pub mod context;
pub mod embedded;
pub mod exit;
pub mod files;
pub mod folders;
pub mod help;
pub mod names;
pub mod output;
pub mod profile;
pub mod progress;
pub mod remembered;
pub mod report;
pub mod request;
pub mod shell;
pub mod terminal;
pub mod turn;
pub mod yaml;
