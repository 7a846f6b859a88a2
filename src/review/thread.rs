//! What author and reviewer say to each other about one annotation, each in the own file.

use crate::annotation::{AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Comment, Decision};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Remarks about one annotation in the order of their times; of two at the same time the reviewer's is the answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thread(Vec<Remark>);

/// A comment with the name of its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Who says it: the annotator of the set that holds it.
    pub by: AnnotatorName,
    /// What is said.
    pub comment: Comment,
}

/// What an author says to a decision; written before the words, so that whoever reads the file knows too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objection {
    /// That it should stand as it was.
    Contest,
    /// That it is not clear.
    Ask,
}

impl Objection {
    /// The remark of an author who says `words`, which may be none; where it is `about` what the author has not marked,
    /// that is quoted, since it may be taken back.
    pub fn remark(self, words: &str, about: Option<&str>) -> String {
        let mut remark = match (self, about) {
            (Self::Contest, None) => "Contested".to_owned(),
            (Self::Contest, Some(about)) => format!("Contested “{about}”"),
            (Self::Ask, None) => "Question".to_owned(),
            (Self::Ask, Some(about)) => format!("Question about “{about}”"),
        };
        if !words.trim().is_empty() {
            remark.push_str(": ");
            remark.push_str(words.trim());
        }
        remark
    }
}

/// The time of an answer to what was said at `heard`: `now`, or a second after it where the clock that tells `now` goes
/// after the other's. All are RFC 3339 in UTC, to the second.
pub fn time_of_answer(now: &str, heard: &str) -> String {
    if now > heard {
        return now.to_owned();
    }
    let heard = heard.parse::<Timestamp>().ok();
    let next = heard.and_then(|heard| heard.checked_add(SignedDuration::from_secs(1)).ok());
    next.map_or_else(|| now.to_owned(), |next| next.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// All that some sets say, by the full names of the annotations that it is about.
#[derive(Debug, Clone)]
pub struct Remarks<'s>(HashMap<AnnotationRef, Vec<(&'s AnnotatorName, &'s Comment)>>);

impl<'s> Remarks<'s> {
    /// What `sets` say.
    pub fn of(sets: impl IntoIterator<Item = &'s AnnotationSet>) -> Self {
        Self::said(sets.into_iter().flat_map(|set| set.comments().map(|comment| (set.annotator(), comment))))
    }

    fn said(comments: impl Iterator<Item = (&'s AnnotatorName, &'s Comment)>) -> Self {
        let mut said: HashMap<_, Vec<_>> = HashMap::new();
        for (by, comment) in comments {
            said.entry(comment.on.within(by)).or_default().push((by, comment));
        }
        Self(said)
    }

    /// What is said about annotations, by their full names, which are not asked for where nothing is said at all.
    pub fn about(&self, about: impl IntoIterator<Item = AnnotationRef>) -> Thread {
        if self.0.is_empty() {
            return Thread::default();
        }
        // What is named twice is heard once.
        let about: BTreeSet<AnnotationRef> = about.into_iter().collect();
        let said = about.iter().filter_map(|about| self.0.get(about)).flatten();
        let mut remarks: Vec<Remark> =
            said.map(|(by, comment)| Remark { by: (*by).clone(), comment: (*comment).clone() }).collect();
        let order = |one: &Remark| (one.comment.edited.clone(), one.by.is_gold(), one.by.clone());
        remarks.sort_by(|a, b| (order(a), &a.comment.id).cmp(&(order(b), &b.comment.id)));
        Thread(remarks)
    }
}

/// How many threads wait for the reviewer who decided so: in which an author has spoken last, after the decision or about
/// what the reviewer added unasked. `said` are the comments of each annotator, gold among them; `stands` tells whether
/// an annotation is there, by its full name: who has taken one away asks nothing about it any more.
pub fn waiting<'s>(
    said: impl IntoIterator<Item = (&'s AnnotatorName, &'s [Comment])>,
    decisions: &[Decision],
    stands: impl Fn(&AnnotationRef) -> bool,
) -> usize {
    let of_one = |(by, comments): (&'s AnnotatorName, &'s [Comment])| comments.iter().map(move |c| (by, c));
    let remarks = Remarks::said(said.into_iter().flat_map(of_one));
    let gold = AnnotatorName::gold();
    // When something was decided last about each annotation.
    let mut decided: HashMap<AnnotationRef, &str> = HashMap::new();
    let subjects = |decision: &Decision| -> Vec<AnnotationRef> {
        let result = Some(&decision.result).filter(|result| !result.is_empty());
        let result = result.map(|id| AnnotationRef::of(&gold, &AnnotationId::new(id.as_str())));
        // What was said about a gold annotation that went is heard still.
        let heard = |on: &&AnnotationRef| on.annotator.as_ref() == Some(&gold) || stands(on);
        decision.about.iter().filter(heard).cloned().chain(result).collect()
    };
    for decision in decisions {
        for on in subjects(decision) {
            let latest = decided.entry(on).or_default();
            *latest = (*latest).max(&*decision.edited);
        }
    }
    // Each by its last remark: several decisions may have one thread.
    let mut waiting: HashSet<String> = HashSet::new();
    for decision in decisions {
        let about = subjects(decision);
        let latest = about.iter().filter_map(|on| decided.get(on)).copied().max().unwrap_or_default();
        let thread = remarks.about(about);
        waiting.extend(thread.last().filter(|_| thread.waits_for_reviewer(latest)));
    }
    let added =
        remarks.0.keys().filter(|on| on.annotator.as_ref() == Some(&gold) && !decided.contains_key(*on));
    for on in added.filter(|on| stands(on)) {
        let thread = remarks.about([on.clone()]);
        waiting.extend(thread.last().filter(|_| thread.waits_for_reviewer("")));
    }
    waiting.len()
}

impl Thread {
    /// All remarks, the oldest first.
    pub fn remarks(&self) -> &[Remark] {
        &self.0
    }

    /// Whether somebody has said something.
    pub fn has_remark_of(&self, name: &AnnotatorName) -> bool {
        self.0.iter().any(|remark| remark.by == *name)
    }

    /// Whether an author has spoken last, and after what was `decided` at a time.
    pub fn waits_for_reviewer(&self, decided: &str) -> bool {
        self.0.last().is_some_and(|last| !last.by.is_gold() && *last.comment.edited > *decided)
    }

    /// When something was said last; empty for never.
    pub fn last_time(&self) -> &str {
        self.0.last().map_or("", |last| &last.comment.edited)
    }

    /// The name of the last remark, for an answer to it: `annotator/id`.
    pub fn last(&self) -> Option<String> {
        self.0.last().map(|last| format!("{}/{}", last.by, last.comment.id))
    }
}
