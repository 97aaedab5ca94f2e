//! The place of a secret: the keychain of the system, or an encrypted file if there is no keychain. Or a command
//! prints the secret.

use std::path::Path;
use std::process::Stdio;

use zeroize::Zeroizing;

use super::file::{Profile, Profiles, SecretPlace};
use super::vault;
use crate::child;
use crate::exit::Failure;

const SERVICE: &str = "odctl";

/// The place where `login` stores a secret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum SecretStore {
    /// In the keychain of the system; in an encrypted file when there is none
    #[default]
    Auto,
    /// In the keychain of the system
    Keychain,
    /// In an encrypted file that this user alone can read
    File,
}

/// Stores the secret of a profile. Returns the place where it is now.
///
/// # Errors
/// It cannot be stored.
pub fn store_secret(
    store: SecretStore,
    folder: &Path,
    name: &str,
    profile: &Profile,
    secret: &str,
) -> Result<SecretPlace, Failure> {
    if store != SecretStore::File {
        match entry(profile).and_then(|entry| entry.set_password(secret)) {
            Ok(()) => return Ok(SecretPlace::Keychain),
            Err(error) if store == SecretStore::Keychain => return Err(no_keychain(&error)),
            Err(_) => {}
        }
    }
    vault::store(folder, name, profile, secret)?;
    Ok(SecretPlace::File)
}

/// Reads the secret of a profile.
///
/// # Errors
/// There is no secret, or it cannot be read.
pub fn read_secret(
    folder: &Path,
    name: &str,
    profile: &Profile,
) -> Result<Zeroizing<String>, Failure> {
    match &profile.secret {
        SecretPlace::Keychain => {
            let secret = entry(profile).and_then(|entry| entry.get_password());
            secret
                .map(Zeroizing::new)
                .map_err(|error| no_keychain(&error))
        }
        SecretPlace::File => vault::read(folder, name, profile),
        SecretPlace::Command(command) => run_secret_command(command),
    }
}

/// Removes a deleted profile's secret, unless another profile uses it.
///
/// # Errors
/// It cannot be removed.
pub fn remove_secret(
    folder: &Path,
    name: &str,
    profile: &Profile,
    left: &Profiles,
) -> Result<(), Failure> {
    if left.needs_secret_of(name, profile) {
        return Ok(());
    }
    match &profile.secret {
        SecretPlace::Keychain => match entry(profile).and_then(|entry| entry.delete_credential()) {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(no_keychain(&error)),
        },
        SecretPlace::File => vault::remove(folder, name),
        SecretPlace::Command(_) => Ok(()),
    }
}

/// The first line that a command of the shell prints. The user sees the text that it writes to stderr.
///
/// # Errors
/// The command fails, or prints nothing.
pub fn run_secret_command(command: &str) -> Result<Zeroizing<String>, Failure> {
    let (shell, flag) = if cfg!(windows) {
        ("cmd", "/C")
    } else {
        ("sh", "-c")
    };
    let output = child::command(shell)
        .args([flag, command])
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output();
    let output = output.map_err(|error| {
        Failure::failed(format_args!(
            "the secret command cannot be started: {error}"
        ))
    })?;
    let text = Zeroizing::new(output.stdout);
    if !output.status.success() {
        return Err(Failure::new(
            crate::exit::Exit::NotPermitted,
            format_args!(
                "the secret command of the profile failed ({}); run it by hand to see why",
                output.status
            ),
        ));
    }
    let line = std::str::from_utf8(&text)
        .ok()
        .and_then(|text| text.lines().next())
        .unwrap_or_default();
    if line.is_empty() {
        return Err(Failure::new(
            crate::exit::Exit::NotPermitted,
            "the secret command of the profile printed no secret; it has to be the first line on its stdout",
        ));
    }
    Ok(Zeroizing::new(line.to_owned()))
}

fn entry(profile: &Profile) -> keyring::Result<keyring::Entry> {
    keyring::Entry::new(SERVICE, &vault::owner(profile))
}

fn no_keychain(error: &keyring::Error) -> Failure {
    Failure::failed(format_args!(
        "the keychain of the system: {error}; unlock it, or store the secret with odctl login --secret-store file"
    ))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_of_a_command_is_the_secret() {
        assert_eq!(
            *run_secret_command("printf 's3cret\\nmore\\n'").unwrap(),
            "s3cret"
        );
        let failure = run_secret_command("echo s3cret; exit 3").unwrap_err();
        assert!(!failure.line().unwrap().starts_with("s3cret"));
        assert_eq!(failure.exit(), crate::exit::Exit::NotPermitted);
        for silent in ["true", "echo", "exit 3"] {
            let failure = run_secret_command(silent).err().unwrap();
            assert_eq!(failure.exit(), crate::exit::Exit::NotPermitted, "{silent}");
        }
    }
}
