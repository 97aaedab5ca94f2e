//! `odctl login`: asks for an API client, checks it, and saves it as a profile.

use std::io::IsTerminal as _;

use clap::Args;
use console::Term;
use zeroize::Zeroizing;

use super::profile::forget;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::files::{self, LARGEST_SECRET};
use crate::help;
use crate::profile::{
    Credentials, Profile, Profiles, SecretPlace, SecretStore, Source, domain, run_secret_command,
    store_secret,
};
use crate::shell::Shell;

/// Sign in with an API client, and keep it as a profile
///
/// It asks for what is not given. The secret is never an argument: it is asked for, or read from stdin when that is not a
/// terminal, or printed by a command. Nothing is kept unless the tenant accepts it.
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &[
        "odctl login",
        "odctl login --domain acme.outsystems.dev --client-id ID < secret.txt",
        "odctl login --domain acme.outsystems.dev --client-id ID --secret-command 'vault kv get -field=secret odc'",
    ],
    &[],
))]
pub struct Login {
    /// Portal domain, such as acme.outsystems.dev; its URL is taken too
    #[arg(long)]
    domain: Option<String>,
    /// Id of the API client
    #[arg(long, value_name = "ID")]
    client_id: Option<String>,
    /// Name of the profile; the first part of the domain by default
    #[arg(long, value_name = "PROFILE", value_parser = profile_name)]
    name: Option<String>,
    /// Command of the shell that prints the secret, such as that of a vault; it is run by each odctl
    #[arg(long, value_name = "COMMAND", conflicts_with = "secret_store")]
    secret_command: Option<String>,
    /// Where to keep the secret
    #[arg(long, value_enum, default_value_t, value_name = "PLACE")]
    secret_store: SecretStore,
}

/// A name becomes a part of a file name.
fn profile_name(text: &str) -> Result<String, String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let sound = !text.is_empty() && !text.starts_with(['.', '-']) && text.chars().all(is_plain);
    sound
        .then(|| text.to_owned())
        .ok_or_else(|| "write letters, digits, \"-\", \"_\" and \".\"".to_owned())
}

impl Login {
    pub(crate) async fn run(self, shell: &Shell) -> Result<Exit, Failure> {
        if shell.globals.sandbox || shell.globals.profile.is_some() {
            return Err(Failure::usage(
                "login takes neither --sandbox nor --profile; --name names the new profile",
            ));
        }
        let given = self.domain.clone();
        let portal = domain(&given_or_asked(
            given,
            "--domain",
            "Portal domain (acme.outsystems.dev): ",
        )?)?
        .to_string();
        let name = self.name.clone().unwrap_or_else(|| default_name(&portal));
        let client_id = given_or_asked(
            self.client_id.clone(),
            "--client-id",
            "Id of the API client: ",
        )?;
        let path = shell.folders.profiles();
        refuse_taken(&Profiles::load(&path)?, &name, &portal)?;
        let secret = match &self.secret_command {
            Some(command) => run_secret_command(command)?,
            None => ask_for_secret()?,
        };
        let credentials = Credentials {
            source: Source::Login,
            domain: portal.clone(),
            client_id: client_id.clone(),
            secret,
        };
        sign_in(shell, &credentials).await?;

        // Another login may have changed the profiles in the meantime.
        let (_turn, mut profiles) = Profiles::open(&path)?;
        refuse_taken(&profiles, &name, &portal)?;
        let profile = Profile {
            secret: self.keep_secret(shell, &name, &credentials)?,
            domain: portal,
            client_id,
        };
        let replaced = profiles.profiles.insert(name.clone(), profile.clone());
        profiles.current = Some(name.clone());
        profiles.save(&path)?;
        if let Some(replaced) = replaced {
            forget(shell, &name, &replaced, &profiles)?;
        }
        say_signed_in(shell, &name, &profile, self.secret_store);
        Ok(Exit::Done)
    }

    /// Saves the secret. Returns the place where it is now.
    fn keep_secret(
        &self,
        shell: &Shell,
        name: &str,
        credentials: &Credentials,
    ) -> Result<SecretPlace, Failure> {
        if let Some(command) = &self.secret_command {
            return Ok(SecretPlace::Command(command.clone()));
        }
        let profile = Profile {
            domain: credentials.domain.clone(),
            client_id: credentials.client_id.clone(),
            secret: SecretPlace::File,
        };
        store_secret(
            self.secret_store,
            &shell.folders.secrets(),
            name,
            &profile,
            &credentials.secret,
        )
    }
}

