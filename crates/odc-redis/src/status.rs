//! The current state of a fleet for an operator, for example in `odctl fleet status`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::time::Duration;

use odc_budget::{LEASE, LONGEST_PAUSE, RateLimit, SETTLED};
use odc_http::text::one_line;
use redis::{RedisResult, Script};

use crate::connection::Link;
use crate::keys::Keys;

/// The state of the store for one organization.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FleetStatus {
    /// The pools in which something has happened in the last minute, by name.
    pub pools: Vec<PoolStatus>,
}

/// One pool.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PoolStatus {
    /// The name of the pool, for example `identity`.
    pub pool: String,
    /// How many calls the service admits in one minute.
    pub limit: u32,
    /// By how many calls 429s have narrowed the pool. Every half minute a twentieth comes back.
    pub narrowed_by: u32,
    /// How long no process may send, because a 429 asked for a pause.
    pub paused: Duration,
    /// The programs that take part, by name.
    pub members: Vec<Member>,
}

impl PoolStatus {
    /// How many calls count now: the sends of the last minute, and the held places.
    #[must_use]
    pub fn used(&self) -> u32 {
        let of = |member: &Member| add(member.sent, member.held);
        self.members.iter().map(of).fold(0, add)
    }

    /// How many callers wait.
    #[must_use]
    pub fn waiting(&self) -> u32 {
        self.members
            .iter()
            .map(|member| member.waiting)
            .fold(0, add)
    }
}

/// All processes of one name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Member {
    /// The name of the program, or `name=` from the URL.
    pub name: String,
    /// How many processes of that name take part.
    pub processes: u32,
    /// Their sends of the last minute.
    pub sent: u32,
    /// The places that they hold: sends under way, and places for later.
    pub held: u32,
    /// Their callers that wait.
    pub waiting: u32,
}

impl fmt::Display for PoolStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} of {} calls used, {} wait",
            self.pool,
            self.used(),
            self.limit,
            self.waiting()
        )
    }
}

const SCRIPT: &str = include_str!("status.lua");

/// Sends, holders, wants, narrowing and the server's time, as the store holds them.
type Raw = (
    Vec<(Vec<u8>, f64)>,
    HashMap<Vec<u8>, Vec<u8>>,
    HashMap<Vec<u8>, Vec<u8>>,
    HashMap<String, Vec<u8>>,
    (u64, u64),
);

pub(crate) async fn of_pool(link: &Link, keys: &Keys, limit: RateLimit) -> RedisResult<PoolStatus> {
    let script = Script::new(SCRIPT);
    let mut script = script.prepare_invoke();
    for key in keys.of_pool(limit.pool()) {
        script.key(key);
    }
    script.arg(limit.calls());
    let mut used = link.get().await?;
    let result = script.invoke_async::<Raw>(&mut used.connection).await;
    Ok(read(limit, &used.ended(result)?))
}

/// Adds up the values by name. Ignores an entry in another form.
fn read(limit: RateLimit, (ended, held, wants, narrowed, time): &Raw) -> PoolStatus {
    let now = time.0 * 1000 + time.1 / 1000;
    let window = u64::try_from(limit.window().as_millis()).unwrap_or(u64::MAX);
    let mut members = BTreeMap::<String, (Member, HashSet<String>)>::new();
    let mut of = |holder: &[u8], change: &mut dyn FnMut(&mut Member)| {
        let holder = String::from_utf8_lossy(holder);
        let holder = holder.split(':').next().unwrap_or_default();
        let name = one_line(holder.split('#').next().unwrap_or_default(), 48);
        let (member, processes) = members.entry(name.clone()).or_default();
        member.name = name;
        // The rest is the number of the tenant in its process.
        let process = holder
            .rsplit_once('.')
            .map_or(holder, |(process, _)| process);
        if !processes.contains(process) {
            processes.insert(process.to_owned());
        }
        change(member);
    };
    for (sent, time) in ended {
        #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit")]
        if *time > now.saturating_sub(window) as f64 {
            of(sent, &mut |member| member.sent += 1);
        }
    }
    for (holder, value) in held {
        let [under_way, spare, heard] = numbers(value);
        let silent = Duration::from_millis(now.saturating_sub(heard));
        if silent < LEASE {
            let count = count(under_way.saturating_add(spare));
            of(holder, &mut |member| member.held = add(member.held, count));
        } else if silent < limit.window() + SETTLED {
            // Since this process became silent, no process has made a step. Its sends under way count as ended.
            of(holder, &mut |member| {
                member.sent = add(member.sent, count(under_way));
            });
        }
    }
    for (holder, value) in wants {
        let [_, waiting, forgotten] = numbers(value);
        if forgotten > now {
            of(holder, &mut |member| {
                member.waiting = add(member.waiting, count(waiting));
            });
        }
    }
    let number = |name: &str| {
        let text = narrowed
            .get(name)
            .map(|value| String::from_utf8_lossy(value));
        text.and_then(|text| text.parse::<u64>().ok())
            .unwrap_or_default()
    };
    // As in the script: accepts a clock that was ahead, and ignores a pause that cannot come from a 429.
    let ahead = number("since").saturating_sub(now);
    let paused = number("until").saturating_sub(now.saturating_add(ahead));
    let paused = Some(Duration::from_millis(paused)).filter(|pause| *pause <= LONGEST_PAUSE);
    let narrowed_by = count(number("by")).min(limit.calls().saturating_sub(1));
    let age = Duration::from_millis(now.saturating_sub(number("since")));
    PoolStatus {
        pool: limit.pool().to_owned(),
        limit: limit.calls(),
        narrowed_by: limit.narrowed_after(narrowed_by, age),
        paused: paused.unwrap_or_default(),
        members: members
            .into_values()
            .map(|(member, processes)| Member {
                processes: u32::try_from(processes.len()).unwrap_or(u32::MAX),
                ..member
            })
            .collect(),
    }
}

fn add(a: u32, b: u32) -> u32 {
    a.saturating_add(b)
}

fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The three numbers of a value such as `3:0:1764451200000`. Numbers that are missing or invalid are ignored.
fn numbers(value: &[u8]) -> [u64; 3] {
    let text = String::from_utf8_lossy(value);
    let mut parts = text.split(':').map(|part| part.parse().unwrap_or_default());
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}
