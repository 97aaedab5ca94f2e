//! How a thing got its name: its candidates, the rules that made them, and why some were rejected.

use super::rules::{Rule, Step, Table, Trail};
use super::unique::{self, Rivals};

/// A possible name of a thing.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// The rule of the table of ways that makes such names.
    pub(crate) way: &'static Rule,
    pub(crate) name: String,
    /// The other rules that applied, in order.
    pub(crate) trail: Trail,
}

/// Why a candidate was rejected.
#[derive(Debug, Clone)]
pub(crate) enum Rejection {
    /// The things with these indices have the same candidate.
    Shared(Rivals),
    /// Generated code uses the name, or an earlier thing has it.
    Taken,
}

/// The candidates of a thing and the choice among them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trace {
    /// The candidates, the best first.
    pub(crate) candidates: Vec<Candidate>,
    /// Why the first candidates were rejected. The next one was chosen.
    pub(crate) rejections: Vec<Rejection>,
    /// The number that was added, when even the last candidate is not distinct.
    pub(crate) number: Option<Step>,
}

impl Candidate {
    pub(super) fn make(
        table: &'static Table,
        way: usize,
        make: impl FnOnce(&mut Trail) -> String,
    ) -> Self {
        let mut trail = Trail::new();
        let name = make(&mut trail);
        Self {
            way: &table.rules[way],
            name,
            trail,
        }
    }
}

impl Trace {
    /// The name that the thing has.
    pub(crate) fn name(&self) -> &str {
        match &self.number {
            Some(number) => &number.to,
            None => self
                .candidates
                .get(self.rejections.len())
                .map_or("", |candidate| &candidate.name),
        }
    }

    pub(super) fn record_number(&mut self, rule: &'static Rule, to: &str) {
        if self.name() != to {
            self.number = Some(Step {
                rule,
                from: self.name().to_owned(),
                to: to.to_owned(),
            });
        }
    }
}

/// Chooses for each thing the first candidate that no other thing has. Two names count as equal when their `key` is
/// equal.
pub(super) fn choose_names(
    candidates: Vec<Vec<Candidate>>,
    key: impl Fn(&str) -> String,
) -> Vec<Trace> {
    let names = candidates
        .iter()
        .map(|candidates| candidates.iter().map(|candidate| candidate.name.as_str()));
    let names: Vec<Vec<&str>> = names.map(Iterator::collect).collect();
    let rejections = unique::find_rejections(&names, key);
    let traces = candidates
        .into_iter()
        .zip(rejections)
        .map(|(candidates, rejections)| Trace {
            candidates,
            rejections: rejections.into_iter().map(Rejection::Shared).collect(),
            number: None,
        });
    traces.collect()
}
