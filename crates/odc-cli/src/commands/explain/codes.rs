//! The known error codes, in our own words. The documents of the APIs name some of them only in their text.

use odc_runtime::client::StatusCode;

/// The known facts about a code.
pub(super) struct Known {
    pub code: &'static str,
    pub meaning: &'static str,
    pub advice: &'static str,
}

const fn code(code: &'static str, meaning: &'static str, advice: &'static str) -> Known {
    Known {
        code,
        meaning,
        advice,
    }
}

/// The codes, in alphabetical order.
pub(super) const CODES: &[Known] = &[
    code(
        "OS-AIMS-40401",
        "assets of this type are not analysed",
        "analyse an app or a library",
    ),
    code(
        "OS-AIMS-40412",
        "this revision has not been analysed",
        "start an analysis of the revision, and wait until it ends",
    ),
    code(
        "OS-APPS-40008",
        "the file of the asset is larger than 100 MB",
        "make the asset smaller, for example by moving resources to a library",
    ),
    code(
        "OS-APPS-40021",
        "the tag is in use already, perhaps by this very revision",
        "choose a higher tag; odctl revisions ASSET --tagged shows those in use",
    ),
    code(
        "OS-APPS-40028",
        "the file cannot be read as an asset",
        "download the source again, and upload it unchanged",
    ),
    code(
        "OS-APPS-40047",
        "another asset of the stage has the same path in its URL",
        "rename one of the two assets; the path is made from the name",
    ),
    code(
        "OS-BLD-40409",
        "what the build needs was not found",
        "check that the asset and the revision still exist, then build again",
    ),
    code(
        "OS-BLD-FE-40001",
        "the build found errors in scripts of the asset",
        "correct the scripts that the messages name (odctl logs BUILD), and publish a new revision",
    ),
    code(
        "OS-DPL-50205",
        "a step of the deployment failed in the service",
        "read all messages (odctl logs OPERATION), and deploy again; what ran before keeps running",
    ),
    code(
        "OS-ID-BIZ-40001",
        "a claim mapping is not valid",
        "correct the claim and its value, and send it again",
    ),
    code(
        "OS-MCO-40014",
        "a library does not have the mobile framework of the build",
        "choose a framework that all libraries of the app have",
    ),
    code(
        "OS-MCO-50021",
        "the version of the mobile build service is obsolete",
        "choose a newer version in the configuration of the mobile build",
    ),
    code(
        "OS-MCO-50022",
        "the version of the mobile build service does not have this framework",
        "choose a framework and a version that belong together",
    ),
    code(
        "OS-NAOS-40007",
        "a mandatory secret of the mobile app has an empty text",
        "give the secret a value",
    ),
    code(
        "OS-NAOS-40008",
        "a mandatory setting of the mobile app has an empty file",
        "give a file with content",
    ),
    code(
        "OS-NAOS-40009",
        "a mandatory secret of the mobile app has an empty file",
        "give a file with content",
    ),
    code(
        "OS-NAOS-40400",
        "there is no mobile configuration for this app in this stage",
        "check the key of the stage, and that the app has a mobile configuration there",
    ),
    code(
        "OS-NAOS-50005",
        "the settings of the mobile build could not be fetched",
        "start the build again",
    ),
    code(
        "OS-NAOS-50024",
        "the configurations of the mobile build could not be read",
        "check the configuration of the app, and start the build again",
    ),
];

/// The areas that the second part of a code names.
const AREAS: &[(&str, &str)] = &[
    ("AIMS", "code quality"),
    ("APPS", "assets and their revisions"),
    ("BEW", "builds"),
    ("BLD", "builds"),
    ("DPL", "deployments"),
    ("ELG", "external libraries"),
    ("ID", "users, groups and roles"),
    ("MABS", "mobile builds"),
    ("MCO", "mobile builds"),
    ("NAOS", "mobile apps and their settings"),
];

/// The subject of a code.
pub(super) fn area(code: &str) -> Option<&'static str> {
    let code = code.to_uppercase();
    let name = code.strip_prefix("OS-")?.split('-').next()?;
    AREAS
        .iter()
        .find(|(area, _)| *area == name)
        .map(|(_, words)| *words)
}

/// The HTTP status with which the number of a code begins.
pub(super) fn status(code: &str) -> Option<StatusCode> {
    let number = code.rsplit('-').next().filter(|number| number.len() == 5)?;
    let status = StatusCode::from_u16(number.get(..3)?.parse().ok()?).ok()?;
    (status.is_client_error() || status.is_server_error()).then_some(status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_every_code_has_an_area() {
        assert!(CODES.windows(2).all(|pair| pair[0].code < pair[1].code));
        for known in CODES {
            assert!(area(known.code).is_some(), "{}", known.code);
            assert!(!known.meaning.ends_with('.') && !known.advice.is_empty());
        }
    }

    #[test]
    fn the_number_of_a_code_shows_the_status() {
        assert_eq!(status("OS-APPS-40499").unwrap().as_u16(), 404);
        assert_eq!(status("OS-ELG-MODL-05001"), None);
        assert_eq!(status("x"), None);
    }
}
