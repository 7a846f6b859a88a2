//! The articles of a dataset assigned to its splits.

use super::plan::{Item, Portion};
use super::{ExportError, Request};
use crate::interchange::split::{Article, NAMES, Signature, Split, Together, assign};
use crate::progress::Progress;
use crate::store::open;
use rayon::prelude::*;
use serde_json::Value;

/// The portions of a dataset that is split, and what is said about the split.
pub(super) fn split(
    items: Vec<Item>,
    split: &Split,
    request: &Request,
    progress: &Progress,
) -> Result<(Vec<Portion>, Value), ExportError> {
    progress.expect(u64::try_from(items.len()).unwrap_or(u64::MAX));
    let articles: Vec<Article> = items
        .par_iter()
        .map(|item| {
            progress.advance(1)?;
            Ok(article(item, split, request.encoding.as_deref()))
        })
        .collect::<Result<_, ExportError>>()?;
    let assigned = assign(&articles, split);
    let mut portions: Vec<Portion> = NAMES
        .iter()
        .zip(split.shares)
        .filter(|(_, share)| *share > 0)
        .map(|(name, _)| Portion { name: Some((*name).to_owned()), split: Some(*name), items: Vec::new() })
        .collect();
    for (item, place) in items.into_iter().zip(assigned.places) {
        let name = NAMES.get(place).copied();
        if let Some(portion) = portions.iter_mut().find(|portion| portion.split == name) {
            portion.items.push(item);
        }
    }
    Ok((portions, assigned.report))
}

/// What a split must know of an article; one that cannot be read is by itself, and said when it is written.
fn article(item: &Item, split: &Split, encoding: Option<&str>) -> Article {
    let read = open::article(&item.path, encoding).ok();
    let details = read.as_ref().map(|article| &article.details);
    let group = match split.together {
        Together::Nothing => None,
        Together::Outlets => details.and_then(|details| details.outlet.clone()),
        Together::Days => {
            details.and_then(|details| details.published.as_deref()?.get(..10).map(str::to_owned))
        }
    };
    let signature = read.as_ref().and_then(|article| Signature::of(article.text.as_str()));
    Article { id: item.id.clone(), signature, group }
}
