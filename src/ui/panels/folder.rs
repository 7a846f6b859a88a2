//! The open folder: its articles, how far each is, how many annotations it has.

use crate::annotation::State;
use crate::app::{Document, Folder, Intent, Session};
use crate::interchange::counted;
use crate::store::folder::Listed;
use crate::ui::list::{List, ListView, Place};
use crate::ui::row::{Mark, Row};
use crate::ui::text_face::{Look, TextFace};
use crate::ui::theme;
use eframe::egui::{Id, Response, Ui};
use std::ffi::OsStr;
use std::path::Path;

/// Where keys and scroll bar are in the folder.
#[derive(Debug, Clone, Default)]
pub struct View {
    list: ListView,
}

impl View {
    /// Puts the focus into the list of articles when it is shown next.
    pub fn focus(&mut self) {
        self.list.focus();
    }

    /// The list of articles.
    pub fn list() -> Id {
        Id::unique("articles of the folder")
    }
}

/// How much of the side the articles take before they scroll; the rest is for the annotations.
const SHARE: f32 = 0.5;

/// Shows the folder in at most a share of the place; nothing where none is open.
pub fn show(ui: &mut Ui, face: &TextFace, session: &Session, view: &mut View, intents: &mut Vec<Intent>) {
    let Some(folder) = session.folder() else { return };
    head(ui, face, folder);
    let articles = &folder.listing.articles;
    let open = session.document().map(Document::path);
    let list = List {
        id: View::list(),
        name: "Articles",
        count: articles.len(),
        current: open.and_then(|open| {
            articles.iter().position(|article| article.path.as_os_str() == open.as_os_str())
        }),
        height: Some(ui.available_height() * if has_annotations(session) { SHARE } else { 1.0 }),
    };
    let chosen = list.show(ui, &mut view.list, |ui, place| {
        let title = articles.get(place.at).and_then(|article| article.title.clone());
        let name = title.unwrap_or_else(|| name(folder, place.at));
        let reached = articles.get(place.at).map(|article| Reached::of(session, article)).unwrap_or_default();
        row(ui, face, &name, &reached, place)
    });
    if let Some(article) = chosen.and_then(|at| articles.get(at)) {
        intents.push(Intent::OpenArticle(article.path.clone()));
    }
}

/// Whether the list of annotations stands below.
fn has_annotations(session: &Session) -> bool {
    let set = session.document().map(Document::set);
    set.is_some_and(|set| set.len() + set.unplaced().len() > 0)
}

fn head(ui: &mut Ui, face: &TextFace, folder: &Folder) {
    let name = folder.path.file_name().map(|name| name.to_string_lossy().into_owned());
    let whole = folder.path.display().to_string();
    ui.horizontal(|ui| {
        ui.add_space(theme::GRID * 2.0);
        let ink = theme::of(ui).ink2;
        let head = face.words(name.as_deref().unwrap_or(&whole)).look(Look::HEAD).ink(ink).show(ui);
        head.on_hover_ui(|ui| {
            face.words(&whole).wrapped().width(theme::CARDS).show(ui);
        });
    });
    ui.add_space(theme::GRID);
}

/// The path of an article below its folder, without the extension where that tells nothing.
fn name(folder: &Folder, at: usize) -> String {
    let path = |at: usize| folder.listing.articles.get(at).map(|article| article.path.as_path());
    let Some(here) = path(at) else { return String::new() };
    let below = here.strip_prefix(&folder.path).unwrap_or(here);
    let alone =
        |other: Option<&Path>| other.is_none_or(|other| other.with_extension("") != here.with_extension(""));
    // The list is sorted: what differs in the extension alone stands beside it.
    if alone(path(at + 1)) && alone(at.checked_sub(1).and_then(path)) {
        below.with_extension("").display().to_string()
    } else {
        below.display().to_string()
    }
}

/// How far one's own work on an article is.
#[derive(Debug, Default)]
struct Reached {
    state: Option<State>,
    annotations: usize,
    others: usize,
    /// How far the review is, which is nobody's own work.
    review: Option<State>,
    /// How many answers of authors wait for the reviewer.
    waiting: usize,
    /// How many tags are new, other or gone since the review was done.
    changed: usize,
    file: String,
}

impl Reached {
    fn of(session: &Session, article: &Listed) -> Self {
        let me = session.annotator();
        let own = me.and_then(|me| article.set_of(me)).and_then(|set| set.peek.as_ref());
        let others = article.sets.iter().filter(|set| Some(&set.annotator) != me && !set.annotator.is_gold());
        let others = others.count();
        let file = article.path.file_name().map(OsStr::to_string_lossy).unwrap_or_default().into_owned();
        let review = article.gold().and_then(|gold| gold.peek.as_ref()).map(|peek| peek.state.clone());
        // What is open is shown as it is now, not as it was last saved.
        let open = session.document().filter(|document| document.path() == article.path).map(Document::set);
        let (gold, open) = match open {
            Some(set) if set.annotator().is_gold() => (Some(set.state().clone()), None),
            open => (None, open),
        };
        let review = gold.or(review);
        let (waiting, changed) = (article.waiting, article.changed);
        match open.filter(|set| own.is_some() || !set.is_empty()) {
            Some(set) => Self {
                state: Some(set.state().clone()),
                annotations: set.len() + set.unplaced().len(),
                others,
                review,
                waiting,
                changed,
                file,
            },
            None => Self {
                state: own.map(|own| own.state.clone()),
                annotations: own.map_or(0, |own| own.annotations),
                others,
                review,
                waiting,
                changed,
                file,
            },
        }
    }

    fn mark(&self) -> (Mark, &'static str) {
        match self.state {
            None => (Mark::Ring, "untouched"),
            Some(State::Done) => (Mark::Disc, "done"),
            Some(State::InProgress | State::Other(_)) => (Mark::Half, "in progress"),
        }
    }
}

fn row(ui: &mut Ui, face: &TextFace, name: &str, reached: &Reached, place: Place) -> Response {
    let (mark, word) = reached.mark();
    let count = if reached.annotations == 0 { String::new() } else { reached.annotations.to_string() };
    let (sign, reviewed) = match reached.review {
        None => ("", ""),
        Some(State::Done) => ("◆ ", ", reviewed"),
        Some(State::InProgress | State::Other(_)) => ("◇ ", ", review in progress"),
    };
    let count = format!("{sign}{count}");
    let mut said = format!("{word}, {}", counted(reached.annotations, "annotation"));
    if reached.others > 0 {
        said = format!("{said}, {} tagged it", counted(reached.others, "other"));
    }
    said.push_str(reviewed);
    let count = match reached.changed {
        0 => count,
        changed => {
            let tags = counted(changed, "tag");
            said = format!("{said}, {tags} changed since the review");
            format!("{changed}≠ {count}")
        }
    };
    let count = match reached.waiting {
        0 => count,
        waiting => {
            let answers = counted(waiting, "answer");
            let verb = if waiting == 1 { "waits" } else { "wait" };
            said = format!("{said}, {answers} of authors {verb} for the reviewer");
            format!("{waiting}? {count}")
        }
    };
    let response = Row::new(name)
        .named(format!("{name}, {said}"))
        .mark(mark)
        .hint(&count)
        .lines(place.lines)
        .state(place.state)
        .show_as(ui, face, Some(place.id));
    response.on_hover_ui(|ui| {
        face.words(&reached.file).wrapped().width(theme::CARDS).show(ui);
        ui.label(capitalised(&said));
    })
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
