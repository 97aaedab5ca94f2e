//! The entries of a release in `CHANGELOG.md`, in the sections of Keep a Changelog.

use serde::{Deserialize, Serialize};

use odc_codegen::Line;
use odc_codegen::diff::{Change, Class, Event, count};
use odc_codegen::document::Printed;

/// The heading of the section for changes that are not released yet.
const UNRELEASED: &str = "## Unreleased";

/// The sections of a release, in the order of Keep a Changelog.
const SECTIONS: [&str; 6] = [
    "### Added",
    "### Changed",
    "### Deprecated",
    "### Removed",
    "### Fixed",
    "### Security",
];

/// The new entries, by section.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Entries(Vec<(String, Printed)>);

impl Entries {
    /// The entries of the changes of a crate.
    pub(crate) fn new(name: &str, changes: &[Change]) -> Self {
        let mut sections = Vec::new();
        for heading in ["### Added", "### Changed", "### Removed"] {
            let mut entries = Printed::default();
            for change in changes
                .iter()
                .filter(|change| section(change) == Some(heading))
            {
                entries.line(entry(name, change, heading));
            }
            if entries != Printed::default() {
                sections.push((heading.to_owned(), entries));
            }
        }
        if sections.is_empty() && count(changes, Class::TextOnly) > 0 {
            let entry = Printed::from_line(format_args!("- `odc-{name}`: documentation."));
            sections.push(("### Changed".to_owned(), entry));
        }
        Self(sections)
    }

    /// The entries as part of a report.
    pub(crate) fn report(&self) -> Printed {
        let mut report = Printed::default();
        for (heading, entries) in &self.0 {
            report.line(format_args!("  {heading}"));
            for entry in entries.as_str().lines() {
                report.line(format_args!("  {entry}"));
            }
        }
        report
    }

    /// The text of `CHANGELOG.md` with the entries that it does not have yet.
    pub(crate) fn add_to(&self, changelog: &str) -> String {
        let mut lines: Vec<String> = changelog.lines().map(str::to_owned).collect();
        if lines.is_empty() {
            lines.push("# Changelog".to_owned());
        }
        for (heading, entries) in &self.0 {
            let section = unreleased(&mut lines);
            let end = end_of(&lines, section, "## ");
            let is_new = |entry: &&str| !lines[section..end].iter().any(|line| line == entry);
            let entries: Vec<String> = entries
                .as_str()
                .lines()
                .filter(is_new)
                .map(str::to_owned)
                .collect();
            if !entries.is_empty() {
                let at = place(&mut lines, section, heading);
                lines.splice(at..at, entries);
            }
        }
        let ends = if changelog.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        };
        lines.join(ends) + ends
    }
}

/// The section of a change; `None` if it does not deserve an entry.
fn section(change: &Change) -> Option<&'static str> {
    match change.event {
        _ if change.class == Class::TextOnly => None,
        _ if change.is_about_access() => Some("### Changed"),
        Event::Added => Some("### Added"),
        Event::Removed => Some("### Removed"),
        Event::Renamed | Event::Changed => Some("### Changed"),
    }
}

fn entry(name: &str, change: &Change, heading: &str) -> String {
    let breaking = if change.class == Class::Breaking && heading != "### Removed" {
        "Breaking: "
    } else {
        ""
    };
    let sentence = escaped(&change.sentence_in_rust());
    format!("- `odc-{name}`: {breaking}{sentence}.")
}

/// One of our sentences as Markdown. Our words contain no Markdown except backticks for code, but names from the
/// document may contain any. So the parts between two backticks become code, all other parts become plain text, and
/// nothing becomes a link.
fn escaped(sentence: &str) -> String {
    let parts = sentence.split('`').enumerate();
    let line = parts.fold(Line::default(), |line, (at, part)| match at % 2 {
        0 => line.plain(part),
        _ => line.code(part),
    });
    line.unwrapped()
}

/// The line of that heading. Adds the section if it is missing.
fn unreleased(lines: &mut Vec<String>) -> usize {
    let is_unreleased =
        |line: &String| line.starts_with("## ") && line.to_lowercase().contains("unreleased");
    if let Some(at) = lines.iter().position(is_unreleased) {
        return at;
    }
    let at = lines.iter().position(|line| line.starts_with("## "));
    if let Some(at) = at {
        lines.splice(at..at, [UNRELEASED.to_owned(), String::new()]);
        return at;
    }
    lines.extend([String::new(), UNRELEASED.to_owned()]);
    lines.len() - 1
}

/// The line before which an entry is inserted: the end of its section. Adds the section if it is missing.
fn place(lines: &mut Vec<String>, unreleased: usize, heading: &str) -> usize {
    let end = end_of(lines, unreleased, "## ");
    let heading_at = |heading: &str| {
        let mut own = (unreleased..end).filter(|at| lines[*at].trim_end() == heading);
        own.next()
    };
    if let Some(at) = heading_at(heading) {
        return after_last(lines, at, end_of(lines, at, "### ").min(end));
    }
    let order = SECTIONS.iter().position(|section| *section == heading);
    let later = SECTIONS.iter().skip(order.map_or(0, |order| order + 1));
    let next = later.filter_map(|section| heading_at(section)).min();
    if let Some(at) = next {
        let added = [heading.to_owned(), String::new(), String::new()];
        lines.splice(at..at, added);
        return at + 2;
    }
    let at = after_last(lines, unreleased, end);
    let added = [String::new(), heading.to_owned(), String::new()];
    lines.splice(at..at, added);
    at + 3
}

