//! Uploads to pre-signed URLs: the requests, and what happens if the file or the host causes a problem.

use std::io::Write as _;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use crate::support::{Reply, Server};
use odc_runtime::{Error, ErrorKind, PresignedUrl, RetryPolicy, Tenant, Upload};
use tempfile::NamedTempFile;

fn url(server: &Server) -> PresignedUrl {
    let url = format!("http://{}/place?X-Signature=s3cr3t", server.host);
    url.parse().unwrap()
}

fn upload(server: &Server) -> Upload {
    server.tenant().transfers().upload(url(server))
}

fn file(text: &str) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file
}

fn checked(error: Error) -> Error {
    assert_eq!(error.to_string().lines().count(), 1);
    assert!(!format!("{error:?} {error:#?}").contains("s3cr3t"));
    error
}

#[tokio::test]
async fn a_file_is_sent_with_its_length_and_without_the_token() {
    let server = Server::start(|_| Reply::new(200, "")).await;
    let text = "orders ".repeat(100_000);
    let steps = Arc::new(Mutex::new(Vec::new()));
    let sink = steps.clone();
    let upload = upload(&server).on_progress(move |now| sink.lock().unwrap().push(now.bytes));
    let sent = upload.from_file(file(&text).path()).await.unwrap();
    assert_eq!((sent.bytes, sent.url), (700_000, url(&server)));
    let seen = server.seen().remove(0);
    assert_eq!(
        (seen.method.as_str(), seen.target.as_str()),
        ("PUT", "/place?X-Signature=s3cr3t")
    );
    assert_eq!(seen.headers["content-length"], "700000");
    assert_eq!(seen.headers["content-type"], "application/octet-stream");
    assert_eq!(seen.headers.get("transfer-encoding"), None);
    assert_eq!(seen.headers.get("authorization"), None);
    assert!(seen.body == text);
    assert_eq!(server.tokens.load(std::sync::atomic::Ordering::Relaxed), 0);
    assert_eq!(*steps.lock().unwrap(), [262_144, 524_288, 700_000]);
}

#[tokio::test]
async fn bytes_in_memory_and_empty_files_are_sent_in_the_same_way() {
    let server = Server::start(|_| Reply::new(201, "")).await;
    let zip = odc_runtime::client::HeaderValue::from_static("application/zip");
    upload(&server)
        .content_type(zip)
        .from_bytes("PK")
        .await
        .unwrap();
    upload(&server).from_file(file("").path()).await.unwrap();
    let seen = server.seen();
    assert_eq!(
        (seen[0].body.as_str(), &*seen[0].headers["content-type"]),
        ("PK", "application/zip")
    );
    assert_eq!(
        (seen[1].body.as_str(), &*seen[1].headers["content-length"]),
        ("", "0")
    );
}

#[tokio::test(start_paused = true)]
async fn after_the_connection_breaks_the_whole_file_is_sent_again() {
    let server = Server::script([Reply::reset(), Reply::new(503, ""), Reply::new(200, "")]).await;
    upload(&server)
        .from_file(file("orders").path())
        .await
        .unwrap();
    let bodies: Vec<_> = server.seen().into_iter().map(|seen| seen.body).collect();
    assert_eq!(bodies, ["orders"; 3]);
}

#[tokio::test(start_paused = true)]
async fn a_url_that_was_used_already_is_replaced_by_a_fresh_one() {
    let used =
        "<Error><Code>AccessDenied</Code><Message>the URL was used already</Message></Error>";
    let server = Server::start(move |seen| match seen.target.as_str() {
        "/fresh" => Reply::new(200, ""),
        _ => Reply::new(403, used),
    })
    .await;
    let error = upload(&server).from_bytes("orders").await.unwrap_err();
    assert!(
        checked(error)
            .to_string()
            .contains("get a fresh one and start again")
    );
    let fresh = format!("http://{}/fresh", server.host);
    let again = upload(&server).fresh_url(move || std::future::ready(fresh.parse()));
    let sent = again.from_bytes("orders").await.unwrap();
    assert!(sent.url.expose().ends_with("/fresh"));
    assert_eq!(server.seen().last().unwrap().body, "orders");
}

#[tokio::test]
async fn a_missing_file_is_reported_before_anything_is_sent() {
    let server = Server::start(|_| Reply::new(200, "")).await;
    let folder = tempfile::tempdir().unwrap();
    let missing = upload(&server)
        .from_file(folder.path().join("orders.oml"))
        .await;
    let error = checked(missing.unwrap_err());
    assert_eq!(error.kind(), ErrorKind::File);
    let text = error.to_string();
    assert!(
        text.starts_with("cannot read ") && text.ends_with("; check the path"),
        "{text}"
    );
    let error = checked(upload(&server).from_file(folder.path()).await.unwrap_err());
    assert!(
        error.to_string().contains("it is not a regular file"),
        "{error}"
    );
    assert_eq!(server.calls(), 0);
}

