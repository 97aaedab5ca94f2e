//! Streams of lists, with services that end their lists in all known ways.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::{Reply, Seen, Server};
use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use odc_runtime::{
    CallOptions, Error, ErrorKind, ItemStream, List, ListCall, Operation, PageInfo, PageStream,
    PagedCall, Pages, Success, Transport, client,
};
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::Instant;

static LIST: Operation = Operation::new("list_numbers", "L", Method::GET, "/numbers").with_success(
    200,
    Success::List(List {
        items: Some("results"),
        pages: Pages::Numbers {
            offset: "offset",
            in_body: false,
            next: "page.nextPageOffset",
            total: Some("page.totalResults"),
        },
    }),
);

#[derive(Deserialize, Debug)]
struct Numbers {
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    results: Vec<u64>,
    page: Option<Meta>,
}

#[derive(Deserialize, Debug, Default)]
#[serde(rename_all = "camelCase", default)]
struct Meta {
    offset: Option<i32>,
    next_page_offset: Option<i32>,
    total_results: Option<i32>,
}

impl From<&Meta> for PageInfo {
    fn from(meta: &Meta) -> Self {
        Self {
            offset: meta.offset.map(i64::from),
            next_page_offset: meta.next_page_offset.map(i64::from),
            total_results: meta.total_results.map(i64::from),
        }
    }
}

#[derive(Clone, Debug)]
struct ListNumbers {
    transport: Transport,
    limit: Option<i32>,
    offset: Option<i32>,
    prefetch: usize,
}

impl ListCall for ListNumbers {
    type Page = Numbers;
    type Item = u64;

    fn operation() -> &'static Operation {
        &LIST
    }

    async fn fetch(self) -> Result<Numbers, Error> {
        let transport = &self.transport;
        let request = transport
            .get(transport.base_url())
            .query(&client::QueryParam::new("limit", &self.limit))
            .query(&client::QueryParam::new("offset", &self.offset))
            .build()
            .map_err(|error| Error::invalid_request(&LIST, error))?;
        Ok(transport
            .json::<Numbers>(&LIST, request, &CallOptions::new())
            .await?
            .into_inner())
    }

    fn items(page: &mut Numbers) -> &mut Vec<u64> {
        &mut page.results
    }
}

impl PagedCall for ListNumbers {
    fn offset(&self) -> Option<i32> {
        self.offset
    }

    fn at(self, offset: i32) -> Self {
        Self {
            offset: Some(offset),
            ..self
        }
    }

    fn info(page: &Numbers) -> PageInfo {
        page.page.as_ref().map(PageInfo::from).unwrap_or_default()
    }
}

impl ListNumbers {
    fn pages(self) -> PageStream<Numbers> {
        PageStream::new(self.prefetch, self)
    }

    fn stream(self) -> ItemStream<u64> {
        ItemStream::new(self.prefetch, self)
    }
}

fn list(server: &Server) -> ListNumbers {
    ListNumbers {
        transport: server.transport(),
        limit: None,
        offset: None,
        prefetch: 0,
    }
}

/// The way in which a service ends its list.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ending {
    NullNext,
    ZeroNext,
    NextBeyondTheTotal,
    EmptyPage,
}

fn page(seen: &Seen, total: u64, ending: Ending) -> Value {
    let number = |name, default| {
        seen.query(name)
            .map_or(default, |text| text.parse().unwrap())
    };
    let (limit, offset): (u64, u64) = (number("limit", 100), number("offset", 0));
    let results: Vec<u64> = (offset..total.min(offset + limit)).collect();
    let next = offset + limit;
    let mut meta =
        json!({"count": results.len(), "limit": limit, "offset": offset, "nextPageOffset": next});
    match ending {
        Ending::NullNext if next >= total => meta["nextPageOffset"] = Value::Null,
        Ending::ZeroNext if next >= total => meta["nextPageOffset"] = 0.into(),
        Ending::NextBeyondTheTotal => meta["totalResults"] = total.into(),
        _ => {}
    }
    json!({"results": results, "page": meta})
}

