//! Checks whether a document can be the next revision of the current one.

use serde_json::Value;

use super::matches::Matches;
use odc_codegen::document::path_methods;
use odc_codegen::document::{Document, Printed, Problem, Result};

/// # Errors
/// A document that shares no operation with the current one.
pub(super) fn require_same_api(
    current: &Document,
    published: &Document,
    matches: &Matches,
) -> Result<()> {
    if path_methods(&current.root).next().is_none() || !matches.operations.is_empty() {
        return Ok(());
    }
    let what = format!(
        "describes another API: it has no operation of {}",
        current.file
    );
    let fix = "import it under its own name, or make a crate for it with `cargo xtask scaffold`";
    Err(Problem::new(what).file(&published.file).fix(fix))
}

/// A warning if the version of the new document is older, or has another leading number.
pub(super) fn version_warning(name: &str, current: &Document, published: &Document) -> Printed {
    let [was, is] = [current, published].map(|document| {
        let version = document.root.pointer("/info/version");
        version.and_then(Value::as_str).unwrap_or_default()
    });
    let (before, after) = (numbers(was), numbers(is));
    let why = if after < before {
        "the document may be an older one".to_owned()
    } else if after.first() != before.first() {
        format!(
            "to keep `{was}` for the users of odc-{name}, give the new version its own crate (`cargo xtask scaffold`)"
        )
    } else {
        return Printed::default();
    };
    Printed::from_line(format_args!(
        "  warning   version of the API `{was}` becomes `{is}`: {why}"
    ))
}

/// `v1` -> 1; `2026-08-22` -> 2026, 8, 22.
fn numbers(version: &str) -> Vec<u64> {
    let digits = version.split(|c: char| !c.is_ascii_digit());
    digits.filter_map(|digits| digits.parse().ok()).collect()
}
