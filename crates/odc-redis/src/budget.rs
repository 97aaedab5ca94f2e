//! The rate budget of one organization in the store: each step runs one script.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use odc_budget::{BudgetStore, LEASE, RateLimit, SETTLED, StepRequest, StepResult, StoreError};
use redis::{RedisResult, Script, ScriptInvocation};

use crate::connection::Link;
use crate::error::{describe, is_of_pool};
use crate::keys::Keys;

const CLOCK: &str = include_str!("clock.lua");
const STEP: &str = include_str!("step.lua");

/// The rate budget of one organization, from [`RedisStore::budget`](crate::RedisStore::budget).
///
/// The places of a dead process become free within six seconds. A send that the process had begun counts for its
/// minute, because the service has counted it. If the process used kept places without a report, the store does not
/// count these sends.
#[derive(Clone)]
pub struct RedisBudget {
    link: Arc<Link>,
    keys: Keys,
    /// The name under which this tenant of this process holds places.
    holder: String,
    script: Script,
    /// A clock that replaces the clock of the server.
    clock: Option<Arc<dyn Fn() -> u64 + Send + Sync>>,
}

/// The values that `step.lua` returns: granted, ask again, used, limit, queued, next room (all times in ms), born,
/// has lost.
type Reply = (u32, u64, u32, u32, u32, u64, Vec<u8>, bool);

impl RedisBudget {
    pub(crate) fn new(link: Arc<Link>, keys: Keys, holder: String) -> Self {
        Self {
            link,
            keys,
            holder,
            script: Script::new(&format!("{CLOCK}{STEP}")),
            clock: None,
        }
    }

    /// The same budget with the time of `clock`, in milliseconds, instead of the server's time. For simulations.
    #[doc(hidden)]
    #[must_use]
    pub fn in_virtual_time(self, clock: impl Fn() -> u64 + Send + Sync + 'static) -> Self {
        let given = "local function clock() return tonumber(KEYS[7]) end\n";
        Self {
            script: Script::new(&format!("{given}{STEP}")),
            clock: Some(Arc::new(clock)),
            ..self
        }
    }

    /// The same budget for another process. For simulations.
    #[doc(hidden)]
    #[must_use]
    pub fn as_process(self, name: &str) -> Self {
        Self {
            holder: name.to_owned(),
            ..self
        }
    }

    pub(crate) async fn try_step(
        &self,
        limit: RateLimit,
        step: &StepRequest,
    ) -> RedisResult<StepResult> {
        let script = self.invocation(limit, step);
        let mut used = self.link.get().await?;
        let result = script.invoke_async::<Reply>(&mut used.connection).await;
        let (granted, ask_again, used, limit, queued, next_room, born, has_lost) =
            used.ended(result)?;
        let mut hasher = DefaultHasher::new();
        born.hash(&mut hasher);
        Ok(StepResult {
            granted,
            ask_again: Some(Duration::from_millis(ask_again)),
            used,
            limit,
            queued,
            next_room: Duration::from_millis(next_room),
            generation: hasher.finish(),
            has_lost,
        })
    }

    fn invocation(&self, limit: RateLimit, step: &StepRequest) -> ScriptInvocation<'_> {
        let mut script = self.script.prepare_invoke();
        for key in self.keys.of_pool(limit.pool()) {
            script.key(key);
        }
        if let Some(clock) = &self.clock {
            script.key(clock());
        }
        script
            .arg(&self.holder)
            .arg(limit.calls())
            .arg(millis(limit.window()))
            .arg(millis(LEASE))
            .arg(millis(SETTLED))
            .arg(step.under_way)
            .arg(step.spare)
            .arg(step.wanted)
            .arg(step.spare_wanted)
            .arg(step.callers_before)
            .arg(step.waiting)
            .arg(millis(step.waited))
            .arg(u8::from(step.comes_first))
            .arg(step.known.map_or(0, |known| known.number))
            .arg(step.known.map_or(0, |known| millis(known.ago)))
            .arg(step.refused.len());
        for refused in &step.refused {
            script.arg(millis(refused.ago)).arg(millis(refused.pause));
        }
        for sent in &step.sent {
            script.arg(sent.number).arg(millis(sent.ago));
        }
        script
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[async_trait]
impl BudgetStore for RedisBudget {
    async fn step(&self, limit: RateLimit, step: &StepRequest) -> Result<StepResult, StoreError> {
        let place = || self.link.url().place();
        let room = self.try_step(limit, step).await;
        room.map_err(|error| {
            let text = format!("{} {}", place(), describe(&error));
            if is_of_pool(&error) {
                StoreError::new(text).of_pool()
            } else {
                StoreError::new(text)
            }
        })
    }
}

impl fmt::Debug for RedisBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisBudget")
            .field("store", &self.link)
            .field("process", &self.holder)
            .finish_non_exhaustive()
    }
}
