//! More connections than the sandbox serves at the same time: an honest caller is served, whatever the other clients
//! do.

mod support;

use std::future::Future;
use std::time::Duration;

use odc_sandbox::{Builder, Sandbox};
use support::raw::{connect, response, rest, status};
use support::{Caller, IDENTITY, Response, allow_many_sockets, http, token_endpoint};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// More connections than there are places.
const CROWD: usize = 520;

fn impatient() -> Builder {
    Sandbox::builder().patience(Duration::from_millis(600))
}

/// Opens many connections with work that does not end by itself.
async fn crowd<F>(caller: &Caller, does: impl Fn(TcpStream) -> F) -> JoinSet<()>
where
    F: Future<Output = ()> + Send + 'static,
{
    crowd_of(caller, CROWD, does).await
}

async fn crowd_of<F>(caller: &Caller, size: usize, does: impl Fn(TcpStream) -> F) -> JoinSet<()>
where
    F: Future<Output = ()> + Send + 'static,
{
    let mut crowd = JoinSet::new();
    for _ in 0..size {
        crowd.spawn(does(connect(&caller.sandbox).await));
    }
    // All of them are under way.
    tokio::time::sleep(Duration::from_millis(100)).await;
    crowd
}

/// Sends a head, and then one byte every few milliseconds until the connection closes.
async fn drip(mut stream: TcpStream, head: String) {
    if stream.write_all(head.as_bytes()).await.is_err() {
        return;
    }
    while stream.write_all(b" ").await.is_ok() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn hold(stream: TcpStream) {
    let _stream = stream;
    std::future::pending::<()>().await;
}

async fn an_honest_caller_gets_through(caller: &Caller) {
    let calls = async {
        for _ in 0..3 {
            let url = format!("{}{IDENTITY}/users?limit=1", caller.sandbox.origin());
            let call = http().get(url).bearer_auth(&caller.token);
            Response::to(call).await.ok();
        }
    };
    let calls = tokio::time::timeout(Duration::from_secs(20), calls).await;
    calls.expect("an honest caller gets a place");
}

#[tokio::test]
async fn many_clients_that_send_bodies_slowly_do_not_block_an_honest_caller() {
    allow_many_sockets();
    let caller = Caller::with(impatient()).await;
    let endpoint = token_endpoint(&caller.http, &caller.sandbox).await;
    let token = &endpoint[caller.sandbox.origin().len()..];
    let users = format!("{IDENTITY}/users");
    let lines = [
        format!("POST {token}"),
        "POST /_sandbox/reset".to_owned(),
        "PUT /_sandbox/snapshot".to_owned(),
        format!("POST {users}"),
    ];
    for line in lines {
        let head = format!(
            "{line} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: 60000\r\n\r\n",
            caller.token
        );
        let crowd = crowd(&caller, |stream| drip(stream, head.clone())).await;
        an_honest_caller_gets_through(&caller).await;
        drop(crowd);
    }
}

#[tokio::test]
async fn many_clients_that_send_heads_slowly_do_not_block_an_honest_caller() {
    allow_many_sockets();
    let caller = Caller::with(impatient()).await;
    let head = "GET /_sandbox/clock HTTP/1.1\r\nhost: localhost\r\nx-endless: ".to_owned();
    let _crowd = crowd(&caller, |stream| drip(stream, head.clone())).await;
    an_honest_caller_gets_through(&caller).await;
}

#[tokio::test]
async fn many_clients_that_send_nothing_do_not_block_an_honest_caller() {
    allow_many_sockets();
    let caller = Caller::with(impatient()).await;
    let _crowd = crowd(&caller, hold).await;
    an_honest_caller_gets_through(&caller).await;
}

#[tokio::test]
async fn many_clients_that_read_nothing_do_not_block_an_honest_caller() {
    allow_many_sockets();
    let caller = Caller::with(impatient()).await;
    let request = "GET /_sandbox/openapi.json HTTP/1.1\r\nhost: localhost\r\n\r\n".repeat(200);
    let asks = |mut stream: TcpStream| {
        let request = request.clone();
        async move {
            // The sandbox may have closed it earlier.
            let _ = stream.write_all(request.as_bytes()).await;
            hold(stream).await;
        }
    };
    let _crowd = crowd(&caller, asks).await;
    an_honest_caller_gets_through(&caller).await;
}

/// Makes a request and keeps the connection open.
async fn rest_after_a_request(mut stream: TcpStream) {
    let request = b"GET /_sandbox/clock HTTP/1.1\r\nhost: localhost\r\n\r\n";
    stream.write_all(request).await.expect("sent");
    assert_eq!(status(&response(&mut stream).await), 200);
    hold(stream).await;
}

#[tokio::test]
async fn many_resting_clients_leave_room_for_others() {
    allow_many_sockets();
    // The patience ends for no client here.
    let patient = Sandbox::builder().patience(Duration::from_secs(3600));
    let caller = Caller::with(patient).await;
    let mut crowd = crowd(&caller, rest_after_a_request).await;
    an_honest_caller_gets_through(&caller).await;
    assert!(crowd.try_join_next().is_none(), "one of the crowd failed");
}

#[tokio::test]
async fn a_resting_connection_closes_when_all_others_are_busy() {
    allow_many_sockets();
    let caller = Caller::with(impatient()).await;
    let mut resting = JoinSet::new();
    for _ in 0..200 {
        resting.spawn(rest_after_a_request(connect(&caller.sandbox).await));
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    let latency = Duration::from_secs(3600);
    caller.sandbox.faults().on("keys").always().latency(latency);
    let realm = token_endpoint(&caller.http, &caller.sandbox).await;
    let keys = realm[caller.sandbox.origin().len()..].replace("/token", "/certs");
    let request = format!("GET {keys} HTTP/1.1\r\nhost: localhost\r\n\r\n");
    let asks = |mut stream: TcpStream| {
        let request = request.clone();
        async move {
            stream.write_all(request.as_bytes()).await.expect("sent");
            // The connection gets no response and does not close.
            assert_eq!(rest(&mut stream).await, "");
            panic!("a busy connection was closed");
        }
    };
    let mut busy = crowd_of(&caller, 400, asks).await;
    an_honest_caller_gets_through(&caller).await;
    assert!(busy.try_join_next().is_none());
    assert!(resting.try_join_next().is_none(), "one that rests failed");
}

#[tokio::test]
async fn a_connection_with_a_running_request_stays_open() {
    allow_many_sockets();
    let caller = Caller::with(impatient()).await;
    let latency = Duration::from_secs(2);
    caller.sandbox.faults().on("list_users").latency(latency);
    let slow = caller.identity("/users?limit=1");
    let crowded = async {
        // The slow call has begun.
        tokio::time::sleep(Duration::from_millis(100)).await;
        let _crowd = crowd(&caller, hold).await;
        an_honest_caller_gets_through(&caller).await;
    };
    let (slow, ()) = tokio::join!(slow, crowded);
    slow.ok();
}

/// Requests to the API and transfers of files arrive at two ports, but share the same places.
#[tokio::test]
async fn callers_that_wait_at_both_ports_get_a_place_each() {
    allow_many_sockets();
    let caller = Caller::with(impatient()).await;
    let mut resting = JoinSet::new();
    for _ in 0..200 {
        resting.spawn(rest_after_a_request(connect(&caller.sandbox).await));
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    let realm = token_endpoint(&caller.http, &caller.sandbox).await;
    let keys = realm[caller.sandbox.origin().len()..].replace("/token", "/certs");
    let files = caller.sandbox.files_origin();
    let files = files.strip_prefix("http://").expect("plain http");
    let latency = Duration::from_secs(3600);
    caller.sandbox.faults().on("keys").always().latency(latency);
    caller
        .sandbox
        .faults()
        .on("download")
        .always()
        .latency(latency);
    // No client gets a response, so no place becomes free by itself.
    let ask = async |address: &str, path: &str| {
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
        stream.write_all(request.as_bytes()).await.expect("sent");
        stream
    };
    let mut busy = Vec::new();
    for _ in 0..400 {
        busy.push(ask(caller.sandbox.domain(), &keys).await);
    }
    busy.push(ask(files, "/downloads/package/a/b").await);
    let all_began = async {
        loop {
            let journal = caller.sandbox.journal();
            let begun = |name| {
                journal
                    .iter()
                    .filter(|one| one.operation == Some(name))
                    .count()
            };
            if (begun("keys"), begun("download")) == (400, 1) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let all_began = tokio::time::timeout(Duration::from_secs(60), all_began).await;
    all_began.expect("everyone gets a place, as long as others rest");
}
