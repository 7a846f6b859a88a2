//! Sidecars as they are written, and what becomes of those that somebody else wrote or broke.

use copydesk::annotation::{
    Annotation, AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Comment, Decision, Gold, Link,
    Origin, Pieces, Place, Sight, Slot, State, Why,
};
use copydesk::store::read::{self, LoadedSet, ReadOnly, ReadWarning};
use copydesk::store::sidecar::ArticleHeader;
use copydesk::store::write;
use copydesk::text::ReadingText;

use crate::support::{self, NOW, find};

const ARTICLE: &str = "It's late.\n“Have they …” she said; नमस्ते שָׁלוֹם 🧔 replied \"no\\yes\".";

fn text() -> ReadingText {
    support::text(ARTICLE)
}

fn anna() -> AnnotatorName {
    AnnotatorName::new("anna").unwrap()
}

fn read(sidecar: &str) -> LoadedSet {
    read::from_str(sidecar, &anna(), &text()).unwrap()
}

fn write(set: &AnnotationSet) -> String {
    let text = text();
    write::to_string(set, &text, &ArticleHeader::of(&text, "late.md", "markdown/1", "utf-8"))
}

fn annotation(id: &str, tag: &str, words: &[&str]) -> Annotation {
    let text = text();
    Annotation {
        id: AnnotationId::new(id),
        tag: tag.into(),
        pieces: Pieces::new(words.iter().map(|words| find(&text, words))).unwrap(),
        slots: Vec::new(),
        note: String::new(),
        flagged: false,
        origin: Origin::Hand,
        edited: NOW.into(),
    }
}

/// Everything that a set can hold.
fn rich() -> AnnotationSet {
    let slot = |name: &str, value: &str, at: &[&str]| Slot {
        name: name.into(),
        value: value.to_owned(),
        at: at.iter().map(|words| Place::Found(find(&text(), words))).collect(),
    };
    let mut quote = annotation("k3f9x2qa", "quote", &["“Have they …”"]);
    quote.slots = vec![slot("speaker", "the mayor", &["she"]), slot("form", "direct", &[])];
    "who?\n\"sic\" \u{202e}".clone_into(&mut quote.note);
    let mut claim = annotation("p01mz7cd", "claim", &["It's late", "🧔 replied"]);
    claim.flagged = true;
    claim.origin = Origin::Imported;
    let links = ["p01mz7cd", "ben/q1"].map(|to| Link {
        from: AnnotationRef::own(AnnotationId::new("k3f9x2qa")),
        kind: "disputes".into(),
        to: AnnotationRef::parse(to),
    });
    let comment = Comment {
        id: "c7".into(),
        on: AnnotationRef::parse("ben/q1"),
        reply_to: String::new(),
        text: "Sure?".to_owned(),
        edited: NOW.into(),
    };
    let gold = Gold {
        by: "carla".to_owned(),
        rests_on: vec![("ben".to_owned(), "ab12".to_owned())],
        decisions: vec![Decision {
            about: vec![AnnotationRef::parse("anna/k3f9x2qa"), AnnotationRef::parse("ben/p0")],
            verdict: "taken".into(),
            result: "k3f9x2qa".to_owned(),
            reason: "longer".to_owned(),
            note: String::new(),
            by: "carla".to_owned(),
            edited: NOW.into(),
        }],
    };
    AnnotationSet::new(anna(), "news/1").with([quote, claim], [], links, [comment]).with_header(
        State::Done,
        Sight::Blind,
        Some(gold),
        "{ \"tool\":  [1,2,], /* kept */ }",
    )
}

#[test]
fn a_sidecar_reads_well() {
    insta::assert_snapshot!(write(&rich()));
    assert_eq!(read(&write(&rich())).set, rich());
}

#[test]
fn an_empty_set_is_a_short_file() {
    insta::assert_snapshot!(write(&AnnotationSet::new(anna(), "news/1")));
}

#[test]
fn what_others_leave_out_is_taken_as_usual() {
    let sidecar = format!(
        "\u{feff}(copydesk: 1, article: (name: \"x\", reading: \"markdown/1\", sha256: \"{}\"), annotator: \"anna\",\r\n\
         annotations: [(id: \"7\", tag: \"claim\", pieces: [(0, 9)], exact: [\"It's late\"])])",
        text().sha256()
    );
    let loaded = read(&sidecar);
    assert_eq!((loaded.read_only, loaded.warnings), (vec![], vec![]));
    let [found] = loaded.set.iter().collect::<Vec<_>>()[..] else { panic!() };
    assert_eq!((found.id.as_str(), found.pieces.quote(&text())), ("7", "It's late".to_owned()));
    assert_eq!((loaded.set.state(), found.origin == Origin::Hand), (&State::InProgress, true));
}

