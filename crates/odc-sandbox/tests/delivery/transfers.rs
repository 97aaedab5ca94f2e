//! Files for pre-signed URLs: their origin, how long the URLs work, and what they refuse.

use crate::support::delivery::three_stages;
use crate::support::{BUILDS, Caller, REPOSITORY, text};
use serde_json::{Value, json};

async fn new_upload(caller: &Caller) -> String {
    let place = caller
        .call("POST", &format!("{REPOSITORY}/uploads"), &Value::Null)
        .await
        .ok();
    text(&place, "uploadUrl").to_owned()
}

async fn source_url(caller: &Caller) -> String {
    let asset = caller.assets("WebApplication").await.remove(0);
    let path = format!(
        "{REPOSITORY}/assets/{}/revisions/1/source-code",
        text(&asset, "assetKey")
    );
    text(&caller.get(&path).await.ok(), "sourceCodeBinaryUrl").to_owned()
}

async fn get(caller: &Caller, url: &str) -> reqwest::Response {
    caller.http.get(url).send().await.expect("a response")
}

#[tokio::test]
async fn files_are_on_another_origin_than_the_apis() {
    let caller = three_stages().await;
    let url = source_url(&caller).await;
    assert!(url.starts_with(&caller.sandbox.files_origin()));
    assert!(!url.starts_with(&caller.sandbox.origin()));
    let response = get(&caller, &url).await;
    assert_eq!(response.headers()["content-length"], "4096");
    assert_eq!(response.headers()["accept-ranges"], "bytes");
}

#[tokio::test]
async fn a_bearer_token_is_refused_there() {
    let caller = three_stages().await;
    let download = source_url(&caller).await;
    let request = caller.http.get(&download).bearer_auth(&caller.token);
    let response = request.send().await.expect("a response");
    assert_eq!(response.status().as_u16(), 400);
    assert_eq!(response.headers()["content-type"], "application/xml");
    let upload = new_upload(&caller).await;
    let request = caller
        .http
        .put(&upload)
        .bearer_auth(&caller.token)
        .body("x");
    assert_eq!(
        request.send().await.expect("a response").status().as_u16(),
        400
    );
    // Without the token, both transfers succeed.
    assert_eq!(get(&caller, &download).await.status().as_u16(), 200);
    let sent = caller
        .http
        .put(&upload)
        .body("x")
        .send()
        .await
        .expect("a response");
    assert_eq!(sent.status().as_u16(), 200);
}

#[tokio::test]
async fn a_url_works_for_a_quarter_of_an_hour_and_for_one_request_only() {
    let caller = three_stages().await;
    let download = source_url(&caller).await;
    let upload = new_upload(&caller).await;
    caller.pass(14 * 60);
    assert_eq!(get(&caller, &download).await.status().as_u16(), 200);
    caller.pass(61);
    let late = get(&caller, &download).await;
    assert_eq!(late.status().as_u16(), 403);
    assert!(
        late.text()
            .await
            .expect("text")
            .contains("Request has expired")
    );
    let late = caller
        .http
        .put(&upload)
        .body("x")
        .send()
        .await
        .expect("a response");
    assert_eq!(late.status().as_u16(), 403);
}

#[tokio::test]
async fn a_url_that_was_changed_is_refused() {
    let caller = three_stages().await;
    let url = source_url(&caller).await;
    let other = url.replace("/1?", "/2?");
    let longer = url.replace("X-Expires=", "X-Expires=9");
    let (bare, _) = url.split_once('?').expect("a query");
    for changed in [other.as_str(), longer.as_str(), bare, &format!("{url}0")] {
        let response = get(&caller, changed).await;
        assert_eq!(response.status().as_u16(), 403, "{changed}");
    }
    let wrong = caller
        .http
        .put(&url)
        .body("x")
        .send()
        .await
        .expect("a response");
    assert_eq!(wrong.status().as_u16(), 403, "it was made for GET");
    let nowhere = format!("{}/elsewhere", caller.sandbox.files_origin());
    assert_eq!(get(&caller, &nowhere).await.status().as_u16(), 404);
}

#[tokio::test]
async fn an_upload_url_accepts_one_file_with_a_known_length() {
    let caller = three_stages().await;
    let url = new_upload(&caller).await;
    let pieces = futures::stream::iter([Ok::<_, std::io::Error>("x")]);
    let chunked = caller
        .http
        .put(&url)
        .body(reqwest::Body::wrap_stream(pieces));
    assert_eq!(
        chunked.send().await.expect("a response").status().as_u16(),
        411
    );
    let first = caller
        .http
        .put(&url)
        .body("x")
        .send()
        .await
        .expect("a response");
    assert_eq!(first.status().as_u16(), 200);
    assert!(first.bytes().await.expect("bytes").is_empty());
    let second = caller
        .http
        .put(&url)
        .body("y")
        .send()
        .await
        .expect("a response");
    assert_eq!(second.status().as_u16(), 403);
}

