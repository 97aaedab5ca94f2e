//! The clients wait for every kind of long operation, on the tenant's clock.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::delivery::{Ready, three_stages};
use crate::support::{Caller, text};
use odc_builds_v1::types::{BuildStatus, BuildType};
use odc_deployments_v1::types::OperationStatus;
use odc_runtime::{Error, ErrorKind, RetryPolicy, Tenant};
use odc_sandbox::{Failure, Pace, Process};
use serde_json::{Value, json};
use uuid::Uuid;

/// The clients, and an app that they work on.
struct World {
    caller: Caller,
    ready: Ready,
    deployments: odc_deployments_v1::Client,
    builds: odc_builds_v1::Client,
    dependencies: odc_dependency_management_v1::Client,
}

impl World {
    async fn start() -> Self {
        let caller = three_stages().await;
        let ready = caller.ready().await;
        let sandbox = &caller.sandbox;
        let tenant = Tenant::builder()
            .portal_domain(sandbox.domain())
            .client_id(sandbox.client_id())
            .client_secret(sandbox.client_secret().to_owned())
            .allow_http_loopback(true)
            .retry(RetryPolicy::none())
            .build()
            .expect("a tenant");
        Self {
            deployments: odc_deployments_v1::Client::connect(&tenant),
            builds: odc_builds_v1::Client::connect(&tenant),
            dependencies: odc_dependency_management_v1::Client::connect(&tenant),
            caller,
            ready,
        }
    }

    /// Sets how long every process takes from now on.
    fn takes(&self, seconds: u32) {
        let all = seconds * 1000;
        let pace = json!({ "build": all, "package": all, "publish": all, "deployment": all, "analysis": all });
        let pace: Pace = serde_json::from_value(pace).expect("a pace");
        self.caller.sandbox.set_pace(pace);
    }

    fn asset(&self) -> Uuid {
        self.ready.asset.parse().expect("a key")
    }

    fn revision(&self) -> i32 {
        i32::try_from(self.ready.revision).expect("a small number")
    }

    fn build(&self) -> Uuid {
        self.ready.build.parse().expect("a key")
    }

    /// Starts a deployment to QA.
    async fn deployment(&self) -> Uuid {
        let (revision, qa) = (self.revision(), self.ready.stages[1]);
        let call = self
            .deployments
            .deploy(self.asset(), revision, self.build(), qa);
        call.send().await.expect("a deployment").key
    }

    async fn publication(&self) -> Uuid {
        let call = self.deployments.publish(self.asset(), self.revision());
        let call = call.environment_key(self.ready.stages[0]);
        call.send().await.expect("a publication").key
    }

    async fn release_build(&self) -> Uuid {
        let call = self.builds.start_build().asset_key(self.asset());
        let call = call
            .asset_revision(self.revision())
            .build_type(BuildType::Release);
        call.send().await.expect("a build").build_key
    }

    /// Starts a package of the existing build, and returns the key of that build.
    async fn package(&self) -> Uuid {
        let call = self.builds.start_generated_code_package(self.build());
        call.send().await.expect("a package");
        self.build()
    }

    async fn deletion_analysis(&self) -> String {
        let call = self.dependencies.start_deletion_analysis();
        let call = call.asset_key(&*self.ready.asset);
        call.send().await.expect("an analysis").analysis_key.clone()
    }

    async fn deployment_analysis(&self) -> String {
        let call = self.dependencies.start_deployment_analysis();
        let call = call.asset_key(&*self.ready.asset).revision(self.revision());
        let call = call.environment_key(self.ready.stages[1].to_string());
        call.send().await.expect("an analysis").analysis_key.clone()
    }

    /// Starts one process of each kind and waits for it. Returns how each ended.
    async fn one_of_each(&self, deadline: Duration) -> Vec<(&'static str, Result<(), Error>)> {
        let (deployments, builds) = (&self.deployments, &self.builds);
        let dependencies = &self.dependencies;
        let deployment = deployments.wait_for_deployment(self.deployment().await);
        let deployment = deployment.deadline(deadline).await;
        // This comes before the publication, because a publication starts builds too.
        let build = builds.wait_for_build(self.release_build().await);
        let build = build.deadline(deadline).await;
        let package = builds.wait_for_generated_code_package(self.package().await);
        let package = package.deadline(deadline).await;
        let publication = deployments.wait_for_publication(self.publication().await);
        let publication = publication.deadline(deadline).await;
        let deletion = dependencies.wait_for_deletion_analysis(self.deletion_analysis().await);
        let deletion = deletion.deadline(deadline).await;
        let impact = dependencies.wait_for_deployment_analysis(self.deployment_analysis().await);
        let impact = impact.deadline(deadline).await;
        vec![
            ("deployment", deployment.map(drop)),
            ("build", build.map(drop)),
            ("generated code package", package.map(drop)),
            ("publication", publication.map(drop)),
            ("deletion analysis", deletion.map(drop)),
            ("deployment analysis", impact.map(drop)),
        ]
    }
}

