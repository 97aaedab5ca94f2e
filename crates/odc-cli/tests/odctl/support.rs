//! Runs the program like a shell, with a sandbox in this process: with an empty environment and its own folders.

use std::fmt;
use std::path::Path;
use std::process::{Output, Stdio};

use odc_sandbox::Sandbox;
use tempfile::TempDir;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

/// A tenant, and the home folder of a user.
pub struct Desk {
    pub sandbox: Sandbox,
    pub home: TempDir,
}

impl Desk {
    pub async fn start() -> Self {
        Self::with(Sandbox::start().await.unwrap())
    }

    pub fn with(sandbox: Sandbox) -> Self {
        Self {
            sandbox,
            home: tempfile::tempdir().unwrap(),
        }
    }

    /// The program with the credentials of the sandbox in its environment.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.signed_out(arguments);
        command
            .env("ODC_PORTAL_DOMAIN", self.sandbox.domain())
            .env("ODC_CLIENT_ID", self.sandbox.client_id())
            .env("ODC_CLIENT_SECRET", self.sandbox.client_secret());
        command
    }

    /// The program without credentials.
    pub fn signed_out(&self, arguments: &[&str]) -> Command {
        let mut command = program(self.home.path(), arguments);
        command.env("ODC_ALLOW_HTTP_LOOPBACK", "1");
        command
    }

    pub async fn odctl(&self, arguments: &[&str]) -> Run {
        self.run(self.command(arguments), arguments, "").await
    }

    pub async fn run(&self, mut command: Command, arguments: &[&str], input: &str) -> Run {
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // The program may end without reading it.
        let _ = stdin.write_all(input.as_bytes()).await;
        drop(stdin);
        let output = child.wait_with_output().await.unwrap();
        Run::new(arguments, output, self.sandbox.domain())
    }

    /// The called operations, in their order, without those of the identity service.
    pub fn calls(&self) -> Vec<&'static str> {
        let journal = self.sandbox.journal();
        let names = journal.iter().filter_map(|entry| entry.operation);
        names
            .filter(|name| !["discovery", "keys", "token"].contains(name))
            .collect()
    }
}

/// The program with its own home folder, without the environment of the tests.
pub fn program(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_odctl"));
    command
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .kill_on_drop(true);
    for (name, folder) in [
        ("CONFIG", "config"),
        ("DATA", "data"),
        ("CACHE", "cache"),
        ("STATE", "state"),
    ] {
        command.env(format!("XDG_{name}_HOME"), home.join(folder));
    }
    // No test uses the keychain of the user who runs it.
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    command
}

/// The output of the program, and how it ended. It prints as a transcript.
#[derive(Debug)]
pub struct Run {
    command: String,
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

impl Run {
    pub fn new(arguments: &[&str], output: Output, domain: &str) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap().replace(domain, "HOST");
        let quoted = arguments.iter().map(|it| {
            if it.contains([' ', '"']) {
                format!("'{it}'")
            } else {
                (*it).to_owned()
            }
        });
        Self {
            command: quoted.collect::<Vec<_>>().join(" ").replace(domain, "HOST"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            code: output.status.code().unwrap_or(-1),
        }
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{self}"))
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "$ odctl {}\n{}", self.command, self.stdout)?;
        for line in self.stderr.lines() {
            writeln!(f, "stderr: {line}")?;
        }
        write!(f, "exit {}", self.code)
    }
}
