//! Carries out a plan: all of it, or nothing.
//!
//! Everything is first written below `target/`, which finds full disks and missing rights, and the files there are get
//! a second name there. Then each new file takes its place by a rename; one that cannot puts all before it back. A
//! folder that is not there yet takes its place as a whole. So a process that is killed leaves no half of a file and
//! nothing beside one; the next task sweeps what it leaves below `target/`.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::change::Change;
use crate::progress::Progress;
use odc_codegen::document::{Problem, Result};

/// One rename or one deletion.
struct Step<'a> {
    /// A file, or a folder that is not there yet.
    target: &'a Path,
    /// The new texts by their path below the target; of a file its own, by the empty path. None: the target goes.
    files: Vec<(&'a Path, &'a str)>,
    /// What takes the target's place.
    new: PathBuf,
    /// What the target was.
    old: PathBuf,
}

/// The file below `target/xtask` that whoever writes has locked.
pub(super) const LOCK: &str = "lock";

/// Writes nothing to which `may_write` has an objection.
///
/// # Errors
/// A file that cannot be written, or that changed since it was planned; every file is then as it was.
pub(super) fn commit(
    staging: &Path,
    changes: &[Change],
    may_write: impl Fn(&Path) -> Result<()>,
) -> Result<()> {
    let staged = staging.join("staged");
    // One that was killed after its last step leaves nothing to do but this.
    if changes.is_empty() && !staged.exists() {
        return Ok(());
    }
    let _alone = alone(staging)?;
    // What another task wrote before this one's turn came must not be lost.
    if let Some(change) = changes.iter().find(|change| !change.is_due()) {
        let file = change.path.display();
        let problem = Problem::new(format!("{file} changed while this task was at work"));
        return Err(problem.fix("nothing was written; run it again"));
    }
    let steps = steps(changes, &staged);
    for path in changes.iter().map(|change| &change.path).chain([&staged]) {
        may_write(path)?;
    }
    let ended = sweep(&staged, &steps).and_then(|()| carry_out(&steps));
    #[cfg(test)]
    tests::last();
    // What stays is swept by the next task.
    let _ = sweep(&staged, &steps);
    ended
}

/// Waits until no other task writes; the lock ends with the process, however that ends.
fn alone(staging: &Path) -> Result<File> {
    let _progress = Progress::of("waiting for another task to finish writing");
    let path = staging.join(LOCK);
    let locked = fs::create_dir_all(staging)
        .and_then(|()| match fs::symlink_metadata(&path) {
            // Opening a pipe would wait for its reader.
            Ok(found) if !found.is_file() => Err(std::io::Error::other("it is no file")),
            _ => File::options()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path),
        })
        .and_then(|file| match file.lock() {
            // A file system without locks: two tasks at once are the user's to avoid.
            Err(e) if e.kind() != ErrorKind::Unsupported => Err(e),
            _ => Ok(file),
        });
    locked.map_err(|e| Problem::io("lock", &path, &e))
}

fn steps<'a>(changes: &'a [Change], staged: &Path) -> Vec<Step<'a>> {
    let mut steps: Vec<Step<'a>> = Vec::new();
    for change in changes {
        let target = match change.after {
            Some(_) => topmost_absent(&change.path, changes),
            None => &change.path,
        };
        let file = change.after.as_deref().map(|text| {
            let below = change.path.strip_prefix(target);
            (below.unwrap_or(Path::new("")), text)
        });
        if let Some(step) = steps.iter_mut().find(|step| step.target == target) {
            step.files.extend(file);
        } else {
            let number = steps.len();
            steps.push(Step {
                target,
                files: file.into_iter().collect(),
                new: staged.join(format!("{number}.new")),
                old: staged.join(format!("{number}.old")),
            });
        }
    }
    steps
}

/// The path, or the topmost folder on its way that is not there, or is empty and gets files itself.
fn topmost_absent<'a>(path: &'a Path, changes: &[Change]) -> &'a Path {
    let gets_files = |folder| {
        let mut paths = changes.iter().map(|change| change.path.parent());
        paths.any(|parent| parent == Some(folder))
    };
    let folders = path.ancestors().skip(1);
    let absent = folders.take_while(|folder| match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none() && gets_files(*folder),
        Err(e) => e.kind() == ErrorKind::NotFound,
    });
    absent.last().unwrap_or(path)
}

