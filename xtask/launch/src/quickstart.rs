//! `cargo xtask quickstart`: compiles the quickstart program of `examples/` and runs it.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use crate::process::{cargo, end_as, fail};

/// What the task is for, on one line.
pub const ABOUT: &str =
    "Run a first end-to-end session against a local sandbox tenant, or against your own";

/// The whole help text.
pub const HELP: &str = "\
Run a first end-to-end session against a local sandbox tenant, or against your own

Usage: cargo xtask quickstart [--tenant]

Options:
      --tenant  Use the real tenant named by `ODC_PORTAL_DOMAIN`, `ODC_CLIENT_ID` and `ODC_CLIENT_SECRET`
                (read-only calls)
  -h, --help    Print help

Without --tenant everything happens on this machine: a sandbox tenant is started on a free loopback port and
stopped at the end. With --tenant the same calls, which only read, go to your tenant. Nothing is written but what
cargo compiles. The first run compiles for some minutes; cargo shows its progress.

Exit codes: 0 done, 1 failure (101 when it does not compile).

Examples: cargo xtask quickstart
          ODC_PORTAL_DOMAIN=acme.outsystems.dev ODC_CLIENT_ID=… ODC_CLIENT_SECRET=… cargo xtask quickstart --tenant
";

/// Runs the task with the arguments behind its name.
#[must_use]
pub fn run(arguments: &[OsString]) -> ExitCode {
    match arguments {
        [] => end_as(&mut program(false)),
        [option] if option == "--tenant" => end_as(&mut program(true)),
        [option] if option == "--help" || option == "-h" => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        _ => fail("quickstart takes no argument but --tenant; see cargo xtask quickstart --help"),
    }
}

/// The command that compiles and runs the program. The sandbox is reached without TLS, so the library for TLS, a minute
/// of compiling, is left out unless a real tenant is called.
fn program(tenant: bool) -> Command {
    let mut command = Command::new(cargo());
    command.args(["run", "--package", "odc-examples", "--bin", "quickstart"]);
    if tenant {
        command.args(["--", "--tenant"]);
    } else {
        command.arg("--no-default-features");
    }
    command
}
