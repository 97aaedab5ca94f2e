//! The explanation of a thing as data.

use serde::{Deserialize, Serialize};

use super::thing::Sort;

/// Everything that is known about a thing.
#[derive(Debug, Serialize, Deserialize)]
pub struct Explanation {
    /// The kind of thing.
    pub sort: Sort,
    /// A name that only this thing has.
    pub exact: String,
    /// The name in the document.
    pub published: Vec<String>,
    /// The place in the document.
    pub place: Place,
    /// The Rust paths. A thing that is not generated has no paths.
    pub rust: Vec<String>,
    /// The texts that declare the thing in generated files.
    pub declared: Vec<String>,
    /// How the thing got its name.
    pub name: Naming,
    /// The changes that actions and passes made.
    pub changed: Vec<Change>,
    /// The parts that actions and passes removed.
    pub removed: Vec<Change>,
    /// The changed parts that have their own names.
    pub parts: Vec<String>,
    /// The findings of passes, and notes.
    pub findings: Vec<String>,
    /// The last step that the document passed, and the refusal after it.
    pub refused: Option<(String, String)>,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file, relative to the workspace.
    pub file: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The JSON pointer.
    pub pointer: String,
}

/// How a thing got its name.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Naming {
    /// The action of the overlay that gives the name, and its description.
    pub action: Option<(Place, String)>,
    /// The candidates, up to the chosen one.
    pub candidates: Vec<CandidateName>,
    /// The number that was added at the end of the name.
    pub number: Option<Ruled>,
    /// The rules for the name of an operation's builder.
    pub builder: Vec<Ruled>,
}

/// A possible name of a thing.
#[derive(Debug, Serialize, Deserialize)]
pub struct CandidateName {
    /// The name.
    pub name: String,
    /// The rule that makes such names, and its reason.
    pub way: String,
    /// The other rules that applied, in order.
    pub steps: Vec<Ruled>,
    /// Why the name was rejected, or `None` for the chosen name.
    pub rejection: Option<String>,
}

/// A rule that applied.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruled {
    /// The name before the rule.
    pub from: String,
    /// The name after the rule.
    pub to: String,
    /// The table of the rule.
    pub table: String,
    /// The reason of the rule.
    pub why: String,
}

/// A change of a thing by one action or pass.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The name of the pass, or the line of the overlay.
    pub by: String,
    /// The pointer below the thing. It is empty for the thing itself.
    pub member: String,
    /// The beginning of the old JSON, or a place. It is `None` for an addition.
    pub from: Option<String>,
    /// The beginning of the new JSON, or a place. It is `None` for a removal.
    pub to: Option<String>,
    /// The thing moved. `from` and `to` are places.
    pub moved: bool,
}
