//! Where the documents and the crates lie, and the paths shown to the user.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use odc_codegen::document::{Problem, Result};

/// The tree that a task works in.
#[derive(Debug, Clone)]
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
}

impl Workspace {
    /// The workspace of the xtask that cargo runs, or else the one around the current directory.
    ///
    /// Not the one that it was built in: with a copied `target/`, cargo runs a program that was built elsewhere, which would
    /// then write there.
    pub(crate) fn here() -> Result<Self> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let by_cargo = manifest.as_deref().and_then(Path::parent);
        let current = std::env::current_dir().unwrap_or_default();
        let mut roots = by_cargo.into_iter().chain(current.ancestors());
        match roots.find(|root| root.join("openapi").is_dir() && root.join("xtask").is_dir()) {
            Some(root) => Ok(Self {
                root: root.to_owned(),
            }),
            None => Err(Problem::new("no openapi/ folder beside xtask/")
                .fix("run `cargo xtask` inside the workspace")),
        }
    }

    /// The names of all documents, sorted: `identity-v1`, `portfolio-v1`, …
    pub(crate) fn names(&self) -> Result<Vec<String>> {
        let files = entries(&self.root.join("openapi"))?;
        // Editors keep locks and copies of their own beside a file, behind a dot.
        let files = files.iter().filter(|name| !name.starts_with('.'));
        let documents = files.filter_map(|name| name.strip_suffix(".json"));
        Ok(documents.map(str::to_owned).collect())
    }

    /// The names of the documents that there are generated crates for, sorted; the documents may be missing.
    pub(crate) fn generated_crates(&self) -> Result<Vec<String>> {
        let folders = entries(&self.root.join("crates"))?;
        let names = folders.iter().filter_map(|name| name.strip_prefix("odc-"));
        let generated = names.filter(|name| self.generated(name).is_dir());
        Ok(generated.map(str::to_owned).collect())
    }

    /// The documents that the user asked for; all when none was named.
    ///
    /// # Errors
    /// A name without a document, answered with the names there are.
    pub(crate) fn select(&self, asked: &[String]) -> Result<Vec<String>> {
        let names = self.names()?;
        if let Some(unknown) = asked.iter().find(|name| !names.contains(name)) {
            return Err(
                Problem::new(format!("there is no document openapi/{unknown}.json"))
                    .fix(format!("use one of: {}", names.join(", "))),
            );
        }
        Ok(if asked.is_empty() {
            names
        } else {
            names.into_iter().filter(|n| asked.contains(n)).collect()
        })
    }

    pub(crate) fn document(&self, name: &str) -> PathBuf {
        self.root.join("openapi").join(format!("{name}.json"))
    }

    pub(crate) fn overlay(&self, name: &str) -> PathBuf {
        self.root
            .join("openapi")
            .join(format!("{name}.overlay.yaml"))
    }

    /// The crate of a document.
    pub(crate) fn krate(&self, name: &str) -> PathBuf {
        self.root.join("crates").join(format!("odc-{name}"))
    }

    pub(crate) fn manifest(&self, name: &str) -> PathBuf {
        self.krate(name).join("Cargo.toml")
    }

    pub(crate) fn generated(&self, name: &str) -> PathBuf {
        self.krate(name).join("src/generated")
    }

    /// A path as the user knows it: relative to the workspace, with forward slashes; as it is when it lies elsewhere.
    pub(crate) fn shown(&self, path: &Path) -> String {
        let Ok(relative) = path.strip_prefix(&self.root) else {
            return path.display().to_string();
        };
        let steps = relative
            .components()
            .map(|step| step.as_os_str().to_string_lossy());
        steps.collect::<Vec<_>>().join("/")
    }
}

/// Refuses a way below `root` on which a link stands, or that leaves it: nothing is written, removed or made through a link.
///
/// A branch can carry links, and a link can lead anywhere. What another program does on this machine meanwhile is not
/// guarded against.
///
/// # Errors
/// The first link on the way, the path itself included.
pub(crate) fn without_links(root: &Path, path: &Path) -> Result<()> {
    let below = path.strip_prefix(root).ok();
    let is_plain = |step| matches!(step, Component::Normal(_));
    let Some(below) = below.filter(|below| below.components().all(is_plain)) else {
        let what = format!("{} leads out of the workspace", path.display());
        return Err(Problem::new(what).fix("nothing was written; name a place inside"));
    };
    let mut at = root.to_owned();
    for step in below {
        at.push(step);
        if at.is_symlink() {
            let shown = Workspace {
                root: root.to_owned(),
            }
            .shown(&at);
            let problem = Problem::new("is a link, and nothing is written or removed through one");
            return Err(problem
                .file(shown)
                .fix("delete it, or put what it leads to in its place"));
        }
    }
    Ok(())
}

/// The names of what lies in a folder, sorted; of nothing when it is not there.
fn entries(folder: &Path) -> Result<Vec<String>> {
    let failed = |e: std::io::Error| Problem::io("list", folder, &e);
    let mut names = Vec::new();
    match std::fs::read_dir(folder) {
        Err(e) if e.kind() == ErrorKind::NotFound => {}
        Err(e) => return Err(failed(e)),
        Ok(entries) => {
            for entry in entries {
                names.extend(entry.map_err(failed)?.file_name().into_string());
            }
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;

    #[test]
    fn every_dependency_of_the_workspace_has_its_reason_in_the_architecture() {
        let root = Workspace::here().unwrap().root;
        let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
        let (manifest, architecture) = (read("Cargo.toml"), read("ARCHITECTURE.md"));
        let (_, reasons) = architecture.split_once("## Dependencies and why").unwrap();
        let (_, tables) = manifest.split_once("[workspace.dependencies]").unwrap();
        let lines = tables.lines().take_while(|line| !line.starts_with('['));
        let names = lines.filter_map(|line| Some(line.split_once(" = ")?.0));
        let lost: Vec<&str> = names
            .filter(|name| !name.starts_with("odc-") && !reasons.contains(&format!("`{name}`")))
            .collect();
        assert_eq!(lost, [] as [&str; 0]);
    }

    #[test]
    fn what_an_editor_keeps_beside_a_document_is_none() {
        let tree = Tree::empty();
        for name in [
            "thing-v1.json",
            ".#thing-v1.json",
            ".json",
            "thing-v1.json~",
        ] {
            tree.write(&format!("openapi/{name}"), "{}");
        }
        assert_eq!(tree.workspace.names().unwrap(), ["thing-v1"]);
    }
}
