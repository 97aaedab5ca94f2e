//! The file store when its process is killed, or when the disk is full. The processes are this program, which starts
//! itself again.
#![cfg(unix)]

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime};

use odc_auth::{AccessToken, CacheKey, Credentials, FileTokenStore, StoredToken, TokenStore};

const PLACE: &str = "ODC_AUTH_TEST_FAULTS";

fn sample() -> (CacheKey, Credentials) {
    let key = CacheKey::new("i", "c", "", &[], None);
    (key, Credentials::new("c", "s"))
}

/// A token that repeats one letter many times.
fn stored(letter: char) -> StoredToken {
    let now = SystemTime::now();
    StoredToken {
        token: AccessToken::new(letter.to_string().repeat(200_000)).unwrap(),
        issued_at: now,
        expires_at: now + Duration::from_secs(9),
    }
}

/// The letter of the saved token, after a check that the token is complete.
async fn kept(place: &Path) -> Option<char> {
    let (key, credentials) = sample();
    let found = FileTokenStore::new(place).load(&key, &credentials).await;
    let token = found.unwrap()?.token;
    let letter = token.expose().chars().next().unwrap();
    assert_eq!(token.expose(), letter.to_string().repeat(200_000));
    Some(letter)
}

fn leftovers(place: &Path) -> Vec<std::fs::Metadata> {
    let entries = std::fs::read_dir(place).unwrap().map(Result::unwrap);
    let entries =
        entries.filter(|entry| entry.path().extension().is_some_and(|kind| kind == "new"));
    entries.map(|entry| entry.metadata().unwrap()).collect()
}

/// Runs a test of this program again, as `command` says.
fn again(mut command: Command, this: &str, place: &Path) -> Child {
    command
        .args(["--exact", this])
        .env(PLACE, place)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

#[tokio::test]
async fn a_process_that_is_killed_while_it_writes_leaves_a_whole_token() {
    use std::os::unix::fs::PermissionsExt as _;

    let (key, credentials) = sample();
    if let Some(place) = std::env::var_os(PLACE) {
        let store = FileTokenStore::new(place);
        for letter in ('a'..='z').cycle() {
            store
                .save(&key, &stored(letter), &credentials)
                .await
                .unwrap();
        }
    }
    let directory = tempfile::tempdir().unwrap();
    let this = "file_faults::a_process_that_is_killed_while_it_writes_leaves_a_whole_token";
    let store = FileTokenStore::new(directory.path());
    store.save(&key, &stored('A'), &credentials).await.unwrap();
    for turn in 0..30_u64 {
        let before = kept(directory.path()).await;
        let command = Command::new(std::env::current_exe().unwrap());
        let mut process = again(command, this, directory.path());
        while kept(directory.path()).await == before {
            let ended = process.try_wait().unwrap();
            assert!(ended.is_none(), "it writes nothing: {ended:?}");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(Duration::from_micros(turn * 733 % 9000)).await;
        process.kill().unwrap();
        process.wait().unwrap();
        assert!(kept(directory.path()).await.is_some());
    }
    // Only its owner can read the file that was left behind, and a later save removes it.
    for left in leftovers(directory.path()) {
        assert_eq!(left.permissions().mode() & 0o777, 0o600);
    }
    store.save(&key, &stored('Z'), &credentials).await.unwrap();
    assert_eq!(kept(directory.path()).await, Some('Z'));
}

/// A limit for the size of files has the effect of a full disk: writing fails, here after 4 KiB.
#[tokio::test]
async fn a_full_disk_keeps_the_old_token_and_leaves_nothing_behind() {
    let (key, credentials) = sample();
    if let Some(place) = std::env::var_os(PLACE) {
        let store = FileTokenStore::new(place);
        let error = store
            .save(&key, &stored('b'), &credentials)
            .await
            .unwrap_err();
        assert!(error.to_string().len() < 200, "{error}");
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let this = "file_faults::a_full_disk_keeps_the_old_token_and_leaves_nothing_behind";
    for before in [None, Some('a')] {
        if let Some(letter) = before {
            let store = FileTokenStore::new(directory.path());
            store
                .save(&key, &stored(letter), &credentials)
                .await
                .unwrap();
        }
        let mut command = Command::new("sh");
        command
            .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\""])
            .arg(std::env::current_exe().unwrap());
        let output = again(command, this, directory.path()).wait_with_output();
        let output = output.unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && said.contains("1 passed"),
            "{said}"
        );
        assert_eq!(kept(directory.path()).await, before);
        assert!(leftovers(directory.path()).is_empty());
    }
}
