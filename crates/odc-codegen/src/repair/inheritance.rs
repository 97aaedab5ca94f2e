//! Makes a union of a base schema and the schemas that inherit from it.
//!
//! Published: `Base: {properties: …, discriminator: {propertyName: kind, mapping: …}}` and
//! `Sub: {allOf: [{$ref: Base}, …]}`. A response of type `Base` may hold a `Sub`, but nothing refers to `Sub`, so its
//! fields would be lost. Some documents write `oneOf: [Base, Sub, …]` in place of `Base`.
//! Repaired:  `Base: {oneOf: [Sub, …], discriminator: …}`. A union of `Base` and its heirs becomes a reference to
//! `Base`. The inherited properties move to `PlainBase`. `PlainBase` is also an alternative when the document says that
//! a value may be a plain `Base`, or when there are not two other alternatives.
//!
//! The schemas that inherit from a base are called its heirs here.

use std::collections::{BTreeSet, HashMap, HashSet};

use indexmap::{IndexMap, IndexSet};
use serde_json::{Map, Value, json};

use super::new_components::FreeNames;
use crate::document::{
    Changes, Document, Result, USE_SITE_MEMBERS, child, component, each_object, is_component,
    objects, reference,
};

/// A base schema.
struct Base {
    /// The name of the schema with the inherited properties.
    plain: String,
    /// The Rust name of the union.
    rust_name: String,
    /// The schemas that inherit from it, directly or through others.
    heirs: IndexSet<String>,
    property: String,
    /// Tag -> name of the schema.
    mapping: Map<String, Value>,
    /// Whether a value may be a plain base.
    occurs: bool,
}

/// Members that describe the union, not its alternatives.
pub(super) const UNION_MEMBERS: [&str; 4] =
    ["description", "nullable", "x-rust-name", "x-odc-aliases"];

type Bases = IndexMap<String, Base>;

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut bases = bases(&document.root);
    if bases.is_empty() {
        return Ok(Changes::new());
    }
    each_object(&mut document.root, "", &mut |schema, pointer| {
        replace_listed_base(schema, pointer, &mut bases);
        inherit_from_plain(schema, &bases);
    });
    for (name, base) in &bases {
        replace_by_union(document, name, &bases, base);
    }
    let pointer = |name| child("/components/schemas", name);
    Ok(bases.keys().map(|name| pointer(name)).collect())
}

/// For each component, the components that have it as a part of their `allOf`.
fn children(root: &Value) -> HashMap<String, Vec<String>> {
    let mut children: HashMap<String, Vec<String>> = HashMap::new();
    for (name, schema) in objects(root, "/components/schemas") {
        for part in parts(schema, "allOf") {
            children.entry(part).or_default().push(name.clone());
        }
    }
    children
}

/// All direct and indirect heirs of components with a discriminator.
pub(super) fn all_heirs(root: &Value) -> HashSet<String> {
    let children = children(root);
    let bases = objects(root, "/components/schemas")
        .filter(|(_, schema)| schema.get("discriminator").is_some());
    bases
        .flat_map(|(name, _)| descendants(&children, name))
        .collect()
}

/// The direct and indirect heirs of a component, in document order.
fn descendants(children: &HashMap<String, Vec<String>>, name: &str) -> IndexSet<String> {
    let children_of = |name: &str| children.get(name).into_iter().flatten().rev().cloned();
    let mut heirs = IndexSet::new();
    let mut next: Vec<String> = children_of(name).collect();
    while let Some(heir) = next.pop() {
        if heirs.insert(heir.clone()) {
            next.extend(children_of(&heir));
        }
    }
    heirs
}

/// The names of the schemas that a value of a base may have. The list is empty for a schema that is not a base.
pub(crate) fn heirs(root: &Value, base: &str) -> IndexSet<String> {
    let schema = root
        .pointer("/components/schemas")
        .and_then(|s| s.get(base));
    let found = schema.and_then(|schema| hierarchy(root, &children(root), base, schema));
    found.map(|found| found.heirs).unwrap_or_default()
}

