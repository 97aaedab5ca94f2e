//! Files that the user names on the command line, and files that such a file names. Reads each of them up to a limit,
//! and writes files.
//!
//! A file on the command line may be a pipe, such as `/dev/stdin` or `<(…)`, because the user has chosen it. The
//! author of a file that names another file may be someone else, for example the author of a pull request. Therefore
//! the other file must be a regular file in the folder of the first file or below, and no link may lead out of this
//! folder.

use std::fs::{File, Metadata};
use std::io::{Error, ErrorKind, Read, Result, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

#[cfg(unix)]
use rustix::fs::OFlags;

use crate::exit::Failure;
use crate::folders::{cannot, folder_of, open_at_once, replace_by};

/// The largest text for people, such as release notes, in bytes.
pub const LARGEST_NOTES: u64 = 1 << 20;
/// The largest secret that is read from stdin.
pub const LARGEST_SECRET: u64 = 1 << 20;
/// The largest file of YAML that a person writes.
pub const LARGEST_YAML: u64 = 4 << 20;
/// The largest body of a request, plan, or table.
pub const LARGEST_DATA: u64 = 64 << 20;
/// The largest state of an import. It contains the data of its table, and the results.
pub const LARGEST_STATE: u64 = 4 * LARGEST_DATA;

/// The largest snapshot of the embedded sandbox.
pub const LARGEST_SNAPSHOT: u64 = 1 << 30;

/// How long to wait until a program opens a pipe for writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// Reads a text file that the command line names. It may be a pipe.
///
/// # Errors
/// It cannot be read, has more bytes than `most`, or is not a text.
pub fn text(path: &Path, most: u64) -> std::result::Result<String, Failure> {
    let read = read(path, most, PATIENCE).and_then(to_text);
    read.map_err(|error| Failure::unreadable(path, error))
}

/// Reads a file that the command line names. It may be a pipe.
///
/// # Errors
/// It cannot be read, or has more bytes than `most`.
pub fn bytes(path: &Path, most: u64) -> std::result::Result<Vec<u8>, Failure> {
    read(path, most, PATIENCE).map_err(|error| Failure::unreadable(path, error))
}

/// Reads a file that a command has saved, and will replace. It is a regular file.
///
/// # Errors
/// It cannot be read, or has more bytes than `most`.
pub fn kept_bytes(path: &Path, most: u64) -> std::result::Result<Vec<u8>, Failure> {
    let read = open_regular(path).and_then(|file| limited(file, most));
    read.map_err(|error| Failure::unreadable(path, error))
}

/// Reads a text file that a command has saved, and will replace. It is a regular file.
///
/// # Errors
/// It cannot be read, has more bytes than `most`, or is not a text.
pub fn kept_text(path: &Path, most: u64) -> std::result::Result<String, Failure> {
    let read = open_regular(path).and_then(|file| to_text(limited(file, most)?));
    read.map_err(|error| Failure::unreadable(path, error))
}

/// Reads stdin as a text.
///
/// # Errors
/// It cannot be read, has more bytes than `most`, or is not a text.
pub fn stdin_text(most: u64) -> Result<String> {
    to_text(limited(std::io::stdin().lock(), most)?)
}

/// Reads a text file that another file names, with a path relative to the folder of that file. The path must not
/// contain a link.
///
/// # Errors
/// The path leads to another place, or the file cannot be read, is not a regular file, has more bytes than `most`, or
/// is not a text.
pub fn text_beside(file: &Path, name: &Path, most: u64) -> std::result::Result<String, Failure> {
    let read = open_below(folder_of(file), name);
    let read = read.and_then(|file| to_text(limited(file, most)?));
    let path = file.parent().unwrap_or_else(|| Path::new("")).join(name);
    read.map_err(|error| Failure::unreadable(&path, error))
}

/// Refuses a path where no file can be replaced: a link, a device, a pipe, or a path in a folder that does not exist.
///
/// # Errors
/// It is such a path.
pub fn check_place(path: &Path) -> std::result::Result<(), Failure> {
    find_place(path)
        .map(drop)
        .map_err(|error| Failure::usage(format_args!("cannot write {}: {error}", path.display())))
}

/// Replaces the whole file that the user named. If there is a link at its path, it is not followed.
///
/// # Errors
/// The file cannot be written.
pub fn replace(path: &Path, bytes: &[u8]) -> std::result::Result<(), Failure> {
    let written = find_place(path).and_then(|found| {
        let mut builder = tempfile::Builder::new();
        set_mode(&mut builder, found.as_ref());
        replace_by(&builder, path, bytes)
    });
    written.map_err(|error| cannot("write", path, &error))
}

/// The new file gets the mode of the old one. Without an old file, the system decides, as for every new file of the
/// user.
#[cfg(unix)]
fn set_mode(builder: &mut tempfile::Builder<'_, '_>, old: Option<&Metadata>) {
    use std::os::unix::fs::PermissionsExt as _;

    let mode = old.map_or(0o666, |old| old.permissions().mode() & 0o777);
    builder.permissions(std::fs::Permissions::from_mode(mode));
}

/// On Windows a new file has the access list of its folder.
#[cfg(not(unix))]
fn set_mode(_: &mut tempfile::Builder<'_, '_>, _: Option<&Metadata>) {}

/// Appends to a file that the user named. The file does not need to exist. If there is a link at its path, it is not
/// followed.
///
/// # Errors
/// The file cannot be written.
pub fn append(path: &Path, bytes: &[u8]) -> std::result::Result<(), Failure> {
    let written = find_place(path).and_then(|_| {
        let mut options = File::options();
        options.create(true).append(true);
        let mut file = open_at_once(&mut options, path, false)?;
        check_regular(&file.metadata()?)?;
        file.write_all(bytes)
    });
    written.map_err(|error| cannot("write", path, &error))
}

/// The regular file at a path, if it exists. Anything else at this path is an error.
fn find_place(path: &Path) -> Result<Option<Metadata>> {
    match std::fs::symlink_metadata(path) {
        Ok(found) => {
            check_no_link(path, &found)?;
            check_regular(&found)?;
            Ok(Some(found))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let folder = folder_of(path);
            if folder.is_dir() {
                return Ok(None);
            }
            let folder = folder.display();
            Err(Error::new(
                ErrorKind::NotFound,
                format!("there is no folder {folder}; make it, or name another file"),
            ))
        }
        Err(error) => Err(error),
    }
}

/// Reads a file. For a pipe, it waits this long for a writer.
fn read(path: &Path, most: u64, patience: Duration) -> Result<Vec<u8>> {
    if std::fs::metadata(path)?.is_file() {
        return limited(open_regular(path)?, most);
    }
    // A thread opens the pipe, because opening waits until a writer comes. If no writer comes, the thread waits until
    // the process ends.
    let (sender, opened) = mpsc::channel();
    let waited = path.to_owned();
    std::thread::spawn(move || sender.send(File::open(waited)));
    match opened.recv_timeout(patience) {
        Ok(file) => limited(file?, most),
        Err(_) => Err(Error::new(
            ErrorKind::TimedOut,
            "no program writes to this pipe; start its writer first, or name a regular file",
        )),
    }
}

/// Opens a regular file. It never waits, even if a pipe replaces the file at the last moment.
fn open_regular(path: &Path) -> Result<File> {
    check_regular(&std::fs::metadata(path)?)?;
    let file = open_at_once(File::options().read(true), path, true)?;
    check_regular(&file.metadata()?)?;
    Ok(file)
}

/// Opens a regular file with a path relative to a folder. The path must not contain a link.
fn open_below(folder: &Path, name: &Path) -> Result<File> {
    let names: Option<Vec<_>> = name
        .components()
        .filter(|part| *part != Component::CurDir)
        .map(|part| match part {
            Component::Normal(name) => Some(name),
            _ => None,
        })
        .collect();
    let Some(names) = names.filter(|names| !names.is_empty()) else {
        return Err(Error::new(
            ErrorKind::PermissionDenied,
            "the file has to be in the folder of the file that names it, or below; put it there, and name it from there, without \"..\"",
        ));
    };
    let mut path = PathBuf::from(folder);
    for name in &names {
        path.push(name);
        check_no_link(&path, &std::fs::symlink_metadata(&path)?)?;
    }
    check_regular(&std::fs::symlink_metadata(&path)?)?;
    let file = open_without_links(folder, &names)?;
    check_regular(&file.metadata()?)?;
    Ok(file)
}

/// Opens each part of a path relative to the folder before it, so that a link which appears in the meantime is not
/// followed either.
#[cfg(unix)]
fn open_without_links(folder: &Path, names: &[&std::ffi::OsStr]) -> Result<File> {
    use rustix::fs::{Mode, openat};

    let mut opened = File::open(folder)?;
    for (at, name) in names.iter().enumerate() {
        let kind = if at + 1 == names.len() {
            OFlags::NONBLOCK
        } else {
            OFlags::DIRECTORY
        };
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | kind;
        opened = openat(&opened, *name, flags, Mode::empty())?.into();
    }
    Ok(opened)
}

/// On other systems, the check of each part has to be enough.
#[cfg(not(unix))]
fn open_without_links(folder: &Path, names: &[&std::ffi::OsStr]) -> Result<File> {
    File::open(folder.join(names.iter().collect::<PathBuf>()))
}

fn check_no_link(path: &Path, found: &Metadata) -> Result<()> {
    if !found.is_symlink() {
        return Ok(());
    }
    let name = path.file_name().unwrap_or(path.as_os_str());
    Err(Error::other(format!(
        "{} is a link, which is not followed; name the file itself",
        name.display()
    )))
}

fn check_regular(found: &Metadata) -> Result<()> {
    if found.is_file() {
        return Ok(());
    }
    if found.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    Err(Error::other("it is not a regular file; name one"))
}

fn limited(file: impl Read, most: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(too_large(most));
    }
    Ok(bytes)
}

