//! An article that several people tagged, and people who come to it one after the other, without a window.
#![expect(clippy::disallowed_methods, reason = "a test puts the files in place that the program then reads")]

use super::parse;
use copydesk::annotation::{AnnotationSet, AnnotatorName};
use copydesk::app::{Command, Correcting, Intent, Session, Wake};
use copydesk::chance::Chance;
use copydesk::progress::Progress;
use copydesk::review::{CorrectionKind, Grounds, Objection};
use copydesk::store::folder::walk;
use copydesk::store::settings::Settings;
use copydesk::store::{names, sidecar::ArticleHeader, write};
use copydesk::text::ReadingText;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

/// Sets of several annotators on one text, each from a picture of it.
pub fn sets(pictures: &[(&str, &str)]) -> (ReadingText, Vec<Arc<AnnotationSet>>) {
    let mut text = None;
    let sets = pictures.iter().map(|(name, picture)| {
        let (own, set) = parse(picture);
        assert!(text.get_or_insert(own.clone()).as_str() == own.as_str(), "all pictures have one text");
        Arc::new(set.renamed(AnnotatorName::new(name).unwrap()))
    });
    let sets = sets.collect();
    (text.unwrap(), sets)
}

/// An article with sidecars, and people who come to it one after the other.
pub struct Desk {
    pub folder: TempDir,
}

impl Desk {
    pub fn new(pictures: &[(&str, &str)]) -> Self {
        let (text, sets) = sets(pictures);
        let desk = Self { folder: TempDir::new().unwrap() };
        std::fs::write(desk.article(), text.as_str()).unwrap();
        for set in sets {
            let header = ArticleHeader::of(&text, "bridge.txt", "plain/1", "utf-8");
            let path = names::sidecar(&desk.article(), set.annotator());
            std::fs::write(path, write::to_string(&set, &text, &header)).unwrap();
        }
        desk
    }

    /// The same, where a chief has taken the first answer of every case, at ten.
    pub fn all_taken(pictures: &[(&str, &str)]) -> Self {
        let desk = Self::new(pictures);
        let mut chief = desk.reviewer("chief", "10:00");
        while chief.progress().0 > 0 {
            chief.run(Command::TakeAnswer(1));
        }
        chief.run(Command::Save);
        desk
    }

    pub fn article(&self) -> PathBuf {
        self.folder.path().join("bridge.txt")
    }

    /// The words of somebody’s sidecar.
    pub fn sidecar(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(format!("bridge.txt.{name}.ron"))).unwrap()
    }

    /// Puts a sidecar that somebody sent beside the article.
    pub fn receive(&self, name: &str, sidecar: &str) {
        std::fs::write(self.folder.path().join(format!("bridge.txt.{name}.ron")), sidecar).unwrap();
    }

    /// How many answers of authors the folder counts.
    pub fn waiting(&self) -> usize {
        walk(self.folder.path(), &Progress::new()).unwrap().articles[0].waiting
    }

    /// How many tags the folder counts that are other than when the review was done.
    pub fn changed(&self) -> usize {
        walk(self.folder.path(), &Progress::new()).unwrap().articles[0].changed
    }

    /// Ben contests the first thing that a review asks of him, at eleven.
    pub fn ben_contests(&self, words: &str) {
        let mut ben = self.person("ben", "11:00");
        ben.run(Command::NextUndecided);
        ben.wish(Intent::Object(Objection::Contest, words.to_owned()));
        ben.run(Command::Save);
    }

    /// A person who opens the article at a time of the day.
    pub fn person(&self, name: &str, time: &str) -> Person {
        self.somebody(Some(AnnotatorName::new(name).unwrap()), time)
    }

    /// The same, who may not have said who they are.
    pub fn somebody(&self, annotator: Option<AnnotatorName>, time: &str) -> Person {
        let chance = Chance::scripted(&format!("2026-11-24T{time}:00Z"), 7 + u64::from(time.as_bytes()[4]));
        let mut session = Session::new(chance, Settings::default(), annotator, Wake::none());
        session.handle(Intent::OpenPaths(vec![self.article()]));
        session.settle();
        Person { session }
    }

    /// A person who begins a review at a time of the day.
    pub fn reviewer(&self, name: &str, time: &str) -> Person {
        let mut person = self.person(name, time);
        person.run(Command::Review);
        assert!(person.session.reviewing().is_some(), "{:?}", person.session.notices());
        person
    }
}

/// Somebody with the article open.
pub struct Person {
    pub session: Session,
}

impl Person {
    pub fn run(&mut self, command: Command) {
        self.session.handle(Intent::Run(command));
        self.session.settle();
    }

    pub fn wish(&mut self, intent: Intent) {
        self.session.handle(intent);
        self.session.settle();
    }

    /// Whether a message with these words is shown.
    pub fn heard(&self, words: &str) -> bool {
        self.session.notices().iter().any(|notice| notice.summary.contains(words))
    }

    /// “claim: the bridge is safe”, for each annotation of the open set.
    pub fn tags(&self) -> Vec<String> {
        let document = self.session.document().unwrap();
        let text = &document.article().text;
        document.set().iter().map(|a| format!("{}: {}", a.tag, a.pieces.quote(text))).collect()
    }

    /// How many cases are left, agreed, decided.
    pub fn progress(&self) -> (usize, usize, usize) {
        let progress = self.session.reviewing().unwrap().workload();
        (progress.left, progress.agreed, progress.decided)
    }

    /// “taken anna/a1 by chief (label: why)”, for each decision.
    pub fn decisions(&self) -> Vec<String> {
        let gold = self.session.document().unwrap().set().gold().cloned().unwrap_or_default();
        let said = gold.decisions.iter().map(|d| {
            let about: Vec<String> = d.about.iter().map(ToString::to_string).collect();
            format!("{} {} by {} ({}: {})", d.verdict, about.join(" "), d.by, d.reason, d.note)
        });
        said.collect()
    }

    /// Says why the current case is decided so.
    pub fn reason(&mut self, reason: &str) {
        let reviewing = self.session.reviewing().unwrap();
        let at = reviewing.at().unwrap();
        let grounds = Grounds { reason: reason.to_owned(), ..reviewing.grounds(at) };
        self.wish(Intent::Ground(at, grounds));
    }

    /// What became of the own annotations, in the order of the inbox.
    pub fn corrections(&self) -> Vec<CorrectionKind> {
        let all = self.session.correcting().map(Correcting::all);
        all.unwrap_or_default().iter().map(|correction| correction.kind).collect()
    }
}

/// Two who agree on a claim, and not on a quote and an event.
pub const ANNA: (&str, &str) = (
    "anna",
    "
    The mayor said the bridge is safe. She left at noon.
                   |----------------| claim
    |------------| quote
                                       |------| event
    ",
);
pub const BEN: (&str, &str) = (
    "ben",
    "
    The mayor said the bridge is safe. She left at noon.
                   |----------------| claim
        |--------| quote
                                                |-----| event
    ",
);

/// What anna and ben tagged; ben says that the second claim is the first again.
pub const LINKED: [(&str, &str); 2] = [
    (
        "anna",
        "
        The bridge is safe. It is not so.
        |-----------------| claim#x
                            |--------| claim#y
        ",
    ),
    (
        "ben",
        "
        The bridge is safe. It is not so.
            |-------------| claim#p
                            |-----------| claim#q
        ~ p same-as q
        ",
    ),
];
