//! Libraries: some were never tagged, some have a tag on the newest revision, some on older revisions only.

use chrono::TimeDelta;
use uuid::Uuid;

use super::time::within_days;
use crate::model::{Dice, Library, LibraryRevision, LibraryType, Portfolio, Tag};

const LIBRARIES: [(&str, LibraryType); 16] = [
    ("OutSystems UI", LibraryType::LowCode),
    ("Charts", LibraryType::Widget),
    ("Camera", LibraryType::Mobile),
    ("Theme", LibraryType::LowCode),
    ("PDF Tools", LibraryType::External),
    ("Address Check", LibraryType::LowCode),
    ("Excel Import", LibraryType::Extension),
    ("Barcode Scanner", LibraryType::Mobile),
    ("Data Grid", LibraryType::Widget),
    ("Currency", LibraryType::LowCode),
    ("Image Resizer", LibraryType::External),
    ("Audit Trail", LibraryType::LowCode),
    ("Ledger Connector", LibraryType::Extension),
    ("Signature Pad", LibraryType::Widget),
    ("Payment Gateway", LibraryType::External),
    ("Holiday Calendar", LibraryType::LowCode),
];
/// How many of the libraries above come with the platform.
const BUILT_IN: usize = 3;
/// The minor version of the first tag; with it, both 9 and 10 occur.
const FIRST_MINOR: usize = 9;

/// All libraries, sorted by name. Those of the platform are in the main portfolio; the others are spread over all portfolios.
pub(super) fn libraries(dice: &mut Dice, portfolios: &[Portfolio]) -> Vec<Library> {
    let mut libraries: Vec<_> = LIBRARIES
        .iter()
        .enumerate()
        .map(|(number, (name, kind))| {
            let is_built_in = number < BUILT_IN;
            let place = if is_built_in {
                0
            } else {
                number % portfolios.len().max(1)
            };
            let key = dice.key();
            Library {
                key,
                kind: *kind,
                is_built_in,
                portfolio: portfolios.get(place).map_or(Uuid::nil(), |one| one.key),
                revisions: revisions(dice, number, name, key),
            }
        })
        .collect();
    libraries.sort_by(|a, b| a.name().cmp(b.name()));
    libraries
}

/// The revisions, newest first. Zero to three of them are tagged; when the number is odd, the newest is one of them.
fn revisions(dice: &mut Dice, number: usize, name: &str, key: Uuid) -> Vec<LibraryRevision> {
    let tagged = number % 4;
    let untagged = usize::from(tagged.is_multiple_of(2));
    let kept = tagged + untagged;
    let description = dice
        .percent(70)
        .then(|| format!("{name} of the sandbox tenant"));
    let has_icon = dice.percent(60);
    let mut published = 20 + dice.below(20);
    let mut at = within_days(dice, 60);
    let mut revisions = Vec::new();
    for place in 0..kept {
        let is_oldest_of_several = kept > 1 && place + 1 == kept;
        revisions.push(LibraryRevision {
            number: i32::try_from(published).unwrap_or(1),
            name: if is_oldest_of_several {
                format!("{name} Preview")
            } else {
                name.to_owned()
            },
            description: description.clone(),
            icon_url: has_icon.then(|| icon_url(dice, key)),
            at: at - TimeDelta::minutes(42),
            by: dice.key(),
            tag: (place >= untagged).then(|| Tag {
                name: format!("1.{}.0", FIRST_MINOR + kept - 1 - place),
                by: dice.key(),
                at,
            }),
        });
        published -= 1 + dice.below(5);
        at -= TimeDelta::hours(i64::try_from(24 + dice.below(400)).unwrap_or(24));
    }
    revisions
}

/// A pre-signed URL, as the service has it.
fn icon_url(dice: &mut Dice, key: Uuid) -> String {
    let signature = dice.key().simple();
    format!("https://icons.sandbox.example/{key}.png?Expires=1782867600&Signature={signature}")
}
