//! Label Studio's tasks (`tasks.json`) with the configuration of their project (`config.xml`).
//!
//! Positions are code points, half-open. An article is a task, an annotator one entry of its `annotations`.
//! A slot is a control of its own name per region: choices where the tagset has them, else text. What Label
//! Studio has no place for stands in `meta` under `copydesk`.

mod config;
mod read;
mod write;

pub(super) use read::{articles, is_it};
pub(super) use write::Tasks;

use super::{Facts, Shape, Ways};

/// What is true of the format.
pub(super) const FACTS: Facts = Facts {
    name: "label-studio",
    title: "Label Studio",
    purpose: "A folder of tasks.json and the project’s config.xml; for Label Studio",
    shape: Shape::Folder,
    extension: "json",
    ways: Ways::OutAndIn,
    companions: &[CONFIG],
    losses: &[],
};

/// The file of tasks.
const TASKS: &str = "tasks.json";
/// The file of the configuration.
const CONFIG: &str = "config.xml";

/// The name of the control of a slot: its own, unless the text or the labels have that.
fn control(slot: &str) -> String {
    if matches!(slot, "label" | "text") || slot.starts_with(PREFIX) {
        format!("{PREFIX}{slot}")
    } else {
        slot.to_owned()
    }
}

/// The slot of a control.
fn slot(control: &str) -> &str {
    control.strip_prefix(PREFIX).unwrap_or(control)
}

const PREFIX: &str = "slot:";