const HOUR: Duration = Duration::from_secs(3600);

const PROCESSES: [Process; 6] = [
    Process::Deployment,
    Process::Build,
    Process::Package,
    Process::Publish,
    Process::Analysis,
    Process::Analysis,
];

#[tokio::test(start_paused = true)]
async fn each_kind_of_process_can_be_awaited() {
    let world = World::start().await;
    world.takes(40);
    for (kind, ended) in world.one_of_each(HOUR).await {
        ended.unwrap_or_else(|error| panic!("{kind}: {error}"));
    }
}

#[tokio::test(start_paused = true)]
async fn a_record_is_returned_as_it_ended_and_progress_is_reported() {
    let world = World::start().await;
    world.takes(20);
    let states = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&states);
    let build = world.builds.wait_for_build(world.release_build().await);
    let build = build.on_progress(move |build: &odc_builds_v1::types::Build| {
        sink.lock().expect("the states").push(build.status.clone());
    });
    let build = build.await.expect("a build");
    assert_eq!(build.status, Some(BuildStatus::Finished));
    assert!(build.finished_date_time.is_some());
    let states = states.lock().expect("the states").clone();
    assert_eq!(states.first(), Some(&Some(BuildStatus::Pending)));
    assert!(states.contains(&Some(BuildStatus::Running)));
    assert_eq!(states.last(), Some(&Some(BuildStatus::Finished)));

    let analysis = world.deletion_analysis().await;
    let analysis = world
        .dependencies
        .wait_for_deletion_analysis(analysis)
        .await;
    assert!(analysis.expect("an analysis").report.is_some());
    let package = world
        .builds
        .wait_for_generated_code_package(world.package().await);
    assert!(package.await.expect("a package").uri.is_some());
}

#[tokio::test(start_paused = true)]
async fn undeploying_and_applying_configurations_can_be_awaited_like_deployments() {
    let world = World::start().await;
    let (asset, qa) = (world.asset(), world.ready.stages[1]);
    let applied = world
        .deployments
        .apply_configurations(asset, qa)
        .send()
        .await;
    let applied = applied.expect("an operation").key;
    let ended = world.deployments.wait_for_deployment(applied).await;
    assert_eq!(
        ended.expect("an end").status,
        Some(OperationStatus::Finished)
    );
    let undeployed = world.deployments.undeploy(asset, qa).send().await;
    let undeployed = undeployed.expect("an operation").key;
    world
        .deployments
        .wait_for_deployment(undeployed)
        .await
        .expect("an end");
    assert!(
        world
            .caller
            .deployed(&world.ready.asset, qa)
            .await
            .is_none()
    );
}

#[tokio::test(start_paused = true)]
async fn each_kind_fails_with_its_own_messages() {
    let world = World::start().await;
    for process in PROCESSES {
        let failure = Failure::of(process).message("OS-TST-1", "the\u{1b}[2J reason");
        world
            .caller
            .sandbox
            .fail_next(failure.message("OS-TST-2", "another"));
    }
    let ended = world.one_of_each(HOUR).await;
    let states = [
        "FinishedWithError",
        "FinishedWithErrors",
        "Failed",
        "FinishedWithError",
        "Failed",
        "Failed",
    ];
    for ((kind, ended), state) in ended.into_iter().zip(states) {
        let error = ended
            .err()
            .unwrap_or_else(|| panic!("the {kind} has not failed"));
        assert_eq!(error.kind(), ErrorKind::OperationFailed, "{error}");
        let failed = error.failed_operation().expect("the operation");
        assert_eq!((failed.name(), failed.state()), (kind, state));
        let reason = failed.messages().iter().find(|message| {
            message
                .text()
                .is_some_and(|text| text.contains(r"the\u{1b}[2J reason"))
        });
        assert!(reason.is_some(), "{kind}: {:?}", failed.messages());
        let line = error.to_string();
        assert!(line.starts_with(&format!("the {kind} ")), "{line}");
        assert!(line.contains(&format!("failed ({state}): ")), "{line}");
        assert!(line.contains(r"the\u{1b}[2J reason"), "{line}");
        assert!(line.ends_with(&format!("start another {kind}")), "{line}");
        assert_eq!(line.lines().count(), 1);
        println!("{line}");
    }
}

