//! The tables: the members of each object, and the kinds of their values.

/// The kind of value that a member of an object has.
#[derive(Debug)]
pub(crate) enum Kind {
    Any,
    Text,
    Flag,
    /// One of these texts.
    Word(&'static [&'static str]),
    List(&'static Kind),
    /// An object whose keys are names of the API.
    Map(&'static Kind),
    /// A map in which keys that begin with `x-` are extensions.
    Extended(&'static Kind),
    Object(&'static Object),
    Either(&'static Kind, &'static Kind),
}

/// An object whose keys the specification defines.
#[derive(Debug)]
pub(crate) struct Object {
    /// One such object, as part of a sentence.
    pub(crate) one: &'static str,
    /// Several such objects, as part of a sentence.
    pub(crate) many: &'static str,
    /// The member of `components` that holds such objects, when a `$ref` may take the place of such an object.
    pub(crate) component: Option<&'static str>,
    pub(crate) required: &'static [&'static str],
    pub(crate) members: &'static [(&'static str, Kind)],
}

const TEXTS: Kind = Kind::List(&Kind::Text);
const CONTENT: Kind = Kind::Map(&Kind::Object(&MEDIA_TYPE));

pub(crate) static DOCUMENT: Object = Object {
    one: "an OpenAPI document",
    many: "OpenAPI documents",
    component: None,
    required: &["info", "paths"],
    members: &[
        ("openapi", Kind::Text),
        ("info", Kind::Object(&INFO)),
        ("servers", Kind::List(&Kind::Object(&SERVER))),
        ("paths", Kind::Extended(&Kind::Object(&PATH_ITEM))),
        ("components", Kind::Object(&COMPONENTS)),
        ("x-odc-rate-limit", Kind::Any),
        ("x-odc-deprecation", Kind::Any),
    ],
};

static INFO: Object = Object {
    one: "an info object",
    many: "info objects",
    component: None,
    required: &[],
    members: &[("title", Kind::Text), ("version", Kind::Text)],
};

static SERVER: Object = Object {
    one: "a server object",
    many: "server objects",
    component: None,
    required: &["url"],
    members: &[
        ("url", Kind::Text),
        ("variables", Kind::Map(&Kind::Object(&SERVER_VARIABLE))),
    ],
};

static SERVER_VARIABLE: Object = Object {
    one: "a server variable object",
    many: "server variable objects",
    component: None,
    required: &[],
    members: &[("default", Kind::Text)],
};

static COMPONENTS: Object = Object {
    one: "a components object",
    many: "components objects",
    component: None,
    required: &[],
    members: &[
        ("schemas", Kind::Map(&Kind::Object(&SCHEMA))),
        ("responses", Kind::Map(&Kind::Object(&RESPONSE))),
        ("parameters", Kind::Map(&Kind::Object(&PARAMETER))),
        ("requestBodies", Kind::Map(&Kind::Object(&REQUEST_BODY))),
    ],
};

static PATH_ITEM: Object = Object {
    one: "a path item object",
    many: "path item objects",
    component: None,
    required: &[],
    members: &[
        ("parameters", Kind::List(&Kind::Object(&PARAMETER))),
        ("get", Kind::Object(&OPERATION)),
        ("put", Kind::Object(&OPERATION)),
        ("post", Kind::Object(&OPERATION)),
        ("delete", Kind::Object(&OPERATION)),
        ("options", Kind::Object(&OPERATION)),
        ("head", Kind::Object(&OPERATION)),
        ("patch", Kind::Object(&OPERATION)),
        ("trace", Kind::Object(&OPERATION)),
    ],
};

static OPERATION: Object = Object {
    one: "an operation object",
    many: "operation objects",
    component: None,
    required: &["responses"],
    members: &[
        ("tags", TEXTS),
        ("summary", Kind::Text),
        ("description", Kind::Text),
        ("operationId", Kind::Text),
        ("parameters", Kind::List(&Kind::Object(&PARAMETER))),
        ("requestBody", Kind::Object(&REQUEST_BODY)),
        ("responses", Kind::Extended(&Kind::Object(&RESPONSE))),
        ("deprecated", Kind::Flag),
        ("x-os-permissions", Kind::Text),
        ("x-rust-name", Kind::Text),
        ("x-odc-aliases", TEXTS),
        ("x-odc-idempotent", Kind::Flag),
        ("x-odc-rate-limit", Kind::Any),
        ("x-odc-wait", Kind::Any),
        ("x-odc-page", Kind::Any),
    ],
};

static PARAMETER: Object = Object {
    one: "a parameter object",
    many: "parameter objects",
    component: Some("parameters"),
    required: &["name", "in"],
    members: &[
        ("name", Kind::Text),
        ("in", Kind::Word(&["query", "header", "path", "cookie"])),
        ("description", Kind::Text),
        ("required", Kind::Flag),
        ("deprecated", Kind::Flag),
        ("style", Kind::Text),
        ("explode", Kind::Flag),
        ("schema", Kind::Object(&SCHEMA)),
        ("content", CONTENT),
        ("x-rust-name", Kind::Text),
        ("x-odc-comma-list", Kind::Flag),
    ],
};

static REQUEST_BODY: Object = Object {
    one: "a request body object",
    many: "request body objects",
    component: Some("requestBodies"),
    required: &["content"],
    members: &[
        ("description", Kind::Text),
        ("content", Kind::Map(&Kind::Object(&REQUEST_MEDIA_TYPE))),
        ("required", Kind::Flag),
    ],
};

