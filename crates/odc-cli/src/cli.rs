//! The command line: its options, its commands, and which of them need a tenant.

use clap::{CommandFactory as _, Parser, Subcommand};

use crate::commands::api::Api;
use crate::commands::assets::Assets;
use crate::commands::builds::Builds;
use crate::commands::completion::Completion;
use crate::commands::deployments::Deployments;
use crate::commands::diff::Diff;
use crate::commands::doctor::Doctor;
use crate::commands::explain::Explain;
use crate::commands::graph::Graph;
use crate::commands::login::Login;
use crate::commands::logs::Logs;
use crate::commands::profile::ProfileCommand;
use crate::commands::revisions::Revisions;
use crate::commands::sandbox::SandboxCommand;
use crate::commands::stages::Stages;
use crate::commands::where_is::Where;
use crate::commands::whoami::WhoAmI;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::output::Output;
use crate::shell::{Globals, Shell};
use crate::terminal::Notes;

/// What platform engineers type for the OutSystems Developer Cloud
#[derive(Debug, Parser)]
#[command(name = "odctl", version, max_term_width = 100, after_help = Exit::help())]
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
    #[command(flatten)]
    Tenant(TenantCommand),
    #[command(flatten)]
    Shell(ShellCommand),
}

/// Commands that need a tenant: it is opened before they run.
#[derive(Debug, Subcommand)]
enum TenantCommand {
    Stages(Stages),
    Assets(Assets),
    Revisions(Revisions),
    Builds(Builds),
    Deployments(Deployments),
    Where(Where),
    Diff(Diff),
    Graph(Graph),
    Logs(Logs),
    #[command(name = "whoami")]
    WhoAmI(WhoAmI),
}

/// Commands that need none, or open it themselves.
#[derive(Debug, Subcommand)]
enum ShellCommand {
    Api(Api),
    Login(Login),
    Profile(ProfileCommand),
    Doctor(Doctor),
    Explain(Explain),
    Completion(Completion),
    Sandbox(SandboxCommand),
}

impl TenantCommand {
    async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
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
            Self::WhoAmI(command) => command.run(context).await,
        }
    }
}

impl ShellCommand {
    async fn run(self, shell: &Shell) -> Result<Exit, Failure> {
        match self {
            Self::Api(command) => command.run(shell).await,
            Self::Login(command) => command.run(shell).await,
            Self::Profile(command) => command.run(shell),
            Self::Doctor(command) => command.run(shell).await,
            Self::Explain(command) => command.run(shell),
            Self::Completion(command) => command.run(shell, Cli::command()),
            Self::Sandbox(command) => command.run(shell),
        }
    }
}

impl Command {
    async fn run(self, shell: &Shell) -> Result<Exit, Failure> {
        match self {
            Self::Tenant(command) => command.run(&Context::open(shell).await?).await,
            Self::Shell(command) => command.run(shell).await,
        }
    }
}

/// Runs a command to its end, or until the user stops it, and says on stderr why it failed.
pub async fn run(cli: Cli) -> Exit {
    let shell = match Shell::new(cli.globals, cli.output) {
        Ok(shell) => shell,
        Err(failure) => return report(&Notes::default(), &failure),
    };
    let ended = tokio::select! {
        ended = cli.command.run(&shell) => ended,
        Ok(()) = tokio::signal::ctrl_c() => Err(stopped(&shell)),
    };
    // A token and the sandbox are kept in any case.
    let closed = shell.close().await;
    match (ended, closed) {
        (Ok(exit), Ok(())) => exit,
        (Err(failure), Ok(())) | (Ok(_), Err(failure)) => report(&shell.notes, &failure),
        (Err(failure), Err(unkept)) => {
            report(&shell.notes, &unkept);
            report(&shell.notes, &failure)
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

fn report(notes: &Notes, failure: &Failure) -> Exit {
    if let Some(line) = failure.line() {
        notes.fail(line);
    }
    failure.exit()
}
