//! The store that the processes of an organization share. The environment or the builder sets it.

use crate::budget::SharedBudget;
use crate::error::SetupError;

/// The variable that names the store.
const VARIABLE: &str = "ODC_SHARED_STORE";

#[cfg(feature = "redis")]
pub(super) type Store = odc_redis::RedisStore;

/// Without the feature there is no store.
#[cfg(not(feature = "redis"))]
#[derive(Clone)]
pub(super) enum Store {}

/// The store that the environment names.
pub(super) fn from_env() -> Result<Option<Store>, SetupError> {
    match std::env::var(VARIABLE) {
        Ok(url) if !url.trim().is_empty() => connect(&url).map(Some),
        Ok(_) | Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => Err(SetupError::SharedStore(
            "it is not UTF-8; set it again".to_owned(),
        )),
    }
}

#[cfg(feature = "redis")]
fn connect(url: &str) -> Result<Store, SetupError> {
    odc_redis::RedisStore::connect_blocking(url)
        .map_err(|error| SetupError::SharedStore(error.to_string()))
}

#[cfg(not(feature = "redis"))]
fn connect(_: &str) -> Result<Store, SetupError> {
    let text = "this program cannot use one; build it with the feature `redis` of odc-runtime, or unset the variable";
    Err(SetupError::SharedStore(text.to_owned()))
}

/// Keeps tokens in the store.
#[cfg(feature = "redis")]
pub(super) fn with_tokens(auth: odc_auth::Builder, store: Option<&Store>) -> odc_auth::Builder {
    match store {
        Some(store) => auth.token_store(store.clone()),
        None => auth,
    }
}

#[cfg(not(feature = "redis"))]
pub(super) fn with_tokens(auth: odc_auth::Builder, _: Option<&Store>) -> odc_auth::Builder {
    auth
}

/// The budget of the organization with this origin in the store.
#[cfg(feature = "redis")]
pub(super) fn budget(store: &Store, origin: &str) -> SharedBudget {
    let budget = SharedBudget::new(std::sync::Arc::new(store.budget(origin)));
    let budget = budget.patience(store.patience());
    match store.share() {
        Some(share) => budget.share(share),
        None => budget,
    }
}

#[cfg(not(feature = "redis"))]
pub(super) fn budget(store: &Store, _: &str) -> SharedBudget {
    match *store {}
}

#[cfg(all(test, not(feature = "redis")))]
mod tests {
    use super::*;

    #[test]
    fn a_program_without_the_feature_says_what_to_enable() {
        let Err(error) = connect("redis://localhost");
        assert_eq!(
            error.to_string(),
            "ODC_SHARED_STORE: this program cannot use one; build it with the feature `redis` of odc-runtime, or unset the variable"
        );
    }
}
