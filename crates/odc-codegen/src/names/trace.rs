//! Records how a thing got its name: its candidates, the rules that made them, and why some of them were rejected.

use super::rules::{Rule, RuleStep, Table, Trail};
use super::unique::{self, Claim, Numbering, Rivals};

/// A possible name of a thing.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// The rule that makes such names. It is a line of the table of ways to name a thing of this kind.
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
    /// The number that was added because the last candidate is not distinct.
    pub(crate) number: Option<RuleStep>,
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
            self.number = Some(RuleStep {
                rule,
                from: self.name().to_owned(),
                to: to.to_owned(),
            });
        }
    }
}

/// A thing that needs a name.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    /// The published name. When things need numbers, their published names decide the order of the numbers.
    pub(super) published: String,
    /// The candidates, the best first.
    pub(super) candidates: Vec<Candidate>,
    pub(super) claim: Claim,
}

/// How the names of one kind are made distinct.
pub(super) struct Kind<'a, K> {
    /// The rule that adds a number.
    pub(super) number: &'static Rule,
    /// The text before the number.
    pub(super) mark: &'a str,
    /// Names that generated code uses itself.
    pub(super) reserved: &'a [&'a str],
    /// Two names count as equal when their keys are equal.
    pub(super) key: K,
}

/// Chooses for each thing the first candidate that no other thing has, and adds numbers to names that are still equal.
/// The order of the things does not matter. Also returns the indices of the things that got a number.
pub(super) fn choose_names<K: Fn(&str) -> String>(
    wishes: Vec<Wish>,
    kind: Kind<'_, K>,
) -> (Vec<Trace>, Vec<usize>) {
    let names: Vec<Vec<&str>> = wishes
        .iter()
        .map(|wish| {
            wish.candidates
                .iter()
                .map(|one| one.name.as_str())
                .collect()
        })
        .collect();
    let mut claims: Vec<Claim> = wishes.iter().map(|wish| wish.claim).collect();
    let rejections = unique::find_rejections(&names, &claims, &kind.key);
    for (claim, rejections) in claims.iter_mut().zip(&rejections) {
        if !rejections.is_empty() {
            *claim = Claim::Weak;
        }
    }
    let mut things = Vec::new();
    let mut traces = Vec::new();
    for (wish, rejections) in wishes.into_iter().zip(rejections) {
        things.push(wish.published);
        traces.push(Trace {
            candidates: wish.candidates,
            rejections: rejections.into_iter().map(Rejection::Shared).collect(),
            number: None,
        });
    }
    let mut names: Vec<String> = traces.iter().map(|trace| trace.name().to_owned()).collect();
    let numbering = Numbering {
        things: &things,
        claims: &claims,
        reserved: kind.reserved,
        key: kind.key,
        mark: kind.mark,
    };
    let numbered = unique::number_all(&mut names, &numbering);
    for &i in &numbered {
        traces[i].record_number(kind.number, &names[i]);
    }
    (traces, numbered)
}
