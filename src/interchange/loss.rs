//! What a format cannot hold, as a closed list: said before an export, counted in it, held against it by tests.

use super::{Record, RelationRow, SpanRow};
use crate::annotation::{Origin, State};
use std::collections::{BTreeMap, HashMap};

/// Something that an export leaves out or changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Loss {
    /// Annotations that have no place in the text.
    Unplaced,
    /// Links of which one end is not exported.
    OutsideRelations,
    /// Words that a slot was read from and that the text no longer has.
    LostPlaces,
    /// Comments and the record of a review.
    Comments,
    /// Blocks, emphasis and links of the article: its reading text is written.
    Layout,
    /// Articles without annotations.
    UntaggedArticles,
    /// The article's text.
    Text,
    /// Annotations, with all that is said of them.
    Annotations,
    /// Texts longer than a spreadsheet's cell.
    LongTexts,
    /// Line ends other than LF, which become LF.
    LineEnds,
    /// Control characters, which become spaces.
    Controls,
    /// The article's title, byline, outlet, date, address and language.
    Details,
    /// Who has worked on the article, and how far they are.
    States,
    /// Who tagged.
    Annotators,
    /// The ids of annotations.
    Ids,
    /// The pieces of an annotation of several: its extent is written.
    Pieces,
    /// Annotations of nothing but line breaks and tabs.
    Breaks,
    /// Blanks at the ends of an annotation.
    EdgeBlanks,
    /// Characters of labels, slot names and link kinds that the format's names cannot have.
    Names,
    /// Slots.
    Slots,
    /// The words that a slot was read from.
    Places,
    /// Notes.
    Notes,
    /// Flags.
    Flags,
    /// How an annotation came to be.
    Origins,
    /// When an annotation was last changed.
    Times,
    /// Links.
    Relations,
    /// Who drew a link, where it is not whoever made the annotation that it starts at.
    RelationAnnotators,
    /// Annotations without a verdict.
    Unrated,
}

impl Loss {
    /// What no format of others holds.
    pub const EVERYWHERE: [Self; 5] =
        [Self::Unplaced, Self::OutsideRelations, Self::LostPlaces, Self::Comments, Self::Layout];

