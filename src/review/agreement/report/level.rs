//! κ and α where every code point, or every token, is a unit of its own.

use super::PairReport;
use super::sums::Sums;
use crate::review::agreement::kappa::{Table, fleiss};
use crate::review::agreement::{Layer, Measured, Ratings, Ratio, Undefined, alpha, mean};

/// The numbers of all labels. Articles are pooled as if they stood one after the other.
#[derive(Debug, Clone)]
pub struct Level {
    /// By label.
    pub labels: Vec<LevelOfLabel>,
    /// The mean of the labels that have an α.
    pub alpha_macro: Measured,
    /// α of the labels together: 1 − ΣDo/ΣDe.
    pub alpha_micro: Measured,
}

/// The numbers of one label.
#[derive(Debug, Clone)]
pub struct LevelOfLabel {
    /// Cohen’s κ of each pair, in the order of the pairs of the report.
    pub cohen: Vec<Measured>,
    /// Their mean.
    pub cohen_mean: Measured,
    /// The share of positions at which two say the same; the mean of the pairs.
    pub percent_agreement: Measured,
    /// Fleiss’ κ.
    pub fleiss: Measured,
    /// Krippendorff’s nominal α.
    pub alpha: Measured,
}

impl Level {
    /// `layers` are those of the articles, each by label.
    pub(super) fn of(compared: &[&Sums], layers: &[&[Layer]], pairs: &[PairReport], labels: usize) -> Self {
        let of_label = |label: usize| {
            let layers: Vec<&Layer> = layers.iter().filter_map(|layers| layers.get(label)).collect();
            layers
        };
        let by_label: Vec<Vec<&Layer>> = (0..labels).map(of_label).collect();
        let labels: Vec<LevelOfLabel> =
            by_label.iter().map(|layers| LevelOfLabel::of(compared, layers, pairs)).collect();
        let nobody = if compared.is_empty() { Undefined::NeedsTwoAnnotators } else { Undefined::NoUnits };
        let disagreement: Ratio = by_label.iter().map(|layers| alpha::disagreement(&ratings(layers))).sum();
        let first_reason = labels.iter().find_map(|label| label.alpha.err());
        Self {
            alpha_macro: mean(labels.iter().map(|label| label.alpha), nobody),
            alpha_micro: disagreement.agreement(first_reason.unwrap_or(nobody)),
            labels,
        }
    }
}

impl LevelOfLabel {
    fn of(compared: &[&Sums], layers: &[&Layer], pairs: &[PairReport]) -> Self {
        let tables: Vec<Table> = pairs.iter().map(|pair| table(compared, layers, pair.places)).collect();
        let cohen: Vec<Measured> = tables.iter().map(|table| table.cohen()).collect();
        let nobody = Undefined::NeedsTwoAnnotators;
        let used = compared.is_empty() || layers.iter().any(|layer| layer.covered_by_all() > 0);
        let ratings = ratings(layers);
        let if_used = |number: Measured| if used { number } else { Err(Undefined::NoUnits) };
        Self {
            cohen_mean: mean(cohen.iter().copied(), nobody),
            cohen,
            percent_agreement: mean(tables.iter().map(|table| table.agreement()), nobody),
            fleiss: if_used(fleiss(&ratings)),
            alpha: if_used(alpha::nominal(&ratings)),
        }
    }
}

fn ratings(layers: &[&Layer]) -> Vec<Ratings> {
    layers.iter().map(|layer| layer.ratings()).collect()
}

/// What two annotators cover over all articles that both have done.
fn table(compared: &[&Sums], layers: &[&Layer], places: (usize, usize)) -> Table {
    let of_article = |(sums, layer): (&&Sums, &&Layer)| {
        let (first, second) = sums.within(places)?;
        layer.table(first, second)
    };
    compared.iter().zip(layers).filter_map(of_article).sum()
}