/// Clears away what a task left that was killed, or what this one needs no more.
fn sweep(staged: &Path, steps: &[Step<'_>]) -> Result<()> {
    let beside = steps.iter().map(Step::beside);
    for path in beside.chain([staged.to_owned()]) {
        remove(&path).map_err(|e| Problem::io("clear", &path, &e))?;
    }
    Ok(())
}

/// A file or a folder, if it is there.
fn remove(path: &Path) -> std::io::Result<()> {
    let removed = match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(e) => Err(e),
    };
    match removed {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
        ended => ended,
    }
}

fn carry_out(steps: &[Step<'_>]) -> Result<()> {
    let failed = |step: &Step<'_>, e| Problem::io("write", step.target, &e);
    for step in steps {
        step.stage().map_err(|e| failed(step, e))?;
    }
    for (done, step) in steps.iter().enumerate() {
        if let Err(e) = step.take_place() {
            return Err(put_back(&steps[..done], failed(step, e)));
        }
    }
    Ok(())
}

/// Undoes the steps that were taken, the last one first.
fn put_back(done: &[Step<'_>], problem: Problem) -> Problem {
    for step in done.iter().rev() {
        if let Err(e) = step.undo() {
            let file = step.target.display();
            let what = format!("{problem}; and {file} could not be put back: {e}");
            return Problem::new(what).fix("see `git status`");
        }
    }
    problem
}

impl Step<'_> {
    fn stage(&self) -> std::io::Result<()> {
        #[cfg(test)]
        tests::fault()?;
        self.write(&self.new)?;
        if fs::symlink_metadata(self.target).is_ok() && !self.is_folder() {
            if let Some(folder) = self.old.parent() {
                fs::create_dir_all(folder)?;
            }
            let linked = fs::hard_link(self.target, &self.old);
            linked.or_else(|_| fs::copy(self.target, &self.old).map(drop))?;
        }
        Ok(())
    }

    fn is_folder(&self) -> bool {
        let mut files = self.files.iter();
        files.any(|(below, _)| !below.as_os_str().is_empty())
    }

    /// Writes what is new to a place of its own.
    fn write(&self, place: &Path) -> std::io::Result<()> {
        for (below, text) in &self.files {
            // (A path joined with an empty one would end in a slash.)
            let path: PathBuf = place.iter().chain(below.iter()).collect();
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(path, text)?;
        }
        Ok(())
    }

    fn take_place(&self) -> std::io::Result<()> {
        #[cfg(test)]
        tests::fault()?;
        if self.files.is_empty() {
            return match fs::remove_file(self.target) {
                Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
                ended => ended,
            };
        }
        if self.is_folder() && self.target.exists() {
            fs::remove_dir(self.target)?;
        }
        match fs::rename(&self.new, self.target) {
            Err(e) if e.kind() == ErrorKind::CrossesDevices => {
                self.write(&self.beside())?;
                fs::rename(self.beside(), self.target)
            }
            ended => ended,
        }
    }

    fn undo(&self) -> std::io::Result<()> {
        if fs::symlink_metadata(&self.old).is_err() {
            return remove(self.target);
        }
        let renamed = fs::rename(&self.old, self.target);
        renamed.or_else(|_| fs::copy(&self.old, self.target).map(drop))
    }

    /// Where a file is made whose folder is on another device than `target/`: always the same, for the next task to find.
    fn beside(&self) -> PathBuf {
        let name = self.target.file_name().unwrap_or_default();
        self.target
            .with_file_name(format!(".{}.xtask", name.to_string_lossy()))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::cell::Cell;
    use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

    use super::*;
    use crate::output::{Plan, files_in};
    use crate::workspace::Workspace;

    #[derive(Clone, Copy)]
    enum Fault {
        Kill,
        Fail,
    }

    thread_local! {
        /// What happens before which step of this thread's task.
        static FAULT: Cell<Option<(Fault, usize)>> = const { Cell::new(None) };
    }

    /// Fails when it is time, or ends the task as a kill would: nothing is put back, nothing cleared away.
    pub(super) fn fault() -> std::io::Result<()> {
        match FAULT.get() {
            None => Ok(()),
            Some((fault, steps)) if steps > 0 => {
                FAULT.set(Some((fault, steps - 1)));
                Ok(())
            }
            Some((Fault::Kill, _)) => resume_unwind(Box::new("killed")),
            Some((Fault::Fail, _)) => Err(std::io::Error::other("no room")),
        }
    }

    /// Runs a task that is killed before the step after `steps`; none when it was, else what it ended with.
    pub(crate) fn killed_after<T>(steps: usize, task: impl FnOnce() -> T) -> Option<T> {
        FAULT.set(Some((Fault::Kill, steps)));
        let ended = catch_unwind(AssertUnwindSafe(task));
        FAULT.set(None);
        ended.ok()
    }

    /// Ends the task as a kill would, when all is done but the sweeping.
    pub(super) fn last() {
        if let Some((Fault::Kill, 0)) = FAULT.get() {
            resume_unwind(Box::new("killed"));
        }
    }

    /// Of [`Tree::plan`]: `a`, `deep/`, `z`, and `b` that goes; each is staged, then takes its place.
    const STEPS: usize = 8;

    struct Tree(tempfile::TempDir);

    impl Tree {
        /// `same`, `a`, `b`.
        fn new() -> Self {
            let tree = Self(tempfile::tempdir().unwrap());
            for (name, text) in [("same", "s"), ("a", "old"), ("b", "gone")] {
                let path = tree.path(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            tree
        }

        fn path(&self, name: &str) -> PathBuf {
            self.0.path().join("src").join(name)
        }

        /// `same` stays, `a` differs, `b` goes, `deep/…` is new, `z` too.
        fn plan(&self) -> Plan {
            let mut plan = Plan::new(&Workspace {
                root: self.0.path().to_owned(),
            });
            let wanted = ["same", "a", "deep/c", "deep/er/d", "z"];
            let files = wanted.map(|name| (name.to_owned(), name[..1].to_owned()));
            plan.folder(&self.path(""), files.into()).unwrap();
            plan
        }

        /// Every file with its text.
        fn files(&self) -> Vec<(String, String)> {
            let folder = self.path("");
            let files = files_in(&folder).unwrap().into_iter();
            files
                .map(|file| {
                    let name = file.strip_prefix(&folder).unwrap().display().to_string();
                    (name, fs::read_to_string(file).unwrap())
                })
                .collect()
        }

        #[cfg(unix)]
        fn files_but_links(&self) -> Vec<PathBuf> {
            let files = files_in(&self.path("")).unwrap().into_iter();
            files.filter(|file| !file.is_symlink()).collect()
        }

        /// What lies below `target/`.
        fn staged(&self) -> Vec<PathBuf> {
            files_in(&self.0.path().join("target/xtask/staged")).unwrap()
        }

        fn assert_is_written(&self) {
            let names: Vec<String> = self.files().into_iter().map(|(name, _)| name).collect();
            assert_eq!(names, ["a", "deep/c", "deep/er/d", "same", "z"]);
            assert_eq!(fs::read_to_string(self.path("a")).unwrap(), "a");
            assert_eq!(self.staged(), [] as [PathBuf; 0]);
        }
    }

    #[test]
    fn a_folder_gets_exactly_the_files_that_it_shall_hold() {
        let tree = Tree::new();
        let plan = tree.plan();
        assert_eq!(plan.changes().len(), 5, "`same` is right already");
        plan.commit().unwrap();
        tree.assert_is_written();
    }

    #[test]
    fn a_file_that_cannot_be_written_puts_every_other_back() {
        let tree = Tree::new();
        let modified = || fs::metadata(tree.path("a")).unwrap().modified().unwrap();
        let (before, was) = (tree.files(), modified());
        let plan = tree.plan();
        // Comes into the way after everything was planned: a folder cannot be replaced by a file.
        fs::create_dir(tree.path("z")).unwrap();
        fs::write(tree.path("z/mine"), "").unwrap();
        let refused = plan.commit().unwrap_err().to_string();
        fs::remove_dir_all(tree.path("z")).unwrap();
        assert!(refused.contains("/z: "), "{refused}");
        assert_eq!(tree.files(), before);
        assert_eq!(modified(), was, "the very same file");
        assert!(!tree.path("deep").exists());
        assert_eq!(tree.staged(), [] as [PathBuf; 0]);
    }

    #[test]
    fn a_step_that_fails_undoes_the_ones_before() {
        for steps in 0..STEPS {
            let tree = Tree::new();
            let before = tree.files();
            FAULT.set(Some((Fault::Fail, steps)));
            let ended = tree.plan().commit();
            FAULT.set(None);
            assert!(ended.unwrap_err().to_string().ends_with(": no room"));
            assert_eq!(tree.files(), before);
            assert_eq!(tree.staged(), [] as [PathBuf; 0]);
        }
    }

    #[test]
    fn a_task_killed_at_any_step_leaves_whole_files_and_the_next_one_finishes() {
        let after = Tree::new();
        after.plan().commit().unwrap();
        // (After the last step, too: then the next task has nothing to do but to sweep.)
        for steps in 0..=STEPS {
            let tree = Tree::new();
            let whole = [tree.files(), after.files()].concat();
            assert!(killed_after(steps, || tree.plan().commit()).is_none());
            for file in tree.files() {
                assert!(whole.contains(&file), "{file:?}");
            }
            let there = ["deep/c", "deep/er/d"].map(|name| tree.path(name).exists());
            assert_eq!(there[0], there[1], "a new folder comes as a whole");
            assert_eq!(steps == 0, tree.staged().is_empty(), "left by the kill");
            tree.plan().commit().unwrap();
            tree.assert_is_written();
        }
        let ended = killed_after(STEPS + 1, || Tree::new().plan().commit());
        ended.expect("no step is left to be killed at").unwrap();
    }

    #[test]
    fn two_tasks_at_once_write_one_after_the_other() {
        let tree = Tree::new();
        let plans = [tree.plan(), tree.plan()];
        std::thread::scope(|scope| {
            for plan in &plans {
                scope.spawn(|| plan.commit().unwrap());
            }
        });
        tree.assert_is_written();
    }

    #[test]
    fn what_another_task_wrote_meanwhile_is_not_overwritten() {
        for (name, text) in [("a", "another line"), ("z", "another file"), ("b", "used")] {
            let tree = Tree::new();
            let plan = tree.plan();
            fs::write(tree.path(name), text).unwrap();
            let before = tree.files();
            let refused = plan.commit().unwrap_err().to_string();
            let told = format!(
                "/{name} changed while this task was at work; nothing was written; run it again"
            );
            assert!(refused.ends_with(&told), "{refused}");
            assert_eq!(tree.files(), before);
            tree.plan().commit().unwrap();
            tree.assert_is_written();
        }
    }

    #[cfg(unix)]
    #[test]
    fn an_empty_folder_that_a_new_one_comes_into_is_not_replaced() {
        use std::os::unix::fs::PermissionsExt as _;

        let tree = Tree::new();
        let folder = tree.path("empty");
        fs::create_dir(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
        let mut plan = Plan::new(&Workspace {
            root: tree.0.path().to_owned(),
        });
        let file = folder.join("new/c");
        plan.file(file.clone(), "c".to_owned()).unwrap();
        plan.commit().unwrap();
        assert_eq!(fs::read_to_string(file).unwrap(), "c");
        let mode = fs::metadata(folder).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "the very same folder");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_came_after_the_plan_is_refused_too() {
        let elsewhere = tempfile::tempdir().unwrap();
        for name in ["a", "b", "z", "deep"] {
            let tree = Tree::new();
            let plan = tree.plan();
            let path = tree.path(name);
            if path.exists() {
                fs::rename(&path, elsewhere.path().join(name)).unwrap();
            }
            std::os::unix::fs::symlink(elsewhere.path().join(name), &path).unwrap();
            let before = tree.files_but_links();
            let refused = plan.commit().unwrap_err().to_string();
            assert!(
                refused.starts_with(&format!("src/{name}: is a link")),
                "{refused}"
            );
            assert_eq!(tree.files_but_links(), before);
        }
        let left = files_in(elsewhere.path()).unwrap();
        assert_eq!(left, ["a", "b"].map(|name| elsewhere.path().join(name)));
        assert_eq!(fs::read_to_string(&left[0]).unwrap(), "old");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn files_on_another_device_than_the_staging_folder_are_written_and_put_back_all_the_same() {
        let (tree, memory) = (Tree::new(), tempfile::tempdir_in("/dev/shm").unwrap());
        let before = tree.files();
        let plan = || Plan {
            staging: memory.path().to_owned(),
            ..tree.plan().and_into(memory.path())
        };
        FAULT.set(Some((Fault::Fail, STEPS - 1)));
        let ended = plan().commit();
        FAULT.set(None);
        assert!(ended.is_err());
        assert_eq!(tree.files(), before);
        // As a task leaves it that is killed while it writes there.
        fs::write(tree.path(".z.xtask"), "half").unwrap();
        plan().commit().unwrap();
        tree.assert_is_written();
    }
}
