//! Compares the values of enums and the alternatives of unions.
//!
//! Both are open in Rust. A new value or alternative is read as `Unknown`.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use indexmap::IndexMap;
use serde_json::Value;

use super::change::{Class, Element, Event, TYPE_CHANGED};
use super::comparer::{Comparer, Usage};
use super::place::Place;
use super::shape::{Kind, Shape};
use crate::names::{self, Names};
use crate::repair::{heirs, number_key, word_of_alternative};

/// A value with its place and its variant in Rust.
type Values<'a> = IndexMap<String, (Place<'a>, String)>;

/// The values that only the first list has, by variant. When several values have the same variant, the first one
/// counts.
fn by_variant<'v, 'a>(
    values: &'v Values<'a>,
    others: &Values<'a>,
) -> HashMap<&'v str, (&'v String, &'v Place<'a>)> {
    let own = values
        .iter()
        .filter(|(value, _)| !others.contains_key(*value));
    let own = own.map(|(value, (at, variant))| (variant.as_str(), (value, at)));
    // The last entry for a key stays in the map, so the order is reversed.
    own.rev().collect()
}

/// The alternatives of the new union that have no counterpart yet. A union may have thousands of alternatives.
struct Unpaired<'a> {
    list: Vec<Option<Place<'a>>>,
    /// The indices of the alternatives that have a name, by name.
    named: HashMap<String, VecDeque<usize>>,
    /// The indices of the alternatives without a name, by their JSON.
    unnamed: HashMap<&'a Value, VecDeque<usize>>,
    /// The same indices, by the word that is part of the type's name. The word is a title, a tag, or a field that only
    /// this alternative has.
    words: HashMap<String, VecDeque<usize>>,
}

impl<'a> Unpaired<'a> {
    fn new(union: &Shape<'a>, list: Vec<Place<'a>>) -> Self {
        let mut unpaired = Self {
            list: Vec::with_capacity(list.len()),
            named: HashMap::new(),
            unnamed: HashMap::new(),
            words: HashMap::new(),
        };
        for (i, at) in list.into_iter().enumerate() {
            if let Some(name) = Shape::read(&at).name {
                unpaired.named.entry(name).or_default().push_back(i);
            } else {
                unpaired.unnamed.entry(at.value).or_default().push_back(i);
                if let Some(word) = word_of(union, &at) {
                    unpaired.words.entry(word).or_default().push_back(i);
                }
            }
            unpaired.list.push(Some(at));
        }
        unpaired
    }

    /// Takes the first alternative that has the name of an old one, or the new name of the old one.
    fn take_named(&mut self, was: &str, now: Option<&str>) -> Option<Place<'a>> {
        let first = |name: &str| Some((*self.named.get(name)?.front()?, name.to_owned()));
        let (i, name) = first(was).into_iter().chain(now.and_then(first)).min()?;
        self.named.get_mut(&name)?.pop_front();
        self.list[i].take()
    }

    /// Takes the first alternative without a name that is equal to an old one.
    fn take_equal(&mut self, old: &Place<'a>) -> Option<Place<'a>> {
        let i = self.unnamed.get_mut(old.value)?.pop_front()?;
        self.list[i].take()
    }

    /// Takes the first remaining alternative that has the same word as an old one.
    fn take_called(&mut self, word: &str) -> Option<Place<'a>> {
        let indices = self.words.get_mut(word)?;
        std::iter::from_fn(|| indices.pop_front()).find_map(|i| self.list[i].take())
    }

    /// The remaining alternatives, in their order.
    fn left(self) -> Vec<Place<'a>> {
        self.list.into_iter().flatten().collect()
    }
}

