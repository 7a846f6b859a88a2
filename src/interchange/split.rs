//! Splits of a dataset by article, in which near-duplicates and whatever else belongs together stay together.

mod grouping;
mod near_duplicate;

pub use near_duplicate::{Signature, similarity};

use grouping::Groups;
use near_duplicate::{SEED, near_pairs, sprinkled};
use serde_json::{Value, json};

/// How a dataset is split.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    /// The shares of training, validation and test, in any unit; a share of 0 makes no split.
    pub shares: [u32; 3],
    /// Which of many equally good splits.
    pub seed: u64,
    /// From which similarity on two articles are near-duplicates, between 0 and 1.
    pub threshold: f64,
    /// What else stays in one split.
    pub together: Together,
}

/// What stays in one split beside near-duplicates.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Together {
    /// Nothing.
    #[default]
    Nothing,
    /// All articles of an outlet.
    Outlets,
    /// All articles of a day.
    Days,
}

impl Eq for Split {}

impl Split {
    /// 80 to 10 to 10, near-duplicates from a similarity of 0.8 on.
    pub fn usual() -> Self {
        Self { shares: [80, 10, 10], seed: 0, threshold: 0.8, together: Together::Nothing }
    }
}

/// The names of the splits, as `datasets` has them.
pub const NAMES: [&str; 3] = ["train", "validation", "test"];

/// What a split must know of an article.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its id: articles are told apart and put in order by it.
    pub id: String,
    /// What its words are like; nothing where it has none.
    pub signature: Option<Signature>,
    /// The outlet or day by which it is kept together with others.
    pub group: Option<String>,
}

/// Where each article goes, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Assigned {
    /// For each article, in the order given, which of [`NAMES`].
    pub places: Vec<usize>,
    /// What is said about it beside the dataset.
    pub report: Value,
}

/// Assigns articles to splits: whole groups, in an order that the seed and the ids alone decide, each to
/// the split that lacks most.
pub fn assign(articles: &[Article], split: &Split) -> Assigned {
    let pairs = near_pairs(articles, split.threshold);
    let mut groups = Groups::of(articles.len());
    for pair in &pairs {
        groups.join(pair.a, pair.b);
    }
    groups.join_equal(&articles.iter().map(|article| article.group.as_deref()).collect::<Vec<_>>());
    let mut members = groups.members();
    // The order of the articles must not matter: groups go by the hash of their first id.
    for group in &mut members {
        group.sort_by(|a, b| id(articles, *a).cmp(id(articles, *b)));
    }
    let lead = |group: &[usize]| group.first().map_or("", |first| id(articles, *first));
    members.sort_by_key(|group| {
        // Large groups first: they fit only while there is room.
        (
            std::cmp::Reverse(group.len()),
            sprinkled(lead(group).as_bytes(), split.seed ^ SEED),
            lead(group).to_owned(),
        )
    });
    let whole: u64 = split.shares.iter().map(|share| u64::from(*share)).sum();
    let count = u64::try_from(articles.len()).unwrap_or(u64::MAX);
    let mut sizes = [0_u64; 3];
    let mut places = vec![0; articles.len()];
    for group in &members {
        // How much each lacks, in articles times the sum of the shares: no fractions.
        let lacks = |n: usize| {
            let share = split.shares.get(n).copied().map_or(0, u64::from);
            let has = sizes.get(n).copied().unwrap_or_default();
            (share > 0).then(|| i128::from(share * count) - i128::from(has * whole))
        };
        let best =
            (0..3).filter_map(|n| Some((lacks(n)?, std::cmp::Reverse(n)))).max().map_or(0, |(_, n)| n.0);
        if let Some(size) = sizes.get_mut(best) {
            *size += u64::try_from(group.len()).unwrap_or_default();
        }
        for member in group {
            if let Some(place) = places.get_mut(*member) {
                *place = best;
            }
        }
    }
    let name = |at: usize| places.get(at).and_then(|place| NAMES.get(*place)).copied();
    let near: Vec<Value> = pairs
        .iter()
        .map(|pair| {
            let (a, b) = (id(articles, pair.a), id(articles, pair.b));
            json!({"a": a, "b": b, "similarity": pair.similarity, "split": name(pair.a)})
        })
        .collect();
    let across = pairs.iter().filter(|pair| name(pair.a) != name(pair.b)).count();
    let splits = NAMES.iter().zip(sizes).zip(split.shares).filter(|(_, share)| *share > 0);
    let splits: serde_json::Map<String, Value> = splits
        .map(|((name, size), share)| ((*name).to_owned(), json!({"articles": size, "share": share})))
        .collect();
    let report = json!({
        "seed": split.seed,
        "threshold": split.threshold,
        "kept_together": match split.together {
            Together::Nothing => Value::Null,
            Together::Outlets => "outlet".into(),
            Together::Days => "date".into(),
        },
        "splits": splits,
        "groups": members.len(),
        "largest_group": members.iter().map(Vec::len).max().unwrap_or_default(),
        "near_duplicates": near,
        "near_duplicates_across_splits": across,
    });
    Assigned { places, report }
}

fn id(articles: &[Article], at: usize) -> &str {
    articles.get(at).map_or("", |article| article.id.as_str())
}
