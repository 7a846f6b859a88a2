//! Every string that comes from an article, a file or a person: laid out, painted, hit.
//!
//! egui puts right-to-left words in the wrong order and gives wrong offsets for whole paragraphs that hold
//! one. So egui draws our own words and text fields only; all else goes through [`TextFace`], which lays out
//! with parley and paints with swash.
//!
//! # For those who write a panel
//!
//! One `TextFace` lives as long as the window and is handed down by `&`. For a label of a list or a card:
//!
//! ```text
//! face.words(&annotation.quote(text)).look(Look::QUOTED).ink(theme.ink2).lines(2).show(ui);
//! let row = face.words(&name).sense(Sense::click()).show(ui);        // one line, cut with … at the width
//! if row.clicked() { … }
//! face.words(&note).wrapped().show(ui);                               // as many lines as it needs
//! face.words(&title).width(180.0).show(ui);                           // at most so wide
//! ```
//!
//! - The words are one paragraph of their own, in their own direction: nothing around them changes order.
//!   Line breaks and TABs become blanks, other control characters are shown as `�`, characters that only turn
//!   the direction of what follows are left out. What is longer than 4,096 characters is cut before layout.
//! - The response has the full words as accessible name, and shows them as a tooltip where they were cut.
//! - Colours come from [`super::theme`], sizes from [`Look`]'s constants.
//!
//! To draw words inside a widget of your own, lay them out and paint them:
//!
//! ```text
//! let line = face.line(ui.ctx(), &words, Look::SMALL, 120.0);         // Rc<Paragraph>, one line, cut with …
//! face.paint(ui.painter(), pos2(rect.left(), rect.center().y - line.height() / 2.0), &line, theme.ink3);
//! ```
//!
//! # Positions
//!
//! A [`Paragraph`] speaks in [`ByteOffset`](crate::text::ByteOffset)s from its own start; who shows a part of
//! an article adds the part's start. [`Paragraph::hit`] always answers with a boundary of grapheme clusters.

mod atlas;
mod label;
mod look;
mod paint;
mod paragraph;
mod typeset;

pub use label::{Words, isolated, readable};
pub use look::{Emphasis, EmphasisKind, Look, Side, Slant, Typeface, Weight};
pub use paragraph::{Affinity, Caret, Direction, Paragraph, Patch, Way};

use atlas::Atlas;
use eframe::egui::{Color32, Context, Painter, Pos2};
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use typeset::{SystemFonts, Typesetter};

/// Lays out and paints text, and remembers both for as long as it is shown.
#[derive(Debug)]
pub struct TextFace(RefCell<Inner>);

#[derive(Debug)]
struct Inner {
    typesetter: Typesetter,
    atlas: Atlas,
    /// By the hash of all that a layout depends on.
    layouts: HashMap<u64, Laid>,
    /// The frame that is being painted, as egui counts them.
    pass: u64,
    /// The fonts of the machine, on their way.
    coming: Option<Receiver<parley::FontContext>>,
    /// Grows when other fonts came.
    fonts: u64,
}

/// A layout with all it depends on, to tell it from another of the same hash.
#[derive(Debug)]
struct Laid {
    text: Box<str>,
    look: Look,
    width: Option<f32>,
    ppp: f32,
    emphases: Box<[Emphasis]>,
    paragraph: Rc<Paragraph>,
    used: u64,
}

/// More layouts than this are looked through for those not used lately.
const MOST_LAYOUTS: usize = 1024;

/// For how many frames a layout is kept that nobody asks for, when there are many.
const KEPT: u64 = 120;

impl TextFace {
    /// A face with the bundled fonts alone.
    pub fn bundled() -> Self {
        Self::with(typeset::font_context(SystemFonts::Unused))
    }

