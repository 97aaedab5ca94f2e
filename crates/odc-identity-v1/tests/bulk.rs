//! Bulk creations that are killed, whose responses are lost, or whose users already exist: no user is lost, and no
//! user is created twice.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use futures::FutureExt as _;
use http::Extensions;
use odc_identity_v1::Client;
use odc_identity_v1::bulk::{Done, Existing, InFlight, RecordOutcome, Report, Unfinished};
use odc_identity_v1::types::NewUser;
use reqwest::{Request, Response, ResponseBuilderExt as _};
use reqwest_middleware::{ClientBuilder, Middleware, Next, Result};
use serde_json::{Value, json};
use uuid::Uuid;

/// The place where the connection is lost.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Cut {
    /// The request does not arrive, and no response comes.
    Before,
    /// The request does not arrive, and the connection breaks.
    Lost,
    /// The service carries out the request, but no response comes.
    After,
    /// The service carries out the request, but the response is incomplete.
    Torn,
}

#[derive(Default)]
struct State {
    /// Method, and path with query, of each request.
    requests: Vec<String>,
    /// How often each address was created.
    created: BTreeMap<String, usize>,
    operations: Vec<Vec<Value>>,
    /// The fault for each request, by the number of the request.
    cuts: BTreeMap<usize, Cut>,
    /// The status of the next response to a POST.
    refuse: Option<u16>,
    /// The service no longer knows its first operation.
    forgets: bool,
    /// The service reports no result of its operations.
    is_silent: bool,
    /// The service reports no keys of new users.
    hides_keys: bool,
}

/// A service that creates an address as often as it is sent, unless it refuses duplicates.
#[derive(Clone, Default)]
struct Service {
    state: Arc<Mutex<State>>,
    refuses_duplicates: bool,
}

fn key_of(email: &str) -> Uuid {
    let digits = email.bytes().filter(u8::is_ascii_digit);
    Uuid::from_u128(digits.fold(1, |n, digit| n * 10 + u128::from(digit - b'0')))
}

impl Service {
    fn respond(&self, request: &Request) -> (u16, Value) {
        let mut state = self.state.lock().unwrap();
        let path = request.url().path().trim_start_matches("/api");
        let bytes = request.body().and_then(|body| body.as_bytes());
        if request.method() == "POST" {
            if let Some(status) = state.refuse.take() {
                return (status, json!({ "detail": "no" }));
            }
            let body: Value = serde_json::from_slice(bytes.expect("a body")).unwrap();
            let records = body["records"].as_array().unwrap();
            assert!(records.len() <= 100);
            let mut results = Vec::new();
            let hides_keys = state.hides_keys;
            for record in records {
                let email = record["email"].as_str().unwrap().to_owned();
                let times = state.created.entry(email.clone()).or_default();
                results.push(if *times > 0 && self.refuses_duplicates {
                    json!({ "status": "Error", "errorCode": "OS-1",
                        "errorMessage": "this e-mail address is already in use",
                        "record": { "email": email } })
                } else {
                    *times += 1;
                    let key = (!hides_keys).then(|| key_of(&email));
                    json!({ "status": "Inserted", "record": { "email": email, "key": key } })
                });
            }
            state.operations.push(results);
            let key = Uuid::from_u128(state.operations.len() as u128);
            return (202, json!({ "key": key, "status": "Pending" }));
        }
        if let Some(key) = path.strip_prefix("/users/bulk/") {
            let number = key.parse::<Uuid>().unwrap().as_u128() as usize;
            if state.forgets && number == 1 {
                return (404, json!({ "detail": "no such operation" }));
            }
            let results = (!state.is_silent).then(|| &state.operations[number - 1]);
            return (
                200,
                json!({ "key": key, "status": "Finished", "operations": results }),
            );
        }
        let query: BTreeMap<_, _> = request.url().query_pairs().into_owned().collect();
        let text = query
            .get("nameOrEmailContains")
            .cloned()
            .unwrap_or_default();
        let found: Vec<_> = state
            .created
            .keys()
            .filter(|email| email.contains(&text))
            .collect();
        let offset: usize = query
            .get("offset")
            .map_or(0, |offset| offset.parse().unwrap());
        let page: Vec<_> = found.iter().skip(offset).take(100).collect();
        let next = (offset + 100 < found.len()).then_some(offset + 100);
        let users: Vec<_> = page
            .iter()
            .map(|email| json!({ "key": key_of(email), "email": email.to_uppercase() }))
            .collect();
        let page = json!({ "count": users.len(), "offset": offset, "nextPageOffset": next, "totalResults": found.len() });
        (200, json!({ "results": users, "page": page }))
    }

