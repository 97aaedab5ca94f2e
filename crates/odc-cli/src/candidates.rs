//! Candidates for completion by a shell: profiles, and the stages and assets that the last responses named. Nothing is
//! sent.

use std::ffi::OsStr;

use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use crate::folders::Folders;
use crate::names::Named;
use crate::profile::{Profiles, chosen_client};
use crate::remembered::{self, Names};

/// The variable that only the completion script of bash sets.
const OF_BASH: &str = "_CLAP_COMPLETE_COMP_TYPE";

/// The command line. A shell completes each value in it that is called STAGE or ASSET. The flags of `api` come from the
/// documents, and take keys.
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
        candidates(&all.collect::<Vec<_>>(), typed)
    })
}

fn complete(typed: &OsStr, of: impl Fn(Names) -> Vec<Named>) -> Vec<CompletionCandidate> {
    let names = names_of_line().unwrap_or_default();
    candidates(&of(names), typed)
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

/// The names that begin with the typed text, in any case, or else the only one that contains it; and the keys that
/// begin with it.
fn candidates(all: &[Named], typed: &OsStr) -> Vec<CompletionCandidate> {
    let is_bash = std::env::var_os(OF_BASH).is_some();
    // Bash passes the typed text with its escapes.
    let typed = typed.to_string_lossy().replace('\\', "").to_lowercase();
    let is_plain = |it: &&Named| !it.name.is_empty() && !it.name.contains(char::is_control);
    let by = |rule: &dyn Fn(&str) -> bool| -> Vec<&Named> {
        let plain = all.iter().filter(is_plain);
        plain.filter(|it| rule(&it.name.to_lowercase())).collect()
    };
    let mut found = by(&|name| name.starts_with(&typed));
    if found.is_empty() {
        found = by(&|name| name.contains(&typed));
        found.truncate(usize::from(found.len() == 1));
    }
    let names = found.iter().map(|it| {
        let help = Some(it.key.clone()).filter(|key| !key.is_empty());
        CompletionCandidate::new(written(&it.name, is_bash)).help(help.map(Into::into))
    });
    let keys = all
        .iter()
        .filter(|it| !typed.is_empty() && it.key.starts_with(&typed))
        .map(|it| CompletionCandidate::new(&it.key).help(Some(it.name.clone().into())));
    names.chain(keys).collect()
}

/// A name as a word of the command line. Every shell but bash quotes it itself.
fn written(name: &str, is_bash: bool) -> String {
    if !is_bash {
        return name.to_owned();
    }
    let plain = |c: char| c.is_alphanumeric() || "-_./:=@%+,".contains(c);
    name.chars()
        .flat_map(|c| (!plain(c)).then_some('\\').into_iter().chain([c]))
        .collect()
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
        let found = candidates(&all, OsStr::new(typed)).into_iter();
        found
            .map(|it| it.get_value().to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn the_beginning_of_a_name_or_of_a_key_or_the_only_part_of_a_name_is_completed() {
        assert_eq!(values("boo"), ["Booking Portal", "booking"]);
        assert_eq!(values("Booking\\ P"), ["Booking Portal"]);
        assert_eq!(values("port"), ["Booking Portal"]);
        assert_eq!(values("5b"), ["5b6c"]);
        assert_eq!(values("ok"), [""; 0], "two names have it");
        assert_eq!(values("").len(), 3, "nothing that a terminal obeys");
    }

    #[test]
    fn bash_gets_one_word() {
        assert_eq!(
            written("Booking Portal (new)", true),
            "Booking\\ Portal\\ \\(new\\)"
        );
        assert_eq!(written("Booking Portal", false), "Booking Portal");
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
