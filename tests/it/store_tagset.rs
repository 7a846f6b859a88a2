//! The tagset as a file.

use copydesk::annotation::{Pattern, Rgb, SlotKind, Tagset};
use copydesk::store::tagset_file::{self, ReadTagsetError, TagsetError, TagsetWarning};

fn parse(text: &str) -> Result<(Tagset, Vec<TagsetWarning>), TagsetError> {
    tagset_file::parse(text, &['w', 's', 'o']).map(|loaded| (loaded.value, loaded.warnings))
}

/// A tagset of one tag with the given further fields.
fn tag_with(fields: &str) -> String {
    format!(
        "(copydesk: 1, name: \"t/1\", tags: [\n(name: \"one\", colour: (light: \"#102030\", dark: \"#405060\"), {fields}),\n])"
    )
}

#[test]
fn the_built_in_tagset_is_whole() {
    let (tagset, warnings) = parse(tagset_file::BUILTIN).unwrap();
    assert_eq!(warnings, []);
    assert_eq!(tagset, tagset_file::builtin());
    assert_eq!(&*tagset.name, "news/1");
    let tags: Vec<_> = tagset.tags.iter().map(|t| (&*t.name, t.key.unwrap(), t.pattern)).collect();
    let expected = [
        ("claim", 'c', Pattern::Solid),
        ("quote", 'q', Pattern::Double),
        ("event", 'e', Pattern::Dotted),
        ("disputed", 'd', Pattern::Wavy),
    ];
    assert_eq!(tags, expected);
    assert_eq!(tagset.tag("claim").unwrap().colour.light, Rgb(0x00, 0x67, 0xA3));
    for tag in &tagset.tags {
        assert!(tag.rule.len() > 200, "{} has a rule to read", tag.name);
        assert!(tag.slots.iter().all(|s| (s.kind == SlotKind::Choice) != s.choices.is_empty()));
    }
}

#[test]
fn the_first_choice_of_each_tag_is_the_one_asked_for_most() {
    let tagset = tagset_file::builtin();
    let first = |tag: &str| {
        let slots = &tagset.tag(tag).unwrap().slots;
        slots.iter().find(|s| s.kind == SlotKind::Choice).unwrap().name.to_string()
    };
    assert_eq!(["event", "quote", "disputed"].map(first), ["type", "form", "mode"]);
}

#[test]
fn links_hold_within_their_families() {
    let tagset = tagset_file::builtin();
    let kinds = |from: &'static str, to: &'static str| -> Vec<String> {
        tagset.links_between(from, to).map(|k| k.name.to_string()).collect()
    };
    assert_eq!(kinds("claim", "disputed"), ["disputes", "supports", "same-as"]);
    assert_eq!(kinds("quote", "event"), ["about"]);
    assert_eq!(kinds("event", "event"), ["same-as"]);
    assert_eq!(kinds("event", "quote"), [""; 0]);
}

#[test]
fn only_name_and_colour_are_needed() {
    let (tagset, warnings) = parse(&tag_with("")).unwrap();
    let tag = tagset.tag("one").unwrap();
    assert_eq!((tag.title.as_str(), tag.key, tag.pattern), ("one", None, Pattern::Solid));
    assert!(warnings.is_empty() && tag.slots.is_empty() && tagset.links.is_empty());
}

#[test]
fn a_command_letter_is_no_tag_key() {
    let (tagset, warnings) = parse(&tag_with("key: \"w\"")).unwrap();
    assert_eq!(tagset.tags[0].key, None);
    assert_eq!(warnings, [TagsetWarning::CommandKey { tag: "one".into(), key: 'w' }]);
    let (tagset, warnings) = parse(&tag_with("key: \"Ab\"")).unwrap();
    assert_eq!(tagset.tags[0].key, None);
    assert_eq!(warnings, [TagsetWarning::OddKey { of: "one".into(), key: "Ab".into() }]);
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let Err(TagsetError::Form { line, problem, .. }) = parse(&tag_with("colours: 3")) else { panic!() };
    assert_eq!(line, 2);
    assert!(problem.contains("colours"), "{problem}");
    let Err(TagsetError::Word { word, of, .. }) = parse(&tag_with("pattern: \"zigzag\"")) else { panic!() };
    assert_eq!((word.as_str(), of.as_str()), ("zigzag", "one"));
    let Err(TagsetError::Word { word, .. }) = parse(&tag_with("slots: [(name: \"s\", kind: \"list\")]"))
    else {
        panic!()
    };
    assert_eq!(word, "list");
    assert_eq!(parse("(copydesk: 2, what: ever)"), Err(TagsetError::Newer(2)));
    let twins = tag_with("slots: [(name: \"s\", kind: \"text\"), (name: \"s\", kind: \"text\")]");
    assert_eq!(parse(&twins), Err(TagsetError::Name("s".to_owned())));
}

#[test]
fn there_are_only_so_many_tags_and_slots() {
    let tag = |n: usize| format!("(name: \"t{n}\", colour: (light: \"#000000\", dark: \"#000000\")),");
    let tags =
        |n: usize| format!("(copydesk: 1, name: \"t\", tags: [{}])", (0..n).map(tag).collect::<String>());
    assert_eq!(parse(&tags(64)).unwrap().0.tags.len(), 64);
    assert_eq!(parse(&tags(65)), Err(TagsetError::TooManyTags(65)));
    let slots: Vec<String> = (0..33).map(|n| format!("(name: \"s{n}\", kind: \"text\")")).collect();
    let many = TagsetError::TooManySlots { tag: "one".to_owned(), slots: 33 };
    assert_eq!(parse(&tag_with(&format!("slots: [{}]", slots.join(",")))), Err(many));
}

#[test]
fn a_folder_without_a_tagset_has_none() {
    let folder = tempfile::tempdir().unwrap();
    assert!(tagset_file::read_in(folder.path(), &[]).unwrap().is_none());
    std::fs::create_dir(folder.path().join("tagset.ron")).unwrap();
    let refused = tagset_file::read_in(folder.path(), &[]);
    assert!(matches!(refused, Err(ReadTagsetError::File(_))), "{refused:?}");
}
