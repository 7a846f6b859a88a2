//! What words, clauses, quotes and sentences are in the news of several languages.

use crate::support::{draw, find, parse, picture::dedent, text};
use copydesk::annotation::{Annotation, AnnotationId, AnnotationSet, Origin, Pieces};
use copydesk::text::{Boundary, ByteOffset, ReadingText, Span, Stretch};

/// Draws every stretch of one kind that the text is made of, under its words.
fn check_stretches(stretch: Stretch, expected: &str) {
    let (text, _) = parse(expected);
    let mut spans: Vec<Span> = Vec::new();
    for (at, _) in text.as_str().char_indices() {
        spans.extend(text.stretch_at(ByteOffset::at(at), stretch).filter(|span| !spans.contains(span)));
    }
    assert_eq!(drawn(&text, spans), dedent(expected));
}

fn drawn(text: &ReadingText, spans: Vec<Span>) -> String {
    let numbered = spans.into_iter().enumerate();
    let annotations = numbered.map(|(number, span)| Annotation {
        id: AnnotationId::new(format!("a{}", number + 1)),
        tag: "x".into(),
        pieces: Pieces::one(span),
        slots: Vec::new(),
        note: String::new(),
        flagged: false,
        origin: Origin::Hand,
        edited: "".into(),
    });
    let set = AnnotationSet::new(crate::support::nasty::annotator("anna"), "small/1");
    draw(text, &set.with(annotations, [], [], []))
}

fn check_sentences(expected: &[&str]) {
    let text = text(&expected.join(" "));
    let mut found = Vec::new();
    let mut at = ByteOffset::default();
    while at < text.end() {
        found.extend(text.stretch_at(at, Stretch::Sentence).map(|sentence| text.quote(sentence)));
        at = text.after(at, Boundary::Sentence);
    }
    assert_eq!(found, expected);
}

/// The steps by which a selection grows from some words.
fn check_grows(line: &str, from: &str, steps: &[&str]) {
    let text = text(line);
    let mut now = find(&text, from);
    let mut found = Vec::new();
    while let Some(grown) = text.grown(now) {
        found.push(text.quote(grown));
        now = grown;
    }
    assert_eq!(found, steps);
}

#[test]
fn initials_and_abbreviations_do_not_end_a_sentence() {
    check_sentences(&[
        "U.S. officials met Mr. Smith of Acme Inc. in St. Louis on Jan. 5.",
        "U.S. President Donald Trump spoke at 9 p.m. Monday.",
        "The talks moved to the U.S.",
        "The minister, Gen. A. B. Doe, signed No. 10 of the Protocols.",
        "Was he right?",
        "No.",
        "It was 3.5 percent, i.e. Nothing more.",
    ]);
}

#[test]
fn what_follows_in_small_letters_belongs_to_the_sentence() {
    check_sentences(&[
        "“Is it safe?” she asked.",
        "“It is safe.”",
        "“Run!” they cried, and ran.",
        "He left … and came back.",
        "\"It holds.\"",
        "\"Does it?\"",
    ]);
}

#[test]
fn sentences_of_other_languages() {
    check_sentences(&["Am 3. Oktober sprach Dr. Weiß von 5 Mio. Euro, d.h. viel.", "„Gut.“", "Er ging."]);
    check_sentences(&["M. Macron a dit : « C’est fini. »", "Il part."]);
    check_sentences(&["السلام عليكم؟", "نعم."]);
    check_sentences(&["הוא אמר שלום.", "צה\"ל הגיב."]);
    let chinese = text("他说：“很安全。”市长走了。桥很好！");
    let second = chinese.after(ByteOffset::default(), Boundary::Sentence);
    assert_eq!(chinese.stretch_at(second, Stretch::Sentence), Some(find(&chinese, "市长走了。")));
}

#[test]
fn words_of_english() {
    check_stretches(
        Stretch::Word,
        "
        “It’s the U.S. line,” she’d said—twice-told, 3.5% at 10:30.
         |--| x
              |-| x
                  |--| x
                       |--| x
                              |---| x
                                    |--| x
                                         |---| x
                                               |--| x
                                                     |-| x
                                                          || x
                                                             || x
                                                                || x
    ",
    );
}

#[test]
fn words_of_chinese_and_japanese_come_from_a_dictionary() {
    check_stretches(
        Stretch::Word,
        "
        市长说北京很安全。東京の首相は
        |--| x
            || x
              |--| x
                  || x
                    |--| x
                          |--| x
                              || x
                                |--| x
                                    || x
    ",
    );
}

#[test]
fn words_of_scripts_from_right_to_left() {
    check_stretches(
        Stretch::Word,
        "
        צה\"ל מסר: می‌خواهم، شد
        |--| x
             |-| x
                  |-----| x
                           || x
    ",
    );
}

#[test]
fn clauses_end_at_marks_but_not_inside_numbers() {
    check_stretches(
        Stretch::Clause,
        "
        The bridge, built in 1939–45 for $1,000, is safe – he said: “Go now” (today).
        |--------| x
                    |-------------------------| x
                                                 |-----| x
                                                           |-----| x
                                                                     |----| x
                                                                              |---| x
    ",
    );
}

