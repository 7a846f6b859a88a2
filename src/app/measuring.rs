//! How much annotators agree, on the open article or on the whole folder.

use crate::review::agreement::{Coded, Confusion, Report, measure};
use std::path::PathBuf;
use std::sync::Arc;

/// The numbers of some articles, and of each of them.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// Of all together.
    pub report: Report,
    /// Each article that two or more annotators have done, with its own numbers; in the order of the folder.
    pub articles: Vec<ArticleAgreement>,
    /// Sets that are in progress, as `article by annotator`.
    pub in_progress: Vec<String>,
}

/// The numbers of one article.
#[derive(Debug, Clone)]
pub struct ArticleAgreement {
    /// Where it is.
    pub path: PathBuf,
    /// Its title, or its file name.
    pub title: String,
    /// Its numbers.
    pub report: Report,
}

/// What numbers are wanted of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measured {
    /// The open article.
    Article,
    /// Every article of the folder.
    Folder,
}

/// An article as it was read, to be measured.
#[derive(Debug, Clone)]
pub struct ToMeasure {
    /// Where it is.
    pub path: PathBuf,
    /// Its title, or its file name.
    pub title: String,
    /// What its annotators marked.
    pub coded: Coded,
}

impl Agreement {
    /// Measures articles, together and one by one.
    pub fn of(articles: Vec<ToMeasure>, in_progress: Vec<String>) -> Self {
        let mut coded = Vec::with_capacity(articles.len());
        let mut each = Vec::with_capacity(articles.len());
        for ToMeasure { path, title, coded: one } in articles {
            let report = measure(std::slice::from_ref(&one));
            if report.articles > 0 {
                each.push(ArticleAgreement { path, title, report });
            }
            coded.push(one);
        }
        Self { report: measure(&coded), articles: each, in_progress }
    }

    /// How often one annotator gave one label where another gave the other, by their places among [`Self::labels`],
    /// whoever is named first; nothing for a unit that one of them has alone.
    pub fn met(&self, a: Option<usize>, b: Option<usize>) -> u64 {
        let tables = self.report.pairs.iter().map(|pair| &pair.tally.confusion);
        let both = |table: &Confusion| match a == b {
            true => table.count(a, b),
            false => table.count(a, b) + table.count(b, a),
        };
        tables.map(both).sum()
    }

    /// The labels, in the order of all lists by label.
    pub fn labels(&self) -> &[Arc<str>] {
        &self.report.labels
    }
}
