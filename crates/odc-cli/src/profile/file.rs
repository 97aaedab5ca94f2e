//! The file with the profiles. It contains no secret, only the place of each secret.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_norway::Value;

use crate::exit::Failure;
use crate::folders::{cannot, folder_of, make_private, read_private, write_private};
use crate::turn::Turn;
use crate::yaml::{self, File, PathStep};

/// All profiles, and the name of the one that commands use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profiles {
    /// The name of the profile that commands use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<String>,
    /// The profiles by name.
    #[serde(default)]
    pub profiles: BTreeMap<String, Profile>,
}

/// One API client of one tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The portal domain.
    pub domain: String,
    /// The id of the API client.
    pub client_id: String,
    /// Where its secret is.
    pub secret: SecretPlace,
}

/// Where the secret of a profile is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SecretPlace {
    /// In the keychain of the system.
    Keychain,
    /// In an encrypted file of this user.
    File,
    /// A command of the shell prints it, such as the program of a vault.
    Command(String),
}

impl SecretPlace {
    /// The word for it in `profile list`.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Keychain => "keychain",
            Self::File => "encrypted file",
            Self::Command(_) => "command",
        }
    }
}

impl Profiles {
    /// Reads the file. If the file is missing, there are no profiles.
    ///
    /// # Errors
    /// The file cannot be read, or a line is wrong.
    pub fn load(path: &Path) -> Result<Self, Failure> {
        let text = read_private(path).and_then(|bytes| {
            String::from_utf8(bytes)
                .map_err(|_| std::io::Error::new(ErrorKind::InvalidData, "it is not UTF-8 text"))
        });
        let text = match text {
            Ok(text) if text.trim().is_empty() => return Ok(Self::default()),
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(error) => return Err(cannot("read", path, &error)),
        };
        serde_norway::from_str(&text).map_err(|error| {
            let name = path.display().to_string();
            let problem =
                secret_problem(&name, &text).unwrap_or_else(|| yaml::problem(&name, &error));
            Failure::usage(format_args!(
                "{problem}; correct it, or remove the file and run odctl login"
            ))
        })
    }

    /// Writes the whole file.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), Failure> {
        let text = serde_norway::to_string(self).map_err(|error| {
            Failure::failed(format_args!("the profiles cannot be written: {error}"))
        })?;
        write_private(path, text.as_bytes())
    }

    /// Reads the file to change it. No other command changes it while the lock is held.
    ///
    /// # Errors
    /// The file cannot be read, a line is wrong, or its folder cannot be written to.
    pub fn open(path: &Path) -> Result<(Turn, Self), Failure> {
        make_private(folder_of(path))?;
        let turn = Turn::wait(path)?;
        Ok((turn, Self::load(path)?))
    }

    /// Whether another profile has the same secret: profiles of the same client share an entry of the keychain, and
    /// profiles with the same name share a file.
    #[must_use]
    pub fn needs_secret_of(&self, name: &str, profile: &Profile) -> bool {
        self.profiles.iter().any(|(other, it)| {
            let is_same_client =
                (&it.domain, &it.client_id) == (&profile.domain, &profile.client_id);
            it.secret == profile.secret
                && match profile.secret {
                    SecretPlace::Keychain => is_same_client,
                    SecretPlace::File => other == name,
                    SecretPlace::Command(_) => true,
                }
        })
    }

    /// The advice if there are profiles, but commands use none of them.
    #[must_use]
    pub fn none_is_chosen(&self) -> String {
        let names: Vec<_> = self.profiles.keys().map(String::as_str).collect();
        format!(
            "no profile is chosen; there are {}: odctl profile use NAME",
            names.join(", ")
        )
    }

    /// The profile of this name.
    ///
    /// # Errors
    /// There is no such profile.
    pub fn get(&self, name: &str) -> Result<&Profile, Failure> {
        self.profiles.get(name).ok_or_else(|| {
            let names: Vec<_> = self.profiles.keys().map(String::as_str).collect();
            let known = if names.is_empty() {
                "there is none yet".to_owned()
            } else {
                format!("there are {}", names.join(", "))
            };
            Failure::not_found(format_args!(
                "there is no profile \"{name}\"; {known}; odctl login makes one"
            ))
        })
    }
}

