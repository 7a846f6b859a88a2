//! The links of the current annotation, outgoing and incoming.

use super::place::cross;
use super::press::{Press, ROW};
use super::subject::Subject;
use crate::annotation::{AnnotationId, AnnotationRef, Link};
use crate::app::Intent;
use crate::text::shortened;
use crate::ui::text_face::Look;
use eframe::egui::Ui;

/// The links of one annotation, as they were at one revision of the set: a set may have very many.
#[derive(Debug, Default)]
pub(super) struct Links {
    of: Option<(u64, AnnotationId)>,
    out: Vec<Link>,
    /// From others of the same set.
    back: Vec<Link>,
}

impl Links {
    /// Looks for the links of an annotation, unless they are known.
    pub(super) fn look(&mut self, subject: &Subject<'_>) {
        let set = subject.document.set();
        let id = &subject.annotation.id;
        let key = (set.revision(), id.clone());
        if self.of.as_ref() == Some(&key) {
            return;
        }
        self.out = set.links_from(id).cloned().collect();
        self.back = set.links_to(id).filter(|link| link.from.id != *id).cloned().collect();
        self.of = Some(key);
    }

    /// Shows a row for each link, and the offer to make one.
    pub(super) fn show(&self, ui: &mut Ui, subject: &Subject<'_>, intents: &mut Vec<Intent>) {
        for (nth, link) in self.out.iter().enumerate() {
            link_row(ui, subject, (nth, link), &link.to, &link.kind, intents);
        }
        for (nth, link) in self.back.iter().enumerate() {
            let kind = format!("← {}", link.kind);
            link_row(ui, subject, (self.out.len() + nth, link), &link.from, &kind, intents);
        }
    }
}

fn link_row(
    ui: &mut Ui,
    subject: &Subject<'_>,
    (nth, link): (usize, &Link),
    other: &AnnotationRef,
    kind: &str,
    intents: &mut Vec<Intent>,
) {
    let words = words_of(subject, other);
    super::row::show(ui, subject, kind, |ui| {
        ui.horizontal(|ui| {
            let width = ui.available_width() - ROW;
            let own = other.annotator.is_none().then(|| subject.document.set().get(&other.id)).flatten();
            if let Some(own) = own {
                let press = Press {
                    id: subject.control("link", nth * 4),
                    name: format!("{kind} {words}"),
                    words: &words,
                    ink: subject.theme.ink,
                    tip: "Go there".to_owned(),
                    width,
                };
                if press.show(ui, subject.face).clicked() {
                    intents.push(Intent::MakeCurrent(Some(own.id.clone())));
                }
            } else {
                subject.face.words(&words).look(Look::UI).ink(subject.theme.ink3).width(width).show(ui);
            }
            if cross(ui, subject, ("link", nth), &format!("Remove link {kind} {words}")) {
                intents.push(Intent::RemoveLink(link.clone()));
            }
        });
    });
}

/// The other end: its tag and words, or whose it is.
fn words_of(subject: &Subject<'_>, other: &AnnotationRef) -> String {
    let Some(annotator) = &other.annotator else {
        let Some(annotation) = subject.document.set().get(&other.id) else {
            return "an annotation that is not there".to_owned();
        };
        let title = subject.document.tagset().tag(&annotation.tag).map_or(&*annotation.tag, |tag| &tag.title);
        let words = annotation.pieces.quote(&subject.document.article().text);
        return format!("{title}: {}", shortened(&words, 60));
    };
    format!("an annotation of {annotator}")
}
