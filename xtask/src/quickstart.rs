//! `cargo xtask quickstart`: generates, then hands over to the quickstart program in `examples/`.
//!
//! The program is a process of its own: the xtask must work when a generated crate does not compile.

use std::ffi::OsStr;
use std::io::Write;
use std::process::Command;

use crate::cli::{GenerateArgs, QuickstartArgs};
use crate::problem::{Problem, Result};
use crate::workspace::Workspace;
use crate::{Outcome, generate};

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
    let mut command = Command::new(cargo);
    command.current_dir(&workspace.root);
    command.args(["run", "--quiet", "--package", "odc-examples"]);
    command.args(["--bin", "quickstart"]);
    if args.tenant {
        command.args(["--", "--tenant"]);
    }
    let status = command.status().map_err(|e| {
        let cargo = cargo.display();
        Problem::new(format!("cannot run {cargo}: {e}"))
            .fix("install Rust from https://rustup.rs, or set CARGO")
    })?;
    if status.success() {
        Ok(Outcome::Fresh)
    } else {
        Err(Problem::new(format!("the quickstart ended with {status}"))
            .fix("see its message above"))
    }
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
