//! The clients with a whole tenant: from the first token to the last page, and from a write to the next read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::{StreamExt as _, TryStreamExt as _};
use odc_identity_v1::Client as Identity;
use odc_identity_v1::types::{AssignmentSource, BulkStatus, NewUser, User, UserStatus};
use odc_portfolio_v1::Client as Portfolio;
use odc_portfolio_v2::Client as PortfolioV2;
use odc_portfolio_v2::types::{EnvironmentUpdate, Library, LibraryRevisionsFilter};
use odc_runtime::{BudgetPolicy, ErrorKind, Patch, RetryPolicy, Tenant};
use odc_sandbox::{NewClient, Permission, Permissions, Sandbox};
use serde_json::json;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::portal::{ApiCall, Portal, Script};

async fn sandbox() -> Sandbox {
    Sandbox::start().await.expect("a sandbox")
}

/// A tenant for this API client.
fn tenant_of(sandbox: &Sandbox, id: &str, secret: &str) -> Tenant {
    Tenant::builder()
        .portal_domain(sandbox.domain())
        .client_id(id)
        .client_secret(secret)
        .allow_http_loopback(true)
        .retry(RetryPolicy::none())
        .build()
        .expect("a tenant")
}

/// The same for a new API client with these permissions.
fn tenant_with(sandbox: &Sandbox, permissions: Permissions) -> Tenant {
    let client = NewClient::named("test").permissions(permissions);
    let client = sandbox.clients().create(client).expect("an API client");
    tenant_of(sandbox, client.client_id(), client.client_secret())
}

fn stage_keys(sandbox: &Sandbox) -> Vec<Uuid> {
    sandbox.stages().iter().map(|stage| stage.key).collect()
}

async fn all_users(identity: &Identity) -> Vec<User> {
    let users = identity.list_users().stream().try_collect().await;
    users.expect("all users")
}

#[tokio::test]
async fn a_first_run_needs_only_a_domain_and_credentials() {
    let sandbox = sandbox().await;
    let tenant = sandbox.tenant();
    assert_eq!(
        tenant.auth().counters().fetched,
        0,
        "no I/O before the first call"
    );
    let identity = Identity::connect(&tenant);
    let portfolio = Portfolio::connect(&tenant);

    let mut pages = identity.list_users().limit(30).pages();
    let mut keys = BTreeSet::new();
    let mut sizes = Vec::new();
    while let Some(page) = pages.try_next().await.expect("a page") {
        sizes.push(page.results.len());
        keys.extend(page.results.iter().map(|user| user.key));
    }
    assert_eq!(sizes, [30, 30, 30, 30, 30, 30, 20]);
    assert_eq!(keys.len(), sandbox.summary().users);

    let environments = portfolio.list_environments().send().await.expect("stages");
    let names: BTreeSet<_> = environments
        .results
        .iter()
        .map(|one| one.key.parse::<Uuid>().expect("a key"))
        .collect();
    let stages = sandbox.stages();
    assert_eq!(names, stages.iter().map(|stage| stage.key).collect());

    let assets: Vec<_> = portfolio
        .list_deployed_assets()
        .stream()
        .try_collect()
        .await
        .expect("assets");
    assert!(!assets.is_empty() && assets.len() <= sandbox.summary().assets);
    let deployed = assets.iter().flat_map(|asset| &asset.deployments);
    assert!(deployed.clone().count() > 0);
    for deployment in deployed {
        assert!(names.contains(&deployment.environment_key));
    }
    assert_eq!(
        tenant.auth().counters().fetched,
        1,
        "one token for all calls"
    );
    let mut requests = BTreeMap::new();
    for entry in sandbox.journal() {
        assert_eq!(entry.status, Some(200));
        *requests.entry(entry.path).or_insert(0) += 1;
    }
    let (tokens, others): (Vec<_>, Vec<_>) = requests
        .iter()
        .map(|(path, count)| (path.as_str(), *count))
        .partition(|(path, _)| path.ends_with("/protocol/openid-connect/token"));
    assert_eq!(tokens.len(), 1);
    assert_eq!(tokens[0].1, 1);
    let expected = [
        ("/api/identity/v1/users", 7),
        ("/api/portfolios/v1/deployed-assets", 1),
        ("/api/portfolios/v1/environments", 1),
        ("/identity/.well-known/openid-configuration", 1),
    ];
    assert_eq!(others, expected);
}

