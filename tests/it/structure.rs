//! The house rules about `src/**`: layers, what may be used where, how files are named and how long.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// From the bottom up: a module uses only itself and what stands before it. Those in one row do not
/// know each other.
const LAYERS: &[&[&str]] = &[
    &["progress", "chance"],
    &["text"],
    &["article"],
    &["annotation"],
    &["anchor"],
    &["review"],
    &["suggest"],
    &["store"],
    &["interchange"],
    &["app"],
    &["ui", "cli"],
    &["main"],
];

/// What may be used in some layers alone.
const CONFINED: &[(&str, &[&str])] = &[
    ("accesskit", &["ui"]),
    ("eframe", &["ui"]),
    ("egui", &["ui"]),
    ("egui_extras", &["ui"]),
    ("parley", &["ui"]),
    ("swash", &["ui"]),
    ("serde", &["store", "interchange", "cli"]),
    ("serde_json", &["store", "interchange", "cli"]),
    ("ron", &["store", "interchange", "cli"]),
    ("tempfile", &["store", "interchange", "cli"]),
    ("clap", &["cli", "main"]),
    ("anyhow", &["main"]),
    ("std::fs", &["store", "interchange", "cli", "main"]),
    ("std::net", &[]),
];

/// File names that say nothing.
const EMPTY_NAMES: &[&str] =
    &["common", "data", "handler", "helpers", "info", "manager", "misc", "mod", "types", "util", "utils"];

const LONGEST_FILE: usize = 500;

/// Everything in a file that breaks a rule. `path` is relative to `src`, with `/`.
fn faults(path: &str, source: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let parts: Vec<&str> = path.strip_suffix(".rs").unwrap_or(path).split('/').collect();
    if !source.starts_with("//! ") {
        faults.push("its first line does not say what it is for".to_owned());
    }
    if let Some(empty) = parts.iter().find(|part| EMPTY_NAMES.contains(part)) {
        faults.push(format!("“{empty}” says nothing"));
    }
    let lines = source.lines().take_while(|line| !line.starts_with("#[cfg(test)]")).count();
    if lines > LONGEST_FILE {
        faults.push(format!("it has {lines} lines"));
    }
    for line in source.lines() {
        let wish = ["TODO", "FIXME", "XXX"].iter().find_map(|word| line.split_once(word));
        if wish.is_some_and(|(_, rest)| !rest.trim_start_matches('(').starts_with('#')) {
            faults.push(format!("a wish without the number of its issue: {}", line.trim()));
        }
    }
    let layer = parts[0];
    let used = used(&tokens(source), parts.len());
    for name in &used {
        let confined = CONFINED.iter().find(|(what, _)| what == name);
        if confined.is_some_and(|(_, layers)| !layers.contains(&layer)) {
            faults.push(format!("{name} is not for {layer}"));
        }
        let Some(other) = name.strip_prefix("crate::").filter(|_| layer != "lib") else { continue };
        let (Some(own), Some(other_rank)) = (rank(layer), rank(other)) else {
            if rank(layer).is_none() {
                faults.push(format!("{layer} has no layer"));
            }
            continue;
        };
        if other != layer && other_rank >= own {
            faults.push(format!("{layer} does not know {other}"));
        }
    }
    faults
}

fn rank(module: &str) -> Option<usize> {
    LAYERS.iter().position(|row| row.contains(&module))
}

/// The words and signs of a source without comments and literals.
fn tokens(source: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = literal(rest) {
            length
        } else if c.is_alphanumeric() || c == '_' {
            let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            tokens.push(rest[..word].to_owned());
            word
        } else if rest.starts_with("::") {
            tokens.push("::".to_owned());
            2
        } else {
            if !c.is_whitespace() {
                tokens.push(c.to_string());
            }
            c.len_utf8()
        };
        rest = &rest[taken..];
    }
    tokens
}

