//! What reading costs: opening, scrolling, tagging and saving, from a short article to a million words.
//!
//! ```text
//! cargo bench --bench reading              every row
//! cargo bench --bench reading -- --short   the small articles, once: that it works, not how fast
//! ```
//!
//! Times are of the program's own work: reading, layout, passes, tessellation; no rasteriser and no display.
//! Every article is measured in a process of its own, which did not make the material: its peak of memory is
//! that of reading alone.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a bench prints its table, writes its material, and stops when it fails"
)]

mod material;
mod meter;
mod window;

use material::Size;
use meter::{Meter, peak_megabytes};
use std::process::Command;
use window::Window;

/// What is measured of one article.
struct Row {
    name: &'static str,
    budget: &'static str,
    spent: Meter,
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let short = arguments.iter().any(|argument| argument == "--short");
    if let Some(at) = arguments.iter().position(|argument| argument == "--article") {
        print(std::path::Path::new(&arguments[at + 1]), if short { 3 } else { 200 });
        return;
    }
    let sizes: &[Size] = if short { &Size::ALL[..2] } else { &Size::ALL };
    for size in sizes {
        let folder = material::write(*size);
        println!("\n{} words, {} annotations", size.words, size.annotations);
        let mut measuring = Command::new(std::env::current_exe().unwrap());
        measuring.arg("--article").arg(folder.path().join("article.txt"));
        if short {
            measuring.arg("--short");
        }
        assert!(measuring.status().unwrap().success(), "the measuring came to its end");
    }
}

fn print(article: &std::path::Path, frames: usize) {
    println!("{:<44}{:>12}{:>12}   budget", "", "CPU ms", "wall ms");
    for row in measure(article, frames) {
        println!(
            "{:<44}{:>12.1}{:>12.1}   {}",
            row.name,
            row.spent.cpu_ms(),
            row.spent.wall_ms(),
            row.budget
        );
    }
    println!(
        "{:<44}{:>12.0}{:>12}   250 MB in all, for a million words",
        "peak memory, MB",
        peak_megabytes(),
        ""
    );
}

fn measure(article: &std::path::Path, frames: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut add = |name, budget, spent| rows.push(Row { name, budget, spent });
    let start = Meter::start();
    let mut first = Window::open();
    first.ask_for(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/a-plan-vetoed.md"));
    first.frames_until(|session| session.document().is_some());
    add("start to first frame of a sample article", "500 ms", start.stop());
    drop(first);

    let mut window = Window::open();
    window.frame();
    let opening = Meter::start();
    window.ask_for(article);
    window.frames_until(|session| session.document().is_some());
    add("open: text on screen", "300 ms", opening.clone().stop());
    window.frames_until(|session| session.document().is_some_and(|document| !document.set().is_empty()));
    add("open: tags on screen", "200 ms; 700 ms for a million words", opening.stop());

    add("frame while scrolling, median", "", window.scroll(frames, 50));
    add("frame while scrolling, p99", "8 ms", window.scroll(frames, 99));
    add("frame after a jump, p99", "8 ms", window.jump(frames / 4 + 1, 99));
    add("frame while selecting, p99", "8 ms", window.select(frames, 99));
    add("tag, and the next frame, p99", "16 ms", window.tag(frames / 4 + 1, 99));
    add("retag, and the next frame, p99", "16 ms", window.retag(frames / 4 + 1, 99));
    add("undo, and the next frame, p99", "16 ms", window.undo(frames / 4 + 1, 99));
    let (whole, longest) = window.save();
    add("save, on its thread", "no frame lost", whole);
    add("longest frame while saving", "16 ms", longest);
    rows
}
