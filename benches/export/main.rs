//! What exports cost, beside the budgets and what Python needs: `cargo bench --bench export`.
//!
//! Makes 10,000 articles of 400 words with 20 tags each on the disk (100 with `--short`), then writes and reads
//! each format. CPU time counts all threads. Python's figures are for objects that are in memory already, as the
//! project measured them once, not for this machine.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that fails has failed, and its table is its answer"
)]

mod corpus;
#[path = "../reading/meter.rs"]
mod meter;

use copydesk::chance::Chance;
use copydesk::interchange::export::{self, Damaged, Options, Request, Sets};
use copydesk::interchange::{Format, Record, Shape, import, jsonl};
use copydesk::progress::Progress;
use meter::{Meter, peak_megabytes, quantile};
use std::hint::black_box;
use std::path::Path;
use tempfile::TempDir;

/// CPU seconds of Python for 10,000 articles, by format.
const PYTHON: [(&str, &str); 5] = [
    ("jsonl", "json 0.53, datasets 1.5"),
    ("dataset", "pyarrow, datasets 0.65–1.4"),
    ("uima-xmi", "cassis 15"),
    ("conll", "21"),
    ("prodigy", "DocBin 33"),
];

fn main() {
    let short = std::env::args().any(|argument| argument == "--short");
    let articles: u32 = if short { 100 } else { 10_000 };
    let folder = TempDir::new().unwrap();
    let texts = corpus::make(&folder.path().join("in"), articles);
    println!("{:<46}{:>12}{:>12}   budget or Python", "", "CPU ms", "wall ms");
    writer_alone(&texts);
    for format in Format::ALL.iter().copied() {
        let out = folder.path().join(format.name());
        let out = match format.shape() {
            Shape::Stream => out.with_extension(format.facts().extension),
            Shape::Folder => out,
        };
        exported(format, &folder.path().join("in"), &out);
        if format.is_read() {
            imported(format, &out, folder.path());
        }
    }
    println!("{:<46}{:>12.0}", "peak memory, MB", peak_megabytes());
}

fn row(name: &str, meter: &Meter, beside: &str) {
    println!("{name:<46}{:>12.0}{:>12.0}   {beside}", meter.cpu_ms(), meter.wall_ms());
}

/// From the files on the disk to the file on the disk.
fn exported(format: Format, from: &Path, out: &Path) {
    let request = Request {
        paths: vec![from.to_owned()],
        format,
        out: out.to_owned(),
        sets: Sets::All,
        options: Options::default(),
        encoding: None,
        damaged: Damaged::Stops,
    };
    let meter = Meter::start();
    black_box(export::run(&request, &Progress::new()).unwrap());
    let meter = meter.stop();
    let python = PYTHON.iter().find(|(name, _)| *name == format.name()).map_or("", |(_, said)| *said);
    let beside =
        if format == Format::Jsonl { format!("budget 2,500 CPU; {python}") } else { python.to_owned() };
    row(&format!("{format}: out, from the files"), &meter, &beside);
}

/// What an import of it would do: everything but the writing of files.
fn imported(format: Format, out: &Path, folder: &Path) {
    let request = import::Request {
        files: vec![out.to_owned()],
        format: Some(format),
        // Web annotations look for their articles where these are.
        into: if format == Format::WebAnnotation { folder.join("in") } else { folder.join("new") },
        annotator: None,
        mapping: std::collections::BTreeMap::new(),
    };
    let mut chance = Chance::scripted("2026-11-23T10:00:00Z", 1);
    let meter = Meter::start();
    black_box(import::rehearse(&request, &mut chance, &Progress::new()).unwrap());
    row(&format!("{format}: in, rehearsed"), &meter.stop(), "");
}

/// The writer of JSON Lines without the disk.
fn writer_alone(texts: &[corpus::Tagged]) {
    let records: Vec<Record<'_>> = texts.iter().map(corpus::Tagged::record).collect();
    let mut line = Vec::new();
    let mut write = || {
        let mut bytes = 0;
        let meter = Meter::start();
        for record in &records {
            line.clear();
            jsonl::line(&mut line, record);
            bytes += black_box(&line).len();
        }
        (meter.stop(), bytes)
    };
    let (_, bytes) = write();
    let meter = quantile((0..9).map(|_| write().0).collect(), 50);
    let kilobytes = u32::try_from(bytes / 1000).map_or(f64::MAX, f64::from);
    let speed = kilobytes / meter.cpu_ms().max(1e-6);
    row("jsonl: the writer alone", &meter, &format!("{speed:.0} MB/s; budget 150"));
}
