//! The source of a command's tenant and credentials: a profile, or the environment.

mod chosen;
mod domain;
mod file;
mod secret;
mod shared;
mod tokens;
mod vault;

pub use chosen::{Credentials, Source, chosen_client};
pub use domain::domain;
pub use file::{Profile, Profiles, SecretPlace};
pub use secret::{SecretStore, read_secret, remove_secret, run_secret_command, store_secret};
pub use shared::{SHARED_STORE, shared_store};
pub use tokens::Saving;
