//! `odctl logs`: the messages of a deployment, a publication or a build.

use clap::Args;
use odc_builds_v1::operations::LIST_BUILD_MESSAGES;
use odc_deployments_v1::operations::{LIST_DEPLOYMENT_MESSAGES, LIST_PUBLICATION_MESSAGES};
use odc_runtime::Operation;

use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::names;
use crate::output::Column;
use crate::request::Request;

const COLUMNS: [Column; 4] = [
    Column::new("time", "/timestamp"),
    Column::new("severity", "/severity"),
    Column::new("code", "/type"),
    Column::new("message", "/message"),
];

/// The lists of messages. The most likely one is first.
const LISTS: [&Operation; 3] = [
    &LIST_DEPLOYMENT_MESSAGES,
    &LIST_PUBLICATION_MESSAGES,
    &LIST_BUILD_MESSAGES,
];

/// Show the messages of a deployment, a publication or a build
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl deployments --in Production", "odctl logs OPERATION_KEY"],
    &LISTS,
))]
pub struct Logs {
    /// Key of the operation, from odctl deployments or odctl builds
    operation: String,
}

impl Logs {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let key = &self.operation;
        if !names::is_key(key) {
            return Err(Failure::usage(format_args!(
                "\"{key}\" is not a key of an operation; odctl deployments and odctl builds list keys"
            )));
        }
        for list in LISTS {
            let request = Request::new(list).with("operationKey", key);
            match context.all(&request, "messages").await {
                // The operation may belong to another API.
                Err(failure) if failure.exit() == Exit::NotFound => {}
                messages => {
                    context.shell.out.list(&COLUMNS, &messages?)?;
                    return Ok(Exit::Done);
                }
            }
        }
        Err(Failure::not_found(format_args!(
            "no deployment, publication or build has the key {key}"
        )))
    }
}
