//! `copydesk adjudicate`: gold, as far as a rule can decide it.

use super::gathered::{self, Gathered};
use super::outcome::{Answer, Failure, print, say, unreadable};
use super::{Surroundings, spans, tag};
use crate::annotation::{AnnotationId, AnnotationSet, AnnotatorName, Review};
use crate::article::Article;
use crate::interchange::counted;
use crate::review::adjudication::{Merged, Merging, Strategy, adjudicate};
use crate::store::file::Stamp;
use crate::store::read::{self, ReadOnly};
use crate::store::{names, open, save};
use serde::Serialize;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Decide without a person what enough annotators agree on, into the gold sets.
///
/// Strategies: union; unanimous; majority, more than half of those who did the article; at-least:K;
/// threshold:U,C,T, which drops labels with fewer than U votes at a position, asks for a share C of the
/// votes left there, and takes the T highest ranks (with T = 1 nothing on a tie). A position is exact.
/// What is decided already stays as it is, so a second run fills only what is new.
#[derive(Debug, clap::Args)]
pub(super) struct Adjudicate {
    /// Articles, sidecars or folders.
    #[arg(required_unless_present = "spans", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Decide on the bare spans of a JSON file instead, and print what is taken as JSON.
    #[arg(long, value_name = "FILE.json", conflicts_with_all = ["paths", "dry_run", "take_over"])]
    spans: Option<PathBuf>,
    /// The rule: union, unanimous, majority, at-least:K or threshold:U,C,T.
    #[arg(long, value_name = "S")]
    strategy: Strategy,
    /// Say what would be decided, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Go on with a review that somebody else leads, and lead it from now on.
    #[arg(long)]
    take_over: bool,
    /// Print one JSON object on standard output.
    #[arg(long)]
    json: bool,
}

/// What is taken of bare spans.
#[derive(Debug, Serialize)]
struct Span<'c> {
    start: u32,
    end: u32,
    label: &'c str,
}

/// The answer for programs.
#[derive(Debug, Serialize)]
struct Answered {
    strategy: String,
    dry_run: bool,
    articles: Vec<Decided>,
    taken: usize,
    undecided: usize,
}

/// What was decided on one article.
#[derive(Debug, Serialize)]
struct Decided {
    article: String,
    /// Who has done it.
    annotators: Vec<String>,
    /// How many answers were taken into gold.
    taken: usize,
    /// How many answers are still to be decided.
    undecided: usize,
    /// The gold set, where it was written or would be.
    gold: Option<String>,
    /// Who leads the review, where that is why nothing was decided.
    led_by: Option<String>,
}

impl Adjudicate {
    pub(super) fn run(&self, surroundings: &mut Surroundings) -> Result<Answer, Failure> {
        if let Some(file) = &self.spans {
            return self.of_spans(file);
        }
        let Some(by) = surroundings.annotator() else {
            return Err(Failure::Usage(
                "who decides? Give --annotator NAME, or set COPYDESK_ANNOTATOR".to_owned(),
            ));
        };
        let mut articles = Vec::new();
        for gathered in gathered::gather(&self.paths, gathered::Gold::LeftOut)? {
            articles.push(self.article(&gathered, &by, surroundings)?);
        }
        let answer =
            if articles.iter().any(|article| article.led_by.is_some()) { Answer::No } else { Answer::Done };
        let answered = Answered {
            strategy: self.strategy.to_string(),
            dry_run: self.dry_run,
            taken: articles.iter().map(|article| article.taken).sum(),
            undecided: articles.iter().map(|article| article.undecided).sum(),
            articles,
        };
        if self.json {
            print_json(&answered)?;
        } else {
            print(answered.table().as_bytes())?;
        }
        Ok(answer)
    }

    fn of_spans(&self, file: &Path) -> Result<Answer, Failure> {
        let continuum = spans::read(file)?.coded.continuum;
        let units = adjudicate(&continuum, self.strategy);
        let mut taken: Vec<Span<'_>> = units
            .iter()
            .map(|unit| Span {
                start: unit.extent().start.get(),
                end: unit.extent().end.get(),
                label: continuum.labels().get(unit.label().index()).map(|label| &**label).unwrap_or_default(),
            })
            .collect();
        taken.sort_by_key(|span| (span.start, span.end, span.label));
        print_json(&taken)?;
        Ok(Answer::Done)
    }

