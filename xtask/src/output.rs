//! The one place that writes generated files, or checks them: atomically, and only when they differ.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::problem::{Problem, Result};

/// Lines of difference that are shown for a stale file.
const DIFF_LINES: usize = 12;

/// A file that is not what the generator would write.
#[derive(Debug)]
pub(crate) struct Stale {
    pub(crate) path: PathBuf,
    pub(crate) why: &'static str,
    /// The first lines that differ, `-` as it is, `+` as it should be.
    pub(crate) diff: String,
}

/// Compares a folder with the files that belong in it; writes and deletes unless `check`.
///
/// # Errors
/// A file that cannot be read or written; what was written before it stays complete.
pub(crate) fn write_or_check(
    folder: &Path,
    files: &BTreeMap<String, String>,
    check: bool,
) -> Result<Vec<Stale>> {
    let mut stale = Vec::new();
    for (name, wanted) in files {
        let path = folder.join(name);
        let found = match fs::read(&path) {
            Ok(bytes) => Some(bytes),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
            Err(e) => return Err(Problem::io("read", &path, &e)),
        };
        if found.as_deref() == Some(wanted.as_bytes()) {
            continue;
        }
        if !check {
            write_atomically(&path, wanted)?;
        }
        let why = if found.is_some() {
            "differs"
        } else {
            "missing"
        };
        let diff = found.map(|found| first_difference(&String::from_utf8_lossy(&found), wanted));
        stale.push(Stale {
            path,
            why,
            diff: diff.unwrap_or_default(),
        });
    }
    for path in files_in(folder)? {
        let name = path
            .strip_prefix(folder)
            .map(|p| p.to_string_lossy().replace('\\', "/"))
            .unwrap_or_default();
        if !files.contains_key(&name) {
            if !check {
                fs::remove_file(&path).map_err(|e| Problem::io("delete", &path, &e))?;
            }
            stale.push(Stale {
                path,
                why: "no longer generated",
                diff: String::new(),
            });
        }
    }
    Ok(stale)
}

/// Writes through a temporary file in the same folder, so that nobody ever sees half of it.
fn write_atomically(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().unwrap_or(path);
    let io = |e: std::io::Error| Problem::io("write", path, &e);
    fs::create_dir_all(folder).map_err(io)?;
    let mut file = tempfile::Builder::new()
        .prefix(".odc-")
        .tempfile_in(folder)
        .map_err(io)?;
    file.write_all(text.as_bytes()).map_err(io)?;
    readable_by_all(file.as_file()).map_err(io)?;
    file.persist(path).map_err(|e| io(e.error))?;
    Ok(())
}

/// Temporary files are private; sources are not.
#[cfg(unix)]
fn readable_by_all(file: &fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &fs::File) -> std::io::Result<()> {
    Ok(())
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => continue,
            Err(e) => return Err(Problem::io("list", &folder, &e)),
        };
        for entry in entries {
            let path = entry.map_err(|e| Problem::io("list", &folder, &e))?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn first_difference(found: &str, wanted: &str) -> String {
    let diff = TextDiff::from_lines(found, wanted);
    let mut shown = String::new();
    let unified = diff.unified_diff().context_radius(1).to_string();
    for line in unified.lines().take(DIFF_LINES) {
        let _ = writeln!(shown, "    {line}");
    }
    if unified.lines().nth(DIFF_LINES).is_some() {
        shown.push_str("    …\n");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(content: &str) -> BTreeMap<String, String> {
        BTreeMap::from([("a/b.rs".to_owned(), content.to_owned())])
    }

    #[test]
    fn a_second_write_finds_nothing_to_do() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(
            write_or_check(folder.path(), &files("x\n"), false)
                .unwrap()
                .len(),
            1
        );
        let written = fs::metadata(folder.path().join("a/b.rs"))
            .unwrap()
            .modified()
            .unwrap();
        assert!(
            write_or_check(folder.path(), &files("x\n"), false)
                .unwrap()
                .is_empty()
        );
        assert_eq!(
            fs::metadata(folder.path().join("a/b.rs"))
                .unwrap()
                .modified()
                .unwrap(),
            written
        );
    }

    #[test]
    fn a_check_lists_what_differs_is_missing_or_left_over_and_writes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("old.rs"), "").unwrap();
        let stale = write_or_check(folder.path(), &files("x\n"), true).unwrap();
        assert_eq!(
            stale.iter().map(|s| s.why).collect::<Vec<_>>(),
            ["missing", "no longer generated"]
        );
        assert!(!folder.path().join("a").exists() && folder.path().join("old.rs").exists());
    }

    #[test]
    fn the_difference_is_shown_short() {
        let folder = tempfile::tempdir().unwrap();
        write_or_check(folder.path(), &files("one\ntwo\n"), false).unwrap();
        let stale = write_or_check(folder.path(), &files("one\nthree\n"), true).unwrap();
        assert!(
            stale[0].diff.contains("-two") && stale[0].diff.contains("+three"),
            "{}",
            stale[0].diff
        );
    }
}
