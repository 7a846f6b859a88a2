//! The program: hands in what makes a run unrepeatable, and lets the library do the rest.

fn main() {}
