//! The file of `odctl config apply`: YAML in which `${NAME}` replaces the values of secrets.
//!
//! It is read in one pass, and every error is reported with its line: a variable that is not set, a number whose
//! digits could change, a name that is given twice.

use std::collections::HashSet;
use std::fmt;
use std::path::Path;

use odc_runtime::Secret;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::variables::{is_name, is_own, refusal_of_own};
use crate::exit::Failure;
use crate::files::{self, LARGEST_YAML};
use crate::yaml::{self, File, PathStep};

/// The values of the file for one asset.
#[derive(Debug)]
pub(super) struct AssetSettings {
    /// The asset, as the file names it.
    pub(super) asset: String,
    /// The values, with the names on the path to them.
    pub(super) values: Vec<(Vec<String>, Leaf)>,
}

/// A value of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leaf {
    /// The default value.
    Default,
    /// A text of the file.
    Text(String),
    /// The value of an environment variable.
    Variable {
        /// The name of the variable.
        name: String,
        /// Its value.
        value: Secret,
    },
}

/// Reads a file.
///
/// # Errors
/// It cannot be read, has another form, or names a variable that is not set.
pub(super) fn read(path: &Path) -> Result<(File, Vec<AssetSettings>), Failure> {
    let text = files::text(path, LARGEST_YAML)?;
    let file = File {
        name: path.display().to_string(),
        text,
    };
    let wanted = parse(&file)?;
    Ok((file, wanted))
}

fn parse(file: &File) -> Result<Vec<AssetSettings>, Failure> {
    let root: Node = serde_norway::from_str(&file.text).map_err(|error| {
        let problem = yaml::problem(&file.name, &error);
        Failure::usage(format_args!("{problem}; nothing was sent"))
    })?;
    let form = |way: &[PathStep<'_>]| {
        Failure::usage(format_args!(
            "{}: there are no settings; the file has the form `assets: {{Claims Desk: {{settings: {{PageSize: 50}}}}}}`; nothing was sent",
            file.place(way)
        ))
    };
    let Node::Map(members) = root else {
        return Err(form(&[]));
    };
    if let Some((name, _)) = members.iter().find(|(name, _)| name != ASSETS) {
        return Err(Failure::usage(format_args!(
            "{}: \"{name}\" is beside assets, and it is unknown; nothing was sent",
            file.place(&[PathStep::Name(name)])
        )));
    }
    let Some((_, Node::Map(assets))) = members.into_iter().next() else {
        return Err(form(&[PathStep::Name(ASSETS)]));
    };
    let wanted: Vec<_> = assets
        .into_iter()
        .map(|(asset, node)| {
            let mut values = Vec::new();
            node.collect(&mut Vec::new(), &mut values);
            AssetSettings { asset, values }
        })
        .collect();
    let is_bare = |it: &AssetSettings| it.values.iter().any(|(names, _)| names.is_empty());
    if let Some(bare) = wanted.iter().find(|it| is_bare(it)) {
        return Err(form(&bare.way(&[])));
    }
    if wanted.is_empty() {
        return Err(form(&[PathStep::Name(ASSETS)]));
    }
    Ok(wanted)
}

/// The name before all assets.
const ASSETS: &str = "assets";

impl AssetSettings {
    /// The path to a value of the asset in the file.
    pub(super) fn way<'a>(&'a self, names: &'a [String]) -> Vec<PathStep<'a>> {
        let before = [ASSETS, &self.asset].map(PathStep::Name);
        let names = names.iter().map(|name| PathStep::Name(name));
        before.into_iter().chain(names).collect()
    }
}

#[derive(Debug)]
enum Node {
    Map(Vec<(String, Node)>),
    Leaf(Leaf),
}

impl Node {
    fn collect(self, names: &mut Vec<String>, found: &mut Vec<(Vec<String>, Leaf)>) {
        match self {
            Self::Leaf(leaf) => found.push((names.clone(), leaf)),
            Self::Map(members) => {
                for (name, member) in members {
                    names.push(name);
                    member.collect(names, found);
                    names.pop();
                }
            }
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Nodes)
    }
}

struct Nodes;

fn leaf(text: impl Into<String>) -> Node {
    Node::Leaf(Leaf::Text(text.into()))
}

