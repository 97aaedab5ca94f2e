//! Builds: starting one, and waiting for it.

use std::time::Duration;

use odc_builds_v1::Client;
use odc_builds_v1::types::{Build, BuildStatus, BuildType, StartedBuild};
use odc_runtime::{Error, ErrorKind};
use uuid::Uuid;

use crate::context::Context;
use crate::exit::{Exit, Failure, error_line};
use crate::shell::Shell;

/// Why a step of an asset did not succeed.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// The service has refused it, or it failed: this asset cannot continue.
    Asset(Failure),
    /// The state of the asset is unknown: the service does not respond, the time is over, or a permission is missing
    /// for all.
    Run(Failure),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        let is_refused = error.status().is_some_and(|status| {
            status.is_client_error() && !matches!(status.as_u16(), 401 | 403 | 408 | 429)
        });
        if is_refused || has_ended(&error) {
            Self::Asset(error.into())
        } else {
            Self::Run(error.into())
        }
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Asset(failure) | Trouble::Run(failure) => failure,
        }
    }
}

/// Whether the error of a wait says that the operation has ended. Other errors do not say it.
pub(crate) fn has_ended(error: &Error) -> bool {
    error.failed_operation().is_some() || error.kind() == ErrorKind::OperationGone
}

/// Whether a build can be deployed.
pub(crate) fn is_finished(build: &Build) -> bool {
    build.status == Some(BuildStatus::Finished)
}

/// Asks for a build.
///
/// # Errors
/// The call fails.
pub(crate) async fn start(
    client: &Client,
    asset: Uuid,
    revision: i32,
    kind: BuildType,
) -> Result<StartedBuild, Error> {
    let call = client.start_build().asset_key(asset);
    let call = call.asset_revision(revision).build_type(kind);
    Ok(call.send().await?.into_inner())
}

/// The key of a build that was asked for.
///
/// # Errors
/// The service started no build.
pub(crate) fn key_of(started: &StartedBuild, revision: i32) -> Result<Uuid, Failure> {
    if started.is_successful == Some(false) {
        return Err(Failure::failed(format_args!(
            "the service started no build of revision {revision}; look for the reason in the portal"
        )));
    }
    Ok(started.build_key)
}

/// Waits until a build has finished, and reports its state during the wait.
///
/// # Errors
/// The build fails, or does not end in time.
pub(crate) async fn wait(
    context: &Context<'_>,
    client: &Client,
    key: Uuid,
    what: &str,
    deadline: Duration,
) -> Result<Build, Failure> {
    let advice = goes_on(context.shell, &format!("the build of {what}"), key);
    let _going = context.shell.may_happen(advice.clone());
    let progress = context.shell.progress(&format!("building {what}"));
    let (sender, mut receiver) = tokio::sync::watch::channel(String::new());
    let wait = client.wait_for_build(key).deadline(deadline);
    let wait = wait.on_trouble(context.shell.trouble());
    let wait = wait.on_progress(move |build| {
        let status = build.status.as_ref().map(ToString::to_string);
        sender.send_replace(status.unwrap_or_default());
    });
    let mut wait = std::pin::pin!(wait.into_future());
    let ended = loop {
        tokio::select! {
            biased;
            ended = &mut wait => break ended,
            Ok(()) = receiver.changed() => progress.set(receiver.borrow_and_update().clone()),
        }
    };
    ended.map_err(|error| unfinished(error, &advice))
}

/// The operation that continues in the tenant without the command, and how to follow it.
pub(crate) fn goes_on(shell: &Shell, what: &str, key: Uuid) -> String {
    let follow = shell.command(&["logs", &key.to_string()]);
    format!("{what} continues in the tenant; follow it with: {follow}")
}

/// The failure of a wait. If the operation may still continue, the failure says so.
pub(crate) fn unfinished(error: Error, goes_on: &str) -> Failure {
    if has_ended(&error) {
        return error.into();
    }
    Failure::new(
        Exit::for_error(&error),
        format_args!("{}; {goes_on}", error_line(&error)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use odc_runtime::client::Method;
    use odc_runtime::{Operation, ProblemDetails};

    static START: Operation = Operation::new("start_build", "S", Method::POST, "/builds");

    #[test]
    fn only_a_refusal_of_the_asset_is_a_failure_of_the_asset() {
        for (status, is_of_asset) in [
            (400, true),
            (404, true),
            (409, true),
            (401, false),
            (403, false),
            (429, false),
            (502, false),
        ] {
            let error = Error::for_test(&START, status).with_problem(ProblemDetails::default());
            let trouble = Trouble::from(error);
            assert_eq!(
                matches!(trouble, Trouble::Asset(_)),
                is_of_asset,
                "{status}"
            );
        }
    }
}
