//! The articles in `samples`: they open, their sidecars fit, and they are what the README says of them.

use copydesk::annotation::{AnnotationSet, Origin, State};
use copydesk::article::{self, Article, BlockKind, Reading};
use copydesk::store::names::Named;
use copydesk::store::read::{self, LoadedSet};
use copydesk::store::sidecar::ArticleHeader;
use copydesk::store::{samples, tagset_file, write};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

/// The files of the folder, sorted by name.
fn files() -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn articles() -> Vec<PathBuf> {
    files().into_iter().filter(|path| Reading::of_path(path).is_some()).collect()
}

fn open(path: &Path) -> Article {
    let reading = Reading::of_path(path).unwrap();
    article::read(&fs::read(path).unwrap(), reading, None).unwrap()
}

/// The sidecars of git's: those that a person leaves by trying the program are not ours to judge.
fn sidecars(article: &Path) -> Vec<PathBuf> {
    let name = article.file_name().unwrap().to_str().unwrap();
    ["anna", "ben"]
        .into_iter()
        .map(|annotator| article.with_file_name(format!("{name}.{annotator}.ron")))
        .filter(|path| path.exists())
        .collect()
}

fn load(sidecar: &Path, article: &Article) -> LoadedSet {
    read::sidecar(sidecar, &article.text).unwrap().expect("there is one")
}

/// The words of every annotation of a set.
fn words(set: &AnnotationSet, article: &Article) -> Vec<String> {
    set.iter().map(|annotation| annotation.pieces.quote(&article.text)).collect()
}

#[test]
fn there_are_six_articles_each_with_a_sidecar() {
    let articles = articles();
    assert_eq!(articles.len(), 6);
    for article in articles {
        assert!(!sidecars(&article).is_empty(), "{} has no sidecar", article.display());
    }
}

#[test]
fn every_article_says_what_it_is_and_begins_with_its_title() {
    for path in articles().iter().filter(|path| Reading::of_path(path) != Some(Reading::Plain)) {
        let article = open(path);
        let title = article.details.title.as_deref().unwrap();
        assert!(article.text.as_str().starts_with(title), "{}", path.display());
        assert!(article.details.byline.is_some() && article.details.outlet.is_some(), "{}", path.display());
        assert!(
            article.details.published.is_some() && article.details.language.is_some(),
            "{}",
            path.display()
        );
    }
}

#[test]
fn every_sidecar_is_read_whole() {
    for path in articles() {
        let article = open(&path);
        for sidecar in sidecars(&path) {
            let loaded = load(&sidecar, &article);
            let name = sidecar.display();
            assert!(loaded.is_writable(), "{name}: {:?}", loaded.read_only);
            assert_eq!(loaded.warnings, [], "{name}");
            assert_eq!(loaded.set.unplaced().len(), 0, "{name}");
            assert_eq!(loaded.header.sha256, article.text.sha256(), "{name}");
            assert_eq!(loaded.header.reading, article.reading.name(), "{name}");
            assert!(!loaded.set.is_empty(), "{name}");
        }
    }
}

#[test]
fn every_sidecar_keeps_to_the_tagset_and_to_good_practice() {
    let tagset = tagset_file::builtin();
    for path in articles() {
        let article = open(&path);
        for sidecar in sidecars(&path) {
            let set = load(&sidecar, &article).set;
            assert_eq!(copydesk::annotation::lints(&set, &tagset), [], "{}", sidecar.display());
            assert!(set.iter().all(|annotation| annotation.origin == Origin::Hand), "{}", sidecar.display());
        }
    }
}

#[test]
fn a_save_without_a_change_would_write_the_same_bytes() {
    for path in articles() {
        let article = open(&path);
        for sidecar in sidecars(&path) {
            let set = load(&sidecar, &article).set;
            let name = path.file_name().unwrap().to_str().unwrap();
            let header = ArticleHeader::of(&article.text, name, article.reading.name(), &article.encoding);
            let written = write::to_string(&set, &article.text, &header);
            assert_eq!(written, fs::read_to_string(&sidecar).unwrap(), "{}", sidecar.display());
        }
    }
}

#[test]
fn nothing_but_articles_and_sidecars_is_there() {
    for path in files() {
        let known =
            Reading::of_path(&path).is_some() || matches!(Named::of(&path), Some(Named::Sidecar { .. }));
        assert!(known, "{}", path.display());
    }
}

