//! Forms with files: which are sent again, which are sent only once, and which are never sent.

use std::io::Cursor;

use crate::support::{Reply, Server};
use odc_runtime::client::{MultipartError, MultipartForm};
use odc_runtime::{CallOptions, Error, ErrorKind, FilePart, Operation};
use reqwest::Method;
use serde_json::json;

static PUT: Operation = Operation::new("replace_file", "R", Method::PUT, "/file");

/// The form with this file and a text.
fn form(file: &FilePart) -> Result<MultipartForm, MultipartError> {
    let form = MultipartForm::default().fields(&json!({"name": "n"}), &[])?;
    form.file("file", file, "application/octet-stream")
}

async fn send(server: &Server, file: &FilePart) -> Result<(), Error> {
    let transport = server.transport();
    let form = form(file).map_err(|error| Error::invalid_request(&PUT, error))?;
    let request = form.send_with(transport.put(format!("{}/file", transport.base_url())));
    let request = request.build().unwrap();
    let sent = transport.empty(&PUT, request, &CallOptions::new()).await;
    sent.map(|_| ())
}

#[tokio::test(start_paused = true)]
async fn a_form_in_memory_is_sent_again() {
    let server = Server::script([Reply::new(503, ""), Reply::ok()]).await;
    let file = FilePart::from_bytes("content").file_name("a.txt");
    send(&server, &file).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0].body, seen[1].body);
    assert!(
        seen[1].body.contains("filename=\"a.txt\""),
        "{}",
        seen[1].body
    );
    assert!(
        seen[1].body.contains("\r\n\r\ncontent\r\n"),
        "{}",
        seen[1].body
    );
}

#[tokio::test(start_paused = true)]
async fn a_form_with_a_stream_is_sent_once() {
    let server = Server::script([Reply::new(503, ""), Reply::ok()]).await;
    let file = FilePart::from_reader(Cursor::new("content"), 7);
    let error = send(&server, &file).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    assert_eq!((server.calls(), error.attempts()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_reader_cannot_be_sent_by_two_calls() {
    let server = Server::script([Reply::ok(), Reply::ok()]).await;
    let file = FilePart::from_reader(Cursor::new("content"), 7);
    send(&server, &file).await.unwrap();
    let error = send(&server, &file.clone()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(error.to_string().contains("make a new FilePart"), "{error}");
    assert_eq!(server.calls(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_file_of_this_machine_can_be_sent_by_two_calls() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "from a file").unwrap();
    let server = Server::script([Reply::ok(), Reply::ok()]).await;
    let file = FilePart::from_path(&path).await.unwrap();
    assert_eq!(file.length(), 11);
    for _ in 0..2 {
        send(&server, &file).await.unwrap();
    }
    for seen in server.seen() {
        assert!(seen.body.contains("filename=\"a.txt\""), "{}", seen.body);
        assert!(
            seen.body.contains("\r\n\r\nfrom a file\r\n"),
            "{}",
            seen.body
        );
    }
}

#[tokio::test]
async fn the_error_names_a_missing_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("missing.txt");
    let error = FilePart::from_path(&path).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::File);
    assert!(error.to_string().contains("missing.txt"), "{error}");
    let error = FilePart::from_path(folder.path()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::File);
}

#[tokio::test(start_paused = true)]
async fn a_reader_that_ends_early_fails_the_call() {
    let server = Server::script([Reply::ok()]).await;
    let file = FilePart::from_reader(Cursor::new("short"), 100);
    let error = send(&server, &file).await.unwrap_err();
    let causes = std::iter::successors(Some(&error as &dyn std::error::Error), |e| e.source());
    let causes: Vec<String> = causes.map(ToString::to_string).collect();
    let why = "the reader of a file ended after 5 of 100 bytes";
    assert!(causes.iter().any(|cause| cause.contains(why)), "{causes:?}");
}

#[test]
fn names_that_would_add_headers_are_refused() {
    let file = FilePart::from_text("a");
    let named = file.clone().file_name("a\r\nX-Evil: 1");
    let refused = form(&named).unwrap_err();
    assert!(matches!(refused, MultipartError::FileName(_)), "{refused}");
    let typed = file.clone().content_type("image/png\r\nX-Evil: 1");
    let refused = form(&typed).unwrap_err();
    assert!(matches!(refused, MultipartError::MediaType(_)), "{refused}");
    for name in ["a\"b", "a\nb", "a\\b"] {
        let form = MultipartForm::default();
        let refused = form.file(name, &file, "text/plain").unwrap_err();
        assert!(matches!(refused, MultipartError::Name(_)), "{refused}");
        let form = MultipartForm::default();
        let refused = form.fields(&json!({name: 1}), &[]).unwrap_err();
        assert!(matches!(refused, MultipartError::Name(_)), "{refused}");
    }
}

#[test]
fn a_file_prints_neither_its_content_nor_its_name() {
    let file = FilePart::from_text("s3cr3t").file_name("private.txt");
    let printed = format!("{file:?}");
    assert!(
        !printed.contains("s3cr3t") && !printed.contains("private"),
        "{printed}"
    );
    assert!(printed.contains("length: 6"), "{printed}");
}
