//! Makes libraries and connections. Some libraries have no tag, some have a tag on the newest revision, and some have
//! tags only on older revisions.

use chrono::{DateTime, TimeDelta, Utc};

use super::time::within_days;
use crate::model::{Asset, AssetType, Build, BuildType, Dice, Plan, Portfolio, Revision, Tag};

const LIBRARIES: [(&str, AssetType); 16] = [
    ("OutSystems UI", AssetType::LowCodeLibrary),
    ("Charts", AssetType::WidgetLibrary),
    ("Camera", AssetType::MobileLibrary),
    ("Theme", AssetType::LowCodeLibrary),
    ("PDF Tools", AssetType::ExternalLibrary),
    ("Address Check", AssetType::LowCodeLibrary),
    ("Excel Import", AssetType::ExtensionLibrary),
    ("Barcode Scanner", AssetType::MobileLibrary),
    ("Data Grid", AssetType::WidgetLibrary),
    ("Currency", AssetType::LowCodeLibrary),
    ("Image Resizer", AssetType::ExternalLibrary),
    ("Audit Trail", AssetType::LowCodeLibrary),
    ("Ledger Connector", AssetType::ExtensionLibrary),
    ("Signature Pad", AssetType::WidgetLibrary),
    ("Payment Gateway", AssetType::ExternalLibrary),
    ("Holiday Calendar", AssetType::LowCodeLibrary),
];
/// The number of the libraries above that come with the platform.
const BUILT_IN: usize = 3;
/// The minor version of the first tag. With this value, both 9 and 10 occur as minor versions.
const FIRST_MINOR: usize = 9;

const CONNECTIONS: [(&str, AssetType); 6] = [
    ("Ticket Agent Link", AssetType::A2AConnection),
    ("Language Model", AssetType::AiModelConnection),
    ("Ledger System", AssetType::ExternalConnection),
    ("Staff Handbook", AssetType::KnowledgeBase),
    ("Calendar Tools", AssetType::McpConnection),
    ("Product Search", AssetType::SearchServiceConnection),
];

fn new(dice: &mut Dice, name: &str, kind: AssetType, portfolio: &Portfolio) -> Asset {
    Asset {
        key: dice.key(),
        name: name.to_owned(),
        description: dice
            .percent(70)
            .then(|| format!("{name} of the sandbox tenant")),
        kind,
        portfolio: portfolio.key,
        is_built_in: false,
        is_external: kind == AssetType::ExternalLibrary,
        has_icon: dice.percent(60),
        template: None,
        revisions: Vec::new(),
        builds: Vec::new(),
        deployments: Vec::new(),
        uses: Vec::new(),
    }
}

/// Makes all libraries. The libraries of the platform are in the main portfolio. The others are in all portfolios.
pub(super) fn libraries(dice: &mut Dice, plan: Plan, portfolios: &[Portfolio]) -> Vec<Asset> {
    let mut libraries = Vec::new();
    for (number, (name, kind)) in LIBRARIES.iter().enumerate() {
        let is_built_in = number < BUILT_IN;
        let place = if is_built_in {
            0
        } else {
            number % portfolios.len().max(1)
        };
        let Some(portfolio) = portfolios.get(place) else {
            continue;
        };
        let mut library = new(dice, name, *kind, portfolio);
        library.is_built_in = is_built_in;
        let newest = within_days(dice, 60);
        revisions(dice, &mut library, plan.revisions, newest);
        tag(dice, &mut library, number % 4);
        libraries.push(library);
    }
    libraries
}

/// Makes one connection of each type, in the main portfolio.
pub(super) fn connections(dice: &mut Dice, portfolios: &[Portfolio]) -> Vec<Asset> {
    let Some(main) = portfolios.first() else {
        return Vec::new();
    };
    let connections = CONNECTIONS.map(|(name, kind)| {
        let mut connection = new(dice, name, kind, main);
        let newest = within_days(dice, 60);
        revisions(dice, &mut connection, 2, newest);
        connection.builds.clear();
        connection
    });
    connections.into()
}

/// Makes all revisions, with a build of the newest revision.
fn revisions(dice: &mut Dice, asset: &mut Asset, number: usize, newest: DateTime<Utc>) {
    let mut at = newest;
    for _ in 0..number {
        asset.revisions.push(Revision::new(at, dice.key()));
        at -= TimeDelta::hours(i64::try_from(24 + dice.below(200)).unwrap_or(24));
    }
    asset.revisions.reverse();
    build(dice, asset, asset.newest());
}

fn build(dice: &mut Dice, asset: &mut Asset, revision: i32) {
    let Some(made) = asset.revision(revision) else {
        return;
    };
    let at = made.at + TimeDelta::minutes(5);
    let build = Build {
        key: dice.key(),
        revision,
        kind: BuildType::Release,
        by: made.by,
        at,
        end: at + TimeDelta::seconds(90),
        failed: None,
        removal: None,
        package: None,
    };
    asset.builds.push(build);
}

/// Tags `tagged` revisions: every second revision, backwards from the newest one or, when the number is even, from the
/// one before it. When several revisions are tagged, the library had another name in the oldest of them.
fn tag(dice: &mut Dice, library: &mut Asset, tagged: usize) {
    let first = usize::from(tagged.is_multiple_of(2));
    let places = (0..library.revisions.len()).rev().skip(first).step_by(2);
    let places: Vec<usize> = places.take(tagged).collect();
    for (behind, place) in places.iter().enumerate() {
        let is_oldest = behind + 1 == tagged && tagged + first > 1;
        let name = library.name.clone();
        if let Some(revision) = library.revisions.get_mut(*place) {
            revision.tag = Some(Box::new(Tag {
                name: format!("1.{}.0", FIRST_MINOR + places.len() - 1 - behind),
                by: dice.key(),
                at: revision.at + TimeDelta::minutes(42),
                notes: Some(format!("What is new in {name}.")),
            }));
            if is_oldest {
                revision.former_name = Some(format!("{name} Preview"));
            }
        }
        let number = i32::try_from(place + 1).unwrap_or(1);
        if number < library.newest() {
            build(dice, library, number);
        }
    }
}
