//! Manipulated snapshots. Each one is either refused completely, or all calls work with it.

mod support;

use std::cell::Cell;
use std::time::Duration;

use odc_sandbox::{Sandbox, Snapshot, operations};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};
use reqwest::Method;
use serde_json::{Value, json};
use support::{Caller, text};

async fn small() -> Caller {
    Caller::with(Sandbox::builder().users(6).assets(12).revisions(2)).await
}

async fn taken(caller: &Caller) -> Value {
    caller.control("GET", "/snapshot", Value::Null).await.ok()
}

/// A snapshot with data of every kind.
async fn rich(caller: &Caller) -> Value {
    let users = caller.all("/users").await;
    let roles = caller
        .identity("/organization-roles?limit=100")
        .await
        .results();
    let assets = caller.portfolio_v2("/deployed-assets").await.results();
    let path = format!(
        "/users/{}/organization-roles/{}",
        text(&users[0], "key"),
        text(&roles[0], "key")
    );
    let grant = json!({
        "assetKeys": [assets[0]["key"]],
        "grantPeriod": { "startTime": "2026-01-01T00:00:00Z", "endTime": "2026-02-01T00:00:00Z" },
    });
    caller.act("POST", &path, &grant).await.ok();
    for _ in 0..2 {
        let records = json!({ "records": [{ "email": "a@rich.example" }, { "email": "no" }] });
        caller.act("POST", "/users/bulk", &records).await.ok();
        caller.sandbox.clock().advance(Duration::from_secs(1));
        caller.identity("/users/count").await.ok();
    }
    let records = json!({ "records": [{ "email": "b@rich.example" }] });
    caller.act("POST", "/users/bulk", &records).await.ok();
    caller
        .control("POST", "/clients", json!({ "name": "second" }))
        .await
        .ok();
    taken(caller).await
}

/// Sends a snapshot that must be refused. Checks that nothing changes, and that the error is one line that names the
/// place.
async fn refused(caller: &Caller, snapshot: String, place: &str) -> String {
    let before = taken(caller).await;
    let url = format!("{}/_sandbox/snapshot", caller.sandbox.origin());
    let response = support::Response::to(caller.http.put(url).body(snapshot.clone())).await;
    let detail = response.problem(400).to_owned();
    assert_eq!(detail.lines().count(), 1);
    assert!(detail.contains(place), "{place} is not in: {detail}");
    assert_eq!(taken(caller).await, before);
    let error = Snapshot::from_json(snapshot.as_bytes()).expect_err("refused");
    assert_eq!(error.to_string(), detail);
    detail
}

/// Changes one place of a snapshot.
fn with(snapshot: &Value, pointer: &str, value: Value) -> String {
    let mut changed = snapshot.clone();
    *changed
        .pointer_mut(pointer)
        .unwrap_or_else(|| panic!("{pointer}")) = value;
    changed.to_string()
}

