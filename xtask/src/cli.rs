//! The command line of the xtask: its tasks, help texts and arguments.

use clap::{Args, Parser, Subcommand};
use xtask_launch::{ci, man, quickstart};

use crate::diff::DiffArgs;
use crate::explain::ExplainArgs;
use crate::generate::GenerateArgs;
use crate::import::ImportArgs;
use crate::list::ListArgs;
use crate::scaffold::ScaffoldArgs;

/// The command line.
#[derive(Debug, Parser)]
#[command(
    // Keeps the lines as they are, even if another package of the build enables wrapping in clap.
    term_width = 0,
    bin_name = "cargo xtask",
    about = "Turns the OpenAPI documents in openapi/ into the client crates in crates/",
    long_about = None,
    disable_help_subcommand = true,
    after_help = "\
The help of a task describes what it does, what it writes, and its exit codes: cargo xtask TASK --help. A task
writes all of its files or none. After a task was killed, run it again to complete its work.

Exit codes: 0 all is well, 4 something is stale, wrong or breaking, 1 failure (also of the command line).

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
    /// Replace a document by a newly published one and regenerate its crate, or show what would change
    Import(ImportArgs),
    /// List the documents, and whether their crates are fresh
    List(ListArgs),
    /// Explain why a thing of an API has its name and form
    Explain(ExplainArgs),
    /// Write a complete client crate for a document that has none yet
    Scaffold(ScaffoldArgs),
    #[command(about = quickstart::ABOUT, override_help = quickstart::HELP)]
    Quickstart(LaunchArgs),
    #[command(about = man::ABOUT, override_help = man::HELP)]
    Man(LaunchArgs),
    #[command(about = ci::ABOUT, override_help = ci::HELP)]
    Ci(LaunchArgs),
}

/// The arguments of a task that `cargo xtask` runs without the generator. The launcher reads them.
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
    fn the_help_of_every_task_has_exit_codes_examples_and_usage() {
        let mut cli = Cli::command();
        cli.build();
        insta::assert_snapshot!("help", cli.render_long_help().to_string());
        for task in cli.get_subcommands_mut() {
            let help = task.render_long_help().to_string();
            for part in ["Exit codes: 0 ", "Example", "Usage: cargo xtask "] {
                assert!(help.contains(part), "{help}");
            }
            let name = format!("help_{}", task.get_name());
            insta::assert_snapshot!(name, help);
        }
    }
}
