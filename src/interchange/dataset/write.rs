//! The Parquet files, a shard after the other, and the card.

use super::card::Card;
use super::columns::{Columns, schema};
use crate::interchange::Record;
use crate::interchange::export::{Finish, Output, Settings, Writer};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use std::io;
use std::sync::{Mutex, PoisonError};

/// The most articles of a file.
const SHARD: usize = 50_000;
/// The most articles of a row group.
const GROUP: usize = 10_000;
/// The most bytes of a row group in memory, as Arrow counts them.
const GROUP_BYTES: usize = 64 << 20;

/// A file, its writer, and how many rows it has.
type Shard = (String, ArrowWriter<Vec<u8>>, usize);

/// The files being written.
pub(in crate::interchange) struct Dataset {
    card: Card,
    split: String,
    shards: usize,
    /// The shard that is being written, and how many rows it has.
    ///
    /// Only ever one thread writes; the lock says so to those that render beside it.
    open: Mutex<Option<Shard>>,
    begun: usize,
    waiting: Columns,
}

impl Dataset {
    /// Begins; the number of shards follows from that of articles.
    pub(in crate::interchange) fn new(settings: &Settings<'_>) -> Self {
        Self {
            card: Card::new(settings),
            split: settings.split.unwrap_or("train").to_owned(),
            shards: settings.articles.div_ceil(SHARD).max(1),
            open: Mutex::new(None),
            begun: 0,
            waiting: Columns::default(),
        }
    }

    fn name(&self) -> String {
        format!("data/{}-{:05}-of-{:05}.parquet", self.split, self.begun, self.shards)
    }

    /// The shard that is open, if one is.
    fn open(&mut self) -> &mut Option<Shard> {
        self.open.get_mut().unwrap_or_else(PoisonError::into_inner)
    }

    fn shard(&mut self) -> io::Result<&mut Shard> {
        if self.open().is_none() {
            let level = ZstdLevel::try_new(3).map_err(io::Error::other)?;
            let properties = WriterProperties::builder()
                .set_compression(Compression::ZSTD(level))
                .set_max_row_group_row_count(Some(GROUP))
                .build();
            let writer =
                ArrowWriter::try_new(Vec::new(), schema(), Some(properties)).map_err(io::Error::other)?;
            let shard = (self.name(), writer, 0);
            *self.open() = Some(shard);
            self.begun += 1;
        }
        self.open().as_mut().ok_or_else(|| io::Error::other("no shard is open"))
    }

    /// Hands what waits to the shard, and what the shard has whole to its file.
    fn flush(&mut self, out: &mut dyn Output) -> io::Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        let rows = waiting.len();
        let batch = waiting.batch().map_err(io::Error::other)?;
        let (name, writer, written) = self.shard()?;
        writer.write(&batch).map_err(io::Error::other)?;
        *written += rows;
        if writer.in_progress_size() > GROUP_BYTES {
            writer.flush().map_err(io::Error::other)?;
        }
        let file = out.file(name)?;
        file.write_all(writer.inner())?;
        writer.inner_mut().clear();
        Ok(())
    }

    fn close(&mut self, out: &mut dyn Output) -> io::Result<()> {
        if let Some((name, writer, _)) = self.open().take() {
            let rest = writer.into_inner().map_err(io::Error::other)?;
            out.file(&name)?.write_all(&rest)?;
        }
        Ok(())
    }
}

/// How many articles are handed on at once.
const TOGETHER: usize = 256;

impl Writer for Dataset {
    type Part = Columns;

    fn render(&self, record: &Record<'_>) -> io::Result<Columns> {
        Ok(Columns::of(record))
    }

    fn take(&mut self, part: Columns, out: &mut dyn Output) -> io::Result<()> {
        self.card.note(part.language());
        self.waiting.append(part);
        let rows = self.open().as_ref().map_or(0, |(_, _, rows)| *rows);
        if self.waiting.len() >= TOGETHER || rows + self.waiting.len() >= SHARD {
            self.flush(out)?;
            if rows + TOGETHER >= SHARD {
                self.close(out)?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Output) -> io::Result<Finish> {
        if self.waiting.len() > 0 || self.begun == 0 {
            self.flush(out)?;
        }
        self.close(out)?;
        out.put("README.md", self.card.text().as_bytes())?;
        Ok(Finish::Whole)
    }
}
