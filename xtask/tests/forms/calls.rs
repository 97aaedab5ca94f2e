//! Sends the calls of generated clients to a mock server, and checks the requests and responses. `xtask/src/forms/calls.rs`
//! compiles this file with the clients of some forms.

use std::sync::{Arc, Mutex};

use forms_calls::{
    form_body_fields_called_like_parameters as colliding,
    form_forms_with_lists_and_objects as forms, form_header_lists_and_odd_tags as header_lists,
    form_joined_lists as joined, form_loose_formats as loose,
    form_multipart_forms as multipart, form_optional_bodies as optional,
    form_permission_named_again as permission, form_text_error as text_error,
    form_text_responses as text,
};
use futures_util::TryStreamExt as _;
use httpmock::{HttpMockRequest, MockServer, Then};
use odc_runtime::client::HttpClient;
use odc_runtime::client::serde_json::{Value, from_str, json};
use odc_runtime::{ErrorKind, FilePart};

/// A server that sends the same response to every request, and keeps the requests.
struct Server {
    mock: MockServer,
    requests: Arc<Mutex<Vec<HttpMockRequest>>>,
}

impl Server {
    async fn start(respond: impl FnOnce(Then)) -> Self {
        let mock = MockServer::start_async().await;
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = requests.clone();
        mock.mock_async(|when, then| {
            when.is_true(move |request| {
                kept.lock().unwrap().push(request.clone());
                true
            });
            respond(then);
        })
        .await;
        Self { mock, requests }
    }

    /// A server whose responses have no content.
    async fn silent() -> Self {
        Self::start(|then| drop(then.status(204))).await
    }

    /// The only request.
    fn sent(&self) -> Sent {
        let requests = self.requests.lock().unwrap();
        assert_eq!(requests.len(), 1);
        Sent(requests[0].clone())
    }
}

struct Sent(HttpMockRequest);

impl Sent {
    fn header(&self, name: &str) -> Option<String> {
        let headers = self.0.headers();
        headers
            .get(name)
            .map(|value| value.to_str().unwrap().to_owned())
    }

    fn body(&self) -> String {
        self.0.body_string()
    }

    fn json(&self) -> Value {
        assert_eq!(
            self.header("content-type").as_deref(),
            Some("application/json")
        );
        from_str(&self.body()).unwrap()
    }

    /// The fields of a urlencoded form, sorted, with `+` for blanks.
    fn fields(&self) -> Vec<String> {
        let media_type = self.header("content-type");
        assert_eq!(
            media_type.as_deref(),
            Some("application/x-www-form-urlencoded")
        );
        let body = self.body();
        let mut fields: Vec<String> = body.split('&').map(unescaped).collect();
        fields.sort();
        fields
    }

    /// The parts of a multipart form: the head and the content of each.
    fn parts(&self) -> Vec<(String, String)> {
        let media_type = self.header("content-type").unwrap();
        let boundary = media_type
            .strip_prefix("multipart/form-data; boundary=")
            .unwrap();
        let body = self.body();
        let (parts, end) = body.rsplit_once(&format!("--{boundary}--\r\n")).unwrap();
        assert_eq!(end, "");
        let start = format!("--{boundary}\r\n");
        let parts = parts.split(&start).skip(1);
        let parts = parts.map(|part| {
            let (head, content) = part.split_once("\r\n\r\n").unwrap();
            let head = head
                .strip_prefix("Content-Disposition: form-data; ")
                .unwrap();
            (
                head.to_owned(),
                content.strip_suffix("\r\n").unwrap().to_owned(),
            )
        });
        parts.collect()
    }
}

/// A text without percent-encoding.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let digits = std::str::from_utf8(&after[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// A client of a form for a server.
macro_rules! client {
    ($form:ident, $server:expr) => {
        $form::client::Client::new(&$server.mock.base_url(), HttpClient::new()).unwrap()
    };
}

/// Sends a call to a server that responds without content, and returns the request.
macro_rules! sent {
    ($form:ident, |$client:ident| $call:expr) => {{
        let server = Server::silent().await;
        let $client = client!($form, server);
        $call.send().await.unwrap();
        server.sent()
    }};
}

#[track_caller]
fn assert_no_body(sent: &Sent) {
    assert_eq!(sent.body(), "");
    assert_eq!(sent.header("content-type"), None);
    assert_eq!(sent.header("transfer-encoding"), None);
}

