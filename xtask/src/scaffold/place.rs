//! Finds the place of a new crate and its document, and checks that nothing is there yet.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use crate::workspace::Workspace;
use odc_codegen::document::{Problem, Result};

pub(super) struct Place {
    pub(super) krate: PathBuf,
    openapi: PathBuf,
    /// The crates of this workspace, if the new one is outside of it.
    pub(super) crates: Option<PathBuf>,
}

impl Place {
    /// # Errors
    /// A crate that already exists, or a folder that cannot become one.
    pub(super) fn check(workspace: &Workspace, name: &str, out: Option<&Path>) -> Result<Self> {
        match out {
            None => Self::inside(workspace, name),
            Some(out) => Self::outside(workspace, out),
        }
    }

    fn inside(workspace: &Workspace, name: &str) -> Result<Self> {
        let place = Self {
            krate: workspace.crate_folder(name),
            openapi: workspace.root.join("openapi"),
            crates: None,
        };
        if is_empty(&place.krate)? {
            return Ok(place);
        }
        let existing = workspace.display_path(&place.krate);
        let fix = if place.document(name).exists() {
            format!("`cargo xtask import {name} FILE` replaces its document")
        } else {
            format!("`cargo xtask import {name} FILE` writes its document")
        };
        Err(Problem::new(format!("{existing} already exists")).fix(fix))
    }

    fn outside(workspace: &Workspace, out: &Path) -> Result<Self> {
        let refused = |what: &str, fix: &str| {
            let folder = out.display();
            Err(Problem::new(format!("--out {folder}: {what}")).fix(fix))
        };
        let find = |path: &Path| {
            let found = std::path::absolute(path).and_then(|path| without_links(&path));
            found.map_err(|e| Problem::io("find", path, &e))
        };
        let (krate, crates) = (find(out)?, workspace.root.join("crates"));
        if krate.parent() == Some(&find(&crates)?) {
            return refused(
                "it would be a member of this workspace",
                "omit --out, or name a folder outside of crates/",
            );
        }
        if !is_empty(&krate)? {
            return refused("it is not empty", "name a new folder");
        }
        // The folder will be replaced. If it were the current folder, the user's shell would be in a folder that no
        // longer exists.
        if std::env::current_dir().is_ok_and(|current| find(&current).is_ok_and(|c| c == krate)) {
            return refused("it is the current folder", "name a new folder");
        }
        Ok(Self {
            openapi: krate.join("openapi"),
            krate,
            crates: Some(crates),
        })
    }

    pub(super) fn document(&self, name: &str) -> PathBuf {
        self.openapi.join(format!("{name}.json"))
    }

    pub(super) fn overlay(&self, name: &str) -> PathBuf {
        self.openapi.join(format!("{name}.overlay.yaml"))
    }
}

/// The path without links and `..`. Its last parts need not exist.
fn without_links(path: &Path) -> std::io::Result<PathBuf> {
    for there in path.ancestors() {
        match fs::canonicalize(there) {
            Ok(real) => {
                let rest = path.strip_prefix(there).unwrap_or(Path::new(""));
                let plain = |step| matches!(step, Component::Normal(_));
                return if rest.components().all(plain) {
                    // Joining the path with an empty path would add a slash at the end.
                    Ok(real.iter().chain(rest.iter()).collect())
                } else {
                    Err(ErrorKind::NotFound.into())
                };
            }
            Err(e) if e.kind() == ErrorKind::NotFound => {}
            Err(e) => return Err(e),
        }
    }
    Err(ErrorKind::NotFound.into())
}

fn is_empty(folder: &Path) -> Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(true),
        Err(e) => Err(Problem::io("list", folder, &e)),
    }
}
