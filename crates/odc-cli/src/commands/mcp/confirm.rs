//! Asks the user of the client before a call that writes.
//!
//! Since the protocol of 2026-07-28, a server sends no requests: the question is the result of the call, and the
//! client repeats the call with the user's reply and the name of the question. In earlier versions, the server sends
//! the question and waits.

use std::collections::BTreeMap;

use rmcp::RoleServer;
use rmcp::model::{
    CallToolRequestParams, ElicitRequest, ElicitRequestParams, ElicitResult, ElicitationAction,
    ElicitationSchema, InputRequest, InputRequiredResult,
};
use rmcp::service::{RequestContext, ServiceError};
use serde_json::Value;

use super::consents::{Call, Consents, LIFE};
use super::question::Question;
use super::secrets::Clean;

/// The name of the question.
const QUESTION: &str = "confirm";

/// The writes that are allowed.
#[derive(Debug)]
pub(super) struct Writes {
    /// `--allow-writes`
    pub allowed: bool,
    /// `--yes`
    pub confirmed: bool,
    pub consents: Consents,
}

/// The result of the question.
#[derive(Debug)]
pub(super) enum Asked {
    /// The call will be made.
    Yes,
    /// The call will not be made, for this reason.
    No(String),
    /// The client must ask the user, and call again.
    Later(Box<InputRequiredResult>),
}

impl Writes {
    /// Asks whether to make a call. The question describes the effect of the call.
    pub(super) async fn ask(
        &self,
        call: Call,
        question: &Question,
        params: &CallToolRequestParams,
        context: &RequestContext<RoleServer>,
    ) -> Asked {
        let tool = params.name.as_ref();
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
        let question = match question.text() {
            Ok(question) => question,
            Err(why) => return Asked::No(format!("{tool} changes the tenant, and {why}")),
        };
        let is_stateless = context
            .protocol_version()
            .is_some_and(|version| !version.has_initialize());
        if is_stateless {
            return self.answer_or_question(call, &question, params);
        }
        let form = form(&question);
        let said = context
            .peer
            .create_elicitation_with_timeout(form, Some(LIFE));
        match said.await {
            Ok(said) => judged(tool, &said),
            Err(ServiceError::Timeout { .. }) => Asked::No(format!(
                "{tool}: the user did not answer within {} minutes; nothing was sent",
                LIFE.as_secs() / 60
            )),
            Err(error) => Asked::No(format!(
                "{tool}: the client could not ask its user: {error}"
            )),
        }
    }

    /// The user's reply, which came with this call, or the question.
    fn answer_or_question(
        &self,
        call: Call,
        question: &Clean,
        params: &CallToolRequestParams,
    ) -> Asked {
        let tool = params.name.as_ref();
        let said = params.input_responses.as_ref();
        let Some(said) = said.and_then(|all| all.get(QUESTION)).cloned() else {
            let request = InputRequest::Elicitation(ElicitRequest::new(form(question)));
            let requests = BTreeMap::from([(QUESTION.to_owned(), request)]);
            let name = self.consents.open(call);
            let required = InputRequiredResult::new(Some(requests), Some(name));
            return Asked::Later(Box::new(required));
        };
        if !self.consents.close(params.request_state.as_deref(), &call) {
            return Asked::No(format!(
                "{tool}: a consent is for one call with the same arguments, once, within {} minutes, and this is not one; nothing was sent; call again without it to ask the user",
                LIFE.as_secs() / 60
            ));
        }
        match serde_json::from_value::<ElicitResult>(said) {
            Ok(said) => judged(tool, &said),
            Err(error) => Asked::No(format!(
                "{tool}: the client's response is not readable: {error}; nothing was sent"
            )),
        }
    }
}

/// Whether the client can show a form. A client that names no kind of question can show forms.
fn can_ask(context: &RequestContext<RoleServer>) -> bool {
    let capabilities = context.client_capabilities();
    let elicitation = capabilities.and_then(|it| it.elicitation);
    elicitation.is_some_and(|it| it.form.is_some() || it.url.is_none())
}

/// A form with one checkbox, which is already selected.
fn form(question: &Clean) -> ElicitRequestParams {
    let schema = ElicitationSchema::builder().optional_bool_with(QUESTION, |it| {
        it.title("Make this change").with_default(true)
    });
    ElicitRequestParams::FormElicitationParams {
        meta: None,
        message: question.to_string(),
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
