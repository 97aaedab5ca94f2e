//! Carries over our sentences about permissions.
//!
//! The published sentence says what a caller needs. Its words change from revision to revision. A part that cannot be
//! read is reported. It never counts as "no permission", because the crate would then say that a call needs nothing.

use serde_json::Value;

use super::kinds::NEUTRAL;
use odc_codegen::{has_plain_permission, is_same_requirement, requirement_in_our_words};

/// The extension with the sentence.
pub(super) const PERMISSIONS: &str = "x-os-permissions";

/// The sentence that the document gets, and what the user must check.
pub(super) struct Sentence {
    pub(super) ours: Value,
    pub(super) warning: Option<&'static str>,
}

/// Our sentence, if it demands the same permissions. Otherwise a new sentence with the names of the permissions and the
/// words that join them.
pub(super) fn carry_over(published: &Value, ours: Option<&Value>) -> Sentence {
    let ours = ours.filter(|ours| ours.is_string() && *ours != NEUTRAL);
    let kept = |warning| Sentence {
        ours: ours.cloned().unwrap_or_else(|| NEUTRAL.into()),
        warning,
    };
    let Some(text) = published.as_str() else {
        return kept(Some(
            "is not a text that can be read; compare our sentence with it",
        ));
    };
    if ours == Some(published) {
        return kept(None);
    }
    let is_plain = has_plain_permission(text);
    let theirs = names(text);
    let text_of_ours = ours.and_then(Value::as_str);
    if !theirs.is_empty() && text_of_ours.map(names).as_ref() == Some(&theirs) {
        let is_same = text_of_ours.and_then(|ours| is_same_requirement(ours, text));
        let what = match is_same {
            _ if is_plain => Some(
                "names a permission that is not bold, which is not read; compare our sentence with it",
            ),
            None => Some("cannot be read, so our sentence stays; compare the two"),
            Some(_) => None,
        };
        // The same permissions may be joined in another way.
        if is_same != Some(false) {
            return kept(what);
        }
    }
    let read = requirement_in_our_words(text);
    // The sentence has no names, such as "any permission".
    if theirs.is_empty()
        && read.as_ref().is_some_and(|read| read.is_whole)
        && text_of_ours.and_then(requirement_in_our_words) == read
    {
        return kept(None);
    }
    let Some(read) = read else {
        return kept(Some(match ours {
            Some(_) => "cannot be read, so our sentence stays; compare the two",
            None => "cannot be read; write what a caller needs, such as **A > B** or **A > C**",
        }));
    };
    let what = "is read only in part; compare our new sentence with it";
    Sentence {
        ours: read.sentence.into(),
        warning: (!read.is_whole).then_some(what),
    }
}

/// The warning about an operation whose sentence the new document does not have.
pub(super) const MISSING: &str =
    "is no longer published, so ours is removed; an overlay action can say what a caller needs";

/// The permissions of a sentence, in their order.
fn names(sentence: &str) -> Vec<String> {
    let bold = sentence.split("**").skip(1).step_by(2);
    let named = bold.filter(|part| part.contains('>'));
    named.map(|part| part.trim().to_owned()).collect()
}
