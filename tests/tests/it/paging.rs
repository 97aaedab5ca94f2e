//! Tests lists as streams. Every item comes once and in order, and no page is requested twice. A service can mark the
//! end of a list in several ways.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures::{StreamExt as _, TryStreamExt as _, future};
use odc_identity_v1::types::{User, UserPage, UserStatus};
use odc_runtime::{Error, ItemStream, PageStream};
use serde_json::{Value, json};
use tokio::sync::Barrier;

use crate::support::documents::Published;
use crate::support::listing::{ENDS, End, Listing, key, named_by_texts, page_of, users};
use crate::support::{KEY, apis};

async fn keys(stream: ItemStream<User>) -> Vec<uuid::Uuid> {
    let users: Vec<_> = stream.try_collect().await.expect("all users");
    users.iter().map(|user| user.key).collect()
}

fn all(range: std::ops::Range<usize>) -> Vec<uuid::Uuid> {
    range.map(key).collect()
}

/// Fails a test that would otherwise wait forever.
async fn soon<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), work)
        .await
        .expect("an end")
}

#[tokio::test]
async fn every_item_comes_once_in_order_and_no_page_is_requested_twice() {
    let http = reqwest::Client::new();
    for end in ENDS {
        for total in [0, 1, 6, 7, 8, 21] {
            let server = Listing::users(total, end).await;
            let client = odc_identity_v1::Client::new(&server.base, http.clone());
            let client = client.expect("a client");
            for limit in [1_u8, 7, 100] {
                for prefetch in [0, 1, 4, 50] {
                    let what = format!("{end:?}, {total} by {limit}, {prefetch} ahead");
                    let call = client.list_users().limit(limit.into()).prefetch(prefetch);
                    assert_eq!(keys(call.stream()).await, all(0..total), "{what}");
                    let mut expected: Vec<_> = (0..total).step_by(limit.into()).collect();
                    if expected.is_empty() {
                        expected.push(0);
                    } else if end == End::Empty {
                        // Only an empty page marks the end.
                        expected.push(expected.len() * usize::from(limit));
                    }
                    assert_eq!(server.offsets(), expected, "{what}");
                }
            }
        }
    }
}

#[tokio::test]
async fn pages_are_unchanged_and_an_empty_list_is_one_empty_page() {
    let server = Listing::users(5, End::Null).await;
    let call = server.identity().list_users().limit(2);
    let pages: Vec<UserPage> = call.pages().try_collect().await.expect("pages");
    let sizes: Vec<_> = pages.iter().map(|page| page.results.len()).collect();
    assert_eq!(sizes, [2, 2, 1]);
    let total = pages[1].page.as_ref().and_then(|page| page.total_results);
    assert_eq!(total, Some(5));

    let server = Listing::users(0, End::Null).await;
    let pages: Vec<_> = server
        .identity()
        .list_users()
        .pages()
        .try_collect()
        .await
        .expect("a page");
    assert_eq!(pages.len(), 1);
    assert!(pages[0].results.is_empty());
}

#[tokio::test]
async fn a_starting_offset_a_limit_and_the_filters_go_with_every_page() {
    for prefetch in [0, 3] {
        let server = Listing::users(31, End::Null).await;
        let call = server.identity().list_users();
        let call = call
            .offset(10)
            .limit(5)
            .status(UserStatus::Active)
            .domains(["a", "b"])
            .prefetch(prefetch);
        assert_eq!(keys(call.stream()).await, all(10..31));
        let mut asked = server.asked();
        asked.sort_by_key(|one| one.offset);
        let offsets: Vec<_> = asked.iter().map(|one| one.offset).collect();
        assert_eq!(offsets, [Some(10), Some(15), Some(20), Some(25), Some(30)]);
        for one in asked {
            let query: Vec<_> = one
                .query
                .iter()
                .filter(|(key, _)| key != "offset")
                .map(|(key, value)| (key.as_str(), value.as_str()))
                .collect();
            let expected = [
                ("domains", "a"),
                ("domains", "b"),
                ("limit", "5"),
                ("status", "Active"),
            ];
            assert_eq!(query, expected);
        }
    }
}

#[tokio::test]
async fn an_offset_beyond_the_end_gives_no_item_after_one_request() {
    let server = Listing::users(5, End::Beyond).await;
    let call = server.identity().list_users().offset(70).prefetch(4);
    assert_eq!(keys(call.stream()).await, all(0..0));
    assert_eq!(server.offsets(), [70]);
}

