//! Measures how the time grows with the length of a document, for each form that a document can repeat. A document that
//! is four times as long may take about four times as long.
//!
//! `cargo bench -p odc-codegen --bench growth`

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use odc_codegen::diff::compare;
use odc_codegen::document::Document;
use serde_json::{Map, Value, json};

/// A spelling for each number. All these spellings become the same name in Rust.
fn other_spelling(i: usize) -> String {
    format!(
        "a{}",
        char::from_u32(0x4e00 + u32::try_from(i).unwrap()).unwrap()
    )
}

fn to(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn operation(id: &str, parameters: &[Value]) -> Value {
    let response =
        json!({"description": "d", "content": {"application/json": {"schema": to("S")}}});
    json!({"operationId": id, "parameters": parameters, "responses": {"200": response}})
}

fn document(paths: &Value, schemas: &Value) -> Value {
    json!({
        "openapi": "3.0.3", "info": {"title": "Thing API", "version": "v1"},
        "servers": [{"url": "https://h/api/things/v1"}],
        "paths": paths, "components": {"schemas": schemas},
    })
}

fn with_parameters(parameters: &[Value]) -> Value {
    let schemas = json!({"S": {"type": "object"}});
    document(
        &json!({"/a": {"get": operation("GetA", parameters)}}),
        &schemas,
    )
}

fn with_schemas(schemas: &Value) -> Value {
    document(&json!({"/a": {"get": operation("GetA", &[])}}), schemas)
}

fn many(n: usize, thing: impl Fn(usize) -> Value) -> Vec<Value> {
    (0..n).map(thing).collect()
}

fn members(n: usize, member: impl Fn(usize) -> (String, Value)) -> Value {
    (0..n).map(member).collect::<Map<String, Value>>().into()
}

fn parameter(name: &str, place: &str) -> Value {
    json!({"name": name, "in": place, "schema": {"type": "string"}})
}

fn object(i: usize) -> Value {
    json!({"type": "object", "properties": {format!("p{i}x"): {"type": "string"}}})
}

/// A union of `n` objects, with a tag for each.
fn union(n: usize) -> Value {
    let name = |i: usize| format!("T{i}x");
    let mut schemas = members(n, |i| (name(i), object(i)));
    let mapping = members(n, |i| {
        (
            format!("t{i}"),
            format!("#/components/schemas/{}", name(i)).into(),
        )
    });
    schemas["S"] = json!({
        "oneOf": many(n, |i| to(&name(i))), "discriminator": {"propertyName": "kind", "mapping": mapping},
    });
    schemas
}

/// A base schema and `n` schemas that inherit from it.
fn heirs(n: usize) -> Value {
    let heir = |i| json!({"allOf": [to("S"), object(i)]});
    let mut schemas = members(n, |i| (format!("T{i}x"), heir(i)));
    schemas["S"] = json!({"type": "object", "discriminator": {"propertyName": "kind"}});
    schemas
}

/// References to places inside a schema.
fn inner_references(n: usize) -> Value {
    let inner = members(n, |i| (other_spelling(i), object(i)));
    let mut properties = members(n, |i| {
        (
            format!("r{i}x"),
            to(&format!("S/properties/{}", other_spelling(i))),
        )
    });
    properties
        .as_object_mut()
        .unwrap()
        .extend(inner.as_object().unwrap().clone());
    json!({"S": {"type": "object", "properties": properties}})
}

fn enumeration(n: usize) -> Value {
    let values = many(n, |i| other_spelling(i).into());
    json!({"S": {"type": "string", "enum": values}})
}

fn properties(n: usize, name: impl Fn(usize) -> String) -> Value {
    let properties = members(n, |i| (name(i), json!({"type": "string"})));
    json!({"S": {"type": "object", "properties": properties}})
}

/// A union of objects that have no name.
fn nameless_union(n: usize) -> Value {
    with_schemas(&json!({"S": {"oneOf": many(n, object)}}))
}

type Form = (&'static str, fn(usize) -> Value);

/// The forms. The argument of a function is the number of repetitions in the document that it returns.
const FORMS: [Form; 13] = [
    ("parameters of one operation", |n| {
        with_parameters(&many(n, |i| parameter(&format!("p{i}x"), "query")))
    }),
    ("headers of one operation", |n| {
        with_parameters(&many(n, |i| parameter(&format!("p{i}x"), "header")))
    }),
    ("parameters that want one name", |n| {
        with_parameters(&many(n, |i| parameter(&other_spelling(i), "query")))
    }),
    ("one parameter again and again", |n| {
        with_parameters(&many(n, |_| parameter("p", "query")))
    }),
    ("operations that want one name", |n| {
        let item = json!({"get": operation("GetA", &[])});
        let paths = members(n, |i| (format!("/{}", other_spelling(i)), item.clone()));
        document(&paths, &json!({"S": {"type": "object"}}))
    }),
    ("fields that want one name", |n| {
        with_schemas(&properties(n, other_spelling))
    }),
    ("fields of one type", |n| {
        with_schemas(&properties(n, |i| format!("p{i}x")))
    }),
    ("schemas that want one name", |n| {
        let mut schemas = members(n, |i| (other_spelling(i), object(i)));
        let properties = members(n, |i| (format!("p{i}x"), to(&other_spelling(i))));
        schemas["S"] = json!({"type": "object", "properties": properties});
        with_schemas(&schemas)
    }),
    ("inner references", |n| with_schemas(&inner_references(n))),
    ("values that want one name", |n| {
        with_schemas(&enumeration(n))
    }),
    ("alternatives of a union", |n| with_schemas(&union(n))),
    ("heirs of a base", |n| with_schemas(&heirs(n))),
    ("operations", |n| {
        let item = |i| json!({"get": operation(&format!("GetA{i}x"), &[])});
        let paths = members(n, |i| (format!("/a{i}"), item(i)));
        document(&paths, &json!({"S": {"type": "object"}}))
    }),
];

/// This form is used only for the comparison.
const NAMELESS: Form = ("alternatives without a name", nameless_union);

fn generate(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("generate");
    group.sample_size(10);
    for (name, form) in FORMS {
        for n in [100, 400] {
            let text = form(n).to_string();
            group.bench_with_input(BenchmarkId::new(name, n), &text, |bencher, text| {
                bencher.iter(|| odc_codegen::generate_text(text, None, None));
            });
        }
    }
}

/// The same document, but everything that repeats has another name.
fn renamed(document: &Value) -> Document {
    let mut text = document.to_string();
    for digit in 0..10 {
        for (was, is) in [("\"p", "\"q"), ("\"T", "\"U"), ("/T", "/U")] {
            text = text.replace(&format!("{was}{digit}"), &format!("{is}{digit}"));
        }
    }
    Document::parse("new.json", &text).unwrap()
}

fn diff(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("diff");
    group.sample_size(10);
    for (name, form) in FORMS.into_iter().chain([NAMELESS]) {
        for n in [200, 800] {
            let old = form(n);
            let new = renamed(&old);
            let old = Document::parse("old.json", &old.to_string()).unwrap();
            group.bench_function(BenchmarkId::new(name, n), |bencher| {
                bencher.iter(|| compare(&old, &new));
            });
        }
    }
}

/// Measures an action of an overlay that removes many values.
fn remove(criterion: &mut Criterion) {
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n\
                   - {target: '$.components.schemas.S.properties.*', description: why, remove: true}\n";
    let overlay = odc_codegen::document::overlay::Overlay::parse("x.yaml", overlay).unwrap();
    let mut group = criterion.benchmark_group("remove");
    group.sample_size(10);
    for n in [2_000, 8_000] {
        let text = with_schemas(&properties(n, |i| format!("p{i}x"))).to_string();
        let document = Document::parse("x.json", &text).unwrap();
        group.bench_function(BenchmarkId::from_parameter(n), |bencher| {
            let apply = |mut document: Document| overlay.apply(&mut document).unwrap();
            bencher.iter_batched(|| document.clone(), apply, BatchSize::PerIteration);
        });
    }
}

criterion_group!(growth, generate, diff, remove);
criterion_main!(growth);
