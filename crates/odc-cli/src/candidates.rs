//! Candidates for completion by a shell: profiles, and the stages and assets from the last responses. Nothing is
//! sent.
//! sent.

use std::ffi::OsStr;

use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use crate::completers::Dialect;
use crate::folders::Folders;
use crate::names::Named;
use crate::profile::{Profiles, chosen_client};
use crate::remembered::{self, Names};

/// The command line. A shell completes each value whose placeholder is STAGE or ASSET. The flags of `api` come from
/// the documents, and take keys.
#[must_use]
pub fn completed(command: Command) -> Command {
    if command.get_name() == "api" {
        return command;
    }
    let with_names = |arg: Arg| match value_name(&arg).as_str() {
        "STAGE" => arg.add(stages()),
        "ASSET" => arg.add(assets()),
        _ => arg,
    };
    command.mut_args(with_names).mut_subcommands(completed)
}

fn value_name(arg: &Arg) -> String {
    let given = arg.get_value_names().and_then(|names| names.first());
    given.map_or_else(|| arg.get_id().as_str().to_uppercase(), ToString::to_string)
}

/// Completes the name or the key of a stage.
#[must_use]
pub fn stages() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| complete(typed, |names| names.stages))
}

/// Completes the name or the key of an asset.
#[must_use]
pub fn assets() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| complete(typed, |names| names.assets))
}

/// Completes the name of a profile.
#[must_use]
pub fn profiles() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let folders = Folders::of_user().ok();
        let profiles = folders.and_then(|folders| Profiles::load(&folders.profiles()).ok());
        let names = profiles.into_iter().flat_map(|it| it.profiles.into_keys());
        let all = names.map(|name| Named {
            key: String::new(),
            name,
        });
        candidates(&all.collect::<Vec<_>>(), typed, Dialect::now())
    })
}

fn complete(typed: &OsStr, of: impl Fn(Names) -> Vec<Named>) -> Vec<CompletionCandidate> {
    let names = names_of_line().unwrap_or_default();
    candidates(&of(names), typed, Dialect::now())
}

/// The remembered names of the tenant that the command line and the environment select.
fn names_of_line() -> Option<Names> {
    let line: Vec<String> = std::env::args_os()
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let folders = Folders::of_user().ok()?;
    let file = if line.iter().any(|word| word == "--sandbox") {
        remembered::file_of_sandbox(&folders)
    } else {
        let (domain, client_id) = chosen_client(profile_of(&line), &folders)?;
        remembered::file(&folders, &domain, &client_id)
    };
    Some(remembered::read(&file))
}

/// The value of `--profile`.
fn profile_of(line: &[String]) -> Option<&str> {
    let behind = line.iter().zip(line.iter().skip(1));
    let mut behind = behind.filter(|(word, _)| *word == "--profile");
    let inside = line.iter().find_map(|word| word.strip_prefix("--profile="));
    inside.or_else(|| behind.next().map(|(_, name)| name.as_str()))
}

/// The names that begin with the typed text, in upper or lower case. If there are none, the only name that contains
/// the text. Also the keys that begin with it. If a shell would need quotes for a name, its key replaces it.
fn candidates(all: &[Named], typed: &OsStr, dialect: Dialect) -> Vec<CompletionCandidate> {
    // Bash and zsh pass the typed text with its escape characters.
    let typed = typed.to_string_lossy().replace('\\', "").to_lowercase();
    let by = |rule: &dyn Fn(&str) -> bool| -> Vec<&Named> {
        let named = all.iter().filter(|it| !it.name.is_empty());
        named.filter(|it| rule(&it.name.to_lowercase())).collect()
    };
    let mut found = by(&|name| name.starts_with(&typed));
    if found.is_empty() {
        found = by(&|name| name.contains(&typed));
        found.truncate(usize::from(found.len() == 1));
    }
    let of = |word: &str, help: &str| {
        let help = Some(help.to_owned()).filter(|help| !help.is_empty());
        CompletionCandidate::new(word).help(help.map(Into::into))
    };
    let names = found.iter().filter_map(|it| {
        // After a hyphen, a word would be an option.
        if dialect.takes(&it.name) && !it.name.starts_with('-') {
            return Some(of(&it.name, &it.key));
        }
        is_key(&it.key).then(|| of(&it.key, &it.name))
    });
    let keys = all
        .iter()
        .filter(|it| !typed.is_empty() && it.key.starts_with(&typed) && is_key(&it.key))
        .map(|it| of(&it.key, &it.name));
    names.chain(keys).collect()
}

/// Whether a text of the service has the form of a key.
fn is_key(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    !text.is_empty() && !text.starts_with('-') && text.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(typed: &str) -> Vec<String> {
        let names = [
            ("k1", "Booking Portal"),
            ("k2", "booking"),
            ("5b6c", "Desk"),
            ("k4", "\u{1b}[2J"),
        ];
        let all = names.map(|(key, name)| Named {
            key: key.to_owned(),
            name: name.to_owned(),
        });
        let found = candidates(&all, OsStr::new(typed), Dialect::Zsh).into_iter();
        found
            .map(|it| it.get_value().to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn the_beginning_of_a_name_or_key_is_completed_or_a_part_of_only_one_name() {
        assert_eq!(values("boo"), ["Booking Portal", "booking"]);
        assert_eq!(values("Booking\\ P"), ["Booking Portal"]);
        assert_eq!(values("port"), ["Booking Portal"]);
        assert_eq!(values("5b"), ["5b6c"]);
        assert_eq!(values("ok"), [""; 0], "two names have it");
        let all = ["Booking Portal", "booking", "Desk", "k4"];
        assert_eq!(values(""), all, "nothing that a terminal obeys");
    }

    #[test]
    fn a_name_that_needs_quotes_in_a_shell_is_replaced_by_its_key() {
        let values = |name: &str, key: &str, dialect| -> Vec<String> {
            let all = [Named {
                key: key.to_owned(),
                name: name.to_owned(),
            }];
            let found = candidates(&all, OsStr::new("b"), dialect).into_iter();
            let values = found.map(|it| it.get_value().to_string_lossy().into_owned());
            values.collect()
        };
        let hostile = "Book$(calc);calc 'x' `id`";
        for dialect in [
            Dialect::Bash,
            Dialect::Elvish,
            Dialect::Fish,
            Dialect::PowerShell,
            Dialect::Zsh,
        ] {
            assert_eq!(values("Book 1", "k", dialect), ["Book 1"]);
            assert_eq!(values(hostile, "k", dialect), ["k"]);
            assert_eq!(values(hostile, "$(calc)", dialect), [""; 0]);
            assert_eq!(values("x", "b$(calc)", dialect), [""; 0]);
            assert_eq!(values("x", "b1", dialect), ["b1"]);
            assert_eq!(values("b\u{202e}", "k", dialect), ["k"]);
        }
        assert_eq!(values("B (old)", "k", Dialect::Bash), ["B (old)"]);
        assert_eq!(values("B (old)", "k", Dialect::Zsh), ["k"]);
        let option = [Named {
            key: "k".to_owned(),
            name: "--yes".to_owned(),
        }];
        let found = candidates(&option, OsStr::new(""), Dialect::Bash);
        assert_eq!(found[0].get_value(), "k");
    }

    #[test]
    fn the_profile_is_read_from_the_line() {
        let line = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        for words in [
            ["odctl", "--profile", "acme"].as_slice(),
            &["odctl", "stages", "--profile=acme"],
        ] {
            assert_eq!(profile_of(&line(words)), Some("acme"));
        }
        assert_eq!(profile_of(&line(&["odctl", "stages"])), None);
    }
}
