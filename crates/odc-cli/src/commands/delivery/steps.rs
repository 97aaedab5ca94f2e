//! The steps before a deployment: the finished build, and the tag.

use odc_builds_v1::types::BuildType;
use odc_runtime::{Error, ErrorKind};
use tokio::time::Instant;
use uuid::Uuid;

use super::building::{self, Trouble};
use super::ending::too_late;
use super::plan::Item;
use crate::context::Context;

/// The finished build of an asset: the build in the plan, one that was made after the plan, or a new one. If it waits
/// for a build, `begun` is called with its key.
pub(super) async fn build(
    client: &odc_builds_v1::Client,
    item: &Item,
    end: Instant,
    begun: impl Fn(Uuid),
    trouble: impl FnMut(&Error) + Send + 'static,
) -> Result<Uuid, Trouble> {
    if let Some(key) = item.build.filter(|_| item.is_built) {
        return Ok(key);
    }
    let found = client
        .find_build(item.asset, item.revision, BuildType::Release)
        .await?;
    let key = match found {
        Some(build) if building::is_finished(&build) => return Ok(build.build_key),
        Some(build) => build.build_key,
        None => {
            let kind = BuildType::Release;
            let started = building::start(client, item.asset, item.revision, kind).await?;
            building::key_of(&started, item.revision).map_err(Trouble::Asset)?
        }
    };
    begun(key);
    let left = end.saturating_duration_since(Instant::now());
    let wait = client.wait_for_build(key).deadline(left);
    let built = wait.on_trouble(trouble).await;
    built.map(|build| build.build_key).map_err(|error| {
        if error.kind() == ErrorKind::Deadline {
            Trouble::Run(too_late())
        } else {
            error.into()
        }
    })
}

/// Gives a revision its tag and notes in one request. Returns whether it has changed something.
pub(super) async fn tag(context: &Context<'_>, item: &Item, tag: &str) -> Result<bool, Trouble> {
    let client = odc_asset_repository_v1::Client::connect(&context.tenant);
    let call = client.tag_revision(item.asset, item.revision).tag(tag);
    let call = match &item.notes {
        Some(notes) => call.release_notes(notes.clone()),
        None => call,
    };
    let Err(error) = call.send().await else {
        return Ok(true);
    };
    // A command that was killed may have set the tag. One request sets both the tag and the notes.
    let now = client
        .get_revision(item.asset, item.revision)
        .send()
        .await?;
    if now.tag.as_deref() == Some(tag) {
        return Ok(false);
    }
    Err(error.into())
}
