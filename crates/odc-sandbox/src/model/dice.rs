//! Generates numbers that look random and are the same for the same seed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One step of the splitmix64 sequence.
pub(crate) fn mix(state: u64) -> u64 {
    let state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

/// A small generator of our own, because a new version of a library may have another sequence. It is not for secrets.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Dice(u64);

impl Dice {
    /// Makes an independent sequence for each name, so that more data of one kind does not change data of another kind.
    pub(crate) fn named(seed: u64, name: &str) -> Self {
        Self(
            name.bytes()
                .fold(mix(seed), |state, byte| mix(state ^ u64::from(byte))),
        )
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number below `bound`, or 0 when `bound` is 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % bound).unwrap_or_default()
    }

    /// Returns true in `chance` of 100 cases.
    pub(crate) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }

    pub(crate) fn word(&mut self, from: &[&'static str]) -> &'static str {
        self.pick(from).copied().unwrap_or_default()
    }

    /// A key in the form of a random UUID.
    pub(crate) fn key(&mut self) -> Uuid {
        let bits = (u128::from(self.next()) << 64) | u128::from(self.next());
        uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid()
    }
}
