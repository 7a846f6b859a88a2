//! XMI 1.0, with `TypeSystem.xml` beside it, and the layers for INCEpTION.

use super::cas::{Cas, Feature, Structure};
use super::inception;
use super::layer::{Type, types};
use super::of_record::{FIRST, cas};
use crate::interchange::export::{Finish, Output, Settings, Writer};
use crate::interchange::import::{BadInput, words};
use crate::interchange::{NewWords, Record, Vocabulary, xml};
use roxmltree::{Document, Node};
use std::fmt::Write as _;
use std::io;
use std::path::Path;

/// The files being written.
pub(in crate::interchange) struct Xmi {
    vocabulary: Vocabulary,
    new: NewWords,
}

/// A file with its name, and the words that are new to the tagset.
pub(in crate::interchange) struct Part {
    name: String,
    bytes: String,
    new: NewWords,
}

impl Xmi {
    /// Begins with the words of the tagsets.
    pub(in crate::interchange) fn new(settings: &Settings<'_>) -> Self {
        Self { vocabulary: settings.vocabulary.clone(), new: NewWords::default() }
    }
}

impl Writer for Xmi {
    type Part = Part;

    fn render(&self, record: &Record<'_>) -> io::Result<Part> {
        let name = format!("{}.xmi", record.file);
        Ok(Part { name, bytes: xmi(&cas(record)), new: self.vocabulary.beyond(record) })
    }

    fn take(&mut self, part: Part, out: &mut dyn Output) -> io::Result<()> {
        self.new.join(part.new);
        out.put(&part.name, part.bytes.as_bytes())
    }

    fn finish(&mut self, out: &mut dyn Output) -> io::Result<Finish> {
        self.vocabulary.learn(std::mem::take(&mut self.new));
        let types = types(&self.vocabulary.slots);
        out.put(TYPES, type_system(&types).as_bytes())?;
        let layers = serde_json::to_vec_pretty(&inception::layers(&types)).map_err(io::Error::other)?;
        out.put(inception::NAME, &layers)?;
        Ok(Finish::Whole)
    }
}

/// The file of the type system beside the others.
pub(super) const TYPES: &str = "TypeSystem.xml";

/// The namespaces of the types, by the parts of their names before the last.
const SPACES: [(&str, &str); 3] = [("uima.tcas", "tcas"), ("custom", "custom"), ("copydesk", "copydesk")];

fn xmi(cas: &Cas) -> String {
    let mut out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" \
                   xmlns:cas=\"http:///uima/cas.ecore\""
            .to_owned();
    for (space, prefix) in SPACES {
        // Writing to a string cannot fail.
        write!(out, " xmlns:{prefix}=\"http:///{}.ecore\"", space.replace('.', "/")).ok();
    }
    out.push_str(" xmi:version=\"2.0\">\n  <cas:NULL xmi:id=\"0\"/>\n");
    let sofa = FIRST - 1;
    writeln!(
        out,
        "  <cas:Sofa xmi:id=\"{sofa}\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text\" sofaString=\"{}\"/>",
        xml::attribute(&cas.text)
    )
    .ok();
    for structure in &cas.structures {
        element(&mut out, structure, sofa);
    }
    let members: Vec<String> = cas.structures.iter().map(|one| one.id.to_string()).collect();
    writeln!(out, "  <cas:View sofa=\"{sofa}\" members=\"{}\"/>\n</xmi:XMI>", members.join(" ")).ok();
    out
}

fn element(out: &mut String, structure: &Structure, sofa: u32) {
    let space = structure.kind.rsplit_once('.').map_or("", |(space, _)| space);
    let prefix = SPACES.iter().find(|(known, _)| *known == space).map_or("custom", |(_, prefix)| prefix);
    let (id, kind) = (structure.id, structure.short_kind());
    write!(out, "  <{prefix}:{kind} xmi:id=\"{id}\" sofa=\"{sofa}\"").ok();
    if let Some((begin, end)) = structure.at {
        write!(out, " begin=\"{begin}\" end=\"{end}\"").ok();
    }
    for (name, value) in &structure.features {
        match value {
            Feature::Text(words) => write!(out, " {name}=\"{}\"", xml::attribute(words)).ok(),
            Feature::Truth(truth) => write!(out, " {name}=\"{truth}\"").ok(),
            Feature::Reference(id) => write!(out, " {name}=\"{id}\"").ok(),
        };
    }
    out.push_str("/>\n");
}

