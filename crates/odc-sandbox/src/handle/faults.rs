//! Setting faults from Rust.

use std::sync::Arc;
use std::time::Duration;

use crate::server::app::App;
use crate::server::faults::{Effect, Fault, milliseconds};

/// The faults of a sandbox. Clones set the same ones.
#[derive(Debug, Clone)]
pub struct FaultControl(pub(super) Arc<App>);

impl FaultControl {
    /// A fault of one operation, which happens once unless told otherwise.
    ///
    /// The operation is named as in the clients (`list_users`) or as in the document; `*` means any,
    /// and `discovery`, `keys`, `token` and `introspection` are the authorization server's.
    pub fn on(&self, operation: impl Into<String>) -> NewFault {
        NewFault {
            app: self.0.clone(),
            operation: operation.into(),
            times: Some(1),
        }
    }

    /// The faults that have not happened as often as they shall.
    #[must_use]
    pub fn pending(&self) -> Vec<Fault> {
        self.0.world().faults.all().to_vec()
    }

    /// Forgets all of them.
    pub fn clear(&self) {
        self.0.world().faults.clear();
    }
}

/// A fault about to be set: say how often, then what goes wrong.
#[derive(Debug, Clone)]
#[must_use = "nothing is set before it is said what goes wrong"]
pub struct NewFault {
    app: Arc<App>,
    operation: String,
    times: Option<u32>,
}

/// # Panics
///
/// Each method that sets the fault panics when there is no such operation, the status is not 400 to 599, a time is
/// longer than a day, or a thousand faults are set already: a test with a fault that cannot happen should not pass.
impl NewFault {
    /// So many times.
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// Until cleared.
    pub fn always(mut self) -> Self {
        self.times = None;
        self
    }

    /// Answers a problem with this status, instead.
    pub fn status(self, status: u16) {
        self.set(Effect::Status {
            status,
            retry_after: None,
        });
    }

    /// Answers a problem with this status and a `Retry-After` of whole seconds, instead.
    pub fn status_with_retry_after(self, status: u16, retry_after: Duration) {
        let seconds = u32::try_from(retry_after.as_secs()).unwrap_or(u32::MAX);
        self.set(Effect::Status {
            status,
            retry_after: Some(seconds),
        });
    }

    /// Answers a gateway's HTML page with this status, instead.
    pub fn html(self, status: u16) {
        self.set(Effect::Html { status });
    }

    /// Resets the connection; nothing is done.
    pub fn reset(self) {
        self.set(Effect::Reset);
    }

    /// Does the call and breaks its answer off half-way.
    pub fn truncate(self) {
        self.set(Effect::Truncate);
    }

    /// Does the call after a while.
    pub fn latency(self, latency: Duration) {
        self.set(Effect::Latency {
            milliseconds: milliseconds(latency),
        });
    }

    /// Does the call, and sends its answer in pieces over a while.
    pub fn slow_body(self, over: Duration) {
        self.set(Effect::SlowBody {
            milliseconds: milliseconds(over),
        });
    }

    fn set(self, effect: Effect) {
        let fault = Fault {
            operation: self.operation,
            times: self.times,
            effect,
        };
        let set = fault
            .checked()
            .and_then(|fault| self.app.world().faults.set(fault));
        if let Err(problem) = set {
            panic!("{problem}");
        }
    }
}
