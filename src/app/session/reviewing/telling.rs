//! What is said when a review begins: who is compared, who is not and why.

use super::super::Session;
use crate::app::reviewing::{Apart, Material};
use crate::app::{Command, Notice};

/// How a notice begins that says what is not compared.
const NOT_COMPARED: &str = "Not compared: ";

impl Session {
    /// Says it, in place of what was said before.
    pub(super) fn say_who_is_compared(&mut self, material: &Material) {
        let Material { sets, apart, absent, from_elsewhere, .. } = material;
        self.notices.retain(|notice| !notice.summary.starts_with(NOT_COMPARED));
        for Apart { name, why } in apart {
            self.notify_once(Notice::caution(format!("{NOT_COMPARED}{name}"), why.clone()));
        }
        if !absent.is_empty() {
            let summary = format!("{NOT_COMPARED}{}", absent.join(", "));
            let remedy = "the review rests on tags that are not here; compare the file again, or put it beside the article";
            self.notify_once(Notice::caution(summary, remedy).offering(Command::CompareSidecar));
        }
        let brought_in =
            from_elsewhere.last().and_then(|file| file.file_name()).map(|file| file.to_string_lossy());
        match (sets.as_slice(), brought_in) {
            ([only], None) if apart.is_empty() && absent.is_empty() => {
                let name = only.annotator();
                self.say(format!("Only {name} has tagged this article: there is nobody to compare with"));
            }
            (_, Some(file)) if apart.iter().all(|apart| apart.name != file) => {
                self.say(format!(
                    "{file} is compared, and stays where it is: a later review asks for it again"
                ));
            }
            _ => {}
        }
    }
}
