//! Checks paths, their templates, and the status codes of their operations.

use serde_json::Value;

use crate::document::parse::Document;
use crate::document::pointer::child;
use crate::document::problem::Result;
use crate::document::walk::{METHODS, objects};

/// Checks all paths.
///
/// # Errors
/// The first path or operation that cannot be called.
pub(super) fn check(document: &Document) -> Result<()> {
    let mut operations = 0;
    for (path, item) in
        objects(&document.root, "/paths").filter(|(path, _)| !path.starts_with("x-"))
    {
        let pointer = child("/paths", path);
        if let Err((what, fix)) = check_template(path) {
            return Err(document.problem(&pointer, what).fix(fix));
        }
        let members = item.as_object().into_iter().flatten();
        for (method, operation) in members.filter(|(_, member)| !member.is_null()) {
            let pointer = child(&pointer, method);
            if METHODS.contains(&method.as_str()) {
                operations += 1;
                check_statuses(document, operation, &child(&pointer, "responses"))?;
            } else if METHODS.contains(&method.to_lowercase().as_str()) {
                let what = format!("`{method}` is not a member of a path item");
                return Err(document
                    .problem(&pointer, what)
                    .fix("write the method in lower case"));
            } else if method == "$ref" {
                return Err(document
                    .problem(&pointer, "a path item that is a reference")
                    .fix("write the operations into the document"));
            }
        }
    }
    if operations == 0 {
        return Err(document
            .problem(
                "/paths",
                "the document has no operation, so there is no client to generate",
            )
            .fix("give it the operations that the service has"));
    }
    Ok(())
}

/// Checks the template of a path. The error holds what is wrong, and the fix.
fn check_template(path: &str) -> std::result::Result<(), (String, &'static str)> {
    if !path.starts_with('/') {
        let what = format!("the path `{path}` does not begin with `/`");
        return Err((what, "put a `/` before it"));
    }
    let is_dots = |segment: &str| {
        let segment = segment.to_lowercase().replace("%2e", ".");
        segment == "." || segment == ".."
    };
    if path.contains(|c: char| c == '#' || c == '\\' || c.is_control())
        || path.split('/').any(is_dots)
    {
        let what = format!("the path `{path}` means another path in a URL");
        return Err((what, "percent-encode it, without segments `.` and `..`"));
    }
    let fix = "write each parameter of the path as `{name}`, once";
    let mut names: Vec<&str> = Vec::new();
    let mut rest = path;
    while let Some(brace) = rest.find(['{', '}']) {
        let slot = rest[brace..]
            .strip_prefix('{')
            .and_then(|after| after.split_once('}'));
        let Some((name, after)) = slot.filter(|(name, _)| !name.contains(['{', '/'])) else {
            return Err((format!("the braces of the path `{path}` do not match"), fix));
        };
        if name.trim().is_empty() {
            return Err((
                format!("the path `{path}` has a parameter without a name"),
                fix,
            ));
        }
        if names.contains(&name) {
            return Err((
                format!("the path `{path}` has the parameter `{{{name}}}` twice"),
                fix,
            ));
        }
        names.push(name);
        rest = after;
    }
    Ok(())
}

fn check_statuses(document: &Document, operation: &Value, pointer: &str) -> Result<()> {
    let mut statuses = objects(operation, "/responses").map(|(status, _)| status.as_str());
    if let Some(other) = statuses.find(|status| !is_status(status)) {
        return Err(document
            .problem(
                &child(pointer, other),
                format!("`{other}` is not a status code"),
            )
            .fix("use a code such as 200, a range such as 4XX, or `default`"));
    }
    Ok(())
}

/// Whether a key of `responses` is `200`, `2XX`, `default`, or an extension.
fn is_status(status: &str) -> bool {
    let code = || match status.as_bytes() {
        [b'1'..=b'5', rest @ ..] => {
            rest.len() == 2
                && (rest.iter().all(u8::is_ascii_digit) || rest.eq_ignore_ascii_case(b"XX"))
        }
        _ => false,
    };
    status == "default" || status.starts_with("x-") || code()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::refused;
    use super::*;

    #[test]
    fn a_malformed_path_is_refused_with_the_reason() {
        let wrong = |path: &str| check_template(path).err().map(|(what, _)| what);
        for path in [
            "/",
            "/a",
            "/a/{b}",
            "/a/{b}-{c}.json",
            "/{a}:run",
            "/x/{a}/y({b})",
        ] {
            assert_eq!(wrong(path), None);
        }
        for path in ["/a/{b", "/a/b}", "/a/{{b}}", "/a/{b/c}"] {
            let what = format!("the braces of the path `{path}` do not match");
            assert_eq!(wrong(path), Some(what));
        }
        for path in ["/a#b", "/a\\b", "/a\nb", "/..", "/a/./b", "/%2e%2E/a"] {
            let what = format!("the path `{path}` means another path in a URL");
            assert_eq!(wrong(path), Some(what));
        }
        assert_eq!(wrong("a").unwrap(), "the path `a` does not begin with `/`");
        assert_eq!(
            wrong("/{}").unwrap(),
            "the path `/{}` has a parameter without a name"
        );
        assert_eq!(
            wrong("/{a}/{a}").unwrap(),
            "the path `/{a}/{a}` has the parameter `{a}` twice"
        );
    }

    #[test]
    fn a_document_without_operations_is_refused() {
        assert_eq!(
            refused(|root| root["paths"] = json!({"x-note": 1})).unwrap(),
            "x.json:1: /paths: the document has no operation, so there is no client to generate; \
             give it the operations that the service has"
        );
    }

    #[test]
    fn a_key_of_responses_that_is_not_a_status_code_is_refused() {
        let refusal_with = |status: &str| {
            refused(|root| root["paths"]["/a/{key}"]["get"]["responses"][status] = json!({}))
        };
        for status in ["404", "4XX", "4xx", "default", "x-any"] {
            assert_eq!(refusal_with(status), None);
        }
        for status in ["20", "2000", "OK", "2X0", "999"] {
            assert!(
                refusal_with(status)
                    .unwrap()
                    .contains(&format!("`{status}` is not a status code")),
                "{status}"
            );
        }
    }

    #[test]
    fn a_method_in_upper_case_is_refused_and_not_ignored() {
        assert!(
            refused(|root| root["paths"]["/a/{key}"]["GET"] = json!({}))
                .unwrap()
                .contains("/paths/~1a~1{key}/GET: `GET` is not a member of a path item; write the method in lower case")
        );
    }
}
