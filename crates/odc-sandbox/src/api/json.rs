//! From the generated types to what goes out.
//!
//! The generated types leave out what is None, as requests must. The service answers null for most of
//! these members, and a client has to cope with that; so an answer names the members that it sends as
//! null.

use odc_runtime::BuildError;
use serde::Serialize;
use serde_json::Value;

use crate::problem::Problem;

/// An answer's JSON.
pub(crate) type Answer = Result<Value, Problem>;

/// The JSON of a generated type, with null for each of the named members that is None.
pub(crate) fn complete(value: &impl Serialize, nullable: &[&str]) -> Answer {
    let mut json = serde_json::to_value(value).map_err(Problem::internal)?;
    if let Value::Object(members) = &mut json {
        for name in nullable {
            members.entry(*name).or_insert(Value::Null);
        }
    }
    Ok(json)
}

/// What a builder built; a field that was forgotten is a fault of the sandbox.
pub(crate) fn built<T>(built: Result<T, BuildError>) -> Result<T, Problem> {
    built.map_err(Problem::internal)
}

/// A count as the documents type it.
pub(crate) fn count(number: usize) -> Option<i32> {
    i32::try_from(number).ok()
}
