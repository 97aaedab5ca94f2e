//! Reports for CI systems: the checks or changes of a command, as `JUnit` XML, or as annotations and a summary of
//! GitHub Actions or Azure Pipelines.
//!
//! Stdout contains only data, so annotations go to stderr. Both systems also read commands from there: GitHub's
//! runner reads both streams of a step, and Azure's task library sends stderr on together with stdout. A summary is a
//! file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};
use serde_json::json;

use crate::exit::{Exit, Failure};
use crate::files;
use crate::folders::cannot;
use crate::output::{Column, markdown, markdown_text};
use crate::terminal::{Notes, without_commands};

/// The file that GitHub Actions shows on the page of a run.
const GITHUB_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// A CI system, or a format that many of them read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// `JUnit` XML, which most CI systems show as test results; needs --report-file
    Junit,
    /// Annotations of GitHub Actions on stderr (GitHub shows the first 10 of a step); a summary where
    /// `GITHUB_STEP_SUMMARY` says, or in --report-file
    Github,
    /// Issues of Azure Pipelines on stderr; with --report-file a summary, which is attached to the run
    Azure,
}

/// The options of a command that gates or changes something.
#[derive(Clone, Debug, Default, Args)]
pub struct Reporting {
    /// Report what was checked or changed to a CI system
    #[arg(long, value_enum, value_name = "SYSTEM", help_heading = "Report")]
    report: Option<Format>,
    /// File for the XML or the summary; it is replaced
    #[arg(
        long,
        value_name = "FILE",
        requires = "report",
        help_heading = "Report"
    )]
    report_file: Option<PathBuf>,
}

/// The checks or changes, for a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    name: String,
    /// The subject of the command, if there is no smaller part to check.
    subject: Option<String>,
    checks: Vec<Check>,
}

/// One checked thing, and its problem.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Check {
    name: String,
    problem: Option<Problem>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Problem {
    level: Level,
    text: String,
}

/// The severity of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Error,
    /// The check still passes.
    Warning,
}

