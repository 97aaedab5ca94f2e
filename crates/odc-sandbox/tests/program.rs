//! The `odc-sandbox` program, as it behaves in a shell.

mod support;

use std::collections::HashMap;
use std::process::Stdio;

use support::{Response, http, text};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_odc-sandbox"));
    command
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

async fn started(arguments: &[&str]) -> (Child, Vec<String>) {
    let mut child = program(arguments).spawn().expect("a process");
    let mut output = BufReader::new(child.stdout.take().expect("its output")).lines();
    let mut lines = Vec::new();
    while let Some(line) = output.next_line().await.expect("text") {
        let last = line.contains("LOOPBACK");
        lines.push(line);
        if last {
            break;
        }
    }
    (child, lines)
}

fn exports(lines: &[String]) -> HashMap<&str, &str> {
    lines
        .iter()
        .filter_map(|line| line.strip_prefix("export ")?.split_once('='))
        .collect()
}

#[tokio::test]
async fn it_prints_its_address_and_its_credentials() {
    let sizes = ["--port", "0", "--users", "1500", "--seed", "3"];
    let (_child, lines) = started(&[&sizes[..], &["--offset-past-end"]].concat()).await;
    assert!(
        lines[0].ends_with("1,500 users, 12 groups, 2 stages, 40 assets (seed 3)"),
        "{lines:?}"
    );
    assert!(
        lines[1].contains("every permission, secret valid to ") && lines[1].ends_with(" 23:59 UTC")
    );
    let exported = exports(&lines);
    assert_eq!(exported["ODC_ALLOW_HTTP_LOOPBACK"], "1");
    let origin = format!("http://{}", exported["ODC_PORTAL_DOMAIN"]);
    let document = http().get(format!(
        "{origin}/identity/.well-known/openid-configuration"
    ));
    let document = Response::to(document).await.ok();
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", exported["ODC_CLIENT_ID"]),
        ("client_secret", exported["ODC_CLIENT_SECRET"]),
    ];
    let granted = Response::to(http().post(text(&document, "token_endpoint")).form(&form))
        .await
        .ok();
    let users = http().get(format!("{origin}/api/identity/v1/users?offset=1450"));
    let users = Response::to(users.bearer_auth(text(&granted, "access_token")))
        .await
        .ok();
    assert_eq!(users["page"]["totalResults"], 1500);
    assert_eq!(users["page"]["nextPageOffset"], 1550);
}

#[tokio::test]
async fn with_a_format_only_the_variables_are_on_stdout() {
    let mut child = program(&["--format", "json"]).spawn().expect("a process");
    let mut output = BufReader::new(child.stdout.take().expect("its output")).lines();
    let mut object = String::new();
    while let Some(line) = output.next_line().await.expect("text") {
        object.push_str(&line);
        if line == "}" {
            break;
        }
    }
    let variables: HashMap<String, String> = serde_json::from_str(&object).expect("JSON");
    assert_eq!(variables.len(), 4);
    assert_eq!(variables["ODC_ALLOW_HTTP_LOOPBACK"], "1");
    let domain = &variables["ODC_PORTAL_DOMAIN"];
    let about = http().get(format!(
        "http://{domain}/identity/.well-known/openid-configuration"
    ));
    Response::to(about).await.ok();
    let mut errors = BufReader::new(child.stderr.take().expect("its errors")).lines();
    let tenant = errors.next_line().await.expect("text").expect("a line");
    assert!(
        tenant.starts_with(&format!("tenant   {domain}   200 users")),
        "{tenant}"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn with_tls_it_names_a_certificate_for_every_common_client_while_it_runs() {
    let (mut child, lines) = started(&["--tls"]).await;
    let exported = exports(&lines);
    assert_eq!(exported["ODC_ALLOW_HTTP_LOOPBACK"], "0");
    let file = std::path::Path::new(exported["ODC_EXTRA_CA_CERTS"]);
    for name in [
        "NODE_EXTRA_CA_CERTS",
        "SSL_CERT_FILE",
        "CURL_CA_BUNDLE",
        "REQUESTS_CA_BUNDLE",
    ] {
        assert_eq!(exported[name], exported["ODC_EXTRA_CA_CERTS"]);
    }
    let pem = std::fs::read_to_string(file).expect("a file");
    assert!(pem.starts_with("-----BEGIN CERTIFICATE-----"), "{pem}");
    assert!(!pem.contains("KEY"));
    let id = child.id().expect("a running process").to_string();
    let sent = Command::new("kill").args(["-TERM", &id]).status().await;
    assert!(sent.expect("kill").success());
    assert_eq!(child.wait().await.expect("an end").code(), Some(0));
    assert!(!file.exists());
}

#[cfg(unix)]
#[tokio::test]
async fn ctrl_c_and_the_stop_of_a_container_end_it_cleanly() {
    for signal in ["-INT", "-TERM"] {
        let (mut child, _) = started(&[]).await;
        let id = child.id().expect("a running process").to_string();
        let sent = Command::new("kill")
            .args([signal, &id])
            .status()
            .await
            .expect("kill");
        assert!(sent.success());
        let status = child.wait().await.expect("an end");
        assert_eq!(status.code(), Some(0));
    }
}

#[tokio::test]
async fn every_error_is_one_line() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let huge = u64::MAX.to_string();
    let cases: [(&[&str], &str); 16] = [
        (&["--data", "/no/such/file.json"], "/no/such/file.json"),
        (&["--data", "Cargo.toml"], "not a snapshot"),
        (&["--data", "\u{1b}[31m.json"], "\\u{1b}[31m.json"),
        (&["--port", &port], "cannot listen on 127.0.0.1:"),
        (&["--port", "many"], "--port"),
        (&["--what"], "--what"),
        (&["--stages", "1"], "2 to 11 stages"),
        (&["--stages", &huge], "2 to 11 stages"),
        (&["--portfolios", &huge], "1 to 10 portfolios"),
        (&["--users", &huge], "1,000,000 users"),
        (&["--users=-1"], "--users"),
        (&["--seed", "18446744073709551616"], "--seed"),
        (&["--token-lifetime", "0"], "one second to one year"),
        (&["--token-lifetime", &huge], "one second to one year"),
        (&["--host", "localhost"], "--host"),
        (
            &["--host-name", "http://tenant"],
            "neither a host name nor an IP address",
        ),
    ];
    for (arguments, expected) in cases {
        let output = program(arguments).output().await.expect("an end");
        let error = String::from_utf8(output.stderr).expect("text");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert_eq!(error.lines().count(), 1, "{error}");
        assert!(
            error.starts_with("odc-sandbox: ") && error.contains(expected),
            "{error}"
        );
        assert!(output.stdout.is_empty());
    }
}

#[tokio::test]
async fn help_goes_to_standard_output() {
    let output = program(&["--help"]).output().await.expect("an end");
    assert_eq!(output.status.code(), Some(0));
    assert!(
        String::from_utf8(output.stdout)
            .expect("text")
            .contains("--no-limits")
    );
}
