//! What γ costs: the best alignment of a text and of 30 samples of it.
//!
//! ```text
//! cargo bench --bench gamma              every row
//! cargo bench --bench gamma -- --short   the small ones, once: that it works, not how fast
//! ```
//!
//! Times are CPU times of all threads together.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints its table, and stops when it fails"
)]

use copydesk::progress::Progress;
use copydesk::review::agreement::{Params, Samples, gamma};
use copydesk::review::{Continuum, Extent, Unit};
use cpu_time::ProcessTime;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use std::time::Instant;

/// A text that several annotators have done.
struct Row {
    annotators: u32,
    /// Of each annotator.
    units: u32,
    /// In code points, for each unit.
    room: u32,
    budget: &'static str,
}

const ROWS: [Row; 8] = [
    Row { annotators: 2, units: 50, room: 60, budget: "" },
    Row { annotators: 4, units: 50, room: 60, budget: "" },
    Row { annotators: 2, units: 1000, room: 60, budget: "100 ms" },
    Row { annotators: 4, units: 200, room: 60, budget: "1000 ms" },
    Row { annotators: 3, units: 1000, room: 60, budget: "" },
    Row { annotators: 6, units: 50, room: 60, budget: "" },
    Row { annotators: 2, units: 5000, room: 20, budget: "" },
    Row { annotators: 4, units: 200, room: 25, budget: "" },
];

fn main() {
    let short = std::env::args().any(|argument| argument == "--short");
    let rows = if short { ROWS.get(..2).unwrap() } else { &ROWS };
    println!(
        "{:<44}{:>12}{:>12}{:>9}   budget",
        "annotators × units, code points a unit", "CPU ms", "wall ms", "γ"
    );
    for row in rows {
        let text = noisy(row);
        let (cpu, wall) = (ProcessTime::now(), Instant::now());
        let measured = gamma(&[text], Params::default(), Samples::usual(1), &Progress::new()).unwrap();
        let (cpu, wall) = (cpu.elapsed(), wall.elapsed());
        println!(
            "{:<44}{:>12.1}{:>12.1}{:>9.3}   {}",
            format!("{} × {}, {}", row.annotators, row.units, row.room),
            cpu.as_secs_f64() * 1000.0,
            wall.as_secs_f64() * 1000.0,
            measured.gamma.unwrap(),
            row.budget
        );
    }
}

/// Units anywhere, which four of five annotators see, each with ends of their own and mostly with the same
/// label; and others that one sees alone.
fn noisy(row: &Row) -> Continuum {
    let mut dice = ChaCha8Rng::seed_from_u64(1);
    let mut below = |limit: u32| dice.next_u32() % limit;
    let length = row.units * row.room;
    let mut continuum = Continuum::new(length + 100);
    let labels = ["claim", "quote", "event", "disputed"].map(|label| continuum.label(label));
    let label = |number: u32| *labels.get(usize::try_from(number).unwrap()).unwrap();
    let real: Vec<(u32, u32, u32)> =
        (0..row.units).map(|_| (5 + below(length), 5 + below(75), below(4))).collect();
    for number in 0..row.annotators {
        let units = real.iter().map(|(start, long, kind)| {
            let seen = below(5) > 0;
            let (start, long) = if seen {
                (start - 5 + below(11), (long + below(11)).saturating_sub(5).max(1))
            } else {
                (below(length), 5 + below(75))
            };
            let kind = if seen && below(7) > 0 { *kind } else { below(4) };
            Unit::new(label(kind), [Extent::new(start, start + long)]).unwrap()
        });
        let units = units.collect();
        continuum.add(format!("a{number}"), Some(units));
    }
    continuum
}
