//! Projects of this and other programs as articles that arrive.

use super::{PROJECT, SPACE, description};
use crate::interchange::carried;
use crate::interchange::import::{
    Arrived, Articles, BadInput, Counted, Specimen, Wording, Zip, is_archive, opened,
};
use crate::interchange::jsonl::{ArticleLine, RelationLine, SpanLine};
use crate::interchange::xml;
use roxmltree::{Document, Node};
use std::collections::HashMap;
use std::io::Read as _;
use std::path::Path;

/// Whether a file is a project, or a codebook.
pub(in crate::interchange) fn is_it(specimen: &Specimen) -> bool {
    let project = |name: &String| name.eq_ignore_ascii_case(PROJECT);
    specimen.names.iter().any(project) || specimen.head.contains("urn:QDA-XML:")
}

/// The most bytes of a text.
const LONGEST_TEXT: u64 = 64 << 20;
/// The most bytes of the project file.
const LONGEST_PROJECT: u64 = 512 << 20;

/// The articles of a project.
pub(in crate::interchange) fn articles(path: &Path) -> Result<Articles, BadInput> {
    let mut zip = opened(path).map_err(|bad| {
        let what = "it is no project (.qdpx): a codebook (.qdc) has no texts, so there is nothing to import";
        if is_archive(path).unwrap_or(true) { bad } else { BadInput::whole(what) }
    })?;
    let project = contents(&mut zip, PROJECT, LONGEST_PROJECT)?;
    let project = xml::parse(&project)
        .map_err(|error| BadInput::at(format!("{PROJECT}: {}", error.place), error.what))?;
    let mut texts: HashMap<String, String> = HashMap::new();
    let book = Book::of(&project);
    let mut articles = Vec::new();
    for source in named(&project, "TextSource") {
        let name = source.attribute("name").unwrap_or("source").to_owned();
        let text = text_of(&source, &mut zip, &mut texts)
            .map_err(|error| BadInput::at(name.as_str(), error.what))?;
        articles.push(book.article(&source, name, text));
    }
    Ok(Box::new(articles.into_iter().map(|article| {
        let place = article.id.clone();
        Ok(Arrived { article, place, wording: Wording::Here, counted: Counted::CODE_POINTS_FIRST })
    })))
}

/// A file of the zip as text, whatever capitals its name has.
fn contents(zip: &mut Zip, name: &str, most: u64) -> Result<String, BadInput> {
    let mut names = zip.file_names().flatten();
    let found = names.find(|known| known.eq_ignore_ascii_case(name)).map(std::borrow::Cow::into_owned);
    drop(names);
    let found = found.ok_or_else(|| BadInput::whole(format!("{name} is not in it")))?;
    let file = zip.by_name(&found).map_err(BadInput::whole)?;
    let mut bytes = Vec::new();
    // What the zip says of the length is a promise that a bomb does not keep.
    file.take(most + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > most) {
        return Err(BadInput::whole(format!("{name} is longer than {} MiB", most >> 20)));
    }
    let words = String::from_utf8(bytes).map_err(|_bad| BadInput::whole(format!("{name} is not UTF-8")))?;
    Ok(words.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(words))
}

/// All elements of a name.
fn named<'a, 'd>(project: &'a Document<'d>, name: &'static str) -> impl Iterator<Item = Node<'a, 'd>> {
    project.descendants().filter(move |one| one.has_tag_name((SPACE, name)))
}

fn child<'a>(of: &Node<'a, 'a>, name: &str) -> Option<&'a str> {
    of.children().find(|one| one.has_tag_name((SPACE, name)))?.text()
}

fn text_of(
    source: &Node<'_, '_>,
    zip: &mut Zip,
    texts: &mut HashMap<String, String>,
) -> Result<String, BadInput> {
    if let Some(inline) = source.children().find(|one| one.has_tag_name((SPACE, "PlainTextContent"))) {
        return Ok(inline.text().unwrap_or_default().to_owned());
    }
    let path = source.attribute("plainTextPath").ok_or_else(|| BadInput::whole("it has no plain text"))?;
    let Some(inside) = path.strip_prefix("internal://") else {
        return Err(BadInput::whole("its plain text lies outside the project, where nothing is read"));
    };
    if let Some(known) = texts.get(inside) {
        return Ok(known.clone());
    }
    let text = contents(zip, &format!("sources/{inside}"), LONGEST_TEXT)?;
    texts.insert(inside.to_owned(), text.clone());
    Ok(text)
}

/// Who and what stands behind the names of a project, and its links. Names differ in capitals between programs.
struct Book {
    users: HashMap<String, String>,
    codes: HashMap<String, String>,
    links: Vec<(String, String, String)>,
}

fn key(guid: &str) -> String {
    guid.to_lowercase()
}

impl Book {
    fn of(project: &Document<'_>) -> Self {
        let pairs = |name| {
            let named = named(project, name);
            named.filter_map(|one| Some((key(one.attribute("guid")?), one.attribute("name")?.to_owned())))
        };
        let links = named(project, "Link").filter_map(|one| {
            let kind = one.attribute("name").unwrap_or_default().to_owned();
            Some((key(one.attribute("originGUID")?), kind, key(one.attribute("targetGUID")?)))
        });
        Self { users: pairs("User").collect(), codes: pairs("Code").collect(), links: links.collect() }
    }

    fn article(&self, source: &Node<'_, '_>, id: String, text: String) -> ArticleLine {
        let mut article = ArticleLine { id, text, ..ArticleLine::default() };
        // What each selection is called: it may have several codings, and is then several annotations.
        let mut ids: HashMap<String, String> = HashMap::new();
        let selections = source.children().filter(|one| one.has_tag_name((SPACE, "PlainTextSelection")));
        for (n, selection) in selections.enumerate() {
            let number = |name: &str| selection.attribute(name).and_then(|at| at.trim().parse().ok());
            let (note, slots) = description::read(child(&selection, "Description").unwrap_or_default());
            let codings = selection.children().filter(|one| one.has_tag_name((SPACE, "Coding")));
            for (m, coding) in codings.enumerate() {
                let id = if m == 0 { format!("q{}", n + 1) } else { format!("q{}-{}", n + 1, m + 1) };
                let target = coding.children().find_map(|one| one.attribute("targetGUID"));
                let user = coding.attribute("creatingUser").or_else(|| selection.attribute("creatingUser"));
                let time =
                    coding.attribute("creationDateTime").or_else(|| selection.attribute("creationDateTime"));
                ids.entry(key(selection.attribute("guid").unwrap_or_default())).or_insert_with(|| id.clone());
                article.spans.push(SpanLine {
                    id: Some(id),
                    label: target.and_then(|target| self.codes.get(&key(target))).cloned(),
                    start: number("startPosition"),
                    end: number("endPosition"),
                    annotator: user.and_then(|user| self.users.get(&key(user))).cloned(),
                    note: Some(note.clone()),
                    edited: time.map(str::to_owned),
                    attributes: slots.iter().map(|(name, value)| carried::attribute(name, value)).collect(),
                    ..SpanLine::default()
                });
            }
        }
        for (from, kind, to) in &self.links {
            if let (Some(from), Some(to)) = (ids.get(from), ids.get(to)) {
                let (from, to) = (from.clone(), to.clone());
                article.relations.push(RelationLine { kind: Some(kind.clone()), from, to, annotator: None });
            }
        }
        article
    }
}
