//! The program: hands in what makes a run unrepeatable, and lets the library do the rest.

use copydesk::chance::Chance;
use copydesk::cli::{self, Asked, Surroundings, WindowRequest};
use copydesk::ui::{self, Start};
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let surroundings = Surroundings::new(chance(), std::env::var_os("COPYDESK_ANNOTATOR"));
    match cli::run(std::env::args_os(), surroundings) {
        Asked::Window(request) => window(request),
        Asked::Done(status) => ExitCode::from(status),
    }
}

/// The system's clock and dice.
fn chance() -> Chance {
    Chance::new(|| jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(), rand::random)
}

/// Opens the window and waits until it is closed.
fn window(request: WindowRequest) -> ExitCode {
    let WindowRequest { paths, annotator, encoding } = request;
    let Err(problem) = ui::run(Start { paths, annotator, encoding, chance: chance() }) else {
        return ExitCode::SUCCESS;
    };
    // Nobody reads the message of a closed terminal.
    writeln!(std::io::stderr(), "copydesk: {problem}").ok();
    ExitCode::from(3)
}
