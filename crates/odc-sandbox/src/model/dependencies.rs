//! The elements that assets offer to other assets, and the elements that they use.

use uuid::Uuid;

use super::assets::{Asset, Use, derived_key};
use super::tenant::Tenant;

/// The purpose for which the keys of elements are derived.
const ELEMENT: u64 = 10;
/// From this revision on, some assets no longer have one of their elements.
const REMOVED_IN: i32 = 7;

/// A public element of an asset.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub(crate) key: Uuid,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) kind: &'static str,
    /// Whether it is not public, and is only offered because a public element needs it.
    pub(crate) is_hidden: bool,
    since: i32,
    until: i32,
}

impl Element {
    pub(crate) fn is_in(&self, revision: i32) -> bool {
        (self.since..self.until).contains(&revision)
    }

    /// The digest of its signature in a revision.
    pub(crate) fn signature(&self, revision: i32) -> Uuid {
        derived_key(
            self.key,
            ELEMENT + 1,
            u64::from((revision / 3).unsigned_abs()),
        )
    }

    /// The digest of the parts that consumers depend on.
    pub(crate) fn compatibility(&self, revision: i32) -> Uuid {
        derived_key(
            self.key,
            ELEMENT + 2,
            u64::from((revision / 6).unsigned_abs()),
        )
    }
}

/// The elements of apps: verb, type, whether hidden.
const OF_APPS: [(&str, &str, bool); 5] = [
    ("Get", "ServiceAction", false),
    ("Record", "Entity", false),
    ("Changed", "Event", false),
    ("Detail", "Screen", false),
    ("State", "StaticEntity", true),
];
const OF_LIBRARIES: [(&str, &str, bool); 5] = [
    ("Calculate", "ServerAction", false),
    ("Format", "ClientAction", false),
    ("Block", "Block", false),
    ("Options", "Structure", false),
    ("Internal", "Structure", true),
];
const OF_CONNECTIONS: [(&str, &str, bool); 2] = [
    ("Call", "ServerAction", false),
    ("Result", "Structure", false),
];

impl Asset {
    /// The elements that any revision of it offers to other assets.
    pub(crate) fn elements(&self) -> Vec<Element> {
        let offered: &[_] = match self.kind {
            kind if kind.is_deployable() => &OF_APPS,
            kind if kind.is_library() => &OF_LIBRARIES,
            _ => &OF_CONNECTIONS,
        };
        let stem: String = self
            .name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let loses_one = self.key.as_u128().is_multiple_of(2);
        let elements = offered.iter().enumerate();
        elements
            .map(|(place, (part, kind, is_hidden))| Element {
                key: derived_key(self.key, ELEMENT, place as u64),
                name: format!("{part}{stem}"),
                description: (place != 1).then(|| format!("{kind} of {}", self.name)),
                kind,
                is_hidden: *is_hidden,
                since: if place == 2 { 2 } else { 1 },
                until: if place == 1 && loses_one {
                    REMOVED_IN
                } else {
                    i32::MAX
                },
            })
            .collect()
    }

    /// The assets that a revision of it uses.
    pub(crate) fn used_in(&self, revision: i32) -> impl Iterator<Item = &Use> {
        self.uses.iter().filter(move |one| one.since <= revision)
    }
}

/// A producer, with the revision that a consumer uses.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Producer<'a> {
    pub(crate) asset: &'a Asset,
    pub(crate) revision: i32,
}

impl Tenant {
    /// The producers that a revision uses directly.
    pub(crate) fn producers_of<'a>(
        &'a self,
        asset: &'a Asset,
        revision: i32,
    ) -> impl Iterator<Item = Producer<'a>> {
        let used = asset.used_in(revision);
        used.filter_map(move |one| {
            let producer = self.asset(one.producer)?;
            Some(Producer {
                asset: producer,
                revision: revision_used(producer, asset, revision),
            })
        })
    }

    /// The assets that use an asset in some revision.
    pub(crate) fn consumers_of(&self, producer: Uuid) -> impl Iterator<Item = (&Asset, &Use)> {
        let pairs = self.assets.iter();
        pairs.filter_map(move |asset| {
            let used = asset.uses.iter().find(|one| one.producer == producer)?;
            Some((asset, used))
        })
    }
}

/// The revision of the producer that a consumer's revision uses. It is the newest revision at the time when the
/// consumer's revision was made. For a library, it is the newest tagged revision at that time, if there was one. When
/// the producer had no revision at that time, it is the first revision.
pub(crate) fn revision_used(producer: &Asset, consumer: &Asset, revision: i32) -> i32 {
    let Some(made) = consumer.revision(revision).map(|one| one.at) else {
        return 1;
    };
    let earlier = || producer.numbered().rev().filter(|(_, one)| one.at <= made);
    let newest = earlier().next();
    let used = if producer.kind.is_library() {
        earlier().find(|(_, one)| one.tag.is_some()).or(newest)
    } else {
        newest
    };
    used.map_or(1, |(number, _)| number)
}

/// The elements of a producer that a consumer uses: the first two, and every second one of the rest.
pub(crate) fn elements_used(producer: Producer<'_>, consumer: &Asset) -> Vec<Element> {
    let elements = producer.asset.elements().into_iter();
    let elements = elements.filter(|one| one.is_in(producer.revision));
    let parity = usize::from(consumer.key.as_u128().is_multiple_of(2));
    let chosen = elements.enumerate();
    let chosen = chosen.filter(|(place, _)| *place < 2 || place % 2 == parity);
    chosen.map(|(_, element)| element).collect()
}