impl<'a> Comparer<'a> {
    pub(super) fn compare_enum_values(&mut self, old: &Shape<'a>, new: &Shape<'a>, place: &str) {
        let (was, is) = (values(old), values(new));
        let (gone, fresh) = (by_variant(&was, &is), by_variant(&is, &was));
        for (value, (at, variant)) in &was {
            if let Some((at, now)) = is.get(value) {
                if variant != now {
                    let what = format!("{place}: variant `{variant}` becomes `{now}` in Rust");
                    self.report_breaking((Element::EnumValue, Event::Renamed), what, at);
                }
                continue;
            }
            if let Some((other, at)) = fresh.get(variant.as_str()) {
                let what = format!(
                    "{place}: enum value `{value}` is spelled `{other}` now (one variant in Rust)"
                );
                self.report_breaking((Element::EnumValue, Event::Renamed), what, at);
            } else {
                let what = format!("{place}: enum value `{value}` removed");
                self.report_breaking((Element::EnumValue, Event::Removed), what, at);
            }
        }
        for (value, (at, variant)) in is.iter().filter(|(value, _)| !was.contains_key(*value)) {
            if !gone.contains_key(variant.as_str()) {
                let what = format!("{place}: enum value `{value}` added");
                self.report_additive((Element::EnumValue, Event::Added), what, at);
            }
        }
    }

    /// Compares the listed values of a number, a flag, or another type that is not an enum. The Rust type does not have
    /// these values.
    pub(super) fn compare_listed_values(
        &mut self,
        old: &Shape<'a>,
        new: &Shape<'a>,
        usage: Usage,
        place: &str,
    ) {
        self.compare_constants(old, new, place);
        let (was, is) = (old.values(), new.values());
        if was.keys().collect::<BTreeSet<_>>() == is.keys().collect::<BTreeSet<_>>() {
            return;
        }
        let within = |few: &IndexMap<String, Place<'a>>, many: &IndexMap<String, Place<'a>>| {
            many.is_empty() || (!few.is_empty() && few.keys().all(|value| many.contains_key(value)))
        };
        let class = match usage {
            _ if usage.is_read() => Class::TextOnly,
            _ if within(&was, &is) => Class::Additive,
            _ => Class::Breaking,
        };
        let shown = |values: &IndexMap<String, Place<'a>>| {
            if values.is_empty() {
                "any".to_owned()
            } else {
                values.keys().cloned().collect::<Vec<_>>().join(", ")
            }
        };
        let what = format!(
            "values of {place} are {} now, were {}",
            shown(&is),
            shown(&was)
        );
        self.report(
            class,
            (Element::Rule, Event::Changed),
            what,
            &new.at.pointer,
        );
    }

    /// Compares the names of an integer's values. They are constants of its type.
    fn compare_constants(&mut self, old: &Shape<'a>, new: &Shape<'a>, place: &str) {
        let (was, is) = (named_values(old), named_values(new));
        for (name, (value, at)) in &was {
            if is.get(name).is_none_or(|(now, _)| now != value) {
                let what = format!("{place}: constant `{name}` of {value} removed");
                self.report_breaking((Element::EnumValue, Event::Removed), what, at);
            }
        }
        for (name, (value, at)) in &is {
            if was.get(name).is_none_or(|(before, _)| before != value) {
                let what = format!("{place}: constant `{name}` of {value} added");
                self.report_additive((Element::EnumValue, Event::Added), what, at);
            }
        }
    }

    /// Compares alternatives. They are paired by name or by equal JSON, then by their word (title, tag or own field),
    /// and then by order.
    pub(super) fn compare_alternatives(
        &mut self,
        old: &Shape<'a>,
        new: &Shape<'a>,
        usage: Usage,
        place: &str,
    ) {
        let place = format!("alternative of {place}");
        self.compare_variants(old, new, &place);
        let (was, mut is) = (alternatives(old), Unpaired::new(new, alternatives(new)));
        let types = (
            types_of_inline(old, &self.names.0),
            types_of_inline(new, &self.names.1),
        );
        let (mut pairs, mut unpaired) = (Vec::new(), Vec::new());
        for at in was {
            let same = match Shape::read(&at).name {
                Some(name) => is.take_named(&name, self.name_now(&name)),
                None => is.take_equal(&at),
            };
            match same {
                Some(same) => pairs.push((at, same)),
                None => unpaired.push(at),
            }
        }
        let mut left = Vec::new();
        for at in unpaired {
            let word = word_of(old, &at).filter(|_| Shape::read(&at).name.is_none());
            match word.and_then(|word| is.take_called(&word)) {
                Some(same) => pairs.push((at, same)),
                None => left.push(at),
            }
        }
        let (mut unpaired, mut is) = (left, is.left());
        let rest = unpaired.len().min(is.len());
        pairs.extend(unpaired.drain(..rest).zip(is.drain(..rest)));
        for (old, new) in pairs {
            let (was, is) = (types.0.get(&old.pointer), types.1.get(&new.pointer));
            if let (Some(was), Some(is)) = (was, is)
                && was != is
                && usage != Usage::Error
            {
                let what = format!("type of {place}: `{was}` becomes `{is}`");
                self.report_breaking((Element::Alternative, Event::Renamed), what, &new);
            }
            self.compare_schemas_as(&old, &new, (usage, true), &place);
        }
        for gone in unpaired {
            let what = format!("{place} removed: {}", alternative_phrase(&gone));
            self.report_breaking((Element::Alternative, Event::Removed), what, &gone);
        }
        for fresh in is {
            let what = format!("{place} added: {}", alternative_phrase(&fresh));
            self.report_additive((Element::Alternative, Event::Added), what, &fresh);
        }
        if usage == Usage::Response {
            self.compare_discriminators(old, new, &place);
        }
    }

    /// Compares the variants of the alternatives that are in both unions.
    fn compare_variants(&mut self, old: &Shape<'a>, new: &Shape<'a>, place: &str) {
        let (was, is) = (variants(old, &self.names.0), variants(new, &self.names.1));
        for (name, (at, now)) in is {
            let before = was.get(self.renamed.get(&name).unwrap_or(&name));
            if let Some((_, before)) = before.filter(|(_, before)| *before != now) {
                let what = format!("{place}: variant `{before}` becomes `{now}` in Rust");
                self.report_breaking((Element::Alternative, Event::Renamed), what, &at);
            }
        }
    }

    /// Compares the discriminators of a union in a response.
    fn compare_discriminators(&mut self, old: &Shape<'a>, new: &Shape<'a>, place: &str) {
        let field = |shape: &Shape<'a>| shape.at.get("discriminator")?.text("propertyName");
        let at = new
            .at
            .get("discriminator")
            .unwrap_or_else(|| new.at.clone());
        let (was, is) = (field(old), field(new));
        if was != is {
            let shown = |field: Option<&str>| {
                field.map_or("its shape".to_owned(), |field| {
                    format!("the field `{field}`")
                })
            };
            let what = format!(
                "{place} is distinguished by {} now, was by {}",
                shown(is),
                shown(was)
            );
            self.report_breaking(TYPE_CHANGED, what, &at);
            return;
        }
        let (was, is) = (tags(old), tags(new));
        for (name, values) in is.iter().filter(|_| field(new).is_some()) {
            let before = was.get(self.renamed.get(name).unwrap_or(name));
            let Some(before) = before.filter(|before| *before != values) else {
                continue;
            };
            let class = if before.is_subset(values) {
                Class::Additive
            } else {
                Class::Breaking
            };
            let list = |values: &BTreeSet<String>| {
                let values: Vec<String> = values.iter().map(|v| format!("`{v}`")).collect();
                if values.is_empty() {
                    return "no value".to_owned();
                }
                values.join(" or ")
            };
            let what = format!(
                "{place}: `{name}` is distinguished by {} now, was by {}",
                list(values),
                list(before)
            );
            self.report(class, TYPE_CHANGED, what, &at.pointer);
        }
    }
}

