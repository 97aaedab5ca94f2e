//! Tasks about people: who has which role, and who can do something.

use clap::ValueEnum as _;
use futures_util::FutureExt as _;
use serde_json::{Value, json};

use super::super::task::{Call, Kind, Task, optional, required};
use crate::commands::audit::{self, Roles};
use crate::commands::findings::Findings;
use crate::commands::people::Source;
use crate::exit::Failure;

pub(super) const AUDIT_ROLES: Task = Task {
    name: "audit_roles",
    about: "List who has which role, each with its source: application roles in each stage, directly, through a group or through a mapping; or organization roles",
    arguments: &[
        optional(
            "user",
            Kind::Text,
            "Only users with this text in name or e-mail address.",
        ),
        optional("stage", Kind::Text, "Only this stage: name or key."),
        optional("app", Kind::Text, "Only this app: name or key."),
        optional(
            "source",
            Kind::Word(&["direct", "group", "mapping"]),
            "Only grants of this source.",
        ),
        optional(
            "organization",
            Kind::Flag,
            "Organization roles, which the other arguments do not narrow.",
        ),
    ],
    operations: audit::operations,
    writes: false,
    items: Some("/grants"),
    effect: None,
    run: |call| audit_roles(call).boxed_local(),
};

async fn audit_roles(call: &Call<'_>) -> Result<Value, Failure> {
    let narrowing = ["user", "stage", "app", "source"];
    let is_organization = call.is_set("organization");
    if is_organization && narrowing.iter().any(|it| call.arguments.contains_key(*it)) {
        return Err(Failure::usage(
            "audit_roles: organization roles are not narrowed; leave user, stage, app and source out",
        ));
    }
    let source = call.maybe("source");
    let source = source.and_then(|word| Source::from_str(&word, false).ok());
    let roles = Roles {
        user: call.maybe("user"),
        stage: call.maybe("stage"),
        app: call.maybe("app"),
        sources: source.into_iter().collect(),
        organization: is_organization,
        ..Roles::default()
    };
    let found = roles.find(call.context).await?;
    Ok(grants(&found))
}

pub(super) const WHO_CAN: Task = Task {
    name: "who_can",
    about: "List who has an application role, or who can do something by the permissions of organization roles, and how they came to it",
    arguments: &[required(
        "what",
        Kind::Text,
        "An application role, as Stage/App/Role or by its name alone; or a permission such as Manage users.",
    )],
    operations: audit::operations,
    writes: false,
    items: Some("/grants"),
    effect: None,
    run: |call| who_can(call).boxed_local(),
};

async fn who_can(call: &Call<'_>) -> Result<Value, Failure> {
    let roles = Roles {
        who_can: call.maybe("what"),
        ..Roles::default()
    };
    let found = roles.find(call.context).await?;
    Ok(grants(&found))
}

fn grants(found: &Findings) -> Value {
    json!({"said": found.said, "grants": found.rows})
}
