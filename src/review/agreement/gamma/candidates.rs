//! The unitary alignments that a best alignment may be made of.

use super::dissimilarity::Params;
use super::mark::Marks;
use super::near::{Near, near};
use super::{Stop, number};
use crate::progress::Progress;
use crate::review::lists::{Lists, at};

/// The most members of all candidates together that are held in memory.
const MOST_MEMBERS: usize = 50_000_000;

/// Up to this many members, every way to divide a candidate is looked at.
const DIVIDED: usize = 8;

/// Sets of two or more marks, of one annotator at most one, with what each saves.
///
/// What is saved counts in units of δ, against every mark standing alone: with *k* members of *m*
/// annotators and P = m(m − 1)/2 it is k − 1 + Σ (1 − d)/P over all pairs of members.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// The marks of each, by number, annotator by annotator.
    pub(super) members: Lists,
    /// What each saves.
    pub(super) savings: Vec<f64>,
}

impl Candidates {
    /// All that no division betters.
    ///
    /// A candidate that saves less than two parts of it do together is in no best alignment. So the
    /// gains (1 − d)/P between any two parts must sum up to −1 at least; hence no two members are more
    /// unlike than P + m − 1.
    pub(super) fn of(marks: &Marks, params: Params, progress: &Progress) -> Result<Self, Stop> {
        let annotators = marks.annotators();
        let pairs = number(annotators * annotators.saturating_sub(1) / 2);
        let near = near(marks, params, pairs + number(annotators) - 1.0);
        let who = marks.0.iter().enumerate().flat_map(|(who, own)| own.iter().map(move |_| who));
        let mut growth = Growth {
            near: &near,
            owners: who.collect(),
            annotators,
            pairs,
            members: Vec::with_capacity(annotators),
            gains: vec![0.0; annotators * annotators],
            found: Self::default(),
        };
        let mut frontiers = vec![Frontier::default(); annotators];
        for (first, beside) in (0..).zip(&near) {
            progress.wanted()?;
            let Some((frontier, deeper)) = frontiers.split_first_mut() else { break };
            frontier.marks.clear();
            frontier.gains.clear();
            for near in beside {
                frontier.marks.push(near.mark);
                frontier.gains.push((1.0 - near.unlike) / pairs);
            }
            growth.members.push(first);
            let grown = growth.grow(0.0, frontier, deeper);
            growth.members.pop();
            grown?;
        }
        Ok(growth.found)
    }
}

/// The marks that may join the members so far, each with what it gains with every one of them.
#[derive(Debug, Clone, Default)]
struct Frontier {
    marks: Vec<u32>,
    /// As many for each mark as there are members.
    gains: Vec<f64>,
}

/// A candidate while members join it.
struct Growth<'n> {
    near: &'n [Vec<Near>],
    /// Whose each mark is.
    owners: Vec<usize>,
    annotators: usize,
    /// How many pairs of annotators there are.
    pairs: f64,
    members: Vec<u32>,
    /// The gain of every two members: a row for each, as wide as there are annotators.
    gains: Vec<f64>,
    found: Candidates,
}

impl Growth<'_> {
    /// Lets everything on the frontier join, one by one, and each time what may join then.
    fn grow(&mut self, before: f64, frontier: &Frontier, deeper: &mut [Frontier]) -> Result<(), Stop> {
        let members = self.members.len();
        for (place, mark) in frontier.marks.iter().enumerate() {
            let joined = frontier.gains.iter().skip(place * members).take(members);
            let mut saves = before + 1.0;
            for (member, gain) in joined.enumerate() {
                self.set_gain(member, members, *gain);
                saves += gain;
            }
            self.members.push(*mark);
            let later = self.owners.get(at(*mark)).map_or(0, |owner| self.annotators - 1 - owner);
            if self.may_hold(later) {
                if self.is_undivided() {
                    self.found.members.push(self.members.iter().copied());
                    self.found.savings.push(saves);
                }
                if let Some((next, deepest)) = deeper.split_first_mut().filter(|_| later > 0) {
                    self.advance(frontier, place, *mark, next);
                    self.grow(saves, next, deepest)?;
                }
            }
            self.members.pop();
        }
        if self.found.members.items() > MOST_MEMBERS { Err(Stop::TooDense) } else { Ok(()) }
    }

    /// Those after a place on the frontier that are near to the mark there, too.
    fn advance(&self, frontier: &Frontier, place: usize, mark: u32, next: &mut Frontier) {
        let members = self.members.len() - 1;
        next.marks.clear();
        next.gains.clear();
        let mut near = self.near.get(at(mark)).map(Vec::as_slice).unwrap_or_default().iter().peekable();
        let after = frontier.marks.iter().zip(frontier.gains.chunks_exact(members)).skip(place + 1);
        for (other, gains) in after {
            while near.next_if(|near| near.mark < *other).is_some() {}
            if let Some(near) = near.next_if(|near| near.mark == *other) {
                next.marks.push(*other);
                next.gains.extend_from_slice(gains);
                next.gains.push((1.0 - near.unlike) / self.pairs);
            }
        }
    }

    /// Whether each member can gain enough with the others, if all of `later` annotators join and are
    /// just like it.
    fn may_hold(&self, later: usize) -> bool {
        let hoped = number(later) / self.pairs;
        (0..self.members.len()).all(|member| self.gain_across(1 << member) + hoped >= -1.0)
    }

    /// Whether no division into two parts saves more.
    fn is_undivided(&self) -> bool {
        let members = self.members.len();
        if members > DIVIDED {
            return self.may_hold(0);
        }
        // The last member stays on the other side, or every division would be looked at twice.
        (1..1_usize << (members - 1)).all(|part| self.gain_across(part) >= -1.0)
    }

    /// The gains between the members of a part, as bits, and the others.
    fn gain_across(&self, part: usize) -> f64 {
        let mut sum = 0.0;
        for (member, row) in self.gains.chunks_exact(self.annotators).take(self.members.len()).enumerate() {
            for (other, gain) in row.iter().take(member).enumerate() {
                if (part >> member) & 1 != (part >> other) & 1 {
                    sum += gain;
                }
            }
        }
        sum
    }

    fn set_gain(&mut self, member: usize, later: usize, gain: f64) {
        if let Some(held) = self.gains.get_mut(later * self.annotators + member) {
            *held = gain;
        }
    }
}
