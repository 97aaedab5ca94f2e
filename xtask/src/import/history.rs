//! Reads the committed document and overlay. The crate of the users is generated from them.
//!
//! The overlay is edited before an import. So the comparison takes the old overlay from git. Then it also finds the
//! changes for users that the edits cause, such as another Rust name. Without git, the current overlay is used for both
//! documents.

use std::path::Path;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

use super::release::version_in;
use crate::workspace::Workspace;
use odc_codegen::Source;
use odc_codegen::document::{Problem, Result};

/// The document and the overlay of a revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Committed {
    pub(super) document: Source,
    pub(super) overlay: Option<Source>,
}

/// A revision of the workspace.
pub(super) struct Revision<'a> {
    workspace: &'a Workspace,
    name: &'a str,
}

impl<'a> Revision<'a> {
    /// The revision with this name in git, or the last one. `None` if the workspace has no revision.
    ///
    /// # Errors
    /// A name that git does not know.
    pub(super) fn find(workspace: &'a Workspace, name: Option<&'a str>) -> Result<Option<Self>> {
        let revision = Self {
            workspace,
            name: name.unwrap_or("HEAD"),
        };
        if !revision.name.starts_with('-') && revision.is_there() {
            return Ok(Some(revision));
        }
        match name {
            None => Ok(None),
            Some(name) => {
                let problem = Problem::new(format!("git knows no revision `{name}`"));
                Err(problem.fix("name a commit or a tag of this workspace with --since"))
            }
        }
    }

    fn is_there(&self) -> bool {
        self.git(&["cat-file", "-e", &format!("{}^{{commit}}", self.name)])
            .is_some()
    }

    /// The document and the overlay; `None` if the revision has no such document.
    pub(super) fn documents(&self, name: &str) -> Option<Committed> {
        let source = |path: &Path| {
            let text = self.text(path)?;
            let file = self.workspace.display_path(path);
            Some(Source { file, text })
        };
        Some(Committed {
            document: source(&self.workspace.document_path(name))?,
            overlay: source(&self.workspace.overlay_path(name)),
        })
    }

    /// The version of a crate.
    pub(super) fn crate_version(&self, name: &str, shared: bool) -> Option<String> {
        if shared {
            let manifest = self.text(&self.workspace.root.join("Cargo.toml"))?;
            return version_in(&manifest, "[workspace.package]");
        }
        version_in(
            &self.text(&self.workspace.manifest_path(name))?,
            "[package]",
        )
    }

    fn text(&self, path: &Path) -> Option<String> {
        let place = format!("{}:./{}", self.name, self.workspace.display_path(path));
        String::from_utf8(self.git(&["cat-file", "blob", &place])?).ok()
    }

    /// The output of git; `None` if it fails, or is not installed.
    fn git(&self, arguments: &[&str]) -> Option<Vec<u8>> {
        let mut git = Command::new("git");
        // A hook of another repository may set these variables.
        for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            git.env_remove(variable);
        }
        odc_codegen::contain::remove_secrets(&mut git);
        let root = &self.workspace.root;
        let git = git.arg("-C").arg(root).args(arguments);
        let ended = git
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .ok()?;
        ended.status.success().then_some(ended.stdout)
    }
}
