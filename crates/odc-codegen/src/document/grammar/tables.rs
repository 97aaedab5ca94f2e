//! The tables: what each object may hold.

/// What a member of an object is.
#[derive(Debug)]
pub(crate) enum Is {
    Any,
    Text,
    Flag,
    /// One of these texts.
    Word(&'static [&'static str]),
    List(&'static Is),
    /// An object whose keys are names of the API.
    Map(&'static Is),
    /// A map in which keys that begin with `x-` are extensions.
    Extended(&'static Is),
    Object(&'static Object),
    Either(&'static Is, &'static Is),
}

/// An object whose keys are given by the specification.
#[derive(Debug)]
pub(crate) struct Object {
    pub(crate) one: &'static str,
    pub(crate) many: &'static str,
    /// Where the components of the kind stand, to which a `$ref` in its place may lead.
    pub(crate) component: Option<&'static str>,
    pub(crate) required: &'static [&'static str],
    pub(crate) members: &'static [(&'static str, Is)],
}

const TEXTS: Is = Is::List(&Is::Text);
const CONTENT: Is = Is::Map(&Is::Object(&MEDIA_TYPE));

pub(crate) static DOCUMENT: Object = Object {
    one: "an OpenAPI document",
    many: "OpenAPI documents",
    component: None,
    required: &["info", "paths"],
    members: &[
        ("openapi", Is::Text),
        ("info", Is::Object(&INFO)),
        ("servers", Is::List(&Is::Object(&SERVER))),
        ("paths", Is::Extended(&Is::Object(&PATH_ITEM))),
        ("components", Is::Object(&COMPONENTS)),
        ("x-odc-rate-limit", Is::Any),
        ("x-odc-deprecation", Is::Any),
    ],
};

static INFO: Object = Object {
    one: "an info object",
    many: "info objects",
    component: None,
    required: &[],
    members: &[("title", Is::Text), ("version", Is::Text)],
};

static SERVER: Object = Object {
    one: "a server object",
    many: "server objects",
    component: None,
    required: &["url"],
    members: &[
        ("url", Is::Text),
        ("variables", Is::Map(&Is::Object(&SERVER_VARIABLE))),
    ],
};

static SERVER_VARIABLE: Object = Object {
    one: "a server variable object",
    many: "server variable objects",
    component: None,
    required: &[],
    members: &[("default", Is::Text)],
};

static COMPONENTS: Object = Object {
    one: "a components object",
    many: "components objects",
    component: None,
    required: &[],
    members: &[
        ("schemas", Is::Map(&Is::Object(&SCHEMA))),
        ("responses", Is::Map(&Is::Object(&RESPONSE))),
        ("parameters", Is::Map(&Is::Object(&PARAMETER))),
        ("requestBodies", Is::Map(&Is::Object(&REQUEST_BODY))),
    ],
};

static PATH_ITEM: Object = Object {
    one: "a path item object",
    many: "path item objects",
    component: None,
    required: &[],
    members: &[
        ("parameters", Is::List(&Is::Object(&PARAMETER))),
        ("get", Is::Object(&OPERATION)),
        ("put", Is::Object(&OPERATION)),
        ("post", Is::Object(&OPERATION)),
        ("delete", Is::Object(&OPERATION)),
        ("options", Is::Object(&OPERATION)),
        ("head", Is::Object(&OPERATION)),
        ("patch", Is::Object(&OPERATION)),
        ("trace", Is::Object(&OPERATION)),
    ],
};

static OPERATION: Object = Object {
    one: "an operation object",
    many: "operation objects",
    component: None,
    required: &["responses"],
    members: &[
        ("tags", TEXTS),
        ("summary", Is::Text),
        ("description", Is::Text),
        ("operationId", Is::Text),
        ("parameters", Is::List(&Is::Object(&PARAMETER))),
        ("requestBody", Is::Object(&REQUEST_BODY)),
        ("responses", Is::Extended(&Is::Object(&RESPONSE))),
        ("deprecated", Is::Flag),
        ("x-os-permissions", Is::Any),
        ("x-rust-name", Is::Text),
        ("x-odc-aliases", TEXTS),
        ("x-odc-idempotent", Is::Flag),
        ("x-odc-rate-limit", Is::Any),
    ],
};

static PARAMETER: Object = Object {
    one: "a parameter object",
    many: "parameter objects",
    component: Some("parameters"),
    required: &["name", "in"],
    members: &[
        ("name", Is::Text),
        ("in", Is::Word(&["query", "header", "path", "cookie"])),
        ("description", Is::Text),
        ("required", Is::Flag),
        ("deprecated", Is::Flag),
        ("style", Is::Text),
        ("explode", Is::Flag),
        ("schema", Is::Object(&SCHEMA)),
        ("content", CONTENT),
        ("x-rust-name", Is::Text),
        ("x-odc-comma-list", Is::Flag),
    ],
};