    fn article(
        &self,
        gathered: &Gathered,
        by: &AnnotatorName,
        surroundings: &mut Surroundings,
    ) -> Result<Decided, Failure> {
        let path = &gathered.article;
        let article = open::article(path, surroundings.encoding()).map_err(|error| unreadable(&error))?;
        let (sets, review) = sets(gathered, &article, by)?;
        let (mut gold, stamp) = gold(path, &article)?;
        let review = review.keeping(gold.gold());
        let now = surroundings.chance.now();
        let merging =
            Merging { sets: &sets, gold: &gold, review: &review, strategy: self.strategy, now: &now };
        let mut given: HashSet<AnnotationId> = HashSet::new();
        let Merged { transaction, taken, undecided } = merging.merged(&mut || {
            loop {
                let id = AnnotationId::from_bits(surroundings.chance.bits());
                if !gold.knows(&id) && given.insert(id.clone()) {
                    return id;
                }
            }
        });
        let mut decided = Decided {
            article: path.display().to_string(),
            annotators: sets.iter().map(|set| set.annotator().to_string()).collect(),
            taken,
            undecided,
            gold: None,
            led_by: None,
        };
        let Some(transaction) = transaction else { return Ok(decided) };
        let file = names::sidecar(path, gold.annotator());
        let leader = gold.gold().map(|gold| gold.by.clone()).filter(|leader| !leader.is_empty());
        if let Some(leader) = leader.filter(|leader| leader != by.as_str() && !self.take_over) {
            say(&format!(
                "{}: “{leader}” leads this review, so nothing was decided; to lead it from now on, give --take-over",
                file.display()
            ));
            decided.undecided += std::mem::take(&mut decided.taken);
            decided.led_by = Some(leader);
            return Ok(decided);
        }
        decided.gold = Some(file.display().to_string());
        if !self.dry_run {
            gold.apply(&transaction).map_err(|error| Failure::file(&file, error))?;
            save::sidecar(path, &gold, &article, stamp).map_err(|error| Failure::File(error.to_string()))?;
        }
        Ok(decided)
    }
}

impl Answered {
    /// The answer for people.
    fn table(&self) -> String {
        let said = |taken: usize, undecided: usize| {
            let would = if self.dry_run { "would be taken" } else { "taken" };
            format!("{} {would} by {}, {undecided} undecided\n", counted(taken, "answer"), self.strategy)
        };
        let mut lines: Vec<String> = self
            .articles
            .iter()
            .map(|one| format!("{}: {}", one.article, said(one.taken, one.undecided)))
            .collect();
        if lines.len() > 1 {
            let all = counted(lines.len(), "article");
            lines.push(format!("{all}: {}", said(self.taken, self.undecided)));
        }
        lines.concat()
    }
}

fn print_json(answer: &impl Serialize) -> Result<(), Failure> {
    let json = serde_json::to_string(answer).map_err(|error| Failure::File(error.to_string()))?;
    print(format!("{json}\n").as_bytes())
}

/// The sets of all who have done an article, and a review by `by` that rests on their files.
///
/// What could be read in part only is not decided on, nor what was made for another text.
fn sets(
    gathered: &Gathered,
    article: &Article,
    by: &AnnotatorName,
) -> Result<(Vec<Arc<AnnotationSet>>, Review), Failure> {
    let (mut sets, mut rests_on) = (Vec::new(), Vec::new());
    for (annotator, path) in gathered.sidecars.iter().filter(|(annotator, _)| !annotator.is_gold()) {
        let loaded = read::sidecar(path, &article.text).map_err(|error| Failure::File(error.to_string()))?;
        let loaded = loaded.ok_or_else(|| Failure::file(path, "it has gone meanwhile"))?;
        // What a person added beside the annotations makes a file read-only, not unreadable.
        let harmless =
            |why: &&ReadOnly| matches!(why, ReadOnly::UnknownField { .. } | ReadOnly::Comments { .. });
        match loaded.read_only.iter().find(|why| !harmless(why)) {
            Some(ReadOnly::ArticleChanged) => {
                say(&format!("{}: made on another version of the article; left out", path.display()));
                continue;
            }
            Some(why) => return Err(Failure::file(path, why)),
            None => {}
        }
        rests_on.extend(loaded.stamp.sha256().map(|hash| (annotator.to_string(), hash)));
        sets.push(Arc::new(loaded.set));
    }
    Ok((sets, Review { by: by.to_string(), rests_on }))
}

/// The gold set beside an article, a new one where there is none.
fn gold(article_path: &Path, article: &Article) -> Result<(AnnotationSet, Stamp), Failure> {
    let path = names::sidecar(article_path, &AnnotatorName::gold());
    let loaded = read::sidecar(&path, &article.text).map_err(|error| Failure::File(error.to_string()))?;
    let Some(loaded) = loaded else {
        let tagset = tag::folder_tagset(article_path)?;
        return Ok((AnnotationSet::new(AnnotatorName::gold(), tagset.name), Stamp::ABSENT));
    };
    match loaded.read_only.first() {
        Some(why) => Err(Failure::file(&path, format!("nothing was decided: {why}"))),
        None => Ok((loaded.set, loaded.stamp)),
    }
}