async fn service(total: u64, ending: Ending) -> Server {
    Server::start(move |seen| Reply::new(200, page(seen, total, ending).to_string())).await
}

fn offsets(server: &Server) -> Vec<String> {
    let seen = server.seen();
    seen.iter()
        .map(|seen| seen.query("offset").unwrap_or_default())
        .collect()
}

#[tokio::test]
async fn every_item_comes_once_and_in_order_for_every_end_of_a_list() {
    for ending in [
        Ending::NullNext,
        Ending::ZeroNext,
        Ending::NextBeyondTheTotal,
        Ending::EmptyPage,
    ] {
        for total in [0, 1, 99, 100, 101, 250, 300] {
            for prefetch in [0, 1, 4] {
                let server = service(total, ending).await;
                let stream = ListNumbers {
                    prefetch,
                    ..list(&server)
                }
                .stream();
                let items: Vec<u64> = stream.try_collect().await.unwrap();
                assert_eq!(
                    items,
                    (0..total).collect::<Vec<_>>(),
                    "{ending:?} {total} {prefetch}"
                );
                let asked = offsets(&server);
                let once: HashSet<_> = asked.iter().collect();
                assert_eq!(
                    once.len(),
                    asked.len(),
                    "no page is asked for twice: {asked:?}"
                );
                let pages = total.div_ceil(100).max(1)
                    + u64::from(ending == Ending::EmptyPage && total > 0);
                assert_eq!(asked.len() as u64, pages, "{ending:?} {total} {prefetch}");
            }
        }
    }
}

#[tokio::test]
async fn the_offset_and_limit_of_the_caller_are_used() {
    for prefetch in [0, 3] {
        let server = service(60, Ending::NextBeyondTheTotal).await;
        let call = ListNumbers {
            limit: Some(20),
            offset: Some(15),
            prefetch,
            ..list(&server)
        };
        let items: Vec<u64> = call.stream().try_collect().await.unwrap();
        assert_eq!(items, (15..60).collect::<Vec<_>>());
        assert_eq!(offsets(&server), ["15", "35", "55"]);
        assert!(
            server
                .seen()
                .iter()
                .all(|seen| seen.query("limit").unwrap() == "20")
        );
    }
}

#[tokio::test]
async fn a_first_call_without_parameters_sends_no_parameters() {
    let server = service(150, Ending::NullNext).await;
    let _: Vec<_> = list(&server).stream().try_collect().await.unwrap();
    assert_eq!(server.seen()[0].target, "/api/test/v1");
    assert_eq!(server.seen()[1].target, "/api/test/v1?offset=100");
}

#[tokio::test]
async fn pages_are_a_stream_too_and_an_empty_list_is_one_page() {
    let server = service(250, Ending::EmptyPage).await;
    let sizes: Vec<_> = list(&server)
        .pages()
        .map_ok(|page| page.results.len())
        .try_collect()
        .await
        .unwrap();
    assert_eq!(sizes, [100, 100, 50]);
    let server = service(0, Ending::NullNext).await;
    let mut pages = list(&server).pages();
    assert!(pages.try_next().await.unwrap().unwrap().results.is_empty());
    assert!(pages.next().await.is_none());
}

/// The third page fails.
async fn failing() -> Server {
    Server::start(|seen| match seen.query("offset").as_deref() {
        Some("200") => Reply::new(403, ""),
        _ => Reply::new(
            200,
            page(seen, 1000, Ending::NextBeyondTheTotal).to_string(),
        ),
    })
    .await
}

#[tokio::test]
async fn items_before_an_error_are_yielded_before_the_error() {
    for prefetch in [0, 5] {
        let server = failing().await;
        let mut stream = ListNumbers {
            prefetch,
            ..list(&server)
        }
        .stream();
        let mut items = 0;
        let error = loop {
            match stream.next().await.unwrap() {
                Ok(_) => items += 1,
                Err(error) => break error,
            }
        };
        assert_eq!(items, 200);
        assert!(error.is_permission_denied());
        assert!(stream.next().await.is_none(), "nothing follows an error");
        assert!(stream.next().await.is_none());
    }
}

