//! `odctl mcp`: the operations and some tasks as tools of the Model Context Protocol, over stdin and stdout.
//!
//! The protocol runs in its own tasks, and passes each call to the command, which has the tenant.

mod brief;
mod confirm;
mod consents;
mod cut;
mod job;
mod plans;
mod question;
mod redaction;
mod secrets;
mod server;
mod task;
mod tasks;
mod tools;

use std::sync::Arc;

use clap::Args;
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use rmcp::ServiceExt as _;
use rmcp::service::ServerInitializeError;
use rmcp::transport::io::stdio;
use tokio::sync::mpsc;

use self::confirm::Writes;
use self::consents::Consents;
use self::job::Job;
use self::plans::Plans;
use self::server::Server;
use self::tools::Tools;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;

/// Serve tools to agents by the Model Context Protocol (MCP) over stdin and stdout
///
/// There is a tool for each operation (odctl api list shows them) and for some tasks, such as comparing two stages, an audit of
/// roles, or a promotion by a plan. All schemas together are long for a model: --tools chooses.
///
/// Without --allow-writes there are only tools that read. With it, each call that writes is confirmed by the user of the
/// client, where the client can ask (elicitation); where it cannot, the call is refused unless --yes is given. A
/// confirmation holds for one call with its arguments, once, within 5 minutes.
///
/// Secrets are hidden in every text: secret settings, client secrets, passwords, tokens, pre-signed URLs. A result that is
/// too long is cut, and names the cursor for the rest. Tokens are estimated as one for each 3 bytes of JSON, since keys
/// and punctuation make more tokens than prose.
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &[
        "odctl mcp",
        "odctl mcp --tools 'list_*,find_asset,stage_diff,promote*'",
        "odctl mcp --allow-writes --profile acme",
    ],
    &[],
))]
pub struct Mcp {
    /// Offer tools that write, too
    #[arg(long)]
    allow_writes: bool,
    /// Do not ask before a call that writes
    #[arg(long, requires = "allow_writes")]
    yes: bool,
    /// Names of the tools to offer; * stands for any characters
    #[arg(long, value_name = "PATTERN,…", value_delimiter = ',')]
    tools: Vec<String>,
    /// Most tokens of a result
    #[arg(long, value_name = "NUMBER", default_value_t = 8_000, value_parser = clap::value_parser!(u32).range(500..))]
    max_tokens: u32,
}

impl Mcp {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let tools = Tools::new(&self.tools, self.allow_writes)?;
        // Clients store the text that a server writes to stderr, and some show it to their agents.
        context.shell.notes.filter_by(redaction::text);
        context.shell.serve_sandbox()?;
        let writes = Writes {
            allowed: self.allow_writes,
            confirmed: self.yes,
            consents: Consents::default(),
        };
        let (sender, jobs) = mpsc::unbounded_channel();
        let server = Server {
            tools: Arc::new(tools),
            writes,
            plans: Arc::new(Plans::new(context.shell.folders.plans())),
            origin: context.tenant.origin().to_string(),
            jobs: sender,
        };
        let budget = usize::try_from(self.max_tokens).unwrap_or(usize::MAX);
        tokio::select! {
            ended = serve(server) => ended?,
            () = work(context, jobs, budget) => {}
            () = terminated() => {}
        }
        Ok(Exit::Done)
    }
}

/// Speaks the protocol until the client closes stdin.
async fn serve(server: Server) -> Result<(), Failure> {
    let faulty = |why: &dyn std::fmt::Display| {
        Failure::failed(format_args!(
            "the protocol with the MCP client ended: {why}"
        ))
    };
    match server.serve(stdio()).await {
        Ok(running) => running
            .waiting()
            .await
            .map(drop)
            .map_err(|error| faulty(&error)),
        Err(ServerInitializeError::ConnectionClosed(_) | ServerInitializeError::Cancelled) => {
            Ok(())
        }
        Err(error) => Err(faulty(&error)),
    }
}

/// Carries out the calls of the protocol, several at the same time, until no more calls can come.
async fn work(context: &Context<'_>, mut jobs: mpsc::UnboundedReceiver<Job>, budget: usize) {
    let mut running = FuturesUnordered::new();
    loop {
        tokio::select! {
            job = jobs.recv() => match job {
                Some(job) => running.push(job.run(context, budget)),
                None => break,
            },
            Some(()) = running.next() => {}
        }
    }
    while running.next().await.is_some() {}
}

/// Waits for SIGTERM. Clients send it to end their servers.
async fn terminated() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut signal) = signal(SignalKind::terminate()) {
            signal.recv().await;
            return;
        }
    }
    std::future::pending::<()>().await;
}
