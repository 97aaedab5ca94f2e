//! How a user got an application role. Each source is one grant.

use serde_json::Value;

use crate::exit::Failure;
use crate::output::text;

/// The source of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(in crate::commands) enum Source {
    /// The role was granted to the user
    Direct,
    /// The user was added to a group that has the role
    Group,
    /// A claim of the identity provider made the user a member of a group that has the role
    Mapping,
}

impl Source {
    pub(in crate::commands) const fn word(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Group => "group",
            Self::Mapping => "mapping",
        }
    }
}

/// A role of a user, one of its sources, and the group if there is one.
pub(in crate::commands) type Held<'a> = (&'a Value, Source, Option<&'a Value>);

/// Each application role of a user, with each of its sources, and the group if there is one.
///
/// # Errors
/// The response does not hold the roles, although the request asked for them.
pub(in crate::commands) fn sources(user: &Value) -> Result<Vec<Held<'_>>, Failure> {
    let embedded = user.get("_embedded").filter(|it| it.is_object());
    let embedded = embedded.ok_or_else(|| {
        Failure::failed(format_args!(
            "the service left out the roles of the user {}, so the list would not be complete; try again",
            text(user.get("key"))
        ))
    })?;
    let mut all = Vec::new();
    for role in embedded["applicationRoles"]
        .as_array()
        .into_iter()
        .flatten()
    {
        if role["isDirectlyAssigned"] == true {
            all.push((role, Source::Direct, None));
        }
        for group in role["assignedGroups"].as_array().into_iter().flatten() {
            let source = if group["membershipType"] == "Mapped" {
                Source::Mapping
            } else {
                Source::Group
            };
            all.push((role, source, Some(group)));
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_source_of_a_role_is_a_grant() {
        let user = json!({"key": "u", "_embedded": {"applicationRoles": [
            {"key": "r", "isDirectlyAssigned": true, "assignedGroups": [
                {"key": "g", "membershipType": "Assigned"}, {"key": "h", "membershipType": "Mapped"},
            ]},
            {"key": "s", "isDirectlyAssigned": false, "assignedGroups": null},
        ]}});
        let all = sources(&user).unwrap();
        let words: Vec<_> = all
            .iter()
            .map(|(role, source, group)| {
                (
                    text(role.get("key")),
                    source.word(),
                    group.map(|it| text(it.get("key"))),
                )
            })
            .collect();
        let r = "r".to_owned();
        assert_eq!(
            words,
            [
                (r.clone(), "direct", None),
                (r.clone(), "group", Some("g".to_owned())),
                (r, "mapping", Some("h".to_owned())),
            ]
        );
    }

    #[test]
    fn a_user_without_the_roles_in_the_response_is_an_error() {
        let refused = sources(&json!({"key": "u"})).unwrap_err();
        assert!(
            refused
                .line()
                .unwrap()
                .contains("left out the roles of the user u")
        );
        let none = json!({"key": "u", "_embedded": {"applicationRoles": null}});
        assert_eq!(sources(&none).unwrap(), []);
    }
}
