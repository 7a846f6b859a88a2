//! JSON of others whose lists are read item by item, so that a file may be larger than the memory.

use super::reader::{BadInput, LONGEST_FILE, without_mark};
use serde::Deserializer as _;
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Deserializer, Map, Value};
use std::fmt;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

/// The objects of a file that is a list of them, or the one that it is; each with its number, from 1. `name` says what
/// one of them is, for messages.
pub(in crate::interchange) fn objects(path: &Path, name: &'static str) -> Result<Objects, BadInput> {
    let mut reader = without_mark(path)?;
    let next = match peek(&mut reader)? {
        Some(b'[') => {
            reader.consume(1);
            Next::First
        }
        Some(b'{') => Next::Only,
        _ => return Err(BadInput::whole("it is neither a JSON object nor a list of them")),
    };
    Ok(Objects { reader, next, name, count: 0 })
}

/// See [`objects`].
#[derive(Debug)]
pub(in crate::interchange) struct Objects {
    reader: BufReader<File>,
    next: Next,
    name: &'static str,
    count: usize,
}

/// What comes next in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// The first object of a list, or its end.
    First,
    /// A comma and an object, or the end of the list.
    Another,
    /// The one object.
    Only,
    /// Nothing, or nothing that can be read.
    End,
}

impl Iterator for Objects {
    type Item = Result<(usize, Value), BadInput>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = std::mem::replace(&mut self.next, Next::End);
        self.count += 1;
        match self.object(next) {
            Ok(Some((object, after))) => {
                self.next = after;
                Some(Ok((self.count, object)))
            }
            Ok(None) => None,
            Err(what) => Some(Err(BadInput::at(format!("{} {}", self.name, self.count), what))),
        }
    }
}

impl Objects {
    /// The object that comes next, and what comes after it.
    fn object(&mut self, next: Next) -> Result<Option<(Value, Next)>, String> {
        let at = peek(&mut self.reader).map_err(|error| error.to_string())?;
        let after = match (next, at) {
            (Next::End, _) => return Ok(None),
            (Next::Only, _) => Next::End,
            (Next::First | Next::Another, Some(b']')) => {
                self.reader.consume(1);
                return self.nothing_more();
            }
            (Next::First, _) => Next::Another,
            (Next::Another, Some(b',')) => {
                self.reader.consume(1);
                Next::Another
            }
            (Next::Another, None) => {
                return Err("the list ends without its bracket: part of it is missing".to_owned());
            }
            (Next::Another, Some(_)) => return Err("a comma is missing after the one before".to_owned()),
        };
        // An object tells by itself where it ends: the reader stands behind it.
        if peek(&mut self.reader).map_err(|error| error.to_string())? != Some(b'{') {
            return Err("it is not an object".to_owned());
        }
        let mut values =
            Deserializer::from_reader((&mut self.reader).take(LONGEST_FILE)).into_iter::<Value>();
        let object = values.next().transpose().map_err(|error| format!("{error} of it"))?;
        if after == Next::End {
            self.nothing_more()?;
        }
        Ok(object.map(|object| (object, after)))
    }

    fn nothing_more(&mut self) -> Result<Option<(Value, Next)>, String> {
        match peek(&mut self.reader).map_err(|error| error.to_string())? {
            None => Ok(None),
            Some(_) => Err("something comes after the end".to_owned()),
        }
    }
}

/// Takes every object of the lists of a file, one after the other, with its number from 1: of the list that it is, or of
/// those under `keys` in it and in the objects that stand there. An object without such a list that has the field `mark`
/// is one itself. Returns how many there are; nothing where there is not even an empty list.
pub(in crate::interchange) fn each_object(
    path: &Path,
    keys: &[&str],
    mark: &str,
    take: impl FnMut(Value, usize) -> Result<(), BadInput>,
) -> Result<Option<usize>, BadInput> {
    let mut page = Page { keys, mark, take, count: 0, lists: 0 };
    let mut json = Deserializer::from_reader(without_mark(path)?);
    json.deserialize_any(&mut page).and_then(|()| json.end()).map_err(BadInput::whole)?;
    Ok((page.count + page.lists > 0).then_some(page.count))
}

/// What is found while a file is read.
struct Page<'k, T> {
    keys: &'k [&'k str],
    mark: &'k str,
    take: T,
    count: usize,
    lists: usize,
}

impl<T: FnMut(Value, usize) -> Result<(), BadInput>> Page<'_, T> {
    fn take<E: de::Error>(&mut self, object: Value) -> Result<(), E> {
        self.count += 1;
        (self.take)(object, self.count).map_err(E::custom)
    }
}

