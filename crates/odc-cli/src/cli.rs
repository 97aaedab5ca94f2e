//! The command line: its options, its commands, and which of them need a tenant.

use std::sync::Arc;

use clap::{CommandFactory as _, Parser, Subcommand};
use clap_complete::CompleteEnv;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

use crate::candidates;
use crate::commands::api::Api;
use crate::commands::assets::Assets;
use crate::commands::audit::Audit;
use crate::commands::build::BuildAsset;
use crate::commands::builds::Builds;
use crate::commands::completion::Completion;
use crate::commands::config::Config;
use crate::commands::delete::Delete;
use crate::commands::deploy::Deploy;
use crate::commands::deployments::Deployments;
use crate::commands::diff::Diff;
use crate::commands::doctor::Doctor;
use crate::commands::explain::Explain;
use crate::commands::fleet::Fleet;
use crate::commands::grant::{Grant, Revoke};
use crate::commands::graph::Graph;
use crate::commands::groups::Groups;
use crate::commands::impact::Impact;
use crate::commands::login::Login;
use crate::commands::logs::Logs;
use crate::commands::man::Man;
use crate::commands::mcp::Mcp;
use crate::commands::notes::ReleaseNotes;
use crate::commands::profile::ProfileCommand;
use crate::commands::promote::Promote;
use crate::commands::revisions::Revisions;
use crate::commands::roles::Roles;
use crate::commands::rollback::Rollback;
use crate::commands::sandbox::SandboxCommand;
use crate::commands::source::Source;
use crate::commands::stages::Stages;
use crate::commands::tag::Tag;
use crate::commands::undeploy::Undeploy;
use crate::commands::users::Users;
use crate::commands::where_is::Where;
use crate::commands::whoami::WhoAmI;
use crate::completers::SHELLS;
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
    Build(BuildAsset),
    Deploy(Box<Deploy>),
    Promote(Box<Promote>),
    Rollback(Rollback),
    Undeploy(Undeploy),
    Tag(Tag),
    Notes(ReleaseNotes),
    Source(Source),
    Delete(Delete),
    Users(Users),
    Groups(Groups),
    Roles(Roles),
    Grant(Grant),
    Revoke(Revoke),
    Audit(Audit),
    Config(Config),
    Impact(Impact),
    Fleet(Fleet),
    Mcp(Mcp),
    #[command(name = "whoami")]
    WhoAmI(WhoAmI),
}

/// Commands that need no tenant, or open it themselves.
#[derive(Debug, Subcommand)]
enum ShellCommand {
    Api(Api),
    Login(Login),
    Profile(ProfileCommand),
    Doctor(Doctor),
    Explain(Explain),
    Completion(Completion),
    Man(Man),
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
            Self::Build(command) => command.run(context).await,
            Self::Deploy(command) => command.run(context).await,
            Self::Promote(command) => command.run(context).await,
            Self::Rollback(command) => command.run(context).await,
            Self::Undeploy(command) => command.run(context).await,
            Self::Tag(command) => command.run(context).await,
            Self::Notes(command) => command.run(context).await,
            Self::Source(command) => command.run(context).await,
            Self::Delete(command) => command.run(context).await,
            Self::Users(command) => command.run(context).await,
            Self::Groups(command) => command.run(context).await,
            Self::Roles(command) => command.run(context).await,
            Self::Grant(command) => command.run(context).await,
            Self::Revoke(command) => command.run(context).await,
            Self::Audit(command) => command.run(context).await,
            Self::Config(command) => command.run(context).await,
            Self::Impact(command) => command.run(context).await,
            Self::Fleet(command) => command.run(context).await,
            Self::Mcp(command) => command.run(context).await,
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
            Self::Completion(command) => command.run(shell),
            Self::Man(command) => command.run(shell, Cli::command()),
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

/// Completes a command line for a shell, and then ends the program. Does nothing if no shell asks for completion.
pub fn complete() {
    let of_line = CompleteEnv::with_factory(|| candidates::completed(Cli::command()));
    of_line.shells(SHELLS).complete();
}

/// Runs a command to its end, or until the user stops it. Reports on stderr why it failed.
///
/// The command has a thread of its own, so that SIGINT also works while it waits for a prompt, a keychain or a pipe.
#[must_use]
pub fn run(cli: Cli) -> Exit {
    let shell = match Shell::new(cli.globals, cli.output) {
        Ok(shell) => Arc::new(shell),
        Err(failure) => return report(&Notes::default(), &failure),
    };
    match runtime().and_then(|runtime| runtime.block_on(watch(&shell, cli.command))) {
        Ok(exit) => exit,
        Err(failure) => report(&shell.notes, &failure),
    }
}

type Ended = Result<Exit, Failure>;

/// Starts the command.
fn start(shell: &Arc<Shell>, command: Command) -> Result<oneshot::Receiver<Ended>, Failure> {
    let (sender, ended) = oneshot::channel();
    let (shell, runtime) = (Arc::clone(shell), runtime()?);
    let work = move || {
        let ended = runtime.block_on(to_its_end(&shell, command));
        // After the user has stopped the command, nothing receives the result.
        let _ = sender.send(ended);
        runtime.shutdown_background();
    };
    let thread = std::thread::Builder::new()
        .name("command".to_owned())
        .spawn(work);
    thread.map(|_| ended).map_err(|error| no_resources(&error))
}

/// Runs the command. Saves a token and the sandbox, even if the command fails.
async fn to_its_end(shell: &Shell, command: Command) -> Ended {
    let ended = command.run(shell).await;
    let closed = shell.close().await;
    if let (Err(_), Err(unkept)) = (&ended, &closed) {
        report(&shell.notes, unkept);
    }
    closed.and(ended)
}

/// Starts the command, and waits until it has ended or the user stops it.
async fn watch(shell: &Arc<Shell>, command: Command) -> Ended {
    let mut stop = std::pin::pin!(tokio::signal::ctrl_c());
    // Listens for SIGINT before anything begins.
    tokio::select! {
        biased;
        _ = &mut stop => return Err(stopped(shell)),
        () = std::future::ready(()) => {}
    }
    let ended = start(shell, command)?;
    tokio::select! {
        ended = ended => ended.unwrap_or_else(|_| Err(Failure::failed("odctl itself is at fault; report the lines above"))),
        Ok(()) = stop => {
            shell.notes.end_bars();
            shell.keep_sandbox()?;
            Err(stopped(shell))
        }
    }
}

fn runtime() -> Result<Runtime, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.map_err(|error| no_resources(&error))
}

