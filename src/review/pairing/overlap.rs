//! Which units of two annotators overlap, and how much.

use crate::review::Unit;

/// Two units that share text: one of each annotator, by their places in the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlap {
    /// Which unit of the first annotator.
    pub a: usize,
    /// Which unit of the second.
    pub b: usize,
    /// How many code points both have; never 0.
    pub shared: u32,
    /// How many code points they have together.
    pub together: u32,
    /// Whether their labels are the same.
    pub same_label: bool,
    /// Intersection over union in parts of 2⁻³⁶, so that sums are exact and independent of their order.
    pub(super) iou_parts: i64,
    /// The greater, the earlier both stand in the text.
    pub(super) earliness: i64,
}

impl Overlap {
    /// Intersection over union: the shared part of all they have; above 0 and at most 1.
    pub fn iou(&self) -> f64 {
        f64::from(self.shared) / f64::from(self.together)
    }

    /// Whether they share at least half of all they have.
    pub fn is_half(&self) -> bool {
        self.shared >= self.together - self.shared
    }

    /// What the units at two places have in common; nothing where their pieces have nothing.
    fn of((at_a, a): (usize, Ranked<'_>), (at_b, b): (usize, Ranked<'_>)) -> Option<Self> {
        let shared = Some(a.unit.shared(b.unit)).filter(|shared| *shared > 0)?;
        let together = a.length - shared + b.length;
        Some(Self {
            a: at_a,
            b: at_b,
            shared,
            together,
            same_label: a.unit.label() == b.unit.label(),
            iou_parts: parts(shared, together),
            // A product is greatest where early stands with early and late with late.
            earliness: a.left * b.left,
        })
    }
}

/// `part / whole` in parts of 2⁻³⁶.
fn parts(part: u32, whole: u32) -> i64 {
    let (part, whole) = (u64::from(part) << 18, u64::from(whole));
    let (high, rest) = (part / whole, part % whole);
    i64::try_from((high << 18) + (rest << 18) / whole).unwrap_or(i64::MAX)
}

/// A unit with its length, and how many units of both annotators come after it.
#[derive(Clone, Copy)]
struct Ranked<'u> {
    unit: &'u Unit,
    length: u32,
    left: i64,
}

/// All overlaps of two annotators' units, by their places: sorted by the first unit, then the second.
/// Both lists are sorted, as in a [`crate::review::Continuum`].
///
/// One walk through the first list, beside which those of the second are held that have begun and not
/// ended: as many steps as there are units and overlaps of extents.
pub fn overlaps(a: &[Unit], b: &[Unit]) -> Vec<Overlap> {
    let (a, b) = ranked(a, b);
    // Room for as many as there are where all is tagged twice over.
    let mut found = Vec::with_capacity(2 * (a.len() + b.len()));
    let mut open: Vec<(usize, Ranked<'_>)> = Vec::new();
    let mut ahead = b.iter().copied().enumerate().peekable();
    for one in a.iter().copied().enumerate() {
        let extent = one.1.unit.extent();
        while let Some(begun) = ahead.next_if(|(_, next)| next.unit.extent().start < extent.start) {
            open.push(begun);
        }
        open.retain(|(_, other)| other.unit.extent().end > extent.start);
        let begin_within = ahead.clone().take_while(|(_, next)| next.unit.extent().start < extent.end);
        for other in open.iter().copied().chain(begin_within) {
            found.extend(Overlap::of(one, other));
        }
    }
    found
}

/// Both lists with what comes after each of their units.
fn ranked<'u>(a: &'u [Unit], b: &'u [Unit]) -> (Vec<Ranked<'u>>, Vec<Ranked<'u>>) {
    let (mut of_a, mut of_b) = (Vec::with_capacity(a.len()), Vec::with_capacity(b.len()));
    let (mut rest_a, mut rest_b) = (a.iter().peekable(), b.iter().peekable());
    for left in (0..i64::try_from(a.len() + b.len()).unwrap_or(i64::MAX)).rev() {
        let from_a = match (rest_a.peek(), rest_b.peek()) {
            (Some(a), Some(b)) => a <= b,
            (next, _) => next.is_some(),
        };
        let (rest, list) = if from_a { (&mut rest_a, &mut of_a) } else { (&mut rest_b, &mut of_b) };
        list.extend(rest.next().map(|unit| Ranked { unit, length: unit.length(), left }));
    }
    (of_a, of_b)
}
