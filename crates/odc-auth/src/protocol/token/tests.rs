//! Token requests and their responses.

use super::*;
use crate::error::AuthStep;

const PEER: Peer<'_> = Peer {
    step: AuthStep::Token,
    host: "acme.dev",
};

fn credentials() -> Credentials {
    Credentials::new("id:1", "s3cret+/= ä")
}

fn read(status: u16, body: &str) -> Result<(AccessToken, Duration), AuthError> {
    let reply = Reply {
        status,
        media_type: "application/json".into(),
        body: Zeroizing::new(body.as_bytes().to_vec()),
        exceeds: None,
    };
    read_response(&reply, PEER, &credentials())
}

fn form_and_header(method: ClientAuthMethod, grant: &Grant) -> (String, Option<String>) {
    let endpoint = "https://acme.dev/token".parse().unwrap();
    let request = request(&endpoint, method, grant, &credentials());
    assert_eq!(
        (request.method(), request.url()),
        (&Method::POST, &endpoint)
    );
    let headers = request.headers();
    assert_eq!(headers[CONTENT_TYPE], "application/x-www-form-urlencoded");
    assert_eq!(headers[ACCEPT], "application/json");
    let header = headers.get(AUTHORIZATION);
    assert!(header.is_none_or(HeaderValue::is_sensitive));
    let form = request.body().and_then(reqwest::Body::as_bytes).unwrap();
    (
        String::from_utf8(form.to_vec()).unwrap(),
        header.map(|value| value.to_str().unwrap().to_owned()),
    )
}

#[test]
fn the_request_carries_the_secret_in_the_form_or_in_the_header() {
    let encoded = "s3cret%2B%2F%3D+%C3%A4";
    let (form, header) = form_and_header(ClientAuthMethod::Post, &Grant::default());
    assert_eq!(
        form,
        format!("grant_type=client_credentials&client_id=id%3A1&client_secret={encoded}")
    );
    assert_eq!(header, None);
    let grant = Grant {
        auth_method: None,
        scopes: vec!["b".into(), "a".into()],
        audience: Some("x&y".into()),
    };
    let (form, header) = form_and_header(ClientAuthMethod::Basic, &grant);
    assert_eq!(
        form,
        "grant_type=client_credentials&scope=b+a&audience=x%26y"
    );
    let blob = STANDARD.encode(format!("id%3A1:{encoded}"));
    assert_eq!(header, Some(format!("Basic {blob}")));
}

#[test]
fn encoding_a_secret_leaves_no_copy_behind() {
    for text in ["", "plain", "äöü+/=& %", "\u{0}"] {
        let out = encoded(text);
        let again: String = byte_serialize(text.as_bytes()).collect();
        assert_eq!(
            (out.as_str(), out.capacity()),
            (again.as_str(), 3 * text.len())
        );
    }
}

#[test]
fn the_secret_goes_in_the_form_unless_the_document_says_otherwise() {
    let listed = |names: &[&str]| {
        let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
        ClientAuthMethod::choose(Some(&names))
    };
    let (post, basic) = ("client_secret_post", "client_secret_basic");
    assert_eq!(ClientAuthMethod::choose(None), Some(ClientAuthMethod::Post));
    assert_eq!(listed(&[basic, post]), Some(ClientAuthMethod::Post));
    assert_eq!(listed(&["none", basic]), Some(ClientAuthMethod::Basic));
    assert_eq!(listed(&["none"]), None);
}

