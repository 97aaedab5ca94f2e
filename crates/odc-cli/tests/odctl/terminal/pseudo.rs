//! Runs the program on a pseudo terminal, as a person does: reads its output as it comes, and types lines.

use std::io::{Read as _, Write};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tokio::process::Command;

/// The longest wait for output that should come immediately.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    /// Everything that the program has written.
    text: String,
    /// The length of the part that a wait has already found.
    read: usize,
}

/// How a program ended.
#[derive(Debug)]
pub struct Ended {
    pub code: u32,
    /// Everything that the program has written, with the control codes for the terminal.
    pub text: String,
}

impl Terminal {
    /// Starts the program with the arguments and the environment of a command.
    pub fn start(command: &Command) -> Self {
        Self::wide(command, 120)
    }

    /// Starts the program on a terminal of this many columns.
    pub fn wide(command: &Command, columns: u16) -> Self {
        let size = PtySize {
            rows: 40,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let command = command.as_std();
        let mut builder = CommandBuilder::new(command.get_program());
        builder.args(command.get_args());
        builder.env_clear();
        builder.env("TERM", "xterm-256color");
        for (name, value) in command.get_envs() {
            if let Some(value) = value {
                builder.env(name, value);
            }
        }
        let child = pair.slave.spawn_command(builder).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = mpsc::channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            // On some systems, the end of the program is an error.
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            keyboard: pair.master.take_writer().unwrap(),
            master: pair.master,
            child,
            output,
            text: String::new(),
            read: 0,
        }
    }

    /// Waits until the program has written this text, after the text that the last wait found.
    pub fn until(&mut self, wanted: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.text[self.read..].find(wanted) {
                self.read += at + wanted.len();
                return;
            }
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.text += &String::from_utf8_lossy(&bytes),
                Err(error) => panic!("{wanted:?} did not come ({error}): {:?}", self.text),
            }
        }
    }

    /// Waits until the terminal does not show typed characters.
    pub fn until_hidden(&self) {
        let end = Instant::now() + PATIENCE;
        let shows = || {
            let flags = self.master.get_termios().unwrap().local_flags;
            flags.iter_names().any(|(name, _)| name == "ECHO")
        };
        while shows() {
            assert!(Instant::now() < end, "the terminal shows what is typed");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    pub fn type_line(&mut self, line: &str) {
        self.keyboard
            .write_all(format!("{line}\n").as_bytes())
            .unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Waits for the end of the program.
    pub fn end(mut self) -> Ended {
        let status = self.child.wait().unwrap();
        while let Ok(bytes) = self.output.recv_timeout(PATIENCE) {
            self.text += &String::from_utf8_lossy(&bytes);
        }
        Ended {
            code: status.exit_code(),
            text: self.text,
        }
    }
}
