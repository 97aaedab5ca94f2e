//! `odctl`: either completes a command line for a shell, or parses the arguments, runs the command, and ends with its
//! exit code.

use std::process::ExitCode;

use clap::Parser as _;
use odc_cli::cli::{self, Cli};
use odc_cli::exit::Exit;

fn main() -> ExitCode {
    cli::complete();
    let exit = match Cli::try_parse() {
        Ok(cli) => cli::run(cli),
        Err(error) => {
            // Help goes to stdout, a refusal to stderr. It is not an error if the reader no longer exists.
            let _ = error.print();
            if error.use_stderr() {
                Exit::WrongUse
            } else {
                Exit::Done
            }
        }
    };
    ExitCode::from(exit.code())
}