/// The place of the first secret that has none of the three forms, and these forms. The message of the parser does
/// not name them.
fn secret_problem(name: &str, text: &str) -> Option<String> {
    let root: Value = serde_norway::from_str(text).ok()?;
    let profiles = root.get("profiles")?.as_mapping()?;
    let mut secrets = profiles.iter().filter_map(|(profile, it)| {
        let secret = it.get("secret")?.clone();
        Some((profile.as_str()?, secret))
    });
    let is_wrong = |secret: &Value| SecretPlace::deserialize(secret.clone()).is_err();
    let (profile, _) = secrets.find(|(_, secret)| is_wrong(secret))?;
    let file = File {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let place = file.place(&["profiles", profile, "secret"].map(PathStep::Name));
    Some(format!(
        "{place}: the secret of {profile} is `keychain`, `file`, or `!command COMMAND`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(secret: SecretPlace) -> Profile {
        Profile {
            domain: "acme.outsystems.dev".to_owned(),
            client_id: "id".to_owned(),
            secret,
        }
    }

    #[test]
    fn profiles_are_read_as_they_were_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/profiles.yaml");
        assert_eq!(Profiles::load(&path).unwrap(), Profiles::default());
        let mut profiles = Profiles {
            current: Some("acme".to_owned()),
            ..Profiles::default()
        };
        for (name, secret) in [
            ("acme", SecretPlace::Keychain),
            ("test", SecretPlace::File),
            (
                "vault",
                SecretPlace::Command("vault kv get -field=secret odc".to_owned()),
            ),
        ] {
            profiles.profiles.insert(name.to_owned(), profile(secret));
        }
        profiles.save(&path).unwrap();
        assert_eq!(Profiles::load(&path).unwrap(), profiles);
    }

    /// A profile can name a command that prints the secret.
    #[cfg(unix)]
    #[test]
    fn profiles_that_others_can_write_are_refused() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("profiles.yaml");
        Profiles::default().save(&path).unwrap();
        let open = std::fs::Permissions::from_mode(0o666);
        std::fs::set_permissions(&path, open).unwrap();
        let failure = Profiles::load(&path).unwrap_err();
        assert!(failure.line().unwrap().contains("chmod go-w"));
    }

    #[test]
    fn commands_that_change_profiles_at_the_same_time_lose_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("profiles.yaml");
        std::thread::scope(|scope| {
            for number in 0..20 {
                let path = &path;
                scope.spawn(move || {
                    let (_turn, mut profiles) = Profiles::open(path).unwrap();
                    let one = profile(SecretPlace::File);
                    profiles.profiles.insert(format!("p{number}"), one);
                    profiles.save(path).unwrap();
                });
            }
        });
        assert_eq!(Profiles::load(&path).unwrap().profiles.len(), 20);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_secret_that_another_profile_needs_stays() {
        let keychain = profile(SecretPlace::Keychain);
        let file = profile(SecretPlace::File);
        let of = |entries: &[(&str, &Profile)]| Profiles {
            current: None,
            profiles: entries
                .iter()
                .map(|(name, it)| ((*name).to_owned(), (*it).clone()))
                .collect(),
        };
        assert!(of(&[("b", &keychain)]).needs_secret_of("a", &keychain));
        assert!(!of(&[("b", &file)]).needs_secret_of("a", &file));
        assert!(of(&[("a", &file)]).needs_secret_of("a", &file));
        assert!(!of(&[("a", &keychain)]).needs_secret_of("a", &file));
        let other = Profile {
            client_id: "other".to_owned(),
            ..keychain.clone()
        };
        assert!(!of(&[("b", &other)]).needs_secret_of("a", &keychain));
    }

    #[test]
    fn an_invalid_line_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("profiles.yaml");
        write_private(&path, b"profiles:\n  acme:\n    domian: x\n").unwrap();
        let failure = Profiles::load(&path).unwrap_err();
        let line = failure.line().unwrap();
        assert!(
            line.contains("domian") && line.contains("line 3 column 5"),
            "{line}"
        );
    }

    #[test]
    fn a_secret_in_another_form_is_refused_with_the_three_valid_forms() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("profiles.yaml");
        let start = "profiles:\n  acme: {domain: d, client_id: c, secret: file}\n  b:\n    domain: d\n    client_id: c\n";
        for secret in [
            "command",
            "{command: vault}",
            "vault",
            "5",
            "!file x",
            "[file]",
        ] {
            let text = format!("{start}    secret: {secret}\n");
            write_private(&path, text.as_bytes()).unwrap();
            let failure = Profiles::load(&path).unwrap_err();
            let problem = format!(
                "{} at line 6 column 13: the secret of b is `keychain`, `file`, or `!command COMMAND`; correct it, or remove the file and run odctl login",
                path.display()
            );
            assert_eq!(failure.line(), Some(problem.as_str()), "{secret}");
        }
        let text = format!("{start}    secret: !command vault kv get odc\n");
        write_private(&path, text.as_bytes()).unwrap();
        let command = SecretPlace::Command("vault kv get odc".to_owned());
        assert_eq!(Profiles::load(&path).unwrap().profiles["b"].secret, command);
    }

    #[test]
    fn an_unknown_profile_is_not_found_and_the_others_are_named() {
        let mut profiles = Profiles::default();
        assert!(
            profiles
                .get("x")
                .unwrap_err()
                .line()
                .unwrap()
                .contains("there is none yet")
        );
        profiles
            .profiles
            .insert("acme".to_owned(), profile(SecretPlace::File));
        let failure = profiles.get("x").unwrap_err();
        assert_eq!(failure.exit(), crate::exit::Exit::NotFound);
        assert!(failure.line().unwrap().contains("there are acme"));
    }
}
