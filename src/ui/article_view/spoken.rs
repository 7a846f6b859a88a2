//! The article for those who do not see it: the visible paragraphs and annotations as nodes with names.

use super::{ArticleView, Shown};
use crate::annotation::{Annotation, AnnotationId};
use crate::app::Intent;
use crate::article::BlockKind;
use crate::text::shortened;
use crate::ui::text_face::{Direction, TextFace, readable};
use eframe::egui::accesskit::{Action, Node, Role, TextDirection};
use eframe::egui::{Rect, Sense, Ui, WidgetInfo};

/// Grapheme clusters of an annotation's words in its name.
const QUOTED: usize = 60;

impl ArticleView {
    /// Registers the nodes of what is in view.
    pub(super) fn speak(&mut self, ui: &Ui, face: &TextFace, shown: &Shown<'_>, intents: &mut Vec<Intent>) {
        let visible = self.visible.clone();
        let column = self.place.column;
        for visible in visible {
            let Some(part) = self.parts.get(visible.part).cloned() else { continue };
            let top = self.place.view.top() + visible.top;
            let Some(laid) = self.laid(face, shown, visible.part) else { continue };
            let (first, height) = (top + laid.above, laid.paragraph.height());
            let direction = laid.paragraph.direction();
            let rect = Rect::from_x_y_ranges(column.x_range(), first..=first + height);
            let seen = rect.intersect(self.place.view);
            if seen.is_negative() {
                continue;
            }
            let response = ui.interact(seen, ui.scope_id().with(("part", visible.part)), Sense::hover());
            let words = shown.article.text.between(part.range.start, part.range.end);
            let kind = shown.article.blocks.get(part.block).map(|block| block.kind);
            let role = match kind {
                Some(BlockKind::Title | BlockKind::Heading(_)) => Role::Heading,
                Some(BlockKind::Caption) => Role::Caption,
                Some(BlockKind::Code) => Role::Code,
                Some(BlockKind::Item { .. }) => Role::ListItem,
                Some(BlockKind::Standfirst | BlockKind::Paragraph | BlockKind::Row { .. }) | None => {
                    Role::Paragraph
                }
            };
            response.widget_info(|| WidgetInfo::labeled(role, true, words));
            ui.ctx().accesskit_node_builder(response.id, |node: &mut Node| {
                node.set_text_direction(match direction {
                    Direction::LeftToRight => TextDirection::LeftToRight,
                    Direction::RightToLeft => TextDirection::RightToLeft,
                });
                if let Some(BlockKind::Heading(level)) = kind {
                    node.set_level(usize::from(level));
                }
            });
        }
        for (id, rect) in std::mem::take(&mut self.placed) {
            if let Some(annotation) = shown.set.get(&id) {
                speak_annotation(ui, shown, annotation, rect, intents);
            }
            self.placed.push((id, rect));
        }
    }
}

fn speak_annotation(
    ui: &Ui,
    shown: &Shown<'_>,
    annotation: &Annotation,
    rect: Rect,
    intents: &mut Vec<Intent>,
) {
    let id: &AnnotationId = &annotation.id;
    let response = ui.interact(rect, ui.scope_id().with(("annotation", id.as_str())), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Mark, true, name(shown, annotation)));
    ui.ctx().accesskit_node_builder(response.id, |node: &mut Node| {
        node.add_action(Action::Click);
        node.set_selected(shown.current == Some(id));
    });
    if ui.input(|input| input.has_accesskit_action_request(response.id, Action::Click)) {
        intents.push(Intent::MakeCurrent(Some(id.clone())));
    }
}

/// What an annotation is called: `quote: “Have they…”, speaker: a senior U.S. official`.
pub fn name(shown: &Shown<'_>, annotation: &Annotation) -> String {
    let words: Vec<String> =
        annotation.pieces.iter().map(|piece| shortened(shown.article.text.quote(piece), QUOTED)).collect();
    let words = words.join(" … ");
    let has_marks = words.starts_with(['“', '„', '‘', '«', '»', '"', '「', '『']);
    let mut name = if has_marks {
        format!("{}: {words}", annotation.tag)
    } else {
        format!("{}: “{words}”", annotation.tag)
    };
    for slot in annotation.slots.iter().filter(|slot| !slot.value.is_empty()) {
        name.push_str(", ");
        name.push_str(&slot.name);
        name.push_str(": ");
        name.push_str(&shortened(&slot.value, QUOTED));
    }
    if annotation.flagged {
        name.push_str(", flagged");
    }
    readable(&name).into_owned()
}