/// The pointers of all values. Outer values come first.
fn pointers(value: &Value) -> Vec<String> {
    fn walk(value: &Value, at: &str, into: &mut Vec<String>) {
        into.push(at.to_owned());
        match value {
            Value::Object(members) => {
                members
                    .iter()
                    .for_each(|(name, member)| walk(member, &format!("{at}/{name}"), into));
            }
            Value::Array(items) => {
                (0..)
                    .zip(items)
                    .for_each(|(number, item)| walk(item, &format!("{at}/{number}"), into));
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    walk(value, "", &mut all);
    all
}

fn is_time(value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|text| chrono::DateTime::parse_from_rfc3339(text).is_ok())
}

#[tokio::test]
async fn a_timestamp_outside_the_calendar_is_refused_everywhere() {
    let caller = small().await;
    let snapshot = rich(&caller).await;
    let times = pointers(&snapshot).into_iter();
    let times: Vec<_> = times
        .filter(|at| is_time(snapshot.pointer(at).expect("a value")))
        .collect();
    // One place of each kind, without the number or the key of the entry.
    let kinds: std::collections::BTreeMap<String, String> = times
        .into_iter()
        .map(|at| {
            let kind = at
                .split('/')
                .filter(|part| part.len() < 36 && part.parse::<usize>().is_err());
            (kind.collect::<Vec<_>>().join("."), at)
        })
        .collect();
    assert!(kinds.len() >= 14, "{kinds:?}");
    for (kind, at) in &kinds {
        for time in [
            "+262142-12-31T23:59:59Z",
            "-262143-01-01T00:00:00Z",
            "+10000-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z",
        ] {
            let json = with(&snapshot, at, json!(time));
            let error = Snapshot::from_json(json.as_bytes())
                .expect_err(kind)
                .to_string();
            assert!(
                error.contains("in the years 1970 to 9999"),
                "{kind}: {error}"
            );
        }
        let last = with(&snapshot, at, json!("9999-12-31T23:59:59.999Z"));
        match Snapshot::from_json(last.as_bytes()) {
            Ok(snapshot) => {
                caller.sandbox.restore(snapshot);
                every_call_gets_a_response(&caller).await;
            }
            Err(error) => assert!(error.to_string().contains("grantPeriod"), "{kind}: {error}"),
        }
    }
}

#[tokio::test]
async fn sizes_out_of_range_are_refused() {
    let caller = small().await;
    let snapshot = taken(&caller).await;
    for (pointer, value, place) in [
        (
            "/tenant/plan/users",
            json!(u64::MAX),
            "tenant.plan: a sandbox has at most 1,000,000 users",
        ),
        ("/tenant/plan/stages", json!(u64::MAX), "tenant.plan"),
        ("/tenant/plan/portfolios", json!(0), "tenant.plan"),
        ("/tenant/portfolios", json!([]), "tenant.portfolios"),
        ("/tenant/environments", json!([]), "tenant.portfolios[0]"),
        ("/aheadMilliseconds", json!(u64::MAX), "aheadMilliseconds"),
        ("/clients", json!([]), "clients: there are 1 to 35"),
        ("/version", json!(4), "version 4"),
    ] {
        refused(&caller, with(&snapshot, pointer, value), place).await;
    }
    let clients = vec![snapshot["clients"][0].clone(); 36];
    refused(
        &caller,
        with(&snapshot, "/clients", json!(clients)),
        "clients: there are 1 to 35",
    )
    .await;
}

/// In memory, a record takes fifty times as many bytes as `{}`.
#[tokio::test]
async fn a_bulk_operation_with_too_many_records_is_refused_before_it_is_in_memory() {
    let caller = small().await;
    let snapshot = taken(&caller).await;
    let key = "00000000-0000-0000-0000-000000000001";
    let operation = |records: usize| {
        json!({
            "key": key,
            "accepted_at": "2026-01-01T00:00:00Z",
            "records": vec![json!({}); records],
            "results": [],
        })
    };
    let bulk = json!({ key: operation(101) });
    let detail = refused(
        &caller,
        with(&snapshot, "/tenant/bulk", bulk),
        "records: expected at most 100 entries",
    );
    assert!(detail.await.contains("not a snapshot of a sandbox: line "));
    let many: serde_json::Map<_, _> = (0..1001)
        .map(|number| {
            (
                format!("00000000-0000-0000-0000-{number:012}"),
                operation(1),
            )
        })
        .collect();
    refused(
        &caller,
        with(&snapshot, "/tenant/bulk", many.into()),
        "tenant.bulk: expected at most 1000 entries",
    )
    .await;
}

#[tokio::test]
async fn keys_and_names_that_are_given_twice_are_refused() {
    let caller = small().await;
    let snapshot = rich(&caller).await;
    let tenant = &snapshot["tenant"];
    for list in [
        "users",
        "environments",
        "portfolios",
        "assets",
        "permissions",
        "providers",
    ] {
        let mut items = tenant[list].as_array().expect("a list").clone();
        items.push(items[0].clone());
        let json = with(&snapshot, &format!("/tenant/{list}"), json!(items));
        refused(&caller, json, "given twice").await;
    }
    let mut same = tenant["users"][0].clone();
    same["key"] = json!("00000000-0000-4000-8000-000000000000");
    let users = json!([tenant["users"][0], same]);
    refused(
        &caller,
        with(&snapshot, "/tenant/users", users),
        "given twice",
    )
    .await;
    let twins = json!([snapshot["clients"][0], snapshot["clients"][0]]);
    refused(
        &caller,
        with(&snapshot, "/clients", twins),
        "clients[1].id: the id is given twice",
    )
    .await;
    for map in ["groups", "organization_roles", "application_roles", "bulk"] {
        let entries = tenant[map].as_object().expect("a map");
        let (key, entry) = entries.iter().next().expect("an entry");
        // Another spelling of the same key, and the same spelling.
        for spelling in [key.clone(), key.to_uppercase(), key.replace('-', "")] {
            let entries = tenant[map].to_string();
            let twice = format!("{{\"{spelling}\":{entry},{}", &entries[1..]);
            let json = snapshot.to_string().replace(
                &format!("\"{map}\":{entries}"),
                &format!("\"{map}\":{twice}"),
            );
            refused(&caller, json, "given twice").await;
        }
    }
    for (once, twice) in [
        ("\"version\":3", "\"version\":3,\"version\":3"),
        ("\"dice\":", "\"dice\":1,\"dice\":"),
        ("\"seed\":1", "\"seed\":1,\"seed\":2"),
    ] {
        let json = snapshot.to_string();
        assert!(json.contains(once));
        refused(&caller, json.replace(once, twice), "duplicate field").await;
    }
}

#[tokio::test]
async fn keys_of_missing_things_are_refused() {
    let caller = small().await;
    let snapshot = rich(&caller).await;
    let nowhere = json!("00000000-0000-4000-8000-000000000000");
    let assets = snapshot["tenant"]["assets"].as_array().expect("assets");
    let first = |list: &str| {
        let place = assets.iter().position(|one| one[list][0].is_object());
        format!(
            "/tenant/assets/{}/{list}/0",
            place.expect("an asset with some")
        )
    };
    let rollouts = snapshot["tenant"]["rollouts"].as_object().expect("a map");
    let rollout = format!(
        "/tenant/rollouts/{}",
        rollouts.keys().next().expect("a key")
    );
    let at = |place: String, member: &str| format!("{place}/{member}");
    for (kind, at) in [
        (
            "a stage of a deployment",
            at(first("deployments"), "environment"),
        ),
        ("a build of a deployment", at(first("deployments"), "build")),
        ("a producer of an asset", at(first("uses"), "producer")),
        ("an asset of an operation", at(rollout.clone(), "asset")),
        (
            "a stage of an operation",
            at(rollout.clone(), "environment"),
        ),
        ("a build of an operation", at(rollout.clone(), "build")),
        ("an own key of an operation", at(rollout, "key")),
    ] {
        let json = with(&snapshot, &at, nowhere.clone());
        assert!(Snapshot::from_json(json.as_bytes()).is_err(), "{kind}");
    }
    for at in [
        at(first("builds"), "revision"),
        at(first("deployments"), "revision"),
    ] {
        let json = with(&snapshot, &at, json!(99));
        assert!(Snapshot::from_json(json.as_bytes()).is_err(), "{at}");
    }
    let tagged = assets
        .iter()
        .position(|one| one["revisions"][0]["tag"].is_object());
    let tag = format!(
        "/tenant/assets/{}/revisions/0/tag/name",
        tagged.expect("a tag")
    );
    for name in ["", "1.2", "01.2.3", "v1.2.3"] {
        let json = with(&snapshot, &tag, json!(name));
        assert!(Snapshot::from_json(json.as_bytes()).is_err(), "{name}");
    }
    for (kind, at) in [
        ("a portfolio of a stage", "/tenant/environments/0/portfolio"),
        ("a portfolio of an asset", "/tenant/assets/0/portfolio"),
        ("an own key of a stage", "/tenant/environments/0/key"),
        ("an own key of an asset", "/tenant/assets/0/key"),
    ] {
        let json = with(&snapshot, at, nowhere.clone());
        assert!(Snapshot::from_json(json.as_bytes()).is_err(), "{kind}");
    }
    for map in ["groups", "organization_roles", "application_roles", "bulk"] {
        let entries = snapshot["tenant"][map].as_object().expect("a map");
        let key = entries.keys().next().expect("an entry");
        let json = with(
            &snapshot,
            &format!("/tenant/{map}/{key}/key"),
            nowhere.clone(),
        );
        refused(&caller, json, "another key").await;
    }
    let users = snapshot["tenant"]["users"].as_array().expect("users");
    for list in ["roles", "groups"] {
        let user = users
            .iter()
            .position(|user| user[list][0].is_string())
            .expect("a holder");
        for keys in [
            json!([nowhere]),
            json!([users[user][list][0], users[user][list][0]]),
            json!([]),
        ] {
            let json = with(
                &snapshot,
                &format!("/tenant/users/{user}/{list}"),
                keys.clone(),
            );
            let loaded = Snapshot::from_json(json.as_bytes());
            assert_eq!(
                loaded.is_ok(),
                list == "roles" && keys == json!([]),
                "{list} {keys}"
            );
        }
    }
}

/// Users let a shell evaluate the lines that the program prints about its first client.
#[tokio::test]
async fn credentials_that_a_shell_would_run_are_refused() {
    let caller = small().await;
    let snapshot = taken(&caller).await;
    for hostile in [
        "",
        "x; touch /tmp/owned",
        "$(id)",
        "`id`",
        "a\nb",
        "a b",
        "'",
        "\"",
        "~",
        "a&b",
        "ü",
    ] {
        for (member, place) in [("id", "clients[0].id"), ("secret", "clients[0].secret")] {
            let json = with(&snapshot, &format!("/clients/0/{member}"), json!(hostile));
            refused(&caller, json, place).await;
        }
    }
    let json = with(
        &snapshot,
        "/clients/0/permissions/organization",
        json!(["ViewStage"]),
    );
    refused(&caller, json, "clients[0].permissions").await;
}

#[tokio::test]
async fn a_refusal_shows_no_value_of_the_file() {
    let caller = small().await;
    let snapshot = taken(&caller).await;
    let secret = text(&snapshot["clients"][0], "secret").to_owned();
    for pointer in pointers(&snapshot).iter().filter(|at| {
        !["users/", "assets/", "rollouts/"]
            .iter()
            .any(|list| at.contains(list))
    }) {
        let json = with(&snapshot, pointer, json!(secret));
        if let Err(error) = Snapshot::from_json(json.as_bytes()) {
            assert!(!error.to_string().contains(&secret), "{pointer}: {error}");
            assert!(
                !format!("{error:?}").contains(&secret),
                "{pointer}: {error:?}"
            );
        }
    }
    for json in [
        format!("\"{secret}\""),
        secret.clone(),
        format!("{{\"version\":\"{secret}\"}}"),
        format!("[\"{secret}\"]"),
    ] {
        let error = Snapshot::from_json(json.as_bytes())
            .expect_err("no snapshot")
            .to_string();
        assert!(!error.contains(&secret), "{error}");
    }
}

/// Calls every list, and makes some changes. There is no response to a call that panics.
async fn every_call_gets_a_response(caller: &Caller) {
    let tenant = &caller.sandbox;
    let (id, secret) = (tenant.client_id(), tenant.client_secret());
    let Ok(granted) = caller_token(caller, id, secret).await else {
        // The client from the start is not in the snapshot, or is suspended.
        return;
    };
    for served in operations() {
        let operation = served.operation;
        // A call lists only the builds of one revision.
        let is_whole_list = operation.id() != "list_builds" && !operation.path().contains('{');
        if *operation.method() != Method::GET || !is_whole_list {
            continue;
        }
        let url = format!(
            "{}{}{}",
            tenant.origin(),
            served.api.prefix(),
            operation.path()
        );
        let response = caller.http.get(url).bearer_auth(&granted).send().await;
        let status = response.expect("a response").status().as_u16();
        assert!([200, 403].contains(&status), "{operation:?}: {status}");
    }
    let records = json!({ "records": [{ "email": "new@hostile.example", "name": "New" }] });
    let url = format!("{}/api/identity/v1/users/bulk", tenant.origin());
    let bulk = caller
        .http
        .post(url)
        .bearer_auth(&granted)
        .json(&records)
        .send()
        .await;
    assert!(bulk.expect("a response").status().as_u16() < 500);
    tenant.clock().advance(Duration::from_secs(2));
    let url = format!("{}/api/identity/v1/users/count", tenant.origin());
    let count = caller.http.get(url).bearer_auth(&granted).send().await;
    assert!(count.expect("a response").status().as_u16() < 500);
    // A snapshot of the restored data can be restored too.
    let again = taken(caller).await;
    caller.control("PUT", "/snapshot", again).await.ok();
    for path in ["/clients", "/tenant", "/journal"] {
        caller.control("GET", path, Value::Null).await.ok();
    }
}

async fn caller_token(caller: &Caller, id: &str, secret: &str) -> Result<String, ()> {
    let response = support::ask_for_token(&caller.http, &caller.sandbox, id, secret).await;
    response.body["access_token"]
        .as_str()
        .map(str::to_owned)
        .ok_or(())
}

/// A change to one place of a snapshot.
#[derive(Debug, Clone)]
enum Mutation {
    Replace(Value),
    Remove,
    Repeat,
    /// The value of another place.
    Graft(Index),
    /// Another value of the same kind: a flag for a flag, a time for a time.
    Vary(Index),
}

/// The changes of one case. Either one change that keeps the kind of a value, which a sandbox can often load, or one
/// or two changes of any kind.
fn changes() -> impl Strategy<Value = Vec<(Index, Mutation)>> {
    let vary = any::<Index>().prop_map(Mutation::Vary);
    prop_oneof![
        (any::<Index>(), vary).prop_map(|change| vec![change]),
        prop::collection::vec(mutations(), 1..3),
    ]
}

fn mutations() -> impl Strategy<Value = (Index, Mutation)> {
    let values = prop_oneof![
        Just(json!(null)),
        Just(json!(true)),
        Just(json!([])),
        Just(json!({})),
        Just(json!("")),
        Just(json!("x".repeat(10_000))),
        Just(json!("\u{0}\u{1b}[2J\u{202e}")),
        Just(json!("00000000-0000-0000-0000-000000000000")),
        prop::sample::select(vec![0, 1, -1, i64::MIN, i64::MAX]).prop_map(|number| json!(number)),
        Just(json!(u64::MAX)),
        Just(json!(1e300)),
        prop::sample::select(vec![
            "+262142-12-31T23:59:59.999999999Z",
            "-262143-01-01T00:00:00Z",
            "9999-12-31T23:59:60Z",
            "1970-01-01T00:00:00Z",
        ])
        .prop_map(|time| json!(time)),
    ];
    let mutation = prop_oneof![
        4 => values.prop_map(Mutation::Replace),
        1 => Just(Mutation::Remove),
        1 => Just(Mutation::Repeat),
        2 => any::<Index>().prop_map(Mutation::Graft),
    ];
    (any::<Index>(), mutation)
}

/// Another value of the same kind.
fn varied(value: &Value, index: Index) -> Value {
    let step = i64::try_from(index.index(5)).expect("below five") + 1;
    match value {
        Value::Bool(flag) => json!(!flag),
        Value::Number(number) => match number.as_i64() {
            Some(number) => json!(number.wrapping_add(step)),
            None => json!(step),
        },
        Value::String(text) => match chrono::DateTime::parse_from_rfc3339(text) {
            Ok(time) => json!((time + chrono::TimeDelta::hours(step)).to_rfc3339()),
            Err(_) => json!(format!("{text}{step}")),
        },
        Value::Array(items) => {
            let mut items = items.clone();
            items.pop();
            json!(items)
        }
        Value::Object(_) | Value::Null => value.clone(),
    }
}

/// Changes one place. A graft takes its value from any place of the original.
fn mutate(snapshot: &Value, at: &str, mutation: &Mutation, original: (&Value, &[String])) -> Value {
    let mut changed = snapshot.clone();
    let (parent, last) = at.rsplit_once('/').unwrap_or_default();
    match mutation {
        Mutation::Replace(value) => *changed.pointer_mut(at).expect("a value") = value.clone(),
        Mutation::Graft(index) => {
            let (original, pointers) = original;
            let value = original.pointer(index.get(pointers).as_str());
            *changed.pointer_mut(at).expect("a value") = value.expect("a value").clone();
        }
        Mutation::Vary(index) => {
            let place = changed.pointer_mut(at).expect("a value");
            *place = varied(place, *index);
        }
        Mutation::Remove | Mutation::Repeat => match changed.pointer_mut(parent) {
            Some(Value::Array(items)) => {
                let number: usize = last.parse().unwrap_or_default();
                match mutation {
                    Mutation::Remove if number < items.len() => drop(items.remove(number)),
                    _ => items.extend(items.get(number).cloned()),
                }
            }
            Some(Value::Object(members)) => drop(members.remove(last)),
            _ => {}
        },
    }
    changed
}

#[test]
fn a_changed_snapshot_is_refused_or_every_call_works_with_it() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.expect("a runtime");
    let (caller, snapshot) = runtime.block_on(async {
        let caller = small().await;
        let snapshot = rich(&caller).await;
        (caller, snapshot)
    });
    let pointers = pointers(&snapshot);
    let config = Config {
        cases: 150,
        failure_persistence: None,
        ..Config::default()
    };
    let original = &snapshot;
    let (loaded, refused) = (Cell::new(0), Cell::new(0));
    let outcome = TestRunner::new(config).run(&changes(), |changes| {
        let mutated = changes
            .iter()
            .fold(snapshot.clone(), |snapshot, (place, mutation)| {
                let at = place.get(&pointers);
                // An earlier change may have removed the place.
                match snapshot.pointer(at) {
                    Some(_) => mutate(&snapshot, at, mutation, (original, &pointers)),
                    None => snapshot,
                }
            });
        prop_assume!(mutated != snapshot, "an unchanged snapshot proves nothing");
        runtime.block_on(async {
            let before = taken(&caller).await;
            let response = caller.control("PUT", "/snapshot", mutated).await;
            if response.status.as_u16() == 204 {
                loaded.set(loaded.get() + 1);
                every_call_gets_a_response(&caller).await;
            } else {
                refused.set(refused.get() + 1);
                response.problem(400);
                assert_eq!(taken(&caller).await, before);
            }
            caller
                .control("PUT", "/snapshot", snapshot.clone())
                .await
                .ok();
        });
        Ok(())
    });
    outcome.expect("no mutation does harm");
    let (loaded, refused) = (loaded.get(), refused.get());
    assert!(
        loaded >= 10 && refused >= 10,
        "{loaded} loaded, {refused} refused"
    );
}
