//! `odctl users`: the users of the tenant.

mod activity;
mod create;
mod export;
mod import;
mod list;
mod show;

use clap::{Args, Subcommand};

use crate::context::Context;
use crate::exit::{Exit, Failure};

/// List, show, create, import, export and deactivate users
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Users {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    List(list::List),
    Show(show::Show),
    Create(create::Create),
    Deactivate(activity::Deactivate),
    Activate(activity::Activate),
    Export(export::Export),
    Import(import::Import),
}

impl Users {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        match self.action {
            Action::List(command) => command.run(context).await,
            Action::Show(command) => command.run(context).await,
            Action::Create(command) => command.run(context).await,
            Action::Deactivate(command) => command.run(context).await,
            Action::Activate(command) => command.run(context).await,
            Action::Export(command) => command.run(context).await,
            Action::Import(command) => command.run(context).await,
        }
    }
}
