//! Checks what must be true for every value of every open enum.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::canned::offline;

/// An enum of a client.
pub struct Enum {
    pub name: &'static str,
    pub values: &'static [&'static str],
    /// Checks one value. The flag says whether the client knows the value.
    pub check: fn(&str, bool),
}

/// Checks everything that must be true for one value of one enum.
pub fn check<E>(name: &str, text: &str, known: bool, is_known: fn(&E) -> bool)
where
    E: for<'a> From<&'a str> + From<String> + Serialize + DeserializeOwned,
    E: std::fmt::Display + std::str::FromStr<Err = std::convert::Infallible>,
    E: Eq + Debug + Clone + AsRef<str>,
{
    let what = format!("{name} {text:?}");
    let encoded = Value::from(text);
    let value: E = serde_json::from_value(encoded.clone()).expect(&what);
    assert_eq!(is_known(&value), known, "{what}");
    assert_eq!(value.to_string(), text, "{what} prints unchanged");
    assert_eq!(value.as_ref(), text, "{what}");
    assert_eq!(
        serde_json::to_value(&value).expect(&what),
        encoded,
        "{what} round-trips"
    );
    assert_eq!(
        serde_json::from_str::<E>(&encoded.to_string()).expect(&what),
        value
    );
    for same in [
        E::from(text),
        E::from(text.to_owned()),
        text.parse().expect(&what),
    ] {
        assert_eq!((is_known(&same), &same), (known, &value), "{what}");
    }
    assert_eq!(
        query_of(&value),
        [("value".to_owned(), text.to_owned())],
        "{what}"
    );
    assert_eq!(
        query_of(&vec![value.clone(), value]),
        vec![("value".to_owned(), text.to_owned()); 2],
        "{what}"
    );
}

/// The query that a generated call makes from a parameter.
fn query_of<T: Serialize>(value: &T) -> Vec<(String, String)> {
    let request = offline()
        .get("http://tenant.test/")
        .query(&odc_runtime::client::QueryParam::new("value", &Some(value)))
        .build()
        .expect("a request");
    request.url().query_pairs().into_owned().collect()
}
