//! The command line of the xtask: names, help texts, arguments.

use clap::{Args, Parser, Subcommand};
use xtask_launch::{ci, quickstart};

use crate::diff::DiffArgs;
use crate::explain::ExplainArgs;
use crate::generate::GenerateArgs;
use crate::import::ImportArgs;
use crate::list::ListArgs;
use crate::scaffold::ScaffoldArgs;

/// The command line.
#[derive(Debug, Parser)]
#[command(
    bin_name = "cargo xtask",
    about = "Turns the OpenAPI documents in openapi/ into the client crates in crates/",
    long_about = None,
    disable_help_subcommand = true,
    after_help = "\
Every task says what it does, what it writes and how it ends: cargo xtask TASK --help. A task writes all of
its files or none; one that was killed is finished by the same task once more.

Exit codes: 0 all is well, 4 something is stale, wrong or breaking, 1 failure (of the command line, too).

The service published a new revision:  cargo xtask import identity-v1 ~/Downloads/identity-v1.json --dry-run
An API has no client yet:              cargo xtask scaffold --spec ~/Downloads/release.json --name release-v1
An overlay was changed:                cargo xtask generate identity-v1
A name looks odd:                      cargo xtask explain identity-v1 list_users
Before a commit:                       cargo xtask generate --check"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) task: Task,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Write the generated part of the client crates, or check that it is fresh
    Generate(GenerateArgs),
    /// Show what changed between two documents, for users of a typed client
    Diff(DiffArgs),
    /// Replace a document by a newly published one and regenerate, or show what that would mean
    Import(ImportArgs),
    /// List the documents, what they describe, and whether their crates are fresh
    List(ListArgs),
    /// Say why a thing of an API is called and made as it is
    Explain(ExplainArgs),
    /// Write a complete client crate for a document that has none yet
    Scaffold(ScaffoldArgs),
    #[command(about = quickstart::ABOUT, override_help = quickstart::HELP)]
    Quickstart(LaunchArgs),
    #[command(about = ci::ABOUT, override_help = ci::HELP)]
    Ci(LaunchArgs),
}

/// The arguments of a task that `cargo xtask` runs without the generator; the launcher reads them.
#[derive(Debug, Args)]
pub(crate) struct LaunchArgs {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) arguments: Vec<std::ffi::OsString>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_help_of_every_task_teaches_it() {
        let mut cli = Cli::command();
        cli.build();
        insta::assert_snapshot!("help", cli.render_long_help().to_string());
        for task in cli.get_subcommands_mut() {
            let help = task.render_long_help().to_string();
            for taught in ["Exit codes: 0 ", "Example", "Usage: cargo xtask "] {
                assert!(help.contains(taught), "{help}");
            }
            let name = format!("help_{}", task.get_name());
            insta::assert_snapshot!(name, help);
        }
    }
}