#[tokio::test(start_paused = true)]
async fn each_kind_that_disappears_is_an_error_that_says_so() {
    let world = World::start().await;
    world.takes(30);
    for process in PROCESSES {
        world
            .caller
            .sandbox
            .fail_next(Failure::of(process).vanishing());
    }
    for (kind, ended) in world.one_of_each(HOUR).await {
        let error = ended.err().unwrap_or_else(|| panic!("the {kind} is there"));
        assert_eq!(error.kind(), ErrorKind::OperationGone, "{error}");
        let line = error.to_string();
        assert!(line.contains("disappeared while it was awaited"), "{line}");
        assert!(line.contains("look in the ODC portal"), "{line}");
        assert_eq!(line.lines().count(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn each_kind_may_be_missing_at_first() {
    let world = World::start().await;
    let faults = world.caller.sandbox.faults();
    for operation in [
        "get_deployment",
        "get_publication",
        "get_build",
        "get_generated_code_package",
        "get_deletion_analysis",
        "get_deployment_analysis",
    ] {
        faults.on(operation).times(3).status(404);
    }
    for (kind, ended) in world.one_of_each(HOUR).await {
        ended.unwrap_or_else(|error| panic!("{kind}: {error}"));
    }
    assert!(
        faults.pending().is_empty(),
        "each was asked for after a 404"
    );
}

#[tokio::test(start_paused = true)]
async fn each_wait_ends_at_its_deadline_with_the_last_state() {
    let world = World::start().await;
    world.takes(24 * 3600);
    let ended = world.one_of_each(Duration::from_secs(90)).await;
    for ((kind, ended), state) in ended.into_iter().zip([
        "Running",
        "Pending",
        "Running",
        "Running",
        "InProgress",
        "InProgress",
    ]) {
        let error = ended
            .err()
            .unwrap_or_else(|| panic!("the {kind} has ended"));
        assert_eq!(error.kind(), ErrorKind::Deadline, "{error}");
        assert_eq!(error.last_state(), Some(state), "{kind}");
        let line = error.to_string();
        assert!(
            line.contains(&format!(
                "did not end within 90s; its last state is {state}"
            )),
            "{line}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn after_a_429_a_wait_continues_and_the_error_at_the_deadline_names_it() {
    let world = World::start().await;
    world.takes(20);
    let key = world.deployment().await;
    let faults = world.caller.sandbox.faults();
    faults.on("get_deployment").times(2).status(429);
    world
        .deployments
        .wait_for_deployment(key)
        .await
        .expect("an end");

    world.takes(24 * 3600);
    let key = world.deployment().await;
    let wait = world
        .deployments
        .wait_for_deployment(key)
        .on_progress(move |_| {
            faults.on("get_deployment").always().status(429);
        });
    let error = wait
        .deadline(Duration::from_secs(60))
        .await
        .expect_err("the deadline");
    let line = error.to_string();
    assert!(
        line.starts_with(&format!(
            "the deployment {key} did not end within 60s; its last state is Running"
        )),
        "{line}"
    );
    assert!(
        line.contains("the last request failed: get_deployment: 429 Too Many Requests"),
        "{line}"
    );
    assert!(
        line.ends_with("wait for it again, with a longer deadline"),
        "{line}"
    );
    println!("{line}");
}

#[tokio::test(start_paused = true)]
async fn a_build_that_was_cleaned_up_is_a_failure() {
    let world = World::start().await;
    let key = world.release_build().await;
    world.builds.wait_for_build(key).await.expect("a build");
    let path = format!("/builds/{key}");
    let removal = json!({ "removal": "ToBeDeleted" });
    let set = world.caller.control("PUT", &path, removal).await;
    assert!(set.status.is_success(), "{} {}", set.status, set.body);
    let error = world
        .builds
        .wait_for_build(key)
        .await
        .expect_err("it is of no use");
    assert_eq!(error.last_state(), Some("ToBeDeleted"), "{error}");
}

/// Starts `count` deployments of different apps to QA and Production.
async fn many_deployments(world: &World, count: usize) -> Vec<Uuid> {
    let started = many_started(world, count).await.into_iter();
    started.map(|(key, _)| key).collect()
}

/// The same, each with its request.
async fn many_started(world: &World, count: usize) -> Vec<(Uuid, Value)> {
    let mut started = Vec::new();
    for kind in ["WebApplication", "MobileApplication", "Agent", "Workflow"] {
        for asset in world.caller.assets(kind).await {
            let key = text(&asset, "assetKey");
            let revision = asset["revision"].as_i64().expect("a number");
            let builds = world.caller.builds(key, revision, "Release").await;
            let Some(build) = builds.first().filter(|build| build["status"] == "Finished") else {
                continue;
            };
            for stage in &world.ready.stages[1..] {
                if started.len() == count {
                    return started;
                }
                let wanted = json!({
                    "operation": "Deploy", "assetKey": key, "revision": revision,
                    "buildKey": build["buildKey"], "environmentKey": stage,
                });
                let response = world.caller.deploy(&wanted).await;
                if response.status.is_success() {
                    let key: Value = response.ok()["key"].clone();
                    started.push((serde_json::from_value(key).expect("a key"), wanted));
                }
            }
        }
    }
    panic!("only {} deployments", started.len());
}

#[tokio::test(start_paused = true)]
async fn waiting_for_20_deployments_for_2_minutes_needs_less_than_30_percent_of_the_limit() {
    let world = World::start().await;
    world.takes(600);
    let keys = many_deployments(&world, 20).await;
    world.caller.sandbox.clear_journal();
    let wait = world.deployments.wait_for_deployments(keys);
    let ended = wait
        .deadline(Duration::from_secs(120))
        .await
        .expect("the outcomes");
    assert_eq!(ended.len(), 20);
    for (_, outcome) in &ended {
        let error = outcome.as_ref().expect_err("none has ended");
        assert_eq!(error.last_state(), Some("Running"), "{error}");
    }
    let journal = world.caller.sandbox.journal();
    let calls: Vec<_> = journal.iter().filter_map(|entry| entry.operation).collect();
    let calls: Vec<_> = calls
        .iter()
        .filter(|name| name.contains("deployment"))
        .collect();
    // 100 requests a minute for 2 minutes.
    let percent = 100.0 * f64::from(u32::try_from(calls.len()).expect("few")) / 200.0;
    println!(
        "20 deployments for 2 minutes: {} calls, {percent:.1} % of the pool",
        calls.len()
    );
    assert!(calls.len() < 60, "{calls:?}");
    assert!(
        calls.iter().all(|name| **name == "list_deployments"),
        "{calls:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn twenty_deployments_that_start_together_stay_within_ten_a_minute() {
    let world = World::start().await;
    world.takes(1);
    let wanted = many_started(&world, 20).await;
    tokio::time::sleep(Duration::from_secs(60)).await;
    world.caller.sandbox.enforce_limits(true);
    world.caller.sandbox.clear_journal();
    let begin = tokio::time::Instant::now();
    let calls = wanted.iter().map(async |(_, wanted)| {
        let key = |name| text(wanted, name).parse::<Uuid>().expect("a key");
        let revision = i32::try_from(wanted["revision"].as_i64().expect("a number"));
        let (asset, build, stage) = (key("assetKey"), key("buildKey"), key("environmentKey"));
        let deployments = &world.deployments;
        let call = deployments.deploy(asset, revision.expect("small"), build, stage);
        call.send().await.expect("a deployment").key
    });
    let keys = futures::future::join_all(calls).await;
    let seconds = begin.elapsed().as_secs();
    assert!((55..=70).contains(&seconds), "{seconds} s");
    let ended = world
        .deployments
        .wait_for_deployments(keys)
        .await
        .expect("the outcomes");
    assert!(ended.iter().all(|(_, outcome)| outcome.is_ok()));
    let journal = world.caller.sandbox.journal();
    let refused = journal.iter().filter(|entry| entry.status == Some(429));
    assert_eq!(refused.count(), 0);
    println!(
        "20 deployments: started after {seconds} s, {} requests in all",
        journal.len()
    );
}

#[tokio::test(start_paused = true)]
async fn each_of_many_operations_has_its_own_result() {
    let world = World::start().await;
    world.takes(30);
    let failure = Failure::of(Process::Deployment).message("OS-TST-1", "the reason");
    world.caller.sandbox.fail_next(failure);
    let keys = many_deployments(&world, 6).await;
    let ended = world.deployments.wait_for_deployments(keys.clone()).await;
    let ended = ended.expect("the outcomes");
    assert!(ended.iter().map(|(key, _)| *key).eq(keys));
    let line = ended[0].1.as_ref().expect_err("the failure").to_string();
    assert!(line.contains("OS-TST-1: the reason"), "{line}");
    for (key, outcome) in &ended[1..] {
        let deployment = outcome.as_ref().expect("a success");
        assert_eq!(deployment.key, *key);
        assert_eq!(deployment.status, Some(OperationStatus::Finished));
    }
    let publication = world.publication().await;
    let others = world.deployments.wait_for_publications([publication]).await;
    assert!(others.expect("the outcomes")[0].1.is_ok());
}