#[tokio::test]
async fn a_list_without_page_data_is_one_page() {
    for body in [
        json!({"results": [1, 2]}),
        json!({"results": [1, 2], "page": null}),
        json!({"results": [1, 2], "page": {}}),
    ] {
        let server = Server::script([Reply::new(200, body.to_string())]).await;
        let items: Vec<u64> = list(&server).stream().try_collect().await.unwrap();
        assert_eq!(items, [1, 2]);
        assert_eq!(server.calls(), 1);
    }
}

/// A list of 250 numbers in pages of 20. One page is changed before it reaches the client.
async fn changed(at: u64, change: fn(&mut Value)) -> Server {
    Server::start(move |seen| {
        let mut body = page(seen, 250, Ending::NextBeyondTheTotal);
        if seen.query("offset").map_or(0, |text| text.parse().unwrap()) == at {
            change(&mut body);
        }
        Reply::new(200, body.to_string())
    })
    .await
}

#[tokio::test]
async fn no_item_is_lost_if_one_page_has_less_page_data() {
    let changes: [fn(&mut Value); 8] = [
        |body| body["page"] = Value::Null,
        |body| body["page"] = json!({}),
        |body| body["page"]["nextPageOffset"] = Value::Null,
        |body| body["page"]["nextPageOffset"] = 0.into(),
        |body| body["page"]["totalResults"] = 5.into(),
        |body| body["page"]["totalResults"] = 0.into(),
        |body| body["page"]["totalResults"] = (-1).into(),
        |body| body["page"]["totalResults"] = Value::Null,
    ];
    for (number, change) in changes.into_iter().enumerate() {
        for at in [0, 40] {
            // Without page data, the client knows only the first page.
            if at == 0 && number < 2 {
                continue;
            }
            for prefetch in [0, 3] {
                let server = changed(at, change).await;
                let call = ListNumbers {
                    limit: Some(20),
                    prefetch,
                    ..list(&server)
                };
                let items: Vec<u64> = call.stream().try_collect().await.unwrap();
                assert_eq!(items, (0..250).collect::<Vec<_>>(), "{number} {at}");
            }
        }
    }
}

#[tokio::test]
async fn an_empty_page_before_the_end_is_an_error_after_the_items_before_it() {
    let changes: [fn(&mut Value); 3] = [
        |body| body["results"] = Value::Null,
        |body| body["results"] = json!([]),
        |body| *body = json!({"results": [], "page": null}),
    ];
    for change in changes {
        for prefetch in [0, 3] {
            let server = changed(40, change).await;
            let mut stream = ListNumbers {
                limit: Some(20),
                prefetch,
                ..list(&server)
            }
            .stream();
            for number in 0..40 {
                assert_eq!(stream.next().await.unwrap().unwrap(), number);
            }
            let error = stream.next().await.unwrap().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::List);
            let text = error.to_string();
            assert!(
                text.contains("250 items") && text.contains("item 40"),
                "{text}"
            );
            assert!(stream.next().await.is_none(), "nothing follows an error");
        }
    }
}