impl Level {
    /// The word that both systems use.
    const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl Report {
    /// A report without checks. It has the name of the command.
    #[must_use]
    pub const fn new(name: String) -> Self {
        Self {
            name,
            subject: None,
            checks: Vec::new(),
        }
    }

    /// A report of the same command, without checks.
    #[must_use]
    pub fn renewed(&self) -> Self {
        Self::new(self.name.clone())
    }

    /// Names the subject of the command. If there is no other check, the subject is a check.
    pub fn about(&mut self, subject: impl Into<String>) {
        self.subject = Some(subject.into());
    }

    /// Adds a check that passes.
    pub fn add_passed(&mut self, name: impl Into<String>) {
        self.checks.push(Check {
            name: name.into(),
            problem: None,
        });
    }

    /// Adds a check that fails, with the reason.
    pub fn broken(&mut self, name: impl Into<String>, problem: impl Into<String>) {
        self.add(name.into(), Level::Error, problem.into());
    }

    /// Adds a check that passes with a warning.
    pub fn warned(&mut self, name: impl Into<String>, problem: impl Into<String>) {
        self.add(name.into(), Level::Warning, problem.into());
    }

    fn add(&mut self, name: String, level: Level, text: String) {
        let problem = Some(Problem { level, text });
        self.checks.push(Check { name, problem });
    }

    fn problems(&self) -> impl Iterator<Item = (&str, &Problem)> {
        let all = self.checks.iter();
        all.filter_map(|check| Some((check.name.as_str(), check.problem.as_ref()?)))
    }

    fn errors(&self) -> usize {
        self.of_level(Level::Error)
    }

    fn of_level(&self, level: Level) -> usize {
        self.problems().filter(|(_, it)| it.level == level).count()
    }

    /// Adds the result of the command, if no check shows it yet.
    fn end(&mut self, ended: &Result<Exit, Failure>) {
        let subject = self.subject.take();
        match ended {
            Err(failure) if self.errors() == 0 => {
                let name = subject.unwrap_or_else(|| self.name.clone());
                self.broken(name, failure.line().unwrap_or_default());
            }
            Ok(_) if self.checks.is_empty() => self.checks.extend(subject.map(|name| Check {
                name,
                problem: None,
            })),
            _ => {}
        }
    }

    /// The report as `JUnit` XML: a suite with a case for each check.
    ///
    /// # Errors
    /// It cannot be written as XML.
    pub fn junit(&self) -> Result<String, Failure> {
        let mut suite = TestSuite::new(self.name.as_str());
        for check in &self.checks {
            let status = match &check.problem {
                Some(problem) if problem.level == Level::Error => {
                    let mut failed = TestCaseStatus::non_success(NonSuccessKind::Failure);
                    failed.set_message(problem.text.as_str());
                    failed
                }
                _ => TestCaseStatus::success(),
            };
            let mut case = TestCase::new(check.name.as_str(), status);
            case.set_classname(self.name.as_str());
            // The format has no warnings.
            let warning = check.problem.as_ref();
            if let Some(warning) = warning.filter(|it| it.level == Level::Warning) {
                case.set_system_out(format!("warning: {}", warning.text));
            }
            suite.add_test_case(case);
        }
        let mut report = quick_junit::Report::new("odctl");
        report.add_test_suite(suite);
        report.to_string().map_err(|error| {
            Failure::failed(format_args!("the report cannot be written as XML: {error}"))
        })
    }

    /// The summary as Markdown: how many checks pass, and a table of the other ones.
    #[must_use]
    pub fn summary(&self) -> String {
        let rows: Vec<_> = self
            .problems()
            .map(|(name, it)| json!({"name": name, "level": it.level.word(), "problem": it.text}))
            .collect();
        let held = self.checks.len() - self.errors();
        let warnings = self.of_level(Level::Warning);
        let with = match warnings {
            0 => String::new(),
            _ => format!(", {warnings} of them with a warning"),
        };
        let mut text = format!(
            "## {}\n\n{held} of {} checks hold{with}.\n",
            markdown_text(&self.name),
            self.checks.len()
        );
        if !rows.is_empty() {
            let columns = [
                Column::new("check", "/name"),
                Column::new("level", "/level"),
                Column::new("problem", "/problem"),
            ];
            let _ = write!(text, "\n{}", markdown(&columns, &rows));
        }
        text
    }

    /// A workflow command of GitHub Actions for each check that fails.
    #[must_use]
    pub fn github(&self) -> Vec<String> {
        let text = |text: &str| {
            let text = without_commands(text, r"\u{23}").replace('%', "%25");
            text.replace('\r', "%0D").replace('\n', "%0A")
        };
        let property = |it: &str| text(it).replace(':', "%3A").replace(',', "%2C");
        let line = |(name, problem): (&str, &Problem)| {
            let (level, title) = (problem.level.word(), property(&self.name));
            format!(
                "::{level} title={title}::{}: {}",
                text(name),
                text(&problem.text)
            )
        };
        self.problems().map(line).collect()
    }

    /// A logging command of Azure Pipelines for each check that fails, and one that attaches the summary.
    #[must_use]
    pub fn azure(&self, summary: Option<&Path>) -> Vec<String> {
        let text = |text: &str| {
            let text = without_commands(text, r"\u{23}").replace('%', "%AZP25");
            text.replace('\r', "%0D").replace('\n', "%0A")
        };
        let line = |(name, problem): (&str, &Problem)| {
            format!(
                "##vso[task.logissue type={}]{}: {}",
                problem.level.word(),
                text(name),
                text(&problem.text)
            )
        };
        let attach = summary
            .map(|file| format!("##vso[task.uploadsummary]{}", text(&file.to_string_lossy())));
        self.problems().map(line).chain(attach).collect()
    }
}

impl Reporting {
    /// Checks the options, before anything is sent.
    ///
    /// # Errors
    /// The format needs a file, or the file cannot be written: it is a link or not a regular file, or its folder does
    /// not exist.
    pub fn check(&self) -> Result<(), Failure> {
        if self.report == Some(Format::Junit) && self.report_file.is_none() {
            return Err(Failure::usage(
                "--report junit writes a file; name it with --report-file",
            ));
        }
        match (self.report, &self.report_file) {
            (Some(_), Some(file)) => files::check_place(file),
            (Some(Format::Github), None) => {
                summary_of_github().map_or(Ok(()), |file| files::check_place(&file))
            }
            _ => Ok(()),
        }
    }

    /// Ends a command. Its report also contains the reason for a failure. The exit code is the same as without a
    /// report.
    ///
    /// # Errors
    /// The command failed, or a file cannot be written.
    pub fn end(
        &self,
        mut report: Report,
        ended: Result<Exit, Failure>,
        notes: &Notes,
    ) -> Result<Exit, Failure> {
        report.end(&ended);
        match (ended, self.write(&report, notes)) {
            (Err(failure), Err(unwritten)) => {
                notes.fail(unwritten.line().unwrap_or_default());
                Err(failure)
            }
            (ended, written) => written.and(ended),
        }
    }

