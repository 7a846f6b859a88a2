//! How much annotators agree: counts, F1 and u-alpha by tag, the tags that meet, slots, and every article.
//!
//! A row leads to the worst passages behind its numbers.

mod more;
mod table;
mod words;

use super::frame::{Fate, say, scrolling};
use crate::app::{Agreement, ArticleAgreement, Corpus, Intent, Session, Sought};
use crate::review::agreement::bootstrap::Interval;
use crate::review::agreement::f1::Measure;
use crate::review::agreement::{Report, Undefined};
use crate::review::pairing::Kind;
use crate::ui::chip::{Chosen, chip};
use crate::ui::row::{Row, RowState};
use crate::ui::text_face::{Look, TextFace};
use crate::ui::theme;
use crate::ui::units::{narrow, share, times};
use eframe::egui::{
    Align, Align2, FontId, Id, Key, Layout, Modifiers, ProgressBar, Rect, Response, Role, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use table::Table;
pub(crate) use table::number;
pub(crate) use words::explain;

/// How wide it is.
pub(super) const WIDTH: f32 = 760.0;

/// How high the numbers are at least.
const HEIGHT: f32 = 360.0;

/// What is looked at.
#[derive(Debug)]
pub(super) struct AgreementSheet {
    of: Corpus,
    view: View,
    asked: bool,
    /// The view whose first row has got the focus.
    led: Option<View>,
}

/// A part of the numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum View {
    #[default]
    Tags,
    Pairs,
    Confusion,
    Slots,
    Articles,
    More,
}

const VIEWS: [(View, &str); 6] = [
    (View::Tags, "By tag"),
    (View::Pairs, "By pair"),
    (View::Confusion, "Which tags meet"),
    (View::Slots, "Slots"),
    (View::Articles, "By article"),
    (View::More, "More"),
];

impl AgreementSheet {
    pub(super) fn of(session: &Session) -> Self {
        let of = if session.document().is_some() { Corpus::Article } else { Corpus::Folder };
        Self { of, view: View::default(), asked: false, led: None }
    }

    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        face: &TextFace,
        session: &Session,
        intents: &mut Vec<Intent>,
    ) -> Fate {
        let before = self.of;
        self.choose(ui, face, session);
        if !self.asked || before != self.of {
            intents.push(Intent::Measure(self.of));
            self.asked = true;
            return Fate::Stays;
        }
        let found = session.agreement().filter(|(measured, _)| *measured == self.of);
        let Some((_, agreement)) = found else {
            waiting(ui, session);
            return Fate::Stays;
        };
        ui.add_space(theme::GRID * 2.0);
        if let Some(why) = nothing(&agreement.report) {
            basis(ui, face, agreement);
            say(ui, why);
            return Fate::Stays;
        }
        let mut outcome = Fate::Stays;
        scrolling(ui, 40.0, |ui| {
            // Views of one height: what is clicked stays where it is.
            ui.set_min_height(HEIGHT);
            basis(ui, face, agreement);
            let mut rows = Rows::default();
            match self.view {
                View::Tags => tags(ui, face, session, agreement, &mut rows),
                View::Pairs => pairs(ui, face, agreement, &mut rows),
                View::Confusion => confusion(ui, face, agreement, &mut rows),
                View::Slots => slots(ui, face, agreement, &mut rows),
                View::Articles => articles(ui, face, agreement, &mut rows),
                View::More => more::show(ui, face, session, agreement, intents),
            }
            if let Some(first) = rows.first.filter(|_| self.led != Some(self.view)) {
                ui.memory_mut(|memory| memory.request_focus(first));
            }
            self.led = Some(self.view);
            if let Some((path, sought)) = rows.behind {
                intents.push(Intent::ShowBehind(path, sought));
                outcome = Fate::Closes;
            }
        });
        outcome
    }

    fn choose(&mut self, ui: &mut Ui, face: &TextFace, session: &Session) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
            for (view, words) in VIEWS {
                if chip(ui, face, words, words, Chosen::when(&self.view, &view)).clicked() {
                    self.view = view;
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                for (of, words, exists) in [
                    (Corpus::Folder, "Folder", session.folder().is_some()),
                    (Corpus::Article, "Article", session.document().is_some()),
                ] {
                    if exists && chip(ui, face, words, words, Chosen::when(&self.of, &of)).clicked() {
                        self.of = of;
                    }
                }
            });
        });
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let at = VIEWS.iter().position(|(view, _)| *view == self.view).unwrap_or_default();
        let to = if pressed(Key::ArrowRight) {
            at + 1
        } else if pressed(Key::ArrowLeft) {
            at + VIEWS.len() - 1
        } else {
            at
        };
        self.view = VIEWS.get(to % VIEWS.len()).map_or(self.view, |(view, _)| *view);
    }
}