static REQUEST_BODY: Object = Object {
    one: "a request body object",
    many: "request body objects",
    component: Some("requestBodies"),
    required: &["content"],
    members: &[
        ("description", Is::Text),
        ("content", CONTENT),
        ("required", Is::Flag),
    ],
};

static RESPONSE: Object = Object {
    one: "a response object",
    many: "response objects",
    component: Some("responses"),
    required: &[],
    members: &[("description", Is::Text), ("content", CONTENT)],
};

static MEDIA_TYPE: Object = Object {
    one: "a media type object",
    many: "media type objects",
    component: None,
    required: &[],
    members: &[("schema", Is::Object(&SCHEMA))],
};

/// Without the keywords that validate (`minLength`, `pattern`, `not`, …): the service validates, and typify would make a
/// newtype of each that could not read an answer which breaks a rule. Without `default` too: the service knows its
/// defaults.
static SCHEMA: Object = Object {
    one: "a schema object",
    many: "schema objects",
    component: Some("schemas"),
    required: &[],
    members: &[
        ("title", Is::Text),
        ("description", Is::Text),
        (
            "type",
            Is::Word(&["string", "number", "integer", "boolean", "object", "array"]),
        ),
        ("format", Is::Text),
        ("enum", Is::List(&Is::Any)),
        ("nullable", Is::Flag),
        ("deprecated", Is::Flag),
        ("readOnly", Is::Flag),
        ("writeOnly", Is::Flag),
        // As a flag of a property it is repaired.
        ("required", Is::Either(&TEXTS, &Is::Flag)),
        ("properties", Is::Map(&Is::Object(&SCHEMA))),
        (
            "additionalProperties",
            Is::Either(&Is::Object(&SCHEMA), &Is::Flag),
        ),
        ("items", Is::Object(&SCHEMA)),
        ("allOf", Is::List(&Is::Object(&SCHEMA))),
        ("oneOf", Is::List(&Is::Object(&SCHEMA))),
        ("anyOf", Is::List(&Is::Object(&SCHEMA))),
        ("discriminator", Is::Object(&DISCRIMINATOR)),
        // Names of an enum's values and what is said of them, as generators for .NET write them.
        ("x-enum-varnames", Is::Any),
        ("x-enumNames", Is::Any),
        ("x-enum-descriptions", Is::Any),
        ("x-enumDescriptions", Is::Any),
        ("x-rust-name", Is::Text),
        ("x-odc-aliases", TEXTS),
        ("x-odc-required", Is::Flag),
        ("x-odc-secret", Is::Flag),
        ("x-odc-value-names", Is::Map(&Is::Text)),
    ],
};

static DISCRIMINATOR: Object = Object {
    one: "a discriminator object",
    many: "discriminator objects",
    component: None,
    required: &["propertyName"],
    members: &[("propertyName", Is::Text), ("mapping", Is::Map(&Is::Text))],
};

/// OpenAPI Overlay 1.0.0.
pub(crate) static OVERLAY: Object = Object {
    one: "an overlay",
    many: "overlays",
    component: None,
    required: &["overlay", "info", "actions"],
    members: &[
        ("overlay", Is::Text),
        ("info", Is::Any),
        ("actions", Is::List(&Is::Object(&ACTION))),
    ],
};

pub(crate) static ACTION: Object = Object {
    one: "an action",
    many: "actions",
    component: None,
    required: &["target", "description"],
    members: &[
        ("target", Is::Text),
        ("description", Is::Text),
        ("update", Is::Any),
        ("remove", Is::Flag),
    ],
};

impl Is {
    /// What belongs in the place, as part of a sentence.
    pub(crate) fn one(&self) -> String {
        match self {
            Self::Any => "a value".to_owned(),
            Self::Text => "a text".to_owned(),
            Self::Flag => "true or false".to_owned(),
            Self::Word(words) => format!("one of {}", words.join(", ")),
            Self::List(of) => format!("a list of {}", of.many()),
            Self::Map(of) | Self::Extended(of) => format!("a JSON object of {} by name", of.many()),
            Self::Object(object) => object.one.to_owned(),
            Self::Either(one, other) => format!("{}, or {}", one.one(), other.one()),
        }
    }

    fn many(&self) -> String {
        match self {
            Self::Text => "texts".to_owned(),
            Self::Object(object) => object.many.to_owned(),
            _ => "values".to_owned(),
        }
    }
}

impl Object {
    pub(crate) fn member(&self, name: &str) -> Option<&'static Is> {
        let found = self.members.iter().find(|(known, _)| *known == name);
        found.map(|(_, is)| is)
    }
}
