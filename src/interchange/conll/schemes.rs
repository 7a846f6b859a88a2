//! Labels of tokens as spans: IOB1, IOB2 and BIOES, told apart by what they do.

/// A run of tokens with one label: the first, the one after the last, the label.
pub(super) type Run = (usize, usize, String);

/// Whether a cell is a label of one of the schemes.
pub(super) fn is_label(cell: &str) -> bool {
    cell == "O" || split(cell).is_some()
}

fn split(cell: &str) -> Option<(char, &str)> {
    let (mark, label) = cell.split_once(['-', '_'])?;
    let mark = match mark {
        "B" | "I" | "E" | "S" | "L" | "U" | "M" => mark.chars().next()?,
        _ => return None,
    };
    (!label.is_empty()).then_some((mark, label))
}

/// The runs of a column. A label that goes on goes on, unless its mark says that it begins.
pub(super) fn runs(cells: &[&str]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for (at, cell) in cells.iter().copied().chain(["O"]).enumerate() {
        let said = split(cell);
        let goes_on = match (open, said) {
            (Some((_, label)), Some((mark, now))) => now == label && matches!(mark, 'I' | 'E' | 'L' | 'M'),
            _ => false,
        };
        if !goes_on {
            runs.extend(open.take().map(|(from, label)| (from, at, label.to_owned())));
            open = said.map(|(_, label)| (at, label));
        }
        if let (Some((from, label)), Some(('E' | 'L' | 'S' | 'U', _))) = (open, said) {
            runs.push((from, at + 1, label.to_owned()));
            open = None;
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::runs;

    fn check(cells: &[&str], expected: &[(usize, usize, &str)]) {
        let expected: Vec<_> =
            expected.iter().map(|(from, to, label)| (*from, *to, (*label).to_owned())).collect();
        assert_eq!(runs(cells), expected);
    }

    #[test]
    fn all_schemes_say_the_same() {
        check(&["B-x", "I-x", "O", "B-x", "B-x"], &[(0, 2, "x"), (3, 4, "x"), (4, 5, "x")]);
        check(&["I-x", "I-x", "O", "I-x", "B-x"], &[(0, 2, "x"), (3, 4, "x"), (4, 5, "x")]);
        check(&["B-x", "E-x", "O", "S-x", "S-x"], &[(0, 2, "x"), (3, 4, "x"), (4, 5, "x")]);
        check(&["B-x", "L-x", "O", "U-x", "U-x"], &[(0, 2, "x"), (3, 4, "x"), (4, 5, "x")]);
        check(&["I-x", "I-y", "O"], &[(0, 1, "x"), (1, 2, "y")]);
        check(&[], &[]);
    }
}
