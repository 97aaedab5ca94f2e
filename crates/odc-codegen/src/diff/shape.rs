//! Reads a schema in the form that matters for a typed client: without references, without wrappers that have one part,
//! and with the fields of all its parts.

use std::collections::{BTreeSet, HashSet};

use indexmap::IndexMap;
use serde_json::Value;

use super::place::Place;
use crate::names::{self, Names, overlay_name};
use crate::repair::{merged_name, says_what};

/// The longest chain of wrappers that is followed. A longer chain is a cycle.
const MAX_CHAIN: usize = 32;

/// Two schemas may be the same schema with two names when at least this share of their members is equal.
const ALIKE: f64 = 0.3;

/// The kind of Rust type that a schema becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any JSON.
    Any,
    /// A struct.
    Object,
    /// A map by text.
    Map,
    /// A list.
    Array,
    /// An open enum of texts.
    Enum,
    /// A text, or the type of its format.
    Text,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// One of several schemas.
    Union,
}

impl Kind {
    /// The kind as part of a sentence.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Any => "any value",
            Self::Object => "object",
            Self::Map => "map",
            Self::Array => "array",
            Self::Enum => "enum",
            Self::Text => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Union => "one of several schemas",
        }
    }
}

/// A schema without its wrappers.
#[derive(Debug, Clone)]
pub struct Shape<'a> {
    /// The schema itself.
    pub at: Place<'a>,
    /// The name of its component, if it is one.
    pub name: Option<String>,
    /// `null` is allowed here, by the schema or by a wrapper of it.
    pub nullable: bool,
    /// `null` is allowed at this place, by a wrapper or an inline schema. A flag of the component itself does not
    /// count.
    pub(super) nullable_here: bool,
    /// The schema is the target of a reference, or is in a wrapper.
    pub(super) wrapped: bool,
}

/// A field of an object or of one of its parts.
#[derive(Debug, Clone)]
pub(crate) struct Field<'a> {
    pub at: Place<'a>,
    pub required: bool,
    /// The place where the overlay gives it a name.
    pub named: Option<Place<'a>>,
}

impl<'a> Shape<'a> {
    /// The shape of the schema at a place.
    #[must_use]
    pub fn read(at: &Place<'a>) -> Self {
        let mut shape = Self {
            at: at.clone(),
            name: at.component(),
            nullable: false,
            nullable_here: false,
            wrapped: false,
        };
        for _ in 0..MAX_CHAIN {
            shape.nullable |= shape.at.flag("nullable");
            let next = shape.at.referred().or_else(|| sole_part(&shape.at));
            let Some(next) = next else { break };
            shape.nullable_here = shape.nullable;
            shape.wrapped = true;
            shape.name = shape.name.or_else(|| next.component());
            shape.at = next;
        }
        if !shape.wrapped {
            shape.nullable_here = shape.nullable;
        }
        shape
    }

    /// Whether the schema or a wrapper of it has a flag.
    pub(super) fn says(at: &Place<'a>, flag: &str) -> bool {
        let mut at = at.clone();
        for _ in 0..MAX_CHAIN {
            if at.flag(flag) {
                return true;
            }
            match at.referred().or_else(|| sole_part(&at)) {
                Some(next) => at = next,
                None => break,
            }
        }
        false
    }

    /// The kind of type that the schema becomes in Rust.
    #[must_use]
    pub fn kind(&self) -> Kind {
        let has = |key: &str| self.at.value.get(key).is_some();
        // An object without declared fields is a map.
        let has_fields = self
            .at
            .get("properties")
            .is_some_and(|at| at.members().next().is_some());
        match self.at.text("type") {
            Some("string") | None if self.at.list("enum").iter().any(|at| at.value.is_string()) => {
                Kind::Enum
            }
            _ if has("oneOf") || has("anyOf") => Kind::Union,
            Some("string") => Kind::Text,
            Some("integer") => Kind::Integer,
            Some("number") => Kind::Number,
            Some("boolean") => Kind::Boolean,
            Some("array") => Kind::Array,
            None if has("items") => Kind::Array,
            _ if has_fields || has("allOf") => Kind::Object,
            Some("object") => Kind::Map,
            None if has("properties") || has("additionalProperties") => Kind::Map,
            _ => Kind::Any,
        }
    }

