//! A folder of articles and sidecars for one test, and the program run on it.

use crate::nasty::Work;
use copydesk::annotation::AnnotationSet;
use copydesk::article::Details;
use copydesk::store::sidecar::ArticleHeader;
use copydesk::store::{article_details, names, read, write};
use copydesk::text::ReadingText;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder that goes away with the test.
pub struct Desk {
    folder: TempDir,
}

/// How a run of the program ended.
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    /// Writes a file, with its folders.
    pub fn put(&self, inside: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(inside);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        File::create(&path).unwrap().write_all(bytes.as_ref()).unwrap();
        path
    }

    pub fn read(&self, inside: &str) -> String {
        std::fs::read_to_string(self.path(inside)).unwrap()
    }

    /// Writes a work as a plain text, its sidecars and its details.
    pub fn put_work(&self, inside: &str, work: &Work) {
        let article = self.put(inside, work.text.as_str());
        for set in &work.sets {
            Self::put_set(&article, &work.text, set);
        }
        if !work.details.is_empty() {
            article_details::write(&article, &work.details).unwrap();
        }
    }

    fn put_set(article: &Path, text: &ReadingText, set: &AnnotationSet) {
        let name = article.file_name().unwrap().to_str().unwrap();
        let header = ArticleHeader::of(text, name, "plain/1", "utf-8");
        let path = names::sidecar(article, set.annotator());
        File::create(path).unwrap().write_all(write::to_string(set, text, &header).as_bytes()).unwrap();
    }

    /// The sets beside an article, as they are read.
    pub fn sets(&self, inside: &str, text: &ReadingText) -> Vec<AnnotationSet> {
        let article = self.path(inside);
        let sidecars = copydesk::store::folder::sidecars_of(&article);
        sidecars
            .iter()
            .map(|(_, path)| {
                let loaded = read::sidecar(path, text).unwrap().unwrap();
                assert_eq!(loaded.read_only, [], "{}", path.display());
                assert_eq!(loaded.warnings, [], "{}", path.display());
                loaded.set
            })
            .collect()
    }

    pub fn details(&self, inside: &str) -> Details {
        article_details::read(&self.path(inside)).unwrap()
    }

    /// All files, with their bytes.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = std::fs::read(&path).unwrap();
                    files.insert(path.strip_prefix(self.folder.path()).unwrap().to_owned(), bytes);
                }
            }
        }
        files
    }

    /// Names of all files.
    pub fn names(&self) -> Vec<String> {
        self.files().into_keys().map(|path| path.to_str().unwrap().to_owned()).collect()
    }

    /// The program, in this folder, with settings and state of its own elsewhere.
    pub fn command(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        let elsewhere = std::env::temp_dir().join("copydesk-tests-without-settings");
        command
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", &elsewhere)
            .env("XDG_CONFIG_HOME", elsewhere.join("config"))
            .env("XDG_STATE_HOME", elsewhere.join("state"))
            .env("XDG_DATA_HOME", elsewhere.join("data"))
            .args(arguments)
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.command(arguments).output().unwrap())
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// Whether it ended so, with all of this said on standard error.
    pub fn check(&self, status: i32, says: &[&str]) {
        assert_eq!(self.status, status, "{}{}", self.out, self.err);
        for words in says {
            assert!(self.err.contains(words), "{words:?} is not in {:?}", self.err);
        }
    }
}
