//! A review that is going on: whose tags, which cases, which of them is being decided.

mod said;

use super::{Direction, Document, Lineage};
use crate::annotation::{AnnotationRef, AnnotationSet, AnnotatorName, Pieces, Review};
use crate::review::agreement::Report;
use crate::review::{Case, CaseKind, Grounds, Remarks, Ruling, Standing, Thread, Workload, rulings};
use crate::text::ByteOffset;
use said::Said;
use std::path::PathBuf;
use std::sync::Arc;

/// A review of one article.
///
/// The gold set is the document's own set while it goes on; this holds what it is decided from.
#[derive(Debug)]
pub struct Reviewing {
    sets: Vec<Arc<AnnotationSet>>,
    review: Review,
    apart: Vec<Apart>,
    /// Sidecars from elsewhere that were brought in by hand.
    from_elsewhere: Vec<PathBuf>,
    cases: Arc<Vec<Case>>,
    report: Report,
    rulings: Vec<Ruling>,
    /// The version of the gold set that the rulings are of.
    version: (Lineage, u64),
    at: Option<usize>,
    /// The cases that were decided or put off one by one, the last at the end.
    trail: Vec<usize>,
    pile: Pile,
    /// The cases behind the number that was followed last.
    behind: Option<Behind>,
    /// The current case where words alone have settled it: it stays in the list until it is left.
    settled: Option<usize>,
    /// What was said of cases before they were decided.
    said: Said,
    act: Act,
}

/// A set that is not compared: why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// Which file.
    pub name: String,
    /// What is so.
    pub why: String,
}

/// Which cases are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Pile {
    /// Those to be decided.
    #[default]
    Left,
    /// Those on which all agree.
    Agreed,
    /// Those that were decided.
    Decided,
    /// Those behind a number, decided or not.
    Behind,
}

/// The cases behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// What the number is of: “Claim”, “anna and ben”.
    pub name: String,
    /// The cases, by their places, in the order of the text.
    pub cases: Vec<usize>,
}

impl Pile {
    /// Where a case is.
    fn of(case: &Case, ruling: &Ruling) -> Self {
        match (ruling.is_left(case), case.kind) {
            (true, _) => Self::Left,
            (false, CaseKind::Agreed) => Self::Agreed,
            (false, _) => Self::Decided,
        }
    }
}

/// What colours tell in the article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Colours {
    /// The tag.
    #[default]
    OfTags,
    /// The annotator.
    OfAnnotators,
}

/// What the reviewer is at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Act {
    /// Taking answers: letters and digits decide.
    #[default]
    Deciding,
    /// Working on an answer of their own: keys act as in the own set.
    Editing,
}

/// Under which head a case is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heading {
    /// An author has objected or asks.
    Contested,
    /// An annotation has changed since it was decided.
    Changed,
    /// By how the answers differ.
    Of(CaseKind),
}

impl Heading {
    fn over(case: &Case, ruling: &Ruling) -> Self {
        match ruling.standing {
            Standing::Contested => Self::Contested,
            Standing::Changed => Self::Changed,
            Standing::Open | Standing::Skipped | Standing::Decided => Self::Of(case.kind),
        }
    }
}

/// What was read for a review.
#[derive(Debug)]
pub struct Material {
    /// The sets to compare, by annotator.
    pub sets: Vec<Arc<AnnotationSet>>,
    /// Who reviews, and the files of the sets.
    pub review: Review,
    /// What is not compared.
    pub apart: Vec<Apart>,
    /// Whose sets the review rests on that are not here any more.
    pub absent: Vec<String>,
    /// Sidecars that were brought in by hand.
    pub from_elsewhere: Vec<PathBuf>,
    /// The cases of the sets.
    pub cases: Vec<Case>,
    /// How much the annotators agree.
    pub report: Report,
}

impl Reviewing {
    /// A review at its beginning, or where it was left.
    pub fn new(material: Material, document: &Document) -> Self {
        let gold = document.set();
        let Material { sets, review, apart, absent: _, from_elsewhere, cases, report } = material;
        let rulings = rulings(&cases, &sets, gold, &review.rests_on);
        let mut reviewing = Self {
            sets,
            review,
            apart,
            from_elsewhere,
            cases: Arc::new(cases),
            report,
            rulings,
            version: document.version(),
            at: None,
            trail: Vec::new(),
            pile: Pile::default(),
            behind: None,
            settled: None,
            said: Said::default(),
            act: Act::default(),
        };
        reviewing.at = reviewing.queue().next();
        reviewing
    }

