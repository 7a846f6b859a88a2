//! The program: hands in what makes a run unrepeatable, and lets the library do the rest.

use copydesk::chance::Chance;
use copydesk::cli::{self, Asked, Surroundings, WindowRequest};
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let chance =
        Chance::new(|| jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(), rand::random);
    let surroundings = Surroundings::new(chance, std::env::var_os("COPYDESK_ANNOTATOR"));
    match cli::run(std::env::args_os(), surroundings) {
        Asked::Window(request) => window(&request),
        Asked::Done(status) => ExitCode::from(status),
    }
}

/// Opens the window.
fn window(_: &WindowRequest) -> ExitCode {
    // Nobody reads the message of a closed terminal.
    writeln!(std::io::stderr(), "copydesk: this build has no window yet; see copydesk --help").ok();
    ExitCode::from(3)
}
