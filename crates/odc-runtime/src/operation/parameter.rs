//! The parameters and the body of an operation, as data.

/// A parameter of an operation.
///
/// ```
/// use odc_runtime::{Parameter, Place, ValueKind};
///
/// const LIMIT: Parameter = Parameter::new("limit", Place::Query, ValueKind::Integer)
///     .with_range(Some(1), Some(1000))
///     .with_default("100")
///     .with_about("Maximum number of rows on the page.");
/// assert!(!LIMIT.is_required());
/// assert_eq!(LIMIT.default(), Some("100"));
/// assert_eq!(LIMIT.maximum(), Some(1000));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    name: &'static str,
    place: Place,
    kind: ValueKind,
    format: Option<&'static str>,
    required: bool,
    list: Option<ListStyle>,
    values: &'static [&'static str],
    default: Option<&'static str>,
    minimum: Option<i64>,
    maximum: Option<i64>,
    about: &'static str,
}

/// The part of a request that contains a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
}

/// The type of a value, or of each value of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValueKind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ListStyle {
    /// Each value on its own: `key=a&key=b`.
    Repeated,
    /// All values in one text, with this text between them: `key=a,b`.
    Joined(&'static str),
}

impl Parameter {
    /// An optional parameter with one value.
    #[must_use]
    pub const fn new(name: &'static str, place: Place, kind: ValueKind) -> Self {
        Self {
            name,
            place,
            kind,
            format: None,
            required: false,
            list: None,
            values: &[],
            default: None,
            minimum: None,
            maximum: None,
            about: "",
        }
    }

    /// Sets the format of the value, by `OpenAPI`: `uuid`, `date-time`, `int32`.
    #[must_use]
    pub const fn with_format(mut self, format: &'static str) -> Self {
        self.format = Some(format);
        self
    }

    /// Makes it required.
    #[must_use]
    pub const fn with_required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Makes it a list.
    #[must_use]
    pub const fn with_list(mut self, style: ListStyle) -> Self {
        self.list = Some(style);
        self
    }

    /// Sets the values that the document lists.
    #[must_use]
    pub const fn with_values(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }

    /// Sets the value that the service uses when the parameter is not sent.
    #[must_use]
    pub const fn with_default(mut self, default: &'static str) -> Self {
        self.default = Some(default);
        self
    }

    /// Sets the smallest and the largest number.
    #[must_use]
    pub const fn with_range(mut self, minimum: Option<i64>, maximum: Option<i64>) -> Self {
        self.minimum = minimum;
        self.maximum = maximum;
        self
    }

    /// Sets the sentence about it.
    #[must_use]
    pub const fn with_about(mut self, about: &'static str) -> Self {
        self.about = about;
        self
    }

    /// The name on the wire.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The part of a request that contains it.
    #[must_use]
    pub const fn place(&self) -> Place {
        self.place
    }

    /// The type of the value, or of each value of a list.
    #[must_use]
    pub const fn kind(&self) -> ValueKind {
        self.kind
    }

    /// The format of the value, by `OpenAPI`: `uuid`, `date-time`, `int32`.
    #[must_use]
    pub const fn format(&self) -> Option<&'static str> {
        self.format
    }

    /// Whether a call needs it.
    #[must_use]
    pub const fn is_required(&self) -> bool {
        self.required
    }

    /// How its list is written; `None` for a single value.
    #[must_use]
    pub const fn list(&self) -> Option<ListStyle> {
        self.list
    }

    /// The values that the document lists, as they are sent. The service may accept more values. Empty when every
    /// value is allowed.
    #[must_use]
    pub const fn values(&self) -> &'static [&'static str] {
        self.values
    }

    /// The value that the service uses when the parameter is not sent, if the document has it as data.
    #[must_use]
    pub const fn default(&self) -> Option<&'static str> {
        self.default
    }

    /// The smallest number, if the document has it as data.
    #[must_use]
    pub const fn minimum(&self) -> Option<i64> {
        self.minimum
    }

    /// The largest number, if the document has it as data.
    #[must_use]
    pub const fn maximum(&self) -> Option<i64> {
        self.maximum
    }

    /// One sentence about it; empty when the document has none.
    #[must_use]
    pub const fn about(&self) -> &'static str {
        self.about
    }
}

/// The body of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestBody {
    media_type: &'static str,
    schema: &'static str,
    required: bool,
}

impl RequestBody {
    /// An optional body with its media type, and the JSON schema of its type as text.
    #[must_use]
    pub const fn new(media_type: &'static str, schema: &'static str) -> Self {
        Self {
            media_type,
            schema,
            required: false,
        }
    }

    /// Makes it required.
    #[must_use]
    pub const fn with_required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The media type that is sent.
    #[must_use]
    pub const fn media_type(&self) -> &'static str {
        self.media_type
    }

    /// A JSON schema (2020-12) of the body as text, with all referenced schemas.
    #[must_use]
    pub const fn schema(&self) -> &'static str {
        self.schema
    }

    /// Whether a call needs it. A call without an optional body has no body at all.
    #[must_use]
    pub const fn is_required(&self) -> bool {
        self.required
    }
}
