//! The memory for a response of the identity service. This is a program of its own, because it measures the whole
//! process.
#![cfg(target_os = "linux")]

#[path = "auth/support.rs"]
mod support;

use support::*;

const MIB: usize = 1024 * 1024;

/// The largest memory of this process up to now, in bytes.
fn most() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kib: usize = line
        .unwrap()
        .split_whitespace()
        .nth(1)
        .unwrap()
        .parse()
        .unwrap();
    kib * 1024
}

#[tokio::test]
async fn a_response_of_a_mebibyte_takes_a_few_mebibytes_with_any_content() {
    // As JSON values, these need a hundred times as much memory.
    let many = vec![r#"{"":0}"#; MIB / 8].join(",");
    let server = Server::apart();
    let responses = [
        (
            400,
            format!(r#"{{"error":"odd","error_description":[{many}]}}"#),
        ),
        (
            200,
            format!(r#"{{"access_token":"t","token_type":"Bearer","expires_in":[{many}]}}"#),
        ),
        (
            200,
            format!(r#"{{"access_token":[{many}],"token_type":"Bearer"}}"#),
        ),
        (
            200,
            format!(r#"{{"other":[{many}],"token_type":"Bearer"}}"#),
        ),
    ];
    for (status, body) in responses {
        assert!(body.len() < MIB);
        let start = body[..60].to_owned();
        server.on_token(move |_| json(status, body.clone()));
        // The memory of the server and of the sockets is already in use here.
        let before = most();
        for _ in 0..3 {
            server.builder().build().unwrap().token().await.unwrap_err();
        }
        let took = most() - before;
        assert!(took < 16 * MIB, "{} MiB for {start}…", took / MIB);
    }
}
