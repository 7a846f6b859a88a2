//! Heights of the parts of an article, measured or estimated, and what lies above each.

use crate::ui::units::narrow;

/// Heights in points, with their sums in a Fenwick tree: any question costs the logarithm of their number.
///
/// Sums are held in double precision: an article may be millions of points long.
#[derive(Debug, Clone, Default)]
pub(super) struct Heights {
    each: Vec<f32>,
    /// Invariant: `tree[k]` sums the lowest-bit-of-`k` heights that end before `k`; `tree[0]` is nothing.
    tree: Vec<f64>,
}

impl Heights {
    pub(super) fn new(each: Vec<f32>) -> Self {
        let mut tree = vec![0.0; each.len() + 1];
        for (at, height) in each.iter().enumerate() {
            let at = at + 1;
            let own = tree.get(at).copied().unwrap_or_default() + f64::from(*height);
            if let Some(sum) = tree.get_mut(at) {
                *sum = own;
            }
            if let Some(sum) = tree.get_mut(at + lowest_bit(at)) {
                *sum += own;
            }
        }
        Self { each, tree }
    }

    pub(super) fn len(&self) -> usize {
        self.each.len()
    }

    pub(super) fn get(&self, at: usize) -> f32 {
        self.each.get(at).copied().unwrap_or_default()
    }

    pub(super) fn set(&mut self, at: usize, height: f32) {
        let Some(held) = self.each.get_mut(at) else { return };
        let more = f64::from(height) - f64::from(*held);
        *held = height;
        if more == 0.0 {
            return;
        }
        let mut at = at + 1;
        while let Some(sum) = self.tree.get_mut(at) {
            *sum += more;
            at += lowest_bit(at);
        }
    }

    /// The sum of the heights before `at`.
    pub(super) fn above(&self, at: usize) -> f64 {
        let mut at = at.min(self.each.len());
        let mut sum = 0.0;
        while at > 0 {
            sum += self.tree.get(at).copied().unwrap_or_default();
            at -= lowest_bit(at);
        }
        sum
    }

    /// The part that lies at a height, and how deep in it; the last part for what is below all.
    pub(super) fn at(&self, height: f64) -> (usize, f32) {
        let mut left = height.max(0.0);
        let mut at = 0;
        let mut step = self.each.len().next_power_of_two();
        while step > 0 {
            if let Some(sum) = self.tree.get(at + step)
                && *sum <= left
            {
                at += step;
                left -= sum;
            }
            step /= 2;
        }
        match self.each.len().checked_sub(1) {
            Some(last) if at > last => (last, self.get(last)),
            _ => (at, narrow(left)),
        }
    }
}

fn lowest_bit(at: usize) -> usize {
    at & at.wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::Heights;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_are_those_of_the_heights(
            heights in prop::collection::vec(1_u16..900, 1..200),
            changes in prop::collection::vec((any::<prop::sample::Index>(), 1_u16..900), 0..40)
        ) {
            let mut plain: Vec<f32> = heights.iter().map(|h| f32::from(*h)).collect();
            let mut tree = Heights::new(plain.clone());
            for (at, height) in changes {
                let at = at.index(plain.len());
                plain[at] = f32::from(height);
                tree.set(at, f32::from(height));
            }
            let mut sum = 0.0;
            for (at, height) in plain.iter().enumerate() {
                prop_assert!((tree.above(at) - sum).abs() < 1e-6);
                prop_assert_eq!(tree.at(sum), (at, 0.0));
                prop_assert_eq!(tree.at(sum + 0.5), (at, 0.5));
                sum += f64::from(*height);
            }
            prop_assert!((tree.above(plain.len()) - sum).abs() < 1e-6);
            prop_assert_eq!(tree.at(sum + 10.0).0, plain.len() - 1);
        }
    }
}
