//! What a review costs: `cargo bench --bench review`.
//!
//! CPU time counts all threads. After each decision the window finds out what is left, and after each change of an
//! author their corrections: both should stay near a frame of the window.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement that fails has failed, and its table is its answer"
)]

#[path = "../agreement/material.rs"]
mod coded;
mod material;
#[path = "../reading/meter.rs"]
mod meter;

use coded::{Density, Size};
use copydesk::annotation::{AnnotationId, AnnotationSet, Review};
use copydesk::review::{Batch, Deciding, Grounds, Ruling, Taking, cases, corrections, rulings};
use material::Desk;
use meter::{Meter, peak_megabytes, quantile};
use std::hint::black_box;

const NOW: &str = "2026-11-27T10:00:00Z";

fn main() {
    let short = std::env::args().any(|argument| argument == "--short");
    let (sizes, runs) = if short { (&Size::ALL[..1], 1) } else { (&Size::ALL[..], 9) };
    println!("{:<52}{:>12}{:>12}", "", "CPU ms", "wall ms");
    let densities = [Density::Sparse, Density::Dense];
    for (size, density) in sizes.iter().flat_map(|size| densities.map(|density| (*size, density))) {
        let name = |what| format!("{} × {}, {density:?}: {what}", size.annotators, size.spans);
        let desk = Desk::new(size, density);
        row(&name("find the cases"), runs, || cases(&desk.text, &desk.sets));
        let cases = cases(&desk.text, &desk.sets);
        let review = Review { by: "chief".to_owned(), rests_on: Vec::new() };
        let ruled = |gold: &AnnotationSet| rulings(&cases, &desk.sets, gold, &review.rests_on);
        let fresh = ruled(&desk.gold);
        let taken = |gold: &AnnotationSet, rulings: &[Ruling]| {
            let deciding = Deciding::new(gold, &desk.sets, &review, NOW);
            let chosen = cases.iter().zip(rulings).filter(|(case, ruling)| ruling.is_left(case));
            let chosen = chosen.map(|(case, ruling)| (case, ruling, &case.answers[0]));
            deciding.take_all(chosen, "take all", &mut ids(gold.len())).unwrap()
        };
        let agreed = || {
            let deciding = Deciding::new(&desk.gold, &desk.sets, &review, NOW);
            let chosen = Batch::Agreed.chosen(&desk.text, &cases, &fresh);
            deciding.take_all(chosen, "take what all agree on", &mut ids(0)).unwrap()
        };
        row(&name("take what all agree on"), runs, agreed);
        let mut gold = desk.gold.clone();
        gold.apply(&agreed()).unwrap();
        let rulings = ruled(&gold);
        row(&name("take the first answer of all others"), runs, || taken(&gold, &rulings));
        let all = taken(&gold, &rulings);
        gold.apply(&all).unwrap();
        row(&name("what is left, after a decision"), runs, || ruled(&gold));
        let rulings = ruled(&gold);
        let middle = cases.len() / 2;
        row(&name("decide one case anew"), runs, || {
            let deciding = Deciding::new(&gold, &desk.sets, &review, NOW);
            let (case, ruling) = (&cases[middle], &rulings[middle]);
            let (taking, why) = (Taking::AsItIs, Grounds::default());
            deciding.take(case, ruling, &case.answers[0], taking, &why, &mut ids(gold.len()))
        });
        row(&name("the corrections of one author"), runs, || corrections(&desk.sets[0], &gold));
    }
    println!("{:<52}{:>12.0}", "peak memory, MB", peak_megabytes());
}

/// Ids that a set with so many annotations does not use.
fn ids(used: usize) -> impl FnMut() -> AnnotationId {
    let mut next = used;
    move || {
        next += 1;
        AnnotationId::new(format!("g{next}"))
    }
}

/// The median of some runs as a row of the table.
fn row<T>(name: &str, runs: usize, work: impl Fn() -> T) {
    let run = || {
        let meter = Meter::start();
        black_box(work());
        meter.stop()
    };
    let median = quantile((0..runs).map(|_| run()).collect(), 50);
    println!("{name:<52}{:>12.2}{:>12.2}", median.cpu_ms(), median.wall_ms());
}