#[cfg(unix)]
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_file_whose_size_reads_as_0_is_not_sent_as_an_empty_one() {
    let server = Server::start(|_| Reply::new(200, "")).await;
    let url = format!("http://{}/x", server.host).parse().unwrap();
    let upload = server.tenant().transfers().upload(url);
    let error = upload.from_file("/proc/version").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::File);
    assert!(error.to_string().contains("its size reads as 0"), "{error}");
    assert_eq!(server.calls(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_file_that_is_removed_during_the_upload_is_still_sent() {
    let file = file("orders");
    let path = file.path().to_owned();
    let server = Server::start(move |_| {
        if std::fs::remove_file(&path).is_ok() {
            Reply::new(503, "")
        } else {
            Reply::new(200, "")
        }
    })
    .await;
    upload(&server).from_file(file.path()).await.unwrap();
    assert_eq!(server.seen()[1].body, "orders");
}

#[tokio::test(start_paused = true)]
async fn a_file_that_becomes_shorter_during_the_upload_is_an_error() {
    let file = file("orders");
    let same = file.reopen().unwrap();
    let server = Server::start(move |_| {
        same.set_len(2).unwrap();
        Reply::new(503, "")
    })
    .await;
    let error = checked(upload(&server).from_file(file.path()).await.unwrap_err());
    assert_eq!(error.kind(), ErrorKind::File);
    assert!(
        error
            .to_string()
            .contains("changed while it was sent: it ends after 2 of 6 bytes"),
        "{error}"
    );
}

#[tokio::test]
async fn a_file_that_changes_during_the_upload_is_an_error() {
    for longer in [false, true] {
        let file = file("orders");
        let same = file.reopen().unwrap();
        let server = Server::start(move |_| {
            let mut same = &same;
            if longer {
                same.write_all(b"orders and more").unwrap();
            } else {
                let later = SystemTime::now() + Duration::from_secs(5);
                same.set_modified(later).unwrap();
            }
            Reply::new(200, "")
        })
        .await;
        let error = checked(upload(&server).from_file(file.path()).await.unwrap_err());
        let says = if longer {
            "it had 6 bytes and now has 15"
        } else {
            "somebody wrote to it"
        };
        assert!(error.to_string().contains(says), "{error}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_a_final_refusal_is_not_repeated() {
    for (status, says) in [
        (307, "a redirect, which is not followed"),
        (413, "too large"),
        (411, "411"),
    ] {
        let server =
            Server::start(move |_| Reply::new(status, "").header("location", "/other")).await;
        let error = checked(upload(&server).from_bytes("orders").await.unwrap_err());
        assert!(error.to_string().contains(says), "{error}");
        assert_eq!(server.calls(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn an_upload_to_a_host_that_reads_nothing_ends_after_the_idle_timeout() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap();
    let accepting = tokio::spawn(async move { listener.accept().await.unwrap() });
    let http = reqwest::Client::builder().no_proxy();
    let transfers = odc_runtime::Transfers::new(http, RetryPolicy::none()).unwrap();
    let url: PresignedUrl = format!("http://{host}/place?s3cr3t").parse().unwrap();
    let upload = transfers.upload(url).idle_timeout(Duration::from_secs(20));
    // More bytes than the system buffers for the two sockets.
    let error = checked(
        upload
            .from_bytes(vec![b'x'; 64 * 1024 * 1024])
            .await
            .unwrap_err(),
    );
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    assert!(
        error.to_string().contains("no byte moved for 20s"),
        "{error}"
    );
    accepting.abort();
}

#[tokio::test]
async fn a_tenant_with_tls_sends_no_file_over_plain_http() {
    let server = Server::start(|_| Reply::new(200, "")).await;
    let tenant = Tenant::builder()
        .portal_domain("acme.outsystems.dev")
        .client_id("id")
        .client_secret("secret")
        .build()
        .unwrap();
    let sent = tenant
        .transfers()
        .upload(url(&server))
        .from_bytes("orders")
        .await;
    let error = checked(sent.unwrap_err());
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    let came = tenant
        .transfers()
        .download(url(&server))
        .stream()
        .try_next()
        .await;
    assert_eq!(checked(came.unwrap_err()).kind(), ErrorKind::InvalidRequest);
    assert_eq!(server.calls(), 0);
}
