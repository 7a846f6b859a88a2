//! Laws of pairing and of the numbers: whoever comes first, whatever labels are called, they are the
//! same; and they are what a slow count gives.

use copydesk::review::agreement::f1::{Measure, Tally};
use copydesk::review::agreement::{Coded, Layer, Measured, Ratings, Report, alpha, kappa, measure};
use copydesk::review::pairing::{Aim, Kind, Overlap, most, one_to_one, overlaps, pair};
use copydesk::review::{Continuum, Extent, Unit};
use pathfinding::prelude::{Matrix, kuhn_munkres};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// How long the texts are.
const LENGTH: u32 = 60;

/// A unit before it has a label: which label, and its pieces.
type Mark = (usize, Vec<(u32, u32)>);

const LABELS: [&str; 3] = ["claim", "event", "quote"];

fn mark() -> impl Strategy<Value = Mark> + Clone {
    // Now and then one over the whole text, with which everything hangs together.
    let pieces = prop_oneof![15 => vec(piece(), 1), 3 => vec(piece(), 2), 1 => Just(vec![(0, LENGTH)])];
    (0..LABELS.len(), pieces)
}

fn piece() -> impl Strategy<Value = (u32, u32)> + Clone {
    (0..LENGTH - 12, 1..12_u32).prop_map(|(start, length)| (start, start + length))
}

/// What several annotators marked; `None` for one who has not done the text.
fn work() -> impl Strategy<Value = Vec<Option<Vec<Mark>>>> {
    vec(prop_oneof![9 => vec(mark(), 0..7).prop_map(Some), 1 => Just(None)], 2..5)
}

/// Annotators `n0`, `n1`… on a text `before` code points longer at the start and `after` at the end.
fn padded(work: &[Option<Vec<Mark>>], labels: [&str; 3], before: u32, after: u32) -> Continuum {
    let mut continuum = Continuum::new(before + LENGTH + after);
    for (number, marks) in work.iter().enumerate() {
        let units = marks.as_ref().map(|marks| {
            let mut unit = |(label, pieces): &Mark| {
                let label = continuum.label(labels[*label]);
                Unit::new(label, pieces.iter().map(|(start, end)| Extent::new(before + start, before + end)))
            };
            marks.iter().map(|mark| unit(mark).unwrap()).collect()
        });
        continuum.add(format!("n{number}"), units);
    }
    continuum
}

fn continuum(work: &[Option<Vec<Mark>>]) -> Continuum {
    let mut all = Continuum::new(LENGTH);
    for label in LABELS {
        all.label(label);
    }
    padded(work, LABELS, 0, 0).with_labels(all.labels())
}

fn report(work: &[Option<Vec<Mark>>]) -> Report {
    measure(&[Coded::new(continuum(work))])
}

fn two() -> impl Strategy<Value = (Vec<Unit>, Vec<Unit>)> {
    units_of_two(mark(), 7)
}

fn many() -> impl Strategy<Value = (Vec<Unit>, Vec<Unit>)> {
    units_of_two(mark(), 40)
}

fn many_of_one_piece() -> impl Strategy<Value = (Vec<Unit>, Vec<Unit>)> {
    units_of_two((0..LABELS.len(), vec(piece(), 1)), 40)
}

fn units_of_two(
    mark: impl Strategy<Value = Mark> + Clone,
    most: usize,
) -> impl Strategy<Value = (Vec<Unit>, Vec<Unit>)> {
    (vec(mark.clone(), 0..most), vec(mark, 0..most)).prop_map(|(a, b)| {
        let continuum = continuum(&[Some(a), Some(b)]);
        let units = |at: usize| continuum.annotators()[at].units.clone().unwrap();
        (units(0), units(1))
    })
}

