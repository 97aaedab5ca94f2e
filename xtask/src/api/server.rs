//! Where the service lives below the portal domain.

use serde_json::Value;

use super::text;
use crate::document::Document;
use crate::names::objects;
use crate::problem::Result;

/// The path of the first server; its host is the tenant's business.
pub(super) fn base_path(document: &Document) -> Result<String> {
    let path = path_of_server(&document.root).unwrap_or_default();
    if path.contains('{') {
        let what = format!("the path `{path}` of the server has a variable without a default");
        return Err(document
            .problem("/servers/0/url", what)
            .fix("write the path out with an overlay action"));
    }
    Ok(path)
}

/// The same, with whatever variables have no default; none when there is no server.
pub(crate) fn path_of_server(root: &Value) -> Option<String> {
    let mut url = text(root.pointer("/servers/0/url"));
    for (name, variable) in objects(root, "/servers/0/variables") {
        url = url.replace(&format!("{{{name}}}"), &text(variable.get("default")));
    }
    // Without a scheme a host is known by what no path of an API begins with.
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
