//! Finds the settings that wait for the next deployment.

use odc_runtime::Secret;

use crate::types::Setting;

impl Setting {
    /// Whether the next deployment changes the value that runs.
    ///
    /// A setting that was never set uses its default. Therefore a setting without its own `value` is not pending
    /// while the default runs, and is pending after a change was undone. For a secret, the service states whether it
    /// is pending.
    ///
    /// The value of a binary setting is in the response only if the request asks for it with `show_binary_values`.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        if self.is_secret == Some(true) {
            return self.value_set_after_deploy == Some(true);
        }
        self.next_value() != self.deployed_value.as_ref().or(self.default_value.as_ref())
    }

    /// The value that runs after the next deployment: the value that was set. If none was set, the default.
    ///
    /// Do not use it for a secret: no document says what the service returns for a secret.
    #[must_use]
    pub fn next_value(&self) -> Option<&Secret> {
        self.value.as_ref().or(self.default_value.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(default: Option<&str>, deployed: Option<&str>, value: Option<&str>) -> Setting {
        let mut setting = Setting::builder().key("PageSize").build().expect("a key");
        setting.default_value = default.map(Secret::from);
        setting.deployed_value = deployed.map(Secret::from);
        setting.value = value.map(Secret::from);
        setting
    }

    #[test]
    fn a_setting_is_pending_if_the_next_deployment_changes_its_value() {
        for (default, deployed, value, is_pending) in [
            (Some("20"), Some("20"), None, false),
            (Some("20"), Some("20"), Some("20"), false),
            (Some("20"), Some("20"), Some("50"), true),
            (Some("20"), Some("50"), Some("50"), false),
            // The default was restored.
            (Some("20"), Some("50"), None, true),
            // Not deployed yet.
            (Some("20"), None, None, false),
            (Some("20"), None, Some("50"), true),
            (None, None, None, false),
            (None, None, Some("50"), true),
        ] {
            let setting = setting(default, deployed, value);
            assert_eq!(
                setting.is_pending(),
                is_pending,
                "{default:?} {deployed:?} {value:?}"
            );
        }
    }

    #[test]
    fn for_a_secret_only_the_service_knows_whether_it_is_pending() {
        let mut secret = setting(None, None, Some("mask"));
        secret.is_secret = Some(true);
        assert!(!secret.is_pending());
        secret.value_set_after_deploy = Some(true);
        assert!(secret.is_pending());
    }
}