/// The heirs of a base and its discriminator.
struct Hierarchy {
    property: String,
    mapping: Map<String, Value>,
    heirs: IndexSet<String>,
}

/// The hierarchy below a component; `None` for a component without a discriminator or without heirs, and for a union.
fn hierarchy(
    root: &Value,
    children: &HashMap<String, Vec<String>>,
    name: &str,
    schema: &Value,
) -> Option<Hierarchy> {
    let property = schema.pointer("/discriminator/propertyName")?.as_str()?;
    if schema.get("oneOf").is_some() || schema.get("anyOf").is_some() {
        return None;
    }
    let mapping = mapping(root, schema);
    let mut heirs = descendants(children, name);
    let mapped = mapping.values().filter_map(Value::as_str);
    heirs.extend(mapped.map(str::to_owned));
    heirs.shift_remove(name);
    (!heirs.is_empty()).then(|| Hierarchy {
        property: property.to_owned(),
        mapping,
        heirs,
    })
}

fn bases(root: &Value) -> Bases {
    let children = children(root);
    let mut free_names = None;
    let mut bases = Bases::new();
    for (name, schema) in objects(root, "/components/schemas") {
        let Some(hierarchy) = hierarchy(root, &children, name, schema) else {
            continue;
        };
        let free_names = free_names.get_or_insert_with(|| FreeNames::new(root));
        let rust_name = free_names.names.schemas[name].clone();
        let base = Base {
            plain: free_names.claim(&format!("Plain{rust_name}")),
            rust_name,
            occurs: hierarchy.mapping.values().any(|target| target == name),
            heirs: hierarchy.heirs,
            property: hierarchy.property,
            mapping: hierarchy.mapping,
        };
        bases.insert(name.clone(), base);
    }
    bases
}

/// The names of the components that a composition refers to.
fn parts(schema: &Value, composer: &str) -> Vec<String> {
    let parts = schema.get(composer).and_then(Value::as_array);
    let references = parts
        .into_iter()
        .flatten()
        .filter_map(|part| part.get("$ref"));
    references
        .filter_map(Value::as_str)
        .map(component)
        .collect()
}

/// The mapping of a discriminator, with the names of existing components as targets.
fn mapping(root: &Value, schema: &Value) -> Map<String, Value> {
    let mapping = schema
        .pointer("/discriminator/mapping")
        .and_then(Value::as_object);
    let named = mapping.into_iter().flatten().filter_map(|(tag, target)| {
        let name = component(target.as_str()?);
        root.pointer(&child("/components/schemas", &name))?;
        Some((tag.clone(), json!(name)))
    });
    named.collect()
}

/// Replaces a union that lists a base and its heirs by a reference to the base.
fn replace_listed_base(schema: &mut Value, pointer: &str, bases: &mut Bases) {
    for composer in ["oneOf", "anyOf"] {
        let listed: BTreeSet<String> = parts(schema, composer).into_iter().collect();
        let all = schema
            .get(composer)
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        if listed.len() < 2 || listed.len() != all {
            continue;
        }
        let is = |(name, base): &(&String, &mut Base)| {
            let known = listed
                .iter()
                .all(|part| part == *name || base.heirs.contains(part));
            known && (listed.contains(*name) || listed.len() == base.heirs.len())
        };
        let Some((name, base)) = bases.iter_mut().find(is) else {
            continue;
        };
        base.occurs |= listed.contains(name);
        if is_component(pointer) {
            continue;
        }
        if let Some(mapping) = schema
            .pointer("/discriminator/mapping")
            .and_then(Value::as_object)
        {
            for (tag, target) in mapping {
                let target = json!(component(target.as_str().unwrap_or_default()));
                base.mapping.entry(tag.clone()).or_insert(target);
            }
        }
        let mut place = reference(name);
        for word in USE_SITE_MEMBERS {
            if let Some(value) = schema.get(word) {
                place[word] = value.clone();
            }
        }
        *schema = place;
    }
}