#[tokio::test]
async fn a_stream_with_prefetch_agrees_with_the_count() {
    let sandbox = Sandbox::builder()
        .users(431)
        .start()
        .await
        .expect("a sandbox");
    let identity = Identity::connect(&sandbox.tenant());
    let call = identity.list_users().limit(50).prefetch(4);
    let users: Vec<_> = call.stream().try_collect().await.expect("users");
    let count = identity.count_users().send().await.expect("a count");
    assert_eq!(Some(431), count.user_count);
    assert_eq!(users.len(), 431);
    let keys: BTreeSet<_> = users.iter().map(|user| user.key).collect();
    assert_eq!(keys.len(), 431);

    let active = identity.list_users().status(UserStatus::Active).stream();
    let active: Vec<_> = active.try_collect().await.expect("users");
    let count = identity.count_users().status(UserStatus::Active);
    let count = count.send().await.expect("a count").user_count;
    assert_eq!(count, i32::try_from(active.len()).ok());
    assert!(
        active
            .iter()
            .all(|user| user.status == Some(UserStatus::Active))
    );
}

#[tokio::test]
async fn a_patch_changes_clears_and_keeps_fields() {
    let sandbox = sandbox().await;
    let identity = Identity::connect(&sandbox.tenant());
    let created = identity
        .create_user()
        .name("Ana")
        .email("ana+first@acme.example")
        .photo_url("https://acme.example/ana.png")
        .send()
        .await
        .expect("a user");
    let before = identity.get_user(created.key).send().await.expect("a user");
    assert_eq!(
        before.photo_url.as_deref(),
        Some("https://acme.example/ana.png")
    );

    let patch = identity.update_user(created.key);
    let patch = patch.name("Ana Maria").photo_url(Patch::Null);
    patch.send().await.expect("done");
    let after = identity.get_user(created.key).send().await.expect("a user");
    assert_eq!(after.name.as_deref(), Some("Ana Maria"));
    assert_eq!(after.photo_url, None);
    assert_eq!(after.email, before.email);
    assert_eq!(after.is_active, before.is_active);

    identity
        .update_user(created.key)
        .send()
        .await
        .expect("nothing to do");
    let same = identity.get_user(created.key).send().await.expect("a user");
    assert_eq!(same.into_inner(), after.into_inner());

    let found = identity.list_users().name_or_email_contains("ana+first@");
    let found = found.send().await.expect("a page");
    assert_eq!(found.results.len(), 1, "a plus symbol arrives unchanged");

    identity
        .delete_user(created.key)
        .send()
        .await
        .expect("deleted");
    let error = identity
        .get_user(created.key)
        .send()
        .await
        .expect_err("gone");
    assert!(error.is_not_found(), "{error}");
    assert!(error.problem().is_some() && error.trace_id().is_some());
}

#[tokio::test]
async fn a_granted_role_is_listed_and_a_revoked_one_is_not() {
    let sandbox = sandbox().await;
    let identity = Identity::connect(&sandbox.tenant());
    let user = identity.create_user().name("Rui").email("rui@acme.example");
    let user = user.send().await.expect("a user").key;
    let role = identity.list_application_roles().limit(1).send().await;
    let role = role.expect("a page").results[0].clone();
    let held = || async {
        let roles = identity
            .list_user_application_roles(user)
            .assignment_sources([
                AssignmentSource::Direct,
                AssignmentSource::GroupAssigned,
                AssignmentSource::GroupMapped,
            ]);
        let roles: Vec<_> = roles.stream().try_collect().await.expect("roles");
        roles.into_iter().map(|role| role.key).collect::<Vec<_>>()
    };
    assert!(held().await.is_empty());
    let granted = identity.grant_application_role(user, role.key).send().await;
    assert_eq!(granted.expect("granted").status().as_u16(), 201);
    assert_eq!(held().await, [role.key]);
    let members: Vec<_> = identity
        .list_application_role_users(role.key)
        .user_key(user)
        .stream()
        .try_collect()
        .await
        .expect("users");
    assert_eq!(members.len(), 1);
    identity
        .revoke_application_role(user, role.key)
        .send()
        .await
        .expect("revoked");
    assert!(held().await.is_empty());
}

