//! What has come to an article since it was reviewed: answers of authors, and tags that are other than they were.

use super::{Listed, ListedSet};
use crate::annotation::{AnnotationId, AnnotationRef, AnnotatorName, State};
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

/// How many annotations a review that is done has not seen as they are: no decision is about them, or they were changed
/// after it; but for those that say what stands in gold, as after an author has accepted a correction. Files that the
/// review rests on as they are need not be read.
pub(super) fn changed(article: &Listed) -> usize {
    let is_done = |peek: &Peek| peek.state == State::Done;
    let gold = article.gold().filter(|gold| gold.peek.as_ref().is_some_and(is_done));
    let Some(Ok(gold)) = gold.map(|gold| read::decided(&gold.path)) else { return 0 };
    let mut decided: HashMap<&AnnotationRef, &str> = HashMap::new();
    for decision in &gold.decisions {
        for about in &decision.about {
            let latest = decided.entry(about).or_default();
            *latest = (*latest).max(&*decision.edited);
        }
    }
    let stands: HashSet<&Saying> = gold.annotations.iter().map(|annotation| &annotation.saying).collect();
    let authors = article.sets.iter().filter(|set| !set.annotator.is_gold() && is_of_this_text(article, set));
    let others = authors.filter(|set| !rests_on(&gold, set));
    let new_or_other = |set: &ListedSet| {
        let Ok(own) = read::decided(&set.path) else { return 0 };
        let unseen = own.annotations.iter().filter(|one| {
            let seen = decided.get(&AnnotationRef::of(&set.annotator, &one.id));
            seen.is_none_or(|seen| *seen < one.edited.as_str()) && !stands.contains(&one.saying)
        });
        unseen.count()
    };
    others.map(new_or_other).sum()
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
