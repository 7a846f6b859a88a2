//! Nominal ratings, as the sums that κ and α need of them.

/// Units that were rated by the same number of annotators, each of whom put each unit into one
/// category.
///
/// A single unit, a whole table of units or all characters of a text: the sums are the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ratings {
    /// How many annotators rated each unit.
    pub raters: u64,
    /// How many units there are.
    pub units: u64,
    /// The categories, in an order that is the same wherever ratings are pooled.
    pub categories: Vec<Category>,
}

/// How often a category was chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Category {
    /// By how many annotators, summed over the units.
    pub times: u64,
    /// The square of that number, summed over the units.
    pub squares: u64,
}

impl Ratings {
    /// One unit, and how many annotators put it into each category.
    pub fn of_unit(chosen: &[u64]) -> Self {
        let category = |times: &u64| Category { times: *times, squares: times * times };
        Self { raters: chosen.iter().sum(), units: 1, categories: chosen.iter().map(category).collect() }
    }

    /// How many ratings there are.
    pub fn ratings(&self) -> u64 {
        self.raters * self.units
    }

    /// The squares of all categories together.
    pub(super) fn squares(&self) -> u64 {
        self.categories.iter().map(|category| category.squares).sum()
    }

    /// How often each category was chosen, over several ratings.
    pub(super) fn times(pooled: &[&Self]) -> Vec<u64> {
        let mut sums = Vec::new();
        for ratings in pooled {
            sums.resize(sums.len().max(ratings.categories.len()), 0);
            for (sum, category) in sums.iter_mut().zip(&ratings.categories) {
                *sum += category.times;
            }
        }
        sums
    }
}