/// The best choice of overlaps, of all there are: how many, and the sum of intersection over union.
fn best(overlaps: &[Overlap], aim: Aim) -> (usize, f64) {
    let Some((first, rest)) = overlaps.split_first() else { return (0, 0.0) };
    let without = best(rest, aim);
    let free: Vec<Overlap> =
        rest.iter().filter(|other| other.a != first.a && other.b != first.b).copied().collect();
    let (pairs, shared) = best(&free, aim);
    let with = (pairs + 1, shared + first.iou());
    let better = match aim {
        Aim::Count => with.0 > without.0,
        Aim::Pairs => with.0 > without.0 || with.0 == without.0 && with.1 > without.1,
        Aim::Shared => with.1 > without.1,
    };
    if better { with } else { without }
}

fn total(chosen: &[Overlap]) -> f64 {
    chosen.iter().map(Overlap::iou).sum()
}

/// The most that a one-to-one choice is worth, by a library’s Hungarian method on a whole matrix.
fn greatest(overlaps: &[Overlap], worth: impl Fn(&Overlap) -> i64) -> i64 {
    let places = |place: fn(&Overlap) -> usize| overlaps.iter().map(place).max().map_or(0, |last| last + 1);
    let side = places(|overlap| overlap.a).max(places(|overlap| overlap.b));
    let mut matrix = Matrix::new_square(side, 0);
    for overlap in overlaps {
        matrix[(overlap.a, overlap.b)] = worth(overlap);
    }
    kuhn_munkres(&matrix).0
}

/// Whether two numbers are the same, to the ninth digit, or undefined for the same reason.
fn same(one: Measured, other: Measured) -> bool {
    match (one, other) {
        (Ok(one), Ok(other)) => (one - other).abs() < 1e-9,
        (one, other) => one == other,
    }
}

fn every_number(report: &Report) -> Vec<Measured> {
    let level = |level: &copydesk::review::agreement::Level| {
        let of_label = |label: &copydesk::review::agreement::LevelOfLabel| {
            [label.cohen_mean, label.percent_agreement, label.fleiss, label.alpha]
        };
        let mut numbers: Vec<Measured> = level.labels.iter().flat_map(of_label).collect();
        numbers.extend([level.alpha_macro, level.alpha_micro]);
        numbers
    };
    let mut numbers: Vec<Measured> = Measure::ALL.map(|measure| report.mean_f1(measure)).to_vec();
    for label in 0..report.labels.len() {
        numbers.extend(Measure::OF_LABEL.map(|measure| report.label_f1(label, measure)));
    }
    numbers.extend(report.unitizing.labels.clone());
    numbers.extend([report.unitizing.micro, report.unitizing.macro_mean]);
    match &report.unitizing.family {
        Ok(family) => {
            numbers.extend([family.u_alpha(), family.bar_u_alpha(), family.cu_alpha()]);
            numbers.extend((0..report.labels.len()).map(|label| family.ku_alpha(label)));
        }
        Err(why) => numbers.push(Err(*why)),
    }
    numbers.extend(level(&report.chars));
    numbers
}

/// How much of the text some of the numbers speak of.
fn coverage(report: &Report) -> Vec<Measured> {
    let Ok(family) = &report.unitizing.family else { return Vec::new() };
    let labels = (0..report.labels.len()).map(|label| family.ku_coverage(label));
    std::iter::once(family.cu_coverage()).chain(labels).collect()
}

fn check_same(one: &Report, other: &Report) -> Result<(), TestCaseError> {
    let all = |report| [every_number(report), coverage(report)].concat();
    let (one, other) = (all(one), all(other));
    prop_assert_eq!(one.len(), other.len());
    for (at, (one, other)) in one.into_iter().zip(other).enumerate() {
        prop_assert!(same(one, other), "number {}: {:?} and {:?}", at, one, other);
    }
    Ok(())
}

