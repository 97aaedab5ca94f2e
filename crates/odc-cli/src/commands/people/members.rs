//! Adds users to groups and removes them. One request can change up to 100 users of a group.

use std::collections::HashSet;

use odc_identity_v1::Client;
use odc_identity_v1::operations::LIST_GROUP_USERS;
use odc_runtime::Error;
use serde_json::Value;
use uuid::Uuid;

use super::changes::{Outcome, is_of_one};
use super::find::key_of;
use crate::context::Context;
use crate::exit::{Failure, error_line};
use crate::request::Request;

/// The largest number of users in one request.
const CHUNK: usize = 100;

/// The change of users in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::commands) enum Members {
    /// They become direct members.
    Add,
    /// They are not direct members any more.
    Remove,
}

impl Members {
    async fn send(self, client: &Client, group: Uuid, users: &[Uuid]) -> Result<(), Error> {
        let call = client.modify_group_users(group);
        let call = match self {
            Self::Add => call.user_keys_to_add(users.to_vec()),
            Self::Remove => call.user_keys_to_remove(users.to_vec()),
        };
        call.send().await.map(|_| ())
    }
}

/// How users became members of a group.
#[derive(Debug, Default)]
pub(in crate::commands) struct Present {
    /// The users who were added.
    pub(in crate::commands) direct: HashSet<Uuid>,
    /// The users who became members by a claim of the identity provider.
    pub(in crate::commands) mapped: HashSet<Uuid>,
}

impl Present {
    /// Looks up which of these users are members of a group: a request for each 100.
    ///
    /// # Errors
    /// A call fails.
    pub(in crate::commands) async fn read(
        context: &Context<'_>,
        group: &str,
        users: &[Uuid],
    ) -> Result<Self, Failure> {
        let mut present = Self::default();
        for chunk in users.chunks(CHUNK) {
            let request = chunk.iter().fold(members(group), |request, user| {
                request.with("userKeys", user)
            });
            for member in context.all(&request, "members").await? {
                let key = key_of(&member_key(&member)?)?;
                let ways = member["membershipTypes"].as_array().into_iter().flatten();
                for way in ways {
                    if way == "Mapped" {
                        present.mapped.insert(key);
                    } else {
                        present.direct.insert(key);
                    }
                }
            }
        }
        Ok(present)
    }
}

/// The request for the members of a group. It also returns how they became members.
pub(in crate::commands) fn members(group: &str) -> Request {
    Request::new(&LIST_GROUP_USERS)
        .with("key", group)
        .with("sort", "key")
        .with("limit", 100)
}

/// The key of a member's user.
///
/// # Errors
/// The service did not send it.
pub(in crate::commands) fn member_key(member: &Value) -> Result<String, Failure> {
    let key = member.pointer("/user/key").and_then(Value::as_str);
    let key = key.map(ToOwned::to_owned);
    key.ok_or_else(|| {
        Failure::failed("the service sent a member of a group without a user; try again")
    })
}

/// Changes the direct members of a group. The results are in the order of the users.
///
/// If the service refuses a request for several users, each of them gets its own request, so that one unknown user
/// does not prevent the changes for the others.
///
/// # Errors
/// A call fails for a reason that does not concern only one of several users.
pub(in crate::commands) async fn change_members(
    context: &Context<'_>,
    group: Uuid,
    users: &[Uuid],
    members: Members,
) -> Result<Vec<Outcome>, Error> {
    let client = Client::connect(&context.tenant);
    let mut outcomes = Vec::with_capacity(users.len());
    for chunk in users.chunks(CHUNK) {
        match members.send(&client, group, chunk).await {
            Ok(()) => outcomes.extend(chunk.iter().map(|_| Outcome::Done)),
            Err(error) if !is_of_one(&error) || users.len() == 1 => return Err(error),
            Err(error) if chunk.len() == 1 => outcomes.push(Outcome::Failed(error_line(&error))),
            Err(_) => {
                for user in chunk {
                    outcomes.push(match members.send(&client, group, &[*user]).await {
                        Ok(()) => Outcome::Done,
                        Err(error) if is_of_one(&error) => Outcome::Failed(error_line(&error)),
                        Err(error) => return Err(error),
                    });
                }
            }
        }
    }
    Ok(outcomes)
}