#[test]
fn the_program_carries_every_article_and_its_sidecars() {
    let carried: BTreeSet<PathBuf> = samples::FILES.iter().map(|(name, _)| folder().join(name)).collect();
    for article in articles() {
        for path in sidecars(&article).iter().chain([&article]) {
            assert!(carried.contains(path), "{}", path.display());
        }
    }
}

#[test]
fn two_annotators_differ_on_the_first_as_people_do() {
    let first = &articles()[0];
    let article = open(first);
    let both = sidecars(first);
    let [anna, ben] = &both[..] else { panic!("two annotators, not {}", both.len()) };
    let anna = load(anna, &article).set;
    let ben = load(ben, &article).set;
    assert_eq!((anna.state(), ben.state()), (&State::Done, &State::InProgress));

    let extents = |set: &AnnotationSet| set.iter().map(|a| a.extent()).collect::<BTreeSet<_>>();
    let (of_anna, of_ben) = (extents(&anna), extents(&ben));
    let same = anna.iter().filter(|a| ben.iter().any(|b| b.tag == a.tag && b.pieces == a.pieces)).count();
    let retagged = anna.iter().filter(|a| ben.iter().any(|b| b.tag != a.tag && b.pieces == a.pieces)).count();
    let moved = of_anna.iter().filter(|a| of_ben.iter().any(|b| a.overlaps(*b) && *a != b)).count();
    let missed = of_anna.iter().filter(|a| !of_ben.iter().any(|b| a.overlaps(*b))).count();
    assert!(same >= 8 && retagged >= 1 && moved >= 4 && missed >= 2, "{same} {retagged} {moved} {missed}");

    assert_eq!(anna.iter().filter(|annotation| annotation.flagged).count(), 1);
    assert!(anna.iter().any(|annotation| !annotation.note.is_empty()));
    let kinds: BTreeSet<&str> = anna.links().map(|link| &*link.kind).collect();
    assert_eq!(kinds, BTreeSet::from(["about", "disputes", "same-as", "supports"]));
    let tags: BTreeSet<&str> = anna.iter().map(|annotation| &*annotation.tag).collect();
    assert_eq!(tags, BTreeSet::from(["claim", "disputed", "event", "quote"]));
    assert_eq!(ben.comments().len(), 1);
}

#[test]
fn the_feature_is_long_and_thoroughly_tagged() {
    let path = folder().join("eastgate-bridge.md");
    let article = open(&path);
    assert!(article.text.as_str().split_whitespace().count() >= 5_000);
    assert!(article.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(_))).count() >= 8);
    let set = load(&sidecars(&path)[0], &article).set;
    assert!(set.len() >= 40, "{}", set.len());
}

#[test]
fn the_wire_report_has_quotes_in_pieces_and_over_paragraphs() {
    let path = folder().join("ferry-inquiry.txt");
    let article = open(&path);
    let set = load(&sidecars(&path)[0], &article).set;
    let quotes: Vec<_> = set.iter().filter(|annotation| &*annotation.tag == "quote").collect();
    assert!(quotes.iter().any(|quote| quote.pieces.len() == 2));
    assert!(quotes.iter().any(|quote| quote.pieces.quote(&article.text).matches("\n\n").count() == 2));
}

#[test]
fn two_articles_are_in_other_scripts() {
    let languages: BTreeSet<_> = articles().iter().filter_map(|path| open(path).details.language).collect();
    assert_eq!(languages, BTreeSet::from(["en".to_owned(), "fa".to_owned(), "ja".to_owned()]));
}

#[test]
fn of_the_saved_page_the_article_is_left() {
    let article = open(&folder().join("saved-page.html"));
    let text = article.text.as_str();
    for kept in ["Supporters speak of stars", "14 to 11", "A walk at one in the morning", "after a year."] {
        assert!(text.contains(kept), "{kept}");
    }
    for left_out in [
        "Advertisement",
        "tyres",
        "pillow",
        "Subscribe",
        "Most read",
        "Ice rink",
        "newsletter",
        "Imprint",
        "Accept all",
    ] {
        assert!(!text.contains(left_out), "{left_out}");
    }
    let set = load(&sidecars(&folder().join("saved-page.html"))[0], &article).set;
    assert!(words(&set, &article).iter().any(|words| words.contains(" … ")));
}