    fn client(&self) -> Client {
        let http = ClientBuilder::new(reqwest::Client::new()).with(self.clone());
        Client::new("http://127.0.0.1:9/api", http.build()).unwrap()
    }

    fn cut(&self, request: usize, cut: Cut) {
        self.state.lock().unwrap().cuts.insert(request, cut);
    }

    fn requests(&self) -> Vec<String> {
        self.state.lock().unwrap().requests.clone()
    }

    fn count(&self, start: &str) -> usize {
        let requests = self.requests();
        requests.iter().filter(|it| it.starts_with(start)).count()
    }

    fn assert_each_created_once(&self, users: usize) {
        let state = self.state.lock().unwrap();
        assert_eq!(state.created.len(), users);
        let twice: Vec<_> = state
            .created
            .iter()
            .filter(|(_, times)| **times != 1)
            .collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}

#[async_trait]
impl Middleware for Service {
    async fn handle(&self, request: Request, _: &mut Extensions, _: Next<'_>) -> Result<Response> {
        let cut = {
            let mut state = self.state.lock().unwrap();
            let (path, query) = (request.url().path(), request.url().query());
            let query = query.map_or_else(String::new, |query| format!("?{query}"));
            state
                .requests
                .push(format!("{} {path}{query}", request.method()));
            let number = state.requests.len() - 1;
            state.cuts.get(&number).copied()
        };
        if cut == Some(Cut::Before) {
            std::future::pending::<()>().await;
        }
        if cut == Some(Cut::Lost) {
            let broken = std::io::Error::other("connection reset");
            return Err(reqwest_middleware::Error::middleware(broken));
        }
        let (status, body) = self.respond(&request);
        if cut == Some(Cut::After) {
            std::future::pending::<()>().await;
        }
        let body = if cut == Some(Cut::Torn) {
            let broken = std::io::Error::other("connection reset");
            let pieces = futures::stream::iter([Ok("{\"key".to_owned()), Err(broken)]);
            reqwest::Body::wrap_stream(pieces)
        } else {
            body.to_string().into()
        };
        let response = http::Response::builder()
            .status(status)
            .url(request.url().clone());
        Ok(response.body(body).unwrap().into())
    }
}

fn user(n: usize) -> NewUser {
    NewUser::builder()
        .email(format!("user{n}@x.example"))
        .build()
        .unwrap()
}

fn users(count: usize) -> Vec<NewUser> {
    (0..count).map(user).collect()
}

/// Runs until the end, or until nothing happens for some minutes. In the second case, the run is dropped. Returns the
/// last saved state.
async fn run_until_cut(service: &Service, users: Vec<NewUser>) -> (Option<Report>, String) {
    let saved = Arc::new(Mutex::new(String::new()));
    let file = saved.clone();
    let run = service
        .client()
        .create_users(users)
        .on_checkpoint(move |state| {
            *file.lock().unwrap() = serde_json::to_string(state).unwrap();
        });
    let ended = tokio::time::timeout(Duration::from_secs(300), run.into_future()).await;
    let saved = saved.lock().unwrap().clone();
    (ended.ok(), saved)
}

#[tokio::test(start_paused = true)]
async fn no_user_is_lost_or_created_twice_if_a_run_is_killed_at_any_request() {
    let whole = Service::default();
    let (report, _) = run_until_cut(&whole, users(350)).await;
    assert!(report.unwrap().is_complete());
    let requests = whole.requests().len();
    assert_eq!(requests, 8, "4 operations, one status request each");
    for request in 0..requests {
        for cut in [Cut::Before, Cut::After] {
            let service = Service::default();
            service.cut(request, cut);
            let (report, saved) = run_until_cut(&service, users(350)).await;
            assert!(report.is_none(), "the run was dropped");
            let state: Unfinished = serde_json::from_str(&saved).unwrap();
            assert_eq!(state.done.len() + state.records().count(), 350);
            let report = service.client().resume_users(state).await;
            let place = format!("{cut:?} {request}");
            assert!(report.is_complete(), "{place}: {:?}", report.error());
            service.assert_each_created_once(350);
            assert_eq!(report.outcomes().count(), 350);
            for (record, outcome) in report.outcomes() {
                let key = key_of(record.email.as_deref().unwrap());
                assert_eq!(outcome.key(), Some(key), "{place}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn after_an_incomplete_response_the_users_are_looked_up_and_the_run_continues() {
    let service = Service::default();
    // The second operation.
    service.cut(2, Cut::Torn);
    let (report, _) = run_until_cut(&service, users(350)).await;
    let report = report.unwrap();
    assert!(report.is_complete(), "{:?}", report.error());
    service.assert_each_created_once(350);
    assert!(report.outcomes().map(|(record, _)| record).eq(&users(350)));
    for (n, (record, outcome)) in report.outcomes().enumerate() {
        let key = Some(key_of(record.email.as_deref().unwrap()));
        let expected = match n {
            100..200 => RecordOutcome::Existing(key),
            _ => RecordOutcome::Inserted(key),
        };
        assert_eq!(*outcome, expected);
    }
    assert_eq!(service.count("POST /api/users/bulk"), 4);
    assert_eq!(
        service.count("GET /api/users?"),
        2,
        "200 users on two pages"
    );
}

#[tokio::test(start_paused = true)]
async fn a_service_that_never_responds_stops_the_run_with_its_state() {
    let service = Service::default();
    for request in 0..20 {
        service.cut(request, Cut::Torn);
    }
    let (report, saved) = run_until_cut(&service, users(2)).await;
    let report = report.unwrap();
    assert!(report.error().is_some());
    let state = report.unfinished().unwrap();
    assert_eq!((state.not_sent.len(), state.uncertain), (2, 2));
    assert_eq!(serde_json::from_str::<Unfinished>(&saved).unwrap(), state);
    assert!(service.requests().len() < 10);
}

#[tokio::test(start_paused = true)]
async fn a_refused_operation_was_not_carried_out_and_its_records_are_not_looked_up() {
    let service = Service::default();
    service.state.lock().unwrap().refuse = Some(400);
    let (report, _) = run_until_cut(&service, users(3)).await;
    let state = report.unwrap().unfinished().unwrap();
    assert_eq!((state.not_sent.len(), state.uncertain), (3, 0));
    let report = service.client().resume_users(state).await;
    assert!(report.is_complete());
    assert_eq!(service.count("GET /api/users?"), 0);
}

#[tokio::test(start_paused = true)]
async fn users_that_exist_fail_or_are_skipped_or_looked_up() {
    for (existing, expected, calls) in [
        (Existing::Fail, None, 0),
        (Existing::Skip, Some(RecordOutcome::Existing(None)), 0),
        (
            Existing::LookUp,
            Some(RecordOutcome::Existing(Some(key_of("user7@x.example")))),
            1,
        ),
    ] {
        let service = Service {
            refuses_duplicates: true,
            ..Service::default()
        };
        service.client().create_users([user(7)]).await;
        let run = service.client().create_users([user(6), user(7)]);
        let report = run.existing(existing).await;
        let outcomes: Vec<_> = report
            .outcomes()
            .map(|(_, outcome)| outcome.clone())
            .collect();
        assert_eq!(
            outcomes[0],
            RecordOutcome::Inserted(Some(key_of("user6@x.example")))
        );
        assert!(outcomes[1].is_duplicate(), "{existing:?}");
        assert_eq!(outcomes[1].is_failure(), expected.is_none());
        if let Some(expected) = expected {
            assert_eq!(outcomes[1], expected);
        }
        assert_eq!(service.count("GET /api/users?"), calls, "{existing:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn many_addresses_are_looked_up_with_the_fewest_calls() {
    for (others, looked_up, calls) in [(0, 30, 1), (950, 30, 10), (5_000, 3, 4)] {
        let service = Service {
            refuses_duplicates: true,
            ..Service::default()
        };
        for n in 0..others {
            let email = format!("aa{n}@x.example");
            service.state.lock().unwrap().created.insert(email, 1);
        }
        service.client().create_users(users(looked_up)).await;
        let run = service.client().create_users(users(looked_up));
        let report = run.existing(Existing::LookUp).await;
        assert!(
            report
                .outcomes()
                .all(|(_, outcome)| outcome.key().is_some())
        );
        let most = service.count("GET /api/users?");
        assert!(
            most <= calls,
            "{most} calls for {looked_up} of {others} users"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_state_can_be_made_by_hand() {
    let service = Service::default();
    service.client().create_users([user(1)]).await;
    let mut state = Unfinished::new([user(2)]);
    state
        .done
        .push(Done::new(user(0), RecordOutcome::Inserted(None)));
    state.in_flight = Some(InFlight::new(Uuid::from_u128(1), [user(1)]));
    let report = service.client().resume_users(state).await;
    assert!(report.is_complete(), "{:?}", report.error());
    assert_eq!(report.outcomes().count(), 3);
    service.assert_each_created_once(2);
}

#[tokio::test(start_paused = true)]
async fn when_the_service_forgets_an_operation_its_users_are_looked_up() {
    let service = Service::default();
    service.state.lock().unwrap().forgets = true;
    let (report, _) = run_until_cut(&service, users(150)).await;
    let report = report.unwrap();
    assert!(report.is_complete(), "{:?}", report.error());
    service.assert_each_created_once(150);
    assert!(
        report
            .outcomes()
            .all(|(_, outcome)| outcome.key().is_some())
    );
    assert_eq!(service.count("POST /api/users/bulk"), 2);
}

#[tokio::test(start_paused = true)]
async fn a_record_that_adds_a_profile_is_sent_again_although_its_user_exists() {
    let service = Service {
        refuses_duplicates: true,
        ..Service::default()
    };
    service.cut(0, Cut::Torn);
    let record = NewUser::builder()
        .email("user1@x.example")
        .add_to_built_in_identity_provider(true);
    let (report, _) = run_until_cut(&service, vec![record.build().unwrap()]).await;
    let report = report.unwrap();
    let (_, outcome) = report.outcomes().next().unwrap();
    // This service refuses it as a duplicate, because the first request had arrived.
    assert_eq!(
        *outcome,
        RecordOutcome::Existing(Some(key_of("user1@x.example")))
    );
    assert_eq!(service.count("POST /api/users/bulk"), 2);
}

#[tokio::test(start_paused = true)]
async fn records_of_an_operation_and_uncertain_records_are_not_sent_twice() {
    let service = Service::default();
    service.client().create_users([user(0)]).await;
    service.client().create_users([user(1)]).await;
    let mut state = Unfinished::new([user(1), user(2)]);
    state.in_flight = Some(InFlight::new(Uuid::from_u128(1), [user(0)]));
    state.uncertain = 1;
    let report = service.client().resume_users(state).await;
    assert!(report.is_complete(), "{:?}", report.error());
    service.assert_each_created_once(3);
}

#[tokio::test(start_paused = true)]
async fn users_of_an_operation_that_reports_nothing_are_looked_up() {
    let service = Service::default();
    service.state.lock().unwrap().is_silent = true;
    let adding = NewUser::builder()
        .email("user20@x.example")
        .add_to_built_in_identity_provider(true);
    let mut records = users(20);
    records.push(adding.build().unwrap());
    let (report, _) = run_until_cut(&service, records).await;
    let report = report.unwrap();
    assert!(report.error().is_none() && report.unfinished().is_none());
    for (n, (record, outcome)) in report.outcomes().enumerate() {
        let key = key_of(record.email.as_deref().unwrap());
        // The existence of a user does not show whether it has the profile.
        let expected = match n {
            20 => RecordOutcome::Unreported,
            _ => RecordOutcome::Existing(Some(key)),
        };
        assert_eq!(*outcome, expected);
    }
    assert_eq!(service.count("GET /api/users?"), 1);
    service.assert_each_created_once(21);
}

#[tokio::test(start_paused = true)]
async fn a_run_that_refuses_existing_users_reports_records_without_a_result() {
    for cut in [Cut::Torn, Cut::Before] {
        let service = Service {
            refuses_duplicates: true,
            ..Service::default()
        };
        service.client().create_users([user(0)]).await;
        service.cut(2, cut);
        let (report, saved) = run_until_cut(&service, users(2)).await;
        let report = if let Some(report) = report {
            report
        } else {
            let state: Unfinished = serde_json::from_str(&saved).unwrap();
            service.client().resume_users(state).await
        };
        let (_, outcome) = report.outcomes().next().unwrap();
        let key = Some(key_of("user0@x.example"));
        assert_eq!(*outcome, RecordOutcome::Existing(key), "{cut:?}");
    }
}

fn refusing() -> Service {
    Service {
        refuses_duplicates: true,
        ..Service::default()
    }
}

#[tokio::test(start_paused = true)]
async fn only_records_that_were_sent_twice_may_be_the_users_of_this_run() {
    let service = refusing();
    service.client().create_users([user(0), user(120)]).await;
    // The first request of the run is lost. It had the records 0 to 99.
    service.cut(2, Cut::Lost);
    let (report, _) = run_until_cut(&service, users(150)).await;
    let report = report.unwrap();
    let outcomes: Vec<_> = report.outcomes().map(|(_, outcome)| outcome).collect();
    let key = Some(key_of("user0@x.example"));
    assert_eq!(*outcomes[0], RecordOutcome::Existing(key));
    assert!(outcomes[120].is_failure(), "{:?}", outcomes[120]);
    assert!(!report.is_complete());
}

#[tokio::test(start_paused = true)]
async fn a_resumed_run_knows_which_records_were_sent_twice() {
    let service = refusing();
    service.cut(0, Cut::Lost);
    // The status of the operation with the same records, after the users were looked up two times.
    service.cut(4, Cut::Before);
    let (report, saved) = run_until_cut(&service, users(2)).await;
    assert!(report.is_none(), "{:?}", service.requests());
    let mut state: Unfinished = serde_json::from_str(&saved).unwrap();
    let in_flight = state.in_flight.as_mut().unwrap();
    assert_eq!((in_flight.records.len(), in_flight.resent), (2, 2));

    // The first request arrived late, so the service refuses the records of the second one.
    let service = refusing();
    service.client().create_users(users(2)).await;
    service.client().create_users(users(2)).await;
    state.in_flight.as_mut().unwrap().operation = Uuid::from_u128(2);
    let report = service.client().resume_users(state).await;
    assert!(report.is_complete());
    for (record, outcome) in report.outcomes() {
        let key = Some(key_of(record.email.as_deref().unwrap()));
        assert_eq!(*outcome, RecordOutcome::Existing(key));
    }
}

#[tokio::test(start_paused = true)]
async fn keys_that_the_service_does_not_report_are_looked_up_on_request() {
    let service = Service::default();
    service.state.lock().unwrap().hides_keys = true;
    let report = service.client().create_users(users(2)).await;
    assert!(
        report
            .outcomes()
            .all(|(_, outcome)| *outcome == RecordOutcome::Inserted(None))
    );
    let run = service.client().create_users((10..30).map(user));
    let report = run.existing(Existing::LookUp).await;
    for (record, outcome) in report.outcomes() {
        let key = Some(key_of(record.email.as_deref().unwrap()));
        assert_eq!(*outcome, RecordOutcome::Inserted(key));
    }
    assert_eq!(service.count("GET /api/users?"), 1);
}

#[test]
fn outside_of_a_runtime_a_run_ends_with_an_error() {
    let mut state = Unfinished::new(users(1));
    state.uncertain = 1;
    let run = Service::default().client().resume_users(state);
    let report = run.into_future().now_or_never().unwrap();
    let kind = report.error().unwrap().kind();
    assert_eq!(kind, odc_runtime::ErrorKind::Config);
    assert_eq!(report.unfinished().unwrap().uncertain, 1);
}