#[tokio::test]
async fn a_group_is_created_changed_and_deleted() {
    let sandbox = sandbox().await;
    let identity = Identity::connect(&sandbox.tenant());
    let users = identity.list_users().limit(3).send().await.expect("a page");
    let users: Vec<_> = users.results.iter().map(|user| user.key).collect();
    let group = identity
        .create_group()
        .name("Auditors")
        .description("They read")
        .environment_key(sandbox.stages()[0].key)
        .user_keys(users[..2].to_vec())
        .send()
        .await
        .expect("a group")
        .key;
    let members = || async {
        let members = identity.list_group_users(group).stream();
        let members: Vec<_> = members.try_collect().await.expect("members");
        members
            .into_iter()
            .map(|member| member.user.expect("a user").key)
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(members().await, BTreeSet::from([users[0], users[1]]));
    identity
        .modify_group_users(group)
        .user_keys_to_add(vec![users[2]])
        .user_keys_to_remove(vec![users[0]])
        .send()
        .await
        .expect("done");
    assert_eq!(members().await, BTreeSet::from([users[1], users[2]]));

    let patch = identity.update_group(group).description(Patch::Null);
    patch.send().await.expect("done");
    let read = identity.get_group(group).send().await.expect("a group");
    assert_eq!(read.name.as_deref(), Some("Auditors"));
    assert_eq!(read.description, None);
    identity.delete_group(group).send().await.expect("deleted");
    let error = identity.get_group(group).send().await.expect_err("gone");
    assert!(error.is_not_found());
}

#[tokio::test]
async fn organization_roles_are_granted_with_a_body_and_revoked_with_one() {
    let sandbox = sandbox().await;
    let identity = Identity::connect(&sandbox.tenant());
    let user = identity.create_user().name("Eva").email("eva@acme.example");
    let user = user.send().await.expect("a user").key;
    let created = identity.create_organization_role().name("Readers");
    let role = created.send().await.expect("a role").org_role_key;
    let error = identity
        .create_organization_role()
        .name("Readers")
        .send()
        .await;
    let error = error.expect_err("names are unique");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(409));

    identity
        .grant_organization_role(user, role)
        .send()
        .await
        .expect("granted");
    let held = identity.list_user_organization_roles(user).send().await;
    assert_eq!(held.expect("a page").results[0].key, role);
    identity
        .revoke_organization_role(user, role)
        .send()
        .await
        .expect("revoked");
    let held = identity.list_user_organization_roles(user).send().await;
    assert_eq!(held.expect("a page").results, []);
}

#[tokio::test]
async fn a_bulk_creation_is_polled_until_it_is_done() {
    let sandbox = sandbox().await;
    let identity = Identity::connect(&sandbox.tenant());
    let record = |email: &str| {
        let user = NewUser::builder().name("Bulk").email(email);
        user.build().expect("a record")
    };
    let records = [
        record("one@bulk.example"),
        record("no address"),
        record("two@bulk.example"),
    ];
    let call = identity.create_users_in_bulk().records(records);
    let started = call.send().await.expect("an operation");
    assert_eq!(started.status().as_u16(), 202);
    let status = || async {
        let status = identity.get_bulk_user_operation(started.key).send().await;
        status.expect("an operation").into_inner()
    };
    assert_eq!(status().await.status, Some(BulkStatus::Pending));
    assert_eq!(status().await.operations, [], "results come at the end");
    sandbox.clock().advance(Duration::from_secs(600));
    let done = status().await;
    assert_eq!(done.status, Some(BulkStatus::FinishedWithErrors));
    assert_eq!(done.operations.len(), 3);
    let created = identity.list_users().domains(["bulk.example"]).send().await;
    assert_eq!(created.expect("a page").results.len(), 2);
}

/// A record of a user with this number. Every fiftieth has an invalid address.
fn numbered(n: usize) -> NewUser {
    let email = if n % 50 == 49 {
        format!("no address {n}")
    } else {
        format!("user{n}@many.example")
    };
    let user = NewUser::builder().name(format!("User {n}")).email(email);
    user.build().expect("a record")
}

async fn created(identity: &Identity) -> usize {
    let users = identity.list_users().domains(["many.example"]).stream();
    let users: Vec<_> = users.try_collect().await.expect("users");
    users.len()
}

