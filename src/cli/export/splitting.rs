//! Splits of a dataset, from the command line.

use crate::interchange::split::{Split, Together};

/// How a dataset is split.
#[derive(Debug, clap::Args)]
pub(super) struct Splitting {
    /// Shares of training, validation and test by article, such as 80/10/10; 80/20 has no validation.
    /// Near-duplicates stay in one split, and splits.json says how it went.
    #[arg(long, value_name = "A/B/C", value_parser = shares)]
    split: Option<[u32; 3]>,
    /// Which of many equally good splits.
    #[arg(long, value_name = "N", default_value_t = 0, requires = "split")]
    seed: u64,
    /// From which similarity on two articles are near-duplicates, between 0 and 1.
    #[arg(long, value_name = "X", default_value_t = 0.8, requires = "split")]
    threshold: f64,
    /// What else stays in one split.
    #[arg(long, value_name = "WHAT", requires = "split")]
    group_by: Option<GroupBy>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum GroupBy {
    /// All articles of an outlet.
    Outlet,
    /// All articles of a day.
    Date,
}

impl Splitting {
    /// Whether there are splits.
    pub(super) fn is_asked(&self) -> bool {
        self.split.is_some()
    }

    /// As the export knows it.
    pub(super) fn split(&self) -> Option<Split> {
        let together = match self.group_by {
            None => Together::Nothing,
            Some(GroupBy::Outlet) => Together::Outlets,
            Some(GroupBy::Date) => Together::Days,
        };
        Some(Split { shares: self.split?, seed: self.seed, threshold: self.threshold, together })
    }
}

/// The shares of a word such as `80/10/10`.
fn shares(word: &str) -> Result<[u32; 3], String> {
    let parts: Option<Vec<u32>> = word.split('/').map(|part| part.trim().parse().ok()).collect();
    let shares = match parts.as_deref() {
        Some([train, test]) => [*train, 0, *test],
        Some([train, validation, test]) => [*train, *validation, *test],
        _ => return Err("write two or three whole numbers, such as 80/10/10".to_owned()),
    };
    let fits = shares.iter().all(|share| *share <= 1_000_000) && shares.iter().any(|share| *share > 0);
    if fits { Ok(shares) } else { Err("the shares are 0, or more than 1,000,000".to_owned()) }
}
