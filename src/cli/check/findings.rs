//! What a check finds in one article's files.

use crate::annotation::{AnnotationId, AnnotationSet, Gold, LintKind, Tagset, lints};
use crate::article::Article;
use crate::store::folder::{self, FolderWarning};
use crate::store::read::{self, ReadOnly, ReadWarning};
use crate::store::{article_details, names, open, tagset_file};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Severity {
    /// The answer is no.
    Problem,
    /// Worth a look.
    Warning,
}

/// Something found.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Finding {
    #[serde(skip)]
    pub(super) severity: Severity,
    /// Which file.
    file: String,
    /// Which line of it, where that is known.
    line: Option<usize>,
    /// Which annotation, where it is about one.
    annotation: Option<String>,
    /// What was found, and what to do.
    message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Problem => "problem",
            Severity::Warning => "warning",
        };
        write!(f, "{}: {severity}: ", self.file)?;
        if let Some(annotation) = &self.annotation {
            write!(f, "annotation {annotation}: ")?;
        }
        f.write_str(&self.message)
    }
}

/// All that was found.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) articles: usize,
    pub(super) sidecars: usize,
    pub(super) annotations: usize,
    /// The first article that could not be read.
    pub(super) unreadable: Option<PathBuf>,
    pub(super) all: Vec<Finding>,
    tagsets: BTreeMap<PathBuf, Arc<Tagset>>,
}

impl Findings {
    fn add(
        &mut self,
        severity: Severity,
        file: &Path,
        annotation: Option<String>,
        message: impl fmt::Display,
    ) {
        let file = file.display().to_string();
        let message = message.to_string();
        self.all.push(Finding { severity, file, line: None, annotation, message });
    }

    /// A sidecar whose article is not there.
    pub(super) fn orphan(&mut self, sidecar: &Path) {
        self.sidecars += 1;
        let what = "its article is not there; put it back, or move this file away";
        self.add(Severity::Problem, sidecar, None, what);
    }

    /// A copy that a synchronising program left.
    pub(super) fn conflict(&mut self, copy: &Path) {
        let what = "a copy left by a synchronising program; nobody reads it: compare it with the sidecar, then remove it";
        self.add(Severity::Warning, copy, None, what);
    }

    /// What a walk has left out.
    pub(super) fn warned(&mut self, warning: &FolderWarning, root: &Path) {
        let (severity, path) = match warning {
            FolderWarning::Unreadable { path, .. } => {
                self.unreadable.get_or_insert_with(|| path.clone());
                (Severity::Problem, path.as_path())
            }
            FolderWarning::Sidecar(_) => (Severity::Problem, root),
            FolderWarning::TooDeep { path }
            | FolderWarning::ConflictCopy { path, .. }
            | FolderWarning::NoAnnotator { path }
            | FolderWarning::OddName { path } => (Severity::Warning, path.as_path()),
        };
        self.add(severity, path, None, warning);
    }

