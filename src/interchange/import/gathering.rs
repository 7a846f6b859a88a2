//! What a file says of many things by turns, brought together thing by thing: on the disk, so that a file may be larger
//! than the memory.

use super::reader::BadInput;
use redb::backends::FileBackend;
use redb::{
    Builder, Database, Durability, OwnedRange, ReadableDatabase as _, TableDefinition, WriteTransaction,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::marker::PhantomData;

/// What is said, as JSON, by the name of the thing and by how much was said before of all things.
const SAID: TableDefinition<'_, (&str, u64), &[u8]> = TableDefinition::new("said");

/// How many bytes of the database are held in memory.
const CACHE: usize = 16 << 20;

/// How many bytes are held until they go into the database at once.
const AT_ONCE: usize = 4 << 20;

/// What was said so far, of things that go by name.
pub(in crate::interchange) struct Gathering<T> {
    database: Database,
    writing: WriteTransaction,
    waiting: Vec<(String, u64, Vec<u8>)>,
    /// The bytes that wait, and how many may.
    bytes: usize,
    at_once: usize,
    count: u64,
    of: PhantomData<T>,
}

impl<T: Serialize + DeserializeOwned> Gathering<T> {
    /// Nothing yet. What is put in goes to a file in the system's temporary folder, which goes with the value.
    pub(in crate::interchange) fn new() -> Result<Self, BadInput> {
        Self::holding(AT_ONCE)
    }

    fn holding(at_once: usize) -> Result<Self, BadInput> {
        let file = FileBackend::new(tempfile::tempfile()?).map_err(BadInput::whole)?;
        let database = Builder::new().set_cache_size(CACHE).create_with_backend(file);
        let database = database.map_err(BadInput::whole)?;
        let mut writing = database.begin_write().map_err(BadInput::whole)?;
        // Nobody looks for it after a crash.
        writing.set_durability(Durability::None).map_err(BadInput::whole)?;
        Ok(Self { database, writing, waiting: Vec::new(), bytes: 0, at_once, count: 0, of: PhantomData })
    }

    /// Notes what is said of the thing with this name.
    pub(in crate::interchange) fn put(&mut self, name: &str, what: &T) -> Result<(), BadInput> {
        let words = serde_json::to_vec(what).map_err(BadInput::whole)?;
        self.bytes += name.len() + words.len();
        self.waiting.push((name.to_owned(), self.count, words));
        self.count += 1;
        if self.bytes > self.at_once { self.settle() } else { Ok(()) }
    }

    /// Writes what waits. In order, so that neighbours are written together.
    fn settle(&mut self) -> Result<(), BadInput> {
        self.waiting.sort_unstable();
        let mut table = self.writing.open_table(SAID).map_err(BadInput::whole)?;
        for (name, number, words) in self.waiting.drain(..) {
            table.insert((name.as_str(), number), words.as_slice()).map_err(BadInput::whole)?;
        }
        self.bytes = 0;
        Ok(())
    }

    /// The things in the order of their names (by code points), each with all that was said of it in the order it was
    /// put.
    pub(in crate::interchange) fn things(mut self) -> Result<Things<T>, BadInput> {
        self.settle()?;
        self.writing.commit().map_err(BadInput::whole)?;
        let reading = self.database.begin_read().map_err(BadInput::whole)?;
        let table = reading.open_table(SAID).map_err(BadInput::whole)?;
        let rows = table.range_owned::<(&str, u64)>(..).map_err(BadInput::whole)?;
        Ok(Things { rows, next: None, _database: self.database })
    }
}

/// See [`Gathering::things`].
pub(in crate::interchange) struct Things<T> {
    rows: OwnedRange<(&'static str, u64), &'static [u8]>,
    /// The first that is said of the thing that comes next, where it is read already.
    next: Option<(String, T)>,
    _database: Database,
}

impl<T: DeserializeOwned> Iterator for Things<T> {
    type Item = Result<(String, Vec<T>), BadInput>;

    fn next(&mut self) -> Option<Self::Item> {
        self.thing().transpose()
    }
}

impl<T: DeserializeOwned> Things<T> {
    fn thing(&mut self) -> Result<Option<(String, Vec<T>)>, BadInput> {
        let first = match self.next.take() {
            Some(first) => Some(first),
            None => self.said()?,
        };
        let Some((name, first)) = first else { return Ok(None) };
        let mut all = vec![first];
        while let Some((other, said)) = self.said()? {
            if other != name {
                self.next = Some((other, said));
                break;
            }
            all.push(said);
        }
        Ok(Some((name, all)))
    }

    /// What is said next, and of which thing.
    fn said(&mut self) -> Result<Option<(String, T)>, BadInput> {
        let Some(row) = self.rows.next() else { return Ok(None) };
        let (key, words) = row.map_err(BadInput::whole)?;
        let said = serde_json::from_slice(words.value()).map_err(BadInput::whole)?;
        Ok(Some((key.value().0.to_owned(), said)))
    }
}

#[cfg(test)]
mod tests {
    use super::Gathering;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn all_that_is_said_comes_back_thing_by_thing_however_little_is_held(
            said in proptest::collection::vec(("[ab\u{e9}\u{1f600}]{0,2}", "\\PC{0,6}"), 0..120),
            at_once in 1_usize..200,
        ) {
            let mut gathering = Gathering::<String>::holding(at_once).unwrap();
            let mut expected: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for (name, words) in said {
                gathering.put(&name, &words).unwrap();
                expected.entry(name).or_default().push(words);
            }
            let found: Result<Vec<_>, _> = gathering.things().unwrap().collect();
            prop_assert_eq!(found.unwrap(), Vec::from_iter(expected));
        }
    }
}
