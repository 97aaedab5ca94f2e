//! `cargo xtask quickstart`: generates, then hands over to the quickstart program in `examples/`.
//!
//! The program is a process of its own: the xtask must work when a generated crate does not compile.

use std::io::Write;
use std::process::Command;

use crate::cli::{GenerateArgs, QuickstartArgs};
use crate::problem::{Problem, Result};
use crate::workspace::Workspace;
use crate::{Outcome, generate};

pub(crate) fn run(args: &QuickstartArgs, out: &mut dyn Write) -> Result<Outcome> {
    let workspace = Workspace::here()?;
    generate::generate(
        &workspace,
        &GenerateArgs {
            names: Vec::new(),
            check: false,
            verbose: false,
        },
        out,
    )?;
    out.flush()
        .map_err(|e| Problem::new(format!("cannot print: {e}")))?;
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(&workspace.root).args([
        "run",
        "--quiet",
        "--package",
        "odc-examples",
        "--bin",
        "quickstart",
    ]);
    if args.tenant {
        command.args(["--", "--tenant"]);
    }
    let status = command
        .status()
        .map_err(|e| Problem::new(format!("cannot run cargo: {e}")))?;
    if status.success() {
        Ok(Outcome::Fresh)
    } else {
        Err(Problem::new(format!("the quickstart ended with {status}"))
            .fix("see its message above"))
    }
}
