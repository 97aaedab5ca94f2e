//! `cargo xtask man`: writes the man pages and completion scripts of `odctl`, for packages.
//!
//! `odctl` writes them with a hidden command, because only `odctl` knows its command line. So the other tasks of this
//! program do not have to compile a client.

use std::ffi::{OsStr, OsString};
use std::process::{Command, ExitCode};

use crate::process::{cargo, fail, run_and_exit_like};

/// The purpose of the task, on one line.
pub const ABOUT: &str = "Write the man pages and the completion scripts of odctl into a folder";

/// The whole help text.
pub const HELP: &str = "\
Write the man pages and the completion scripts of odctl into a folder

Usage: cargo xtask man <FOLDER>

Arguments:
  <FOLDER>  It gets the folders man1 (a page for each command and operation) and completions (a script for each shell)

Options:
  -h, --help  Print help

Files of these names in the folder are replaced. The first run compiles odctl for some minutes.

Exit codes: 0 written, 1 failure (101 when it does not compile).

Example: cargo xtask man target/package
";

/// Runs the task with the arguments after its name.
#[must_use]
pub fn run(arguments: &[OsString]) -> ExitCode {
    match arguments {
        [option] if option == "--help" || option == "-h" => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        [folder] if !folder.to_string_lossy().starts_with('-') => {
            run_and_exit_like(&mut program(folder))
        }
        _ => fail("man takes one folder; see cargo xtask man --help"),
    }
}

/// The command that compiles `odctl` and runs it to write the files.
fn program(folder: &OsStr) -> Command {
    let mut command = Command::new(cargo());
    command.args(["run", "--package", "odc-cli", "--bin", "odctl", "--", "man"]);
    command.arg(folder);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odctl_writes_the_files_into_the_folder() {
        let command = program(OsStr::new("a folder"));
        let arguments: Vec<_> = command.get_args().collect();
        assert_eq!(
            arguments,
            [
                "run",
                "--package",
                "odc-cli",
                "--bin",
                "odctl",
                "--",
                "man",
                "a folder"
            ]
        );
    }

    #[test]
    fn arguments_other_than_one_folder_are_refused() {
        for arguments in [&[][..], &["--force"], &["a", "b"]] {
            let arguments: Vec<OsString> = arguments.iter().map(Into::into).collect();
            assert_eq!(run(&arguments), ExitCode::FAILURE);
        }
    }
}