/// The rich sidecar with one thing changed.
fn with(what: &str, by: &str) -> LoadedSet {
    let sidecar = write(&rich());
    assert!(sidecar.contains(what), "{what:?} is not in the sidecar");
    read(&sidecar.replacen(what, by, 1))
}

/// The line on which something stands in the rich sidecar.
fn line(what: &str) -> usize {
    let sidecar = write(&rich());
    let at = sidecar.find(what).unwrap();
    sidecar[..at].lines().count() + usize::from(sidecar[..at].ends_with('\n'))
}

/// Both annotations, whatever else happened.
fn ids(loaded: &LoadedSet) -> Vec<&str> {
    loaded.set.iter().map(|annotation| annotation.id.as_str()).collect()
}

const BOTH: [&str; 2] = ["p01mz7cd", "k3f9x2qa"];

#[test]
fn a_newer_file_is_shown_and_left_alone() {
    let loaded = with("copydesk: 1", "copydesk: 2");
    assert_eq!(loaded.read_only, [ReadOnly::Newer { version: 2 }]);
    assert_eq!(ids(&loaded), BOTH);
    let loaded = read("(copydesk: 7, whatever: <<< not ron");
    assert_eq!(loaded.read_only, [ReadOnly::Newer { version: 7 }]);
}

#[test]
fn a_file_of_another_program_is_left_alone() {
    for other in ["", "(name: \"x\")", "# Notes", "{\"copydesk\": 1}", "\0\0\0"] {
        assert_eq!(read(other).read_only, [ReadOnly::NotOurs], "{other:?}");
        assert!(read(other).set.is_empty());
    }
}

#[test]
fn the_file_name_decides_whose_set_it_is() {
    let loaded = with("annotator: \"anna\"", "annotator: \"ben\"");
    let other = ReadOnly::OtherAnnotator { expected: "anna".to_owned(), inside: "ben".to_owned() };
    assert_eq!((loaded.read_only.as_slice(), ids(&loaded)), ([other].as_slice(), BOTH.to_vec()));
    assert_eq!(*loaded.set.annotator(), anna());
}

#[test]
fn tags_on_another_text_are_shown_where_the_words_still_stand() {
    let changed = support::text(&ARTICLE.replace("she said", "they say"));
    let loaded = read::from_str(&write(&rich()), &anna(), &changed).unwrap();
    assert_eq!(loaded.read_only, [ReadOnly::ArticleChanged]);
    assert_eq!(ids(&loaded), BOTH);
    let lost = ReadWarning::PlaceLost { id: AnnotationId::new("k3f9x2qa"), slot: "speaker".into() };
    assert_eq!(loaded.warnings, [lost]);
    let shifted = support::text(&format!("X{ARTICLE}"));
    let loaded = read::from_str(&write(&rich()), &anna(), &shifted).unwrap();
    assert_eq!((loaded.set.len(), loaded.set.unplaced().len()), (0, 2));
}

#[test]
fn an_unknown_field_is_looked_past_and_protected() {
    let unknown = |field: &str, line| ReadOnly::UnknownField { field: field.to_owned(), line };
    let loaded =
        with("            note: \"who", "            mood: (x: [1, \"a\"]),\n            note: \"who");
    assert_eq!(
        (loaded.read_only.as_slice(), ids(&loaded)),
        ([unknown("mood", line("note: \"who"))].as_slice(), BOTH.to_vec())
    );
    assert_eq!(loaded.set, rich(), "all else was read");
    let loaded = with("(name: \"form\",", "(name: \"form\", lang: \"en\",");
    assert_eq!(
        (loaded.read_only.as_slice(), &loaded.set),
        ([unknown("lang", line("(name: \"form\""))].as_slice(), &rich())
    );
    let loaded = with("    links:", "    layers: {},\n    links:");
    assert_eq!(
        (loaded.read_only.as_slice(), &loaded.set),
        ([unknown("layers", line("links:"))].as_slice(), &rich())
    );
    let loaded = with("length:", "pages: 3, length:");
    assert_eq!(
        (loaded.read_only.as_slice(), &loaded.set),
        ([unknown("pages", line("article:"))].as_slice(), &rich())
    );
}

#[test]
fn a_bad_item_costs_itself_alone() {
    let loaded = with("pieces: [(11, 24)]", "pieces: [(11, \"24\")]");
    let bad = ReadOnly::BadItem {
        list: "annotations",
        line: line("[(11, 24)]"),
        column: 27,
        problem: "Expected integer".to_owned(),
    };
    assert_eq!((loaded.read_only.as_slice(), ids(&loaded)), ([bad].as_slice(), vec!["p01mz7cd"]));
    let loaded = with("kind: \"disputes\", ", "");
    let [ReadOnly::BadItem { list: "links", line: at, problem, .. }] = &loaded.read_only[..] else {
        panic!("{loaded:?}")
    };
    assert_eq!(*at, line("kind: \"disputes\""));
    assert!(problem.contains("kind"), "{problem}");
    assert_eq!((loaded.set.links().len(), ids(&loaded)), (1, BOTH.to_vec()));
}

