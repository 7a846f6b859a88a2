//! A report of one article: a page of its own to read, print and send.
//!
//! The page has no script, asks for nothing from elsewhere, and says so in its content security policy.
//! Everything from files is escaped; addresses are links only with http, https or mailto. Notes,
//! comments and annotators' names are in it only if chosen.

mod agreement;
mod cards;
mod page;
mod style;
mod tables;
mod words;
mod writing;

use crate::annotation::{Annotation, AnnotationSet, AnnotatorName, Comment, Link, Tagset};
use crate::article::Article;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

pub use writing::{Page, PageError, Request, Unplaced};

/// What of a report may be left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shown {
    /// Whether notes and comments are shown.
    pub notes: bool,
    /// Whether annotators are called by their names; else by letters.
    pub names: bool,
}

/// What a report is made of.
#[derive(Debug)]
pub struct Report<'r> {
    article: &'r Article,
    tagset: &'r Tagset,
    sets: &'r [AnnotationSet],
    shown: Shown,
    /// All annotations by their places in the text.
    entries: Vec<Entry<'r>>,
    /// The number of each annotation, from 1, by who made it and its id.
    numbers: HashMap<(&'r AnnotatorName, &'r str), usize>,
    /// The tags that occur, those of the tagset first; others have the number after them.
    tags: Vec<&'r str>,
}

/// One annotation of the report.
#[derive(Debug, Clone, Copy)]
struct Entry<'r> {
    set: &'r AnnotationSet,
    annotation: &'r Arc<Annotation>,
}

impl<'r> Report<'r> {
    /// Gathers what is to be shown.
    pub fn new(article: &'r Article, tagset: &'r Tagset, sets: &'r [AnnotationSet], shown: Shown) -> Self {
        let all = sets.iter().flat_map(|set| set.iter().map(move |annotation| Entry { set, annotation }));
        let mut entries: Vec<Entry<'r>> = all.collect();
        entries.sort_by_key(|entry| (entry.annotation.extent(), entry.set.annotator(), &entry.annotation.id));
        let numbers = entries.iter().zip(1..);
        let numbers =
            numbers.map(|(one, n)| ((one.set.annotator(), one.annotation.id.as_str()), n)).collect();
        let mut tags: Vec<&str> = tagset.tags.iter().map(|tag| &*tag.name).collect();
        for entry in &entries {
            if !tags.contains(&&*entry.annotation.tag) {
                tags.push(&entry.annotation.tag);
            }
        }
        Self { article, tagset, sets, shown, entries, numbers, tags }
    }

    /// The whole page as HTML.
    pub fn page(&self) -> String {
        page::page(self)
    }

    /// The number of a tag, for the names of styles.
    fn tag(&self, name: &str) -> usize {
        self.tags.iter().position(|known| *known == name).unwrap_or(0)
    }

    /// What a tag is called.
    fn title<'t>(&'t self, name: &'t str) -> &'t str {
        self.tagset.tag(name).map_or(name, |tag| tag.title.as_str())
    }

    /// The letter of a tag: colour alone would tell not everybody.
    fn letter(&self, name: &str) -> String {
        let key = self.tagset.tag(name).and_then(|tag| tag.key);
        let letter = key.or_else(|| name.chars().find(|c| c.is_alphanumeric())).unwrap_or('?');
        letter.to_uppercase().collect()
    }

    /// The number of an annotator, for the names of styles.
    fn annotator(&self, name: &AnnotatorName) -> usize {
        self.sets.iter().position(|set| set.annotator() == name).unwrap_or(0)
    }

    /// What an annotator is called in the report.
    fn called(&self, name: &AnnotatorName) -> String {
        if name.is_gold() {
            return "Gold".to_owned();
        }
        if self.shown.names {
            return name.to_string();
        }
        let number = self.annotator(name);
        let letter = u32::try_from(number % 26).ok().and_then(|n| char::from_u32(u32::from('A') + n));
        let round = number / 26;
        let again = if round > 0 { round.to_string() } else { String::new() };
        format!("Annotator {}{again}", letter.unwrap_or('?'))
    }

    /// The links of all sets, each with the numbers of its ends where both are shown.
    fn links(&self) -> Vec<(usize, &'r Link, usize)> {
        let end = |set: &'r AnnotationSet, of: &'r crate::annotation::AnnotationRef| {
            let annotator = of.annotator.as_ref().unwrap_or(set.annotator());
            self.numbers.get(&(annotator, of.id.as_str())).copied()
        };
        let links = self.sets.iter().flat_map(|set| set.links().map(move |link| (set, link)));
        links.filter_map(|(set, link)| Some((end(set, &link.from)?, link, end(set, &link.to)?))).collect()
    }

    /// What was said about annotations, by their numbers.
    fn comments(&self) -> BTreeMap<usize, Vec<(&'r AnnotatorName, &'r Comment)>> {
        let mut all: BTreeMap<usize, Vec<(&AnnotatorName, &Comment)>> = BTreeMap::new();
        for set in self.sets {
            for comment in set.comments() {
                let annotator = comment.on.annotator.as_ref().unwrap_or(set.annotator());
                if let Some(number) = self.numbers.get(&(annotator, comment.on.id.as_str())) {
                    all.entry(*number).or_default().push((set.annotator(), comment));
                }
            }
        }
        all
    }
}

/// Words made harmless for HTML, between tags and in attributes in double quotes.
fn escaped(words: &str) -> String {
    let plain: String = words.chars().map(|c| if super::xml::is_refused(c) { ' ' } else { c }).collect();
    html_escape::encode_safe(&plain).into_owned()
}

/// An address as a link where it is one that a reader may follow, else as words.
fn linked(address: &str) -> String {
    let lower = address.trim().to_lowercase();
    let safe = ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    let words = escaped(address.trim());
    if safe { format!("<a href=\"{words}\" rel=\"noopener noreferrer\">{words}</a>") } else { words }
}