/// κ, Fleiss’ κ and α of one label, position by position.
fn slowly(continuum: &Continuum, label: usize) -> (Vec<Measured>, Measured, Measured) {
    let covers = |units: &[Unit], at: u32| {
        let holds = |piece: &Extent| piece.start.get() <= at && at < piece.end.get();
        units.iter().any(|unit| unit.label().index() == label && unit.pieces().iter().any(holds))
    };
    let done: Vec<Vec<bool>> = continuum
        .done()
        .map(|(_, units)| (0..continuum.length()).map(|at| covers(units, at)).collect())
        .collect();
    let mut cohen = Vec::new();
    for (at, a) in done.iter().enumerate() {
        for b in &done[at + 1..] {
            let count = |of: &dyn Fn(&bool, &bool) -> bool| {
                u64::try_from(a.iter().zip(b).filter(|(a, b)| of(a, b)).count()).unwrap()
            };
            let table = kappa::Table {
                units: count(&|_, _| true),
                a: count(&|a, _| *a),
                b: count(&|_, b| *b),
                both: count(&|a, b| *a && *b),
            };
            cohen.push(table.cohen());
        }
    }
    let votes = |at: usize| u64::try_from(done.iter().filter(|covered| covered[at]).count()).unwrap();
    let all = u64::try_from(done.len()).unwrap();
    let ratings: Vec<Ratings> = (0..usize::try_from(continuum.length()).unwrap())
        .map(|at| Ratings::of_unit(&[votes(at), all - votes(at)]))
        .collect();
    (cohen, kappa::fleiss(&ratings), alpha::nominal(&ratings))
}

