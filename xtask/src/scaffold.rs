//! `cargo xtask scaffold`: a complete client crate for a document that has none yet.
//!
//! Into the workspace, or as a crate of its own that depends on this workspace's crates by path. Everything is
//! generated in memory before anything is written; a failure leaves nothing behind.

mod templates;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::Outcome;
use crate::diff;
use crate::document;
use crate::import::matches::Matches;
use crate::import::prose;
use crate::import::release::SourceLine;
use crate::output::Plan;
use crate::pipeline::{self, Generated, Source};
use crate::problem::{Problem, Result};
use crate::workspace::Workspace;
use templates::Crate;

/// The arguments of `cargo xtask scaffold`.
#[derive(Debug, Args)]
#[command(after_help = "\
Writes, for --name permissions-v1:

  openapi/permissions-v1.json          the document, prose left out unless --keep-prose
  openapi/permissions-v1.overlay.yaml  a stub with an action of every kind, as comments
  openapi/README.md                    a line for it
  crates/odc-permissions-v1/           Cargo.toml, src/lib.rs, src/generated/, a test that counts operations

With --out DIR the crate and its document go to DIR instead, nothing of this workspace changes, and the
crate depends on this workspace's crates by path. Its prose is kept: it is your document.

Exit codes: 0 written, 1 failure; then nothing was written.

Example: cargo xtask scaffold --spec ~/Downloads/permissions.json --name permissions-v1")]
pub(crate) struct ScaffoldArgs {
    /// The document (OpenAPI 3.0 as JSON)
    #[arg(long, value_name = "FILE")]
    spec: PathBuf,
    /// The name of the document and of the crate, which gets `odc-` before it: domain and version, such as release-v1
    #[arg(long)]
    name: String,
    /// Write a crate of its own into this new or empty folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Keep the published texts
    #[arg(long)]
    keep_prose: bool,
}

pub(crate) fn run(args: &ScaffoldArgs, out: &mut dyn Write) -> Result<Outcome> {
    let today = chrono::Utc::now().format("%Y-%m-%d").to_string();
    scaffold(&Workspace::here()?, args, &today, out)
}

/// # Errors
/// A name that is taken or no name, a document that cannot be generated, a folder that is not empty.
fn scaffold(
    workspace: &Workspace,
    args: &ScaffoldArgs,
    today: &str,
    out: &mut dyn Write,
) -> Result<Outcome> {
    check_name(&args.name)?;
    let place = Place::of(workspace, args)?;
    let document = diff::read(&args.spec)?;
    let keep = args.keep_prose || args.out.is_some();
    let (root, _) = prose::carried(&document.root, None, &Matches::default(), keep);
    let text = serde_json::to_string_pretty(&root)
        .map_err(|e| Problem::new(format!("the document cannot be printed: {e}")))?;
    let source = Source {
        file: format!("openapi/{}.json", args.name),
        text: text + "\n",
    };
    // Places in a refusal are those of the file that the user gave.
    let given = Source {
        file: args.spec.display().to_string(),
        text: read(&args.spec)?,
    };
    pipeline::generate_from(&args.name, &given, None, &mut |_, _| {})?;
    let overlay = Source {
        file: format!("openapi/{}.overlay.yaml", args.name),
        text: templates::overlay(&args.name),
    };
    let Generated { files, notes } =
        pipeline::generate_from(&args.name, &source, Some(&overlay), &mut |_, _| {})?;

    let krate = Crate {
        name: &args.name,
        root: &root,
        place: &place,
    };
    let mut writes = Plan::new(workspace);
    for (path, text) in krate.files() {
        writes.file(place.krate.join(path), text)?;
    }
    writes.folder(&place.krate.join("src/generated"), files)?;
    writes.file(
        place.openapi.join(format!("{}.overlay.yaml", args.name)),
        overlay.text,
    )?;
    if args.out.is_none() {
        let readme = workspace.root.join("openapi/README.md");
        let line = SourceLine {
            name: &args.name,
            describes: krate.describes(),
            keeps_prose: args.keep_prose,
            date: today,
            sha256: &document::Document::parse(&source.file, &source.text)?.sha256,
        };
        writes.file(readme.clone(), line.put(&read(&readme)?)?)?;
    }
    writes.file(
        place.openapi.join(format!("{}.json", args.name)),
        source.text,
    )?;
    let written: Vec<String> = writes
        .changes()
        .iter()
        .map(|change| format!("wrote {}\n", workspace.shown(&change.path)))
        .collect();
    writes.commit()?;
    let notes = notes.iter().map(|note| format!("note: {note}\n"));
    let next = format!(
        "next: cargo test --manifest-path {}\n",
        workspace.shown(&place.krate.join("Cargo.toml"))
    );
    say(out, &notes.chain(written).chain([next]).collect::<String>())?;
    Ok(Outcome::Fresh)
}

/// Where a crate and its document go.
struct Place {
    krate: PathBuf,
    openapi: PathBuf,
    /// From the crate to this workspace's crates, when it is none of them.
    crates: Option<PathBuf>,
}

