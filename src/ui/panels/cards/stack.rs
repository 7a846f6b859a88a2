//! Where the cards stand: beside their words, pushing each other away from the current one.

use crate::ui::theme::GRID;

/// Between one card and the next.
pub(super) const GAP: f32 = GRID * 3.0;

/// A card that wants a place. Distances are in points from the top of the panel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wanted {
    /// Where its words begin.
    pub(super) top: f32,
    /// How high it is.
    pub(super) height: f32,
}

/// The top of each card, in the order given.
///
/// Cards push each other down. The current one stays beside its words, as far as it fits between
/// `0` and `bottom`, and pushes those before it up and those after it down.
pub(super) fn tops(wanted: &[Wanted], current: Option<usize>, bottom: f32) -> Vec<f32> {
    let pushed_down = |cards: &[Wanted], from: f32| -> Vec<f32> {
        let mut free = from;
        let place = |card: &Wanted| {
            let top = card.top.max(free);
            free = top + card.height + GAP;
            top
        };
        cards.iter().map(place).collect()
    };
    let Some((at, current)) = current.and_then(|at| Some((at, *wanted.get(at)?))) else {
        return pushed_down(wanted, f32::NEG_INFINITY);
    };
    let (before, rest) = wanted.split_at(at);
    let after = rest.get(1..).unwrap_or_default();
    let top = current.top.min(bottom - current.height).max(0.0);
    let mut tops = pushed_down(before, f32::NEG_INFINITY);
    let mut ceiling = top - GAP;
    for (top, card) in tops.iter_mut().zip(before).rev() {
        *top = top.min(ceiling - card.height);
        ceiling = *top - GAP;
    }
    tops.push(top);
    tops.extend(pushed_down(after, top + current.height + GAP));
    tops
}

#[cfg(test)]
mod tests {
    use super::{GAP, Wanted, tops};
    use proptest::prelude::*;

    fn cards(tops: &[f32]) -> Vec<Wanted> {
        tops.iter().map(|top| Wanted { top: *top, height: 50.0 }).collect()
    }

    #[test]
    fn cards_with_room_stand_beside_their_words() {
        assert_eq!(tops(&cards(&[0.0, 100.0, 300.0]), None, 600.0), [0.0, 100.0, 300.0]);
    }

    #[test]
    fn cards_push_each_other_down() {
        assert_eq!(tops(&cards(&[0.0, 10.0]), None, 600.0), [0.0, 50.0 + GAP]);
    }

    #[test]
    fn the_current_card_stays_and_pushes_both_ways() {
        let placed = tops(&cards(&[100.0, 110.0, 120.0]), Some(1), 600.0);
        assert_eq!(placed, [110.0 - GAP - 50.0, 110.0, 110.0 + 50.0 + GAP]);
    }

    #[test]
    fn the_current_card_can_be_seen_whole() {
        assert_eq!(tops(&cards(&[590.0]), Some(0), 600.0), [550.0]);
        assert_eq!(tops(&cards(&[-400.0]), Some(0), 600.0), [0.0]);
    }

    proptest! {
        #[test]
        fn cards_never_overlap_and_keep_their_order(
            given in proptest::collection::vec((-500.0..1500.0_f32, 20.0..200.0_f32), 1..20),
            current in proptest::option::of(0..20_usize),
        ) {
            let mut wanted: Vec<Wanted> =
                given.into_iter().map(|(top, height)| Wanted { top, height }).collect();
            wanted.sort_by(|a, b| a.top.total_cmp(&b.top));
            let current = current.filter(|at| *at < wanted.len());
            let placed = tops(&wanted, current, 900.0);
            prop_assert_eq!(placed.len(), wanted.len());
            for ((top, card), next) in placed.iter().zip(&wanted).zip(placed.iter().skip(1)) {
                prop_assert!(top + card.height + GAP <= next + 0.01);
            }
        }
    }
}
