//! `cargo xtask quickstart`: compiles the quickstart program of `examples/` and runs it.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use crate::process::{cargo, fail, run_and_exit_like};

/// The purpose of the task, on one line.
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

Without --tenant, everything happens on this machine: a sandbox tenant is started on a free loopback port and
stopped at the end. With --tenant, the same calls go to your tenant. They only read. No file is written except
those that cargo compiles. The first run compiles for some minutes, and cargo shows its progress.

Exit codes: 0 done, 1 failure (101 when it does not compile).

Examples: cargo xtask quickstart
          ODC_PORTAL_DOMAIN=acme.outsystems.dev ODC_CLIENT_ID=… ODC_CLIENT_SECRET=… cargo xtask quickstart --tenant
";

/// Runs the task with the arguments after its name.
#[must_use]
pub fn run(arguments: &[OsString]) -> ExitCode {
    match arguments {
        [] => run_and_exit_like(&mut program(false)),
        [option] if option == "--tenant" => run_and_exit_like(&mut program(true)),
        [option] if option == "--help" || option == "-h" => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        _ => fail("quickstart takes no argument but --tenant; see cargo xtask quickstart --help"),
    }
}

/// The command that compiles and runs the program. The sandbox needs no TLS, so the TLS library, which takes a minute to
/// compile, is included only for a real tenant.
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
