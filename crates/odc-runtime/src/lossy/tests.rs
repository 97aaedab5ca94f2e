//! Which values are left out of a response, and which make it fail.

use std::collections::{BTreeMap, HashMap};

use http::Method;
use serde::Deserialize;
use serde_json::json;

use super::*;
use crate::operation::{List, LongOperation};

#[derive(Debug, PartialEq, Deserialize)]
struct Page {
    page: Option<Place>,
    results: Vec<Row>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Place {
    next: Option<i32>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Row {
    #[serde(deserialize_with = "digits")]
    key: u64,
    age: Option<i32>,
    state: Option<String>,
    #[serde(default)]
    flags: Vec<bool>,
    #[serde(default)]
    sizes: BTreeMap<String, u8>,
    address: Option<Place>,
    #[serde(default)]
    places: Vec<Place>,
}

/// Reads a key, which is a text of digits.
fn digits<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(serde::de::Error::custom)
}

static LIST: Operation = Operation::new("list", "L", Method::GET, "/rows").with_success(
    200,
    Success::List(List {
        items: Some("results"),
        pages: Pages::Numbers {
            offset: "offset",
            in_body: false,
            next: "page.next",
            total: None,
        },
    }),
);

fn read(body: &Value, skip_rows: bool) -> Result<Decoded<Page>, Undecoded> {
    let rules = Rules::new(&LIST, skip_rows);
    decode(body.to_string().as_bytes(), usize::MAX, &rules)
}

/// The row, and each unread value with its path.
fn row(row: &Value) -> (Row, Vec<(String, Value)>) {
    let body = json!({"results": [{"key": "1"}, row, {"key": "3"}]});
    let Decoded { value, unread } = read(&body, false).ok().unwrap();
    let [first, row, last] = <[Row; 3]>::try_from(value.results).unwrap();
    assert_eq!((first.key, last.key), (1, 3));
    (row, pairs(&unread))
}

fn pairs(unread: &[UnreadValue]) -> Vec<(String, Value)> {
    let pairs = unread
        .iter()
        .map(|odd| (odd.path().to_owned(), odd.value().clone()));
    pairs.collect()
}

#[test]
fn an_optional_value_that_cannot_be_read_is_none_and_its_text_is_available() {
    for (odd, path) in [
        (json!({"age": "old"}), "results[1].age"),
        (json!({"age": 3_000_000_000_u64}), "results[1].age"),
        (json!({"age": 1.5}), "results[1].age"),
        (json!({"state": 7}), "results[1].state"),
        (json!({"state": true}), "results[1].state"),
        (json!({"address": {"next": "x"}}), "results[1].address.next"),
    ] {
        let mut came = odd.clone();
        came["key"] = json!("2");
        let (read, unread) = row(&came);
        assert_eq!((read.key, read.age, read.state), (2, None, None), "{odd}");
        let [(at, value)] = &unread[..] else {
            panic!("{unread:?}");
        };
        assert_eq!(at, path);
        assert!(
            came.to_string().contains(&value.to_string()) && !value.is_null(),
            "{value}"
        );
    }
}

#[test]
fn unreadable_elements_and_members_are_left_out_and_reported_at_their_original_place() {
    let (read, unread) = row(&json!({
        "key": "2",
        "flags": ["a", true, null, false, "b"],
        "sizes": {"a": 1, "b": 256, "c": null},
    }));
    assert_eq!(read.flags, [true, false]);
    assert_eq!(read.sizes, BTreeMap::from([("a".to_owned(), 1)]));
    let paths: Vec<&str> = unread.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "results[1].flags[0]",
            "results[1].flags[2]",
            "results[1].flags[4]",
            "results[1].sizes.b",
            "results[1].sizes.c",
        ]
    );
    let values = unread.into_iter().map(|(_, value)| value);
    assert!(values.eq([json!("a"), json!(null), json!("b"), json!(256), json!(null)]));
}

/// A struct with other members.
#[derive(Debug, Deserialize)]
struct Open {
    key: String,
    #[serde(flatten, deserialize_with = "crate::de::other_members")]
    sizes: HashMap<String, u8>,
}

#[derive(Debug, Deserialize)]
struct Nested {
    #[serde(flatten, deserialize_with = "crate::de::other_members")]
    open: HashMap<String, Open>,
}

