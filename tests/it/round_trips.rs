//! What comes back from every format is what went in, up to the losses that it declares, and each
//! declared loss is one.

use crate::desk::Desk;
use crate::nasty::{self, Work};
use copydesk::annotation::{
    Annotation, AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Link, Origin, Pieces, Place,
    Sight, Slot, State,
};
use copydesk::article::Details;
use copydesk::chance::Chance;
use copydesk::interchange::export::{self, Damaged, Options, Sets};
use copydesk::interchange::import::{self, Report};
use copydesk::interchange::{Format, Loss, Shape};
use copydesk::progress::Progress;
use copydesk::text::{CharOffset, ReadingText, Span};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What of a work a loss would change, as lines that are compared without regard to their order.
type Facets = BTreeMap<Loss, Vec<String>>;

/// A work as a format with these losses can show it.
struct Seen<'w> {
    work: &'w Work,
    lost: &'w BTreeSet<Loss>,
}

impl Seen<'_> {
    fn words(&self, words: &str) -> String {
        let mut words = words.to_owned();
        if self.lost.contains(&Loss::LineEnds) {
            words = words.replace("\r\n", "\n").replace('\r', "\n");
        }
        if self.lost.contains(&Loss::Controls) {
            let refused = |c| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
            words = words.replace(refused, " ");
        }
        words
    }

    fn name(&self, name: &str) -> String {
        if !self.lost.contains(&Loss::Names) {
            return self.words(name);
        }
        name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect()
    }

    /// Start and end in code points of the text as the format has it.
    fn at(&self, span: Span) -> (usize, usize) {
        let before = self.work.text.as_str().split_at(span.start().index()).0;
        let until = self.work.text.as_str().split_at(span.end().index()).0;
        // What has half of a CR LF has its LF.
        let inside = self.lost.contains(&Loss::LineEnds)
            && before.ends_with('\r')
            && self.work.text.quote(span).starts_with('\n');
        let start = self.words(before).chars().count() - usize::from(inside);
        (start, self.words(until).chars().count())
    }

    /// What an annotation is known by in every format; nothing where it has only what is lost.
    fn key(&self, annotation: &Annotation) -> Option<String> {
        let extent = annotation.extent();
        let trimmed = self.lost.contains(&Loss::EdgeBlanks);
        let extent = if trimmed { self.work.text.trimmed(extent)? } else { extent };
        let breaks = [
            '\t', '\n', '\r', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}',
            '\u{2029}',
        ];
        if self.lost.contains(&Loss::Breaks)
            && annotation
                .pieces
                .iter()
                .all(|piece| self.work.text.quote(piece).chars().all(|c| breaks.contains(&c)))
        {
            return None;
        }
        let (start, end) = self.at(extent);
        (start < end).then(|| format!("{start}:{end} {}", self.name(&annotation.tag)))
    }

    fn key_of(&self, owner: &AnnotationSet, end: &AnnotationRef) -> Option<String> {
        let annotator = end.annotator.as_ref().unwrap_or(owner.annotator());
        let set = self.work.sets.iter().find(|set| set.annotator() == annotator)?;
        self.key(set.get(&end.id)?)
    }

    fn facets(&self) -> Facets {
        let mut facets = Facets::new();
        let details = &self.work.details;
        let named =
            ["title", "byline", "outlet", "published", "url", "lang"].into_iter().zip(details.fields());
        let known = named.filter_map(|(name, value)| Some(format!("{name}: {}", self.words(value?))));
        facets.insert(Loss::Details, known.collect());
        for set in &self.work.sets {
            self.set(set, &mut |loss, line| facets.entry(loss).or_default().push(line));
        }
        for lines in facets.values_mut() {
            lines.sort();
        }
        facets
    }

    fn set(&self, set: &AnnotationSet, say: &mut dyn FnMut(Loss, String)) {
        let annotator = set.annotator();
        say(Loss::States, format!("{annotator} {}", set.state().as_str()));
        for annotation in set.iter() {
            let Some(key) = self.key(annotation) else { continue };
            say(Loss::Unplaced, key.clone());
            say(Loss::Annotators, format!("{annotator} {key}"));
            say(Loss::Ids, format!("{} {key}", annotation.id));
            if annotation.pieces.len() > 1 {
                let mut pieces: Vec<(usize, usize)> = Vec::new();
                for (start, end) in annotation.pieces.iter().map(|piece| self.at(piece)) {
                    // Pieces that a lost CR stood between are one.
                    match pieces.last_mut() {
                        Some((_, last)) if *last == start => *last = end,
                        _ => pieces.push((start, end)),
                    }
                }
                if pieces.len() > 1 {
                    say(Loss::Pieces, format!("{key} {pieces:?}"));
                }
            }
            for slot in &annotation.slots {
                say(Loss::Slots, format!("{key} {}={}", self.name(&slot.name), self.words(&slot.value)));
                let places: Vec<_> = slot.at.iter().filter_map(Place::span).map(|at| self.at(at)).collect();
                if !places.is_empty() {
                    say(Loss::Places, format!("{key} {} {places:?}", self.name(&slot.name)));
                }
            }
            if !annotation.note.is_empty() {
                say(Loss::Notes, format!("{key} {}", self.words(&annotation.note)));
            }
            if annotation.flagged {
                say(Loss::Flags, key.clone());
            }
            say(Loss::Origins, format!("{key} {}", annotation.origin.as_str()));
            say(Loss::Times, format!("{key} {}", annotation.edited));
        }
        for link in set.links() {
            let ends = self.key_of(set, &link.from).zip(self.key_of(set, &link.to));
            let Some((from, to)) = ends else { continue };
            say(Loss::Relations, format!("{from} {} {to}", self.name(&link.kind)));
            say(Loss::RelationAnnotators, format!("{annotator}: {from} {} {to}", self.name(&link.kind)));
        }
    }
}

