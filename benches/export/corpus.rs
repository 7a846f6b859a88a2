//! Articles with tags, the same at every run: in memory, and as files on the disk.

use copydesk::annotation::{
    Annotation, AnnotationId, AnnotationSet, AnnotatorName, Origin, Pieces, Place, Slot,
};
use copydesk::article::{self, Article, Details, Reading};
use copydesk::interchange::Record;
use copydesk::store::file::Stamp;
use copydesk::store::save;
use copydesk::text::{CharOffset, ReadingText};
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

/// How many words an article has, and how many tags.
const WORDS: u32 = 400;
const TAGS: u32 = 20;

/// An article with its tags.
pub(crate) struct Tagged {
    id: String,
    text: ReadingText,
    details: Details,
    set: AnnotationSet,
}

impl Tagged {
    pub(crate) fn record(&self) -> Record<'_> {
        let id = self.id.clone();
        Record::new(
            (id.clone(), id),
            format!("{}.txt", self.id),
            (&self.text, &self.details, "plain/1"),
            &[&self.set],
        )
    }
}

/// Makes the articles below a folder, and hands them back.
pub(crate) fn make(folder: &Path, count: u32) -> Vec<Tagged> {
    fs::create_dir_all(folder).unwrap();
    (0..count).map(|n| one(folder, n)).collect()
}

fn one(folder: &Path, n: u32) -> Tagged {
    const VOCABULARY: [&str; 12] = [
        "minister", "said", "the", "bridge", "“would", "open”", "in", "März", "despite", "costs", "of",
        "café",
    ];
    let words = (0..WORDS).map(|k| {
        let word = VOCABULARY.get(usize::try_from((n * 31 + k * 17 + k * k) % 12).unwrap()).unwrap();
        let end = if k % 60 == 59 {
            ".\n\n"
        } else if k % 15 == 14 {
            ". "
        } else {
            " "
        };
        format!("{word}{end}")
    });
    let words: String = words.collect();
    let path = folder.join(format!("article-{n:05}.txt"));
    File::create(&path).unwrap().write_all(words.as_bytes()).unwrap();
    let article: Article = article::read(words.as_bytes(), Reading::Plain, None).unwrap();
    let span = |start: u32, length: u32| {
        let end = (start + length).min(article.text.chars().get());
        article.text.span_of_chars(CharOffset::new(start), CharOffset::new(end)).unwrap()
    };
    let annotations = (0..TAGS).map(|k| {
        let start = k * 100 + n % 7;
        let speaker = Slot {
            name: "speaker".into(),
            value: "the minister".into(),
            at: vec![Place::Found(span(start, 8))],
        };
        Annotation {
            id: AnnotationId::new(format!("k{k}")),
            tag: ["claim", "quote", "event", "disputed"]
                .get(usize::try_from(k % 4).unwrap())
                .copied()
                .unwrap()
                .into(),
            pieces: Pieces::one(span(start, 20 + k)),
            slots: vec![speaker],
            note: String::new(),
            flagged: false,
            origin: Origin::Hand,
            edited: "2026-11-22T10:00:00Z".into(),
        }
    });
    let set = AnnotationSet::new(AnnotatorName::new("anna").unwrap(), "news/1").with(annotations, [], [], []);
    save::sidecar(&path, &set, &article, Stamp::ABSENT).unwrap();
    Tagged { id: format!("article-{n:05}"), text: article.text, details: Details::default(), set }
}
