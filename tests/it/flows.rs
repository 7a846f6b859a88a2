//! Whole days' work on a session, without a window.
#![expect(clippy::disallowed_methods, reason = "a test puts the files in place that the program then reads")]

use copydesk::annotation::{AnnotatorName, Slot};
use copydesk::app::{Command, Direction, Extend, Intent, Request, SaveState, Selection, Session, Wake};
use copydesk::chance::Chance;
use copydesk::store::settings::Settings;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A session on a folder of its own.
struct Desk {
    folder: TempDir,
    session: Session,
}

impl Desk {
    fn new(article: &str) -> Self {
        Self::by(article, Some("anna"))
    }

    fn by(article: &str, annotator: Option<&str>) -> Self {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("bridge.txt"), article).unwrap();
        let mut desk = Self { session: session(annotator), folder };
        desk.open("bridge.txt");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn open(&mut self, name: &str) {
        let path = self.path(name);
        self.session.handle(Intent::OpenPaths(vec![path]));
        self.session.settle();
    }

    fn run(&mut self, command: Command) {
        self.session.handle(Intent::Run(command));
    }

    /// Selects the first place where the words stand.
    fn select(&mut self, words: &str) {
        let text = self.session.document().unwrap().article().text.clone();
        let at = text.as_str().find(words).unwrap();
        let start = copydesk::text::ByteOffset::at(at);
        let span = text.span(start, start.plus(words.len())).unwrap();
        self.session.handle(Intent::Select(Selection::of(span)));
    }

    fn tag(&mut self, words: &str, tag: &str) {
        self.select(words);
        self.session.handle(Intent::Tag(tag.into()));
    }

    /// Every annotation as `tag: words`, in the order of the text.
    fn tags(&self) -> Vec<String> {
        let document = self.session.document().unwrap();
        let text = &document.article().text;
        document.set().iter().map(|a| format!("{}: {}", a.tag, a.pieces.quote(text))).collect()
    }

    fn sidecar(&self, name: &str) -> Option<String> {
        std::fs::read_to_string(self.path(name)).ok()
    }
}

fn session(annotator: Option<&str>) -> Session {
    let annotator = annotator.map(|name| AnnotatorName::new(name).unwrap());
    Session::new(Chance::scripted("2026-11-23T10:00:00Z", 7), Settings::default(), annotator, Wake::none())
}

const NEWS: &str =
    "The mayor said the bridge is safe.\n\n“Nobody told us,” she added. “We would have closed it.”";

#[test]
fn what_changed_outside_is_kept_with_what_was_done_here() {
    let mut desk = Desk::new(NEWS);
    desk.tag("the bridge is safe", "claim");
    desk.tag("“Nobody told us,”", "quote");
    desk.run(Command::Save);
    desk.session.settle();
    // Another program adds a note, and takes an annotation away.
    let mut there = desk.sidecar("bridge.txt.anna.ron").unwrap();
    there = there.replacen("note: \"\"", "note: \"checked\"", 1);
    std::fs::write(desk.path("bridge.txt.anna.ron"), &there).unwrap();
    desk.tag("“We would have closed it.”", "quote");
    desk.session.settle();
    assert_eq!(desk.session.save_state(), SaveState::Saved("2026-11-23T10:00:00Z".to_owned()));
    assert_eq!(
        desk.tags(),
        ["claim: the bridge is safe", "quote: “Nobody told us,”", "quote: “We would have closed it.”"]
    );
    let saved = desk.sidecar("bridge.txt.anna.ron").unwrap();
    assert!(saved.contains("checked") && saved.contains("“We would have closed it.”"));
    assert!(desk.session.notices().iter().any(|notice| notice.summary.contains("changed outside")));
}

#[test]
fn where_both_have_changed_the_same_both_are_kept() {
    let mut desk = Desk::new(NEWS);
    desk.tag("the bridge is safe", "claim");
    desk.run(Command::Save);
    desk.session.settle();
    let there = desk.sidecar("bridge.txt.anna.ron").unwrap().replacen("tag: \"claim\"", "tag: \"event\"", 1);
    std::fs::write(desk.path("bridge.txt.anna.ron"), there).unwrap();
    desk.session.handle(Intent::Tag("disputed".into()));
    desk.session.settle();
    let mut tags = desk.tags();
    tags.sort();
    assert_eq!(tags, ["disputed: the bridge is safe", "event: the bridge is safe"]);
}

#[test]
fn a_sidecar_that_was_taken_away_is_written_again() {
    let mut desk = Desk::new(NEWS);
    desk.tag("the bridge is safe", "claim");
    desk.run(Command::Save);
    desk.session.settle();
    std::fs::remove_file(desk.path("bridge.txt.anna.ron")).unwrap();
    desk.tag("“Nobody told us,”", "quote");
    desk.session.settle();
    let saved = desk.sidecar("bridge.txt.anna.ron").unwrap();
    assert!(saved.contains("the bridge is safe") && saved.contains("Nobody told us"));
}