    /// The sets that are compared, by annotator.
    pub fn sets(&self) -> &[Arc<AnnotationSet>] {
        &self.sets
    }

    /// Who reviews, and on which files.
    pub fn review(&self) -> &Review {
        &self.review
    }

    /// What is not compared, and why.
    pub fn apart(&self) -> &[Apart] {
        &self.apart
    }

    /// Sidecars that were brought in by hand.
    pub fn from_elsewhere(&self) -> &[PathBuf] {
        &self.from_elsewhere
    }

    /// All cases, in the order of the text.
    pub fn cases(&self) -> &Arc<Vec<Case>> {
        &self.cases
    }

    /// How much the annotators agree on this article.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// What the gold set says about each case.
    pub fn rulings(&self) -> &[Ruling] {
        &self.rulings
    }

    /// A case with what is known of it.
    pub fn case(&self, at: usize) -> Option<(&Case, &Ruling)> {
        Some((self.cases.get(at)?, self.rulings.get(at)?))
    }

    /// The case that is being decided.
    pub fn current(&self) -> Option<(&Case, &Ruling)> {
        self.case(self.at?)
    }

    /// What authors and reviewer said to each other about a case.
    pub fn said_about(&self, (case, ruling): (&Case, &Ruling), gold: &AnnotationSet) -> Thread {
        let sets = self.sets.iter().map(|set| &**set).chain([gold]);
        Remarks::of(sets).about(case.about().chain(ruling.in_gold(gold.annotator())))
    }

    /// Its place among all.
    pub fn at(&self) -> Option<usize> {
        self.at
    }

    /// Which cases are listed.
    pub fn pile(&self) -> Pile {
        self.pile
    }

    /// Why a case is decided as it is, or is about to be. What has changed since, or what the author has answered, is
    /// decided anew, for reasons of its own.
    pub fn grounds(&self, at: usize) -> Grounds {
        self.rulings.get(at).map(|ruling| self.said.shown(at, ruling)).unwrap_or_default()
    }

    /// Why the reviewer is about to decide a case so: what was said of it and has gone into no decision yet.
    pub fn grounds_to_come(&self, at: usize) -> Grounds {
        self.rulings.get(at).map(|ruling| self.said.to_come(at, ruling)).unwrap_or_default()
    }

    /// What the reviewer is at.
    pub fn act(&self) -> Act {
        self.act
    }

    /// How many cases there are of each sort.
    pub fn workload(&self) -> Workload {
        Workload::of(&self.cases, &self.rulings)
    }

    /// Whose set is the `nth`, as `sets` has them.
    pub fn annotator(&self, nth: usize) -> Option<&AnnotatorName> {
        self.sets.get(nth).map(|set| set.annotator())
    }

    /// All words of the current case.
    pub fn framed(&self) -> Option<Pieces> {
        self.current()?.0.common_and_all().1
    }

    /// The listed cases by their heads, in the order of the text under each.
    pub fn headed(&self) -> Vec<(Heading, Vec<usize>)> {
        let mut headed: Vec<(Heading, Vec<usize>)> = Vec::new();
        for (at, heading) in self.listed() {
            match headed.binary_search_by_key(&heading, |(known, _)| *known) {
                Ok(place) => headed.get_mut(place).into_iter().for_each(|(_, cases)| cases.push(at)),
                Err(place) => headed.insert(place, (heading, vec![at])),
            }
        }
        headed
    }

    /// The listed cases in the order of the queue.
    pub fn queue(&self) -> impl Iterator<Item = usize> + use<> {
        self.headed().into_iter().flat_map(|(_, cases)| cases)
    }

    fn listed(&self) -> impl Iterator<Item = (usize, Heading)> {
        let all = self.cases.iter().zip(&self.rulings).enumerate();
        let behind = |at: &usize| self.behind().is_some_and(|behind| behind.cases.binary_search(at).is_ok());
        let listed = all.filter(move |(at, (case, ruling))| match self.pile {
            _ if self.settled == Some(*at) => true,
            Pile::Behind => behind(at),
            Pile::Left | Pile::Agreed | Pile::Decided => Pile::of(case, ruling) == self.pile,
        });
        listed.map(|(at, (case, ruling))| (at, self.heading(at, case, ruling)))
    }