impl Place {
    fn of(workspace: &Workspace, args: &ScaffoldArgs) -> Result<Self> {
        let place = match &args.out {
            None => Self {
                krate: workspace
                    .root
                    .join("crates")
                    .join(format!("odc-{}", args.name)),
                openapi: workspace.root.join("openapi"),
                crates: None,
            },
            Some(out) => {
                let out = std::path::absolute(out).map_err(|e| Problem::io("find", out, &e))?;
                Self {
                    openapi: out.join("openapi"),
                    krate: out,
                    crates: Some(workspace.root.join("crates")),
                }
            }
        };
        let document = place.openapi.join(format!("{}.json", args.name));
        if document.exists() {
            return Err(
                Problem::new(format!("{} is there already", workspace.shown(&document))).fix(
                    format!("replace it with `cargo xtask import {} FILE`", args.name),
                ),
            );
        }
        if !is_empty(&place.krate)? {
            return Err(
                Problem::new(format!("{} is not empty", workspace.shown(&place.krate)))
                    .fix("name a new folder with --out"),
            );
        }
        Ok(place)
    }
}

fn is_empty(folder: &Path) -> Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(e) => Err(Problem::io("list", folder, &e)),
    }
}

/// A name of a crate behind `odc-`: words of small letters and digits, joined by hyphens.
fn check_name(name: &str) -> Result<()> {
    let word = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    if name.split('-').all(word) {
        Ok(())
    } else {
        Err(Problem::new(format!("`{name}` is no name for a document"))
            .fix("use small letters, digits and hyphens, such as release-v1"))
    }
}

fn read(path: &Path) -> Result<String> {
    document::read_text(path, &path.display().to_string())
}

fn say(out: &mut dyn Write, text: &str) -> Result<()> {
    out.write_all(text.as_bytes())
        .map_err(|e| Problem::new(format!("cannot print: {e}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(spec: &Path, out: &Path) -> ScaffoldArgs {
        ScaffoldArgs {
            spec: spec.to_owned(),
            name: "form-v1".to_owned(),
            out: Some(out.to_owned()),
            keep_prose: false,
        }
    }

    fn form(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/forms/{name}.json"))
    }

    fn told(args: &ScaffoldArgs) -> (Result<Outcome>, String) {
        let mut out = Vec::new();
        let ended = scaffold(&Workspace::here().unwrap(), args, "2026-11-21", &mut out);
        (ended, String::from_utf8(out).unwrap())
    }

    #[test]
    fn a_name_that_no_crate_can_have_is_refused() {
        for name in ["", "Release-v1", "release_v1", "-v1", "../x"] {
            assert!(check_name(name).is_err(), "{name}");
        }
        assert!(check_name("release-v1").is_ok());
    }

    #[test]
    fn a_refused_document_leaves_nothing_behind_and_names_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("new");
        let refused = told(&arguments(&form("refused-property-array"), &out))
            .0
            .unwrap_err()
            .to_string();
        assert!(
            refused.contains(
                "refused-property-array.json:11: /components/schemas/Thing/properties/a: "
            ),
            "{refused}"
        );
        assert!(!out.exists());
    }

    #[test]
    fn every_form_is_scaffolded_or_refused_with_its_file_and_nothing_in_between() {
        let forms = fs::read_dir(form("x").parent().unwrap())
            .unwrap()
            .map(|entry| entry.unwrap().path());
        for spec in forms.filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        }) {
            let folder = tempfile::tempdir().unwrap();
            let out = folder.path().join("new");
            let ended = told(&arguments(&spec, &out)).0;
            let file = spec.file_name().unwrap().to_string_lossy().into_owned();
            assert_eq!(
                ended.is_err(),
                file.starts_with("refused-"),
                "{file}: {ended:?}"
            );
            match ended {
                Ok(_) => assert!(out.join("src/generated/client.rs").exists()),
                Err(problem) => {
                    assert!(problem.to_string().contains(&format!("{file}:")) && !out.exists());
                }
            }
        }
    }

    #[test]
    fn a_folder_with_something_in_it_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("mine"), "").unwrap();
        let refused = told(&arguments(&form("paged-list"), folder.path()))
            .0
            .unwrap_err()
            .to_string();
        assert!(
            refused.ends_with("is not empty; name a new folder with --out"),
            "{refused}"
        );
    }

    #[test]
    fn a_document_of_the_workspace_is_imported_not_scaffolded() {
        let args = ScaffoldArgs {
            out: None,
            name: "identity-v1".into(),
            ..arguments(&form("paged-list"), Path::new(""))
        };
        let refused = told(&args).0.unwrap_err().to_string();
        assert_eq!(
            refused,
            "openapi/identity-v1.json is there already; replace it with `cargo xtask import identity-v1 FILE`"
        );
    }

    #[test]
    fn a_scaffolded_crate_passes_its_tests_as_it_is() {
        let workspace = Workspace::here().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let (ended, said) = told(&arguments(&form("paged-list"), folder.path()));
        assert_eq!(ended.unwrap(), Outcome::Fresh);
        assert!(
            said.contains("src/generated/client.rs\n") && said.contains("next: cargo test"),
            "{said}"
        );
        fs::copy(
            workspace.root.join("Cargo.lock"),
            folder.path().join("Cargo.lock"),
        )
        .unwrap();
        let tested = std::process::Command::new(env!("CARGO"))
            .current_dir(folder.path())
            .env(
                "CARGO_TARGET_DIR",
                workspace.root.join("target/forms-target"),
            )
            .env("RUSTFLAGS", "-D warnings")
            .args(["test", "--quiet", "--offline"])
            // Without TLS, which takes a minute to compile and plays no part here.
            .args(["--no-default-features", "--features", "mock,schemars"])
            .output()
            .unwrap();
        assert!(
            tested.status.success(),
            "{}",
            String::from_utf8_lossy(&tested.stderr)
        );
    }
}
