//! Settings: one line reports the missing and wrong settings, before anything is sent.

use std::collections::HashMap;
use std::ffi::OsString;

use odc_auth::{
    Builder, CacheKey, ConfigError, Credentials, OAuthMiddleware, SourceError, StoredToken,
    TokenStore,
};

use crate::support::*;

fn from(vars: &[(&str, &str)]) -> Result<OAuthMiddleware, ConfigError> {
    let vars: HashMap<_, _> = vars
        .iter()
        .map(|(name, value)| (*name, OsString::from(value)))
        .collect();
    Builder::from_vars(|name| vars.get(name).cloned())?.build()
}

const ALL: [(&str, &str); 3] = [
    ("ODC_PORTAL_DOMAIN", "acme.outsystems.dev"),
    ("ODC_CLIENT_ID", "id"),
    ("ODC_CLIENT_SECRET", "hush"),
];

#[test]
fn the_environment_is_enough() {
    let auth = from(&ALL).unwrap();
    assert_eq!(auth.origin().as_str(), "https://acme.outsystems.dev/");
    assert_eq!(auth.portal_domain().to_string(), "acme.outsystems.dev");
}

#[test]
fn every_missing_or_empty_variable_is_named_in_one_line() {
    for mask in 0..7_usize {
        for empty in [false, true] {
            let given: Vec<_> = ALL
                .iter()
                .enumerate()
                .filter_map(|(n, (name, value))| match (mask >> n & 1 == 1, empty) {
                    (true, _) => Some((*name, *value)),
                    (false, true) => Some((*name, "")),
                    (false, false) => None,
                })
                .collect();
            let message = from(&given).unwrap_err().to_string();
            for (n, (name, _)) in ALL.iter().enumerate() {
                assert_eq!(message.contains(name), mask >> n & 1 == 0, "{message}");
            }
            assert!(!message.contains('\n') && !message.contains("hush"));
        }
    }
}

#[test]
fn a_wrong_portal_domain_is_named_with_its_variable() {
    for domain in [
        "https://acme.outsystems.dev",
        "acme.outsystems.dev/api",
        "acme outsystems",
        "u:p@acme.dev",
        "acme.dev:x",
    ] {
        let mut vars = ALL;
        vars[0].1 = domain;
        let message = from(&vars).unwrap_err().to_string();
        assert!(
            message.starts_with("ODC_PORTAL_DOMAIN: ") && message.contains("write "),
            "{message}"
        );
        assert!(!message.contains("u:p") && !message.contains('\n'));
        let message = OAuthMiddleware::builder()
            .portal_domain(domain)
            .client_id("i")
            .client_secret("s")
            .build()
            .unwrap_err();
        assert!(
            message.to_string().starts_with("portal_domain: "),
            "{message}"
        );
    }
}

#[test]
fn only_the_value_1_turns_the_loopback_opt_in_on() {
    for (value, scheme) in [
        ("1", Some("http")),
        ("0", Some("https")),
        ("", Some("https")),
        ("true", None),
        ("yes", None),
        (" 1", None),
    ] {
        let mut vars = ALL.to_vec();
        vars[0].1 = "127.0.0.1:8080";
        vars.push(("ODC_ALLOW_HTTP_LOOPBACK", value));
        match (from(&vars), scheme) {
            (Ok(auth), Some(scheme)) => assert_eq!(auth.origin().scheme(), scheme),
            (Err(error), None) => assert!(
                error.to_string().starts_with("ODC_ALLOW_HTTP_LOOPBACK: "),
                "{error}"
            ),
            (result, _) => panic!("{value:?}: {result:?}"),
        }
    }
    let mut vars = ALL.to_vec();
    vars.push(("ODC_ALLOW_HTTP_LOOPBACK", "1"));
    assert_eq!(
        from(&vars).unwrap().origin().scheme(),
        "https",
        "for loopback addresses alone"
    );
}

#[test]
fn a_secret_with_a_line_break_is_pointed_out() {
    let mut vars = ALL;
    vars[2].1 = "hush\n";
    let message = from(&vars).unwrap_err().to_string();
    assert!(
        message.starts_with("ODC_CLIENT_SECRET: ") && !message.contains("hush"),
        "{message}"
    );
}

