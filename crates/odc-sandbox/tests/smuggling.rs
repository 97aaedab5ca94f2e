//! Requests whose end two readers could find at different places, and tokens that the sandbox did not issue.

mod support;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use odc_sandbox::Sandbox;
use serde_json::{Value, json};
use support::raw::{exchange, status};
use support::{Caller, IDENTITY, Response, text, token_endpoint};

/// If the sandbox carries out this request, the journal is empty.
const HIDDEN: &str = "DELETE /_sandbox/journal HTTP/1.1\r\nhost: localhost\r\n\r\n";

async fn create(caller: &Caller, framing: &str, body: &str) -> String {
    let token = &caller.token;
    let request = format!(
        "POST {IDENTITY}/users HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\n{framing}\r\n{body}"
    );
    exchange(&caller.sandbox, &request).await
}

fn responses(response: &str) -> usize {
    response.matches("HTTP/1.1 ").count()
}

#[tokio::test]
async fn bytes_after_a_request_with_two_lengths_are_never_a_request() {
    let caller = Caller::start().await;
    let user = r#"{"email":"a@smuggle.example"}"#;
    let chunked = format!("{:x}\r\n{user}\r\n0\r\n\r\n", user.len());
    let before = caller.sandbox.journal().len();
    for (framing, expected) in [
        // RFC 9112, section 6.1: `chunked` decides, and the connection closes.
        (
            format!(
                "content-length: {}\r\ntransfer-encoding: chunked\r\n",
                user.len()
            ),
            201,
        ),
        (
            "transfer-encoding: chunked\r\ncontent-length: 3\r\n".to_owned(),
            400,
        ),
        ("content-length: 3\r\ncontent-length: 4\r\n".to_owned(), 400),
        ("content-length: 3, 4\r\n".to_owned(), 400),
        ("content-length: +3\r\n".to_owned(), 400),
        ("content-length: -1\r\n".to_owned(), 400),
        ("content-length: 0x3\r\n".to_owned(), 400),
        ("content-length: 99999999999999999999\r\n".to_owned(), 400),
        ("content-length : 3\r\n".to_owned(), 400),
        ("transfer-encoding: identity\r\n".to_owned(), 400),
        ("transfer-encoding: chunked, identity\r\n".to_owned(), 400),
        ("transfer-encoding: xchunked\r\n".to_owned(), 400),
        ("transfer-encoding : chunked\r\n".to_owned(), 400),
        ("x: y\r\n transfer-encoding: chunked\r\n".to_owned(), 400),
        ("transfer-encoding:\r\n chunked\r\n".to_owned(), 400),
    ] {
        let response = create(&caller, &framing, &format!("{chunked}{HIDDEN}")).await;
        assert_eq!(responses(&response), 1, "{framing}{response}");
        assert_eq!(status(&response), expected, "{framing}{response}");
    }
    assert!(
        caller.sandbox.journal().len() > before,
        "the journal was cleared"
    );
}

#[tokio::test]
async fn a_chunk_that_is_malformed_ends_the_connection() {
    let caller = Caller::start().await;
    let before = caller.sandbox.journal().len();
    for chunk in [
        "zz\r\n",
        "-1\r\n",
        "5\r\n{}",
        "10000000000000000\r\n",
        "2\r\n{}x",
        "2;\n\r\n{}\r\n",
    ] {
        let framing = "transfer-encoding: chunked\r\n";
        let body = format!("{chunk}\r\n0\r\n\r\n{HIDDEN}");
        let response = create(&caller, framing, &body).await;
        assert!(responses(&response) <= 1, "{chunk}{response}");
        assert!(
            [0, 400, 413].contains(&status(&response)),
            "{chunk}{response}"
        );
    }
    assert!(
        caller.sandbox.journal().len() > before,
        "the journal was cleared"
    );
}

#[tokio::test]
async fn an_ambiguous_head_is_a_bad_request() {
    let caller = Caller::start().await;
    for head in [
        "GET /_sandbox/clock HTTP/1.1\r\nhost: localhost\r\nx: a\r\n b\r\n\r\n",
        "GET /_sandbox/clock HTTP/1.1\r\nhost: localhost\r\nx: a\rb: c\r\n\r\n",
        "GET /_sandbox/clock HTTP/1.1\r\nhost: localhost\r\nx: a\0b\r\n\r\n",
        "GET /_sandbox/clock HTTP/1.1\r\nhost: localhost\r\n: empty\r\n\r\n",
        "GET /_sandbox/clock HTTP/1.1\r\nhost localhost\r\n\r\n",
        "GET /_sandbox/clock HTTP/1.1\r\nhost : localhost\r\n\r\n",
        "GET  /_sandbox/clock HTTP/1.1\r\nhost: localhost\r\n\r\n",
        "GET /_sandbox/clock HTTP/9.9\r\nhost: localhost\r\n\r\n",
        "GET /_sandbox/clock\r\n\r\n",
        "G\tET /_sandbox/clock HTTP/1.1\r\nhost: localhost\r\n\r\n",
    ] {
        let response = exchange(&caller.sandbox, &format!("{head}{HIDDEN}")).await;
        assert_eq!(
            (responses(&response), status(&response)),
            (1, 400),
            "{head:?} {response}"
        );
    }
}