    /// Under which head a case stands; where words have settled it, it stays where it was.
    fn heading(&self, at: usize, case: &Case, ruling: &Ruling) -> Heading {
        if self.settled == Some(at) { Heading::Contested } else { Heading::over(case, ruling) }
    }

    /// Makes a case the current one.
    pub fn choose(&mut self, at: Option<usize>) {
        if at != self.at {
            self.at = at.filter(|at| *at < self.cases.len());
            self.act = Act::Deciding;
            self.settled = None;
        }
    }

    /// Lists other cases; the first of them becomes the current one.
    pub fn list(&mut self, pile: Pile) {
        (self.pile, self.settled) = (pile, None);
        let first = self.queue().next();
        self.choose(first);
    }

    /// Lists the cases behind a number; the first that is left becomes the current one, or the first of all.
    pub fn list_behind(&mut self, behind: Behind) {
        self.behind = Some(behind);
        (self.pile, self.settled) = (Pile::Behind, None);
        let first = self.queue().find(|at| self.is_left(*at)).or_else(|| self.queue().next());
        self.choose(first);
    }

    /// The cases behind a number, while they are listed.
    pub fn behind(&self) -> Option<&Behind> {
        self.behind.as_ref().filter(|_| self.pile == Pile::Behind)
    }

    fn is_left(&self, at: usize) -> bool {
        self.case(at).is_some_and(|(case, ruling)| ruling.is_left(case))
    }

    /// Lists other cases, and stays with the current one, in the list or out of it.
    pub fn turn_over(&mut self, pile: Pile) {
        (self.pile, self.settled) = (pile, None);
    }

    /// Remembers a case as the one that was decided last.
    pub fn leave_behind(&mut self, at: usize) {
        self.trail.retain(|case| *case != at);
        self.trail.push(at);
    }

    /// The case that was decided or put off last; where that is the current one, the one before it.
    pub fn decided_before(&self) -> Option<usize> {
        let decided = |at: &usize| self.case(*at).is_some_and(|(_, ruling)| !ruling.decisions.is_empty());
        let trail: Vec<usize> = self.trail.iter().copied().filter(decided).collect();
        let here = trail.iter().rposition(|case| Some(*case) == self.at).unwrap_or(trail.len());
        trail.get(..here)?.last().copied()
    }

    /// Makes a case the current one, in the list that holds it.
    pub fn choose_in_its_list(&mut self, at: usize) {
        if let Some((case, ruling)) = self.case(at) {
            let pile = Pile::of(case, ruling);
            if self.behind().is_none_or(|behind| !behind.cases.contains(&at)) {
                self.pile = pile;
            }
            self.choose(Some(at));
        }
    }

    /// The cases that are listed after these: left, agreed, decided.
    pub fn next_pile(&self) -> Pile {
        match self.pile {
            Pile::Left => Pile::Agreed,
            Pile::Agreed => Pile::Decided,
            Pile::Decided | Pile::Behind => Pile::Left,
        }
    }

    /// What was said of cases that are not decided, by an annotation of each.
    pub fn undecided_grounds(&self) -> Vec<(AnnotationRef, Grounds)> {
        let named =
            |(at, grounds): (usize, &Grounds)| Some((self.cases.get(at)?.about().next()?, grounds.clone()));
        self.said.unspent().filter_map(named).collect()
    }

    /// Takes what was said of cases before the review was left.
    pub fn remember(&mut self, grounds: &[(AnnotationRef, Grounds)]) {
        for (at, case) in self.cases.iter().enumerate() {
            let said = grounds.iter().find(|(about, _)| case.about().any(|one| one == *about));
            if let Some((_, grounds)) = said {
                self.said.say(at, grounds.clone());
            }
        }
    }

    /// The next of the listed cases, round the ends.
    pub fn neighbour(&self, direction: Direction) -> Option<usize> {
        let queue: Vec<usize> = self.queue().filter(|at| self.settled != Some(*at)).collect();
        let here = self.at.and_then(|at| queue.iter().position(|case| *case == at));
        // One that has left the list goes on from where it stood.
        let stood = || {
            let at = self.at?;
            let order = |at: usize| (self.case(at).map(|(case, ruling)| self.heading(at, case, ruling)), at);
            Some(queue.iter().filter(|case| order(**case) < order(at)).count())
        };
        let place = match (direction, here) {
            (Direction::On, Some(here)) => here + 1,
            (Direction::Back, Some(here)) => here + queue.len() - 1,
            (Direction::On, None) => stood().unwrap_or(0),
            (Direction::Back, None) => stood().unwrap_or(0) + queue.len().saturating_sub(1),
        };
        queue.get(place.checked_rem(queue.len())?).copied()
    }

