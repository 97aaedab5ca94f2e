//! The store that all machines of the organization share, if the environment names one.

use std::fmt::Display;

use odc_runtime::odc_redis::{ConnectError, RedisStore};

use crate::exit::{Exit, Failure};

/// The variable that names it.
pub const SHARED_STORE: &str = "ODC_SHARED_STORE";

/// Connects to the store that `ODC_SHARED_STORE` names.
///
/// # Errors
/// The URL is invalid, or the store cannot be used.
pub async fn shared_store() -> Result<Option<RedisStore>, Failure> {
    let Some(url) = std::env::var_os(SHARED_STORE).filter(|url| !url.is_empty()) else {
        return Ok(None);
    };
    let failed =
        |exit, problem: &dyn Display| Failure::new(exit, format!("{SHARED_STORE}: {problem}"));
    let url = url
        .into_string()
        .map_err(|_| failed(Exit::WrongUse, &"it is not UTF-8; set it again"))?;
    let store = RedisStore::connect(&url).await;
    store.map(Some).map_err(|error| {
        let exit = match error {
            ConnectError::Server { .. } => Exit::Failed,
            _ => Exit::WrongUse,
        };
        failed(exit, &error)
    })
}
