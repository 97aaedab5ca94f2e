//! Tests plans that are carried out, that fail at each step, and that are killed at each step.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::*;
use crate::output::{Plan, list_files};
use crate::workspace::Workspace;

#[derive(Clone, Copy)]
enum Fault {
    Kill,
    Fail,
}

thread_local! {
    /// The fault that is injected into the task of this thread, and the number of steps before it.
    static FAULT: Cell<Option<(Fault, usize)>> = const { Cell::new(None) };
}

/// Called before each step. At the chosen step, it fails, or ends the task as a kill would do: then nothing is undone
/// or removed.
pub(super) fn inject_fault() -> std::io::Result<()> {
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

/// Runs a task that is killed after this number of steps. Returns `None` if it was killed, else its result.
pub(crate) fn killed_after<T>(steps: usize, task: impl FnOnce() -> T) -> Option<T> {
    FAULT.set(Some((Fault::Kill, steps)));
    let ended = catch_unwind(AssertUnwindSafe(task));
    FAULT.set(None);
    ended.ok()
}

/// Ends the task like a kill after all steps, before the staged files are removed.
pub(super) fn inject_kill_at_the_end() {
    if let Some((Fault::Kill, 0)) = FAULT.get() {
        resume_unwind(Box::new("killed"));
    }
}

/// The steps of [`Tree::plan`]: `a`, `deep/`, `z` and the deletion of `b`. Each is staged, then carried out.
const STEPS: usize = 8;

struct Tree(tempfile::TempDir);

impl Tree {
    /// A folder with the files `same`, `a` and `b`.
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

    /// Keeps `same`, changes `a`, deletes `b`, and adds `deep/c`, `deep/er/d` and `z`.
    fn plan(&self) -> Plan {
        let mut plan = Plan::new(&Workspace {
            root: self.0.path().to_owned(),
        });
        let wanted = ["same", "a", "deep/c", "deep/er/d", "z"];
        let files = wanted.map(|name| (name.to_owned(), name[..1].to_owned()));
        plan.add_folder(&self.path(""), files.into()).unwrap();
        plan
    }

    /// All files with their texts.
    fn files(&self) -> Vec<(String, String)> {
        let folder = self.path("");
        let files = list_files(&folder).unwrap().into_iter();
        files
            .map(|file| {
                let name = file.strip_prefix(&folder).unwrap().display().to_string();
                (name, fs::read_to_string(file).unwrap())
            })
            .collect()
    }

    #[cfg(unix)]
    fn files_but_links(&self) -> Vec<PathBuf> {
        let files = list_files(&self.path("")).unwrap().into_iter();
        files.filter(|file| !file.is_symlink()).collect()
    }

    /// The staged files below `target/`.
    fn staged(&self) -> Vec<PathBuf> {
        list_files(&self.0.path().join("target/xtask/staged")).unwrap()
    }

    fn assert_is_written(&self) {
        let names: Vec<String> = self.files().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["a", "deep/c", "deep/er/d", "same", "z"]);
        assert_eq!(fs::read_to_string(self.path("a")).unwrap(), "a");
        assert_eq!(self.staged(), [] as [PathBuf; 0]);
    }
}

#[test]
fn a_folder_holds_exactly_the_planned_files_afterwards() {
    let tree = Tree::new();
    let plan = tree.plan();
    assert_eq!(plan.changes().len(), 5, "`same` is right already");
    plan.commit().unwrap();
    tree.assert_is_written();
}

#[test]
fn if_one_file_cannot_be_written_all_others_are_restored() {
    let tree = Tree::new();
    let modified = || fs::metadata(tree.path("a")).unwrap().modified().unwrap();
    let (before, was) = (tree.files(), modified());
    let plan = tree.plan();
    // This folder is made after the plan. A file cannot replace it.
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
fn a_failed_step_undoes_all_steps_before_it() {
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
fn a_killed_task_leaves_whole_files_and_the_next_task_completes_the_plan() {
    let after = Tree::new();
    after.plan().commit().unwrap();
    // This includes a kill after the last step. Then the next task only removes the staged files.
    for steps in 0..=STEPS {
        let tree = Tree::new();
        let whole = [tree.files(), after.files()].concat();
        assert!(killed_after(steps, || tree.plan().commit()).is_none());
        for file in tree.files() {
            assert!(whole.contains(&file), "{file:?}");
        }
        let there = ["deep/c", "deep/er/d"].map(|name| tree.path(name).exists());
        assert_eq!(there[0], there[1], "a new folder appears as a whole");
        assert_eq!(steps == 0, tree.staged().is_empty(), "left by the kill");
        tree.plan().commit().unwrap();
        tree.assert_is_written();
    }
    let ended = killed_after(STEPS + 1, || Tree::new().plan().commit());
    ended.expect("there are no more steps").unwrap();
}

#[test]
fn two_tasks_at_the_same_time_write_one_after_the_other() {
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
fn a_file_that_another_task_wrote_after_the_plan_is_not_overwritten() {
    for (name, text) in [("a", "another line"), ("z", "another file"), ("b", "used")] {
        let tree = Tree::new();
        let plan = tree.plan();
        fs::write(tree.path(name), text).unwrap();
        let before = tree.files();
        let refused = plan.commit().unwrap_err().to_string();
        let expected = format!(
            "/{name} changed while this task was at work; nothing was written; run it again"
        );
        assert!(refused.ends_with(&expected), "{refused}");
        assert_eq!(tree.files(), before);
        tree.plan().commit().unwrap();
        tree.assert_is_written();
    }
}

#[cfg(unix)]
#[test]
fn an_empty_folder_keeps_its_permissions_when_a_new_folder_is_made_in_it() {
    use std::os::unix::fs::PermissionsExt as _;

    let tree = Tree::new();
    let folder = tree.path("empty");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    let mut plan = Plan::new(&Workspace {
        root: tree.0.path().to_owned(),
    });
    let file = folder.join("new/c");
    plan.add_file(file.clone(), "c".to_owned()).unwrap();
    plan.commit().unwrap();
    assert_eq!(fs::read_to_string(file).unwrap(), "c");
    let mode = fs::metadata(folder).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700, "the very same folder");
}

#[cfg(unix)]
#[test]
fn a_link_that_was_made_after_the_plan_is_refused_too() {
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
    let left = list_files(elsewhere.path()).unwrap();
    assert_eq!(left, ["a", "b"].map(|name| elsewhere.path().join(name)));
    assert_eq!(fs::read_to_string(&left[0]).unwrap(), "old");
}

#[cfg(target_os = "linux")]
#[test]
fn files_on_another_device_than_the_staging_folder_are_written_and_restored_too() {
    let (tree, memory) = (Tree::new(), tempfile::tempdir_in("/dev/shm").unwrap());
    let before = tree.files();
    let plan = || Plan {
        staging: memory.path().to_owned(),
        ..tree.plan().allow_folder(memory.path())
    };
    FAULT.set(Some((Fault::Fail, STEPS - 1)));
    let ended = plan().commit();
    FAULT.set(None);
    assert!(ended.is_err());
    assert_eq!(tree.files(), before);
    // This is the file that a task leaves when it is killed while it writes to another device.
    fs::write(tree.path(".z.xtask"), "half").unwrap();
    plan().commit().unwrap();
    tree.assert_is_written();
}
