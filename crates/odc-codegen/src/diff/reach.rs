//! Counts how many operations use each component, for the report of a change in a shared schema.

use std::collections::HashMap;

use serde_json::Value;

use super::comparer::Usage;
use super::place::Place;
use super::routes::routes;

/// The numbers of operations that send a component, that receive it, and that send or receive it.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    sending: usize,
    receiving: usize,
    all: usize,
}

/// The number of operations by component and by path item.
#[derive(Debug, Default)]
pub(super) struct Reach {
    by_place: HashMap<String, Counts>,
}

impl Reach {
    pub(super) fn measure(root: &Place<'_>) -> Self {
        let graph = Graph::build(root);
        let mut counts = vec![Counts::default(); graph.places.len()];
        // For each component, the last operation that sends it and the last operation that receives it.
        let mut seen = vec![(usize::MAX, usize::MAX); graph.places.len()];
        let mut by_place: HashMap<String, Counts> = HashMap::new();
        for (number, route) in routes(root).iter().enumerate() {
            by_place.entry(route.item.pointer.clone()).or_default().all += 1;
            let part =
                |at: &Place<'_>, key: &str| at.value.get(key).map(|part| graph.referred(part));
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
                counts[i].receiving += usize::from(fresh);
                counts[i].all += usize::from(fresh && seen[i].0 != number);
                fresh
            });
        }
        by_place.extend(graph.places.into_iter().zip(counts));
        Self { by_place }
    }

    /// The number of operations that use a place in this way. It is 1 for a place inside an operation.
    pub(super) fn operations(&self, pointer: &str, usage: Option<Usage>) -> usize {
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
        match usage {
            Some(Usage::Response | Usage::Error) => counts.receiving.max(1),
            Some(Usage::Request | Usage::Patch) => counts.sending.max(1),
            None => counts.all.max(1),
        }
    }

    fn count(&self, place: &str) -> Counts {
        self.by_place.get(place).copied().unwrap_or_default()
    }
}

/// The components, and for each component those that it refers to.
struct Graph {
    places: Vec<String>,
    index: HashMap<String, usize>,
    edges: Vec<Vec<usize>>,
}

impl Graph {
    fn build(root: &Place<'_>) -> Self {
        let sections = root.get("components");
        let components: Vec<Place<'_>> = sections
            .iter()
            .flat_map(Place::members)
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

    /// Follows references from these components. Follows them beyond a component only if `enter` returns true for it.
    fn visit(&self, mut left: Vec<usize>, mut enter: impl FnMut(usize) -> bool) {
        while let Some(i) = left.pop() {
            if enter(i) {
                left.extend(&self.edges[i]);
            }
        }
    }

    /// The components that `value` refers to. The stack is explicit: schemas may nest deeply.
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

/// The component of a reference: `#/components/schemas/User/properties/key` -> `/components/schemas/User`.
fn component(reference: &str) -> Option<String> {
    let mut steps = reference.strip_prefix("#/components/")?.split('/');
    let (section, name) = (steps.next()?, steps.next()?);
    Some(format!("/components/{section}/{name}"))
}
