//! Programs that `odctl` starts. They get no secret of `odctl`: what they do with their environment is not ours to decide.

use std::process::Command;

/// The environment variables with secrets: of the API client, and the address of the shared store with its password.
pub const SECRETS: [&str; 2] = ["ODC_CLIENT_SECRET", "ODC_SHARED_STORE"];

/// A program that is started without the secrets of the environment.
#[must_use]
pub fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    for secret in SECRETS {
        command.env_remove(secret);
    }
    command
}
