//! JSON CAS 0.4: types, structures and views in one file.

use super::cas::{Cas, Feature, Structure};
use super::layer::types;
use super::of_record::{FIRST, cas};
use crate::interchange::export::{Output, Settings, Writer};
use crate::interchange::import::{BadInput, Fields as _, json};
use crate::interchange::{Record, Vocabulary, json as text};
use serde_json::{Map, Value, json};
use std::io;
use std::path::Path;

/// The files being written.
pub(in crate::interchange) struct JsonCas {
    vocabulary: Vocabulary,
}

impl JsonCas {
    /// Begins with the words of the tagsets.
    pub(in crate::interchange) fn new(settings: &Settings<'_>) -> Self {
        Self { vocabulary: settings.vocabulary.clone() }
    }
}

impl Writer for JsonCas {
    type Part = (String, Vec<u8>);

    fn render(&self, record: &Record<'_>) -> io::Result<Self::Part> {
        let mut vocabulary = self.vocabulary.clone();
        vocabulary.learn(self.vocabulary.beyond(record));
        Ok((format!("{}.json", record.file), text::line(&value(&cas(record), &vocabulary))))
    }

    fn take(&mut self, (name, bytes): Self::Part, out: &mut dyn Output) -> io::Result<()> {
        out.put(&name, &bytes)
    }
}

fn value(cas: &Cas, vocabulary: &Vocabulary) -> Value {
    let sofa = FIRST - 1;
    let mut structures = vec![json!({
        "%ID": sofa,
        "%TYPE": "uima.cas.Sofa",
        "sofaNum": 1,
        "sofaID": "_InitialView",
        "mimeType": "text/plain",
        "sofaString": cas.text,
    })];
    structures.extend(cas.structures.iter().map(|one| {
        let mut fields = Map::new();
        fields.insert("%ID".to_owned(), one.id.into());
        fields.insert("%TYPE".to_owned(), one.kind.as_str().into());
        fields.insert("@sofa".to_owned(), sofa.into());
        if let Some((begin, end)) = one.at {
            fields.insert("begin".to_owned(), begin.into());
            fields.insert("end".to_owned(), end.into());
        }
        for (name, value) in &one.features {
            match value {
                Feature::Text(words) => fields.insert(name.clone(), words.as_str().into()),
                Feature::Truth(truth) => fields.insert(name.clone(), (*truth).into()),
                Feature::Reference(id) => fields.insert(format!("@{name}"), (*id).into()),
            };
        }
        Value::Object(fields)
    }));
    let members: Vec<u32> = cas.structures.iter().map(|one| one.id).collect();
    json!({
        "%TYPES": declared(vocabulary),
        "%FEATURE_STRUCTURES": structures,
        "%VIEWS": {"_InitialView": {"%SOFA": sofa, "%MEMBERS": members}},
    })
}

fn declared(vocabulary: &Vocabulary) -> Map<String, Value> {
    let mut all = Map::new();
    for one in types(&vocabulary.slots) {
        let mut fields = Map::new();
        fields.insert("%NAME".to_owned(), one.name.into());
        fields.insert("%SUPER_TYPE".to_owned(), one.parent.into());
        for feature in one.features {
            let described = json!({"%NAME": feature.name, "%RANGE": feature.range});
            fields.insert(feature.name, described);
        }
        all.insert(one.name.to_owned(), Value::Object(fields));
    }
    all
}

/// The structures of a file.
pub(super) fn read(path: &Path) -> Result<Cas, BadInput> {
    let value = json(path)?;
    let structures = match value.get("%FEATURE_STRUCTURES") {
        Some(Value::Array(list)) => list.clone(),
        // Earlier drafts have them by their numbers.
        Some(Value::Object(by_id)) => by_id.values().cloned().collect(),
        _ => return Err(BadInput::whole("it has no %FEATURE_STRUCTURES: export it as UIMA CAS JSON")),
    };
    let kind = |one: &Value| one.string("%TYPE").unwrap_or_default();
    let sofas = structures.iter().filter(|one| kind(one) == "uima.cas.Sofa");
    let sofas: Vec<&Value> = sofas.collect();
    let initial = sofas.iter().find(|one| one.string("sofaID").as_deref() == Some("_InitialView"));
    let sofa = initial.or(sofas.first()).ok_or_else(|| BadInput::whole("it has no Sofa, so no text"))?;
    let text = sofa.string("sofaString").ok_or_else(|| BadInput::whole("its Sofa has no sofaString"))?;
    let number = sofa.number("%ID");
    let structures = structures
        .iter()
        .filter(|one| !kind(one).starts_with("uima.cas."))
        .filter(|one| one.number("@sofa") == number || one.get("@sofa").is_none())
        .map(|one| structure(one, kind(one)));
    Ok(Cas { text, structures: structures.collect() })
}

fn structure(one: &Value, kind: String) -> Structure {
    let fields = one.as_object().into_iter().flatten();
    let features =
        fields.filter(|(name, _)| !name.starts_with('%') && !matches!(name.as_str(), "begin" | "end"));
    let features = features.filter_map(|(name, value)| match (name.strip_prefix('@'), value) {
        (Some("sofa"), _) => None,
        (Some(name), value) => {
            let id = value.as_u64().and_then(|id| u32::try_from(id).ok())?;
            Some((name.to_owned(), Feature::Reference(id)))
        }
        (None, Value::String(words)) => Some((name.clone(), Feature::Text(words.clone()))),
        (None, Value::Bool(truth)) => Some((name.clone(), Feature::Truth(*truth))),
        (None, _) => None,
    });
    Structure {
        id: one.number("%ID").unwrap_or_default(),
        kind,
        at: one.number("begin").zip(one.number("end")),
        features: features.collect(),
    }
}