#[test]
fn a_response_is_a_token_and_its_life() {
    for (members, life) in [
        (r#""expires_in":600"#, 600),
        (r#""expires_in":"600""#, 600),
        (r#""expires_in":1"#, 1),
        (r#""scope":"x""#, 300),
        (r#""expires_in":null"#, 300),
        (r#""expires_in":1e300"#, 30 * 24 * 3600),
    ] {
        let body = format!(r#"{{"access_token":"t","token_type":"bearer",{members}}}"#);
        for status in [200, 201, 299] {
            let (token, found) = read(status, &body).unwrap();
            assert_eq!(
                (token.expose(), found),
                ("t", Duration::from_secs(life)),
                "{body}"
            );
        }
    }
}

#[test]
fn a_success_without_a_valid_token_is_malformed() {
    for (body, problem) in [
        (r#"{"token_type":"Bearer"}"#, "no access_token"),
        (r#"{"access_token":"t"}"#, "no token_type"),
        (r#"{"access_token":"t","token_type":"mac"}"#, "not Bearer"),
        (
            r#"{"access_token":"a b","token_type":"Bearer"}"#,
            "characters",
        ),
        (
            r#"{"access_token":"t","token_type":"Bearer","expires_in":0.99}"#,
            "expires_in",
        ),
        (
            r#"{"access_token":"t","token_type":"Bearer","expires_in":"inf"}"#,
            "expires_in",
        ),
        (r#"{"access_token":7}"#, "wrong type (line 1, column 17)"),
        (r#"{"access_token":"t"#, "incomplete or empty JSON"),
        ("", "incomplete or empty JSON"),
        ("<p>", "not JSON"),
    ] {
        let error = read(200, body).unwrap_err();
        let AuthError::Malformed {
            problem: found,
            step: AuthStep::Token,
            host,
        } = &error
        else {
            panic!("{body}: {error:?}");
        };
        assert!(
            found.contains(problem) && host == "acme.dev",
            "{body}: {found}"
        );
    }
    let cut = Reply {
        status: 200,
        media_type: String::new(),
        body: Zeroizing::default(),
        exceeds: Some(9),
    };
    let error = read_response(&cut, PEER, &credentials()).unwrap_err();
    assert!(error.to_string().contains("larger than 9 bytes"), "{error}");
}

#[test]
fn an_oauth_error_is_a_refusal_and_any_other_failure_is_a_status() {
    let refusal = |status, body: &str| match read(status, body).unwrap_err() {
        AuthError::Refused {
            code,
            description,
            status: found,
            ..
        } => {
            assert_eq!(found, status);
            Some((code.as_str().to_owned(), description))
        }
        AuthError::Status { status: found, .. } => {
            assert_eq!(found, status);
            None
        }
        error => panic!("{body}: {error:?}"),
    };
    let code = |code: &str| Some((code.to_owned(), None));
    for status in [199, 300, 400, 401, 403] {
        let body = r#"{"error":"invalid_client","error_description":"no\nclient"}"#;
        let expected = Some(("invalid_client".to_owned(), Some("no client".to_owned())));
        assert_eq!(refusal(status, body), expected);
    }
    // A response with a success status and without a token may be an error response too.
    assert_eq!(refusal(200, r#"{"error":"odd"}"#), code("odd"));
    assert_eq!(
        refusal(400, r#"{"error":"odd","error_description":7}"#),
        code("odd")
    );
    assert_eq!(
        refusal(400, r#"{"error":"odd","error_description":" "}"#),
        code("odd")
    );
    let longest = "x".repeat(64);
    assert_eq!(
        refusal(400, &format!(r#"{{"error":"{longest}"}}"#)),
        code(&longest)
    );
    for body in [
        format!(r#"{{"error":"{longest}x"}}"#).as_str(),
        r#"{"error":""}"#,
        r#"{"error":"two words"}"#,
        r#"{"error":["odd"]}"#,
        r#"["odd"]"#,
        r#"{"title":"Forbidden"}"#,
        "no",
        "",
    ] {
        assert_eq!(refusal(400, body), None, "{body}");
    }
}

#[test]
fn a_refusal_shows_the_secret_in_no_form() {
    let secret = "s3cret+/= ä";
    let forms = [secret, &encoded(secret), &basic(&credentials())];
    for form in forms {
        let body = serde_json::json!({"error": "odd", "error_description": format!("<{form}>")});
        let AuthError::Refused { description, .. } = read(400, &body.to_string()).unwrap_err()
        else {
            panic!("{form}");
        };
        assert_eq!(description.as_deref(), Some("<[redacted]>"), "{form}");
    }
    // Every text contains the empty secret. An empty secret must not change the text.
    let text = without_secrets("as it was", &Credentials::new("", ""));
    assert_eq!(text, "as it was");
}
