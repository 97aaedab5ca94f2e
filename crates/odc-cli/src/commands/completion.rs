//! `odctl completion`: scripts that complete commands and flags in a shell.

use clap::Args;
use clap_complete::Shell as Dialect;

use crate::exit::{Exit, Failure};
use crate::help;
use crate::shell::Shell;

/// Print the completion script of a shell
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl completion bash > ~/.local/share/bash-completion/completions/odctl", "odctl completion zsh > ~/.zfunc/_odctl"],
    &[],
))]
pub struct Completion {
    /// Shell
    #[arg(value_enum)]
    dialect: Dialect,
}

impl Completion {
    pub(crate) fn run(self, shell: &Shell, mut program: clap::Command) -> Result<Exit, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.dialect, &mut program, "odctl", &mut script);
        let script = String::from_utf8(script);
        let script = script.map_err(|_| Failure::failed("the script is not UTF-8; report this"))?;
        shell.out.raw(&script)?;
        Ok(Exit::Done)
    }
}
