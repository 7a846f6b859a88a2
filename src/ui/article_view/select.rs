//! The mouse on the article: selecting, choosing annotations, moving their ends.

use super::hit::Hit;
use super::{ArticleView, Shown};
use crate::annotation::{Annotation, AnnotationId, Pieces};
use crate::app::{End, Extend, Intent, Mode, Selection};
use crate::text::{ByteOffset, ReadingText, Span, Stretch};
use crate::ui::text_face::TextFace;
use eframe::egui::{CursorIcon, Pos2, Response, Ui};

/// What the mouse is doing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Drag {
    #[default]
    Nothing,
    /// Selecting from a place.
    Words(ByteOffset),
    /// Moving an end of a piece of the current annotation.
    End {
        id: AnnotationId,
        piece: usize,
        end: End,
        /// The pieces as they would be.
        pieces: Pieces,
    },
}

/// How fast the text moves while a drag is beyond the edge: points a second for every point beyond.
const PULL: f32 = 12.0;

impl ArticleView {
    /// Does what the mouse asks for.
    pub(super) fn mouse(
        &mut self,
        ui: &Ui,
        face: &TextFace,
        shown: &Shown<'_>,
        response: &Response,
        intents: &mut Vec<Intent>,
    ) {
        self.point_cursor(ui, face, shown, response);
        if response.drag_started_by(eframe::egui::PointerButton::Primary) {
            self.start_drag(ui, face, shown);
        }
        if self.drag != Drag::Nothing {
            let pointer = ui.input(|input| input.pointer.latest_pos());
            if let Some(point) = pointer {
                self.pull(ui, point);
                self.go_on_dragging(ui, face, shown, point, intents);
            }
            if !response.dragged() {
                self.end_drag(shown, intents);
            }
            return;
        }
        let Some(point) = response.interact_pointer_pos() else { return };
        if response.triple_clicked() {
            self.choose(face, shown, point, Stretch::Sentence, intents);
        } else if response.double_clicked() {
            self.choose(face, shown, point, Stretch::Word, intents);
        } else if response.clicked() {
            response.request_focus();
            self.click(ui, face, shown, point, intents);
        }
    }

    /// The pieces of an annotation as they are drawn: while an end is dragged, as they would be.
    pub(super) fn pieces_shown(&self, annotation: &Annotation) -> Vec<Span> {
        match &self.drag {
            Drag::End { id, pieces, .. } if *id == annotation.id => pieces.iter().collect(),
            Drag::Nothing | Drag::Words(_) | Drag::End { .. } => annotation.pieces.iter().collect(),
        }
    }

    fn start_drag(&mut self, ui: &Ui, face: &TextFace, shown: &Shown<'_>) {
        let Some(origin) = ui.input(|input| input.pointer.press_origin()) else { return };
        let current = shown.current.and_then(|id| shown.set.get(id));
        if let (Some(handle), Some(current)) = (self.handle_at(face, shown, origin), current) {
            self.drag = Drag::End {
                id: current.id.clone(),
                piece: handle.piece,
                end: handle.end,
                pieces: current.pieces.clone(),
            };
        } else if let Some(hit) = self.hit(face, shown, origin) {
            self.drag = Drag::Words(hit.at);
        }
    }

    fn go_on_dragging(
        &mut self,
        ui: &Ui,
        face: &TextFace,
        shown: &Shown<'_>,
        point: Pos2,
        intents: &mut Vec<Intent>,
    ) {
        let Some(hit) = self.hit(face, shown, point) else { return };
        let characters = ui.input(|input| input.modifiers.alt);
        let text = &shown.article.text;
        match &mut self.drag {
            Drag::Nothing => {}
            Drag::Words(from) => {
                let chosen =
                    selected(text, *from, hit.at, if characters { Grain::Character } else { Grain::Word });
                if (chosen.anchor(), chosen.head()) != (shown.selection.anchor(), shown.selection.head()) {
                    intents.push(Intent::Select(chosen));
                }
            }
            Drag::End { id, piece, end, pieces } => {
                let Some(annotation) = shown.set.get(id) else {
                    self.drag = Drag::Nothing;
                    return;
                };
                let grain = if characters { Grain::Character } else { Grain::Word };
                if let Some(moved) = moved(text, annotation, *piece, *end, hit.at, grain) {
                    *pieces = moved;
                }
            }
        }
    }

    fn end_drag(&mut self, shown: &Shown<'_>, intents: &mut Vec<Intent>) {
        match std::mem::take(&mut self.drag) {
            Drag::Nothing => {}
            Drag::Words(_) => {
                if matches!(shown.mode, Mode::PickingPlace { .. }) && !shown.selection.is_caret() {
                    intents.push(Intent::AcceptPick);
                }
            }
            Drag::End { id, pieces, .. } => {
                if shown.set.get(&id).is_some_and(|annotation| annotation.pieces != pieces) {
                    intents.push(Intent::SetPieces(id, pieces));
                }
            }
        }
    }

    /// Moves the text while a drag is at the edge of the view.
    fn pull(&mut self, ui: &Ui, point: Pos2) {
        let view = self.place.view;
        let edge = 24.0;
        let beyond = (view.top() + edge - point.y).max(0.0) - (point.y - view.bottom() + edge).max(0.0);
        if beyond != 0.0 {
            let seconds = ui.input(|input| input.stable_dt).min(0.1);
            self.scroll_by(beyond * PULL * seconds, view.height());
            ui.ctx().request_repaint();
        }
    }