impl<'de> Visitor<'de> for Nodes {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a whole number, true, false, null, or names with such values")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Leaf(Leaf::Default))
    }

    fn visit_none<E: Error>(self) -> Result<Node, E> {
        self.visit_unit()
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Node, E> {
        // The service writes booleans in this form.
        Ok(leaf(if flag { "True" } else { "False" }))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Node, E> {
        Ok(leaf(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Node, E> {
        Ok(leaf(number.to_string()))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Node, E> {
        Err(E::custom(
            "the digits of this number could change; put it in quotes",
        ))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Node, A::Error> {
        Err(A::Error::custom(
            "a list is not a value; put a text in quotes",
        ))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        let variable = text
            .strip_prefix("${")
            .and_then(|rest| rest.strip_suffix('}'));
        if let Some(name) = variable.filter(|name| is_name(name)) {
            if is_own(name) {
                return Err(E::custom(refusal_of_own()));
            }
            return match std::env::var(name) {
                Ok(value) if !value.is_empty() => Ok(Node::Leaf(Leaf::Variable {
                    name: name.to_owned(),
                    value: Secret::from(value),
                })),
                _ => Err(E::custom(format_args!(
                    "the environment variable {name} is not set"
                ))),
            };
        }
        let literal = text.replace("$${", "");
        if literal.contains("${") {
            return Err(E::custom(
                "\"${NAME}\" stands for a whole value; write \"$${\" where \"${\" itself is meant",
            ));
        }
        Ok(leaf(text.replace("$${", "${")))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let (mut members, mut known) = (Vec::new(), HashSet::new());
        while let Some(name) = map.next_key::<String>()? {
            if !known.insert(name.clone()) {
                return Err(A::Error::custom(format_args!("\"{name}\" stands twice")));
            }
            members.push((name, map.next_value()?));
        }
        Ok(Node::Map(members))
    }
}

/// A text, exactly as in the file.
pub(super) fn escaped(text: &str) -> String {
    text.replace("${", "$${")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Vec<AssetSettings>, Failure> {
        super::parse(&File {
            name: "s.yaml".to_owned(),
            text: text.to_owned(),
        })
    }

    fn refusal(text: &str) -> String {
        let failure = parse(text).unwrap_err();
        failure.line().unwrap().to_owned()
    }

    #[test]
    fn values_become_the_texts_that_the_service_accepts() {
        let text = "assets:\n  Desk:\n    settings: {A: 50, B: true, C: null, D: 'x $${y}'}\n    timers: {T: {IsActive: false}}\n";
        let wanted = parse(text).unwrap();
        let values: Vec<_> = wanted[0]
            .values
            .iter()
            .map(|(names, leaf)| (names.join("."), leaf.clone()))
            .collect();
        let text = |value: &str| Leaf::Text(value.to_owned());
        let expected = [
            ("settings.A", text("50")),
            ("settings.B", text("True")),
            ("settings.C", Leaf::Default),
            ("settings.D", text("x ${y}")),
            ("timers.T.IsActive", text("False")),
        ];
        let expected = expected.map(|(name, leaf)| (name.to_owned(), leaf));
        assert_eq!(
            (wanted[0].asset.as_str(), values),
            ("Desk", expected.to_vec())
        );
    }

    #[test]
    fn each_mistake_is_reported_with_its_line() {
        let of = |value: &str| format!("assets:\n  Desk:\n    settings:\n      A: {value}\n");
        for (value, problem) in [
            (
                "${NOT_SET_ANYWHERE}",
                "the environment variable NOT_SET_ANYWHERE is not set",
            ),
            (
                "${ODC_CLIENT_SECRET}",
                "variables that begin with ODC_ are for odctl alone",
            ),
            (
                "${odc_shared_store}",
                "variables that begin with ODC_ are for odctl alone",
            ),
            ("1.50", "the digits of this number could change"),
            ("[1]", "a list is not a value"),
            ("a${B}c", "stands for a whole value"),
        ] {
            let refused = refusal(&of(value));
            assert!(
                refused.contains(problem) && refused.contains("at line 4 column 10"),
                "{refused}"
            );
        }
        let twice = refusal("assets:\n  Desk:\n    settings: {A: 1, A: 2}\n");
        assert!(twice.starts_with("s.yaml at line 3 "), "{twice}");
        assert!(twice.contains("\"A\" stands twice;"), "{twice}");
    }

    #[test]
    fn another_form_is_refused_and_the_right_one_shown() {
        for (text, place) in [
            ("", "s.yaml at line 1 column 1"),
            ("5", "s.yaml at line 1 column 1"),
            ("assets: ", "s.yaml at line 1 column 8"),
            ("assets:\n  Desk: 5", "s.yaml at line 2 column 9"),
            ("assets: {}", "s.yaml at line 1 column 9"),
        ] {
            let refused = refusal(text);
            let start = format!("{place}: there are no settings; the file has the form `assets:");
            assert!(refused.starts_with(&start), "{text}: {refused}");
        }
        let refused = refusal("assets: {}\nsettings: {A: 1}");
        let start = "s.yaml at line 2 column 11: \"settings\" is beside assets";
        assert!(refused.starts_with(start), "{refused}");
    }

    #[test]
    fn an_asset_without_settings_is_not_an_error() {
        let wanted = parse("assets: {Desk: {}}").unwrap();
        assert_eq!((wanted.len(), wanted[0].values.len()), (1, 0));
    }

    #[test]
    fn a_text_is_read_as_it_was_written() {
        for text in ["${A}", "x $${ y", "plain"] {
            let Ok(Node::Leaf(Leaf::Text(read))) =
                Nodes.visit_str::<serde_norway::Error>(&escaped(text))
            else {
                panic!("{text}");
            };
            assert_eq!(read, text);
        }
    }
}
