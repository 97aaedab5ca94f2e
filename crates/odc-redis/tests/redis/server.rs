//! A real server for one test: `redis-server` on a port that is free. Tests of three crates use it.

#![allow(dead_code, reason = "no program of tests uses all of it")]

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use redis::{Client, Connection};
use tempfile::TempDir;

/// A server that ends with this value.
pub struct Server {
    port: u16,
    arguments: Vec<String>,
    process: Child,
    folder: TempDir,
}

impl Server {
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// A server with further arguments of `redis-server`.
    pub fn with(arguments: &[&str]) -> Self {
        let arguments: Vec<_> = arguments.iter().map(|&text| text.to_owned()).collect();
        let folder = tempfile::tempdir().unwrap();
        // Another program may take the port in between: then another one is tried.
        for _ in 0..20 {
            let port = free_port();
            if let Some(process) = launch(port, &arguments, folder.path()) {
                return Self {
                    port,
                    arguments,
                    process,
                    folder,
                };
            }
        }
        panic!("redis-server does not start; it has to be installed (Debian: redis-server)");
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Stops the server as a crash does. Nothing is saved.
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts it again on the same port, empty.
    pub fn restart(&mut self) {
        let end = Instant::now() + Duration::from_secs(10);
        loop {
            if let Some(process) = launch(self.port, &self.arguments, self.folder.path()) {
                self.process = process;
                return;
            }
            assert!(Instant::now() < end, "the port of the server is taken");
        }
    }

    /// A connection of the test's own.
    pub fn connection(&self) -> Connection {
        Client::open(self.url()).unwrap().get_connection().unwrap()
    }

    pub fn run<T: redis::FromRedisValue>(&self, command: &str) -> T {
        let mut words = command.split(' ');
        let mut cmd = redis::cmd(words.next().unwrap());
        words.for_each(|word| {
            cmd.arg(word);
        });
        cmd.query(&mut self.connection()).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

fn launch(port: u16, arguments: &[String], folder: &Path) -> Option<Child> {
    let mut process = Command::new("redis-server")
        .args([
            "--port",
            &port.to_string(),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--loglevel",
            "warning",
        ])
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let end = Instant::now() + Duration::from_secs(10);
    while Instant::now() < end {
        if process.try_wait().ok()?.is_some() {
            return None;
        }
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some(process);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let _ = process.kill();
    None
}