#[tokio::test(start_paused = true)]
async fn many_users_are_created_within_the_limits_and_each_has_an_outcome() {
    let sandbox = Sandbox::builder().limits(true).start().await;
    let sandbox = sandbox.expect("a sandbox");
    // There are no retries, so a single 429 would end the run.
    let tenant = tenant_of(&sandbox, sandbox.client_id(), sandbox.client_secret());
    let identity = Identity::connect(&tenant);
    let started = tokio::time::Instant::now();
    let reported = Arc::new(Mutex::new(Vec::new()));
    let record = reported.clone();
    let report = identity
        .create_users((0..730).map(numbered))
        .on_progress(move |progress| record.lock().unwrap().push(progress.done))
        .await;
    assert!(report.error().is_none(), "{:?}", report.error());
    assert!(report.unfinished().is_none());
    let took = started.elapsed().as_secs();
    assert!(
        (60..=180).contains(&took),
        "8 operations at 5 a minute took {took} s"
    );
    assert_eq!(report.outcomes().count(), 730);
    for (n, (record, outcome)) in report.outcomes().enumerate() {
        assert_eq!(*record, numbered(n));
        assert_eq!(outcome.is_failure(), n % 50 == 49, "{n}: {outcome}");
        assert_eq!(outcome.key().is_some(), n % 50 != 49, "{n}: {outcome}");
    }
    let reported = reported.lock().unwrap().clone();
    assert!(
        reported.is_sorted() && reported.last() == Some(&730),
        "{reported:?}"
    );
    assert_eq!(created(&identity).await, 730 - 14);
    let (_, outcome) = report.outcomes().nth(3).expect("an outcome");
    let user = identity
        .get_user(outcome.key().expect("a key"))
        .send()
        .await;
    assert_eq!(
        user.expect("a user").email.as_deref(),
        Some("user3@many.example")
    );
}

#[tokio::test(start_paused = true)]
async fn an_interrupted_run_continues_where_it_stopped_and_creates_no_user_twice() {
    let sandbox = sandbox().await;
    let tenant = tenant_of(&sandbox, sandbox.client_id(), sandbox.client_secret());
    let identity = Identity::connect(&tenant);
    let clients = sandbox.clients();
    let id = sandbox.client_id().to_owned();
    let report = identity
        .create_users((0..450).map(numbered))
        .on_progress(move |progress| {
            if progress.done == 200 {
                clients.suspend(&id).expect("suspended");
            }
        })
        .await;
    let error = report.error().expect("a dead token");
    assert_eq!(
        error.status().map(|status| status.as_u16()),
        Some(401),
        "{error}"
    );
    let rest = report.unfinished().expect("records without an outcome");
    assert!(
        rest.records()
            .eq((200..450).map(numbered).collect::<Vec<_>>().iter())
    );
    assert_eq!(report.progress().done, 200);

    sandbox
        .clients()
        .resume(sandbox.client_id())
        .expect("resumed");
    let again = Identity::connect(&sandbox.tenant());
    let report = report.resume(&again).await;
    assert!(report.error().is_none(), "{:?}", report.error());
    assert_eq!(report.outcomes().count(), 450);
    assert_eq!(report.progress().failed, 9);
    assert_eq!(created(&again).await, 450 - 9);
}

#[tokio::test(start_paused = true)]
async fn the_waiter_returns_the_final_state_of_a_bulk_operation() {
    let sandbox = sandbox().await;
    let identity = Identity::connect(&sandbox.tenant());
    let call = identity
        .create_users_in_bulk()
        .records((0..40).map(numbered));
    let key = call.send().await.expect("an operation").key;
    let ended = identity.wait_for_bulk_user_operation(key).await;
    assert_eq!(ended.expect("an end").status, Some(BulkStatus::Finished));
    let error = identity.wait_for_bulk_user_operation(Uuid::nil()).await;
    assert!(error.expect_err("no such operation").is_not_found());
}

#[tokio::test]
async fn the_error_of_a_forbidden_call_names_the_missing_permission() {
    let sandbox = sandbox().await;
    let stages = stage_keys(&sandbox);
    let development = &stages[..1];
    let tenant = tenant_with(
        &sandbox,
        Permissions::none().with(Permission::ViewStage, development),
    );

    let portfolio = Portfolio::connect(&tenant);
    let seen = portfolio.list_environments().send().await.expect("stages");
    assert_eq!(seen.results.len(), 1, "a hidden stage is not in the list");

    let identity = Identity::connect(&tenant);
    let error = identity.list_users().send().await.expect_err("forbidden");
    assert!(error.is_permission_denied());
    for permission in error.needed_permissions() {
        assert!(error.to_string().contains(permission), "{error}");
    }
    assert_eq!(
        tenant.auth().counters().retried_401,
        0,
        "a 403 is not a reason for another token"
    );
    identity
        .list_permissions()
        .send()
        .await
        .expect("open to any permission");

    let none = Identity::connect(&tenant_with(&sandbox, Permissions::none()));
    let error = none.list_permissions().send().await.expect_err("forbidden");
    assert!(error.is_permission_denied(), "{error}");
}

#[tokio::test]
async fn a_bad_request_gives_the_services_reason() {
    let sandbox = sandbox().await;
    let identity = Identity::connect(&sandbox.tenant());
    for call in [
        identity.list_users().limit(0),
        identity.list_users().limit(101),
        identity.list_users().offset(-1),
        identity.list_users().sort("shoe size"),
        identity
            .list_users()
            .environment_key(Uuid::nil())
            .environment_keys([Uuid::nil()]),
    ] {
        let error = call.send().await.expect_err("a bad request");
        assert_eq!(
            error.status().map(|status| status.as_u16()),
            Some(400),
            "{error}"
        );
        assert!(
            error.problem().expect("a reason").detail.is_some(),
            "{error}"
        );
    }
}

