//! `cargo xtask quickstart`: generates, then hands over to the quickstart program in `examples/`.
//!
//! The program is a process of its own: the xtask must work when a generated crate does not compile.

use std::ffi::OsStr;
use std::io::Write;
use std::process::Command;

use clap::Args;

use crate::generate;
use crate::generate::GenerateArgs;
use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::workspace::Workspace;
use odc_codegen::document::{Problem, Result};

/// The arguments of `cargo xtask quickstart`.
#[derive(Debug, Args)]
#[command(after_help = "\
Without --tenant everything happens on this machine: a sandbox tenant is started on a free loopback port
and stopped at the end. With --tenant the same calls, which only read, go to your tenant. What is written are
the files of `cargo xtask generate`, if any is stale.

Exit codes: 0 done, 1 failure.

Examples: cargo xtask quickstart
          ODC_PORTAL_DOMAIN=acme.outsystems.dev ODC_CLIENT_ID=… ODC_CLIENT_SECRET=… cargo xtask quickstart --tenant")]
pub(crate) struct QuickstartArgs {
    /// Use the real tenant named by `ODC_PORTAL_DOMAIN`, `ODC_CLIENT_ID` and `ODC_CLIENT_SECRET` (read-only calls)
    #[arg(long)]
    pub(crate) tenant: bool,
}

pub(crate) fn run(args: &QuickstartArgs, out: &mut dyn Write) -> Result<Outcome> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    quickstart(&Workspace::here()?, args, &cargo, out)
}

/// # Errors
/// A document that cannot be generated, a program that does not compile or that fails.
fn quickstart(
    workspace: &Workspace,
    args: &QuickstartArgs,
    cargo: &OsStr,
    out: &mut dyn Write,
) -> Result<Outcome> {
    let all = GenerateArgs {
        names: Vec::new(),
        check: false,
        verbose: false,
    };
    generate::generate(workspace, &all, out)?;
    let program = |task: &str| {
        let mut command = Command::new(cargo);
        command.current_dir(&workspace.root);
        command.args([task, "--quiet", "--package", "odc-examples"]);
        command.args(["--bin", "quickstart"]);
        command
    };
    {
        let _progress = Progress::of("compiling the quickstart");
        ended("compiling the quickstart", &mut program("build"))?;
    }
    let mut run = program("run");
    if args.tenant {
        run.args(["--", "--tenant"]);
    }
    ended("the quickstart", &mut run)?;
    Ok(Outcome::Fresh)
}

/// Runs a process of a name to its end.
///
/// # Errors
/// A process that cannot be started, or that fails.
fn ended(name: &str, command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|e| {
        let program = command.get_program().display();
        Problem::new(format!("cannot run {program}: {e}"))
            .fix("install Rust from https://rustup.rs, or set CARGO")
    })?;
    if status.success() {
        return Ok(());
    }
    Err(Problem::new(format!("{name} ended with {status}")).fix("see its message above"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;

    fn told(tree: &Tree, cargo: &str) -> String {
        let args = QuickstartArgs { tenant: false };
        let (ended, said) = tree.transcript("quickstart", |out| {
            quickstart(&tree.workspace, &args, cargo.as_ref(), out)
        });
        assert!(ended.is_err(), "{said}");
        said
    }

    #[test]
    fn what_stops_it_is_said_in_one_line() {
        let tree = Tree::empty();
        let missing = told(&tree, "./no-such-cargo");
        let failed = told(&tree, "false");
        tree.write("openapi/worse-v1.json", "{");
        tree.write("crates/odc-worse-v1/Cargo.toml", "");
        let refused = told(&tree, env!("CARGO"));
        insta::assert_snapshot!([missing, failed, refused].concat());
    }
}
