//! The files on the disk during a download, and after a failed download.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::support::{Reply, Server};
use odc_runtime::{ErrorKind, PresignedUrl, RetryPolicy};

/// Marks the child process of this test, and says where the file is.
const URL: &str = "ODC_TEST_DOWNLOAD_URL";

async fn large() -> (Server, PresignedUrl) {
    let server = Server::start(|_| Reply::new(200, vec![b'x'; 1024 * 1024])).await;
    let url = format!("http://{}/large?s3cr3t", server.host);
    (server, url.parse().unwrap())
}

#[tokio::test]
async fn the_old_file_stays_until_the_new_one_is_complete() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large");
    std::fs::write(&path, "old").unwrap();
    let (server, url) = large().await;
    let (at, part) = (path.clone(), folder.path().join("large.part"));
    let download = server
        .tenant()
        .transfers()
        .download(url)
        .on_progress(move |_| {
            assert_eq!(std::fs::read(&at).unwrap(), b"old");
            assert!(part.exists());
        });
    download.to_file(&path).await.unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().len(), 1024 * 1024);
    assert!(!folder.path().join("large.part").exists());
}

#[tokio::test]
async fn a_dropped_download_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(|_| Reply::new(200, "some").announcing(100)).await;
    let url: PresignedUrl = format!("http://{}/some", server.host).parse().unwrap();
    let (came, mut comes) = tokio::sync::mpsc::unbounded_channel();
    let download = server.tenant().transfers().download(url);
    let download = download.on_progress(move |_| came.send(()).unwrap());
    let task = tokio::spawn(download.to_file(folder.path().join("some")));
    comes.recv().await.unwrap();
    assert!(folder.path().join("some.part").exists());
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_file_of_a_killed_process_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large");
    std::fs::write(
        folder.path().join("large.part"),
        vec![b'y'; 2 * 1024 * 1024],
    )
    .unwrap();
    let (server, url) = large().await;
    server
        .tenant()
        .transfers()
        .download(url)
        .to_file(&path)
        .await
        .unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), vec![b'x'; 1024 * 1024]);
}

/// A file that does not come from an earlier download: it has a second name, or others can write to it.
#[cfg(unix)]
#[tokio::test]
async fn a_file_of_another_kind_is_replaced_and_not_written_to() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

    let etag = |_: &_| Reply::new(200, "whole").header("etag", "\"v1\"");
    let server = Server::start(etag).await;
    let url: PresignedUrl = format!("http://{}/some?s3cr3t", server.host)
        .parse()
        .unwrap();
    for (second_name, mode) in [(true, 0o644), (false, 0o666), (false, 0o664)] {
        for is_resumable in [true, false] {
            let folder = tempfile::tempdir().unwrap();
            let [path, part, note, other] = ["some", "some.part", "some.part.version", "other"]
                .map(|name| folder.path().join(name));
            std::fs::write(&part, "foreign").unwrap();
            std::fs::set_permissions(&part, std::fs::Permissions::from_mode(mode)).unwrap();
            // As if the bytes belonged to this version.
            std::fs::write(&note, "\"v1\"").unwrap();
            if second_name {
                std::fs::hard_link(&part, &other).unwrap();
            }
            let before = std::fs::metadata(&part).unwrap().ino();
            let mut download = server.tenant().transfers().download(url.clone());
            if is_resumable {
                download = download.resumable();
            }
            download.to_file(&path).await.unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), b"whole");
            let file = std::fs::metadata(&path).unwrap();
            assert_eq!((file.nlink(), file.mode() & 0o022), (1, 0));
            if second_name {
                assert_eq!(std::fs::read(&other).unwrap(), b"foreign");
                assert_ne!(file.ino(), before);
            }
            assert!(!part.exists());
        }
    }
}

