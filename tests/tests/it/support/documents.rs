//! The published API documents and their overlays.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

/// A document with its overlay.
pub struct Document {
    pub json: Value,
    pub overlay: Value,
}

/// An operation in a document.
pub struct Published<'a> {
    pub method: String,
    pub path: &'a str,
    pub node: &'a Value,
}

impl Published<'_> {
    pub fn id(&self) -> &str {
        self.node["operationId"].as_str().expect("an operationId")
    }

    /// The status of the success response, and its schema if it has content.
    pub fn success(&self) -> (u16, Option<&Value>) {
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

pub fn identity() -> &'static Document {
    static DOCUMENT: LazyLock<Document> = LazyLock::new(|| Document::read("identity-v1"));
    &DOCUMENT
}

pub fn portfolio() -> &'static Document {
    static DOCUMENT: LazyLock<Document> = LazyLock::new(|| Document::read("portfolio-v1"));
    &DOCUMENT
}

pub fn portfolio_v2() -> &'static Document {
    static DOCUMENT: LazyLock<Document> = LazyLock::new(|| Document::read("portfolio-v2"));
    &DOCUMENT
}

/// All documents, each with the base path of its API.
pub fn all() -> [(&'static str, &'static Document); 3] {
    [
        (odc_identity_v1::operations::BASE_PATH, identity()),
        (odc_portfolio_v1::operations::BASE_PATH, portfolio()),
        (odc_portfolio_v2::operations::BASE_PATH, portfolio_v2()),
    ]
}

/// The document of the API with this base path.
pub fn of(api: &str) -> &'static Document {
    let found = all().into_iter().find(|(path, _)| *path == api);
    found.expect("a document").1
}

impl Document {
    fn read(name: &str) -> Self {
        let openapi = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../openapi");
        let text = |file: String| std::fs::read_to_string(openapi.join(file)).expect("a document");
        let json = serde_json::from_str(&text(format!("{name}.json"))).expect("JSON");
        let overlay = serde_norway::from_str(&text(format!("{name}.overlay.yaml"))).expect("YAML");
        Self { json, overlay }
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

    /// The values of all overlay updates that set `extension`, with the pointers of their targets.
    pub fn overlaid(&self, extension: &str) -> Vec<(String, &Value)> {
        let actions = self.overlay["actions"].as_array().expect("actions");
        actions
            .iter()
            .filter_map(|action| Some((action, action["update"].get(extension)?)))
            .flat_map(|(action, value)| {
                let target = action["target"].as_str().expect("a target");
                let path = JsonPath::parse(target).expect("a JSONPath");
                let places = path.query_located(&self.json);
                let pointers: Vec<_> = places
                    .iter()
                    .map(|place| place.location().to_json_pointer())
                    .collect();
                pointers.into_iter().map(move |pointer| (pointer, value))
            })
            .collect()
    }

    /// Pointers of the properties that a client requires.
    pub fn required(&self) -> BTreeSet<String> {
        let marked = self.overlaid("x-odc-required").into_iter();
        marked
            .filter(|(_, value)| **value == Value::Bool(true))
            .map(|(pointer, _)| pointer)
            .collect()
    }

    /// A response with every property of the schema, and the list of these properties.
    pub fn sample(&self, schema: &Value) -> (Value, Vec<Place>) {
        let mut sampler = Sampler {
            document: self,
            required: self.required(),
            places: Vec::new(),
            count: 0,
        };
        let value = sampler.value(schema, None, "", ".");
        (value, sampler.places)
    }
}

struct Sampler<'a> {
    document: &'a Document,
    required: BTreeSet<String>,
    places: Vec<Place>,
    /// Makes every value different, so that a test notices when two properties are exchanged.
    count: u32,
}

impl<'a> Sampler<'a> {
    /// `at` is the pointer of a named schema in the document.
    fn value(&mut self, schema: &'a Value, at: Option<&str>, pointer: &str, path: &str) -> Value {
        if let Some(reference) = schema["$ref"].as_str() {
            let target = reference.strip_prefix('#').expect("a local reference");
            let schema = self.document.json.pointer(target).expect("a schema");
            return self.value(schema, Some(target), pointer, path);
        }
        if let Some(parts) = schema["allOf"].as_array() {
            assert_eq!(parts.len(), 1, "an allOf of one element is a reference");
            return self.value(&parts[0], None, pointer, path);
        }
        self.count += 1;
        if let Some(values) = schema["enum"].as_array() {
            return values[self.count as usize % values.len()].clone();
        }
        match (schema["type"].as_str(), schema["format"].as_str()) {
            (Some("object"), _) => self.object(schema, at.expect("a name"), pointer, path),
            (Some("array"), _) => {
                let path = if path == "." {
                    "[0]".to_owned()
                } else {
                    format!("{path}[0]")
                };
                let item = self.value(&schema["items"], None, &format!("{pointer}/0"), &path);
                Value::Array(vec![item])
            }
            (Some("string"), Some("uuid")) => uuid::Uuid::from_u128(u128::from(self.count))
                .to_string()
                .into(),
            (Some("string"), Some("date-time")) => format!(
                "2026-07-08T09:{:02}:{:02}Z",
                self.count / 60 % 60,
                self.count % 60
            )
            .into(),
            (Some("string"), None) => format!("text {}", self.count).into(),
            (Some("integer"), _) => self.count.into(),
            (Some("boolean"), _) => true.into(),
            other => panic!("no sample for {other:?}"),
        }
    }

    fn object(&mut self, schema: &'a Value, at: &str, pointer: &str, path: &str) -> Value {
        let properties = schema["properties"].as_object().expect("properties");
        let mut object = Map::new();
        for (name, property) in properties {
            let place = Place {
                object: pointer.to_owned(),
                path: path.to_owned(),
                property: name.clone(),
                is_array: property["type"] == "array",
                required: self.required.contains(&format!("{at}/properties/{name}")),
            };
            let full = place.full_path();
            self.places.push(place);
            let value = self.value(property, None, &format!("{pointer}/{name}"), &full);
            object.insert(name.clone(), value);
        }
        Value::Object(object)
    }
}
