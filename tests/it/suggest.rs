//! What is proposed: speakers, the words that report, the form of a quote.
//!
//! The statement stands between `[` and `]`.

use copydesk::annotation::{Annotation, AnnotationId, AnnotationSet, AnnotatorName, Origin, Pieces, Slot};
use copydesk::suggest::{cue, form, speaker};
use copydesk::text::{ByteOffset, ReadingText, Span};
use proptest::prelude::*;

fn marked(picture: &str) -> (ReadingText, Vec<Span>) {
    let mut text = String::new();
    let mut starts = Vec::new();
    let mut pairs = Vec::new();
    for c in picture.chars() {
        match c {
            '[' => starts.push(text.len()),
            ']' => pairs.push((starts.pop().unwrap(), text.len())),
            c => text.push(c),
        }
    }
    let text = ReadingText::new(text).unwrap();
    let span = |(start, end)| text.span(ByteOffset::at(start), ByteOffset::at(end)).unwrap();
    let spans = pairs.into_iter().map(span).collect();
    (text, spans)
}

fn empty_set() -> AnnotationSet {
    AnnotationSet::new(AnnotatorName::new("anna").unwrap(), "news/1")
}

fn with_slots(text: &ReadingText, slots: &[(&str, &str)]) -> AnnotationSet {
    let whole = text.span(ByteOffset::default(), text.end()).unwrap();
    let annotations = slots.iter().enumerate().map(|(at, (name, value))| Annotation {
        id: AnnotationId::new(format!("a{at}")),
        tag: "quote".into(),
        pieces: Pieces::one(whole),
        slots: vec![Slot { name: (*name).into(), value: (*value).to_owned(), at: Vec::new() }],
        note: String::new(),
        flagged: false,
        origin: Origin::Hand,
        edited: "2026-01-01T00:00:00Z".into(),
    });
    empty_set().with(annotations, [], [], [])
}

fn names(picture: &str) -> Vec<String> {
    let (text, spans) = marked(picture);
    let found = speaker::candidates(&text, &empty_set(), "speaker", spans[0], 9);
    found.into_iter().map(|candidate| candidate.name).collect()
}

fn cue_of(picture: &str) -> Option<String> {
    let (text, spans) = marked(picture);
    cue::nearest(&text, spans[0]).map(|verb| text.quote(verb).to_owned())
}

fn form_of(picture: &str) -> Option<&'static str> {
    let (text, spans) = marked(picture);
    form::from_marks(&text, &Pieces::new(spans).unwrap())
}

#[test]
fn the_name_nearest_before_the_statement_comes_first() {
    assert_eq!(
        names("Officials met Maria Sol in Brest. Later the mayor, Jean Petit, said [the quay is closed]."),
        ["Jean Petit", "Brest", "Maria Sol"]
    );
}

#[test]
fn a_name_right_after_the_quote_is_found() {
    assert_eq!(names("[“The quay is closed,”] said Jean Petit on Tuesday.").first().unwrap(), "Jean Petit");
}

#[test]
fn a_name_at_a_reporting_verb_comes_before_one_that_is_nearer() {
    assert_eq!(names("The line runs to Brest. [“We knew nothing,”] said Jean Petit.")[0], "Jean Petit");
    assert_eq!(names("It came as Ada Moss, told Reuters [that it is shut].")[0], "Ada Moss");
}

#[test]
fn initials_particles_and_titles_stay_in_the_name() {
    assert_eq!(names("It was Ursula von der Leyen who said [so].")[0], "Ursula von der Leyen");
    assert_eq!(names("They asked J. K. Moss, who said [so].")[0], "J. K. Moss");
    assert_eq!(names("They asked Sen. Ada Moss, who said [so].")[0], "Sen. Ada Moss");
    assert_eq!(names("They asked Abdel al-Sisi, who said [so].")[0], "Abdel al-Sisi");
    assert_eq!(names("They asked the Bank of England, which said [so].")[0], "Bank of England");
}

#[test]
fn a_possessive_ends_the_name() {
    assert_eq!(names("They read Ada Moss’s Letters and said [so]."), ["Letters", "Ada Moss"]);
}

#[test]
fn words_that_only_begin_a_sentence_are_no_names() {
    assert_eq!(names("Prices rose. The mayor said on Tuesday in March [so]."), Vec::<String>::new());
    assert_eq!(names("Officials said [so]."), ["Officials"]);
    assert_eq!(names("Iran rejected it. They say Iran knew [so]."), ["Iran"]);
}

