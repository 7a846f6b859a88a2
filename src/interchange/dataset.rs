//! A dataset folder for Hugging Face's `datasets`, pyarrow, polars and DuckDB: Parquet files and a card.
//!
//! Positions are code points, half-open. The schema is explicit, so that a column that is empty everywhere
//! has its type; offsets are `int32`, lists have the child `element`, pages are compressed with ZSTD.

mod card;
mod columns;
mod write;

pub(super) use write::Dataset;

use super::{Facts, Shape, Ways};

/// What is true of the format.
pub(super) const FACTS: Facts = Facts {
    name: "dataset",
    title: "Parquet dataset",
    purpose: "A folder with Parquet files and a card; for Hugging Face datasets, pyarrow, polars, DuckDB",
    shape: Shape::Folder,
    extension: "parquet",
    ways: Ways::Out,
    companions: &[],
    losses: &[],
};