#[test]
fn settings_that_exclude_each_other_are_refused() {
    let credentials = || Credentials::new("i", "s");
    let base = || OAuthMiddleware::builder().portal_domain("acme.dev");
    let played = || Play(|| Ok(issued("t", 1)));
    for builder in [
        base().credential_source(credentials()).client_id("i"),
        base().token_source(played()).client_secret("s"),
        base().client_id("i"),
        base().client_secret("s"),
        base(),
        OAuthMiddleware::builder().client_id("i").client_secret("s"),
        base()
            .client_id("i")
            .client_secret("s")
            .allow_token_host("https://x"),
    ] {
        let message = builder.build().unwrap_err().to_string();
        assert!(!message.contains('\n'), "{message}");
    }
}

#[test]
fn a_token_store_together_with_a_token_source_is_refused() {
    let builder = || {
        let builder = OAuthMiddleware::builder().portal_domain("acme.dev");
        builder.token_source(Play(|| Ok(issued("t", 1))))
    };
    assert!(builder().build().is_ok());
    let error = builder().token_store(NoStore).build().unwrap_err();
    assert!(
        matches!(error, ConfigError::Conflict(text) if text.starts_with("token_store ")),
        "{error}"
    );
}

struct NoStore;

#[odc_auth::async_trait]
impl TokenStore for NoStore {
    async fn load(
        &self,
        _: &CacheKey,
        _: &Credentials,
    ) -> Result<Option<StoredToken>, SourceError> {
        Ok(None)
    }

    async fn save(
        &self,
        _: &CacheKey,
        _: &StoredToken,
        _: &Credentials,
    ) -> Result<(), SourceError> {
        Ok(())
    }
}

#[test]
fn a_builder_and_a_middleware_print_no_secret() {
    let builder = OAuthMiddleware::builder()
        .portal_domain("me:pw@acme.dev")
        .client_id("id")
        .client_secret("hush");
    let expected = r#"Builder { portal_domain: Some("acme.dev"), client_id: Some("id"), client_secret: Some([redacted]), .. }"#;
    assert_eq!(format!("{builder:?}"), expected);
    let auth = builder.portal_domain("acme.dev").build().unwrap();
    let expected = r#"OAuthMiddleware { origin: "https://acme.dev/", counters: Counters { used: 0, fetched: 0, failed: 0, retried_401: 0 }, .. }"#;
    assert_eq!(format!("{auth:?}"), expected);
}

#[test]
#[cfg(unix)]
fn a_variable_that_is_not_utf_8_is_named() {
    use std::os::unix::ffi::OsStringExt;
    let error = Builder::from_vars(|_| Some(OsString::from_vec(vec![0xff]))).unwrap_err();
    assert!(
        error.to_string().starts_with("ODC_PORTAL_DOMAIN: "),
        "{error}"
    );
}

#[tokio::test]
async fn code_can_set_the_variables_that_the_environment_lacks() {
    let server = Server::apart();
    let vars = [
        ("ODC_PORTAL_DOMAIN", server.domain()),
        ("ODC_ALLOW_HTTP_LOOPBACK", "1".to_owned()),
    ];
    let read = |name: &str| {
        vars.iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.into())
    };
    let builder = Builder::from_vars(read).unwrap();
    let message = builder.build().unwrap_err().to_string();
    assert!(
        message.contains("ODC_CLIENT_ID, ODC_CLIENT_SECRET"),
        "{message}"
    );
    let auth = Builder::from_vars(read)
        .unwrap()
        .credential_source(Credentials::new(ID, SECRET))
        .build()
        .unwrap();
    auth.token().await.unwrap();
}

#[tokio::test]
async fn each_time_limit_can_be_set_alone() {
    let server = Server::apart();
    let second = std::time::Duration::from_secs(1);
    let builder = server.builder().connect_timeout(second);
    let auth = builder
        .attempt_timeout(second)
        .flight_timeout(second)
        .build()
        .unwrap();
    auth.token().await.unwrap();
}

/// The variables belong to the whole process, so this test runs itself again with them.
#[test]
fn a_process_reads_its_own_environment() {
    if std::env::var("ODC_PORTAL_DOMAIN").is_ok_and(|domain| domain == "child.test") {
        for auth in [
            OAuthMiddleware::from_env(),
            Builder::from_env().unwrap().build(),
        ] {
            assert_eq!(auth.unwrap().origin().as_str(), "https://child.test/");
        }
        return;
    }
    let name = "config::a_process_reads_its_own_environment";
    let child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name])
        .envs(ALL)
        .env("ODC_PORTAL_DOMAIN", "child.test")
        .env_remove("ODC_EXTRA_CA_CERTS")
        .env_remove("ODC_ALLOW_HTTP_LOOPBACK")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(
        child.status.success() && said.contains("1 passed"),
        "{said}"
    );
}
