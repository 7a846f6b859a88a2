//! The rules by which votes decide.

use super::count;
use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;
use thiserror::Error;

/// Which labels of a position are taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Strategy {
    /// Every one that anybody gave.
    Union,
    /// Those that all gave who did the article.
    Unanimous,
    /// Those that more than half of them gave.
    Majority,
    /// Those that at least so many gave.
    AtLeast(NonZeroU32),
    /// Those with enough votes, enough of the votes of their position, and a high enough rank there.
    Threshold {
        /// Labels with fewer votes are dropped, and their votes with them.
        votes: NonZeroU32,
        /// The least share of the votes that are left at the position, from 0 to 1.
        share: f64,
        /// How many ranks are taken. With 1, nothing is on a tie; with more, all on a tie for the last.
        ranks: NonZeroU32,
    },
}

/// Why words name no strategy.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BadStrategy {
    /// No such word.
    #[error("“{0}” is no strategy; there are union, unanimous, majority, at-least:K and threshold:U,C,T")]
    Unknown(String),
    /// The number of annotators is missing or makes no sense.
    #[error("at-least:K needs a number K of annotators from 1 up, such as at-least:2, not “{0}”")]
    AtLeast(String),
    /// Not three numbers.
    #[error(
        "threshold:U,C,T needs the fewest votes, the least share and the ranks, such as threshold:2,0.6,1, not “{0}”"
    )]
    Threshold(String),
    /// The votes make no sense.
    #[error("threshold:U,C,T: the fewest votes U are a number from 1 up, not “{0}”")]
    Votes(String),
    /// The share makes no sense.
    #[error("threshold:U,C,T: the least share C is a number from 0 to 1, not “{0}”")]
    Share(String),
    /// The ranks make no sense.
    #[error("threshold:U,C,T: the ranks T are a number from 1 up, not “{0}”")]
    Ranks(String),
}

impl FromStr for Strategy {
    type Err = BadStrategy;

    fn from_str(words: &str) -> Result<Self, BadStrategy> {
        match words.split_once(':') {
            None => match words {
                "union" => Ok(Self::Union),
                "unanimous" => Ok(Self::Unanimous),
                "majority" => Ok(Self::Majority),
                "at-least" => Err(BadStrategy::AtLeast(String::new())),
                "threshold" => Err(BadStrategy::Threshold(String::new())),
                _ => Err(BadStrategy::Unknown(words.to_owned())),
            },
            Some(("at-least", number)) => number
                .parse()
                .map(Self::AtLeast)
                .map_err(|_no_number| BadStrategy::AtLeast(number.to_owned())),
            Some(("threshold", numbers)) => threshold(numbers),
            Some(_) => Err(BadStrategy::Unknown(words.to_owned())),
        }
    }
}

fn threshold(numbers: &str) -> Result<Strategy, BadStrategy> {
    let parts: Vec<&str> = numbers.split(',').map(str::trim).collect();
    let [votes, share, ranks] = parts.as_slice() else {
        return Err(BadStrategy::Threshold(numbers.to_owned()));
    };
    let least = share.parse().ok().filter(|share: &f64| (0.0..=1.0).contains(share));
    Ok(Strategy::Threshold {
        votes: votes.parse().map_err(|_no_number| BadStrategy::Votes((*votes).to_owned()))?,
        share: least.ok_or_else(|| BadStrategy::Share((*share).to_owned()))?,
        ranks: ranks.parse().map_err(|_no_number| BadStrategy::Ranks((*ranks).to_owned()))?,
    })
}

impl fmt::Display for Strategy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Union => f.write_str("union"),
            Self::Unanimous => f.write_str("unanimous"),
            Self::Majority => f.write_str("majority"),
            Self::AtLeast(number) => write!(f, "at-least:{number}"),
            Self::Threshold { votes, share, ranks } => write!(f, "threshold:{votes},{share},{ranks}"),
        }
    }
}

impl Strategy {
    /// Which labels of one position are taken, by the votes that each has from `annotators` people.
    pub fn taken(&self, votes: &[u32], annotators: u32) -> Vec<bool> {
        let each = |takes: &dyn Fn(u32) -> bool| votes.iter().map(|count| takes(*count)).collect();
        match *self {
            Self::Union => each(&|count| count > 0),
            Self::Unanimous => each(&|count| count > 0 && count >= annotators),
            Self::Majority => each(&|count| u64::from(count) * 2 > u64::from(annotators)),
            Self::AtLeast(least) => each(&|count| count >= least.get()),
            Self::Threshold { votes: least, share, ranks } => {
                let enough = |count: u32| count >= least.get();
                let left: u32 = votes.iter().copied().filter(|count| enough(*count)).sum();
                let passes = |count: u32| enough(count) && f64::from(count) / f64::from(left.max(1)) >= share;
                let above =
                    |count: u32| votes.iter().filter(|other| passes(**other) && **other > count).count();
                let equal = |count: u32| votes.iter().filter(|other| **other == count).count();
                // A label whose betters are fewer than the ranks is on one of them, with all its equals.
                let ranked = |number: u32| count(above(number)) < ranks.get();
                let tied = |number: u32| ranks.get() == 1 && count(equal(number)) > 1;
                each(&|number| passes(number) && ranked(number) && !tied(number))
            }
        }
    }
}
