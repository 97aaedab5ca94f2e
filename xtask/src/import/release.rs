//! Prepares the next release after an import: the version, the changelog, and the line in `openapi/README.md`.

use odc_http::text::one_line;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::documents;
use crate::workspace::Workspace;
use odc_codegen::diff::Class;
use odc_codegen::document::{Problem, Result};
use odc_codegen::{Line, printable};

/// The version of a crate.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Version {
    pub(crate) current: String,
    /// The version of the crate with which the changes are compared.
    pub(crate) base: String,
    /// Whether all crates of the workspace share it.
    pub(crate) shared: bool,
}

/// The version of the crate of a document: its own, or the shared one of the workspace.
///
/// # Errors
/// A manifest that cannot be read, or that has no version.
pub(crate) fn crate_version(workspace: &Workspace, name: &str) -> Result<Version> {
    let (own, shared) = (
        workspace.manifest_path(name),
        workspace.root.join("Cargo.toml"),
    );
    for (path, table, shared) in [
        (&own, "[package]", false),
        (&shared, "[workspace.package]", true),
    ] {
        let text = documents::read_file(workspace, path)?.text;
        if let Some(current) = version_in(&text, table) {
            return Ok(Version {
                base: current.clone(),
                current,
                shared,
            });
        }
    }
    Err(Problem::new("no version of the crate")
        .file(workspace.display_path(&own))
        .fix("give it a `version`, or `version.workspace = true`"))
}

/// The value of `version = "…"` in a table of a manifest.
pub(crate) fn version_in(manifest: &str, table: &str) -> Option<String> {
    let lines = manifest.lines().map(str::trim);
    let mut lines = lines.skip_while(|line| *line != table).skip(1);
    lines
        .by_ref()
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='))
        .find(|(key, _)| key.trim() == "version")
        .map(|(_, value)| quoted(value).trim_matches('"').to_owned())
}

/// The quoted text at the beginning of a value, with its quotes. Without such a text, it is the whole value in quotes.
fn quoted(value: &str) -> String {
    let inside = value.trim().strip_prefix('"').unwrap_or(value.trim());
    let text = inside.split('"').next().unwrap_or_default();
    format!("\"{text}\"")
}

/// The manifest with another version in a table; the rest of it stays byte for byte.
fn with_version_in(manifest: &str, table: &str, now: &str) -> String {
    let mut inside = false;
    let line = |line: &str| {
        let text = line.trim();
        inside = (inside && !text.starts_with('[')) || text == table;
        match text.split_once('=') {
            Some((key, was)) if inside && key.trim() == "version" => {
                line.replacen(&quoted(was), &quoted(now), 1)
            }
            _ => line.to_owned(),
        }
    };
    manifest.split_inclusive('\n').map(line).collect()
}

/// The manifest of the workspace, with another version for the dependencies on some of its own crates. `is_named`
/// selects these crates by name.
fn with_dependencies(
    manifest: &str,
    (was, now): (&str, &str),
    is_named: impl Fn(&str) -> bool,
) -> String {
    let mut inside = false;
    let (was, now) = [was, now].map(|v| format!("version = \"{v}\"")).into();
    let line = |line: &str| {
        let text = line.trim();
        inside = (inside && !text.starts_with('[')) || text == "[workspace.dependencies]";
        match text.split_once('=') {
            Some((key, value)) if inside && is_named(key.trim()) && value.contains("path =") => {
                line.replacen(&was, &now, 1)
            }
            _ => line.to_owned(),
        }
    };
    manifest.split_inclusive('\n').map(line).collect()
}

/// The manifests of a crate and of its workspace with the next version of the crate.
pub(crate) fn with_version(
    (own, workspace): (&str, &str),
    name: &str,
    version: &Version,
    now: &str,
) -> (String, String) {
    let versions = (version.current.as_str(), now);
    if version.shared {
        let workspace = with_version_in(workspace, "[workspace.package]", now);
        let all = with_dependencies(&workspace, versions, |name| name.starts_with("odc-"));
        return (own.to_owned(), all);
    }
    let krate = format!("odc-{name}");
    let workspace = with_dependencies(workspace, versions, |name| name == krate);
    (with_version_in(own, "[package]", now), workspace)
}

/// The version of the next release. It follows the version of the crate that the changes are compared with. It is never
/// less than the current version, because an earlier import may have increased that.
pub(crate) fn version_to_release(version: &Version, gravest: Class) -> Option<String> {
    let next = next_version(&version.base, gravest)?;
    let numbers =
        |version: &str| -> Vec<u64> { version.split('.').map_while(|n| n.parse().ok()).collect() };
    let is_ahead = numbers(&version.current) > numbers(&next);
    Some(if is_ahead {
        version.current.clone()
    } else {
        next
    })
}

