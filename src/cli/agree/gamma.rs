//! γ as `copydesk agree` prints it: with its parameters, its samples and what it rests on.

use super::node::{Fields, Node};
use crate::cli::outcome::Failure;
use crate::cli::spans;
use crate::progress::Progress;
use crate::review::Continuum;
use crate::review::agreement::{Gamma, GammaError, Params, Samples, gamma};

/// On bare spans a number is always given, with a note where it means little; on articles it is then `null`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Few {
    Noted,
    Undefined,
}

/// γ of texts, as a JSON value.
pub(super) fn node(
    texts: &[Continuum],
    asked: spans::Gamma,
    given: Option<&[Continuum]>,
    few: Few,
    progress: &Progress,
) -> Result<Node, Failure> {
    let spans::Gamma { alpha, beta, delta_empty, samples, seed } = asked;
    let params =
        Params::new(alpha, beta, delta_empty).map_err(|error| Failure::File(format!("“gamma”: {error}")))?;
    let samples = given.map_or(Samples::Drawn { count: samples, precision: None, seed }, Samples::Given);
    match gamma(texts, params, samples, progress) {
        Ok(found) => Ok(whole(&found, few)),
        Err(error @ (GammaError::TooDense | GammaError::Unsolved(_))) => {
            let mut fields = Fields::default();
            fields.add("gamma", Node::Null);
            fields.add("gamma_note", Node::Word(error.to_string()));
            Ok(fields.into())
        }
        Err(error @ GammaError::Cancelled(_)) => Err(Failure::File(error.to_string())),
    }
}

fn whole(found: &Gamma, few: Few) -> Node {
    let mut fields = Fields::default();
    fields.measured("observed_disorder", found.observed_disorder);
    let samples = found.samples_disorder.iter().copied().map(Node::Number);
    fields.add("samples_disorder", Node::List(samples.collect()));
    fields.measured("expected_disorder", found.expected_disorder);
    let number = match few {
        Few::Noted => found.gamma,
        Few::Undefined => found.meaningful(),
    };
    fields.measured("gamma", number);
    fields.add("gamma_note", found.note().map_or(Node::Null, |note| Node::Word(note.to_owned())));
    let mut params = Fields::default();
    params.add("alpha", Node::Number(found.params.alpha()));
    params.add("beta", Node::Number(found.params.beta()));
    params.add("delta_empty", Node::Number(found.params.delta_empty()));
    fields.add("params", params.into());
    fields.add("n_samples", Node::Count(u64::try_from(found.n_samples()).unwrap_or(u64::MAX)));
    fields.add("seed", found.seed.map_or(Node::Null, Node::Count));
    fields.into()
}
