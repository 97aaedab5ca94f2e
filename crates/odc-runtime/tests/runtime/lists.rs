//! Streams of lists whose pages are identified by texts, and of lists in a single response.

use futures_util::TryStreamExt as _;
use odc_runtime::{
    CallOptions, CursorCall, Error, ErrorKind, ItemStream, List, ListCall, Operation, PageStream,
    Pages, Success, Transport, client,
};
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::{Reply, Server};

static LIST: Operation = Operation::new("list_messages", "L", Method::GET, "/messages")
    .with_success(
        200,
        Success::List(List {
            items: Some("results"),
            pages: Pages::Texts {
                offset: "offset",
                in_body: false,
                next: "next",
            },
        }),
    );

#[derive(Deserialize, Debug)]
struct Messages {
    results: Vec<u64>,
    next: Option<String>,
}

#[derive(Clone, Debug)]
struct ListMessages {
    transport: Transport,
    from: Option<String>,
}

impl ListCall for ListMessages {
    type Page = Messages;
    type Item = u64;

    fn operation() -> &'static Operation {
        &LIST
    }

    async fn fetch(self) -> Result<Messages, Error> {
        let transport = &self.transport;
        let request = transport
            .get(transport.base_url())
            .query(&client::QueryParam::new("offset", &self.from))
            .build()
            .map_err(|error| Error::invalid_request(&LIST, error))?;
        let options = CallOptions::new();
        let sent = transport.json::<Messages>(&LIST, request, &options);
        Ok(sent.await?.into_inner())
    }

    fn items(page: &mut Messages) -> &mut Vec<u64> {
        &mut page.results
    }
}

impl CursorCall for ListMessages {
    fn cursor(&self) -> Option<String> {
        self.from.clone()
    }

    fn at(self, cursor: String) -> Self {
        Self {
            from: Some(cursor),
            ..self
        }
    }

    fn next(page: &Messages) -> Option<String> {
        page.next.clone()
    }
}

fn call(server: &Server, from: Option<&str>) -> ListMessages {
    ListMessages {
        transport: server.transport(),
        from: from.map(str::to_owned),
    }
}

fn page(results: &[u64], next: impl Into<Value>) -> Reply {
    let next: Value = next.into();
    Reply::new(200, json!({"results": results, "next": next}).to_string())
}

/// The texts with which pages were requested.
fn requested(server: &Server) -> Vec<Option<String>> {
    let seen = server.seen();
    seen.iter().map(|seen| seen.query("offset")).collect()
}

#[tokio::test]
async fn each_page_is_requested_with_the_text_of_the_page_before_it() {
    let pages = [
        page(&[1, 2], "a+b/="),
        page(&[3], "c"),
        page(&[4], Value::Null),
    ];
    let server = Server::script(pages).await;
    let items: Vec<u64> = ItemStream::by_cursor(call(&server, None))
        .try_collect()
        .await
        .unwrap();
    assert_eq!(items, [1, 2, 3, 4]);
    let texts = [None, Some("a+b/=".to_owned()), Some("c".to_owned())];
    assert_eq!(requested(&server), texts);
}

#[tokio::test]
async fn pages_with_texts_are_a_stream_too() {
    let server = Server::script([page(&[1, 2], "a"), page(&[3], Value::Null)]).await;
    let mut pages = PageStream::by_cursor(call(&server, None));
    assert_eq!(pages.try_next().await.unwrap().unwrap().results, [1, 2]);
    assert_eq!(pages.try_next().await.unwrap().unwrap().results, [3]);
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(pages.received(), 2);
}

