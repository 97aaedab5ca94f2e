//! Makes every reference lead to a component.
//!
//! Published: `$ref: '#/components/schemas/User/properties/site'`, and references into operations. .NET 9 refers to the
//! first place where a schema occurs. The later steps support only references to components.
//! Repaired:  the target becomes a component named after its place, and both places refer to it. A target that needs no
//! type of its own is copied.

use std::cmp::Reverse;

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use super::new_components::{FreeNames, move_to_component};
use crate::document::inner_target;
use crate::document::{Changes, Document, Result, each_object, reference};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut found = Vec::new();
    each_object(&mut document.root, "", &mut |value, pointer| {
        let target = inner_target(value);
        found.extend(target.map(|target| (pointer.to_owned(), target.to_owned())));
    });
    if found.is_empty() {
        return Ok(Changes::new());
    }
    let lifted = names_of_targets(document, &found);
    for (place, target) in &found {
        let (end, at) = follow_inner(&document.root, target);
        let mut to = match lifted.get(end) {
            Some(name) => reference(name),
            None => at.clone(),
        };
        if let Some(place) = document.root.pointer_mut(place) {
            let beside = place.as_object().into_iter().flatten();
            for (key, value) in beside.filter(|(key, _)| *key != "$ref") {
                to[key] = value.clone();
            }
            *place = to;
        }
    }
    // Inner schemas move before outer schemas.
    let mut lifted: Vec<(String, String)> = lifted.into_iter().collect();
    lifted.sort_by_key(|(pointer, _)| Reverse(pointer.matches('/').count()));
    for (pointer, name) in lifted {
        move_to_component(document, &pointer, name);
    }
    Ok(found.into_iter().map(|(place, _)| place).collect())
}

/// The names of the components that targets become, by the pointers of the targets. A target that needs no type of its
/// own is not in the map.
fn names_of_targets(
    document: &mut Document,
    found: &[(String, String)],
) -> IndexMap<String, String> {
    let ends = found.iter().filter_map(|(_, target)| {
        let (end, at) = follow_inner(&document.root, target);
        (!is_plain(at)).then(|| end.to_owned())
    });
    let ends: IndexSet<String> = ends.collect();
    let ends: Vec<String> = ends.into_iter().collect();
    let names = FreeNames::new(&document.root).claim_for(document, &ends);
    ends.into_iter().zip(names).collect()
}

/// Whether a schema needs no type of its own: a scalar, a reference to a component, or a list of these.
fn is_plain(schema: &Value) -> bool {
    let inside = [
        "properties",
        "additionalProperties",
        "enum",
        "allOf",
        "oneOf",
        "anyOf",
    ];
    let items = schema.get("items");
    inner_target(schema).is_none()
        && !inside.iter().any(|key| schema.get(*key).is_some())
        && items.is_none_or(is_plain)
}

/// Follows references that do not lead to components. Returns the last pointer and its value.
fn follow_inner<'a>(root: &'a Value, mut pointer: &'a str) -> (&'a str, &'a Value) {
    let at = |pointer| root.pointer(pointer).unwrap_or(&Value::Null);
    while let Some(next) = inner_target(at(pointer)) {
        pointer = next;
    }
    (pointer, at(pointer))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::applied_to_schemas;
    use super::*;

    fn to(place: &str) -> Value {
        json!({"$ref": format!("#/components/schemas/{place}")})
    }

    #[test]
    fn a_referenced_inner_schema_becomes_a_component() {
        let inner = json!({"properties": {"y": {"type": "object", "properties": {}}}});
        let schemas = json!({
            "Thing": {"properties": {"x": inner, "z": to("Thing/properties/x"), "w": to("Thing/properties/z")}},
            "Other": {"allOf": [to("Thing"), {"properties": {"a": to("Thing/properties/x/properties/y")}}]},
        });
        let schemas = applied_to_schemas(apply, &schemas);
        let x = to("ThingX");
        assert_eq!(
            schemas["Thing"],
            json!({"properties": {"x": x, "z": x, "w": x}})
        );
        let a = &schemas["Other"]["allOf"][1]["properties"]["a"];
        assert_eq!(*a, to("ThingXy"));
        assert_eq!(schemas["ThingX"]["properties"], json!({"y": to("ThingXy")}));
        assert_eq!(schemas["ThingXy"]["type"], "object");
    }

    #[test]
    fn a_target_that_makes_no_type_is_copied() {
        let list = json!({"type": "array", "items": to("B")});
        for plain in [to("B"), json!({"type": "string", "format": "uuid"}), list] {
            let properties =
                json!({"x": plain, "y": to("A/properties/x"), "z": to("A/properties/y")});
            let schemas = json!({"A": {"properties": properties}, "B": {"type": "object"}});
            let schemas = applied_to_schemas(apply, &schemas);
            let repeated = json!({"properties": {"x": plain, "y": plain, "z": plain}});
            assert_eq!(schemas["A"], repeated);
        }
    }

    #[test]
    fn members_beside_a_reference_are_kept() {
        let mut y = to("A/properties/x");
        y["description"] = json!("own");
        let text = json!({"type": "string", "description": "d"});
        let schemas = json!({"A": {"properties": {"x": text, "y": y}}});
        let schemas = applied_to_schemas(apply, &schemas);
        let y = &schemas["A"]["properties"]["y"];
        assert_eq!(*y, json!({"type": "string", "description": "own"}));
    }

    #[test]
    fn an_inner_schema_may_contain_itself() {
        let nodes = json!({"type": "array", "items": {"properties": {"nodes": to("Tree/properties/nodes")}}});
        let schemas = applied_to_schemas(apply, &json!({"Tree": {"properties": {"nodes": nodes}}}));
        assert_eq!(
            schemas["Tree"],
            json!({"properties": {"nodes": to("TreeNodes")}})
        );
        let inside = &schemas["TreeNodes"]["items"]["properties"];
        assert_eq!(*inside, json!({"nodes": to("TreeNodes")}));
    }
}
