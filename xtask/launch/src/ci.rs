//! `cargo xtask ci`: runs the checks that a change must pass, by name.
//!
//! `.ci/run` installs the tools that a new machine lacks, and runs all checks. A check without its tools fails and says
//! what to install. Otherwise a check that did not run would look as if it had passed.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::process::{cargo, fail};

/// The purpose of the task, on one line.
pub const ABOUT: &str = "List the checks that every change must pass, or run some or all of them";

/// The whole help text.
pub const HELP: &str = "\
List the checks that every change must pass, or run some or all of them

Usage: cargo xtask ci [STEP]...

Arguments:
  [STEP]...  The checks to run, in this order; `all` runs every check; without names, the checks are listed

Options:
  -h, --help  Print help

Every named check runs, also after another one failed. At the end, one line for each check shows its time and its
result. `.ci/run` installs the tools that a new machine lacks, and runs `cargo xtask ci all`.

Exit codes: 0 all passed, 1 a check failed or could not run.

Examples: cargo xtask ci
          cargo xtask ci fmt clippy fresh
          cargo xtask ci all
";

/// A check: commands that run one after the other, and must all succeed.
struct Step {
    name: &'static str,
    about: &'static str,
    /// The programs that it needs besides cargo, and where to get them.
    needs: &'static [(&'static str, &'static str)],
    /// Command lines, which run in the workspace folder. A word `NAME=value` at the beginning sets an environment variable.
    commands: &'static [&'static str],
}

const BASH: (&str, &str) = ("bash", "Git for Windows has it");
const GIT: (&str, &str) = ("git", "install it from https://git-scm.com");
const NEXTEST: (&str, &str) = ("cargo-nextest", "cargo install cargo-nextest --locked");
const NPM: (&str, &str) = ("npm", "install Node.js from https://nodejs.org");
const REDIS: (&str, &str) = ("redis-server", "Debian: apt-get install redis-server");
const PYTHON: (&str, &str) = ("python3", "install Python 3 with venv and pip");

/// All checks. README tells a new user to run the first two.
const STEPS: &[Step] = &[
    Step {
        name: "quickstart",
        about: "the first command of README",
        needs: &[],
        commands: &["cargo xtask quickstart"],
    },
    Step {
        name: "test",
        about: "all tests of README's second command, side by side, some of them against an OpenID provider from npm and a Redis server",
        needs: &[NPM, NEXTEST, REDIS],
        commands: &[
            "npm ci --prefix tests/oidc-provider --no-audit --no-fund",
            // nextest takes a third of the time of `cargo test`, because `cargo test` runs the test programs one after
            // the other.
            "ODC_REQUIRE_NODE=1 cargo nextest run --workspace --locked --no-fail-fast --status-level fail",
            "cargo test --workspace --doc --locked --no-fail-fast --quiet",
        ],
    },
    Step {
        name: "fmt",
        about: "every file is formatted, and contains no conflict markers",
        needs: &[BASH, GIT],
        commands: &[
            "cargo fmt --all --check",
            // git grep ends with 1 when it has searched and found nothing.
            "bash -c 'git grep -nIE \"^(<{7}|>{7})( |$)\"; test $? = 1'",
        ],
    },
    Step {
        name: "clippy",
        about: "clippy finds nothing, with all features",
        needs: &[],
        commands: &[
            "cargo clippy --workspace --all-targets --all-features --locked -- -D warnings",
        ],
    },
    Step {
        name: "fresh",
        about: "the generated code is fresh",
        needs: &[],
        commands: &["cargo test --workspace --locked --bin xtask -- generated_code_is_fresh"],
    },
    Step {
        name: "fuzz",
        about: "the fuzz targets compile; running them needs a nightly toolchain",
        needs: &[BASH],
        commands: &[
            "bash -c 'cp Cargo.lock crates/odc-codegen/fuzz/Cargo.lock'",
            "cargo check --manifest-path crates/odc-codegen/fuzz/Cargo.toml --target-dir target",
        ],
    },
    Step {
        name: "load",
        about: "the sandbox under 64 clients for 20 seconds",
        needs: &[],
        commands: &[
            "ODC_LOAD_SECONDS=20 cargo test --workspace --locked --test coverage -- sixty_four",
        ],
    },
    Step {
        name: "features",
        about: "the client crates with their default features, with native-tls, and with one TLS library at a time",
        needs: &[BASH],
        commands: &[
            // `test` runs their tests with all features: `tests/` turns them on for the whole workspace.
            "cargo check --package odc-*-v* --locked",
            "cargo check --package odc-identity-v1 --locked --no-default-features --features native-tls",
            "bash .ci/one-tls-library",
        ],
    },
    Step {
        name: "lowest",
        about: "the crates compile and pass the tests of redirects with the lowest versions that the manifests allow",
        needs: &[BASH],
        commands: &["bash .ci/lowest-versions"],
    },
    Step {
        name: "docs",
        about: "the documentation builds without a warning",
        needs: &[],
        commands: &["RUSTDOCFLAGS=-Dwarnings cargo doc --workspace --no-deps --locked"],
    },
    Step {
        name: "integrations",
        about: "the GitHub Action and the Azure Pipelines template have the form that their schemas demand",
        needs: &[BASH, PYTHON],
        commands: &["bash .ci/integrations"],
    },
    Step {
        name: "stores",
        about: "the tests of the shared store, against Redis 6.2 and Valkey from PyPI",
        needs: &[BASH, PYTHON, NEXTEST, REDIS],
        commands: &["bash .ci/other-stores"],
    },
    Step {
        name: "schemathesis",
        about: "schemathesis finds nothing in the sandbox, 15 seconds for each document",
        needs: &[BASH, PYTHON],
        commands: &["bash crates/odc-sandbox/tests/schemathesis.sh 15"],
    },
];

