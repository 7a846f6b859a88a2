//! What a run cannot repeat: the time of day and the fall of the dice, handed in from outside.

use std::fmt;

/// Where the time and random bits come from.
///
/// `main` hands in the real ones, a test a [`Chance::scripted`] one; nothing else in the library
/// asks for either.
pub struct Chance {
    clock: Box<dyn Fn() -> String + Send>,
    dice: Box<dyn FnMut() -> u64 + Send>,
}

impl Chance {
    /// Time from `clock` (RFC 3339 in UTC, to the second) and random bits from `dice`.
    pub fn new(
        clock: impl Fn() -> String + Send + 'static,
        dice: impl FnMut() -> u64 + Send + 'static,
    ) -> Self {
        Self { clock: Box::new(clock), dice: Box::new(dice) }
    }

    /// The same course every time: a clock that stands still, and dice that fall as `seed` says.
    pub fn scripted(now: &str, seed: u64) -> Self {
        let now = now.to_owned();
        let mut state = seed;
        Self::new(
            move || now.clone(),
            move || {
                // SplitMix64: every seed gives 2^64 different throws.
                state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
                let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                mixed ^ (mixed >> 31)
            },
        )
    }

    /// Another course, for a worker: the time as it is now, and dice that fall as a throw of these says.
    #[must_use]
    pub fn branch(&mut self) -> Self {
        let (now, seed) = (self.now(), self.bits());
        Self::scripted(&now, seed)
    }

    /// The time: RFC 3339 in UTC, to the second.
    pub fn now(&self) -> String {
        (self.clock)()
    }

    /// The next 64 random bits.
    pub fn bits(&mut self) -> u64 {
        (self.dice)()
    }
}

impl fmt::Debug for Chance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chance").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn a_script_plays_the_same_course_again() {
        let play = || {
            let mut chance = Chance::scripted("2026-11-23T10:00:00Z", 7);
            (chance.now(), [chance.bits(), chance.bits(), chance.bits()])
        };
        assert_eq!(play(), play());
        let (_, [first, second, third]) = play();
        assert!(first != second && second != third);
    }
}
