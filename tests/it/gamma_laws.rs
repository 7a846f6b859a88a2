//! Laws of γ: exact, whoever sits where, the same on any number of threads.

use copydesk::progress::Progress;
use copydesk::review::agreement::{BadParams, Gamma, GammaError, Params, Samples, Undefined, gamma};
use copydesk::review::{Continuum, Extent, Unit};
use proptest::collection::vec;
use proptest::prelude::*;
use rayon::ThreadPoolBuilder;

/// Start, end and label of a unit.
type Bare = (u32, u32, &'static str);

const LABELS: [&str; 3] = ["claim", "quote", "event"];

fn continuum(annotators: &[Vec<Bare>]) -> Continuum {
    let mut continuum = Continuum::new(1000);
    for (number, bare) in annotators.iter().enumerate() {
        let units = bare.iter().map(|(start, end, label)| {
            let label = continuum.label(label);
            Unit::new(label, [Extent::new(*start, *end)]).unwrap()
        });
        let units = units.collect();
        continuum.add(format!("a{number}"), Some(units));
    }
    continuum
}

/// Annotators with few units near one another, often with the same ends.
fn annotators(
    number: impl Into<proptest::collection::SizeRange>,
    most: usize,
) -> impl Strategy<Value = Vec<Vec<Bare>>> {
    let unit = (0..30_u32, 1..12_u32, 0..LABELS.len());
    let unit = unit.prop_map(|(start, length, label)| (start, start + length, LABELS[label]));
    vec(vec(unit, 0..=most), number)
}

fn params() -> impl Strategy<Value = Params> {
    (prop_oneof![Just(1.0), Just(3.0), 0.2..4.0], prop_oneof![Just(0.0), Just(1.0), 0.0..3.0], 0.5..2.0)
        .prop_map(|(alpha, beta, delta)| Params::new(alpha, beta, delta).unwrap())
}

fn measured(continuum: Continuum, params: Params, samples: Samples<'_>) -> Gamma {
    gamma(&[continuum], params, samples, &Progress::new()).unwrap()
}

/// The disorder alone: against no samples.
fn disorder(annotators: &[Vec<Bare>], params: Params) -> f64 {
    let measured = measured(continuum(annotators), params, Samples::Given(&[]));
    measured.observed_disorder.unwrap_or(0.0)
}

/// The least disorder of all ways to divide the units into unitary alignments.
fn tried_out(annotators: &[Vec<Bare>], params: Params) -> f64 {
    let mut sorted: Vec<Vec<Bare>> = annotators.to_vec();
    for own in &mut sorted {
        own.sort_unstable();
        own.dedup();
    }
    let units: Vec<(usize, Bare)> =
        sorted.iter().enumerate().flat_map(|(who, own)| own.iter().map(move |bare| (who, *bare))).collect();
    let many = |n: usize| f64::from(u32::try_from(n).unwrap());
    let number = annotators.len();
    let between = |(_, u): (usize, Bare), (_, v): (usize, Bare)| {
        let apart = f64::from(u.0.abs_diff(v.0) + u.1.abs_diff(v.1)) / f64::from(u.1 - u.0 + v.1 - v.0);
        let label = if u.2 == v.2 { 0.0 } else { params.beta() };
        params.delta_empty() * (params.alpha() * apart * apart + label)
    };
    let unitary = |members: &[usize]| {
        let pairs =
            members.iter().enumerate().flat_map(|(n, one)| members[..n].iter().map(move |o| (*one, *o)));
        let (full, all) = (pairs.clone().count(), number * (number - 1) / 2);
        let sum: f64 = pairs.map(|(one, other)| between(units[one], units[other])).sum();
        (sum + many(all - full) * params.delta_empty()) / many(all)
    };
    // The least disorder of every set of units, as bits.
    let mut least = vec![f64::INFINITY; 1 << units.len()];
    least[0] = 0.0;
    for set in 1..least.len() {
        let first = usize::try_from(set.trailing_zeros()).unwrap();
        let mut grown = vec![vec![first]];
        for other in first + 1..units.len() {
            if set >> other & 1 == 1 {
                let with: Vec<Vec<usize>> = grown
                    .iter()
                    .filter(|members| members.iter().all(|member| units[*member].0 != units[other].0))
                    .map(|members| [members.as_slice(), &[other]].concat())
                    .collect();
                grown.extend(with);
            }
        }
        for members in grown {
            let rest = members.iter().fold(set, |set, member| set & !(1 << member));
            least[set] = least[set].min(least[rest] + unitary(&members));
        }
    }
    least[least.len() - 1] * many(number) / many(units.len().max(1))
}

fn check_exact(annotators: &[Vec<Bare>], params: Params) -> Result<(), TestCaseError> {
    let (found, expected) = (disorder(annotators, params), tried_out(annotators, params));
    prop_assert!((found - expected).abs() < 1e-9, "{} is not {}", found, expected);
    Ok(())
}

proptest! {
    #[test]
    fn the_alignment_of_two_is_the_best(annotators in annotators(2, 6), params in params()) {
        check_exact(&annotators, params)?;
    }

    #[test]
    fn the_alignment_of_three_is_the_best(annotators in annotators(3, 4), params in params()) {
        check_exact(&annotators, params)?;
    }

    #[test]
    fn the_alignment_of_four_or_five_is_the_best(annotators in annotators(4..=5, 2), params in params()) {
        check_exact(&annotators, params)?;
    }

    #[test]
    fn it_does_not_matter_who_is_who_and_what_labels_are_called(
        annotators in annotators(2..=5, 12),
        params in params(),
        turn in 0..5_usize,
    ) {
        let before = disorder(&annotators, params);
        let mut turned = annotators.clone();
        turned.rotate_left(turn % annotators.len());
        let renamed = |label: &str| match label {
            "claim" => "event",
            "quote" => "Zitat",
            _ => "claim",
        };
        for bare in turned.iter_mut().flatten() {
            bare.2 = renamed(bare.2);
        }
        prop_assert!((disorder(&turned, params) - before).abs() < 1e-9);
    }

    #[test]
    fn who_say_the_same_agree_wholly(own in annotators(1, 12), number in 2..6_usize) {
        let annotators = vec![own[0].clone(); number];
        let measured = measured(continuum(&annotators), Params::default(), Samples::usual(1));
        if own[0].is_empty() {
            prop_assert_eq!(measured.gamma, Err(Undefined::NoUnits));
        } else {
            prop_assert_eq!(measured.observed_disorder, Ok(0.0));
            prop_assert_eq!(measured.gamma, Ok(1.0));
        }
    }

    #[test]
    fn the_number_of_threads_changes_nothing(annotators in annotators(2..=4, 8), seed in any::<u64>()) {
        let with = |threads: usize| {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let samples = Samples::Drawn { count: 7, precision: None, seed };
            pool.install(|| measured(continuum(&annotators), Params::default(), samples))
        };
        prop_assert_eq!(with(1), with(3));
    }

    #[test]
    fn texts_are_aligned_each_by_itself(one in annotators(3, 5), other in annotators(3, 5)) {
        let params = Params::default();
        let both = [continuum(&one), continuum(&other)];
        let together = gamma(&both, params, Samples::Given(&[]), &Progress::new()).unwrap();
        let count = |annotators: &[Vec<Bare>]| -> f64 {
            continuum(annotators).done().map(|(_, units)| f64::from(u32::try_from(units.len()).unwrap())).sum()
        };
        let weighed = disorder(&one, params) * count(&one) + disorder(&other, params) * count(&other);
        match together.observed_disorder {
            Ok(disorder) => prop_assert!((disorder * (count(&one) + count(&other)) - weighed).abs() < 1e-9),
            Err(why) => prop_assert_eq!((why, count(&one) + count(&other)), (Undefined::NoUnits, 0.0)),
        }
    }
}

/// The example of three annotators that the gamma software and pygamma-agreement are tested with:
/// bootphon/pygamma-agreement, `tests/data/AlexPaulSuzan.csv`; its tests expect a disorder of 0.96.
#[test]
fn alex_paul_and_suzan_are_as_published() {
    let annotators = vec![
        vec![(2, 9, "1"), (11, 17, "2"), (24, 30, "5"), (32, 36, "6"), (36, 44, "6"), (44, 60, "7")],
        vec![(2, 9, "1"), (11, 17, "3"), (19, 25, "5"), (32, 44, "6")],
        vec![(2, 9, "1"), (11, 17, "4"), (21, 27, "5"), (32, 36, "6"), (36, 40, "6"), (40, 44, "6")],
    ];
    let found = disorder(&annotators, Params::new(3.0, 1.0, 1.0).unwrap());
    assert!((found - 0.960_625).abs() < 1e-6, "{found}");
}

/// Many units over one another: what falls apart into small parts in other cases hangs together here.
#[test]
fn a_dense_text_is_aligned_the_same_whoever_comes_first() {
    let mut state = 7_u32;
    let mut dice = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    let mut own = || -> Vec<Bare> {
        (0..30)
            .map(|_| (dice(250), LABELS[usize::try_from(dice(3)).unwrap()]))
            .map(|(start, label)| (start, start + 5 + start * 7 % 60, label))
            .collect()
    };
    let mut annotators = vec![own(), own(), own(), own()];
    let found = disorder(&annotators, Params::default());
    annotators.reverse();
    annotators.swap(0, 1);
    assert!((disorder(&annotators, Params::default()) - found).abs() < 1e-9);
}

const FEW: [Bare; 2] = [(0, 9, "claim"), (20, 30, "quote")];

#[test]
fn what_is_missing_is_said() {
    let with =
        |annotators: &[Vec<Bare>]| measured(continuum(annotators), Params::default(), Samples::usual(1));
    assert_eq!(with(&[FEW.to_vec()]).gamma, Err(Undefined::NeedsTwoAnnotators));
    assert_eq!(with(&[vec![], vec![]]).gamma, Err(Undefined::NoUnits));
    let mut half = continuum(&[FEW.to_vec()]);
    half.add("absent", None);
    let half = measured(half, Params::default(), Samples::usual(1));
    assert_eq!(half.gamma, Err(Undefined::NeedsTwoAnnotators), "who has not done the text does not count");
    let found_nothing = with(&[FEW.to_vec(), vec![]]);
    assert_eq!(found_nothing.observed_disorder, Ok(2.0), "every unit stands alone");
    assert!(found_nothing.gamma.is_ok());
    assert!(found_nothing.note().is_some(), "two units are few");
    assert_eq!(found_nothing.meaningful(), Err(Undefined::TooFewUnits));
    let enough: Vec<Bare> = (0..5).map(|n| (n * 10, n * 10 + 5, "claim")).collect();
    let enough = with(&[enough.clone(), enough]);
    assert_eq!((enough.note(), enough.meaningful()), (None, Ok(1.0)));
}

#[test]
fn given_samples_are_used_in_place_of_drawn_ones() {
    let shifted = |by: u32| FEW.map(|(start, end, label)| (start + by, end + by, label)).to_vec();
    let samples = [continuum(&[FEW.to_vec(), shifted(3)]), continuum(&[FEW.to_vec(), shifted(500)])];
    let measured =
        measured(continuum(&[FEW.to_vec(), shifted(1)]), Params::default(), Samples::Given(&samples));
    assert_eq!((measured.n_samples(), measured.seed), (2, None));
    assert_eq!(measured.samples_disorder.get(1), Some(&2.0), "nothing is near to anything");
    let expected = f64::midpoint(measured.samples_disorder[0], 2.0);
    assert_eq!(measured.expected_disorder, Ok(expected));
    assert_eq!(measured.gamma, Ok(1.0 - measured.observed_disorder.unwrap() / expected));
}

#[test]
fn more_samples_are_drawn_where_precision_asks_for_them() {
    let annotators = [
        vec![(0, 5, "claim"), (10, 12, "quote"), (30, 60, "claim"), (80, 85, "claim"), (90, 99, "quote")],
        vec![(1, 5, "claim"), (10, 20, "claim"), (33, 60, "claim"), (81, 85, "quote"), (90, 95, "quote")],
    ];
    let drawn = |precision, seed| {
        let samples = Samples::Drawn { count: 30, precision, seed };
        measured(continuum(&annotators), Params::default(), samples)
    };
    let (few, many) = (drawn(None, 1), drawn(Some(0.02), 1));
    assert_eq!(few.n_samples(), 30);
    assert!(many.n_samples() > 30, "{}", many.n_samples());
    assert_eq!(many.samples_disorder[..30], few.samples_disorder, "the first are the same");
    assert_ne!(drawn(None, 2).samples_disorder, few.samples_disorder, "another seed");
    assert_eq!(drawn(Some(0.9), 1), few, "never fewer");
}

#[test]
fn it_stops_when_it_is_no_longer_wanted() {
    let progress = Progress::new();
    progress.cancel();
    let stopped =
        gamma(&[continuum(&[FEW.to_vec(), FEW.to_vec()])], Params::default(), Samples::usual(1), &progress);
    assert!(matches!(stopped, Err(GammaError::Cancelled(_))), "{stopped:?}");
}

#[test]
fn parameters_must_mean_something() {
    assert_eq!(Params::new(0.0, 1.0, 1.0), Err(BadParams::Alpha(0.0)));
    assert_eq!(Params::new(1.0, -1.0, 1.0), Err(BadParams::Beta(-1.0)));
    assert_eq!(Params::new(1.0, 0.0, f64::INFINITY), Err(BadParams::DeltaEmpty(f64::INFINITY)));
    assert!(Params::new(1.0, 0.0, 1.0).is_ok());
}
