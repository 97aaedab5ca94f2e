//! Real servers for tests. A server is the program `redis-server`, or the program that `ODC_REDIS_SERVER` names, on a
//! free port. Tests of three crates use it.
//!
//! The functions panic when they fail, because then the test fails.

mod proxy;

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use redis::{Client, Connection, FromRedisValue};
use tempfile::TempDir;

pub use proxy::{Cut, Proxy};

/// The texts that a server and a Sentinel write when they are ready.
const READY: &str = "Ready to accept connections";
const WATCHES: &str = "+monitor master";

/// The program, unless the variable [`PROGRAM`] is set.
const SYSTEM: &str = "redis-server";

/// The variable that names another program than `redis-server`, such as an older version, or Valkey.
const PROGRAM: &str = "ODC_REDIS_SERVER";

/// A server. It ends when this value is dropped.
#[derive(Debug)]
pub struct Server {
    program: PathBuf,
    port: u16,
    arguments: Vec<String>,
    process: Child,
    folder: TempDir,
}

impl Server {
    /// Starts a server. It is empty, and saves nothing.
    #[must_use]
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// Starts a server with further arguments of `redis-server`.
    #[must_use]
    pub fn with(arguments: &[&str]) -> Self {
        Self::of(program(), arguments)
    }

    /// Starts a server with TLS. It is always `redis-server`, even if `ODC_REDIS_SERVER` names another program, because
    /// the builds in Python packages do not support TLS.
    #[must_use]
    pub fn with_tls(arguments: &[&str]) -> Self {
        Self::of(PathBuf::from(SYSTEM), arguments)
    }

    fn of(program: PathBuf, arguments: &[&str]) -> Self {
        let arguments: Vec<_> = arguments.iter().map(|&text| text.to_owned()).collect();
        let folder = tempfile::tempdir().expect("a temporary folder");
        let started = on_a_free_port(|port| {
            let process = launch(&program, &options(port, &arguments), folder.path(), READY)?;
            Some((port, process))
        });
        let Some((port, process)) = started else {
            panic!(
                "{} does not start; install it (Debian: redis-server), or set {PROGRAM} to the path of another one",
                program.display()
            );
        };
        Self {
            program,
            port,
            arguments,
            process,
            folder,
        }
    }

    /// Starts a Sentinel that watches the server on this port under the name `main`.
    #[must_use]
    pub fn sentinel(primary: u16) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let program = program();
        let config = folder.path().join("sentinel.conf");
        let started = on_a_free_port(|port| {
            let text = format!(
                "port {port}\nbind 127.0.0.1\nsentinel monitor main 127.0.0.1 {primary} 1\nsentinel failover-timeout main 5000\n"
            );
            std::fs::write(&config, text).expect("the folder can be written to");
            let arguments = [config.display().to_string(), "--sentinel".to_owned()];
            Some((port, launch(&program, &arguments, folder.path(), WATCHES)?))
        });
        let (port, process) = started.expect("a Sentinel starts");
        Self {
            program,
            port,
            arguments: Vec::new(),
            process,
            folder,
        }
    }

    /// The port of the server on 127.0.0.1.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The URL of the server.
    #[must_use]
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Ends the server as if it had crashed.
    pub fn kill(&mut self) {
        self.process.kill().expect("the server runs");
        self.process.wait().expect("the server ends");
    }

    /// Starts the server again after [`kill`](Self::kill), on the same port and empty.
    pub fn restart(&mut self) {
        let options = options(self.port, &self.arguments);
        // Another program may have taken the port for a short time, so several attempts are needed.
        let folder = self.folder.path();
        let mut attempts =
            std::iter::repeat_with(|| launch(&self.program, &options, folder, READY));
        let started = attempts.by_ref().take(20).flatten().next();
        self.process = started.expect("the server starts again");
    }

    /// A connection for the test itself.
    #[must_use]
    pub fn connection(&self) -> Connection {
        let client = Client::open(self.url()).expect("the URL is valid");
        client.get_connection().expect("the server responds")
    }

    /// Runs a command, whose words are separated by blanks.
    pub fn run(&self, command: &str) {
        let () = self.ask(command);
    }

    /// Runs a command, and returns the response of the server.
    #[must_use]
    pub fn ask<T: FromRedisValue>(&self, command: &str) -> T {
        let mut words = command.split(' ');
        let mut cmd = redis::cmd(words.next().unwrap_or_default());
        words.for_each(|word| {
            cmd.arg(word);
        });
        let result = cmd.query(&mut self.connection());
        result.unwrap_or_else(|error| panic!("{command}: {error}"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A port on which nothing listens now.
#[must_use]
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    listener.local_addr().expect("it has an address").port()
}

/// Another program may take the free port first. Then this function tries another port.
fn on_a_free_port<T>(start: impl Fn(u16) -> Option<T>) -> Option<T> {
    (0..20).find_map(|_| start(free_port()))
}

fn program() -> PathBuf {
    std::env::var_os(PROGRAM).map_or_else(|| PathBuf::from(SYSTEM), PathBuf::from)
}

fn options(port: u16, arguments: &[String]) -> Vec<String> {
    let own = [
        "--port",
        &port.to_string(),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
    ];
    let own = own.map(str::to_owned);
    own.into_iter().chain(arguments.iter().cloned()).collect()
}

/// Starts the program, and waits until it writes `sign`. `None` when it ends before that.
fn launch(program: &Path, arguments: &[String], folder: &Path, sign: &str) -> Option<Child> {
    let mut process = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut output = BufReader::new(process.stdout.take()?);
    let mut line = String::new();
    while !line.contains(sign) {
        line.clear();
        if output.read_line(&mut line).ok()? == 0 {
            process.wait().ok()?;
            return None;
        }
    }
    drain(output);
    Some(process)
}

/// Reads the later output of the program. Otherwise the program would wait for a reader.
fn drain(mut output: BufReader<ChildStdout>) {
    std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
}
