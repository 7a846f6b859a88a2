//! What has come to an article since it was reviewed: answers of authors, and tags that are other than they were.

use super::{Listed, ListedSet};
use crate::annotation::{AnnotationId, AnnotationRef, AnnotatorName, Decision, State};
use crate::review;
use crate::store::LARGEST_SIDECAR;
use crate::store::file::{self, Stamp};
use crate::store::read::{self, Decided, Peek, Saying};
use std::collections::{HashMap, HashSet};

/// How often an author has spoken last. Where no author says anything, which is most often so, the gold set is not read
/// again for it.
pub(super) fn waiting(article: &Listed) -> usize {
    let said = || {
        let peeks = article.sets.iter().filter_map(|set| Some((set, set.peek.as_ref()?)));
        let of_this = peeks.filter(|(set, _)| is_of_this_text(article, set));
        of_this.map(|(set, peek)| (&set.annotator, peek.comments.as_slice()))
    };
    let author_spoke = said().any(|(annotator, comments)| !annotator.is_gold() && !comments.is_empty());
    let gold = article.gold().filter(|_| author_spoke);
    let Some(Ok(gold)) = gold.map(|gold| read::decided(&gold.path)) else { return 0 };
    let standing = standing(&gold);
    let of_authors: HashMap<&AnnotatorName, HashSet<AnnotationId>> = said()
        .filter(|(annotator, comments)| !annotator.is_gold() && !comments.is_empty())
        .filter_map(|(annotator, _)| {
            let own = read::decided(&article.set_of(annotator)?.path).ok()?;
            Some((annotator, self::standing(&own)))
        })
        .collect();
    review::waiting(said(), &gold.decisions, |on| match &on.annotator {
        Some(name) if name.is_gold() => standing.contains(&on.id),
        // Of a set in which nobody has said anything it does not matter.
        Some(name) => of_authors.get(name).is_none_or(|standing| standing.contains(&on.id)),
        None => true,
    })
}

/// How many tags are other than a review that is done has seen them. Where it rests on all files as they are, these
/// are not read.
pub(super) fn changed(article: &Listed) -> usize {
    let is_done = |peek: &Peek| peek.state == State::Done;
    let gold = article.gold().filter(|gold| gold.peek.as_ref().is_some_and(is_done));
    let Some(Ok(gold)) = gold.map(|gold| read::decided(&gold.path)) else { return 0 };
    let authors =
        || article.sets.iter().filter(|set| !set.annotator.is_gold() && is_of_this_text(article, set));
    if authors().all(|set| rests_on(&gold, set)) {
        return 0;
    }
    let read = authors().filter_map(|set| Some((&set.annotator, read::decided(&set.path).ok()?)));
    let authors: HashMap<&AnnotatorName, Decided> = read.collect();
    unseen(&gold, &authors) + taken_back(&gold, &authors)
}

/// How many annotations no decision is about, or were changed after it; but for those that say what stands in gold, as
/// after an author has accepted a correction.
fn unseen(gold: &Decided, authors: &HashMap<&AnnotatorName, Decided>) -> usize {
    let mut decided: HashMap<&AnnotationRef, &str> = HashMap::new();
    for decision in &gold.decisions {
        for about in &decision.about {
            let latest = decided.entry(about).or_default();
            *latest = (*latest).max(&*decision.edited);
        }
    }
    let stands: HashSet<&Saying> = gold.annotations.iter().map(|annotation| &annotation.saying).collect();
    let all = authors.iter().flat_map(|(name, own)| own.annotations.iter().map(move |one| (*name, one)));
    let unseen = all.filter(|(name, one)| {
        let seen = decided.get(&AnnotationRef::of(name, &one.id));
        seen.is_none_or(|seen| *seen < one.edited.as_str()) && !stands.contains(&one.saying)
    });
    unseen.count()
}

/// How many answers that were taken are gone, and nobody else gives them.
fn taken_back(gold: &Decided, authors: &HashMap<&AnnotatorName, Decided>) -> usize {
    let given: HashSet<&Saying> =
        authors.values().flat_map(|own| &own.annotations).map(|one| &one.saying).collect();
    let stands: HashMap<&str, &Saying> =
        gold.annotations.iter().map(|one| (one.id.as_str(), &one.saying)).collect();
    let is_gone = |about: &AnnotationRef| {
        let own = about.annotator.as_ref().and_then(|name| authors.get(name));
        own.is_some_and(|own| own.annotations.iter().all(|one| one.id != about.id))
    };
    let taken = gold.decisions.iter().filter(|decision| &*decision.verdict == Decision::TAKEN);
    let gone = taken.filter(|decision| {
        decision.about.first().is_some_and(is_gone)
            && stands.get(decision.result.as_str()).is_some_and(|saying| !given.contains(saying))
    });
    gone.count()
}

/// What was made on another text is no part of the review.
fn is_of_this_text(article: &Listed, set: &ListedSet) -> bool {
    let text_of = |set: &ListedSet| set.peek.as_ref()?.header.as_ref().map(|header| header.sha256.clone());
    article.gold().is_some_and(|gold| text_of(gold) == text_of(set))
}

/// Whether a review rests on a file as it is.
fn rests_on(gold: &Decided, set: &ListedSet) -> bool {
    let Ok(bytes) = file::read(&set.path, LARGEST_SIDECAR) else { return false };
    let hash = Stamp::of(&bytes).sha256();
    let known = gold.rests_on.iter().find(|(name, _)| *name == *set.annotator.as_str());
    known.is_some_and(|(_, known)| Some(known) == hash.as_ref())
}

fn standing(set: &Decided) -> HashSet<AnnotationId> {
    set.annotations.iter().map(|annotation| annotation.id.clone()).collect()
}
