//! Chooses the names of a call's setters for the fields of its body.

use std::collections::HashSet;

use super::rules::{BUILDER, SETTER_WAYS, Trail, setter};

/// The setters of a call for the fields of its body, by the names of the fields. `parameters` has the names of the call's
/// parameters. All names are distinct, and differ from the names of parameters and of the builder's own methods.
pub(crate) fn body_setter_names(fields: &[String], parameters: &HashSet<String>) -> Vec<String> {
    let is_free = |name: &str| !BUILDER.contains(&name) && !parameters.contains(name);
    // Fields that keep their names choose first.
    let mut taken: HashSet<String> = parameters.clone();
    taken.extend(fields.iter().cloned());
    let names = fields.iter().map(|field| {
        if is_free(field) {
            return field.clone();
        }
        let plain = field.trim_end_matches('_');
        let rules = SETTER_WAYS.rules;
        let name = rules[setter::BODY].make(field, plain, &mut Trail::new());
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let mut free = std::iter::once(name.clone()).chain(numbered);
        let name = free.find(|name| taken.insert(name.clone()));
        name.expect("the numbers do not end")
    });
    names.collect()
}
