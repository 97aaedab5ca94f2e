//! Files that the user names, and files that these files name: no file leads `odctl` to another place, blocks it, or
//! fills its memory.

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use odc_sandbox::Sandbox;

use crate::release::quick;
use crate::support::{Desk, Run};

const DIFF: [&str; 3] = ["diff", "Development", "Production"];

async fn small() -> Desk {
    let sandbox = Sandbox::builder().assets(4).revisions(3).start().await;
    Desk::with(sandbox.unwrap())
}

fn make_pipe(path: &Path) {
    let made = std::process::Command::new("mkfifo").arg(path).status();
    assert!(made.unwrap().success());
}

/// All other rooms use these to read and write files, and to start programs.
const ROOMS: [&str; 3] = ["files.rs", "folders.rs", "child.rs"];

#[test]
fn only_one_room_opens_files_and_only_one_starts_programs() {
    let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut faults = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.split("\nmod tests {").next().unwrap_or_default();
            for call in [
                "fs::read(",
                "fs::read_to_string(",
                "File::open(",
                "File::options(",
                "File::create",
                "OpenOptions::new(",
                "fs::write(",
                "stdin().read",
                "process::Command",
                "process::{Command",
            ] {
                let name = path.file_name().unwrap().to_str().unwrap();
                if code.contains(call) && !ROOMS.contains(&name) {
                    faults.push(format!("{} has {call}", path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Writes the file of a release whose notes are in another file.
fn release(desk: &Desk, notes: &str) -> String {
    let file = desk.home.path().join("release.yaml");
    let text = format!("assets:\n- {{asset: Loan Desk, tag: 9.0.0, notes_file: {notes}}}\n");
    std::fs::write(&file, text).unwrap();
    file.to_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_reads_notes_only_from_its_own_folder() {
    let desk = quick().await;
    let home = desk.home.path().join("home");
    std::fs::write(&home, "a secret").unwrap();
    let folder = desk.home.path().join("release");
    std::fs::create_dir(&folder).unwrap();
    symlink(&home, folder.join("link")).unwrap();
    make_pipe(&folder.join("pipe"));
    for (notes, problem) in [
        ("/proc/self/environ", "the file has to be in the folder of"),
        ("/dev/zero", "the file has to be in the folder of"),
        ("../home", "the file has to be in the folder of"),
        ("link", "link is a link, which is not followed"),
        ("pipe", "it is not a regular file"),
        ("large", "it is larger than 1 MiB"),
        ("binary", "it holds the character NUL"),
    ] {
        let file = folder.join("release.yaml");
        std::fs::write(folder.join("large"), vec![b'a'; (1 << 20) + 1]).unwrap();
        std::fs::write(folder.join("binary"), "A=b\0C=d\0").unwrap();
        let text = format!("assets:\n- {{asset: Loan Desk, tag: 9.0.0, notes_file: {notes}}}\n");
        std::fs::write(&file, text).unwrap();
        let file = file.to_str().unwrap();
        for more in [&["--yes"][..], &["--plan", "json"]] {
            let arguments = [&["promote", "--file", file, "--to", "Production"], more].concat();
            let run = desk.odctl(&arguments).await;
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
            let start = format!("error: {file} at line 2 column 3: cannot read ");
            assert!(run.stderr.starts_with(&start), "{run}");
            assert!(run.stderr.contains(problem), "{run}");
        }
    }
    assert!(!desk.calls().contains(&"tag_revision"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plan_shows_the_beginning_of_the_notes_on_one_line() {
    let desk = quick().await;
    let notes = format!("# New\n\n\u{1b}[2J{}", "x".repeat(300));
    std::fs::write(desk.home.path().join("NOTES.md"), notes).unwrap();
    let file = release(&desk, "NOTES.md");
    let arguments = [
        "promote",
        "--file",
        &file,
        "--to",
        "Production",
        "--dry-run",
    ];
    let run = desk.odctl(&arguments).await;
    assert_eq!(run.code, 0, "{run}");
    let shown = r##"tag        9.0.0, with release notes "# New\n\n\u{1b}[2Jxxx"##;
    let line = run.stderr.lines().find(|line| line.contains(shown));
    let line = line.unwrap_or_else(|| panic!("{run}"));
    assert!(line.ends_with("…\" (311 characters)"), "{line}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pipe_in_the_place_of_a_kept_file_is_refused_at_once() {
    let desk = quick().await;
    let pipe = desk.home.path().join("people.csv.import-state.json");
    make_pipe(&pipe);
    let path = pipe.to_str().unwrap();
    std::fs::write(desk.home.path().join("people.csv"), "email\na@b.test\n").unwrap();
    for arguments in [
        &["promote", "--resume", path, "--dry-run"][..],
        &["promote", "--resume", path, "--yes"],
        &["users", "import", "--resume", path],
        &["users", "import", "--resume", path, "--dry-run"],
        &[
            "promote",
            "Loan Desk",
            "--to",
            "Production",
            "--state",
            path,
            "--yes",
        ],
    ] {
        let run = desk.odctl(arguments).await;
        assert_eq!(run.code, 2, "{run}");
        let problem = format!("cannot read {path}: it is not a regular file");
        assert!(run.stderr.contains(&problem), "{run}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pipe_on_the_command_line_is_read_and_one_without_a_writer_ends_with_an_error() {
    let desk = quick().await;
    let settings = "assets:\n  Booking Desk:\n    settings: {PageSize: 80}\n";
    let stdin = "/dev/stdin";
    for (arguments, input) in [
        (
            &["config", "apply", stdin, "--in", "Production", "--dry-run"][..],
            settings,
        ),
        (
            &[
                "promote",
                "--file",
                stdin,
                "--to",
                "Production",
                "--dry-run",
            ],
            "assets: [Loan Desk]",
        ),
        (
            &["users", "import", stdin, "--dry-run"],
            "email\na@b.test\n",
        ),
        (
            &["api", "create-user", "--body", "@/dev/stdin", "--dry-run"],
            "{\"email\": \"a@b.test\"}",
        ),
        (
            &[
                "promote",
                "Loan Desk",
                "--to",
                "Production",
                "--tag",
                "9.0.0",
                "--notes-file",
                "-",
                "--dry-run",
            ],
            "Faster.",
        ),
    ] {
        let run = desk.run(desk.command(arguments), arguments, input).await;
        assert_eq!(run.code, 0, "{run}");
    }
    let pipe = desk.home.path().join("pipe");
    make_pipe(&pipe);
    let pipe = pipe.to_str().unwrap();
    let nobody = ["config", "apply", pipe, "--in", "Production"];
    let run = desk.odctl(&nobody).await;
    assert_eq!(run.code, 2, "{run}");
    let problem = format!("cannot read {pipe}: no program writes to this pipe");
    assert!(run.stderr.contains(&problem), "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_endless_file_is_refused_at_the_limit_of_its_kind() {
    let desk = quick().await;
    let zeros = "/dev/zero";
    for arguments in [
        &["config", "apply", zeros, "--in", "Production"][..],
        &["promote", "--file", zeros, "--to", "Production"],
        &["users", "import", zeros, "--dry-run"],
        &[
            "promote",
            "Loan Desk",
            "--to",
            "prod",
            "--tag",
            "9.0.0",
            "--notes-file",
            zeros,
        ],
        &["notes", "Loan Desk", "--set", zeros],
        &["api", "create-user", "--body", "@/dev/zero"],
    ] {
        let run = desk.odctl(arguments).await;
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
        assert!(
            run.stderr
                .contains("cannot read /dev/zero: it is larger than "),
            "{run}"
        );
    }
}

async fn diff(desk: &Desk, more: &[&str], summary: Option<&Path>) -> Run {
    let arguments = [&DIFF[..], more].concat();
    let mut command = desk.command(&arguments);
    if let Some(summary) = summary {
        command.env("GITHUB_STEP_SUMMARY", summary);
    }
    desk.run(command, &arguments, "").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_into_a_link_or_a_pipe_is_refused_before_anything_is_sent() {
    let desk = small().await;
    let [victim, link, pipe] = ["victim", "link", "pipe"].map(|name| desk.home.path().join(name));
    std::fs::write(&victim, "kept").unwrap();
    symlink(&victim, &link).unwrap();
    make_pipe(&pipe);
    for (path, problem) in [
        (&link, "link is a link, which is not followed"),
        (&pipe, "it is not a regular file"),
        (&PathBuf::from("/dev/null"), "it is not a regular file"),
        (
            &PathBuf::from("/nonexistent/x"),
            "there is no folder /nonexistent; make it",
        ),
    ] {
        let file = path.to_str().unwrap();
        for (more, summary) in [
            (&["--report", "junit", "--report-file", file][..], None),
            (&["--report", "azure", "--report-file", file], None),
            (&["--report", "github", "--report-file", file], None),
            (&["--report", "github"], Some(&**path)),
        ] {
            let run = diff(&desk, more, summary).await;
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
            let start = format!("error: cannot write {file}: {problem}");
            assert!(run.stderr.starts_with(&start), "{run}");
        }
    }
    assert_eq!(desk.calls(), Vec::<&str>::new());
    assert_eq!(std::fs::read(&victim).unwrap(), b"kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_does_not_change_a_file_through_its_second_name() {
    let desk = small().await;
    let [report, second] = ["report", "second"].map(|name| desk.home.path().join(name));
    std::fs::write(&report, "old").unwrap();
    std::fs::hard_link(&report, &second).unwrap();
    let file = report.to_str().unwrap();
    let run = diff(&desk, &["--report", "junit", "--report-file", file], None).await;
    assert_eq!(run.code, 4, "{run}");
    assert!(
        std::fs::read_to_string(&report)
            .unwrap()
            .contains("<testsuite")
    );
    assert_eq!(std::fs::read(&second).unwrap(), b"old");
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_that_odctl_starts_get_no_secrets() {
    let desk = Desk::with(Sandbox::start().await.unwrap());
    let folder = desk.home.path().join("bin");
    std::fs::create_dir(&folder).unwrap();
    let seen = desk.home.path().join("seen");
    let dot = folder.join("dot");
    let script = format!(
        "#!/bin/sh\nexport > {}\nwhile IFS= read -r line; do :; done\necho '<svg/>'\n",
        seen.display()
    );
    std::fs::write(&dot, script).unwrap();
    std::fs::set_permissions(&dot, std::fs::Permissions::from_mode(0o755)).unwrap();
    let arguments = ["graph", "Booking Desk", "--as", "svg"];
    let mut command = desk.command(&arguments);
    command.env("PATH", &folder);
    let run = desk.run(command, &arguments, "").await;
    assert_eq!(run.code, 0, "{run}");
    let seen = std::fs::read_to_string(seen).unwrap();
    assert!(seen.contains("ODC_CLIENT_ID"), "{seen}");
    assert!(!seen.contains("ODC_CLIENT_SECRET"), "{seen}");
    assert!(!seen.contains(desk.sandbox.client_secret()), "{seen}");
}

/// The same is true of the command of a profile. It runs when the profile is chosen, although the environment has a
/// secret.
#[tokio::test(flavor = "multi_thread")]
async fn the_command_that_prints_a_secret_gets_no_other_secret() {
    let desk = Desk::start().await;
    let secret = desk.home.path().join("secret");
    std::fs::write(&secret, desk.sandbox.client_secret()).unwrap();
    let seen = desk.home.path().join("seen");
    let line = format!("export > {}; cat {}", seen.display(), secret.display());
    let arguments = [
        "login",
        "--domain",
        desk.sandbox.domain(),
        "--client-id",
        desk.sandbox.client_id(),
        "--secret-command",
        &line,
    ];
    let mut command = desk.command(&arguments);
    command
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("ODC_CLIENT_SECRET", "another-secret")
        .env("ODC_SHARED_STORE", "redis://:password@127.0.0.1:1");
    desk.run(command, &arguments, "").await;
    let seen = std::fs::read_to_string(seen).unwrap();
    assert!(seen.contains("ODC_CLIENT_ID"), "{seen}");
    for hidden in ["another-secret", "redis://"] {
        assert!(!seen.contains(hidden), "{seen}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_of_a_package_replace_links() {
    let desk = small().await;
    let victim = desk.home.path().join("victim");
    std::fs::write(&victim, "kept").unwrap();
    let package = desk.home.path().join("package");
    std::fs::create_dir_all(package.join("man1")).unwrap();
    symlink(&victim, package.join("man1/odctl.1")).unwrap();
    let run = desk.odctl(&["man", package.to_str().unwrap()]).await;
    assert_eq!(run.code, 0, "{run}");
    let page = std::fs::read_to_string(package.join("man1/odctl.1")).unwrap();
    assert!(page.contains(".TH odctl"), "{page}");
    assert_eq!(std::fs::read(&victim).unwrap(), b"kept");
    for entry in std::fs::read_dir(package.join("man1")).unwrap() {
        assert!(entry.unwrap().path().is_file());
    }
}