/// The first line after `start` that begins with `mark`, or the end of the text.
fn end_of(lines: &[String], start: usize, mark: &str) -> usize {
    let after = (start + 1..lines.len()).find(|at| lines[*at].starts_with(mark));
    after.unwrap_or(lines.len())
}

/// The line after the last non-blank line in a range. A heading keeps the blank line after it.
fn after_last(lines: &mut Vec<String>, start: usize, end: usize) -> usize {
    let last = (start..end).rev().find(|at| !lines[*at].trim().is_empty());
    match last {
        Some(at) if at == start && lines[at].starts_with("### ") => {
            lines.insert(at + 1, String::new());
            at + 2
        }
        Some(at) => at + 1,
        None => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use odc_codegen::diff::compare;
    use odc_codegen::document::Document;

    fn entries(sections: &[(&str, &str)]) -> Entries {
        let entry =
            |(heading, entry): &(&str, &str)| (format!("### {heading}"), Printed::from_line(entry));
        Entries(sections.iter().map(entry).collect())
    }

    #[test]
    fn an_entry_goes_to_the_end_of_its_section_among_the_unreleased_changes() {
        let new = entries(&[("Added", "- a."), ("Changed", "- c."), ("Removed", "- r.")]);
        let changelog = "# Changelog\n\n## Unreleased\n\n### Added\n\n- x\n  y.\n\n### Fixed\n\n- f.\n\n\
                         ## 0.1.0\n\n### Added\n\n- a.\n";
        let with = "# Changelog\n\n## Unreleased\n\n### Added\n\n- x\n  y.\n- a.\n\n\
                    ### Changed\n\n- c.\n\n### Removed\n\n- r.\n\n### Fixed\n\n- f.\n\n\
                    ## 0.1.0\n\n### Added\n\n- a.\n";
        assert_eq!(new.add_to(changelog), with);
        assert_eq!(new.add_to(with), with, "an entry is there once");
    }

    #[test]
    fn a_lost_permission_is_a_change_of_the_call_which_stays() {
        let document = |permissions: &str| {
            let get = format!(
                r#"{{"operationId": "Users_ListUsers", {permissions} "responses": {{"204": {{}}}}}}"#
            );
            let text =
                format!(r#"{{"openapi": "3.0.3", "paths": {{"/users": {{"get": {get}}}}}}}"#);
            Document::parse("x.json", &text).unwrap()
        };
        let (old, new) = (
            document(r#""x-os-permissions": "**A > B**","#),
            document(""),
        );
        let entries = |old, new| Entries::new("x-v1", &compare(old, new)).report();
        assert_eq!(
            entries(&old, &new).as_str(),
            "  ### Changed\n  - `odc-x-v1`: `Client::list_users`: needs no particular permission now, needed the \
             permission `A > B` before (GET /users).\n"
        );
        assert_eq!(
            entries(&new, &old).as_str(),
            "  ### Changed\n  - `odc-x-v1`: Breaking: `Client::list_users`: needs the permission `A > B` now, needed \
             no particular permission before (GET /users).\n"
        );
    }

    #[test]
    fn a_name_in_an_entry_is_no_link_and_no_html() {
        let property = |name: &str| {
            let name = serde_json::Value::from(name);
            let text = format!(
                r##"{{"openapi": "3.0.3", "components": {{"schemas": {{"User": {{"type": "object", "properties": {{{name}: {{"type": "string"}}}}}}}}}}, "paths": {{"/users": {{"get": {{"operationId": "Users_GetUser", "responses": {{"200": {{"description": "x", "content": {{"application/json": {{"schema": {{"$ref": "#/components/schemas/User"}}}}}}}}}}}}}}}}}}"##
            );
            Document::parse("x.json", &text).unwrap()
        };
        for name in [
            "[l](http://e)",
            "x` [l](http://e) <b>`",
            "`` [l](http://e) ``",
        ] {
            let changes = compare(&property("id"), &property(name));
            let report = Entries::new("x-v1", &changes).report();
            // Outside of code, each bracket and each symbol of HTML is escaped.
            let plain = report.as_str().split('`').step_by(2).collect::<String>();
            for sign in ["[", "<b"] {
                let all = plain.matches(sign).count();
                let escaped = plain.matches(&format!("\\{sign}")).count();
                assert_eq!(all, escaped, "{name}: {}", report.as_str());
            }
            assert!(report.as_str().contains("http:"), "{}", report.as_str());
        }
    }

    #[test]
    fn a_missing_file_and_a_missing_section_are_added() {
        let new = entries(&[("Changed", "- c.")]);
        let section = "## Unreleased\n\n### Changed\n\n- c.\n";
        assert_eq!(new.add_to(""), format!("# Changelog\n\n{section}"));
        assert_eq!(
            new.add_to("# Changelog\n\n## [0.1.0] - 2026-01-01\n\n- x.\n"),
            format!("# Changelog\n\n{section}\n## [0.1.0] - 2026-01-01\n\n- x.\n")
        );
        assert_eq!(
            new.add_to("# C\r\n\r\n## [Unreleased]\r\n"),
            "# C\r\n\r\n## [Unreleased]\r\n\r\n### Changed\r\n\r\n- c.\r\n"
        );
    }
}
