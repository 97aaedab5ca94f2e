//! The published API documents, with our overlays.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use super::{apis, overlay};

/// A document with its overlay.
pub struct Document {
    pub json: Value,
}

/// An operation in a document.
pub struct Published<'a> {
    pub method: String,
    pub path: &'a str,
    pub node: &'a Value,
}

impl<'a> Published<'a> {
    pub fn id(&self) -> &'a str {
        self.node["operationId"].as_str().expect("an operationId")
    }

    /// The parameters in this part of the request, `path` or `query`, each with its name.
    pub fn parameters(&self, part: &str) -> BTreeMap<&'a str, &'a Value> {
        let all = self.node["parameters"].as_array().into_iter().flatten();
        all.filter(|one| one["in"] == part)
            .map(|one| (one["name"].as_str().expect("a name"), one))
            .collect()
    }

    /// The schema of the request body, if there is one.
    pub fn body(&self) -> Option<&'a Value> {
        self.node
            .pointer("/requestBody/content/application~1json/schema")
    }

    /// Whether the document says that a call needs the body. The overlay can require the bodies of other calls.
    pub fn requires_body(&self) -> bool {
        self.node.pointer("/requestBody/required") == Some(&true.into())
    }

    /// The status of the success response, and its schema if it has content.
    pub fn success(&self) -> (u16, Option<&'a Value>) {
        let responses = self.node["responses"].as_object().expect("responses");
        let (status, response) = responses
            .iter()
            .find(|(status, _)| status.starts_with('2'))
            .expect("a success");
        let schema = response.pointer("/content/application~1json/schema");
        (status.parse().expect("a status"), schema)
    }
}

/// One property of a sample response.
#[derive(Debug)]
pub struct Place {
    /// The JSON pointer of its object in the sample.
    pub object: String,
    /// The same place in the form that errors use: `results[0].foreignClaim`, or `.` for the whole value.
    pub path: String,
    pub property: String,
    pub is_array: bool,
    /// Whether the overlay says that a client requires it.
    pub required: bool,
}

impl Place {
    /// The place of the property itself, in the form that errors use.
    pub fn full_path(&self) -> String {
        match self.path.as_str() {
            "." => self.property.clone(),
            path => format!("{path}.{}", self.property),
        }
    }
}

/// The document of this name, such as `identity-v1`.
pub fn named(name: &str) -> &'static Document {
    static ALL: LazyLock<BTreeMap<&str, Document>> = LazyLock::new(|| {
        let documents = apis::ALL.iter();
        documents
            .map(|api| (api.name, Document::read(api.name)))
            .collect()
    });
    ALL.get(name).expect("a document")
}

/// Merges a schema of several parts into one object. A later part may add members to a property of an earlier part.
fn merge(schema: &mut Value, schemas: &Value) {
    let Some(parts) = schema["allOf"].as_array().filter(|parts| parts.len() > 1) else {
        return;
    };
    let mut all = json!({"type": "object", "description": schema["description"], "properties": {}});
    for part in parts {
        let name = part["$ref"]
            .as_str()
            .and_then(|target| target.rsplit('/').next());
        let part = name.map_or(part, |name| &schemas[name]);
        for (name, more) in part["properties"].as_object().expect("properties") {
            let more = more.as_object().expect("a schema").clone();
            match all["properties"][name].as_object_mut() {
                Some(property) => property.extend(more),
                None => all["properties"][name] = Value::Object(more),
            }
        }
    }
    *schema = all;
}

impl Document {
    fn read(name: &str) -> Self {
        let openapi = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../openapi");
        let text = |file: String| std::fs::read_to_string(openapi.join(file)).expect("a document");
        let json = serde_json::from_str(&text(format!("{name}.json"))).expect("JSON");
        let overlay = serde_norway::from_str(&text(format!("{name}.overlay.yaml"))).expect("YAML");
        let mut json = overlay::applied(json, &overlay);
        let parts = json["components"]["schemas"].clone();
        let schemas = json["components"]["schemas"].as_object_mut();
        for schema in schemas.expect("schemas").values_mut() {
            merge(schema, &parts);
        }
        Self { json }
    }

