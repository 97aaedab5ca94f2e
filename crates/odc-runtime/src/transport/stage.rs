//! Finds the stage that a request is about, for the error about a missing permission there.

use reqwest::Request;

use crate::operation::Operation;

/// The names of the stage in paths and bodies of the documents.
const STAGE: &str = "environmentKey";

/// A larger body is not searched for a stage.
const LARGEST_BODY: usize = 64 * 1024;

/// The key of the stage that a request names, if the permissions of its operation are held for one stage or asset.
pub(super) fn named_stage(operation: &Operation, request: &Request) -> Option<String> {
    operation.requirement().filter(|needs| needs.is_local())?;
    in_path(operation.path(), request.url().path()).or_else(|| in_body(request))
}

/// The segment of the path that is at the place of the parameter in the template. The path begins with the path of
/// the API.
fn in_path(template: &str, path: &str) -> Option<String> {
    let mut segments = template.rsplit('/').zip(path.rsplit('/'));
    let is_stage = |name: &str| {
        name.strip_prefix('{')?
            .strip_suffix('}')
            .map(|name| name == STAGE)
    };
    let (_, key) = segments.find(|(name, _)| is_stage(name) == Some(true))?;
    Some(key.to_owned())
}

fn in_body(request: &Request) -> Option<String> {
    let body = request
        .body()?
        .as_bytes()
        .filter(|body| body.len() <= LARGEST_BODY)?;
    let body: serde_json::Value = serde_json::from_slice(body).ok()?;
    body.get(STAGE)?.as_str().map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;
    use crate::operation::Requirement;

    const HERE: Requirement = Requirement::Within {
        needs: &Requirement::Permission("Assets > Deploy"),
        place: "for this environment",
    };
    static READ: Operation = Operation::new(
        "get",
        "G",
        Method::GET,
        "/environments/{environmentKey}/assets/{assetKey}",
    )
    .with_requirement(HERE);
    static DEPLOY: Operation =
        Operation::new("deploy", "D", Method::POST, "/operations").with_requirement(HERE);
    static LIST: Operation = Operation::new("list", "L", Method::POST, "/operations")
        .with_requirement(Requirement::Permission("Assets > View"));

    fn request(url: &str, body: Option<&str>) -> Request {
        let request = reqwest::Client::new().post(format!("http://x/api/assets/v1{url}"));
        let request = match body {
            Some(body) => request.body(body.to_owned()),
            None => request,
        };
        request.build().unwrap()
    }

    #[test]
    fn a_stage_is_named_in_the_path_or_in_the_body() {
        let read = request("/environments/qa-1/assets/a-1?x=y", None);
        assert_eq!(named_stage(&READ, &read).as_deref(), Some("qa-1"));
        let deploy = request(
            "/operations",
            Some(r#"{"environmentKey":"qa-1","assetKey":"a-1"}"#),
        );
        assert_eq!(named_stage(&DEPLOY, &deploy).as_deref(), Some("qa-1"));
    }

    #[test]
    fn no_stage_is_found_if_no_permission_is_held_for_a_stage() {
        let body = r#"{"environmentKey":"qa-1"}"#;
        assert_eq!(
            named_stage(&LIST, &request("/operations", Some(body))),
            None
        );
        for body in [
            None,
            Some("no JSON"),
            Some("[]"),
            Some(r#"{"environmentKey":1}"#),
        ] {
            assert_eq!(named_stage(&DEPLOY, &request("/operations", body)), None);
        }
        let padded = |blanks| format!("{}{body}", " ".repeat(blanks));
        let largest = padded(64 * 1024 - body.len());
        assert!(named_stage(&DEPLOY, &request("/operations", Some(&largest))).is_some());
        let larger = padded(64 * 1024 - body.len() + 1);
        assert_eq!(
            named_stage(&DEPLOY, &request("/operations", Some(&larger))),
            None
        );
    }
}