/// The word for an alternative that is not a component: its title, its tag, or the field that only it has.
fn word_of(union: &Shape<'_>, at: &Place<'_>) -> Option<String> {
    word_of_alternative(at.root, union.at.value, at.value)
}

/// The types of the alternatives that are not components, by the pointers of the alternatives. Types that would have
/// the same name get numbers, as in `repair/new_components.rs`.
fn types_of_inline(union: &Shape<'_>, names: &Names) -> HashMap<String, String> {
    let mut wanted: BTreeMap<String, Vec<Place<'_>>> = BTreeMap::new();
    for at in alternatives(union) {
        let shape = Shape::read(&at);
        if let Some(name) = shape.type_name(names).filter(|_| shape.name.is_none()) {
            wanted.entry(name).or_default().push(at);
        }
    }
    let mut types = HashMap::new();
    for (name, mut group) in wanted {
        if let [only] = group.as_slice() {
            types.insert(only.pointer.clone(), name);
            continue;
        }
        group.sort_by_cached_key(|at| (number_key(at.root, &at.pointer), at.pointer.clone()));
        let numbered = group.into_iter().zip(1..);
        types.extend(numbered.map(|(at, number)| (at.pointer, format!("{name}{number}"))));
    }
    types
}

/// The alternatives of a union that are components, by their names, each with its place and its variant in Rust.
fn variants<'a>(union: &Shape<'a>, names: &Names) -> Values<'a> {
    let parts = alternatives(union).into_iter().filter_map(|at| {
        let shape = Shape::read(&at);
        Some((shape.name.clone()?, shape.type_name(names)?, at))
    });
    let parts: Vec<(String, String, Place<'a>)> = parts.collect();
    let types = parts.iter().map(|(_, ty, _)| names::Alternative {
        name: ty.clone(),
        exact: None,
    });
    let union = union.type_name(names).unwrap_or_default();
    let variants = names::alternative_names(&union, &types.collect::<Vec<_>>());
    let pairs = parts.into_iter().zip(variants);
    pairs
        .map(|((name, _, at), variant)| (name, (at, variant)))
        .collect()
}

