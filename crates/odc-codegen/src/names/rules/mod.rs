//! The naming rules as tables. The other files of `names` apply them. `cargo xtask explain --rules` prints the tables.

mod lists;
mod operations;
mod reserved;
mod rule;
mod schemas;
mod words;

pub(crate) use lists::{LIST_ITEMS, LIST_PLACES};
pub(crate) use operations::{
    ACTIONS, CLIENT_METHODS, CONTROLLERS, ID_VERBS, MANY, MANY_VERBS, OPERATION_WAYS, OUR_VERBS,
    PATH_PARAMETER_NAMES, PREPOSITIONS, STANDALONE_VERBS, WHICH, op,
};
pub(crate) use reserved::{BUILDER, TYPES, VARIANTS};
#[cfg(test)]
pub(crate) use rule::Kind;
pub use rule::{Rule, Table};
pub(crate) use rule::{RuleStep, Trail, apply};
pub(crate) use schemas::{LISTS, NOISE, PAGES, REPLACED, SCHEMA_WAYS, SHAPES, TYPE_NAMES, ty};
pub(crate) use words::{
    CALL_NAMES, FIELD_NAMES, FIELD_WAYS, GROUP_NAMES, IDENTIFIERS, LETTERS, PARAMETER_WAYS,
    PLURALS, SETTER_WAYS, SYMBOLS, VARIANT_NAMES, VARIANT_WAYS, field, param, setter, value,
};

/// All tables, in the order in which they apply to a name.
pub static TABLES: &[&Table] = &[
    &OPERATION_WAYS,
    &CONTROLLERS,
    &ID_VERBS,
    &OUR_VERBS,
    &MANY_VERBS,
    &MANY,
    &WHICH,
    &PREPOSITIONS,
    &STANDALONE_VERBS,
    &ACTIONS,
    &PATH_PARAMETER_NAMES,
    &LIST_ITEMS,
    &LIST_PLACES,
    &CLIENT_METHODS,
    &SCHEMA_WAYS,
    &REPLACED,
    &PAGES,
    &LISTS,
    &SHAPES,
    &NOISE,
    &TYPE_NAMES,
    &CALL_NAMES,
    &GROUP_NAMES,
    &LETTERS,
    &PARAMETER_WAYS,
    &FIELD_WAYS,
    &FIELD_NAMES,
    &SETTER_WAYS,
    &VARIANT_WAYS,
    &VARIANT_NAMES,
    &SYMBOLS,
    &IDENTIFIERS,
    &PLURALS,
];

/// The title of the table of a rule.
pub(crate) fn table_of(rule: &'static Rule) -> &'static str {
    let is_in = |table: &&&Table| table.rules.iter().any(|other| std::ptr::eq(other, rule));
    TABLES.iter().find(is_in).map_or("", |table| table.title)
}
