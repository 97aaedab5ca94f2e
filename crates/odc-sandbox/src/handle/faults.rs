//! Sets faults from Rust.

use std::sync::Arc;
use std::time::Duration;

use crate::server::app::App;
use crate::server::faults::{Effect, Fault, milliseconds};

/// The faults of a sandbox. Clones set the faults of the same sandbox.
#[derive(Debug, Clone)]
pub struct FaultControl(pub(super) Arc<App>);

impl FaultControl {
    /// Begins a fault of one operation. It happens once, unless [`NewFault::times`] or [`NewFault::always`] changes
    /// that.
    ///
    /// The argument is the name of the operation in the clients (`list_users`) or in the document. `*` means any
    /// operation. `discovery`, `keys`, `token` and `introspection` are requests to the authorization server.
    pub fn on(&self, operation: impl Into<String>) -> NewFault {
        NewFault {
            app: self.0.clone(),
            operation: operation.into(),
            times: Some(1),
        }
    }

    /// The faults that will still happen.
    #[must_use]
    pub fn pending(&self) -> Vec<Fault> {
        self.0.world().faults.all().to_vec()
    }

    /// Removes all faults.
    pub fn clear(&self) {
        self.0.world().faults.clear();
    }
}

/// A fault that is not set yet. Set first how often it happens, and then what fails.
#[derive(Debug, Clone)]
#[must_use = "the fault is set only when a method says what goes wrong"]
pub struct NewFault {
    app: Arc<App>,
    operation: String,
    times: Option<u32>,
}

/// # Panics
///
/// Each method that sets the fault panics when there is no such operation, the status is not 400 to 599, a time is
/// longer than a day, or a thousand faults are set already. So a test with a fault that cannot happen does not pass.
impl NewFault {
    /// The fault happens this many times.
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// The fault happens until the faults are cleared.
    pub fn always(mut self) -> Self {
        self.times = None;
        self
    }

    /// The response is a problem with this status. The call has no effect.
    pub fn status(self, status: u16) {
        self.set(Effect::Status {
            status,
            retry_after: None,
        });
    }

    /// The response is a problem with this status and a `Retry-After` in whole seconds. The call has no effect.
    pub fn status_with_retry_after(self, status: u16, retry_after: Duration) {
        let seconds = u32::try_from(retry_after.as_secs()).unwrap_or(u32::MAX);
        self.set(Effect::Status {
            status,
            retry_after: Some(seconds),
        });
    }

    /// The response is an HTML page with this status, such as a gateway sends. The call has no effect.
    pub fn html(self, status: u16) {
        self.set(Effect::Html { status });
    }

    /// The connection is reset. The call has no effect.
    pub fn reset(self) {
        self.set(Effect::Reset);
    }

    /// The call has its effect. Half of the response is sent before the connection breaks.
    pub fn truncate(self) {
        self.set(Effect::Truncate);
    }

    /// The call has its effect after this time.
    pub fn latency(self, latency: Duration) {
        self.set(Effect::Latency {
            milliseconds: milliseconds(latency),
        });
    }

    /// The call has its effect. The response is sent in pieces over this time.
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