#[tokio::test]
async fn two_downloads_do_not_write_to_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("some");
    let server = Server::start(|_| Reply::new(200, "some").announcing(100)).await;
    let url: PresignedUrl = format!("http://{}/some?s3cr3t", server.host)
        .parse()
        .unwrap();
    let transfers = server.tenant().transfers().clone();
    let (came, mut comes) = tokio::sync::mpsc::unbounded_channel();
    let first = transfers.download(url.clone());
    let first = first.on_progress(move |_| came.send(()).unwrap());
    let first = tokio::spawn(first.to_file(path.clone()));
    comes.recv().await.unwrap();
    let error = transfers.download(url).to_file(&path).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::File);
    assert!(
        error.to_string().contains("another download writes to it"),
        "{error}"
    );
    assert!(
        folder.path().join("some.part").exists(),
        "it is the first one's"
    );
    first.abort();
}

#[tokio::test]
async fn an_impossible_path_is_refused_before_anything_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let (server, url) = large().await;
    #[cfg(unix)]
    std::os::unix::fs::symlink("/dev/null", folder.path().join("link.part")).unwrap();
    std::fs::create_dir(folder.path().join("folder.part")).unwrap();
    for (place, says) in [
        (
            folder.path().to_owned(),
            "it is a directory; add a file name",
        ),
        (folder.path().join("missing/file"), "check the path"),
        (
            folder.path().join("folder"),
            "it is not a regular file; remove it",
        ),
        #[cfg(unix)]
        (
            folder.path().join("link"),
            "it is not a regular file; remove it",
        ),
        (Path::new("..").to_owned(), "it names no file"),
    ] {
        let download = server.tenant().transfers().download(url.clone());
        let error = download.to_file(&place).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::File, "{error}");
        assert!(error.to_string().contains(says), "{error}");
    }
    assert_eq!(server.calls(), 0);
}

/// Runs a test again in a child process with a limit for the size of files, which has the effect of a full disk.
/// Returns its error on one line.
#[cfg(target_os = "linux")]
async fn with_a_full_disk(test: &str, blocks: u32, url: &PresignedUrl, folder: &Path) -> String {
    // Without the trap, the signal of the limit would end the process.
    let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut child = Command::new("sh");
    child
        .args(["-c", &limited])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(URL, url.expose())
        .current_dir(folder);
    let ran = tokio::task::spawn_blocking(move || child.output().unwrap());
    let ran = ran.await.unwrap();
    let out = String::from_utf8(ran.stdout).unwrap();
    let err = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{out}{err}");
    let mut lines = out.lines();
    let line = lines.find(|line| line.starts_with("error: ")).unwrap();
    line.to_owned()
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_full_disk_ends_a_download_with_an_error_of_one_line_and_leaves_no_file() {
    const NAME: &str =
        "part_files::a_full_disk_ends_a_download_with_an_error_of_one_line_and_leaves_no_file";
    if let Ok(url) = std::env::var(URL) {
        let download = server_less(&url);
        let error = download.to_file("large").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::File);
        println!("error: {error}");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (_server, url) = large().await;
    let line = with_a_full_disk(NAME, 512, &url, folder.path()).await;
    assert!(
        line.contains("cannot write large.part: File too large") && line.contains("choose a place"),
        "{line}"
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_note_that_cannot_be_written_leaves_no_file() {
    const NAME: &str = "part_files::a_note_that_cannot_be_written_leaves_no_file";
    if let Ok(url) = std::env::var(URL) {
        let download = server_less(&url).resumable();
        let error = download.to_file("large").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::File);
        println!("error: {error}");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(|_| Reply::new(200, "some").header("etag", "\"v1\"")).await;
    let url = format!("http://{}/some", server.host).parse().unwrap();
    let line = with_a_full_disk(NAME, 0, &url, folder.path()).await;
    assert!(
        line.contains("cannot write large.part.version: File too large"),
        "{line}"
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[cfg(target_os = "linux")]
fn server_less(url: &str) -> odc_runtime::Download {
    let http = reqwest::Client::builder().no_proxy();
    let transfers = odc_runtime::Transfers::new(http, RetryPolicy::none()).unwrap();
    let url = url.parse().unwrap();
    transfers.download(url).deadline(Duration::from_secs(60))
}