#[test]
fn a_wrong_value_among_other_members_is_left_out() {
    let operation = Operation::new("get", "G", Method::GET, "/rows/1");
    let rules = Rules::new(&operation, false);
    let body = json!({"o": {"key": "v", "a": "x", "b": 1, "c": null}, "p": {"key": "w", "d": 256}});
    let read = decode::<Nested>(body.to_string().as_bytes(), usize::MAX, &rules);
    let read = read.ok().unwrap();
    let open = &read.value.open["o"];
    assert_eq!(
        (open.key.as_str(), open.sizes.len(), open.sizes["b"]),
        ("v", 1, 1)
    );
    assert_eq!(read.value.open["p"].sizes.len(), 0);
    let mut paths: Vec<&str> = read.unread.iter().map(UnreadValue::path).collect();
    paths.sort_unstable();
    assert_eq!(paths, ["o.a", "o.c", "p.d"]);
}

#[test]
fn a_null_in_a_list_of_objects_is_left_out() {
    let (read, unread) = row(&json!({"key": "2", "places": [{"next": 1}, null, {"next": 3}]}));
    let places = [1, 3].map(|next| Place { next: Some(next) });
    assert_eq!(read.places, places);
    assert_eq!(unread, [("results[1].places[1]".to_owned(), json!(null))]);
    let rows = super::tests::read(&json!({"results": [null, {"key": "1"}]}), false).unwrap();
    assert_eq!(rows.value.results.len(), 1);
    assert_eq!(rows.unread[0].path(), "results[0]");
}

#[test]
fn an_unreadable_required_value_or_next_page_makes_the_call_fail() {
    let good = json!({"key": "1"});
    for body in [
        json!({"results": [good, {"key": "x"}]}),
        json!({"results": [good, {"key": 2}]}),
        json!({"results": [good, {"key": null}]}),
        json!({"results": [good, "x"]}),
        json!({"results": [good, {"key": "2", "flags": "x"}]}),
        json!({"results": [good, {"key": "2", "address": "x"}]}),
        json!({"results": "x"}),
        json!({"results": [], "page": {"next": "x"}}),
        json!({"results": [], "page": {"next": 3_000_000_000_u64}}),
        json!({"results": [], "page": "x"}),
        json!("x"),
    ] {
        let failed = read(&body, false);
        assert!(matches!(failed, Err(Undecoded::Unlike(_))), "{body}");
    }
}

