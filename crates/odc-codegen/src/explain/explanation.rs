//! What is known of a thing, and of how it came by its name.

use serde::{Deserialize, Serialize};

use super::things::Sort;

/// All that is known of a thing.
#[derive(Debug, Serialize, Deserialize)]
pub struct Explanation {
    /// What kind of thing it is.
    pub sort: Sort,
    /// By which a user can ask for it again.
    pub exact: String,
    /// As the document calls it.
    pub published: Vec<String>,
    /// Where it stands in the document.
    pub place: Place,
    /// Rust paths; none of a thing that is not generated.
    pub rust: Vec<String>,
    /// What the generated files say where they declare it.
    pub declared: Vec<String>,
    /// How it came by its name.
    pub name: Naming,
    /// What actions and passes changed or added.
    pub changed: Vec<Change>,
    /// What they took away.
    pub dropped: Vec<Change>,
    /// Parts with names of their own that were changed too.
    pub parts: Vec<String>,
    /// What passes found out about it, and notes.
    pub findings: Vec<String>,
    /// How far the document came, and why no farther.
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

/// How a thing came by its name.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Naming {
    /// The action of the overlay that gives the name, and what it says of itself.
    pub action: Option<(Place, String)>,
    /// The names that it might have had, up to the one that it has.
    pub wishes: Vec<Wished>,
    /// The number that it got in the end.
    pub number: Option<Ruled>,
    /// The builder of an operation's call, where a rule made it another.
    pub builder: Vec<Ruled>,
}

/// A name that a thing might have.
#[derive(Debug, Serialize, Deserialize)]
pub struct Wished {
    /// The name.
    pub name: String,
    /// The way that makes such names, and when it is taken.
    pub way: String,
    /// The rules that applied, in their order.
    pub steps: Vec<Ruled>,
    /// Why it is not called so; none of the last.
    pub lost: Option<String>,
}

/// A rule that applied.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruled {
    /// What the rule applied to.
    pub from: String,
    /// What it made.
    pub to: String,
    /// The table of the rule.
    pub table: String,
    /// The reason of the rule.
    pub why: String,
}

/// What one action or pass did to a thing.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The pass, or the line of the overlay.
    pub by: String,
    /// Below the thing; empty for the thing itself.
    pub member: String,
    /// The beginning of its JSON, or a place; none of what is added.
    pub from: Option<String>,
    /// None of what is removed.
    pub to: Option<String>,
    /// `from` and `to` are the places at which the thing stands.
    pub moved: bool,
}
