//! README and ARCHITECTURE say nothing that is not there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn paper(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// The Rust files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// What stands between back-ticks.
fn codes(paper: &str) -> BTreeSet<&str> {
    paper.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

#[test]
fn every_test_that_the_architecture_names_is_there() {
    let tests: String =
        sources(&root().join("tests")).iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let architecture = paper("ARCHITECTURE.md");
    let named: Vec<_> =
        codes(&architecture).into_iter().filter(|code| code.matches('_').count() > 2).collect();
    assert!(named.len() >= 10, "{named:?}");
    for name in named {
        assert!(tests.contains(&format!("fn {name}(")), "there is no test {name}");
    }
}

#[test]
fn every_file_that_a_paper_links_to_is_there() {
    for name in ["ARCHITECTURE.md", "README.md", "THIRD-PARTY.md"] {
        let text = paper(name);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.starts_with("https://")) {
            assert!(root().join(link).exists(), "{name}: {link}");
        }
    }
}

#[test]
fn the_readme_has_every_format_with_the_ways_it_goes() {
    use copydesk::interchange::Format;
    let readme = paper("README.md");
    for format in Format::ALL.iter().copied() {
        let row = readme.lines().find(|line| line.starts_with(&format!("| `{format}` |"))).unwrap();
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        assert_eq!((cells[2], cells[3]), ("✓", if format.is_read() { "✓" } else { "" }), "{format}");
        assert_eq!(cells[5] == "–", format.facts().losses.is_empty(), "{format}: {row}");
    }
}
