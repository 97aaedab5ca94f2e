//! Removes the access of a user: deactivates the user, revokes the roles, and removes the user from the groups.
//!
//! Without `--apply` it only prints the steps. The deactivation comes first, so that the user cannot sign in even if a
//! later step fails. After an error, run the program again: it does the remaining steps.
//!
//! ```text
//! cargo run -p odc-examples --bin offboard-user -- ana.almeida@acme.example
//! cargo run -p odc-examples --bin offboard-user -- ana.almeida@acme.example --apply
//! ```

use std::process::ExitCode;

use anyhow::bail;
use clap::Parser;
use futures::{TryStreamExt as _, future};
use odc_examples::{Session, cell, print};
use odc_identity_v1::Client;
use odc_identity_v1::types::{MembershipType, User, UserEmbed};
use odc_runtime::{Error, ResponseValue};

/// Removes the access of a user; without `--apply` it only prints the steps.
#[derive(Debug, Parser)]
struct Arguments {
    /// The user's e-mail address
    email: String,
    /// Make the changes
    #[arg(long, conflicts_with = "dry_run")]
    apply: bool,
    /// Print the steps without making changes; the default
    #[arg(long)]
    dry_run: bool,
    /// Delete the user at the end, which cannot be undone
    #[arg(long)]
    delete: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    odc_examples::exit(run().await)
}

async fn run() -> anyhow::Result<()> {
    let arguments: Arguments = odc_examples::arguments()?;
    let session = Session::open().await?;
    let identity = Client::connect(&session.tenant);
    let user = find(&identity, &arguments.email).await?;
    print(format_args!("{} {}", user.key, cell(user.name)))?;
    let mut roles = user.embedded.unwrap_or_default().application_roles;
    let (user, apply) = (user.key, arguments.apply);

    let call = identity.update_user(user).is_active(false);
    step(apply, "deactivate", call.send()).await?;

    // The roles from a group end when the user leaves the group.
    roles.retain(|role| role.is_directly_assigned == Some(true));
    for role in roles {
        let what = format!("revoke application role {}", cell(role.name));
        let call = identity.revoke_application_role(user, role.key);
        step(apply, &what, call.send()).await?;
    }
    // Each list is read to its end before it is changed, because a change would shift the next pages.
    let roles = identity.list_user_organization_roles(user).stream();
    for role in roles.try_collect::<Vec<_>>().await? {
        let what = format!("revoke organization role {}", cell(role.name));
        let call = identity.revoke_organization_role(user, role.key);
        step(apply, &what, call.asset_keys(role.asset_key).send()).await?;
    }
    let groups = identity.list_user_groups(user).stream();
    for membership in groups.try_collect::<Vec<_>>().await? {
        let Some(group) = membership.group else {
            continue;
        };
        let (name, kinds) = (cell(group.name), membership.membership_types);
        if kinds.contains(&MembershipType::Assigned) {
            let call = identity.modify_group_users(group.key);
            let call = call.user_keys_to_remove(vec![user]);
            step(apply, &format!("leave group {name}"), call.send()).await?;
        }
        if kinds.contains(&MembershipType::Mapped) {
            print(format_args!(
                "stays: group {name}, until the claim of the identity provider no longer matches"
            ))?;
        }
    }
    if arguments.delete {
        step(apply, "delete", identity.delete_user(user).send()).await?;
    }
    if !apply {
        print("nothing was changed; add --apply to do it")?;
    }
    Ok(())
}

/// The filter finds addresses that contain the text. This returns the user whose address equals the text, including
/// the application roles, so that they need no separate call.
async fn find(identity: &Client, email: &str) -> anyhow::Result<User> {
    let users = identity.list_users().name_or_email_contains(email);
    let users = users.embed([UserEmbed::ApplicationRoles]).stream();
    let same = |text: &String| text.eq_ignore_ascii_case(email);
    let is_it = |user: &User| future::ready(user.email.as_ref().is_some_and(same));
    let mut users: Vec<User> = users.try_filter(is_it).try_collect().await?;
    match (users.pop(), users.len()) {
        (Some(user), 0) => Ok(user),
        (Some(_), others) => bail!("{} users have the e-mail address {email}", others + 1),
        (None, _) => bail!("no user has the e-mail address {email}"),
    }
}

/// Makes a call, or only prints it. A call without `.await` is not sent.
async fn step(
    apply: bool,
    what: &str,
    call: impl Future<Output = Result<ResponseValue<()>, Error>>,
) -> anyhow::Result<()> {
    if apply {
        call.await?;
    }
    let done = if apply { "done:" } else { "would" };
    Ok(print(format_args!("{done} {what}"))?)
}