#[tokio::test]
async fn a_list_with_texts_ends_at_null_at_an_empty_text_at_zero_and_at_an_empty_page() {
    for next in [Value::Null, "".into(), "0".into()] {
        let server = Server::script([page(&[1], "a"), page(&[2], next.clone())]).await;
        let stream = ItemStream::by_cursor(call(&server, None));
        let items: Vec<u64> = stream.try_collect().await.unwrap();
        assert_eq!(items, [1, 2], "{next}");
        assert_eq!(server.calls(), 2, "{next}");
    }
    let server = Server::script([page(&[1], "1"), page(&[], "1")]).await;
    let items: Vec<u64> = ItemStream::by_cursor(call(&server, None))
        .try_collect()
        .await
        .unwrap();
    assert_eq!(items, [1]);
    assert_eq!(server.calls(), 2);
}

#[tokio::test]
async fn a_text_that_comes_again_is_an_error_after_the_items_before_it() {
    // The first service names the page that it just gave, the second one returns to an earlier page, and the third
    // one returns to the page at which the caller began.
    for (from, texts) in [
        (None, ["a", "a"]),
        (None, ["b", "a"]),
        (Some("a"), ["b", "a"]),
    ] {
        let server = Server::start(move |seen| {
            let at = seen.query("offset");
            let next = if at.as_deref() == Some(texts[0]) {
                texts[1]
            } else {
                texts[0]
            };
            page(&[1], next)
        })
        .await;
        let mut stream = ItemStream::by_cursor(call(&server, from));
        let mut items = 0;
        let error = loop {
            match stream.next().await.unwrap() {
                Ok(_) => items += 1,
                Err(error) => break error,
            }
        };
        assert_eq!(error.kind(), ErrorKind::List, "{texts:?}");
        assert!(!error.is_retryable());
        assert!(
            error
                .to_string()
                .starts_with("list_messages: the service names"),
            "{error}"
        );
        assert!(stream.next().await.is_none(), "nothing follows an error");
        let requested = requested(&server);
        assert_eq!(requested.len(), items, "{texts:?}: each page gave one item");
        let mut once = requested.clone();
        once.sort();
        once.dedup();
        assert_eq!(
            once.len(),
            requested.len(),
            "no page is requested twice: {requested:?}"
        );
    }
}

#[tokio::test]
async fn a_page_without_a_readable_item_does_not_end_a_list_with_texts() {
    let odd = Reply::new(200, r#"{"results": ["odd", "odd"], "next": "b"}"#);
    let server = Server::script([page(&[1], "a"), odd, page(&[2], Value::Null)]).await;
    let stream = ItemStream::by_cursor(call(&server, None));
    let items: Vec<u64> = stream.try_collect().await.unwrap();
    assert_eq!(items, [1, 2]);
}

#[tokio::test]
async fn items_before_a_failed_page_are_yielded_before_the_error() {
    let server = Server::script([page(&[1, 2], "a"), Reply::new(403, "")]).await;
    let mut stream = ItemStream::by_cursor(call(&server, None));
    assert_eq!(stream.try_next().await.unwrap(), Some(1));
    assert_eq!(stream.try_next().await.unwrap(), Some(2));
    assert!(stream.try_next().await.unwrap_err().is_permission_denied());
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn a_whole_list_is_one_request_even_if_the_response_names_more_pages() {
    let server = Server::script([page(&[1, 2, 3], "a")]).await;
    let mut stream = ItemStream::whole(call(&server, None));
    let mut items = Vec::new();
    while let Some(item) = stream.try_next().await.unwrap() {
        items.push(item);
    }
    assert_eq!(items, [1, 2, 3]);
    assert_eq!(stream.received(), 3);
    assert_eq!(server.calls(), 1);
}

#[tokio::test]
async fn a_whole_list_is_requested_when_it_is_read_and_its_failure_is_the_only_item() {
    let server = Server::script([Reply::new(404, "")]).await;
    let mut stream = ItemStream::whole(call(&server, None));
    assert_eq!(server.calls(), 0);
    assert!(stream.next().await.unwrap().unwrap_err().is_not_found());
    assert!(stream.next().await.is_none());
    assert_eq!(server.calls(), 1);
}
