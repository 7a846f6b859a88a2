//! The ids of articles among those exported together.

use crate::store::names;
use std::collections::{HashMap, HashSet};
use std::path::{Component, Path};

/// An article's path as a name: `/` between folders on every system.
///
/// What is not Unicode in it is replaced, since ids are text.
pub(super) fn slashed(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        Component::ParentDir => Some("..".into()),
        Component::CurDir | Component::RootDir | Component::Prefix(_) => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The id of each article: its name without extension, with it where two would be the same, and
/// with a number where they still are.
///
/// `names` are paths inside the exported folders, with `/`.
pub(super) fn ids(names: &[String]) -> Vec<String> {
    let mut ids: Vec<String> = names.iter().map(|name| without_extension(name).to_owned()).collect();
    loop {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for id in &ids {
            *counts.entry(id.as_str()).or_default() += 1;
        }
        let twins: Vec<usize> = (0..)
            .zip(ids.iter().zip(names))
            .filter(|(_, (id, name))| id != name && counts.get(id.as_str()).is_some_and(|n| *n > 1))
            .map(|(at, _)| at)
            .collect();
        if twins.is_empty() {
            break;
        }
        for at in twins {
            if let (Some(id), Some(name)) = (ids.get_mut(at), names.get(at)) {
                id.clone_from(name);
            }
        }
    }
    numbered(ids)
}

/// Each id as the name of a file inside a folder: every component safe, and no two the same to a
/// system that does not tell capitals.
pub(super) fn files(ids: &[String]) -> Vec<String> {
    let safe = |id: &String| {
        let parts = id.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
        parts.map(|part| names::safe(part, "")).collect::<Vec<_>>().join("/")
    };
    let mut taken: HashSet<String> = HashSet::new();
    let mut files = Vec::with_capacity(ids.len());
    for name in ids.iter().map(safe) {
        let name = if name.is_empty() { "article".to_owned() } else { name };
        let free = std::iter::once(name.clone())
            .chain((2..u32::MAX).map(|number| format!("{name}-{number}")))
            .find(|candidate| taken.insert(candidate.to_lowercase()));
        files.extend(free);
    }
    files
}

fn without_extension(name: &str) -> &str {
    let file = name.rfind('/').map_or(0, |slash| slash + 1);
    match name.rfind('.') {
        Some(dot) if dot > file => name.get(..dot).unwrap_or(name),
        _ => name,
    }
}

/// The first of several equal ids stays; the others get a number that nobody has.
fn numbered(ids: Vec<String>) -> Vec<String> {
    let mut taken: HashMap<String, usize> = ids.iter().map(|id| (id.clone(), 0)).collect();
    let mut out = Vec::with_capacity(ids.len());
    for id in ids {
        let seen = taken.entry(id.clone()).or_default();
        *seen += 1;
        if *seen == 1 {
            out.push(id);
            continue;
        }
        let mut number = *seen;
        let free = loop {
            let candidate = format!("{id}#{number}");
            if !taken.contains_key(&candidate) {
                break candidate;
            }
            number += 1;
        };
        taken.insert(free.clone(), 1);
        out.push(free);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{files, ids};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn check(names: &[&str], expected: &[&str]) {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        assert_eq!(ids(&names), expected);
    }

    #[test]
    fn an_id_is_the_path_without_extension() {
        check(&["a.md", "sub/b.txt", "sub.d/c", ".x/.hidden"], &["a", "sub/b", "sub.d/c", ".x/.hidden"]);
    }

    #[test]
    fn where_two_would_be_the_same_the_extension_tells() {
        check(&["a.md", "a.html", "b.md"], &["a.md", "a.html", "b"]);
        check(&["a.md", "a.html", "a.md.txt"], &["a.md", "a.html", "a.md.txt"]);
        check(&["a.md", "a"], &["a.md", "a"]);
    }

    #[test]
    fn the_same_name_in_two_folders_is_numbered() {
        check(&["a.md", "a.md"], &["a.md", "a.md#2"]);
    }

    #[test]
    fn a_file_is_called_like_its_article_and_stays_inside_the_folder() {
        let names = ["a", "sub/b", "../c", "A", "d:e", "/", "sub/../../f"].map(str::to_owned);
        let files = files(&names);
        assert_eq!(files[..4], ["a", "sub/b", "c", "A-2"]);
        assert_eq!(files[6], "sub/f");
        assert!(files.iter().all(|file| !file.is_empty() && !file.contains([':', '\\'])));
    }

    proptest! {
        #[test]
        fn ids_are_unique(names in proptest::collection::vec("[ab]{1,2}(\\.(md|txt|md\\.txt))?", 0..12)) {
            let ids = ids(&names);
            prop_assert_eq!(ids.len(), names.len());
            prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        }
    }
}
