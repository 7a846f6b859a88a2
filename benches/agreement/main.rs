//! What agreement costs, beside the budgets: `cargo bench --bench agreement`.
//!
//! The reference machine of the budgets is a laptop of 2022; on a busier or slower one the figures
//! tell only how they relate to each other. CPU time counts all threads.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement that fails has failed, and its table is its answer"
)]

mod material;
#[path = "../reading/meter.rs"]
mod meter;

use copydesk::review::agreement::{Coded, measure};
use copydesk::review::pairing::pair;
use copydesk::review::{Continuum, Extent};
use material::{Density, Size, continuum};
use meter::{Meter, peak_megabytes, quantile};
use std::hint::black_box;

fn main() {
    let short = std::env::args().any(|argument| argument == "--short");
    let (sizes, runs) = if short { (&Size::ALL[..2], 1) } else { (&Size::ALL[..], 9) };
    println!("{:<52}{:>12}{:>12}   budget", "", "CPU ms", "wall ms");
    for size in sizes.iter().copied() {
        for density in [Density::Sparse, Density::Dense] {
            let name = |what| format!("{} × {} spans, {density:?}: {what}", size.annotators, size.spans);
            let coded = Coded::new(continuum(size, density));
            let units = |at: usize| coded.continuum.annotators()[at].units.as_deref().unwrap();
            row(&name("pair two"), "", runs, || pair(units(0), units(1)));
            let with_tokens = Coded { tokens: Some(tokens(&coded.continuum)), ..coded.clone() };
            row(&name("all but γ"), "20 ms for 4 × 5000", runs, || measure(std::slice::from_ref(&coded)));
            row(&name("with tokens"), "", runs, || measure(std::slice::from_ref(&with_tokens)));
        }
    }
    println!("{:<52}{:>12.0}", "peak memory, MB", peak_megabytes());
}

/// The median of some runs as a row of the table.
fn row<T>(name: &str, budget: &str, runs: usize, work: impl Fn() -> T) {
    let run = || {
        let meter = Meter::start();
        black_box(work());
        meter.stop()
    };
    let median = quantile((0..runs).map(|_| run()).collect(), 50);
    println!("{name:<52}{:>12.2}{:>12.2}   {budget}", median.cpu_ms(), median.wall_ms());
}

/// Tokens of five code points with a blank between.
fn tokens(continuum: &Continuum) -> Vec<Extent> {
    (0..continuum.length() / 6).map(|n| Extent::new(n * 6, n * 6 + 5)).collect()
}
