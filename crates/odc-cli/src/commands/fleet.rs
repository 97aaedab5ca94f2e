//! `odctl fleet`: the current state of the organization's machines that share a store.

use clap::{Args, Subcommand};
use odc_runtime::RateLimit;
use odc_runtime::odc_redis::PoolStatus;
use serde_json::{Value, json};

use crate::catalog;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::Column;
use crate::profile::SHARED_STORE;

const COLUMNS: [Column; 8] = [
    Column::new("pool", "/pool"),
    Column::new("limit", "/limit"),
    Column::new("used", "/used"),
    Column::new("client", "/client"),
    Column::new("processes", "/processes"),
    Column::new("sent", "/sent"),
    Column::new("held", "/held"),
    Column::new("waiting", "/waiting"),
];

/// Show what the machines do that share a token and a rate budget
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Fleet {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the pools of this minute: what is used of each, by which programs, and who waits
    ///
    /// The environment names the store. A program is listed by the name in the URL of its store (?name=nightly), or by
    /// that of its file. "sent" counts the calls of the last minute, "held" the calls under way and places that are kept
    /// for the next ones.
    #[command(after_help = help::after(&["odctl fleet status -o json", "ODC_SHARED_STORE=redis://cache.example.com odctl fleet status"], &[]))]
    Status,
}

impl Fleet {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        match self.action {
            Action::Status => status(context).await,
        }
    }
}

async fn status(context: &Context<'_>) -> Result<Exit, Failure> {
    let Some(store) = &context.store else {
        let line = format!(
            "there is no shared store; set {SHARED_STORE}, for example redis://cache.example.com:6379"
        );
        return Err(Failure::new(Exit::WrongUse, line));
    };
    let status = store
        .status(context.tenant.origin().as_str(), &limits())
        .await;
    let status = status.map_err(|error| Failure::new(Exit::Failed, error))?;
    let rows: Vec<_> = status.pools.iter().flat_map(rows).collect();
    context.shell.out.list(&COLUMNS, &rows)?;
    for pool in status.pools.iter().filter(|pool| pool.narrowed_by > 0) {
        context.shell.notes.say(narrowed(pool));
    }
    if status.pools.is_empty() {
        context
            .shell
            .notes
            .say("no machine has made a call in the last minute");
    }
    Ok(Exit::Done)
}

/// The limits of all operations, one for each pool.
fn limits() -> Vec<RateLimit> {
    let mut limits: Vec<RateLimit> = Vec::new();
    let all = catalog::all();
    for limit in all.iter().flat_map(|named| named.operation.rate_limits()) {
        if !limits.iter().any(|known| known.pool() == limit.pool()) {
            limits.push(*limit);
        }
    }
    limits
}

fn rows(pool: &PoolStatus) -> Vec<Value> {
    let row = |member: &odc_runtime::odc_redis::Member| {
        json!({
            "pool": pool.pool,
            "limit": pool.limit,
            "used": pool.used(),
            "narrowedBy": pool.narrowed_by,
            "pausedSeconds": pool.paused.as_secs_f64(),
            "client": member.name,
            "processes": member.processes,
            "sent": member.sent,
            "held": member.held,
            "waiting": member.waiting,
        })
    };
    pool.members.iter().map(row).collect()
}

/// The effect of a 429 on a pool.
fn narrowed(status: &PoolStatus) -> String {
    let PoolStatus {
        pool,
        narrowed_by,
        limit,
        paused,
        ..
    } = status;
    let text = format!(
        "{pool}: 429s have taken {narrowed_by} of {limit} calls a minute; a twentieth comes back every 30 s"
    );
    if paused.is_zero() {
        return text;
    }
    format!("{text}; nothing is sent for {:.1} s", paused.as_secs_f64())
}
