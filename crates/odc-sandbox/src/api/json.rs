//! Converts the generated types to the JSON of a response.
//!
//! The generated types leave out fields that are `None`, because requests must leave them out. The service sends null
//! for most of these properties, and a client must accept this. Therefore code that writes a response names the
//! properties that it sends as null.

use odc_runtime::BuildError;
use serde::Serialize;
use serde_json::Value;

use crate::problem::Problem;

/// The JSON of a response.
pub(crate) type JsonResult = Result<Value, Problem>;

/// The JSON of a generated type, with null for each of the named properties that is None.
pub(crate) fn with_nulls(value: &impl Serialize, nullable: &[&str]) -> JsonResult {
    let mut json = serde_json::to_value(value).map_err(Problem::internal)?;
    if let Value::Object(members) = &mut json {
        for name in nullable {
            members.entry(*name).or_insert(Value::Null);
        }
    }
    Ok(json)
}

/// The result of a generated builder. A missing required field would be a mistake of the sandbox.
pub(crate) fn checked_build<T>(built: Result<T, BuildError>) -> Result<T, Problem> {
    built.map_err(Problem::internal)
}

/// A count in the type of the documents. `None` if it does not fit.
pub(crate) fn to_i32(number: usize) -> Option<i32> {
    i32::try_from(number).ok()
}
