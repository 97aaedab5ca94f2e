//! Names of stages and portfolios in requests.

use odc_runtime::Patch;

use crate::model::check_name;
use crate::problem::Problem;

/// The new name, if the call gives one. A name cannot be cleared.
pub(super) fn new_name(patch: &Patch<String>) -> Result<Option<String>, Problem> {
    let name = match patch {
        Patch::Absent => return Ok(None),
        Patch::Null => "",
        Patch::Value(name) => name,
    };
    check_name(name)?;
    Ok(Some(name.to_owned()))
}