#[tokio::test]
async fn a_list_without_parameters_sends_only_the_offset_of_later_pages() {
    let server = Listing::users(150, End::Null).await;
    assert_eq!(
        keys(server.identity().list_users().stream()).await.len(),
        150
    );
    let queries: Vec<_> = server.asked().into_iter().map(|one| one.query).collect();
    let second = vec![("offset".to_owned(), "100".to_owned())];
    assert_eq!(queries, [vec![], second]);
}

#[tokio::test]
async fn a_page_is_requested_only_when_its_first_item_is_needed() {
    let server = Listing::users(9, End::Null).await;
    let call = server.identity().list_users().limit(3);
    let mut stream = call.stream();
    assert!(server.asked().is_empty());
    for index in 0..3 {
        let user = stream.try_next().await.expect("a user").expect("one more");
        assert_eq!(user.key, key(index));
    }
    assert_eq!(
        server.offsets(),
        [0],
        "without prefetch a page is requested when it is needed"
    );
    drop(stream);
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn pages_shorter_than_requested_lose_no_item() {
    for prefetch in [0, 1, 5] {
        let server = Listing::new(|asked| {
            let mut capped = asked.clone();
            capped.limit = Some(asked.size().min(3));
            (200, users(&capped, 20, End::Null))
        })
        .await;
        let call = server.identity().list_users().limit(10).prefetch(prefetch);
        assert_eq!(keys(call.stream()).await, all(0..20));
        assert_eq!(server.offsets(), [0, 3, 6, 9, 12, 15, 18]);
    }
}

#[tokio::test]
async fn pages_of_different_lengths_lose_and_repeat_no_item() {
    for prefetch in [0, 1, 5] {
        let server = Listing::new(|asked| {
            let mut odd = asked.clone();
            // The first page is the longest. Later pages are shorter than the first one lets the client expect.
            odd.limit = Some(4 - asked.start() / 4 % 3);
            (200, users(&odd, 23, End::Null))
        })
        .await;
        let call = server.identity().list_users().limit(4).prefetch(prefetch);
        assert_eq!(keys(call.stream()).await, all(0..23), "{prefetch} ahead");
    }
}

#[tokio::test]
async fn an_offset_that_does_not_grow_makes_no_endless_loop() {
    for next in [json!(0), json!(-5), json!(2)] {
        let server = Listing::new(move |asked| {
            let mut response = users(asked, 6, End::Null);
            response["page"]["nextPageOffset"] = next.clone();
            (200, response)
        })
        .await;
        let call = server.identity().list_users().limit(2);
        let stream = call.stream().take(50);
        let users: Vec<_> = soon(stream.try_collect()).await.expect("users");
        let found: BTreeSet<_> = users.iter().map(|user: &User| user.key).collect();
        assert_eq!(found.len(), users.len(), "no item twice");
        let offsets = server.offsets();
        let distinct: BTreeSet<_> = offsets.iter().collect();
        assert_eq!(distinct.len(), offsets.len(), "no page twice: {offsets:?}");
    }
}

#[tokio::test]
async fn items_before_an_error_come_first_and_the_error_ends_the_stream() {
    for prefetch in [0, 1, 3, 8] {
        let server = Listing::new(|asked| match asked.start() {
            6 => (500, json!({ "title": "out of order" })),
            _ => (200, users(asked, 20, End::Null)),
        })
        .await;
        let call = server.identity().list_users().limit(3).prefetch(prefetch);
        let mut stream = call.stream();
        for index in 0..6 {
            let user = stream.try_next().await.expect("a user").expect("one more");
            assert_eq!(user.key, key(index), "{prefetch} ahead");
        }
        let error: Error = stream.try_next().await.expect_err("out of order");
        assert_eq!(error.status().map(|one| one.as_u16()), Some(500));
        assert!(error.to_string().starts_with("list_users: 500"), "{error}");
        assert!(stream.try_next().await.expect("the end").is_none());
        assert!(stream.next().await.is_none(), "and it stays so");
        let offsets = server.offsets();
        let distinct: BTreeSet<_> = offsets.iter().collect();
        assert_eq!(distinct.len(), offsets.len(), "no page twice: {offsets:?}");
        if prefetch == 0 {
            assert_eq!(offsets, [0, 3, 6], "nothing after the error");
        }
    }
}

#[tokio::test]
async fn an_error_on_the_first_page_is_the_only_item() {
    let server = Listing::new(|_| (404, json!({}))).await;
    let call = server.identity().list_group_users(KEY).prefetch(4);
    let results: Vec<_> = call.stream().collect().await;
    assert_eq!(results.len(), 1);
    assert!(results[0].as_ref().expect_err("not found").is_not_found());
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_page_that_does_not_decode_is_an_error_in_its_place() {
    let server = Listing::new(|asked| {
        let mut response = users(asked, 6, End::Null);
        if asked.start() == 4 {
            response["results"][1]["key"] = json!(7);
        }
        (200, response)
    })
    .await;
    let call = server.identity().list_users().limit(2).prefetch(2);
    let results: Vec<_> = call.stream().collect().await;
    assert_eq!(results.len(), 5);
    assert!(results[..4].iter().all(Result::is_ok));
    let error = results[4].as_ref().expect_err("no key");
    assert_eq!(error.json_path(), Some("results[1].key"));
}

#[tokio::test]
async fn prefetched_pages_are_fetched_at_the_same_time() {
    const AHEAD: usize = 5;
    // The server responds to the following requests only after all of them have arrived.
    let barrier = Arc::new(Barrier::new(AHEAD));
    let server = Listing::slow(move |asked| {
        let barrier = barrier.clone();
        Box::pin(async move {
            if asked.start() > 0 {
                barrier.wait().await;
            }
            (200, users(&asked, 2 * (AHEAD + 1), End::Null))
        })
    })
    .await;
    let call = server.identity().list_users().limit(2).prefetch(AHEAD);
    assert_eq!(soon(keys(call.stream())).await, all(0..2 * (AHEAD + 1)));
}

#[tokio::test]
async fn no_more_pages_are_in_flight_than_prefetch_allows() {
    const PAGES: usize = 40;
    for ahead in [0, 1, 4] {
        let taken = Arc::new(AtomicUsize::new(0));
        let most = Arc::new(AtomicUsize::new(0));
        let arrived = Arc::new(AtomicUsize::new(0));
        let (taken_seen, most_seen) = (taken.clone(), most.clone());
        let server = Listing::new(move |asked| {
            let arrived = arrived.fetch_add(1, Ordering::SeqCst) + 1;
            let held = arrived - taken_seen.load(Ordering::SeqCst);
            most_seen.fetch_max(held, Ordering::SeqCst);
            (200, users(asked, PAGES, End::Null))
        })
        .await;
        let mut pages = server
            .identity()
            .list_users()
            .limit(1)
            .prefetch(ahead)
            .pages();
        while let Some(page) = soon(pages.try_next()).await.expect("a page") {
            assert_eq!(page.results.len(), 1);
            taken.fetch_add(1, Ordering::SeqCst);
            // This lets other tasks send their requests.
            for _ in 0..50 {
                tokio::task::yield_now().await;
            }
        }
        assert_eq!(taken.load(Ordering::SeqCst), PAGES);
        let most = most.load(Ordering::SeqCst);
        assert!(
            most <= ahead + 1,
            "{most} pages in flight with {ahead} ahead"
        );
    }
}

#[tokio::test]
async fn streams_work_with_the_combinators_of_futures() {
    let server = Listing::users(30, End::Null).await;
    let client = server.identity();
    let list = || client.list_users().limit(7).prefetch(2).stream();

    assert_eq!(list().take(10).count().await, 10);
    let chunks: Vec<_> = list().try_chunks(8).try_collect().await.expect("chunks");
    let sizes: Vec<_> = chunks.iter().map(Vec::len).collect();
    assert_eq!(sizes, [8, 8, 8, 6]);
    let even = list().try_filter(|user| future::ready(user.key.as_u128() % 2 == 0));
    assert_eq!(even.try_collect::<Vec<_>>().await.expect("users").len(), 15);
    let sum = list()
        .try_fold(0, |sum, user| future::ok(sum + user.key.as_u128()))
        .await
        .expect("a sum");
    assert_eq!(sum, (1..=30).sum());
    let numbered: Vec<_> = list()
        .enumerate()
        .map(|(index, user)| (index, user.expect("a user").key))
        .collect()
        .await;
    assert!(numbered.iter().all(|(index, user)| *user == key(*index)));
    let both: Vec<_> = list().chain(list()).try_collect().await.expect("users");
    assert_eq!(both.len(), 60);
    let again: Vec<_> = list()
        .map_ok(|user| client.list_users().user_keys([user.key]).send())
        .try_buffered(4)
        .try_collect()
        .await
        .expect("pages");
    assert_eq!(again.len(), 30);
}

fn moves_anywhere<T: Send + Unpin + 'static>(value: T) -> T {
    value
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_and_streams_can_be_spawned_and_outlive_their_client() {
    let server = Listing::users(25, End::Null).await;
    let client = server.identity();
    let page = tokio::spawn(client.list_users().limit(3).send());
    let stream: ItemStream<User> =
        moves_anywhere(client.list_users().limit(4).prefetch(3).stream());
    let pages: PageStream<UserPage> = moves_anywhere(client.list_users().limit(4).pages());
    let whole = tokio::spawn(keys(stream));
    let counted = tokio::spawn(pages.fold(0, |sum, page| {
        future::ready(sum + page.expect("a page").results.len())
    }));
    drop(client);
    assert_eq!(
        page.await.expect("a task").expect("a page").results.len(),
        3
    );
    assert_eq!(whole.await.expect("a task"), all(0..25));
    assert_eq!(counted.await.expect("a task"), 25);
}

/// How the service sends the list of an operation.
#[derive(Clone, Debug, PartialEq)]
enum Form {
    /// In pages that numbers identify, with or without the total.
    Numbers { total: bool },
    /// In pages that texts identify.
    Texts,
    /// In one response, with the items under this name.
    Whole(String),
}

/// The form of an operation's list in the document, and an example of an item. `None` when the operation has no list.
fn described(api: &apis::Api, published: &Published) -> Option<(Form, Value)> {
    let document = api.document();
    let (sample, _) = document.sample(published.success().1?);
    let named = published.node["x-odc-page"]["items"].as_str();
    let items = named.unwrap_or("results");
    let item = sample.get(items)?.get(0)?.clone();
    let in_query = published.parameters("query").remove("offset");
    let in_query = in_query.map(|offset| offset["schema"]["type"].clone());
    let in_body = || {
        let body = document.resolved(published.body()?);
        Some(body["properties"].get("offset")?["type"].clone())
    };
    let form = match in_query.or_else(in_body) {
        None => Form::Whole(items.to_owned()),
        Some(ty) if ty == "string" => Form::Texts,
        Some(_) => Form::Numbers {
            total: sample["page"].get("totalResults").is_some(),
        },
    };
    Some((form, item))
}

#[tokio::test]
async fn every_list_operation_has_its_streams() {
    let mut forms = Vec::new();
    for call in apis::calls() {
        let (id, published) = (call.operation.id(), call.published());
        let described = described(call.api(), &published);
        assert_eq!(call.count_items.is_some(), described.is_some(), "{id}");
        let Some((count_items, (form, item))) = call.count_items.zip(described) else {
            continue;
        };
        // Some services return no total. An empty page is then the end of the list.
        let (end, offsets): (_, &[usize]) = match form {
            Form::Numbers { total: true } => (End::Beyond, &[0, 0, 2, 2, 4, 4]),
            Form::Numbers { total: false } => (End::Empty, &[0, 0, 2, 2, 4, 4, 6, 6]),
            Form::Texts => (End::NullWithoutTotal, &[0, 0, 2, 2, 4, 4]),
            Form::Whole(_) => (End::Null, &[0]),
        };
        let known = form.clone();
        let server = Listing::new(move |asked| {
            let page = page_of(&item, asked, 5, end);
            let response = match &known {
                Form::Numbers { .. } => page,
                Form::Texts => named_by_texts(page),
                Form::Whole(items) => json!({ items: page["results"] }),
            };
            (200, response)
        })
        .await;
        for prefetch in [0, 2] {
            assert_eq!(soon(count_items(&server.base, prefetch)).await, 5, "{id}");
            assert_eq!(server.offsets(), offsets, "{id}");
        }
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    assert_eq!(forms.len(), 5, "a list under its own name too: {forms:?}");
}

#[tokio::test]
async fn growing_pages_lose_and_repeat_no_item() {
    for prefetch in [0, 1, 5] {
        let server = Listing::new(|asked| {
            let mut odd = asked.clone();
            odd.limit = Some(1 + asked.start() % 4); // 1 item, then 2, 4, 4, ...
            (200, users(&odd, 23, End::Null))
        })
        .await;
        let call = server.identity().list_users().limit(4).prefetch(prefetch);
        assert_eq!(keys(call.stream()).await, all(0..23), "{prefetch} ahead");
    }
}