fn waiting(ui: &mut Ui, session: &Session) {
    ui.add_space(theme::GRID * 4.0);
    let (done, total) = session.measuring_progress().unwrap_or_default();
    let (done, total) =
        (usize::try_from(done).unwrap_or_default(), usize::try_from(total).unwrap_or_default());
    ui.add(ProgressBar::new(share(done, total)).desired_width(240.0).desired_height(6.0));
    say(ui, "Reading what everybody tagged");
}

fn nothing(report: &Report) -> Option<&'static str> {
    (report.articles == 0).then_some(
        "No article was tagged by two annotators on the text as it is now, so there is nothing to compare.",
    )
}

/// On what the numbers rest.
fn basis(ui: &mut Ui, face: &TextFace, agreement: &Agreement) {
    let report = &agreement.report;
    let names: BTreeSet<&str> = report.pairs.iter().flat_map(|pair| [&*pair.a, &*pair.b]).collect();
    if !names.is_empty() {
        let names: Vec<&str> = names.into_iter().collect();
        let articles = match report.articles {
            1 => "1 article".to_owned(),
            several => format!("{several} articles"),
        };
        let line = format!("{} on {articles}", names.join(", "));
        face.words(&line).look(Look::SMALL).ink(theme::of(ui).ink2).show(ui);
    }
    if !agreement.in_progress.is_empty() {
        let line = format!("Still in progress: {}", agreement.in_progress.join(", "));
        face.words(&line).look(Look::SMALL).ink(theme::of(ui).ink3).lines(2).show(ui);
    }
    if !agreement.taken_over.is_empty() {
        let line = format!("Counts what was taken over from the review: {}", agreement.taken_over.join(", "));
        face.words(&line).look(Look::SMALL).ink(theme::of(ui).ink).lines(2).show(ui);
    }
    for line in agreement.left_out.iter().take(MOST_LEFT_OUT) {
        let line = format!("Not compared: {line}");
        face.words(&line).look(Look::SMALL).ink(theme::of(ui).ink).lines(2).show(ui);
    }
    if let Some(more @ 1..) = agreement.left_out.len().checked_sub(MOST_LEFT_OUT) {
        say(ui, &format!("and {more} more that were not compared"));
    }
    ui.add_space(theme::GRID * 2.0);
}

/// The most sets that are named as not compared.
const MOST_LEFT_OUT: usize = 3;

/// Where a number leads: an article, and what is to be seen of it.
type Passages = (PathBuf, Sought);

/// How one gets there.
const LEADS: &str = "A row lists the passages behind it, where it is worst: ↑ ↓ and Enter, or a click.";

/// The rows of a view that lead somewhere.
#[derive(Debug, Default)]
struct Rows {
    /// The first: it gets the focus, and the arrows go on from there.
    first: Option<Id>,
    /// Where the one that was chosen leads.
    behind: Option<Passages>,
}

impl Rows {
    /// Whether this row was chosen.
    fn is_chosen(&mut self, row: &Response) -> bool {
        self.first.get_or_insert(row.id);
        row.clicked()
    }
}

/// F1 and u-alpha of each tag, with a bar for the interval where there are articles enough.
fn tags(ui: &mut Ui, face: &TextFace, session: &Session, agreement: &Agreement, rows: &mut Rows) {
    let report = &agreement.report;
    let table = Table { first: 150.0, column: 84.0 }.within(ui, 5);
    table.head(ui, &["spans", "exact F1", "overlap F1", "soft IoU", "u-alpha"]);
    let title =
        |name: &str| session.tagset().tag(name).map_or_else(|| name.to_owned(), |tag| tag.title.clone());
    for (at, label) in report.labels.iter().enumerate() {
        let tally = report.label_tally(at);
        let alpha = report.unitizing.labels.get(at).copied().unwrap_or(Err(Undefined::NoUnits));
        let cells = [
            ((tally.units_a + tally.units_b).to_string(), None),
            number(report.label_f1(at, Measure::Exact)),
            number(report.label_f1(at, Measure::OverlapSameLabel)),
            number(report.label_f1(at, Measure::SoftSameLabel)),
            number(alpha),
        ];
        let response = table.row(ui, face, &title(label), &cells, Sense::click());
        let interval = report.resampled.as_ref().ok().and_then(|resampled| resampled.labels.get(at));
        bar(ui, response.rect, alpha.ok(), interval);
        if rows.is_chosen(&response) {
            rows.behind = worst(agreement, label);
        }
    }
    let all = [
        (
            report
                .pairs
                .iter()
                .map(|pair| {
                    let all = pair.tally.all_labels();
                    all.units_a + all.units_b
                })
                .sum::<u64>()
                .to_string(),
            None,
        ),
        number(report.mean_f1(Measure::Exact)),
        number(report.mean_f1(Measure::OverlapSameLabel)),
        number(report.mean_f1(Measure::SoftSameLabel)),
        number(report.unitizing.micro),
    ];
    let response = table.row(ui, face, "All tags", &all, Sense::hover());
    let micro = report.resampled.as_ref().ok().map(|resampled| &resampled.micro);
    bar(ui, response.rect, report.unitizing.micro.ok(), micro);
    ui.add_space(theme::GRID * 2.0);
    let interval = match &report.resampled {
        Ok(_) => "Lines show what 95 of 100 samples of articles give.",
        Err(_) => "An interval needs at least eight articles.",
    };
    say(
        ui,
        &format!(
            "F1 pairs spans one to one. u-alpha is corrected for chance, each tag alone: .80 is usually asked for, .67 the least. {interval}"
        ),
    );
    say(ui, LEADS);
}

