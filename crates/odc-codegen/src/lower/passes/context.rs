//! The inputs of the passes in addition to the document.

use crate::facts::Api;
use crate::names::Names;

pub(crate) struct Context<'a> {
    pub(crate) names: &'a Names,
    pub(crate) api: &'a Api,
}
