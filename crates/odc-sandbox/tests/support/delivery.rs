//! Assets that tests deploy, and the calls to deploy them.

use std::time::Duration;

use odc_sandbox::Sandbox;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{BUILDS, Caller, DEPENDENCIES, DEPLOYMENTS, PORTFOLIO_V2, REPOSITORY, Response, text};

pub const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

/// A sandbox of three stages: Development, QA and Production.
pub async fn three_stages() -> Caller {
    Caller::with(Sandbox::builder().stages(3)).await
}

/// A revision that can be deployed, of an app that is not built in and is in every stage.
#[derive(Debug, Clone)]
pub struct Ready {
    pub asset: String,
    pub revision: i64,
    /// Its Release build.
    pub build: String,
    pub stages: Vec<Uuid>,
}

impl Caller {
    /// All assets of a type that are not built in.
    pub async fn assets(&self, kind: &str) -> Vec<Value> {
        let path = format!(
            "{REPOSITORY}/assets?limit=1000&assetTypes={kind}&metadata.isBuiltInAsset=false"
        );
        self.get(&path).await.results()
    }

    /// The deployments of an asset, by stage.
    pub async fn deployed(&self, asset: &str, stage: Uuid) -> Option<Value> {
        let path = format!("{PORTFOLIO_V2}/deployed-assets?key={asset}&environmentKey={stage}");
        let rows = self.get(&path).await.results();
        Some(rows.first()?["deployments"][0].clone())
    }

    /// The newest revision of a web app that runs in every stage.
    pub async fn ready(&self) -> Ready {
        let stages: Vec<Uuid> = self.sandbox.stages().iter().map(|one| one.key).collect();
        for asset in self.assets("WebApplication").await {
            let key = text(&asset, "assetKey");
            let rows = self
                .get(&format!("{PORTFOLIO_V2}/deployed-assets?key={key}"))
                .await
                .results();
            let deployments = rows.first().and_then(|row| row["deployments"].as_array());
            if deployments.map(Vec::len) == Some(stages.len()) {
                let revision = asset["revision"].as_i64().expect("a number");
                let build = self.builds(key, revision, "Release").await;
                return Ready {
                    asset: key.to_owned(),
                    revision,
                    build: text(&build[0], "buildKey").to_owned(),
                    stages,
                };
            }
        }
        panic!("no app is in every stage");
    }

    pub async fn builds(&self, asset: &str, revision: i64, kind: &str) -> Vec<Value> {
        let path = format!(
            "{BUILDS}/build-operations?assetKey={asset}&assetRevision={revision}&byBuildType={kind}"
        );
        let builds = self.get(&path).await.ok();
        builds["builds"].as_array().expect("builds").clone()
    }

    pub async fn deploy(&self, body: &Value) -> Response {
        self.call(
            "POST",
            &format!("{DEPLOYMENTS}/deployment-operations"),
            body,
        )
        .await
    }

    pub async fn publish(&self, body: &Value) -> Response {
        self.call("POST", &format!("{DEPLOYMENTS}/publish-operations"), body)
            .await
    }

    pub async fn deployment(&self, key: &str) -> Value {
        let path = format!("{DEPLOYMENTS}/deployment-operations/{key}");
        self.get(&path).await.ok()
    }

    pub fn pass(&self, seconds: u64) {
        self.sandbox.clock().advance(Duration::from_secs(seconds));
    }

    pub async fn analyse(&self, kind: &str, body: &Value) -> Value {
        let path = format!("{DEPENDENCIES}/{kind}-analyses");
        let started = self.call("POST", &path, body).await.ok();
        let path = format!("{path}/{}", text(&started, "analysisKey"));
        let running = self.get(&path).await.ok();
        assert_eq!(running["processStatus"], "InProgress");
        self.pass(3);
        self.get(&path).await.ok()
    }
}

impl Ready {
    /// A request to deploy it to a stage.
    pub fn deploy_to(&self, stage: Uuid) -> Value {
        json!({
            "operation": "Deploy",
            "assetKey": self.asset,
            "revision": self.revision,
            "buildKey": self.build,
            "environmentKey": stage,
        })
    }
}
