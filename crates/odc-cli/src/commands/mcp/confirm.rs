//! Asks the user of the client before a call that writes.
//!
//! Since the protocol of 2026-07-28 a server sends no requests: the question is the result of the call, and the client
//! repeats the call with what the user said. Before, the server sends the question and waits.

use std::collections::BTreeMap;

use rmcp::RoleServer;
use rmcp::model::{
    ElicitRequest, ElicitRequestParams, ElicitResult, ElicitationAction, ElicitationSchema,
    InputRequest, InputRequiredResult, InputResponses,
};
use rmcp::service::RequestContext;
use serde_json::Value;

/// The name of the question.
const QUESTION: &str = "confirm";

/// Which writes are done.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writes {
    /// `--allow-writes`
    pub allowed: bool,
    /// `--yes`
    pub confirmed: bool,
}

/// What came of it.
#[derive(Debug)]
pub(super) enum Asked {
    /// The call is to be made.
    Yes,
    /// The call is not to be made, and why.
    No(String),
    /// The client is to ask, and to call again.
    Later(Box<InputRequiredResult>),
}

impl Writes {
    /// Asks whether the call of a tool is to be made.
    pub(super) async fn ask(
        self,
        tool: &str,
        question: String,
        said: Option<&InputResponses>,
        context: &RequestContext<RoleServer>,
    ) -> Asked {
        if !self.allowed {
            return Asked::No(format!(
                "{tool} changes the tenant, which this server does not allow; start it with odctl mcp --allow-writes"
            ));
        }
        if self.confirmed {
            return Asked::Yes;
        }
        if !can_ask(context) {
            return Asked::No(format!(
                "{tool} changes the tenant, and this client cannot ask its user (it has no elicitation); use one that can, or start odctl mcp with --yes"
            ));
        }
        let asked = question_of(question);
        let is_stateless = context
            .protocol_version()
            .is_some_and(|version| !version.has_initialize());
        if !is_stateless {
            return match context.peer.create_elicitation(asked).await {
                Ok(said) => judged(tool, &said),
                Err(error) => Asked::No(format!(
                    "{tool}: the client could not ask its user: {error}"
                )),
            };
        }
        let said = said.and_then(|all| all.get(QUESTION)).cloned();
        match said.map(serde_json::from_value::<ElicitResult>) {
            Some(Ok(said)) => judged(tool, &said),
            Some(Err(error)) => Asked::No(format!(
                "{tool}: the client's response is not readable: {error}"
            )),
            None => {
                let request = InputRequest::Elicitation(ElicitRequest::new(asked));
                let requests = BTreeMap::from([(QUESTION.to_owned(), request)]);
                Asked::Later(Box::new(InputRequiredResult::from_input_requests(requests)))
            }
        }
    }
}

/// Whether the client can show a form. One that names no kind of question shows forms.
fn can_ask(context: &RequestContext<RoleServer>) -> bool {
    let capabilities = context.client_capabilities();
    let elicitation = capabilities.and_then(|it| it.elicitation);
    elicitation.is_some_and(|it| it.form.is_some() || it.url.is_none())
}

/// A form with one box, which is ticked.
fn question_of(message: String) -> ElicitRequestParams {
    let schema = ElicitationSchema::builder().optional_bool_with(QUESTION, |it| {
        it.title("Make this change").with_default(true)
    });
    ElicitRequestParams::FormElicitationParams {
        meta: None,
        message,
        requested_schema: schema.build_unchecked(),
    }
}

fn judged(tool: &str, said: &ElicitResult) -> Asked {
    let is_unticked =
        said.content.as_ref().and_then(|it| it.get(QUESTION)) == Some(&Value::Bool(false));
    match said.action {
        ElicitationAction::Accept if !is_unticked => Asked::Yes,
        ElicitationAction::Cancel => Asked::No(format!(
            "{tool}: the user closed the question; nothing was sent"
        )),
        _ => Asked::No(format!("{tool}: the user said no; nothing was sent")),
    }
}
