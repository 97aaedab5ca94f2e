//! Consents that the user of a client may still give. A consent is valid for one call with its arguments, only once,
//! and for some minutes.
//!
//! In the stateless protocol, a client can attach the user's reply to any call. Therefore each question gets a random
//! name, and only this file knows which call it belongs to.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;
use uuid::Uuid;
use zeroize::Zeroizing;

/// How long a question waits for the user's reply.
pub(super) const LIFE: Duration = Duration::from_secs(300);

/// A call in the form in which its consent identifies it: the tool, its arguments in any order, and its effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Call(Zeroizing<String>);

impl Call {
    pub(super) fn new(tool: &str, arguments: &Value, effect: &Value) -> Self {
        let mut all = json!([tool, arguments, effect]);
        all.sort_all_objects();
        Self(Zeroizing::new(all.to_string()))
    }
}

/// The questions that wait for an answer.
#[derive(Debug, Default)]
pub(super) struct Consents(Mutex<HashMap<Uuid, (Call, Instant)>>);

impl Consents {
    /// Opens a question about a call, and returns its name.
    pub(super) fn open(&self, call: Call) -> String {
        let (name, now) = (Uuid::new_v4(), Instant::now());
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, (_, end)| *end > now);
        open.insert(name, (call, now + LIFE));
        name.to_string()
    }

    /// Closes a question. Returns whether it was open and was about this call.
    pub(super) fn close(&self, name: Option<&str>, call: &Call) -> bool {
        let name = name.and_then(|name| name.parse::<Uuid>().ok());
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = name.and_then(|name| open.remove(&name));
        found.is_some_and(|(asked, end)| asked == *call && end > Instant::now())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(tool: &str, arguments: &Value) -> Call {
        Call::new(tool, arguments, &json!({}))
    }

    #[tokio::test(start_paused = true)]
    async fn a_consent_is_valid_for_one_call_and_only_once() {
        let consents = Consents::default();
        let arguments = json!({"key": 1, "body": {"a": [1, 2], "b": null}});
        let same = json!({"body": {"b": null, "a": [1, 2]}, "key": 1});
        let name = consents.open(call("delete_user", &arguments));
        assert!(consents.close(Some(&name), &call("delete_user", &same)));
        assert!(!consents.close(Some(&name), &call("delete_user", &same)));
        assert!(!consents.close(None, &call("delete_user", &same)));
        for other in [
            call("delete_group", &arguments),
            call(
                "delete_user",
                &json!({"key": 2, "body": {"a": [1, 2], "b": null}}),
            ),
            call(
                "delete_user",
                &json!({"key": 1, "body": {"a": [2, 1], "b": null}}),
            ),
            Call::new("delete_user", &arguments, &json!({"plan": 2})),
        ] {
            let name = consents.open(call("delete_user", &arguments));
            assert!(!consents.close(Some(&name), &other), "{other:?}");
            let used = call("delete_user", &arguments);
            assert!(!consents.close(Some(&name), &used), "it is used up");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_consent_is_valid_for_five_minutes() {
        let consents = Consents::default();
        let arguments = json!({"key": 1});
        for (seconds, holds) in [(299, true), (300, false)] {
            let name = consents.open(call("delete_user", &arguments));
            tokio::time::advance(Duration::from_secs(seconds)).await;
            let is_given = consents.close(Some(&name), &call("delete_user", &arguments));
            assert_eq!(is_given, holds, "{seconds}");
        }
    }
}