    /// As a sentence for a person who has not exported yet.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Unplaced => "Annotations without a place in the text are left out",
            Self::OutsideRelations => "Links to annotations that are not exported are left out",
            Self::LostPlaces => "Places of slots that are no longer in the text are left out",
            Self::Comments => "Comments and the record of a review are left out",
            Self::Layout => {
                "Blocks, emphasis and links of the article are left out: its reading text is written"
            }
            Self::UntaggedArticles => "Articles without annotations are left out",
            Self::Text => "The text of the article is left out",
            Self::Annotations => "Annotations are left out: the tags and their rules alone are written",
            Self::LongTexts => "Texts too long for a cell are left out",
            Self::LineEnds => "Line ends become LF",
            Self::Controls => "Control characters become spaces",
            Self::Details => "Title, byline, outlet, date, address and language are left out",
            Self::States => "Who has worked on an article, and how far, is left out",
            Self::Annotators => "Who tagged is left out",
            Self::Ids => "The ids of annotations are left out",
            Self::Pieces => "Of an annotation in pieces the extent is written",
            Self::Breaks => "Annotations of nothing but line breaks are left out",
            Self::EdgeBlanks => "Blanks at the ends of annotations are left out",
            Self::Names => "Characters of labels and names that the format does not allow become -",
            Self::Slots => "Slots are left out",
            Self::Places => "The words that slots were read from are left out",
            Self::Notes => "Notes are left out",
            Self::Flags => "Flags are left out",
            Self::Origins => "How an annotation came to be is left out",
            Self::Times => "When an annotation was changed is left out",
            Self::Relations => "Links are left out",
            Self::RelationAnnotators => "Who drew a link to or from others’ annotations is left out",
            Self::Unrated => "Annotations without a verdict are left out",
        }
    }

    /// One of it, as it is counted.
    pub const fn counted(self) -> (&'static str, &'static str) {
        match self {
            Self::Unplaced => ("annotation without a place", "annotations without a place"),
            Self::OutsideRelations => {
                ("relation to what is not exported", "relations to what is not exported")
            }
            Self::LostPlaces => {
                ("place of a slot that is not in the text", "places of slots that are not in the text")
            }
            Self::Comments => ("comment", "comments"),
            Self::Layout => ("layout", "layouts"),
            Self::UntaggedArticles => ("article without annotations", "articles without annotations"),
            Self::Text => ("text", "texts"),
            Self::Annotations => ("annotation", "annotations"),
            Self::LongTexts => ("text too long for a cell", "texts too long for a cell"),
            Self::LineEnds => ("CR", "CRs"),
            Self::Controls => ("control character", "control characters"),
            Self::Details => ("detail of an article", "details of articles"),
            Self::States => ("state of an annotator’s work", "states of annotators’ work"),
            Self::Annotators => ("annotator of an annotation", "annotators of annotations"),
            Self::Ids => ("id", "ids"),
            Self::Pieces => {
                ("annotation in pieces, its extent written", "annotations in pieces, their extents written")
            }
            Self::Breaks => ("annotation of line breaks alone", "annotations of line breaks alone"),
            Self::EdgeBlanks => ("annotation’s blanks at its ends", "annotations’ blanks at their ends"),
            Self::Names => ("name changed", "names changed"),
            Self::Slots => ("slot", "slots"),
            Self::Places => ("place of a slot", "places of slots"),
            Self::Notes => ("note", "notes"),
            Self::Flags => ("flag", "flags"),
            Self::Origins => ("origin", "origins"),
            Self::Times => ("time of a change", "times of changes"),
            Self::Relations => ("relation", "relations"),
            Self::RelationAnnotators => ("annotator of a relation", "annotators of relations"),
            Self::Unrated => ("annotation without a verdict", "annotations without a verdict"),
        }
    }

    /// How often a record has it. [`Loss::Names`] depends on the format, and is counted by its writer;
    /// layout is not counted.
    pub fn count(self, record: &Record<'_>) -> usize {
        let spans = record.spans.as_slice();
        let text = || record.text.as_str();
        let of = |has: fn(&SpanRow<'_>) -> bool| spans.iter().filter(|row| has(row)).count();
        match self {
            Self::Unplaced => record.left_out.unplaced,
            Self::OutsideRelations => record.left_out.relations,
            Self::LostPlaces => record.left_out.places,
            Self::Comments => record.left_out.comments,
            Self::Layout | Self::Names => 0,
            Self::UntaggedArticles => usize::from(spans.is_empty()),
            Self::Text => 1,
            Self::LongTexts => usize::from(super::csv::is_too_long(record.text)),
            Self::LineEnds => text().matches('\r').count(),
            Self::Controls => text().chars().filter(|c| super::xml::is_refused(*c)).count(),
            Self::Details => record.details.fields().into_iter().flatten().count(),
            Self::States => record.annotators.iter().filter(|row| *row.state != State::InProgress).count(),
            Self::Annotations | Self::Annotators | Self::Ids | Self::Times => spans.len(),
            Self::Pieces => of(|row| !row.fragments.is_empty()),
            Self::Breaks => {
                of(|row| row.pieces().all(|words| words.chars().all(super::token::is_line_break)))
            }
            Self::EdgeBlanks => of(|row| row.text.trim() != row.text),
            Self::Slots => spans.iter().map(|row| row.attributes.len()).sum(),
            Self::Places => spans.iter().flat_map(|row| &row.attributes).map(|slot| slot.places.len()).sum(),
            Self::Notes => of(|row| !row.annotation.note.is_empty()),
            Self::Flags => of(|row| row.annotation.flagged),
            Self::Origins => of(|row| row.annotation.origin != Origin::Imported),
            Self::Relations => record.relations.len(),
            Self::RelationAnnotators => {
                let makers: HashMap<&str, _> = spans.iter().map(|row| (&*row.id, row.annotator)).collect();
                let drawn = |row: &&RelationRow<'_>| makers.get(&*row.from) != Some(&row.annotator);
                record.relations.iter().filter(drawn).count()
            }
            Self::Unrated => of(|row| row.verdict().is_none()),
        }
    }
}

/// How often each loss occurred.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Losses(BTreeMap<Loss, usize>);

impl Losses {
    /// The losses of a record, of those that a format has.
    pub fn of(record: &Record<'_>, losses: &[Loss]) -> Self {
        let mut all = Self::default();
        for loss in losses {
            all.add(*loss, loss.count(record));
        }
        all
    }

    /// Counts more of one.
    pub fn add(&mut self, loss: Loss, count: usize) {
        if count > 0 {
            *self.0.entry(loss).or_default() += count;
        }
    }

    /// Adds what another part lost.
    pub fn join(&mut self, other: &Self) {
        for (loss, count) in other.iter() {
            self.add(loss, count);
        }
    }

    /// How often one occurred.
    pub fn count(&self, loss: Loss) -> usize {
        self.0.get(&loss).copied().unwrap_or_default()
    }

    /// Those that occurred.
    pub fn iter(&self) -> impl Iterator<Item = (Loss, usize)> {
        self.0.iter().map(|(loss, count)| (*loss, *count))
    }
}
