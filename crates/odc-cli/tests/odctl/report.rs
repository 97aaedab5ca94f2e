//! `--report`: the report of a gate for a CI system.

use odc_sandbox::Sandbox;

use crate::support::Desk;

const DIFF: [&str; 3] = ["diff", "Development", "Production"];

/// A tenant with few assets, some of them with differences.
async fn small() -> Desk {
    let sandbox = Sandbox::builder().assets(4).revisions(3).start().await;
    Desk::with(sandbox.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn junit_goes_to_a_file_and_data_stays_on_stdout() {
    let desk = small().await;
    let plain = desk.odctl(&DIFF).await;
    let file = desk.home.path().join("report.xml");
    let options = ["--report", "junit", "--report-file", file.to_str().unwrap()];
    let run = desk.odctl(&[&DIFF[..], &options].concat()).await;
    assert_eq!(
        (run.code, &run.stdout, &run.stderr),
        (4, &plain.stdout, &plain.stderr)
    );
    let xml = std::fs::read_to_string(&file).unwrap();
    let differ = plain.stdout.lines().count() - 1;
    assert!(xml.contains(&format!(r#"failures="{differ}""#)), "{xml}");
    assert_eq!(xml.matches("<failure message=").count(), differ);
    desk.sandbox.clear_journal();
    let nowhere = desk
        .odctl(&[&DIFF[..], &["--report", "junit"]].concat())
        .await;
    assert_eq!(nowhere.code, 2, "{nowhere}");
    assert!(
        desk.sandbox.journal().is_empty(),
        "it is refused before anything is sent"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn github_gets_annotations_on_stderr_and_a_summary_in_its_file() {
    let desk = small().await;
    let plain = desk.odctl(&DIFF).await;
    let summary = desk.home.path().join("summary.md");
    std::fs::write(&summary, "before\n").unwrap();
    let arguments = [&DIFF[..], &["--report", "github"]].concat();
    let mut command = desk.command(&arguments);
    command.env("GITHUB_STEP_SUMMARY", &summary);
    let run = desk.run(command, &arguments, "").await;
    assert_eq!((run.code, &run.stdout), (4, &plain.stdout));
    let annotations = run
        .stderr
        .lines()
        .filter(|line| line.starts_with("::error title=odctl diff Development Production::"));
    assert_eq!(
        annotations.count(),
        plain.stdout.lines().count() - 1,
        "{run}"
    );
    let text = std::fs::read_to_string(&summary).unwrap();
    assert!(
        text.starts_with("before\n## odctl diff Development Production\n"),
        "{text}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn azure_gets_issues_on_stderr_and_attaches_the_summary() {
    let desk = small().await;
    let summary = desk.home.path().join("summary.md");
    let options = [
        "--report",
        "azure",
        "--report-file",
        summary.to_str().unwrap(),
    ];
    let run = desk.odctl(&[&DIFF[..], &options].concat()).await;
    assert_eq!(run.code, 4, "{run}");
    assert!(
        run.stderr.contains("##vso[task.logissue type=error]"),
        "{run}"
    );
    let attach = format!("##vso[task.uploadsummary]{}\n", summary.display());
    assert!(run.stderr.ends_with(&attach), "{run}");
    assert!(summary.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_into_a_folder_that_does_not_exist_is_refused_before_anything_is_sent() {
    let desk = small().await;
    let options = [
        "--report",
        "junit",
        "--report-file",
        "/nonexistent/report.xml",
    ];
    let run = desk.odctl(&[&DIFF[..], &options].concat()).await;
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("/nonexistent/report.xml"), "{run}");
    assert_eq!(desk.calls(), Vec::<&str>::new());
}
