//! Measures how the time to generate grows with the size of the document. A document of twice the size may take twice
//! the time plus 20 %.
//!
//! `cargo bench -p odc-codegen`. The largest document has 1,000 operations and 5,000 schemas.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use serde_json::{Map, Value, json};

/// A document with `operations` operations. Each operation has an enum, and four schemas that refer to one another.
fn document(operations: usize) -> String {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    let reference = |name: String| json!({"$ref": format!("#/components/schemas/{name}")});
    for i in 0..operations {
        let key = json!({"name": "key", "in": "path", "required": true, "schema": {"type": "string", "format": "uuid"}});
        let kinds = json!({"name": "kinds", "in": "query", "schema": {"type": "array", "items": reference(format!("Kind{i}"))}});
        let content =
            json!({"application/json": {"schema": reference(format!("Thing{i}x0Response"))}});
        let operation = json!({
            "tags": [format!("tag {}", i % 20)],
            "operationId": format!("Thing_ReadThing{i}"),
            "parameters": [key, kinds],
            "responses": {"200": {"description": "The thing", "content": content}},
        });
        paths.insert(format!("/things{i}/{{key}}"), json!({"get": operation}));
        schemas.insert(
            format!("Kind{i}"),
            json!({"type": "string", "enum": ["Big", "Small"]}),
        );
        for j in 0..4 {
            let mut properties = json!({
                "key": {"type": "string", "format": "uuid"},
                "name": {"type": "string", "nullable": true, "description": "A name."},
                "kind": {"allOf": [reference(format!("Kind{i}"))], "nullable": true},
            });
            if j < 3 {
                properties["next"] = reference(format!("Thing{i}x{}Response", j + 1));
            }
            schemas.insert(
                format!("Thing{i}x{j}Response"),
                json!({"type": "object", "properties": properties}),
            );
        }
    }
    let document: Value = json!({
        "openapi": "3.0.3",
        "info": {"title": "Scale", "version": "v1"},
        "servers": [{"url": "https://ODC_PORTAL_DOMAIN/api/scale/v1"}],
        "paths": paths,
        "components": {"schemas": schemas},
    });
    document.to_string()
}

fn generate(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("generate");
    group.sample_size(10);
    for operations in [250, 500, 1_000] {
        let document = document(operations);
        group.throughput(Throughput::Elements(operations as u64));
        group.bench_with_input(
            BenchmarkId::new("operations", operations),
            &document,
            |bencher, document| {
                bencher.iter(|| {
                    odc_codegen::generate_text(document, None, None)
                        .expect("the document can be generated")
                });
            },
        );
    }
    group.finish();
}

criterion_group!(benches, generate);
criterion_main!(benches);