#[tokio::test]
async fn an_optional_body_is_not_sent_unless_one_is_set() {
    assert_no_body(&sent!(optional, |client| client.start_jobs()));
    assert_no_body(&sent!(optional, |client| client.replace_keys()));
    assert_no_body(&sent!(optional, |client| client.change_kinds()));
    assert_no_body(&sent!(optional, |client| client.replace_files()));
    assert_no_body(&sent!(optional, |client| client.replace_notes()));
    assert_no_body(&sent!(optional, |client| client.create_form()));
}

#[tokio::test]
async fn an_optional_body_is_sent_when_it_is_set() {
    let sent = sent!(optional, |client| client.start_jobs().name("n"));
    assert_eq!(sent.json(), json!({"name": "n"}));
    let empty = optional::types::Filter::default();
    let server = Server::start(|then| drop(then.status(200).body("{}"))).await;
    client!(optional, server)
        .search_things()
        .body(empty)
        .send()
        .await
        .unwrap();
    assert_eq!(server.sent().json(), json!({}));
    let sent = sent!(optional, |client| client.replace_keys().body(["a"]));
    assert_eq!(sent.json(), json!(["a"]));
    let sent = sent!(optional, |client| client.change_kinds().name("n"));
    assert_eq!(
        sent.header("content-type").as_deref(),
        Some("application/merge-patch+json")
    );
    let sent = sent!(optional, |client| client.replace_files().body(*b"zip"));
    assert_eq!(
        sent.header("content-type").as_deref(),
        Some("application/zip")
    );
    assert_eq!(sent.body(), "zip");
    let sent = sent!(optional, |client| client.replace_notes().body("a note"));
    assert_eq!(sent.header("content-type").as_deref(), Some("text/plain"));
    assert_eq!(sent.body(), "a note");
    let sent = sent!(optional, |client| client.create_form().name("a b"));
    assert_eq!(sent.fields(), ["name=a+b"]);
}

#[tokio::test]
async fn a_text_of_json_is_sent_with_quotes() {
    let sent = sent!(optional, |client| client.replace_titles().body("a"));
    assert_eq!(sent.json(), json!("a"));
}

#[tokio::test]
async fn a_body_with_a_missing_field_is_not_sent_whether_it_is_optional_or_not() {
    let server = Server::silent().await;
    let client = client!(optional, server);
    let missing = client.start_jobs().size(3).send().await.unwrap_err();
    assert_eq!(missing.kind(), ErrorKind::InvalidRequest);
    let missing = client.start_needed().send().await.unwrap_err();
    assert!(missing.to_string().contains("`name` of Start"), "{missing}");
    assert!(server.requests.lock().unwrap().is_empty());
}

#[tokio::test]
async fn the_pages_of_a_list_with_an_optional_body_follow_each_other() {
    let server = MockServer::start_async().await;
    let page = |next: Value, key: &str| json!({"page": {"currentPageOffset": 0, "nextPageOffset": next}, "results": [{"key": key}]});
    let first = server
        .mock_async(|when, then| {
            when.is_true(|request| request.body_string().is_empty());
            then.status(200).json_body(page(json!(1), "a"));
        })
        .await;
    let second = server
        .mock_async(|when, then| {
            when.json_body(json!({"offset": 1}));
            then.status(200).json_body(page(json!(null), "b"));
        })
        .await;
    let client = optional::client::Client::new(&server.base_url(), HttpClient::new()).unwrap();
    let things: Vec<_> = client.search_things().stream().try_collect().await.unwrap();
    let keys: Vec<_> = things
        .iter()
        .map(|thing| thing.key.as_deref().unwrap())
        .collect();
    assert_eq!(keys, ["a", "b"]);
    first.assert_calls_async(1).await;
    second.assert_calls_async(1).await;
}

#[tokio::test]
async fn plain_text_is_a_string_in_the_charset_of_the_response() {
    let server = Server::start(|then| {
        let then = then
            .status(200)
            .header("content-type", "text/plain; charset=iso-8859-1");
        drop(then.body([b'g', b'r', 0xfc, 0xdf, b'e']));
    })
    .await;
    let read = client!(text, server).get_hello().send().await.unwrap();
    assert_eq!(read.as_str(), "grüße");
    assert_eq!(
        server.sent().header("accept").as_deref(),
        Some("text/plain")
    );
}