    /// All operations, in the order of the document.
    pub fn operations(&self) -> Vec<Published<'_>> {
        let paths = self.json["paths"].as_object().expect("paths");
        let of_path = |(path, item)| {
            let item: &Map<String, Value> = Value::as_object(item).expect("a path item");
            let methods = item.iter().filter(|(key, _)| *key != "parameters");
            methods.map(move |(method, node)| Published {
                method: method.to_uppercase(),
                path: String::as_str(path),
                node,
            })
        };
        paths.iter().flat_map(of_path).collect()
    }

    /// The schemas that have a name.
    pub fn schemas(&self) -> &Map<String, Value> {
        let schemas = self.json["components"]["schemas"].as_object();
        schemas.expect("schemas")
    }

    /// The properties of responses that a client requires, as `Schema.property`.
    pub fn required(&self) -> BTreeSet<String> {
        let of_schema = |(schema, node): (&String, &Value)| {
            let properties = node["properties"].as_object().into_iter().flatten();
            let required = properties.filter(|(_, node)| node["x-odc-required"] == true);
            let required: Vec<_> = required
                .map(|(name, _)| format!("{schema}.{name}"))
                .collect();
            required
        };
        self.schemas().iter().flat_map(of_schema).collect()
    }

    /// The schema, or the target if the schema is only a reference.
    pub fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        if let Some(reference) = schema["$ref"].as_str() {
            let target = reference.strip_prefix('#').expect("a local reference");
            return self.resolved(self.json.pointer(target).expect("a schema"));
        }
        if let Some(parts) = schema["allOf"].as_array() {
            assert_eq!(parts.len(), 1, "an allOf of one element is a reference");
            return self.resolved(&parts[0]);
        }
        schema
    }

    /// A response with every property of the schema, and the list of these properties.
    pub fn sample(&self, schema: &Value) -> (Value, Vec<Place>) {
        let mut sampler = Sampler {
            document: self,
            places: Vec::new(),
            count: 0,
            open: Vec::new(),
        };
        let value = sampler.value(schema, "", ".");
        (value, sampler.places)
    }

    /// Panics unless a request may have this value at this place.
    pub fn assert_allows(&self, schema: &Value, value: &Value, place: &str) {
        if value.is_null() {
            let nullable = schema["nullable"] == true || self.resolved(schema)["nullable"] == true;
            assert!(nullable, "{place} is null");
            return;
        }
        let schema = self.resolved(schema);
        if let Some(values) = schema["enum"].as_array() {
            assert!(values.contains(value), "{place}: {value}");
            return;
        }
        let text = value.as_str();
        let fits = match (schema["type"].as_str(), schema["format"].as_str()) {
            (Some("object"), _) => return self.assert_allows_object(schema, value, place),
            (Some("array"), _) => {
                let items = value.as_array().expect(place);
                for item in items {
                    self.assert_allows(&schema["items"], item, &format!("{place}[]"));
                }
                true
            }
            (Some("string"), Some("uuid")) => {
                text.is_some_and(|text| text.parse::<uuid::Uuid>().is_ok())
            }
            (Some("string"), Some("date-time")) => {
                text.is_some_and(|text| chrono::DateTime::parse_from_rfc3339(text).is_ok())
            }
            (Some("string"), Some("uri")) => text.is_some_and(|text| url::Url::parse(text).is_ok()),
            (Some("string"), None) => text.is_some(),
            (Some("integer"), Some("int32")) => {
                value.as_i64().is_some_and(|one| i32::try_from(one).is_ok())
            }
            (Some("boolean"), _) => value.is_boolean(),
            other => panic!("{place}: nobody checks {other:?}"),
        };
        assert!(fits, "{place}: {value} is not as {schema} says");
    }

    fn assert_allows_object(&self, schema: &Value, value: &Value, place: &str) {
        let members = value.as_object().expect(place);
        let properties = schema["properties"].as_object().expect("properties");
        for (name, value) in members {
            let place = format!("{place}.{name}");
            let property = properties.get(name);
            self.assert_allows(property.expect(&place), value, &place);
        }
        for name in schema["required"].as_array().into_iter().flatten() {
            let name = name.as_str().expect("a name");
            assert!(members.contains_key(name), "{place} has no {name}");
        }
    }
}

struct Sampler<'a> {
    document: &'a Document,
    places: Vec<Place>,
    /// Makes every value different, so that a test notices when two properties are exchanged.
    count: u32,
    /// The references that lead to the current place.
    open: Vec<&'a str>,
}

impl<'a> Sampler<'a> {
    fn value(&mut self, schema: &'a Value, pointer: &str, path: &str) -> Value {
        if let Some(reference) = schema["$ref"].as_str() {
            let target = reference.strip_prefix('#').expect("a local reference");
            let schema = self.document.json.pointer(target).expect("a schema");
            self.open.push(reference);
            let value = self.value(schema, pointer, path);
            self.open.pop();
            return value;
        }
        if let Some(parts) = schema["allOf"].as_array() {
            assert_eq!(parts.len(), 1, "an allOf of one element is a reference");
            return self.value(&parts[0], pointer, path);
        }
        self.count += 1;
        if let Some(values) = schema["enum"].as_array() {
            return values[self.count as usize % values.len()].clone();
        }
        match (schema["type"].as_str(), schema["format"].as_str()) {
            (Some("object"), _) if schema["properties"].is_object() => {
                self.object(schema, pointer, path)
            }
            (Some("object"), _) if schema["additionalProperties"]["type"] == "string" => {
                json!({ format!("name {}", self.count): "text" })
            }
            (Some("array"), _) => self.array(schema, pointer, path),
            (Some("string"), Some("uuid")) => uuid::Uuid::from_u128(u128::from(self.count))
                .to_string()
                .into(),
            (Some("string"), Some("date-time")) => format!(
                "2026-07-08T09:{:02}:{:02}Z",
                self.count / 60 % 60,
                self.count % 60
            )
            .into(),
            (Some("string"), Some("uri")) => format!("https://files.example/{}", self.count).into(),
            (Some("string"), None) => format!("text {}", self.count).into(),
            (Some("integer"), _) => self.count.into(),
            (Some("boolean"), _) => true.into(),
            other => panic!("no sample for {other:?}"),
        }
    }

    fn array(&mut self, schema: &'a Value, pointer: &str, path: &str) -> Value {
        // Two levels of such a tree are enough.
        let item = schema["items"]["$ref"].as_str();
        let levels = self.open.iter().filter(|one| Some(**one) == item).count();
        if levels > 1 {
            return json!([]);
        }
        let path = if path == "." {
            "[0]".to_owned()
        } else {
            format!("{path}[0]")
        };
        json!([self.value(&schema["items"], &format!("{pointer}/0"), &path)])
    }

    fn object(&mut self, schema: &'a Value, pointer: &str, path: &str) -> Value {
        let properties = schema["properties"].as_object().expect("properties");
        let mut object = Map::new();
        for (name, property) in properties {
            let place = Place {
                object: pointer.to_owned(),
                path: path.to_owned(),
                property: name.clone(),
                is_array: property["type"] == "array",
                required: property["x-odc-required"] == true,
            };
            let full = place.full_path();
            self.places.push(place);
            let value = self.value(property, &format!("{pointer}/{name}"), &full);
            object.insert(name.clone(), value);
        }
        Value::Object(object)
    }
}