    /// The fields by name, including the fields of its parts.
    pub(crate) fn fields(&self) -> IndexMap<String, Field<'a>> {
        let mut fields = IndexMap::new();
        let mut required = BTreeSet::new();
        collect(&self.at, &mut fields, &mut required);
        for (name, field) in &mut fields {
            field.required = required.contains(name);
        }
        fields
    }

    /// The values of an enum, as text, each with its place.
    #[must_use]
    pub fn values(&self) -> IndexMap<String, Place<'a>> {
        self.at
            .list("enum")
            .into_iter()
            .filter(|at| !at.value.is_null())
            .map(|at| {
                let text = at
                    .value
                    .as_str()
                    .map_or_else(|| at.value.to_string(), str::to_owned);
                (text, at)
            })
            .collect()
    }

    /// The format, if it decides the Rust type.
    #[must_use]
    pub fn primitive(&self) -> &'a str {
        let format = self.at.text("format");
        match (self.kind(), format) {
            (Kind::Text, Some(f @ ("uuid" | "date-time"))) => f,
            (Kind::Integer, Some(f)) if f.starts_with("int") || f.starts_with("uint") => f,
            (Kind::Integer, _) => "int64",
            (Kind::Number, _) => "double",
            (Kind::Union, _) if self.at.get("anyOf").is_some() => "anyOf",
            _ => "",
        }
    }

    /// The name of the Rust type, or `None` for a plain type, such as `Vec<String>`.
    pub(super) fn type_name(&self, names: &Names) -> Option<String> {
        if let Some(name) = &self.name {
            let known = names.schemas.get(name).cloned();
            return Some(known.unwrap_or_else(|| names::schema_name(name, None)));
        }
        let has_type = matches!(self.kind(), Kind::Object | Kind::Enum | Kind::Union);
        let inline = || merged_name(self.at.root, &self.at.pointer, names);
        has_type.then(|| names::schema_name(&inline(), Some(self.at.value)))
    }

    /// The type in words: `string (uuid)`, `integer`, `array`.
    #[must_use]
    pub fn phrase(&self) -> String {
        match self.at.text("format") {
            _ if self.primitive() == "anyOf" => "any of several schemas".to_owned(),
            Some(format) if !matches!(self.kind(), Kind::Object | Kind::Map | Kind::Array) => {
                format!("{} ({format})", self.kind().word())
            }
            _ => self.kind().word().to_owned(),
        }
    }

    /// The features by which schemas are compared. They are `name: kind` for each field, the values of an enum, or the
    /// type in words.
    #[must_use]
    pub fn features(&self) -> BTreeSet<String> {
        match self.kind() {
            Kind::Object => self
                .fields()
                .iter()
                .map(|(name, field)| format!("{name}: {}", Shape::read(&field.at).kind().word()))
                .collect(),
            Kind::Enum => self.values().into_keys().collect(),
            _ => BTreeSet::from([self.phrase()]),
        }
    }

    /// Whether the two could be the same schema with two names.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        let (mine, theirs) = (self.features(), other.features());
        self.kind() == other.kind()
            && (mine.is_empty() || theirs.is_empty() || alike(&mine, &theirs) >= ALIKE)
    }
}

/// The share of features that both have. It is 1 for equal sets, and 0 for sets without a common feature.
fn alike(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let shared = a.intersection(b).count();
    let all = a.len() + b.len() - shared;
    if all == 0 {
        return 1.0;
    }
    #[allow(
        clippy::cast_precision_loss,
        reason = "members of a schema, a few thousand at most"
    )]
    let share = shared as f64 / all as f64;
    share
}

/// The only part of a wrapper such as `{allOf: [X]}`, or `None` for a wrapper that adds or requires fields.
fn sole_part<'a>(at: &Place<'a>) -> Option<Place<'a>> {
    let lists = ["allOf", "oneOf", "anyOf"].map(|key| at.list(key));
    let mut parts: Vec<Place<'a>> = lists.into_iter().flatten().collect();
    let adds = at.value.get("properties").is_some()
        || at.value.get("required").is_some_and(Value::is_array);
    let alone = parts.len() == 1 && !adds;
    alone.then(|| parts.remove(0))
}

/// Collects fields through `allOf`. It reads each schema once, so that a cycle ends. The stack is explicit, since
/// chains may be long.
fn collect<'a>(
    at: &Place<'a>,
    fields: &mut IndexMap<String, Field<'a>>,
    required: &mut BTreeSet<String>,
) {
    let properties = |at: &Place<'a>| {
        let properties = at.get("properties");
        let properties = properties.iter().flat_map(Place::members);
        properties
            .map(|(name, at)| (name.to_owned(), at))
            .collect::<Vec<_>>()
    };
    for at in parts(at, |list| list.reverse()) {
        for name in at.list("required") {
            required.extend(name.value.as_str().map(str::to_owned));
        }
        for (name, at) in properties(&at) {
            let field = Field {
                at,
                required: false,
                named: None,
            };
            fields.entry(name).or_insert(field);
        }
    }
    // Several parts may declare a field. The last one that says more than a description counts, as in
    // `repair/all_of.rs`. The object itself comes after its parts.
    let mut settled = HashSet::new();
    for at in parts(at, |_| ()) {
        for (name, at) in properties(&at) {
            if settled.contains(&name) {
                continue;
            }
            // A part that only describes the field adds its description to an earlier part.
            let field = &mut fields[&name];
            if field.named.is_none() && overlay_name(at.value).is_some() {
                field.named = Some(at.clone());
            }
            if says_what(at.value) {
                field.at = at;
                settled.insert(name);
            }
        }
    }
}

/// The schema and all its parts. `order` puts the list of parts into the order in which they come from a stack.
fn parts<'a>(at: &Place<'a>, order: fn(&mut Vec<Place<'a>>)) -> Vec<Place<'a>> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    let mut left = vec![at.clone()];
    while let Some(at) = left.pop() {
        let at = at.resolved();
        if seen.insert(at.pointer.clone()) {
            let mut list = at.list("allOf");
            order(&mut list);
            left.extend(list);
            found.push(at);
        }
    }
    found
}