/// The works after a way through a format.
fn returned(desk: &Desk, format: Format, works: &[Work], lost: &BTreeSet<Loss>) -> (Vec<Work>, Report) {
    for (n, work) in works.iter().enumerate() {
        desk.put_work(&format!("from/a{n}.txt"), work);
        if lost.contains(&Loss::Text) {
            desk.put(&format!("to/a{n}.txt"), work.text.as_str());
        }
    }
    let out = match format.shape() {
        Shape::Stream => format!("out.{}", format.facts().extension),
        Shape::Folder => "out".to_owned(),
    };
    let request = export::Request {
        paths: vec![desk.path("from")],
        format,
        out: desk.path(&out),
        sets: Sets::All,
        options: Options::default(),
        encoding: None,
        damaged: Damaged::Stops,
    };
    export::run(&request, &Progress::new()).unwrap();
    assert_eq!(import::sniffed(&desk.path(&out)).unwrap(), format, "a format is known by what is in it");
    let request = import::Request {
        files: vec![desk.path(&out)],
        format: None,
        into: desk.path("to"),
        annotator: None,
        mapping: BTreeMap::new(),
    };
    let mut chance = Chance::scripted("2026-11-23T10:00:00Z", 1);
    let report = import::run(&request, &mut chance, &Progress::new()).unwrap();
    let came = |(n, work): (usize, &Work)| {
        let article = format!("to/a{n}.txt");
        let is_there = desk.path(&article).exists();
        let left_out =
            work.sets.iter().all(AnnotationSet::is_empty) && lost.contains(&Loss::UntaggedArticles);
        if !is_there && left_out {
            return work.clone();
        }
        let text = ReadingText::new(desk.read(&article)).unwrap();
        let sets = desk.sets(&article, &text);
        Work { details: desk.details(&article), sets, text }
    };
    (works.iter().enumerate().map(came).collect(), report)
}

fn read_formats() -> impl Iterator<Item = Format> {
    Format::ALL.iter().copied().filter(|format| format.is_read())
}