/// A number from 0 to 1 as a bar right of its row, with the interval as a line.
fn bar(ui: &Ui, row: Rect, value: Option<f64>, interval: Option<&Interval>) {
    let theme = theme::of(ui);
    let left = row.left() + 150.0 + 84.0 * 5.0 + 24.0;
    let width = (row.right() - left - 8.0).max(20.0);
    let x = |number: f64| left + narrow(number.clamp(0.0, 1.0)) * width;
    let y = row.center().y;
    ui.painter().hline(left..=left + width, y, Stroke::new(theme::HAIRLINE, theme.line));
    if let Some(Interval { low: Ok(low), high: Ok(high), .. }) = interval {
        ui.painter().hline(x(*low)..=x(*high), y, Stroke::new(3.0, theme.selection));
    }
    if let Some(value) = value {
        ui.painter().circle_filled(pos2(x(value), y), 3.5, theme.accent);
    }
}

/// The article where a tag has the lowest exact F1.
fn worst(agreement: &Agreement, label: &Arc<str>) -> Option<Passages> {
    let article = agreement.most(|report| {
        let at = report.labels.iter().position(|known| known == label)?;
        report.label_f1(at, Measure::Exact).ok().map(|f1| -f1)
    })?;
    Some((article.path.clone(), Sought::Tags(vec![Arc::clone(label)])))
}

/// Counts by kind of disagreement, for every two annotators.
fn pairs(ui: &mut Ui, face: &TextFace, agreement: &Agreement, rows: &mut Rows) {
    let table = Table { first: 150.0, column: 76.0 }.within(ui, 7);
    let heads = Kind::ALL.map(Kind::title);
    table.head(ui, &[&heads[..], &["exact F1"]].concat());
    for pair in &agreement.report.pairs {
        let counts = pair.tally.counts.each();
        let mut cells: Vec<_> = counts.iter().map(|count| (count.to_string(), None)).collect();
        cells.push(number(pair.tally.f1(Measure::Exact)));
        let name = format!("{}, {}", pair.a, pair.b);
        let row = table.row(ui, face, &name, &cells, Sense::click());
        if rows.is_chosen(&row) {
            let worst = agreement.most(|report| {
                let here = report.pairs.iter().find(|other| other.a == pair.a && other.b == pair.b)?;
                here.tally.f1(Measure::Exact).ok().map(|f1| -f1)
            });
            let sought = Sought::Between(Arc::clone(&pair.a), Arc::clone(&pair.b));
            rows.behind = worst.map(|article| (article.path.clone(), sought));
        }
    }
    ui.add_space(theme::GRID);
    say(ui, LEADS);
}

