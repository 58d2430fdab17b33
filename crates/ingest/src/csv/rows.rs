//! Where rows end: at a line end, in CSV outside quotation marks.

/// Follows the bytes of rows from end to end.
#[derive(Debug, Clone, Copy)]
pub struct RowEnds {
    /// None where no mark quotes a line end.
    delimiter: Option<u8>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Plain,
    Quoted,
    /// Behind a mark that ends a quoted field, or is the first of two that stand for one.
    QuoteEnd,
}

impl RowEnds {
    /// At the start of a row of columns that `delimiter` parts.
    pub fn of_csv(delimiter: u8) -> Self {
        Self { delimiter: Some(delimiter), state: State::FieldStart }
    }

    /// At the start of a row that is a line.
    pub fn of_lines() -> Self {
        Self { delimiter: None, state: State::FieldStart }
    }

    /// The place behind the line end of the row that goes on in `bytes`; none if it ends beyond them.
    pub fn next(&mut self, bytes: &[u8]) -> Option<usize> {
        let ends = |&byte: &u8| {
            let is_end = byte == b'\n' && self.state != State::Quoted;
            self.state = self.after(byte);
            is_end
        };
        bytes.iter().position(ends).map(|at| at + 1)
    }

    fn after(&self, byte: u8) -> State {
        let Some(delimiter) = self.delimiter else { return State::Plain };
        match (self.state, byte) {
            (State::Quoted, b'"') => State::QuoteEnd,
            (State::Quoted, _) | (State::FieldStart | State::QuoteEnd, b'"') => State::Quoted,
            (_, b'\n' | b'\r') => State::FieldStart,
            (_, byte) if byte == delimiter => State::FieldStart,
            _ => State::Plain,
        }
    }
}

/// The rows of `bytes` without their line ends, each with its line from 1; rows of empty fields are none.
pub fn rows(bytes: &[u8], delimiter: u8) -> impl Iterator<Item = (usize, &[u8])> {
    let (mut rest, mut line) = (bytes, 1);
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let end = RowEnds::of_csv(delimiter).next(rest);
            let (row, after) = rest.split_at(end.unwrap_or(rest.len()));
            let at = line;
            line += row.iter().filter(|&&byte| byte == b'\n').count();
            rest = after;
            // The line ends of a quotation that is never closed are words of its field.
            let row = if end.is_some() { without_line_end(row) } else { row };
            if !row.iter().all(|&byte| byte == delimiter || byte.is_ascii_whitespace()) {
                return Some((at, row));
            }
        }
        None
    })
}

/// A row without the line feed that ends it, and all carriage returns before that.
fn without_line_end(row: &[u8]) -> &[u8] {
    let mut row = row.strip_suffix(b"\n").unwrap_or(row);
    while let Some(shorter) = row.strip_suffix(b"\r") {
        row = shorter;
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &str, expected: &[(usize, &str)]) {
        let found: Vec<(usize, String)> = rows(bytes.as_bytes(), b',')
            .map(|(line, row)| (line, String::from_utf8_lossy(row).into_owned()))
            .collect();
        let expected: Vec<(usize, String)> =
            expected.iter().map(|(line, row)| (*line, (*row).to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn rows_end_outside_quotation_marks() {
        check("a,b\r\n\n\"c\n\"\"d\",e\nf", &[(1, "a,b"), (3, "\"c\n\"\"d\",e"), (5, "f")]);
        check("5\" guns,\"x\"\ny", &[(1, "5\" guns,\"x\""), (2, "y")]);
        check("\"open\na", &[(1, "\"open\na")]);
        check("\"open\n", &[(1, "\"open\n")]);
        check("a,b\r\r\nc", &[(1, "a,b"), (2, "c")]);
        check("\n,,\n", &[]);
    }
}
