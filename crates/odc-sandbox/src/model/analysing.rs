//! Starts analyses.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::analyses::{Analysis, AnalysisKind};
use super::failures::Process;
use super::tenant::Tenant;

impl Tenant {
    /// Starts an analysis. Returns its key.
    pub(crate) fn start_analysis(
        &mut self,
        kind: AnalysisKind,
        asset: Uuid,
        target: Option<(i32, Uuid)>,
        now: DateTime<Utc>,
    ) -> Uuid {
        let key = self.new_key();
        let analysis = Analysis {
            key,
            kind,
            asset,
            revision: target.map(|(revision, _)| revision),
            environment: target.map(|(_, environment)| environment),
            at: now,
            end: now + self.pace.analysis(),
            failed: self.failures.take(Process::Analysis, asset),
        };
        self.analyses.insert(analysis);
        key
    }
}