    fn click(&mut self, ui: &Ui, face: &TextFace, shown: &Shown<'_>, point: Pos2, intents: &mut Vec<Intent>) {
        let Some(hit) = self.hit(face, shown, point) else { return };
        let extend = ui.input(|input| input.modifiers.shift);
        if point.x < self.place.column.left() - 4.0 {
            self.click_margin(shown, point, &hit, intents);
        } else if let Mode::PickingPlace { .. } = shown.mode {
            if let Some(word) = hit.under.and_then(|at| shown.article.text.stretch_at(at, Stretch::Word)) {
                intents.push(Intent::Select(Selection::of(word)));
                intents.push(Intent::AcceptPick);
            }
        } else if let Some(id) = Self::next_under(shown, &hit).filter(|_| !extend) {
            intents.push(Intent::MakeCurrent(Some(id)));
        } else {
            self.drawn = Some(crate::ui::text_face::Caret { at: hit.at, affinity: hit.affinity });
            let extend = if extend { Extend::Selection } else { Extend::No };
            intents.push(Intent::MoveTo { at: hit.at, extend });
        }
        self.still = Some(shown.selection.head());
    }

    /// A stripe is its annotation; the margin beside is the paragraph.
    fn click_margin(&self, shown: &Shown<'_>, point: Pos2, hit: &Hit, intents: &mut Vec<Intent>) {
        if let Some((id, _)) = self.stripes_drawn.iter().find(|(_, rect)| rect.expand(2.0).contains(point)) {
            intents.push(Intent::MakeCurrent(Some(id.clone())));
            return;
        }
        let block = self.parts.get(hit.part).and_then(|part| shown.article.blocks.get(part.block));
        if let Some(block) = block
            && let Ok(span) = shown.article.text.span(block.range.start, block.range.end)
        {
            intents.push(Intent::Select(Selection::of(span)));
        }
    }

    fn choose(
        &mut self,
        face: &TextFace,
        shown: &Shown<'_>,
        point: Pos2,
        stretch: Stretch,
        intents: &mut Vec<Intent>,
    ) {
        let Some(hit) = self.hit(face, shown, point) else { return };
        if point.x < self.place.column.left() - 4.0 {
            return;
        }
        if let Some(span) = shown.article.text.stretch_at(hit.under.unwrap_or(hit.at), stretch) {
            intents.push(Intent::Select(Selection::of(span)));
            if let Mode::PickingPlace { .. } = shown.mode {
                intents.push(Intent::AcceptPick);
            }
        }
    }

    fn point_cursor(&mut self, ui: &Ui, face: &TextFace, shown: &Shown<'_>, response: &Response) {
        let Some(point) = response.hover_pos() else { return };
        let icon = if let Drag::End { .. } = self.drag {
            CursorIcon::ResizeHorizontal
        } else if self.handle_at(face, shown, point).is_some() {
            CursorIcon::ResizeHorizontal
        } else if self.stripes_drawn.iter().any(|(_, rect)| rect.expand(2.0).contains(point)) {
            CursorIcon::PointingHand
        } else if self.place.column.expand(8.0).contains(point) {
            CursorIcon::Text
        } else {
            CursorIcon::Default
        };
        ui.ctx().set_cursor_icon(icon);
    }
}

/// By what a drag goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grain {
    Word,
    Character,
}

/// The selection of a drag, with the caret at the end to which it leads.
fn selected(text: &ReadingText, from: ByteOffset, to: ByteOffset, grain: Grain) -> Selection {
    let span = match grain {
        Grain::Word => text.snapped_to_words(from, to),
        Grain::Character => text.snapped(from, to),
    };
    match span {
        None => Selection::caret(to),
        Some(span) if to < from => Selection::new(span.end(), span.start()),
        Some(span) => Selection::of(span),
    }
}

/// The pieces of an annotation with one end of one of them moved; nothing if it would vanish.
fn moved(
    text: &ReadingText,
    annotation: &Annotation,
    piece: usize,
    end: End,
    to: ByteOffset,
    grain: Grain,
) -> Option<Pieces> {
    let mut pieces: Vec<Span> = annotation.pieces.iter().collect();
    let span = pieces.get_mut(piece)?;
    let (fixed, valid) = match end {
        End::Start => (span.end(), to < span.end()),
        End::End => (span.start(), to > span.start()),
    };
    if !valid {
        return None;
    }
    let snapped = match grain {
        Grain::Word => text.snapped_to_words(fixed, to)?,
        Grain::Character => text.snapped(fixed, to)?,
    };
    // The end that is not moved stays where it is, whatever words it stands in.
    *span = match end {
        End::Start => text.span(snapped.start(), fixed).ok()?,
        End::End => text.span(fixed, snapped.end()).ok()?,
    };
    Pieces::new(pieces)
}

#[cfg(test)]
mod tests {
    use super::{Grain, selected};
    use crate::text::{ByteOffset, ReadingText};

    fn dragged(from: usize, to: usize, grain: Grain) -> (String, ByteOffset) {
        let text = ReadingText::new("The mayor said the bridge is safe.").unwrap();
        let selection = selected(&text, ByteOffset::at(from), ByteOffset::at(to), grain);
        (text.quote(selection.span(&text).unwrap()).to_owned(), selection.head())
    }

    #[test]
    fn a_drag_takes_whole_words_and_leads_the_caret() {
        assert_eq!(dragged(6, 12, Grain::Word), ("mayor said".to_owned(), ByteOffset::at(14)));
        assert_eq!(dragged(12, 6, Grain::Word), ("mayor said".to_owned(), ByteOffset::at(4)));
        assert_eq!(dragged(6, 12, Grain::Character), ("yor sa".to_owned(), ByteOffset::at(12)));
    }
}
