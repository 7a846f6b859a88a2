//! Lanes of the stripes in the margin: annotations on the same line never share one.

use crate::annotation::AnnotationId;

/// A piece as the margin sees it: the lines of a part that it touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stripe {
    /// Whose piece it is.
    pub id: AnnotationId,
    /// The first line.
    pub first: usize,
    /// The last line.
    pub last: usize,
}

/// The lane of each stripe, 0 nearest the text: the first that no other annotation has on its lines.
///
/// `kept` are lanes that stripes had in the part before, and keep in this one where they can.
pub(super) fn lanes(stripes: &[Stripe], kept: &[(AnnotationId, usize)]) -> Vec<usize> {
    // For every lane, the stripes that stand in it.
    let mut taken: Vec<Vec<&Stripe>> = Vec::new();
    let mut lanes = vec![0; stripes.len()];
    let mut order: Vec<usize> = (0..stripes.len()).collect();
    let before = |of: &usize| stripes.get(*of).and_then(|s| kept.iter().find(|(id, _)| *id == s.id));
    order.sort_by_key(|of| (before(of).is_none(), stripes.get(*of).map(|s| (s.first, s.last))));
    for of in order {
        let Some(stripe) = stripes.get(of) else { continue };
        let is_free = |lane: &Vec<&Stripe>| {
            let beside = |s: &&Stripe| stripe.last < s.first || s.last < stripe.first;
            lane.iter().all(|other| beside(other) || other.id == stripe.id)
        };
        let usual = before(&of).map(|(_, lane)| *lane);
        let usual = usual.filter(|lane| taken.get(*lane).is_none_or(&is_free));
        let lane = usual.unwrap_or_else(|| taken.iter().position(is_free).unwrap_or(taken.len()));
        if taken.len() <= lane {
            taken.resize_with(lane + 1, Vec::new);
        }
        if let Some(lane) = taken.get_mut(lane) {
            lane.push(stripe);
        }
        if let Some(place) = lanes.get_mut(of) {
            *place = lane;
        }
    }
    lanes
}

/// How many underlines stand above each other before they share the lowest place.
const LEVELS: usize = 3;

/// The level of each underline, 0 nearest the words: of two that overlap, the shorter is nearer.
pub(super) fn levels(ranges: &[(u32, u32)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ranges.len()).collect();
    order.sort_by_key(|of| ranges.get(*of).map(|(start, end)| (end - start, *start)));
    let mut taken: [Vec<(u32, u32)>; LEVELS] = std::array::from_fn(|_| Vec::new());
    let mut levels = vec![0; ranges.len()];
    for of in order {
        let Some((start, end)) = ranges.get(of).copied() else { continue };
        let is_free = |level: &Vec<(u32, u32)>| level.iter().all(|(s, e)| end <= *s || *e <= start);
        let level = taken.iter().position(is_free).unwrap_or(LEVELS - 1);
        if let Some(level) = taken.get_mut(level) {
            level.push((start, end));
        }
        if let Some(place) = levels.get_mut(of) {
            *place = level;
        }
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::{Stripe, lanes, levels};
    use crate::annotation::AnnotationId;
    use proptest::prelude::*;

    fn stripes() -> impl Strategy<Value = Vec<Stripe>> {
        let stripe = (0_usize..12, 0_usize..6);
        prop::collection::vec(stripe, 0..12).prop_map(|all| {
            let stripe = |(n, (first, more)): (usize, (usize, usize))| Stripe {
                id: AnnotationId::new(format!("a{n}")),
                first,
                last: first + more,
            };
            all.into_iter().enumerate().map(stripe).collect()
        })
    }

    proptest! {
        #[test]
        fn stripes_in_a_lane_do_not_meet(stripes in stripes()) {
            let lanes = lanes(&stripes, &[]);
            for (a, one) in stripes.iter().enumerate() {
                for (b, other) in stripes.iter().enumerate().skip(a + 1) {
                    let meet = one.first <= other.last && other.first <= one.last;
                    prop_assert!(!meet || lanes[a] != lanes[b]);
                }
            }
        }

        #[test]
        fn there_are_no_more_lanes_than_stripes_on_one_line(stripes in stripes()) {
            let on = |line: usize| stripes.iter().filter(|s| s.first <= line && line <= s.last).count();
            let most = (0..20).map(on).max().unwrap_or_default();
            let used = lanes(&stripes, &[]).into_iter().max().map_or(0, |lane| lane + 1);
            prop_assert!(used <= most);
        }

        #[test]
        fn a_stripe_keeps_the_lane_it_had(stripes in stripes(), lane in 0_usize..4) {
            prop_assume!(!stripes.is_empty());
            let kept = [(stripes[0].id.clone(), lane)];
            prop_assert_eq!(lanes(&stripes, &kept)[0], lane);
        }
    }

    #[test]
    fn pieces_of_one_annotation_share_a_lane_where_they_meet() {
        let stripe = |id: &str, first, last| Stripe { id: AnnotationId::new(id), first, last };
        assert_eq!(lanes(&[stripe("a", 0, 1), stripe("a", 1, 2), stripe("b", 1, 1)], &[]), [0, 0, 1]);
    }

    #[test]
    fn the_inner_underline_is_nearer_the_words() {
        assert_eq!(levels(&[(0, 20), (5, 10), (30, 40)]), [1, 0, 0]);
    }
}
