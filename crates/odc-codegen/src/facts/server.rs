//! The path of the service below the portal domain.

use serde_json::Value;

use crate::document::{Document, Result, text};

/// The longest URL of a server, in bytes.
const MAX_URL: usize = 2_000;

/// The path of the first server. The host comes from the tenant.
pub(super) fn base_path(document: &Document) -> Result<String> {
    let refused = |what: String| {
        let problem = document.problem("/servers/0/url", what);
        Err(problem.fix("write the full path with an overlay action"))
    };
    if url_of_server(&document.root).len() > MAX_URL {
        let what =
            format!("the URL of the server is longer than {MAX_URL} bytes with its variables");
        return refused(what);
    }
    let path = path_of_server(&document.root).unwrap_or_default();
    if path.contains('{') {
        return refused(format!(
            "the path `{path}` of the server has a variable without a default"
        ));
    }
    Ok(path)
}

/// The URL of the first server, with the defaults of its variables. A URL that is too long is cut.
///
/// A default is a plain text, not a template (`OpenAPI` 3.0.3, "Server Variable Object"), so it is not expanded again.
fn url_of_server(root: &Value) -> String {
    let template = text(root.pointer("/servers/0/url"));
    let default = |name: &str| {
        let variable = root.pointer("/servers/0/variables")?.get(name)?;
        Some(text(variable.get("default")))
    };
    let (mut url, mut rest) = (String::new(), template.as_str());
    while let Some((before, after)) = rest.split_once('{').filter(|_| url.len() <= MAX_URL) {
        url += before;
        let known = after.split_once('}');
        let known = known.and_then(|(name, after)| Some((default(name)?, after)));
        rest = if let Some((value, after)) = known {
            url += &value;
            after
        } else {
            url.push('{');
            after
        };
    }
    if url.len() <= MAX_URL {
        url += rest;
    }
    url
}

/// The path of the first server, or `None` when there is no server. Variables without a default stay in the path.
pub(crate) fn path_of_server(root: &Value) -> Option<String> {
    let url = url_of_server(root);
    // A URL without a scheme has a host when its first segment contains a symbol that the path of an API never has there.
    let is_host = |step: &str| step.contains(['.', ':', '_', '{']);
    let path = match url.split_once("://") {
        Some((_, rest)) => after_host(rest),
        None if url.split('/').next().is_some_and(is_host) => after_host(&url),
        None => url.as_str(),
    };
    let steps = path.split('/').filter(|step| !step.is_empty());
    let steps: Vec<&str> = std::iter::once("").chain(steps).collect();
    (!url.is_empty()).then(|| steps.join("/"))
}

fn after_host(url: &str) -> &str {
    url.find('/').map_or("", |slash| &url[slash..])
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::*;

    fn path(url: &str, variables: &Value) -> Option<String> {
        path_of_server(&json!({"servers": [{"url": url, "variables": variables}]}))
    }

    #[test]
    fn variables_are_replaced_by_their_defaults() {
        let variables =
            json!({"host": {"default": "h.example"}, "v": {"default": "{host}"}, "none": {}});
        let found = path("https://{host}/{v}/{other}/{", &variables);
        assert_eq!(found.as_deref(), Some("/{host}/{other}/{"));
    }

    #[test]
    fn variables_of_variables_do_not_grow() {
        let doubled = |i: usize| {
            (
                format!("v{i}"),
                json!({"default": format!("/{{v{0}}}/{{v{0}}}", i + 1)}),
            )
        };
        let variables: Map<String, Value> = (0..40).map(doubled).collect();
        let found = path("https://h{v0}", &variables.into());
        assert_eq!(found.as_deref(), Some("/{v1}/{v1}"));
    }

    #[test]
    fn a_long_default_in_many_places_is_refused_before_it_fills_the_memory() {
        let variables = json!({"v": {"default": "v".repeat(MAX_URL)}});
        let server = json!({"url": "{v}".repeat(100_000), "variables": variables});
        let document = json!({"servers": [server]}).to_string();
        let document = Document::parse("x.json", &document).unwrap();
        assert!(url_of_server(&document.root).len() < 3 * MAX_URL);
        assert_eq!(
            base_path(&document).unwrap_err().to_string(),
            "x.json:1: /servers/0/url: the URL of the server is longer than 2000 bytes with its variables; \
             write the full path with an overlay action"
        );
    }
}
