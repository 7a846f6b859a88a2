//! Texts coded by several annotators, the same at every run.

use copydesk::review::{Continuum, Extent, Unit};

/// How many annotators there are, and how many spans each has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) annotators: u32,
    pub(crate) spans: u32,
}

impl Size {
    pub(crate) const ALL: [Self; 4] = [
        Self { annotators: 2, spans: 200 },
        Self { annotators: 2, spans: 1_000 },
        Self { annotators: 4, spans: 1_000 },
        Self { annotators: 4, spans: 5_000 },
    ];
}

/// How spans lie in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Density {
    /// Some sentences have a span.
    Sparse,
    /// Every word is in two: overlaps chain through the whole text.
    Dense,
}

impl Density {
    /// Code points of text for each span.
    fn room(self) -> u32 {
        match self {
            Self::Sparse => 200,
            Self::Dense => 20,
        }
    }
}

/// Dice that fall the same at every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).unwrap() % sides
    }
}

const LABELS: [&str; 4] = ["claim", "disputed", "event", "quote"];

/// Spans of 5 to 75 code points. Colleagues mark mostly the same: half of it exactly, some with other
/// boundaries, some with another label, some elsewhere.
pub(crate) fn continuum(size: Size, density: Density) -> Continuum {
    let mut dice = Dice(7);
    let length = size.spans * density.room() + 100;
    let mut continuum = Continuum::new(length);
    let labels = LABELS.map(|label| continuum.label(label));
    let anywhere = |dice: &mut Dice| {
        let start = dice.roll(length - 80);
        (start, start + 5 + dice.roll(70), dice.roll(4))
    };
    let first: Vec<_> = (0..size.spans).map(|_| anywhere(&mut dice)).collect();
    for annotator in 0..size.annotators {
        let units = first.iter().map(|(start, end, label)| {
            let (start, end, label) = match dice.roll(10) {
                _ if annotator == 0 => (*start, *end, *label),
                0..5 => (*start, *end, *label),
                5..7 => (start.saturating_sub(dice.roll(4)), end + dice.roll(4), *label),
                7 => (*start, *end, dice.roll(4)),
                8 => (*start, end + dice.roll(9), dice.roll(4)),
                _ => anywhere(&mut dice),
            };
            Unit::new(labels[usize::try_from(label).unwrap()], [Extent::new(start, end)]).unwrap()
        });
        continuum.add(format!("annotator-{annotator}"), Some(units.collect()));
    }
    continuum
}
