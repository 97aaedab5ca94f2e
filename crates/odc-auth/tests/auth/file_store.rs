//! The file store: for one owner, whole or not at all, with any number of processes.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use odc_auth::{AccessToken, CacheKey, Credentials, FileTokenStore, StoredToken, TokenStore};

use crate::support::*;

fn files(directory: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect()
}

fn is_a(file: &Path, extension: &str) -> bool {
    file.extension().is_some_and(|found| found == extension)
}

fn sample() -> (CacheKey, Credentials) {
    (
        CacheKey::new("i", "c", "", &[], None),
        Credentials::new("c", "s"),
    )
}

fn stored(text: &str) -> StoredToken {
    let now = SystemTime::now();
    StoredToken {
        token: AccessToken::new(text).unwrap(),
        issued_at: now,
        expires_at: now + Duration::from_secs(9),
    }
}

#[tokio::test]
async fn the_file_store_keeps_a_token_for_the_next_run_and_for_its_owner_alone() {
    let directory = tempfile::tempdir().unwrap();
    let place = directory.path().join("new/deep");
    let server = Server::apart();
    let build = || {
        server
            .builder()
            .token_store(FileTokenStore::new(&place))
            .build()
            .unwrap()
    };
    assert_eq!(build().token().await.unwrap().expose(), "token-1");
    // It is saved while the caller goes on.
    until(|| place.is_dir() && files(&place).iter().any(|file| is_a(file, "token"))).await;
    assert_eq!(build().token().await.unwrap().expose(), "token-1");
    assert_eq!(server.posts(), 1);
    let [file] = files(&place).try_into().unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(
            (mode(file.as_path()), mode(place.as_path())),
            (0o600, 0o700)
        );
    }
    let content = std::fs::read(&file).unwrap();
    for needle in ["token-1", "canary", ID] {
        assert!(
            !content
                .windows(needle.len())
                .any(|window| window == needle.as_bytes())
        );
        assert!(!file.to_str().unwrap().contains(needle));
    }
    // Another secret cannot read it, and says nothing of it.
    let other = server
        .bare()
        .client_id(ID)
        .client_secret("another")
        .token_store(FileTokenStore::new(&place));
    assert_eq!(
        other.build().unwrap().token().await.unwrap().expose(),
        "token-2"
    );
}

#[tokio::test]
async fn a_damaged_file_counts_as_absent() {
    let directory = tempfile::tempdir().unwrap();
    let (key, credentials) = sample();
    let store = FileTokenStore::new(directory.path());
    let token = stored("abc");
    store.save(&key, &token, &credentials).await.unwrap();
    let [file] = files(directory.path()).try_into().unwrap();
    let good = std::fs::read(&file).unwrap();
    assert!(store.load(&key, &credentials).await.unwrap().is_some());
    for at in 0..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 1;
        std::fs::write(&file, &bad).unwrap();
        assert!(
            store.load(&key, &credentials).await.unwrap().is_none(),
            "byte {at}"
        );
        std::fs::write(&file, &good[..at]).unwrap();
        assert!(
            store.load(&key, &credentials).await.unwrap().is_none(),
            "cut at {at}"
        );
    }
    // Nor does a file serve under another key.
    let other = CacheKey::new("i", "c", "v2", &[], None);
    store.save(&other, &token, &credentials).await.unwrap();
    let second = files(directory.path())
        .into_iter()
        .find(|path| *path != file)
        .unwrap();
    std::fs::write(second, &good).unwrap();
    assert!(store.load(&other, &credentials).await.unwrap().is_none());
}

/// Writes and reads the same file again and again.
async fn write_and_read(place: &Path, rounds: u32) {
    let store = FileTokenStore::new(place);
    let (key, credentials) = sample();
    for round in 0..rounds {
        let text = format!("{}-{round}-", std::process::id()).repeat(500);
        let token = stored(&text);
        store.save(&key, &token, &credentials).await.unwrap();
        assert!(store.load(&key, &credentials).await.unwrap().is_some());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_writers_and_readers_of_one_file_never_see_half_of_it() {
    let directory = tempfile::tempdir().unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let place = directory.path().to_owned();
        tasks.spawn(async move { write_and_read(&place, 10).await });
    }
    tasks.join_all().await;
    assert_eq!(files(directory.path()).len(), 1, "no file is left over");
}

/// Runs itself again as the processes.
#[tokio::test]
async fn processes_that_share_a_file_never_see_half_of_it() {
    const PLACE: &str = "ODC_AUTH_TEST_PLACE";
    if let Some(place) = std::env::var_os(PLACE) {
        return write_and_read(place.as_ref(), 25).await;
    }
    let directory = tempfile::tempdir().unwrap();
    let this = "file_store::processes_that_share_a_file_never_see_half_of_it";
    let start = |_| {
        std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", this])
            .env(PLACE, directory.path())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap()
    };
    let processes: Vec<_> = (0..4).map(start).collect();
    for process in processes {
        let output = process.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && said.contains("1 passed"),
            "{said}"
        );
    }
    assert_eq!(files(directory.path()).len(), 1, "no file is left over");
}

#[tokio::test]
async fn what_a_killed_process_left_behind_goes_with_the_next_save() {
    let directory = tempfile::tempdir().unwrap();
    write_and_read(directory.path(), 1).await;
    let [file] = files(directory.path()).try_into().unwrap();
    let leave = |name: PathBuf, age: u64| {
        let left = std::fs::File::create(&name).unwrap();
        let then = SystemTime::now() - Duration::from_secs(age);
        left.set_modified(then).unwrap();
        name
    };
    let old = leave(file.with_extension("0123456789abcdef.new"), 600);
    // Somebody may still be writing these, or they are not ours.
    let kept = [
        leave(file.with_extension("fedcba9876543210.new"), 0),
        leave(directory.path().join("notes.new"), 600),
        leave(file.with_extension("backup"), 600),
    ];
    write_and_read(directory.path(), 1).await;
    assert!(!old.exists());
    assert!(file.exists() && kept.iter().all(|path| path.exists()));
}

#[tokio::test]
async fn a_place_that_cannot_be_written_does_not_keep_a_token_away() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let server = Server::apart();
    // A directory below a file.
    let store = FileTokenStore::new(file.path().join("below"));
    assert!(
        server
            .builder()
            .token_store(store)
            .build()
            .unwrap()
            .token()
            .await
            .is_ok()
    );
}