    /// The tagset of a folder; the built-in one where it has none or a broken one.
    pub(super) fn tagset(&mut self, folder: &Path) -> Arc<Tagset> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        if let Some(known) = self.tagsets.get(folder) {
            return Arc::clone(known);
        }
        let file = folder.join(tagset_file::NAME);
        let tagset = match tagset_file::read_in(folder, &[]) {
            Ok(None) => tagset_file::builtin(),
            Ok(Some(loaded)) => {
                for warning in loaded.warnings {
                    self.add(Severity::Warning, &file, None, warning);
                }
                loaded.value
            }
            Err(error) => {
                self.add(Severity::Problem, &file, None, error);
                tagset_file::builtin()
            }
        };
        let tagset = Arc::new(tagset);
        self.tagsets.insert(folder.to_owned(), Arc::clone(&tagset));
        tagset
    }

    /// An article with its sidecars.
    pub(super) fn article(&mut self, path: &Path, sidecars: &[PathBuf], encoding: Option<&str>) {
        self.articles += 1;
        let article = match open::article(path, encoding) {
            Ok(article) => article,
            Err(error) => {
                self.add(Severity::Problem, path, None, error);
                self.unreadable.get_or_insert_with(|| path.to_owned());
                return;
            }
        };
        if let Err(error) = article_details::read(path) {
            self.add(Severity::Problem, path, None, error);
        }
        let tagset = self.tagset(path.parent().unwrap_or(Path::new(".")));
        for sidecar in sidecars {
            self.sidecar(sidecar, &article, &tagset);
        }
    }

    fn sidecar(&mut self, path: &Path, article: &Article, tagset: &Tagset) {
        self.sidecars += 1;
        let loaded = match read::sidecar(path, &article.text) {
            Ok(Some(loaded)) => loaded,
            Ok(None) => return self.add(Severity::Problem, path, None, "it has gone meanwhile"),
            Err(error) => return self.add(Severity::Problem, path, None, error),
        };
        for why in &loaded.read_only {
            let severity = match why {
                ReadOnly::Comments { .. } => Severity::Warning,
                ReadOnly::NotOurs
                | ReadOnly::Newer { .. }
                | ReadOnly::OtherAnnotator { .. }
                | ReadOnly::ArticleChanged
                | ReadOnly::Conflict { .. }
                | ReadOnly::Damaged { .. }
                | ReadOnly::NotText { .. }
                | ReadOnly::BadItem { .. }
                | ReadOnly::BadField { .. }
                | ReadOnly::UnknownField { .. } => Severity::Problem,
            };
            self.add(severity, path, None, why);
            if let Some(finding) = self.all.last_mut() {
                finding.line = line_of(why);
            }
        }
        for warning in &loaded.warnings {
            let (severity, id) = weighed(warning);
            self.add(severity, path, id, warning);
        }
        let set = &loaded.set;
        self.annotations += set.len() + set.unplaced().len();
        for unplaced in set.unplaced() {
            let message = format!("it is not where the file says: {}", unplaced.why);
            self.add(Severity::Problem, path, Some(unplaced.id.to_string()), message);
        }
        if let Some(gold) = set.gold() {
            self.review(path, gold, set);
        }
        for lint in lints(set, tagset) {
            match lint.kind {
                LintKind::SameExtent(_) | LintKind::Crosses(_) => {}
                LintKind::UnknownTag(_)
                | LintKind::UnknownSlot(_)
                | LintKind::UnknownChoice { .. }
                | LintKind::DanglingLink(_) => {
                    self.add(Severity::Warning, path, Some(lint.id.to_string()), lint.kind);
                }
            }
        }
        for link in set.links().filter(|link| !tagset.links.iter().any(|kind| kind.name == link.kind)) {
            let message = format!("the tagset has no link “{}”", link.kind);
            self.add(Severity::Warning, path, Some(link.from.to_string()), message);
        }
    }

    /// What a review rests on that is not here, and what came of its decisions and cannot be found.
    fn review(&mut self, path: &Path, gold: &Gold, set: &AnnotationSet) {
        let absent = names::article_of(path).map(|article| folder::not_beside(&article, &gold.rests_on));
        for absent in absent.unwrap_or_default() {
            let message = format!(
                "the review rests on tags of {absent} that are not here; put that sidecar beside the article"
            );
            self.add(Severity::Warning, path, None, message);
        }
        let results = gold.decisions.iter().map(|decision| decision.result.as_str());
        let lost: BTreeSet<&str> =
            results.filter(|id| !id.is_empty() && !set.knows(&AnnotationId::new(*id))).collect();
        for id in lost {
            let message = "it came of a decision, and no such annotation can be read; the review asks again";
            self.add(Severity::Warning, path, Some(id.to_owned()), message);
        }
    }
}

fn line_of(why: &ReadOnly) -> Option<usize> {
    match why {
        ReadOnly::Conflict { line }
        | ReadOnly::Damaged { line, .. }
        | ReadOnly::BadItem { line, .. }
        | ReadOnly::BadField { line, .. }
        | ReadOnly::UnknownField { line, .. }
        | ReadOnly::Comments { line } => Some(*line),
        ReadOnly::NotOurs
        | ReadOnly::Newer { .. }
        | ReadOnly::OtherAnnotator { .. }
        | ReadOnly::ArticleChanged
        | ReadOnly::NotText { .. } => None,
    }
}

/// A place that is not where the file says is as wrong as an annotation that is not.
fn weighed(warning: &ReadWarning) -> (Severity, Option<String>) {
    match warning {
        ReadWarning::PlaceLost { id, .. } => (Severity::Problem, Some(id.to_string())),
        ReadWarning::OtherContext { id } | ReadWarning::PiecesJoined { id } => {
            (Severity::Warning, Some(id.to_string()))
        }
        ReadWarning::TwinId { renamed, .. } => (Severity::Warning, Some(renamed.to_string())),
        ReadWarning::TwinComment { .. } | ReadWarning::TwinLinks { .. } => (Severity::Warning, None),
    }
}
