//! The paths of documents and crates, and how they are shown to the user.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use odc_codegen::document::{Problem, Result};

/// The folder in which a task works.
#[derive(Debug, Clone)]
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
}

impl Workspace {
    /// Finds the workspace of the xtask that cargo runs, or else the one around the current directory.
    ///
    /// It does not use the workspace in which the program was built. When `target/` is copied to another workspace,
    /// cargo runs the program that was built in the first one, and the program would write there.
    pub(crate) fn find() -> Result<Self> {
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
    pub(crate) fn document_names(&self) -> Result<Vec<String>> {
        let files = sorted_entries(&self.root.join("openapi"))?;
        // Editors put locks and copies beside a file, with names that begin with a dot.
        let files = files.iter().filter(|name| !name.starts_with('.'));
        let documents = files.filter_map(|name| name.strip_suffix(".json"));
        Ok(documents.map(str::to_owned).collect())
    }

    /// The names of the documents of all generated crates, sorted. A document may be missing.
    pub(crate) fn names_of_generated_crates(&self) -> Result<Vec<String>> {
        let folders = sorted_entries(&self.root.join("crates"))?;
        let names = folders.iter().filter_map(|name| name.strip_prefix("odc-"));
        let generated = names.filter(|name| self.generated_folder(name).is_dir());
        Ok(generated.map(str::to_owned).collect())
    }

    /// The documents with these names; all documents if there are no names.
    ///
    /// # Errors
    /// A name without a document. The error lists the existing names.
    pub(crate) fn select_documents(&self, asked: &[String]) -> Result<Vec<String>> {
        let names = self.document_names()?;
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

    pub(crate) fn document_path(&self, name: &str) -> PathBuf {
        self.root.join("openapi").join(format!("{name}.json"))
    }

    pub(crate) fn overlay_path(&self, name: &str) -> PathBuf {
        self.root
            .join("openapi")
            .join(format!("{name}.overlay.yaml"))
    }

    /// The crate of a document.
    pub(crate) fn crate_folder(&self, name: &str) -> PathBuf {
        self.root.join("crates").join(format!("odc-{name}"))
    }

    pub(crate) fn manifest_path(&self, name: &str) -> PathBuf {
        self.crate_folder(name).join("Cargo.toml")
    }

    pub(crate) fn generated_folder(&self, name: &str) -> PathBuf {
        self.crate_folder(name).join("src/generated")
    }

    /// A path for the user: relative to the workspace, with forward slashes. A path outside of it stays as it is.
    pub(crate) fn display_path(&self, path: &Path) -> String {
        let Ok(relative) = path.strip_prefix(&self.root) else {
            return path.display().to_string();
        };
        let steps = relative
            .components()
            .map(|step| step.as_os_str().to_string_lossy());
        steps.collect::<Vec<_>>().join("/")
    }
}

/// Refuses a path that leads out of `root`, or through a link below it. So no file is written or removed through a link.
///
/// A git branch can contain links, and a link can lead anywhere. This is not a protection against another program that makes
/// links at the same time.
///
/// # Errors
/// The first part of the path that is a link, or a path out of `root`.
pub(crate) fn refuse_links(root: &Path, path: &Path) -> Result<()> {
    let below = path.strip_prefix(root).ok();
    let is_plain = |step| matches!(step, Component::Normal(_));
    let Some(below) = below.filter(|below| below.components().all(is_plain)) else {
        let what = format!("{} leads out of the workspace", path.display());
        return Err(Problem::new(what).fix("nothing was written; name a place inside"));
    };
    let mut part = root.to_owned();
    for step in below {
        part.push(step);
        if part.is_symlink() {
            let shown = Workspace {
                root: root.to_owned(),
            }
            .display_path(&part);
            let problem = Problem::new("is a link, and nothing is written or removed through one");
            return Err(problem
                .file(shown)
                .fix("delete it, or put what it leads to in its place"));
        }
    }
    Ok(())
}

/// The names of the entries of a folder, sorted. The list is empty if there is no such folder.
fn sorted_entries(folder: &Path) -> Result<Vec<String>> {
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
    use crate::test_workspace::TestWorkspace;

    #[test]
    fn the_architecture_gives_the_reason_of_every_dependency() {
        let root = Workspace::find().unwrap().root;
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
    fn the_steps_for_a_document_name_the_tests_and_the_sandbox_by_paths_that_exist() {
        let root = Workspace::find().unwrap().root;
        let readme = std::fs::read_to_string(root.join("openapi/README.md")).unwrap();
        let sections: Vec<&str> = readme.split("\n## ").collect();
        for title in ["Updating a document", "Adding a document"] {
            let section = sections.iter().find(|section| section.starts_with(title));
            let section = section.unwrap();
            for place in [
                "tests/tests/it/support/calls/",
                "crates/odc-sandbox/tests/coverage.rs",
            ] {
                assert!(section.contains(&format!("`{place}`")), "{title}: {place}");
            }
            let code = section.split('`').skip(1).step_by(2);
            let paths = code.filter(|code| {
                let is_path = code.starts_with("crates/") || code.starts_with("tests/");
                is_path && !code.contains(['{', ' ']) && !code.contains("NAME")
            });
            for path in paths {
                assert!(root.join(path).exists(), "{title}: {path} is not there");
            }
        }
    }

    #[test]
    fn the_files_of_an_editor_beside_a_document_are_no_documents() {
        let tree = TestWorkspace::empty();
        for name in [
            "thing-v1.json",
            ".#thing-v1.json",
            ".json",
            "thing-v1.json~",
        ] {
            tree.write(&format!("openapi/{name}"), "{}");
        }
        assert_eq!(tree.workspace.document_names().unwrap(), ["thing-v1"]);
    }
}
