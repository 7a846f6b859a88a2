//! The configuration of a project: labels, kinds of relations, and a control for each slot.

use super::control;
use crate::annotation::Rgb;
use crate::interchange::{Vocabulary, xml};
use std::fmt::Write as _;

/// The labelling interface for a vocabulary.
pub(super) fn config(vocabulary: &Vocabulary) -> String {
    let mut out = "<View>\n  <Labels name=\"label\" toName=\"text\">\n".to_owned();
    for tag in &vocabulary.tags {
        let background = tag.colour.map_or_else(String::new, |colour| {
            let Rgb(r, g, b) = colour.light;
            format!(" background=\"#{r:02X}{g:02X}{b:02X}\"")
        });
        // Writing to a string cannot fail.
        writeln!(out, "    <Label value=\"{}\"{background}/>", xml::attribute(&tag.name)).ok();
    }
    out.push_str("  </Labels>\n  <Relations>\n");
    for kind in &vocabulary.links {
        writeln!(out, "    <Relation value=\"{}\"/>", xml::attribute(kind)).ok();
    }
    out.push_str("  </Relations>\n  <Text name=\"text\" value=\"$text\"/>\n");
    for slot in &vocabulary.slots {
        let name = xml::attribute(&control(&slot.name));
        let shown = "toName=\"text\" perRegion=\"true\" visibleWhen=\"region-selected\"";
        writeln!(out, "  <Header value=\"{}\" size=\"5\"/>", xml::attribute(&slot.name)).ok();
        if slot.choices.is_empty() {
            writeln!(out, "  <TextArea name=\"{name}\" {shown}/>").ok();
            continue;
        }
        writeln!(out, "  <Choices name=\"{name}\" {shown}>").ok();
        for choice in &slot.choices {
            writeln!(out, "    <Choice value=\"{}\"/>", xml::attribute(choice)).ok();
        }
        out.push_str("  </Choices>\n");
    }
    out.push_str("</View>\n");
    out
}
