//! `odctl whoami`: the API client and its permissions, as far as read requests show them.

mod probes;

use clap::Args;
use odc_runtime::Operation;
use serde_json::{Value, json};

use super::tasks;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::names::Named;
use crate::output::{Column, Format};
use crate::profile::Source;
use probes::Held;

const COLUMNS: [Column; 3] = [
    Column::new("permission", "/permission"),
    Column::new("stage", "/stage"),
    Column::new("held", "/held"),
];

/// Show who the API client is, and what it may do in each stage
///
/// The service does not list the permissions of an API client. odctl finds them out by reading what only their holders
/// see; "unknown" means that reading does not show it. Nothing is changed.
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl whoami", "odctl whoami --needs promote", "odctl whoami --needs start-deployment --in Production"],
    &[],
))]
pub struct WhoAmI {
    /// Only what a task or an operation of `odctl api` needs; exit code 3 when something is missing
    #[arg(long, value_name = "TASK")]
    needs: Option<String>,
    /// Only this stage: name, part of a name, or key
    #[arg(long = "in", value_name = "STAGE")]
    stage: Option<String>,
}

/// A permission in a stage, or in the whole tenant.
struct Finding {
    permission: &'static str,
    stage: Option<String>,
    held: Held,
}

impl WhoAmI {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let operations = self.needs.as_deref().map(tasks::operations).transpose()?;
        let wanted = operations
            .as_ref()
            .map(|operations| permissions(operations));
        let stages = self.stages(context).await?;
        let findings = find_out(context, &stages, wanted.as_deref()).await?;
        Self::print(context, &findings)?;
        let missing = operations
            .map(|operations| missing(&operations, &findings))
            .unwrap_or_default();
        if missing.is_empty() {
            return Ok(Exit::Done);
        }
        let task = self.needs.unwrap_or_default();
        Err(Failure::new(
            Exit::NotPermitted,
            format_args!(
                "the API client cannot {task}: it needs {}; an administrator can grant it in the portal",
                missing.join("; ")
            ),
        ))
    }

    async fn stages(&self, context: &Context<'_>) -> Result<Vec<Named>, Failure> {
        if let Some(stage) = &self.stage {
            return Ok(vec![context.stage(stage).await?]);
        }
        // The permission to list stages may be missing. Then the output has no stages.
        let names = match context.stage_names().await {
            Err(failure) if failure.exit() == Exit::NotPermitted => return Ok(Vec::new()),
            names => names?,
        };
        let mut stages = Vec::new();
        for row in context.stages().await? {
            let key = crate::output::text(row.get("key"));
            stages.extend(names.get(&key).map(|name| Named {
                key: key.clone(),
                name: name.clone(),
            }));
        }
        Ok(stages)
    }

    fn print(context: &Context<'_>, findings: &[Finding]) -> Result<(), Failure> {
        let (out, source) = (&context.shell.out, source(context));
        let rows: Vec<Value> = findings.iter().map(row).collect();
        let domain = context.tenant.auth().portal_domain().to_string();
        if matches!(out.format, Format::Json | Format::Yaml) && out.columns.is_empty() {
            return out.any(&json!({
                "organization": organization(&domain),
                "domain": domain,
                "clientId": context.client_id,
                "source": source,
                "permissions": rows,
            }));
        }
        let of = organization(&domain).map(|name| format!(" of {name}"));
        context.shell.notes.say(format_args!(
            "{}{} at {domain} ({source})",
            context.client_id,
            of.unwrap_or_default()
        ));
        out.list(&COLUMNS, &rows)
    }
}

/// The name of the organization in its portal domain. No API of the catalog has another name for it.
fn organization(domain: &str) -> Option<&str> {
    domain.strip_suffix(".outsystems.dev")
}

fn source(context: &Context<'_>) -> String {
    match &context.source {
        Some(Source::Profile(name)) => format!("profile {name}"),
        Some(Source::Environment) => "environment variables".to_owned(),
        Some(Source::Login) => "login".to_owned(),
        None => "sandbox".to_owned(),
    }
}

fn row(finding: &Finding) -> Value {
    json!({"permission": finding.permission, "stage": finding.stage, "held": finding.held.word()})
}

/// All permissions that the operations name, each once.
fn permissions(operations: &[&'static Operation]) -> Vec<&'static str> {
    let mut all = Vec::new();
    for permission in operations
        .iter()
        .flat_map(|operation| operation.permissions())
    {
        if !all.contains(&permission) {
            all.push(permission);
        }
    }
    all
}

/// Finds out the permissions of the client: the wanted ones, or all that read requests can show.
async fn find_out(
    context: &Context<'_>,
    stages: &[Named],
    wanted: Option<&[&'static str]>,
) -> Result<Vec<Finding>, Failure> {
    let mut findings = Vec::new();
    let known = probes::PROBES.iter().map(|probe| probe.permission);
    let known: Vec<_> = known.collect();
    for permission in wanted.unwrap_or(&known) {
        let probe = probes::PROBES
            .iter()
            .find(|probe| probe.permission == *permission);
        let Some(probe) = probe else {
            findings.push(Finding {
                permission,
                stage: None,
                held: Held::Unknown,
            });
            continue;
        };
        if !probe.per_stage || stages.is_empty() {
            let held = probe.ask(context, None).await?;
            findings.push(Finding {
                permission,
                stage: None,
                held,
            });
            continue;
        }
        for stage in stages {
            let held = probe.ask(context, Some(stage)).await?;
            findings.push(Finding {
                permission,
                stage: Some(stage.name.clone()),
                held,
            });
        }
    }
    Ok(findings)
}

/// The permissions that the client lacks for a task in a stage, as far as read requests show them.
///
/// # Errors
/// There is no such task, or a call fails.
pub(super) async fn missing_for(
    context: &Context<'_>,
    task: &str,
    stage: &Named,
) -> Result<Vec<String>, Failure> {
    let operations = tasks::operations(task)?;
    let wanted = permissions(&operations);
    let stages = std::slice::from_ref(stage);
    let findings = find_out(context, stages, Some(&wanted)).await?;
    Ok(missing(&operations, &findings))
}

/// The requirements of operations that the client does not meet, neither with permissions that it has nor with those
/// that it may have.
fn missing(operations: &[&'static Operation], findings: &[Finding]) -> Vec<String> {
    let may_hold = |permission: &str| {
        findings
            .iter()
            .any(|it| it.permission == permission && it.held != Held::No)
    };
    let requirements = operations
        .iter()
        .filter_map(|operation| operation.requirement());
    let mut lines = Vec::new();
    for requirement in requirements.filter(|it| !it.admits(may_hold)) {
        let line = requirement.to_string();
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_an_organization_is_in_its_portal_domain() {
        assert_eq!(organization("acme.outsystems.dev"), Some("acme"));
        assert_eq!(organization("127.0.0.1:8080"), None);
    }
}
