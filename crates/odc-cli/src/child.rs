//! Programs that `odctl` starts. They get no secret of `odctl`, because we cannot control what they do with their
//! environment.

use std::process::Command;

/// The environment variables with secrets: the secret of the API client, and the address of the shared store, which
/// contains its password.
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