#[tokio::test]
async fn plain_text_is_never_read_as_json() {
    let server = Server::start(|then| drop(then.status(200).body("\"quoted\""))).await;
    let read = client!(text, server).get_hello().send().await.unwrap();
    assert_eq!(read.into_inner(), "\"quoted\"");
}

#[tokio::test]
async fn text_that_is_larger_than_the_bound_is_refused() {
    let server = Server::start(|then| drop(then.status(200).body("a".repeat(101)))).await;
    let options = odc_runtime::CallOptions::new().body_limit(100);
    let call = client!(text, server).get_hello().options(options);
    assert_eq!(call.send().await.unwrap_err().kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn text_or_no_content_is_an_option() {
    let server = Server::silent().await;
    let read = client!(text, server).get_note().send().await.unwrap();
    assert_eq!(read.into_inner(), None);
    let server = Server::start(|then| drop(then.status(200).body("a"))).await;
    let read = client!(text, server).get_note().send().await.unwrap();
    assert_eq!(read.as_deref(), Some("a"));
}

#[tokio::test]
async fn other_media_types_are_bytes_and_asked_for_by_their_names() {
    let server = Server::start(|then| drop(then.status(200).body("a;b"))).await;
    let mut read = client!(text, server).get_report().send().await.unwrap();
    assert_eq!(read.try_next().await.unwrap().unwrap(), "a;b");
    assert_eq!(
        server.sent().header("accept").as_deref(),
        Some("text/csv, application/xml")
    );
}

#[tokio::test]
async fn json_is_asked_for_by_the_name_that_the_document_has() {
    let server = Server::start(|then| drop(then.status(200).json_body(json!({"a": "x"})))).await;
    let read = client!(text, server).get_hal().send().await.unwrap();
    assert_eq!(read.a.as_deref(), Some("x"));
    let accept = server.sent().header("accept");
    assert_eq!(accept.as_deref(), Some("application/hal+json"));
}

#[tokio::test]
async fn a_response_to_head_is_not_read() {
    let server = Server::start(|then| drop(then.status(200))).await;
    client!(text, server).head_hal().send().await.unwrap();
}

#[tokio::test]
async fn a_response_that_is_a_file_or_json_is_bytes() {
    let server = Server::start(|then| drop(then.status(200).body("%PDF"))).await;
    let mut read = client!(text, server).get_file().send().await.unwrap();
    assert_eq!(read.try_next().await.unwrap().unwrap(), "%PDF");
    let accept = server.sent().header("accept");
    assert_eq!(accept.as_deref(), Some("application/pdf, application/json"));
}

#[tokio::test]
async fn an_empty_segment_of_a_path_is_sent() {
    let server = Server::start(|then| drop(then.status(200).body("a"))).await;
    client!(text, server).get_odd("x").send().await.unwrap();
    assert_eq!(server.sent().0.uri().path(), "/odd//x");
}

#[tokio::test]
async fn a_list_with_a_value_that_holds_the_separator_is_not_sent() {
    let server = Server::silent().await;
    let client = client!(joined, server);
    for call in [
        client.list_a().names(["a,b", "c"]),
        client.list_a().words(["a b", "c"]),
        client.list_a().marks(["a|b", "c"]),
    ] {
        let error = call.send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert!(error.to_string().contains("which separates the values"), "{error}");
    }
    let error = client.list_b(["a,b"]).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    let client = client!(header_lists, server);
    let error = client.get_thing().x_keys(["a,b"]).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(server.requests.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_mock_responds_with_text() {
    use text::mock::MockServerExt as _;

    let server = MockServer::start_async().await;
    server.get_hello(|_, then| drop(then.ok("Grüße")));
    server.get_note(|_, then| drop(then.ok(None)));
    let client = text::client::Client::new(&server.base_url(), HttpClient::new()).unwrap();
    assert_eq!(client.get_hello().send().await.unwrap().as_str(), "Grüße");
    assert_eq!(client.get_note().send().await.unwrap().into_inner(), None);
}

#[tokio::test]
async fn an_error_of_text_keeps_its_status_and_its_text() {
    let server = Server::start(|then| {
        drop(
            then.status(500)
                .header("content-type", "text/plain")
                .body("It broke."),
        );
    })
    .await;
    let error = client!(text_error, server)
        .run_things()
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(500));
    assert_eq!(error.body_excerpt(), Some("It broke."));
}

#[tokio::test]
async fn a_response_with_odd_values_of_loose_formats_is_still_read() {
    let odd = json!({
        "v4": "10.0.0.1/8", "v6": "::1%eth0", "any": "localhost", "addresses": ["", "10.0.0.1"],
        "day": "2026-01-02T00:00:00", "days": {"a": "tomorrow"}, "link": "not a link", "time": "noon", "span": "long",
        "ratio": 123_456_789.25, "serial": 4_294_967_295_u64, "least": -2_147_483_649_i64, "code": 3_000_000_000_u64,
        "large": u64::MAX, "byte": 256, "wide": -1,
        "at": "2026-01-02T03:04:05", "times": ["2026-01-02T03:04:05"], "byName": {"a": "2026-01-02T03:04:05"},
        "perhaps": [null, "2026-01-02T03:04:05"], "moment": "2026-01-02T03:04:05", "moments": ["2026-01-02T03:04:05"],
    });
    let server = Server::start(|then| drop(then.status(200).json_body(odd.clone()))).await;
    let host = client!(loose, server)
        .get_host("10.0.0.1")
        .day("2026-01-02")
        .send()
        .await
        .unwrap();
    assert_eq!(host.v4.as_deref(), Some("10.0.0.1/8"));
    assert_eq!(host.serial, Some(4_294_967_295));
    assert_eq!(host.large, Some(u64::MAX));
    let written = odc_runtime::client::serde_json::to_value(&*host).unwrap();
    for (name, value) in odd.as_object().unwrap() {
        let value = match name.as_str() {
            "at" | "moment" => json!("2026-01-02T03:04:05Z"),
            "times" | "moments" => json!(["2026-01-02T03:04:05Z"]),
            "byName" => json!({"a": "2026-01-02T03:04:05Z"}),
            "perhaps" => json!([null, "2026-01-02T03:04:05Z"]),
            "wide" => json!(-1.0),
            _ => value.clone(),
        };
        assert_eq!(written[name], value, "{name}");
    }
}

#[tokio::test]
async fn an_odd_value_of_any_format_affects_only_its_own_place() {
    let id = "11111111-1111-4111-8111-111111111111";
    let good = json!({
        "at": "2026-01-02T03:04:05Z", "times": ["2026-01-02T03:04:05Z"], "byName": {"a": "2026-01-02T03:04:05Z"},
        "perhaps": ["2026-01-02T03:04:05Z"], "moment": "2026-01-02T03:04:05Z", "moments": ["2026-01-02T03:04:05Z"],
        "id": id, "ids": [id], "idsByName": {"a": id}, "count": 7, "counts": [7], "flag": true, "ratio": 0.5,
        "serial": 1, "code": 1, "large": 1, "data": "ZGF0YQ==", "mail": "ana@acme.test", "v4": "10.0.0.1",
    });
    for (name, odd, path) in [
        ("at", json!("soon"), "at"),
        ("times", json!(["soon", "2026-01-02T03:04:05Z"]), "times[0]"),
        (
            "byName",
            json!({"b": "soon", "a": "2026-01-02T03:04:05Z"}),
            "byName.b",
        ),
        ("moment", json!("soon"), "moment"),
        ("moments", json!(["2026-01-02T03:04:05Z", 7]), "moments[1]"),
        ("id", json!("4711"), "id"),
        ("ids", json!(["", id]), "ids[0]"),
        ("idsByName", json!({"a": id, "b": 1}), "idsByName.b"),
        ("count", json!(3_000_000_000_u64), "count"),
        ("counts", json!([7, 1.5]), "counts[1]"),
        ("flag", json!("no"), "flag"),
        ("ratio", json!("0,5"), "ratio"),
        ("serial", json!("1"), "serial"),
        ("code", json!(1.5), "code"),
        ("large", json!(-1), "large"),
        ("data", json!(1), "data"),
        ("mail", json!(false), "mail"),
        ("v4", json!(10), "v4"),
    ] {
        let mut body = good.clone();
        body[name] = odd.clone();
        let server = Server::start(|then| drop(then.status(200).json_body(body.clone()))).await;
        let host = client!(loose, server)
            .get_host("10.0.0.1")
            .send()
            .await
            .unwrap();
        let [unread] = host.unread() else {
            panic!("{name}: {:?}", host.unread());
        };
        assert_eq!(unread.path(), path);
        assert!(
            odd.to_string().contains(&unread.value().to_string()),
            "{name}"
        );
        let written = odc_runtime::client::serde_json::to_value(&*host).unwrap();
        for (member, value) in good.as_object().unwrap() {
            let is_gone = member == name && path == name;
            let read = written.get(member).filter(|value| !value.is_null());
            assert_eq!(
                read,
                Some(value).filter(|_| !is_gone),
                "{member} beside {name}"
            );
        }
    }
    // The elements of `perhaps` may be null, so an unreadable element becomes null, and the others keep their places.
    let odd = json!({"perhaps": ["soon", "2026-01-02T03:04:05Z"]});
    let server = Server::start(|then| drop(then.status(200).json_body(odd))).await;
    let host = client!(loose, server)
        .get_host("10.0.0.1")
        .send()
        .await
        .unwrap();
    let written = odc_runtime::client::serde_json::to_value(&*host).unwrap();
    assert_eq!(written["perhaps"], json!([null, "2026-01-02T03:04:05Z"]));
}

#[tokio::test]
async fn a_urlencoded_form_holds_lists_and_objects_in_their_styles() {
    use forms::types::{Address, BoxType as Frame};

    let address = Address::builder().street("s").town("t").build().unwrap();
    let frame = Frame::builder().width(1).height(2).build().unwrap();
    let sent = sent!(forms, |client| {
        client
            .create_search()
            .text("a&b")
            .tags(["x", "y"])
            .ids([1, 2])
            .words(["v", "w"])
            .names(["n", "m"])
            .address(address.clone())
            .addresses([address.clone()])
            .box_(frame.clone())
            .size(frame.clone())
            .colour(frame.clone())
            .codes([7])
            .kind("Large")
    });
    let json = r#"{"street":"s","town":"t"}"#;
    let mut expected = [
        "text=a&b",
        "tags=x",
        "tags=y",
        "ids=1,2",
        "words=v+w",
        "names=n|m",
        &format!("address={json}"),
        &format!("addresses={json}"),
        "box[width]=1",
        "box[height]=2",
        "width=1",
        "height=2",
        "colour=height,2,width,1",
        "codes=[7]",
        "kind=Large",
    ];
    expected.sort_unstable();
    assert_eq!(sent.fields(), expected);
}

#[tokio::test]
async fn a_form_without_a_schema_holds_any_fields() {
    let fields = [
        ("a".to_owned(), json!([1, 2])),
        ("b".to_owned(), json!({"c": true})),
    ];
    let fields = odc_runtime::client::serde_json::Map::from_iter(fields);
    let sent = sent!(forms, |client| client.create_free().body(fields.clone()));
    assert_eq!(sent.fields(), ["a=1", "a=2", r#"b={"c":true}"#]);
}

#[tokio::test]
async fn a_mock_compares_the_fields_of_a_form() {
    use forms::mock::MockServerExt as _;

    let server = MockServer::start_async().await;
    let body = forms::types::Search::builder()
        .text("a b")
        .ids([1, 2])
        .build()
        .unwrap();
    let mock = server.create_search(|when, then| {
        when.body(&body);
        then.no_content();
    });
    let client = forms::client::Client::new(&server.base_url(), HttpClient::new()).unwrap();
    client
        .create_search()
        .text("a b")
        .ids([1, 2])
        .send()
        .await
        .unwrap();
    mock.assert_calls_async(1).await;
    assert!(client.create_search().text("other").send().await.is_err());
}

#[tokio::test]
async fn a_multipart_form_holds_files_texts_and_json() {
    use multipart::types::Place;

    let server = Server::start(|then| drop(then.status(201).body("\"k\""))).await;
    let place = Place::builder().town("t").build().unwrap();
    let more = [
        FilePart::from_text("jpeg")
            .content_type("image/jpeg")
            .file_name("ä \"b\".jpg"),
        FilePart::from_bytes(&b"other"[..]),
    ];
    let call = client!(multipart, server)
        .create_image(FilePart::from_bytes(&b"png"[..]).file_name("a.png"));
    let call = call
        .more(more)
        .caption("*c*")
        .tags(["x", "y"])
        .codes([1, 2]);
    let key = call
        .place(place.clone())
        .places([place])
        .secret(true)
        .send()
        .await
        .unwrap();
    assert_eq!(key.as_str(), "k");
    let mut parts = server.sent().parts();
    parts.sort();
    let json = "Content-Type: application/json";
    let mut expected = [
        (
            "name=\"caption\"\r\nContent-Type: text/markdown".to_owned(),
            "*c*",
        ),
        (format!("name=\"codes\"\r\n{json}"), "[1,2]"),
        (
            "name=\"image\"; filename=\"a.png\"\r\nContent-Type: image/png".to_owned(),
            "png",
        ),
        (
            "name=\"more\"; filename=\"ä \\\"b\\\".jpg\"\r\nContent-Type: image/jpeg".to_owned(),
            "jpeg",
        ),
        (
            "name=\"more\"\r\nContent-Type: application/octet-stream".to_owned(),
            "other",
        ),
        (format!("name=\"place\"\r\n{json}"), r#"{"town":"t"}"#),
        (format!("name=\"places\"\r\n{json}"), r#"{"town":"t"}"#),
        ("name=\"secret\"".to_owned(), "true"),
        ("name=\"tags\"".to_owned(), "x"),
        ("name=\"tags\"".to_owned(), "y"),
    ]
    .map(|(head, content)| (head, content.to_owned()));
    expected.sort();
    assert_eq!(parts, expected);
}

#[tokio::test]
async fn a_file_is_read_while_it_is_sent_and_its_length_is_announced() {
    let folder = std::env::temp_dir().join(format!("odc-forms-calls-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("a.txt");
    std::fs::write(&path, "from a file").unwrap();
    let from_path = FilePart::from_path(&path).await.unwrap();
    let from_reader = FilePart::from_reader(std::io::Cursor::new("from a reader, cut"), 13);
    let sent = sent!(multipart, |client| client
        .replace_bundles([from_path, from_reader]));
    std::fs::remove_dir_all(&folder).unwrap();
    let length = sent.body().len().to_string();
    assert_eq!(sent.header("content-length"), Some(length));
    let bytes = "Content-Type: application/octet-stream";
    assert_eq!(
        sent.parts(),
        [
            (
                format!("name=\"parts\"; filename=\"a.txt\"\r\n{bytes}"),
                "from a file".to_owned()
            ),
            (
                format!("name=\"parts\"\r\n{bytes}"),
                "from a reader".to_owned()
            ),
        ]
    );
}

#[tokio::test]
async fn an_optional_form_is_not_sent_unless_a_part_is_set() {
    assert_no_body(&sent!(multipart, |client| client.replace_file("k")));
    let sent = sent!(multipart, |client| client
        .replace_file("k")
        .file("q")
        .file_part("f"));
    assert_eq!(sent.0.query_params(), [("file".to_owned(), "q".to_owned())]);
    let head = "name=\"file\"\r\nContent-Type: application/octet-stream".to_owned();
    assert_eq!(sent.parts(), [(head, "f".to_owned())]);
    let server = Server::silent().await;
    let call = client!(multipart, server).replace_file("k").key_body("b");
    let missing = call.send().await.unwrap_err();
    assert!(
        missing.to_string().contains("`file_part` of ReplaceFile"),
        "{missing}"
    );
}

#[tokio::test]
async fn a_required_form_without_parts_is_a_form() {
    let sent = sent!(multipart, |client| client.create_note());
    assert_eq!(sent.parts(), []);
}

#[tokio::test]
async fn a_field_of_the_body_with_the_name_of_a_parameter_has_a_setter() {
    let sent = sent!(colliding, |client| {
        let call = client
            .replace_thing("path")
            .limit(1)
            .key_body("body")
            .limit_body(2);
        call.send_body("s")
            .type_("t")
            .options_body("o")
            .options_body_2("p")
    });
    assert_eq!(sent.0.uri().path(), "/things/path");
    assert_eq!(
        sent.0.query_params(),
        [("limit".to_owned(), "1".to_owned())]
    );
    assert_eq!(
        sent.json(),
        json!({"key": "body", "limit": 2, "send": "s", "type": "t", "options_body": "o", "options": "p"})
    );
}

#[tokio::test]
async fn a_permission_that_a_sentence_repeats_is_written_once() {
    use permission::operations::{GET_USER, LIST_USERS};

    const NAME: &str = "User management > View end users";
    for operation in [&LIST_USERS, &GET_USER] {
        assert_eq!(operation.permissions(), [NAME]);
        let needs = operation.requirement().unwrap().to_string();
        assert_eq!(needs.matches(NAME).count(), 1, "{needs}");
    }
    let server = Server::start(|then| {
        drop(
            then.status(403)
                .json_body(json!({"status": 403, "detail": "no"})),
        )
    })
    .await;
    let error = client!(permission, server)
        .list_users()
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.to_string().matches(NAME).count(), 1, "{error}");
}
