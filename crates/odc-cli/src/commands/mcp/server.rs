//! The functions of the protocol: it lists the tools and calls them.

use std::sync::Arc;

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, Implementation,
    ListToolsResult, PaginatedRequestParams, ProgressNotificationParam, ServerCapabilities,
    ServerConfig,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler};
use serde_json::{Map, Value, json};
use tokio::sync::{mpsc, oneshot};

use super::super::api::schema;
use super::confirm::{Asked, Writes};
use super::consents::Call;
use super::cut::{CURSOR, Cursor, Shown};
use super::job::{Job, Work};
use super::plans::Plans;
use super::question::Question;
use super::secrets::{self, Clean, Hidden};
use super::tools::{DRY_RUN, Entry, ToolKind, Tools};
use crate::exit::Failure;

const INSTRUCTIONS: &str = "Tools for one tenant of the OutSystems Developer Cloud (ODC). Begin with the tasks find_asset, \
stage_diff, graph, impact_deploy, impact_delete, audit_roles, who_can and promote_plan, which take names; tools of operations \
take keys (UUIDs). A stage is called environment in operations. Results are JSON as the service sent it. A result that is cut \
names the cursor for the rest; the other arguments stay the same. dry_run shows the request of a write, and sends \
nothing. Secrets are shown as [hidden].";

/// The part of the command that handles the protocol.
#[derive(Debug)]
pub(super) struct Server {
    pub tools: Arc<Tools>,
    pub writes: Writes,
    pub plans: Arc<Plans>,
    /// The URL of the tenant.
    pub origin: String,
    pub jobs: mpsc::UnboundedSender<Job>,
}

/// A checked call, and its effect for the question before the call.
struct Checked {
    work: Work,
    cursor: Cursor,
    /// The call that its consent is for.
    consent: Call,
    /// The requests or changes that the call would make.
    plan: Hidden,
    is_dry_run: bool,
}

impl Server {
    fn check(&self, entry: &Entry, given: Option<Map<String, Value>>) -> Result<Checked, Failure> {
        let mut arguments = entry.checked(given)?;
        let cursor = arguments.shift_remove(CURSOR).map(serde_json::from_value);
        let cursor = cursor.transpose().map_err(|error| {
            Failure::usage(format_args!("{}: /{CURSOR}: {error}", entry.tool.name))
        })?;
        let is_dry_run = arguments.shift_remove(DRY_RUN) == Some(Value::Bool(true));
        let given = Value::Object(arguments.clone());
        let (work, plan, operations) = match entry.kind {
            ToolKind::Operation(operation) => {
                let request = schema::request(operation, &arguments);
                let plan = request.prepare()?.to_json(&self.origin);
                (Work::Send(request), plan, vec![operation])
            }
            ToolKind::Task(task) => {
                let effect = task.effect.map(|it| it(&self.plans, &arguments));
                let effect = effect.transpose()?.unwrap_or_default();
                let plan = json!({"task": task.name, "arguments": arguments, "effect": effect});
                let work = Work::Task(task, arguments, effect);
                (work, plan, (task.operations)())
            }
        };
        Ok(Checked {
            work,
            cursor: cursor.unwrap_or_default(),
            consent: Call::new(&entry.tool.name, &given, &plan),
            plan: Hidden::hiding_secrets(plan, &secrets::marked(&operations))?,
            is_dry_run: is_dry_run && entry.writes,
        })
    }

    /// The question before a call that writes.
    fn question(&self, entry: &Entry, plan: &Hidden) -> Question {
        let plan = plan.value();
        let about = match entry.kind {
            ToolKind::Operation(operation) => operation.about(),
            ToolKind::Task(task) => task.about,
        };
        let mut question = Question::default();
        question.line(&format!("Change the tenant {}? {about}.", self.origin));
        if let (Some(method), Some(url)) = (plan["method"].as_str(), plan["url"].as_str()) {
            question.line(&format!("{method} {url}"));
        }
        let effect = plan.pointer("/effect/lines").and_then(Value::as_array);
        for line in effect.into_iter().flatten().filter_map(Value::as_str) {
            question.line(line);
        }
        if let Some(body) = plan.get("body").or_else(|| plan.get("arguments")) {
            question.json(body);
        }
        question
    }

    async fn call(
        &self,
        entry: &Entry,
        params: CallToolRequestParams,
        context: &RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, Failure> {
        let checked = self.check(entry, params.arguments.clone())?;
        if entry.writes && !(checked.is_dry_run && self.writes.allowed) {
            let question = self.question(entry, &checked.plan);
            let asked = self
                .writes
                .ask(checked.consent, &question, &params, context);
            match asked.await {
                Asked::Yes => {}
                Asked::No(why) => return Err(Failure::failed(why)),
                Asked::Later(question) => return Ok((*question).into()),
            }
        }
        if checked.is_dry_run {
            let json = checked.plan.json();
            let more = Some(Clean::from_text("Nothing was sent."));
            return Ok(tool_result(Shown { json, more }).into());
        }
        let (reply, mut result) = oneshot::channel();
        let (listener, mut receiver) = mpsc::unbounded_channel();
        let job = Job {
            work: checked.work,
            cursor: checked.cursor,
            plans: Arc::clone(&self.plans),
            listener,
            reply,
        };
        let ends = || Failure::failed("the server ends");
        self.jobs.send(job).map_err(|_| ends())?;
        let mut said = 0.0;
        let result = loop {
            tokio::select! {
                biased;
                Some(line) = receiver.recv() => {
                    said += 1.0;
                    send_progress(context, said, &Clean::from_text(&line)).await;
                }
                result = &mut result => break result.map_err(|_| ends())?,
            }
        };
        Ok(tool_result(result?).into())
    }
}

/// Reports the progress of a call to a client, if the client asked for it.
async fn send_progress(context: &RequestContext<RoleServer>, said: f64, line: &Clean) {
    let Some(token) = context.meta.get_progress_token() else {
        return;
    };
    let progress = ProgressNotificationParam::new(token, said).with_message(line.to_string());
    // If the client no longer exists, it needs no progress.
    let _ = context.peer.notify_progress(progress).await;
}

fn tool_result(result: Shown) -> CallToolResult {
    let texts = [Some(result.json), result.more].into_iter().flatten();
    let texts = texts.map(|text| ContentBlock::text(String::from(text)));
    CallToolResult::success(texts.collect())
}

/// A failure as a result with one line.
fn failed(failure: &Failure) -> CallToolResult {
    let line = Clean::from_text(failure.line().unwrap_or_default());
    CallToolResult::error(vec![ContentBlock::text(String::from(line))])
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().build();
        let program = Implementation::new("odctl", env!("CARGO_PKG_VERSION"));
        ServerConfig::new(capabilities)
            .with_server_info(program)
            .with_instructions(format!("{INSTRUCTIONS}{}", self.tools.glossary()))
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
            let line = Clean::from_text(&format!("there is no tool {}", params.name)).to_string();
            return Err(ErrorData::invalid_params(line, None));
        };
        // A cancelled call is not confirmed any more, and nothing waits for its result.
        let result = tokio::select! {
            result = self.call(entry, params, &context) => result,
            () = context.ct.cancelled() => Err(Failure::failed("the client cancelled the call")),
        };
        Ok(result.unwrap_or_else(|failure| failed(&failure).into()))
    }
}
