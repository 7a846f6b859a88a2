//! How much annotators agree, on the open article or on the whole folder.

use crate::review::agreement::{Coded, Confusion, Report, measure};
use crate::review::{Answer, Case, CaseKind, Continuum};
use std::path::PathBuf;
use std::sync::Arc;

/// The numbers of some articles, and of each of them.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// Of all together.
    pub report: Report,
    /// Each article that two or more annotators have done, with its own numbers; in the order of the folder.
    pub articles: Vec<ArticleAgreement>,
    /// What was marked, for γ.
    pub texts: Arc<Vec<Continuum>>,
    /// Sets that are in progress, as `article by annotator`.
    pub in_progress: Vec<String>,
    /// What was not compared, and why, as `article by annotator: reason`.
    pub left_out: Vec<String>,
    /// Sets that say what a review says because it said so, as `article by annotator (annotations)`.
    pub taken_over: Vec<String>,
}

/// What there is to say of sets that were read to be measured; each as in [`Agreement`].
#[derive(Debug, Clone, Default)]
pub struct Remarked {
    /// Sets that are in progress.
    pub in_progress: Vec<String>,
    /// What was not compared.
    pub left_out: Vec<String>,
    /// Sets that a review has changed.
    pub taken_over: Vec<String>,
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
pub enum Corpus {
    /// The open article.
    Article,
    /// Every article of the folder.
    Folder,
}

/// What is looked for behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    /// Whatever is to be decided.
    Anything,
    /// Cases with all of these tags.
    Tags(Vec<Arc<str>>),
    /// Cases in which only some gave this tag.
    Alone(Arc<str>),
    /// Cases whose answers fill this slot otherwise.
    Slot(Arc<str>),
    /// Cases in which these two annotators do not say the same.
    Between(Arc<str>, Arc<str>),
}

impl Sought {
    /// What it is, with `title` for a tag; nothing for whatever is to be decided.
    pub fn name(&self, title: impl Fn(&str) -> String) -> Option<String> {
        match self {
            Self::Anything => None,
            Self::Tags(tags) => {
                let mut titles: Vec<String> = tags.iter().map(|tag| title(tag)).collect();
                titles.dedup();
                Some(titles.join(" and "))
            }
            Self::Alone(tag) => Some(format!("{} alone", title(tag))),
            Self::Slot(slot) => Some(slot.replace('-', " ")),
            Self::Between(a, b) => Some(format!("{a} and {b}")),
        }
    }

    /// Whether a case is one of those looked for.
    pub fn fits(&self, case: &Case) -> bool {
        let has = |tag: &Arc<str>| case.members().any(|(_, annotation)| annotation.tag == *tag);
        match self {
            Self::Anything => true,
            // No number is of what nobody under review marked.
            _ if case.kind == CaseKind::InGoldAlone => false,
            Self::Tags(tags) => tags.iter().all(has),
            Self::Alone(tag) => case.kind == CaseKind::OnlySome && has(tag),
            Self::Slot(slot) => {
                let values = |answer: &Answer| -> Vec<String> {
                    let all = answer.annotations().iter().flat_map(|annotation| &annotation.slots);
                    all.filter(|held| held.name == *slot).map(|held| held.value.clone()).collect()
                };
                let mut answers = case.answers.iter().map(values);
                let first = answers.next();
                answers.any(|other| Some(other) != first)
            }
            Self::Between(a, b) => {
                let says = |name: &Arc<str>| {
                    case.answers
                        .iter()
                        .position(|answer| answer.by.iter().any(|voice| voice.annotator.as_str() == &**name))
                };
                says(a) != says(b)
            }
        }
    }
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
    pub fn of(articles: Vec<ToMeasure>, remarked: Remarked) -> Self {
        let mut coded = Vec::with_capacity(articles.len());
        let mut each = Vec::with_capacity(articles.len());
        for ToMeasure { path, title, coded: one } in articles {
            let report = measure(std::slice::from_ref(&one));
            if report.articles > 0 {
                each.push(ArticleAgreement { path, title, report });
            }
            coded.push(one);
        }
        let report = measure(&coded);
        let texts = coded.into_iter().map(|coded| coded.continuum).collect();
        let Remarked { in_progress, left_out, taken_over } = remarked;
        Self { report, articles: each, texts: Arc::new(texts), in_progress, left_out, taken_over }
    }

    /// How often one annotator gave one label where another gave the other, by their places among [`Self::labels`],
    /// whoever is named first; nothing for a unit that one of them has alone.
    pub fn met(&self, a: Option<usize>, b: Option<usize>) -> u64 {
        met(&self.report, a, b)
    }

    /// The same in one article, which has its own list of labels.
    pub fn met_in(&self, report: &Report, a: Option<usize>, b: Option<usize>) -> u64 {
        let place = |at: Option<usize>| match at.and_then(|at| self.labels().get(at)) {
            None => Some(None),
            Some(label) => report.labels.iter().position(|known| known == label).map(Some),
        };
        match (place(a), place(b)) {
            (Some(a), Some(b)) => met(report, a, b),
            _ => 0,
        }
    }

    /// The article that has most of what stands behind a number: where `rate` is highest.
    pub fn most<R: PartialOrd>(&self, rate: impl Fn(&Report) -> Option<R>) -> Option<&ArticleAgreement> {
        let mut found: Option<(R, &ArticleAgreement)> = None;
        for article in &self.articles {
            let Some(rated) = rate(&article.report) else { continue };
            if found.as_ref().is_none_or(|(most, _)| rated > *most) {
                found = Some((rated, article));
            }
        }
        found.map(|(_, article)| article)
    }

    /// The labels, in the order of all lists by label.
    pub fn labels(&self) -> &[Arc<str>] {
        &self.report.labels
    }
}

fn met(report: &Report, a: Option<usize>, b: Option<usize>) -> u64 {
    let tables = report.pairs.iter().map(|pair| &pair.tally.confusion);
    let both = |table: &Confusion| {
        if a == b { table.count(a, b) } else { table.count(a, b) + table.count(b, a) }
    };
    tables.map(both).sum()
}