/// Makes an heir inherit from the plain base, because the plain base has the properties.
fn inherit_from_plain(schema: &mut Value, bases: &Bases) {
    let parts = schema.get_mut("allOf").and_then(Value::as_array_mut);
    for part in parts.into_iter().flatten() {
        let target = part.get("$ref").and_then(Value::as_str).map(component);
        if let Some(base) = target.and_then(|name| bases.get(&name)) {
            *part = reference(&base.plain);
        }
    }
}

fn replace_by_union(document: &mut Document, name: &str, bases: &Bases, base: &Base) {
    let Some(schemas) = document
        .root
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    // An heir that is itself a base becomes a union. Its own heirs are also heirs of this base. So it is an alternative
    // only when the mapping names it, or when a value may be a plain value of it.
    let mapped = base.mapping.values().filter_map(Value::as_str);
    let mapped: HashSet<&str> = mapped.collect();
    let is_mapped = |heir: &str| mapped.contains(heir);
    let occurs =
        |heir: &&String| bases.get(*heir).is_none_or(|heir| heir.occurs) || is_mapped(heir);
    // A union needs two alternatives. With fewer heirs, the base itself is an alternative.
    let has_few_heirs = base.heirs.iter().filter(&occurs).count() < 2;
    let itself = schemas
        .get_key_value(name)
        .filter(|_| base.occurs || has_few_heirs);
    let itself = itself.map(|(name, _)| name.clone());
    let alternatives: Vec<&String> = itself
        .iter()
        .chain(base.heirs.iter().filter(occurs))
        .collect();
    let holds = |name: &str| reference(bases.get(name).map_or(name, |base| &base.plain));
    let mut tags = Map::new();
    for (tag, target) in &base.mapping {
        tags.insert(tag.clone(), json!(target));
    }
    // A schema without a tag has its name as its tag; the pass `unions` adds such tags. But the name of a base now
    // belongs to the union, so the tag of a base is added here. When this takes a tag from another schema, that schema
    // has one tag less.
    let mut uses: HashMap<String, usize> = HashMap::new();
    for target in tags.values().filter_map(Value::as_str) {
        *uses.entry(target.to_owned()).or_default() += 1;
    }
    for name in &alternatives {
        if bases.contains_key(*name) && uses.get(*name).is_none_or(|uses| *uses == 0) {
            let before = tags.insert((*name).clone(), json!(name));
            if let Some(uses) = before.and_then(|target| uses.get_mut(target.as_str()?)) {
                *uses -= 1;
            }
        }
    }
    for target in tags.values_mut() {
        *target = holds(target.as_str().unwrap_or_default())["$ref"].take();
    }
    let mut union = json!({
        "oneOf": alternatives.iter().map(|name| holds(name)).collect::<Vec<_>>(),
        "discriminator": {"propertyName": base.property, "mapping": tags},
    });
    let mut plain = schemas.get(name).cloned().unwrap_or_default();
    if let Some(plain) = plain.as_object_mut() {
        plain.shift_remove("discriminator");
        for word in UNION_MEMBERS {
            if let Some(value) = plain.shift_remove(word) {
                union[word] = value;
            }
        }
        let about = format!(
            "A `{}` that is not one of the types that inherit from it.",
            base.rust_name
        );
        plain.insert("description".to_owned(), json!(about));
    }
    schemas.insert(base.plain.clone(), plain);
    schemas.insert(name.to_owned(), union);
    let place = child("/components/schemas", name);
    document.findings.record_component(&place, &base.plain);
}

#[cfg(test)]
mod tests {
    use super::super::after_pass;
    use super::*;

    fn applied(root: &Value) -> Value {
        after_pass(apply, root).0.root
    }

