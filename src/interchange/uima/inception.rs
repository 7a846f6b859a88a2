//! The layers as INCEpTION exchanges them: what its import of layers reads, before the files are imported.
//!
//! A UIMA type system says nothing of how spans may lie: without this, INCEpTION would refuse those that
//! overlap, or trim them to its own tokens. The fields are those of its `ExportedAnnotationLayer`.

use super::layer::{Declared, RELATION, SPAN, Type};
use serde_json::{Value, json};

/// The name of the file beside the others.
pub(super) const NAME: &str = "layers.json";

/// A list of the two layers.
pub(super) fn layers(types: &[Type]) -> Value {
    types.iter().filter_map(layer).collect()
}

/// A layer; nothing for a type of our own, of which INCEpTION makes none.
fn layer(of: &Type) -> Option<Value> {
    let (title, kind, attached) = match of.name {
        SPAN => ("Span", "span", Value::Null),
        RELATION => ("Relation", "relation", json!({"name": SPAN})),
        _ => return None,
    };
    // Source and target belong to every layer of relations; it makes them by itself.
    let own = of.features.iter().filter(|feature| feature.range != SPAN);
    Some(json!({
        "name": of.name,
        "uiName": title,
        "type": kind,
        "description": "",
        "enabled": true,
        "built_in": false,
        "readonly": false,
        "attach_type": attached,
        "anchoring_mode": "CHARACTERS",
        "overlap_mode": "ANY_OVERLAP",
        "validation_mode": "NEVER",
        "cross_sentence": true,
        "show_hover": true,
        // What versions before these modes read instead.
        "allow_stacking": true,
        "lock_to_token_offset": false,
        "multiple_tokens": true,
        "features": own.map(feature).collect::<Vec<_>>(),
    }))
}

fn feature(of: &Declared) -> Value {
    let shown = if of.meaning.is_empty() { &of.name } else { &of.meaning };
    json!({
        "name": of.name,
        "uiName": shown,
        "type": of.range,
        "description": "",
        "enabled": true,
        "visible": of.name != crate::interchange::carried::NAME,
        "include_in_hover": false,
        "required": false,
        "multi_value_mode": "NONE",
        "link_mode": "NONE",
        "curatable": true,
    })
}