fn type_system(types: &[Type]) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
                   <typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n  <types>\n"
        .to_owned();
    for one in types {
        let Type { name, parent, features } = one;
        writeln!(out, "    <typeDescription>\n      <name>{name}</name>\n      <description/>").ok();
        writeln!(out, "      <supertypeName>{parent}</supertypeName>\n      <features>").ok();
        for feature in features {
            let (name, range) = (&feature.name, feature.range);
            let meaning = xml::content(&feature.meaning);
            writeln!(out, "        <featureDescription>\n          <name>{name}</name>").ok();
            writeln!(out, "          <description>{meaning}</description>").ok();
            writeln!(out, "          <rangeTypeName>{range}</rangeTypeName>\n        </featureDescription>")
                .ok();
        }
        out.push_str("      </features>\n    </typeDescription>\n");
    }
    out.push_str("  </types>\n</typeSystemDescription>\n");
    out
}

/// The structures of a file.
pub(super) fn read(path: &Path) -> Result<Cas, BadInput> {
    let words = words(path)?;
    let document = xml::parse(&words)?;
    parsed(&document)
}

const XMI: &str = "http://www.omg.org/XMI";

fn parsed(document: &Document<'_>) -> Result<Cas, BadInput> {
    let root = document.root_element();
    if !root.has_tag_name((XMI, "XMI")) {
        return Err(BadInput::whole("it is no XMI file: its root is another element"));
    }
    let elements: Vec<Node<'_, '_>> = root.children().filter(Node::is_element).collect();
    let sofas = elements.iter().filter(|one| kind(one) == "uima.cas.Sofa");
    let sofas: Vec<&Node<'_, '_>> = sofas.collect();
    let initial = sofas.iter().find(|one| one.attribute("sofaID") == Some("_InitialView"));
    let sofa = initial.or(sofas.first()).ok_or_else(|| BadInput::whole("it has no Sofa, so no text"))?;
    let text = sofa.attribute("sofaString").ok_or_else(|| BadInput::whole("its Sofa has no sofaString"))?;
    let number = sofa.attribute((XMI, "id"));
    let structures = elements
        .iter()
        .filter(|one| !kind(one).starts_with("uima.cas."))
        .filter(|one| one.attribute("sofa") == number || one.attribute("sofa").is_none())
        .map(structure)
        .collect();
    Ok(Cas { text: text.to_owned(), structures })
}

/// The name of an element's type: `http:///a/b.ecore` and `T` are `a.b.T`.
fn kind(one: &Node<'_, '_>) -> String {
    let space = one.tag_name().namespace().unwrap_or_default();
    let space = space.trim_start_matches("http:///").trim_end_matches(".ecore").replace('/', ".");
    let name = one.tag_name().name();
    if space.is_empty() || space == "uima.noNamespace" { name.to_owned() } else { format!("{space}.{name}") }
}

fn structure(one: &Node<'_, '_>) -> Structure {
    let number = |name: &str| one.attribute(name).and_then(|at| at.parse().ok());
    let features = one
        .attributes()
        .filter(|feature| {
            feature.namespace().is_none() && !matches!(feature.name(), "sofa" | "begin" | "end")
        })
        .map(|feature| (feature.name().to_owned(), Feature::Text(feature.value().to_owned())));
    Structure {
        id: one.attribute((XMI, "id")).and_then(|id| id.parse().ok()).unwrap_or_default(),
        kind: kind(one),
        at: number("begin").zip(number("end")),
        features: features.collect(),
    }
}