fn check(format: Format, works: &[Work]) {
    let lost: BTreeSet<Loss> = format.losses().collect();
    let desk = Desk::new();
    let (came, report) = returned(&desk, format, works, &lost);
    assert_eq!((report.unplaced, report.refused), (0, 0), "{format}: {:?}", report.remarks);
    for (work, came) in works.iter().zip(&came) {
        let (before, after) = (Seen { work, lost: &lost }, Seen { work: came, lost: &lost });
        if !lost.contains(&Loss::Text) {
            assert_eq!(came.text.as_str(), before.words(work.text.as_str()), "{format}: the text");
        }
        let (mut went, mut came) = (before.facets(), after.facets());
        assert_eq!(went.remove(&Loss::Unplaced), came.remove(&Loss::Unplaced), "{format}: the annotations");
        for loss in went.keys().chain(came.keys()).filter(|loss| !lost.contains(loss)) {
            assert_eq!(came.get(loss), went.get(loss), "{format}: {loss:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_went_out_comes_back(works in proptest::collection::vec(nasty::work(), 1..4)) {
        read_formats().for_each(|format| check(format, &works));
    }
}

/// An annotation without more, its pieces in code points.
fn plain(text: &ReadingText, id: &str, tag: &str, pieces: &[(u32, u32)]) -> Annotation {
    let span = |(start, end): &(u32, u32)| {
        text.span_of_chars(CharOffset::new(*start), CharOffset::new(*end)).unwrap()
    };
    Annotation {
        id: AnnotationId::new(id),
        tag: tag.into(),
        pieces: Pieces::new(pieces.iter().map(span)).unwrap(),
        slots: Vec::new(),
        note: String::new(),
        flagged: false,
        origin: Origin::Hand,
        edited: "2026-11-22T10:00:00Z".into(),
    }
}

/// A work that has everything that can be lost.
fn rich() -> Work {
    let text = ReadingText::new("“Have they?” asked\r\nMs Ω😀.  \u{1}End of it all.").unwrap();
    let span = |start, end| text.span_of_chars(CharOffset::new(start), CharOffset::new(end)).unwrap();
    let annotation = |id: &str, tag: &str, pieces: &[(u32, u32)]| plain(&text, id, tag, pieces);
    let quote = Annotation {
        slots: vec![
            Slot { name: "speaker".into(), value: "Ms Ω".into(), at: vec![Place::Found(span(20, 24))] },
            Slot { name: "made up".into(), value: "a value\nof lines".into(), at: Vec::new() },
        ],
        note: "A note.\nOf two lines | and = signs".into(),
        flagged: true,
        origin: Origin::Suggested,
        ..annotation("k1", "quote", &[(0, 12)])
    };
    let own = |id: &str| AnnotationRef::own(AnnotationId::new(id));
    let bens = |id: &str| AnnotationRef { annotator: Some(AnnotatorName::new("ben").unwrap()), ..own(id) };
    let link = |from, kind: &str, to| Link { from, kind: kind.into(), to };
    let anna = AnnotationSet::new(AnnotatorName::new("anna").unwrap(), "news/1")
        .with(
            [
                quote,
                annotation("k2", "claim", &[(1, 5), (13, 18)]),
                annotation("k3", "böse Marke", &[(23, 29)]),
                annotation("k4", "event", &[(18, 25)]),
                annotation("k5", "event", &[(18, 20)]),
            ],
            [],
            [
                link(own("k1"), "disputes", own("k2")),
                link(own("k2"), "about", bens("k1")),
                link(bens("k2"), "made up", own("k1")),
            ],
            [],
        )
        .with_header(State::Done, Sight::Open, None, "{}");
    let ben = AnnotationSet::new(AnnotatorName::new("ben").unwrap(), "news/1").with(
        [annotation("k1", "quote", &[(0, 12)]), annotation("k2", "claim", &[(29, 39)])],
        [],
        [],
        [],
    );
    let idle = AnnotationSet::new(AnnotatorName::new("carl").unwrap(), "news/1");
    let details = Details {
        title: Some("Have they? & <others>".to_owned()),
        byline: Some("By A. Writer".to_owned()),
        outlet: Some("The Paper".to_owned()),
        published: Some("2026-11-22".to_owned()),
        url: Some("https://example.org/a?b=c&d".to_owned()),
        language: Some("en".to_owned()),
    };
    Work { text, details, sets: vec![anna, ben, idle] }
}

#[test]
fn a_work_with_everything_comes_back_but_for_what_is_declared() {
    read_formats().for_each(|format| check(format, &[rich()]));
}

#[test]
fn what_is_declared_as_lost_is_lost() {
    let rich = rich();
    let untagged = Work { sets: Vec::new(), ..rich.clone() };
    for format in read_formats() {
        let lost: BTreeSet<Loss> = format.losses().collect();
        let desk = Desk::new();
        let (came, _) = returned(&desk, format, &[rich.clone(), untagged.clone()], &lost);
        let none = BTreeSet::new();
        let before = Seen { work: &rich, lost: &none }.facets();
        let after = Seen { work: &came[0], lost: &none }.facets();
        for loss in format.facts().losses {
            let gone = match loss {
                Loss::Text | Loss::LongTexts => true,
                Loss::UntaggedArticles => !desk.path("to/a1.txt").exists() || lost.contains(&Loss::Text),
                Loss::LineEnds => !came[0].text.as_str().contains('\r'),
                Loss::Controls => !came[0].text.as_str().contains('\u{1}'),
                Loss::Names | Loss::EdgeBlanks | Loss::Breaks => {
                    before.get(&Loss::Unplaced) != after.get(&Loss::Unplaced)
                }
                one => before.get(one) != after.get(one),
            };
            assert!(gone, "{format} declares {loss:?}, and keeps it");
        }
    }
}

/// A work of one annotation of these pieces.
fn in_pieces(text: &str, pieces: &[(u32, u32)]) -> [Work; 1] {
    let text = ReadingText::new(text).unwrap();
    let annotation = plain(&text, "k1", "claim", pieces);
    let anna = AnnotationSet::new(AnnotatorName::new("anna").unwrap(), "news/1");
    [Work { details: Details::default(), sets: vec![anna.with([annotation], [], [], [])], text }]
}

#[test]
fn a_piece_of_half_a_line_end_comes_back_as_the_line_end() {
    let works = in_pieces("Said.\r\nSo.", &[(0, 1), (6, 7)]);
    read_formats().for_each(|format| check(format, &works));
}

#[test]
fn pieces_of_line_breaks_alone_around_words_are_declared_lost() {
    let works = in_pieces("a\nb\nc", &[(1, 2), (3, 4)]);
    read_formats().for_each(|format| check(format, &works));
}
