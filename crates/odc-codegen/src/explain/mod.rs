//! Explains why a thing of an API has its name and form. The explanation contains the place of the thing, the rule or
//! overlay action that named it, the changes that each step of the pipeline made, and the findings.
//!
//! The result depends only on the texts of the document and its overlay. It contains texts of the document unchanged,
//! so the caller must make them printable.

mod assemble;
mod changes;
mod edits;
mod explanation;
mod lookup;
mod naming;
mod record;
mod spelling;
#[cfg(test)]
mod tests;
mod thing;
mod things;

use serde::{Deserialize, Serialize};

use crate::contain::Job;
use crate::document::Result;
use crate::pipeline::Source;
use assemble::{explain, place_of};
use lookup::{Found, Lookup};
use record::Record;

pub use crate::names::rules::{Rule, TABLES, Table};
pub use explanation::{CandidateName, Change, Explanation, Naming, Place, Ruled};
pub use thing::Sort;

/// The job that explains a name.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ExplainJob {
    /// The name of the document, such as `identity-v1`.
    pub api: String,
    /// The document as published.
    pub document: Source,
    /// Its overlay, if it has one.
    pub overlay: Option<Source>,
    /// The name that the user gave.
    pub asked: String,
}

/// The result of a search.
#[derive(Debug, Serialize, Deserialize)]
pub enum Explained {
    /// One thing.
    Thing(Box<Explanation>),
    /// Several things with this name.
    Several(Vec<Candidate>),
    /// No thing has this name. These names are similar.
    Nothing(Vec<String>),
}

/// One of several things with the same name.
#[derive(Debug, Serialize, Deserialize)]
pub struct Candidate {
    /// The kind of thing.
    pub sort: Sort,
    /// A name that only this thing has.
    pub exact: String,
    /// The place in the document.
    pub place: Place,
}

impl Job for ExplainJob {
    const NAME: &'static str = "explaining";
    type Output = Result<Explained>;

    fn run(self) -> Self::Output {
        let record = Record::make(&self.api, &self.document, self.overlay.as_ref())?;
        Ok(find_and_explain(&record, &self.api, &self.asked))
    }
}

/// Finds the thing with a name in a recorded document, and explains it.
fn find_and_explain(record: &Record, api: &str, asked: &str) -> Explained {
    let things = things::find_things(record);
    let lookup = Lookup::new(&things);
    match lookup.find(asked) {
        Found::One(at) => {
            let krate = format!("odc_{}", api.replace('-', "_"));
            let exact = lookup.exact_name(at);
            Explained::Thing(Box::new(explain(record, &krate, &things, at, exact)))
        }
        Found::Many(all) => {
            let candidates = all.into_iter().map(|at| Candidate {
                sort: things[at].sort,
                exact: lookup.exact_name(at),
                place: place_of(record, &things[at]),
            });
            Explained::Several(candidates.collect())
        }
        Found::None(nearest) => Explained::Nothing(nearest),
    }
}