#[test]
fn a_surname_that_begins_a_sentence_is_a_name_where_the_whole_name_stands() {
    assert_eq!(
        names("The mayor met Dana Karlin. Karlin, in an interview, said [it is safe]."),
        ["Karlin", "Dana Karlin"]
    );
    assert_eq!(
        names("The mayor met nobody. Karlin, in an interview, said [it is safe]."),
        Vec::<String>::new()
    );
}

#[test]
fn speakers_of_the_article_come_before_names_in_the_text() {
    let (text, spans) = marked("Jean Petit said [so].");
    let set = with_slots(
        &text,
        &[("speaker", "Ada Moss"), ("speaker", "the mayor"), ("speaker", "the mayor"), ("cue", "said")],
    );
    let found = speaker::candidates(&text, &set, "speaker", spans[0], 9);
    let found: Vec<&str> = found.iter().map(|candidate| candidate.name.as_str()).collect();
    assert_eq!(found, ["the mayor", "Ada Moss", "Jean Petit"]);
}

#[test]
fn other_slots_offer_their_own_values_then_the_speakers() {
    let (text, spans) = marked("they said [so].");
    let set = with_slots(&text, &[("speaker", "Ada Moss"), ("disputed-by", "the mayor")]);
    let found = speaker::candidates(&text, &set, "disputed-by", spans[0], 9);
    let found: Vec<&str> = found.iter().map(|candidate| candidate.name.as_str()).collect();
    assert_eq!(found, ["the mayor", "Ada Moss"]);
}

#[test]
fn the_reporting_verb_nearest_to_the_statement_is_the_cue() {
    assert_eq!(cue_of("The board said on Tuesday that [repairs take six weeks].").unwrap(), "said");
    assert_eq!(cue_of("[“We knew nothing,”] insisted the man who said little.").unwrap(), "insisted");
    assert_eq!(cue_of("[“We knew nothing.”] She added that it was late.").unwrap(), "added");
    assert_eq!(cue_of("According to its accounts, [it spent eleven million].").unwrap(), "According to");
    assert_eq!(cue_of("Nobody spoke. [The quay is closed]. It rained."), None);
}

#[test]
fn a_verb_inside_the_statement_is_not_its_cue() {
    assert_eq!(cue_of("[He said he told them].").as_deref(), None);
}

#[test]
fn marks_around_a_sentence_make_a_direct_quote() {
    assert_eq!(form_of("[“Nobody told us,”] said the director."), Some("direct"));
    assert_eq!(form_of("[“Nobody told us”], said the director."), Some("direct"));
    assert_eq!(form_of("[“We knew,”] she said, [“and we waited.”]"), Some("direct"));
    assert_eq!(form_of("[«ما نمی‌دانستیم.»]"), Some("direct"));
    assert_eq!(form_of("[「知りませんでした。」]"), Some("direct"));
}

#[test]
fn marks_around_a_fragment_make_a_mixed_quote() {
    assert_eq!(form_of("He called it [“a disgrace”] and left."), Some("mixed"));
    assert_eq!(form_of("He called it [“a disgrace.”]"), Some("mixed"));
    assert_eq!(form_of("He called it [“Operation Ferry”]."), Some("mixed"));
}

#[test]
fn words_without_marks_have_no_form() {
    assert_eq!(form_of("He said [it was late]."), None);
}

proptest! {
    /// Whatever the text, proposals lie outside the statement, and nothing panics.
    #[test]
    fn proposals_stand_outside_the_statement(
        words in proptest::collection::vec("[A-Z]?[a-z]{1,4}|said|U\\.S\\.|é|“|”|\\.|\n|👩‍👩‍👧|世界", 1..40),
        from in 0..40_usize,
        length in 1..10_usize,
    ) {
        let text = ReadingText::new(words.join(" ")).unwrap();
        let ends: Vec<usize> = text.as_str().char_indices().map(|(at, _)| at).chain([text.end().index()]).collect();
        let start = ends[from.min(ends.len() - 2)];
        let end = ends[(from + length).clamp(from.min(ends.len() - 2) + 1, ends.len() - 1)];
        let statement = text.span(ByteOffset::at(start), ByteOffset::at(end)).unwrap();
        for candidate in speaker::candidates(&text, &empty_set(), "speaker", statement, 9) {
            let at = candidate.at.unwrap();
            prop_assert!(!at.overlaps(statement));
            prop_assert_eq!(text.quote(at), candidate.name);
        }
        if let Some(verb) = cue::nearest(&text, statement) {
            prop_assert!(!verb.overlaps(statement));
        }
    }
}
