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
    /// Intersection over union in parts of 2⁴⁰, so that sums are exact and independent of their order.
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

    fn of(a: Open<'_>, b: Open<'_>) -> Option<Self> {
        let shared = Some(a.unit.shared(b.unit)).filter(|shared| *shared > 0)?;
        let together = a.length - shared + b.length;
        Some(Self {
            a: a.at,
            b: b.at,
            shared,
            together,
            same_label: a.unit.label() == b.unit.label(),
            iou_parts: parts(shared, together),
            // A product is greatest where early stands with early and late with late.
            earliness: a.left * b.left,
        })
    }
}

/// `part / whole` in parts of 2⁴⁰.
fn parts(part: u32, whole: u32) -> i64 {
    let (part, whole) = (u64::from(part) << 20, u64::from(whole));
    let (high, rest) = (part / whole, part % whole);
    i64::try_from((high << 20) + (rest << 20) / whole).unwrap_or(i64::MAX)
}

/// A unit in the sweep: its place in its list, its length, and how many units come after it.
#[derive(Clone, Copy)]
struct Open<'u> {
    at: usize,
    unit: &'u Unit,
    length: u32,
    left: i64,
}

/// All overlaps of two annotators' units, by their places; both lists are sorted, as in a
/// [`crate::review::Continuum`].
///
/// One sweep through the text, which holds of each list the units that have not ended.
pub fn overlaps(a: &[Unit], b: &[Unit]) -> Vec<Overlap> {
    let mut found = Vec::with_capacity(a.len().max(b.len()));
    let (mut open_a, mut open_b): (Vec<Open<'_>>, Vec<Open<'_>>) = (Vec::new(), Vec::new());
    let (mut rest_a, mut rest_b) = (a.iter().enumerate().peekable(), b.iter().enumerate().peekable());
    for left in (0..i64::try_from(a.len() + b.len()).unwrap_or(i64::MAX)).rev() {
        let from_a = match (rest_a.peek(), rest_b.peek()) {
            (Some((_, a)), Some((_, b))) => a <= b,
            (next, _) => next.is_some(),
        };
        let (rest, own, others) = if from_a {
            (&mut rest_a, &mut open_a, &mut open_b)
        } else {
            (&mut rest_b, &mut open_b, &mut open_a)
        };
        let Some((at, unit)) = rest.next() else { break };
        let next = Open { at, unit, length: unit.length(), left };
        others.retain(|other| other.unit.extent().end > unit.extent().start);
        let pairs = others.iter().map(|other| if from_a { (next, *other) } else { (*other, next) });
        found.extend(pairs.filter_map(|(a, b)| Overlap::of(a, b)));
        own.push(next);
    }
    by_first(&found, a.len())
}

/// Sorts by the first unit, for which the sweep has found the second ones in their order.
fn by_first(found: &[Overlap], units: usize) -> Vec<Overlap> {
    let mut next = vec![0_usize; units + 1];
    for overlap in found {
        next.get_mut(overlap.a + 1).into_iter().for_each(|count| *count += 1);
    }
    let mut sum = 0;
    for count in &mut next {
        sum += *count;
        *count = sum;
    }
    let mut sorted = found.to_vec();
    for overlap in found {
        let Some(next) = next.get_mut(overlap.a) else { continue };
        if let Some(place) = sorted.get_mut(*next) {
            *place = *overlap;
        }
        *next += 1;
    }
    sorted
}
