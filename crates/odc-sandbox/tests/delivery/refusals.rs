//! Calls that all operations of the delivery APIs refuse: an unknown key or revision in the path, an invalid value of
//! a parameter, and a body that is not a JSON object. The operations and their parameters come from the documents, so
//! a new operation is tested without a change here.

use crate::support::delivery::{NOBODY, Ready, three_stages};
use crate::support::{Caller, DEPLOYMENTS, Response, text};
use odc_runtime::{Parameter, Place, ValueKind};
use odc_sandbox::{Api, Permission, Permissions, Served, operations};
use reqwest::RequestBuilder;
use serde_json::json;

const DELIVERY: [Api; 5] = [
    Api::AssetRepositoryV1,
    Api::BuildsV1,
    Api::DeploymentsV1,
    Api::DependencyManagementV1,
    Api::AssetConfigurationsV1,
];

/// Parameters that accept every text.
const FREE_TEXTS: [&str; 5] = [
    "nameContains",
    "nameOrDescriptionContains",
    "metadata.urlPathContains",
    "tag",
    "commitMessage",
];

/// Operations that accept a body, but do not need one.
const OPTIONAL_BODIES: [&str; 4] = [
    "search_public_elements",
    "update_agent_configuration",
    "update_application_configuration",
    "update_environment_defaults",
];

/// A caller, and keys of existing things in its tenant.
struct World {
    caller: Caller,
    ready: Ready,
    agent: String,
    deployment: String,
    publication: String,
    deletion_analysis: String,
    deployment_analysis: String,
}

impl World {
    async fn start() -> Self {
        let caller = three_stages().await;
        let ready = caller.ready().await;
        let agent = caller.assets("Agent").await.remove(0);
        let first = async |kind: &str| {
            let path = format!("{DEPLOYMENTS}/{kind}-operations?limit=1");
            let rows = caller.get(&path).await.results();
            text(&rows[0], "key").to_owned()
        };
        let target = json!({
            "assetKey": ready.asset, "revision": 1, "environmentKey": ready.stages[1],
        });
        let analysed = async |kind: &str| {
            let done = caller.analyse(kind, &target).await;
            text(&done, "analysisKey").to_owned()
        };
        Self {
            agent: text(&agent, "assetKey").to_owned(),
            deployment: first("deployment").await,
            publication: first("publish").await,
            deletion_analysis: analysed("deletion").await,
            deployment_analysis: analysed("deployment").await,
            ready,
            caller,
        }
    }

    /// The value of a path parameter for an existing thing.
    fn known(&self, path: &str, name: &str) -> String {
        let known: &str = match name {
            "assetKey" | "applicationKey" => &self.ready.asset,
            "agentKey" => &self.agent,
            "environmentKey" => return self.ready.stages[0].to_string(),
            "operationKey" if path.starts_with("/build-") => &self.ready.build,
            "operationKey" if path.starts_with("/publish-") => &self.publication,
            "operationKey" => &self.deployment,
            "analysisKey" if path.starts_with("/deletion-") => &self.deletion_analysis,
            "analysisKey" => &self.deployment_analysis,
            "revisionNumber" | "baselineRevision" => "1",
            other => panic!("{path} has {other}"),
        };
        known.to_owned()
    }

    /// The query parameters without which the operation refuses every call, except the parameter `but`.
    fn needed(&self, served: &Served, but: &str) -> Vec<(&str, &str)> {
        let mut needed = match served.operation.id() {
            "list_builds" => vec![("assetKey", &*self.ready.asset), ("assetRevision", "1")],
            _ => Vec::new(),
        };
        needed.retain(|(name, _)| *name != but);
        needed
    }

    /// A request whose path leads to existing things. One parameter may have another value.
    fn request(&self, served: &Served, but: Option<(&str, &str)>) -> RequestBuilder {
        let mut path = served.operation.path().to_owned();
        for one in of_place(served, Place::Path) {
            let name = one.name();
            let value = match but {
                Some((other, value)) if other == name => value.to_owned(),
                _ => self.known(served.operation.path(), name),
            };
            path = path.replace(&format!("{{{name}}}"), &value);
        }
        let path = format!("{}{path}", served.api.prefix());
        self.caller
            .request(served.operation.method().clone(), &path)
    }
}

fn delivery() -> impl Iterator<Item = &'static Served> {
    operations().filter(|one| DELIVERY.contains(&one.api))
}

fn of_place(served: &Served, place: Place) -> impl Iterator<Item = &'static Parameter> {
    let all = served.operation.parameters().iter();
    all.filter(move |one| one.place() == place)
}

/// An invalid value of a parameter. `None` if the parameter accepts every text.
fn wrong(parameter: &Parameter) -> Option<&'static str> {
    match (parameter.kind(), parameter.format()) {
        (ValueKind::Boolean, _) => Some("perhaps"),
        (ValueKind::Integer, _) => Some("one"),
        (_, Some("date-time")) => Some("yesterday"),
        _ if FREE_TEXTS.contains(&parameter.name()) => None,
        // A key, a digest, the cursor of a list, or a value from a list.
        _ => Some("x"),
    }
}