#[tokio::test]
async fn an_expired_token_is_replaced_without_an_error() {
    let sandbox = sandbox().await;
    let tenant = sandbox.tenant();
    let identity = Identity::connect(&tenant);
    assert_eq!(all_users(&identity).await.len(), 200);
    sandbox.clock().advance(Duration::from_secs(13 * 3600));
    assert_eq!(all_users(&identity).await.len(), 200);
    let counters = tenant.auth().counters();
    assert_eq!((counters.fetched, counters.retried_401), (2, 1));
}

#[tokio::test]
async fn the_old_secret_gets_no_token_after_a_regeneration_and_the_old_token_still_works() {
    let sandbox = sandbox().await;
    let tenant = sandbox.tenant();
    let identity = Identity::connect(&tenant);
    identity.count_users().send().await.expect("a count");
    let old = tenant_of(&sandbox, sandbox.client_id(), sandbox.client_secret());
    let wrong = tenant_of(&sandbox, sandbox.client_id(), "wrong");
    let error = Identity::connect(&wrong).count_users().send().await;
    let error = error.expect_err("a wrong secret");
    assert_eq!(error.kind(), ErrorKind::Auth);
    assert!(error.auth().is_some() && !error.is_retryable());
    assert!(error.to_string().contains("ODC_CLIENT_SECRET"), "{error}");

    sandbox
        .clients()
        .suspend(sandbox.client_id())
        .expect("suspended");
    let error = identity
        .count_users()
        .send()
        .await
        .expect_err("a dead token");
    assert_eq!(
        error.status().map(|status| status.as_u16()),
        Some(401),
        "{error}"
    );
    let error = Identity::connect(&old).count_users().send().await;
    assert_eq!(error.expect_err("no token").kind(), ErrorKind::Auth);

    sandbox
        .clients()
        .resume(sandbox.client_id())
        .expect("resumed");
    let again = Identity::connect(&sandbox.tenant());
    again.count_users().send().await.expect("a count");
}

#[tokio::test(start_paused = true)]
async fn the_budget_of_a_tenant_stays_within_the_limits_of_the_service() {
    let sandbox = Sandbox::builder()
        .limits(true)
        .start()
        .await
        .expect("a sandbox");
    // A single 429 would fail the test, because there are no retries.
    let tenant = tenant_of(&sandbox, sandbox.client_id(), sandbox.client_secret());
    let started = tokio::time::Instant::now();
    let identity = Identity::connect(&tenant);
    let other = Identity::connect(&tenant.clone());
    let portfolio = Portfolio::connect(&tenant);
    for n in 0..250 {
        let client = if n % 2 == 0 { &identity } else { &other };
        client
            .count_users()
            .send()
            .await
            .expect("within the limits");
    }
    let took = started.elapsed().as_secs();
    assert!((119..=130).contains(&took), "250 calls took {took} s");
    // Another API has its own budget.
    portfolio
        .list_environments()
        .send()
        .await
        .expect("within the limits");
    assert_eq!(started.elapsed().as_secs(), took);
}

/// A service that returns an empty page for every request.
struct Plain;

impl Script for Plain {
    fn api(&self, _: usize, call: &ApiCall) -> (u16, String) {
        if call.token.as_deref() == Some("token-0") {
            (200, json!({ "results": [] }).to_string())
        } else {
            (401, String::new())
        }
    }
}

/// Makes 100 calls with each of 8 clients at the same time. No client has a token yet.
async fn stampede(tenant: &Tenant) -> usize {
    let identity: Vec<_> = (0..4).map(|_| Identity::connect(tenant)).collect();
    let portfolio = vec![Portfolio::connect(tenant); 4];
    let mut tasks = JoinSet::new();
    for _ in 0..100 {
        for client in &identity {
            let call = client.list_users().limit(1);
            tasks.spawn(async move { call.send().await.map(|_| ()) });
        }
        for client in &portfolio {
            let call = client.list_environments();
            tasks.spawn(async move { call.send().await.map(|_| ()) });
        }
    }
    let mut done = 0;
    while let Some(result) = tasks.join_next().await {
        result.expect("a task").expect("a response");
        done += 1;
    }
    done
}