#[test]
fn a_bad_field_costs_itself_alone() {
    let loaded = with("blind: true", "blind: 3");
    let [ReadOnly::BadField { field: "blind", line: 7, column: 12, .. }] = loaded.read_only[..] else {
        panic!("{loaded:?}")
    };
    assert_eq!(ids(&loaded), BOTH);
    let loaded = with("ext: {", "ext: {, ");
    assert!(matches!(loaded.read_only[..], [ReadOnly::BadField { field: "ext", .. }]), "{loaded:?}");
}

#[test]
fn a_truncated_file_shows_what_is_whole() {
    let sidecar = write(&rich());
    let cut = sidecar.find("“Have").unwrap();
    let loaded = read(&sidecar[..cut]);
    let line = sidecar[..cut].lines().count();
    let [ReadOnly::Damaged { line: said, .. }] = loaded.read_only[..] else { panic!("{loaded:?}") };
    assert_eq!((said, ids(&loaded)), (line, vec!["p01mz7cd"]));
}

#[test]
fn a_field_that_is_there_twice_is_damage() {
    let loaded = with("    blind:", "    state: \"done\",\n    blind:");
    assert!(matches!(loaded.read_only[..], [ReadOnly::Damaged { line: 7, .. }]), "{loaded:?}");
}

#[test]
fn a_merge_left_half_done_is_said() {
    let claim = "            tag: \"claim\",\n";
    let sides = format!("<<<<<<< HEAD\n{claim}=======\n            tag: \"event\",\n>>>>>>> ben\n");
    let loaded = with(claim, &sides);
    assert_eq!(loaded.read_only[0], ReadOnly::Conflict { line: line(claim) });
    assert_eq!(ids(&loaded), ["k3f9x2qa"]);
    let loaded =
        with("    annotations: [\n", "    annotations: [\n<<<<<<< HEAD\n=======\n>>>>>>> a (branch)\n");
    assert_eq!(
        (loaded.read_only.as_slice(), ids(&loaded)),
        ([ReadOnly::Conflict { line: line("annotations:") + 1 }].as_slice(), BOTH.to_vec())
    );
}

#[test]
fn comments_that_saving_would_lose_protect_the_file() {
    let loaded = with("    links:", "    // The mayor's own.\n    links:");
    assert_eq!(
        (loaded.read_only.as_slice(), &loaded.set),
        ([ReadOnly::Comments { line: line("links:") }].as_slice(), &rich())
    );
    let loaded = with("flagged: true", "flagged: /* really */ true");
    assert_eq!((loaded.read_only.len(), &loaded.set), (1, &rich()));
    assert_eq!(with("/* kept */ }", "/* kept */ } // lost").read_only.len(), 1);
}

#[test]
fn annotations_that_fit_nowhere_are_kept_as_they_stand() {
    let why = |loaded: &LoadedSet| loaded.set.unplaced().next().unwrap().why.clone();
    for (pieces, expected) in [
        ("[(11, 2400)]", "position 2400 is beyond the end of the text (69)"),
        ("[(24, 11)]", "the span 24–11 is empty or ends before it starts"),
        ("[(12, 25)]", "the text has “Have they …” ” where the file has ““Have they …””"),
        ("[]", "it has no position"),
        ("[(11, 14), (15, 24)]", "it has 2 pieces but quotes 1"),
    ] {
        let sidecar = write(&rich()).replacen("[(11, 24)]", pieces, 1);
        let loaded = read(&sidecar);
        assert_eq!(
            (ids(&loaded), loaded.read_only.len(), loaded.set.unplaced().len()),
            (vec!["p01mz7cd"], 0, 1)
        );
        if !matches!(why(&loaded), Why::OtherWords { .. }) {
            assert_eq!(why(&loaded).to_string(), expected);
        }
        assert_eq!(read(&write(&loaded.set)).set, loaded.set);
        assert!(
            write(&loaded.set)
                .contains(&format!("pieces: {pieces},\n            exact: [\"“Have they …”\"]"))
        );
    }
}

#[test]
fn a_position_that_is_no_number_of_ours_is_a_bad_item() {
    for pieces in ["[(-1, 3)]", "[(0, 4294967296)]", "[(0, 1.5)]"] {
        let loaded = with("[(11, 24)]", pieces);
        assert!(matches!(loaded.read_only[..], [ReadOnly::BadItem { .. }]), "{pieces}");
    }
}

