//! `odctl`: parses the arguments, runs the command, and ends with its exit code.

use std::process::ExitCode;

use clap::Parser as _;
use odc_cli::cli::{self, Cli};
use odc_cli::exit::Exit;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help goes to stdout, a refusal to stderr; a reader who has gone is no reason to complain.
            let _ = error.print();
            let exit = if error.use_stderr() {
                Exit::WrongUse
            } else {
                Exit::Done
            };
            return ExitCode::from(exit.code());
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("error: the system gave no resources to run with: {error}");
            return ExitCode::from(Exit::Failed.code());
        }
    };
    let exit = runtime.block_on(cli::run(cli));
    // A prompt or a keychain may still be waited for.
    runtime.shutdown_background();
    ExitCode::from(exit.code())
}
