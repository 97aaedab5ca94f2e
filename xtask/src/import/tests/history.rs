//! Tests the comparison with the committed files: which changes the edited overlay causes for users.

use std::process::Command;

use super::*;

/// Runs git in the workspace, without the settings of the machine.
fn git(tree: &TestWorkspace, arguments: &[&str]) {
    let mut git = Command::new("git");
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        git.env_remove(variable);
    }
    let user = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
    git.arg("-C").arg(&tree.workspace.root).args(user);
    let ended = git.args(arguments).output().unwrap();
    assert!(ended.status.success(), "{ended:?}");
}

pub(super) fn commit(tree: &TestWorkspace) {
    git(tree, &["init", "--quiet"]);
    git(tree, &["add", "."]);
    git(
        tree,
        &["-c", "commit.gpgsign=false", "commit", "--quiet", "-m", "x"],
    );
}

#[test]
fn a_name_that_the_edited_overlay_changes_is_breaking() {
    let tree = committed_tree();
    commit(&tree);
    let overlay = OVERLAY.replace("Gadget", "Device")
        + "- target: $.components.schemas.ThingApiResponse.properties.size
  description: The unit.
  update: {x-rust-name: pixels}
- target: $.paths['/things/{key}'].get
  description: The verb of the documentation.
  update: {x-rust-name: fetch_device}
";
    tree.write("openapi/thing-v1.overlay.yaml", &overlay);
    let (ended, output) = run_import(&tree, &published(grown).to_string(), "--dry-run");
    assert_eq!(ended.unwrap(), Verdict::Good, "{output}");
    insta::assert_snapshot!("renamed_by_overlay", output);
}

#[test]
fn a_second_import_before_the_commit_proposes_the_same_release() {
    let tree = committed_tree();
    commit(&tree);
    let published = published(broken).to_string();
    let (ended, first) = run_import(&tree, &published, "--accept");
    assert_eq!(ended.unwrap(), Verdict::Good, "{first}");
    let before = tree.files();
    let (ended, again) = run_import(&tree, &published, "--accept");
    assert_eq!(ended.unwrap(), Verdict::Good, "{again}");
    let proposal = |output: &str| {
        let (_, proposal) = output.split_once("next version: ").unwrap();
        let end = proposal
            .find("wrote ")
            .or_else(|| proposal.find("nothing changed"));
        proposal[..end.unwrap()].to_owned()
    };
    assert_eq!(proposal(&again), proposal(&first));
    assert!(proposal(&first).starts_with("odc-thing-v1 0.2.0 → 0.3.0"));
    assert_eq!(tree.files(), before);
}

#[test]
fn the_changes_since_another_revision_are_shown_with_the_option() {
    let tree = committed_tree();
    commit(&tree);
    let overlay = OVERLAY.replace("Gadget", "Device");
    tree.write("openapi/thing-v1.overlay.yaml", &overlay);
    git(&tree, &["tag", "v1"]);
    commit(&tree);
    let published = published(|_| {}).to_string();
    let (_, last) = run_import(&tree, &published, "--dry-run");
    assert!(last.contains("no difference for a client"), "{last}");
    let (_, since) = run_import(&tree, &published, "--dry-run --since v1");
    assert!(since.contains("type `Gadget` becomes `Device`"), "{since}");
    git(
        &tree,
        &["rm", "--quiet", "--cached", "openapi/thing-v1.json"],
    );
    git(
        &tree,
        &["-c", "commit.gpgsign=false", "commit", "--quiet", "-m", "x"],
    );
    let (ended, _) = run_import(&tree, &published, "--dry-run --since HEAD");
    let refused = ended.unwrap_err().to_string();
    assert!(
        refused.starts_with("openapi/thing-v1.json: is not part of the revision `HEAD`; "),
        "{refused}"
    );
}

#[test]
fn a_committed_file_that_cannot_be_read_counts_as_missing() {
    let tree = committed_tree();
    let document = tree.read("openapi/thing-v1.json");
    tree.write("openapi/thing-v1.json", "{");
    commit(&tree);
    tree.write("openapi/thing-v1.json", &document);
    let (ended, output) = run_import(&tree, &published(broken).to_string(), "--dry-run");
    assert_eq!(ended.unwrap(), Verdict::Good, "{output}");
    assert!(output.contains("1 field removed"), "{output}");
}

#[test]
fn an_unknown_revision_is_refused() {
    let tree = committed_tree();
    commit(&tree);
    for name in ["nowhere", "--help"] {
        let refused = Revision::find(&tree.workspace, Some(name)).err().unwrap();
        assert_eq!(
            refused.to_string(),
            format!(
                "git knows no revision `{name}`; name a commit or a tag of this workspace with --since"
            )
        );
    }
    assert!(
        Revision::find(&committed_tree().workspace, None)
            .unwrap()
            .is_none()
    );
}
