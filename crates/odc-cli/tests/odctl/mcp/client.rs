//! A client of the Model Context Protocol over the program's stdin and stdout. Each line of stdout must be a message.

use std::process::{Output, Stdio};

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout};

use crate::support::Desk;

/// The last version in which a session begins with `initialize`, and the version in which every request is complete
/// by itself.
const WITH_SESSION: &str = "2025-11-25";
const STATELESS: &str = "2026-07-28";

/// How the client's user replies to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum User {
    /// The client cannot ask.
    Absent,
    Accepts,
    Declines,
}

pub struct Client {
    pub child: Child,
    input: Option<ChildStdin>,
    output: Lines<BufReader<ChildStdout>>,
    user: User,
    is_stateless: bool,
    last: u64,
    /// The questions that the user got.
    pub questions: Vec<String>,
    /// The progress that the server reported for calls that requested it.
    pub progress: Vec<Value>,
}

/// The result of calling a tool.
#[derive(Debug)]
pub struct Called {
    pub is_error: bool,
    /// The texts: JSON, and how to continue.
    pub texts: Vec<String>,
}

impl Called {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.texts[0]).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The cursor of a cut result.
    pub fn cursor(&self) -> Option<Value> {
        let more = self.texts.get(1)?;
        let (_, json) = more.split_once("\"cursor\": ")?;
        Some(serde_json::from_str(json).unwrap())
    }
}

impl Client {
    /// Starts the server, and begins a session.
    pub async fn start(desk: &Desk, options: &[&str], user: User) -> Self {
        let mut client = Self::spawn(desk, options, user);
        let hello = client.hello().await;
        assert_eq!(hello["serverInfo"]["name"], "odctl");
        client
    }

    /// A client of the stateless protocol.
    pub fn stateless(desk: &Desk, options: &[&str], user: User) -> Self {
        Self {
            is_stateless: true,
            ..Self::spawn(desk, options, user)
        }
    }

    /// Starts the server, and sends nothing.
    pub fn spawn(desk: &Desk, options: &[&str], user: User) -> Self {
        let mut child = desk
            .command(&[&["mcp"], options].concat())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            input: child.stdin.take(),
            output: BufReader::new(child.stdout.take().unwrap()).lines(),
            child,
            user,
            is_stateless: false,
            last: 0,
            questions: Vec::new(),
            progress: Vec::new(),
        }
    }

    fn capabilities(&self) -> Value {
        match self.user {
            User::Absent => json!({}),
            _ => json!({"elicitation": {"form": {}}}),
        }
    }

    pub async fn hello(&mut self) -> Value {
        let about = json!({"name": "tests", "version": "1"});
        let params = json!({"protocolVersion": WITH_SESSION, "capabilities": self.capabilities(), "clientInfo": about});
        let hello = self.request("initialize", params).await;
        self.send(json!({"jsonrpc": "2.0", "method": "notifications/initialized"}))
            .await;
        hello["result"].clone()
    }

    pub async fn send(&mut self, message: Value) {
        let input = self.input.as_mut().unwrap();
        input
            .write_all(format!("{message}\n").as_bytes())
            .await
            .unwrap();
    }

    /// Sends a request, and returns the response. Replies to questions of the server until then.
    pub async fn request(&mut self, method: &str, mut params: Value) -> Value {
        if self.is_stateless {
            let meta = &mut params["_meta"];
            meta["io.modelcontextprotocol/protocolVersion"] = json!(STATELESS);
            meta["io.modelcontextprotocol/clientInfo"] = json!({"name": "tests", "version": "1"});
            meta["io.modelcontextprotocol/clientCapabilities"] = self.capabilities();
        }
        self.last += 1;
        let id = self.last;
        self.send(json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}))
            .await;
        loop {
            let message = self.next().await;
            if message["method"] == "elicitation/create" {
                let said = self.say(&message["params"]);
                self.send(json!({"jsonrpc": "2.0", "id": message["id"], "result": said}))
                    .await;
            } else if message["method"] == "notifications/progress" {
                self.progress.push(message["params"].clone());
            } else if message["id"] == json!(id) {
                return message;
            }
        }
    }

    /// The next message of the server.
    pub async fn next(&mut self) -> Value {
        let line = self.output.next_line().await.unwrap();
        let line = line.expect("the server continues");
        serde_json::from_str(&line).unwrap()
    }

    /// The reply of the user to a question.
    fn say(&mut self, question: &Value) -> Value {
        let message = question["message"].as_str().unwrap();
        self.questions.push(message.to_owned());
        assert_eq!(question["requestedSchema"]["type"], "object", "{question}");
        match self.user {
            User::Accepts => json!({"action": "accept", "content": {"confirm": true}}),
            _ => json!({"action": "decline"}),
        }
    }

    /// Calls a tool. If the result is a question for the user, makes a second call with the user's reply.
    pub async fn call(&mut self, tool: &str, arguments: Value) -> Called {
        let params = json!({"name": tool, "arguments": arguments});
        self.call_with(params).await
    }

    /// Calls a tool with these parameters.
    pub async fn call_with(&mut self, mut params: Value) -> Called {
        let mut response = self.request("tools/call", params.clone()).await;
        if response["result"]["resultType"] == "input_required" {
            assert!(self.is_stateless);
            let question = response["result"]["inputRequests"]["confirm"]["params"].clone();
            params["requestState"] = response["result"]["requestState"].clone();
            params["inputResponses"] = json!({"confirm": self.say(&question)});
            response = self.request("tools/call", params).await;
        }
        let result = &response["result"];
        let texts = result["content"].as_array();
        let texts = texts.unwrap_or_else(|| panic!("{response}")).iter();
        Called {
            is_error: result["isError"] == true,
            texts: texts
                .map(|it| it["text"].as_str().unwrap().to_owned())
                .collect(),
        }
    }

    pub async fn tools(&mut self) -> Vec<Value> {
        let listed = self.request("tools/list", json!({})).await;
        listed["result"]["tools"].as_array().unwrap().clone()
    }

    /// Closes stdin, and waits for the end.
    pub async fn close(mut self) -> Output {
        drop(self.input.take());
        self.child.wait_with_output().await.unwrap()
    }
}