fn no_resources(error: &std::io::Error) -> Failure {
    Failure::failed(format_args!(
        "the system gave no resources to run with: {error}"
    ))
}

fn stopped(shell: &Shell) -> Failure {
    let goes_on = shell.what_goes_on();
    let goes_on = goes_on
        .as_deref()
        .unwrap_or("nothing continues in the tenant");
    Failure::new(Exit::Interrupted, format_args!("stopped; {goes_on}"))
}

fn report(notes: &Notes, failure: &Failure) -> Exit {
    if let Some(line) = failure.line() {
        notes.fail(line);
    }
    failure.exit()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::tasks;

    #[test]
    fn the_command_line_is_valid_and_each_command_has_an_example() {
        let mut program = Cli::command();
        program.build();
        program.clone().debug_assert();
        let commands = program
            .get_subcommands()
            .filter(|command| command.get_name() != "help");
        for command in commands {
            let nested: Vec<_> = command
                .get_subcommands()
                .filter(|it| it.get_name() != "help")
                .collect();
            let leaves = if nested.is_empty() {
                vec![command]
            } else {
                nested
            };
            for leaf in leaves {
                let help = leaf
                    .get_after_help()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                assert!(help.contains("Examples:\n  odctl "), "{}", leaf.get_name());
            }
        }
    }

    /// The commands without subcommands, by their words.
    fn leaves(command: &clap::Command, words: &str) -> Vec<(String, clap::Command)> {
        let nested = command.get_subcommands();
        let nested: Vec<_> = nested.filter(|it| it.get_name() != "help").collect();
        if nested.is_empty() {
            return vec![(words.trim().to_owned(), command.clone())];
        }
        let leaves = nested.into_iter();
        leaves.flat_map(|it| leaves_of(words, it)).collect()
    }

    fn leaves_of(words: &str, command: &clap::Command) -> Vec<(String, clap::Command)> {
        leaves(command, &format!("{words} {}", command.get_name()))
    }

    #[test]
    fn each_command_that_changes_a_tenant_reports_to_a_ci_system() {
        let has = |command: &clap::Command, name: &str| {
            command.get_arguments().any(|it| it.get_id() == name)
        };
        for (words, command) in leaves(&Cli::command(), "") {
            assert!(
                !has(&command, "dry_run") || has(&command, "report"),
                "{words}"
            );
        }
    }

    #[test]
    fn the_help_of_each_command_that_changes_a_tenant_shows_its_permissions() {
        let program = Cli::command();
        let writing: Vec<_> = leaves(&program, "")
            .into_iter()
            .filter(|(_, command)| command.get_arguments().any(|it| it.get_id() == "dry_run"))
            .collect();
        assert!(writing.len() >= 18, "{}", writing.len());
        for (words, command) in writing {
            let operations = tasks::operations(&words).unwrap();
            let help = command.get_after_help().map(ToString::to_string);
            let help = help.unwrap_or_default();
            for requirement in operations.iter().filter_map(|it| it.requirement()) {
                assert!(
                    help.contains(&requirement.to_string()),
                    "{words}: {requirement}"
                );
            }
        }
    }
}