fn too_large(most: u64) -> Error {
    let what = format!(
        "it is larger than {} MiB, which is the limit here; name a smaller file",
        most >> 20
    );
    Error::new(ErrorKind::FileTooLarge, what)
}

fn to_text(bytes: Vec<u8>) -> Result<String> {
    let refused = |what| Err(Error::new(ErrorKind::InvalidData, what));
    if bytes.contains(&0) {
        return refused("it holds the character NUL, so it is no text; save it as UTF-8 text");
    }
    String::from_utf8(bytes).map_or_else(|_| refused("it is not UTF-8; save it as UTF-8 text"), Ok)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const MOST: u64 = 1 << 20;

    fn line<T: std::fmt::Debug>(refused: std::result::Result<T, Failure>) -> String {
        refused.unwrap_err().line().unwrap().to_owned()
    }

    #[test]
    fn a_text_has_a_limit_and_is_utf_8_without_nul() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        for (bytes, problem) in [
            (vec![b'a'; 1 << 20], None),
            (
                vec![b'a'; (1 << 20) + 1],
                Some("it is larger than 1 MiB, which is the limit here; name a smaller file"),
            ),
            (b"a\0".to_vec(), Some("it holds the character NUL")),
            (b"caf\xe9".to_vec(), Some("it is not UTF-8; save it as")),
        ] {
            fs::write(&file, &bytes).unwrap();
            for read in [
                text(&file, MOST),
                kept_text(&file, MOST),
                text_beside(&file, Path::new("./a"), MOST),
            ] {
                match problem {
                    None => assert_eq!(read.unwrap().len(), bytes.len()),
                    Some(problem) => {
                        let line = line(read);
                        let start = format!("cannot read {}", folder.path().display());
                        assert!(line.starts_with(&start) && line.contains(problem), "{line}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_file_that_another_file_names_must_be_below_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let release = folder.path().join("in/release.yaml");
        fs::create_dir_all(folder.path().join("in/deep")).unwrap();
        for name in ["outside", "in/deep/a"] {
            fs::write(folder.path().join(name), "a").unwrap();
        }
        let beside = |name: &Path| text_beside(&release, name, MOST);
        assert_eq!(beside(Path::new("deep/a")).unwrap(), "a");
        let outside = folder.path().join("outside");
        for name in [
            Path::new("../outside"),
            Path::new("deep/../deep/a"),
            &outside,
        ] {
            let line = line(beside(name));
            assert!(line.contains("has to be in the folder of"), "{line}");
        }
        assert!(line(beside(Path::new("deep"))).contains("is a directory"));
        assert!(line(beside(Path::new(""))).contains("has to be in the folder"));
        assert!(line(beside(Path::new("gone"))).contains("/in/gone: No such file"));
    }

    #[cfg(unix)]
    mod unix {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        use std::process::Command;

        use super::*;

        fn make_pipe(path: &Path) {
            assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
        }

        #[test]
        fn a_link_to_a_file_that_another_file_names_is_refused() {
            let folder = tempfile::tempdir().unwrap();
            let release = folder.path().join("release.yaml");
            fs::create_dir(folder.path().join("deep")).unwrap();
            fs::write(folder.path().join("deep/a"), "a").unwrap();
            symlink(folder.path().join("deep/a"), folder.path().join("link")).unwrap();
            symlink(folder.path().join("deep"), folder.path().join("linked")).unwrap();
            for (name, link) in [("link", "link"), ("linked/a", "linked")] {
                let line = line(text_beside(&release, Path::new(name), MOST));
                let problem = format!("{link} is a link, which is not followed");
                assert!(line.contains(&problem), "{line}");
                // This is also true if the link appears after the check.
                let names: Vec<_> = Path::new(name).iter().collect();
                open_without_links(folder.path(), &names).unwrap_err();
            }
        }

        #[test]
        fn pipes_and_devices_are_read_up_to_the_limit_and_only_if_the_user_named_them() {
            let folder = tempfile::tempdir().unwrap();
            let pipe = folder.path().join("pipe");
            make_pipe(&pipe);
            for refused in [
                kept_text(&pipe, MOST),
                text_beside(&folder.path().join("x"), Path::new("pipe"), MOST),
                kept_text(Path::new("/dev/zero"), MOST),
            ] {
                let line = line(refused);
                assert!(line.contains("it is not a regular file"), "{line}");
            }
            let nobody = read(&pipe, MOST, Duration::from_millis(20)).unwrap_err();
            assert!(
                nobody
                    .to_string()
                    .contains("no program writes to this pipe")
            );
            let zeros = bytes(Path::new("/dev/zero"), MOST);
            assert!(line(zeros).contains("it is larger than 1 MiB"));
            // The reader of the first pipe still waits.
            let other = folder.path().join("other");
            make_pipe(&other);
            std::thread::scope(|scope| {
                scope.spawn(|| fs::write(&other, "late").unwrap());
                assert_eq!(text(&other, MOST).unwrap(), "late");
            });
        }

        #[test]
        fn a_link_or_a_pipe_is_not_written_through() {
            let folder = tempfile::tempdir().unwrap();
            let [victim, link, pipe] =
                ["victim", "link", "pipe"].map(|name| folder.path().join(name));
            fs::write(&victim, "kept").unwrap();
            symlink(&victim, &link).unwrap();
            make_pipe(&pipe);
            for (path, problem) in [
                (&*link, "link is a link, which is not followed"),
                (&pipe, "it is not a regular file"),
                (Path::new("/dev/null"), "it is not a regular file"),
                (folder.path(), "is a directory"),
                (
                    Path::new("/nonexistent/x"),
                    "there is no folder /nonexistent;",
                ),
            ] {
                for refused in [check_place(path), replace(path, b"x"), append(path, b"x")] {
                    let said = line(refused);
                    assert!(said.contains(problem), "{said}");
                }
            }
            // This is also true if it appears after the check.
            for path in [&link, &pipe] {
                open_at_once(File::options().append(true), path, false).unwrap_err();
            }
            assert_eq!(fs::read(&victim).unwrap(), b"kept");
        }

        #[test]
        fn a_replaced_file_keeps_its_mode_and_its_second_name_keeps_the_old_content() {
            let folder = tempfile::tempdir().unwrap();
            let [file, second] = ["file", "second"].map(|name| folder.path().join(name));
            replace(&file, b"a").unwrap();
            append(&file, b"b").unwrap();
            assert_eq!(fs::read(&file).unwrap(), b"ab");
            fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
            fs::hard_link(&file, &second).unwrap();
            replace(&file, b"c").unwrap();
            assert_eq!(fs::read(&second).unwrap(), b"ab");
            assert_eq!(fs::read(&file).unwrap(), b"c");
            let mode = fs::metadata(&file).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o640);
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        }
    }
}
