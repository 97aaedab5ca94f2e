//! The faults that are set: which calls fail, how often, and in which way.

use std::time::Duration;

use odc_http::text::one_line;
use serde::{Deserialize, Serialize};

use crate::api::operation::Served;
use crate::api::table::operations;

/// The names of requests to the authorization server, and of transfers of files.
pub(crate) const OTHERS: [&str; 6] = [
    "discovery",
    "keys",
    "token",
    "introspection",
    "upload",
    "download",
];
/// The longest time of a fault.
const MOST_MILLISECONDS: u64 = 24 * 3600 * 1000;
/// How many faults can be set at the same time.
const MOST_FAULTS: usize = 1000;
/// How many characters of an unknown name an error shows.
const MOST_SHOWN: usize = 80;
/// Any operation of any API.
const ANY: &str = "*";

/// The effect of a fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "effect",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
#[non_exhaustive]
pub enum Effect {
    /// The response is a problem with this status; the call has no effect.
    Status {
        /// The HTTP status, 400 to 599.
        status: u16,
        /// The seconds of a `Retry-After` header.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after: Option<u32>,
    },
    /// The response is an HTML page with this status, as from a gateway; the call has no effect.
    Html {
        /// The HTTP status, 400 to 599.
        status: u16,
    },
    /// The connection is reset; the call has no effect.
    Reset,
    /// The call has its effect, but only half of the response is sent.
    Truncate,
    /// The call has its effect after this time.
    Latency {
        /// The time in milliseconds, at most a day.
        milliseconds: u64,
    },
    /// The call has its effect, but the response is sent in ten pieces over this time.
    SlowBody {
        /// The time in milliseconds, at most a day.
        milliseconds: u64,
    },
}

/// A fault that will still happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Fault {
    /// The operation: its name, its id in the document, `*` for any operation, or one of `discovery`,
    /// `keys`, `token`, `introspection`, `upload`, `download`.
    pub operation: String,
    /// How often it will still happen. `None`: until the faults are cleared.
    #[serde(default = "once")]
    pub times: Option<u32>,
    /// Its effect.
    #[serde(flatten)]
    pub effect: Effect,
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the field is optional: null means without end"
)]
fn once() -> Option<u32> {
    Some(1)
}

impl Fault {
    /// The fault, or the reason why it can never happen.
    pub(crate) fn checked(mut self) -> Result<Self, String> {
        let known = |wanted: &str| {
            let operation = |one: &Served| {
                one.operation.id() == wanted || one.operation.operation_id() == wanted
            };
            operations()
                .find(|one| operation(one))
                .map(|one| one.operation.id())
        };
        if self.operation != ANY && !OTHERS.contains(&self.operation.as_str()) {
            let name = known(&self.operation).ok_or_else(|| {
                format!(
                    "no operation is called {}",
                    one_line(&self.operation, MOST_SHOWN)
                )
            })?;
            name.clone_into(&mut self.operation);
        }
        match self.effect {
            Effect::Status { status, .. } | Effect::Html { status }
                if !(400..=599).contains(&status) =>
            {
                Err(format!("the status of a fault is 400 to 599, not {status}"))
            }
            Effect::Latency { milliseconds } | Effect::SlowBody { milliseconds }
                if milliseconds > MOST_MILLISECONDS =>
            {
                Err("a fault takes at most a day, which is 86400000 milliseconds".to_owned())
            }
            _ => Ok(self),
        }
    }
}

/// All faults, in the order in which they were set.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    /// Sets a fault, unless there are too many.
    pub(crate) fn set(&mut self, fault: Fault) -> Result<(), String> {
        if fault.times == Some(0) {
            return Ok(());
        }
        if self.0.len() >= MOST_FAULTS {
            return Err(format!(
                "{MOST_FAULTS} faults are set already; clear them first"
            ));
        }
        self.0.push(fault);
        Ok(())
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn all(&self) -> &[Fault] {
        &self.0
    }

    /// The effect of a fault on this call, if there is one. The fault has then happened once more.
    pub(crate) fn take(&mut self, name: &str) -> Option<Effect> {
        let any = !OTHERS.contains(&name);
        let meant = |fault: &Fault| fault.operation == name || (any && fault.operation == ANY);
        let place = self.0.iter().position(meant)?;
        let fault = self.0.get_mut(place)?;
        let effect = fault.effect.clone();
        if let Some(times) = &mut fault.times {
            *times = times.saturating_sub(1);
            if *times == 0 {
                self.0.remove(place);
            }
        }
        Some(effect)
    }
}

/// A duration in milliseconds.
pub(crate) fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