async fn eight_clients_and_eight_hundred_tasks() {
    let portal = Portal::start(Plain).await;
    let tenant = portal.tenant("secret").budget(BudgetPolicy::Ignore);
    let tenant = tenant.retry(RetryPolicy::none()).build().expect("a tenant");
    assert_eq!(stampede(&tenant).await, 800);
    assert_eq!(portal.discoveries(), 1);
    assert_eq!(portal.token_requests().len(), 1);
    assert_eq!(portal.api_calls(), 800);
    let form: BTreeSet<_> = url::form_urlencoded::parse(portal.token_requests()[0].body.as_bytes())
        .into_owned()
        .collect();
    let expected = [
        ("grant_type", "client_credentials"),
        ("client_id", crate::support::portal::CLIENT_ID),
        ("client_secret", "secret"),
    ];
    let expected = expected.map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert_eq!(form, BTreeSet::from(expected));
}

#[tokio::test]
async fn eight_cold_clients_on_one_thread_cause_one_discovery_and_one_token_request() {
    eight_clients_and_eight_hundred_tasks().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_cold_clients_on_four_threads_cause_one_discovery_and_one_token_request() {
    eight_clients_and_eight_hundred_tasks().await;
}

#[tokio::test]
async fn clients_of_two_tenants_share_nothing() {
    let portal = Portal::start(Plain).await;
    let one = portal.tenant("secret").build().expect("a tenant");
    let two = portal.tenant("secret").build().expect("a tenant");
    Identity::connect(&one)
        .list_users()
        .send()
        .await
        .expect("a page");
    let error = Identity::connect(&two).list_users().send().await;
    assert_eq!(
        error
            .expect_err("another token")
            .status()
            .map(|status| status.as_u16()),
        Some(401)
    );
    assert!(portal.discoveries() == 2 && portal.token_requests().len() >= 2);
}

#[tokio::test]
async fn many_streams_at_once_all_read_every_item() {
    let sandbox = sandbox().await;
    let tenant = sandbox.tenant();
    let streams = (0..8).map(|n| {
        let identity = Identity::connect(&tenant);
        tokio::spawn(async move {
            let call = identity.list_users().limit(50).prefetch(n);
            call.stream().count().await
        })
    });
    for stream in streams.collect::<Vec<_>>() {
        assert_eq!(stream.await.expect("a task"), 200);
    }
}

#[tokio::test(start_paused = true)]
async fn failures_in_the_middle_of_a_list_are_retried_without_an_error() {
    let sandbox = sandbox().await;
    let tenant = sandbox.tenant();
    let identity = Identity::connect(&tenant);
    let mut pages = identity.list_users().limit(40).pages();
    let mut keys = Vec::new();
    let mut failures = 0;
    while let Some(page) = pages.try_next().await.expect("a page") {
        keys.extend(page.results.iter().map(|user| user.key));
        let faults = sandbox.faults();
        match failures {
            0 => faults.on("list_users").times(2).status(503),
            1 => faults.on("list_users").reset(),
            2 => faults.on("list_users").truncate(),
            // The token expires.
            _ => sandbox.clock().advance(Duration::from_secs(13 * 3600)),
        }
        failures += 1;
    }
    assert_eq!(failures, 5);
    let distinct: BTreeSet<_> = keys.iter().collect();
    assert_eq!((keys.len(), distinct.len()), (200, 200));
    assert_eq!(tenant.auth().counters().retried_401, 1);
}

#[tokio::test(start_paused = true)]
async fn a_write_with_an_unknown_result_is_not_retried() {
    let sandbox = sandbox().await;
    let identity = Identity::connect(&sandbox.tenant());
    sandbox.faults().on("create_user").status(503);
    let call = identity.create_user().email("once@acme.example");
    let error = call.send().await.expect_err("a failure");
    assert_eq!(
        (
            error.status().map(|status| status.as_u16()),
            error.attempts()
        ),
        (Some(503), 1)
    );
    assert!(error.is_retryable());
    sandbox.faults().on("create_user").status(429);
    let call = identity.create_user().email("twice@acme.example");
    call.send()
        .await
        .expect("a 429 was not carried out, so it is sent again");
}

async fn stages_of(portfolio: &PortfolioV2) -> Vec<odc_portfolio_v2::types::Environment> {
    let stages = portfolio.list_environments().send().await;
    stages.expect("stages").into_inner().results
}

fn key_of(stage: &odc_portfolio_v2::types::Environment) -> Uuid {
    stage.key.parse().expect("a key")
}

#[tokio::test]
async fn both_versions_of_the_portfolio_api_list_the_same_stages_and_assets() {
    let sandbox = Sandbox::builder().stages(3).portfolios(2).start().await;
    let sandbox = sandbox.expect("a sandbox");
    let tenant = sandbox.tenant();
    let (first, second) = (Portfolio::connect(&tenant), PortfolioV2::connect(&tenant));

    let old = first.list_environments().send().await.expect("stages");
    let new = stages_of(&second).await;
    let old: Vec<_> = old
        .results
        .iter()
        .map(|one| (&one.key, &one.name))
        .collect();
    let same: Vec<_> = new.iter().map(|one| (&one.key, &one.name)).collect();
    assert_eq!(old, same);
    assert_eq!(new.len(), sandbox.summary().stages);

    let portfolios = second.list_portfolios().limit(1).stream();
    let portfolios: Vec<_> = portfolios.try_collect().await.expect("portfolios");
    assert_eq!(portfolios.len(), 2);
    for portfolio in &portfolios {
        let call = second.list_environments().portfolio_key(portfolio.key);
        let here = call.send().await.expect("stages").into_inner().results;
        let all = new.iter();
        let expected: Vec<_> = all
            .filter(|stage| stage.portfolio_key == Some(portfolio.key))
            .cloned()
            .collect();
        assert!(!here.is_empty());
        assert_eq!(here, expected);
        let orders: Vec<_> = here.iter().map(|stage| stage.order).collect();
        assert!(orders.is_sorted(), "{orders:?}");
    }

    let assets = |assets: Vec<(Uuid, usize)>| assets.into_iter().collect::<BTreeMap<_, _>>();
    let old: Vec<_> = first
        .list_deployed_assets()
        .stream()
        .try_collect()
        .await
        .expect("assets");
    let old = assets(
        old.iter()
            .map(|one| (one.key, one.deployments.len()))
            .collect(),
    );
    let new = second.list_deployed_assets().limit(7).prefetch(2).stream();
    let new: Vec<_> = new.try_collect().await.expect("assets");
    let new = assets(
        new.iter()
            .map(|one| (one.key, one.deployments.len()))
            .collect(),
    );
    assert!(!new.is_empty());
    assert_eq!(old, new);
}

#[tokio::test]
async fn renamed_and_reordered_stages_appear_in_both_versions() {
    let sandbox = Sandbox::builder().stages(4).start().await;
    let sandbox = sandbox.expect("a sandbox");
    let tenant = sandbox.tenant();
    let portfolio = PortfolioV2::connect(&tenant);
    let before = stages_of(&portfolio).await;
    let [_, a, b, ..] = before.as_slice() else {
        panic!("stages between the first and the last: {before:?}");
    };

    let call = portfolio.update_environment(key_of(a)).name("Quality");
    assert_eq!(call.send().await.expect("done").status().as_u16(), 200);
    let after = stages_of(&portfolio).await;
    assert_eq!(after[1].name.as_deref(), Some("Quality"));
    assert_eq!((&after[1].key, after[1].order), (&a.key, a.order));
    let call = portfolio.update_environment(key_of(a));
    call.send().await.expect("nothing to do");
    assert_eq!(stages_of(&portfolio).await, after);
    let first = Portfolio::connect(&tenant).list_environments().send().await;
    let first = first.expect("stages");
    let renamed = first.results.iter().find(|stage| stage.key == a.key);
    assert_eq!(renamed.expect("a stage").name.as_deref(), Some("Quality"));

    // With one request per stage, two stages would have the same order after the first request. So one request changes both.
    let order = |stage: &odc_portfolio_v2::types::Environment| stage.order.expect("an order");
    let call = portfolio.update_environment(key_of(a)).order(order(b));
    let error = call.send().await.expect_err("taken");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(422));
    assert!(error.to_string().contains("order"), "{error}");
    let swap = [(a, order(b)), (b, order(a))].map(|(stage, order)| {
        let update = EnvironmentUpdate::builder().key(key_of(stage)).order(order);
        update.build().expect("an update")
    });
    let call = portfolio.update_environments().environments(swap);
    call.send().await.expect("done");
    let swapped = stages_of(&portfolio).await;
    assert_eq!((&swapped[1].key, &swapped[2].key), (&b.key, &a.key));
    assert_eq!(swapped[2].name.as_deref(), Some("Quality"));

    let call = portfolio.update_environment(key_of(a)).name(Patch::Null);
    let error = call.send().await.expect_err("a stage has a name");
    assert!(
        error
            .status()
            .is_some_and(|status| status.is_client_error())
    );
    let call = portfolio.update_environment(Uuid::nil()).name("Nowhere");
    let error = call.send().await.expect_err("no such stage");
    assert!(error.is_not_found(), "{error}");
    assert_eq!(stages_of(&portfolio).await, swapped);

    let portfolios = portfolio.list_portfolios().send().await.expect("a page");
    let key = portfolios.results[0].key;
    let call = portfolio.update_portfolio(key).name("Retail");
    call.send().await.expect("done");
    let found = portfolio.list_portfolios().portfolio_key(key).send().await;
    let found = found.expect("a page");
    assert_eq!(found.results[0].name.as_deref(), Some("Retail"));
}