#[test]
fn what_is_left_of_a_piece_has_no_blanks_at_its_ends() {
    let mut desk = Desk::new(NEWS);
    desk.tag("The mayor said the bridge is safe.", "claim");
    desk.select("said the");
    desk.run(Command::RemovePiece);
    assert_eq!(desk.tags(), ["claim: The mayor … bridge is safe."]);
}

#[test]
fn a_piece_is_added_to_what_was_current_last() {
    let mut desk = Desk::new(NEWS);
    desk.tag("“Nobody told us,”", "quote");
    let at = desk.session.document().unwrap().article().text.end();
    desk.session.handle(Intent::MoveTo { at, extend: Extend::No });
    desk.select("“We would have closed it.”");
    desk.run(Command::AddPiece);
    assert_eq!(desk.tags(), ["quote: “Nobody told us,” … “We would have closed it.”"]);
}

#[test]
fn a_title_with_a_slash_is_kept_in_the_file_name() {
    let mut desk = Desk::new(NEWS);
    let details = copydesk::article::Details { title: Some("Rates up 1/4".to_owned()), ..Default::default() };
    desk.session.handle(Intent::OpenPaths(vec![desk.folder.path().to_owned()]));
    desk.session.settle();
    desk.session.handle(Intent::NewArticle(details, "Words.".to_owned()));
    desk.session.settle();
    assert!(desk.path("Rates up 1-4.txt").exists());
}

#[test]
fn what_was_tagged_is_there_when_the_article_is_opened_again() {
    let mut desk = Desk::new(NEWS);
    desk.tag("the bridge is safe", "claim");
    desk.tag("“Nobody told us,”", "quote");
    desk.session.handle(Intent::Close);
    desk.session.settle();
    assert!(desk.session.take_requests().contains(&Request::Close));

    desk.session = session(Some("anna"));
    desk.open("bridge.txt");
    assert_eq!(desk.tags(), ["claim: the bridge is safe", "quote: “Nobody told us,”"]);
    assert!(matches!(desk.session.save_state(), SaveState::Saved(_) | SaveState::Untouched));
}

#[test]
fn undo_takes_everything_back_by_name_and_redo_brings_it_again() {
    let mut desk = Desk::new(NEWS);
    desk.tag("the bridge is safe", "claim");
    desk.session.handle(Intent::Tag("disputed".into()));
    assert_eq!(desk.tags(), ["disputed: the bridge is safe"]);
    assert_eq!(desk.session.document().unwrap().history().undo_name(), Some("retag as disputed"));
    desk.run(Command::Undo);
    assert_eq!(desk.tags(), ["claim: the bridge is safe"]);
    desk.run(Command::Undo);
    assert!(desk.tags().is_empty());
    desk.run(Command::Redo);
    desk.run(Command::Redo);
    assert_eq!(desk.tags(), ["disputed: the bridge is safe"]);
}

#[test]
fn a_tag_key_without_selection_tags_the_word_under_the_caret() {
    let mut desk = Desk::new(NEWS);
    let at = copydesk::text::ByteOffset::at(NEWS.find("bridge").unwrap() + 2);
    desk.session.handle(Intent::MoveTo { at, extend: Extend::No });
    desk.session.handle(Intent::Tag("event".into()));
    assert_eq!(desk.tags(), ["event: bridge"]);
}

#[test]
fn moving_out_of_the_current_annotation_ends_it() {
    let mut desk = Desk::new(NEWS);
    desk.tag("the bridge is safe", "claim");
    assert!(desk.session.document().unwrap().current().is_some());
    desk.session.handle(Intent::MoveTo { at: copydesk::text::ByteOffset::at(0), extend: Extend::No });
    assert!(desk.session.document().unwrap().current().is_none());
}

#[test]
fn a_second_piece_makes_one_annotation_of_a_broken_quote() {
    let mut desk = Desk::new(NEWS);
    desk.tag("“Nobody told us,”", "quote");
    desk.select("“We would have closed it.”");
    desk.run(Command::AddPiece);
    assert_eq!(desk.tags(), ["quote: “Nobody told us,” … “We would have closed it.”"]);
    desk.select("“We would have closed it.”");
    desk.run(Command::RemovePiece);
    assert_eq!(desk.tags(), ["quote: “Nobody told us,”"]);
}