/// Gets a token, and saves it for the next command.
async fn sign_in(shell: &Shell, credentials: &Credentials) -> Result<(), Failure> {
    let context = Context::with(shell, credentials).await?;
    let token = context.tenant.auth().token().await;
    let Err(error) = token else { return Ok(()) };
    let exit = if error.is_transient() {
        Exit::Failed
    } else {
        Exit::NotPermitted
    };
    Err(Failure::new(
        exit,
        format_args!("{error}; nothing was kept"),
    ))
}

fn default_name(domain: &str) -> String {
    let host = domain.split(':').next().unwrap_or_default();
    let label = if host.parse::<std::net::IpAddr>().is_ok() {
        host
    } else {
        host.split('.').next().unwrap_or(host)
    };
    profile_name(label).unwrap_or_else(|_| "default".to_owned())
}

/// Prevents that a profile of another tenant is replaced by accident.
fn refuse_taken(profiles: &Profiles, name: &str, domain: &str) -> Result<(), Failure> {
    match profiles.profiles.get(name) {
        Some(taken) if taken.domain != domain => Err(Failure::usage(format_args!(
            "the profile {name} is of {}; give the new one another name with --name",
            taken.domain
        ))),
        _ => Ok(()),
    }
}

fn is_interactive() -> bool {
    std::io::stdin().is_terminal() && Term::stderr().is_term()
}

fn given_or_asked(given: Option<String>, flag: &str, question: &str) -> Result<String, Failure> {
    match given {
        Some(given) => Ok(given),
        None if is_interactive() => {
            let term = Term::stderr();
            let answer = term.write_str(question).and_then(|()| term.read_line());
            answer
                .map(|answer| answer.trim().to_owned())
                .map_err(unreadable)
        }
        None => Err(Failure::usage(format_args!(
            "{flag} is missing, and there is no terminal to ask on"
        ))),
    }
}

fn ask_for_secret() -> Result<Zeroizing<String>, Failure> {
    let secret = if is_interactive() {
        let term = Term::stderr();
        let answer = term
            .write_str("Secret (not shown): ")
            .and_then(|()| term.read_secure_line());
        Zeroizing::new(answer.map_err(unreadable)?)
    } else {
        Zeroizing::new(files::stdin_text(LARGEST_SECRET).map_err(unreadable)?)
    };
    let secret = Zeroizing::new(secret.trim().to_owned());
    if secret.is_empty() {
        return Err(Failure::usage(
            "there is no secret; pipe it to stdin, or give --secret-command",
        ));
    }
    Ok(secret)
}

#[expect(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn unreadable(error: std::io::Error) -> Failure {
    if error.kind() == std::io::ErrorKind::Interrupted {
        return Failure::new(Exit::Interrupted, "stopped; nothing was kept");
    }
    Failure::failed(format_args!("stdin cannot be read: {error}"))
}

fn say_signed_in(shell: &Shell, name: &str, profile: &Profile, wanted: SecretStore) {
    let secret = match &profile.secret {
        SecretPlace::Keychain => "its secret is in the keychain of the system".to_owned(),
        SecretPlace::Command(_) => "its secret comes from the command".to_owned(),
        SecretPlace::File => {
            let why = if wanted == SecretStore::Auto {
                "there is no keychain, so "
            } else {
                ""
            };
            let folder = shell.folders.secrets();
            format!(
                "{why}its secret is in an encrypted file that only you can read, in {}",
                folder.display()
            )
        }
    };
    shell.notes.say(format_args!(
        "signed in to {}; the profile {name} is used from now on; {secret}",
        profile.domain
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_named_after_the_tenant() {
        for (domain, name) in [
            ("acme.outsystems.dev", "acme"),
            ("127.0.0.1:80", "127.0.0.1"),
            ("localhost:1", "localhost"),
            ("[::1]:1", "default"),
        ] {
            assert_eq!(default_name(domain), name);
        }
        for bad in ["", ".x", "-x", "a/b", "a b"] {
            assert!(profile_name(bad).is_err(), "{bad}");
        }
    }
}