fn values<'a>(shape: &Shape<'a>) -> Values<'a> {
    let values = shape.values();
    let given = |value: &String| {
        let names = shape.at.get("x-odc-value-names");
        names.and_then(|names| names.text(value)).map(str::to_owned)
    };
    let named: Vec<(String, Option<String>)> = values
        .keys()
        .map(|value| (value.clone(), given(value)))
        .collect();
    let variants = names::variant_names(&named);
    let pairs = values.into_iter().zip(variants);
    pairs
        .map(|((value, at), variant)| (value, (at, variant)))
        .collect()
}

/// The values of an integer with its own type, by their names in the document.
fn named_values<'a>(shape: &Shape<'a>) -> BTreeMap<String, (String, Place<'a>)> {
    let names = ["x-enum-varnames", "x-enumNames"].map(|key| shape.at.list(key));
    let names = names.into_iter().find(|names| !names.is_empty());
    let is_constant = shape.kind() == Kind::Integer && shape.at.component().is_some();
    let values = shape.at.list("enum");
    let names = names.filter(|names| is_constant && names.len() == values.len());
    let pairs = names.into_iter().flatten().zip(values);
    pairs
        .filter_map(|(name, at)| {
            let name = name.value.as_str()?.to_owned();
            Some((name, (at.value.to_string(), at)))
        })
        .collect()
}

/// The alternatives of a union, or the schemas that inherit from a base with a discriminator.
pub(super) fn alternatives<'a>(union: &Shape<'a>) -> Vec<Place<'a>> {
    let mut list = union.at.list("oneOf");
    list.extend(union.at.list("anyOf"));
    let discriminator = union.at.get("discriminator");
    if let Some(base) = union.at.component().filter(|_| discriminator.is_some())
        && list.is_empty()
    {
        let root = Place::root(union.at.root);
        let heirs = heirs(root.value, &base).into_iter();
        list.extend(heirs.filter_map(|heir| root.find(&["components", "schemas", &heir])));
    }
    list
}

/// The values of the discriminator for each schema among the alternatives. Without a mapping, the value is the schema's
/// name (`OpenAPI` 3.0.3, "Discriminator Object").
fn tags(union: &Shape<'_>) -> BTreeMap<String, BTreeSet<String>> {
    let names = alternatives(union)
        .into_iter()
        .filter_map(|at| Shape::read(&at).name);
    let mut tags: BTreeMap<String, BTreeSet<String>> =
        names.map(|name| (name, BTreeSet::new())).collect();
    let mapping = union.at.find(&["discriminator", "mapping"]);
    for (value, target) in mapping.iter().flat_map(Place::members) {
        let target = target
            .value
            .as_str()
            .and_then(|target| target.rsplit('/').next());
        if let Some(values) = target.and_then(|name| tags.get_mut(name)) {
            values.insert(value.to_owned());
        }
    }
    if mapping.is_none() {
        for (name, values) in &mut tags {
            values.insert(name.clone());
        }
    }
    tags
}

/// The name of a schema, or its shape.
fn alternative_phrase(at: &Place<'_>) -> String {
    let shape = Shape::read(at);
    shape
        .name
        .as_ref()
        .map_or_else(|| shape.phrase(), |name| format!("`{name}`"))
}
