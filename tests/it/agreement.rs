//! Pairing and agreement on examples: published ones, and small ones that a hand can count.

use copydesk::review::agreement::bootstrap::quantile;
use copydesk::review::agreement::f1::{Counts, Measure};
use copydesk::review::agreement::slots::Values;
use copydesk::review::agreement::{Coded, Measured, Ratings, Report, Undefined, alpha, kappa, measure};
use copydesk::review::pairing::{Kind, pair};
use copydesk::review::{Continuum, Extent, Unit};
use std::collections::BTreeMap;

/// One annotator’s extents with their labels; nothing for who has not done the text.
type Marks<'m> = Option<&'m [(u32, u32, &'m str)]>;

fn continuum(length: u32, work: &[(&str, Marks<'_>)]) -> Continuum {
    let mut continuum = Continuum::new(length);
    for (annotator, marks) in work {
        let units = marks.map(|marks| {
            let mut unit = |(start, end, label): &(u32, u32, &str)| {
                Unit::new(continuum.label(label), [Extent::new(*start, *end)]).unwrap()
            };
            marks.iter().map(&mut unit).collect()
        });
        continuum.add(*annotator, units);
    }
    continuum
}

fn report(length: u32, work: &[(&str, Marks<'_>)]) -> Report {
    measure(&[Coded::new(continuum(length, work))])
}

fn check(number: Measured, expected: f64, digits: i32) {
    let Ok(number) = number else { panic!("undefined: {number:?}, expected {expected}") };
    assert!((number - expected).abs() < 0.5 * 10_f64.powi(-digits), "{number}, expected {expected}");
}

/// The ratings of a table: a row for each annotator, a character for each unit, `.` for none.
fn ratings(rows: &[&str]) -> Vec<Ratings> {
    let of_unit = |at: usize| {
        let said: Vec<u32> =
            rows.iter().filter_map(|row| row[at..=at].chars().next()?.to_digit(10)).collect();
        let times = |value: u32| u64::try_from(said.iter().filter(|other| **other == value).count()).unwrap();
        Ratings::of_unit(&(1..=5).map(times).collect::<Vec<_>>())
    };
    (0..rows[0].len()).map(of_unit).collect()
}

#[test]
fn alpha_is_that_of_krippendorffs_example() {
    // K. Krippendorff, Computing Krippendorff’s Alpha-Reliability (2011), example C, nominal.
    let rows = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
    check(alpha::nominal(&ratings(&rows)), 0.743, 3);
}

#[test]
fn alpha_is_that_of_the_encyclopedias_example() {
    // Wikipedia, Krippendorff’s alpha: three coders, fifteen units, nominal.
    let rows = [".....34121133.3", "1.213343.......", "..21344.21133.4"];
    check(alpha::nominal(&ratings(&rows)), 0.691, 3);
}

fn table<const N: usize>(rows: &[[u64; N]]) -> Vec<Ratings> {
    rows.iter().map(|row| Ratings::of_unit(row)).collect()
}

#[test]
fn fleiss_is_that_of_his_paper() {
    // J. L. Fleiss, Psychological Bulletin 76 (1971) 378: thirty patients, six psychiatrists.
    let rows = [
        [0, 0, 0, 6, 0],
        [0, 3, 0, 0, 3],
        [0, 1, 4, 0, 1],
        [0, 0, 0, 0, 6],
        [0, 3, 0, 3, 0],
        [2, 0, 4, 0, 0],
        [0, 0, 4, 0, 2],
        [2, 0, 3, 1, 0],
        [2, 0, 0, 4, 0],
        [0, 0, 0, 0, 6],
        [1, 0, 0, 5, 0],
        [1, 1, 0, 4, 0],
        [0, 3, 3, 0, 0],
        [1, 0, 0, 5, 0],
        [0, 2, 0, 3, 1],
        [0, 0, 5, 0, 1],
        [3, 0, 0, 1, 2],
        [5, 1, 0, 0, 0],
        [0, 2, 0, 4, 0],
        [1, 0, 2, 0, 3],
        [0, 0, 0, 0, 6],
        [0, 1, 0, 5, 0],
        [0, 2, 0, 1, 3],
        [2, 0, 0, 4, 0],
        [1, 0, 0, 4, 1],
        [0, 5, 0, 1, 0],
        [4, 0, 0, 0, 2],
        [0, 2, 0, 4, 0],
        [1, 0, 5, 0, 0],
        [0, 0, 0, 0, 6],
    ];
    check(kappa::fleiss(&table(&rows)), 0.430, 3);
}

#[test]
fn fleiss_is_that_of_the_encyclopedias_example() {
    // Wikipedia, Fleiss’ kappa: ten subjects, fourteen raters.
    let rows = [
        [0, 0, 0, 0, 14],
        [0, 2, 6, 4, 2],
        [0, 0, 3, 5, 6],
        [0, 3, 9, 2, 0],
        [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0],
        [3, 2, 6, 3, 0],
        [2, 5, 3, 2, 2],
        [6, 5, 2, 1, 0],
        [0, 2, 2, 3, 7],
    ];
    check(kappa::fleiss(&table(&rows)), 0.210, 3);
}

#[test]
fn cohen_is_that_of_the_encyclopedias_example() {
    // Wikipedia, Cohen’s kappa: fifty grant proposals, two readers.
    let table = kappa::Table { units: 50, a: 25, b: 30, both: 20 };
    check(table.agreement(), 0.7, 9);
    check(table.cohen(), 0.4, 9);
}

#[test]
fn unitizing_is_that_of_the_published_script() {
    // github.com/lindanna/unitized_alpha, the example at the end of its script.
    let alex: Marks<'_> = Some(&[(2, 5, "1"), (9, 11, "1"), (12, 20, "2")]);
    let paul: Marks<'_> = Some(&[(2, 5, "1"), (7, 15, "2")]);
    let susan: Marks<'_> = Some(&[(2, 5, "1"), (10, 15, "2")]);
    let family = report(20, &[("alex", alex), ("paul", paul), ("susan", susan)]).unitizing.family.unwrap();
    check(family.u_alpha(), 0.474, 3);
    check(family.bar_u_alpha(), 0.433, 3);
    check(family.cu_alpha(), 0.779, 3);
    check(family.ku_alpha(0), 0.769, 3);
    check(family.ku_alpha(1), 0.787, 3);
}

const ANNA: Marks<'_> = Some(&[(0, 10, "claim"), (20, 30, "claim"), (40, 50, "quote"), (60, 70, "event")]);
const BEN: Marks<'_> =
    Some(&[(0, 10, "claim"), (20, 30, "quote"), (45, 55, "quote"), (65, 80, "claim"), (90, 95, "event")]);

#[test]
fn every_kind_is_counted() {
    let report = report(100, &[("anna", ANNA), ("ben", BEN)]);
    let counts = Counts { exact: 1, label: 1, boundary: 1, boundary_label: 1, only_a: 0, only_b: 1 };
    assert_eq!(report.pairs[0].tally.counts, counts);
    check(report.mean_f1(Measure::Exact), 2.0 / 9.0, 9);
    check(report.mean_f1(Measure::Boundary), 4.0 / 9.0, 9);
    check(report.mean_f1(Measure::OverlapSameLabel), 4.0 / 9.0, 9);
    check(report.mean_f1(Measure::OverlapAnyLabel), 8.0 / 9.0, 9);
    check(report.mean_f1(Measure::HalfSameLabel), 2.0 / 9.0, 9);
    check(report.mean_f1(Measure::SoftSameLabel), 2.0 * (1.0 + 5.0 / 15.0) / 9.0, 9);
    check(report.mean_f1(Measure::Chars), 2.0 * 15.0 / 90.0, 9);
}

fn kinds(a: &[(u32, u32, &str)], b: &[(u32, u32, &str)]) -> Vec<(Kind, Option<usize>, Option<usize>)> {
    let continuum = continuum(100, &[("anna", Some(a)), ("ben", Some(b))]);
    let units = |at: usize| continuum.annotators()[at].units.clone().unwrap();
    pair(&units(0), &units(1)).into_iter().map(|pair| (pair.kind, pair.a, pair.b)).collect()
}

#[test]
fn a_greedy_pairing_would_leave_somebody_alone() {
    // The nearest for the first of anna’s is the one that the second needs.
    let pairs = kinds(&[(0, 20, "claim"), (18, 30, "claim")], &[(0, 2, "claim"), (2, 24, "claim")]);
    assert_eq!(pairs, [(Kind::Boundary, Some(0), Some(0)), (Kind::Boundary, Some(1), Some(1))]);
}

#[test]
fn of_equal_choices_the_earlier_in_the_text_is_taken() {
    let pairs = kinds(&[(10, 20, "claim")], &[(5, 15, "claim"), (15, 25, "claim")]);
    assert_eq!(pairs, [(Kind::Boundary, Some(0), Some(0)), (Kind::OnlyB, None, Some(1))]);
}

/// They hang together, and most of them stay alone: a method that tries all ways to stay alone never ends.
#[test]
fn two_on_the_whole_text_and_many_within_are_paired_at_once() {
    let within = |shift: u32| (0..1000).map(move |at| (at * 10 + shift, at * 10 + 5 + at % 4, "claim"));
    let whole = [(0, 10_000, "claim"), (0, 10_000, "event")];
    let all = |shift: u32| whole.into_iter().chain(within(shift)).collect::<Vec<_>>();
    let overlapping = |a: &[(u32, u32, &str)], b: &[(u32, u32, &str)]| {
        let report = report(10_000, &[("anna", Some(a)), ("ben", Some(b))]);
        report.pairs[0].tally.overlap_any_label
    };
    assert_eq!(overlapping(&whole, &within(0).collect::<Vec<_>>()), 2);
    assert_eq!(overlapping(&all(0), &all(1)), 1002);
}

#[test]
fn one_long_and_two_short_are_one_pair_and_one_alone() {
    let pairs = kinds(&[(0, 30, "quote")], &[(0, 10, "quote"), (12, 30, "quote")]);
    assert_eq!(pairs, [(Kind::OnlyB, None, Some(0)), (Kind::Boundary, Some(0), Some(1))]);
}

#[test]
fn pieces_count_and_not_what_lies_between() {
    let mut continuum = Continuum::new(100);
    let quote = continuum.label("quote");
    let unit = |pieces: &[(u32, u32)]| {
        Unit::new(quote, pieces.iter().map(|(start, end)| Extent::new(*start, *end))).unwrap()
    };
    continuum.add("anna", Some(vec![unit(&[(0, 10), (20, 30)])]));
    continuum.add("ben", Some(vec![unit(&[(11, 19)])]));
    continuum.add("cleo", Some(vec![unit(&[(0, 10), (20, 25)])]));
    let report = measure(&[Coded::new(continuum)]);
    let counts: Vec<Counts> = report.pairs.iter().map(|pair| pair.tally.counts).collect();
    let alone = Counts { only_a: 1, only_b: 1, ..Counts::default() };
    assert_eq!(counts, [alone, Counts { boundary: 1, ..Counts::default() }, alone]);
    check(report.pairs[1].tally.f1(Measure::SoftSameLabel), 2.0 * 0.75 / 2.0, 9);
    assert_eq!(report.units, [3], "each unit counts once, however many pairs it is in");
}

#[test]
fn who_has_not_done_the_article_is_not_one_who_found_nothing() {
    let untouched = report(100, &[("anna", ANNA), ("ben", None)]);
    assert!(untouched.pairs.is_empty());
    assert_eq!(untouched.mean_f1(Measure::Exact), Err(Undefined::NeedsTwoAnnotators));
    assert_eq!(untouched.unitizing.micro, Err(Undefined::NeedsTwoAnnotators));
    assert_eq!(untouched.chars.alpha_micro, Err(Undefined::NeedsTwoAnnotators));
    let nothing = report(100, &[("anna", ANNA), ("ben", Some(&[]))]);
    assert_eq!(nothing.mean_f1(Measure::Exact), Ok(0.0));
    assert_eq!(nothing.chars.labels[0].cohen, [Ok(0.0)]);
    assert!(nothing.unitizing.micro.unwrap() < 0.0);
}

#[test]
fn what_is_undefined_says_why() {
    let nothing = report(100, &[("anna", Some(&[])), ("ben", Some(&[]))]);
    assert_eq!(nothing.mean_f1(Measure::Exact), Err(Undefined::NoUnits));
    assert_eq!(nothing.unitizing.micro, Err(Undefined::NoUnits));
    let all: Marks<'_> = Some(&[(0, 100, "claim")]);
    let everything = report(100, &[("anna", all), ("ben", all)]);
    assert_eq!(everything.mean_f1(Measure::Exact), Ok(1.0));
    assert_eq!(everything.unitizing.labels, [Err(Undefined::NoVariation)]);
    assert_eq!(everything.chars.labels[0].cohen, [Err(Undefined::NoVariation)]);
    assert_eq!(everything.chars.labels[0].fleiss, Err(Undefined::NoVariation));
    assert_eq!(everything.chars.labels[0].alpha, Err(Undefined::NoVariation));
    let over: Marks<'_> = Some(&[(0, 50, "claim"), (40, 60, "quote")]);
    let overlapping = report(100, &[("anna", over), ("ben", all)]);
    assert_eq!(overlapping.unitizing.family.err(), Some(Undefined::OverlappingUnits));
    let one_label = report(100, &[("anna", Some(&[(0, 50, "claim")])), ("ben", Some(&[(0, 40, "claim")]))]);
    assert_eq!(one_label.unitizing.family.unwrap().cu_alpha(), Err(Undefined::NoVariation));
}

#[test]
fn splitting_is_seen_by_f1_and_not_by_alpha() {
    let split = report(
        100,
        &[("anna", Some(&[(0, 5, "claim"), (5, 10, "claim")])), ("ben", Some(&[(0, 10, "claim")]))],
    );
    check(split.unitizing.micro, 1.0, 9);
    assert_eq!(split.mean_f1(Measure::Exact), Ok(0.0));
    check(split.mean_f1(Measure::OverlapSameLabel), 2.0 / 3.0, 9);
}

#[test]
fn the_same_twice_counts_once() {
    let twice: Marks<'_> = Some(&[(0, 10, "claim"), (0, 10, "claim")]);
    let report = report(100, &[("anna", twice), ("ben", Some(&[(0, 10, "claim")]))]);
    assert_eq!(report.mean_f1(Measure::Exact), Ok(1.0));
}

#[test]
fn intervals_come_with_eight_articles() {
    let article = |n: u32| {
        let ben: &[(u32, u32, &str)] =
            if n.is_multiple_of(3) { &[(0, 10, "claim")] } else { &[(0, 12, "claim"), (20, 30, "claim")] };
        Coded::new(continuum(
            100,
            &[("anna", Some(&[(0, 10, "claim"), (20, 30, "claim")])), ("ben", Some(ben))],
        ))
    };
    let articles: Vec<Coded> = (0..9).map(article).collect();
    assert_eq!(measure(&articles[..7]).resampled.err(), Some(Undefined::TooFewUnits));
    let report = measure(&articles);
    let resampled = report.resampled.clone().unwrap();
    let (exact, interval) = (report.mean_f1(Measure::Exact).unwrap(), resampled.f1[0].1);
    let (low, high) = (interval.low.unwrap(), interval.high.unwrap());
    assert!(low < exact && exact < high && 0.0 < low && high < 1.0, "{low} {exact} {high}");
    assert_eq!((interval.resamples, interval.undefined), (1000, 0));
    let alpha = resampled.labels[0];
    assert!(alpha.low.unwrap() <= report.unitizing.labels[0].unwrap());
    assert_eq!(measure(&articles).resampled.unwrap().f1, resampled.f1, "the dice fall the same");
}

#[test]
fn quantiles_are_of_type_seven() {
    // R: quantile(c(1, 2, 4, 8), c(.025, .5, .75), type = 7).
    let numbers = [1.0, 2.0, 4.0, 8.0];
    for (permille, expected) in [(0, 1.0), (25, 1.075), (500, 3.0), (750, 5.0), (1000, 8.0)] {
        check(quantile(&numbers, permille).ok_or(Undefined::NoUnits), expected, 12);
    }
    assert_eq!(quantile(&[], 500), None);
}

#[test]
fn slots_of_units_with_the_same_label_are_compared() {
    let continuum = continuum(100, &[("anna", ANNA), ("ben", BEN)]);
    let values = |pairs: &[(&str, &str)]| {
        let mut values = Values::new();
        for (name, value) in pairs {
            values.entry((*name).into()).or_default().insert((*value).to_owned());
        }
        values
    };
    let of = |at: usize, slots: &[(usize, Values)]| -> BTreeMap<Unit, Values> {
        let units = continuum.annotators()[at].units.clone().unwrap();
        slots.iter().map(|(unit, values)| (units[*unit].clone(), values.clone())).collect()
    };
    let anna = of(
        0,
        &[(0, values(&[("speaker", "A"), ("certainty", "certain")])), (2, values(&[("speaker", "B")]))],
    );
    let ben = of(1, &[(0, values(&[("speaker", "A")])), (2, values(&[("speaker", "C"), ("cue", "said")]))]);
    let coded = Coded { slots: vec![anna, ben], ..Coded::new(continuum) };
    let slots = measure(&[coded]).slots();
    let count = |name: &str| {
        let tally = slots[name];
        (tally.equal, tally.different, tally.only_a, tally.only_b)
    };
    assert_eq!(
        (count("speaker"), count("certainty"), count("cue")),
        ((1, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1))
    );
    assert_eq!(slots["speaker"].share(), Ok(0.5));
}

#[test]
fn long_chains_of_overlaps_are_paired_at_once() {
    let chain = |shift: u32| -> Vec<(u32, u32, &str)> {
        (0..4000)
            .map(|n| (n * 5 + shift, n * 5 + shift + 7 + n % 4, if n % 3 == 0 { "claim" } else { "quote" }))
            .collect()
    };
    let (a, b) = (chain(0), chain(2));
    let report = report(30_000, &[("anna", Some(&a)), ("ben", Some(&b))]);
    let counts = report.pairs[0].tally.counts;
    assert_eq!(counts.total() + counts.exact + counts.label + counts.boundary + counts.boundary_label, 8000);
    assert_eq!(counts.only_a + counts.only_b, 0);
}
