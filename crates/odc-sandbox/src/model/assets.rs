//! Assets: apps, libraries and connections, with their revisions, builds and deployments.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::builds::Build;
use super::dice::mix;
use super::revisions::{Revision, Version};
use crate::wire_name::wire_names;

/// The largest number of characters in the path of an app in a stage.
const MOST_PATH_CHARACTERS: usize = 35;
/// The beginning of the name of a template.
const TEMPLATE: &str = "Template_";

wire_names! {
    /// The type of an asset.
    pub(crate) enum AssetType {
        Agent = "Agent",
        MobileApplication = "MobileApplication",
        WebApplication = "WebApplication",
        Workflow = "Workflow",
        ExtensionLibrary = "ExtensionLibrary",
        ExternalLibrary = "ExternalLibrary",
        LowCodeLibrary = "LowCodeLibrary",
        MobileLibrary = "MobileLibrary",
        WidgetLibrary = "WidgetLibrary",
        A2AConnection = "A2AConnection",
        AiModelConnection = "AIModelConnection",
        ExternalConnection = "ExternalConnection",
        KnowledgeBase = "KnowledgeBase",
        McpConnection = "MCPConnection",
        SearchServiceConnection = "SearchServiceConnection",
    }
}

impl AssetType {
    /// Whether it runs in stages. Apps, agents and workflows do. Libraries are a part of the assets that use them.
    pub(crate) fn is_deployable(self) -> bool {
        matches!(
            self,
            Self::Agent | Self::MobileApplication | Self::WebApplication | Self::Workflow
        )
    }

    pub(crate) fn is_library(self) -> bool {
        matches!(
            self,
            Self::ExtensionLibrary
                | Self::ExternalLibrary
                | Self::LowCodeLibrary
                | Self::MobileLibrary
                | Self::WidgetLibrary
        )
    }

    /// Whether users open it at an address.
    pub(crate) fn has_address(self) -> bool {
        matches!(self, Self::MobileApplication | Self::WebApplication)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Asset {
    pub(crate) key: Uuid,
    /// The name in the newest revision.
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) kind: AssetType,
    /// The portfolio in which it was created. It can be deployed only to the stages of this portfolio.
    pub(crate) portfolio: Uuid,
    /// Whether it comes with the platform.
    pub(crate) is_built_in: bool,
    /// Whether another system installed it.
    pub(crate) is_external: bool,
    pub(crate) has_icon: bool,
    /// The template from which it was created.
    pub(crate) template: Option<Uuid>,
    /// The oldest revision is first. It has the number 1.
    pub(crate) revisions: Vec<Revision>,
    /// The oldest build is first.
    pub(crate) builds: Vec<Build>,
    /// The newest deployment is first. There is at most one per stage.
    pub(crate) deployments: Vec<Deployment>,
    /// The other assets that it uses.
    pub(crate) uses: Vec<Use>,
}

/// The revision and the build of an asset in a stage.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Deployment {
    pub(crate) environment: Uuid,
    pub(crate) revision: i32,
    pub(crate) build: Uuid,
    /// The key of the operation that deployed it.
    pub(crate) key: Uuid,
    pub(crate) at: DateTime<Utc>,
    pub(crate) by: Option<Uuid>,
}

/// The use of another asset by an asset.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Use {
    pub(crate) producer: Uuid,
    /// The first revision of the consumer that uses it.
    pub(crate) since: i32,
}

/// The content from which a digest is computed. The digest changes when this content changes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Digest {
    /// The whole source.
    Model,
    /// The public elements.
    Signature,
    /// The parts that consumers depend on.
    Compatibility,
    Icon,
}

impl Asset {
    /// The number of the newest revision.
    pub(crate) fn newest(&self) -> i32 {
        i32::try_from(self.revisions.len()).unwrap_or(i32::MAX)
    }

    pub(crate) fn revision(&self, number: i32) -> Option<&Revision> {
        let place = usize::try_from(number).ok()?.checked_sub(1)?;
        self.revisions.get(place)
    }

    pub(crate) fn revision_mut(&mut self, number: i32) -> Option<&mut Revision> {
        let place = usize::try_from(number).ok()?.checked_sub(1)?;
        self.revisions.get_mut(place)
    }

    /// The revisions with their numbers, oldest first.
    pub(crate) fn numbered(&self) -> impl DoubleEndedIterator<Item = (i32, &Revision)> {
        let places = self.revisions.iter().enumerate();
        places.map(|(place, revision)| (i32::try_from(place + 1).unwrap_or(i32::MAX), revision))
    }

    /// The name in a revision.
    pub(crate) fn name_in(&self, revision: &Revision) -> String {
        let former = revision.former_name.clone();
        former.unwrap_or_else(|| self.name.clone())
    }

    /// The revision with the highest tag.
    pub(crate) fn highest_tag(&self) -> Option<(i32, Version)> {
        let tagged = self.numbered().filter_map(|(number, revision)| {
            let tag = revision.tag.as_ref()?;
            Some((number, Version::parse(&tag.name)?))
        });
        tagged.max_by_key(|(_, version)| *version)
    }

    pub(crate) fn build(&self, key: Uuid) -> Option<&Build> {
        self.builds.iter().find(|build| build.key == key)
    }

    pub(crate) fn build_mut(&mut self, key: Uuid) -> Option<&mut Build> {
        self.builds.iter_mut().find(|build| build.key == key)
    }

    pub(crate) fn deployment(&self, environment: Uuid) -> Option<&Deployment> {
        let mut deployments = self.deployments.iter();
        deployments.find(|one| one.environment == environment)
    }

    pub(crate) fn is_template(&self) -> bool {
        self.name.starts_with(TEMPLATE)
    }

    /// The path below the address of a stage. Characters that cannot be in a path are removed or replaced.
    pub(crate) fn url_path(&self) -> Option<String> {
        if !self.kind.has_address() {
            return None;
        }
        let kept = self
            .name
            .chars()
            .skip_while(|one| !one.is_ascii_alphabetic());
        let kept = kept.filter(|one| !matches!(one, ' ' | '-' | '&'));
        let kept = kept.map(|one| {
            if one.is_ascii_alphanumeric() {
                one
            } else {
                '_'
            }
        });
        let path: String = kept.take(MOST_PATH_CHARACTERS).collect();
        Some(if path.is_empty() {
            "Module".to_owned()
        } else {
            path
        })
    }

    /// A digest of a revision.
    pub(crate) fn digest(&self, number: i32, of: Digest) -> Uuid {
        let (salt, step) = match of {
            Digest::Model => (1, number),
            Digest::Signature => (2, number / 3),
            Digest::Compatibility => (3, number / 6),
            Digest::Icon => (4, 0),
        };
        derived_key(self.key, salt, u64::from(step.unsigned_abs()))
    }
}

/// A key that is computed from another key, a purpose and a number.
pub(crate) fn derived_key(key: Uuid, purpose: u64, number: u64) -> Uuid {
    let (high, low) = key.as_u64_pair();
    let first = mix(high ^ mix(purpose ^ mix(number)));
    let second = mix(low ^ mix(first));
    let bits = (u128::from(first) << 64) | u128::from(second);
    uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid()
}
