//! Helpers that generated types name in their serde attributes.

use serde::{Deserialize, Deserializer};

/// Reads `null` as the default value: an array of an answer that is null is an empty one.
///
/// Use it as `#[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]`, so that a
/// missing field reads as the default too.
///
/// # Errors
///
/// The value is neither `null` nor a `T`.
pub fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Page {
        #[serde(default, deserialize_with = "null_as_default")]
        results: Vec<i32>,
    }

    #[test]
    fn a_null_or_missing_array_reads_as_empty() {
        for text in ["{}", r#"{"results":null}"#, r#"{"results":[]}"#] {
            assert!(
                serde_json::from_str::<Page>(text)
                    .unwrap()
                    .results
                    .is_empty()
            );
        }
        let page: Page = serde_json::from_str(r#"{"results":[1]}"#).unwrap();
        assert_eq!(page.results, [1]);
    }
}
