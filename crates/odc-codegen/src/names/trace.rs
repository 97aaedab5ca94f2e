//! How a thing came by its name: what it might have been called, which rules made that, and why it is not.

use super::rules::{Rule, Step, Table, Trail};
use super::unique::{self, Rivals};

/// A name that a thing may have.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    /// The way in which the name is made.
    pub(crate) way: &'static Rule,
    pub(crate) name: String,
    /// The rules that applied on the way, in their order.
    pub(crate) trail: Trail,
}

/// Why a thing does not have a name.
#[derive(Debug, Clone)]
pub(crate) enum Lost {
    /// Things of these places want it.
    Shared(Rivals),
    /// Generated code uses it, or a thing before has it.
    Taken,
}

/// The wishes of a thing up to the one that it was granted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trace {
    /// Best first.
    pub(crate) wishes: Vec<Wish>,
    /// Why the first wishes were not granted; the next one was.
    pub(crate) lost: Vec<Lost>,
    /// The number that the granted wish got, when even that did not tell the thing from another.
    pub(crate) number: Option<Step>,
}

impl Wish {
    pub(super) fn of(
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
                .wishes
                .get(self.lost.len())
                .map_or("", |wish| &wish.name),
        }
    }

    pub(super) fn number(&mut self, rule: &'static Rule, to: &str) {
        if self.name() != to {
            self.number = Some(Step {
                rule,
                from: self.name().to_owned(),
                to: to.to_owned(),
            });
        }
    }
}

/// Grants each thing the first wish that no other has; names are the same when `key` says so.
pub(super) fn settled(wishes: Vec<Vec<Wish>>, key: impl Fn(&str) -> String) -> Vec<Trace> {
    let names = wishes
        .iter()
        .map(|wishes| wishes.iter().map(|wish| wish.name.as_str()));
    let names: Vec<Vec<&str>> = names.map(Iterator::collect).collect();
    let given_up = unique::settle(&names, key);
    let traces = wishes
        .into_iter()
        .zip(given_up)
        .map(|(wishes, given_up)| Trace {
            wishes,
            lost: given_up.into_iter().map(Lost::Shared).collect(),
            number: None,
        });
    traces.collect()
}
