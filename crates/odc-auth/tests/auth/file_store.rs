//! The file store: only its owner has access, a token is saved completely or not at all, and many processes may use
//! it.

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
async fn the_file_store_keeps_a_token_for_the_next_run_of_the_same_owner() {
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
    // The token is saved while the caller continues.
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
    // A store with another secret cannot read it, and reports no error.
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
async fn a_file_or_folder_that_does_not_exist_is_not_an_error() {
    let directory = tempfile::tempdir().unwrap();
    let (key, credentials) = sample();
    for place in [directory.path().to_owned(), directory.path().join("new")] {
        let found = FileTokenStore::new(&place).load(&key, &credentials).await;
        assert!(matches!(found, Ok(None)), "{found:?}");
    }
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
        for bit in 0..8 {
            let mut bad = good.clone();
            bad[at] ^= 1 << bit;
            std::fs::write(&file, &bad).unwrap();
            assert!(
                store.load(&key, &credentials).await.unwrap().is_none(),
                "bit {bit} of byte {at}"
            );
        }
        std::fs::write(&file, &good[..at]).unwrap();
        assert!(
            store.load(&key, &credentials).await.unwrap().is_none(),
            "cut at {at}"
        );
    }
    // A file does not work under another key either.
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

/// Starts this program again as the processes. Every second process gets an empty path, which means its current
/// folder.
#[tokio::test]
async fn processes_that_share_a_file_never_see_half_of_it() {
    const PLACE: &str = "ODC_AUTH_TEST_PLACE";
    if let Some(place) = std::env::var_os(PLACE) {
        return write_and_read(place.as_ref(), 25).await;
    }
    let directory = tempfile::tempdir().unwrap();
    let this = "file_store::processes_that_share_a_file_never_see_half_of_it";
    let start = |turn| {
        let place = if turn % 2 == 0 {
            directory.path()
        } else {
            Path::new("")
        };
        std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", this])
            .env(PLACE, place)
            .current_dir(directory.path())
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
async fn a_file_of_2_mib_is_read_and_a_larger_one_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let (key, credentials) = sample();
    let store = FileTokenStore::new(directory.path());
    write_and_read(directory.path(), 1).await;
    let [file] = files(directory.path()).try_into().unwrap();
    let file = std::fs::File::options().write(true).open(file).unwrap();
    file.set_len(2 * 1024 * 1024).unwrap();
    let found = store.load(&key, &credentials).await;
    assert!(matches!(found, Ok(None)), "damaged: {found:?}");
    file.set_len(2 * 1024 * 1024 + 1).unwrap();
    let refused = store.load(&key, &credentials).await.unwrap_err();
    assert!(
        refused.to_string().contains("larger than 2 MiB"),
        "{refused}"
    );
}

#[tokio::test]
async fn the_next_save_removes_the_files_of_a_killed_process() {
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
    // Another process may still be writing these files, or they are not files of the store.
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
async fn a_token_comes_although_the_store_cannot_write() {
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

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn every_token_and_time_comes_back_as_it_was(
        text in "[!-~]{1,64}|[\"\\\\]{1,9}|[!-~]{5000}",
        issued_at in 0_u64..4_000_000_000_000_000_000,
        lives in 0_u64..4_000_000_000_000_000_000,
    ) {
        let directory = tempfile::tempdir().unwrap();
        let (key, credentials) = sample();
        let store = FileTokenStore::new(directory.path());
        let issued_at = SystemTime::UNIX_EPOCH + Duration::from_nanos(issued_at);
        let token = StoredToken {
            token: AccessToken::new(&text).unwrap(),
            issued_at,
            expires_at: issued_at + Duration::from_nanos(lives),
        };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let found = runtime.block_on(async {
            store.save(&key, &token, &credentials).await.unwrap();
            store.load(&key, &credentials).await.unwrap().unwrap()
        });
        assert_eq!(
            (found.token.expose(), found.issued_at, found.expires_at),
            (text.as_str(), token.issued_at, token.expires_at)
        );
    }
}

#[tokio::test]
async fn a_token_up_to_the_largest_response_is_kept_and_a_larger_one_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let (key, credentials) = sample();
    let store = FileTokenStore::new(directory.path());
    let large = stored(&"x".repeat(1024 * 1024));
    store.save(&key, &large, &credentials).await.unwrap();
    let found = store.load(&key, &credentials).await.unwrap().unwrap();
    assert_eq!(found.token, large.token);
    let too_large = stored(&"x".repeat(1024 * 1024 + 1));
    let error = store
        .save(&key, &too_large, &credentials)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("larger than 1 MiB"), "{error}");
    let [file] = files(directory.path()).try_into().unwrap();
    let grown = std::fs::File::options().write(true).open(&file).unwrap();
    grown.set_len(2 * 1024 * 1024 + 1).unwrap();
    let error = store.load(&key, &credentials).await.unwrap_err();
    assert!(error.to_string().contains("larger than 2 MiB"), "{error}");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
    use std::os::unix::net::UnixListener;

    use super::*;

    /// An empty folder, and the path where a store in this folder keeps the token of [`sample`].
    async fn place() -> (tempfile::TempDir, FileTokenStore, PathBuf) {
        let directory = tempfile::tempdir().unwrap();
        let store = FileTokenStore::new(directory.path());
        let (key, credentials) = sample();
        store
            .save(&key, &stored("abc"), &credentials)
            .await
            .unwrap();
        let [file] = files(directory.path()).try_into().unwrap();
        (directory, store, file)
    }

    /// What is at the path of the file, and whether a save replaces it.
    type Put<'a> = (&'a str, bool, Box<dyn Fn(&Path) + 'a>);

    async fn load(store: &FileTokenStore) -> Result<Option<StoredToken>, String> {
        let (key, credentials) = sample();
        let load = store.load(&key, &credentials);
        // Opening a pipe like a file blocks for ever.
        let result = tokio::time::timeout(Duration::from_secs(5), load).await;
        result
            .expect("loading blocks")
            .map_err(|error| error.to_string())
    }

    fn make_pipe(path: &Path) {
        let made = std::process::Command::new("mkfifo").arg(path).status();
        assert!(made.unwrap().success());
    }

    #[tokio::test]
    async fn an_irregular_file_is_refused_at_once_and_replaced_by_the_next_save() {
        let elsewhere = tempfile::tempdir().unwrap();
        let elsewhere = elsewhere.path();
        let pipe = elsewhere.join("pipe");
        make_pipe(&pipe);
        let things: [Put<'_>; 8] = [
            ("pipe", true, Box::new(make_pipe)),
            (
                "socket",
                true,
                Box::new(|path| drop(UnixListener::bind(path).unwrap())),
            ),
            (
                "link to a pipe",
                true,
                Box::new(|path| symlink(&pipe, path).unwrap()),
            ),
            (
                "link to a device",
                true,
                Box::new(|path| symlink("/dev/zero", path).unwrap()),
            ),
            (
                "link to itself",
                true,
                Box::new(|path| symlink(path, path).unwrap()),
            ),
            (
                "link to a token",
                true,
                Box::new(|path| {
                    let moved = elsewhere.join("moved");
                    std::fs::copy(path.with_extension("kept"), &moved).unwrap();
                    symlink(moved, path).unwrap();
                }),
            ),
            (
                "link to nothing",
                true,
                Box::new(|path| symlink("nothing", path).unwrap()),
            ),
            (
                "folder",
                false,
                Box::new(|path| std::fs::create_dir(path).unwrap()),
            ),
        ];
        for (name, replaced, put) in things {
            let (_directory, store, file) = place().await;
            std::fs::rename(&file, file.with_extension("kept")).unwrap();
            put(&file);
            let error = load(&store).await.expect_err(name);
            assert!(!error.contains('\n'), "{name}: {error}");
            let (key, credentials) = sample();
            let saved = store.save(&key, &stored("new"), &credentials).await;
            assert_eq!(saved.is_ok(), replaced, "{name}: {saved:?}");
            if replaced {
                let found = load(&store).await.expect(name).unwrap();
                assert_eq!(found.token.expose(), "new", "{name}");
                assert!(std::fs::symlink_metadata(&file).unwrap().is_file());
            }
        }
        assert!(
            std::fs::symlink_metadata(&pipe).is_ok(),
            "nothing behind a link is touched"
        );
    }

    #[tokio::test]
    async fn a_token_comes_although_a_pipe_is_in_the_place_of_the_file() {
        let (directory, server) = (tempfile::tempdir().unwrap(), Server::apart());
        let build = || {
            let store = FileTokenStore::new(directory.path());
            server.builder().token_store(store).build().unwrap()
        };
        build().token().await.unwrap();
        until(|| {
            files(directory.path())
                .iter()
                .any(|file| is_a(file, "token"))
        })
        .await;
        let [file] = files(directory.path()).try_into().unwrap();
        std::fs::remove_file(&file).unwrap();
        make_pipe(&file);
        // If a thread blocks on the pipe, the runtime and this test cannot end.
        assert_eq!(build().token().await.unwrap().expose(), "token-2");
    }

    #[tokio::test]
    async fn a_folder_that_others_can_write_to_is_neither_read_nor_written() {
        for (mode, safe) in [
            (0o700, true),
            (0o755, true),
            (0o750, true),
            (0o777, false),
            (0o1777, false),
            (0o770, false),
            (0o720, false),
            (0o702, false),
        ] {
            let (directory, store, file) = place().await;
            let rights = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(directory.path(), rights).unwrap();
            let loaded = load(&store).await;
            let (key, credentials) = sample();
            std::fs::remove_file(&file).unwrap();
            let saved = store.save(&key, &stored("new"), &credentials).await;
            assert_eq!((loaded.is_ok(), saved.is_ok()), (safe, safe), "{mode:o}");
            assert_eq!(file.exists(), safe, "{mode:o}");
            if let Err(error) = loaded {
                assert!(error.contains("chmod go-w"), "{error}");
            }
        }
    }

    #[tokio::test]
    async fn a_link_in_the_place_of_the_folder_is_refused() {
        let (directory, _, file) = place().await;
        let link = directory.path().join("link");
        symlink(directory.path(), &link).unwrap();
        let store = FileTokenStore::new(&link);
        let error = load(&store).await.unwrap_err();
        assert!(error.contains("is not a folder"), "{error}");
        let (key, credentials) = sample();
        std::fs::remove_file(&file).unwrap();
        store
            .save(&key, &stored("new"), &credentials)
            .await
            .unwrap_err();
        assert!(!file.exists());
    }

    /// Only root can give a file to another user. Other users test with a file that belongs to root.
    #[tokio::test]
    async fn a_file_or_folder_of_another_user_is_refused() {
        let (directory, store, file) = place().await;
        if std::fs::metadata(&file).unwrap().uid() != 0 {
            let error = load(&FileTokenStore::new("/")).await.unwrap_err();
            assert!(error.contains("belongs to another user"), "{error}");
            return;
        }
        chown(&file, Some(12345), None).unwrap();
        let error = load(&store).await.unwrap_err();
        assert!(error.contains("belongs to another user"), "{error}");
        chown(directory.path(), Some(12345), None).unwrap();
        let error = load(&store).await.unwrap_err();
        assert!(
            error.contains("belongs to another user; name another folder"),
            "{error}"
        );
        let (key, credentials) = sample();
        store
            .save(&key, &stored("new"), &credentials)
            .await
            .unwrap_err();
        assert_eq!(files(directory.path()), [file]);
    }
}