    /// The smallest case with a word at a place.
    pub fn case_at(&self, at: ByteOffset) -> Option<usize> {
        let holds =
            |case: &Case| case.members().any(|(_, a)| a.pieces.iter().any(|piece| piece.contains(at)));
        let here = self.cases.iter().enumerate().filter(|(_, case)| case.extent.contains(at) && holds(case));
        here.min_by_key(|(_, case)| case.extent.len()).map(|(at, _)| at)
    }

    /// Says why a case is decided as it will be.
    pub fn ground(&mut self, at: usize, grounds: Grounds) {
        self.said.say(at, grounds);
    }

    /// Notes that a case was decided, for what was said of it.
    pub fn note_decided(&mut self, at: usize) {
        self.said.spend(at);
    }

    /// Goes over to editing, or back.
    pub fn turn_to(&mut self, act: Act) {
        self.act = act;
    }

    /// Brings the rulings up to the gold set; goes on to the next case where the current one was decided, and back to
    /// one that was taken back. Returns whether another case is the current one now.
    pub fn follow(&mut self, document: &Document) -> bool {
        if self.version == document.version() {
            return false;
        }
        let gold = document.set();
        let queue: Vec<usize> = self.queue().collect();
        let before = std::mem::replace(
            &mut self.rulings,
            rulings(&self.cases, &self.sets, gold, &self.review.rests_on),
        );
        self.version = document.version();
        if self.act == Act::Editing {
            return false;
        }
        let at = self.at;
        let left = |at: usize, rulings: &[Ruling]| {
            rulings.get(at).zip(self.cases.get(at)).is_some_and(|(ruling, case)| ruling.is_left(case))
        };
        let was_left = |at: usize| left(at, &before);
        let is_left = |at: usize| left(at, &self.rulings);
        let skipped = |at: usize, rulings: &[Ruling]| {
            rulings.get(at).is_some_and(|ruling| ruling.standing == Standing::Skipped)
        };
        let reopened = (0..self.cases.len()).find(|at| {
            (is_left(*at) && !was_left(*at))
                || (skipped(*at, &before) && !skipped(*at, &self.rulings) && is_left(*at))
        });
        // Other reasons for a decision are no other decision.
        let decided_anew = |at: usize| {
            let acts = |rulings: &[Ruling]| -> Vec<_> {
                let decisions = rulings.get(at).map(|ruling| ruling.decisions.clone()).unwrap_or_default();
                decisions.into_iter().map(|d| (d.about, d.verdict, d.result, d.edited)).collect()
            };
            acts(&before) != acts(&self.rulings)
        };
        let held = at.filter(|at| self.settled == Some(*at));
        let passed = |at: usize| {
            (was_left(at) && !is_left(at))
                || (held == Some(at) && !is_left(at) && decided_anew(at))
                || (skipped(at, &self.rulings) && !skipped(at, &before))
        };
        let settled =
            at.filter(|at| (was_left(*at) || held == Some(*at)) && !is_left(*at) && !decided_anew(*at));
        let next = match at {
            _ if reopened.is_some() => reopened,
            // Who answers in words may have more to do about it: the next key is not for another case.
            Some(_) if settled.is_some() => settled,
            Some(at) if passed(at) && matches!(self.pile, Pile::Left | Pile::Behind) => {
                let here = queue.iter().position(|case| *case == at).map_or(0, |here| here + 1);
                let round = queue.iter().skip(here).chain(queue.iter().take(here));
                let next = round.copied().find(|case| is_left(*case) && *case != at);
                // Where the list holds what is decided, too, its last one stays.
                next.or_else(|| Some(at).filter(|_| self.pile == Pile::Behind))
            }
            same => same,
        };
        if let Some(at) = at.filter(|at| passed(*at)) {
            self.leave_behind(at);
        }
        self.settled = settled;
        let listed = |at| self.pile == Pile::Behind && queue.contains(&at);
        if reopened.is_some_and(|at| !listed(at)) {
            // It would not be seen in another list.
            self.pile = Pile::Left;
        }
        self.choose(next);
        next != at
    }
}