/// RFC 9112, section 2.2, allows a reader to treat a single line feed as the end of a line. The sandbox does so
/// everywhere in the head, so that no header is hidden.
#[tokio::test]
async fn a_bare_line_feed_ends_a_line_in_the_whole_head() {
    let caller = Caller::start().await;
    let head = "GET /_sandbox/clock HTTP/1.1\nhost: localhost\nconnection: close\n\n";
    assert_eq!(status(&exchange(&caller.sandbox, head).await), 200);
    let two = "GET /_sandbox/clock HTTP/1.1\r\nhost: localhost\r\nx: y\nhost: evil.example\r\n\r\n";
    assert_eq!(status(&exchange(&caller.sandbox, two).await), 400);
}

/// A token of the sandbox, split into its parts.
fn parts(token: &str) -> (Value, Value, &str) {
    let mut parts = token.split('.');
    let mut decode = || {
        let part = URL_SAFE_NO_PAD.decode(parts.next().expect("a part"));
        serde_json::from_slice(&part.expect("base64")).expect("JSON")
    };
    let (header, claims) = (decode(), decode());
    (header, claims, token.rsplit('.').next().expect("a part"))
}

fn joined(header: &Value, claims: &Value, signature: &str) -> String {
    let [header, claims] = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
    format!("{header}.{claims}.{signature}")
}

#[tokio::test]
async fn a_token_that_the_sandbox_did_not_sign_is_refused() {
    let caller = Caller::start().await;
    let endpoint = token_endpoint(&caller.http, &caller.sandbox).await;
    let (header, claims, signature) = parts(&caller.token);
    let mut forged = Vec::new();
    for alg in ["none", "None", "NONE", "HS256", "RS256", "ES384", ""] {
        let mut header = header.clone();
        header["alg"] = json!(alg);
        for signature in [signature, ""] {
            forged.push(joined(&header, &claims, signature));
        }
    }
    for (name, value) in [
        ("exp", json!(i64::MAX)),
        ("azp", json!("another")),
        ("sub", json!("00000000-0000-4000-8000-000000000000")),
        ("iss", json!("http://evil.example/auth/realms/x")),
        ("aud", json!("another")),
    ] {
        let mut claims = claims.clone();
        claims[name] = value;
        forged.push(joined(&header, &claims, signature));
    }
    forged.push(joined(&header, &claims, ""));
    forged.push(joined(&header, &claims, &"A".repeat(86)));
    // A signature of two zeros; some faulty checks accept it (CVE-2022-21449).
    forged.push(joined(&header, &claims, &URL_SAFE_NO_PAD.encode([0; 64])));
    for forged in forged {
        refused(&caller, &endpoint, &forged).await;
    }
}

#[tokio::test]
async fn a_token_signed_with_another_key_is_refused() {
    let caller = Caller::start().await;
    let endpoint = token_endpoint(&caller.http, &caller.sandbox).await;
    let (_, claims, _) = parts(&caller.token);
    let keys = endpoint.replace("/token", "/certs");
    let keys = Response::to(caller.http.get(keys)).await.ok();
    let key = &keys["keys"][0];
    let kid = text(key, "kid").to_owned();
    let header = |algorithm| Header {
        kid: Some(kid.clone()),
        ..Header::new(algorithm)
    };
    // The published key as the secret of a symmetric algorithm, in all forms of the key.
    let point =
        [text(key, "x"), text(key, "y")].map(|part| URL_SAFE_NO_PAD.decode(part).expect("base64"));
    for secret in [
        key.to_string().into_bytes(),
        keys.to_string().into_bytes(),
        point.concat(),
        [&[4], &point.concat()[..]].concat(),
        text(key, "x").as_bytes().to_vec(),
    ] {
        for algorithm in [Algorithm::HS256, Algorithm::HS512] {
            let key = EncodingKey::from_secret(&secret);
            let forged = encode(&header(algorithm), &claims, &key).expect("a token");
            refused(&caller, &endpoint, &forged).await;
        }
    }
    // Another key of the right kind, with the same key id, and another one with a link to the key.
    let other = Sandbox::builder().seed(1).start().await.expect("a sandbox");
    let token = support::token(
        &caller.http,
        &other,
        other.client_id(),
        other.client_secret(),
    )
    .await;
    refused(&caller, &endpoint, &token).await;
    let algorithm = &ring::signature::ECDSA_P256_SHA256_FIXED_SIGNING;
    let random = ring::rand::SystemRandom::new();
    let pair = ring::signature::EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect("a key");
    let own = EncodingKey::from_ec_der(pair.as_ref());
    for mut header in [header(Algorithm::ES256), Header::new(Algorithm::ES256)] {
        header.jku = Some("http://127.0.0.1:1/keys".to_owned());
        let forged = encode(&header, &claims, &own).expect("a token");
        refused(&caller, &endpoint, &forged).await;
    }
}

/// Asserts that an API and introspection refuse the token.
async fn refused(caller: &Caller, endpoint: &str, token: &str) {
    let url = format!("{}{IDENTITY}/users?limit=1", caller.sandbox.origin());
    let response = Response::to(caller.http.get(url).bearer_auth(token)).await;
    assert_eq!(response.status.as_u16(), 401, "{token}");
    let form = [
        ("client_id", caller.sandbox.client_id()),
        ("client_secret", caller.sandbox.client_secret()),
        ("token", token),
    ];
    let introspect = caller
        .http
        .post(format!("{endpoint}/introspect"))
        .form(&form);
    let response = Response::to(introspect).await.ok();
    assert_eq!(response, json!({ "active": false }), "{token}");
}