#[test]
fn the_ends_of_an_annotation_move_by_words() {
    let mut desk = Desk::new(NEWS);
    desk.tag("the bridge is", "claim");
    desk.run(Command::MoveEnd(copydesk::app::End::End, Direction::On, copydesk::app::Step::Word));
    assert_eq!(desk.tags(), ["claim: the bridge is safe"]);
    desk.run(Command::MoveEnd(copydesk::app::End::Start, Direction::On, copydesk::app::Step::Word));
    assert_eq!(desk.tags(), ["claim: bridge is safe"]);
    desk.run(Command::MoveEnd(copydesk::app::End::Start, Direction::Back, copydesk::app::Step::Word));
    assert_eq!(desk.tags(), ["claim: the bridge is safe"]);
}

#[test]
fn the_name_is_asked_at_the_first_change_and_the_tag_kept_meanwhile() {
    let mut desk = Desk::by(NEWS, None);
    desk.tag("the bridge is safe", "claim");
    desk.session.settle();
    assert_eq!(desk.session.save_state(), SaveState::Nameless);
    assert_eq!(std::fs::read_dir(desk.folder.path()).unwrap().count(), 1);
    desk.session.handle(Intent::SetAnnotator("Anna".to_owned()));
    desk.session.settle();
    assert!(desk.sidecar("bridge.txt.anna.ron").unwrap().contains("the bridge is safe"));
}

#[test]
fn a_name_that_tagged_before_gets_the_new_tags_beside_the_old() {
    let mut desk = Desk::new(NEWS);
    desk.tag("the bridge is safe", "claim");
    desk.session.handle(Intent::Close);
    desk.session.settle();
    desk.session = session(None);
    desk.open("bridge.txt");
    desk.tag("“Nobody told us,”", "quote");
    desk.session.handle(Intent::SetAnnotator("anna".to_owned()));
    desk.session.settle();
    assert_eq!(desk.tags(), ["claim: the bridge is safe", "quote: “Nobody told us,”"]);
    assert!(desk.sidecar("bridge.txt.anna.ron").unwrap().contains("Nobody told us"));
}

#[test]
fn a_save_without_a_change_writes_nothing() {
    let mut desk = Desk::new(NEWS);
    desk.tag("the bridge is safe", "claim");
    desk.session.settle();
    let before = desk.sidecar("bridge.txt.anna.ron").unwrap();
    let written = std::fs::metadata(desk.path("bridge.txt.anna.ron")).unwrap().modified().unwrap();
    desk.run(Command::Delete);
    desk.run(Command::Undo);
    desk.session.settle();
    assert_eq!(desk.sidecar("bridge.txt.anna.ron").unwrap(), before);
    let again = std::fs::metadata(desk.path("bridge.txt.anna.ron")).unwrap().modified().unwrap();
    assert_eq!(written, again);
}

#[test]
fn what_somebody_else_wrote_into_a_sidecar_is_kept() {
    let mut desk = Desk::new(NEWS);
    desk.tag("the bridge is safe", "claim");
    desk.session.settle();
    let theirs = desk.sidecar("bridge.txt.anna.ron").unwrap().replace("in-progress", "done");
    std::fs::write(desk.path("bridge.txt.anna.ron"), &theirs).unwrap();
    desk.tag("“Nobody told us,”", "quote");
    desk.run(Command::Save);
    desk.session.settle();
    let both = desk.sidecar("bridge.txt.anna.ron").unwrap();
    assert!(both.contains("state: \"done\"") && both.contains("Nobody told us"));
    desk.session.handle(Intent::Close);
    desk.session.settle();
    assert!(desk.session.take_requests().contains(&Request::Close));
}

#[test]
fn what_somebody_else_has_damaged_is_not_written_over() {
    let mut desk = Desk::new(NEWS);
    desk.tag("the bridge is safe", "claim");
    desk.session.settle();
    let damaged = desk.sidecar("bridge.txt.anna.ron").unwrap() + "<<<<<<< ours\n";
    std::fs::write(desk.path("bridge.txt.anna.ron"), &damaged).unwrap();
    desk.tag("“Nobody told us,”", "quote");
    desk.run(Command::Save);
    desk.session.settle();
    assert!(matches!(desk.session.save_state(), SaveState::Failed(_)));
    assert_eq!(desk.sidecar("bridge.txt.anna.ron").unwrap(), damaged);
    desk.session.handle(Intent::Close);
    desk.session.settle();
    assert!(!desk.session.take_requests().contains(&Request::Close));
}

#[test]
fn a_damaged_sidecar_is_shown_read_only_and_never_written() {
    let mut desk = Desk::new(NEWS);
    desk.tag("the bridge is safe", "claim");
    desk.session.settle();
    let damaged = desk.sidecar("bridge.txt.anna.ron").unwrap() + "<<<<<<< ours\n";
    std::fs::write(desk.path("bridge.txt.anna.ron"), &damaged).unwrap();
    desk.session = session(Some("anna"));
    desk.open("bridge.txt");
    desk.tag("“Nobody told us,”", "quote");
    desk.session.settle();
    assert!(!desk.session.notices().is_empty());
    assert_eq!(desk.sidecar("bridge.txt.anna.ron").unwrap(), damaged);
}