#[test]
fn the_state_of_a_long_operation_is_never_left_out() {
    let long_operation = LongOperation {
        state: "state",
        running: &[],
        done: &[],
        failed: &[],
        messages: None,
        many: None,
    };
    let operation = Operation::new("get", "G", Method::GET, "/rows/1");
    let rules = Rules::new(&operation.with_long_operation(long_operation), true);
    let read = |body: &[u8]| decode::<Row>(body, usize::MAX, &rules);
    assert!(read(br#"{"key":"1","state":7}"#).is_err());
    let odd = read(br#"{"key":"1","age":"x","state":"done"}"#)
        .ok()
        .unwrap();
    assert_eq!(odd.value.state.as_deref(), Some("done"));
}

#[test]
fn rows_without_a_required_value_are_left_out_if_the_caller_asks_for_it() {
    let body = json!({"results": [
        {"key": "x", "age": "old"}, {"key": "1", "age": "new"}, "x", {"key": "2"}, {"key": null},
    ]});
    let Decoded { value, unread } = read(&body, true).ok().unwrap();
    let keys: Vec<_> = value.results.iter().map(|row| row.key).collect();
    assert_eq!(keys, [1, 2]);
    let rows = |index: usize| body["results"][index].clone();
    assert_eq!(
        pairs(&unread),
        [
            ("results[0]".to_owned(), rows(0)),
            ("results[1].age".to_owned(), json!("new")),
            ("results[2]".to_owned(), rows(2)),
            ("results[4]".to_owned(), rows(4)),
        ]
    );
}

#[test]
fn a_list_without_a_readable_row_is_not_read_as_an_empty_one() {
    let failed = read(&json!({"results": [{"key": "x"}, {"key": "y"}]}), true);
    assert!(matches!(failed, Err(Undecoded::Unlike(error)) if error.path() == "results[1].key"));
}

#[test]
fn a_repeated_member_is_not_left_out() {
    let rules = Rules::new(&LIST, true);
    let twice = decode::<Page>(br#"{"results":[],"results":[]}"#, usize::MAX, &rules);
    assert!(
        matches!(twice, Err(Undecoded::Unlike(error)) if error.message().starts_with("duplicate"))
    );
}

#[test]
fn a_repeated_member_makes_a_call_with_another_wrong_value_fail_too() {
    let rules = Rules::new(&LIST, true);
    let twice = br#"{"results":[{"key":"1"}],"results":[{"key":"2","age":"x"}]}"#;
    assert!(decode::<Page>(twice, usize::MAX, &rules).is_err());
}

#[test]
fn a_wrong_value_that_is_the_whole_response_makes_the_call_fail() {
    let rules = Rules::new(&LIST, true);
    let odd = decode::<Option<i32>>(br#""x""#, usize::MAX, &rules);
    assert!(matches!(odd, Err(Undecoded::Unlike(error)) if error.path() == "."));
}

#[test]
fn a_value_with_a_fixed_place_in_a_list_never_moves() {
    let listed = json!([7, "5", 3, "s", [], {}, null, []]);
    let body = json!({"results": [{"key": "1"}, listed, {"key": "3"}]});
    for skip_rows in [false, true] {
        assert!(read(&body, skip_rows).is_err());
    }
}

#[test]
fn a_call_that_fails_names_the_value_that_cannot_be_left_out() {
    for (body, path) in [
        (
            json!({"results": [{"key": "1", "age": "old"}, {"key": "x"}]}),
            "results[1].key",
        ),
        (
            json!({"results": [{"key": "1", "flags": [7]}, {"key": null}]}),
            "results[1].key",
        ),
        (
            json!({"results": [{"key": "1", "age": "old"}, {"age": "old"}]}),
            "results[1]",
        ),
        (
            json!({"results": [{"key": "1", "flags": [1, 2], "places": ["x"]}]}),
            "results[0].places[0]",
        ),
        (
            json!({"page": {"next": "x"}, "results": [{"key": "1", "age": "old"}]}),
            "page.next",
        ),
    ] {
        let failed = read(&body, false);
        let Err(Undecoded::Unlike(error)) = failed else {
            panic!("{body}");
        };
        assert_eq!(error.path(), path, "{error}");
    }
}

#[test]
fn a_row_is_left_out_if_the_only_row_of_its_inner_list_cannot_be_read() {
    let body = json!({"results": [
        {"key": "1", "age": "old", "flags": ["a", true, null], "sizes": {"a": "b"}, "places": ["x", 2]},
        {"key": "2", "places": ["x", {"next": 1}]},
    ]});
    let Decoded { value, unread } = read(&body, true).ok().unwrap();
    let [row] = &value.results[..] else {
        panic!("{:?}", value.results);
    };
    assert_eq!(
        (row.key, &row.places[..]),
        (2, &[Place { next: Some(1) }][..])
    );
    assert_eq!(
        pairs(&unread),
        [
            ("results[0]".to_owned(), body["results"][0].clone()),
            ("results[1].places[0]".to_owned(), json!("x")),
        ]
    );
}

#[test]
fn more_wrong_values_than_the_limit_make_the_call_fail() {
    let page = |odd: usize| {
        let rows: Vec<Value> = (0..odd).map(|_| json!({"key": "1", "age": "x"})).collect();
        read(&json!({"results": rows}), true)
    };
    let most = page(MOST_ATTEMPTS).ok().unwrap();
    assert_eq!(most.unread.len(), MOST_ATTEMPTS);
    let Err(Undecoded::Unlike(error)) = page(MOST_ATTEMPTS + 1) else {
        panic!("it was read");
    };
    assert_eq!(error.path(), format!("results[{MOST_ATTEMPTS}].age"));
    assert!(error.message().contains("number 1001"), "{error}");
}

#[test]
fn an_unread_value_prints_without_the_value() {
    let body = json!({"results": [{"key": "1", "age": "s3cr3t"}]});
    let Decoded { unread, .. } = read(&body, false).ok().unwrap();
    let printed = format!("{unread:?}");
    assert!(
        printed.contains("results[0].age") && !printed.contains("s3cr3t"),
        "{printed}"
    );
}
