//! Articles and sidecars of any size, the same at every run.

use copydesk::annotation::{
    Annotation, AnnotationId, AnnotationSet, AnnotatorName, Origin, Pieces, Place, Slot,
};
use copydesk::store::{sidecar::ArticleHeader, write};
use copydesk::text::{ByteOffset, ReadingText};
use std::sync::Arc;
use tempfile::TempDir;

/// How large an article is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) words: usize,
    pub(crate) annotations: usize,
}

impl Size {
    pub(crate) const ALL: [Self; 5] = [
        Self { words: 1_000, annotations: 50 },
        Self { words: 10_000, annotations: 1_000 },
        Self { words: 100_000, annotations: 10_000 },
        Self { words: 200_000, annotations: 5_000 },
        Self { words: 1_000_000, annotations: 100_000 },
    ];
}

const WORDS: [&str; 48] = [
    "the",
    "harbour",
    "board",
    "said",
    "on",
    "Tuesday",
    "that",
    "repairs",
    "to",
    "the",
    "bridge",
    "would",
    "take",
    "six",
    "weeks",
    "longer",
    "than",
    "planned,",
    "leaving",
    "thousands",
    "of",
    "commuters",
    "with",
    "a",
    "single",
    "ferry.",
    "“Nobody",
    "told",
    "us,”",
    "council",
    "members",
    "of",
    "São",
    "Tomé",
    "and",
    "Łódź",
    "wrote",
    "in",
    "a",
    "report",
    "about",
    "the",
    "inspection",
    "in",
    "March.",
    "An",
    "engineer’s",
    "survey",
];

/// Dice that fall the same at every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// Writes `article.txt` with a sidecar by anna into a folder of its own.
pub(crate) fn write(size: Size) -> TempDir {
    let folder = TempDir::new().unwrap();
    let mut dice = Dice(7);
    let (text, starts) = prose(size.words, &mut dice);
    let text = ReadingText::new(text).unwrap();
    let set = annotations(&text, &starts, size.annotations, &mut dice);
    let header = ArticleHeader::of(&text, "article.txt", "plain/1", "utf-8");
    std::fs::write(folder.path().join("article.txt"), text.as_str()).unwrap();
    std::fs::write(folder.path().join("article.txt.anna.ron"), write::to_string(&set, &text, &header))
        .unwrap();
    folder
}

/// Paragraphs of 40 to 120 words, and where each word starts.
fn prose(words: usize, dice: &mut Dice) -> (String, Vec<usize>) {
    let (mut text, mut starts, mut left) = (String::new(), Vec::with_capacity(words), 0);
    for _ in 0..words {
        if left == 0 {
            left = 40 + dice.roll(80);
            if !text.is_empty() {
                text.push_str("\n\n");
            }
        } else {
            text.push(' ');
        }
        left -= 1;
        starts.push(text.len());
        text.push_str(WORDS[dice.roll(WORDS.len())]);
    }
    (text, starts)
}

/// Annotations of 3 to 14 words; every second one lies over the one before.
fn annotations(text: &ReadingText, starts: &[usize], many: usize, dice: &mut Dice) -> AnnotationSet {
    let tags: [Arc<str>; 4] = ["claim".into(), "quote".into(), "event".into(), "disputed".into()];
    let mut first = 0;
    let made = (0..many).map(|n| {
        first = if n % 2 == 0 { dice.roll(starts.len() - 20) } else { first + 1 };
        let last = first + 3 + dice.roll(12);
        let end = starts[last] - 1;
        let span = text.span(ByteOffset::at(starts[first]), ByteOffset::at(end)).ok();
        let span = span.or_else(|| text.snapped(ByteOffset::at(starts[first]), ByteOffset::at(end))).unwrap();
        let slots = if n % 2 == 0 {
            vec![Slot {
                name: "speaker".into(),
                value: text.quote(span).to_owned(),
                at: vec![Place::Found(span)],
            }]
        } else {
            Vec::new()
        };
        Annotation {
            id: AnnotationId::new(format!("a{n:07}")),
            tag: Arc::clone(&tags[dice.roll(4)]),
            pieces: Pieces::one(span),
            slots,
            note: String::new(),
            flagged: false,
            origin: Origin::Hand,
            edited: "2026-11-23T10:00:00Z".into(),
        }
    });
    let made: Vec<_> = made.collect();
    AnnotationSet::new(AnnotatorName::new("anna").unwrap(), "news/1").with(made, [], [], [])
}