#[tokio::test]
async fn a_new_name_and_a_new_order_need_different_permissions() {
    let sandbox = sandbox().await;
    let permissions = Permissions::none()
        .with(Permission::ViewStage, &stage_keys(&sandbox))
        .with(Permission::ManageStages, &[]);
    let portfolio = PortfolioV2::connect(&tenant_with(&sandbox, permissions));
    let stage = key_of(&stages_of(&portfolio).await[0]);
    let call = portfolio.update_environment(stage).name("Workshop");
    call.send().await.expect("renamed");
    let call = portfolio.update_environment(stage).order(0);
    let error = call.send().await.expect_err("forbidden");
    assert!(error.is_permission_denied());
    let needed = [
        "Portfolio management > Manage stages",
        "Portfolio management > Manage portfolio",
    ];
    assert_eq!(error.needed_permissions(), needed);
    // The service names the missing permission, so the line names only this permission.
    let named = needed.map(|permission| error.to_string().matches(permission).count());
    assert_eq!(named, [0, 1], "{error}");
}

#[tokio::test]
async fn libraries_are_listed_with_the_requested_revisions() {
    let sandbox = sandbox().await;
    let portfolio = PortfolioV2::connect(&sandbox.tenant());
    let of = |filter| {
        let call = portfolio.list_libraries().limit(3).revisions(filter);
        call.sort(["Name:asc"]).stream()
    };
    let latest = of(LibraryRevisionsFilter::Latest);
    let latest: Vec<_> = latest.try_collect().await.expect("libraries");
    let all = of(LibraryRevisionsFilter::All);
    let all: Vec<_> = all.try_collect().await.expect("libraries");
    let keys = |libraries: &[Library]| libraries.iter().map(|one| one.key).collect::<Vec<_>>();
    assert!(latest.len() > 3, "more than a page");
    assert_eq!(keys(&latest), keys(&all));
    for (one, whole) in latest.iter().zip(&all) {
        assert_eq!(one.revisions.len(), 1);
        assert_eq!(one.revisions[0].is_latest, Some(true));
        assert!(whole.revisions.contains(&one.revisions[0]));
    }
    assert!(all.iter().any(|one| one.revisions.len() > 1));
    let call = portfolio.list_libraries().key(keys(&all[..2]));
    let found = call.send().await.expect("a page");
    assert_eq!(found.results.len(), 2);
    let call = portfolio.list_libraries().revisions("Newest");
    let error = call.send().await.expect_err("no such filter");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
}