/// Tags against tags: how often one annotator gave this where another gave that.
fn confusion(ui: &mut Ui, face: &TextFace, agreement: &Agreement, rows: &mut Rows) {
    let labels = agreement.labels();
    let places: Vec<Option<usize>> = (0..labels.len()).map(Some).chain([None]).collect();
    let pairs = places.iter().flat_map(|a| places.iter().map(move |b| (*a, *b)));
    let most = pairs.map(|(a, b)| agreement.met(a, b)).max().unwrap_or(0);
    let side = 64.0_f32.min((WIDTH - 180.0) / times(places.len().max(1)));
    let theme = theme::of(ui);
    let word = |place: Option<usize>| {
        place.and_then(|at| labels.get(at)).map_or_else(|| "nothing".to_owned(), ToString::to_string)
    };
    say(ui, "How often one annotator gave the one where another gave the other, whoever is named first.");
    ui.add_space(theme::GRID);
    ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
    ui.horizontal(|ui| {
        ui.add_space(98.0);
        for b in &places {
            let (rect, _) = ui.allocate_exact_size(vec2(side, 20.0), Sense::hover());
            let line = face.line(ui.ctx(), &word(*b), Look::SMALL, side);
            face.paint(
                ui.painter(),
                pos2(rect.center().x - line.width() / 2.0, rect.top()),
                &line,
                theme.ink2,
            );
        }
    });
    for a in &places {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(96.0, 32.0), Sense::hover());
            let line = face.line(ui.ctx(), &word(*a), Look::SMALL, 90.0);
            let at = pos2(rect.left(), rect.center().y - line.height() / 2.0);
            face.paint(ui.painter(), at, &line, theme.ink2);
            for b in &places {
                let count = agreement.met(*a, *b);
                let sense = if count == 0 { Sense::hover() } else { Sense::click() };
                let (rect, response) = ui.allocate_exact_size(vec2(side, 32.0), sense);
                let strength = share(usize::try_from(count).unwrap_or(0), usize::try_from(most).unwrap_or(1));
                let tint = theme.accent.gamma_multiply(0.08 + strength * 0.5);
                ui.painter().rect_filled(rect, 3.0, if count == 0 { theme.panel } else { tint });
                if response.has_focus() {
                    let ring = Stroke::new(theme::RING, theme.accent);
                    ui.painter().rect_stroke(rect, 3.0, ring, StrokeKind::Inside);
                }
                let ink = if count == 0 { theme.ink3 } else { theme.ink };
                let font = FontId::proportional(theme::size::UI);
                ui.painter().text(rect.center(), Align2::CENTER_CENTER, count, font, ink);
                let words = format!("{} and {}: {count}", word(*a), word(*b));
                let role = if count == 0 { Role::Label } else { Role::Button };
                response.widget_info(|| WidgetInfo::labeled(role, true, &words));
                let response = response.on_hover_text(words);
                if count > 0 && rows.is_chosen(&response) {
                    rows.behind = met(agreement, *a, *b);
                }
            }
        });
    }
}

/// The article where two tags meet most.
fn met(agreement: &Agreement, a: Option<usize>, b: Option<usize>) -> Option<Passages> {
    let article = agreement.most(|report| Some(agreement.met_in(report, a, b)))?;
    let label = |at: Option<usize>| at.and_then(|at| agreement.labels().get(at)).cloned();
    let sought = match (label(a), label(b)) {
        (Some(a), Some(b)) => Sought::Tags(vec![a, b]),
        (Some(tag), None) | (None, Some(tag)) => Sought::Alone(tag),
        (None, None) => Sought::Anything,
    };
    Some((article.path.clone(), sought))
}

/// How often those who gave the same tag filled a slot alike.
fn slots(ui: &mut Ui, face: &TextFace, agreement: &Agreement, rows: &mut Rows) {
    let slots = agreement.report.slots();
    if slots.is_empty() {
        say(ui, "No slot was filled on spans that two annotators tagged alike.");
        return;
    }
    let table = Table { first: 150.0, column: 96.0 }.within(ui, 5);
    table.head(ui, &["share alike", "alike", "different", "first only", "second only"]);
    for (slot, tally) in slots {
        let counts = [tally.equal, tally.different, tally.only_a, tally.only_b];
        let mut cells = vec![number(tally.share())];
        cells.extend(counts.iter().map(|count| (count.to_string(), None)));
        let name = slot.replace('-', " ");
        let row = table.row(ui, face, &name, &cells, Sense::click());
        if rows.is_chosen(&row) {
            let worst = agreement.most(|report| {
                let tally = report.slots().get(&slot).copied()?;
                Some(tally.pairs() - tally.equal)
            });
            rows.behind = worst.map(|article| (article.path.clone(), Sought::Slot(Arc::clone(&slot))));
        }
    }
    ui.add_space(theme::GRID);
    say(ui, LEADS);
}

/// Every article, the lowest first.
fn articles(ui: &mut Ui, face: &TextFace, agreement: &Agreement, rows: &mut Rows) {
    let rate = |article: &ArticleAgreement| article.report.mean_f1(Measure::Exact);
    let mut sorted: Vec<&ArticleAgreement> = agreement.articles.iter().collect();
    sorted.sort_by(|a, b| rate(a).unwrap_or(2.0).total_cmp(&rate(b).unwrap_or(2.0)));
    say(ui, "Exact F1 and u-alpha, the lowest first. A row opens the article for review.");
    for article in sorted {
        let hint = format!("{}   {}", number(rate(article)).0, number(article.report.unitizing.micro).0);
        let row = Row::new(&article.title).hint(&hint).state(RowState::Plain);
        if rows.is_chosen(&row.show(ui, face)) {
            rows.behind = Some((article.path.clone(), Sought::Anything));
        }
    }
}