#[tokio::test]
async fn a_part_of_a_file_can_be_asked_for() {
    let caller = three_stages().await;
    let url = source_url(&caller).await;
    let whole = get(&caller, &url).await.bytes().await.expect("bytes");
    for (range, start, end) in [
        ("bytes=0-9", 0, 10),
        ("bytes=4000-", 4000, 4096),
        ("bytes=-6", 4090, 4096),
    ] {
        let part = caller
            .http
            .get(&url)
            .header("range", range)
            .send()
            .await
            .expect("a response");
        assert_eq!(part.status().as_u16(), 206);
        let shown = format!("bytes {start}-{}/4096", end - 1);
        assert_eq!(part.headers()["content-range"], shown);
        assert_eq!(part.bytes().await.expect("bytes"), whole.slice(start..end));
    }
    let beyond = caller
        .http
        .get(&url)
        .header("range", "bytes=4096-")
        .send()
        .await
        .expect("a response");
    assert_eq!(beyond.status().as_u16(), 416);
    assert_eq!(beyond.headers()["content-range"], "bytes */4096");
}

#[tokio::test]
async fn a_part_of_another_version_is_not_sent() {
    let caller = three_stages().await;
    let url = source_url(&caller).await;
    let whole = get(&caller, &url).await;
    let tag = whole.headers()["etag"].to_str().expect("text").to_owned();
    assert!(
        tag.starts_with('"') && tag.ends_with('"') && tag.len() > 2,
        "{tag}"
    );
    let other = url_of_another_file(&caller).await;
    assert_ne!(get(&caller, &other).await.headers()["etag"], *tag);
    for (version, status) in [(tag.as_str(), 206), ("\"other\"", 200), ("W/\"weak\"", 200)] {
        let request = caller.http.get(&url).header("range", "bytes=10-");
        let response = request.header("if-range", version).send().await;
        let response = response.expect("a response");
        assert_eq!(response.status().as_u16(), status, "{version}");
        assert_eq!(response.headers()["etag"], *tag);
    }
}

async fn url_of_another_file(caller: &Caller) -> String {
    let asset = caller.assets("WebApplication").await.remove(1);
    let path = format!(
        "{REPOSITORY}/assets/{}/revisions/1/source-code",
        text(&asset, "assetKey")
    );
    text(&caller.get(&path).await.ok(), "sourceCodeBinaryUrl").to_owned()
}

#[tokio::test]
async fn a_package_of_gigabytes_is_made_while_it_is_sent() {
    const SIZE: u64 = 3_000_000_000;
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let path = format!("{BUILDS}/build-operations/{}/generated-code", ready.build);
    caller.call("POST", &path, &Value::Null).await.ok();
    caller.pass(10);
    let url = text(&caller.get(&path).await.ok(), "uri").to_owned();
    let small = get(&caller, &url).await.bytes().await.expect("bytes");
    let body = json!({ "bytes": SIZE });
    let set = caller.control("PUT", "/packages", body).await;
    assert_eq!(set.status.as_u16(), 204);
    let response = get(&caller, &url).await;
    assert_eq!(response.headers()["content-length"], SIZE.to_string());
    drop(response);
    let end = format!("bytes=-{}", small.len());
    let end = caller.http.get(&url).header("range", end).send().await;
    let end = end.expect("a response").bytes().await.expect("bytes");
    assert_eq!(end, small, "the archive is at the end of the file");
    let bad = json!({ "bytes": -1 });
    caller.control("PUT", "/packages", bad).await.problem(400);
}

#[tokio::test]
async fn transfers_are_in_the_journal_without_signatures_and_can_have_faults() {
    let caller = three_stages().await;
    let url = source_url(&caller).await;
    let (_, signature) = url.split_once("X-Signature=").expect("a signature");
    get(&caller, &url).await;
    let last = caller.sandbox.journal().pop().expect("an entry");
    assert_eq!((last.operation, last.status), (Some("download"), Some(200)));
    assert!(!format!("{last:?}").contains(signature));
    caller.sandbox.faults().on("download").truncate();
    let cut = get(&caller, &url).await.bytes().await;
    assert!(cut.is_err(), "it breaks off in the middle");
    caller.sandbox.faults().on("upload").status(503);
    let upload = new_upload(&caller).await;
    let refused = caller
        .http
        .put(&upload)
        .body("x")
        .send()
        .await
        .expect("a response");
    assert_eq!(refused.status().as_u16(), 503);
}

#[tokio::test]
async fn every_kind_of_file_has_its_format() {
    let caller = three_stages().await;
    let path =
        format!("{REPOSITORY}/assets?limit=1000&embed=icon&embed=signature&embed=releaseNote");
    let assets = caller.get(&path).await.results();
    let part = |part: &str, url: &str| {
        let found = assets
            .iter()
            .find_map(|one| one["_embedded"][part][url].as_str());
        found.expect("a URL").to_owned()
    };
    let icon = get(&caller, &part("icon", "iconUrl")).await;
    assert_eq!(icon.headers()["content-type"], "image/png");
    assert!(icon.bytes().await.expect("bytes").starts_with(b"\x89PNG"));
    let signature = get(&caller, &part("signature", "signatureBinaryUrl")).await;
    let signature: Value = signature.json().await.expect("JSON");
    assert!(signature["elements"][0]["name"].is_string());
    let notes = get(&caller, &part("releaseNote", "releaseNoteUrl")).await;
    assert!(notes.text().await.expect("text").starts_with("What is new"));
}