impl<'de, T: FnMut(Value, usize) -> Result<(), BadInput>> DeserializeSeed<'de> for &mut Page<'_, T> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de, T: FnMut(Value, usize) -> Result<(), BadInput>> Visitor<'de> for &mut Page<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list of them")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.lists += 1;
        while let Some(object) = list.next_element()? {
            self.take(object)?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let lists = self.lists;
        let mut object = Map::new();
        while let Some(key) = fields.next_key::<String>()? {
            if self.keys.contains(&&*key) {
                fields.next_value_seed(&mut *self)?;
            } else {
                object.insert(key, fields.next_value()?);
            }
        }
        if self.lists == lists && object.contains_key(self.mark) {
            self.take(Value::Object(object))?;
        }
        Ok(())
    }

    // Under one of the keys may stand an address or a number just as well.
    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// The next byte that is no blank.
fn peek(reader: &mut BufReader<File>) -> Result<Option<u8>, std::io::Error> {
    loop {
        let here = reader.fill_buf()?;
        if here.is_empty() {
            return Ok(None);
        }
        let blanks = here.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let found = here.get(blanks).copied();
        reader.consume(blanks);
        if found.is_some() {
            return Ok(found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{each_object, objects};
    use proptest::prelude::*;
    use serde_json::{Value, json};
    use std::io::Write as _;
    use tempfile::NamedTempFile;

    fn file(words: &str) -> NamedTempFile {
        let mut file = NamedTempFile::new().unwrap();
        file.write_all(words.as_bytes()).unwrap();
        file
    }

    fn read(words: &str) -> Result<Vec<Value>, String> {
        let file = file(words);
        let objects = objects(file.path(), "task").map_err(|bad| bad.to_string())?;
        objects.map(|one| one.map(|(_, object)| object).map_err(|bad| bad.to_string())).collect()
    }

    fn gathered(words: &str) -> Option<Vec<Value>> {
        let (file, mut found) = (file(words), Vec::new());
        let take = |object, _| {
            found.push(object);
            Ok(())
        };
        let count = each_object(file.path(), &["items", "first"], "target", take).unwrap();
        assert_eq!(count.unwrap_or_default(), found.len());
        count.map(|_| found)
    }

    proptest! {
        #[test]
        fn a_list_is_read_as_it_stands(words in proptest::collection::vec("\\PC*", 0..4), blank in "[ \n\t]{0,3}") {
            let list: Vec<Value> = words.iter().map(|words| json!({ "a": words, "b": [{}, "]", 1.5] })).collect();
            let written: Vec<String> = list.iter().map(ToString::to_string).collect();
            let file = format!("\u{feff}{blank}[{blank}{}{blank}]{blank}", written.join(&format!("{blank},{blank}")));
            prop_assert_eq!(read(&file), Ok(list.clone()));
            prop_assert_eq!(gathered(&file), Some(list));
        }
    }

    #[test]
    fn one_object_is_a_list_of_one() {
        assert_eq!(read(" {\"a\":1}\n"), Ok(vec![json!({"a": 1})]));
    }

    #[test]
    fn what_is_no_list_of_objects_is_told_with_its_place() {
        for (words, says) in [
            ("[{} {}]", "task 2: a comma is missing"),
            ("[{},", "task 2: it is not an object"),
            ("[{}", "task 2: the list ends without its bracket"),
            ("[{}, 7]", "task 2: it is not an object"),
            ("[{}]]", "task 2: something comes after the end"),
            ("{}{}", "task 1: something comes after the end"),
            ("[{\"a\" 1}]", "task 1: expected `:` at line 1 column 6 of it"),
            ("", "neither a JSON object nor a list"),
        ] {
            let told = read(words).unwrap_err();
            assert!(told.contains(says), "{words}: {told}");
        }
    }

    #[test]
    fn lists_are_found_in_pages_within_pages() {
        let one = json!({"target": "x"});
        assert_eq!(gathered(r#"{"items": [{"target": "x"}], "total": 1}"#), Some(vec![one.clone()]));
        assert_eq!(
            gathered(r#"{"first": {"items": [{"target": "x"}], "next": "y"}}"#),
            Some(vec![one.clone()])
        );
        assert_eq!(gathered(r#"{"first": "https://x", "items": {"target": "x"}}"#), Some(vec![one.clone()]));
        assert_eq!(gathered(r#"{"target": "x"}"#), Some(vec![one]));
        assert_eq!(gathered(r#"{"items": []}"#), Some(Vec::new()));
        assert_eq!(gathered(r#"{"other": []}"#), None);
    }
}
