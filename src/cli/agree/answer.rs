//! What `copydesk agree` has to print, in whatever form.

use super::node::Node;
use crate::review::agreement::Report;
use crate::review::agreement::f1::Measure;

/// The answer.
#[derive(Debug)]
pub(super) struct Answered {
    pub(super) report: Report,
    /// The articles by path, each on its own, where that was asked for.
    pub(super) each: Option<Vec<(String, Report)>>,
    /// Sidecars whose annotators are not done.
    pub(super) in_progress: Vec<String>,
    /// What `gamma` says in JSON; nothing where it was not computed.
    pub(super) gamma: Option<Node>,
}

/// The most sidecars that are named one by one.
const MOST_NAMED: usize = 8;

impl Answered {
    /// A line that names the sidecars whose annotators are not done, if there are any.
    pub(super) fn still_in_progress(&self) -> Option<String> {
        let named =
            self.in_progress.iter().take(MOST_NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = match self.in_progress.len().saturating_sub(MOST_NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        (!named.is_empty()).then(|| format!("Still in progress: {named}{more}"))
    }
}

/// The word of a measure in JSON and CSV, over all labels.
pub(super) fn name(measure: Measure) -> &'static str {
    match measure {
        Measure::Exact => "exact",
        Measure::Boundary => "boundary",
        Measure::OverlapSameLabel => "overlap_same_label",
        Measure::OverlapAnyLabel => "overlap_any_label",
        Measure::HalfSameLabel => "iou50_same_label",
        Measure::SoftSameLabel => "soft_iou_same_label",
        Measure::Chars => "char_dice_micro",
    }
}

/// The word of a measure in JSON and CSV, of one label.
pub(super) fn name_of_label(measure: Measure) -> &'static str {
    match measure {
        Measure::Chars => "char_dice",
        other => name(other),
    }
}
