//! Whether a document is what comes after the current one, or was given for the wrong name.

use serde_json::Value;

use super::matches::Matches;
use odc_codegen::document::path_methods;
use odc_codegen::document::{Document, Printed, Problem, Result};

/// # Errors
/// A document that shares no operation with the current one.
pub(super) fn same_api(current: &Document, published: &Document, matches: &Matches) -> Result<()> {
    if path_methods(&current.root).next().is_none() || !matches.operations.is_empty() {
        return Ok(());
    }
    let what = format!(
        "describes another API: it has no operation of {}",
        current.file
    );
    let fix =
        "name the document that it belongs to, or give it a crate with `cargo xtask scaffold`";
    Err(Problem::new(what).file(&published.file).fix(fix))
}

/// What is odd about the version that the new document gives itself.
pub(super) fn version(name: &str, current: &Document, published: &Document) -> Printed {
    let [was, is] = [current, published].map(|document| {
        let version = document.root.pointer("/info/version");
        version.and_then(Value::as_str).unwrap_or_default()
    });
    let (before, after) = (numbers(was), numbers(is));
    let why = if after < before {
        "an older document?".to_owned()
    } else if after.first() != before.first() {
        format!(
            "users of odc-{name} keep `{was}` when the new version gets a crate of its own (`cargo xtask scaffold`)"
        )
    } else {
        return Printed::default();
    };
    Printed::of(format_args!(
        "  warning   version of the API `{was}` becomes `{is}`: {why}"
    ))
}

/// `v1` -> 1; `2026-08-22` -> 2026, 8, 22.
fn numbers(version: &str) -> Vec<u64> {
    let digits = version.split(|c: char| !c.is_ascii_digit());
    digits.filter_map(|digits| digits.parse().ok()).collect()
}
