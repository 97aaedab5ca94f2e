//! The folders in which `odctl` keeps its files, by the rules of the system (XDG on Linux).

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::exit::Failure;

/// The folders of `odctl`.
#[derive(Clone, Debug)]
pub struct Folders {
    config: PathBuf,
    data: PathBuf,
    cache: PathBuf,
}

impl Folders {
    /// The folders of the user who runs the program.
    ///
    /// # Errors
    /// The system names no home folder.
    pub fn of_user() -> Result<Self, Failure> {
        let dirs = ProjectDirs::from("", "", "odctl").ok_or_else(|| {
            Failure::failed(
                "this user has no home folder; set HOME to a folder that odctl may write to",
            )
        })?;
        Ok(Self {
            config: dirs.config_dir().to_owned(),
            data: dirs.data_local_dir().to_owned(),
            cache: dirs.cache_dir().to_owned(),
        })
    }

    /// The file with the profiles. It holds no secret.
    #[must_use]
    pub fn profiles(&self) -> PathBuf {
        self.config.join("profiles.yaml")
    }

    /// The folder with encrypted secrets, for machines without a keychain.
    #[must_use]
    pub fn secrets(&self) -> PathBuf {
        self.data.join("secrets")
    }

    /// The folder with encrypted tokens.
    #[must_use]
    pub fn tokens(&self) -> PathBuf {
        self.cache.join("tokens")
    }

    /// The folder with the plans that are being carried out.
    #[must_use]
    pub fn plans(&self) -> PathBuf {
        self.data.join("plans")
    }

    /// The folder with the names of stages and assets, for completion.
    #[must_use]
    pub fn names(&self) -> PathBuf {
        self.cache.join("names")
    }

    /// The folder of the embedded sandbox.
    #[must_use]
    pub fn sandbox(&self) -> PathBuf {
        self.cache.join("sandbox")
    }
}

/// Makes a folder that only its owner can read, with those above it.
///
/// # Errors
/// The system refuses it.
pub fn make_private(folder: &Path) -> Result<(), Failure> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let made = builder.create(folder);
    made.map_err(|error| cannot("make the folder", folder, &error))
}

/// The failure of something with a file.
#[must_use]
pub fn cannot(what: &str, path: &Path, error: &std::io::Error) -> Failure {
    Failure::failed(format_args!("cannot {what} {}: {error}", path.display()))
}