#[tokio::test]
async fn a_list_that_shrinks_while_it_is_read_ends_without_an_error() {
    for left in [0, 120, 140, 145] {
        let server = Server::start(move |seen| {
            let later = seen.query("offset").is_some_and(|offset| offset == "140");
            let total = if later { left } else { 250 };
            Reply::new(
                200,
                page(seen, total, Ending::NextBeyondTheTotal).to_string(),
            )
        })
        .await;
        let call = ListNumbers {
            limit: Some(20),
            ..list(&server)
        };
        let items: Vec<u64> = call.stream().try_collect().await.unwrap();
        assert_eq!(items, (0..left.max(140)).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn no_item_is_lost_if_pages_that_were_fetched_in_advance_are_short() {
    // From offset 100 on, the service gives at most 30 items, and counts its offsets accordingly.
    let server = Server::start(|seen| {
        let offset: u64 = seen.query("offset").map_or(0, |text| text.parse().unwrap());
        let size = if offset < 100 { 100 } else { 30 };
        let results: Vec<u64> = (offset..260.min(offset + size)).collect();
        let next = offset + results.len() as u64;
        let page = json!({"offset": offset, "nextPageOffset": next, "totalResults": 260});
        Reply::new(200, json!({"results": results, "page": page}).to_string())
    })
    .await;
    for prefetch in [0, 4] {
        let call = ListNumbers {
            prefetch,
            ..list(&server)
        };
        let items: Vec<u64> = call.stream().try_collect().await.unwrap();
        assert_eq!(items, (0..260).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn an_unreadable_item_does_not_end_a_list_and_no_item_comes_twice() {
    // No item of the second page can be read, and the last page names the first page as the next page.
    let is_odd = |n: u64| (100..200).contains(&n) || n % 100 == 7;
    for prefetch in [0, 4] {
        let server = Server::start(move |seen| {
            let offset: u64 = seen.query("offset").map_or(0, |text| text.parse().unwrap());
            let numbers = offset..250.min(offset + 100);
            let results: Vec<Value> = numbers
                .map(|n| if is_odd(n) { json!("odd") } else { json!(n) })
                .collect();
            let next = if offset < 200 { offset + 100 } else { 0 };
            let page = json!({"offset": offset, "nextPageOffset": next, "totalResults": 250});
            Reply::new(200, json!({"results": results, "page": page}).to_string())
        })
        .await;
        let call = ListNumbers {
            prefetch,
            ..list(&server)
        };
        let items: Vec<u64> = call.stream().try_collect().await.unwrap();
        let readable = (0..250).filter(|n| !is_odd(*n));
        assert_eq!(items, readable.collect::<Vec<_>>());
        assert_eq!(offsets(&server), ["", "100", "200"]);
    }
}

#[tokio::test]
async fn a_page_with_a_too_large_offset_is_an_error_after_the_items_before_it() {
    for prefetch in [0, 3] {
        let body = r#"{"results": [1], "page": {"nextPageOffset": 2147483647, "totalResults": 2147483647}}"#;
        let server = Server::start(move |_| Reply::new(200, body)).await;
        let mut stream = ListNumbers {
            offset: Some(i32::MAX - 1),
            prefetch,
            ..list(&server)
        }
        .stream();
        assert_eq!(stream.next().await.unwrap().unwrap(), 1);
        assert!(stream.next().await.is_none(), "the total has come");

        let body = r#"{"results": [1, 2], "page": {"nextPageOffset": 2147483647}}"#;
        let server = Server::start(move |_| Reply::new(200, body)).await;
        let mut stream = ListNumbers {
            offset: Some(i32::MAX - 1),
            prefetch,
            ..list(&server)
        }
        .stream();
        for item in [1, 2] {
            assert_eq!(stream.next().await.unwrap().unwrap(), item);
        }
        let error = stream.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::List);
        assert_eq!(error.operation().unwrap().id(), "list_numbers");
        assert!(error.to_string().contains("item 2147483648"), "{error}");
        assert!(stream.next().await.is_none(), "nothing follows an error");
        assert_eq!(server.calls(), 1);
    }
}

/// A service with latency. It counts the pages that are under way or wait for the reader.
async fn slow(most: Arc<AtomicUsize>) -> Server {
    Server::start(move |seen| {
        most.fetch_add(1, Ordering::SeqCst);
        let body = page(seen, 2000, Ending::NextBeyondTheTotal);
        Reply::new(200, body.to_string()).after(Duration::from_millis(20))
    })
    .await
}

#[tokio::test(start_paused = true)]
async fn prefetching_makes_a_list_faster() {
    let mut times = Vec::new();
    for prefetch in [0, 8] {
        let server = slow(Arc::default()).await;
        let started = Instant::now();
        let items: Vec<u64> = ListNumbers {
            prefetch,
            ..list(&server)
        }
        .stream()
        .try_collect()
        .await
        .unwrap();
        assert_eq!(items.len(), 2000);
        times.push(started.elapsed());
    }
    assert!(times[0] >= Duration::from_millis(400), "{times:?}");
    assert!(times[1] <= times[0] / 4, "{times:?}");
}

#[tokio::test(start_paused = true)]
async fn at_most_n_pages_are_fetched_in_advance() {
    let asked = Arc::new(AtomicUsize::new(0));
    let server = slow(Arc::clone(&asked)).await;
    let mut pages = ListNumbers {
        prefetch: 3,
        ..list(&server)
    }
    .pages();
    let mut taken = 0;
    while let Some(page) = pages.next().await {
        page.unwrap();
        taken += 1;
        // A slow reader.
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert!(asked.load(Ordering::SeqCst) <= taken + 3, "{taken} taken");
    }
    assert_eq!((taken, asked.load(Ordering::SeqCst)), (20, 20));
}

#[tokio::test(start_paused = true)]
async fn dropping_a_stream_stops_its_fetches() {
    let asked = Arc::new(AtomicUsize::new(0));
    let server = slow(Arc::clone(&asked)).await;
    let mut pages = ListNumbers {
        prefetch: 3,
        ..list(&server)
    }
    .pages();
    pages.next().await.unwrap().unwrap();
    drop(pages);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(asked.load(Ordering::SeqCst) <= 4);
}

#[tokio::test]
async fn streams_work_with_combinators_and_can_be_spawned() {
    fn free<T: Send + Unpin + 'static>(stream: T) -> T {
        stream
    }
    let server = service(250, Ending::NullNext).await;
    let stream = free(list(&server).stream());
    let _ = free(list(&server).pages());
    let seen = Arc::new(Mutex::new(0));
    let sink = Arc::clone(&seen);
    let task = tokio::spawn(async move {
        let odd = stream
            .try_filter(|number| std::future::ready(number % 2 == 1))
            .take(30);
        odd.try_for_each(|number| {
            *sink.lock().unwrap() += number;
            std::future::ready(Ok(()))
        })
        .await
    });
    task.await.unwrap().unwrap();
    assert_eq!(*seen.lock().unwrap(), 900);
    assert_eq!(server.calls(), 1, "no page is fetched that nobody reads");
}

#[tokio::test]
async fn a_stream_says_how_many_items_have_come_and_how_many_are_ready() {
    let server = service(250, Ending::NullNext).await;
    let mut numbers = list(&server).stream();
    assert_eq!(Stream::size_hint(&numbers), (0, None));
    numbers.next().await.unwrap().unwrap();
    assert_eq!(Stream::size_hint(&numbers), (99, None));
    let shown = format!("{numbers:?}");
    assert_eq!(shown, "ItemStream { received: 1, ready: 99, .. }");
    let mut pages = list(&server).pages();
    pages.next().await.unwrap().unwrap();
    assert_eq!(format!("{pages:?}"), "PageStream { received: 1, .. }");
}

#[tokio::test]
async fn no_item_comes_twice_from_a_service_that_ignores_the_offset() {
    for prefetch in [0, 3] {
        let body =
            r#"{"results": [1, 2], "page": {"offset": 0, "nextPageOffset": 2, "totalResults": 7}}"#;
        let server = Server::start(move |_| Reply::new(200, body)).await;
        let mut stream = ListNumbers {
            prefetch,
            ..list(&server)
        }
        .stream();
        for item in [1, 2] {
            assert_eq!(stream.next().await.unwrap().unwrap(), item);
        }
        let error = stream.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::List, "{error}");
        assert!(stream.next().await.is_none());
    }
}
