//! Hides everything that a model must not see. Everything that the protocol sends to the client, except the list of
//! tools, consists of [`Clean`] texts, and only this file makes them: results, failures, questions, plans, and
//! progress.
//!
//! The documents mark the properties that may hold secrets. For members that no document has, the name decides, and
//! for all texts the content. If a result contains a secret once, the secret is hidden everywhere in the result.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use odc_runtime::Operation;
use serde_json::{Map, Value};

use super::redaction::{self, HIDDEN, is_name, is_named_as_secret, is_value};
use crate::catalog;
use crate::exit::Failure;

/// The smallest number of characters of a secret that is searched in other texts of a result.
const LENGTH: usize = 6;

/// The largest number of bytes of text in a result. An agent sees only some kilobytes of it.
const MOST: usize = 16 << 20;

/// The largest number of bytes of the secrets in a result.
const MOST_SECRETS: usize = 4 << 20;

/// The names of the properties that the documents mark for these operations.
pub(super) fn marked(operations: &[&'static Operation]) -> HashSet<&'static str> {
    let apis = operations.iter().filter_map(|it| catalog::api_of(it));
    apis.flat_map(|api| api.secrets.iter().copied()).collect()
}

/// A text without secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clean(String);

impl Clean {
    /// The text with its secrets hidden.
    pub(super) fn from_text(text: &str) -> Self {
        Self(redaction::text(text))
    }

    /// Joins texts as the lines of one text.
    pub(super) fn joined(lines: &[Self]) -> Self {
        let lines: Vec<_> = lines.iter().map(Self::as_str).collect();
        Self(lines.join("\n"))
    }

    /// A part of the text. Its ends are between two characters.
    pub(super) fn part(&self, bytes: Range<usize>) -> Self {
        Self(self.0.get(bytes).unwrap_or_default().to_owned())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Clean> for String {
    fn from(clean: Clean) -> Self {
        clean.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// JSON without secrets.
#[derive(Clone, Debug)]
pub(super) struct Hidden(Value);

impl Hidden {
    /// The value with its secrets hidden. `marked` are the names of the properties that may contain secrets. The time
    /// and the memory are proportional to the length of the value.
    ///
    /// # Errors
    /// The value is longer than an agent can use.
    pub(super) fn hiding_secrets(
        mut value: Value,
        marked: &HashSet<&str>,
    ) -> Result<Self, Failure> {
        let length = length(&value);
        if length > MOST {
            return Err(Failure::failed(format_args!(
                "the result has {length} bytes of text, and is shown up to {MOST}; ask for a part of it"
            )));
        }
        let mut found = HashSet::new();
        hide(&mut value, marked, &mut found);
        if found.iter().map(String::len).sum::<usize>() > MOST_SECRETS {
            return Err(Failure::failed(format_args!(
                "the result has more than {MOST_SECRETS} bytes of secrets; ask for a part of it"
            )));
        }
        // One secret may be the beginning of another.
        let finder = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::NoncontiguousNFA))
            .match_kind(MatchKind::LeftmostLongest)
            .build(&found)
            .map_err(|error| Failure::failed(format_args!("secrets cannot be hidden: {error}")))?;
        let hidden = vec![HIDDEN; found.len()];
        clean(&mut value, &|text| {
            redaction::text(&finder.replace_all(text, &hidden))
        });
        Ok(Self(value))
    }

    pub(super) const fn value(&self) -> &Value {
        &self.0
    }

    /// The JSON in one line.
    pub(super) fn json(&self) -> Clean {
        Clean(self.0.to_string())
    }

    /// The same JSON, with only some items of its list. A JSON pointer names the list. `None` if there is no such
    /// list.
    pub(super) fn with_items(&self, pointer: &str, places: Range<usize>) -> Option<Self> {
        let mut value = self.0.clone();
        let items = value.pointer_mut(pointer)?.as_array_mut()?;
        items.truncate(places.end);
        items.drain(..places.start.min(items.len()));
        Some(Self(value))
    }
}

/// The number of bytes of text in a value, including the names of its members.
fn length(value: &Value) -> usize {
    match value {
        Value::Object(members) => {
            let members = members.iter();
            members.map(|(name, it)| name.len() + length(it)).sum()
        }
        Value::Array(items) => items.iter().map(length).sum(),
        Value::String(text) => text.len(),
        _ => 1,
    }
}

/// Hides the values of secret members, and collects them.
fn hide(value: &mut Value, marked: &HashSet<&str>, found: &mut HashSet<String>) {
    match value {
        Value::Object(members) => {
            // A setting states itself whether it is a secret.
            let is_open = members.get("isSecret") == Some(&Value::Bool(false));
            let is_pair = !is_open && names_a_secret(members);
            for (name, member) in members.iter_mut() {
                let is_marked = marked.contains(name.as_str()) && !is_open;
                if is_marked || is_named_as_secret(name) || (is_pair && is_value(name)) {
                    hide_all(member, found);
                }
                hide(member, marked, found);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| hide(item, marked, found)),
        _ => {}
    }
}

/// Whether it is a pair of a name and a value, and the name shows that the value is a secret.
fn names_a_secret(members: &Map<String, Value>) -> bool {
    let names = members.iter().filter(|(member, _)| is_name(member));
    let mut names = names.filter_map(|(_, name)| name.as_str());
    names.any(is_named_as_secret)
}

/// Hides every text and number of a value. Booleans, such as `isSecret`, stay.
fn hide_all(value: &mut Value, found: &mut HashSet<String>) {
    match value {
        Value::Object(members) => members.values_mut().for_each(|it| hide_all(it, found)),
        Value::Array(items) => items.iter_mut().for_each(|it| hide_all(it, found)),
        Value::String(_) | Value::Number(_) => {
            if let Value::String(text) = value
                && text.len() >= LENGTH
                && text != HIDDEN
            {
                found.insert(std::mem::take(text));
            }
            *value = Value::from(HIDDEN);
        }
        _ => {}
    }
}

/// Hides the secrets in all texts, including the secrets that were found in other members. Names of members are texts
/// too.
fn clean(value: &mut Value, text: &impl Fn(&str) -> String) {
    match value {
        Value::Object(members) => {
            let old = std::mem::take(members);
            members.extend(old.into_iter().map(|(name, mut member)| {
                clean(&mut member, text);
                (text(&name), member)
            }));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| clean(item, text)),
        Value::String(it) => *it = text(it),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use odc_asset_configurations_v1::operations::UPDATE_APPLICATION_CONFIGURATION;
    use odc_asset_repository_v1::operations::GET_ASSET;
    use odc_identity_v1::operations::GET_USER;
    use serde_json::json;

    use super::*;

    fn hidden(value: Value, operation: &'static Operation) -> Value {
        Hidden::hiding_secrets(value, &marked(&[operation]))
            .unwrap()
            .value()
            .clone()
    }

    #[test]
    fn a_secret_setting_is_hidden_and_another_one_is_shown() {
        let setting = |secret: Value| json!({"name": "Key", "isSecret": secret, "value": "s3cret", "defaultValue": null});
        let of =
            |secret: Value| hidden(json!([setting(secret)]), &UPDATE_APPLICATION_CONFIGURATION);
        assert_eq!(of(json!(true))[0]["value"], HIDDEN);
        assert_eq!(of(json!(true))[0]["defaultValue"], json!(null));
        assert_eq!(of(json!(true))[0]["name"], "Key");
        assert_eq!(
            of(json!(null))[0]["value"],
            HIDDEN,
            "a request does not say it"
        );
        assert_eq!(of(json!(false))[0]["value"], "s3cret");
    }

    #[test]
    fn properties_that_a_document_or_a_name_marks_as_secret_are_hidden() {
        let asset = json!({"iconUrl": "https://x.example/a.png", "name": "A"});
        assert_eq!(
            hidden(asset, &GET_ASSET),
            json!({"iconUrl": HIDDEN, "name": "A"})
        );
        let unknown = json!({"client_secret": "a", "access-token": {"v": ["b", 1, true]}, "nextPageToken": "c", "isSecret": true});
        assert_eq!(
            hidden(unknown, &GET_USER),
            json!({"client_secret": HIDDEN, "access-token": {"v": [HIDDEN, HIDDEN, true]}, "nextPageToken": "c", "isSecret": true})
        );
    }

    #[test]
    fn a_signed_url_loses_its_query_in_every_position() {
        let url = "https://s3.example/a.zip?X-Amz-Credential=a&X-Amz-Signature=b";
        let other = "https://acme.example/a?page=2";
        assert_eq!(
            // The name of a member can contain a credential, too.
            hidden(json!({"anything": [url, other], url: 1}), &GET_USER),
            json!({"anything": ["https://s3.example/a.zip?[hidden]", other], "https://s3.example/a.zip?[hidden]": HIDDEN})
        );
    }

    #[test]
    fn a_secret_is_hidden_everywhere_in_a_result() {
        let value = json!({"message": "hunter22 was refused", "clientSecret": "hunter22", "isSecret": true});
        assert_eq!(
            hidden(value, &GET_USER),
            json!({"message": "[hidden] was refused", "clientSecret": HIDDEN, "isSecret": true})
        );
        let pair =
            json!([{"name": "DB password", "value": "x"}, {"name": "Colour", "value": "red"}]);
        assert_eq!(
            hidden(pair, &GET_USER),
            json!([{"name": "DB password", "value": HIDDEN}, {"name": "Colour", "value": "red"}])
        );
    }

    #[test]
    fn the_words_of_its_name_decide_whether_a_pair_is_secret() {
        for pair in [
            json!({"name": "DbPasswordProd", "value": "zqx"}),
            json!({"name": "CLIENT_SECRET_VALUE", "value": "zqx"}),
            json!({"settingName": "ApiToken", "settingValue": "zqx", "defaultValue": ["zqx"]}),
            json!({"key": "apiKeys", "values": ["zqx", {"a": "zqx"}]}),
        ] {
            let shown = hidden(pair.clone(), &GET_USER).to_string();
            assert!(!shown.contains("zqx"), "{pair}: {shown}");
        }
        let open = json!({"name": "Colour", "value": "red", "pageToken": "abc"});
        assert_eq!(hidden(open.clone(), &GET_USER), open);
    }

    #[test]
    fn the_time_is_proportional_to_the_length_with_many_secrets_in_many_texts() {
        let records: Vec<_> = (0..5_000)
            .map(|at| json!({"token": format!("zqx-{at:036}"), "text": format!("n{at} zqx-{at:036}")}))
            .collect();
        let begin = std::time::Instant::now();
        let shown = hidden(Value::Array(records), &GET_USER);
        let taken = begin.elapsed();
        assert!(!shown.to_string().contains("zqx-"));
        assert!(taken < std::time::Duration::from_secs(20), "{taken:?}");
    }

    #[test]
    fn a_result_that_is_too_long_is_refused() {
        let none = HashSet::new();
        let long = json!(["a".repeat(MOST), {}, "b"]);
        let refused = Hidden::hiding_secrets(long, &none).unwrap_err();
        let line = refused.line().unwrap();
        assert!(line.starts_with("the result has 16777217 bytes"), "{line}");
        let secret = json!({"token": "a".repeat(MOST_SECRETS + 1)});
        let refused = Hidden::hiding_secrets(secret, &none).unwrap_err();
        assert!(
            refused.line().unwrap().contains("of secrets"),
            "{refused:?}"
        );
    }

    #[test]
    fn some_items_of_a_list_can_be_selected() {
        let list =
            Hidden::hiding_secrets(json!({"results": [1, 2, 3], "page": {}}), &HashSet::new())
                .unwrap();
        let some = |places| list.with_items("/results", places).unwrap().json();
        assert_eq!(some(1..2).as_str(), r#"{"results":[2],"page":{}}"#);
        assert_eq!(some(3..9).as_str(), r#"{"results":[],"page":{}}"#);
        assert!(list.with_items("/page", 0..1).is_none());
    }
}