/// The version after `current`, by the rules of Semantic Versioning as Cargo applies them; `None` if `current` is not three
/// numbers.
pub(crate) fn next_version(current: &str, gravest: Class) -> Option<String> {
    let numbers: Vec<u64> = current.split('.').map_while(|n| n.parse().ok()).collect();
    let [major, minor, patch] = numbers[..] else {
        return None;
    };
    Some(match (major, gravest) {
        (0, Class::Breaking) => format!("0.{}.0", minor + 1),
        (0, _) | (_, Class::TextOnly) => format!("{major}.{minor}.{}", patch + 1),
        (_, Class::Breaking) => format!("{}.0.0", major + 1),
        (_, Class::Additive) => format!("{major}.{}.0", minor + 1),
    })
}

/// How many characters of a title or a version are shown.
const MAX_INFO: usize = 200;

/// The title or the version of a document on one line; its name if the document has none.
pub(crate) fn info_text(root: &Value, key: &str, name: &str) -> String {
    let text = root.pointer(&format!("/info/{key}"));
    let text = one_line(
        &printable(text.and_then(Value::as_str).unwrap_or_default()),
        MAX_INFO,
    );
    if text.is_empty() {
        name.to_owned()
    } else {
        text
    }
}

/// The title and the version as Markdown on one line, with our words between them.
pub(crate) fn title_and_version(root: &Value, name: &str, between: &'static str) -> String {
    let title = Line::default().plain(&info_text(root, "title", name));
    let version = info_text(root, "version", name);
    title.and(between).code(&version).unwrapped()
}

/// The title and the version as a cell of the table in `openapi/README.md`.
pub(crate) fn describe_api(root: &Value, name: &str) -> String {
    title_and_version(root, name, ", ").replace('|', "\\|")
}

/// The line of a document in the table of `openapi/README.md`.
#[derive(Debug)]
pub(crate) struct SourceLine<'a> {
    pub(crate) name: &'a str,
    /// The title and the version.
    pub(crate) describes: String,
    /// Whether the published texts are kept.
    pub(crate) keeps_prose: bool,
    /// Whether the document differs only in its texts from the document of the current line. Then the source stays the same.
    pub(crate) is_same_source: bool,
    pub(crate) date: &'a str,
    pub(crate) sha256: &'a str,
}

impl SourceLine<'_> {
    /// The beginning of the line of a document.
    pub(crate) fn beginning(name: &str) -> String {
        format!("| `{name}.json` |")
    }

    fn source(&self) -> &'static str {
        if self.keeps_prose {
            "as published"
        } else {
            "as published; all prose is ours"
        }
    }

    /// Adds the line to the text of `openapi/README.md`, or updates it: always the SHA-256, and for a new source also the
    /// source and the date.
    ///
    /// # Errors
    /// A text without the table.
    pub(crate) fn add_or_update(&self, readme: &str) -> Result<String> {
        let key = Self::beginning(self.name);
        let mut lines: Vec<String> = readme.lines().map(str::to_owned).collect();
        if let Some(line) = lines.iter_mut().find(|line| line.starts_with(&key)) {
            let mut cells: Vec<String> = line.split('|').map(str::to_owned).collect();
            let [.., source, date, sha256, _] = &mut cells[..] else {
                return Err(no_table());
            };
            if !(self.is_same_source || sha256.contains(self.sha256)) {
                *source = format!(" {} ", self.source());
                *date = format!(" {} ", self.date);
            }
            *sha256 = format!(" `{}` ", self.sha256);
            *line = cells.join("|");
        } else {
            let last = lines
                .iter()
                .rposition(|line| line.starts_with("| `") && line.contains(".json` |"))
                .or_else(|| lines.iter().position(|line| line.starts_with("|---")))
                .ok_or_else(no_table)?;
            let (describes, source) = (&self.describes, self.source());
            let (date, sha256) = (self.date, self.sha256);
            lines.insert(
                last + 1,
                format!("{key} {describes} | {source} | {date} | `{sha256}` |"),
            );
        }
        Ok(lines.join("\n") + "\n")
    }
}

