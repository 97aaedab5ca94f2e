//! The API documents as they are published, and what the overlays say of them.

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

/// An operation as a document has it.
pub struct Published<'a> {
    pub method: String,
    pub path: &'a str,
    pub node: &'a Value,
}

impl Published<'_> {
    pub fn id(&self) -> &str {
        self.node["operationId"].as_str().expect("an operationId")
    }

    /// The status of the success, and its schema if it has content.
    pub fn success(&self) -> (u16, Option<&Value>) {
        let answers = self.node["responses"].as_object().expect("responses");
        let (status, answer) = answers
            .iter()
            .find(|(status, _)| status.starts_with('2'))
            .expect("a success");
        let schema = answer.pointer("/content/application~1json/schema");
        (status.parse().expect("a status"), schema)
    }
}

/// One property of a sample answer.
#[derive(Debug)]
pub struct Place {
    /// Where its object is in the sample, as JSON pointer.
    pub object: String,
    /// The same place as errors name it: `results[0].foreignClaim`, `.` for the whole.
    pub path: String,
    pub property: String,
    pub is_array: bool,
    /// Whether the overlay says that a client insists on it.
    pub required: bool,
}

impl Place {
    /// The property's own place as errors name it.
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

/// All documents, each with where its API is.
pub fn all() -> [(&'static str, &'static Document); 3] {
    [
        (odc_identity_v1::operations::BASE_PATH, identity()),
        (odc_portfolio_v1::operations::BASE_PATH, portfolio()),
        (odc_portfolio_v2::operations::BASE_PATH, portfolio_v2()),
    ]
}

/// The document of the API that is there.
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

    /// The values of all overlay updates that set `extension`, with the pointers of what they apply to.
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

    /// Pointers of the properties that a client insists on.
    pub fn insisted(&self) -> BTreeSet<String> {
        let marked = self.overlaid("x-odc-required").into_iter();
        marked
            .filter(|(_, value)| **value == Value::Bool(true))
            .map(|(pointer, _)| pointer)
            .collect()
    }

    /// An answer with every property that the schema has, and the list of these properties.
    pub fn sample(&self, schema: &Value) -> (Value, Vec<Place>) {
        let mut sampler = Sampler {
            document: self,
            insisted: self.insisted(),
            places: Vec::new(),
            count: 0,
        };
        let value = sampler.value(schema, None, "", ".");
        (value, sampler.places)
    }
}

struct Sampler<'a> {
    document: &'a Document,
    insisted: BTreeSet<String>,
    places: Vec<Place>,
    /// Makes every value another one, so that no two properties can be mixed up unnoticed.
    count: u32,
}

impl<'a> Sampler<'a> {
    /// `at` is the schema's pointer in the document, when it has one of its own.
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
                required: self.insisted.contains(&format!("{at}/properties/{name}")),
            };
            let full = place.full_path();
            self.places.push(place);
            let value = self.value(property, None, &format!("{pointer}/{name}"), &full);
            object.insert(name.clone(), value);
        }
        Value::Object(object)
    }
}
