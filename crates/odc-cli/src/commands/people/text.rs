//! A user as one text.

use serde_json::Value;

use crate::output::text;

/// The e-mail address of a user, or the name, or the key: the first of them that exists.
pub(in crate::commands) fn display(user: &Value) -> String {
    let members = ["email", "name", "key"].map(|member| text(user.get(member)));
    members
        .into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_user_without_an_address_is_shown_by_name_or_else_by_key() {
        for (user, shown) in [
            (
                json!({"key": "k", "name": "Ana", "email": "ana@x.test"}),
                "ana@x.test",
            ),
            (json!({"key": "k", "name": "Ana", "email": null}), "Ana"),
            (json!({"key": "k", "name": ""}), "k"),
        ] {
            assert_eq!(display(&user), shown);
        }
    }
}