#[test]
fn quotes_in_the_manners_of_many_countries() {
    for (line, quote) in [
        ("Er sagte: „Wir gehen.“ Dann ging er.", "„Wir gehen.“"),
        ("Er sagte: »Wir gehen.« Dann ging er.", "»Wir gehen.«"),
        ("Il a dit : «\u{a0}C’est fini\u{a0}» hier.", "«\u{a0}C’est fini\u{a0}»"),
        ("He said \"we go\" to them.", "\"we go\""),
        ("He said 'we don't go' to them.", "'we don't go'"),
        ("He said ‘we don’t go’ to them.", "‘we don’t go’"),
        ("Hon sa: ”Vi går nu.” Sedan.", "”Vi går nu.”"),
        ("市長は「橋は安全だ」と言った。", "「橋は安全だ」"),
        ("הוא אמר \"צה\"ל יגיב\" אתמול.", "\"צה\"ל יגיב\""),
        ("قال «نحن هنا» أمس.", "«نحن هنا»"),
        ("A 6\" pipe and \"a bridge\" fell.", "\"a bridge\""),
    ] {
        let text = text(line);
        let span = find(&text, quote);
        for at in [
            span.start(),
            text.before(span.end(), Boundary::Character),
            text.after(span.start(), Boundary::Word),
        ] {
            let found = text.stretch_at(at, Stretch::Quote).map(|found| text.quote(found));
            assert_eq!(found, Some(quote), "at {at} of {line}");
        }
        assert_eq!(text.stretch_at(span.end(), Stretch::Quote), None, "behind it in {line}");
        assert_eq!(text.stretch_at(ByteOffset::default(), Stretch::Quote), None, "before it in {line}");
    }
}

#[test]
fn a_quote_runs_over_paragraphs_up_to_the_last_closing_mark() {
    let words = "He said: “We hold the line.\n\n“We wait,” is no end.\n\n“And we ‘win’ it.\n“So there.” Then he left.";
    let text = text(words);
    // The second paragraph closes its mark early, so it is the last of the first quotation.
    let first = find(&text, "“We hold the line.\n\n“We wait,”");
    assert_eq!(text.stretch_at(find(&text, "hold").start(), Stretch::Quote), Some(first));
    assert_eq!(text.stretch_at(find(&text, "no end").start(), Stretch::Quote), None);
    let second = find(&text, "“And we ‘win’ it.\n“So there.”");
    assert_eq!(text.stretch_at(find(&text, "And").start(), Stretch::Quote), Some(second));
    assert_eq!(text.stretch_at(find(&text, "win").start(), Stretch::Quote), Some(find(&text, "‘win’")));
    assert_eq!(text.grown(find(&text, "‘win’")).map(|span| text.quote(span)), Some("And we ‘win’ it"));
}

#[test]
fn a_selection_grows_from_word_to_paragraph() {
    let line = "She left. Mr. Smith said “the ‘old’ bridge, built in 1939, is safe” on Monday. He left.";
    check_grows(
        line,
        "1939",
        &[
            "built in 1939",
            "“the ‘old’ bridge, built in 1939, is safe”",
            "Mr. Smith said “the ‘old’ bridge, built in 1939, is safe” on Monday.",
            line,
        ],
    );
    check_grows(
        line,
        "ol",
        &[
            "old",
            "‘old’",
            "the ‘old’ bridge",
            "“the ‘old’ bridge, built in 1939, is safe”",
            "Mr. Smith said “the ‘old’ bridge, built in 1939, is safe” on Monday.",
            line,
        ],
    );
    check_grows(
        line,
        "Monday. He",
        &[
            "on Monday. He left",
            "Mr. Smith said “the ‘old’ bridge, built in 1939, is safe” on Monday. He left.",
            line,
        ],
    );
}

#[test]
fn carets_stop_where_words_end_and_begin() {
    let text = text("“Hello,” he\n\n  — said.\r\n東京の首相 🧔🏽‍♂️");
    let stops = |mut at: ByteOffset, step: &dyn Fn(ByteOffset) -> ByteOffset| {
        let mut before = Vec::new();
        loop {
            let next = step(at);
            if next == at {
                return before;
            }
            before.push(text.between(ByteOffset::default(), next).chars().rev().take(2).collect::<Vec<_>>());
            at = next;
        }
    };
    let on: Vec<String> = stops(ByteOffset::default(), &|at| text.after(at, Boundary::Word))
        .into_iter()
        .map(|two| two.into_iter().rev().collect())
        .collect();
    assert_eq!(
        on,
        ["lo", "he", "id", "東京", "京の", "首相", "\u{200d}♂️".chars().skip(1).collect::<String>().as_str()]
    );
}

#[test]
fn paragraphs_begin_behind_their_indentation() {
    let text = text("One.\n\n  Two.\r\n \t\nThree.\rFour.");
    let mut at = ByteOffset::default();
    let mut starts = Vec::new();
    while at < text.end() {
        at = text.after(at, Boundary::Paragraph);
        starts.push(text.between(at, text.end()));
    }
    assert_eq!(starts, ["Two.\r\n \t\nThree.\rFour.", "Three.\rFour.", "Four.", ""]);
    assert_eq!(text.before(find(&text, "wo").start(), Boundary::Paragraph), find(&text, "Two").start());
    assert_eq!(text.before(find(&text, "Two").start(), Boundary::Paragraph), ByteOffset::default());
    assert_eq!(text.stretch_at(find(&text, "wo").start(), Stretch::Paragraph), Some(find(&text, "Two.")));
}

#[test]
fn a_quote_of_several_sentences_comes_before_the_sentence_in_which_it_begins() {
    check_grows(
        "She was blunt: “Have they gone yet? No. We wait.” Nobody moved.",
        "gone",
        &[
            "Have they gone yet",
            "“Have they gone yet? No. We wait.”",
            "She was blunt: “Have they gone yet? No. We wait.”",
            "She was blunt: “Have they gone yet? No. We wait.” Nobody moved.",
        ],
    );
}
