//! Cuts a result to the limit of tokens, and says where to continue.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::secrets::{Clean, Hidden};

/// How many bytes of JSON count as a token.
const BYTES: usize = 3;

/// The argument with the cursor.
pub(super) const CURSOR: &str = "cursor";

/// The place where a result continues: a page, and a number of its items or bytes that were already shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cursor {
    /// The page, as the service names it. If there is none, the page that the arguments name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// How many items of the list were shown.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub items: usize,
    /// How many bytes of the JSON were shown.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub bytes: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
const fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// A result for a model: JSON, and the place where it continues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub json: Clean,
    /// How to continue, if there is more.
    pub more: Option<Clean>,
}

/// A result of the service, and the facts about its list.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub value: Hidden,
    /// The JSON pointer to the list in the result. `None` if it is not a list.
    pub items: Option<String>,
    /// The next page, as the service names it.
    pub next: Option<String>,
}

impl Found {
    /// A result without pages.
    #[cfg(test)]
    pub(super) const fn without_pages(value: Hidden, items: Option<String>) -> Self {
        Self {
            value,
            items,
            next: None,
        }
    }

    /// The part of the result that begins at the cursor and is within the limit.
    pub(super) fn cut(self, cursor: &Cursor, budget: usize) -> Shown {
        let most = budget.saturating_mul(BYTES);
        let shown = match &self.items {
            Some(pointer) if cursor.bytes == 0 => self.items_from(pointer, cursor, most),
            _ => None,
        };
        shown.unwrap_or_else(|| self.bytes_from(cursor, most))
    }

    /// The items within the limit. `None` if not even the first item fits.
    fn items_from(&self, pointer: &str, cursor: &Cursor, most: usize) -> Option<Shown> {
        let all = self.value.value().pointer(pointer)?.as_array()?;
        let frame = self.value.with_items(pointer, 0..0)?.json();
        let mut room = most.checked_sub(frame.as_str().len())?;
        let rest = all.get(cursor.items..).unwrap_or_default();
        let fits = |item: &&Value| {
            let length = item.to_string().len() + 1;
            let left = room.checked_sub(length);
            room = left.unwrap_or(0);
            left.is_some()
        };
        let count = rest.iter().take_while(fits).count();
        if count == 0 && !rest.is_empty() {
            return None;
        }
        let end = cursor.items + count;
        let more = if count < rest.len() {
            let next = Cursor {
                items: end,
                bytes: 0,
                ..cursor.clone()
            };
            let first = cursor.items + 1;
            let what = format!("items {first} to {end} of {}", all.len());
            Some(go_on(&what, &next))
        } else {
            self.next_page()
        };
        let shown = self.value.with_items(pointer, cursor.items..end)?;
        Some(Shown {
            json: shown.json(),
            more,
        })
    }

    /// The bytes within the limit, for a result that is not a list or whose items are too long.
    fn bytes_from(&self, cursor: &Cursor, most: usize) -> Shown {
        let json = self.rest(cursor).json();
        let text = json.as_str();
        let begin = boundary(text, cursor.bytes);
        let end = boundary(text, begin.saturating_add(most));
        let more = if end < text.len() {
            let next = Cursor {
                bytes: end,
                ..cursor.clone()
            };
            let what = format!("bytes {begin} to {end} of {} of the JSON", text.len());
            Some(go_on(&what, &next))
        } else {
            self.next_page()
        };
        Shown {
            json: json.part(begin..end),
            more,
        }
    }

    /// The result without the items that were shown.
    fn rest(&self, cursor: &Cursor) -> Hidden {
        let items = self.items.as_ref();
        let rest = items.and_then(|at| self.value.with_items(at, cursor.items..usize::MAX));
        rest.unwrap_or_else(|| self.value.clone())
    }

    fn next_page(&self) -> Option<Clean> {
        let next = Cursor {
            page: Some(self.next.clone()?),
            ..Cursor::default()
        };
        Some(go_on("one page", &next))
    }
}

/// The last position between two characters that is not after this position.
fn boundary(text: &str, place: usize) -> usize {
    let mut places = (0..=place.min(text.len())).rev();
    places.find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn go_on(what: &str, next: &Cursor) -> Clean {
    let next = json!(next);
    Clean::from_text(&format!(
        "These are {what}. To continue, call again with the same arguments and \"{CURSOR}\": {next}"
    ))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn hidden(value: Value) -> Hidden {
        Hidden::hiding_secrets(value, &HashSet::new()).unwrap()
    }

    /// All parts of a result, as a client reads them if it follows each cursor.
    fn parts(found: &Found, budget: usize) -> Vec<Shown> {
        let (mut cursor, mut parts) = (Cursor::default(), Vec::new());
        loop {
            let shown = found.clone().cut(&cursor, budget);
            assert!(shown.json.as_str().len() <= budget * BYTES, "{shown:?}");
            let more = shown.more.clone();
            parts.push(shown);
            let Some(more) = more else { return parts };
            let (_, json) = more.as_str().split_once("\"cursor\": ").unwrap();
            cursor = serde_json::from_str(json).unwrap();
        }
    }

    #[test]
    fn a_list_is_cut_between_items_and_continues_without_a_gap() {
        let items: Vec<_> = (0..100).map(|at| json!({"number": at})).collect();
        let value = json!({"results": items, "page": {"total": 100}});
        let found = Found::without_pages(hidden(value), Some("/results".to_owned()));
        let parts = parts(&found, 100);
        assert!(parts.len() > 3);
        let read = parts.iter().flat_map(|part| {
            let part: Value = serde_json::from_str(part.json.as_str()).unwrap();
            assert_eq!(part["page"]["total"], 100, "the rest stays as it came");
            part["results"].as_array().unwrap().clone()
        });
        assert_eq!(read.collect::<Vec<_>>(), items);
    }

    #[test]
    fn a_result_that_is_not_a_list_is_cut_between_characters() {
        let value = json!({"text": "äöü€".repeat(300)});
        let found = Found::without_pages(hidden(value.clone()), None);
        let text: String = parts(&found, 50)
            .into_iter()
            .map(|part| String::from(part.json))
            .collect();
        assert_eq!(text, value.to_string());
    }

    #[test]
    fn a_single_item_that_is_too_long_is_cut_as_text() {
        let long = json!({"text": "a".repeat(1_000)});
        let found = Found::without_pages(hidden(json!([1, long, 2])), Some(String::new()));
        let parts: Vec<_> = parts(&found, 50)
            .into_iter()
            .map(|part| String::from(part.json))
            .collect();
        assert_eq!(parts[0], "[1]");
        assert_eq!(parts[1..].concat(), json!([long, 2]).to_string());
    }

    #[test]
    fn the_next_page_follows_after_the_last_item() {
        let found = Found {
            value: hidden(json!({"results": [1, 2]})),
            items: Some("/results".to_owned()),
            next: Some("100".to_owned()),
        };
        let shown = found.cut(&Cursor::default(), 500);
        assert_eq!(shown.json.as_str(), r#"{"results":[1,2]}"#);
        assert_eq!(
            shown.more.unwrap().as_str(),
            r#"These are one page. To continue, call again with the same arguments and "cursor": {"page":"100"}"#
        );
    }

    #[test]
    fn a_cursor_after_the_end_shows_nothing() {
        let found = Found::without_pages(hidden(json!([1, 2])), Some(String::new()));
        let cursor = Cursor {
            items: 9,
            ..Cursor::default()
        };
        let shown = found.cut(&cursor, 500);
        assert_eq!((shown.json.as_str(), shown.more), ("[]", None));
    }
}
