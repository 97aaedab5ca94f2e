//! Finds the imports between the files of a crate that break the rules of ARCHITECTURE.md.

mod imports;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use imports::{declared_modules, imported_files};

/// The rooms of a crate, the lowest level first. Rooms of the same level do not import each other.
pub struct Row {
    /// The folder of the crate.
    folder: String,
    levels: Vec<Vec<String>>,
}

impl Row {
    /// ``| `crates/x` | `a` → `b`, `c` → `lib` |``
    pub fn parse(line: &str) -> Self {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let names = |text: &str| -> Vec<String> {
            let quoted = text.split('`').skip(1).step_by(2);
            quoted.map(str::to_owned).collect()
        };
        Self {
            folder: names(cells[1]).remove(0),
            levels: cells[2].split('→').map(names).collect(),
        }
    }

    /// The folder of the crate.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    fn level(&self, room: &str) -> Option<usize> {
        let has = |level: &Vec<String>| level.iter().any(|name| name == room);
        self.levels.iter().position(has)
    }
}

/// The path of a module: its names from the root of the crate.
type Module = Vec<String>;

/// The modules of a crate that are files.
type Files = BTreeMap<Module, PathBuf>;

/// The faults of a crate, one line for each.
pub fn faults(root: &Path, row: &Row) -> Vec<String> {
    let source = root.join(&row.folder).join("src");
    let files = module_files(&source);
    let shown = |module: &Module| {
        let path = files[module].strip_prefix(root).unwrap();
        path.display().to_string()
    };
    let mut faults = Vec::new();
    let rooms: BTreeSet<String> = files
        .keys()
        .map(|module| room_name(&files, module))
        .collect();
    for name in row
        .levels
        .iter()
        .flatten()
        .filter(|name| !rooms.contains(*name))
    {
        faults.push(format!(
            "{}: the room `{name}` of ARCHITECTURE.md has no file",
            row.folder
        ));
    }
    let mut arrows: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for (module, path) in &files {
        let from = room_name(&files, module);
        let Some(level) = row.level(&from) else {
            let file = shown(module);
            faults.push(format!(
                "{file}: its room `{from}` is not in the table of ARCHITECTURE.md"
            ));
            continue;
        };
        let text = fs::read_to_string(path).unwrap();
        let targets = imported_files(&text, module, &files);
        for target in &targets {
            let to = room_name(&files, target);
            let how = match row.level(&to) {
                Some(other) if other > level => format!("imports upward, from `{to}`"),
                Some(other) if other == level && to != from => {
                    format!("imports from `{to}`, which stands beside it")
                }
                _ => continue,
            };
            let (file, other) = (shown(module), shown(target));
            faults.push(format!("{file} → {other}: the room `{from}` {how}"));
        }
        arrows.insert(module.clone(), targets);
    }
    faults.extend(shown_circle(&arrows, shown));
    faults
}

/// The shortest circle of imports between some files of a crate. A function selects the files by their modules.
pub fn circle(root: &Path, source: &Path, picks: impl Fn(&[String]) -> bool) -> Option<String> {
    let files = module_files(source);
    let mut arrows = BTreeMap::new();
    for (module, path) in files.iter().filter(|(module, _)| picks(module)) {
        let mut targets = imported_files(&fs::read_to_string(path).unwrap(), module, &files);
        targets.retain(|target| picks(target));
        arrows.insert(module.clone(), targets);
    }
    shown_circle(&arrows, |module| {
        let path = files[module].strip_prefix(root).unwrap();
        path.display().to_string()
    })
}

fn shown_circle(
    arrows: &BTreeMap<Module, BTreeSet<Module>>,
    shown: impl Fn(&Module) -> String,
) -> Option<String> {
    let circle = shortest_circle(arrows)?;
    let names: Vec<String> = circle.iter().map(shown).collect();
    Some(format!("{}: files import each other", names.join(" → ")))
}

/// The room of a module: the first name of its path. The room of the root is the name of its file.
fn room_name(files: &Files, module: &Module) -> String {
    module.first().cloned().unwrap_or_else(|| {
        let stem = files[module].file_stem().unwrap();
        stem.to_string_lossy().into_owned()
    })
}

/// The files of a crate by module, without those that are compiled only for tests.
fn module_files(source: &Path) -> Files {
    let mut found = Files::new();
    let root = ["lib.rs", "main.rs"].map(|name| source.join(name));
    for file in root.into_iter().filter(|file| file.is_file()).take(1) {
        add_module(&mut found, &[], file, source);
    }
    found
}

/// Adds the file of a module, and the files of the modules that it declares. These are in `folder`.
fn add_module(found: &mut Files, module: &[String], file: PathBuf, folder: &Path) {
    let text = fs::read_to_string(&file).unwrap();
    found.insert(module.to_owned(), file);
    for child in declared_modules(&text) {
        let (flat, deep) = (
            folder.join(format!("{child}.rs")),
            folder.join(&child).join("mod.rs"),
        );
        let file = if flat.is_file() { flat } else { deep };
        let below = folder.join(&child);
        add_module(found, &[module, &[child]].concat(), file, &below);
    }
}

/// The shortest chain of imports from a file back to the same file.
fn shortest_circle(arrows: &BTreeMap<Module, BTreeSet<Module>>) -> Option<Vec<Module>> {
    let circles = arrows.keys().filter_map(|start| {
        let mut before: BTreeMap<&Module, &Module> = BTreeMap::new();
        let mut next = std::collections::VecDeque::from([start]);
        while let Some(at) = next.pop_front() {
            for to in arrows.get(at).into_iter().flatten() {
                if to == start {
                    let mut way = vec![start.clone(), at.clone()];
                    let mut at = at;
                    while let Some(earlier) = before.get(at) {
                        way.push((*earlier).clone());
                        at = earlier;
                    }
                    if way.last() != Some(start) {
                        way.push(start.clone());
                    }
                    way.reverse();
                    return Some(way);
                }
                if !before.contains_key(to) {
                    before.insert(to, at);
                    next.push_back(to);
                }
            }
        }
        None
    });
    circles.min_by_key(Vec::len)
}
