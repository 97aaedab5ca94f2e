//! Runs a program like a user, and records its output.

use std::path::Path;
use std::process::{Command, Output};

use odc_sandbox::Sandbox;

/// The output and the exit code of a program.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn succeeded(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }

    /// The single line of the error. The text before it is progress.
    pub fn failed(self) -> String {
        assert_eq!(self.code, Some(1), "{self:?}");
        let at = self.err.find("error: ").expect("an error is printed");
        let error = self.err[at..].trim_end();
        assert_eq!(error.lines().count(), 1, "{error}");
        error.to_owned()
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
        }
    }
}

/// A program without a tenant in its environment variables, which starts its own sandbox.
pub fn program(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments);
    if Path::new(program).file_stem() == Some("onboard-users".as_ref())
        && !arguments.iter().any(|it| it.starts_with("--"))
    {
        // Each run has its own file for its state.
        let folder = tempfile::tempdir().expect("a folder").keep();
        command
            .arg("--unfinished")
            .arg(folder.join("unfinished.json"));
    }
    for name in [
        "ODC_PORTAL_DOMAIN",
        "ODC_CLIENT_ID",
        "ODC_CLIENT_SECRET",
        "ODC_ALLOW_HTTP_LOOPBACK",
        "ODC_EXTRA_CA_CERTS",
        "SSL_CERT_FILE",
    ] {
        command.env_remove(name);
    }
    command
}

pub fn run(path: &str, arguments: &[&str]) -> Ran {
    program(path, arguments)
        .output()
        .expect("the program starts")
        .into()
}

/// Runs a program with a sandbox that the test also uses.
pub async fn run_at(sandbox: &Sandbox, path: &str, arguments: &[&str]) -> Ran {
    run_with(sandbox, path, arguments, &[]).await
}

/// The same, with additional environment variables.
pub async fn run_with(
    sandbox: &Sandbox,
    path: &str,
    arguments: &[&str],
    variables: &[(&str, &str)],
) -> Ran {
    let mut command = program(path, arguments);
    command
        .env("ODC_PORTAL_DOMAIN", sandbox.domain())
        .env("ODC_CLIENT_ID", sandbox.client_id())
        .env("ODC_CLIENT_SECRET", sandbox.client_secret())
        .env("ODC_ALLOW_HTTP_LOOPBACK", "1")
        .envs(variables.iter().copied());
    let output = tokio::task::spawn_blocking(move || command.output()).await;
    let output = output.expect("nothing panics");
    output.expect("the program starts").into()
}

/// Compares the printed text of a program with the expected text. Blanks at the ends are ignored.
#[track_caller]
pub fn assert_prints(printed: &str, expected: &str) {
    assert_eq!(printed.trim(), expected.trim(), "it printed:\n{printed}");
}
