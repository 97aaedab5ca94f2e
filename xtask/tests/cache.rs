//! Tests the cache of generated files below `target/`. A task uses an entry as long as it is right.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const XTASK: &str = env!("CARGO_BIN_EXE_xtask");
const DOCUMENT: &str = include_str!("forms/several-success-codes.json");
const TYPES: &str = "crates/odc-thing-v1/src/generated/types.rs";

/// A workspace with one document, whose generation has a note, and its crate.
struct TestWorkspace(tempfile::TempDir);

impl TestWorkspace {
    fn generated() -> Self {
        let tree = Self(tempfile::tempdir().unwrap());
        for folder in ["openapi", "xtask", "crates/odc-thing-v1"] {
            fs::create_dir_all(tree.path(folder)).unwrap();
        }
        fs::write(tree.path("openapi/thing-v1.json"), DOCUMENT).unwrap();
        fs::write(tree.path("crates/odc-thing-v1/Cargo.toml"), "").unwrap();
        tree.assert_ends_with(0, &[]);
        tree
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn types(&self) -> String {
        fs::read_to_string(self.path(TYPES)).unwrap()
    }

    /// Runs `generate` with this program.
    fn run_generate(&self, program: &Path, options: &[&str]) -> (Option<i32>, String) {
        let mut command = Command::new(program);
        command.current_dir(self.0.path()).arg("generate");
        command.env_remove("CARGO_MANIFEST_DIR").args(options);
        let ended = command.output().unwrap();
        (
            ended.status.code(),
            String::from_utf8(ended.stdout).unwrap(),
        )
    }

    fn assert_ends_with(&self, code: i32, options: &[&str]) -> String {
        let (ended, output) = self.run_generate(Path::new(XTASK), options);
        assert_eq!(ended, Some(code), "{output}");
        assert!(
            output.contains("note: openapi/thing-v1.json:13: "),
            "{output}"
        );
        output
    }

    /// Changes the cached files, so that the test can see whether a task uses them.
    fn falsify_cache(&self) {
        let cached = self.path("target/xtask-cache/thing-v1.json");
        let kept = fs::read_to_string(&cached).unwrap();
        let wrong = kept.replace("/// Schema `", "/// Scheme `");
        assert!(kept != wrong);
        fs::write(cached, wrong).unwrap();
    }
}

#[test]
fn the_same_document_is_generated_once() {
    let tree = TestWorkspace::generated();
    tree.assert_ends_with(0, &["--check"]);
    tree.falsify_cache();
    assert!(
        tree.assert_ends_with(4, &["--check"])
            .contains("/// Scheme `Thing`")
    );
    let shown = tree.assert_ends_with(0, &["--check", "--verbose"]);
    assert!(shown.contains("  pass      success-responses: "), "{shown}");
}

#[test]
fn another_document_overlay_or_program_is_generated_again() {
    let tree = TestWorkspace::generated();
    let types = tree.types();

    tree.falsify_cache();
    let copied = tree.path("xtask/program");
    fs::copy(XTASK, &copied).unwrap();
    assert_eq!(tree.run_generate(&copied, &["--check"]).0, Some(0));

    tree.assert_ends_with(0, &[]);
    tree.falsify_cache();
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n\
                   - {target: $.components.schemas.Thing, description: why, update: {x-rust-name: Item}}\n";
    fs::write(tree.path("openapi/thing-v1.overlay.yaml"), overlay).unwrap();
    tree.assert_ends_with(0, &[]);
    assert!(tree.types().contains("pub struct Item "));

    tree.falsify_cache();
    fs::remove_file(tree.path("openapi/thing-v1.overlay.yaml")).unwrap();
    tree.assert_ends_with(0, &[]);
    assert_eq!(tree.types(), types);

    tree.falsify_cache();
    let renamed = DOCUMENT
        .replace("\"Thing\"", "\"Other\"")
        .replace("/Thing\"", "/Other\"");
    fs::write(tree.path("openapi/thing-v1.json"), renamed).unwrap();
    tree.assert_ends_with(0, &[]);
    assert!(tree.types().contains("pub struct Other "));
}

#[test]
fn without_a_readable_cache_the_document_is_generated_again() {
    let tree = TestWorkspace::generated();
    let types = tree.types();
    let cached = tree.path("target/xtask-cache/thing-v1.json");
    for broken in ["", "{", "{\"key\": 1}", "null"] {
        fs::write(&cached, broken).unwrap();
        fs::write(tree.path(TYPES), "stale").unwrap();
        tree.assert_ends_with(0, &[]);
        assert_eq!(tree.types(), types);
    }
    fs::remove_dir_all(cached.parent().unwrap()).unwrap();
    fs::write(cached.parent().unwrap(), "no folder").unwrap();
    fs::write(tree.path(TYPES), "stale").unwrap();
    tree.assert_ends_with(0, &[]);
    assert_eq!(tree.types(), types);
}

#[test]
fn the_next_task_removes_the_file_that_a_killed_task_left_in_the_cache() {
    let tree = TestWorkspace::generated();
    let left = tree.path("target/xtask-cache/thing-v1.4711");
    fs::write(&left, "half").unwrap();
    tree.assert_ends_with(0, &[]);
    assert!(!left.exists() && tree.path("target/xtask-cache/thing-v1.json").exists());
}

#[cfg(unix)]
#[test]
fn a_cache_behind_a_link_is_neither_written_nor_read() {
    let tree = TestWorkspace::generated();
    let elsewhere = tempfile::tempdir().unwrap();
    let (cache, foreign) = (
        tree.path("target/xtask-cache"),
        elsewhere.path().join("cache"),
    );
    tree.falsify_cache();
    fs::rename(&cache, &foreign).unwrap();
    std::os::unix::fs::symlink(&foreign, &cache).unwrap();
    let before = fs::read(foreign.join("thing-v1.json")).unwrap();
    tree.assert_ends_with(0, &["--check"]);
    assert_eq!(fs::read(foreign.join("thing-v1.json")).unwrap(), before);
}

/// Runs a command and returns its exit code. A command that does not end fails the test.
#[cfg(unix)]
fn exit_code(command: &mut Command) -> Option<i32> {
    let mut child = command.stdout(std::process::Stdio::null()).spawn().unwrap();
    let started = std::time::Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        if started.elapsed().as_secs() > 60 {
            child.kill().unwrap();
            panic!("the command does not end");
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_at_the_place_of_an_entry_or_of_the_lock_does_not_block() {
    let tree = TestWorkspace::generated();
    for (place, code) in [("xtask-cache/thing-v1.json", 0), ("xtask/lock", 1)] {
        let place = tree.path(&format!("target/{place}"));
        fs::remove_file(&place).unwrap();
        assert_eq!(exit_code(Command::new("mkfifo").arg(&place)), Some(0));
        fs::write(tree.path(TYPES), "stale").unwrap();
        let mut command = Command::new(XTASK);
        command.current_dir(tree.0.path()).arg("generate");
        command.env_remove("CARGO_MANIFEST_DIR");
        assert_eq!(exit_code(&mut command), Some(code), "{}", place.display());
    }
}

#[cfg(unix)]
#[test]
fn an_entry_is_not_written_to_an_existing_file() {
    let tree = TestWorkspace::generated();
    fs::remove_file(tree.path("target/xtask-cache/thing-v1.json")).unwrap();
    fs::write(tree.path("elsewhere"), "mine").unwrap();
    // The program runs in the process of the shell, so it has the same id.
    let script =
        format!("ln elsewhere target/xtask-cache/thing-v1.$$; exec '{XTASK}' generate --check");
    let mut command = Command::new("sh");
    command.current_dir(tree.0.path()).args(["-c", &script]);
    assert_eq!(exit_code(command.env_remove("CARGO_MANIFEST_DIR")), Some(0));
    assert_eq!(fs::read_to_string(tree.path("elsewhere")).unwrap(), "mine");
}