#[test]
fn done_without_tags_is_on_record() {
    let mut desk = Desk::new(NEWS);
    desk.run(Command::ToggleDone);
    desk.session.settle();
    assert!(desk.sidecar("bridge.txt.anna.ron").unwrap().contains("state: \"done\""));
}

#[test]
fn the_second_copy_carries_its_source() {
    let mut desk = Desk::new(NEWS);
    desk.select("the bridge is safe");
    desk.run(Command::Copy);
    desk.run(Command::Copy);
    let copied: Vec<String> = desk
        .session
        .take_requests()
        .into_iter()
        .filter_map(|request| if let Request::CopyText(words) = request { Some(words) } else { None })
        .collect();
    assert_eq!(copied, ["the bridge is safe", "“the bridge is safe” — bridge.txt"]);
}

#[test]
fn a_link_goes_from_the_current_annotation_to_the_one_chosen() {
    let mut desk = Desk::new(NEWS);
    desk.tag("the bridge is safe", "disputed");
    desk.tag("“Nobody told us,”", "quote");
    desk.run(Command::Link);
    let quote = desk.session.document().unwrap().current().unwrap().id.clone();
    desk.session.handle(Intent::PickTarget(quote, "disputes".into()));
    desk.run(Command::EnterCard);
    let document = desk.session.document().unwrap();
    let links: Vec<String> = document.set().links().map(|link| link.kind.to_string()).collect();
    assert_eq!(links, ["disputes"]);
    desk.run(Command::Undo);
    assert_eq!(desk.session.document().unwrap().set().links().count(), 0);
}

#[test]
fn the_words_of_a_slot_are_picked_in_the_text() {
    let mut desk = Desk::new(NEWS);
    desk.tag("the bridge is safe", "claim");
    let id = desk.session.document().unwrap().current().unwrap().id.clone();
    desk.session.handle(Intent::PickPlace(id, "speaker".into()));
    desk.select("The mayor");
    desk.run(Command::EnterCard);
    let document = desk.session.document().unwrap();
    let speaker: Vec<&Slot> = document.current().unwrap().slots.iter().collect();
    assert_eq!(speaker.first().unwrap().value, "The mayor");
    desk.session.settle();
    assert!(desk.sidecar("bridge.txt.anna.ron").unwrap().contains("at: [(0, 9, \"The mayor\")]"));
}

#[test]
fn find_puts_the_caret_at_the_hit_and_selects_up_to_its_end() {
    let mut desk = Desk::new(NEWS);
    desk.session.handle(Intent::FindWords("BRIDGE".to_owned()));
    desk.session.settle();
    assert_eq!(desk.session.find().hits.len(), 1);
    desk.run(Command::FindNext);
    let caret = desk.session.document().unwrap().selection().head().index();
    assert_eq!(caret, NEWS.find("bridge").unwrap());
    desk.session.handle(Intent::SelectToHit);
    assert_eq!(desk.session.find().marks().len(), 1);
    let document = desk.session.document().unwrap();
    let selected = document.selection().span(&document.article().text).unwrap();
    assert_eq!(document.article().text.quote(selected), "bridge");
}

#[test]
fn hits_are_marked_until_the_search_is_left_and_again_when_it_goes_on() {
    let mut desk = Desk::new(NEWS);
    desk.session.handle(Intent::FindWords("bridge".to_owned()));
    desk.session.settle();
    desk.session.handle(Intent::EndFind);
    assert!(desk.session.find().marks().is_empty());
    desk.run(Command::FindNext);
    assert_eq!(desk.session.find().marks().len(), 1);
    desk.run(Command::Back);
    assert!(desk.session.find().marks().is_empty());
}

#[test]
fn an_article_left_and_opened_again_can_still_be_undone() {
    let mut desk = Desk::new(NEWS);
    std::fs::write(desk.path("other.txt"), "Another article.").unwrap();
    desk.tag("the bridge is safe", "claim");
    desk.open("other.txt");
    desk.open("bridge.txt");
    assert_eq!(desk.tags(), ["claim: the bridge is safe"]);
    desk.run(Command::Undo);
    assert!(desk.tags().is_empty());
}

#[test]
fn a_missing_article_is_said_and_the_session_goes_on() {
    let mut desk = Desk::new(NEWS);
    desk.open("gone.txt");
    assert_eq!(desk.session.notices().len(), 1);
    desk.open("bridge.txt");
    assert!(desk.session.document().is_some());
}

#[test]
fn nothing_is_written_beside_an_article_that_was_only_read() {
    let desk = Desk::new(NEWS);
    let names: Vec<_> =
        std::fs::read_dir(desk.folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, [Path::new("bridge.txt").as_os_str()]);
}