/// How long the string or character is that starts here, if one does.
fn literal(source: &str) -> Option<usize> {
    let bare = source.trim_start_matches(['b', 'c']);
    let prefix = source.len() - bare.len();
    if let Some(raw) = bare.strip_prefix('r').filter(|_| prefix < 2) {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let closing = format!("\"{}", "#".repeat(hashes));
        let words = raw[hashes..].strip_prefix('"')?;
        return Some(
            prefix + 1 + hashes + 1 + words.find(&closing).map_or(words.len(), |end| end + closing.len()),
        );
    }
    let quote = bare.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    if prefix > 1 {
        return None;
    }
    let words = &bare[1..];
    if quote == '\'' && !words.starts_with('\\') && words.chars().nth(1) != Some('\'') {
        // A lifetime.
        return None;
    }
    let mut escaped = false;
    let end = words.find(|c| {
        let ends = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    Some(prefix + 1 + end.map_or(words.len(), |end| end + 1))
}

/// What a file at some depth uses: `crate::layer`, `std::module` and the names of other crates.
fn used(tokens: &[String], depth: usize) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    let mut tests = 0;
    let token = |at: usize| tokens.get(at).map_or("", String::as_str);
    for at in 0..tokens.len() {
        if token(at) == "mod" && token(at + 2) == "{" {
            // What stands in a module of its own is one deeper.
            tests = 1;
        }
        if at > 0 && token(at - 1) == "::" || token(at + 1) != "::" {
            // Not the first of a path; but `use egui;` names a crate as well.
            if token(at) == "use" && token(at + 2) == ";" {
                used.insert(token(at + 1).to_owned());
            }
            continue;
        }
        let mut next = at;
        while token(next) == "super" && token(next + 1) == "::" {
            next += 2;
        }
        let root = match token(at) {
            "crate" | "copydesk" => Some(("crate", at + 2)),
            "std" | "core" | "alloc" => Some(("std", at + 2)),
            "super" if (next - at) / 2 >= depth + tests => Some(("crate", next)),
            "super" | "self" | "Self" => None,
            other => {
                used.insert(other.to_owned());
                None
            }
        };
        let Some((root, first)) = root else { continue };
        used.extend(firsts(tokens, first).into_iter().map(|name| format!("{root}::{name}")));
    }
    used
}

/// The name at a place, or those that begin the members of the group in braces there.
fn firsts(tokens: &[String], at: usize) -> Vec<&str> {
    if tokens.get(at).is_none_or(|token| token != "{") {
        return tokens.get(at).map(String::as_str).into_iter().collect();
    }
    let mut names = Vec::new();
    let mut depth = 0;
    let mut fresh = true;
    for token in &tokens[at..] {
        match token.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," => fresh |= depth == 1,
            name if depth == 1 && fresh => {
                names.push(name);
                fresh = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

/// Every source file: its path relative to `src`, and what it says.
fn sources() -> Vec<(String, String)> {
    fn collect(folder: &Path, name: &str, found: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{name}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                collect(&entry.path(), &format!("{name}/"), found);
            } else if entry.path().extension().is_some_and(|extension| extension == "rs") {
                found.push((name, fs::read_to_string(entry.path()).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut found);
    found.sort();
    found
}

#[test]
fn every_source_file_keeps_the_house_rules() {
    let sources = sources();
    assert!(sources.len() > 20, "the sources were not found");
    let faults: Vec<String> = sources
        .iter()
        .flat_map(|(path, source)| {
            faults(path, source).into_iter().map(move |fault| format!("src/{path}: {fault}"))
        })
        .collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_module_has_its_layer_and_its_row_in_the_table() {
    let (_, lib) = sources().into_iter().find(|(path, _)| path == "lib.rs").unwrap();
    let row = |line: &str| Some(line.strip_prefix("//! | [`")?.split_once('`')?.0.to_owned());
    let rows: Vec<String> = lib.lines().filter_map(row).collect();
    let ranks: Vec<Option<usize>> = rows.iter().map(|module| rank(module)).collect();
    assert!(ranks.is_sorted() && ranks.iter().all(Option::is_some), "lib.rs lists {rows:?} in another order");
    let tokens = tokens(&lib);
    let is_module = |three: &&[String]| three[0] == "mod" && three[2] == ";";
    let modules: BTreeSet<&String> = tokens.windows(3).filter(is_module).map(|three| &three[1]).collect();
    assert_eq!(rows.iter().collect::<BTreeSet<_>>(), modules, "the table of lib.rs and its modules");
}

fn check(path: &str, source: &str, expected: &[&str]) {
    let found = faults(path, &format!("//! What it is for.\n{source}"));
    assert_eq!(found, expected, "{path}: {source}");
}

#[test]
fn an_import_that_points_down_is_found() {
    check("annotation/set.rs", "use crate::text::Span;", &[]);
    check("annotation/set.rs", "use super::Change; use crate::annotation::Tag;", &[]);
    check("annotation/set.rs", "use crate::store::names;", &["annotation does not know store"]);
    check("text.rs", "pub fn f() -> crate::article::Block { todo() }", &["text does not know article"]);
    check("text.rs", "use super::article::Block;", &["text does not know article"]);
    check("text/span.rs", "use super::super::article::Block;", &["text does not know article"]);
    check("text/span.rs", "mod tests { use super::super::Boundary; }", &[]);
    check(
        "text/span.rs",
        "use crate::{article::{Block, Mark}, text::Span, app};",
        &["text does not know app", "text does not know article"],
    );
    check("ui/shell.rs", "use crate::{app::Session, cli::tag};", &["ui does not know cli"]);
    check("cli/tag.rs", "use crate::ui::theme;", &["cli does not know ui"]);
    check("main.rs", "use copydesk::{cli, ui};", &[]);
    check("gossip.rs", "use crate::text::Span;", &["gossip has no layer"]);
    check(
        "text.rs",
        "// crate::article\n/* crate::app */ const S: &str = \"crate::store\"; const R: &str = r#\"a\"crate::ui\"#;",
        &[],
    );
    check(
        "text.rs",
        "fn f<'a>(c: char) -> &'a str { if c == '\"' { crate::store::f() } }",
        &["text does not know store"],
    );
}

#[test]
fn what_is_confined_is_found_elsewhere() {
    check("ui/shell.rs", "use egui::Ui;", &[]);
    check("app/task.rs", "use egui;", &["egui is not for app"]);
    check("app/task.rs", "fn f(ui: &mut egui::Ui) {}", &["egui is not for app"]);
    check("annotation/tag.rs", "#[derive(serde::Serialize)] struct S;", &["serde is not for annotation"]);
    check("store/read.rs", "use serde::Deserialize; use std::fs::File;", &[]);
    check("article.rs", "use std::{fmt, fs::{self, File}};", &["std::fs is not for article"]);
    check("store/sync.rs", "use std::net::TcpStream;", &["std::net is not for store"]);
}

#[test]
fn files_that_say_nothing_or_too_much_are_found() {
    assert_eq!(faults("text.rs", "use std::fmt;\n"), ["its first line does not say what it is for"]);
    check("text/utils.rs", "", &["“utils” says nothing"]);
    check("text/mod.rs", "", &["“mod” says nothing"]);
    check("text.rs", &"\n".repeat(499), &[]);
    check("text.rs", &"\n".repeat(500), &["it has 501 lines"]);
    check("text.rs", &format!("#[cfg(test)]\nmod tests {{\n{}}}", "\n".repeat(600)), &[]);
    check("text.rs", "// TODO: later", &["a wish without the number of its issue: // TODO: later"]);
    check("text.rs", "// TODO(#12): later", &[]);
}
