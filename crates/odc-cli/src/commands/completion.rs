//! `odctl completion`: scripts that complete commands, flags and names in a shell.

use clap::Args;
use clap_complete::Shell as Dialect;

use crate::completers::SHELLS;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::shell::Shell;
use crate::terminal::Text;

/// Print the completion script of a shell
///
/// It completes commands, flags, and the names of profiles, stages and assets that commands have shown before. A new version
/// of odctl may need a new script.
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
    pub(crate) fn run(self, shell: &Shell) -> Result<Exit, Failure> {
        shell.out.check_own_form("a script", &[])?;
        shell.out.raw(&Text::verbatim(script(self.dialect)?))?;
        Ok(Exit::Done)
    }
}

/// The script of a shell. It calls `odctl` for the possible continuations.
pub(super) fn script(dialect: Dialect) -> Result<String, Failure> {
    let faulty = |why: String| Failure::failed(format_args!("no script for {dialect}: {why}"));
    let name = dialect.to_string();
    let known = SHELLS.completer(&name);
    let known = known.ok_or_else(|| faulty("it is not known; report this".to_owned()))?;
    let mut script = Vec::new();
    let written = known.write_registration("COMPLETE", "odctl", "odctl", "odctl", &mut script);
    written.map_err(|error| faulty(error.to_string()))?;
    String::from_utf8(script).map_err(|error| faulty(error.to_string()))
}