#[test]
fn a_string_that_looks_like_the_end_of_an_item_is_a_string() {
    // Raw line breaks are not how we write them, but they are strings all the same.
    let trap = "\n        ),\n        (\n            id: \"x\",";
    let loaded = with("note: \"\"", &format!("note: r#\"{trap}\"#"));
    assert_eq!((ids(&loaded), loaded.is_writable()), (BOTH.to_vec(), true));
    assert_eq!(loaded.set.get(&AnnotationId::new("p01mz7cd")).unwrap().note, trap);
}

#[test]
fn twins_are_told_apart() {
    let loaded = with("id: \"p01mz7cd\"", "id: \"k3f9x2qa\"");
    let (id, renamed) = (AnnotationId::new("k3f9x2qa"), AnnotationId::new("k3f9x2qa-2"));
    assert_eq!(loaded.warnings, [ReadWarning::TwinId { id, renamed }]);
    assert_eq!((ids(&loaded), loaded.is_writable()), (vec!["k3f9x2qa", "k3f9x2qa-2"], true));
}

#[test]
fn odd_but_harmless_things_are_said() {
    let loaded = with("pieces: [(0, 9), (", "pieces: [(0, 4), (4, 9), (");
    assert_eq!(loaded.set.unplaced().len(), 1, "pieces and quotes differ in number");
    let sidecar = write(&rich()).replacen("pieces: [(0, 9), (", "pieces: [(0, 4), (4, 9), (", 1).replacen(
        "\"It's late\", ",
        "\"It's\", \" late\", ",
        1,
    );
    let loaded = read(&sidecar);
    assert_eq!(loaded.warnings, [ReadWarning::PiecesJoined { id: AnnotationId::new("p01mz7cd") }]);
    assert_eq!(loaded.set, rich());
    let loaded = with("prefix: \"It's", "prefix: \"Was");
    assert_eq!(loaded.warnings, [ReadWarning::OtherContext { id: AnnotationId::new("k3f9x2qa") }]);
    assert_eq!((loaded.set, loaded.read_only), (rich(), vec![]));
    let place = with("at: [(25, 28, \"she\")]", "at: [(25, 28, \"her\")]");
    assert_eq!(place.warnings.len(), 1);
    assert!(write(&place.set).contains("at: [(25, 28, \"her\")]"), "kept as it stands");
    let link = "(from: \"k3f9x2qa\", kind: \"disputes\", to: \"p01mz7cd\"),";
    assert_eq!(with(link, &format!("{link}{link}")).warnings, [ReadWarning::TwinLinks { times: 1 }]);
}

#[test]
fn a_string_longer_than_a_person_writes_is_refused() {
    let long = "x".repeat((1 << 20) + 1);
    let loaded = with("note: \"\"", &format!("note: \"{long}\""));
    let [ReadOnly::BadItem { problem, .. }] = &loaded.read_only[..] else { panic!() };
    assert_eq!(problem, "`note`: it is longer than 1 MiB");
    assert_eq!(ids(&loaded), ["k3f9x2qa"]);
}

#[test]
fn an_annotation_may_cover_more_than_a_person_writes() {
    let text = support::text(&"word ".repeat(1 << 19));
    let whole = find(&text, text.as_str());
    let mut all = annotation("a", "claim", &["late"]);
    all.pieces = Pieces::one(whole);
    let set = AnnotationSet::new(anna(), "news/1").with([all], [], [], []);
    let sidecar = write::to_string(&set, &text, &ArticleHeader::of(&text, "w.txt", "plain/1", "utf-8"));
    let loaded = read::from_str(&sidecar, &anna(), &text).unwrap();
    assert!(loaded.is_writable() && loaded.set == set);
}

#[test]
fn many_faults_take_no_longer_than_few() {
    let bad: String = "(id: 3, x: y),\n".repeat(100_000);
    let loaded = with("    annotations: [\n", &format!("    annotations: [\n{bad}"));
    assert_eq!((loaded.read_only.len(), ids(&loaded)), (100_000, BOTH.to_vec()));
    let last = line("annotations:") + 100_000;
    assert!(matches!(loaded.read_only[99_999], ReadOnly::BadItem { line, .. } if line == last));
}

#[test]
fn only_so_many_annotations_are_held() {
    let items = |n: usize| format!("(copydesk: 1, annotator: \"anna\", annotations: [{}])", "3,".repeat(n));
    let refused = read::from_str(&items(1_000_001), &anna(), &text()).unwrap_err();
    assert_eq!((refused.list, refused.found), ("annotations", 1_000_001));
}

#[test]
fn a_word_about_the_reviews_own_annotation_names_gold() {
    let about = AnnotationRef::parse("gold/q1");
    assert_eq!((about.annotator, about.id.as_str()), (Some(AnnotatorName::gold()), "q1"));
    for own in ["Gold/q1", "article/q1", "q1", "a/b/c d"] {
        assert_eq!(AnnotationRef::parse(own).to_string(), own);
    }
}