    /// A face with the bundled fonts, behind which those of the machine will stand as soon as they are found.
    pub fn with_system_fonts(ctx: &Context) -> Self {
        let face = Self::bundled();
        let (sender, receiver) = channel();
        let ctx = ctx.clone();
        let search = std::thread::Builder::new().name("fonts".to_owned()).spawn(move || {
            let fonts = typeset::font_context(SystemFonts::Used);
            // The window may be gone by now: then nobody waits for fonts.
            if sender.send(fonts).is_ok() {
                ctx.request_repaint();
            }
        });
        if search.is_ok() {
            face.0.borrow_mut().coming = Some(receiver);
        }
        face
    }

    fn with(fonts: parley::FontContext) -> Self {
        Self(RefCell::new(Inner {
            typesetter: Typesetter::new(fonts),
            atlas: Atlas::new(),
            layouts: HashMap::new(),
            pass: 0,
            coming: None,
            fonts: 0,
        }))
    }

    /// Grows when fonts came that were not there before: heights of paragraphs may have changed.
    pub fn fonts_revision(&self) -> u64 {
        self.0.borrow().fonts
    }

    /// Lays out a paragraph, or finds it laid out.
    ///
    /// Lines are at most `width` points long; without a width there is one line for each line of the text.
    /// `ppp` is the number of pixels a point. Emphases lie within the text, on character boundaries.
    pub fn layout(
        &self,
        text: &str,
        look: &Look,
        width: Option<f32>,
        ppp: f32,
        emphases: &[Emphasis],
    ) -> Rc<Paragraph> {
        let inner = &mut *self.0.borrow_mut();
        let hash = hash(text, look, width, ppp, emphases);
        let pass = inner.pass;
        if let Some(laid) = inner.layouts.get_mut(&hash)
            && &*laid.text == text
            && laid.look == *look
            && laid.width == width
            && laid.ppp.to_bits() == ppp.to_bits()
            && *laid.emphases == *emphases
        {
            laid.used = pass;
            return Rc::clone(&laid.paragraph);
        }
        let paragraph = Rc::new(inner.typesetter.set(text, look, width, ppp, emphases));
        let laid = Laid {
            text: text.into(),
            look: *look,
            width,
            ppp,
            emphases: emphases.into(),
            paragraph: Rc::clone(&paragraph),
            used: pass,
        };
        inner.layouts.insert(hash, laid);
        paragraph
    }

    /// Paints a paragraph with its left top at `origin`, moved to the nearest whole pixel.
    pub fn paint(&self, painter: &Painter, origin: Pos2, paragraph: &Paragraph, ink: Color32) {
        self.begin_frame(painter.ctx());
        let inner = &mut *self.0.borrow_mut();
        paint::paint(&mut inner.atlas, painter, origin, paragraph, ink);
    }

    /// Makes room and takes what came, once a frame. Painting does it too: only who lays out long before
    /// painting needs to call it.
    pub fn begin_frame(&self, ctx: &Context) {
        let inner = &mut *self.0.borrow_mut();
        let pass = ctx.cumulative_pass_nr();
        if inner.pass == pass {
            return;
        }
        inner.pass = pass;
        inner.atlas.begin_frame();
        match inner.coming.as_ref().map(Receiver::try_recv) {
            Some(Ok(fonts)) => {
                inner.typesetter = Typesetter::new(fonts);
                inner.layouts.clear();
                inner.fonts += 1;
                inner.coming = None;
            }
            Some(Err(TryRecvError::Disconnected)) => inner.coming = None,
            Some(Err(TryRecvError::Empty)) | None => {}
        }
        if inner.layouts.len() > MOST_LAYOUTS {
            inner.layouts.retain(|_, laid| laid.used + KEPT > pass);
        }
    }
}

fn hash(text: &str, look: &Look, width: Option<f32>, ppp: f32, emphases: &[Emphasis]) -> u64 {
    let mut hasher = DefaultHasher::new();
    let Look { typeface, size, line, weight, slant, side } = look;
    text.hash(&mut hasher);
    (typeface, size.to_bits(), line.to_bits(), weight, slant, side).hash(&mut hasher);
    (width.map(f32::to_bits), ppp.to_bits()).hash(&mut hasher);
    for Emphasis { range, kind } in emphases {
        (range, kind).hash(&mut hasher);
    }
    hasher.finish()
}
