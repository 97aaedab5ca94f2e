//! `odctl profile`: the API clients that `login` has saved.

use clap::{Args, Subcommand};
use serde_json::json;

use crate::candidates;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::Column;
use crate::profile::{Profile, Profiles, remove_secret};
use crate::remembered;
use crate::shell::Shell;

const COLUMNS: [Column; 5] = [
    Column::new("profile", "/name"),
    Column::new("current", "/current"),
    Column::new("domain", "/domain"),
    Column::new("client", "/clientId"),
    Column::new("secret", "/secret"),
];

/// List, choose and remove profiles
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct ProfileCommand {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the profiles
    #[command(after_help = help::after(&["odctl profile list"], &[]))]
    List,
    /// Choose the profile that commands use
    #[command(after_help = help::after(&["odctl profile use acme"], &[]))]
    Use {
        /// Name of the profile
        #[arg(add = candidates::profiles())]
        name: String,
    },
    /// Remove a profile and its secret
    #[command(after_help = help::after(&["odctl profile remove acme"], &[]))]
    Remove {
        /// Name of the profile
        #[arg(add = candidates::profiles())]
        name: String,
    },
}

impl ProfileCommand {
    pub(crate) fn run(self, shell: &Shell) -> Result<Exit, Failure> {
        let path = shell.folders.profiles();
        match self.action {
            Action::List => list(shell, &Profiles::load(&path)?)?,
            Action::Use { name } => {
                let (_turn, mut profiles) = Profiles::open(&path)?;
                profiles.get(&name)?;
                profiles.current = Some(name.clone());
                profiles.save(&path)?;
                let notes = &shell.notes;
                notes.say(format_args!("the profile {name} is used from now on"));
            }
            Action::Remove { name } => {
                let (_turn, mut profiles) = Profiles::open(&path)?;
                let profile = profiles.get(&name)?.clone();
                profiles.profiles.remove(&name);
                profiles.current = profiles.current.filter(|current| *current != name);
                profiles.save(&path)?;
                let then = if profiles.current.is_some() || profiles.profiles.is_empty() {
                    String::new()
                } else {
                    format!("; {}", profiles.none_is_chosen())
                };
                let notes = &shell.notes;
                notes.say(format_args!("the profile {name} is removed{then}"));
                // The profile is removed even if its keychain cannot be reached.
                forget(shell, &name, &profile, &profiles)?;
            }
        }
        Ok(Exit::Done)
    }
}

/// Removes the data of a profile that no longer exists: its secret, unless another profile needs it, and the stored
/// names of its tenant. If the secret cannot be removed, it reports that.
///
/// # Errors
/// The names cannot be removed.
pub(super) fn forget(
    shell: &Shell,
    name: &str,
    profile: &Profile,
    left: &Profiles,
) -> Result<(), Failure> {
    let removed = remove_secret(&shell.folders.secrets(), name, profile, left);
    if let Some(line) = removed.as_ref().err().and_then(Failure::line) {
        let notes = &shell.notes;
        notes.say(format_args!("the secret is not removed: {line}"));
    }
    let client = (&profile.domain, &profile.client_id);
    let mut others = left.profiles.values();
    if others.any(|it| (&it.domain, &it.client_id) == client) {
        return Ok(());
    }
    remembered::forget(&remembered::file(&shell.folders, client.0, client.1))
}

fn list(shell: &Shell, profiles: &Profiles) -> Result<(), Failure> {
    let rows = profiles.profiles.iter().map(|(name, profile)| {
        json!({
            "name": name,
            "current": profiles.current.as_ref() == Some(name),
            "domain": profile.domain,
            "clientId": profile.client_id,
            "secret": profile.secret.word(),
        })
    });
    let rows: Vec<_> = rows.collect();
    shell.out.list(&COLUMNS, &rows)?;
    if rows.is_empty() {
        shell
            .notes
            .say("there is no profile yet; odctl login makes one");
    }
    Ok(())
}
