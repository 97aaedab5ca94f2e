//! The command line: its options, its commands, and which of them need a tenant.

use clap::{Parser, Subcommand};

use crate::commands::api::Api;
use crate::commands::assets::Assets;
use crate::commands::builds::Builds;
use crate::commands::deployments::Deployments;
use crate::commands::diff::Diff;
use crate::commands::graph::Graph;
use crate::commands::logs::Logs;
use crate::commands::revisions::Revisions;
use crate::commands::stages::Stages;
use crate::commands::where_is::Where;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::output::Output;
use crate::shell::{Globals, Shell};

/// What platform engineers type for the OutSystems Developer Cloud
#[derive(Debug, Parser)]
#[command(name = "odctl", version, propagate_version = false, max_term_width = 100, after_help = Exit::help())]
pub struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(flatten)]
    output: Output,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Stages(Stages),
    Assets(Assets),
    Revisions(Revisions),
    Builds(Builds),
    Deployments(Deployments),
    Where(Where),
    Diff(Diff),
    Graph(Graph),
    Logs(Logs),
    Api(Api),
}

impl Command {
    async fn run(self, shell: &Shell) -> Result<Exit, Failure> {
        if let Self::Api(command) = &self
            && let Some(ended) = command.without_tenant(shell)
        {
            return ended;
        }
        let context = &Context::open(shell).await?;
        match self {
            Self::Stages(command) => command.run(context).await,
            Self::Assets(command) => command.run(context).await,
            Self::Revisions(command) => command.run(context).await,
            Self::Builds(command) => command.run(context).await,
            Self::Deployments(command) => command.run(context).await,
            Self::Where(command) => command.run(context).await,
            Self::Diff(command) => command.run(context).await,
            Self::Graph(command) => command.run(context).await,
            Self::Logs(command) => command.run(context).await,
            Self::Api(command) => command.run(context).await,
        }
    }
}

/// Runs a command to its end, or until the user stops it, and says on stderr why it failed.
pub async fn run(cli: Cli) -> Exit {
    let shell = match Shell::new(cli.globals, cli.output) {
        Ok(shell) => shell,
        Err(failure) => return report(&crate::terminal::Notes::default(), failure),
    };
    let ended = tokio::select! {
        ended = cli.command.run(&shell) => ended,
        Ok(()) = tokio::signal::ctrl_c() => Err(stopped(&shell)),
    };
    // What the sandbox holds is kept in any case.
    let closed = shell.close();
    match (ended, closed) {
        (Ok(exit), Ok(())) => exit,
        (Err(failure), Ok(())) | (Ok(_), Err(failure)) => report(&shell.notes, failure),
        (Err(failure), Err(unkept)) => {
            report(&shell.notes, unkept);
            report(&shell.notes, failure)
        }
    }
}

fn stopped(shell: &Shell) -> Failure {
    let goes_on = shell.what_goes_on();
    let goes_on = goes_on
        .as_deref()
        .unwrap_or("nothing goes on in the tenant");
    Failure::new(Exit::Interrupted, format_args!("stopped; {goes_on}"))
}

fn report(notes: &crate::terminal::Notes, failure: Failure) -> Exit {
    if let Some(line) = failure.line() {
        notes.fail(line);
    }
    failure.exit()
}
