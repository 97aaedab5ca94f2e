//! Analyses decode in each of their states.

use odc_dependency_management_v1::types::{
    ConflictSeverity, DeletionAnalysis, DeploymentAnalysis, ProcessStatus, ReportStatus,
};
use serde_json::{from_value, json};

#[test]
fn a_running_analysis_has_neither_report_nor_error() {
    let analysis: DeletionAnalysis = from_value(json!({
        "analysisKey": "a1", "type": "Deletion", "processStatus": "InProgress",
        "error": null, "report": null, "environmentKey": null,
        "startedAt": "2026-08-22T10:00:00Z", "assetKey": "0f6b1d8a-4a0e-4a59-9a39-3c1f8f2b7d10",
    }))
    .unwrap();
    assert_eq!(analysis.process_status, ProcessStatus::InProgress);
    assert!(analysis.report.is_none() && analysis.error.is_none());
}

#[test]
fn a_finished_deployment_analysis_has_a_report_whose_lists_may_be_null() {
    let analysis: DeploymentAnalysis = from_value(json!({
        "analysisKey": "a1", "processStatus": "Finished",
        "report": {"status": "WarningsFound", "impactedAssets": [{
            "assetKey": null, "revision": null, "referenceType": "Producer", "elementLevelIssues": null,
            "applicationLevelIssues": [
                {"conflictType": "MissingApplication", "conflictSeverity": "Warning", "hint": "Claims Desk"},
            ],
        }]},
    }))
    .unwrap();
    let report = analysis.report.unwrap();
    assert_eq!(report.status, ReportStatus::WarningsFound);
    let impact = &report.impacted_assets[0];
    assert!(impact.element_issues.is_empty());
    let severity = impact.asset_issues[0].conflict_severity.as_ref();
    assert_eq!(severity, Some(&ConflictSeverity::Warning));
}

#[test]
fn a_state_that_is_not_known_is_kept() {
    let state = json!({"processStatus": "Queued"});
    let analysis: DeploymentAnalysis = from_value(state).unwrap();
    assert_eq!(analysis.process_status.as_str(), "Queued");
}
