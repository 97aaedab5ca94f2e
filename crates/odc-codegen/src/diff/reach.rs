//! How many operations a place of a document reaches: one change of a shared schema is one line, and
//! users want to know how far it goes.

use std::collections::HashMap;

use serde_json::Value;

use super::place::At;
use super::routes::routes;
use super::walk::Role;

/// How many operations send a component, answer with it, or either.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    sending: usize,
    answering: usize,
    all: usize,
}

/// The number of operations by component and by path item.
#[derive(Debug, Default)]
pub(super) struct Reach {
    by_place: HashMap<String, Counts>,
}

impl Reach {
    pub(super) fn of(root: &At<'_>) -> Self {
        let graph = Graph::of(root);
        let mut counts = vec![Counts::default(); graph.places.len()];
        // The last operation that came by, on either way.
        let mut seen = vec![(usize::MAX, usize::MAX); graph.places.len()];
        let mut by_place: HashMap<String, Counts> = HashMap::new();
        for (number, route) in routes(root).iter().enumerate() {
            by_place.entry(route.item.pointer.clone()).or_default().all += 1;
            let part = |at: &At<'_>, key: &str| at.value.get(key).map(|part| graph.referred(part));
            let sent = [
                part(&route.item, "parameters"),
                part(&route.at, "parameters"),
                part(&route.at, "requestBody"),
            ];
            graph.visit(sent.into_iter().flatten().flatten().collect(), |i| {
                let fresh = seen[i].0 != number;
                seen[i].0 = number;
                counts[i].sending += usize::from(fresh);
                counts[i].all += usize::from(fresh);
                fresh
            });
            graph.visit(part(&route.at, "responses").unwrap_or_default(), |i| {
                let fresh = seen[i].1 != number;
                seen[i].1 = number;
                counts[i].answering += usize::from(fresh);
                counts[i].all += usize::from(fresh && seen[i].0 != number);
                fresh
            });
        }
        by_place.extend(graph.places.into_iter().zip(counts));
        Self { by_place }
    }

    /// The operations that the place reaches in this role; what stands in one operation reaches that one.
    pub(super) fn operations(&self, pointer: &str, role: Option<Role>) -> usize {
        let steps: Vec<&str> = pointer.split('/').skip(1).collect();
        let place = match steps[..] {
            ["components", section, name, ..] => format!("/components/{section}/{name}"),
            [
                "paths",
                path,
                "parameters" | "summary" | "description" | "servers",
                ..,
            ] => {
                return self.count(&format!("/paths/{path}")).all.max(1);
            }
            _ => return 1,
        };
        let counts = self.count(&place);
        match role {
            Some(Role::Answer | Role::Error) => counts.answering.max(1),
            Some(Role::Request | Role::Patch) => counts.sending.max(1),
            None => counts.all.max(1),
        }
    }

    fn count(&self, place: &str) -> Counts {
        self.by_place.get(place).copied().unwrap_or_default()
    }
}

/// The components and which of them each refers to.
struct Graph {
    places: Vec<String>,
    index: HashMap<String, usize>,
    edges: Vec<Vec<usize>>,
}

impl Graph {
    fn of(root: &At<'_>) -> Self {
        let sections = root.get("components");
        let components: Vec<At<'_>> = sections
            .iter()
            .flat_map(At::members)
            .flat_map(|(_, section)| section.members().map(|(_, at)| at).collect::<Vec<_>>())
            .collect();
        let places: Vec<String> = components.iter().map(|at| at.pointer.clone()).collect();
        let numbered = places.iter().enumerate();
        let mut graph = Self {
            index: numbered.map(|(i, place)| (place.clone(), i)).collect(),
            places,
            edges: Vec::new(),
        };
        graph.edges = components
            .iter()
            .map(|at| graph.referred(at.value))
            .collect();
        graph
    }

    /// Goes wherever references lead, as long as `enter` says so.
    fn visit(&self, mut left: Vec<usize>, mut enter: impl FnMut(usize) -> bool) {
        while let Some(i) = left.pop() {
            if enter(i) {
                left.extend(&self.edges[i]);
            }
        }
    }

    /// The components that `value` refers to; explicit stack, schemas nest as they like.
    fn referred(&self, value: &Value) -> Vec<usize> {
        let mut found = Vec::new();
        let mut left = vec![value];
        while let Some(value) = left.pop() {
            match value {
                Value::Object(object) => {
                    let target = object.get("$ref").and_then(Value::as_str);
                    found.extend(
                        target
                            .and_then(component)
                            .and_then(|at| self.index.get(&at)),
                    );
                    left.extend(object.values());
                }
                Value::Array(array) => left.extend(array),
                _ => {}
            }
        }
        found
    }
}

/// `#/components/schemas/User/properties/key` -> `/components/schemas/User`.
fn component(reference: &str) -> Option<String> {
    let mut steps = reference.strip_prefix("#/components/")?.split('/');
    let (section, name) = (steps.next()?, steps.next()?);
    Some(format!("/components/{section}/{name}"))
}