#[tokio::test]
async fn each_key_and_each_revision_of_a_path_is_checked_separately() {
    let world = World::start().await;
    let mut tested = 0;
    for served in delivery() {
        for one in of_place(served, Place::Path) {
            let id = served.operation.id();
            let send = async |value: &str| {
                let request = world.request(served, Some((one.name(), value)));
                let request = match served.operation.body() {
                    Some(_) => request.json(&json!({})),
                    None => request,
                };
                Response::to(request).await
            };
            let (unknown, malformed) = match one.name() {
                "revisionNumber" => ("99", 400),
                // Its type is text. A text that is not a number identifies no revision.
                "baselineRevision" => ("99", 404),
                _ => (NOBODY, 400),
            };
            let refused = send(unknown).await;
            refused.problem(404);
            let refused = send("x").await;
            assert_eq!(refused.status.as_u16(), malformed, "{id}: {}", one.name());
            refused.problem(malformed);
            tested += 1;
        }
    }
    assert!(tested >= 56, "only {tested}");
}

#[tokio::test]
async fn every_parameter_refuses_an_invalid_value() {
    let world = World::start().await;
    let mut free = std::collections::BTreeSet::new();
    let mut tested = 0;
    for served in delivery() {
        let id = served.operation.id();
        for one in of_place(served, Place::Query) {
            let Some(wrong) = wrong(one) else {
                free.insert(one.name());
                continue;
            };
            let mut query = world.needed(served, one.name());
            query.push((one.name(), wrong));
            let refused = Response::to(world.request(served, None).query(&query)).await;
            assert_eq!(
                refused.status.as_u16(),
                400,
                "{id}: {} {}",
                one.name(),
                refused.body
            );
            let detail = refused.problem(400);
            assert!(detail.contains(one.name()), "{id}: {detail}");
            tested += 1;
        }
    }
    assert_eq!(free.len(), FREE_TEXTS.len(), "{free:?}");
    assert!(tested > 80, "only {tested}");
}

#[tokio::test]
async fn a_parameter_with_one_value_must_not_be_given_twice() {
    let world = World::start().await;
    let mut tested = 0;
    for served in delivery() {
        for one in of_place(served, Place::Query) {
            // The permission filter accepts several values, like the one of the portfolio.
            if one.list().is_some() || one.name() == "permissionFilter" {
                continue;
            }
            let value = (one.name(), wrong(one).unwrap_or("a"));
            let mut query = world.needed(served, one.name());
            query.extend([value, value]);
            let refused = Response::to(world.request(served, None).query(&query)).await;
            let detail = refused.problem(400);
            let expected = format!("{} is given more than once", one.name());
            assert_eq!(detail, expected, "{}", served.operation.id());
            tested += 1;
        }
    }
    assert!(tested >= 68, "only {tested}");
}

#[tokio::test]
async fn a_body_must_be_a_json_object_and_is_optional_for_some_operations() {
    let world = World::start().await;
    let mut tested = 0;
    for served in delivery().filter(|one| one.operation.body().is_some()) {
        let id = served.operation.id();
        let send = |kind: &'static str, body: &'static str| {
            let request = world.request(served, None);
            Response::to(request.header("content-type", kind).body(body))
        };
        send("text/plain", "{}").await.problem(415);
        for body in ["{", "{} {}", "[]", "7", "null", "\"{}\""] {
            let refused = send("application/json", body).await;
            assert_eq!(refused.status.as_u16(), 400, "{id}: {body}");
            assert!(refused.problem(400).contains("body"), "{id}: {body}");
        }
        let without = Response::to(world.request(served, None)).await;
        if OPTIONAL_BODIES.contains(&id) {
            assert!(without.status.is_success(), "{id}: {}", without.body);
        } else {
            assert_eq!(without.problem(400), "a JSON body is needed", "{id}");
        }
        tested += 1;
    }
    assert!(tested >= 12, "only {tested}");
}

#[tokio::test]
async fn an_operation_in_a_hidden_stage_does_not_exist_for_the_caller() {
    let world = World::start().await;
    let [_, qa, production] = world.ready.stages[..] else {
        panic!("three stages");
    };
    let path = format!("{DEPLOYMENTS}/deployment-operations?environmentKey={production}");
    let rows = world.caller.get(&path).await.results();
    let held = Permissions::none().with(Permission::ViewStage, &[qa]);
    let world = World {
        deployment: text(&rows[0], "key").to_owned(),
        caller: world.caller.only(held).await,
        ..world
    };
    let mut tested = 0;
    for served in delivery().filter(|one| one.api == Api::DeploymentsV1) {
        if served.operation.path().contains("{operationKey}") {
            let refused = Response::to(world.request(served, None)).await;
            assert!(refused.problem(404).contains("operation"));
            tested += 1;
        }
    }
    assert_eq!(tested, 4);
}