/// Runs the task with the arguments after its name.
#[must_use]
pub fn run(arguments: &[OsString]) -> ExitCode {
    if arguments.iter().any(|a| a == "--help" || a == "-h") {
        print!("{HELP}");
        return ExitCode::SUCCESS;
    }
    if arguments.is_empty() {
        for step in STEPS {
            println!("{:<14}{}", step.name, step.about);
        }
        return ExitCode::SUCCESS;
    }
    match find_steps(arguments) {
        Ok(steps) => run_steps(&steps),
        Err(unknown) => fail(&format!(
            "no check is called `{unknown}`; `cargo xtask ci` lists them"
        )),
    }
}

/// The steps with these names, or else the first unknown name.
fn find_steps(arguments: &[OsString]) -> Result<Vec<&'static Step>, String> {
    if arguments.iter().any(|name| name == "all") {
        return Ok(STEPS.iter().collect());
    }
    arguments
        .iter()
        .map(|name| {
            let step = STEPS.iter().find(|step| name == step.name);
            step.ok_or_else(|| name.to_string_lossy().escape_debug().to_string())
        })
        .collect()
}

fn run_steps(steps: &[&Step]) -> ExitCode {
    let mut summary = String::from("\n");
    let mut failed = 0;
    for step in steps {
        let start = Instant::now();
        let ended = step.run();
        let seconds = start.elapsed().as_secs();
        let verdict = match ended {
            Ok(()) => "passed".to_owned(),
            Err(reason) => {
                failed += 1;
                format!("FAILED: {reason}")
            }
        };
        let _ = writeln!(summary, "{:<14}{seconds:>5} s  {verdict}", step.name);
    }
    print!("{summary}");
    println!("{} passed, {failed} failed", steps.len() - failed);
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

impl Step {
    /// # Errors
    /// A missing tool, or the command line that failed.
    fn run(&self) -> Result<(), String> {
        println!("\n== {}: {}", self.name, self.about);
        if let Some((tool, remedy)) = self.needs.iter().find(|(tool, _)| !is_installed(tool)) {
            let reason = format!("it needs {tool}, which this machine lacks; {remedy}");
            println!("{reason}");
            return Err(reason);
        }
        for line in self.commands {
            println!("$ {line}");
            let mut command = parse_command(line);
            match command.status() {
                Ok(status) if status.success() => {}
                Ok(status) => return Err(format!("`{line}` ended with {status}")),
                Err(error) => return Err(crate::process::not_started(&command, &error)),
            }
        }
        Ok(())
    }
}

fn is_installed(tool: &str) -> bool {
    let mut probe = Command::new(tool);
    probe.arg("--version");
    probe.stdout(std::process::Stdio::null());
    probe.stderr(std::process::Stdio::null());
    probe.status().is_ok_and(|status| status.success())
}

/// Parses a command line: variables, program, arguments. Single quotes enclose one argument.
fn parse_command(line: &str) -> Command {
    let mut words = split_words(line).into_iter().peekable();
    let mut variables = Vec::new();
    while let Some((name, value)) = words.peek().and_then(|word| word.split_once('=')) {
        variables.push((name.to_owned(), value.to_owned()));
        words.next();
    }
    let program = words.next().expect("every line names a program");
    let mut command = if program == "cargo" {
        Command::new(cargo())
    } else {
        Command::new(program)
    };
    command.envs(variables).args(words);
    command.env("CARGO_TERM_COLOR", "never");
    command.env("NEXTEST_TEST_THREADS", test_threads().to_string());
    command
}

/// How many tests run at the same time. It is twice the number of processors, since many tests wait for servers,
/// timeouts or other programs.
fn test_threads() -> usize {
    2 * std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

fn split_words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (n, part) in line.split('\'').enumerate() {
        if n % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_line_is_variables_program_and_arguments() {
        let command = parse_command("A=1 B=x=y bash -c 'cp a b' --flag=z");
        assert_eq!(command.get_program(), "bash");
        let arguments: Vec<_> = command.get_args().collect();
        assert_eq!(arguments, ["-c", "cp a b", "--flag=z"]);
        let variables: Vec<_> = command.get_envs().map(|(name, _)| name).collect();
        assert_eq!(
            variables,
            ["A", "B", "CARGO_TERM_COLOR", "NEXTEST_TEST_THREADS"]
        );
    }

    #[test]
    fn steps_are_found_by_name_and_an_unknown_name_is_reported() {
        let found = find_steps(&["fmt".into(), "docs".into()]).map_err(|_| ());
        let names = found.map(|steps| steps.iter().map(|step| step.name).collect::<Vec<_>>());
        assert_eq!(names, Ok(vec!["fmt", "docs"]));
        let all = find_steps(&["all".into()]).map(|steps| steps.len());
        assert_eq!(all, Ok(STEPS.len()));
        let unknown = find_steps(&["fmt".into(), "fm\u{1b}t".into()]).map(|steps| steps.len());
        assert_eq!(unknown, Err(r"fm\u{1b}t".to_owned()));
    }

    #[test]
    fn a_step_whose_tool_is_missing_fails_and_says_what_to_install() {
        let step = Step {
            name: "x",
            about: "x",
            needs: &[("no-such-tool", "install it")],
            commands: &["false"],
        };
        let reason = "it needs no-such-tool, which this machine lacks; install it";
        assert_eq!(step.run(), Err(reason.to_owned()));
    }

    #[test]
    fn a_step_fails_with_the_command_line_that_failed() {
        let step = |commands| Step {
            name: "x",
            about: "x",
            needs: &[],
            commands,
        };
        assert_eq!(step(&["cargo --version"]).run(), Ok(()));
        let failed = step(&[
            "cargo --version",
            "cargo no-such-command",
            "cargo --version",
        ])
        .run();
        assert!(
            failed
                .unwrap_err()
                .starts_with("`cargo no-such-command` ended with ")
        );
    }

    #[test]
    fn every_step_has_a_name_of_its_own() {
        for (n, step) in STEPS.iter().enumerate() {
            assert!(
                STEPS[..n].iter().all(|other| other.name != step.name),
                "{}",
                step.name
            );
            assert!(step.name.len() < 14 && step.name != "all", "{}", step.name);
        }
    }
}
