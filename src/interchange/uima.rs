//! UIMA's common analysis structure for INCEpTION: as XMI with its type system, or as JSON CAS 0.4.
//!
//! Positions are UTF-16 units, half-open. Annotations are of INCEpTION's own layers `custom.Span` and
//! `custom.Relation`, with a string feature for each slot; who tagged is the feature `annotator`. What
//! those have no place for stands in the feature `copydesk`. One file an article.

mod cas;
mod inception;
mod json_cas;
mod layer;
mod of_record;
mod to_article;
mod xmi;

pub(super) use json_cas::JsonCas;
pub(super) use xmi::Xmi;

use super::import::{Arrived, Articles, BadInput, Counted, Specimen, Wording, files_ending};
use super::{Facts, Loss, Shape, Ways};
use cas::Cas;
use std::path::Path;

/// What is true of the XMI form.
pub(super) const XMI: Facts = Facts {
    name: "uima-xmi",
    title: "UIMA CAS XMI",
    purpose: "A folder of .xmi files with TypeSystem.xml, and layers.json to import in INCEpTION before them",
    shape: Shape::Folder,
    extension: "xmi",
    ways: Ways::OutAndIn,
    companions: &[xmi::TYPES, inception::NAME],
    losses: &[Loss::Controls],
};

/// What is true of the JSON form.
pub(super) const JSON: Facts = Facts {
    name: "uima-json",
    title: "UIMA CAS JSON",
    purpose: "A folder of JSON CAS 0.4 files, types inside; what INCEpTION recommends",
    shape: Shape::Folder,
    extension: "json",
    ways: Ways::OutAndIn,
    companions: &[],
    losses: &[],
};

/// Whether a file or folder has CAS as XMI.
pub(super) fn is_xmi(specimen: &Specimen) -> bool {
    specimen.has_file(".xmi") || specimen.head.contains("<xmi:XMI") || specimen.has_file("TypeSystem.xml")
}

/// Whether a file or folder has CAS as JSON.
pub(super) fn is_json(specimen: &Specimen) -> bool {
    specimen.has_key("%FEATURE_STRUCTURES") || specimen.first_has_key("%FEATURE_STRUCTURES")
}

/// The articles of XMI files.
pub(super) fn of_xmi(path: &Path) -> Result<Articles, BadInput> {
    articles(path, ".xmi", xmi::read)
}

/// The articles of JSON files.
pub(super) fn of_json(path: &Path) -> Result<Articles, BadInput> {
    articles(path, ".json", json_cas::read)
}

/// Whether a file of INCEpTION's archive holds somebody's annotations: not what describes the project, nor the document as
/// it was before anybody opened it.
fn is_somebodys(file: &Path) -> bool {
    let stem = file.file_stem().unwrap_or_default();
    stem != "exportedproject" && stem != "INITIAL_CAS"
}

fn articles(
    path: &Path,
    ending: &str,
    read: fn(&Path) -> Result<Cas, BadInput>,
) -> Result<Articles, BadInput> {
    let whole = path.is_file();
    let root = path.to_owned();
    let files = if whole { vec![path.to_owned()] } else { files_ending(path, ending)? };
    let files: Vec<_> = files.into_iter().filter(|file| whole || is_somebodys(file)).collect();
    Ok(Box::new(files.into_iter().map(move |file| {
        let inside = file.strip_prefix(&root).unwrap_or(&file).display().to_string();
        let place = if whole { String::new() } else { inside };
        let bad = |error: BadInput| {
            let at = [place.as_str(), error.place.as_str()].into_iter().filter(|part| !part.is_empty());
            BadInput::at(at.collect::<Vec<_>>().join(": "), error.what)
        };
        let cas = read(&file).map_err(bad)?;
        let article = to_article::article(cas, &file, &root);
        Ok(Arrived { article, place, wording: Wording::Here, counted: Counted::UTF16_FIRST })
    })))
}
