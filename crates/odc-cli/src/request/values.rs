//! The values that the API documents list for parameters and fields.
//!
//! The service adds values without notice. Therefore a value that no document lists is sent unchanged, with a
//! warning.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command, Error};
use odc_runtime::Operation;

use super::call::Request;
use crate::names;

/// Parses a value of an open enumeration. A listed value in upper or lower case gets the listed spelling, and any
/// other value is not changed. Help and completion show the listed values.
#[derive(Clone, Debug)]
pub struct Listed(Vec<String>);

impl Listed {
    /// The listed values.
    #[must_use]
    pub const fn new(values: Vec<String>) -> Self {
        Self(values)
    }

    /// The values that the document lists for a parameter of an operation.
    #[must_use]
    pub fn for_parameter(operation: &Operation, parameter: &str) -> Self {
        let values = values_of(operation, parameter).iter();
        Self(values.map(ToString::to_string).collect())
    }
}

impl TypedValueParser for Listed {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, Error> {
        let given = StringValueParser::new().parse_ref(command, argument, value)?;
        let mut listed = self.0.iter();
        let listed = listed.find(|it| it.eq_ignore_ascii_case(&given));
        Ok(listed.cloned().unwrap_or(given))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().map(PossibleValue::new)))
    }
}

/// The warning about a value that is not listed. `None` if it is listed, or if the document lists no values.
#[must_use]
pub fn unlisted(given: &str, listed: &[impl AsRef<str>]) -> Option<String> {
    let listed: Vec<&str> = listed.iter().map(AsRef::as_ref).collect();
    if listed.is_empty() || listed.contains(&given) {
        return None;
    }
    let near = names::nearest(given, listed.iter().copied());
    let hint = near
        .first()
        .map(|name| format!("; did you mean {name}?"))
        .unwrap_or_default();
    Some(format!(
        "\"{given}\" is not a value that the API document lists ({}), and is still sent{hint}",
        listed.join(", ")
    ))
}

fn values_of(operation: &Operation, parameter: &str) -> &'static [&'static str] {
    let mut parameters = operation.parameters().iter();
    let found = parameters.find(|it| it.name() == parameter);
    found.map_or(&[], |it| it.values())
}

impl Request {
    /// A line for each value of a parameter that the document does not list.
    #[must_use]
    pub fn unlisted(&self) -> Vec<String> {
        let values = self.values.iter();
        let lines =
            values.filter_map(|(name, given)| unlisted(given, values_of(self.operation, name)));
        lines.collect()
    }
}

#[cfg(test)]
mod tests {
    use odc_deployments_v1::operations::LIST_DEPLOYMENTS;

    use super::*;

    #[test]
    fn a_listed_value_is_accepted_in_any_case_and_another_one_is_not_changed() {
        let listed = Listed::for_parameter(&LIST_DEPLOYMENTS, "status");
        let parse = |text: &str| {
            let parsed = listed.parse_ref(&Command::new("x"), None, OsStr::new(text));
            parsed.unwrap()
        };
        assert_eq!(parse("finishedwitherror"), "FinishedWithError");
        assert_eq!(parse("Paused"), "Paused");
        let shown = listed.possible_values().unwrap();
        let shown: Vec<_> = shown.map(|it| it.get_name().to_owned()).collect();
        assert_eq!(shown, ["Running", "FinishedWithError", "Finished"]);
    }

    #[test]
    fn a_warning_names_an_unlisted_value_and_the_most_similar_one() {
        let request = Request::new(&LIST_DEPLOYMENTS)
            .with("status", "Fnished")
            .with("operations", "Deploy")
            .with("sort", "-CreatedAt");
        assert_eq!(
            request.unlisted(),
            [
                "\"Fnished\" is not a value that the API document lists (Running, FinishedWithError, Finished), and is still sent; did you mean Finished?"
            ]
        );
        assert_eq!(
            unlisted("zzz", &["a"]).unwrap(),
            "\"zzz\" is not a value that the API document lists (a), and is still sent"
        );
        assert_eq!(unlisted("zzz", &[""; 0]), None);
    }
}