fn no_table() -> Problem {
    Problem::new("no table of documents")
        .file("openapi/README.md")
        .fix("it begins with `| document | describes | source | date | SHA-256 |`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_breaking_change_increases_the_leading_number() {
        for (current, gravest, next) in [
            ("0.2.3", Class::Breaking, "0.3.0"),
            ("0.2.3", Class::Additive, "0.2.4"),
            ("0.2.3", Class::TextOnly, "0.2.4"),
            ("1.2.3", Class::Breaking, "2.0.0"),
            ("1.2.3", Class::Additive, "1.3.0"),
            ("1.2.3", Class::TextOnly, "1.2.4"),
        ] {
            assert_eq!(next_version(current, gravest).as_deref(), Some(next));
        }
        assert_eq!(next_version("1.0.0-rc.1", Class::Additive), None);
    }

    #[test]
    fn the_version_is_read_from_its_own_table() {
        let manifest = "[a]\nversion = \"9\"\n[package]\nname = \"x\"\nversion = \"0.1.0\"\n";
        assert_eq!(version_in(manifest, "[package]").as_deref(), Some("0.1.0"));
        let shared = "[package]\nversion.workspace = true\n[dependencies]\nversion = \"2\"\n";
        assert_eq!(version_in(shared, "[package]"), None);
    }

    #[test]
    fn a_new_version_is_written_where_the_old_one_stood_and_nowhere_else() {
        let own = "[package]\nname = \"odc-x-v1\"\nversion = \"0.1.0\" # ours\n\n[dependencies]\nversion = \"0.1.0\"\n";
        let all = "[workspace.package]\r\nversion  =  \"0.1.0\"\r\n[workspace.dependencies]\r\n\
                   odc-x-v1 = { path = \"x\", version = \"0.1.0\" }\r\n\
                   odc-x-v10 = { path = \"y\", version = \"0.1.0\" }\r\n\
                   odc-far = \"0.1.0\"\r\nother = { path = \"z\", version = \"0.1.0\" }\r\n";
        let version = |shared| Version {
            current: "0.1.0".to_owned(),
            base: "0.1.0".to_owned(),
            shared,
        };
        let (crate_now, all_now) = with_version((own, all), "x-v1", &version(false), "0.2.0");
        assert_eq!(crate_now, own.replacen("0.1.0", "0.2.0", 1));
        let x = "path = \"x\", version = \"0.1.0\"";
        assert_eq!(all_now, all.replace(x, &x.replace("0.1.0", "0.2.0")));
        let (crate_now, all_now) = with_version((own, all), "x-v1", &version(true), "0.2.0");
        assert_eq!(crate_now, own);
        let y = "path = \"y\", version = \"0.1.0\"";
        let wanted = all.replacen("0.1.0", "0.2.0", 1);
        let wanted = [x, y].iter().fold(wanted, |all, dependency| {
            all.replace(dependency, &dependency.replace("0.1.0", "0.2.0"))
        });
        assert_eq!(all_now, wanted);
    }

    #[test]
    fn title_and_version_with_any_characters_fit_into_one_cell() {
        let described = |title: &str, version: &str| {
            let info = serde_json::json!({"info": {"title": title, "version": version}});
            describe_api(&info, "thing-v1")
        };
        assert_eq!(described("Thing API", "v1"), "Thing API, `v1`");
        assert_eq!(described("", ""), "thing-v1, `thing-v1`");
        assert_eq!(
            described("a\n\n<script>|[b](c)\u{2028}```", "`|`\r\n<b>"),
            "a \\<script>\\|\\[b\\](c) \\`\\`\\`, `` `\\|` <b> ``"
        );
    }

    #[test]
    fn the_line_of_a_document_is_updated_or_added() {
        let line = |name| SourceLine {
            name,
            describes: "Thing API, `v1`".to_owned(),
            keeps_prose: true,
            is_same_source: false,
            date: "2026-11-21",
            sha256: "ff",
        };
        let readme = "# T\n\n| document | d | s | date | SHA |\n|---|---|---|---|---|\n| `a.json` | A | as published | old | `00` |\n\nEnd.\n";
        let renewed = line("a").add_or_update(readme).unwrap();
        assert_eq!(
            renewed,
            readme.replace("old", "2026-11-21").replace("`00`", "`ff`")
        );
        let again = SourceLine {
            date: "2027-01-01",
            ..line("a")
        };
        assert_eq!(
            again.add_or_update(&renewed).unwrap(),
            renewed,
            "the same document"
        );
        let added = line("b").add_or_update(readme).unwrap();
        assert!(added.contains(
            "`00` |\n| `b.json` | Thing API, `v1` | as published | 2026-11-21 | `ff` |\n\nEnd."
        ));
        assert!(line("a").add_or_update("nothing").is_err());
    }
}