    fn heir(base: &str) -> Value {
        json!({"allOf": [reference(base), {"type": "object"}]})
    }

    #[test]
    fn a_base_becomes_the_union_of_its_heirs_at_any_distance() {
        let base = json!({
            "type": "object", "description": "d", "properties": {"kind": {"type": "string"}},
            "discriminator": {"propertyName": "kind", "mapping": {"a": "#/components/schemas/A"}},
        });
        let schemas = json!({"Base": base, "A": heir("Base"), "B": heir("A")});
        let (repaired, _) = after_pass(apply, &json!({"components": {"schemas": schemas}}));
        let schemas = &repaired.root["components"]["schemas"];
        let union = json!({
            "oneOf": [reference("A"), reference("B")],
            "discriminator": {
                "propertyName": "kind",
                "mapping": {"a": "#/components/schemas/A"}
            },
            "description": "d",
        });
        assert_eq!(schemas["Base"], union);
        let plain = json!({
            "type": "object", "properties": {"kind": {"type": "string"}},
            "description": "A `Base` that is not one of the types that inherit from it.",
        });
        assert_eq!(schemas["PlainBase"], plain);
        let origin = repaired.findings.origin("PlainBase");
        assert_eq!(origin, "/components/schemas/Base");
        assert_eq!(schemas["A"], heir("PlainBase"));
        assert_eq!(schemas["B"], heir("A"));
    }

    #[test]
    fn a_union_of_a_base_and_its_heirs_becomes_the_base_and_has_plain_values() {
        let base = json!({"type": "object", "discriminator": {"propertyName": "kind"}});
        let items = json!({
            "oneOf": [reference("Base"), reference("A")], "nullable": true,
            "discriminator": {"propertyName": "kind", "mapping": {"a": "#/components/schemas/A"}},
        });
        let thing = json!({"properties": {"all": {"type": "array", "items": items}}});
        let repaired = applied(&json!({
            "components": {"schemas": {"Thing": thing, "Base": base, "A": heir("Base")}}
        }));
        let schemas = &repaired["components"]["schemas"];
        let items = json!({"$ref": "#/components/schemas/Base", "nullable": true});
        assert_eq!(schemas["Thing"]["properties"]["all"]["items"], items);
        let alternatives = json!([reference("PlainBase"), reference("A")]);
        assert_eq!(schemas["Base"]["oneOf"], alternatives);
        let tags = json!({"a": "#/components/schemas/A", "Base": "#/components/schemas/PlainBase"});
        assert_eq!(schemas["Base"]["discriminator"]["mapping"], tags);
    }

    #[test]
    fn the_plain_base_is_named_after_the_type_without_its_namespace() {
        let base = json!({"type": "object", "discriminator": {"propertyName": "kind"}});
        let repaired = applied(&json!({"components": {"schemas": {
            "My.Api.BaseModel": base, "My.Api.A": heir("My.Api.BaseModel"),
        }}}));
        let schemas = &repaired["components"]["schemas"];
        assert_eq!(schemas["My.Api.A"], heir("PlainBase"));
        let about = "A `Base` that is not one of the types that inherit from it.";
        assert_eq!(schemas["PlainBase"]["description"], about);
    }

    #[test]
    fn a_base_with_one_heir_has_plain_values() {
        let base = json!({"type": "object", "discriminator": {"propertyName": "kind"}});
        let schemas = json!({"Base": base, "A": heir("Base")});
        let repaired = applied(&json!({"components": {"schemas": schemas}}));
        let alternatives = json!([reference("PlainBase"), reference("A")]);
        assert_eq!(
            repaired["components"]["schemas"]["Base"]["oneOf"],
            alternatives
        );
    }

    #[test]
    fn a_discriminator_without_heirs_changes_nothing() {
        let base = json!({"type": "object", "discriminator": {"propertyName": "kind"}});
        let root = json!({"components": {"schemas": {"Base": base}}});
        assert_eq!(applied(&root), root);
    }
}