#[tokio::test(start_paused = true)]
async fn both_versions_of_the_portfolio_api_share_one_limit() {
    let sandbox = Sandbox::builder().limits(true).start().await;
    let sandbox = sandbox.expect("a sandbox");
    // A single 429 would fail the test, because there are no retries.
    let tenant = tenant_of(&sandbox, sandbox.client_id(), sandbox.client_secret());
    let (first, second) = (Portfolio::connect(&tenant), PortfolioV2::connect(&tenant));
    let started = tokio::time::Instant::now();
    for _ in 0..75 {
        let call = first.list_environments();
        call.send().await.expect("within the limits");
        let call = second.list_environments();
        call.send().await.expect("within the limits");
    }
    let took = started.elapsed().as_secs();
    assert!((59..=70).contains(&took), "150 calls took {took} s");

    // The service also counts them as one client.
    let sandbox = Sandbox::builder().limits(true).start().await;
    let sandbox = sandbox.expect("a sandbox");
    let tenant = Tenant::builder()
        .portal_domain(sandbox.domain())
        .client_id(sandbox.client_id())
        .client_secret(sandbox.client_secret())
        .allow_http_loopback(true)
        .budget(BudgetPolicy::Ignore)
        .retry(RetryPolicy::none())
        .build()
        .expect("a tenant");
    let (first, second) = (Portfolio::connect(&tenant), PortfolioV2::connect(&tenant));
    for _ in 0..100 {
        let call = first.list_environments();
        call.send().await.expect("within the limits");
    }
    let error = second.list_environments().send().await;
    assert!(error.expect_err("too many").is_rate_limited());
}