static RESPONSE: Object = Object {
    one: "a response object",
    many: "response objects",
    component: Some("responses"),
    required: &[],
    members: &[
        ("description", Kind::Text),
        ("content", CONTENT),
        ("headers", Kind::Any),
    ],
};

static MEDIA_TYPE: Object = Object {
    one: "a media type object",
    many: "media type objects",
    component: None,
    required: &[],
    members: &[("schema", Kind::Object(&SCHEMA))],
};

/// A media type of a request body. `encoding` has a meaning only for forms.
static REQUEST_MEDIA_TYPE: Object = Object {
    one: "a media type object",
    many: "media type objects",
    component: None,
    required: &[],
    members: &[
        ("schema", Kind::Object(&SCHEMA)),
        ("encoding", Kind::Map(&Kind::Object(&ENCODING))),
    ],
};

/// `allowReserved` is absent: an escaped character means the same.
static ENCODING: Object = Object {
    one: "an encoding object",
    many: "encoding objects",
    component: None,
    required: &[],
    members: &[
        ("contentType", Kind::Text),
        ("headers", Kind::Map(&Kind::Any)),
        ("style", Kind::Text),
        ("explode", Kind::Flag),
    ],
};

/// The keywords that validate (`minLength`, `pattern`, `not`, …) are absent: the service validates, and typify would
/// generate newtypes that reject a response that breaks a rule. `default` is absent too: the service applies its own
/// defaults.
static SCHEMA: Object = Object {
    one: "a schema object",
    many: "schema objects",
    component: Some("schemas"),
    required: &[],
    members: &[
        ("title", Kind::Text),
        ("description", Kind::Text),
        (
            "type",
            Kind::Word(&["string", "number", "integer", "boolean", "object", "array"]),
        ),
        ("format", Kind::Text),
        ("enum", Kind::List(&Kind::Any)),
        ("nullable", Kind::Flag),
        ("deprecated", Kind::Flag),
        ("readOnly", Kind::Flag),
        ("writeOnly", Kind::Flag),
        // Some documents have a flag on a property. A pass moves it to the list of the schema.
        ("required", Kind::Either(&TEXTS, &Kind::Flag)),
        ("properties", Kind::Map(&Kind::Object(&SCHEMA))),
        (
            "additionalProperties",
            Kind::Either(&Kind::Object(&SCHEMA), &Kind::Flag),
        ),
        ("items", Kind::Object(&SCHEMA)),
        ("allOf", Kind::List(&Kind::Object(&SCHEMA))),
        ("oneOf", Kind::List(&Kind::Object(&SCHEMA))),
        ("anyOf", Kind::List(&Kind::Object(&SCHEMA))),
        ("discriminator", Kind::Object(&DISCRIMINATOR)),
        // Names and descriptions of an enum's values. Document generators for .NET write them.
        ("x-enum-varnames", Kind::Any),
        ("x-enumNames", Kind::Any),
        ("x-enum-descriptions", Kind::Any),
        ("x-enumDescriptions", Kind::Any),
        ("x-rust-name", Kind::Text),
        ("x-odc-aliases", TEXTS),
        ("x-odc-required", Kind::Flag),
        ("x-odc-secret", Kind::Flag),
        ("x-odc-value-names", Kind::Map(&Kind::Text)),
    ],
};

static DISCRIMINATOR: Object = Object {
    one: "a discriminator object",
    many: "discriminator objects",
    component: None,
    required: &["propertyName"],
    members: &[
        ("propertyName", Kind::Text),
        ("mapping", Kind::Map(&Kind::Text)),
    ],
};

/// OpenAPI Overlay 1.0.0.
pub(crate) static OVERLAY: Object = Object {
    one: "an overlay",
    many: "overlays",
    component: None,
    required: &["overlay", "info", "actions"],
    members: &[
        ("overlay", Kind::Text),
        ("info", Kind::Any),
        ("actions", Kind::List(&Kind::Object(&ACTION))),
    ],
};

pub(crate) static ACTION: Object = Object {
    one: "an action",
    many: "actions",
    component: None,
    required: &["target", "description"],
    members: &[
        ("target", Kind::Text),
        ("description", Kind::Text),
        ("update", Kind::Any),
        ("remove", Kind::Flag),
    ],
};

impl Kind {
    /// The kind as part of a sentence.
    pub(crate) fn singular(&self) -> String {
        match self {
            Self::Any => "a value".to_owned(),
            Self::Text => "a text".to_owned(),
            Self::Flag => "true or false".to_owned(),
            Self::Word(words) => format!("one of {}", words.join(", ")),
            Self::List(of) => format!("a list of {}", of.plural()),
            Self::Map(of) | Self::Extended(of) => {
                format!("a JSON object of {} by name", of.plural())
            }
            Self::Object(object) => object.one.to_owned(),
            Self::Either(one, other) => format!("{}, or {}", one.singular(), other.singular()),
        }
    }

    fn plural(&self) -> String {
        match self {
            Self::Text => "texts".to_owned(),
            Self::Object(object) => object.many.to_owned(),
            _ => "values".to_owned(),
        }
    }
}

impl Object {
    pub(crate) fn member(&self, name: &str) -> Option<&'static Kind> {
        let found = self.members.iter().find(|(known, _)| *known == name);
        found.map(|(_, is)| is)
    }
}
