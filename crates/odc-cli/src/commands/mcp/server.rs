//! What the protocol asks for: the list of tools, and calls of them.

use std::sync::Arc;

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, Implementation,
    ListToolsResult, PaginatedRequestParams, ServerCapabilities, ServerConfig,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler};
use serde_json::{Map, Value, json};
use tokio::sync::{mpsc, oneshot};

use super::super::api::schema;
use super::confirm::{Asked, Writes};
use super::cut::{CURSOR, Cursor, Shown};
use super::job::{Job, Work};
use super::secrets;
use super::tools::{DRY_RUN, Entry, Tools, What};
use crate::exit::Failure;
use crate::terminal;

const INSTRUCTIONS: &str = "Tools for one tenant of the OutSystems Developer Cloud (ODC). Begin with the tasks find_asset, \
stage_diff and graph, which take names; tools of operations take keys (UUIDs). A stage is called environment in operations. \
Results are JSON as the service sent it. A result that is cut says with which cursor to go on. Secrets are shown as [hidden].";

/// The most characters of a body in a question.
const MOST_OF_BODY: usize = 2_000;

/// The side of the command that speaks the protocol.
#[derive(Debug)]
pub(super) struct Server {
    pub tools: Arc<Tools>,
    pub writes: Writes,
    /// The URL of the tenant.
    pub origin: String,
    pub jobs: mpsc::UnboundedSender<Job>,
}

/// A call that was checked, and how its effect is shown before it is made.
struct Checked {
    work: Work,
    cursor: Cursor,
    /// What the call would send or do.
    plan: Value,
    is_dry_run: bool,
}

impl Server {
    fn check(&self, entry: &Entry, given: Option<Map<String, Value>>) -> Result<Checked, Failure> {
        let mut arguments = entry.checked(given)?;
        let cursor = arguments.shift_remove(CURSOR).map(serde_json::from_value);
        let cursor = cursor.transpose().map_err(Failure::usage)?;
        let is_dry_run = arguments.shift_remove(DRY_RUN) == Some(Value::Bool(true));
        let (work, mut plan, operations) = match entry.what {
            What::Operation(operation) => {
                let request = schema::request(operation, &arguments);
                let plan = request.prepare()?.to_json(&self.origin);
                (Work::Send(request), plan, vec![operation])
            }
            What::Task(task) => {
                let plan = json!({"task": task.name, "arguments": arguments});
                (Work::Task(task, arguments), plan, task.operations.to_vec())
            }
        };
        secrets::hide(&mut plan, &secrets::marked(&operations));
        Ok(Checked {
            work,
            cursor: cursor.unwrap_or_default(),
            plan,
            is_dry_run: is_dry_run && entry.writes,
        })
    }

    /// The question before a call that writes.
    fn question(&self, entry: &Entry, plan: &Value) -> String {
        let about = match entry.what {
            What::Operation(operation) => operation.about(),
            What::Task(task) => task.about,
        };
        let mut lines = vec![format!("Change the tenant {}? {about}.", self.origin)];
        if let (Some(method), Some(url)) = (plan["method"].as_str(), plan["url"].as_str()) {
            lines.push(format!("{method} {url}"));
        }
        let body = plan.get("body").or_else(|| plan.get("arguments"));
        if let Some(body) = body {
            let body = serde_json::to_string_pretty(body).unwrap_or_else(|_| body.to_string());
            let is_long = body.chars().count() > MOST_OF_BODY;
            let begin: String = body.chars().take(MOST_OF_BODY).collect();
            lines.push(begin + if is_long { "\n… (cut)" } else { "" });
        }
        terminal::lines(&lines.join("\n"))
    }

    async fn call(
        &self,
        entry: &Entry,
        params: CallToolRequestParams,
        context: &RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, Failure> {
        let checked = self.check(entry, params.arguments)?;
        if entry.writes && !(checked.is_dry_run && self.writes.allowed) {
            let question = self.question(entry, &checked.plan);
            let said = params.input_responses.as_ref();
            let asked = self.writes.ask(&entry.tool.name, question, said, context);
            match asked.await {
                Asked::Yes => {}
                Asked::No(why) => return Err(Failure::failed(why)),
                Asked::Later(question) => return Ok((*question).into()),
            }
        }
        if checked.is_dry_run {
            let json = checked.plan.to_string();
            let more = Some("Nothing was sent.".to_owned());
            return Ok(shown(Shown { json, more }).into());
        }
        let (reply, result) = oneshot::channel();
        let job = Job {
            work: checked.work,
            cursor: checked.cursor,
            reply,
        };
        let ends = || Failure::failed("the server ends");
        self.jobs.send(job).map_err(|_| ends())?;
        let result = result.await.map_err(|_| ends())?;
        Ok(shown(result?).into())
    }
}

fn shown(result: Shown) -> CallToolResult {
    let texts = [Some(result.json), result.more].into_iter().flatten();
    CallToolResult::success(texts.map(ContentBlock::text).collect())
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().build();
        let program = Implementation::new("odctl", env!("CARGO_PKG_VERSION"));
        ServerConfig::new(capabilities)
            .with_server_info(program)
            .with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        _page: Option<PaginatedRequestParams>,
        _context: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        let tools = self.tools.offered().map(|entry| entry.tool.clone());
        Ok(ListToolsResult::with_all_items(tools.collect()))
    }

    async fn call_tool(
        &self,
        params: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let Some(entry) = self.tools.get(&params.name) else {
            let line = format!("there is no tool {}", params.name);
            return Err(ErrorData::invalid_params(line, None));
        };
        // A call that was cancelled is not confirmed any more, and its result is not waited for.
        let result = tokio::select! {
            result = self.call(entry, params, &context) => result,
            () = context.ct.cancelled() => Err(Failure::failed("the client cancelled the call")),
        };
        Ok(result.unwrap_or_else(|failure| {
            let line = failure.line().unwrap_or_default().to_owned();
            CallToolResult::error(vec![ContentBlock::text(line)]).into()
        }))
    }
}