proptest! {
    #[test]
    fn every_unit_is_in_one_pair_of_the_right_kind((a, b) in two()) {
        let pairs = pair(&a, &b);
        let seen = |units: Vec<usize>, all: &[Unit]| {
            let once: BTreeSet<usize> = units.iter().copied().collect();
            once.len() == units.len() && once == (0..all.len()).collect()
        };
        prop_assert!(seen(pairs.iter().filter_map(|pair| pair.a).collect(), &a));
        prop_assert!(seen(pairs.iter().filter_map(|pair| pair.b).collect(), &b));
        for pair in &pairs {
            let expected = match (pair.a.map(|at| &a[at]), pair.b.map(|at| &b[at])) {
                (Some(a), Some(b)) => match (a.same_place(b), a.label() == b.label()) {
                    (true, true) => Kind::Exact,
                    (true, false) => Kind::Label,
                    (false, true) => Kind::Boundary,
                    (false, false) => Kind::BoundaryLabel,
                },
                (Some(_), None) => Kind::OnlyA,
                (None, _) => Kind::OnlyB,
            };
            prop_assert_eq!(pair.kind, expected);
            if let (Some(a), Some(b)) = (pair.a.map(|at| &a[at]), pair.b.map(|at| &b[at])) {
                prop_assert!(a.shared(b) > 0);
            }
        }
    }

    #[test]
    fn pairs_are_the_same_from_both_sides((a, b) in two()) {
        let mirrored: Vec<_> =
            pair(&b, &a).into_iter().map(|pair| (pair.kind.mirrored(), pair.b, pair.a)).collect();
        let pairs: Vec<_> = pair(&a, &b).into_iter().map(|pair| (pair.kind, pair.a, pair.b)).collect();
        prop_assert_eq!(pairs, mirrored);
    }

    #[test]
    fn overlaps_are_all_there_are((a, b) in two()) {
        let found: Vec<(usize, usize, u32)> =
            overlaps(&a, &b).iter().map(|overlap| (overlap.a, overlap.b, overlap.shared)).collect();
        let all = a.iter().enumerate().flat_map(|(at, a)| b.iter().enumerate().map(move |(to, b)| (at, to, a.shared(b))));
        prop_assert_eq!(found, all.filter(|(_, _, shared)| *shared > 0).collect::<Vec<_>>());
    }

    #[test]
    fn the_choice_is_the_best_there_is((a, b) in two()) {
        let all = overlaps(&a, &b);
        let same: Vec<Overlap> = all.iter().filter(|overlap| overlap.same_label).copied().collect();
        let half: Vec<Overlap> = same.iter().filter(|overlap| overlap.is_half()).copied().collect();
        prop_assert_eq!(one_to_one(&half, Aim::Count).len(), best(&half, Aim::Count).0);
        for overlaps in [&all, &same] {
            let chosen = one_to_one(overlaps, Aim::Pairs);
            let (pairs, shared) = best(overlaps, Aim::Pairs);
            prop_assert_eq!(chosen.len(), pairs);
            prop_assert!((total(&chosen) - shared).abs() < 1e-9);
            prop_assert_eq!(one_to_one(overlaps, Aim::Count).len(), pairs);
            prop_assert_eq!(most(&a, &b, overlaps).len(), pairs);
            let soft = total(&one_to_one(overlaps, Aim::Shared));
            prop_assert!((soft - best(overlaps, Aim::Shared).1).abs() < 1e-9);
        }
    }

    /// Where units are too many to try every choice; on a matrix nothing is folded away or split up.
    #[test]
    fn the_choice_is_as_good_as_one_on_a_whole_matrix((a, b) in many()) {
        let all = overlaps(&a, &b);
        let parts = |overlap: &Overlap| (i64::from(overlap.shared) << 32) / i64::from(overlap.together);
        let chosen = one_to_one(&all, Aim::Shared);
        // What is cut off below 2⁻³² may make another choice the best.
        let cut_off = i64::try_from(a.len() + b.len()).unwrap();
        prop_assert!(greatest(&all, parts) - chosen.iter().map(parts).sum::<i64>() <= cut_off);
        let chosen = one_to_one(&all, Aim::Pairs);
        let pairs = usize::try_from(greatest(&all, |_| 1)).unwrap();
        prop_assert_eq!(chosen.len(), pairs);
        prop_assert_eq!(one_to_one(&all, Aim::Count).len(), pairs);
        let best = |overlap: &Overlap| (1 << 48) + parts(overlap);
        prop_assert!(greatest(&all, best) - chosen.iter().map(best).sum::<i64>() <= cut_off);
    }

    #[test]
    fn pairs_from_the_start_on_are_as_many_as_can_be((a, b) in many_of_one_piece()) {
        let all = overlaps(&a, &b);
        let same: Vec<Overlap> = all.iter().filter(|overlap| overlap.same_label).copied().collect();
        for overlaps in [&all, &same] {
            let chosen = most(&a, &b, overlaps);
            prop_assert!(chosen.iter().all(|overlap| overlaps.contains(overlap)));
            let of_a: BTreeSet<usize> = chosen.iter().map(|overlap| overlap.a).collect();
            let of_b: BTreeSet<usize> = chosen.iter().map(|overlap| overlap.b).collect();
            prop_assert_eq!((of_a.len(), of_b.len()), (chosen.len(), chosen.len()));
            prop_assert_eq!(chosen.len(), usize::try_from(greatest(overlaps, |_| 1)).unwrap());
        }
    }

    #[test]
    fn what_the_stages_leave_is_paired_best((a, b) in two()) {
        let pairs = pair(&a, &b);
        let of = |kinds: &[Kind]| -> Vec<_> { pairs.iter().filter(|pair| kinds.contains(&pair.kind)).collect() };
        let places_taken = of(&[Kind::Exact, Kind::Label]);
        let left: Vec<Overlap> = overlaps(&a, &b)
            .into_iter()
            .filter(|overlap| !places_taken.iter().any(|pair| pair.a == Some(overlap.a) || pair.b == Some(overlap.b)))
            .collect();
        let same: Vec<Overlap> = left.iter().filter(|overlap| overlap.same_label).copied().collect();
        let boundary = of(&[Kind::Boundary]);
        prop_assert_eq!(boundary.len(), best(&same, Aim::Pairs).0);
        let rest: Vec<Overlap> = left
            .into_iter()
            .filter(|overlap| !boundary.iter().any(|pair| pair.a == Some(overlap.a) || pair.b == Some(overlap.b)))
            .collect();
        prop_assert_eq!(of(&[Kind::BoundaryLabel]).len(), best(&rest, Aim::Pairs).0);
    }

    #[test]
    fn counts_add_up_to_what_each_has((a, b) in two()) {
        let tally = Tally::of(&a, &b, LABELS.len());
        let counts = tally.counts;
        let paired = counts.exact + counts.label + counts.boundary + counts.boundary_label;
        let all = tally.all_labels();
        prop_assert_eq!((paired + counts.only_a, paired + counts.only_b), (all.units_a, all.units_b));
        prop_assert_eq!(all.units_a, u64::try_from(a.len()).unwrap());
        prop_assert_eq!(all.exact, counts.exact);
        let mut places: Vec<Vec<Extent>> = b.iter().map(|unit| unit.pieces().to_vec()).collect();
        let shared = a.iter().filter(|unit| {
            let at = places.iter().position(|place| place == unit.pieces());
            at.map(|at| places.swap_remove(at)).is_some()
        });
        prop_assert_eq!(counts.exact + counts.label, u64::try_from(shared.count()).unwrap());
    }

    #[test]
    fn a_looser_match_is_no_worse((a, b) in two()) {
        let tally = Tally::of(&a, &b, LABELS.len());
        let [exact, boundary, overlap, any, half, soft, _] =
            Measure::ALL.map(|measure| tally.f1(measure).unwrap_or_default());
        let slack = 1e-12;
        prop_assert!(exact <= half && half <= overlap && overlap <= any);
        prop_assert!(exact <= boundary && boundary <= any);
        prop_assert!(exact <= soft + slack && soft <= overlap + slack);
        prop_assert_eq!(&tally, &Tally::of(&a, &b, LABELS.len()));
    }

    #[test]
    fn f1_is_the_same_from_both_sides((a, b) in two()) {
        let (one, other) = (Tally::of(&a, &b, LABELS.len()), Tally::of(&b, &a, LABELS.len()));
        for measure in Measure::ALL {
            prop_assert_eq!(one.f1(measure), other.f1(measure));
        }
        prop_assert_eq!(one.confusion, other.confusion.mirrored());
    }

    #[test]
    fn the_table_of_labels_holds_every_pair((a, b) in two()) {
        let tally = Tally::of(&a, &b, LABELS.len());
        let all = || (0..LABELS.len()).map(Some).chain([None]);
        let sum: u64 = all().flat_map(|a| all().map(move |b| (a, b))).map(|(a, b)| tally.confusion.count(a, b)).sum();
        prop_assert_eq!(sum, tally.counts.total());
        let alike: u64 = (0..LABELS.len()).map(|label| tally.confusion.count(Some(label), Some(label))).sum();
        prop_assert_eq!(alike, tally.counts.exact + tally.counts.boundary);
        let alone: u64 = all().map(|b| tally.confusion.count(None, b)).sum();
        prop_assert_eq!(alone, tally.counts.only_b);
    }

    #[test]
    fn the_order_of_annotators_does_not_matter(work in work(), turn in 1..4_usize) {
        let mut turned = work.clone();
        turned.rotate_left(turn % work.len());
        check_same(&report(&work), &report(&turned))?;
        turned.reverse();
        check_same(&report(&work), &report(&turned))?;
    }

    #[test]
    fn what_labels_are_called_does_not_matter(work in work()) {
        let called = |labels| {
            let mut all = Continuum::new(0);
            for label in labels {
                all.label(label);
            }
            measure(&[Coded::new(padded(&work, labels, 0, 0).with_labels(all.labels()))])
        };
        check_same(&report(&work), &called(["x", "y", "z"]))?;
    }

    #[test]
    fn text_around_leaves_counts_and_f1_alone(work in work(), before in 0..40_u32, after in 0..40_u32) {
        let plain = report(&work);
        let padded = measure(&[Coded::new(padded(&work, LABELS, before, after))]);
        for (one, other) in plain.pairs.iter().zip(&padded.pairs) {
            prop_assert_eq!(one.tally.counts, other.tally.counts);
        }
        for measure in Measure::ALL {
            prop_assert_eq!(plain.mean_f1(measure), padded.mean_f1(measure));
        }
    }

    #[test]
    fn those_who_mark_the_same_agree_wholly(marks in vec(mark(), 1..7), annotators in 2..5_usize) {
        let work = vec![Some(marks); annotators];
        let report = report(&work);
        for number in every_number(&report) {
            match number {
                Ok(number) => prop_assert!((number - 1.0).abs() < 1e-9, "{}", number),
                Err(why) => prop_assert_ne!(why.name(), "needs_two_annotators"),
            }
        }
        prop_assert_eq!(report.mean_f1(Measure::Exact), Ok(1.0));
    }

    #[test]
    fn lengths_give_what_a_count_of_positions_gives(work in work()) {
        let report = report(&work);
        for (label, numbers) in report.chars.labels.iter().enumerate() {
            let (cohen, fleiss, alpha) = slowly(&continuum(&work), label);
            prop_assert_eq!(numbers.cohen.len(), cohen.len());
            for (fast, slow) in numbers.cohen.iter().zip(cohen) {
                prop_assert!(same(*fast, slow));
            }
            // Where a label is not used at all, the reason is another.
            prop_assert!(same(numbers.fleiss, fleiss) || fleiss.is_err() && numbers.fleiss.is_err());
            prop_assert!(same(numbers.alpha, alpha) || alpha.is_err() && numbers.alpha.is_err());
        }
    }

    #[test]
    fn tokens_of_one_character_are_characters(work in work()) {
        let continuum = continuum(&work);
        let tokens: Vec<Extent> = (0..LENGTH).map(|at| Extent::new(at, at + 1)).collect();
        let by_tokens = Layer::of_tokens(&continuum, &tokens);
        for (chars, tokens) in Layer::of_chars(&continuum).iter().zip(&by_tokens) {
            prop_assert_eq!((&chars.covered, &chars.both), (&tokens.covered, &tokens.both));
        }
    }

    #[test]
    fn one_label_alone_is_unitized_as_units_and_gaps(work in work()) {
        let claims = |marks: &Vec<Mark>| marks.iter().filter(|(label, _)| *label == 0).cloned().collect::<Vec<_>>();
        let work: Vec<Option<Vec<Mark>>> = work.iter().map(|marks| marks.as_ref().map(claims)).collect();
        let unitizing = report(&work).unitizing;
        if let Ok(family) = &unitizing.family {
            prop_assert!(same(unitizing.labels[0], family.bar_u_alpha()));
            prop_assert!(same(unitizing.labels[0], family.u_alpha()));
        }
    }

    #[test]
    fn articles_are_pooled_by_what_numbers_are_made_of(works in vec(work(), 1..4)) {
        let coded: Vec<Coded> = works.iter().map(|work| Coded::new(continuum(work))).collect();
        let pooled = measure(&coded);
        let single: Vec<Report> = coded.iter().map(|coded| measure(std::slice::from_ref(coded))).collect();
        for pair in &pooled.pairs {
            let same_pair = |report: &Report| report.pairs.iter().find(|other| other.places == pair.places).cloned();
            let alone: Vec<_> = single.iter().filter_map(same_pair).collect();
            prop_assert_eq!(pair.articles, alone.len());
            prop_assert_eq!(pair.tally.counts.exact, alone.iter().map(|pair| pair.tally.counts.exact).sum::<u64>());
        }
        let twice: Vec<Coded> = coded.iter().chain(&coded).cloned().collect();
        for measure_ in Measure::ALL {
            prop_assert!(same(pooled.mean_f1(measure_), measure(&twice).mean_f1(measure_)));
        }
    }
}
