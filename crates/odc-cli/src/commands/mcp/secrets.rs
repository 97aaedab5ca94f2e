//! Hides what no model may see: secrets in what the service sends.
//!
//! The documents mark the properties that may hold secrets. Members that no document has are judged by their names, and
//! texts that are pre-signed URLs by their query.

use std::collections::HashSet;

use odc_runtime::Operation;
use serde_json::Value;
use url::Url;

use crate::catalog;

/// What stands in the place of a secret.
const HIDDEN: &str = "[hidden]";

/// Ends of the names of members that hold secrets, in lower case without symbols.
const ENDS: [&str; 6] = [
    "secret",
    "password",
    "passphrase",
    "accesstoken",
    "refreshtoken",
    "apikey",
];

/// Ends of the names of query parameters that make a URL a secret.
const SIGNATURES: [&str; 4] = ["signature", "sig", "token", "credential"];

/// The names of the properties that the documents of these operations mark.
pub(super) fn marked(operations: &[&'static Operation]) -> HashSet<&'static str> {
    let apis = operations.iter().filter_map(|it| catalog::api_of(it));
    apis.flat_map(|api| api.secrets.iter().copied()).collect()
}

/// Hides the secrets in a value. `marked` are the names of the properties that may hold them.
pub(super) fn hide(value: &mut Value, marked: &HashSet<&str>) {
    match value {
        Value::Object(members) => {
            // A setting says itself that it is none.
            let is_open = members.get("isSecret") == Some(&Value::Bool(false));
            for (name, member) in members.iter_mut() {
                let is_marked = marked.contains(name.as_str()) && !is_open;
                if is_marked || is_named_as_secret(name) {
                    hide_all(member);
                }
                hide(member, marked);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| hide(item, marked)),
        Value::String(text) => {
            if let Some(unsigned) = without_signature(text) {
                *text = unsigned;
            }
        }
        _ => {}
    }
}

fn is_named_as_secret(name: &str) -> bool {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let plain = plain.to_ascii_lowercase();
    ENDS.iter().any(|end| plain.ends_with(end))
}

/// Hides every text and number of a value. `isSecret` and other yes or no stays.
fn hide_all(value: &mut Value) {
    match value {
        Value::Object(members) => members.values_mut().for_each(hide_all),
        Value::Array(items) => items.iter_mut().for_each(hide_all),
        Value::String(_) | Value::Number(_) => *value = Value::from(HIDDEN),
        _ => {}
    }
}

/// A pre-signed URL without its query; `None` for any other text.
fn without_signature(text: &str) -> Option<String> {
    let (before, query) = text.split_once('?')?;
    let url = Url::parse(text).ok()?;
    let is_signature = |name: &str| {
        let name = name.to_ascii_lowercase();
        SIGNATURES.iter().any(|end| name.ends_with(end))
    };
    let is_signed = url.query_pairs().any(|(name, _)| is_signature(&name));
    (is_signed && !query.is_empty()).then(|| format!("{before}?{HIDDEN}"))
}

#[cfg(test)]
mod tests {
    use odc_asset_configurations_v1::operations::UPDATE_APPLICATION_CONFIGURATION;
    use odc_asset_repository_v1::operations::GET_ASSET;
    use odc_identity_v1::operations::GET_USER;
    use serde_json::json;

    use super::*;

    fn hidden(mut value: Value, operation: &'static Operation) -> Value {
        hide(&mut value, &marked(&[operation]));
        value
    }

    #[test]
    fn a_secret_setting_is_hidden_and_one_that_is_none_is_shown() {
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
    fn what_a_document_marks_and_what_is_named_as_a_secret_is_hidden() {
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
    fn a_signed_url_loses_its_query_wherever_it_stands() {
        let url = "https://s3.example/a.zip?X-Amz-Credential=a&X-Amz-Signature=b";
        let other = "https://acme.example/a?page=2";
        assert_eq!(
            hidden(
                json!({"anything": [url, other, "why? signature=1"]}),
                &GET_USER
            ),
            json!({"anything": ["https://s3.example/a.zip?[hidden]", other, "why? signature=1"]})
        );
    }
}