    /// Writes the report, if one is wanted.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn write(&self, report: &Report, notes: &Notes) -> Result<(), Failure> {
        let file = self.report_file.as_deref();
        match (self.report, file) {
            (None, _) => Ok(()),
            (Some(Format::Junit), file) => file.map_or(Ok(()), |file| {
                files::replace(file, report.junit()?.as_bytes())
            }),
            (Some(Format::Github), file) => {
                say(&report.github(), notes);
                let summary = report.summary();
                match (file, summary_of_github()) {
                    (Some(file), _) => files::replace(file, summary.as_bytes()),
                    (None, Some(file)) => files::append(&file, summary.as_bytes()),
                    (None, None) => Ok(()),
                }
            }
            (Some(Format::Azure), file) => {
                if let Some(file) = file {
                    files::replace(file, report.summary().as_bytes())?;
                }
                // The agent reads the file later, and its current folder is another one.
                let whole = file.map(|file| {
                    std::path::absolute(file).map_err(|error| cannot("find", file, &error))
                });
                say(&report.azure(whole.transpose()?.as_deref()), notes);
                Ok(())
            }
        }
    }
}

fn say(lines: &[String], notes: &Notes) {
    for line in lines {
        notes.command(line);
    }
}

/// The file that GitHub shows, if this is a run of GitHub Actions.
fn summary_of_github() -> Option<PathBuf> {
    let file = std::env::var_os(GITHUB_SUMMARY);
    file.filter(|it| !it.is_empty()).map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let mut report = Report::new("odctl diff QA, Production".to_owned());
        report.broken(
            "Portal <50%>",
            "2 revisions\n(QA has r31; Production has r29)",
        );
        report.add_passed("Desk");
        report
    }

    #[test]
    fn junit_has_a_case_for_each_check_and_escapes_xml() {
        let xml = report().junit().unwrap();
        assert!(xml.contains(r#"<testsuite name="odctl diff QA, Production" tests="2" skipped="0" errors="0" failures="1">"#), "{xml}");
        assert!(
            xml.contains(r#"<testcase name="Portal &lt;50%&gt;""#),
            "{xml}"
        );
        assert!(xml.contains("<failure message=\"2 revisions"), "{xml}");
        assert!(
            xml.contains(r#"<testcase name="Desk" classname="odctl diff QA, Production"/>"#),
            "{xml}"
        );
    }

    #[test]
    fn github_gets_one_line_for_each_problem_with_escapes_of_github() {
        assert_eq!(
            report().github(),
            [
                "::error title=odctl diff QA%2C Production::Portal <50%25>: 2 revisions%0A(QA has r31; Production has r29)"
            ]
        );
    }

    #[test]
    fn azure_gets_an_issue_for_each_problem_and_the_path_of_the_summary() {
        assert_eq!(
            report().azure(Some(Path::new("/w/a.md"))),
            [
                "##vso[task.logissue type=error]Portal <50%AZP25>: 2 revisions%0A(QA has r31; Production has r29)",
                "##vso[task.uploadsummary]/w/a.md",
            ]
        );
        assert_eq!(Report::new("x".to_owned()).azure(None), [""; 0]);
    }

    #[test]
    fn the_heading_of_a_summary_is_one_line_without_markdown() {
        let stage = "::error::x\n##vso[task.x]y\u{1b}[2J\u{202e}<img onerror=a>[l](http://e)";
        let report = Report::new(format!("odctl diff {stage} P"));
        assert_eq!(
            report.summary(),
            "## odctl diff ::error::x\\\\n#\\\\u{23}vso\\[task.x]y\\\\u{1b}\\[2J\\\\u{202e}\\<img onerror=a>\\[l](http://e) P\n\n0 of 0 checks hold.\n"
        );
    }

    #[test]
    fn a_summary_counts_and_lists_failed_checks() {
        let summary = report().summary();
        assert!(
            summary.starts_with("## odctl diff QA, Production\n\n1 of 2 checks hold.\n\n| check"),
            "{summary}"
        );
        assert!(
            summary.contains("| Portal \\<50%> | error | 2 revisions\\\\n(QA"),
            "{summary}"
        );
        let mut warned = Report::new("x".to_owned());
        warned.add_passed("a");
        warned.warned("b", "old");
        let begin = "## x\n\n2 of 2 checks hold, 1 of them with a warning.\n\n| check";
        assert!(warned.summary().starts_with(begin), "{}", warned.summary());
        let mut fine = Report::new("x".to_owned());
        fine.add_passed("a");
        assert_eq!(fine.summary(), "## x\n\n1 of 1 checks hold.\n");
    }
}
