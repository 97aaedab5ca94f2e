//! The environment variables from which a file of settings may take values.
//!
//! The author of the file may not be the user who applies it, and apps can read their settings. Therefore the file
//! cannot choose any variable: the user names the variables, or a setting uses the variable with its own name.

use heck::ToShoutySnakeCase as _;

/// The beginning of the names of variables for odctl and the clients. These are not values of settings.
const OWN: &str = "ODC_";

/// The variables that the command line allows.
#[derive(Clone, Debug, Default)]
pub(super) struct Variables(Vec<String>);

impl Variables {
    pub(super) const fn new(named: Vec<String>) -> Self {
        Self(named)
    }

    /// Whether a setting may take its value from a variable.
    pub(super) fn allow(&self, variable: &str, asset: &str, names: &[String]) -> bool {
        !is_own(variable)
            && (self.0.iter().any(|named| named == variable)
                || is_of_setting(variable, asset, names))
    }
}

/// A name on the command line.
///
/// # Errors
/// It is not a name of a variable, or it is a variable of odctl.
pub(super) fn named(text: &str) -> Result<String, String> {
    if !is_name(text) {
        return Err("write the name of a variable alone, such as CLAIMS_TOKEN".to_owned());
    }
    if is_own(text) {
        return Err(refusal_of_own());
    }
    Ok(text.to_owned())
}

/// Why a variable of odctl is refused.
pub(super) fn refusal_of_own() -> String {
    format!(
        "variables that begin with {OWN} are for odctl alone, and no setting gets them; give the setting a variable of its own"
    )
}

pub(super) fn is_name(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    !text.is_empty() && text.chars().all(is_part)
}

/// Whether a variable is one of odctl. Windows does not distinguish case.
pub(super) fn is_own(variable: &str) -> bool {
    let start = variable.get(..OWN.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(OWN))
}

/// The variable of a setting. It consists of characters that every shell accepts.
pub(super) fn of_setting(asset: &str, names: &[String]) -> String {
    let words = format!("{asset} {}", names.join(" "));
    let plain = words.replace(|c: char| !c.is_ascii_alphanumeric(), " ");
    let name = plain.to_shouty_snake_case();
    if name.starts_with(|c: char| c.is_ascii_digit()) || is_own(&name) {
        return format!("_{name}");
    }
    name
}

/// The variables of a setting, in their order. If other settings have the earlier ones, they have a number.
pub(super) fn all_of_setting(asset: &str, names: &[String]) -> impl Iterator<Item = String> {
    let plain = of_setting(asset, names);
    let numbered = (2..).map({
        let plain = plain.clone();
        move |number: u64| format!("{plain}_{number}")
    });
    std::iter::once(plain).chain(numbered)
}

fn is_of_setting(variable: &str, asset: &str, names: &[String]) -> bool {
    let rest = variable.strip_prefix(&of_setting(asset, names));
    rest.is_some_and(|rest| {
        let number = rest.strip_prefix('_').and_then(|it| it.parse::<u64>().ok());
        rest.is_empty() || number.is_some_and(|number| number > 1 && rest == format!("_{number}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_uses_its_own_variable_or_one_that_the_user_names() {
        let names = ["settings", "ApiKey"].map(ToOwned::to_owned);
        let variables = Variables::new(vec!["TOKEN".to_owned(), "ODC_X".to_owned()]);
        for (variable, asset, is_allowed) in [
            ("CLAIMS_DESK_SETTINGS_API_KEY", "Claims Desk", true),
            ("CLAIMS_DESK_SETTINGS_API_KEY_2", "Claims Desk", true),
            ("CLAIMS_DESK_SETTINGS_API_KEY_02", "Claims Desk", false),
            ("CLAIMS_DESK_SETTINGS_API_KEY_1", "Claims Desk", false),
            ("CLAIMS_DESK_SETTINGS_API_KEY_ID", "Claims Desk", false),
            ("CLAIMS_DESK_SETTINGS_API_KEY", "Claims", false),
            ("TOKEN", "Claims Desk", true),
            ("token", "Claims Desk", false),
            ("GITHUB_TOKEN", "Claims Desk", false),
            ("ODC_SETTINGS_API_KEY", "ODC", false),
            ("_ODC_SETTINGS_API_KEY", "ODC", true),
            ("ODC_X", "Claims Desk", false),
        ] {
            let allowed = variables.allow(variable, asset, &names);
            assert_eq!(allowed, is_allowed, "{variable} for {asset}");
        }
    }

    #[test]
    fn every_variable_of_an_export_is_allowed_for_its_setting() {
        for asset in ["Claims Desk", "2 Claims", "ODC Portal", "Schlüssel"] {
            let names = ["timers".to_owned(), "Ä b".to_owned()];
            for variable in all_of_setting(asset, &names).take(3) {
                assert!(is_name(&variable), "{variable}");
                let none = Variables::default();
                assert!(none.allow(&variable, asset, &names), "{variable}");
            }
        }
    }

    #[test]
    fn a_variable_of_odctl_is_refused_on_the_command_line() {
        assert_eq!(named("CLAIMS_TOKEN").unwrap(), "CLAIMS_TOKEN");
        for refused in ["", "A=b", "${A}", "ODC_CLIENT_SECRET", "odc_shared_store"] {
            assert!(named(refused).is_err(), "{refused}");
        }
    }
}
