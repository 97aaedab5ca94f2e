//! `odctl tag`: gives a revision its version.

use clap::Args;
use odc_asset_repository_v1::Client;
use serde_json::json;
use uuid::Uuid;

use super::consent::Consent;
use super::delivery::target;
use super::reported::reported;
use super::tasks;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::Column;
use crate::report::Reporting;

const COLUMNS: [Column; 3] = [
    Column::new("asset", "/asset"),
    Column::new("revision", "/revision").prefixed("r"),
    Column::new("tag", "/tag"),
];

/// Tag a revision with a version, which is higher than the tags before
///
/// It asks before it replaces the tag that the revision has.
#[derive(Debug, Args)]
#[command(after_help = help::after(
    &["odctl tag \"Booking Portal\" 4.1.1", "odctl tag \"Booking Desk\" 4.1.1 --revision 8 --dry-run"],
    tasks::operations_of("tag"),
))]
pub struct Tag {
    /// Name, part of a name, or key
    asset: String,
    /// Version of three whole numbers, such as 1.4.0
    #[arg(value_parser = version)]
    version: String,
    /// Number of the revision; the newest one by default
    #[arg(long, value_name = "NUMBER")]
    revision: Option<i32>,
    #[command(flatten)]
    consent: Consent,
    #[command(flatten)]
    reporting: Reporting,
}

/// A tag of three whole numbers. The service refuses all other tags.
pub(super) fn version(text: &str) -> Result<String, String> {
    match text.parse::<odc_asset_repository_v1::Tag>() {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err("a tag is three whole numbers, such as 1.4.0".to_owned()),
    }
}

/// Refuses a tag that is not above the highest tag of an asset. The service refuses it too, but only after other
/// assets are deployed.
///
/// # Errors
/// The tag is too low, or the call fails.
pub(super) async fn check_is_highest(
    context: &Context<'_>,
    asset: Uuid,
    name: &str,
    wanted: &str,
) -> Result<(), Failure> {
    let call = Client::connect(&context.tenant).get_highest_tagged_revision(asset);
    let highest = match call.send().await {
        Ok(highest) => highest.into_inner(),
        // No revision has a tag.
        Err(error) if error.is_not_found() => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let highest_tag = highest.tag.unwrap_or_default();
    // A tag in another form, which the service may have accepted earlier, cannot be compared.
    let version = |text: &str| text.parse::<odc_asset_repository_v1::Tag>().ok();
    match (version(wanted), version(&highest_tag)) {
        (Some(new), Some(old)) if new <= old => Err(Failure::usage(format_args!(
            "the tag {wanted} is too low: {name} r{} has {highest_tag}; choose a tag above {highest_tag}",
            highest.revision
        ))),
        _ => Ok(()),
    }
}

impl Tag {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let reporting = self.reporting.clone();
        let about = ("tag", format!("{} {}", self.asset, self.version));
        reported(context, &reporting, about, async |_| {
            self.tag(context).await
        })
        .await
    }

    async fn tag(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let asset = target::asset(context, &self.asset).await?;
        let revision = asset.revision(context, self.revision).await?;
        let number = revision.revision;
        let notes = &context.shell.notes;
        let (name, tag) = (&asset.name, &self.version);
        let row = json!({"asset": name, "assetKey": asset.key, "revision": number, "tag": tag});
        let out = &context.shell.out;
        out.check(&COLUMNS, std::slice::from_ref(&row))?;
        let has_it = revision.tag.as_ref() == Some(tag);
        if !has_it {
            check_is_highest(context, asset.key, name, tag).await?;
        }
        match &revision.tag {
            Some(_) if has_it => {
                notes.say(format_args!("{name} r{number} has the tag {tag} already"));
            }
            Some(old) => {
                let what = format!("{name} r{number} loses the tag {old} and gets {tag}");
                self.consent.confirm_loss(context.shell, &what)?;
            }
            None => {}
        }
        if self.consent.dry_run {
            notes.say(format_args!(
                "{name} r{number} would get the tag {tag}; nothing was changed (--dry-run)"
            ));
            return Ok(Exit::Done);
        }
        if !has_it {
            let advice = format!(
                "{name} r{number} may have the tag {tag}; {} shows it",
                context
                    .shell
                    .command(&["revisions", &asset.key.to_string()])
            );
            let call = Client::connect(&context.tenant).tag_revision(asset.key, number);
            let call = call.tag(tag.clone()).send();
            context.shell.change(advice, call).await?;
        }
        out.record(&COLUMNS, &row)?;
        Ok(Exit::Done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_three_whole_numbers() {
        assert!(version("1.10.0").is_ok());
        for bad in [
            "",
            "1",
            "1.2",
            "1.2.3.4",
            "1.2.x",
            "+1.2.3",
            "1..3",
            "1.2.4294967296",
        ] {
            assert!(version(bad).is_err(), "{bad}");
        }
    }
}
