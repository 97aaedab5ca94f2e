//! Lists the application roles (end-user roles in the portal) of each user, and the source of each role.
//!
//! A user gets a role directly, through a group to which the user was added, or through a group that the user joined by
//! a claim of the identity provider. Embedded roles show all three.
//!
//! ```text
//! cargo run -p odc-examples --bin audit-roles -- --user ana
//! cargo run -p odc-examples --bin audit-roles -- --csv > audit.csv
//! ```
//!
//! The pages of users contain the roles: one call per 100 users. `list_user_application_roles` would take one call
//! per user.

use std::process::ExitCode;

use clap::Parser;
use futures::TryStreamExt as _;
use odc_examples::{Session, cell, names, table};
use odc_identity_v1::types::{
    AssignmentSource, MembershipType, User, UserApplicationRole, UserEmbed,
};

/// Lists the application roles of each user, and the source of each role.
#[derive(Debug, Parser)]
struct Arguments {
    /// Only users with this text in name or e-mail address
    #[arg(long, value_name = "TEXT")]
    user: Option<String>,
    /// Print CSV instead of a table
    #[arg(long)]
    csv: bool,
}

const HEAD: [&str; 7] = [
    "user", "e-mail", "stage", "asset", "role", "source", "group",
];

#[tokio::main]
async fn main() -> ExitCode {
    odc_examples::exit(run().await)
}

async fn run() -> anyhow::Result<()> {
    let arguments: Arguments = odc_examples::arguments()?;
    let session = Session::open().await?;
    let identity = odc_identity_v1::Client::connect(&session.tenant);
    let portfolio = odc_portfolio_v2::Client::connect(&session.tenant);
    let names = names(&portfolio).await?;

    let mut users = identity
        .list_users()
        .embed([UserEmbed::ApplicationRoles])
        .prefetch(1);
    if let Some(text) = arguments.user {
        users = users.name_or_email_contains(text);
    }
    let users: Vec<User> = users.stream().try_collect().await?;

    let mut rows = Vec::new();
    for user in &users {
        let roles = user
            .embedded
            .iter()
            .flat_map(|data| &data.application_roles);
        for (role, source, group) in roles.flat_map(sources) {
            let stage = role.environment_key.and_then(|key| names.get(&key));
            let asset = role.asset_key.and_then(|key| names.get(&key));
            rows.push([
                cell(user.name.as_ref()),
                cell(user.email.as_ref()),
                cell(stage),
                cell(asset),
                cell(role.name.as_ref()),
                source.to_string(),
                cell(group),
            ]);
        }
    }
    if arguments.csv {
        let mut csv = csv::Writer::from_writer(std::io::stdout());
        csv.write_record(HEAD)?;
        rows.iter().try_for_each(|row| csv.write_record(row))?;
        csv.flush()?;
    } else {
        odc_examples::print(table(HEAD).add_rows(&rows))?;
    }
    eprintln!("{} grants of {} users", rows.len(), users.len());
    Ok(())
}

type Grant<'a> = (
    &'a UserApplicationRole,
    AssignmentSource,
    Option<&'a String>,
);

/// Each source of the role, with the group if the source is a group.
fn sources(role: &UserApplicationRole) -> impl Iterator<Item = Grant<'_>> {
    let direct = role.is_directly_assigned == Some(true);
    let direct = direct.then_some((role, AssignmentSource::Direct, None));
    let groups = role.assigned_groups.iter().map(move |group| {
        let source = match group.membership_type {
            Some(MembershipType::Mapped) => AssignmentSource::GroupMapped,
            _ => AssignmentSource::GroupAssigned,
        };
        (role, source, group.name.as_ref())
    });
    direct.into_iter().chain(groups)
}
